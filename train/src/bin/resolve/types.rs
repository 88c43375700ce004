//! Learns the types of names: softmax regression with AdaGrad (Duchi et al. 2011) over hashed features.

use crate::gum::{self, GumDocument};
use crate::sgd::Random;
use tercet::annotate::{Sentence, conllu};
use tercet::document::Document;
use tercet::gazetteer::{Class, Gazetteer};
use tercet::resolve::MentionKind;
use tercet::resolve::context::Context;
use tercet::resolve::linear::Linear;
use tercet::resolve::mention;
use tercet::resolve::nametype::{self, COUNT, LABELS};

/// Rows of the weight table.
const ROWS: usize = 1 << 16;
/// The first step of a weight.
const RATE: f32 = 0.05;
/// The sum of squares to begin with: it keeps the weights of rare features small.
const DAMPING: f32 = 1.0;

#[derive(Clone)]
pub struct Example {
    rows: Vec<u32>,
    label: usize,
    weight: f32,
}

/// The names of `silver` sentences, each of which counts `share` of a gold one.
pub fn silver(silver: &conllu::Conllu, share: f32, gazetteer: &Gazetteer) -> Vec<Example> {
    let mut examples = Vec::new();
    for sentence in &silver.sentences {
        silver_examples(sentence, &silver.text, share, gazetteer, &mut examples);
    }
    examples
}

/// Trains on `documents` and further `examples`, and gives the model's bytes: the mean of the
/// weights after each epoch.
pub fn train<'d>(
    documents: impl IntoIterator<Item = &'d GumDocument>,
    mut examples: Vec<Example>,
    gazetteer: &Gazetteer,
    epochs: usize,
    penalty: f32,
) -> Vec<u8> {
    for gum in documents {
        let context = Context::new(&gum.document, &gum.sentences, gazetteer);
        for found in mention::find(&context).iter().filter(|f| f.kind == MentionKind::Name) {
            let gold = gum.heads.get(&(found.sentence, found.head)).filter(|g| g.named);
            let class = gold.map(|g| gum::class(&g.kind));
            let label = LABELS.iter().position(|&l| l == class).unwrap_or(0);
            let mut rows = nametype::Rows::default();
            nametype::features(&context, found, &mut rows);
            nametype::tagged(&context, found, &mut rows.place);
            examples.push(Example { rows: [rows.name, rows.place].concat(), label, weight: 1.0 });
        }
    }
    eprintln!("{} examples", examples.len());
    examples.iter_mut().flat_map(|e| &mut e.rows).for_each(|row| *row &= ROWS as u32 - 1);
    let mut weights = vec![0.0f32; ROWS * COUNT];
    let mut squares = vec![DAMPING; ROWS * COUNT];
    let mut means = vec![0.0f32; ROWS * COUNT];
    let mut random = Random::new(1);
    for epoch in 0..epochs {
        random.shuffle(&mut examples);
        let (mut loss, mut right) = (0.0, 0);
        for Example { rows, label, weight } in &examples {
            let mut scores = [0.0f32; COUNT];
            for &row in rows {
                for (score, weight) in scores.iter_mut().zip(&weights[row as usize * COUNT..]) {
                    *score += weight;
                }
            }
            let logs = tercet::resolve::linear::log_softmax(scores);
            loss -= logs[*label];
            right += usize::from(
                logs.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).map(|b| b.0) == Some(*label),
            );
            for &row in rows {
                for (k, log) in logs.iter().enumerate() {
                    let at = row as usize * COUNT + k;
                    let gradient =
                        weight * (log.exp() - f32::from(u8::from(k == *label))) + penalty * weights[at];
                    squares[at] += gradient * gradient;
                    weights[at] -= RATE * gradient / squares[at].sqrt();
                }
            }
        }
        means.iter_mut().zip(&weights).for_each(|(mean, weight)| *mean += weight / epochs as f32);
        let count = examples.len() as f32;
        eprintln!("epoch {epoch}: loss {:.3}, right {:.3}", loss / count, right as f32 / count);
    }
    Linear::<COUNT>::write(&means)
}

/// A tagged name is an example where the tree agrees that its head stands for it.
fn silver_examples(
    sentence: &Sentence,
    text: &str,
    weight: f32,
    gazetteer: &Gazetteer,
    examples: &mut Vec<Example>,
) {
    if !sentence.names.iter().any(|n| mention::is_entity(n.kind)) {
        return;
    }
    let shift = sentence.span.start;
    let mut moved = sentence.clone();
    for word in &mut moved.words {
        word.span.start -= shift;
        word.span.end -= shift;
    }
    moved.names.clear();
    let document = Document { text: sentence.span.of(text).to_owned(), ..Document::default() };
    let sentences = [moved];
    let context = Context::new(&document, &sentences, gazetteer);
    for found in mention::find(&context).iter().filter(|f| f.kind == MentionKind::Name) {
        let Some(name) = sentence.name_at(found.head).filter(|n| mention::is_entity(n.kind)) else {
            continue;
        };
        let parent = sentence.words[found.head].head;
        if parent.is_some_and(|p| name.words.contains(&(p as usize))) {
            continue;
        }
        let class = nametype::class_of(name.kind).broad();
        let class = if LABELS.contains(&Some(class)) { class } else { Class::Concept };
        let label = LABELS.iter().position(|&l| l == Some(class)).unwrap_or(0);
        let mut rows = nametype::Rows::default();
        nametype::features(&context, found, &mut rows);
        examples.push(Example { rows: [rows.name, rows.place].concat(), label, weight });
    }
}
