//! The command line: what is typed stands here, what it does in the other files.

mod ask;
mod check;
mod corpus;
mod entities;
mod evaluate;
mod explain;
mod extract;
mod path;
mod search;
mod show;
mod take;
mod timeline;
mod who;

use crate::annotate::{Sentence, conllu};
use crate::endpoint::Address;
use crate::export::Format;
use crate::export::filter::Filter;
use crate::pipeline::{Pipeline, Style};
use crate::query::Page;
use crate::query::output::AnswerFormat;
use crate::statement::period::Period;
use crate::store::Store;
use crate::store::dataset::Dataset;
use crate::store::rdf::Statements;
use crate::store::vocabulary::BASE;
use anyhow::Context;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Nothing was found.
const NOTHING: u8 = 1;
/// Something went wrong, and was said.
const WRONG: u8 = 2;
/// The most entities a drawing shows where nothing is said.
const DRAWN: usize = 60;

/// Text in, knowledge graph out.
#[derive(Debug, Parser)]
#[command(
    name = "tercet",
    version,
    after_help = "Exit codes: 0 it went well; 1 nothing was found, or `check` found violations; 2 something went wrong."
)]
pub struct Arguments {
    /// Folder of the store
    #[arg(long, global = true, value_name = "DIR", default_value = "output/store")]
    store: PathBuf,
    /// Where the IRIs of entities, documents and statements start
    #[arg(long, global = true, value_name = "IRI", default_value = BASE)]
    base: String,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Extract statements from texts into the store and the output folder
    Extract(Extract),
    /// Show sentences, words, trees and names
    Annotate(Reading),
    /// List whom and what texts speak of; without texts, what the store holds
    Entities(Entities),
    /// Score annotation against gold CoNLL-U, as CoNLL 2018 did
    Evaluate(Evaluate),
    /// Put a SPARQL 1.1 query to the graph
    Query(Query),
    /// Ask a canned question; without a name, list them
    Ask(Ask),
    /// Show the sentences behind a fact
    Explain(Explain),
    /// Write the graph in another format
    Export(Export),
    /// Draw the graph: its 60 first entities, or as many as --top says
    Draw(Draw),
    /// Find what breaks the domains, ranges and shapes of the ontology
    #[command(after_help = "Exit codes: 0 no violation, 1 violations, 2 something went wrong.")]
    Check(Check),
    /// Find names and sentences by their words
    Search(Search),
    /// Show which mentions stand for an entity, and by which rule
    Why {
        /// Its name or id
        entity: String,
        /// As JSON Lines
        #[arg(long)]
        json: bool,
    },
    /// Correct: two entities are one
    Merge(Merge),
    /// Correct: a mention stands for another entity
    Split(Split),
    /// Find how two entities hang together
    Path(Link),
    /// Show what is dated about an entity, in order
    Timeline(Timeline),
    /// List the documents of the store
    Documents(Documents),
    /// Take documents out of the store
    Forget(Forget),
    /// Send the graph to a SPARQL 1.1 server
    Push(Remote),
}

#[derive(Debug, Args)]
struct Input {
    /// How many threads; all cores by default
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// One sentence a line
    #[arg(long)]
    lines: bool,
    /// Keep the tokens that blanks separate
    #[arg(long)]
    pretokenized: bool,
    /// Use this ontology (Turtle)
    #[arg(long, value_name = "FILE")]
    ontology: Option<PathBuf>,
    /// Annotate with this model file instead of the one that the program carries
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// Names of your own: name, alias, type and IRI, separated by tabs
    #[arg(long, value_name = "FILE")]
    aliases: Option<PathBuf>,
    /// Date of documents that give none
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<jiff::civil::Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ExtractFormat {
    Jsonl,
    Openie,
    Triples,
    Turtle,
    Ntriples,
    Nquads,
    Dot,
}

#[derive(Debug, Args)]
struct Extract {
    /// Files or folders; - is standard input
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    input: Input,
    /// Output folder, or - for one format on standard output
    #[arg(long, default_value = "output")]
    output: PathBuf,
    /// Format for standard output or a single file
    #[arg(long, value_enum)]
    format: Option<ExtractFormat>,
    /// Leave out statements less sure than this
    #[arg(long, value_name = "P", default_value_t = 0.0)]
    min_confidence: f64,
    /// How Open IE tuples are written
    #[arg(long, value_enum, default_value_t = Style::Nary)]
    style: Style,
    /// How statements about triples are written in RDF
    #[arg(long, value_enum, default_value_t = Statements::Reification)]
    statements: Statements,
    #[command(flatten)]
    address: Address,
}

#[derive(Debug, Args)]
struct Reading {
    /// Files or folders; - is standard input
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    input: Input,
    /// Output file, or - for standard output
    #[arg(long, default_value = "-")]
    output: PathBuf,
    /// The format: conllu
    #[arg(long)]
    format: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum EntitiesFormat {
    /// A row an entity, over all documents
    Table,
    /// A line a document
    Jsonl,
}

#[derive(Debug, Args)]
struct Entities {
    /// Files or folders, - is standard input; the store where none is given
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    input: Input,
    /// Output file, or - for standard output
    #[arg(long, default_value = "-")]
    output: PathBuf,
    /// How they are written: a table on a terminal, else JSON Lines
    #[arg(long, value_enum)]
    format: Option<EntitiesFormat>,
    /// Only entities of these types, or of types below them (repeatable)
    #[arg(long = "type", value_name = "CLASS")]
    types: Vec<String>,
    /// Only these documents (repeatable)
    #[arg(long = "document", value_name = "ID")]
    documents: Vec<String>,
    /// Only what has this in one of its names
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    #[command(flatten)]
    page: Page,
}

#[derive(Debug, Args)]
struct Evaluate {
    /// The gold file
    #[arg(long, value_name = "FILE")]
    gold: PathBuf,
    /// Output to score; without it the model annotates the gold file's words
    #[arg(long, value_name = "FILE")]
    system: Option<PathBuf>,
    /// Annotate the raw text of the gold file, sentences and words included
    #[arg(long)]
    raw: bool,
    /// Annotate with this model file instead of the one that the program carries
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// As JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct Query {
    /// The query; @FILE reads it from a file, - from standard input
    query: String,
    /// How the answer is written
    #[arg(long, value_enum)]
    format: Option<AnswerFormat>,
    /// Give up after so many seconds
    #[arg(long, value_name = "SECONDS")]
    timeout: Option<f64>,
    #[command(flatten)]
    page: Page,
    #[command(flatten)]
    remote: Remote,
}

#[derive(Debug, Args)]
struct Ask {
    /// Name of the question
    question: Option<String>,
    /// What it takes
    values: Vec<String>,
    /// Folder with questions of your own (*.rq)
    #[arg(long, value_name = "DIR")]
    queries: Option<PathBuf>,
    /// How the answer is written
    #[arg(long, value_enum)]
    format: Option<AnswerFormat>,
    /// Give up after so many seconds
    #[arg(long, value_name = "SECONDS")]
    timeout: Option<f64>,
    #[command(flatten)]
    page: Page,
    #[command(flatten)]
    remote: Remote,
}

#[derive(Debug, Args)]
struct Explain {
    /// Name of the subject
    subject: String,
    /// The relation, or part of it
    relation: Option<String>,
    /// Name of the object
    object: Option<String>,
    #[command(flatten)]
    period: Period,
    #[command(flatten)]
    page: Page,
    /// As JSON Lines
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct Check {
    /// Write the shapes (SHACL in Turtle) instead of checking
    #[arg(long, conflicts_with_all = ["json", "limit", "offset"])]
    shapes: bool,
    /// The ontology with classes and relations of your own (Turtle)
    #[arg(long, value_name = "FILE")]
    ontology: Option<PathBuf>,
    #[command(flatten)]
    page: Page,
    /// As JSON Lines
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct Search {
    /// The words; nego* stands for all words that start so
    #[arg(required = true)]
    words: Vec<String>,
    #[command(flatten)]
    page: Page,
    /// As JSON Lines
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct Merge {
    /// Name or id of the one that goes
    from: String,
    /// Name or id of the one that stays
    into: String,
    #[command(flatten)]
    remote: Remote,
}

#[derive(Debug, Args)]
struct Split {
    /// Id of the document
    document: String,
    /// Where the mention stands, START-END, as `why` shows it
    span: String,
    /// Name or id of the entity that it stands for; what the store does not know is new
    name: String,
    /// Class of that entity; that of the one of this name where there is one, else Person
    #[arg(long = "type", value_name = "CLASS")]
    class: Option<String>,
    #[command(flatten)]
    remote: Remote,
}

#[derive(Debug, Args)]
struct Link {
    /// Name of the one
    from: String,
    /// Name of the other
    to: String,
    /// As JSON Lines
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct Timeline {
    /// Its name
    entity: String,
    #[command(flatten)]
    period: Period,
    #[command(flatten)]
    page: Page,
    /// As JSON Lines
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct Documents {
    #[command(flatten)]
    page: Page,
    /// As JSON Lines
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct Forget {
    /// Ids of the documents
    #[arg(required = true)]
    ids: Vec<String>,
    #[command(flatten)]
    remote: Remote,
}

/// A server, and how statements are written there.
#[derive(Debug, Args)]
struct Remote {
    #[command(flatten)]
    address: Address,
    /// How the server writes statements about triples
    #[arg(long, value_enum, default_value_t = Statements::Reification, requires = "endpoint")]
    statements: Statements,
}

#[derive(Debug, Args)]
struct Export {
    /// Output file, or - for standard output
    #[arg(long, default_value = "-")]
    output: PathBuf,
    /// The format
    #[arg(long, value_enum, default_value_t = Format::Turtle)]
    format: Format,
    /// How statements about triples are written in RDF
    #[arg(long, value_enum, default_value_t = Statements::TripleTerms)]
    statements: Statements,
    /// The ontology with classes of your own (Turtle)
    #[arg(long, value_name = "FILE")]
    ontology: Option<PathBuf>,
    #[command(flatten)]
    filter: Filter,
}

#[derive(Debug, Args)]
struct Draw {
    /// Picture to write: .svg, .png or .pdf
    #[arg(long, default_value = "output/graph.svg")]
    output: PathBuf,
    /// Have Graphviz lay it out; .png and .pdf need it anyway
    #[arg(long)]
    graphviz: bool,
    /// The ontology with classes of your own (Turtle)
    #[arg(long, value_name = "FILE")]
    ontology: Option<PathBuf>,
    #[command(flatten)]
    filter: Filter,
}

/// Does what was asked; gives the exit code.
pub fn run(arguments: Arguments) -> anyhow::Result<u8> {
    let Arguments { store, base, command } = arguments;
    anyhow::ensure!(
        oxigraph::model::NamedNode::new(&base).is_ok(),
        "--base {base}: not an absolute IRI; give one such as {BASE}"
    );
    let open = || read(&store);
    let dataset = || Ok(Dataset::open(there(&store)?, &base)?);
    let mut out = BufWriter::new(std::io::stdout().lock());
    let code = match command {
        Command::Extract(args) => {
            drop(out);
            return extract::extract(&args, &store, &base);
        }
        Command::Annotate(args) => extract::annotate(&args, &mut out)?,
        Command::Entities(args) => entities::entities(&args, &store, &mut out)?,
        Command::Evaluate(args) => evaluate::evaluate(&args, &mut out)?,
        Command::Query(args) => ask::query(&args, &dataset, &base, &mut out)?,
        Command::Ask(args) if args.question.is_none() => ask::list(&args, &mut out)?,
        Command::Ask(args) => ask::ask(&args, &dataset, &base, &mut out)?,
        Command::Explain(args) => explain::explain(&args, &open()?, &mut out)?,
        Command::Export(args) => take::export(&args, &open()?, &base, &mut out)?,
        Command::Draw(args) => take::draw(&args, &open()?)?,
        Command::Check(args) => check::check(&args, &open, &base, &mut out)?,
        Command::Search(args) => search::search(&args, &open()?, &mut out)?,
        Command::Path(args) => path::path(&args, &open()?, &mut out)?,
        Command::Timeline(args) => timeline::timeline(&args, &open()?, &mut out)?,
        Command::Documents(args) => corpus::documents(&args, &open()?, &mut out)?,
        Command::Forget(args) => corpus::forget(&args, &store, &base)?,
        Command::Push(args) => corpus::push(&args, open()?, &base)?,
        Command::Why { entity, json } => who::why(&entity, json, &open()?, &mut out)?,
        Command::Merge(args) => who::merge(&args, &store, &base, &mut out)?,
        Command::Split(args) => who::split(&args, &store, &base, &mut out)?,
    };
    out.flush()?;
    Ok(code)
}

/// Opens a store that is there for reading.
fn read(store: &Path) -> anyhow::Result<Store> {
    Ok(Store::read(there(store)?)?)
}

/// The store, if it is there.
fn there(store: &Path) -> anyhow::Result<&Path> {
    anyhow::ensure!(store.exists(), "{}: there is no store; run `tercet extract` first", store.display());
    Ok(store)
}

/// Annotates the words of a CoNLL-U file anew; gives its text and sentences.
fn annotated(pipeline: &Pipeline, path: &Path) -> anyhow::Result<(String, Vec<Sentence>)> {
    let input = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let file = conllu::read(&input).with_context(|| path.display().to_string())?;
    let conllu::Conllu { text, mut sentences, .. } = file;
    pipeline.annotate_words(&mut sentences, &text);
    Ok((text, sentences))
}
