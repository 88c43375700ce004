//! Trains the models of entity resolution on GUM, and lists entities from gold trees.

mod antecedents;
mod gum;
mod sgd;
mod types;

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand};
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
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
    /// Lists the entities of documents with their gold trees, as JSON Lines.
    Entities {
        /// Trees in CoNLL-U with `# newdoc id`.
        trees: PathBuf,
        /// Documents in JSON Lines.
        docs: PathBuf,
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
    /// How often the examples are read.
    #[arg(long, default_value_t = 10)]
    epochs: usize,
    /// Weight of the L2 penalty.
    #[arg(long, default_value_t = 1e-4)]
    penalty: f32,
}

fn main() -> Result<()> {
    let gazetteer = Gazetteer::embedded()?;
    match Arguments::parse().command {
        Command::Types(t) => {
            let documents = gum::read(&t.trees, &t.docs, Some(&t.gold))?;
            fs::write(&t.output, types::train(&documents, &gazetteer, t.epochs, t.penalty))?;
        }
        Command::Antecedents(t) => {
            let documents = gum::read(&t.trees, &t.docs, Some(&t.gold))?;
            let models = Models::embedded().context("the embedded models are damaged")?;
            fs::write(&t.output, antecedents::train(&documents, &gazetteer, &models, t.epochs, t.penalty))?;
        }
        Command::Entities { trees, docs } => {
            let models = Models::embedded().context("the embedded models are damaged")?;
            let mut out = std::io::stdout().lock();
            for gum in gum::read(&trees, &docs, None)? {
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
