//! Which property of the ontology a relation is, and which end is its subject.

use super::{Builder, CONCEPT};
use crate::annotate::{Deprel, Tree, Xpos};
use crate::extract::Proposition;
use crate::statement::{Node, Statement};

impl Builder<'_> {
    /// The property that fits; subject and object change places where it runs the other way.
    pub(super) fn map_relation(&self, statement: &mut Statement, tree: &Tree, proposition: &Proposition) {
        let class = |node: Option<&Node>| match node {
            Some(Node::Entity { kind, .. }) if kind != CONCEPT => Some(kind.clone()),
            Some(Node::Literal { datatype: Some(datatype), .. }) => match datatype.as_str() {
                "decimal" => Some("Quantity".to_owned()),
                _ => Some("Time".to_owned()),
            },
            Some(Node::Statement { .. } | Node::Literal { quoted: true, .. }) => Some("Content".to_owned()),
            _ => None,
        };
        let subject = class(Some(&statement.subject));
        let object = class(statement.object.as_ref());
        // "granted by *Norway*": who acts may be the subject already.
        let acts = tree.word(proposition.subject.head).deprel == Deprel::OblAgent;
        let form = proposition.relation.words.iter().any(|&w| tree.word(w).deprel == Deprel::AuxPass)
            || tree.word(proposition.relation.head).feats.has("Voice=Pass");
        let passive = form && !acts;
        let lemma = statement.relation.lemma.clone();
        let qualified =
            proposition.relation.words.iter().any(|&w| tree.word(w).xpos == Xpos::Rb && !denies(tree, w));
        if let Some(active) = lemma.strip_suffix(" by").filter(|_| passive) {
            let known = self.ontology.property_for(active, object.as_deref(), subject.as_deref());
            // "an approach marked by haste" has no agent: who acts is somebody, or something in a clause
            // of its own
            let clause = tree.word(proposition.head).deprel != Deprel::Acl;
            let agent = proposition.object.as_ref().is_some_and(|o| is_agent(tree, o.head))
                && (clause || object.is_some());
            if (known.is_some() || agent) && turn_round(statement, tree, proposition, active) {
                self.map_active(statement, object.as_deref(), subject.as_deref(), qualified);
            }
            return;
        }
        // "was granted a licence": whoever is the subject grants nothing.
        let own = tree.child(proposition.relation.head, Deprel::AuxPass).is_some();
        let receives = proposition.object.as_ref().is_some_and(|o| tree.word(o.head).deprel == Deprel::Obj);
        if passive && own && receives {
            return;
        }
        if passive {
            // Without its agent a passive has its object as subject: no property of verbs fits as it stands.
            if let Some((property, false)) =
                self.ontology.property_for(&format!("be {lemma}"), subject.as_deref(), object.as_deref())
            {
                statement.relation.property = Some(property.iri.clone());
            }
            return;
        }
        if lemma == "be" && (subject.is_none() || object.is_none()) {
            // What "be" means hangs on what its two ends are.
            return;
        }
        self.map_active(statement, subject.as_deref(), object.as_deref(), qualified);
    }

    /// The property of a verb whose subject acts.
    ///
    /// What an adverb or number qualifies keeps its words: "is *mainly* due to".
    fn map_active(
        &self,
        statement: &mut Statement,
        subject: Option<&str>,
        object: Option<&str>,
        qualified: bool,
    ) {
        let lemma = statement.relation.lemma.as_str();
        let Some((property, inverse)) = self.ontology.property_for(lemma, subject, object) else { return };
        let (first, second) = if inverse { (object, subject) } else { (subject, object) };
        if !self.ontology.vouches(property, first, second, statement.object.is_some()) {
            return;
        }
        if !inverse {
            statement.relation.property = Some(property.iri.clone());
        } else if let Some(Node::Entity { .. }) = statement.object
            && !qualified
            && let Some(object) = statement.object.take()
        {
            let subject = std::mem::replace(&mut statement.subject, object);
            statement.object = Some(subject);
            statement.relation.property = Some(property.iri.clone());
            // The words of the text tell it from the other end: "hired" for worksFor.
            statement.relation.phrase = property.label.clone();
        }
    }

    /// What a person is said to be is a role: "Lee, *the minister*".
    pub(super) fn map_role(&self, statement: &mut Statement) {
        let (Node::Entity { kind, .. }, Some(Node::Literal { .. })) = (&statement.subject, &statement.object)
        else {
            return;
        };
        if kind == CONCEPT {
            return;
        }
        let role = self.ontology.property_for(&statement.relation.lemma, Some(kind), Some("Role"));
        if let Some((property, false)) = role {
            statement.relation.property = Some(property.iri.clone());
        }
    }
}

fn denies(tree: &Tree, adverb: usize) -> bool {
    matches!(tree.lemma(adverb), "not" | "never" | "n't")
}

/// Whether the word is, or is coordinated with, who does what a passive tells.
fn is_agent(tree: &Tree, word: usize) -> bool {
    match tree.word(word).deprel {
        Deprel::Conj => tree.head(word).is_some_and(|first| tree.word(first).deprel == Deprel::OblAgent),
        other => other == Deprel::OblAgent,
    }
}

/// "The mill *was sold by* Ann" is told as (Ann; sold; the mill), so that the same act is the same
/// relation in either voice. False where the agent is no entity.
fn turn_round(statement: &mut Statement, tree: &Tree, proposition: &Proposition, active: &str) -> bool {
    let Some(Node::Entity { .. }) = statement.object else { return false };
    let Some(agent) = statement.object.take() else { return false };
    statement.object = Some(std::mem::replace(&mut statement.subject, agent));
    statement.relation.lemma = active.to_owned();
    let relation = &proposition.relation;
    let kept = relation.words.len() - relation.preposition.min(relation.words.len());
    let words: Vec<usize> = relation
        .words
        .iter()
        .copied()
        .take(kept)
        .filter(|&w| tree.word(w).deprel != Deprel::AuxPass)
        .collect();
    // "will be replaced by" is told as "will replace"
    let modal = words.iter().any(|&w| tree.word(w).xpos == Xpos::Md);
    let form = |w: usize| if modal && w == relation.head { tree.lemma(w) } else { tree.form(w) };
    statement.relation.phrase = words.iter().map(|&w| form(w)).collect::<Vec<_>>().join(" ");
    true
}
