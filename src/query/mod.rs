//! Questions to the graph: SPARQL 1.1, canned questions by name, and full-text search.

pub mod classic;
pub mod output;
pub mod search;
pub mod template;

use crate::store::vocabulary::{ONTOLOGY, prefixes, term};
use oxigraph::model::{Literal, Term};
use oxigraph::sparql::{CancellationToken, QueryEvaluationError, QueryResults, SparqlEvaluator};
use oxigraph::store::Store as Dataset;
use spargebra::algebra::GraphPattern;
use spargebra::{Query, SparqlParser};
use std::io;
use std::sync::mpsc;
use std::time::Duration;

/// Why a question has no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum QueryError {
    /// Not SPARQL.
    #[error("the query is not SPARQL: {message}; these prefixes need no declaration: {known}")]
    Syntax {
        /// Line, column and what was expected there.
        message: String,
        /// The prefixes.
        known: String,
    },
    /// It took too long.
    #[error("the query ran longer than {0} s; add a LIMIT, make it more specific, or raise --timeout")]
    Timeout(f64),
    /// It failed while running.
    #[error("the query failed: {0}")]
    Evaluation(QueryEvaluationError),
    /// The answer cannot be written so.
    #[error("{0}")]
    Format(&'static str),
    /// The canned question is not asked right.
    #[error("{0}")]
    Template(String),
    /// The answer cannot be written.
    #[error("cannot write the answer")]
    Io(#[from] io::Error),
}

impl From<QueryEvaluationError> for QueryError {
    fn from(error: QueryEvaluationError) -> Self {
        QueryError::Evaluation(error)
    }
}

/// Reads a query; the prefixes of [`prefixes`] are declared.
pub fn parse(base: &str, query: &str) -> Result<Query, QueryError> {
    let mut parser = SparqlParser::new();
    for (prefix, iri) in prefixes(base) {
        let bad_base = |_| QueryError::Format("the base IRI is not an IRI; give an absolute one with --base");
        parser = parser.with_prefix(prefix, iri).map_err(bad_base)?;
    }
    parser.parse_query(query).map_err(|error| QueryError::Syntax {
        message: located(&error.to_string()),
        known: prefixes(base).iter().map(|(p, _)| format!("{p}:")).collect::<Vec<_>>().join(" "),
    })
}

/// The part of an answer that is asked for.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub struct Page {
    /// At most so many rows
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Leave out the first rows
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: usize,
}

impl Page {
    /// Narrows a query to the page; an ASK query has one row and stays as it is.
    pub fn of(self, mut query: Query) -> Query {
        if let Query::Select { pattern, .. }
        | Query::Construct { pattern, .. }
        | Query::Describe { pattern, .. } = &mut query
            && (self.offset > 0 || self.limit.is_some())
        {
            let inner = Box::new(std::mem::replace(pattern, GraphPattern::Bgp { patterns: Vec::new() }));
            *pattern = GraphPattern::Slice { inner, start: self.offset, length: self.limit };
        }
        query
    }

    /// Narrows any list to the page.
    pub fn cut<T>(self, items: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
        items.skip(self.offset).take(self.limit.unwrap_or(usize::MAX))
    }
}

/// Runs the query over the union of all documents and hands the answer to `read`.
/// With a limit, the query is cancelled when `timeout` seconds have passed.
///
/// Besides what SPARQL has there is `tercet:matches(?text, "words")`, full-text search.
pub fn run<T>(
    dataset: &Dataset,
    query: Query,
    timeout: Option<f64>,
    read: impl FnOnce(QueryResults<'static>) -> Result<T, QueryError>,
) -> Result<T, QueryError> {
    let token = CancellationToken::new();
    let mut prepared = SparqlEvaluator::new()
        .with_cancellation_token(token.clone())
        .with_custom_function(term(ONTOLOGY, "matches"), |arguments| match arguments {
            [Term::Literal(text), Term::Literal(words)] => {
                Some(Literal::from(search::matches(text.value(), words.value())).into())
            }
            _ => None,
        })
        .for_query(query);
    if prepared.dataset().is_default_dataset() {
        prepared.dataset_mut().set_default_graph_as_union();
    }
    let limit = timeout.and_then(|s| Some((s, Duration::try_from_secs_f64(s).ok()?)));
    let (done, wait) = mpsc::channel::<()>();
    let watch = limit.map(|(_, duration)| {
        std::thread::spawn(move || {
            if wait.recv_timeout(duration) == Err(mpsc::RecvTimeoutError::Timeout) {
                token.cancel();
            }
        })
    });
    let answer = prepared.on_store(dataset).execute().map_err(QueryError::from).and_then(read);
    drop(done);
    if let Some(watch) = watch {
        // The watch does nothing that could panic.
        let _ = watch.join();
    }
    match (answer, limit) {
        (Err(QueryError::Evaluation(QueryEvaluationError::Cancelled)), Some((s, _))) => {
            Err(QueryError::Timeout(s))
        }
        (answer, _) => answer,
    }
}

/// "error at 3:7: expected …" with line and column in words.
fn located(message: &str) -> String {
    let Some((place, rest)) = message.strip_prefix("error at ").and_then(|m| m.split_once(": ")) else {
        return message.to_owned();
    };
    match place.split_once(':') {
        Some((line, column)) => format!("line {line}, column {column}: {rest}"),
        None => message.to_owned(),
    }
}
