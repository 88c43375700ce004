//! [Adam](https://arxiv.org/abs/1412.6980), with rows of tables updated only when touched, and the
//! running mean of the weights ([Polyak and Juditsky, 1992](https://doi.org/10.1137/0330046)).

use crate::backprop::{Batch, Gradients};
use rayon::prelude::*;
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
        let gradients: Vec<Gradient> =
            (0..weights.len()).into_par_iter().map(|matrix| Gradient::of(matrix, layout, shards)).collect();
        let squares: Vec<f32> = gradients.par_iter().map(Gradient::squares).collect();
        let length = squares.iter().sum::<f32>().sqrt() * share;
        let factor = share * if length > CLIP { CLIP / length } else { 1.0 };
        let steps = self.steps as i32;
        let rate = rate * (1.0 - SECOND.powi(steps)).sqrt() / (1.0 - FIRST.powi(steps));
        let moments = self.first.par_iter_mut().zip(&mut self.second);
        weights.par_iter_mut().zip(moments).zip(&mut self.mean).zip(&gradients).for_each(
            |(((weights, (first, second)), mean), gradient)| {
                for (from, part) in gradient.parts() {
                    let to = from + part.len();
                    let moments = first.data[from..to].iter_mut().zip(&mut second.data[from..to]);
                    for ((w, (m, v)), g) in weights.data[from..to].iter_mut().zip(moments).zip(part) {
                        let g = g * factor;
                        *m = FIRST * *m + (1.0 - FIRST) * g;
                        *v = SECOND * *v + (1.0 - SECOND) * g * g;
                        *w -= rate * *m / (v.sqrt() + 1e-8);
                    }
                }
                mean.data.iter_mut().zip(&weights.data).for_each(|(m, w)| *m += (1.0 - MEMORY) * (w - *m));
            },
        );
    }
}

/// The gradient of one matrix, summed over shards.
enum Gradient {
    Dense(Vec<f32>),
    /// Of the rows of a table that words of the batch looked up.
    Rows(BTreeMap<u16, [f32; ROW_WIDTH]>),
}

impl Gradient {
    fn of(matrix: usize, layout: &Layout, shards: &[(Batch, Gradients)]) -> Self {
        let table = matrix.wrapping_sub(layout.tables);
        let part = match TABLE_PART.get(table) {
            Some(&part) => part,
            None if matrix == layout.vectors => PARTS - 1,
            None => {
                let mut sum = shards[0].1.dense[matrix].data.clone();
                for (_, shard) in &shards[1..] {
                    sum.iter_mut().zip(&shard.dense[matrix].data).for_each(|(s, p)| *s += p);
                }
                return Gradient::Dense(sum);
            }
        };
        let mut rows: BTreeMap<u16, [f32; ROW_WIDTH]> = BTreeMap::new();
        for (batch, shard) in shards {
            for (word, input) in batch.rows.iter().zip(shard.inputs.data.chunks_exact(PARTS * ROW_WIDTH)) {
                let row = word.tables.get(table).copied().unwrap_or(word.vector);
                let sum = rows.entry(row).or_insert([0.0; ROW_WIDTH]);
                sum.iter_mut().zip(&input[part * ROW_WIDTH..]).for_each(|(s, g)| *s += g);
            }
        }
        Gradient::Rows(rows)
    }

    fn squares(&self) -> f32 {
        match self {
            Gradient::Dense(all) => all.iter().map(|g| g * g).sum(),
            Gradient::Rows(rows) => rows.values().flatten().map(|g| g * g).sum(),
        }
    }

    /// Runs of values and where they begin; rows without gradient are not worth a step.
    fn parts(&self) -> Vec<(usize, &[f32])> {
        match self {
            Gradient::Dense(all) => vec![(0, all)],
            Gradient::Rows(rows) => rows
                .iter()
                .filter(|(_, row)| row.iter().any(|g| *g != 0.0))
                .map(|(&at, row)| (usize::from(at) * ROW_WIDTH, &row[..]))
                .collect(),
        }
    }
}
