//! Corrections that a person made: two entities that are one, a mention that is another's.
//!
//! They stand beside the documents, in `corrections.tsv`, and change how these are read, not
//! what is kept of them ([`Corrections::apply`]): a correction holds at once and for every
//! document to come, and whoever takes its line out undoes it. Tab-separated lines:
//!
//! ```text
//! merge  ID  NAME  CLASS           the entity ID is the one called NAME
//! split  DOCUMENT  START-END  NAME  CLASS   the mention at these code points is NAME's
//! ```

use super::{StoreError, journal};
use crate::export::file;
use crate::gazetteer::{Class, Row, TableError, UnknownClass, rows};
#[cfg(feature = "rocksdb")]
use sha2::{Digest, Sha256};
use std::fmt;
use std::io::ErrorKind;
use std::path::Path;

/// The file of corrections in the store's folder.
pub const FILE: &str = "corrections.tsv";

/// One correction.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Correction {
    /// The entity with this id is the one with this name and class.
    Merge {
        /// Identifier of the entity that goes.
        id: String,
        /// Name of the one that stays.
        name: String,
        /// Its class.
        class: Class,
    },
    /// A mention belongs to another entity.
    Split {
        /// Id of the document.
        document: String,
        /// Where the mention stands, in code points.
        span: [u32; 2],
        /// Name of the entity it belongs to.
        name: String,
        /// Its class.
        class: Class,
    },
}

impl fmt::Display for Correction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Correction::Merge { id, name, class } => write!(f, "merge\t{id}\t{name}\t{class}"),
            Correction::Split { document, span, name, class } => {
                write!(f, "split\t{document}\t{}-{}\t{name}\t{class}", span[0], span[1])
            }
        }
    }
}

/// Corrections in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    /// The corrections.
    pub list: Vec<Correction>,
}

impl Corrections {
    /// Reads a file of corrections.
    ///
    /// # Errors
    /// [`TableError`] with the line that cannot be read.
    pub fn parse(file: &str, text: &str) -> Result<Self, TableError> {
        let list = rows(text).map(|row| correction(file, row)).collect::<Result<_, _>>()?;
        Ok(Corrections { list })
    }

    /// Reads the corrections of the store in `folder`; none where it has no file of them.
    ///
    /// # Errors
    /// A file that cannot be read, or the line that cannot.
    pub fn read(folder: &Path) -> Result<Self, StoreError> {
        let (name, text) = text(folder)?;
        Ok(Corrections::parse(&name, &text)?)
    }

    /// What tells these corrections from others.
    #[cfg(feature = "rocksdb")]
    pub(super) fn digest(&self) -> String {
        let lines: String = self.list.iter().map(|correction| format!("{correction}\n")).collect();
        Sha256::digest(lines).iter().take(16).map(|b| format!("{b:02x}")).collect()
    }
}

/// Adds a correction to those of the store in `folder`; false where it was there already.
///
/// # Errors
/// A store that somebody writes to, a file that cannot be read or written, and a correction
/// that no line can hold, as where the document's id has a tab: then nothing is changed.
pub fn keep(folder: &Path, correction: &Correction) -> Result<bool, StoreError> {
    let line = correction.to_string();
    if Corrections::parse(FILE, &line).ok().as_ref().map(|read| read.list.as_slice())
        != Some(std::slice::from_ref(correction))
    {
        return Err(StoreError::NoLine { line });
    }
    let _lock = journal::lock(folder)?;
    let (name, mut text) = text(folder)?;
    if Corrections::parse(&name, &text)?.list.contains(correction) {
        return Ok(false);
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    let path = folder.join(FILE);
    file::replace(&path, |out| writeln!(out, "{text}{line}"))
        .map_err(|source| StoreError::Io { path, source })?;
    Ok(true)
}

/// The file's name and its text.
fn text(folder: &Path) -> Result<(String, String), StoreError> {
    let path = folder.join(FILE);
    let name = path.display().to_string();
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok((name, text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok((name, String::new())),
        Err(source) => Err(StoreError::Io { path, source }),
    }
}

fn correction(file: &str, row: Row<'_>) -> Result<Correction, TableError> {
    let class = |index: usize| {
        row.column(index).parse::<Class>().map_err(|e: UnknownClass| row.error(file, e.to_string()))
    };
    let filled = |index: usize, what: &str| match row.column(index) {
        "" => Err(row.error(file, format!("the {what} is missing"))),
        value => Ok(value.to_owned()),
    };
    match row.column(0) {
        "merge" => Ok(Correction::Merge { id: filled(1, "id")?, name: filled(2, "name")?, class: class(3)? }),
        "split" => {
            let span =
                row.column(2).split_once('-').and_then(|(s, e)| Some([s.parse().ok()?, e.parse().ok()?]));
            let span = span.ok_or_else(|| row.error(file, "the span is START-END in code points"))?;
            Ok(Correction::Split {
                document: filled(1, "document")?,
                span,
                name: filled(3, "name")?,
                class: class(4)?,
            })
        }
        other => Err(row.error(file, format!("expected merge or split, found {other:?}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corrections_are_written_as_they_are_read() {
        let text = "merge\t0123\tKim Jong-un\tPerson\nsplit\tdoc\t10-13\tKim Jong-il\tPerson\n";
        let read = Corrections::parse("corrections.tsv", text).unwrap_or_default();
        let written: String = read.list.iter().map(|c| format!("{c}\n")).collect();
        assert_eq!(written, text);
        let broken = Corrections::parse("corrections.tsv", "merge\t0123\tKim\tPerson\njoin\ta\n");
        assert_eq!(
            broken.map_err(|e| e.to_string()),
            Err("corrections.tsv, line 2: expected merge or split, found \"join\"".to_owned())
        );
    }

    #[test]
    fn what_fits_on_no_line_is_not_kept_and_what_is_there_stays() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        std::fs::write(folder.path().join(FILE), "# by hand\nmerge\t0123\tKim Jong-un\tPerson")?;
        let split = |document: &str| Correction::Split {
            document: document.to_owned(),
            span: [1, 4],
            name: "Kim".to_owned(),
            class: Class::Person,
        };
        assert!(matches!(keep(folder.path(), &split("a\tb")), Err(StoreError::NoLine { .. })));
        assert!(keep(folder.path(), &split("a"))?);
        assert!(!keep(folder.path(), &split("a"))?);
        let text = std::fs::read_to_string(folder.path().join(FILE))?;
        assert_eq!(text, "# by hand\nmerge\t0123\tKim Jong-un\tPerson\nsplit\ta\t1-4\tKim\tPerson\n");
        Ok(())
    }
}
