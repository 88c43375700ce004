//! What two clauses side by side share out: trees have no arcs that cross.

use super::{Change, finite, first, has_subject, last};
use crate::annotate::{Deprel, Tree, Upos, Xpos};

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

/// "resigned over a scandal and now *lives* in Oslo": a finite verb without a subject goes on with the verb
/// above the noun that it was coordinated with.
pub(super) fn verb_taken_for_conjunct_of_noun(tree: &Tree, verb: usize) -> Vec<Change> {
    let alone = tree.word(verb).deprel == Deprel::Conj
        && tree.word(verb).upos == Upos::Verb
        && finite(tree, verb)
        && !has_subject(tree, verb)
        && tree.child(verb, Deprel::Cc).is_some();
    let noun = tree.head(verb).filter(|&n| {
        let bare =
            tree.child(n, Deprel::Cop).is_none() && matches!(tree.word(n).upos, Upos::Noun | Upos::Propn);
        alone && bare && n < verb && matches!(tree.word(n).deprel, Deprel::Obl | Deprel::Obj | Deprel::Nmod)
    });
    let mut above = std::iter::successors(noun, |&w| tree.head(w));
    let main = above.find(|&w| tree.word(w).upos == Upos::Verb && finite(tree, w) && has_subject(tree, w));
    main.map(|main| Change::attach(verb, main, Deprel::Conj)).into_iter().collect()
}

/// "She said he would need help and *ruled* out a return": a simple past beside a modal goes on with the
/// verb of saying.
pub(super) fn report_goes_on(tree: &Tree, verb: usize) -> Vec<Change> {
    let past = |w: usize| tree.word(w).xpos == Xpos::Vbd;
    // "would not object, *but* wanted more" may be what is said
    let and = tree.child(verb, Deprel::Cc).is_some_and(|c| tree.lemma(c) == "and");
    let alone = tree.word(verb).deprel == Deprel::Conj && and && past(verb) && !has_subject(tree, verb);
    let content = tree.head(verb).filter(|&c| {
        let modal = tree.children_by(c, &[Deprel::Aux]).any(|a| tree.word(a).xpos == Xpos::Md);
        alone && c < verb && modal && tree.word(c).deprel == Deprel::Ccomp
    });
    let report = content.and_then(|c| tree.head(c)).filter(|&r| r < verb && past(r) && has_subject(tree, r));
    report.map(|r| Change::attach(verb, r, Deprel::Conj)).into_iter().collect()
}
