//! What two clauses side by side share out: trees have no arcs that cross.

use super::{Change, finite, first, has_subject, last};
use crate::annotate::{Deprel, Tree, Upos};

/// The coordinated verb between a noun and the noun before it that the tree coordinates it with.
fn crossed(tree: &Tree, noun: usize, verb: usize) -> bool {
    let coordinated = |word: usize| tree.word(word).deprel == Deprel::Conj;
    let beside = tree.head(noun).filter(|_| coordinated(noun));
    tree.word(verb).upos == Upos::Verb
        && coordinated(verb)
        && beside.is_some_and(|m| m < noun && tree.head(verb).is_some_and(|above| above < m))
}

/// "reacts to rain and sinks *wells*": a conjunct without conjunction of its own right behind another
/// verb is the object of that verb.
pub(super) fn object_taken_for_conjunct(tree: &Tree, noun: usize) -> Vec<Change> {
    let Some(verb) = first(tree, noun).checked_sub(1) else { return Vec::new() };
    let alone = tree.children_by(noun, &[Deprel::Cc, Deprel::Case]).next().is_none();
    let full = tree.children_by(verb, &[Deprel::Obj, Deprel::Ccomp, Deprel::Xcomp]).next().is_some();
    let before = tree.head(noun).is_some_and(|m| m < verb);
    if before && alone && !full && crossed(tree, noun, verb) {
        vec![Change::attach(noun, verb, Deprel::Obj)]
    } else {
        Vec::new()
    }
}

/// "Dahl met Berg and *Holm* met Okafor": a conjunct right before a finite verb that has neither subject
/// nor conjunction is the subject of that verb.
pub(super) fn subject_taken_for_conjunct(tree: &Tree, noun: usize) -> Vec<Change> {
    let end = last(tree, noun);
    let Some(cc) = tree.child(noun, Deprel::Cc) else { return Vec::new() };
    let bare = |&v: &usize| {
        crossed(tree, noun, v)
            && finite(tree, v)
            && !has_subject(tree, v)
            && tree.child(v, Deprel::Cc).is_none()
            && first(tree, v) == end + 1
    };
    let Some(verb) = (end + 1..tree.len()).find(bare) else { return Vec::new() };
    let passive = tree.child(verb, Deprel::AuxPass).is_some();
    let subject = if passive { Deprel::NsubjPass } else { Deprel::Nsubj };
    vec![Change::attach(noun, verb, subject), Change::attach(cc, verb, Deprel::Cc)]
}
