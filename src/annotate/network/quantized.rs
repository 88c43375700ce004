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

/// A linear layer: a matrix of whole numbers, packed for [`multiply`], and what is added.
#[derive(Clone, Debug, Default)]
pub struct Quantized {
    /// Columns, rounded up to a multiple of 16: the length of an output.
    pub outputs: usize,
    steps: usize,
    blocks: Vec<Weights>,
    scales: Vec<f32>,
    /// What [`ZERO`] adds to each column's sum.
    offsets: Vec<i32>,
    bias: Vec<f32>,
}

impl Quantized {
    /// Packs the layer's weights; `bias` is added to its outputs.
    pub fn new(matrix: &Matrix, bias: &[f32]) -> Self {
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
        let mut bias = bias.to_vec();
        bias.resize(outputs, 0.0);
        Quantized { outputs, steps, blocks, scales, offsets, bias }
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

    /// Adds a row: `parts` one after the other, whose largest size is `peak`.
    #[inline(always)]
    pub fn push<const N: usize>(&mut self, parts: [&[f32]; N], peak: f32) {
        let inverse = if peak > 0.0 { LARGEST_INPUT / peak } else { 0.0 };
        self.scales.push(peak / LARGEST_INPUT);
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
    #[inline(always)]
    pub fn fill(&mut self, x: &[f32], width: usize) {
        self.clear(width);
        for row in x.chunks_exact(width) {
            self.push([row], peak(row));
        }
    }
}

/// The largest size of `values`.
#[inline(always)]
pub fn peak(values: &[f32]) -> f32 {
    // Positive floats are ordered like their bits, and those are compared faster.
    let bits = values.iter().map(|v| (v.to_bits() & 0x7fff_ffff) as i32).fold(0, i32::max);
    f32::from_bits(bits as u32)
}

/// The whole number nearest to a small `v`: adding 1.5 * 2^23 leaves it in the lowest bits.
#[inline(always)]
fn whole(v: f32) -> i32 {
    (v + 12_582_912.0).to_bits() as i32
}

/// `y = x w + bias`; rows of `y` are `w.outputs` long.
pub fn multiply(path: Path, x: &Inputs, w: &Quantized, y: &mut Vec<f32>) {
    y.resize(x.scales.len() * w.outputs, 0.0);
    match path {
        Path::Portable => run(x, w, y, sums::<ROWS>, sums::<1>),
        // SAFETY (all): `Path::all` makes these paths only after it has asked the processor.
        #[cfg(target_arch = "x86_64")]
        Path::Avx2 => unsafe { multiply_avx2(x, w, y) },
        #[cfg(target_arch = "x86_64")]
        Path::Avx512 => unsafe { multiply_avx512(x, w, y) },
        #[cfg(target_arch = "aarch64")]
        Path::Neon => unsafe { multiply_neon(x, w, y) },
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn multiply_avx2(x: &Inputs, w: &Quantized, y: &mut [f32]) {
    run(x, w, y, |x, w| sums_avx2(x, w), |x, w| sums_avx2(x, w));
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512vnni")]
fn multiply_avx512(x: &Inputs, w: &Quantized, y: &mut [f32]) {
    run(x, w, y, |x, w| sums_avx512(x, w), |x, w| sums_avx512(x, w));
}

#[cfg(target_arch = "aarch64")]
#[target_feature(enable = "neon")]
fn multiply_neon(x: &Inputs, w: &Quantized, y: &mut [f32]) {
    run(x, w, y, |x, w| sums_neon(x, w), |x, w| sums_neon(x, w));
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
    let rows = x.scales.len();
    for (block, weights) in w.blocks.chunks_exact(k).enumerate() {
        let column = block * COLUMNS;
        let out = Columns {
            scales: &w.scales[column..][..COLUMNS],
            offsets: &w.offsets[column..][..COLUMNS],
            bias: &w.bias[column..][..COLUMNS],
        };
        let mut row = 0;
        while row + ROWS <= rows {
            let sums = many(std::array::from_fn(|r| input(row + r)), weights);
            for r in 0..ROWS {
                out.write(&sums[r], x.scales[row + r], &mut y[(row + r) * w.outputs + column..]);
            }
            row += ROWS;
        }
        while row < rows {
            let sums = one([input(row)], weights);
            out.write(&sums[0], x.scales[row], &mut y[row * w.outputs + column..]);
            row += 1;
        }
    }
}

/// What turns a block's sums into outputs.
struct Columns<'w> {
    scales: &'w [f32],
    offsets: &'w [i32],
    bias: &'w [f32],
}

impl Columns<'_> {
    #[inline(always)]
    fn write(&self, sums: &[i32; COLUMNS], scale: f32, y: &mut [f32]) {
        let y = &mut y[..COLUMNS];
        for c in 0..COLUMNS {
            y[c] = self.bias[c] + (sums[c] - self.offsets[c]) as f32 * (scale * self.scales[c]);
        }
    }
}

/// The sums by definition, in loops that any compiler can make vectors of.
fn sums<const R: usize>(x: [&[[u8; STEP]]; R], w: &[Weights]) -> Sums<R> {
    const LANES: usize = 4 * COLUMNS;
    let mut totals = [[0i32; LANES]; R];
    for (i, weights) in w.iter().enumerate() {
        let (first, second) = weights.split_at(LANES);
        for (x, totals) in x.iter().zip(&mut totals) {
            let (mut a, mut b) = ([[0i16; 4]; COLUMNS], [[0i16; 4]; COLUMNS]);
            let x = x[i].map(i16::from);
            a.fill([x[0], x[1], x[2], x[3]]);
            b.fill([x[4], x[5], x[6], x[7]]);
            let (a, b) = (a.as_flattened(), b.as_flattened());
            for lane in 0..LANES {
                totals[lane] +=
                    i32::from(i16::from(first[lane]) * a[lane] + i16::from(second[lane]) * b[lane]);
            }
        }
    }
    totals.map(|total| {
        let (columns, _) = total.as_chunks::<4>();
        std::array::from_fn(|column| columns[column].iter().sum())
    })
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
#[inline]
fn sums_avx2<const R: usize>(x: [&[[u8; STEP]]; R], w: &[Weights]) -> Sums<R> {
    use std::arch::x86_64::*;
    // SAFETY: 32 bytes are read from 32 bytes.
    let load = |bytes: &[i8; 32]| unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) };
    let x = x.map(|row| row[..w.len()].as_ptr());
    // SAFETY: every row has a step for each of `w`, and a step two groups of four inputs. Read
    // this way, a group goes from memory to all lanes without a detour.
    let group = |r: usize, i: usize, g: usize| unsafe {
        _mm256_broadcastd_epi32(_mm_loadu_si32(x[r].add(i).cast::<u8>().add(4 * g)))
    };
    let one = _mm256_set1_epi16(1);
    let mut totals = [[_mm256_setzero_si256(); 2]; R];
    for (i, weights) in w.iter().enumerate() {
        let (quarters, _) = weights.as_chunks::<32>();
        let weights = [0, 1, 2, 3].map(|quarter| load(&quarters[quarter]));
        for (r, totals) in totals.iter_mut().enumerate() {
            let (a, b) = (group(r, i, 0), group(r, i, 1));
            for (half, total) in totals.iter_mut().enumerate() {
                let first = _mm256_maddubs_epi16(a, weights[half]);
                let pairs = _mm256_add_epi16(first, _mm256_maddubs_epi16(b, weights[half + 2]));
                *total = _mm256_add_epi32(*total, _mm256_madd_epi16(pairs, one));
            }
        }
    }
    // SAFETY: two vectors of eight numbers are sixteen numbers.
    totals.map(|total| unsafe { std::mem::transmute::<[__m256i; 2], [i32; COLUMNS]>(total) })
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512vnni")]
#[inline]
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

#[cfg(target_arch = "aarch64")]
#[target_feature(enable = "neon")]
#[inline]
fn sums_neon<const R: usize>(x: [&[[u8; STEP]]; R], w: &[Weights]) -> Sums<R> {
    use std::arch::aarch64::*;
    // SAFETY (both): 16 and 8 bytes are read from as many.
    let load = |bytes: &[i8; 16]| unsafe { vld1q_s8(bytes.as_ptr()) };
    let step = |bytes: &[u8; STEP]| unsafe { vld1_u8(bytes.as_ptr()) };
    let x = x.map(|row| &row[..w.len()]);
    // Sums of two products side by side, for four columns each.
    let mut totals = [[vdupq_n_s32(0); 8]; R];
    for (i, weights) in w.iter().enumerate() {
        let (quads, _) = weights.as_chunks::<16>();
        for r in 0..R {
            let step = vreinterpret_s32_u8(step(&x[r][i]));
            let groups = [vdup_lane_s32::<0>(step), vdup_lane_s32::<1>(step)].map(|g| vreinterpret_s8_s32(g));
            for quad in 0..4 {
                let (first, second) = (load(&quads[quad]), load(&quads[quad + 4]));
                let low = vmull_s8(vget_low_s8(first), groups[0]);
                let low = vmlal_s8(low, vget_low_s8(second), groups[1]);
                let high = vmull_s8(vget_high_s8(first), groups[0]);
                let high = vmlal_s8(high, vget_high_s8(second), groups[1]);
                totals[r][2 * quad] = vpadalq_s16(totals[r][2 * quad], low);
                totals[r][2 * quad + 1] = vpadalq_s16(totals[r][2 * quad + 1], high);
            }
        }
    }
    totals.map(|total| {
        let quads = [0, 2, 4, 6].map(|i| vpaddq_s32(total[i], total[i + 1]));
        // SAFETY: four vectors of four numbers are sixteen numbers.
        unsafe { std::mem::transmute::<[int32x4_t; 4], [i32; COLUMNS]>(quads) }
    })
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
            let quantized = Quantized::new(&Matrix { rows: k, columns: o, data: w.clone() }, &[]);
            let mut inputs = Inputs::default();
            inputs.fill(&x, k);
            let mut portable = Vec::new();
            multiply(Path::Portable, &inputs, &quantized, &mut portable);
            for path in Path::all() {
                let mut other = Vec::new();
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
            let quantized = Quantized::new(&Matrix { rows: k, columns: 16, data: vec![b; k * 16] }, &[0.5]);
            let mut inputs = Inputs::default();
            inputs.fill(&vec![a; k * 5], k);
            for path in Path::all() {
                let mut y = vec![9.0];
                multiply(path, &inputs, &quantized, &mut y);
                let bias = |column: usize| if column == 0 { 0.5 } else { 0.0 };
                let right = |(i, y): (usize, &f32)| (y - bias(i % 16) - a * b * k as f32).abs() < 1e-4;
                assert!(y.len() == 5 * 16 && y.iter().enumerate().all(right), "{path:?} {y:?}");
            }
        }
    }
}
