//! The relation's words: auxiliaries, negation, the verb with its particle, and the
//! verbs that a chain of open complements adds: "helped to raise", "was said to have made".

use super::Kind;
use crate::annotate::{Deprel, Tree, Upos, Xpos};
use crate::extract::{mode, phrase};

/// The words of a predicate.
#[derive(Clone, Debug)]
pub struct Predicate {
    /// Its words, sorted.
    pub words: Vec<usize>,
    /// The predicates of the chain, outermost first.
    pub chain: Vec<usize>,
    /// Whether the last verb is passive.
    pub passive: bool,
    /// Whether it has no finite form of its own: a participle or an infinitive.
    pub bare: bool,
}

impl Predicate {
    /// The word that carries the meaning: the last of the chain.
    pub fn lexical(&self) -> usize {
        self.chain.last().copied().unwrap_or_default()
    }
}

/// Reads the predicate of the clause under `head`.
pub(super) fn read(tree: &Tree, head: usize, kind: Kind) -> Predicate {
    let mut words = Vec::new();
    let mut chain = vec![head];
    let mut at = head;
    loop {
        own_words(tree, at, &mut words);
        match next(tree, at) {
            Some(below) if !chain.contains(&below) => {
                at = below;
                chain.push(below);
            }
            _ => break,
        }
    }
    let own_auxiliary = has_auxiliary(tree, head);
    let inherited = match kind {
        Kind::Verb if !own_auxiliary => inherited_auxiliaries(tree, head),
        _ => Vec::new(),
    };
    // "has helped or *hurt*"
    let perfect = head == at
        && inherited.iter().any(|&w| tree.word(w).deprel == Deprel::Aux)
        && !inherited.iter().any(|&w| tree.word(w).deprel == Deprel::AuxPass);
    words.extend(inherited);
    outer_words(tree, head, &mut words);
    words.sort_unstable();
    words.dedup();
    let last = at;
    let passive = tree.child(last, Deprel::AuxPass).is_some()
        || tree.child(last, Deprel::NsubjPass).is_some()
        || (tree.word(last).xpos == Xpos::Vbn && tree.child(last, Deprel::Aux).is_none() && !perfect);
    let bare = !own_auxiliary && matches!(tree.word(head).xpos, Xpos::Vbg | Xpos::Vbn | Xpos::Vb);
    Predicate { words, chain, passive, bare }
}

/// Whether the predicate under `word` is read as part of the one above it.
pub(super) fn merged(tree: &Tree, word: usize) -> bool {
    tree.head(word).is_some_and(|head| super::kind(tree, head).is_some() && next(tree, head) == Some(word))
}

/// The open complement that continues the chain after `head`.
pub(super) fn next(tree: &Tree, head: usize) -> Option<usize> {
    if let Some(gerund) = mode::governed_gerund(tree, head) {
        return Some(gerund);
    }
    let xcomp = tree
        .children_by(head, &[Deprel::Xcomp])
        .find(|&c| c > head)
        .or_else(|| mode::governed_infinitive(tree, head))?;
    let verbal = tree.word(xcomp).upos == Upos::Verb || tree.child(xcomp, Deprel::Cop).is_some();
    let object = tree.children_by(head, &[Deprel::Obj, Deprel::Iobj]).next().is_some();
    if tree.child(head, Deprel::Cop).is_some() && tree.word(head).upos != Upos::Adj {
        return None;
    }
    let adjective =
        tree.word(xcomp).upos == Upos::Adj && tree.children_by(xcomp, &[Deprel::Obl]).any(|o| o > xcomp);
    ((verbal || adjective) && !object).then_some(xcomp)
}

fn own_words(tree: &Tree, head: usize, words: &mut Vec<usize>) {
    let copula = tree.child(head, Deprel::Cop);
    if copula.is_none() || tree.word(head).upos == Upos::Adj || tree.word(head).upos == Upos::Verb {
        words.push(head);
    }
    for child in tree.children(head) {
        let word = tree.word(child);
        let keep = match word.deprel {
            Deprel::Cop if super::outer(tree, head) => false,
            Deprel::Aux | Deprel::AuxPass | Deprel::Cop | Deprel::CompoundPrt => true,
            // "*stage*-managed"
            _ if phrase::is_hyphenated(tree, child) && tree.word(head).upos == Upos::Verb => {
                words.push(child + 1);
                true
            }
            Deprel::Compound => tree.word(head).upos == Upos::Verb && child + 1 == head,
            Deprel::Advmod | Deprel::Obl if child > head && child <= head + 2 => {
                matches!(word.xpos, Xpos::In | Xpos::Rp | Xpos::To) && tree.children(child).next().is_none()
            }
            Deprel::Advmod => child < head && (inside(tree, head, child) || mode::is_no_longer(tree, child)),
            Deprel::Mark => {
                (word.xpos == Xpos::To
                    && ((tree.word(head).deprel == Deprel::Xcomp && merged(tree, head))
                        || tree.child(head, Deprel::Cop).is_some()))
                    || (merged(tree, head) && tree.word(head).deprel == Deprel::Advcl)
            }
            _ => false,
        };
        if keep {
            words.push(child);
            words.extend(tree.children_by(child, &[Deprel::Fixed]));
            if mode::is_no_longer(tree, child) {
                words.extend(tree.children(child));
            }
        }
    }
}

/// Whether an adverb stands between auxiliary and verb, or negates it.
fn inside(tree: &Tree, head: usize, adverb: usize) -> bool {
    if correlative(tree, adverb) {
        return false;
    }
    let negation =
        matches!(tree.lemma(adverb), "not" | "never" | "n't") || matches!(tree.form(adverb), "n't" | "not");
    let auxiliary = tree.children_by(head, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]).any(|a| a < adverb);
    let alone = tree.children(adverb).next().is_none();
    negation
        || (alone && auxiliary && tree.word(adverb).xpos != Xpos::Wrb)
        || (alone
            && adverb + 1 == head
            && tree.word(head).upos == Upos::Verb
            && tree.form(adverb).ends_with("ly"))
}

/// A verb coordinated with an open complement stands below the same verbs:
/// "needs to prepare and *to fight*".
fn outer_words(tree: &Tree, head: usize, words: &mut Vec<usize>) {
    if tree.word(head).deprel != Deprel::Conj {
        return;
    }
    let Some(mut at) = tree.head(head) else { return };
    for mark in tree.children_by(at, &[Deprel::Mark]) {
        if tree.word(mark).xpos == Xpos::To && merged(tree, at) {
            words.push(mark);
        }
    }
    while merged(tree, at) {
        let Some(up) = tree.head(at) else { return };
        own_words(tree, up, words);
        at = up;
    }
}

/// Whether a "not" only opens "not only … but".
fn correlative(tree: &Tree, adverb: usize) -> bool {
    let only = |i: usize| i < tree.len() && matches!(tree.lemma(i), "only" | "just" | "merely");
    (tree.lemma(adverb) == "not" && only(adverb + 1))
        || (only(adverb) && adverb > 0 && tree.lemma(adverb - 1) == "not")
}

fn has_auxiliary(tree: &Tree, head: usize) -> bool {
    tree.children_by(head, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]).next().is_some()
}

/// Auxiliaries that a coordinated verb of the same form shares with the first:
/// "was founded … and *named*", "could sing and *dance*".
fn inherited_auxiliaries(tree: &Tree, head: usize) -> Vec<usize> {
    let word = tree.word(head);
    let own_subject = tree.children_by(head, &[Deprel::Nsubj, Deprel::NsubjPass]).next().is_some();
    if word.deprel != Deprel::Conj || own_subject {
        return Vec::new();
    }
    let Some(first) = tree.head(head) else { return Vec::new() };
    if word.xpos != tree.word(first).xpos || matches!(word.xpos, Xpos::Vbz | Xpos::Vbp) {
        return Vec::new();
    }
    tree.children(first)
        .filter(|&c| {
            matches!(tree.word(c).deprel, Deprel::Aux | Deprel::AuxPass)
                || (tree.word(c).deprel == Deprel::Advmod
                    && matches!(tree.form(c), "not" | "n't" | "never")
                    && !correlative(tree, c))
        })
        .filter(|&c| c < first)
        .collect()
}
