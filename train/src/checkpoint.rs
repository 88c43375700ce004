//! Training state on disk, so that a run goes on where it stopped.

use crate::adam::Adam;
use anyhow::{Result, ensure};
use std::path::Path;
use tercet::annotate::network::weights::Matrix;

/// Writes weights and optimiser beside `path`, then renames.
///
/// # Errors
/// A file that cannot be written.
pub fn save(path: &Path, weights: &[Matrix], adam: &Adam) -> Result<()> {
    let mut bytes = (adam.steps as u64).to_le_bytes().to_vec();
    for value in [weights, &adam.first, &adam.second, &adam.mean].into_iter().flatten().flat_map(|m| &m.data)
    {
        bytes.extend_from_slice(&value.to_le_bytes());
    }
    let beside = path.with_extension("part");
    std::fs::write(&beside, bytes)?;
    std::fs::rename(beside, path)?;
    Ok(())
}

/// Reads what [`save`] wrote into `weights` and `adam`, which have the right shapes.
///
/// # Errors
/// A file that cannot be read or is of another size.
pub fn load(path: &Path, weights: &mut [Matrix], adam: &mut Adam) -> Result<()> {
    let bytes = std::fs::read(path)?;
    let values: usize = weights.iter().map(|m| m.data.len()).sum::<usize>() * 4;
    ensure!(bytes.len() == 8 + 4 * values, "{} is the checkpoint of another network", path.display());
    let (steps, rest) = bytes.split_at(8);
    adam.steps = u64::from_le_bytes(steps.try_into()?) as usize;
    let targets = weights.iter_mut().chain(&mut adam.first).chain(&mut adam.second).chain(&mut adam.mean);
    for (value, bytes) in targets.flat_map(|m| &mut m.data).zip(rest.chunks_exact(4)) {
        *value = f32::from_le_bytes(bytes.try_into()?);
    }
    Ok(())
}

/// Writes `second` to `output` with the mean of both states' means: where a run went to and
/// where it came from, both far from noise, lie around a better point (Izmailov et al. 2018,
/// "Averaging weights leads to wider optima and better generalization").
///
/// # Errors
/// Files that cannot be read or written, or states of different networks.
pub fn average(first: &Path, second: &Path, output: &Path) -> Result<()> {
    let (one, mut two) = (std::fs::read(first)?, std::fs::read(second)?);
    ensure!(
        one.len() == two.len() && (two.len() - 8).is_multiple_of(16),
        "{} and {} are checkpoints of different networks",
        first.display(),
        second.display()
    );
    let means = 8 + (two.len() - 8) / 4 * 3;
    for (a, b) in one[means..].chunks_exact(4).zip(two[means..].chunks_exact_mut(4)) {
        let value = |bytes: &[u8]| bytes.try_into().map(f32::from_le_bytes).unwrap_or_default();
        let mean = 0.5 * (value(a) + value(b));
        b.copy_from_slice(&mean.to_le_bytes());
    }
    std::fs::write(output, two)?;
    Ok(())
}
