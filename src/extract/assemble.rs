//! From a clause to a proposition: what the verb and copula rules share.

use super::clause::{self, Clause, Clauses, Slot, Source, Subject};
use super::proposition::{Argument, ArgumentKind, Proposition, Relation};
use super::{lexicon, phrase};
use crate::annotate::{Deprel, Tree, Upos, Xpos};
use crate::statement::Role;

/// One object of a clause, with the preposition that then ends the relation.
pub(super) struct End {
    pub preposition: Vec<usize>,
    pub object: Option<Argument>,
}

impl End {
    /// An end without preposition.
    pub fn bare(object: Argument) -> Self {
        End { preposition: Vec::new(), object: Some(object) }
    }
}

/// The relation of a clause before its object is known.
pub(super) struct Stem {
    pub rule: &'static str,
    pub words: Vec<usize>,
    pub head: usize,
    pub lemma: String,
}

/// Adds one proposition for each subject and end.
pub(super) fn propositions(
    sentence: &Clauses,
    clause: &Clause,
    stem: &Stem,
    ends: &[End],
    args: &[(Role, Argument)],
    found: &mut Vec<Proposition>,
) {
    let tree = sentence.tree;
    for subject in clause.subjects.iter().filter(|s| !unresolved(tree, s.head)) {
        for end in ends {
            let repeated = |o: &Argument| o.head == subject.head || unresolved(tree, o.head);
            if end.object.as_ref().is_some_and(repeated) {
                continue;
            }
            let mut told = proposition(tree, clause, *subject, stem, end, args);
            told.args.retain(|(_, a)| !is_of_earlier(ends, end, a));
            found.push(told);
        }
    }
}

/// Whether a phrase stands before this object and behind an earlier one, of which it is told: "sent
/// grain *to Oslo* and timber".
fn is_of_earlier(ends: &[End], end: &End, argument: &Argument) -> bool {
    let (Some(first), Some(own)) = (ends.first().and_then(|e| e.object.as_ref()), end.object.as_ref()) else {
        return false;
    };
    let between = first.head < argument.head && argument.head < own.head;
    argument.kind == ArgumentKind::Phrase && first.head != own.head && between
}

fn proposition(
    tree: &Tree,
    clause: &Clause,
    subject: Subject,
    stem: &Stem,
    end: &End,
    args: &[(Role, Argument)],
) -> Proposition {
    let mut words = stem.words.clone();
    words.extend(adjacent_adverbs(tree, clause, end));
    words.extend(&end.preposition);
    let mut lemma = stem.lemma.clone();
    for &word in &end.preposition {
        lemma.push(' ');
        lemma.push_str(&tree.form(word).to_lowercase());
    }
    let relation =
        Relation { words, preposition: end.preposition.len(), head: stem.head, lemma, before: "", after: "" };
    let clausal = |o: &Argument| o.kind == ArgumentKind::Clause;
    let object =
        end.object.clone().map(|o| Argument { marker: if clausal(&o) { o.marker } else { Vec::new() }, ..o });
    Proposition {
        subject: Argument { marker: Vec::new(), ..phrase::argument(tree, subject.head) },
        relation,
        object,
        args: args.to_vec(),
        rule: stem.rule,
        shape: subject.source.as_str(),
        head: clause.head,
        parent: None,
        confidence: 0.0,
    }
}

/// Whether a word is a relative or interrogative pronoun that stands for no noun, or an article
/// whose noun a parser lost.
fn unresolved(tree: &Tree, word: usize) -> bool {
    matches!(tree.word(word).xpos, Xpos::Wdt | Xpos::Wp | Xpos::Wrb | Xpos::Ex)
        || tree.word(word).xpos == Xpos::Dt && matches!(tree.lemma(word), "the" | "a" | "an")
}

/// Adverbs right after the verb and right before its phrase: "relies *heavily* on", "is found
/// *nowhere else* in".
fn adjacent_adverbs(tree: &Tree, clause: &Clause, end: &End) -> Vec<usize> {
    let Some(&last) = clause.predicate.words.last() else { return Vec::new() };
    let object = end.object.as_ref();
    let next = end.preposition.first().or_else(|| object.and_then(|o| o.marker.first().or(o.words.first())));
    let mut words = Vec::new();
    for &adverb in clause.adverbs.iter().filter(|&&a| a > last && !is_measured(tree, a)) {
        let phrase = adverb_phrase(tree, adverb);
        if phrase.first() != Some(&(last + words.len() + 1)) {
            break;
        }
        words.extend(phrase);
    }
    let reaches = next.is_none_or(|&n| n == last + words.len() + 1);
    if reaches { words } else { Vec::new() }
}

/// Whether a noun says how much: "two years *later*", "*twice* a week".
fn is_measured(tree: &Tree, adverb: usize) -> bool {
    tree.children_by(adverb, &[Deprel::OblUnmarked]).next().is_some()
}

/// An adverb with the adverbs that modify it and those beside it: "*more heavily*", "*quickly and
/// safely*".
fn adverb_phrase(tree: &Tree, adverb: usize) -> Vec<usize> {
    let joins = |c: usize| tree.word(c).deprel == Deprel::Cc && tree.head(c).is_some_and(|h| h != adverb);
    tree.subtree(adverb, &|c| tree.word(c).upos != Upos::Adv && !joins(c))
}

/// Lemma of a predicate with its particle.
pub(super) fn lemma(tree: &Tree, predicate: usize) -> String {
    let mut lemma = tree.lemma(predicate).to_owned();
    for particle in tree.children_by(predicate, &[Deprel::CompoundPrt]) {
        lemma.push(' ');
        lemma.push_str(&tree.form(particle).to_lowercase());
    }
    // "take part"
    for noun in tree.children_by(predicate, &[Deprel::Obj]).filter(|&n| clause::idiom(tree, predicate, n)) {
        lemma.push(' ');
        lemma.push_str(tree.lemma(noun));
    }
    lemma
}

/// The phrase that stands for the object of a predicate without one: the agent of a
/// passive, a measure right after the verb, or the first phrase after it.
pub(super) fn first_phrase<'c>(tree: &Tree, clause: &'c Clause) -> Option<&'c Slot> {
    let verb = clause.predicate.lexical();
    // "was taken to hospital *by helicopter*"
    let how = |noun: usize| lexicon::is_means(tree.lemma(noun)) && phrase::bare(tree, noun);
    let is_by = |s: &&Slot| {
        matches!(s.marker[..], [m] if tree.lemma(m) == "by")
            && !lexicon::is_time(tree, s.head)
            && !how(s.head)
    };
    let measure = |s: &&Slot| {
        let next = phrase::noun_phrase(tree, s.head).first() == Some(&(verb + 1));
        next && s.marker.is_empty() && phrase::nominal(tree, s.head) && !lexicon::is_time(tree, s.head)
    };
    // "malnourished, *according to the paper*", "all came *except Lee*": what takes no part
    let apart =
        |s: &&Slot| s.marker.first().is_some_and(|&m| lexicon::is_apart(&tree.form(m).to_lowercase()));
    let after = |s: &&Slot| {
        !s.marker.is_empty() && !apart(s) && (s.head > verb || s.marker.iter().any(|&m| m > verb))
    };
    let slots = &clause.obliques;
    (slots.iter().find(|s| clause.predicate.passive && is_by(s)))
        .or_else(|| slots.iter().find(measure))
        .or_else(|| slots.iter().find(after))
}

/// The phrase of a slot and what is coordinated with it, each with its own preposition.
pub(super) fn phrase_ends(tree: &Tree, slot: &Slot) -> Vec<End> {
    let end = |part: usize| {
        let own = if phrase::is_list(tree, part) { Vec::new() } else { phrase::marker(tree, part) };
        let preposition = if part == slot.head || own.is_empty() { slot.marker.clone() } else { own };
        End { preposition, object: Some(phrase::argument(tree, part)) }
    };
    phrase::members(tree, slot.head).into_iter().map(end).collect()
}

/// A content clause and those coordinated with it.
pub(super) fn contents(sentence: &Clauses, content: usize) -> Vec<usize> {
    let tree = sentence.tree;
    let infinitive = |c: usize| tree.children_by(c, &[Deprel::Mark]).any(|m| phrase::is_to(tree, m));
    let own = |clause: &Clause| {
        clause.subjects.first().is_some_and(|s| s.source == Source::Own) || clause.existential.is_some()
    };
    let mut found = vec![content];
    let conjuncts = tree.children_by(content, &[Deprel::Conj]);
    found.extend(conjuncts.filter(|&c| sentence.at(c).is_some_and(own) && !infinitive(c)));
    found
}

/// A clause as an argument; a coordinated one brings the subject that it shares.
pub(super) fn clause_argument(sentence: &Clauses, head: usize) -> Argument {
    let tree = sentence.tree;
    let marker = phrase::conjunction(tree, head);
    let mut words = phrase::clause(tree, head);
    words.retain(|w| !marker.contains(w));
    if tree.word(head).deprel == Deprel::Conj
        && let Some(clause) = sentence.at(head)
    {
        for subject in clause.subjects.iter().filter(|s| s.source == Source::Shared) {
            words.extend(phrase::noun_phrase(tree, subject.head));
        }
        words.sort_unstable();
        words.dedup();
    }
    Argument { head, words, marker, kind: ArgumentKind::Clause }
}

/// Everything but the object; `chosen` is the phrase that stands for it.
pub(super) fn further(sentence: &Clauses, clause: &Clause, chosen: Option<usize>) -> Vec<(Role, Argument)> {
    let tree = sentence.tree;
    let mut args = Vec::new();
    if let Some(slot) = &clause.recipient {
        args.push((Role::Recipient, phrase::argument(tree, slot.head)));
    }
    if !clause.objects.is_empty() {
        args.extend(clause.complement.map(|c| (Role::Other, phrase::argument(tree, c))));
        args.extend(clause.content.map(|c| (Role::Topic, clause_argument(sentence, c))));
    }
    args.extend(clause.infinitive.map(|c| (Role::Purpose, clause_argument(sentence, c))));
    for slot in clause.obliques.iter().filter(|s| Some(s.head) != chosen) {
        let argument = Argument { marker: slot.marker.clone(), ..phrase::argument(tree, slot.head) };
        args.push((lexicon::role(tree, &argument), argument));
    }
    for &adverb in clause.adverbs.iter().filter(|&&a| telling(tree, clause, a)) {
        let argument = Argument { marker: Vec::new(), ..phrase::argument(tree, adverb) };
        // "two years later", not "much more" or "very seriously"
        let measured = argument.words.len() > 1 && argument.words.iter().any(|&w| lexicon::is_time(tree, w));
        let role = match lexicon::is_frequency(tree.lemma(adverb)) {
            true => Role::Frequency,
            false if measured => Role::Time,
            false => lexicon::role(tree, &argument),
        };
        args.push((role, argument));
    }
    for &adverbial in clause.adverbials.iter().filter(|&&a| clause::kind(tree, a).is_some()) {
        let argument = clause_argument(sentence, adverbial);
        // "*with* Ann saying that …": another clause, no instrument
        if argument.marker.first().is_some_and(|&m| tree.lemma(m) == "with") {
            continue;
        }
        args.push((lexicon::role(tree, &argument), argument));
    }
    args
}

/// Whether an adverb tells something: no connective, no question word, not in the relation.
fn telling(tree: &Tree, clause: &Clause, adverb: usize) -> bool {
    let word = tree.word(adverb);
    let first = adverb_phrase(tree, adverb).first().copied();
    let adjacent =
        !is_measured(tree, adverb) && clause.predicate.words.last().is_some_and(|&l| first == Some(l + 1));
    word.upos == Upos::Adv
        && word.xpos != Xpos::Wrb
        && !adjacent
        && !lexicon::is_connective(tree.lemma(adverb))
        // "the teams *all* won": of the subject
        && !matches!(tree.lemma(adverb), "all" | "both" | "each")
}
