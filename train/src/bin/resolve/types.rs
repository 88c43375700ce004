//! Learns the types of names: softmax regression with AdaGrad (Duchi et al. 2011) over hashed features.

use crate::gum::{self, GumDocument};
use crate::sgd::Random;
use tercet::gazetteer::Gazetteer;
use tercet::resolve::context::Context;
use tercet::resolve::linear::{Linear, ROWS};
use tercet::resolve::mention;
use tercet::resolve::nametype::{self, COUNT, LABELS};
use tercet::resolve::MentionKind;

/// Trains on `documents` and gives the model's bytes.
pub fn train(documents: &[GumDocument], gazetteer: &Gazetteer, epochs: usize, penalty: f32) -> Vec<u8> {
    let mut examples = Vec::new();
    for gum in documents {
        let context = Context::new(&gum.document, &gum.sentences, gazetteer);
        for found in mention::find(&context).iter().filter(|f| f.kind == MentionKind::Name) {
            let gold = gum.heads.get(&(found.sentence, found.head)).filter(|g| g.named);
            let class = gold.map(|g| gum::class(&g.kind));
            let label = LABELS.iter().position(|&l| l == class).unwrap_or(0);
            let mut rows = Vec::new();
            nametype::features(&context, found, &mut rows);
            examples.push((rows, label));
        }
    }
    eprintln!("{} examples", examples.len());
    let mut weights = vec![0.0f32; ROWS * COUNT];
    let mut squares = vec![1e-6f32; ROWS * COUNT];
    let mut random = Random::new(1);
    for epoch in 0..epochs {
        random.shuffle(&mut examples);
        let (mut loss, mut right) = (0.0, 0);
        for (rows, label) in &examples {
            let mut scores = [0.0f32; COUNT];
            for &row in rows {
                for (score, weight) in scores.iter_mut().zip(&weights[row as usize * COUNT..]) {
                    *score += weight;
                }
            }
            let logs = tercet::resolve::linear::log_softmax(scores);
            loss -= logs[*label];
            right += usize::from(logs.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).map(|b| b.0) == Some(*label));
            for &row in rows {
                for (k, log) in logs.iter().enumerate() {
                    let at = row as usize * COUNT + k;
                    let gradient = log.exp() - f32::from(u8::from(k == *label)) + penalty * weights[at];
                    squares[at] += gradient * gradient;
                    weights[at] -= 0.1 * gradient / squares[at].sqrt();
                }
            }
        }
        let count = examples.len() as f32;
        eprintln!("epoch {epoch}: loss {:.3}, right {:.3}", loss / count, right as f32 / count);
    }
    Linear::<COUNT>::write(&weights)
}
