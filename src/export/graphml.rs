//! [GraphML](http://graphml.graphdrawing.org/) and [GEXF](https://gexf.net/), with all attributes.

use super::{joined, xml};
use crate::graph::{EntityGraph, communities::communities, measures};
use std::io::{self, Write};

const NODE: [(&str, &str); 6] = [
    ("name", "string"),
    ("type", "string"),
    ("mentions", "int"),
    ("degree", "int"),
    ("pagerank", "double"),
    ("community", "int"),
];
const EDGE: [(&str, &str); 5] = [
    ("relation", "string"),
    ("mode", "string"),
    ("statements", "int"),
    ("documents", "string"),
    ("confidence", "double"),
];

/// GraphML.
pub fn graphml(graph: &EntityGraph, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
    for (domain, keys) in [("node", NODE.as_slice()), ("edge", EDGE.as_slice())] {
        for (key, kind) in keys {
            writeln!(out, "  <key id=\"{key}\" for=\"{domain}\" attr.name=\"{key}\" attr.type=\"{kind}\"/>")?;
        }
    }
    writeln!(out, "  <graph edgedefault=\"directed\">")?;
    for (id, values) in nodes(graph) {
        writeln!(out, "    <node id=\"{}\">", xml(&id))?;
        data(&NODE, &values, out)?;
        writeln!(out, "    </node>")?;
    }
    for (number, (from, to, values)) in edges(graph).into_iter().enumerate() {
        writeln!(out, "    <edge id=\"e{number}\" source=\"{}\" target=\"{}\">", xml(&from), xml(&to))?;
        data(&EDGE, &values, out)?;
        writeln!(out, "    </edge>")?;
    }
    writeln!(out, "  </graph>\n</graphml>")
}

fn data(keys: &[(&str, &str)], values: &[String], out: &mut dyn Write) -> io::Result<()> {
    for ((key, _), value) in keys.iter().zip(values) {
        writeln!(out, "      <data key=\"{key}\">{}</data>", xml(value))?;
    }
    Ok(())
}

/// GEXF 1.3.
pub fn gexf(graph: &EntityGraph, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">")?;
    writeln!(out, "  <graph defaultedgetype=\"directed\">")?;
    for (class, keys) in [("node", NODE.as_slice()), ("edge", EDGE.as_slice())] {
        writeln!(out, "    <attributes class=\"{class}\">")?;
        for (key, kind) in keys {
            let kind = if *kind == "int" { "integer" } else { kind };
            writeln!(out, "      <attribute id=\"{key}\" title=\"{key}\" type=\"{kind}\"/>")?;
        }
        writeln!(out, "    </attributes>")?;
    }
    writeln!(out, "    <nodes>")?;
    for (id, values) in nodes(graph) {
        writeln!(out, "      <node id=\"{}\" label=\"{}\">", xml(&id), xml(&values[0]))?;
        attributes(&NODE, &values, out)?;
        writeln!(out, "      </node>")?;
    }
    writeln!(out, "    </nodes>\n    <edges>")?;
    for (number, (from, to, values)) in edges(graph).into_iter().enumerate() {
        let (from, to, label) = (xml(&from), xml(&to), xml(&values[0]));
        writeln!(out, "      <edge id=\"{number}\" source=\"{from}\" target=\"{to}\" label=\"{label}\">")?;
        attributes(&EDGE, &values, out)?;
        writeln!(out, "      </edge>")?;
    }
    writeln!(out, "    </edges>\n  </graph>\n</gexf>")
}

fn attributes(keys: &[(&str, &str)], values: &[String], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "        <attvalues>")?;
    for ((key, _), value) in keys.iter().zip(values) {
        writeln!(out, "          <attvalue for=\"{key}\" value=\"{}\"/>", xml(value))?;
    }
    writeln!(out, "        </attvalues>")
}

fn nodes(graph: &EntityGraph) -> Vec<(String, [String; 6])> {
    let (rank, community) = (measures::pagerank(graph), communities(graph));
    graph
        .node_indices()
        .map(|node| {
            let v = &graph[node];
            let values = [
                v.name.clone(),
                v.kind.clone(),
                v.mentions.to_string(),
                measures::degree(graph, node).to_string(),
                format!("{:.6}", rank[node.index()]),
                community[node.index()].to_string(),
            ];
            (v.id.clone(), values)
        })
        .collect()
}

fn edges(graph: &EntityGraph) -> Vec<(String, String, [String; 5])> {
    graph
        .edge_indices()
        .filter_map(|edge| {
            let (from, to) = graph.edge_endpoints(edge)?;
            let e = &graph[edge];
            let values = [
                e.relation.clone(),
                e.mode.name().to_owned(),
                e.statements.len().to_string(),
                joined(&e.documents, " "),
                format!("{:.4}", e.confidence),
            ];
            Some((graph[from].id.clone(), graph[to].id.clone(), values))
        })
        .collect()
}
