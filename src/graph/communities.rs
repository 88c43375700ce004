//! Who belongs together: one level of the Louvain method (Blondel et al. 2008),
//! nodes visited in order, ties to the lower community, so the result is always the same.

use petgraph::graph::DiGraph;
use std::collections::BTreeMap;

/// The community of every node, numbered from 0 in the order of their first nodes.
pub fn communities<N, E>(graph: &DiGraph<N, E>) -> Vec<usize> {
    let count = graph.node_count();
    let mut neighbours: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); count];
    let mut degree = vec![0.0; count];
    let mut total = 0.0;
    for edge in graph.edge_indices() {
        let Some((a, b)) = graph.edge_endpoints(edge).map(|(a, b)| (a.index(), b.index())) else { continue };
        if a == b {
            continue;
        }
        for (from, to) in [(a, b), (b, a)] {
            *neighbours[from].entry(to).or_default() += 1.0;
            degree[from] += 1.0;
            total += 1.0;
        }
    }
    let mut community: Vec<usize> = (0..count).collect();
    let mut weight = degree.clone();
    for _ in 0..20 {
        let mut moved = false;
        for node in 0..count {
            let mut links: BTreeMap<usize, f64> = BTreeMap::new();
            for (&other, &strength) in &neighbours[node] {
                *links.entry(community[other]).or_default() += strength;
            }
            let home = community[node];
            weight[home] -= degree[node];
            let gain = |c: usize| {
                links.get(&c).copied().unwrap_or(0.0) - degree[node] * weight[c] / f64::max(total, 1.0)
            };
            let (mut best, mut most) = (home, gain(home));
            for &candidate in links.keys() {
                if gain(candidate) > most + 1e-9 {
                    (best, most) = (candidate, gain(candidate));
                }
            }
            weight[best] += degree[node];
            moved |= best != home;
            community[node] = best;
        }
        if !moved {
            break;
        }
    }
    let mut numbers = BTreeMap::new();
    community
        .iter()
        .map(|&c| {
            let next = numbers.len();
            *numbers.entry(c).or_insert(next)
        })
        .collect()
}

/// The weakly connected component of every node, numbered from 0.
pub fn components<N, E>(graph: &DiGraph<N, E>) -> Vec<usize> {
    let mut component = vec![usize::MAX; graph.node_count()];
    let mut next = 0;
    for start in graph.node_indices() {
        if component[start.index()] != usize::MAX {
            continue;
        }
        let mut open = vec![start];
        while let Some(node) = open.pop() {
            if component[node.index()] == usize::MAX {
                component[node.index()] = next;
                open.extend(graph.neighbors_undirected(node));
            }
        }
        next += 1;
    }
    component
}
