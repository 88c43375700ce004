//! [Graphviz DOT](https://graphviz.org/doc/info/lang.html) that a person wants to look at.
//!
//! Types are told by colour and shape, modes by line; the relations of two entities
//! in one direction and mode share one edge; a large graph is clustered by community.

use super::shorten;
use crate::graph::{EntityGraph, Mode, communities::communities, measures};
use petgraph::graph::NodeIndex;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// From how many nodes on communities are drawn as clusters.
const CLUSTERED: usize = 40;
/// How many relations one edge names.
const NAMED: usize = 3;

/// The `top` best-ranked entities and what links them, with a legend.
pub fn write(graph: &EntityGraph, top: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut shown = chosen(graph, top);
    let bundles = bundle(graph, &shown);
    let linked: BTreeSet<NodeIndex> = bundles.keys().flat_map(|&(from, to, _)| [from, to]).collect();
    shown.retain(|node| linked.contains(node));
    let rank = measures::pagerank(graph);
    let most = shown.iter().map(|n| rank[n.index()]).fold(f64::MIN_POSITIVE, f64::max);
    writeln!(out, "digraph tercet {{")?;
    writeln!(
        out,
        "  graph [rankdir=LR, splines=true, overlap=false, nodesep=0.3, ranksep=0.9, pad=0.3, bgcolor=white, fontname=\"Helvetica\", outputorder=edgesfirst];"
    )?;
    writeln!(
        out,
        "  node [fontname=\"Helvetica\", fontsize=11, style=\"filled,rounded\", penwidth=0.8, margin=\"0.12,0.06\"];"
    )?;
    writeln!(
        out,
        "  edge [fontname=\"Helvetica\", fontsize=9, arrowsize=0.6, color=\"#555555\", fontcolor=\"#444444\"];"
    )?;
    let mut groups: BTreeMap<usize, Vec<NodeIndex>> = BTreeMap::new();
    // Communities of what is shown: those of the whole graph fall apart when nodes are left out.
    let drawn = graph.filter_map(|node, v| shown.contains(&node).then(|| v.clone()), |_, e| Some(e.clone()));
    let numbers = communities(&drawn);
    let community: BTreeMap<NodeIndex, usize> = shown.iter().copied().zip(numbers).collect();
    for &node in &shown {
        groups.entry(community[&node]).or_default().push(node);
    }
    for (number, nodes) in groups {
        let cluster = shown.len() >= CLUSTERED && nodes.len() > 2;
        if cluster {
            writeln!(
                out,
                "  subgraph cluster_{number} {{\n    graph [style=\"filled,rounded\", color=\"#E4E7EB\", fillcolor=\"#FAFBFC\", label=\"\"];"
            )?;
        }
        for node in nodes {
            let size = 10.0 + 8.0 * (rank[node.index()] / most).sqrt();
            let vertex = &graph[node];
            let (shape, fill, line) = look(&vertex.kind);
            writeln!(
                out,
                "    n{} [label=\"{}\", tooltip=\"{}: {}\", shape={shape}, fillcolor=\"{fill}\", color=\"{line}\", fontsize={size:.1}];",
                node.index(),
                quote(&wrap(&shorten(&vertex.name, 48))),
                quote(&vertex.kind),
                quote(&vertex.name)
            )?;
        }
        if cluster {
            writeln!(out, "  }}")?;
        }
    }
    for ((from, to, mode), relations) in &bundles {
        let count: usize = relations.iter().map(|(_, n)| n).sum();
        let width = (0.8 + 0.5 * (count as f64).ln()).min(3.0);
        writeln!(
            out,
            "  n{} -> n{} [label=\"{}\", penwidth={width:.1}{}];",
            from.index(),
            to.index(),
            quote(&bundle_label(relations, *mode)),
            line(*mode)
        )?;
    }
    let kinds: BTreeSet<&str> = shown.iter().map(|&n| graph[n].kind.as_str()).collect();
    let modes: BTreeSet<Mode> = bundles.keys().map(|&(_, _, mode)| mode).collect();
    legend(&kinds, &modes, out)?;
    writeln!(out, "}}")
}

/// The best-ranked names, and as many of the things without a name that they are linked to.
fn chosen(graph: &EntityGraph, top: usize) -> BTreeSet<NodeIndex> {
    let ranked = measures::by_rank(graph).into_iter().filter(|&n| measures::degree(graph, n) > 0);
    let (named, unnamed): (Vec<NodeIndex>, Vec<NodeIndex>) =
        ranked.partition(|&n| graph[n].kind != "Concept");
    let mut shown: BTreeSet<NodeIndex> = named.into_iter().take(top.div_ceil(2)).collect();
    for node in unnamed {
        if shown.len() < top && graph.neighbors_undirected(node).any(|n| shown.contains(&n)) {
            shown.insert(node);
        }
    }
    shown
}

type Bundles = BTreeMap<(NodeIndex, NodeIndex, Mode), Vec<(String, usize)>>;

/// Parallel relations of one mode as one edge, the best supported first.
fn bundle(graph: &EntityGraph, shown: &BTreeSet<NodeIndex>) -> Bundles {
    let mut bundles = Bundles::new();
    for edge in graph.edge_indices() {
        let Some((from, to)) = graph.edge_endpoints(edge) else { continue };
        if shown.contains(&from) && shown.contains(&to) {
            let e = &graph[edge];
            bundles.entry((from, to, e.mode)).or_default().push((e.relation.clone(), e.statements.len()));
        }
    }
    for relations in bundles.values_mut() {
        relations.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    }
    bundles
}

fn bundle_label(relations: &[(String, usize)], mode: Mode) -> String {
    let mut lines: Vec<String> = relations
        .iter()
        .take(NAMED)
        .map(|(relation, count)| {
            let not = if mode == Mode::Denied { "not: " } else { "" };
            let times = if *count > 1 { format!(" ×{count}") } else { String::new() };
            format!("{not}{}{times}", shorten(relation, 28))
        })
        .collect();
    if relations.len() > NAMED {
        lines.push(format!("+{} more", relations.len() - NAMED));
    }
    lines.join("\n")
}

/// Shape, fill and outline of a type; colours after Okabe and Ito (2008), lightened, safe for the colour-blind.
fn look(kind: &str) -> (&'static str, &'static str, &'static str) {
    match kind {
        "Person" => ("ellipse", "#FCE3C4", "#D9822B"),
        "Organization" | "Organisation" | "Company" | "Government" => ("box", "#CFE5F5", "#0072B2"),
        "Place" | "Country" | "City" | "Location" => ("house", "#CDEBDD", "#009E73"),
        "Event" => ("hexagon", "#F6D9E8", "#B45A8C"),
        _ => ("box", "#ECEFF1", "#78909C"),
    }
}

fn line(mode: Mode) -> &'static str {
    match mode {
        Mode::Asserted => "",
        Mode::Denied => ", style=dashed, color=\"#C62828\", fontcolor=\"#C62828\", arrowhead=tee",
        Mode::Possible => ", style=dotted, color=\"#8A8A8A\", fontcolor=\"#777777\"",
        Mode::Attributed => ", color=\"#1565C0\", fontcolor=\"#1565C0\"",
    }
}

/// A small table of the types and lines in use.
fn legend(kinds: &BTreeSet<&str>, modes: &BTreeSet<Mode>, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "  legend [shape=plain, style=\"\", fontsize=10, label=<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"3\">"
    )?;
    for kind in kinds {
        let (_, fill, colour) = look(kind);
        write!(
            out,
            "<TR><TD BGCOLOR=\"{fill}\" COLOR=\"{colour}\" BORDER=\"1\">  </TD><TD ALIGN=\"LEFT\">{}</TD></TR>",
            super::xml(kind)
        )?;
    }
    for mode in modes {
        let (dash, colour) = match mode {
            Mode::Asserted => ("──", "#555555"),
            Mode::Attributed => ("──", "#1565C0"),
            Mode::Possible => ("····", "#8A8A8A"),
            Mode::Denied => ("╌╌", "#C62828"),
        };
        write!(
            out,
            "<TR><TD><FONT COLOR=\"{colour}\">{dash}</FONT></TD><TD ALIGN=\"LEFT\">{}</TD></TR>",
            mode.name()
        )?;
    }
    if kinds.is_empty() && modes.is_empty() {
        write!(out, "<TR><TD>no relations</TD></TR>")?;
    }
    writeln!(out, "</TABLE>>];")
}

/// A long name on two lines.
fn wrap(name: &str) -> String {
    let length = name.chars().count();
    if length <= 20 {
        return name.to_owned();
    }
    let middle = |&(at, _): &(usize, &str)| name[..at].chars().count().abs_diff(length / 2);
    match name.match_indices(' ').min_by_key(middle) {
        Some((at, _)) => format!("{}\n{}", &name[..at], &name[at + 1..]),
        None => name.to_owned(),
    }
}

/// A quoted string's inside; control characters other than the line break go.
fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
