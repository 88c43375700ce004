//! Whatever a text holds survives every format, or the error says what cannot be written.

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser};
use oxigraph::model::{GraphName, Quad};
use petgraph::visit::EdgeRef;
use proptest::prelude::*;
use quick_xml::events::Event;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use tercet::entity::Extraction;
use tercet::export::{Format, Options, write};
use tercet::graph::{EntityGraph, build};
use tercet::ontology::Ontology;
use tercet::statement::Statement;
use tercet::store::rdf::{Statements, corpus};
use tercet::store::vocabulary::BASE;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// What breaks formats: quotes and brackets of each, breaks, control and right-to-left
/// characters, what looks like an escape, an IRI, a number or nothing at all.
const BITS: [&str; 48] = [
    "\"",
    "'",
    "\\",
    "\\u0022",
    "\\n",
    "<",
    ">",
    "</script>",
    "</title>",
    "<!--",
    "-->",
    "]]>",
    "&",
    "&amp;",
    "&#0;",
    "{",
    "}",
    "{{",
    "|",
    "`",
    "#",
    "#quot;",
    ";",
    ",",
    ":",
    "::",
    "/",
    "//",
    "..",
    "%",
    "%20",
    "%zz",
    "?",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\0",
    "\u{1}",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "\u{202e}שלום",
    "\u{fffe}",
    " ",
    "@en",
    "^^",
];

fn hostile() -> impl Strategy<Value = String> {
    let bit = prop_oneof![
        4 => prop::sample::select(BITS.as_slice()).prop_map(str::to_owned),
        2 => any::<char>().prop_map(String::from),
        2 => "[a-zA-Z0-9_]{1,4}",
        1 => Just("http://example.org/a".to_owned()),
    ];
    prop::collection::vec(bit, 0..8).prop_map(|bits| bits.concat())
}

/// The fixture with every string but the enumerations replaced; equal ones stay equal.
fn replaced(words: &[String]) -> Result<Vec<Extraction>> {
    let mut all: Value = serde_json::from_str(include_str!("data/extractions.json"))?;
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    let mut fresh = words.iter().cycle();
    replace(&mut all, &mut |old| {
        known.entry(old.to_owned()).or_insert_with(|| fresh.next().cloned().unwrap_or_default()).clone()
    });
    Ok(serde_json::from_value(all)?)
}

fn replace(value: &mut Value, new: &mut dyn FnMut(&str) -> String) {
    match value {
        Value::String(text) => *text = new(text),
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, new)),
        Value::Object(members) => members
            .iter_mut()
            .filter(|(key, _)| !["polarity", "modality", "role", "order"].contains(&key.as_str()))
            .for_each(|(_, member)| replace(member, new)),
        _ => {}
    }
}

fn export(all: &[Extraction], format: Format, statements: Statements) -> Result<std::io::Result<Vec<u8>>> {
    let options = Options { base: BASE.to_owned(), statements, top: 50, ontology: Ontology::news()? };
    let mut out = Vec::new();
    Ok(write(format, all, &options, &mut out).map(|()| out))
}

/// Every character that XML 1.0 has no way to write.
fn beyond_xml(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

fn rdf(all: &[Extraction]) -> Result {
    let json = RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() };
    for (format, syntax, style) in [
        (Format::Turtle, RdfFormat::Turtle, Statements::TripleTerms),
        (Format::Trig, RdfFormat::TriG, Statements::TripleTerms),
        (Format::Ntriples, RdfFormat::NTriples, Statements::TripleTerms),
        (Format::Nquads, RdfFormat::NQuads, Statements::TripleTerms),
        (Format::Nquads, RdfFormat::NQuads, Statements::Reification),
        (Format::Rdfxml, RdfFormat::RdfXml, Statements::Reification),
        (Format::Jsonld, json, Statements::Reification),
    ] {
        let mut wanted: BTreeSet<String> = BTreeSet::new();
        for quad in corpus(all, BASE, style) {
            let graph = if syntax.supports_datasets() { quad.graph_name } else { GraphName::DefaultGraph };
            wanted.insert(Quad { graph_name: graph, ..quad }.to_string());
        }
        let bytes = match export(all, format, style)? {
            Ok(bytes) => bytes,
            Err(error) if format == Format::Rdfxml => {
                assert!(error.to_string().contains("export another format"), "{error}");
                continue;
            }
            Err(error) => return Err(format!("{format:?}: {error}").into()),
        };
        let mut found = BTreeSet::new();
        for quad in RdfParser::from_format(syntax).for_slice(&bytes) {
            found.insert(quad.map_err(|e| format!("{format:?}: {e}"))?.to_string());
        }
        let difference: Vec<_> = wanted.symmetric_difference(&found).take(2).collect();
        assert!(difference.is_empty(), "{format:?}: {difference:#?}");
    }
    Ok(())
}

fn lines(all: &[Extraction]) -> Result {
    let text = String::from_utf8(export(all, Format::Jsonl, Statements::None)??)?;
    let found: Vec<Statement> =
        text.lines().map(serde_json::from_str).collect::<std::result::Result<_, _>>()?;
    let wanted: Vec<Statement> = all.iter().flat_map(|e| e.statements.clone()).collect();
    assert_eq!(found, wanted);
    Ok(())
}

fn table(all: &[Extraction], graph: &EntityGraph) -> Result {
    let rows = |format| -> Result<Vec<csv::StringRecord>> {
        let bytes = export(all, format, Statements::None)??;
        Ok(csv::Reader::from_reader(bytes.as_slice())
            .into_records()
            .collect::<std::result::Result<_, _>>()?)
    };
    let nodes = rows(Format::CsvNodes)?;
    assert_eq!(nodes.len(), graph.node_count());
    for (row, node) in nodes.iter().zip(graph.node_weights()) {
        assert_eq!([&row[0], &row[1], &row[2]], [&node.id, &node.name, &node.kind]);
    }
    let edges = rows(Format::CsvEdges)?;
    assert_eq!(edges.len(), graph.edge_count());
    for (row, edge) in edges.iter().zip(graph.edge_references()) {
        let ends = [edge.source(), edge.target()].map(|n| graph[n].id.as_str());
        assert_eq!([&row[0], &row[1]], ends);
        assert_eq!(row[5].split(';').count(), edge.weight().documents.len().max(1));
    }
    Ok(())
}

/// Reads XML to its end; gives the texts of each element of this name.
fn elements(bytes: &[u8], name: &str) -> Result<Vec<String>> {
    let text = std::str::from_utf8(bytes)?;
    assert!(!text.contains(beyond_xml), "characters that XML forbids");
    let mut reader = quick_xml::Reader::from_str(text);
    let (mut found, mut depth) = (Vec::new(), 0);
    loop {
        match reader.read_event()? {
            Event::Start(tag) => {
                depth += 1;
                tag.attributes().try_for_each(|a| a?.unescape_value().map(drop))?;
                if tag.name().as_ref() == name.as_bytes() {
                    let text = reader.read_text(tag.name())?;
                    found.push(quick_xml::escape::unescape(&text)?.into_owned());
                    depth -= 1;
                }
            }
            Event::End(_) => depth -= 1,
            Event::Text(text) => drop(text.unescape()?),
            Event::Eof if depth == 0 => return Ok(found),
            Event::Eof => return Err("an element has no end".into()),
            _ => {}
        }
    }
}

fn xml(all: &[Extraction], graph: &EntityGraph) -> Result {
    let sanitized = |text: &str| text.replace(beyond_xml, "\u{fffd}");
    let data = elements(&export(all, Format::Graphml, Statements::None)??, "data")?;
    let names: Vec<&String> = data.iter().step_by(6).take(graph.node_count()).collect();
    let wanted: Vec<String> = graph.node_weights().map(|v| sanitized(&v.name)).collect();
    assert_eq!(names, wanted.iter().collect::<Vec<_>>());
    for format in [Format::Gexf, Format::Svg] {
        elements(&export(all, format, Statements::None)??, "none")?;
    }
    Ok(())
}

/// Every line of DOT closes its strings, and labels in markup are XML.
fn dot(all: &[Extraction]) -> Result {
    let text = String::from_utf8(export(all, Format::Dot, Statements::None)??)?;
    for line in text.lines() {
        assert!(!line.contains(|c: char| c.is_control()), "{line:?}");
        let mut plain = line.to_owned();
        if let (Some(start), Some(end)) = (line.find("label=<<TABLE"), line.rfind("</TABLE>>")) {
            elements(&line.as_bytes()[start + 7..end + 8], "none").map_err(|e| format!("{line:?}: {e}"))?;
            plain.replace_range(start..end + 9, "");
        }
        let (mut inside, mut escaped, mut outside) = (false, false, String::new());
        for c in plain.chars() {
            match c {
                _ if escaped => escaped = false,
                '\\' if inside => escaped = true,
                '"' => inside = !inside,
                c if !inside => outside.push(c),
                _ => {}
            }
        }
        assert!(!inside, "{line:?}");
        let known = |c: char| c.is_ascii_alphanumeric() || " _[]{}=,.-;>".contains(c);
        assert!(outside.chars().all(known), "{line:?}: {outside}");
    }
    Ok(())
}

fn mermaid(all: &[Extraction]) -> Result {
    let text = String::from_utf8(export(all, Format::Mermaid, Statements::None)??)?;
    let line = regex::Regex::new(
        r#"^(flowchart LR|  n\d+\["[^"`]*"\]:::\w+|  n\d+ (-->|--x|-\.->)\|"[^"`]*"\| n\d+|  subgraph c\d+\[" "\]|  end|  classDef \w+ [\w:#,]+)$"#,
    )?;
    text.lines().for_each(|l| assert!(line.is_match(l), "{l:?}"));
    Ok(())
}

fn page(all: &[Extraction]) -> Result {
    let text = String::from_utf8(export(all, Format::Html, Statements::None)??)?;
    assert!(!text.contains('\0'));
    for tag in ["<script", "</script>", "<body", "</html>"] {
        assert_eq!(text.matches(tag).count(), 1, "{tag}");
    }
    Ok(())
}

fn survives(all: &[Extraction]) -> Result {
    let graph = build(all, |_| true);
    rdf(all)?;
    lines(all)?;
    table(all, &graph)?;
    xml(all, &graph)?;
    dot(all)?;
    mermaid(all)?;
    page(all)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn hostile_text_survives_every_format(words in prop::collection::vec(hostile(), 1..60)) {
        replaced(&words).and_then(|all| survives(&all)).map_err(|e| TestCaseError::fail(e.to_string()))?;
    }
}

#[test]
fn a_megabyte_in_every_place_survives_every_format() -> Result {
    let long = |filling: &str| filling.repeat((1 << 20) / filling.len());
    let mut all = replaced(&["short".to_owned()])?;
    all.truncate(1);
    all[0].statements.truncate(1);
    let statement = all[0].statements.first_mut().ok_or("the fixture is empty")?;
    statement.text = long("\"שלום\" \\ & <a> ");
    statement.relation.lemma = long("hold ");
    if let Some(tercet::statement::Node::Entity { name, .. }) = &mut statement.object {
        *name = long("x");
    }
    survives(&all)
}

#[test]
fn documents_of_like_names_have_graphs_of_their_own() -> Result {
    let mut all: Vec<Extraction> = serde_json::from_str(include_str!("data/extractions.json"))?;
    for (extraction, id) in all.iter_mut().zip(["a b", "a_b"]) {
        extraction.document.id = id.to_owned();
    }
    let graphs: BTreeSet<String> =
        corpus(&all, BASE, Statements::None).map(|quad| quad.graph_name.to_string()).collect();
    assert_eq!(graphs.len(), all.len());
    Ok(())
}
