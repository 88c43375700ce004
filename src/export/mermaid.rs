//! [Mermaid](https://mermaid.js.org/syntax/flowchart.html) flowcharts, for Markdown pages.

use super::shorten;
use crate::graph::{EntityGraph, Mode, measures};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// The `top` best-ranked entities and what links them.
pub fn write(graph: &EntityGraph, top: usize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "flowchart LR")?;
    let shown: BTreeSet<_> =
        measures::by_rank(graph).into_iter().filter(|&n| measures::degree(graph, n) > 0).take(top).collect();
    for node in &shown {
        writeln!(out, "  n{}[\"{}\"]", node.index(), label(&graph[*node].name))?;
    }
    for edge in graph.edge_indices() {
        let Some((from, to)) = graph.edge_endpoints(edge) else { continue };
        if !shown.contains(&from) || !shown.contains(&to) {
            continue;
        }
        let e = &graph[edge];
        let (arrow, note) = match e.mode {
            Mode::Asserted => ("-->", ""),
            Mode::Denied => ("--x", "not: "),
            Mode::Attributed => ("-.->", "said: "),
            Mode::Possible => ("-.->", "maybe: "),
        };
        writeln!(out, "  n{} {arrow}|\"{note}{}\"| n{}", from.index(), label(&e.relation), to.index())?;
    }
    Ok(())
}

/// Mermaid's own escapes: `#quot;` for a quotation mark.
fn label(text: &str) -> String {
    let mut out = String::new();
    for c in shorten(text, 40).chars() {
        match c {
            '"' => out.push_str("#quot;"),
            '#' => out.push_str("#35;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '`' => out.push('\''),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
