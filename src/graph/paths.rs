//! What lies around an entity, and between two.

use super::EntityGraph;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The nodes at most `depth` relations away, the node itself among them.
pub fn neighbourhood(graph: &EntityGraph, centre: NodeIndex, depth: usize) -> BTreeSet<NodeIndex> {
    let mut seen = BTreeSet::from([centre]);
    let mut ring = vec![centre];
    for _ in 0..depth {
        ring = ring.iter().flat_map(|&n| graph.neighbors_undirected(n)).filter(|&n| seen.insert(n)).collect();
    }
    seen
}

/// The shortest way between two entities, whichever way the relations point.
pub fn path(graph: &EntityGraph, from: NodeIndex, to: NodeIndex) -> Option<Vec<EdgeIndex>> {
    let mut came: BTreeMap<NodeIndex, (NodeIndex, EdgeIndex)> = BTreeMap::new();
    let mut open = VecDeque::from([from]);
    while let Some(node) = open.pop_front() {
        if node == to {
            let mut edges = Vec::new();
            let mut at = to;
            while at != from {
                let &(before, edge) = came.get(&at)?;
                edges.push(edge);
                at = before;
            }
            edges.reverse();
            return Some(edges);
        }
        let mut steps: Vec<(EdgeIndex, NodeIndex)> = graph
            .edges_directed(node, petgraph::Direction::Outgoing)
            .map(|e| (e.id(), e.target()))
            .chain(graph.edges_directed(node, petgraph::Direction::Incoming).map(|e| (e.id(), e.source())))
            .collect();
        steps.sort();
        for (edge, next) in steps {
            if next != from && !came.contains_key(&next) {
                came.insert(next, (node, edge));
                open.push_back(next);
            }
        }
    }
    None
}
