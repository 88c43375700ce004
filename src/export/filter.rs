//! The part of the corpus that an export shows.

use crate::entity::Extraction;
use crate::graph::{self, Mode, measures, paths};
use crate::ontology::Ontology;
use crate::statement::{Node, Role, Statement};
use std::collections::BTreeSet;

/// What makes an entity one of the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Measure {
    /// How much links to it, and how much to that.
    #[default]
    Pagerank,
    /// How many relations it has.
    Degree,
}

/// Conditions that a statement must meet; empty ones let everything through.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Filter {
    /// Only what is said about this entity and its neighbours
    #[arg(long, value_name = "NAME")]
    pub entity: Option<String>,
    /// How many relations away a neighbour may be
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub depth: usize,
    /// Only entities of these types, or of types below them, at both ends (repeatable)
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
    /// Only what is dated on this day or later: by its own time, else by its document's
    #[arg(long, value_name = "YYYY[-MM[-DD]]", value_parser = date)]
    pub from: Option<String>,
    /// Only what is dated on this day or earlier
    #[arg(long, value_name = "YYYY[-MM[-DD]]", value_parser = date)]
    pub until: Option<String>,
    /// Only the first N entities, and what links them
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
    /// What makes an entity one of the first
    #[arg(long, value_enum, default_value_t)]
    pub by: Measure,
}

/// A day, or the year or month that holds it.
fn date(text: &str) -> Result<String, String> {
    let full = format!("{text}{}", "2000-01-01".get(text.len()..).unwrap_or_default());
    match full.parse::<jiff::civil::Date>() {
        Ok(_) if [4, 7, 10].contains(&text.len()) => Ok(text.to_owned()),
        _ => Err("not a date such as 2024, 2024-05 or 2024-05-31".to_owned()),
    }
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
            && self.from.is_none()
            && self.until.is_none()
            && self.top.is_none()
    }

    /// The extractions with what meets the conditions; entities only where a statement names them.
    pub fn apply<'e>(
        &self,
        extractions: impl Iterator<Item = &'e Extraction>,
        ontology: &Ontology,
    ) -> Vec<Extraction> {
        if self.is_empty() {
            return extractions.cloned().collect();
        }
        let mut kept: Vec<Extraction> = extractions
            .filter(|e| self.documents.is_empty() || self.documents.contains(&e.document.id))
            .cloned()
            .collect();
        for extraction in &mut kept {
            let dated = extraction.document.date.as_deref();
            extraction.statements.retain(|s| self.keeps(s, ontology) && self.dates(s, dated));
        }
        if let Some(name) = &self.entity {
            let graph = graph::build(&kept, |_| true);
            let near: BTreeSet<String> = graph::find(&graph, name)
                .map(|centre| paths::neighbourhood(&graph, centre, self.depth))
                .unwrap_or_default()
                .into_iter()
                .map(|n| graph[n].id.clone())
                .collect();
            within(&mut kept, &near);
        }
        if let Some(top) = self.top {
            let graph = graph::build(&kept, |_| true);
            let first = match self.by {
                Measure::Pagerank => measures::by_rank(&graph),
                Measure::Degree => measures::by_degree(&graph),
            };
            let first = first.into_iter().take(top).map(|n| graph[n].id.clone()).collect();
            within(&mut kept, &first);
        }
        for extraction in &mut kept {
            let named: BTreeSet<String> =
                extraction.statements.iter().flat_map(entity_ids).map(str::to_owned).collect();
            extraction.entities.retain(|e| named.contains(&e.id));
        }
        kept
    }

    /// Whether its time, a day or a span of days, meets the time asked for.
    fn dates(&self, statement: &Statement, document: Option<&str>) -> bool {
        let own = statement.args.iter().filter(|a| a.role == Role::Time).find_map(|a| a.value.as_deref());
        let is_date = |value: &&str| value.get(..4).is_some_and(|y| y.bytes().all(|b| b.is_ascii_digit()));
        let Some(day) = own.filter(is_date).or(document) else {
            return self.from.is_none() && self.until.is_none();
        };
        // An interval has two ends, and may be open at either: `2014/..`.
        let (first, last) = day.split_once('/').unwrap_or((day, day));
        let open = |end: &str| end.is_empty() || end == "..";
        // What is known to the month is compared to the month.
        let cut = |text: &str, other: &str| {
            text.get(..text.len().min(other.len()).min(10)).unwrap_or(text).to_owned()
        };
        self.from.as_deref().is_none_or(|from| open(last) || cut(last, from) >= cut(from, last))
            && self.until.as_deref().is_none_or(|until| open(first) || cut(first, until) <= cut(until, first))
    }

    fn keeps(&self, statement: &Statement, ontology: &Ontology) -> bool {
        let ends = [Some(&statement.subject), statement.object.as_ref()];
        let typed = |node: &&Node| match node {
            Node::Entity { kind, .. } => {
                self.types.iter().any(|t| t.eq_ignore_ascii_case(kind) || ontology.is_subclass(kind, t))
            }
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

/// Leaves what is said of these entities alone.
fn within(extractions: &mut [Extraction], ids: &BTreeSet<String>) {
    for extraction in extractions {
        let known = |s: &Statement| entity_ids(s).all(|id| ids.contains(id)) && entity_ids(s).count() > 0;
        extraction.statements.retain(known);
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
