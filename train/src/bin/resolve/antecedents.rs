//! Learns antecedents: the probability of all right choices together is raised
//! (softmax over the choices, AdaGrad), reading on with the gold decisions.

use crate::gum::GumDocument;
use crate::sgd::Random;
use std::collections::HashMap;
use tercet::gazetteer::Gazetteer;
use tercet::resolve::antecedent::Choices;
use tercet::resolve::context::Context;
use tercet::resolve::linear::Linear;
use tercet::resolve::mention::Found;
use tercet::resolve::{MentionKind, Models, Reader};

/// Rows of the weight table.
const ROWS: usize = 1 << 14;

struct Example {
    /// Rows of each choice, "none" last.
    choices: Vec<Vec<u32>>,
    right: Vec<bool>,
}

/// Trains on `documents` and gives the model's bytes.
pub fn train<'d>(
    documents: impl IntoIterator<Item = &'d GumDocument>,
    gazetteer: &Gazetteer,
    models: &Models,
    epochs: usize,
    penalty: f32,
) -> Vec<u8> {
    let mut examples = Vec::new();
    for gum in documents {
        collect(gum, gazetteer, models, &mut examples);
    }
    eprintln!("{} examples", examples.len());
    let mut weights = vec![0.0f32; ROWS];
    let mut squares = vec![1e-6f32; ROWS];
    let mut random = Random::new(2);
    for epoch in 0..epochs {
        random.shuffle(&mut examples);
        let (mut loss, mut right) = (0.0, 0);
        for example in &examples {
            let score = |rows: &Vec<u32>| rows.iter().map(|&r| weights[r as usize]).sum::<f32>();
            let scores: Vec<f32> = example.choices.iter().map(score).collect();
            let greatest = scores.iter().fold(f32::MIN, |m, &s| m.max(s));
            let all: f32 = scores.iter().map(|s| (s - greatest).exp()).sum();
            let good: f32 = scores
                .iter()
                .zip(&example.right)
                .filter(|(_, r)| **r)
                .map(|(s, _)| (s - greatest).exp())
                .sum();
            loss -= (good / all).ln();
            let best = scores.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).map_or(0, |b| b.0);
            right += usize::from(example.right[best]);
            for ((rows, score), is_right) in example.choices.iter().zip(&scores).zip(&example.right) {
                let share = (score - greatest).exp();
                let gradient = share / all - if *is_right { share / good } else { 0.0 };
                for &row in rows {
                    let at = row as usize;
                    let gradient = gradient + penalty * weights[at];
                    squares[at] += gradient * gradient;
                    weights[at] -= 0.05 * gradient / squares[at].sqrt();
                }
            }
        }
        let count = examples.len() as f32;
        eprintln!("epoch {epoch}: loss {:.3}, right {:.3}", loss / count, right as f32 / count);
    }
    Linear::<1>::write(&weights)
}

fn collect(gum: &GumDocument, gazetteer: &Gazetteer, models: &Models, examples: &mut Vec<Example>) {
    let context = Context::new(&gum.document, &gum.sentences, gazetteer);
    let reader = Reader::new(&context, models);
    let gold = |f: &Found| gum.heads.get(&(f.sentence, f.head)).map(|g| g.entity);
    // Which gold entities' mentions each entity has.
    let mut decide = |choices: &Choices, found: &Found, of: &dyn Fn(usize) -> Vec<Found>| {
        let target = gold(found);
        let votes = |entity: usize| -> bool {
            let mut counts: HashMap<Option<usize>, usize> = HashMap::new();
            for f in of(entity).iter().filter(|f| f.kind != MentionKind::Adjective) {
                *counts.entry(gold(f)).or_default() += 1;
            }
            let mine = counts.get(&target).copied().unwrap_or(0);
            target.is_some() && mine * 2 >= counts.values().sum::<usize>() && mine > 0
        };
        let mut right: Vec<bool> = choices.entities.iter().map(|&e| votes(e)).collect();
        let chosen = right.iter().position(|&r| r);
        right.push(chosen.is_none());
        let mut rows = choices.rows.clone();
        rows.push(choices.none.clone());
        rows.iter_mut().flatten().for_each(|row| *row &= ROWS as u32 - 1);
        if found.kind == MentionKind::Pronoun || !choices.entities.is_empty() {
            examples.push(Example { choices: rows, right });
        }
        (chosen.map(|c| choices.entities[c]), 1.0)
    };
    reader.read(&mut decide);
}
