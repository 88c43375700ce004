//! What "denied *this*" and "rejected *the accusation*" deny: what somebody else has just said.

use super::{Builder, listed};
use crate::annotate::{Deprel, Tree};
use crate::extract::mode;
use crate::extract::{Argument, Proposition};
use crate::statement::{Attribution, Modality, Node, Polarity, Statement};

/// What is inferred is less sure than what is said.
const DOUBT: f64 = 0.8;

impl Builder<'_> {
    /// The denial of what the sentence before has from somebody else, if `statement` denies it;
    /// the statement's object then is that denial.
    pub(super) fn denied(
        &self,
        index: usize,
        tree: &Tree,
        proposition: &Proposition,
        statement: &mut Statement,
    ) -> Option<Statement> {
        let object = proposition.object.as_ref().filter(|o| recalls(tree, o))?;
        let denies = mode::is_denial(tree, proposition.relation.head)
            && statement.polarity == Polarity::Positive
            && statement.modality == Modality::Actual;
        let Node::Entity { id, name, span, .. } = &statement.subject else { return None };
        let said = self.statements.iter().rev().take_while(|s| s.sentence as usize + 1 >= index).find(|s| {
            let other = s.attribution.as_ref().is_some_and(|a| a.id != *id);
            s.sentence as usize + 1 == index && other && matches!(s.extractor.as_str(), "verb" | "copula")
        });
        let said = said.filter(|_| denies)?;
        let text = object.words.iter().map(|&w| tree.form(w)).collect::<Vec<_>>().join(" ");
        let denial = Statement {
            id: listed::local_id(&statement.id, &said.id),
            sentence: statement.sentence,
            text: statement.text.clone(),
            span: statement.span,
            polarity: match said.polarity {
                Polarity::Positive => Polarity::Negative,
                Polarity::Negative => Polarity::Positive,
            },
            modality: Modality::Actual,
            attribution: Some(Attribution {
                id: id.clone(),
                name: name.clone(),
                span: *span,
                cue: tree.form(proposition.relation.head).to_owned(),
                cue_span: self.points.span(tree.word(proposition.relation.head).span),
                via: None,
            }),
            confidence: (statement.confidence * said.confidence * DOUBT * 100.0).round() / 100.0,
            extractor: "denial".to_owned(),
            ..said.clone()
        };
        let place = statement.object.as_ref()?.span();
        statement.object = Some(Node::Statement { statement: denial.id.clone(), text, span: place });
        Some(denial)
    }
}

/// Whether a phrase stands for what has been said: "this", "the claim".
fn recalls(tree: &Tree, object: &Argument) -> bool {
    let definite = |d: usize| matches!(tree.lemma(d), "the" | "this" | "that" | "these" | "those");
    let content = [Deprel::Acl, Deprel::AclRelcl, Deprel::Nmod, Deprel::Ccomp];
    match tree.form(object.head).to_lowercase().as_str() {
        "this" | "that" => tree.children(object.head).next().is_none(),
        _ => {
            mode::is_speech_noun(tree.lemma(object.head))
                && tree.children_by(object.head, &[Deprel::Det]).any(definite)
                && tree.children_by(object.head, &content).next().is_none()
        }
    }
}
