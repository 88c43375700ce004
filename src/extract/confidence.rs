//! How likely a proposition is right.

use super::proposition::Proposition;
use crate::annotate::Tree;

/// The probability that a reader would call the proposition right.
pub(super) fn of(tree: &Tree, proposition: &Proposition) -> f32 {
    let heads: Vec<f32> = proposition.words().map(|w| tree.word(w).head_probability).collect();
    let mean = heads.iter().sum::<f32>() / heads.len().max(1) as f32;
    let base = match (proposition.rule, proposition.shape) {
        ("verb", "own") => 0.8,
        ("verb", _) => 0.65,
        ("copula", _) => 0.75,
        _ => 0.5,
    };
    base * mean
}
