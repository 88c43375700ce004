//! The graph at a SPARQL 1.1 server: a small one of our own, and a real one where
//! `TERCET_ENDPOINT` names it (see `.ci/virtuoso`).

use assert_cmd::Command;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, NamedNode, Quad};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store as Dataset;
use std::collections::BTreeMap;
use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use tercet::entity::Extraction;
use tercet::store::Store;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// Starts a server over an empty dataset: queries and updates at `/sparql`, graphs at `/graphs`.
fn server() -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = format!("http://{}", listener.local_addr()?);
    let dataset = Dataset::new()?;
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answered =
                respond(&stream, &dataset).unwrap_or_else(|e| (400, "text/plain", e.to_string().into()));
            let (status, kind, body) = answered;
            let head = format!(
                "HTTP/1.1 {status} -\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            // Whoever asked may be gone.
            let _ = (&stream).write_all(head.as_bytes()).and_then(|()| (&stream).write_all(&body));
        }
    });
    Ok(address)
}

fn respond(stream: &TcpStream, dataset: &Dataset) -> Result<(u16, &'static str, Vec<u8>)> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let (method, target) = line.split_once(' ').ok_or("no request")?;
    let target = target.split(' ').next().unwrap_or_default().to_owned();
    let (method, mut headers) = (method.to_owned(), BTreeMap::new());
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        headers.insert(name.to_lowercase(), value.to_owned());
    }
    let header = |name: &str| headers.get(name).map(String::as_str).unwrap_or_default();
    let mut body = vec![0; header("content-length").parse()?];
    reader.read_exact(&mut body)?;
    let body = String::from_utf8(body)?;
    if target == "/refuse" {
        return Ok((403, "text/plain", b"updates are not for everybody".to_vec()));
    }
    if let Some(graph) = target.strip_prefix("/graphs?graph=") {
        assert_eq!(method, "PUT");
        let graph = NamedNode::new(decoded(graph)?)?;
        dataset.clear_graph(&graph)?;
        for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(body.as_bytes()) {
            dataset.insert(&Quad { graph_name: GraphName::from(graph.clone()), ..quad? })?;
        }
        return Ok((201, "text/plain", Vec::new()));
    }
    if header("content-type") == "application/sparql-update" {
        SparqlEvaluator::new().parse_update(&body)?.on_store(dataset).execute()?;
        return Ok((204, "text/plain", Vec::new()));
    }
    let query = decoded(body.strip_prefix("query=").ok_or("no query")?)?;
    let mut prepared = SparqlEvaluator::new().parse_query(&query)?;
    prepared.dataset_mut().set_default_graph_as_union();
    let json = || QueryResultsSerializer::from_format(QueryResultsFormat::Json);
    match prepared.on_store(dataset).execute()? {
        QueryResults::Solutions(solutions) => {
            let mut out = json().serialize_solutions_to_writer(Vec::new(), solutions.variables().to_vec())?;
            for solution in solutions {
                out.serialize(&solution?)?;
            }
            Ok((200, "application/sparql-results+json", out.finish()?))
        }
        QueryResults::Boolean(yes) => {
            Ok((200, "application/sparql-results+json", json().serialize_boolean_to_writer(Vec::new(), yes)?))
        }
        QueryResults::Graph(triples) => {
            let mut out = String::new();
            for triple in triples {
                out.push_str(&format!("{} .\n", triple?));
            }
            Ok((200, "application/n-triples", out.into_bytes()))
        }
    }
}

/// What stands in a form or an address.
fn decoded(text: &str) -> Result<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let hex: Vec<u8> = rest.by_ref().take(2).collect();
                u8::from_str_radix(std::str::from_utf8(&hex)?, 16)?
            }
            byte => byte,
        });
    }
    Ok(String::from_utf8(bytes)?)
}

/// A folder with a store of two documents, hostile words among them.
fn filled() -> Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    let mut store = Store::open(&folder.path().join("store"))?;
    let mut all: Vec<Extraction> = serde_json::from_str(include_str!("data/extractions.json"))?;
    all[0].statements[0]
        .text
        .push_str(" \u{202e}שלום \"q\" 'a' \\ \t\r\n \\u0022 <a href=x>&amp; ?x {{ }} | \u{1f600}");
    store.add_all(all)?;
    Ok(folder)
}

fn tercet(folder: &Path, arguments: &[&str]) -> Result<(i32, String, String)> {
    let mut command = Command::cargo_bin("tercet")?;
    let output = command.current_dir(folder).arg("--store").arg("store").args(arguments).output()?;
    Ok((
        output.status.code().unwrap_or(-1),
        String::from_utf8(output.stdout)?,
        String::from_utf8(output.stderr)?,
    ))
}

/// The rows, sorted: servers order strings each in its own way.
fn rows(folder: &Path, arguments: &[&str]) -> Result<Vec<String>> {
    let (code, out, err) = tercet(folder, arguments)?;
    assert!(code == 0, "{arguments:?}: {err}");
    let mut rows: Vec<String> = out.lines().map(str::to_owned).collect();
    rows.sort();
    Ok(rows)
}

/// The options that name a server, and how it can write statements.
fn servers() -> Result<Vec<(Vec<String>, &'static [&'static str])>> {
    let both: &[&str] = &["reification", "triple-terms"];
    let own = format!("{}/sparql", server()?);
    let graphs = server()?;
    let named = |parts: &[&str]| parts.iter().map(|p| (*p).to_owned()).collect::<Vec<String>>();
    let mut servers = vec![
        (named(&["--endpoint", &own]), both),
        (
            named(&["--endpoint", &format!("{graphs}/sparql"), "--graph-store", &format!("{graphs}/graphs")]),
            both,
        ),
    ];
    match std::env::var("TERCET_ENDPOINT") {
        Ok(options) => servers.push((options.split(' ').map(str::to_owned).collect(), &["reification"])),
        Err(_) => println!("skipped: TERCET_ENDPOINT names no other server"),
    }
    Ok(servers)
}

#[test]
fn a_server_answers_as_the_store_does() -> Result {
    let questions: [&[&str]; 9] = [
        &["ask", "who-met", "Tomas Reyes"],
        &["ask", "claims", "Ada Brandt"],
        &["ask", "denied"],
        &["ask", "disagreements"],
        &["ask", "timeline", "Tomas Reyes"],
        &["ask", "support", "Ada Brandt"],
        &[
            "query",
            "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?statement tercet:sentence ?x } FILTER(?g != <https://tercet.dev/facts>) }",
        ],
        &["query", "SELECT ?name WHERE { ?who tercet:met ?whom . ?whom rdfs:label ?name }"],
        &[
            "query",
            "SELECT DISTINCT ?text WHERE { ?s tercet:sentence ?text FILTER(CONTAINS(?text, \"href\")) }",
        ],
    ];
    for (server, styles) in servers()? {
        let server: Vec<&str> = server.iter().map(String::as_str).collect();
        for style in styles {
            let folder = filled()?;
            let at = [server.as_slice(), &["--statements", style]].concat();
            let push = [&["push"], at.as_slice()].concat();
            let (code, _, err) = tercet(folder.path(), &push)?;
            assert_eq!((code, err.as_str()), (0, "3 graphs sent, 0 were there already\n"));
            assert_eq!(tercet(folder.path(), &push)?.2, "0 graphs sent, 3 were there already\n");
            for question in questions {
                let question = [question, &["--format", "csv"]].concat();
                let here = rows(folder.path(), &question)?;
                assert!(here.len() > 1, "{question:?}");
                assert_eq!(rows(folder.path(), &[&question, at.as_slice()].concat())?, here, "{question:?}");
            }
            let page = [
                &["ask", "claims", "Ada Brandt", "--format", "csv", "--offset", "1", "--limit", "2"],
                at.as_slice(),
            ]
            .concat();
            assert_eq!(tercet(folder.path(), &page)?.1.lines().count(), 3);
            let yes = [&["query", "ASK { ?a tercet:met ?b }"], at.as_slice()].concat();
            assert_eq!(tercet(folder.path(), &yes)?.1, "yes\n");
            let construct = "CONSTRUCT { ?a rel:knows ?b } WHERE { ?a tercet:met ?b }";
            assert!(
                tercet(folder.path(), &[&["query", construct], at.as_slice()].concat())?
                    .1
                    .contains("rel:knows")
            );
            let forget = [&["forget", "summit-talks", "pipeline-report"], at.as_slice()].concat();
            let (code, _, err) = tercet(folder.path(), &forget)?;
            assert_eq!((code, err.as_str()), (0, "1 graphs sent, 0 were there already\n"));
            let left = [&["query", "ASK { ?a tercet:sentence ?b }"], at.as_slice()].concat();
            assert_eq!(tercet(folder.path(), &left)?.1, "no\n");
            // An empty corpus has an empty graph of facts, which the next push fills.
            let clear = [&["query", "SELECT * WHERE { ?s tercet:supportedBy ?o }"], at.as_slice()].concat();
            assert_eq!(tercet(folder.path(), &clear)?.0, 1);
        }
    }
    Ok(())
}

#[test]
fn a_server_that_says_no_or_nothing_is_named_with_a_remedy() -> Result {
    let folder = filled()?;
    let own = server()?;
    let (endpoint, update) = (format!("{own}/sparql"), format!("{own}/refuse"));
    let refused = ["push", "--endpoint", &endpoint, "--update-endpoint", &update];
    let (code, _, err) = tercet(folder.path(), &refused)?;
    assert_eq!(code, 2);
    assert!(err.contains("status 403: updates are not for everybody; it wants a user"), "{err}");
    let (code, _, err) =
        tercet(folder.path(), &["query", "ASK {}", "--endpoint", "http://me:secret@127.0.0.1:1/"])?;
    assert_eq!(code, 2);
    assert!(err.contains("http://127.0.0.1:1/ cannot be reached") && !err.contains("secret"), "{err}");
    let (code, _, err) = tercet(folder.path(), &["push"])?;
    assert_eq!(code, 2);
    assert!(err.contains("--endpoint URL"), "{err}");
    Ok(())
}

#[test]
fn an_https_address_is_spoken_to_or_the_feature_is_named() -> Result {
    let folder = filled()?;
    // This server speaks no TLS.
    let endpoint = format!("{}/sparql", server()?.replace("http:", "https:"));
    let (code, _, err) = tercet(folder.path(), &["query", "ASK {}", "--endpoint", &endpoint])?;
    assert_eq!(code, 2);
    if cfg!(feature = "https") {
        assert!(err.contains("cannot be reached") && err.contains("InvalidContentType"), "{err}");
    } else {
        assert!(err.contains("--features https"), "{err}");
    }
    Ok(())
}
