//! Whose capital and whose spokesman, where the text leaves it unsaid.
//!
//! "In the capital Oslo" says whose capital Oslo is to whoever knows the country, and
//! "Spokesman Bo Dahl" whom Dahl speaks for to whoever has read the sentence before: the
//! bridging of [Clark 1975](https://aclanthology.org/T75-2034/).

use super::{Builder, listed};
use crate::annotate::{Deprel, Tree};
use crate::extract::{Proposition, lexicon};
use crate::gazetteer::Class;
use crate::statement::{Node, Relation, Statement};

/// What is inferred is less sure than what is said.
const DOUBT: f64 = 0.8;

impl Builder<'_> {
    /// What the description in `statement` leaves unsaid: (Oslo; is capital of; Norway).
    pub(super) fn bridged(
        &self,
        index: usize,
        tree: &Tree,
        proposition: &Proposition,
        statement: &Statement,
    ) -> Option<Statement> {
        if !matches!(proposition.rule, "title" | "apposition") {
            return None;
        }
        let noun = proposition.object.as_ref()?.head;
        let owned = [Deprel::Nmod, Deprel::NmodPoss, Deprel::Compound, Deprel::Amod];
        if tree.children_by(noun, &owned).next().is_some() {
            return None;
        }
        let owner = match tree.lemma(noun).to_lowercase().as_str() {
            "capital" => self.country_of(&statement.subject)?,
            bearer if lexicon::is_bearer(bearer) => self.body_before(index)?,
            _ => return None,
        };
        let lemma = format!("{} of", tree.lemma(noun).to_lowercase());
        let (entity, mention) = (&self.entities[owner.0], &self.resolution.mentions[owner.1]);
        let Node::Entity { kind, .. } = &statement.subject else { return None };
        let (property, false) = self.ontology.property_for(&lemma, Some(kind), Some(&entity.kind))? else {
            return None;
        };
        Some(Statement {
            id: listed::local_id(&statement.id, &lemma),
            relation: Relation {
                phrase: format!("is {} of", tree.form(noun)),
                lemma,
                property: Some(property.iri.clone()),
                span: statement.relation.span,
            },
            object: Some(Node::Entity {
                id: entity.id.clone(),
                name: entity.name.clone(),
                kind: entity.kind.clone(),
                mention: mention.span.of(tree.text).to_owned(),
                span: self.points.span(mention.span),
            }),
            confidence: (statement.confidence * DOUBT * 100.0).round() / 100.0,
            extractor: "bridge".to_owned(),
            ..statement.clone()
        })
    }

    /// The country, named in the text, whose capital this is, and where it is named.
    fn country_of(&self, city: &Node) -> Option<(usize, usize)> {
        let Node::Entity { name, .. } = city else { return None };
        self.resolution.entities.iter().enumerate().find_map(|(number, entity)| {
            let known = self.gazetteer.find(&entity.name).map(|(entry, _)| &self.gazetteer.entries()[entry]);
            let capital = known.is_some_and(|entry| *entry.capital == **name);
            Some((number, entity.mentions.first().copied().filter(|_| capital)?))
        })
    }

    /// The body that the sentence before names, if it names just one.
    fn body_before(&self, index: usize) -> Option<(usize, usize)> {
        let before = index.checked_sub(1)?;
        let mut bodies = self.resolution.mentions.iter().enumerate().filter(|(_, mention)| {
            let entity = &self.resolution.entities[mention.entity];
            mention.sentence == before && entity.named && entity.class.broad() == Class::Organization
        });
        let (first, mention) = bodies.next()?;
        bodies.all(|(_, other)| other.entity == mention.entity).then_some((mention.entity, first))
    }
}
