//! Statements as JSON Lines, by document and place.

use crate::entity::Extraction;
use std::io::{self, Write};

/// One statement a line.
pub fn write(extractions: &[Extraction], out: &mut dyn Write) -> io::Result<()> {
    for statement in extractions.iter().flat_map(|e| &e.statements) {
        serde_json::to_writer(&mut *out, statement)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
