//! [Mermaid](https://mermaid.js.org/syntax/flowchart.html) flowcharts, for Markdown pages.

use super::drawing::Drawing;
use super::shorten;
use crate::graph::Mode;
use std::io::{self, Write};

/// Writes the drawing; what hangs on one entity alone stands in its box.
pub fn write(drawing: &Drawing, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "flowchart LR")?;
    for (number, members) in drawing.clusters.iter().enumerate() {
        let framed = drawing.framed && members.len() > 1;
        if framed {
            writeln!(out, "  subgraph c{number}[\" \"]")?;
        }
        for &member in members {
            let card = &drawing.cards[member];
            let mut lines = vec![format!("<b>{}</b>", label(&card.name))];
            lines.extend(card.lines().map(|(_, line)| label(&line)));
            writeln!(out, "  n{member}[\"{}\"]:::{}", lines.join("<br>"), card.family.name())?;
        }
        if framed {
            writeln!(out, "  end")?;
        }
    }
    for bundle in &drawing.bundles {
        let arrow = match bundle.mode {
            Mode::Asserted => "-->",
            Mode::Denied => "--x",
            Mode::Attributed | Mode::Possible => "-.->",
        };
        let lines: Vec<String> = bundle.label().iter().map(|l| label(l)).collect();
        writeln!(out, "  n{} {arrow}|\"{}\"| n{}", bundle.from, lines.join("<br>"), bundle.to)?;
    }
    for family in drawing.families() {
        let (fill, line) = family.colours();
        writeln!(out, "  classDef {} fill:{fill},stroke:{line},color:#22292f", family.name())?;
    }
    Ok(())
}

/// Mermaid's own escapes: `#quot;` for a quotation mark.
fn label(text: &str) -> String {
    let mut out = String::new();
    for c in shorten(text, 80).chars() {
        match c {
            '"' => out.push_str("#quot;"),
            '#' => out.push_str("#35;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '&' => out.push_str("#amp;"),
            '`' => out.push('\''),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
