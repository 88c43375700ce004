//! A SPARQL 1.1 server that holds a copy of the corpus and answers for it: the
//! [protocol](https://www.w3.org/TR/sparql11-protocol/) for queries and updates, the
//! [graph store protocol](https://www.w3.org/TR/sparql11-http-rdf-update/) where it is named.
//!
//! The store stays what documents are added to and forgotten from. Every graph is pushed
//! with a digest of its content, last of all, so that a push sends what the server does
//! not have and one that was broken off is made good by the next.

use crate::entity::Extraction;
use crate::store::facts;
use crate::store::rdf::{Statements, quads};
use crate::store::vocabulary::{ONTOLOGY, term, thing};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedNode, Quad, Term};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsParser, ReaderQueryResultsParserOutput};
use oxigraph::sparql::{QueryEvaluationError, QueryResults, QuerySolutionIter, QueryTripleIter};
use sha2::{Digest, Sha256};
use spargebra::Query;
use std::collections::BTreeMap;
use std::io::Read;
use std::time::Duration;
use ureq::http::{Response, header};
use ureq::{Agent, Body};

/// The most bytes of triples in one update: servers limit the length of a request.
const CHUNK: usize = 100_000;
/// How much of a refusal is shown.
const SHOWN: u64 = 300;

/// Where a server is.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Address {
    /// SPARQL 1.1 server to push to and to query
    #[arg(long, value_name = "URL")]
    pub endpoint: Option<String>,
    /// Where the server takes updates, if elsewhere
    #[arg(long, value_name = "URL", requires = "endpoint")]
    pub update_endpoint: Option<String>,
    /// Where the server speaks the graph store protocol, to push graphs whole
    #[arg(long, value_name = "URL", requires = "endpoint")]
    pub graph_store: Option<String>,
}

/// Why a server does not do what it is asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EndpointError {
    /// It cannot be reached.
    #[error("{url} cannot be reached; check the address and that the server runs")]
    Unreachable {
        /// The address.
        url: String,
        /// Why.
        source: Box<ureq::Error>,
    },
    /// Its address starts with `https://`, which this program was built without.
    #[error(
        "{0}: this program was built without https; build it with `cargo build --release --features https`"
    )]
    Https(String),
    /// It did not answer in time.
    #[error("{0} did not answer in time; add a LIMIT, make the query more specific, or raise --timeout")]
    Timeout(String),
    /// It said no.
    #[error("{url} refused with status {status}: {said}{}", remedy(*.status))]
    Refused {
        /// The address.
        url: String,
        /// The HTTP status.
        status: u16,
        /// How its answer begins.
        said: String,
    },
    /// Its answer is not what was asked for.
    #[error(
        "{url} did not answer in SPARQL results or RDF ({what}); is it the address of a SPARQL endpoint?"
    )]
    Answer {
        /// The address.
        url: String,
        /// What is wrong.
        what: String,
    },
}

fn remedy(status: u16) -> &'static str {
    match status {
        401 | 403 => "; it wants a user who may write: put user:password@ before the host",
        404 | 405 => "; it may take updates elsewhere: see --update-endpoint and --graph-store",
        _ => "",
    }
}

/// What a push did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pushed {
    /// Graphs sent.
    pub sent: usize,
    /// Graphs that the server had already.
    pub held: usize,
}

/// A server.
pub struct Endpoint {
    agent: Agent,
    query: String,
    update: String,
    graph_store: Option<String>,
}

impl Endpoint {
    /// The server at the address, if one is given.
    pub fn new(address: &Address) -> Option<Self> {
        let query = address.endpoint.clone()?;
        let config = Agent::config_builder().http_status_as_error(false);
        // Servers inside a house have certificates of the house.
        #[cfg(feature = "https")]
        let config = config.tls_config(
            ureq::tls::TlsConfig::builder().root_certs(ureq::tls::RootCerts::PlatformVerifier).build(),
        );
        Some(Endpoint {
            agent: config.build().into(),
            update: address.update_endpoint.clone().unwrap_or_else(|| query.clone()),
            graph_store: address.graph_store.clone(),
            query,
        })
    }

    /// Puts a query; gives up after `timeout` seconds.
    pub fn query(&self, query: &Query, timeout: Option<f64>) -> Result<QueryResults<'static>, EndpointError> {
        let graph = matches!(query, Query::Construct { .. } | Query::Describe { .. });
        let accept = if graph {
            "application/n-triples, text/turtle;q=0.9"
        } else {
            "application/sparql-results+json"
        };
        let limit = timeout.and_then(|s| Duration::try_from_secs_f64(s).ok());
        let request = self.agent.post(&self.query).header(header::ACCEPT, accept);
        let request = request.config().timeout_global(limit).build();
        let response = self.check(&self.query, request.send_form([("query", query.to_string())]))?;
        let wrong = |what: String| EndpointError::Answer { url: self.query.clone(), what };
        let kind =
            response.headers().get(header::CONTENT_TYPE).map_or("", |v| v.to_str().unwrap_or_default());
        let kind = kind.to_owned();
        let body = response.into_body().into_with_config().limit(u64::MAX).reader();
        if graph {
            let format = RdfFormat::from_media_type(&kind).ok_or_else(|| wrong(kind))?;
            let triples = RdfParser::from_format(format).for_reader(body).map(|quad| match quad {
                Ok(quad) => Ok(quad.into()),
                Err(error) => Err(QueryEvaluationError::Unexpected(error.into())),
            });
            return Ok(QueryTripleIter::new(triples).into());
        }
        let format = QueryResultsFormat::from_media_type(&kind).ok_or_else(|| wrong(kind))?;
        match QueryResultsParser::from_format(format).for_reader(body) {
            // Virtuoso answers ASK with a table of one number.
            Ok(ReaderQueryResultsParserOutput::Solutions(mut found))
                if matches!(query, Query::Ask { .. }) =>
            {
                let first = found.next().transpose().map_err(|e| wrong(e.to_string()))?;
                let yes = first.is_some_and(|row| match row.values().first() {
                    Some(Some(Term::Literal(number))) => number.value() != "0",
                    _ => false,
                });
                Ok(QueryResults::Boolean(yes))
            }
            Ok(ReaderQueryResultsParserOutput::Solutions(found)) => Ok(QuerySolutionIter::from(found).into()),
            Ok(ReaderQueryResultsParserOutput::Boolean(yes)) => Ok(QueryResults::Boolean(yes)),
            Err(error) => Err(wrong(error.to_string())),
        }
    }

    /// Sends the graphs of documents and facts that the server does not have as they are.
    pub fn push(
        &self,
        extractions: &[Extraction],
        base: &str,
        style: Statements,
    ) -> Result<Pushed, EndpointError> {
        let held = self.digests()?;
        let mut pushed = Pushed::default();
        let documents =
            extractions.iter().map(|e| (thing(base, "document", &e.document.id), quads(e, base, style)));
        let facts = std::iter::once_with(|| (facts::graph(base), facts::quads(extractions, base, style)));
        for (graph, quads) in documents.chain(facts) {
            let mut lines: Vec<String> = quads.into_iter().map(line).collect();
            lines.sort();
            let digest: String =
                Sha256::digest(lines.concat()).iter().take(16).map(|b| format!("{b:02x}")).collect();
            if held.get(graph.as_str()) == Some(&digest) {
                pushed.held += 1;
                continue;
            }
            lines.push(format!("{graph} {} \"{digest}\" .\n", term(ONTOLOGY, "digest")));
            self.replace(&graph, &lines)?;
            pushed.sent += 1;
        }
        Ok(pushed)
    }

    /// Takes the graphs of documents out.
    pub fn forget<'i>(&self, ids: impl Iterator<Item = &'i String>, base: &str) -> Result<(), EndpointError> {
        ids.map(|id| thing(base, "document", id)).try_for_each(|graph| self.replace(&graph, &[]))
    }

    /// Every graph of ours that the server has whole, with its digest.
    fn digests(&self) -> Result<BTreeMap<String, String>, EndpointError> {
        let wrong = |what: String| EndpointError::Answer { url: self.query.clone(), what };
        let query = format!(
            "SELECT ?graph ?digest WHERE {{ GRAPH ?graph {{ ?graph {} ?digest }} }}",
            term(ONTOLOGY, "digest")
        );
        let query = spargebra::SparqlParser::new().parse_query(&query).map_err(|e| wrong(e.to_string()))?;
        let QueryResults::Solutions(solutions) = self.query(&query, None)? else {
            return Err(wrong("no table".to_owned()));
        };
        let mut digests = BTreeMap::new();
        for solution in solutions {
            let solution = solution.map_err(|e| wrong(e.to_string()))?;
            if let (Some(Term::NamedNode(graph)), Some(Term::Literal(digest))) =
                (solution.get("graph"), solution.get("digest"))
            {
                digests.insert(graph.as_str().to_owned(), digest.value().to_owned());
            }
        }
        Ok(digests)
    }

    /// Replaces a graph by these triples; without any it is dropped.
    fn replace(&self, graph: &NamedNode, lines: &[String]) -> Result<(), EndpointError> {
        if let (Some(url), false) = (&self.graph_store, lines.is_empty()) {
            let request = self.agent.put(url).query("graph", graph.as_str());
            let request = request.header(header::CONTENT_TYPE, "text/turtle; charset=utf-8");
            return self.check(url, request.send(lines.concat())).map(drop);
        }
        let mut update = format!("DROP SILENT GRAPH {graph}");
        let mut rest = lines;
        while !rest.is_empty() {
            let mut size = 0;
            let fits = rest.iter().take_while(|line| {
                let first = size == 0;
                size += line.len();
                first || size <= CHUNK
            });
            let (now, later) = rest.split_at(fits.count());
            if !update.is_empty() {
                update.push_str(" ;\n");
            }
            update.push_str(&format!("INSERT DATA {{ GRAPH {graph} {{\n{}}} }}", now.concat()));
            self.update(&std::mem::take(&mut update))?;
            rest = later;
        }
        if update.is_empty() { Ok(()) } else { self.update(&update) }
    }

    fn update(&self, update: &str) -> Result<(), EndpointError> {
        let request = self.agent.post(&self.update).header(header::CONTENT_TYPE, "application/sparql-update");
        self.check(&self.update, request.send(update)).map(drop)
    }

    fn check(
        &self,
        url: &str,
        response: Result<Response<Body>, ureq::Error>,
    ) -> Result<Response<Body>, EndpointError> {
        let url = without_password(url);
        let response = match response {
            Ok(response) => response,
            Err(ureq::Error::Timeout(_)) => return Err(EndpointError::Timeout(url)),
            Err(_) if cfg!(not(feature = "https")) && url.starts_with("https://") => {
                return Err(EndpointError::Https(url));
            }
            Err(source) => return Err(EndpointError::Unreachable { url, source: Box::new(source) }),
        };
        let status = response.status().as_u16();
        if (200..300).contains(&status) {
            return Ok(response);
        }
        let mut said = Vec::new();
        // What can be read of the refusal is enough.
        let _ = response.into_body().into_reader().take(SHOWN).read_to_end(&mut said);
        let said = String::from_utf8_lossy(&said).split_whitespace().collect::<Vec<_>>().join(" ");
        Err(EndpointError::Refused { url, status, said })
    }
}

/// The address as it may be shown.
fn without_password(url: &str) -> String {
    match url.split_once("://").and_then(|(scheme, rest)| Some((scheme, rest.split_once('@')?.1))) {
        Some((scheme, rest)) => format!("{scheme}://{rest}"),
        None => url.to_owned(),
    }
}

/// The line of a triple, whatever its graph.
fn line(quad: Quad) -> String {
    format!("{} {} {} .\n", quad.subject, quad.predicate, quad.object)
}
