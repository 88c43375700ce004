//! The network's forward pass with everything kept, and the gradient of its loss.
//!
//! Loss: cross-entropies of arcs, labels, tags and half that of names, each
//! averaged over its words (biaffine parsing after Dozat & Manning, 2017, with a
//! distance term instead of the bilinear matrix).

// Gradients are written as in the formulas, by index.
#![allow(clippy::needless_range_loop)]

use crate::attention;
use crate::layers::{
    Norm, add, add_block, add_rows, block, cross_entropy, gemm, linear, linear_back, norm, norm_back,
    relu_drop, scale_by,
};
use crate::random::Random;
use tercet::annotate::network::features::{FormRows, PARTS, ROW_WIDTH, TABLE_PART};
use tercet::annotate::network::weights::{Layer, Layout, Matrix, Sizes, distance_bucket};

/// What products of arcs are multiplied by.
const ARC_SCALE: f32 = 0.125;

/// Sentences laid end to end, with what the network should say of them.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Rows of every word.
    pub rows: Vec<FormRows>,
    /// Where each sentence begins, and the end of the last.
    pub starts: Vec<usize>,
    /// Head of every word within its sentence; the sentence's length stands for the root.
    pub heads: Vec<usize>,
    /// Relation of every word.
    pub deprels: Vec<usize>,
    /// Joint tag, if the training data's tag is one of the network's.
    pub tags: Vec<Option<usize>>,
    /// Name label, if the sentence has any.
    pub names: Vec<Option<usize>>,
}

/// How much of what is dropped in training.
#[derive(Clone, Copy, Debug)]
pub struct Dropout {
    /// Share of values dropped.
    pub values: f32,
    /// Share of words whose word tables are zeroed.
    pub words: f32,
}

/// Gradients: dense ones as matrices, rows of tables as they were touched.
pub struct Gradients {
    /// One a matrix; empty for tables.
    pub dense: Vec<Matrix>,
    /// Gradient of each word's concatenated input, with its rows.
    pub inputs: Matrix,
}

/// What the forward pass yields for scoring.
pub struct Scores {
    /// Tags, names and distance preferences of every word.
    pub outputs: Matrix,
    /// Both sides of arcs and labels of every word, the root's in the last row.
    pub sides: Matrix,
}

/// The network while it is trained.
pub struct Network<'w> {
    sizes: &'w Sizes,
    layout: &'w Layout,
    weights: &'w [Matrix],
}

enum Kept {
    Conv { window: Matrix, mask: Vec<f32>, norm: Norm },
    Attention { qkv: Matrix, shares: Vec<Matrix>, mixed: Matrix, mask: Vec<f32>, norm: Norm, input: Matrix },
}

impl<'w> Network<'w> {
    /// A network over `weights`, laid out by `sizes`.
    pub fn new(sizes: &'w Sizes, layout: &'w Layout, weights: &'w [Matrix]) -> Self {
        Network { sizes, layout, weights }
    }

    fn input(&self, batch: &Batch, dropped: &[bool]) -> Matrix {
        let mut x = Matrix::zeros(batch.rows.len(), PARTS * ROW_WIDTH);
        for (i, (word, row)) in batch.rows.iter().zip(x.data.chunks_exact_mut(PARTS * ROW_WIDTH)).enumerate()
        {
            for (t, &r) in word.tables.iter().enumerate() {
                if t < 2 && dropped[i] {
                    continue;
                }
                let part = &mut row[TABLE_PART[t] * ROW_WIDTH..][..ROW_WIDTH];
                for (v, w) in part.iter_mut().zip(self.weights[self.layout.tables + t].row(usize::from(r))) {
                    *v += w;
                }
            }
            row[(PARTS - 1) * ROW_WIDTH..]
                .copy_from_slice(self.weights[self.layout.vectors].row(usize::from(word.vector)));
        }
        x
    }

    fn window(x: &Matrix, starts: &[usize], dilation: usize) -> Matrix {
        let d = x.columns;
        let mut window = Matrix::zeros(x.rows, 3 * d);
        for bounds in starts.windows(2) {
            for t in bounds[0]..bounds[1] {
                let row = &mut window.data[t * 3 * d..(t + 1) * 3 * d];
                if t >= bounds[0] + dilation {
                    row[..d].copy_from_slice(x.row(t - dilation));
                }
                row[d..2 * d].copy_from_slice(x.row(t));
                if t + dilation < bounds[1] {
                    row[2 * d..].copy_from_slice(x.row(t + dilation));
                }
            }
        }
        window
    }

    fn window_back(dw: &Matrix, starts: &[usize], dilation: usize, dx: &mut Matrix) {
        let d = dx.columns;
        let mut add_to = |t: usize, part: &[f32]| {
            for (v, p) in dx.data[t * d..(t + 1) * d].iter_mut().zip(part) {
                *v += p;
            }
        };
        for bounds in starts.windows(2) {
            for t in bounds[0]..bounds[1] {
                let row = dw.row(t);
                if t >= bounds[0] + dilation {
                    add_to(t - dilation, &row[..d]);
                }
                add_to(t, &row[d..2 * d]);
                if t + dilation < bounds[1] {
                    add_to(t + dilation, &row[2 * d..]);
                }
            }
        }
    }

    fn encode(
        &self,
        batch: &Batch,
        drop: Option<Dropout>,
        random: &mut Random,
    ) -> (Matrix, Vec<Kept>, EncodeKept) {
        let rate = drop.map_or(0.0, |d| d.values);
        let dropped: Vec<bool> =
            batch.rows.iter().map(|_| drop.is_some_and(|d| random.unit() < d.words)).collect();
        let mut input = self.input(batch, &dropped);
        let input_mask = relu_drop(&mut input, false, rate, random);
        let at = self.layout.input;
        let mut x = linear(&input, &self.weights[at], &self.weights[at + 1]);
        let relu = relu_drop(&mut x, true, 0.0, random);
        let input_norm = norm(&mut x, &self.weights[at + 2]);
        let mut kept = Vec::new();
        for (layer, &at) in self.sizes.layers.iter().zip(&self.layout.layers) {
            match *layer {
                Layer::Conv { dilation } => {
                    let window = Self::window(&x, &batch.starts, dilation);
                    let mut y = linear(&window, &self.weights[at], &self.weights[at + 1]);
                    let mask = relu_drop(&mut y, true, rate, random);
                    add(&mut x, &y);
                    let norm = norm(&mut x, &self.weights[at + 2]);
                    kept.push(Kept::Conv { window, mask, norm });
                }
                Layer::Attention => {
                    let input = x.clone();
                    let qkv = linear(&x, &self.weights[at], &self.weights[at + 1]);
                    let (mixed, shares) = attention::forward(&qkv, &batch.starts, &self.weights[at + 2]);
                    let mut y = linear(&mixed, &self.weights[at + 3], &self.weights[at + 4]);
                    let mask = relu_drop(&mut y, false, rate, random);
                    add(&mut x, &y);
                    let norm = norm(&mut x, &self.weights[at + 5]);
                    kept.push(Kept::Attention { qkv, shares, mixed, mask, norm, input });
                }
            }
        }
        let mask = relu_drop(&mut x, false, rate, random);
        (x, kept, EncodeKept { input, input_mask, relu, input_norm, mask, dropped })
    }

    fn score(&self, x: &Matrix) -> (Scores, Matrix) {
        let l = self.layout;
        let outputs = linear(x, &self.weights[l.outputs], &self.weights[l.outputs + 1]);
        let mut with_root = x.clone();
        with_root.data.extend_from_slice(&self.weights[l.root].data);
        with_root.rows += 1;
        let mut sides = linear(&with_root, &self.weights[l.sides], &self.weights[l.sides + 1]);
        for v in &mut sides.data {
            *v = v.max(0.0);
        }
        (Scores { outputs, sides }, with_root)
    }

    /// Scores of a batch without dropout.
    pub fn scores(&self, batch: &Batch) -> Scores {
        let (x, _, _) = self.encode(batch, None, &mut Random::new(0));
        self.score(&x).0
    }

    /// What one sentence's words, the root's last, are as heads: first as heads, then as dependents.
    fn arc_sides(&self, scores: &Scores, first: usize, n: usize) -> (Matrix, Matrix) {
        let a = self.sizes.arc;
        let mut heads = block(&scores.sides, first..first + n, 0..a);
        heads.data.extend_from_slice(&scores.sides.row(scores.sides.rows - 1)[..a]);
        heads.rows += 1;
        (heads, block(&scores.sides, first..first + n, a..2 * a))
    }

    /// Arc scores of one sentence (`n` rows of `n + 1`, the root last).
    pub fn arcs(&self, scores: &Scores, first: usize, n: usize) -> Matrix {
        let (heads, mut dependents) = self.arc_sides(scores, first, n);
        // A head's own score is that for a dependent of the bias alone.
        let bias = &self.weights[self.layout.arc_head].data;
        for row in dependents.data.chunks_exact_mut(self.sizes.arc) {
            row.iter_mut().zip(bias).for_each(|(d, b)| *d = *d * ARC_SCALE + b);
        }
        let mut arcs = Matrix::zeros(n, n + 1);
        gemm(&mut arcs, &dependents, false, &heads, true);
        let distance_at = self.sizes.tags + self.sizes.names;
        for (i, row) in arcs.data.chunks_exact_mut(n + 1).enumerate() {
            let distances = &scores.outputs.row(first + i)[distance_at..];
            for (j, arc) in row.iter_mut().enumerate() {
                *arc += distances[distance_bucket(i, (j < n).then_some(j))];
            }
            row[i] = -1e9;
        }
        arcs
    }

    /// Input rows of the label scorer for word `i` with head `j` (row indices of the sides).
    pub fn label_input(&self, scores: &Scores, i: usize, j: usize) -> Vec<f32> {
        let (a, l) = (self.sizes.arc, self.sizes.label);
        let head = &scores.sides.row(j)[2 * a..2 * a + l];
        let dependent = &scores.sides.row(i)[2 * a + l..];
        let mut row = Vec::with_capacity(3 * l);
        row.extend_from_slice(head);
        row.extend_from_slice(dependent);
        row.extend(head.iter().zip(dependent).map(|(x, y)| x * y));
        row
    }

    /// Label scores for `inputs`, one row a word.
    pub fn labels(&self, inputs: &Matrix) -> Matrix {
        linear(inputs, &self.weights[self.layout.label], &self.weights[self.layout.label + 1])
    }

    /// Loss of a batch and its gradients.
    pub fn train(&self, batch: &Batch, drop: Option<Dropout>, random: &mut Random) -> (f32, Gradients) {
        let mut grads: Vec<Matrix> = self
            .weights
            .iter()
            .map(|w| {
                if w.columns == ROW_WIDTH && w.rows >= 1024 {
                    Matrix::default()
                } else {
                    Matrix::zeros(w.rows, w.columns)
                }
            })
            .collect();
        let (x, kept, ekept) = self.encode(batch, drop, random);
        let (scores, with_root) = self.score(&x);
        let (loss, doutputs, mut dsides) = self.loss(batch, &scores, &mut grads);
        let l = self.layout;
        for (d, s) in dsides.data.iter_mut().zip(&scores.sides.data) {
            if *s <= 0.0 {
                *d = 0.0;
            }
        }
        let dwith_root =
            linear_back(&dsides, &with_root, &self.weights[l.sides], &mut grads, l.sides, l.sides + 1);
        let mut dx =
            linear_back(&doutputs, &x, &self.weights[l.outputs], &mut grads, l.outputs, l.outputs + 1);
        let d = self.sizes.width;
        for (a, b) in dx.data.iter_mut().zip(&dwith_root.data) {
            *a += b;
        }
        for (g, v) in grads[l.root].data.iter_mut().zip(&dwith_root.data[x.rows * d..]) {
            *g += v;
        }
        scale_by(&mut dx, &ekept.mask);
        for ((layer, &at), kept) in self.sizes.layers.iter().zip(&l.layers).zip(&kept).rev() {
            match (kept, layer) {
                (Kept::Conv { window, mask, norm }, Layer::Conv { dilation }) => {
                    norm_back(&mut dx, norm, &self.weights[at + 2], &mut grads[at + 2]);
                    let mut dy = dx.clone();
                    scale_by(&mut dy, mask);
                    let dw = linear_back(&dy, window, &self.weights[at], &mut grads, at, at + 1);
                    Self::window_back(&dw, &batch.starts, *dilation, &mut dx);
                }
                (Kept::Attention { qkv, shares, mixed, mask, norm, input }, _) => {
                    norm_back(&mut dx, norm, &self.weights[at + 5], &mut grads[at + 5]);
                    let mut dy = dx.clone();
                    scale_by(&mut dy, mask);
                    let dmixed = linear_back(&dy, mixed, &self.weights[at + 3], &mut grads, at + 3, at + 4);
                    let dqkv = attention::backward(&dmixed, qkv, shares, &batch.starts, &mut grads[at + 2]);
                    let dinput = linear_back(&dqkv, input, &self.weights[at], &mut grads, at, at + 1);
                    add(&mut dx, &dinput);
                }
                (Kept::Conv { .. }, Layer::Attention) => unreachable!("layers are kept in order"),
            }
        }
        norm_back(&mut dx, &ekept.input_norm, &self.weights[l.input + 2], &mut grads[l.input + 2]);
        scale_by(&mut dx, &ekept.relu);
        let mut inputs =
            linear_back(&dx, &ekept.input, &self.weights[l.input], &mut grads, l.input, l.input + 1);
        scale_by(&mut inputs, &ekept.input_mask);
        for (row, &dropped) in inputs.data.chunks_exact_mut(PARTS * ROW_WIDTH).zip(&ekept.dropped) {
            if dropped {
                row[..ROW_WIDTH].fill(0.0);
            }
        }
        (loss, Gradients { dense: grads, inputs })
    }

    fn loss(&self, batch: &Batch, scores: &Scores, grads: &mut [Matrix]) -> (f32, Matrix, Matrix) {
        let words = batch.rows.len();
        let (a, l) = (self.sizes.arc, self.sizes.label);
        let (tags, names) = (self.sizes.tags, self.sizes.names);
        let mut doutputs = Matrix::zeros(words, self.sizes.outputs());
        let mut dsides = Matrix::zeros(words + 1, self.sizes.sides());
        let share = |count: usize| 1.0 / count.max(1) as f32;
        let tag_share = share(batch.tags.iter().flatten().count());
        let name_share = share(batch.names.iter().flatten().count());
        let mut loss = 0.0;
        for i in 0..words {
            let row = scores.outputs.row(i);
            let d = &mut doutputs.data[i * row.len()..(i + 1) * row.len()];
            if let Some(gold) = batch.tags[i] {
                d[..tags].copy_from_slice(&row[..tags]);
                loss += tag_share * cross_entropy(&mut d[..tags], gold, tag_share);
            }
            if let Some(gold) = batch.names[i] {
                let d = &mut d[tags..tags + names];
                d.copy_from_slice(&row[tags..tags + names]);
                loss += 0.5 * name_share * cross_entropy(d, gold, 0.5 * name_share);
            }
        }
        let word_share = share(words);
        let head_bias = &self.weights[self.layout.arc_head].data;
        let distance_at = tags + names;
        let mut inputs = Matrix::zeros(words, 3 * l);
        let width = self.sizes.sides();
        for bounds in batch.starts.windows(2) {
            let (first, n) = (bounds[0], bounds[1] - bounds[0]);
            let mut arcs = self.arcs(scores, first, n);
            for i in 0..n {
                let row = &mut arcs.data[i * (n + 1)..(i + 1) * (n + 1)];
                loss += word_share * cross_entropy(row, batch.heads[first + i], word_share);
                let distances = &mut doutputs.data[(first + i) * self.sizes.outputs() + distance_at..];
                for (j, g) in row.iter().enumerate().filter(|&(j, _)| j != i) {
                    distances[distance_bucket(i, (j < n).then_some(j))] += g;
                }
                let h = if batch.heads[first + i] == n { words } else { first + batch.heads[first + i] };
                let input = self.label_input(scores, first + i, h);
                inputs.data[(first + i) * 3 * l..(first + i + 1) * 3 * l].copy_from_slice(&input);
            }
            let (heads, mut dependents) = self.arc_sides(scores, first, n);
            let mut ddependents = Matrix::zeros(n, a);
            gemm(&mut ddependents, &arcs, false, &heads, false);
            add_rows(&mut grads[self.layout.arc_head].data, &ddependents);
            ddependents.data.iter_mut().for_each(|d| *d *= ARC_SCALE);
            for row in dependents.data.chunks_exact_mut(a) {
                row.iter_mut().zip(head_bias).for_each(|(d, b)| *d = *d * ARC_SCALE + b);
            }
            let mut dheads = Matrix::zeros(n + 1, a);
            gemm(&mut dheads, &arcs, true, &dependents, false);
            add_block(&mut dsides, first, a, &ddependents);
            let root = block(&dheads, n..n + 1, 0..a);
            add_block(&mut dsides, words, 0, &root);
            dheads.rows = n;
            dheads.data.truncate(n * a);
            add_block(&mut dsides, first, 0, &dheads);
        }
        let mut labels = self.labels(&inputs);
        for (i, row) in labels.data.chunks_exact_mut(self.sizes.deprels).enumerate() {
            loss += word_share * cross_entropy(row, batch.deprels[i], word_share);
        }
        let at = self.layout.label;
        let dinputs = linear_back(&labels, &inputs, &self.weights[at], grads, at, at + 1);
        for bounds in batch.starts.windows(2) {
            let n = bounds[1] - bounds[0];
            for i in bounds[0]..bounds[1] {
                let h = if batch.heads[i] == n { words } else { bounds[0] + batch.heads[i] };
                let d = dinputs.row(i);
                for c in 0..l {
                    let (hc, dc) = (h * width + 2 * a + c, i * width + 2 * a + l + c);
                    let (head, dependent) = (scores.sides.data[hc], scores.sides.data[dc]);
                    dsides.data[hc] += d[c] + d[2 * l + c] * dependent;
                    dsides.data[dc] += d[l + c] + d[2 * l + c] * head;
                }
            }
        }
        (loss, doutputs, dsides)
    }
}

struct EncodeKept {
    input: Matrix,
    input_mask: Vec<f32>,
    relu: Vec<f32>,
    input_norm: Norm,
    mask: Vec<f32>,
    dropped: Vec<bool>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use tercet::annotate::network::weights::Sizes;

    /// The gradient of every matrix agrees with finite differences of the loss.
    #[test]
    fn gradients_agree_with_finite_differences() {
        let sizes = Sizes {
            width: 16,
            arc: 8,
            label: 8,
            layers: vec![Layer::Conv { dilation: 1 }, Layer::Attention, Layer::Conv { dilation: 2 }],
            vectors: 2000,
            tags: 5,
            names: 3,
            deprels: 4,
        };
        let layout = Layout::new(&sizes);
        let mut random = Random::new(7);
        let mut weights: Vec<Matrix> = sizes
            .shapes()
            .iter()
            .map(|(_, rows, columns)| {
                let mut m = Matrix::zeros(*rows, *columns);
                m.data.iter_mut().for_each(|v| *v = random.unit() - 0.5);
                m
            })
            .collect();
        let row = |k: u16| FormRows { tables: [k; 7], vector: k };
        let batch = Batch {
            rows: (1..8).map(row).collect(),
            starts: vec![0, 4, 7],
            heads: vec![1, 4, 1, 2, 1, 3, 0],
            deprels: vec![0, 1, 2, 3, 0, 1, 2],
            tags: vec![Some(0), Some(1), None, Some(3), Some(4), Some(0), Some(2)],
            names: vec![Some(0), Some(1), Some(2), Some(0), None, None, None],
        };
        let loss = |weights: &[Matrix]| {
            Network::new(&sizes, &layout, weights).train(&batch, None, &mut Random::new(1)).0
        };
        let grads = Network::new(&sizes, &layout, &weights).train(&batch, None, &mut Random::new(1)).1;
        let mut checked = 0;
        for m in 0..weights.len() {
            let step = weights[m].data.len() / 5 + 1;
            for k in (0..weights[m].data.len()).step_by(step) {
                let analytic = if grads.dense[m].data.is_empty() { continue } else { grads.dense[m].data[k] };
                let old = weights[m].data[k];
                weights[m].data[k] = old + 5e-3;
                let up = loss(&weights);
                weights[m].data[k] = old - 5e-3;
                let down = loss(&weights);
                weights[m].data[k] = old;
                let numeric = (up - down) / 1e-2;
                assert!(
                    (numeric - analytic).abs() < 2e-3 + 0.05 * numeric.abs(),
                    "matrix {m} value {k}: {numeric} against {analytic}"
                );
                checked += 1;
            }
        }
        assert!(checked > 60);
        let old = weights[layout.vectors].data[3 * ROW_WIDTH + 5];
        weights[layout.vectors].data[3 * ROW_WIDTH + 5] = old + 5e-3;
        let up = loss(&weights);
        weights[layout.vectors].data[3 * ROW_WIDTH + 5] = old - 5e-3;
        let numeric = (up - loss(&weights)) / 1e-2;
        let analytic = grads.inputs.data[2 * PARTS * ROW_WIDTH + (PARTS - 1) * ROW_WIDTH + 5];
        assert!((numeric - analytic).abs() < 2e-3, "{numeric} against {analytic}");
    }
}
