//! What syntax keeps apart: the arguments of one verb are different people.

use super::context::Context;
use super::mention::Found;
use crate::annotate::{Deprel, Tree, Upos};
use crate::extract::mode;

pub(super) fn reflexive(form: &str) -> bool {
    form.ends_with("self") || form.ends_with("selves")
}

/// Whether the syntax keeps the pronoun from standing for the mention: arguments of one verb
/// are different, unless the later is a reflexive (principle B of [binding
/// theory](https://en.wikipedia.org/wiki/Binding_(linguistics))), so are the parts of a
/// coordination, and nothing stands for what it is a part of.
pub(super) fn is_apart(context: &Context<'_>, earlier: &Found, found: &Found) -> bool {
    use Deprel::{Conj, Iobj, Nsubj, NsubjPass, Obj};
    if earlier.sentence != found.sentence || context.pronoun(found.sentence, found.head).is_none() {
        return false;
    }
    let tree = &context.trees[found.sentence];
    let relation = |word: usize| tree.word(word).deprel;
    let argument = |word: usize| matches!(relation(word), Nsubj | NsubjPass | Obj | Iobj);
    let joint = |a: usize, b: usize| relation(a) == Conj && tree.head(a) == Some(b);
    let mates = argument(earlier.head) && argument(found.head) && clause_mate(context, earlier, found);
    let complement = matches!(relation(found.head), Obj | Iobj)
        || relation(found.head) == Deprel::Obl
            && tree
                .child(found.head, Deprel::Case)
                .is_some_and(|case| matches!(tree.form(case), "against" | "for" | "from" | "to" | "with"));
    let own = || tree.head(found.head).and_then(|verb| subject_of(tree, verb));
    // "She left, she said" is of one.
    let called = context.pronoun(earlier.sentence, earlier.head).is_none();
    called && told_by(tree, found.head).is_some_and(|content| content.contains(&earlier.head))
        || (mates || complement && own() == Some(earlier.head)) && !reflexive(tree.form(found.head))
        || joint(found.head, earlier.head)
        || joint(earlier.head, found.head)
        || earlier.words.contains(&found.head)
}

/// Whether the subject of the verb whose object or complement the noun is, or coordinated with it: nobody
/// describes himself as "the pupil", and "the town, not the city" are two.
pub(super) fn is_other_argument(context: &Context<'_>, earlier: &Found, found: &Found) -> bool {
    let tree = &context.trees[found.sentence];
    let relation = tree.word(found.head).deprel;
    let verb = tree.head(found.head).filter(|&v| tree.word(v).upos == Upos::Verb);
    let argument = matches!(relation, Deprel::Obj | Deprel::Iobj | Deprel::Obl);
    let joint = relation == Deprel::Conj && tree.head(found.head) == Some(earlier.head);
    joint
        || argument && verb.and_then(|v| subject_of(tree, v)) == Some(earlier.head)
        || speaks(tree, earlier.head, found.head)
}

/// The words of what somebody says who is the subject of an aside: "A man was killed, *it* said".
fn told_by(tree: &Tree<'_>, speaker: usize) -> Option<Vec<usize>> {
    let report = tree
        .head(speaker)
        .filter(|&r| tree.word(speaker).deprel == Deprel::Nsubj && mode::is_report(tree, r))?;
    let content = match tree.word(report).deprel {
        Deprel::Parataxis => tree.head(report),
        _ => tree.children_by(report, &[Deprel::Ccomp]).find(|&c| c < speaker),
    }?;
    Some(tree.subtree(content, &|c| c == report))
}

/// Whether one says the clause in which the other stands: "she said *the teacher* was late" of another.
fn speaks(tree: &Tree<'_>, speaker: usize, noun: usize) -> bool {
    let mut at = noun;
    while let Some(up) = tree.head(at) {
        if tree.word(at).deprel == Deprel::Ccomp && mode::is_report(tree, up) {
            return subject_of(tree, up) == Some(speaker);
        }
        at = up;
    }
    false
}

/// Whom a reflexive object means: the subject of its verb (principle A).
pub(super) fn bound(context: &Context<'_>, found: &Found) -> Option<usize> {
    let tree = &context.trees[found.sentence];
    let object = matches!(tree.word(found.head).deprel, Deprel::Obj | Deprel::Iobj);
    let verb = tree.head(found.head).filter(|_| object && reflexive(tree.form(found.head)))?;
    subject_of(tree, verb)
}

/// The subject of a verb, which may stand with a verb above: "*she* began working", "the coach *who*
/// trained", of which the noun is told.
fn subject_of(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let own = tree.children_by(verb, &[Deprel::Nsubj, Deprel::NsubjPass]).next();
    let above = || tree.head(verb);
    match (own, tree.word(verb).deprel) {
        (Some(own), _) if matches!(tree.lemma(own), "who" | "which" | "that") => {
            let noun = above().filter(|_| tree.word(verb).deprel == Deprel::AclRelcl);
            noun.map(|noun| bearer(tree, noun))
        }
        (Some(own), _) => Some(own),
        (None, Deprel::Acl) => above().map(|noun| bearer(tree, noun)),
        (None, Deprel::Xcomp) => {
            let controller = above()?;
            // "She asked him to help her": the object helps.
            let object = tree.children_by(controller, &[Deprel::Obj, Deprel::Iobj]).next();
            object.or_else(|| subject_of(tree, controller))
        }
        (None, Deprel::Conj | Deprel::Advcl) => {
            let above = above().filter(|&v| tree.word(v).upos == Upos::Verb)?;
            subject_of(tree, above)
        }
        _ => None,
    }
}

/// The subject or object that a noun in apposition tells of.
fn bearer(tree: &Tree<'_>, noun: usize) -> usize {
    match tree.head(noun) {
        Some(head) if tree.word(noun).deprel == Deprel::Appos => bearer(tree, head),
        _ => noun,
    }
}

/// Whether both depend on the same verb.
pub(super) fn clause_mate(context: &Context<'_>, latest: &Found, found: &Found) -> bool {
    let tree = &context.trees[found.sentence];
    tree.head(latest.head).is_some() && tree.head(latest.head) == tree.head(found.head)
}
