//! Files written beside and renamed, so that no reader ever sees half of one.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes `path` whole or not at all: beside it first, synced, then renamed over it.
pub fn replace(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let name = path.file_name().ok_or_else(|| io::Error::other("not a file name"))?;
    let beside = path.with_file_name(format!(".{}.{}.part", name.to_string_lossy(), std::process::id()));
    let result = File::create(&beside).and_then(|file| {
        let mut out = BufWriter::new(file);
        write(&mut out)?;
        out.flush()?;
        out.get_ref().sync_all()
    });
    result.and_then(|()| fs::rename(&beside, path)).inspect_err(|_| {
        // The first error is the one to tell; a leftover is harmless.
        let _ = fs::remove_file(&beside);
    })
}
