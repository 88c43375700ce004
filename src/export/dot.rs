//! [Graphviz DOT](https://graphviz.org/doc/info/lang.html) that a person wants to look at.
//!
//! Types are told by colour, modes by line and word; what hangs on one entity alone is
//! listed in its card; communities of a large graph are clusters.

use super::drawing::family::Family;
use super::drawing::metrics::{halve, wrap};
use super::drawing::{Card, Drawing};
use super::{shorten, xml};
use crate::graph::Mode;
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Writes the drawing, with a legend.
pub fn write(drawing: &Drawing, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "digraph tercet {{")?;
    writeln!(
        out,
        "  graph [rankdir=LR, splines=true, overlap=false, nodesep=0.25, ranksep=0.8, pad=0.3, bgcolor=white, fontname=\"Helvetica\", outputorder=edgesfirst];"
    )?;
    writeln!(
        out,
        "  node [fontname=\"Helvetica\", fontsize=11, shape=box, style=\"filled,rounded\", penwidth=0.8, margin=\"0.12,0.06\"];"
    )?;
    writeln!(
        out,
        "  edge [fontname=\"Helvetica\", fontsize=9, arrowsize=0.6, color=\"#8B98A1\", fontcolor=\"#4D5A63\"];"
    )?;
    for (number, members) in drawing.clusters.iter().enumerate() {
        let framed = drawing.framed && members.len() > 1;
        if framed {
            writeln!(
                out,
                "  subgraph cluster_{number} {{\n    graph [style=\"filled,rounded\", color=\"#DFE5E9\", fillcolor=\"#F7F9FA\", label=\"\"];"
            )?;
        }
        for &member in members {
            node(member, &drawing.cards[member], out)?;
        }
        if framed {
            writeln!(out, "  }}")?;
        }
    }
    for bundle in &drawing.bundles {
        let width = (0.8 + 0.5 * (bundle.count().max(1) as f64).ln()).min(3.0);
        writeln!(
            out,
            "  n{} -> n{} [label=\"{}\", penwidth={width:.1}{}];",
            bundle.from,
            bundle.to,
            quote(&bundle.label().join("\n")),
            line(bundle.mode)
        )?;
    }
    legend(drawing, out)?;
    writeln!(out, "}}")
}

fn node(number: usize, card: &Card, out: &mut dyn Write) -> io::Result<()> {
    let size = 11.0 + 6.0 * card.weight.sqrt();
    let (fill, colour) = card.family.colours();
    let name = halve(&shorten(&card.name, 48), 24);
    write!(out, "    n{number} [")?;
    if card.rows.is_empty() {
        write!(out, "label=\"{}\"", quote(&name.join("\n")))?;
    } else {
        write!(out, "label=<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\">")?;
        let lines: Vec<String> = name.iter().map(|l| markup(l)).collect();
        write!(
            out,
            "<TR><TD ALIGN=\"LEFT\"><FONT POINT-SIZE=\"{size:.1}\"><B>{}</B></FONT></TD></TR>",
            lines.join("<BR ALIGN=\"LEFT\"/>")
        )?;
        for (mode, text) in card.lines() {
            let lines: Vec<String> = wrap(&text, 44).iter().map(|l| markup(l)).collect();
            write!(
                out,
                "<TR><TD ALIGN=\"LEFT\"><FONT POINT-SIZE=\"9\" COLOR=\"{}\">{}<BR ALIGN=\"LEFT\"/></FONT></TD></TR>",
                if mode == Mode::Asserted { "#22292F" } else { mode_colour(mode) },
                lines.join("<BR ALIGN=\"LEFT\"/>")
            )?;
        }
        write!(out, "</TABLE>>")?;
    }
    writeln!(
        out,
        ", tooltip=\"{}: {}\", fillcolor=\"{fill}\", color=\"{colour}\", fontsize={size:.1}];",
        quote(&card.kind),
        quote(&shorten(&card.name, 300))
    )
}

/// The colour of a mode's lines and words.
pub(crate) fn mode_colour(mode: Mode) -> &'static str {
    match mode {
        Mode::Asserted => "#8B98A1",
        Mode::Attributed => "#1565C0",
        Mode::Possible => "#7A6A00",
        Mode::Denied => "#C62828",
    }
}

fn line(mode: Mode) -> String {
    let colour = mode_colour(mode);
    let style = match mode {
        Mode::Asserted => return String::new(),
        Mode::Denied => ", style=dashed, arrowhead=tee",
        Mode::Possible => ", style=dotted",
        Mode::Attributed => "",
    };
    format!("{style}, color=\"{colour}\", fontcolor=\"{colour}\"")
}

/// A small table of the families and lines in use.
fn legend(drawing: &Drawing, out: &mut dyn Write) -> io::Result<()> {
    let (families, modes): (BTreeSet<Family>, BTreeSet<Mode>) = (drawing.families(), drawing.modes());
    write!(
        out,
        "  legend [shape=plain, style=\"\", fontsize=10, label=<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"3\">"
    )?;
    for family in &families {
        let (fill, colour) = family.colours();
        write!(
            out,
            "<TR><TD BGCOLOR=\"{fill}\" COLOR=\"{colour}\" BORDER=\"1\">  </TD><TD ALIGN=\"LEFT\">{}</TD></TR>",
            family.name()
        )?;
    }
    for &mode in &modes {
        let dash = match mode {
            Mode::Asserted | Mode::Attributed => "──",
            Mode::Possible => "····",
            Mode::Denied => "╌╌",
        };
        write!(
            out,
            "<TR><TD><FONT COLOR=\"{}\">{dash}</FONT></TD><TD ALIGN=\"LEFT\">{}</TD></TR>",
            mode_colour(mode),
            mode.name()
        )?;
    }
    if drawing.left_out > 0 {
        write!(out, "<TR><TD></TD><TD ALIGN=\"LEFT\">{} more not shown</TD></TR>", drawing.left_out)?;
    }
    if families.is_empty() && modes.is_empty() {
        write!(out, "<TR><TD>no relations</TD></TR>")?;
    }
    writeln!(out, "</TABLE>>];")
}

/// Text within an HTML-like label; blanks and control characters are blanks.
fn markup(text: &str) -> String {
    xml(&text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>())
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
