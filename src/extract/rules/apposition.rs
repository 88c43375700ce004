//! **Apposition.** A noun phrase set beside a name, after a comma or in brackets, says what it is.
//!
//! > Ann Lee, a judge, spoke. — (Ann Lee; is; a judge)
//!
//! Does not apply to a numbered part, to a bare noun in brackets, to the larger place after a place ("Austin, Texas": see `place`), to
//! a ticker (see `ticker`), nor to a noun directly before a name (see `title`). Known misses: lists that the parser
//! takes for appositions.

use super::{example, role, ticker};
use crate::annotate::{Deprel, NameType, Tree, Upos, Xpos};
use crate::extract::clause::Clauses;
use crate::extract::proposition::Proposition;
use crate::extract::{lexicon, phrase};

/// Applies the rule.
pub fn apply(sentence: &Clauses, found: &mut Vec<Proposition>) {
    let tree = sentence.tree;
    for word in 0..tree.len() {
        let (Deprel::Appos, Some(head)) = (tree.word(word).deprel, phrase::described(tree, word)) else {
            continue;
        };
        let nouns = phrase::nominal(tree, word) && phrase::nominal(tree, head);
        if !nouns
            || phrase::close_apposition(tree, word)
            || phrase::place_suffix(tree, word)
            || ticker::holds(tree, word)
            || listed(tree, word)
            || example::singled_out(tree, word).is_some()
            || entered(tree, word)
            || phrase::titled(tree, head.min(word), head.max(word))
            || numbered(tree, word)
            || gloss(tree, head, word)
            || credit(tree, head, word)
            || counts(tree, head)
            || tree.word(head).upos == Upos::Propn && lexicon::is_outcome(tree.lemma(word))
            || beyond(tree, head, word)
            || !agree(tree, head, word)
        {
            continue;
        }
        let subject = phrase::argument(tree, head);
        let object = phrase::argument(tree, word);
        found.push(role::is(subject.clone(), object.clone(), "apposition"));
        // of a name and a description, the description is the role, whichever comes first
        if describes(tree, head, word) {
            role::of(sentence, head, &object, found);
        } else {
            role::of(sentence, word, &subject, found);
        }
    }
}

/// Whether a number says which part is meant, or how much there is: "the series, *episode 13*",
/// "the diary (*six volumes, 2009*)", "a lens (*magnification of 60*)".
fn numbered(tree: &Tree, word: usize) -> bool {
    // "*one* of the crew" is somebody
    let number = |w: usize| tree.word(w).upos == Upos::Num && tree.child(w, Deprel::Nmod).is_none();
    let bare = tree.children_by(word, &[Deprel::Det, Deprel::NmodPoss]).next().is_none();
    let counted = |c: usize| number(c) && c == word + 1;
    let measured = || bracketed(tree, word) && phrase::noun_phrase(tree, word).into_iter().any(number);
    number(word)
        || bare && tree.word(word).upos != Upos::Propn && (tree.children(word).any(counted) || measured())
}

/// Whether the noun is a bare number that something is said to be: "they are *third*, a point behind".
fn counts(tree: &Tree, head: usize) -> bool {
    let predicate = tree.child(head, Deprel::Cop).is_some();
    tree.word(head).upos == Upos::Sym || tree.word(head).upos == Upos::Num && predicate
}

/// Whether another clause stands between the noun and what a parser set beside it.
fn beyond(tree: &Tree, head: usize, word: usize) -> bool {
    let clause = |c: usize| tree.children_by(c, &[Deprel::Nsubj, Deprel::NsubjPass]).next().is_some();
    tree.children_by(head, &[Deprel::Conj, Deprel::Parataxis]).any(|c| c < word && clause(c))
}

/// Whether brackets only put a name in other words or letters: "the Old Town (*center*)".
fn gloss(tree: &Tree, head: usize, word: usize) -> bool {
    let alone = tree.children(word).all(|c| tree.word(c).upos == Upos::Punct);
    let foreign = || tree.form(word).chars().any(|c| c.is_alphabetic() && !latin(c));
    let symbol = phrase::noun_phrase(tree, word).first().is_some_and(|&w| tree.word(w).upos == Upos::Sym);
    tree.word(head).upos == Upos::Propn
        && bracketed(tree, word)
        && (tree.word(word).upos == Upos::Noun && alone || foreign())
        || symbol
}

/// Whether a letter is in a block of Latin letters of Unicode.
fn latin(letter: char) -> bool {
    matches!(letter, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// Whether brackets behind a person's name hold a name that is no person's: what somebody made
/// or belongs to, "Ann Lee (*The Mill*)".
fn credit(tree: &Tree, head: usize, word: usize) -> bool {
    let kind = |w: usize| tree.sentence.name_at(w).map(|name| name.kind);
    kind(head) == Some(NameType::Person)
        && bracketed(tree, word)
        && tree.word(word).upos == Upos::Propn
        && kind(word) != Some(NameType::Person)
}

fn bracketed(tree: &Tree, word: usize) -> bool {
    tree.children_by(word, &[Deprel::Punct]).any(|p| p < word && matches!(tree.form(p), "(" | "[" | "-LRB-"))
}

/// Whether one thing is set beside one and several beside several: "projects, *the restoration
/// of houses*" is a list. A noun that groups ("a pair", "a form") is either.
pub(super) fn agree(tree: &Tree, head: usize, word: usize) -> bool {
    let several = |w: usize| match tree.word(w).xpos {
        _ if lexicon::is_partitive(tree.lemma(w)) || tree.word(w).upos == Upos::Propn => None,
        _ if tree.children_by(w, &[Deprel::Conj]).next().is_some() => Some(true),
        Xpos::Nns => Some(true),
        Xpos::Nn => Some(false),
        _ => None,
    };
    let person = |w: usize| tree.sentence.name_at(w).is_some_and(|n| n.kind == NameType::Person);
    let conjoined = |w: usize| tree.children_by(w, &[Deprel::Conj]).next().is_some();
    match (several(head), several(word)) {
        (Some(a), Some(b)) => a == b,
        (None, Some(true)) => !person(head) || conjoined(head),
        _ => true,
    }
}

/// Whether a name stands behind a name and a colon, as in a table: "Terminal 3: *Delta*".
fn entered(tree: &Tree, word: usize) -> bool {
    let Some(head) = tree.head(word).filter(|&h| h < word) else { return false };
    let named = |w: usize| tree.word(w).upos == Upos::Propn;
    let first = phrase::noun_phrase(tree, word).first().copied().unwrap_or(word);
    named(head) && named(word) && first > head && tree.form(first - 1) == ":"
}

/// Whether the apposition is a member of a list that "and" closes: "the walls, *the roof* and the gate".
fn listed(tree: &Tree, word: usize) -> bool {
    let Some(head) = tree.head(word) else { return false };
    let beside: Vec<usize> =
        tree.children_by(head, &[Deprel::Appos]).filter(|&a| tree.word(a).upos == Upos::Noun).collect();
    beside.len() > 1 && beside.last().is_some_and(|&last| tree.child(last, Deprel::Conj).is_some())
}

/// Whether `noun` is the description and `name` the name, with or without a title: "the bank's
/// *head*, *Ann Lee*", "its *owner*, the *investor* Ann Lee".
fn describes(tree: &Tree, noun: usize, name: usize) -> bool {
    // "*the University* of Bergen" is a name itself
    let name_itself = tree.sentence.name_at(noun).is_some_and(|n| n.kind != NameType::Person);
    let owned = || {
        let owner = tree.children_by(noun, &[Deprel::NmodPoss, Deprel::Det]).next();
        owner.is_some() && !name_itself
    };
    let named = |w: usize| tree.word(w).upos == Upos::Propn;
    let titled =
        || tree.children_by(name, &[Deprel::Appos]).any(|c| named(c) && phrase::close_apposition(tree, c));
    (named(name) || titled())
        && (tree.word(noun).upos == Upos::Noun || tree.word(noun).upos == Upos::Propn && owned())
}
