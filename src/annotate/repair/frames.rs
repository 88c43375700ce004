//! What a verb takes beside its object, by the verb's own frame.

use super::lexicon;
use super::{Change, first, has_subject};
use crate::annotate::{Deprel, Tree, Upos, Xpos};

/// "fined *the bank* €45m": a name is no part of a sum of money; whoever pays or gets it stands before it.
pub(super) fn name_before_sum(tree: &Tree, sum: usize) -> Vec<Change> {
    let Some(verb) = tree.head(sum).filter(|&v| v < sum && tree.word(sum).deprel == Deprel::Obj) else {
        return Vec::new();
    };
    let payer = tree.children_by(sum, &[Deprel::Compound]).rfind(|&c| c < sum);
    let Some(payer) = payer.filter(|&p| {
        tree.word(sum).xpos == Xpos::Dollar
            && matches!(tree.word(p).upos, Upos::Noun | Upos::Propn)
            && tree.word(verb).upos == Upos::Verb
    }) else {
        return Vec::new();
    };
    let mut changes = vec![Change::attach(payer, verb, Deprel::Iobj)];
    for child in tree.children(sum).filter(|&c| c != payer) {
        if child < sum {
            changes.push(Change::attach(child, payer, tree.word(child).deprel));
        } else if matches!(tree.word(child).deprel, Deprel::Obl | Deprel::Nmod) {
            changes.push(Change::attach(child, verb, Deprel::Obl));
        }
    }
    changes
}

/// "accused the firm *of fraud*", "offered a loan *to the city*": the phrase belongs to the verb.
pub(super) fn phrase_of_object(tree: &Tree, phrase: usize) -> Vec<Change> {
    let relation = match tree.word(phrase).deprel {
        Deprel::Nmod => Deprel::Obl,
        Deprel::Acl if tree.word(phrase).xpos == Xpos::Vbg => Deprel::Advcl,
        Deprel::Acl | Deprel::AclRelcl if has_subject(tree, phrase) => Deprel::Ccomp,
        _ => return Vec::new(),
    };
    let addressee = |o: usize| relation == Deprel::Ccomp && tree.word(o).deprel == Deprel::Iobj;
    let taking = |&o: &usize| o < phrase && (tree.word(o).deprel == Deprel::Obj || addressee(o));
    let Some(object) = tree.head(phrase).filter(taking) else { return Vec::new() };
    let Some(verb) = tree.head(object).filter(|&v| tree.word(v).upos == Upos::Verb && v < object) else {
        return Vec::new();
    };
    let conjunction =
        tree.children(phrase).find(|&c| tree.word(c).upos == Upos::Sconj && tree.lemma(c) == "that");
    let case = match relation {
        Deprel::Ccomp => conjunction,
        _ => tree.children_by(phrase, &[Deprel::Case, Deprel::Mark]).next(),
    };
    // "accused the head *of the bank* of fraud": the later phrase is the verb's.
    let later = |c: usize| {
        c > phrase
            && tree
                .children_by(c, &[Deprel::Case, Deprel::Mark])
                .next()
                .is_some_and(|m| Some(tree.lemma(m)) == case.map(|c| tree.lemma(c)))
    };
    let taken = tree.children(object).chain(tree.children(verb)).chain(tree.children(phrase)).any(later);
    match case {
        Some(case) if !taken && lexicon::takes(tree.lemma(verb), tree.lemma(case)) => {
            let mut changes = vec![Change::attach(phrase, verb, relation)];
            changes.extend(
                conjunction.filter(|_| relation == Deprel::Ccomp).map(|c| Change::label(c, Deprel::Mark)),
            );
            changes
        }
        _ => Vec::new(),
    }
}

/// "called the vote *“an ambush”*": what a verb of naming says its object is.
pub(super) fn complement_taken_for_apposition(tree: &Tree, noun: usize) -> Vec<Change> {
    let Some(object) = tree.head(noun).filter(|&o| o < noun && tree.word(noun).deprel == Deprel::Appos)
    else {
        return Vec::new();
    };
    let Some(verb) = tree.head(object).filter(|&v| v < object && tree.word(object).deprel == Deprel::Obj)
    else {
        return Vec::new();
    };
    let before = first(tree, noun).checked_sub(1);
    let beside =
        before.is_some_and(|b| b == object || b == object + 1 && tree.word(b).xpos == Xpos::Openquote);
    if beside
        && tree.word(noun).upos == Upos::Noun
        && tree.child(noun, Deprel::Det).is_some()
        && lexicon::names(tree.lemma(verb))
    {
        return vec![Change::attach(noun, verb, Deprel::Xcomp)];
    }
    Vec::new()
}

/// "She was *relieved*": a participle of feeling is a state, not an act done to somebody.
pub(super) fn state(tree: &Tree, word: usize) -> Vec<Change> {
    let Some(copula) = tree.child(word, Deprel::AuxPass).filter(|&a| tree.lemma(a) == "be") else {
        return Vec::new();
    };
    let done = |o: usize| {
        tree.word(o).deprel == Deprel::OblAgent
            || tree.children_by(o, &[Deprel::Case]).any(|c| matches!(tree.lemma(c), "by" | "of"))
    };
    if tree.word(word).xpos != Xpos::Vbn
        || !lexicon::is_state(&tree.form(word).to_lowercase())
        || tree.children_by(word, &[Deprel::Obl, Deprel::OblAgent, Deprel::Obj]).any(done)
    {
        return Vec::new();
    }
    let mut changes = vec![Change::retag(word, Upos::Adj, Xpos::Jj), Change::label(copula, Deprel::Cop)];
    changes.extend(tree.children_by(word, &[Deprel::NsubjPass]).map(|s| Change::label(s, Deprel::Nsubj)));
    changes
}
