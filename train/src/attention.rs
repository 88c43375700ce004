//! Self-attention with a learnt bias by distance, forward and backward (Vaswani et al. 2017,
//! "Attention is all you need"; the bias after Shaw, Uszkoreit and Vaswani 2018).

use crate::layers::{add_block, block, gemm};
use tercet::annotate::network::weights::{HEADS, Matrix, REACH};

/// Column of the bias for a word looking from `i` at `j`.
fn clipped(i: usize, j: usize) -> usize {
    let reach = REACH as isize;
    ((i as isize - j as isize).clamp(-reach, reach) + reach) as usize
}

/// Queries, keys and values of one head in one sentence.
fn parts(qkv: &Matrix, bounds: &[usize], head: usize) -> [Matrix; 3] {
    let d = qkv.columns / 3;
    let size = d / HEADS;
    [0, d, 2 * d].map(|at| block(qkv, bounds[0]..bounds[1], at + head * size..at + (head + 1) * size))
}

fn factor(qkv: &Matrix) -> f32 {
    1.0 / ((qkv.columns / 3 / HEADS) as f32).sqrt()
}

/// What every word takes from the others of its sentence, and its shares in them, by sentence and
/// head.
pub fn forward(qkv: &Matrix, starts: &[usize], bias: &Matrix) -> (Matrix, Vec<Matrix>) {
    let size = qkv.columns / 3 / HEADS;
    let mut mixed = Matrix::zeros(qkv.rows, qkv.columns / 3);
    let mut all = Vec::new();
    for bounds in starts.windows(2) {
        let n = bounds[1] - bounds[0];
        for head in 0..HEADS {
            let [queries, keys, values] = parts(qkv, bounds, head);
            let mut shares = Matrix::zeros(n, n);
            gemm(&mut shares, &queries, false, &keys, true);
            for (i, row) in shares.data.chunks_exact_mut(n).enumerate() {
                for (j, s) in row.iter_mut().enumerate() {
                    *s = *s * factor(qkv) + bias.data[head * bias.columns + clipped(i, j)];
                }
                let max = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
                row.iter_mut().for_each(|s| *s = (*s - max).exp());
                let sum: f32 = row.iter().sum();
                row.iter_mut().for_each(|s| *s /= sum);
            }
            let mut out = Matrix::zeros(n, size);
            gemm(&mut out, &shares, false, &values, false);
            add_block(&mut mixed, bounds[0], head * size, &out);
            all.push(shares);
        }
    }
    (mixed, all)
}

/// Gradient of `qkv`; adds that of the bias to `dbias`.
pub fn backward(
    dmixed: &Matrix,
    qkv: &Matrix,
    shares: &[Matrix],
    starts: &[usize],
    dbias: &mut Matrix,
) -> Matrix {
    let d = qkv.columns / 3;
    let size = d / HEADS;
    let mut dqkv = Matrix::zeros(qkv.rows, qkv.columns);
    for (bounds, shares) in starts.windows(2).zip(shares.chunks_exact(HEADS)) {
        let n = bounds[1] - bounds[0];
        for (head, p) in shares.iter().enumerate() {
            let [queries, keys, values] = parts(qkv, bounds, head);
            let dout = block(dmixed, bounds[0]..bounds[1], head * size..(head + 1) * size);
            let mut ds = Matrix::zeros(n, n);
            gemm(&mut ds, &dout, false, &values, true);
            for (i, (ds, p)) in ds.data.chunks_exact_mut(n).zip(p.data.chunks_exact(n)).enumerate() {
                let along: f32 = ds.iter().zip(p).map(|(d, p)| d * p).sum();
                for (j, (d, p)) in ds.iter_mut().zip(p).enumerate() {
                    *d = p * (*d - along);
                    dbias.data[head * dbias.columns + clipped(i, j)] += *d;
                    *d *= factor(qkv);
                }
            }
            let mut part = |at: usize, a: &Matrix, transposed: bool, b: &Matrix| {
                let mut gradient = Matrix::zeros(n, size);
                gemm(&mut gradient, a, transposed, b, false);
                add_block(&mut dqkv, bounds[0], at + head * size, &gradient);
            };
            part(0, &ds, false, &keys);
            part(d, &ds, true, &queries);
            part(2 * d, p, true, &dout);
        }
    }
    dqkv
}
