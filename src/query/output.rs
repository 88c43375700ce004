//! Answers as a table, as one of the standard result formats, or as RDF.

use super::QueryError;
use crate::store::vocabulary::prefixes;
use comfy_table::{ContentArrangement, Table};
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{Term, Triple};
use oxigraph::sparql::QueryResults;
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use std::io::Write;

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum AnswerFormat {
    /// A table for a person
    Table,
    /// Comma-separated values
    Csv,
    /// Tab-separated values
    Tsv,
    /// SPARQL results in JSON
    Json,
    /// SPARQL results in XML
    Xml,
    /// Turtle, for CONSTRUCT and DESCRIBE
    Turtle,
    /// N-Triples, for CONSTRUCT and DESCRIBE
    Ntriples,
}

/// Writes the answer; gives how many rows or triples it has, for ASK 1 or 0.
pub fn write(
    results: QueryResults<'_>,
    format: Option<AnswerFormat>,
    base: &str,
    out: &mut dyn Write,
) -> Result<usize, QueryError> {
    match results {
        QueryResults::Graph(triples) => {
            let mut triples = triples.collect::<Result<Vec<Triple>, _>>()?;
            triples.sort_by_cached_key(|t| t.to_string());
            triples.dedup();
            let rdf = match format {
                None | Some(AnswerFormat::Turtle | AnswerFormat::Table) => RdfFormat::Turtle,
                Some(AnswerFormat::Ntriples) => RdfFormat::NTriples,
                Some(_) => {
                    return Err(QueryError::Format(
                        "the answer is a graph; choose --format turtle or ntriples",
                    ));
                }
            };
            let mut serializer = RdfSerializer::from_format(rdf);
            for (prefix, iri) in prefixes(base) {
                serializer = serializer.with_prefix(prefix, iri).map_err(std::io::Error::other)?;
            }
            let mut serializer = serializer.for_writer(out);
            for triple in &triples {
                serializer.serialize_triple(triple)?;
            }
            serializer.finish()?;
            Ok(triples.len())
        }
        QueryResults::Boolean(yes) => {
            match standard(format)? {
                Some(f) => {
                    QueryResultsSerializer::from_format(f).serialize_boolean_to_writer(&mut *out, yes)?;
                }
                None => writeln!(out, "{}", if yes { "yes" } else { "no" })?,
            }
            Ok(usize::from(yes))
        }
        QueryResults::Solutions(solutions) => {
            let variables = solutions.variables().to_vec();
            let mut count = 0;
            if let Some(format) = standard(format)? {
                let serializer = QueryResultsSerializer::from_format(format);
                let mut serializer = serializer.serialize_solutions_to_writer(&mut *out, variables)?;
                for solution in solutions {
                    serializer.serialize(&solution?)?;
                    count += 1;
                }
                serializer.finish()?;
                return Ok(count);
            }
            let mut table = Table::new();
            table.load_preset(comfy_table::presets::UTF8_HORIZONTAL_ONLY);
            table.set_content_arrangement(ContentArrangement::Dynamic);
            table.set_header(variables.iter().map(|v| v.as_str()));
            for solution in solutions {
                let solution = solution?;
                table.add_row(
                    variables.iter().map(|v| solution.get(v).map(|t| cell(t, base)).unwrap_or_default()),
                );
                count += 1;
            }
            writeln!(out, "{table}")?;
            Ok(count)
        }
    }
}

fn standard(format: Option<AnswerFormat>) -> Result<Option<QueryResultsFormat>, QueryError> {
    Ok(match format {
        None | Some(AnswerFormat::Table) => None,
        Some(AnswerFormat::Csv) => Some(QueryResultsFormat::Csv),
        Some(AnswerFormat::Tsv) => Some(QueryResultsFormat::Tsv),
        Some(AnswerFormat::Json) => Some(QueryResultsFormat::Json),
        Some(AnswerFormat::Xml) => Some(QueryResultsFormat::Xml),
        Some(AnswerFormat::Turtle | AnswerFormat::Ntriples) => {
            return Err(QueryError::Format(
                "the answer is a table; choose --format table, csv, tsv, json or xml",
            ));
        }
    })
}

/// A term as a person reads it: literals without quotes, IRIs with prefixes, no control characters.
fn cell(term: &Term, base: &str) -> String {
    let text = match term {
        Term::Literal(literal) => literal.value().to_owned(),
        Term::NamedNode(node) => prefixed(node.as_str(), base),
        other => other.to_string(),
    };
    one_line(&text)
}

/// The text without control characters, which a terminal could obey.
pub fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// An IRI with its prefix, where it has one.
pub(crate) fn prefixed(iri: &str, base: &str) -> String {
    prefixes(base)
        .iter()
        .find_map(|(prefix, start)| Some(format!("{prefix}:{}", iri.strip_prefix(start.as_str())?)))
        .unwrap_or_else(|| iri.to_owned())
}
