//! Trains the models of entity resolution on GUM, and lists entities from gold trees.

mod antecedents;
mod gum;
mod sgd;
mod types;

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand};
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use tercet::annotate::conllu;
use tercet::gazetteer::Gazetteer;
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
    /// Lists the entities of documents as JSON Lines.
    Entities {
        /// Documents in JSON Lines.
        docs: PathBuf,
        /// Gold trees in CoNLL-U with `# newdoc id`, in place of the program's own.
        #[arg(long)]
        trees: Option<PathBuf>,
    },
}

#[derive(clap::Args)]
struct Training {
    /// Trees in CoNLL-U with `# newdoc id`.
    trees: PathBuf,
    /// Documents in JSON Lines.
    docs: PathBuf,
    /// Gold entities in JSON Lines.
    gold: PathBuf,
    /// Where the model is written.
    #[arg(long)]
    output: PathBuf,
    /// Sentences with automatic trees and names, CoNLL-U compressed with zstd (types only).
    #[arg(long)]
    silver: Option<PathBuf>,
    /// How much of them is read.
    #[arg(long, default_value_t = 40_000_000)]
    silver_bytes: u64,
    /// How much a silver name counts.
    #[arg(long, default_value_t = 0.3)]
    share: f32,
    /// How often the examples are read.
    #[arg(long, default_value_t = 10)]
    epochs: usize,
    /// Weight of the L2 penalty.
    #[arg(long, default_value_t = 1e-4)]
    penalty: f32,
}

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

fn main() -> Result<()> {
    let gazetteer = Gazetteer::embedded()?;
    match Arguments::parse().command {
        Command::Types(t) => {
            let documents = gum::read(&t.trees, &t.docs, Some(&t.gold))?;
            let silver = match &t.silver {
                Some(path) => conllu::read(&start(path, t.silver_bytes)?)?,
                None => conllu::Conllu::default(),
            };
            let model = types::train(&documents, &silver, t.share, &gazetteer, t.epochs, t.penalty);
            fs::write(&t.output, model)?;
        }
        Command::Antecedents(t) => {
            let documents = gum::read(&t.trees, &t.docs, Some(&t.gold))?;
            let models = Models::embedded().context("the embedded models are damaged")?;
            fs::write(&t.output, antecedents::train(&documents, &gazetteer, &models, t.epochs, t.penalty))?;
        }
        Command::Entities { docs, trees } => {
            let models = Models::embedded().context("the embedded models are damaged")?;
            let mut out = std::io::stdout().lock();
            let documents = match trees {
                Some(trees) => gum::read(&trees, &docs, None)?,
                None => gum::annotate(&docs)?,
            };
            for gum in documents {
                let resolution = resolve(&gum.document, &gum.sentences, &gazetteer, &models);
                let points = CodePoints::new(&gum.document.text);
                let listed = |m: &&usize| resolution.mentions[**m].kind <= MentionKind::Pronoun;
                let entities: Vec<_> = resolution
                    .entities
                    .iter()
                    .filter(|e| e.named)
                    .map(|e| {
                        let spans: Vec<_> =
                            e.mentions.iter().filter(listed).map(|&m| points.span(resolution.mentions[m].span)).collect();
                        serde_json::json!({"id": e.id, "name": e.name, "type": e.class.listed(), "class": e.class.as_str(), "wiki": e.wiki, "mentions": spans})
                    })
                    .collect();
                writeln!(out, "{}", serde_json::json!({"id": gum.document.id, "entities": entities}))?;
            }
        }
    }
    Ok(())
}
