//! Products of the network's large matrices, in whole numbers.
//!
//! Weights are numbers of 7 bits and a scale a column, inputs numbers of 7 bits and a
//! scale a row. Sums of whole numbers are exact, so every path gives the same bits.

use super::kernels::Path;
use super::weights::Matrix;

const COLUMNS: usize = 16;
const ROWS: usize = 4;
/// Inputs that are multiplied in one step; rows are padded to a multiple.
const STEP: usize = 8;
/// Weights are at most this: two sums of two products then fit in 16 bits.
const LARGEST_WEIGHT: f32 = 64.0;
/// What is added to an input to make it positive; half the range.
const ZERO: u8 = 64;
const LARGEST_INPUT: f32 = 63.0;

/// A step's weights of a block of columns: two groups of four inputs, each with a column's
/// four weights side by side.
type Weights = [i8; STEP * COLUMNS];
type Sums<const R: usize> = [[i32; COLUMNS]; R];

/// A matrix of whole numbers, packed for [`multiply`].
#[derive(Clone, Debug, Default)]
pub struct Quantized {
    /// Columns, rounded up to a multiple of 16: the length of an output.
    pub outputs: usize,
    steps: usize,
    blocks: Vec<Weights>,
    scales: Vec<f32>,
    /// What [`ZERO`] adds to each column's sum.
    offsets: Vec<i32>,
}

impl From<&Matrix> for Quantized {
    fn from(matrix: &Matrix) -> Self {
        let outputs = matrix.columns.next_multiple_of(COLUMNS);
        let steps = matrix.rows.div_ceil(STEP);
        let mut largest = vec![0f32; outputs];
        for row in matrix.data.chunks_exact(matrix.columns.max(1)) {
            largest.iter_mut().zip(row).for_each(|(most, w)| *most = most.max(w.abs()));
        }
        let inverse = |most: &f32| if *most > 0.0 { LARGEST_WEIGHT / most } else { 0.0 };
        let inverses: Vec<f32> = largest.iter().map(inverse).collect();
        let mut blocks = vec![[0; STEP * COLUMNS]; steps * outputs / COLUMNS];
        let mut offsets = vec![0; outputs];
        for (i, row) in matrix.data.chunks_exact(matrix.columns.max(1)).enumerate() {
            for (c, w) in row.iter().enumerate() {
                let weight = whole(w * inverses[c]) as i8;
                let place = i % STEP / 4 * 4 * COLUMNS + c % COLUMNS * 4 + i % 4;
                blocks[c / COLUMNS * steps + i / STEP][place] = weight;
                offsets[c] += i32::from(weight) * i32::from(ZERO);
            }
        }
        let scales = largest.iter().map(|most| most / LARGEST_WEIGHT).collect();
        Quantized { outputs, steps, blocks, scales, offsets }
    }
}

/// Rows of inputs as whole numbers.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    steps: usize,
    values: Vec<[u8; STEP]>,
    scales: Vec<f32>,
}

impl Inputs {
    /// Empties it, for rows of `width` values.
    pub fn clear(&mut self, width: usize) {
        self.steps = width.div_ceil(STEP);
        self.values.clear();
        self.scales.clear();
    }

    /// Adds a row: `parts` one after the other.
    pub fn push<const N: usize>(&mut self, parts: [&[f32]; N]) {
        // Positive floats are ordered like their bits, and those are compared faster.
        let bits = |v: &f32| (v.to_bits() & 0x7fff_ffff) as i32;
        let largest = parts.iter().map(|part| part.iter().map(bits).fold(0, i32::max)).fold(0, i32::max);
        let largest = f32::from_bits(largest as u32);
        let inverse = if largest > 0.0 { LARGEST_INPUT / largest } else { 0.0 };
        self.scales.push(largest / LARGEST_INPUT);
        let start = self.values.len();
        self.values.resize(start + self.steps, [ZERO; STEP]);
        let mut row = self.values[start..].as_flattened_mut();
        for part in parts {
            let (values, rest) = row.split_at_mut(part.len());
            for (value, v) in values.iter_mut().zip(part) {
                *value = (whole(v * inverse) as u8).wrapping_add(ZERO) & 0x7f;
            }
            row = rest;
        }
    }

    /// Takes rows of `width` values that lie one after the other.
    pub fn fill(&mut self, x: &[f32], width: usize) {
        self.clear(width);
        x.chunks_exact(width).for_each(|row| self.push([row]));
    }
}

/// The whole number nearest to a small `v`: adding 1.5 * 2^23 leaves it in the lowest bits.
#[inline(always)]
fn whole(v: f32) -> i32 {
    (v + 12_582_912.0).to_bits() as i32
}

/// `y[r] += x[r] w`; rows of `y` are `w.outputs` long.
pub fn multiply(path: Path, x: &Inputs, w: &Quantized, y: &mut [f32]) {
    match path {
        Path::Portable => run(x, w, y, sums::<ROWS>, sums::<1>),
        // SAFETY (both): these paths are only made by `Path::best`, after the processor was
        // asked, and in tests that ask it too.
        #[cfg(target_arch = "x86_64")]
        Path::Avx2 => run(x, w, y, |x, w| unsafe { sums_avx2(x, w) }, |x, w| unsafe { sums_avx2(x, w) }),
        #[cfg(target_arch = "x86_64")]
        Path::Avx512 => {
            run(x, w, y, |x, w| unsafe { sums_avx512(x, w) }, |x, w| unsafe { sums_avx512(x, w) })
        }
    }
}

#[inline(always)]
fn run(
    x: &Inputs,
    w: &Quantized,
    y: &mut [f32],
    many: impl Fn([&[[u8; STEP]]; ROWS], &[Weights]) -> Sums<ROWS>,
    one: impl Fn([&[[u8; STEP]]; 1], &[Weights]) -> Sums<1>,
) {
    let k = w.steps;
    if k == 0 {
        return;
    }
    let input = |row: usize| &x.values[row * k..][..k];
    for (block, weights) in w.blocks.chunks_exact(k).enumerate() {
        let column = block * COLUMNS;
        let (scales, offsets) = (&w.scales[column..][..COLUMNS], &w.offsets[column..][..COLUMNS]);
        let mut add = |row: usize, sums: &[i32; COLUMNS]| {
            let y = &mut y[row * w.outputs + column..][..COLUMNS];
            for c in 0..COLUMNS {
                y[c] += (sums[c] - offsets[c]) as f32 * (x.scales[row] * scales[c]);
            }
        };
        let mut row = 0;
        while row + ROWS <= x.scales.len() {
            let sums = many(std::array::from_fn(|r| input(row + r)), weights);
            (0..ROWS).for_each(|r| add(row + r, &sums[r]));
            row += ROWS;
        }
        while row < x.scales.len() {
            add(row, &one([input(row)], weights)[0]);
            row += 1;
        }
    }
}

/// The sums by definition.
fn sums<const R: usize>(x: [&[[u8; STEP]]; R], w: &[Weights]) -> Sums<R> {
    let mut sums = [[0; COLUMNS]; R];
    for (i, weights) in w.iter().enumerate() {
        for r in 0..R {
            let x = x[r][i].map(i16::from);
            for (group, weights) in weights.as_chunks::<{ 4 * COLUMNS }>().0.iter().enumerate() {
                let x = &x[group * 4..][..4];
                for (sum, w) in sums[r].iter_mut().zip(weights.as_chunks::<4>().0) {
                    let w = w.map(i16::from);
                    *sum += i32::from(x[0] * w[0] + x[1] * w[1]) + i32::from(x[2] * w[2] + x[3] * w[3]);
                }
            }
        }
    }
    sums
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn sums_avx2<const R: usize>(x: [&[[u8; STEP]]; R], w: &[Weights]) -> Sums<R> {
    use std::arch::x86_64::*;
    // SAFETY: 32 bytes are read from 32 bytes.
    let load = |bytes: &[i8; 32]| unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) };
    let x = x.map(|row| &row[..w.len()]);
    let one = _mm256_set1_epi16(1);
    let mut totals = [[_mm256_setzero_si256(); 2]; R];
    for (i, weights) in w.iter().enumerate() {
        let (quarters, _) = weights.as_chunks::<32>();
        for half in 0..2 {
            let (first, second) = (load(&quarters[half]), load(&quarters[half + 2]));
            for r in 0..R {
                let [a, b] = groups(x[r][i]).map(|group| _mm256_set1_epi32(group));
                let pairs = _mm256_add_epi16(_mm256_maddubs_epi16(a, first), _mm256_maddubs_epi16(b, second));
                totals[r][half] = _mm256_add_epi32(totals[r][half], _mm256_madd_epi16(pairs, one));
            }
        }
    }
    // SAFETY: two vectors of eight numbers are sixteen numbers.
    totals.map(|total| unsafe { std::mem::transmute::<[__m256i; 2], [i32; COLUMNS]>(total) })
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512vnni")]
fn sums_avx512<const R: usize>(x: [&[[u8; STEP]]; R], w: &[Weights]) -> Sums<R> {
    use std::arch::x86_64::*;
    // SAFETY: 64 bytes are read from 64 bytes.
    let load = |bytes: &[i8; 64]| unsafe { _mm512_loadu_si512(bytes.as_ptr().cast()) };
    let x = x.map(|row| &row[..w.len()]);
    let mut totals = [_mm512_setzero_si512(); R];
    for (i, weights) in w.iter().enumerate() {
        let (halves, _) = weights.as_chunks::<64>();
        let (first, second) = (load(&halves[0]), load(&halves[1]));
        for r in 0..R {
            let [a, b] = groups(x[r][i]).map(|group| _mm512_set1_epi32(group));
            totals[r] = _mm512_dpbusd_epi32(_mm512_dpbusd_epi32(totals[r], a, first), b, second);
        }
    }
    // SAFETY: a vector of sixteen numbers is sixteen numbers.
    totals.map(|total| unsafe { std::mem::transmute::<__m512i, [i32; COLUMNS]>(total) })
}

/// The two groups of four inputs of a step, each as one number.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn groups(step: [u8; STEP]) -> [i32; 2] {
    let [a, b, c, d, e, f, g, h] = step;
    [i32::from_le_bytes([a, b, c, d]), i32::from_le_bytes([e, f, g, h])]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::network::kernels::tests::values;

    #[test]
    fn products_are_close_to_the_definition_and_equal_on_all_paths() {
        for (rows, k, o) in [(1, 3, 5), (4, 16, 16), (7, 33, 40), (9, 384, 55)] {
            let (x, w) = (values(rows * k, 1), values(k * o, 2));
            let quantized = Quantized::from(&Matrix { rows: k, columns: o, data: w.clone() });
            let mut inputs = Inputs::default();
            inputs.fill(&x, k);
            let mut portable = vec![0.0; rows * quantized.outputs];
            multiply(Path::Portable, &inputs, &quantized, &mut portable);
            for path in Path::all() {
                let mut other = vec![0.0; rows * quantized.outputs];
                multiply(path, &inputs, &quantized, &mut other);
                assert_eq!(portable, other, "{path:?}");
            }
            for r in 0..rows {
                for c in 0..o {
                    let expected: f32 = (0..k).map(|i| x[r * k + i] * w[i * o + c]).sum();
                    let error = (portable[r * quantized.outputs + c] - expected).abs();
                    assert!(error < 0.005 * (k as f32).sqrt(), "{error}");
                }
            }
        }
    }

    /// The largest inputs and weights, of either sign, overflow nowhere.
    #[test]
    fn extremes_are_exact_on_all_paths() {
        let k = 64;
        for (a, b) in [(1.0, 1.0), (1.0, -1.0), (-1.0, -1.0)] {
            let quantized = Quantized::from(&Matrix { rows: k, columns: 16, data: vec![b; k * 16] });
            let mut inputs = Inputs::default();
            inputs.fill(&vec![a; k * 5], k);
            for path in Path::all() {
                let mut y = vec![0.0; 5 * 16];
                multiply(path, &inputs, &quantized, &mut y);
                assert!(y.iter().all(|y| (y - a * b * k as f32).abs() < 1e-4), "{path:?} {y:?}");
            }
        }
    }
}
