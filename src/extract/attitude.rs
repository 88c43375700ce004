//! What somebody promises, plans, refuses or fails to do is a fact beside its content.
//!
//! > Ann promised to leave. — (Ann; promised to leave), which is intended, and
//! > (Ann; promised; to leave), which happened.
//!
//! The rows of Open IE read the chain of verbs as one relation; a graph needs both, since
//! the two differ in mode. Which verbs leave their complement open, or exclude it, stands
//! in `ontology/lexicon/complements.tsv`. Verbs of seeming and necessity add nothing.

use super::mode::{Complement, Outcome, signature};
use super::phrase;
use super::proposition::{Argument, ArgumentKind, Proposition, Relation};
use crate::annotate::{Deprel, Tree, Upos, Xpos};
use crate::statement::Modality;

/// The attitude that a chain of verbs holds its last one in.
pub fn attitude(tree: &Tree, proposition: &Proposition) -> Option<Proposition> {
    let governor = proposition.head;
    if tree.word(governor).upos != Upos::Verb || proposition.relation.head == governor {
        return None;
    }
    let mut content = proposition.relation.head;
    while tree.head(content)? != governor {
        content = tree.head(content)?;
    }
    let shape = match tree.children_by(content, &[Deprel::Mark]).any(|m| phrase::is_to(tree, m)) {
        true => Complement::Infinitive,
        false if tree.word(content).xpos == Xpos::Vbg => Complement::Gerund,
        false => return None,
    };
    let signature = signature(tree, governor, shape)?;
    let open = matches!(signature.positive, Outcome::Open | Outcome::Raised)
        && matches!(signature.modality, Modality::Intended | Modality::Asked);
    if !open && signature.positive != Outcome::Fails {
        return None;
    }
    let below = tree.subtree(content, &|_| false);
    let words = proposition.relation.words.iter().copied().filter(|w| !below.contains(w)).collect();
    Some(Proposition {
        relation: Relation {
            words,
            preposition: 0,
            head: governor,
            lemma: super::assemble::lemma(tree, governor),
            before: "",
            after: "",
        },
        object: Some(Argument {
            head: content,
            words: phrase::clause(tree, content),
            marker: Vec::new(),
            kind: ArgumentKind::Clause,
        }),
        args: Vec::new(),
        ..proposition.clone()
    })
}
