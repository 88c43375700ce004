//! GUM: its documents, annotated by the program, and the gold entities of their words.

use anyhow::{Context as _, Result};
use serde_json::Value;
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use tercet::annotate::Sentence;
use tercet::annotate::network::forward::Scratch;
use tercet::annotate::{Annotator, ENGLISH};
use tercet::document::Document;
use tercet::gazetteer::Class;
use tercet::segment::segment;
use tercet::text::CodePoints;

/// What the gold says about a word that heads a mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gold {
    /// Number of the entity.
    pub entity: usize,
    /// Its type as GUM writes it.
    pub kind: String,
    /// Whether the mention is a name.
    pub named: bool,
}

/// A document with its automatic trees and gold entities.
pub struct GumDocument {
    /// Text and title.
    pub document: Document,
    /// The trees.
    pub sentences: Vec<Sentence>,
    /// Sentence and head word → gold mention.
    pub heads: HashMap<(usize, usize), Gold>,
}

/// Reads the documents and, if given, their `gold` entities, and annotates them with the
/// program's own model.
pub fn annotate(docs: &Path, gold: Option<&Path>) -> Result<Vec<GumDocument>> {
    let annotator = Annotator::from_bytes(ENGLISH)?;
    let mut scratch = Scratch::default();
    let open = |path: &Path| fs::read_to_string(path).with_context(|| format!("reading {}", path.display()));
    let text = open(docs)?;
    let mut golds = HashMap::new();
    if let Some(gold) = gold {
        for line in open(gold)?.lines() {
            let value: Value = serde_json::from_str(line)?;
            golds.insert(value["id"].as_str().unwrap_or_default().to_owned(), value);
        }
    }
    let mut read = Vec::new();
    for line in text.lines() {
        let value: Value = serde_json::from_str(line)?;
        let field = |name: &str| value[name].as_str().unwrap_or_default();
        let mut document = Document::from_text(field("id"), field("text"));
        document.title = value["title"].as_str().map(str::to_owned);
        let mut sentences = segment(&document);
        annotator.annotate(&mut sentences, &document.text, &mut scratch);
        let heads = golds.get(&document.id).map(|g| heads(g, &sentences, &document.text)).unwrap_or_default();
        read.push(GumDocument { document, sentences, heads });
    }
    Ok(read)
}

fn heads(gold: &Value, sentences: &[Sentence], text: &str) -> HashMap<(usize, usize), Gold> {
    let points = CodePoints::new(text);
    let mut words = HashMap::new();
    for (number, sentence) in sentences.iter().enumerate() {
        for (index, word) in sentence.words.iter().enumerate() {
            words.insert(points.at(word.span.start), (number, index));
        }
    }
    let mut heads: HashMap<(usize, usize), Gold> = HashMap::new();
    let mut lengths: HashMap<(usize, usize), u64> = HashMap::new();
    for (entity, value) in gold["entities"].as_array().into_iter().flatten().enumerate() {
        let kind = value["type"].as_str().unwrap_or_default().to_owned();
        for mention in value["mentions"].as_array().into_iter().flatten() {
            let Some(&word) = mention["head"][0].as_u64().and_then(|start| words.get(&(start as u32))) else {
                continue;
            };
            let named = mention["kind"] == "named";
            let place = |key: &str| mention[key].as_u64().unwrap_or_default();
            let length = place("end").saturating_sub(place("start"));
            // A coordination shares its head with its first member, a citation with its author: these
            // are meant.
            if lengths.get(&word).is_none_or(|&other| length < other) {
                lengths.insert(word, length);
                heads.insert(word, Gold { entity, kind: kind.clone(), named });
            }
        }
    }
    heads
}

/// The class that a GUM type is learnt as.
pub fn class(kind: &str) -> Class {
    match kind {
        "person" | "animal" => Class::Person,
        "place" => Class::Place,
        "organization" => Class::Organization,
        "event" => Class::Event,
        "time" => Class::Time,
        "object" | "substance" | "plant" => Class::Product,
        _ => Class::Concept,
    }
}
