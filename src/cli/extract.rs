//! `extract` and `annotate`: from texts to the store.

use super::corpus::report;
use super::{DRAWN, Extract, ExtractFormat, Input, Reading, WRONG, annotated};
use crate::annotate::conllu;
use crate::document::{Document, ReadError};
use crate::endpoint::Endpoint;
use crate::entity::Extraction;
use crate::export::{self, Format, Options, file};
use crate::graph::{self, measures};
use crate::ontology::Ontology;
use crate::pipeline::{self, Pipeline};
use crate::store::Store;
use crate::store::correction::Corrections;
use anyhow::Context;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The most documents that are read at a time.
const BATCH: usize = 64;
/// A batch is full with so many bytes of text.
const BATCH_BYTES: usize = 4 << 20;

/// The documents of the input, a batch at a time, so that no more of them is in memory.
pub(super) struct Reader {
    pipeline: Pipeline,
    threads: rayon::ThreadPool,
    documents: Box<dyn Iterator<Item = Result<Document, ReadError>>>,
    /// The exit code: whether something could not be read.
    pub(super) code: u8,
}

impl Reader {
    pub(super) fn new(inputs: &[PathBuf], input: &Input) -> anyhow::Result<Self> {
        let pipeline = pipeline(input)?;
        let threads = rayon::ThreadPoolBuilder::new().num_threads(input.threads.unwrap_or(0)).build()?;
        let documents = Box::new(pipeline.documents(inputs));
        Ok(Reader { pipeline, threads, documents, code: 0 })
    }

    /// The next documents; what cannot be read is said, the rest goes on.
    fn batch(&mut self) -> Option<Vec<Document>> {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while batch.len() < BATCH && bytes < BATCH_BYTES {
            match self.documents.next() {
                Some(Ok(document)) => {
                    bytes += document.text.len();
                    batch.push(document);
                }
                Some(Err(error)) => {
                    eprintln!("tercet: {error}");
                    self.code = WRONG;
                }
                None if batch.is_empty() => return None,
                None => break,
            }
        }
        Some(batch)
    }

    /// Works through all documents on all threads; `done` gets the results in their order.
    pub(super) fn each<T: Send>(
        &mut self,
        work: impl Fn(&Pipeline, &Document) -> T + Sync,
        mut done: impl FnMut(&Document, T) -> std::io::Result<()>,
    ) -> std::io::Result<()> {
        while let Some(batch) = self.batch() {
            let pipeline = &self.pipeline;
            let parts: Vec<T> =
                self.threads.install(|| batch.par_iter().map(|d| work(pipeline, d)).collect());
            batch.iter().zip(parts).try_for_each(|(document, part)| done(document, part))?;
        }
        Ok(())
    }
}

fn pipeline(input: &Input) -> anyhow::Result<Pipeline> {
    Ok(Pipeline::new(pipeline::Options {
        lines: input.lines,
        pretokenized: input.pretokenized,
        ontology: input.ontology.clone(),
        model: input.model.clone(),
        aliases: input.aliases.clone(),
        date: input.date,
    })?)
}

pub(super) fn extract(args: &Extract, store: &Path, base: &str) -> anyhow::Result<u8> {
    let started = Instant::now();
    let mut reader = Reader::new(&args.inputs, &args.input)?;
    let run = |pipeline: &Pipeline, document: &Document| {
        let mut extraction = pipeline.extract(document);
        let Extraction { statements, reflexive, features, .. } = &mut extraction;
        statements.retain(|s| s.confidence >= args.min_confidence);
        reflexive.retain(|s| s.confidence >= args.min_confidence);
        features.retain(|id, _| statements.iter().chain(&*reflexive).any(|s| s.id == *id));
        extraction
    };
    let ontology = Ontology::with_files(args.input.ontology.as_slice())?;
    let options = Options { base: base.to_owned(), statements: args.statements, top: DRAWN, ontology };
    if let Some(format) = args.format.or((args.output == Path::new("-")).then_some(ExtractFormat::Jsonl)) {
        let corrections = Corrections::read(store)?;
        let run = |pipeline: &Pipeline, document: &Document| {
            let mut extraction = run(pipeline, document);
            corrections.apply(&mut extraction);
            extraction
        };
        let render = |out: &mut dyn Write| -> std::io::Result<()> {
            let format = match format {
                ExtractFormat::Openie => {
                    let (style, least) = (args.style, args.min_confidence);
                    return reader.each(
                        |pipeline, document| pipeline.openie(document, style, least),
                        |_, part| out.write_all(part.as_bytes()),
                    );
                }
                ExtractFormat::Triples => return reader.each(run, |_, part| triples(&part, out)),
                ExtractFormat::Jsonl => Format::Jsonl,
                ExtractFormat::Turtle => Format::Turtle,
                ExtractFormat::Ntriples => Format::Ntriples,
                ExtractFormat::Nquads => Format::Nquads,
                ExtractFormat::Dot => Format::Dot,
            };
            let mut parts = Vec::new();
            reader.each(run, |_, part| {
                parts.push(part);
                Ok(())
            })?;
            parts.sort_by(|a: &Extraction, b| a.document.id.cmp(&b.document.id));
            export::write(format, &parts, &options, out)
        };
        to(&args.output, &mut BufWriter::new(std::io::stdout().lock()), render)?;
        return Ok(reader.code);
    }
    std::fs::create_dir_all(&args.output).with_context(|| {
        format!("cannot make the folder {}; choose another with --output", args.output.display())
    })?;
    let mut store = Store::open(store)?;
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr())
        .with_style(ProgressStyle::with_template("{spinner} {pos} documents in {elapsed}, {per_sec}")?);
    while let Some(batch) = reader.batch() {
        let new: Vec<&Document> =
            batch.iter().filter(|d| !store.holds(&d.id, &reader.pipeline.content_hash(d))).collect();
        let pipeline = &reader.pipeline;
        let extractions = reader.threads.install(|| new.par_iter().map(|d| run(pipeline, d)).collect());
        store.add_all(extractions)?;
        bar.inc(batch.len() as u64);
    }
    bar.finish_and_clear();
    store.tidy()?;
    let all = store.into_extractions();
    for (name, format) in
        [("graph.ttl", Format::Turtle), ("graph.dot", Format::Dot), ("statements.jsonl", Format::Jsonl)]
    {
        let path = args.output.join(name);
        file::replace(&path, |out| export::write(format, &all, &options, out))
            .with_context(|| path.display().to_string())?;
    }
    if let Some(endpoint) = Endpoint::new(&args.address) {
        report(endpoint.push(&all, base, args.statements)?);
    }
    summary(&all, &args.output, started)?;
    Ok(reader.code)
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
pub(super) fn to(
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

pub(super) fn annotate(args: &Reading, out: &mut dyn Write) -> anyhow::Result<u8> {
    anyhow::ensure!(
        args.format.as_deref().is_none_or(|f| f == "conllu"),
        "annotate writes --format conllu alone"
    );
    let (given, inputs): (Vec<PathBuf>, Vec<PathBuf>) =
        args.inputs.iter().cloned().partition(|path| path.extension().is_some_and(|e| e == "conllu"));
    if inputs.is_empty() {
        let pipeline = pipeline(&args.input)?;
        let parts: Vec<_> =
            given.iter().map(|path| annotated(&pipeline, path)).collect::<anyhow::Result<_>>()?;
        to(&args.output, out, |out| {
            parts.iter().try_for_each(|(text, sentences)| conllu::write(&mut &mut *out, text, sentences, 1))
        })?;
        return Ok(0);
    }
    anyhow::ensure!(given.is_empty(), "annotate CoNLL-U files and texts in runs of their own");
    let mut reader = Reader::new(&args.inputs, &args.input)?;
    to(&args.output, out, |out| {
        reader.each(
            |pipeline, document| pipeline.annotate(document),
            |document, sentences| conllu::write(&mut &mut *out, &document.text, &sentences, 1),
        )
    })?;
    Ok(reader.code)
}
