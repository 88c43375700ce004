//! Node and relation lists as [neo4j-admin](https://neo4j.com/docs/operations-manual/current/import/) reads them.

use super::joined;
use crate::graph::{EntityGraph, communities::communities, measures};
use std::io::{self, Write};

/// Nodes, by id.
pub fn nodes(graph: &EntityGraph, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "id:ID,name,:LABEL,mentions:int,degree:int,pagerank:double,community:int")?;
    let (rank, community) = (measures::pagerank(graph), communities(graph));
    for node in graph.node_indices() {
        let v = &graph[node];
        let (degree, i) = (measures::degree(graph, node), node.index());
        let (id, name, kind) = (field(&v.id), field(&v.name), field(&v.kind));
        writeln!(out, "{id},{name},{kind},{},{degree},{:.6},{}", v.mentions, rank[i], community[i])?;
    }
    Ok(())
}

/// Relations, by their ends.
pub fn edges(graph: &EntityGraph, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, ":START_ID,:END_ID,:TYPE,mode,statements:int,documents:string[],confidence:double")?;
    for edge in graph.edge_indices() {
        let Some((from, to)) = graph.edge_endpoints(edge) else { continue };
        let e = &graph[edge];
        let documents = joined(&e.documents, ";");
        writeln!(
            out,
            "{},{},{},{},{},{},{:.4}",
            field(&graph[from].id),
            field(&graph[to].id),
            field(&e.relation.to_uppercase().replace(' ', "_")),
            e.mode.name(),
            e.statements.len(),
            field(&documents),
            e.confidence
        )?;
    }
    Ok(())
}

/// A field as RFC 4180 quotes it.
fn field(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
