//! What a user takes away: one file a format, all of them sorted.

pub mod csv;
pub mod dot;
pub mod drawing;
pub mod file;
pub mod filter;
pub mod graphml;
pub mod html;
pub mod jsonl;
pub mod mermaid;
pub mod rdf;

use crate::entity::Extraction;
use crate::ontology::Ontology;
use crate::store::rdf::Statements;
use drawing::Drawing;
use std::collections::BTreeSet;
use std::io::{self, Write};

/// The formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Turtle, the union of all documents.
    Turtle,
    /// TriG, a named graph a document.
    Trig,
    /// N-Triples, the union of all documents.
    Ntriples,
    /// N-Quads, a named graph a document.
    Nquads,
    /// RDF/XML.
    Rdfxml,
    /// JSON-LD.
    Jsonld,
    /// Graphviz.
    Dot,
    /// A drawing in SVG, laid out without Graphviz.
    Svg,
    /// Statements as JSON Lines.
    Jsonl,
    /// GraphML, for yEd and Cytoscape.
    Graphml,
    /// GEXF, for Gephi.
    Gexf,
    /// Nodes in the CSV of neo4j-admin.
    CsvNodes,
    /// Relations in the CSV of neo4j-admin.
    CsvEdges,
    /// Mermaid, for Markdown pages.
    Mermaid,
    /// A report in one HTML file.
    Html,
}

impl Format {
    /// Whether it is a picture, which chooses its entities itself.
    pub fn is_drawing(self) -> bool {
        matches!(self, Format::Dot | Format::Svg | Format::Mermaid)
    }
}

/// What holds for a whole export.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where our IRIs start.
    pub base: String,
    /// How statements about triples are written.
    pub statements: Statements,
    /// The most nodes a drawing shows.
    pub top: usize,
    /// What tells the kinds of thing apart.
    pub ontology: Ontology,
}

/// Writes the extractions in the format.
pub fn write(
    format: Format,
    extractions: &[Extraction],
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    use oxigraph::io::{JsonLdProfileSet, RdfFormat};
    let graph = || crate::graph::build(extractions, |_| true);
    let drawing = || Drawing::new(&graph(), &options.ontology, options.top);
    let rdf = |format, out| rdf::write(format, extractions, options, out);
    match format {
        Format::Turtle => rdf(RdfFormat::Turtle, out),
        Format::Trig => rdf(RdfFormat::TriG, out),
        Format::Ntriples => rdf(RdfFormat::NTriples, out),
        Format::Nquads => rdf(RdfFormat::NQuads, out),
        Format::Rdfxml => rdf(RdfFormat::RdfXml, out),
        Format::Jsonld => rdf(RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }, out),
        Format::Dot => dot::write(&drawing(), out),
        Format::Svg => drawing::svg::write(&drawing(), |_| None, out),
        Format::Jsonl => jsonl::write(extractions, out),
        Format::Graphml => graphml::graphml(&graph(), out),
        Format::Gexf => graphml::gexf(&graph(), out),
        Format::CsvNodes => csv::nodes(&graph(), out),
        Format::CsvEdges => csv::edges(&graph(), out),
        Format::Mermaid => mermaid::write(&drawing(), out),
        Format::Html => html::write(extractions, &graph(), &drawing(), &options.ontology, out),
    }
}

/// Cuts at a word near `limit` characters.
pub(crate) fn shorten(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let cut: String = text.chars().take(limit).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!("{cut}…")
}

/// The ids in one field; where one holds the separator it is percent-encoded.
pub(crate) fn joined(ids: &BTreeSet<String>, separator: &str) -> String {
    let separate = |id: &String| match id.contains(separator) {
        true => crate::store::vocabulary::encode(id).into_owned(),
        false => id.clone(),
    };
    ids.iter().map(separate).collect::<Vec<_>>().join(separator)
}

/// Text for XML and HTML; characters that XML 1.0 forbids become U+FFFD.
pub(crate) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
