//! The arithmetic of the forward pass, the same bits on every processor.
//!
//! Products and sums are rounded apart (never fused) and every output value is
//! summed in the order of the inputs, so vector width and batching change
//! nothing. The loops are plain Rust, inlined into the forward pass, which is
//! compiled once for the baseline and once for AVX2.

use super::weights::Matrix;

const COLUMNS: usize = 16;
const ROWS: usize = 4;

/// A matrix packed for [`multiply`]: blocks of 16 columns, each in row order.
#[derive(Clone, Debug, Default)]
pub struct Packed {
    /// Rows of the matrix: the length of an input.
    pub inputs: usize,
    /// Columns, rounded up to a multiple of 16: the length of an output.
    pub outputs: usize,
    blocks: Vec<f32>,
}

impl Packed {
    /// Packs `inputs` rows of `columns` values, `stride` apart.
    pub fn pack(&mut self, data: &[f32], inputs: usize, columns: usize, stride: usize) {
        self.inputs = inputs;
        self.outputs = columns.next_multiple_of(COLUMNS);
        self.blocks.clear();
        for block in (0..columns).step_by(COLUMNS) {
            let width = COLUMNS.min(columns - block);
            for row in 0..inputs {
                let from = row * stride + block;
                self.blocks.extend_from_slice(&data[from..from + width]);
                self.blocks.resize(self.blocks.len() + COLUMNS - width, 0.0);
            }
        }
    }

    /// Packs the transpose of `rows` rows of `inputs` values, `stride` apart.
    pub fn pack_transposed(&mut self, data: &[f32], rows: usize, inputs: usize, stride: usize) {
        self.inputs = inputs;
        self.outputs = rows.next_multiple_of(COLUMNS);
        self.blocks.clear();
        self.blocks.resize(self.outputs * inputs, 0.0);
        for row in 0..rows {
            let at = row / COLUMNS * COLUMNS * inputs + row % COLUMNS;
            for (i, value) in data[row * stride..][..inputs].iter().enumerate() {
                self.blocks[at + i * COLUMNS] = *value;
            }
        }
    }
}

impl From<&Matrix> for Packed {
    fn from(matrix: &Matrix) -> Self {
        let mut packed = Packed::default();
        packed.pack(&matrix.data, matrix.rows, matrix.columns, matrix.columns);
        packed
    }
}

/// Which compilation of the loops runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Path {
    /// What the target has at least.
    Portable,
    /// 256-bit vectors.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// 512-bit vectors and products of bytes (AVX-512 VNNI).
    #[cfg(target_arch = "x86_64")]
    Avx512,
    /// 128-bit vectors of ARM.
    #[cfg(target_arch = "aarch64")]
    Neon,
}

impl Path {
    /// The paths of this processor, slowest first.
    pub fn all() -> Vec<Path> {
        let mut paths = vec![Path::Portable];
        #[cfg(target_arch = "x86_64")]
        {
            use std::arch::is_x86_feature_detected as has;
            let avx2 = has!("avx2");
            paths.extend(avx2.then_some(Path::Avx2));
            let avx512 = avx2 && has!("avx512f") && has!("avx512vnni");
            paths.extend(avx512.then_some(Path::Avx512));
        }
        #[cfg(target_arch = "aarch64")]
        paths.extend(std::arch::is_aarch64_feature_detected!("neon").then_some(Path::Neon));
        paths
    }

    /// The fastest path of this processor.
    pub fn best() -> Path {
        Path::all().pop().unwrap_or(Path::Portable)
    }
}

/// `y[r] += x[r] w` for `rows` rows of `x`, which are `stride` apart; rows of `y` are `w.outputs` long.
#[inline(always)]
pub fn multiply(x: &[f32], stride: usize, rows: usize, w: &Packed, y: &mut [f32]) {
    let (k, o) = (w.inputs, w.outputs);
    if k == 0 {
        return;
    }
    for (block, weights) in w.blocks.chunks_exact(k * COLUMNS).enumerate() {
        let column = block * COLUMNS;
        let mut row = 0;
        while row + ROWS <= rows {
            let inputs: [&[f32]; ROWS] = std::array::from_fn(|r| &x[(row + r) * stride..][..k]);
            let mut sums = [[0f32; COLUMNS]; ROWS];
            for r in 0..ROWS {
                sums[r].copy_from_slice(&y[(row + r) * o + column..][..COLUMNS]);
            }
            for (i, weight) in weights.as_chunks::<COLUMNS>().0.iter().enumerate() {
                for r in 0..ROWS {
                    let value = inputs[r][i];
                    for c in 0..COLUMNS {
                        sums[r][c] += value * weight[c];
                    }
                }
            }
            for r in 0..ROWS {
                y[(row + r) * o + column..][..COLUMNS].copy_from_slice(&sums[r]);
            }
            row += ROWS;
        }
        while row < rows {
            let input = &x[row * stride..][..k];
            let mut sum = [0f32; COLUMNS];
            sum.copy_from_slice(&y[row * o + column..][..COLUMNS]);
            for (value, weight) in input.iter().zip(weights.as_chunks::<COLUMNS>().0) {
                for c in 0..COLUMNS {
                    sum[c] += value * weight[c];
                }
            }
            y[row * o + column..][..COLUMNS].copy_from_slice(&sum);
            row += 1;
        }
    }
}

/// Normalises `row` to mean 0 and variance 1, then scales and shifts
/// ([layer normalisation](https://arxiv.org/abs/1607.06450)); `norm` holds both, one after the other.
#[inline(always)]
pub fn normalize(row: &mut [f32], norm: &[f32]) {
    let d = row.len();
    let mean = sum(row, |v| v) / d as f32;
    let variance = sum(row, |v| (v - mean) * (v - mean)) / d as f32;
    let scale = 1.0 / (variance + 1e-5).sqrt();
    let (gain, shift) = norm.split_at(d);
    for ((v, g), s) in row.iter_mut().zip(gain).zip(shift) {
        *v = (*v - mean) * scale * g + s;
    }
}

/// Sums in eight lanes that are added in a fixed order.
#[inline(always)]
fn sum(values: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0f32; 8];
    let (chunks, rest) = values.as_chunks::<8>();
    for chunk in chunks {
        for (lane, v) in lanes.iter_mut().zip(chunk) {
            *lane += f(*v);
        }
    }
    for (lane, v) in lanes.iter_mut().zip(rest) {
        *lane += f(*v);
    }
    lanes.iter().sum()
}

/// Turns scores into probabilities, in place.
#[inline(always)]
pub fn softmax(scores: &mut [f32]) {
    let max = largest(scores);
    for s in scores.iter_mut() {
        *s = exp(*s - max);
    }
    let scale = 1.0 / sum(scores, |v| v);
    for s in scores.iter_mut() {
        *s *= scale;
    }
}

/// The probability that [`softmax`] gives to one of the scores.
#[inline(always)]
pub fn probability(scores: &[f32], chosen: usize) -> f32 {
    let max = largest(scores);
    exp(scores[chosen] - max) / sum(scores, |v| exp(v - max))
}

#[inline(always)]
fn largest(scores: &[f32]) -> f32 {
    scores.iter().fold(f32::NEG_INFINITY, |most, &s| if s > most { s } else { most })
}

/// Exponential for arguments up to 0, by range reduction and a polynomial of degree 5
/// (Cephes' `expf`): the platform's own may differ in the last bit from another's.
#[inline(always)]
fn exp(x: f32) -> f32 {
    let x = if x > -87.0 { x } else { -87.0 };
    // Adding 1.5 * 2^23 rounds: the lowest bits are then the whole number.
    let rounded = x * std::f32::consts::LOG2_E + 12_582_912.0;
    let power = rounded - 12_582_912.0;
    let r = x - power * 0.693_359_4 + power * 2.121_944_4e-4;
    let mut p = 1.987_569_1e-4;
    for c in [1.398_2e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_5e-1, 0.5] {
        p = p * r + c;
    }
    let value = p * r * r + r + 1.0;
    value * f32::from_bits((rounded.to_bits() << 23).wrapping_add(127 << 23))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn values(count: usize, seed: u32) -> Vec<f32> {
        let mut state = seed;
        (0..count)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 8) as f32 / (1 << 24) as f32 - 0.5
            })
            .collect()
    }

    #[test]
    fn products_agree_with_the_definition() {
        for (rows, k, o) in [(1, 3, 5), (4, 16, 16), (7, 33, 40), (9, 128, 55)] {
            let (x, w) = (values(rows * k, 1), values(k * o, 2));
            let packed = Packed::from(&Matrix { rows: k, columns: o, data: w.clone() });
            let mut portable = vec![0.0; rows * packed.outputs];
            multiply(&x, k, rows, &packed, &mut portable);
            for r in 0..rows {
                for c in 0..o {
                    let expected: f32 = (0..k).map(|i| x[r * k + i] * w[i * o + c]).sum();
                    assert!((portable[r * packed.outputs + c] - expected).abs() < 1e-4);
                }
            }
        }
    }

    #[test]
    fn a_transposed_matrix_is_packed_like_its_transpose() {
        let (rows, k) = (21, 8);
        let w = values(rows * k, 3);
        let transposed: Vec<f32> = (0..k * rows).map(|i| w[i % rows * k + i / rows]).collect();
        let (mut a, mut b) = (Packed::default(), Packed::default());
        a.pack_transposed(&w, rows, k, k);
        b.pack(&transposed, k, rows, rows);
        assert_eq!(a.blocks, b.blocks);
    }

    #[test]
    fn the_exponential_is_close() {
        for i in 0..8000 {
            let x = -(i as f32) * 0.01;
            let expected = f64::from(x).exp();
            assert!((f64::from(exp(x)) - expected).abs() <= 3e-7 * expected, "{x}");
        }
    }
}
