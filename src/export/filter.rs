//! The part of the corpus that an export shows.

use crate::entity::Extraction;
use crate::graph::{self, Mode, paths};
use crate::statement::{Node, Statement};
use std::collections::BTreeSet;

/// Conditions that a statement must meet; empty ones let everything through.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Filter {
    /// Only what is said about this entity and its neighbours
    #[arg(long, value_name = "NAME")]
    pub entity: Option<String>,
    /// How many relations away a neighbour may be
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub depth: usize,
    /// Only entities of these types at both ends (repeatable)
    #[arg(long = "type", value_name = "CLASS")]
    pub types: Vec<String>,
    /// Only these relations (repeatable)
    #[arg(long = "relation", value_name = "LABEL")]
    pub relations: Vec<String>,
    /// Only these documents (repeatable)
    #[arg(long = "document", value_name = "ID")]
    pub documents: Vec<String>,
    /// Only statements held so (repeatable)
    #[arg(long = "mode", value_enum)]
    pub modes: Vec<Mode>,
    /// Only statements at least this sure
    #[arg(long, value_name = "P", default_value_t = 0.0)]
    pub min_confidence: f64,
}

impl Filter {
    /// Whether nothing is filtered.
    pub fn is_empty(&self) -> bool {
        self.entity.is_none()
            && self.types.is_empty()
            && self.relations.is_empty()
            && self.documents.is_empty()
            && self.modes.is_empty()
            && self.min_confidence <= 0.0
    }

    /// The extractions with what meets the conditions; entities only where a statement names them.
    pub fn apply<'e>(&self, extractions: impl Iterator<Item = &'e Extraction>) -> Vec<Extraction> {
        if self.is_empty() {
            return extractions.cloned().collect();
        }
        let mut kept: Vec<Extraction> = extractions
            .filter(|e| self.documents.is_empty() || self.documents.contains(&e.document.id))
            .cloned()
            .collect();
        for extraction in &mut kept {
            extraction.statements.retain(|s| self.keeps(s));
        }
        if let Some(name) = &self.entity {
            let graph = graph::build(&kept, |_| true);
            let near: BTreeSet<String> = graph::find(&graph, name)
                .map(|centre| paths::neighbourhood(&graph, centre, self.depth))
                .unwrap_or_default()
                .into_iter()
                .map(|n| graph[n].id.clone())
                .collect();
            for extraction in &mut kept {
                extraction
                    .statements
                    .retain(|s| entity_ids(s).all(|id| near.contains(id)) && entity_ids(s).count() > 0);
            }
        }
        for extraction in &mut kept {
            let named: BTreeSet<String> =
                extraction.statements.iter().flat_map(entity_ids).map(str::to_owned).collect();
            extraction.entities.retain(|e| named.contains(&e.id));
        }
        kept
    }

    fn keeps(&self, statement: &Statement) -> bool {
        let ends = [Some(&statement.subject), statement.object.as_ref()];
        let typed = |node: &&Node| match node {
            Node::Entity { kind, .. } => self.types.iter().any(|t| t.eq_ignore_ascii_case(kind)),
            _ => true,
        };
        statement.confidence >= self.min_confidence
            && (self.modes.is_empty() || self.modes.contains(&Mode::of(statement)))
            && (self.relations.is_empty()
                || self
                    .relations
                    .iter()
                    .any(|r| *r == graph::relation_label(statement) || *r == statement.relation.lemma))
            && (self.types.is_empty() || ends.iter().flatten().all(typed))
    }
}

fn entity_ids(statement: &Statement) -> impl Iterator<Item = &str> {
    [Some(&statement.subject), statement.object.as_ref()].into_iter().flatten().filter_map(
        |node| match node {
            Node::Entity { id, .. } => Some(id.as_str()),
            _ => None,
        },
    )
}
