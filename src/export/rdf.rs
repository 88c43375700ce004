//! Every RDF syntax, through one serializer.

use super::Options;
use crate::entity::Extraction;
use crate::store::rdf::{Statements, corpus};
use crate::store::vocabulary::prefixes;
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{Quad, Term};
use std::io::{self, Write};

/// Writes the extractions; formats without graphs get their union.
pub fn write(
    format: RdfFormat,
    extractions: &[Extraction],
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    if matches!(format, RdfFormat::JsonLd { .. }) && options.statements == Statements::TripleTerms {
        let remedy = "JSON-LD has no triple terms; choose --statements reification or none";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, remedy));
    }
    let mut all: Vec<Quad> = corpus(extractions, &options.base, options.statements).collect();
    if !format.supports_datasets() {
        for quad in &mut all {
            quad.graph_name = oxigraph::model::GraphName::DefaultGraph;
        }
        all.sort_by_cached_key(|quad| quad.to_string());
        all.dedup();
    }
    if format == RdfFormat::RdfXml {
        for quad in &all {
            check_xml(quad)?;
        }
    }
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, iri) in prefixes(&options.base) {
        serializer = serializer.with_prefix(prefix, iri).map_err(io::Error::other)?;
    }
    let mut serializer = serializer.for_writer(out);
    for quad in &all {
        serializer.serialize_quad(quad)?;
    }
    serializer.finish().map(drop)
}

/// XML 1.0 cannot hold most control characters, not even escaped.
fn check_xml(quad: &Quad) -> io::Result<()> {
    let Term::Literal(literal) = &quad.object else { return Ok(()) };
    let bad = |c: &char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    match literal.value().chars().find(bad) {
        None => Ok(()),
        Some(c) => Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            format!(
                "{}: XML cannot hold the character U+{:04X}; export another format",
                quad.subject, c as u32
            ),
        )),
    }
}
