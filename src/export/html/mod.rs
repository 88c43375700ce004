//! A report in one HTML file that asks nothing of the network: graph, entities, timeline,
//! and every statement with the sentence it stands in.

mod sentence;

use super::drawing::family::Family;
use super::drawing::{Drawing, svg};
use super::xml;
use crate::entity::{Entity, Extraction};
use crate::graph::{EntityGraph, Mode, measures, relation_label};
use crate::ontology::Ontology;
use crate::statement::{Node, Role, Statement};
use crate::store::vocabulary::encode;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");
/// Nothing may be fetched, whatever a text holds.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

/// Writes the report about the corpus, with the drawing of its graph.
pub fn write(
    extractions: &[Extraction],
    graph: &EntityGraph,
    drawing: &Drawing,
    ontology: &Ontology,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\"><title>Knowledge graph</title>\n<style>\n{STYLE}</style></head><body>"
    )?;
    let statements: Vec<&Statement> = extractions.iter().flat_map(|e| &e.statements).collect();
    writeln!(
        out,
        "<a class=\"skip\" href=\"#graph\">To the graph</a><header class=\"bar\"><b>Knowledge graph</b><nav><a href=\"#graph\">Graph</a><a href=\"#entities\">Entities</a><a href=\"#timeline\">Timeline</a><a href=\"#statements\">Statements</a><a href=\"#documents\">Documents</a></nav><span id=\"found\" role=\"status\"></span><input id=\"search\" type=\"search\" placeholder=\"Search ( / )\" aria-label=\"Search\"><button id=\"theme\" title=\"Light or dark (t)\" aria-label=\"Light or dark\">◐</button></header><main>"
    )?;
    write!(out, "<ul class=\"numbers\">")?;
    for (count, what) in [
        (extractions.len(), "documents"),
        (extractions.iter().map(|e| e.sentences as usize).sum(), "sentences"),
        (statements.len(), "statements"),
        (graph.node_count(), "entities"),
    ] {
        write!(out, "<li><b>{count}</b>{what}</li>")?;
    }
    writeln!(out, "</ul>")?;
    let about = About::new(extractions);
    writeln!(
        out,
        "<h2 id=\"graph\">Graph</h2><p><button id=\"size\">Full size</button> <small>Each card leads to its statements; what hangs on one entity alone stands in its card.</small></p><div class=\"graph\" tabindex=\"0\" role=\"region\" aria-label=\"Graph\">"
    )?;
    svg::write(drawing, |card| Some(format!("#e-{}", encode(&card.id))), out)?;
    writeln!(out, "</div>")?;
    entities(graph, &about, ontology, out)?;
    timeline(&statements, out)?;
    by_entity(graph, &about, ontology, out)?;
    documents(extractions, out)?;
    writeln!(out, "</main><script>\n{SCRIPT}</script></body></html>")
}

/// What the corpus says of each entity, by its id; of words that name none, by these.
struct About<'e> {
    known: BTreeMap<&'e str, Vec<&'e Entity>>,
    says: BTreeMap<&'e str, Vec<&'e Statement>>,
    said: BTreeMap<&'e str, Vec<&'e Statement>>,
    nameless: Vec<&'e Statement>,
}

impl<'e> About<'e> {
    fn new(extractions: &'e [Extraction]) -> About<'e> {
        let (known, says, said) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut about = About { known, says, said, nameless: Vec::new() };
        for extraction in extractions {
            for entity in &extraction.entities {
                about.known.entry(&entity.id).or_default().push(entity);
            }
            for statement in &extraction.statements {
                match &statement.subject {
                    Node::Entity { id, .. } => about.says.entry(id).or_default().push(statement),
                    _ => about.nameless.push(statement),
                }
                if let Some(Node::Entity { id, .. }) = &statement.object {
                    about.said.entry(id).or_default().push(statement);
                }
            }
        }
        about
    }

    fn has(&self, id: &str) -> bool {
        self.says.contains_key(id) || self.said.contains_key(id)
    }
}

fn entities(graph: &EntityGraph, about: &About, ontology: &Ontology, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<h2 id=\"entities\">Entities</h2><div class=\"scroll\" tabindex=\"0\"><table><thead><tr>")?;
    for (name, class) in [("Name", ""), ("Type", ""), ("Relations", "n"), ("Mentions", "n")] {
        write!(out, "<th class=\"{class}\"><button>{name}</button></th>")?;
    }
    writeln!(out, "</tr></thead><tbody>")?;
    for node in measures::by_rank(graph) {
        let v = &graph[node];
        if !about.has(&v.id) {
            continue;
        }
        writeln!(
            out,
            "<tr><td>{}<td>{}<td class=\"n\">{}<td class=\"n\">{}</tr>",
            anchor(&v.id, &v.name, Family::of(&v.kind, ontology)),
            xml(&v.kind),
            measures::degree(graph, node),
            v.mentions
        )?;
    }
    writeln!(out, "</tbody></table></div>")
}

/// A link to what is said of an entity.
fn anchor(id: &str, name: &str, family: Family) -> String {
    let (id, name) = (xml(&encode(id)), xml(name));
    format!("<span class=\"dot {}\"></span><a href=\"#e-{id}\"><bdi>{name}</bdi></a>", family.name())
}

fn timeline(statements: &[&Statement], out: &mut dyn Write) -> io::Result<()> {
    let mut dated: Vec<(&str, &Statement)> =
        statements.iter().filter_map(|s| Some((time(s).filter(|t| is_date(t))?, *s))).collect();
    dated.sort_by_key(|(when, s)| (*when, &s.document, s.span, &s.id));
    // One sentence may state several facts of one day.
    dated.dedup_by(|a, b| a.0 == b.0 && a.1.document == b.1.document && a.1.span == b.1.span);
    writeln!(out, "<h2 id=\"timeline\">Timeline</h2>")?;
    if dated.is_empty() {
        writeln!(out, "<p><small>No statement has a date.</small></p>")?;
    }
    writeln!(out, "<ul class=\"time\">")?;
    for (when, statement) in dated {
        let when = xml(when);
        let mode = Mode::of(statement);
        writeln!(
            out,
            "<li data-held=\"{}\"><time datetime=\"{when}\">{when}</time><div><bdi>{}</bdi>{} {}</div></li>",
            mode.name(),
            sentence::marked(statement),
            badge(statement),
            source(statement)
        )?;
    }
    writeln!(out, "</ul>")
}

fn is_date(value: &str) -> bool {
    value.get(..4).is_some_and(|year| year.bytes().all(|b| b.is_ascii_digit()))
}

fn by_entity(graph: &EntityGraph, about: &About, ontology: &Ontology, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<h2 id=\"statements\">Statements</h2><p class=\"modes\">")?;
    for mode in [Mode::Asserted, Mode::Attributed, Mode::Possible, Mode::Denied] {
        write!(out, "<button data-mode=\"{0}\" aria-pressed=\"true\">{0}</button>", mode.name())?;
    }
    writeln!(out, "</p>")?;
    for node in measures::by_rank(graph) {
        let v = &graph[node];
        if !about.has(&v.id) {
            continue;
        }
        write!(
            out,
            "<article id=\"e-{}\"><h3><span class=\"dot {}\"></span><bdi>{}</bdi> <small>{}</small></h3>",
            xml(&encode(&v.id)),
            Family::of(&v.kind, ontology).name(),
            xml(&v.name),
            xml(&v.kind)
        )?;
        names(about.known.get(v.id.as_str()).map_or(&[], Vec::as_slice), out)?;
        writeln!(out, "<ul>")?;
        for statement in about.says.get(v.id.as_str()).into_iter().flatten() {
            item(statement, ontology, out)?;
        }
        for statement in about.said.get(v.id.as_str()).into_iter().flatten() {
            let Node::Entity { id, name, kind, .. } = &statement.subject else { continue };
            writeln!(
                out,
                "<li data-held=\"{}\"><small>←</small> {} <b>{}</b>{}</li>",
                Mode::of(statement).name(),
                anchor(id, name, Family::of(kind, ontology)),
                xml(&relation_label(statement)),
                badge(statement)
            )?;
        }
        writeln!(out, "</ul></article>")?;
    }
    if !about.nameless.is_empty() {
        writeln!(out, "<article><h3>Of things without a name</h3><ul>")?;
        for statement in &about.nameless {
            item(statement, ontology, out)?;
        }
        writeln!(out, "</ul></article>")?;
    }
    Ok(())
}

/// Other names and identities of one entity, over all documents.
fn names(known: &[&Entity], out: &mut dyn Write) -> io::Result<()> {
    let others: BTreeSet<&str> = known.iter().flat_map(|e| &e.alt_names).map(String::as_str).collect();
    let same: BTreeSet<&str> = known.iter().filter_map(|e| e.same_as.as_deref()).collect();
    if others.is_empty() && same.is_empty() {
        return Ok(());
    }
    let others: Vec<String> = others.into_iter().map(|n| format!("<bdi>{}</bdi>", xml(n))).collect();
    let mut same: Vec<String> = same.into_iter().map(link).collect();
    if !others.is_empty() {
        same.insert(0, format!("also {}", others.join(", ")));
    }
    write!(out, "<div class=\"also\">{}</div>", same.join(" · "))
}

/// A link, if the address is one of the web.
fn link(address: &str) -> String {
    let text = xml(address);
    match address.starts_with("https://") || address.starts_with("http://") {
        true => format!("<a href=\"{text}\" rel=\"noreferrer\">{text}</a>"),
        false => text,
    }
}

/// One statement: relation, object, mode, sentence and source.
fn item(statement: &Statement, ontology: &Ontology, out: &mut dyn Write) -> io::Result<()> {
    let subject = match &statement.subject {
        Node::Entity { .. } => String::new(),
        other => format!("<bdi>{}</bdi> ", xml(words(other))),
    };
    let object = match &statement.object {
        Some(Node::Entity { id, name, kind, .. }) => anchor(id, name, Family::of(kind, ontology)),
        Some(other) => format!("<bdi>{}</bdi>", xml(words(other))),
        None => String::new(),
    };
    writeln!(
        out,
        "<li data-held=\"{}\" id=\"s-{}\">{subject}<b>{}</b> {object}{}<blockquote><bdi>{}</bdi> {}</blockquote></li>",
        Mode::of(statement).name(),
        xml(&encode(&statement.id)),
        xml(&relation_label(statement)),
        badge(statement),
        sentence::marked(statement),
        source(statement)
    )
}

/// How the text holds it, where it is no plain fact, and who says so.
fn badge(statement: &Statement) -> String {
    let mode = Mode::of(statement);
    let by = statement.attribution.as_ref().map(|a| format!(": <bdi>{}</bdi>", xml(&a.name)));
    match (mode, by) {
        (Mode::Asserted, _) => String::new(),
        (_, by) => format!(" <span class=\"m {0}\">{0}{1}</span>", mode.name(), by.unwrap_or_default()),
    }
}

/// Document, place and confidence.
fn source(statement: &Statement) -> String {
    let ([start, end], id) = (statement.span, &statement.document);
    format!(
        "<small><a href=\"#d-{}\">{}</a> {start}–{end}, {} <meter value=\"{:.2}\" title=\"confidence {:.2}\"></meter></small>",
        xml(&encode(id)),
        xml(id),
        xml(&statement.extractor),
        statement.confidence,
        statement.confidence
    )
}

fn documents(extractions: &[Extraction], out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<h2 id=\"documents\">Documents</h2><div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th>Document<th>Date<th>Title<th>Address<th class=\"n\">Statements</tr></thead><tbody>"
    )?;
    for Extraction { document, statements, .. } in extractions {
        writeln!(
            out,
            "<tr id=\"d-{}\"><td>{}<td>{}<td><bdi>{}</bdi><td>{}<td class=\"n\">{}</tr>",
            xml(&encode(&document.id)),
            xml(&document.id),
            xml(document.date.as_deref().unwrap_or_default()),
            xml(document.title.as_deref().unwrap_or_default()),
            link(document.url.as_deref().unwrap_or_default()),
            statements.len()
        )?;
    }
    writeln!(out, "</tbody></table></div>")
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
