//! [Adam](https://arxiv.org/abs/1412.6980), with rows of tables updated only when touched, and the
//! running mean of the weights ([Polyak and Juditsky, 1992](https://doi.org/10.1137/0330046)).

use crate::backprop::{Batch, Gradients};
use std::collections::BTreeMap;
use tercet::annotate::network::features::{PARTS, ROW_WIDTH, TABLE_PART};
use tercet::annotate::network::weights::{Layout, Matrix};

const FIRST: f32 = 0.9;
const SECOND: f32 = 0.98;
const CLIP: f32 = 5.0;
/// Share of the old mean that a step keeps: about the last thousand steps count.
const MEMORY: f32 = 0.999;

/// The optimiser's state: two moments and a mean for every weight.
pub struct Adam {
    /// Running means of the weights, which score better than the last ones.
    pub mean: Vec<Matrix>,
    /// Running means of the gradient.
    pub first: Vec<Matrix>,
    /// Running means of its square.
    pub second: Vec<Matrix>,
    /// Steps taken.
    pub steps: usize,
}

impl Adam {
    /// State for `weights` before the first step.
    pub fn new(weights: &[Matrix]) -> Self {
        let zeros = || weights.iter().map(|w| Matrix::zeros(w.rows, w.columns)).collect();
        Adam { mean: weights.to_vec(), first: zeros(), second: zeros(), steps: 0 }
    }

    /// One step against the mean of the shards' gradients.
    pub fn step(
        &mut self,
        weights: &mut [Matrix],
        layout: &Layout,
        shards: &[(Batch, Gradients)],
        rate: f32,
    ) {
        self.steps += 1;
        let share = 1.0 / shards.len() as f32;
        let mut dense: Vec<Matrix> = shards[0].1.dense.clone();
        for (_, shard) in &shards[1..] {
            for (sum, part) in dense.iter_mut().zip(&shard.dense) {
                sum.data.iter_mut().zip(&part.data).for_each(|(s, p)| *s += p);
            }
        }
        let mut rows: BTreeMap<(usize, u16), [f32; ROW_WIDTH]> = BTreeMap::new();
        for (batch, shard) in shards {
            for (word, input) in batch.rows.iter().zip(shard.inputs.data.chunks_exact(PARTS * ROW_WIDTH)) {
                let mut add = |matrix: usize, row: u16, part: usize| {
                    let sum = rows.entry((matrix, row)).or_insert([0.0; ROW_WIDTH]);
                    sum.iter_mut().zip(&input[part * ROW_WIDTH..]).for_each(|(s, g)| *s += g);
                };
                for (t, (&row, part)) in word.tables.iter().zip(TABLE_PART).enumerate() {
                    add(layout.tables + t, row, part);
                }
                add(layout.vectors, word.vector, PARTS - 1);
            }
        }
        let squares: f32 = dense.iter().flat_map(|m| &m.data).map(|g| g * g).sum::<f32>()
            + rows.values().flatten().map(|g| g * g).sum::<f32>();
        let length = squares.sqrt() * share;
        let factor = share * if length > CLIP { CLIP / length } else { 1.0 };
        let steps = self.steps as i32;
        let rate = rate * (1.0 - SECOND.powi(steps)).sqrt() / (1.0 - FIRST.powi(steps));
        let mut update = |matrix: usize, from: usize, gradient: &[f32]| {
            let to = from + gradient.len();
            let weights = &mut weights[matrix].data[from..to];
            let first = &mut self.first[matrix].data[from..to];
            let second = &mut self.second[matrix].data[from..to];
            for (((w, m), v), g) in weights.iter_mut().zip(first).zip(second).zip(gradient) {
                let g = g * factor;
                *m = FIRST * *m + (1.0 - FIRST) * g;
                *v = SECOND * *v + (1.0 - SECOND) * g * g;
                *w -= rate * *m / (v.sqrt() + 1e-8);
            }
        };
        for (matrix, gradient) in dense.iter().enumerate() {
            update(matrix, 0, &gradient.data);
        }
        for ((matrix, row), gradient) in &rows {
            if gradient.iter().any(|g| *g != 0.0) {
                update(*matrix, usize::from(*row) * ROW_WIDTH, gradient);
            }
        }
        for (mean, weight) in self.mean.iter_mut().zip(weights.iter()) {
            mean.data.iter_mut().zip(&weight.data).for_each(|(m, w)| *m += (1.0 - MEMORY) * (w - *m));
        }
    }
}
