//! The words that introduce a clause, and subjects left on the wrong side of their verb.

use super::lexicon;
use super::{Change, finite, first, has_subject, is_subject, last};
use crate::annotate::{Deprel, Tree, Upos, Xpos};

/// "*The firm* cut prices": a noun between an article and a verb without a subject is no part of what
/// stands behind the verb.
pub(super) fn subject_across_verb(tree: &Tree, noun: usize) -> Vec<Change> {
    let part = matches!(tree.word(noun).deprel, Deprel::Amod | Deprel::Compound | Deprel::NmodDesc);
    let nominal = matches!(tree.word(noun).xpos, Xpos::Nn | Xpos::Nns | Xpos::Nnp);
    let Some(object) = tree.head(noun).filter(|&o| part && nominal && o > noun) else { return Vec::new() };
    let Some(verb) = tree.head(object).filter(|&v| noun < v && v < object) else { return Vec::new() };
    if tree.word(verb).upos != Upos::Verb || has_subject(tree, verb) || !finite(tree, verb) {
        return Vec::new();
    }
    let mut changes = vec![Change::attach(noun, verb, Deprel::Nsubj)];
    if tree.word(noun).upos == Upos::Adj {
        changes.push(Change::retag(noun, Upos::Noun, tree.word(noun).xpos));
    }
    let before = |&c: &usize| c < noun && matches!(tree.word(c).deprel, Deprel::Det | Deprel::NmodPoss);
    changes
        .extend(tree.children(object).filter(before).map(|c| Change::attach(c, noun, tree.word(c).deprel)));
    changes
}

/// "searched for *the miners* trapped below": where neither "to" nor an auxiliary stands, "for" introduces no
/// clause, and the participle describes the noun.
pub(super) fn noun_taken_for_subject(tree: &Tree, participle: usize) -> Vec<Change> {
    let mark = tree.child(participle, Deprel::Mark).filter(|&m| tree.lemma(m) == "for");
    let clause = matches!(tree.word(participle).deprel, Deprel::Advcl | Deprel::Xcomp | Deprel::Ccomp)
        && matches!(tree.word(participle).xpos, Xpos::Vbn | Xpos::Vbg)
        && tree.children_by(participle, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]).next().is_none();
    let (Some(mark), Some(verb)) = (mark, tree.head(participle).filter(|_| clause)) else {
        return Vec::new();
    };
    let mut marks = tree.children_by(participle, &[Deprel::Mark]);
    let noun = tree.children(participle).find(|&c| is_subject(tree, c) && mark < c && c < participle);
    match noun.filter(|_| marks.all(|m| m == mark)) {
        Some(noun) => vec![
            Change::attach(noun, verb, Deprel::Obl),
            Change::attach(mark, noun, Deprel::Case),
            Change::retag(mark, Upos::Adp, Xpos::In),
            Change::attach(participle, noun, Deprel::Acl),
        ],
        None => Vec::new(),
    }
}

/// "would refund it *if* the licence was refused": what is no question behind such a verb is a condition.
pub(super) fn condition_taken_for_question(tree: &Tree, clause: usize) -> Vec<Change> {
    let condition = tree.word(clause).deprel == Deprel::Ccomp
        && tree.child(clause, Deprel::Mark).is_some_and(|m| tree.lemma(m) == "if");
    let verb = tree.head(clause).filter(|&v| condition && v < clause && tree.word(v).upos == Upos::Verb);
    match verb.filter(|&v| !lexicon::is_interrogative(tree.lemma(v))) {
        Some(_) => vec![Change::label(clause, Deprel::Advcl)],
        None => Vec::new(),
    }
}

/// "is *due to hear* the case": before a base form "to" is the infinitive's, and what is due is said
/// of the subject.
pub(super) fn preposition_before_infinitive(tree: &Tree, to: usize) -> Vec<Change> {
    let fixed = tree.word(to).deprel == Deprel::Fixed && tree.lemma(to) == "to";
    let Some(due) = tree.head(to).filter(|&d| fixed && d + 1 == to && tree.lemma(d) == "due") else {
        return Vec::new();
    };
    let verb = to + 1;
    if verb >= tree.len() || tree.head(due) != Some(verb) {
        return Vec::new();
    }
    // "is due to *chair* a meeting": no noun has an object.
    let object = tree.children_by(verb, &[Deprel::Obj]).any(|o| o > verb);
    let mistaken = tree.word(verb).xpos == Xpos::Nn && object && tree.child(verb, Deprel::Det).is_none();
    if tree.word(verb).xpos != Xpos::Vb && !mistaken {
        return Vec::new();
    }
    let mut changes = vec![
        Change::retag(verb, Upos::Verb, Xpos::Vb),
        Change::instead(tree, due, verb),
        Change::retag(due, Upos::Adj, Xpos::Jj),
        Change::attach(verb, due, Deprel::Xcomp),
        Change::attach(to, verb, Deprel::Mark),
        Change::retag(to, Upos::Part, Xpos::To),
    ];
    for child in tree.children(verb).filter(|&c| c < due) {
        let relation = match tree.word(child).deprel {
            Deprel::NsubjOuter | Deprel::NsubjPass => Deprel::Nsubj,
            Deprel::Aux if tree.lemma(child) == "be" => Deprel::Cop,
            other => other,
        };
        changes.push(Change::attach(child, due, relation));
    }
    changes
}

/// "The pair *are* set to meet": an adjective has no passive.
pub(super) fn passive_of_adjective(tree: &Tree, auxiliary: usize) -> Vec<Change> {
    let adjective = tree
        .head(auxiliary)
        .filter(|&h| tree.word(auxiliary).deprel == Deprel::AuxPass && tree.word(h).xpos == Xpos::Jj);
    let Some(adjective) = adjective else { return Vec::new() };
    let subject = tree.children_by(adjective, &[Deprel::NsubjPass]).next();
    let mut changes = vec![Change::label(auxiliary, Deprel::Cop)];
    changes.extend(subject.map(|s| Change::label(s, Deprel::Nsubj)));
    changes
}

/// "a recommendation *that all wells be closed*": a clause with a subject of its own that "that"
/// introduces tells the content of the noun.
pub(super) fn content_of_noun(tree: &Tree, that: usize) -> Vec<Change> {
    let clause = tree.head(that).filter(|&c| {
        tree.word(that).deprel == Deprel::Mark
            && tree.lemma(that) == "that"
            && tree.word(c).deprel == Deprel::AclRelcl
    });
    match clause {
        Some(clause) if tree.children(clause).any(|c| is_subject(tree, c)) => {
            vec![Change::label(clause, Deprel::Acl), Change::retag(that, Upos::Sconj, Xpos::In)]
        }
        _ => Vec::new(),
    }
}

/// "*Rather than* close the school, the city rebuilt it": what introduces a clause in front joins
/// nothing.
pub(super) fn conjunction_in_front(tree: &Tree, word: usize) -> Vec<Change> {
    let joins = tree.word(word).deprel == Deprel::Cc && word == 0 && tree.lemma(word) == "rather";
    let clause = tree.head(word).is_some_and(|c| tree.word(c).deprel == Deprel::Advcl);
    if joins && clause { vec![Change::label(word, Deprel::Mark)] } else { Vec::new() }
}

/// "plans *to repeat* the tests": a verb has no clause that describes it.
pub(super) fn infinitive_of_verb(tree: &Tree, clause: usize) -> Vec<Change> {
    let verb = tree.head(clause).filter(|&v| tree.word(clause).deprel == Deprel::Acl && v < clause);
    let finite = verb.is_some_and(|v| matches!(tree.word(v).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp));
    let to = tree.children_by(clause, &[Deprel::Mark]).any(|m| tree.word(m).xpos == Xpos::To);
    if finite && to { vec![Change::label(clause, Deprel::Xcomp)] } else { Vec::new() }
}

/// "after *the storm* broke the dam": the bare noun between a conjunction and a verb without a
/// subject is that verb's.
pub(super) fn subject_behind_mark(tree: &Tree, noun: usize) -> Vec<Change> {
    let bare = matches!(tree.word(noun).deprel, Deprel::Obl | Deprel::Obj | Deprel::OblUnmarked)
        && tree.child(noun, Deprel::Case).is_none()
        && tree.word(noun).upos != Upos::Verb;
    let above = tree.head(noun).filter(|&above| bare && above < noun);
    let clause = above.and_then(|above| {
        tree.children_by(above, &[Deprel::Advcl]).find(|&c| {
            let mark = tree.child(c, Deprel::Mark);
            c > noun
                && finite(tree, c)
                && !has_subject(tree, c)
                && mark.is_some_and(|m| m + 1 == first(tree, noun))
        })
    });
    clause.map(|c| Change::attach(noun, c, Deprel::Nsubj)).into_iter().collect()
}

/// "wants Ann, her aide, *to leave*": behind an apposition between commas the infinitive is still what the
/// verb takes.
pub(super) fn infinitive_behind_apposition(tree: &Tree, clause: usize) -> Vec<Change> {
    let to = tree.children_by(clause, &[Deprel::Mark]).find(|&m| tree.word(m).xpos == Xpos::To);
    let verb = tree.head(clause).filter(|&v| tree.word(clause).deprel == Deprel::Advcl && v < clause);
    let (Some(to), Some(verb)) = (to, verb) else { return Vec::new() };
    let object = tree.children_by(verb, &[Deprel::Obj, Deprel::Iobj]).find(|&o| o < to);
    let beside = object.and_then(|o| tree.child(o, Deprel::Appos)).is_some_and(|a| last(tree, a) + 2 == to);
    if beside && lexicon::takes_infinitive(tree.lemma(verb)) {
        vec![Change::label(clause, Deprel::Xcomp)]
    } else {
        Vec::new()
    }
}

/// "*Born* in Oslo to a baker, Lee studied": a participle in front tells of the subject with its verb.
pub(super) fn participle_before_noun(tree: &Tree, verb: usize) -> Vec<Change> {
    let noun = tree.head(verb).filter(|&n| {
        let front = tree.word(verb).deprel == Deprel::Acl && verb < n && tree.word(verb).xpos == Xpos::Vbn;
        front && is_subject(tree, n) && first(tree, verb) == verb && last(tree, verb) + 1 < n
    });
    let main = noun.and_then(|n| tree.head(n)).filter(|&m| tree.word(m).upos == Upos::Verb && verb < m);
    main.map(|main| Change::attach(verb, main, Deprel::Advcl)).into_iter().collect()
}
