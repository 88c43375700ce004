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

/// Moves `mean` halfway to the mean of the state at `path`: where a run went to and where it came
/// from, both far from noise, lie around a better point (Izmailov et al. 2018, "Averaging weights
/// leads to wider optima and better generalization").
///
/// # Errors
/// A file that cannot be read or is of another size.
pub fn average(path: &Path, mean: &mut [Matrix]) -> Result<()> {
    let bytes = std::fs::read(path)?;
    let values: usize = mean.iter().map(|m| m.data.len()).sum::<usize>() * 4;
    ensure!(bytes.len() == 8 + 4 * values, "{} is the checkpoint of another network", path.display());
    let earlier = bytes[8 + 3 * values..].chunks_exact(4);
    for (value, bytes) in mean.iter_mut().flat_map(|m| &mut m.data).zip(earlier) {
        *value = 0.5 * (*value + f32::from_le_bytes(bytes.try_into()?));
    }
    Ok(())
}
