//! Which propositions a graph can use: both ends must tell a reader what they are.

use super::{Builder, CONCEPT};
use crate::annotate::{Tree, Upos, Xpos};
use crate::extract::{Argument, ArgumentKind, Proposition};
use crate::resolve::MentionKind;
use crate::statement::{Node, Statement};

/// What a statement tells somebody who reads it alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// Both ends mean something.
    Says,
    /// "It rose", "this failed", and nothing in the document says what: half as sure.
    Open,
    /// "I" or "we", with nobody speaking, "there", "one", or "life in Oslo", which lies nowhere.
    Nothing,
}

impl Builder<'_> {
    pub(super) fn standing(
        &self,
        index: usize,
        tree: &Tree,
        proposition: &Proposition,
        statement: &Statement,
    ) -> Standing {
        let without_class = matches!(&statement.subject, Node::Entity { kind, .. } if kind == CONCEPT);
        if proposition.rule == "located" && without_class {
            return Standing::Nothing;
        }
        let ends = [Some(&proposition.subject), proposition.object.as_ref()];
        ends.into_iter().flatten().map(|end| self.end(index, tree, end)).max().unwrap_or(Standing::Says)
    }

    fn end(&self, index: usize, tree: &Tree, end: &Argument) -> Standing {
        let known = self.resolved(index, end.head).is_some_and(|entity| {
            let mentions = &self.resolution.entities[entity].mentions;
            mentions.iter().any(|&m| self.resolution.mentions[m].kind != MentionKind::Pronoun)
        });
        if known || end.kind != ArgumentKind::Phrase {
            return Standing::Says;
        }
        let word = tree.word(end.head);
        let lemma = tree.lemma(end.head).to_lowercase();
        match word.xpos {
            Xpos::Ex | Xpos::Wdt | Xpos::Wp => Standing::Nothing,
            Xpos::Prp if matches!(lemma.as_str(), "i" | "you" | "we") => Standing::Nothing,
            Xpos::Prp | Xpos::Prps => Standing::Open,
            Xpos::Dt if matches!(lemma.as_str(), "this" | "that" | "these" | "those") => Standing::Open,
            _ if word.upos != Upos::Num && lemma == "one" => Standing::Nothing,
            _ => Standing::Says,
        }
    }
}
