//! The corpus as a graph: entities, and the relations between them over all documents.

pub mod communities;
pub mod measures;
pub mod paths;

use crate::entity::Extraction;
use crate::statement::support::Support;
use crate::statement::{Modality, Node, Polarity, Statement};
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::{BTreeMap, BTreeSet};

/// How the texts hold a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Stated by the text itself.
    Asserted,
    /// Said by somebody the text names.
    Attributed,
    /// Possible, future, necessary, conditional, intended or asked.
    Possible,
    /// Denied.
    Denied,
}

impl Mode {
    /// The mode of one statement: a denial outweighs a doubt, a doubt a source.
    pub fn of(statement: &Statement) -> Mode {
        match (statement.polarity, statement.modality, &statement.attribution) {
            (Polarity::Negative, _, _) => Mode::Denied,
            (_, modality, _) if modality != Modality::Actual => Mode::Possible,
            (_, _, Some(_)) => Mode::Attributed,
            _ => Mode::Asserted,
        }
    }

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Mode::Asserted => "asserted",
            Mode::Attributed => "attributed",
            Mode::Possible => "possible",
            Mode::Denied => "denied",
        }
    }
}

/// An entity over all documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vertex {
    /// Its id.
    pub id: String,
    /// Canonical name.
    pub name: String,
    /// Class of the ontology.
    pub kind: String,
    /// How often it is mentioned.
    pub mentions: usize,
}

/// A relation between two entities in one mode, with what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Label: the property's local name in words, or the lemma.
    pub relation: String,
    /// How it is held.
    pub mode: Mode,
    /// Ids of its statements.
    pub statements: Vec<String>,
    /// Ids of its documents.
    pub documents: BTreeSet<String>,
    /// Combined over documents that do not copy each other.
    pub confidence: f64,
}

/// Entities and the relations between them.
pub type EntityGraph = DiGraph<Vertex, Edge>;

/// The label of a relation: `memberOf` is "member of".
pub fn relation_label(statement: &Statement) -> String {
    let Some(property) = &statement.relation.property else {
        return statement.relation.lemma.clone();
    };
    let local = property.rsplit(['#', '/']).next().unwrap_or(property);
    let mut label = String::new();
    for c in local.chars() {
        if c.is_uppercase() && !label.is_empty() {
            label.push(' ');
        }
        label.extend(c.to_lowercase());
    }
    label
}

/// Joins the extractions of many documents, keeping the statements that `keep` lets through.
/// Nodes come in the order of their ids, edges in that of their ends, so equal corpora give equal graphs.
pub fn build<'e>(
    extractions: impl IntoIterator<Item = &'e Extraction>,
    keep: impl Fn(&Statement) -> bool,
) -> EntityGraph {
    let mut vertices: BTreeMap<String, Vertex> = BTreeMap::new();
    let mut edges: BTreeMap<(String, String, String, Mode), Support> = BTreeMap::new();
    for extraction in extractions {
        for entity in &extraction.entities {
            let vertex = vertices.entry(entity.id.clone()).or_insert_with(|| Vertex {
                id: entity.id.clone(),
                name: entity.name.clone(),
                kind: entity.kind.clone(),
                mentions: 0,
            });
            vertex.mentions += entity.mentions.len();
        }
        for statement in extraction.statements.iter().filter(|s| keep(s)) {
            let (Some(from), Some(to)) = (end(&statement.subject), statement.object.as_ref().and_then(end))
            else {
                continue;
            };
            let key = (from.id.clone(), to.id.clone(), relation_label(statement), Mode::of(statement));
            for vertex in [from, to] {
                vertices.entry(vertex.id.clone()).or_insert(vertex);
            }
            edges.entry(key).or_default().add(statement);
        }
    }
    let mut graph = EntityGraph::new();
    let indices: BTreeMap<String, NodeIndex> =
        vertices.into_iter().map(|(id, vertex)| (id, graph.add_node(vertex))).collect();
    for ((from, to, relation, mode), support) in edges {
        let (Some(&from), Some(&to)) = (indices.get(&from), indices.get(&to)) else { continue };
        let edge = Edge {
            relation,
            mode,
            documents: support.documents().cloned().collect(),
            confidence: support.confidence(),
            statements: support.statements.into_iter().collect(),
        };
        graph.add_edge(from, to, edge);
    }
    graph
}

fn end(node: &Node) -> Option<Vertex> {
    match node {
        Node::Entity { id, name, kind, .. } => {
            Some(Vertex { id: id.clone(), name: name.clone(), kind: kind.clone(), mentions: 0 })
        }
        _ => None,
    }
}

/// The entity meant by a name or an id: the exact one, else the best connected whose name contains it.
pub fn find(graph: &EntityGraph, name: &str) -> Option<NodeIndex> {
    let wanted = name.to_lowercase();
    let rank = |node: NodeIndex| {
        let vertex = &graph[node];
        let label = vertex.name.to_lowercase();
        let fit = if vertex.id == name || label == wanted {
            2
        } else if label.contains(&wanted) {
            1
        } else {
            0
        };
        (fit, measures::degree(graph, node), std::cmp::Reverse(node))
    };
    graph.node_indices().max_by_key(|&n| rank(n)).filter(|&n| rank(n).0 > 0)
}
