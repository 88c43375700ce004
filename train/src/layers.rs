//! The pieces that the network is made of, forward and backward.

use crate::random::Random;
use std::ops::Range;
use tercet::annotate::network::weights::Matrix;

/// What layer normalisation keeps for its gradient.
pub struct Norm {
    /// The normalised values.
    pub normal: Matrix,
    /// What each row was multiplied by.
    pub scale: Vec<f32>,
}

/// `y += a b`, either side transposed on request.
pub fn gemm(y: &mut Matrix, a: &Matrix, a_transposed: bool, b: &Matrix, b_transposed: bool) {
    let (m, k, rsa, csa) = if a_transposed {
        (a.columns, a.rows, 1, a.columns as isize)
    } else {
        (a.rows, a.columns, a.columns as isize, 1)
    };
    let (rsb, csb) = if b_transposed { (1, b.columns as isize) } else { (b.columns as isize, 1) };
    let n = y.columns;
    assert_eq!((m, k), (y.rows, if b_transposed { b.columns } else { b.rows }));
    // SAFETY: the strides and sizes are those of the matrices, as asserted, and `y` is borrowed alone.
    unsafe {
        matrixmultiply::sgemm(
            m,
            k,
            n,
            1.0,
            a.data.as_ptr(),
            rsa,
            csa,
            b.data.as_ptr(),
            rsb,
            csb,
            1.0,
            y.data.as_mut_ptr(),
            n as isize,
            1,
        );
    }
}

/// A copy of some rows and columns.
pub fn block(m: &Matrix, rows: Range<usize>, columns: Range<usize>) -> Matrix {
    let mut block = Matrix::zeros(rows.len(), columns.len());
    for (to, row) in block.data.chunks_exact_mut(columns.len()).zip(rows) {
        to.copy_from_slice(&m.row(row)[columns.clone()]);
    }
    block
}

/// Adds `part` to the rows from `row` on and the columns from `column` on.
pub fn add_block(m: &mut Matrix, row: usize, column: usize, part: &Matrix) {
    let rows = m.data[row * m.columns..].chunks_exact_mut(m.columns);
    for (sum, part) in rows.zip(part.data.chunks_exact(part.columns)) {
        sum[column..].iter_mut().zip(part).for_each(|(s, p)| *s += p);
    }
}

/// `x w + b`, row by row.
pub fn linear(x: &Matrix, weight: &Matrix, bias: &Matrix) -> Matrix {
    let mut y = Matrix::zeros(x.rows, weight.columns);
    for row in y.data.chunks_exact_mut(weight.columns) {
        row.copy_from_slice(&bias.data);
    }
    gemm(&mut y, x, false, weight, false);
    y
}

/// Gradients of a linear layer: adds to `weight` and `bias`, returns that of the input.
pub fn linear_back(
    dy: &Matrix,
    x: &Matrix,
    weight: &Matrix,
    grads: &mut [Matrix],
    at: usize,
    bias_at: usize,
) -> Matrix {
    gemm(&mut grads[at], x, true, dy, false);
    add_rows(&mut grads[bias_at].data, dy);
    let mut dx = Matrix::zeros(dy.rows, weight.rows);
    gemm(&mut dx, dy, false, weight, true);
    dx
}

/// Adds all rows to `sum`.
pub fn add_rows(sum: &mut [f32], rows: &Matrix) {
    for row in rows.data.chunks_exact(rows.columns) {
        for (s, v) in sum.iter_mut().zip(row) {
            *s += v;
        }
    }
}

/// Layer normalisation in place; `parameters` holds gain and shift.
pub fn norm(x: &mut Matrix, parameters: &Matrix) -> Norm {
    let d = x.columns;
    let mut kept = Norm { normal: Matrix::zeros(x.rows, d), scale: Vec::with_capacity(x.rows) };
    for (row, normal) in x.data.chunks_exact_mut(d).zip(kept.normal.data.chunks_exact_mut(d)) {
        let mean = row.iter().sum::<f32>() / d as f32;
        let variance = row.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / d as f32;
        let scale = 1.0 / (variance + 1e-5).sqrt();
        for (i, (v, n)) in row.iter_mut().zip(normal).enumerate() {
            *n = (*v - mean) * scale;
            *v = *n * parameters.data[i] + parameters.data[d + i];
        }
        kept.scale.push(scale);
    }
    kept
}

/// Turns the gradient of the normalised rows into that of their input, in place.
pub fn norm_back(dy: &mut Matrix, kept: &Norm, parameters: &Matrix, grad: &mut Matrix) {
    let d = dy.columns;
    let rows = dy.data.chunks_exact_mut(d).zip(kept.normal.data.chunks_exact(d)).zip(&kept.scale);
    for ((dy, normal), &scale) in rows {
        let (mut mean, mut along) = (0.0, 0.0);
        for i in 0..d {
            grad.data[i] += dy[i] * normal[i];
            grad.data[d + i] += dy[i];
            dy[i] *= parameters.data[i];
            mean += dy[i];
            along += dy[i] * normal[i];
        }
        mean /= d as f32;
        along /= d as f32;
        for i in 0..d {
            dy[i] = (dy[i] - mean - normal[i] * along) * scale;
        }
    }
}

/// Rectifies `x`, drops some of it, and returns the factor that each value got.
pub fn relu_drop(x: &mut Matrix, rectify: bool, drop: f32, random: &mut Random) -> Vec<f32> {
    let keep = 1.0 / (1.0 - drop);
    let mut factors = vec![keep; x.data.len()];
    if drop > 0.0 {
        factors.iter_mut().for_each(|f| *f = if random.unit() >= drop { keep } else { 0.0 });
    }
    for (v, f) in x.data.iter_mut().zip(&mut factors) {
        *f = if !rectify || *v > 0.0 { *f } else { 0.0 };
        *v *= *f;
    }
    factors
}

/// Multiplies value by value.
pub fn scale_by(x: &mut Matrix, factors: &[f32]) {
    for (v, f) in x.data.iter_mut().zip(factors) {
        *v *= f;
    }
}

/// `x += y`.
pub fn add(x: &mut Matrix, y: &Matrix) {
    for (a, b) in x.data.iter_mut().zip(&y.data) {
        *a += b;
    }
}

/// Log-softmax cross-entropy: returns the loss and turns the scores into its gradient times `factor`.
pub fn cross_entropy(scores: &mut [f32], gold: usize, factor: f32) -> f32 {
    let max = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    let gold_score = scores[gold];
    for s in scores.iter_mut() {
        *s = (*s - max).exp();
        sum += *s;
    }
    for s in scores.iter_mut() {
        *s *= factor / sum;
    }
    scores[gold] -= factor;
    sum.ln() + max - gold_score
}
