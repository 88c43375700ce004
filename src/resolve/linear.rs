//! A linear model over hashed features, its weights bytes: small, fast, the same everywhere.

use std::fmt::{self, Display, Write};

/// Hashes a feature, a template's name and its value, to a number whose low bits are its row
/// ([FNV-1a](https://datatracker.ietf.org/doc/html/draft-eastlake-fnv), 64 bits, folded).
pub fn row(template: &str, value: impl Display) -> u32 {
    let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
    // Hashing never fails.
    let _ = write!(hash, "{template}={value}");
    (hash.0 ^ (hash.0 >> 32)) as u32
}

/// Hashes what is written, so that no feature is ever put together in memory.
struct Fnv(u64);

impl Write for Fnv {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        Ok(())
    }
}

/// Weights of `N` labels for every row.
#[derive(Clone, Debug, PartialEq)]
pub struct Linear<const N: usize> {
    scale: f32,
    /// A power of two rows of `N` weights.
    weights: Vec<i8>,
}

impl<const N: usize> Linear<N> {
    /// Reads a model: the scale as 4 bytes little-endian, then a byte a weight.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (scale, weights) = bytes.split_first_chunk::<4>()?;
        (weights.len().is_multiple_of(N) && (weights.len() / N).is_power_of_two()).then(|| Linear {
            scale: f32::from_le_bytes(*scale),
            weights: weights.iter().map(|&b| b as i8).collect(),
        })
    }

    /// Rounds weights, `N` a row, and writes them as [`Linear::read`] expects them.
    pub fn write(weights: &[f32]) -> Vec<u8> {
        let greatest = weights.iter().fold(1e-6f32, |m, w| m.max(w.abs()));
        let scale = greatest / 127.0;
        let mut bytes = scale.to_le_bytes().to_vec();
        bytes.extend(weights.iter().map(|w| (w / scale).round() as i8 as u8));
        bytes
    }

    /// The score of every label.
    pub fn scores(&self, rows: &[u32]) -> [f32; N] {
        let mut sums = [0i32; N];
        let mask = self.weights.len() / N - 1;
        for &row in rows {
            let start = (row as usize & mask) * N;
            for (sum, &weight) in sums.iter_mut().zip(&self.weights[start..start + N]) {
                *sum += i32::from(weight);
            }
        }
        sums.map(|s| s as f32 * self.scale)
    }
}

/// Turns scores into logarithms of probabilities.
pub fn log_softmax<const N: usize>(scores: [f32; N]) -> [f32; N] {
    let greatest = scores.iter().fold(f32::MIN, |m, &s| m.max(s));
    let sum: f32 = scores.iter().map(|s| (s - greatest).exp()).sum();
    scores.map(|s| s - greatest - sum.ln())
}
