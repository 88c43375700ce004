//! `extract`, `annotate` and `entities`: from texts to the store.

use super::who::CORRECTIONS;
use super::{Extract, ExtractFormat, Input, Reading, WRONG, annotated};
use crate::annotate::conllu;
use crate::document::Document;
use crate::entity::{Entity, Extraction};
use crate::export::{self, Format, Options, file};
use crate::graph::{self, measures};
use crate::pipeline::{self, Pipeline};
use crate::store::Store;
use anyhow::Context;
use indicatif::{ProgressBar, ProgressDrawTarget};
use rayon::prelude::*;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// How many documents are extracted between two writes to the store.
const BATCH: usize = 64;
/// The most entities the drawing of a run shows.
const DRAWN: usize = 60;

struct Read {
    pipeline: Pipeline,
    threads: rayon::ThreadPool,
    documents: Vec<Document>,
    code: u8,
}

fn pipeline(input: &Input, store: &Path) -> anyhow::Result<Pipeline> {
    Ok(Pipeline::new(pipeline::Options {
        lines: input.lines,
        pretokenized: input.pretokenized,
        ontology: input.ontology.clone(),
        model: input.model.clone(),
        aliases: input.aliases.clone(),
        corrections: Some(store.join(CORRECTIONS)),
        date: input.date,
    })?)
}

/// Reads the input; what cannot be read is said, the rest goes on.
fn read(input: &Input, store: &Path) -> anyhow::Result<Read> {
    let pipeline = pipeline(input, store)?;
    let threads = rayon::ThreadPoolBuilder::new().num_threads(input.threads.unwrap_or(0)).build()?;
    let mut documents = Vec::new();
    let mut code = 0;
    for document in pipeline.documents(&input.input) {
        match document {
            Ok(document) => documents.push(document),
            Err(error) => {
                eprintln!("tercet: {error}");
                code = WRONG;
            }
        }
    }
    Ok(Read { pipeline, threads, documents, code })
}

pub(super) fn extract(args: &Extract, store: &Path, base: &str) -> anyhow::Result<u8> {
    let started = Instant::now();
    let Read { pipeline, threads, documents, code } = read(&args.input, store)?;
    let run = |document: &Document| {
        let mut extraction = pipeline.extract(document);
        extraction.statements.retain(|s| s.confidence >= args.min_confidence);
        extraction
    };
    let options = Options { base: base.to_owned(), statements: args.statements, top: DRAWN };
    if let Some(format) = args.format.or((args.output == Path::new("-")).then_some(ExtractFormat::Jsonl)) {
        let render = |out: &mut dyn Write| -> std::io::Result<()> {
            let format = match format {
                ExtractFormat::Openie => {
                    let parts: Vec<String> = threads.install(|| {
                        documents
                            .par_iter()
                            .map(|d| pipeline.openie(d, args.style, args.min_confidence))
                            .collect()
                    });
                    return parts.iter().try_for_each(|part| out.write_all(part.as_bytes()));
                }
                ExtractFormat::Triples => {
                    let parts: Vec<Extraction> = threads.install(|| documents.par_iter().map(run).collect());
                    return parts.iter().try_for_each(|e| triples(e, out));
                }
                ExtractFormat::Jsonl => Format::Jsonl,
                ExtractFormat::Turtle => Format::Turtle,
                ExtractFormat::Ntriples => Format::Ntriples,
                ExtractFormat::Nquads => Format::Nquads,
                ExtractFormat::Dot => Format::Dot,
            };
            let mut parts: Vec<Extraction> = threads.install(|| documents.par_iter().map(run).collect());
            parts.sort_by(|a, b| a.document.id.cmp(&b.document.id));
            export::write(format, &parts, &options, out)
        };
        to(&args.output, &mut BufWriter::new(std::io::stdout().lock()), render)?;
        return Ok(code);
    }
    std::fs::create_dir_all(&args.output).with_context(|| {
        format!("cannot make the folder {}; choose another with --output", args.output.display())
    })?;
    let mut store = Store::open(store)?;
    let bar = ProgressBar::with_draw_target(Some(documents.len() as u64), ProgressDrawTarget::stderr());
    for batch in documents.chunks(BATCH) {
        let new: Vec<&Document> =
            batch.iter().filter(|d| !store.holds(&d.id, &pipeline.content_hash(d))).collect();
        let extractions: Vec<Extraction> = threads.install(|| new.par_iter().map(|d| run(d)).collect());
        for extraction in extractions {
            store.add(extraction)?;
        }
        bar.inc(batch.len() as u64);
    }
    bar.finish_and_clear();
    store.compact()?;
    let all: Vec<Extraction> = store.extractions().cloned().collect();
    for (name, format) in
        [("graph.ttl", Format::Turtle), ("graph.dot", Format::Dot), ("statements.jsonl", Format::Jsonl)]
    {
        let path = args.output.join(name);
        file::replace(&path, |out| export::write(format, &all, &options, out))
            .with_context(|| path.display().to_string())?;
    }
    summary(&all, &args.output, started)?;
    Ok(code)
}

/// The relations of one document under an ontology, as one JSON line.
fn triples(extraction: &Extraction, out: &mut dyn Write) -> std::io::Result<()> {
    let triples: Vec<serde_json::Value> = extraction
        .statements
        .iter()
        .filter_map(|s| {
            let object = export::html::words(s.object.as_ref()?);
            let subject = export::html::words(&s.subject);
            Some(serde_json::json!({"sub": subject, "rel": graph::relation_label(s), "obj": object}))
        })
        .collect();
    writeln!(out, "{}", serde_json::json!({"id": extraction.document.id, "triples": triples}))
}

/// What a person wants to know after a run; on standard error.
fn summary(all: &[Extraction], output: &Path, started: Instant) -> anyhow::Result<()> {
    let graph = graph::build(all, |_| true);
    let mut err = std::io::stderr().lock();
    let sentences: u32 = all.iter().map(|e| e.sentences).sum();
    let statements: usize = all.iter().map(|e| e.statements.len()).sum();
    writeln!(
        err,
        "{} documents, {sentences} sentences, {statements} statements, {} entities in {:.1} s",
        all.len(),
        graph.node_count(),
        started.elapsed().as_secs_f64()
    )?;
    let mut nodes: Vec<_> =
        graph.node_indices().map(|n| (measures::degree(&graph, n), n)).filter(|n| n.0 > 0).collect();
    nodes.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    if !nodes.is_empty() {
        writeln!(err, "\nMost connected:")?;
    }
    for (degree, node) in nodes.iter().take(10) {
        writeln!(err, "  {degree:>4}  {} ({})", graph[*node].name, graph[*node].kind)?;
    }
    let mut edges: Vec<_> =
        graph.edge_indices().filter(|&e| graph[e].mode == graph::Mode::Asserted).collect();
    edges.sort_by(|&a, &b| {
        let (x, y) = (&graph[a], &graph[b]);
        y.statements
            .len()
            .cmp(&x.statements.len())
            .then(y.confidence.total_cmp(&x.confidence))
            .then(a.cmp(&b))
    });
    if !edges.is_empty() {
        writeln!(err, "\nStrongest relations:")?;
    }
    for &edge in edges.iter().take(10) {
        let Some((from, to)) = graph.edge_endpoints(edge) else { continue };
        let (e, from, to) = (&graph[edge], &graph[from].name, &graph[to].name);
        writeln!(err, "  {from} — {} — {to}  ({}×, {:.2})", e.relation, e.statements.len(), e.confidence)?;
    }
    writeln!(err, "\nWritten to {}. Try next:", output.display())?;
    writeln!(err, "  tercet draw --output graph.svg")?;
    let name = nodes.first().map_or("NAME", |n| graph[n.1].name.as_str());
    writeln!(err, "  tercet explain {name:?}")?;
    writeln!(err, "  tercet query 'SELECT ?s ?p ?o WHERE {{ ?s ?p ?o }} LIMIT 10'")?;
    Ok(())
}

/// Writes to standard output for `-`, else to the file, whole or not at all.
fn to(
    path: &Path,
    stdout: &mut dyn Write,
    render: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> anyhow::Result<()> {
    if path == Path::new("-") {
        render(stdout)?;
        return Ok(stdout.flush()?);
    }
    file::replace(path, render).with_context(|| path.display().to_string())
}

pub(super) fn annotate(args: &Reading, store: &Path, out: &mut dyn Write) -> anyhow::Result<u8> {
    anyhow::ensure!(
        args.format.as_deref().is_none_or(|f| f == "conllu"),
        "annotate writes --format conllu alone"
    );
    let (given, inputs): (Vec<PathBuf>, Vec<PathBuf>) =
        args.input.input.iter().cloned().partition(|path| path.extension().is_some_and(|e| e == "conllu"));
    if inputs.is_empty() {
        let pipeline = pipeline(&args.input, store)?;
        let parts: Vec<_> =
            given.iter().map(|path| annotated(&pipeline, path)).collect::<anyhow::Result<_>>()?;
        to(&args.output, out, |out| {
            parts.iter().try_for_each(|(text, sentences)| conllu::write(&mut &mut *out, text, sentences, 1))
        })?;
        return Ok(0);
    }
    anyhow::ensure!(given.is_empty(), "annotate CoNLL-U files and texts in runs of their own");
    let Read { pipeline, threads, documents, code } = read(&args.input, store)?;
    let parts: Vec<_> = threads.install(|| documents.par_iter().map(|d| pipeline.annotate(d)).collect());
    to(&args.output, out, |out| {
        documents
            .iter()
            .zip(&parts)
            .try_for_each(|(document, sentences)| conllu::write(&mut &mut *out, &document.text, sentences, 1))
    })?;
    Ok(code)
}

pub(super) fn entities(args: &Reading, store: &Path, out: &mut dyn Write) -> anyhow::Result<u8> {
    anyhow::ensure!(
        args.format.as_deref().is_none_or(|f| f == "jsonl"),
        "entities writes --format jsonl alone"
    );
    let Read { pipeline, threads, documents, code } = read(&args.input, store)?;
    let parts: Vec<Vec<Entity>> =
        threads.install(|| documents.par_iter().map(|d| pipeline.entities(d)).collect());
    to(&args.output, out, |out| {
        documents.iter().zip(&parts).try_for_each(|(document, entities)| {
            let entities: Vec<serde_json::Value> = entities
                .iter()
                .map(|e| serde_json::json!({"id": e.id, "name": e.name, "type": e.kind, "wiki": e.wiki, "mentions": e.mentions}))
                .collect();
            writeln!(out, "{}", serde_json::json!({"id": document.id, "entities": entities}))
        })
    })?;
    Ok(code)
}
