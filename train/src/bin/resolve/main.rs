//! Trains the models of entity resolution on GUM, and lists entities by them.

mod antecedents;
mod gum;
mod sgd;
mod types;

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand};
use gum::GumDocument;
use std::fs;
use std::io::{Read as _, Write};
use std::path::{Path, PathBuf};
use tercet::annotate::conllu;
use tercet::gazetteer::Gazetteer;
use tercet::resolve::linear::Linear;
use tercet::resolve::{MentionKind, Models, resolve};
use tercet::text::CodePoints;

/// Models of entity resolution.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Learns the types of names.
    Types(Training),
    /// Learns the antecedents of pronouns and definite noun phrases.
    Antecedents(Training),
    /// Learns both without each fifth of the documents and lists the entities of that fifth.
    Folds(Training),
    /// Lists the entities of documents as JSON Lines.
    Entities {
        /// Documents in JSON Lines.
        docs: PathBuf,
        /// Types of names to use in place of the program's own.
        #[arg(long)]
        types: Option<PathBuf>,
        /// Antecedents to use in place of the program's own.
        #[arg(long)]
        antecedents: Option<PathBuf>,
    },
}

#[derive(clap::Args)]
struct Training {
    /// Documents in JSON Lines.
    docs: PathBuf,
    /// Gold entities in JSON Lines.
    gold: PathBuf,
    /// Where the model, or the list of entities, is written.
    #[arg(long)]
    output: PathBuf,
    /// Sentences with automatic trees and names, CoNLL-U compressed with zstd (for types).
    #[arg(long)]
    silver: Option<PathBuf>,
    /// How much of them is read.
    #[arg(long, default_value_t = 40_000_000)]
    silver_bytes: u64,
    /// How much a silver name counts.
    #[arg(long, default_value_t = 0.03)]
    share: f32,
    /// Types of names to use in place of the program's own (for antecedents).
    #[arg(long)]
    types: Option<PathBuf>,
    /// How often the examples are read.
    #[arg(long, default_value_t = 10)]
    epochs: usize,
    /// Weight of the L2 penalty.
    #[arg(long, default_value_t = 1e-4)]
    penalty: f32,
}

/// How many parts `folds` cuts the documents into.
const FOLDS: usize = 5;

/// The first `bytes` of a compressed file, cut after the last whole sentence.
fn start(path: &Path, bytes: u64) -> Result<String> {
    let file = fs::File::open(path).with_context(|| format!("reading {}", path.display()))?;
    let mut read = Vec::new();
    zstd::Decoder::new(file)?.take(bytes).read_to_end(&mut read)?;
    let mut text = String::from_utf8_lossy(&read).into_owned();
    if let Some(end) = text.rfind("\n\n") {
        text.truncate(end + 2);
    }
    Ok(text)
}

/// The program's models, or those of the files given.
fn models(types: Option<&Path>, antecedents: Option<&Path>) -> Result<Models> {
    let mut models = Models::embedded().context("the embedded models are damaged")?;
    if let Some(path) = types {
        models.types = Linear::read(&fs::read(path)?).context("no model of types")?;
    }
    if let Some(path) = antecedents {
        models.antecedents = Linear::read(&fs::read(path)?).context("no model of antecedents")?;
    }
    Ok(models)
}

fn silver(t: &Training, gazetteer: &Gazetteer) -> Result<Vec<types::Example>> {
    let Some(path) = &t.silver else { return Ok(Vec::new()) };
    Ok(types::silver(&conllu::read(&start(path, t.silver_bytes)?)?, t.share, gazetteer))
}

fn main() -> Result<()> {
    let gazetteer = Gazetteer::embedded()?;
    match Arguments::parse().command {
        Command::Types(t) => {
            let documents = gum::annotate(&t.docs, Some(&t.gold))?;
            let silver = silver(&t, &gazetteer)?;
            fs::write(&t.output, types::train(&documents, silver, &gazetteer, t.epochs, t.penalty))?;
        }
        Command::Antecedents(t) => {
            let documents = gum::annotate(&t.docs, Some(&t.gold))?;
            let models = models(t.types.as_deref(), None)?;
            fs::write(&t.output, antecedents::train(&documents, &gazetteer, &models, t.epochs, t.penalty))?;
        }
        Command::Folds(t) => {
            let documents = gum::annotate(&t.docs, Some(&t.gold))?;
            let silver = silver(&t, &gazetteer)?;
            let mut models = models(t.types.as_deref(), None)?;
            let mut out = fs::File::create(&t.output)?;
            for fold in 0..FOLDS {
                let part = |held: bool| {
                    let numbered = documents.iter().enumerate();
                    numbered.filter(move |(n, _)| (n % FOLDS == fold) == held).map(|(_, d)| d)
                };
                if t.types.is_none() {
                    let types = types::train(part(false), silver.clone(), &gazetteer, t.epochs, t.penalty);
                    models.types = Linear::read(&types).context("no model of types")?;
                }
                let antecedents = antecedents::train(part(false), &gazetteer, &models, t.epochs, t.penalty);
                models.antecedents = Linear::read(&antecedents).context("no model of antecedents")?;
                for gum in part(true) {
                    list(gum, &gazetteer, &models, &mut out)?;
                }
            }
        }
        Command::Entities { docs, types, antecedents } => {
            let models = models(types.as_deref(), antecedents.as_deref())?;
            let mut out = std::io::stdout().lock();
            for gum in gum::annotate(&docs, None)? {
                list(&gum, &gazetteer, &models, &mut out)?;
            }
        }
    }
    Ok(())
}

/// Writes the named entities of a document as the program does.
fn list(gum: &GumDocument, gazetteer: &Gazetteer, models: &Models, out: &mut dyn Write) -> Result<()> {
    let resolution = resolve(&gum.document, &gum.sentences, gazetteer, models);
    let points = CodePoints::new(&gum.document.text);
    let listed = |m: &&usize| resolution.mentions[**m].kind <= MentionKind::Pronoun;
    let entities: Vec<_> = resolution
        .entities
        .iter()
        .filter(|e| e.named)
        .map(|e| {
            let spans: Vec<_> =
                e.mentions.iter().filter(listed).map(|&m| points.span(resolution.mentions[m].span)).collect();
            serde_json::json!({"id": e.id, "name": e.name, "type": e.class.listed(), "wiki": e.wiki, "mentions": spans})
        })
        .collect();
    Ok(writeln!(out, "{}", serde_json::json!({"id": gum.document.id, "entities": entities}))?)
}
