//! What no English tree can have, set right.
//!
//! The parser scores arcs one by one, so that now and then two of them contradict each
//! other: two subjects side by side, an object behind a preposition, a finite verb
//! without a subject right behind an object. Each repair states such a contradiction
//! and the reading that dissolves it; a tree without contradictions stays as it is.

mod arguments;
mod clause;
mod coordination;
mod frames;
mod lexicon;
mod mark;
mod mood;
mod nominal;
mod quotation;
mod report;
mod tag;
mod time;

pub use lexicon::takes;

use super::{Deprel, Sentence, Tree, Upos, Xpos};

/// One correction: what is `None` stays as it is.
struct Change {
    word: usize,
    /// The new head; the root has none.
    head: Option<Option<usize>>,
    deprel: Option<Deprel>,
    tags: Option<(Upos, Xpos)>,
}

impl Change {
    fn label(word: usize, deprel: Deprel) -> Self {
        Change { word, head: None, deprel: Some(deprel), tags: None }
    }

    fn attach(word: usize, head: usize, deprel: Deprel) -> Self {
        Change { word, head: Some(Some(head)), deprel: Some(deprel), tags: None }
    }

    /// `word` takes the place of `old` in the tree.
    fn instead(tree: &Tree, word: usize, old: usize) -> Self {
        Change { word, head: Some(tree.head(old)), deprel: Some(tree.word(old).deprel), tags: None }
    }

    fn retag(word: usize, upos: Upos, xpos: Xpos) -> Self {
        Change { word, head: None, deprel: None, tags: Some((upos, xpos)) }
    }
}

type Repair = fn(&Tree, usize) -> Vec<Change>;

/// Every repair, in the order in which they run over all words.
const REPAIRS: &[Repair] = &[
    nominal::particle_taken_for_auxiliary,
    clause::pronoun_before_noun,
    mood::dependent_of_auxiliary,
    clause::perfect_auxiliary,
    clause::participle_taken_for_attribute,
    clause::verb_taken_for_compound,
    clause::verb_taken_for_adjective,
    report::speaker_behind_place,
    clause::subject_with_preposition,
    clause::clause_of_agent,
    clause::question_word,
    quotation::speaker_taken_for_subject,
    quotation::quoted_complement,
    quotation::phrase_behind_speaker,
    quotation::clause_behind_quotation,
    quotation::report_behind_quotation,
    mood::determiner_across_verb,
    mark::subject_across_verb,
    mark::subject_behind_mark,
    mark::preposition_before_infinitive,
    mark::infinitive_of_verb,
    mark::infinitive_behind_apposition,
    mark::participle_before_noun,
    mark::passive_of_adjective,
    clause::finite_beside_infinitive,
    mark::content_of_noun,
    mark::conjunction_in_front,
    mark::noun_taken_for_subject,
    mark::condition_taken_for_question,
    mood::gerund_taken_for_noun,
    mood::verb_taken_for_preposition,
    mood::verb_taken_for_noun,
    mood::verb_taken_for_object,
    mood::infinitive_taken_for_attribute,
    mood::compound_adjective,
    mood::past_taken_for_participle,
    mood::passive_without_auxiliary,
    mood::fronted_participle,
    mood::participle_behind_comma,
    mood::no_doubt,
    mood::fronted_condition,
    mood::provided,
    mood::adjective_before_infinitive,
    time::phrase_of_year,
    time::event_of_unit,
    time::length_of_state,
    time::rate,
    time::measured_adverb,
    time::day_before_verb,
    time::date_behind_since,
    nominal::age,
    nominal::adverb_taken_for_noun,
    nominal::noun_taken_for_name,
    nominal::name_in_pieces,
    nominal::epithet,
    nominal::behind_hyphen,
    nominal::noun_beside_noun,
    nominal::description_beside_name,
    nominal::name_as_two_arguments,
    nominal::language,
    nominal::half_of_given_name,
    nominal::name_of_bearer,
    nominal::description_of_person,
    nominal::told_of_part,
    nominal::counted_verb,
    nominal::name_of_one,
    nominal::means_taken_for_agent,
    arguments::subject_of_later_clause,
    arguments::main_verb_taken_for_participle,
    arguments::title_as_second_agent,
    arguments::receiver_taken_for_attribute,
    arguments::title_as_subject,
    arguments::name_as_second_object,
    arguments::name_as_second_subject,
    arguments::phrase_before_name,
    arguments::object_behind_preposition,
    arguments::subject_behind_verb,
    arguments::subject_taken_for_object,
    coordination::object_taken_for_conjunct,
    coordination::subject_taken_for_conjunct,
    coordination::verb_taken_for_conjunct_of_noun,
    coordination::report_goes_on,
    arguments::name_as_object_of_noun,
    arguments::name_as_bare_phrase,
    arguments::denied_apposition,
    arguments::relative_of_person,
    arguments::owned_subject,
    arguments::framed_name,
    arguments::close_apposition,
    arguments::title_in_list,
    frames::name_before_sum,
    frames::phrase_of_object,
    frames::complement_taken_for_apposition,
    frames::state,
    report::inverted_subject,
    report::subject_of_content,
    report::pronoun_taken_for_expletive,
    report::content_taken_for_description,
    report::inside_content,
    report::conjunct_of_content,
    report::report_at_end,
    report::report_inside_relative,
    report::content_behind_manner,
    report::content_behind_phrase,
    report::report_taken_for_content,
    report::reporting_clause_between,
    report::reporting_clause_behind,
    report::source_taken_for_apposition,
    report::second_report,
    tag::tag_of_relation,
    tag::marks_taken_for_word,
    nominal::dependent_of_name_part,
];

/// Corrects the tree of a parsed sentence; `text` holds its forms. Returns the words whose
/// tags are new.
pub fn repair(sentence: &mut Sentence, text: &str) -> Vec<usize> {
    let mut retagged = Vec::new();
    let mut from = 0;
    while let Some((at, changes)) = contradiction(&Tree::new(sentence, text), from) {
        for change in changes {
            let word = &mut sentence.words[change.word];
            word.deprel = change.deprel.unwrap_or(word.deprel);
            if let Some(head) = change.head {
                word.head = head.map(|h| h as u32);
            }
            if let Some((upos, xpos)) = change.tags {
                (word.upos, word.xpos) = (upos, xpos);
                retagged.push(change.word);
            }
        }
        from = at + 1;
    }
    retagged
}

/// The next contradiction, counting every word for every repair, and what dissolves it.
fn contradiction(tree: &Tree, from: usize) -> Option<(usize, Vec<Change>)> {
    (from..REPAIRS.len() * tree.len()).find_map(|at| {
        let changes = REPAIRS[at / tree.len()](tree, at % tree.len());
        (!changes.is_empty()).then_some((at, changes))
    })
}

fn first(tree: &Tree, word: usize) -> usize {
    tree.subtree(word, &|c| tree.word(c).deprel == Deprel::Punct)[0]
}

fn last(tree: &Tree, word: usize) -> usize {
    tree.subtree(word, &|c| tree.word(c).deprel == Deprel::Punct).pop().unwrap_or(word)
}

fn is_subject(tree: &Tree, word: usize) -> bool {
    matches!(tree.word(word).deprel, Deprel::Nsubj | Deprel::NsubjPass)
}

fn has_subject(tree: &Tree, verb: usize) -> bool {
    tree.children(verb).any(|c| {
        is_subject(tree, c)
            || matches!(
                tree.word(c).deprel,
                Deprel::Expl | Deprel::Csubj | Deprel::CsubjPass | Deprel::NsubjOuter
            )
    })
}

/// A finite verb form of its own or by its auxiliary or copula.
fn finite(tree: &Tree, verb: usize) -> bool {
    let own = matches!(tree.word(verb).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    own || tree
        .children_by(verb, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop])
        .any(|a| matches!(tree.word(a).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md))
}

/// Whether a comma stands right before what `word` heads.
fn behind_comma(tree: &Tree, word: usize) -> bool {
    first(tree, word).checked_sub(1).is_some_and(|i| tree.word(i).xpos == Xpos::Comma)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
