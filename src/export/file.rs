//! Files written beside and renamed, so that no reader ever sees half of one.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes `path` whole or not at all: beside it first, synced, then renamed over it.
/// A device or a pipe, such as `/dev/null`, is written to: renaming would put a file in its place.
pub fn replace(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    if fs::metadata(path).is_ok_and(|m| !m.is_file() && !m.is_dir()) {
        let mut out = BufWriter::new(File::options().write(true).open(path)?);
        write(&mut out)?;
        return out.flush();
    }
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

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::FileTypeExt;

    #[test]
    fn what_is_no_file_is_not_replaced_by_one() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("socket");
        let _socket = std::os::unix::net::UnixListener::bind(&path)?;
        // A socket cannot be opened, but it must still be there.
        assert!(replace(&path, |out| out.write_all(b"x")).is_err());
        assert!(fs::metadata(&path)?.file_type().is_socket());
        Ok(())
    }
}
