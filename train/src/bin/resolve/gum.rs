//! GUM: gold trees put onto the documents' texts, and the gold entities of their words.

use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use tercet::annotate::network::forward::Scratch;
use tercet::annotate::{Annotator, ENGLISH};
use tercet::annotate::{Sentence, conllu};
use tercet::document::Document;
use tercet::gazetteer::Class;
use tercet::segment::segment;
use tercet::text::{CodePoints, Span};

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

/// A document with its gold trees and entities.
pub struct GumDocument {
    /// Text and title.
    pub document: Document,
    /// The trees, their spans counting in the text.
    pub sentences: Vec<Sentence>,
    /// Sentence and head word → gold mention.
    pub heads: HashMap<(usize, usize), Gold>,
}

/// Reads the documents of a part: `trees` in CoNLL-U, `docs` and, if given, `gold` in JSON Lines.
pub fn read(trees: &Path, docs: &Path, gold: Option<&Path>) -> Result<Vec<GumDocument>> {
    let open = |path: &Path| fs::read_to_string(path).with_context(|| format!("reading {}", path.display()));
    let trees = conllu::read(&open(trees)?)?;
    let mut texts = HashMap::new();
    let mut order = Vec::new();
    for line in open(docs)?.lines() {
        let value: Value = serde_json::from_str(line)?;
        let id = value["id"].as_str().unwrap_or_default().to_owned();
        let title = value["title"].as_str().map(str::to_owned);
        let text = value["text"].as_str().unwrap_or_default().to_owned();
        order.push(id.clone());
        texts.insert(id.clone(), Document { id, text, title, ..Document::default() });
    }
    let mut golds = HashMap::new();
    if let Some(gold) = gold {
        for line in open(gold)?.lines() {
            let value: Value = serde_json::from_str(line)?;
            golds.insert(value["id"].as_str().unwrap_or_default().to_owned(), value);
        }
    }
    let mut read = HashMap::new();
    for (number, (id, first)) in trees.documents.iter().enumerate() {
        let last = trees.documents.get(number + 1).map_or(trees.sentences.len(), |d| d.1);
        let Some(document) = texts.remove(id) else { continue };
        let sentences = realign(&trees.sentences[*first..last], &trees.text, &document.text)
            .with_context(|| format!("aligning {id}"))?;
        let heads = golds.get(id).map(|g| heads(g, &sentences, &document.text)).unwrap_or_default();
        read.insert(id.clone(), GumDocument { document, sentences, heads });
    }
    Ok(order.iter().filter_map(|id| read.remove(id)).collect())
}

/// Reads the documents and annotates them with the program's own model.
pub fn annotate(docs: &Path) -> Result<Vec<GumDocument>> {
    let annotator = Annotator::from_bytes(ENGLISH)?;
    let mut scratch = Scratch::default();
    let text = fs::read_to_string(docs).with_context(|| format!("reading {}", docs.display()))?;
    let mut read = Vec::new();
    for line in text.lines() {
        let value: Value = serde_json::from_str(line)?;
        let field = |name: &str| value[name].as_str().unwrap_or_default();
        let mut document = Document::from_text(field("id"), field("text"));
        document.title = value["title"].as_str().map(str::to_owned);
        let mut sentences = segment(&document);
        annotator.annotate(&mut sentences, &document.text, &mut scratch);
        read.push(GumDocument { document, sentences, heads: HashMap::new() });
    }
    Ok(read)
}

/// Moves the spans of `sentences` from `from` onto `to`, which has the same words in order.
fn realign(sentences: &[Sentence], from: &str, to: &str) -> Result<Vec<Sentence>> {
    let mut at = 0;
    let mut out = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let mut moved = sentence.clone();
        for word in &mut moved.words {
            let form = word.span.of(from);
            let Some(found) = to[at..].find(form).filter(|&f| f < 40) else {
                bail!("the word {form:?} is not in {:?}", to[at..].chars().take(40).collect::<String>());
            };
            word.span = Span::new(at + found, at + found + form.len());
            at += found + form.len();
        }
        if let (Some(first), Some(last)) = (moved.words.first(), moved.words.last()) {
            moved.span = first.span.cover(last.span);
        }
        out.push(moved);
    }
    Ok(out)
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
    for (entity, value) in gold["entities"].as_array().into_iter().flatten().enumerate() {
        let kind = value["type"].as_str().unwrap_or_default().to_owned();
        for mention in value["mentions"].as_array().into_iter().flatten() {
            let Some(&word) = mention["head"][0].as_u64().and_then(|start| words.get(&(start as u32))) else {
                continue;
            };
            let named = mention["kind"] == "named";
            let other = mention["kind"] == "other";
            // A coordination shares its head with its first member, which is the one meant.
            if !other || !heads.contains_key(&word) {
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
