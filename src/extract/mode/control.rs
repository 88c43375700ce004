//! Which word governs a clause and who does what the clause tells: "ordered *him* to go".

use super::attribution::verb_stance;
use super::lexicon::{self, Complement, ReportingKind};
use super::local::lower;
use super::{shape, signature};
use crate::annotate::{Deprel, Tree, Upos, Xpos};

/// The object of `governor` that does what the clause under it tells: "stopped *the
/// convoy* from crossing", "called on *the city* to pay".
pub fn controller(tree: &Tree, governor: usize, clause: usize) -> Option<usize> {
    let shape = shape(tree, clause);
    if shape == Complement::Finite || !signature(tree, governor, shape)?.object_control {
        return None;
    }
    // "criticised the firm, *saying* …": behind a comma a participle tells what the subject does.
    let begins = tree.subtree(clause, &|c| tree.word(c).deprel == Deprel::Punct)[0];
    let comma = begins.checked_sub(1).is_some_and(|i| tree.word(i).xpos == Xpos::Comma);
    if comma && shape == Complement::Gerund && begins == clause {
        return None;
    }
    let before = |o: &usize| *o < clause;
    let object = tree.children_by(governor, &[Deprel::Iobj, Deprel::Obj]).find(before);
    // "was sentenced to life *for lying*": in the passive the subject does.
    let passive = tree.child(governor, Deprel::AuxPass).is_some();
    object.filter(|_| !passive).or_else(|| {
        if passive {
            return None;
        }
        let asked = |&o: &usize| {
            tree.children_by(o, &[Deprel::Case])
                .any(|c| matches!(lower(tree, c).as_str(), "on" | "upon" | "to"))
        };
        tree.children_by(governor, &[Deprel::Obl]).filter(asked).find(before)
    })
}

/// The infinitive right after a verb that takes one, where the tree makes it a purpose:
/// "remembered *to lock*".
pub fn governed_infinitive(tree: &Tree, verb: usize) -> Option<usize> {
    if tree.children_by(verb, &[Deprel::Obj, Deprel::Iobj, Deprel::Ccomp]).next().is_some() {
        return None;
    }
    // "was said *by Moreno* to have left"
    let agent = tree
        .child(verb, Deprel::OblAgent)
        .filter(|_| verb_stance(tree, verb).is_some())
        .map(|agent| tree.subtree(agent, &|_| false));
    let next = match &agent {
        Some(words) if words.first() == Some(&(verb + 1)) => verb + 1 + words.len(),
        _ => verb + 1,
    };
    tree.children_by(verb, &[Deprel::Advcl]).find(|&clause| {
        tree.child(clause, Deprel::Mark) == Some(next)
            && shape(tree, clause) == Complement::Infinitive
            && (agent.is_some() || signature(tree, verb, Complement::Infinitive).is_some())
    })
}

/// A gerund that a preposition ties to its verb: "focus on *winning*", "talked into *applying*".
pub fn governed_gerund(tree: &Tree, head: usize) -> Option<usize> {
    if tree.children_by(head, &[Deprel::Obj, Deprel::Iobj, Deprel::Xcomp, Deprel::Ccomp]).next().is_some() {
        return None;
    }
    tree.children_by(head, &[Deprel::Advcl]).find(|&c| {
        let mark = tree.children_by(c, &[Deprel::Mark, Deprel::Case]).next();
        c > head
            && tree.word(c).xpos == Xpos::Vbg
            && mark.is_some_and(|m| {
                (m == head + 1 || (m == head + 2 && tree.word(head + 1).upos == Upos::Adv))
                    && matches!(
                        tree.lemma(m),
                        "on" | "in" | "into" | "of" | "from" | "at" | "against" | "to" | "about" | "upon"
                    )
            })
    })
}

/// The verb of telling whose content the tree hangs on its addressee: "told *reporters*
/// that the deal was dead".
pub(super) fn told(tree: &Tree, clause: usize) -> Option<usize> {
    let noun = tree.head(clause)?;
    let verb = tree.head(noun)?;
    let misplaced = matches!(tree.word(clause).deprel, Deprel::Acl | Deprel::AclRelcl)
        && matches!(tree.word(noun).deprel, Deprel::Iobj | Deprel::Obj | Deprel::Obl)
        && tree.children_by(clause, &[Deprel::Mark]).any(|m| lower(tree, m) == "that")
        && tree.children_by(clause, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl]).next().is_some();
    let says_itself = lexicon::reporting(tree.lemma(noun), ReportingKind::Noun).is_some()
        || lexicon::signature(tree.lemma(noun), Complement::Finite).is_some();
    (misplaced && !says_itself && verb_stance(tree, verb).is_some()).then_some(verb)
}
