//! Who matters: degree and PageRank.

use super::EntityGraph;
use petgraph::Direction;
use petgraph::graph::NodeIndex;

/// How many relations touch the node.
pub fn degree(graph: &EntityGraph, node: NodeIndex) -> usize {
    graph.edges_directed(node, Direction::Outgoing).count()
        + graph.edges_directed(node, Direction::Incoming).count()
}

/// PageRank (Brin and Page 1998) over the relations in both directions, since
/// "A met B" tells as much of A as of B. Weights are numbers of statements.
pub fn pagerank(graph: &EntityGraph) -> Vec<f64> {
    const DAMPING: f64 = 0.85;
    let count = graph.node_count();
    if count == 0 {
        return Vec::new();
    }
    let mut links: Vec<(usize, usize, f64)> = Vec::new();
    let mut out = vec![0.0; count];
    for edge in graph.edge_indices() {
        let Some((from, to)) = graph.edge_endpoints(edge) else { continue };
        let weight = graph[edge].statements.len() as f64;
        for (a, b) in [(from.index(), to.index()), (to.index(), from.index())] {
            links.push((a, b, weight));
            out[a] += weight;
        }
    }
    let mut rank = vec![1.0 / count as f64; count];
    for _ in 0..50 {
        let lost: f64 = (0..count).filter(|&n| out[n] == 0.0).map(|n| rank[n]).sum();
        let mut next = vec![(1.0 - DAMPING + DAMPING * lost) / count as f64; count];
        for &(from, to, weight) in &links {
            next[to] += DAMPING * rank[from] * weight / out[from];
        }
        rank = next;
    }
    rank
}

/// The nodes by falling PageRank, equal ones by id.
pub fn by_rank(graph: &EntityGraph) -> Vec<NodeIndex> {
    let rank = pagerank(graph);
    let mut nodes: Vec<NodeIndex> = graph.node_indices().collect();
    nodes.sort_by(|a, b| rank[b.index()].total_cmp(&rank[a.index()]).then(a.cmp(b)));
    nodes
}

/// The nodes by falling degree, equal ones by id.
pub fn by_degree(graph: &EntityGraph) -> Vec<NodeIndex> {
    let mut nodes: Vec<NodeIndex> = graph.node_indices().collect();
    nodes.sort_by_key(|&n| (std::cmp::Reverse(degree(graph, n)), n));
    nodes
}
