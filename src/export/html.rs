//! A report in one HTML file: entities, timeline, graph, statements with their sources.

use super::{shorten, xml};
use crate::entity::Extraction;
use crate::graph::{EntityGraph, Mode, measures, relation_label};
use crate::statement::{Node, Role, Statement};
use std::f64::consts::TAU;
use std::io::{self, Write};

const STYLE: &str = "body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#222}\
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #e4e7eb;vertical-align:top}\
.denied{color:#c62828}.possible{color:#777}.attributed{color:#1565c0}small{color:#777}svg{width:100%;height:auto}";

/// Writes the report; the drawing shows the `top` best-ranked entities.
pub fn write(
    extractions: &[Extraction],
    graph: &EntityGraph,
    top: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let ranked = measures::by_rank(graph);
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Knowledge graph</title><style>{STYLE}</style></head><body>"
    )?;
    let statements: usize = extractions.iter().map(|e| e.statements.len()).sum();
    writeln!(
        out,
        "<h1>Knowledge graph</h1><p>{} documents, {statements} statements, {} entities</p>",
        extractions.len(),
        graph.node_count()
    )?;
    drawing(graph, top.min(30), out)?;
    writeln!(out, "<h2>Entities</h2><table><tr><th>Name<th>Type<th>Relations<th>Mentions</tr>")?;
    for &node in ranked.iter().take(200) {
        let v = &graph[node];
        writeln!(
            out,
            "<tr><td>{}<td>{}<td>{}<td>{}</tr>",
            xml(&v.name),
            xml(&v.kind),
            measures::degree(graph, node),
            v.mentions
        )?;
    }
    writeln!(out, "</table><h2>Timeline</h2><table>")?;
    let mut dated: Vec<(&str, &Statement)> =
        extractions.iter().flat_map(|e| &e.statements).filter_map(|s| Some((time(s)?, s))).collect();
    dated.sort_by(|a, b| {
        a.0.cmp(b.0).then_with(|| (&a.1.document, a.1.span, &a.1.id).cmp(&(&b.1.document, b.1.span, &b.1.id)))
    });
    for (when, statement) in dated {
        writeln!(out, "<tr><td>{}<td>{}</tr>", xml(when), xml(&statement.text))?;
    }
    writeln!(out, "</table><h2>Statements</h2><table><tr><th>Subject<th>Relation<th>Object<th>Source</tr>")?;
    for statement in extractions.iter().flat_map(|e| &e.statements) {
        let mode = Mode::of(statement).name();
        let (subject, object) =
            (words(&statement.subject), statement.object.as_ref().map(words).unwrap_or_default());
        let (relation, [start, end]) = (relation_label(statement), statement.span);
        let note = if mode == "asserted" { "" } else { mode };
        writeln!(
            out,
            "<tr class=\"{mode}\"><td>{}<td>{} <small>{note}</small><td>{}<td>{} <small>{}, {start}–{end}, {:.2}</small></tr>",
            xml(subject),
            xml(&relation),
            xml(object),
            xml(&statement.text),
            xml(&statement.document),
            statement.confidence
        )?;
    }
    writeln!(out, "</table></body></html>")
}

/// The value of a statement's time, where it is known.
pub fn time(statement: &Statement) -> Option<&str> {
    statement.args.iter().find(|a| a.role == Role::Time).and_then(|a| a.value.as_deref())
}

/// How a node is called.
pub fn words(node: &Node) -> &str {
    match node {
        Node::Entity { name, .. } => name,
        Node::Literal { literal, .. } => literal,
        Node::Statement { text, .. } => text,
    }
}

/// The entities on a circle, best ranked first.
fn drawing(graph: &EntityGraph, top: usize, out: &mut dyn Write) -> io::Result<()> {
    let shown: Vec<_> =
        measures::by_rank(graph).into_iter().filter(|&n| measures::degree(graph, n) > 0).take(top).collect();
    let place = |i: usize| {
        let angle = TAU * i as f64 / shown.len().max(1) as f64;
        (450.0 + 300.0 * angle.cos(), 340.0 + 300.0 * angle.sin())
    };
    writeln!(out, "<svg viewBox=\"0 0 900 680\" role=\"img\" aria-label=\"The most connected entities\">")?;
    for edge in graph.edge_indices() {
        let ends = graph.edge_endpoints(edge).and_then(|(a, b)| {
            Some((shown.iter().position(|&n| n == a)?, shown.iter().position(|&n| n == b)?))
        });
        let Some((from, to)) = ends else { continue };
        let ((x1, y1), (x2, y2)) = (place(from), place(to));
        let (colour, dash) = match graph[edge].mode {
            Mode::Asserted => ("#90a4ae", ""),
            Mode::Attributed => ("#1565c0", ""),
            Mode::Possible => ("#8a8a8a", "2 4"),
            Mode::Denied => ("#c62828", "6 4"),
        };
        writeln!(
            out,
            "<path d=\"M{x1:.0} {y1:.0}Q450 340 {x2:.0} {y2:.0}\" fill=\"none\" stroke=\"{colour}\" stroke-dasharray=\"{dash}\"><title>{}</title></path>",
            xml(&graph[edge].relation)
        )?;
    }
    for (i, &node) in shown.iter().enumerate() {
        let (x, y) = place(i);
        let (anchor, shift) = if x < 450.0 { ("end", -9.0) } else { ("start", 9.0) };
        writeln!(
            out,
            "<circle cx=\"{x:.0}\" cy=\"{y:.0}\" r=\"5\" fill=\"#0072b2\"/><text x=\"{:.0}\" y=\"{:.0}\" font-size=\"12\" text-anchor=\"{anchor}\">{}</text>",
            x + shift,
            y + 4.0,
            xml(&shorten(&graph[node].name, 24))
        )?;
    }
    writeln!(out, "</svg>")
}
