//! The lines that both files of a store are made of.
//!
//! A record is a line: the first 16 hex digits of the SHA-256 of its JSON, a blank, the
//! JSON. Before the records stands a line with the generation of the file.

use super::StoreError;
use crate::entity::Extraction;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, BufRead};
use std::path::Path;

const MAGIC: &str = "tercet-store 1 ";
/// Bytes of lines that are parsed together, on all cores.
const TOGETHER: usize = 16 << 20;

/// What was extracted, by document id.
pub type Documents = BTreeMap<String, Extraction>;

/// One change.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Record<'e> {
    /// A document with what it yields; replaces what was there.
    Add(Cow<'e, Extraction>),
    /// The id of a document taken out.
    Forget(Cow<'e, str>),
}

impl Record<'_> {
    /// The line of the record.
    pub fn line(&self) -> io::Result<String> {
        let json = serde_json::to_string(self)?;
        Ok(format!("{} {json}\n", checksum(&json)))
    }

    fn apply(self, documents: &mut Documents) {
        match self {
            Record::Add(extraction) => {
                documents.insert(extraction.document.id.clone(), extraction.into_owned());
            }
            Record::Forget(id) => {
                documents.remove(id.as_ref());
            }
        }
    }

    /// The record of a line without its end, or what is wrong with it.
    fn parse(line: &[u8]) -> Result<Record<'static>, String> {
        let text = std::str::from_utf8(line).map_err(|_| "not UTF-8")?;
        let (sum, json) = text.split_once(' ').ok_or("not a record")?;
        if sum != checksum(json) {
            return Err("the checksum does not fit the record".to_owned());
        }
        serde_json::from_str(json).map_err(|e| e.to_string())
    }
}

fn checksum(json: &str) -> String {
    Sha256::digest(json.as_bytes()).iter().take(8).map(|b| format!("{b:02x}")).collect()
}

/// The first line of a file.
pub fn header(generation: u64) -> String {
    format!("{MAGIC}{generation}\n")
}

/// What a file was found to hold.
#[derive(Clone, Copy, Debug, Default)]
pub struct Replayed {
    /// Its generation; none where not even the first line is whole.
    pub generation: Option<u64>,
    /// How many bytes hold whole lines.
    pub length: u64,
}

/// The lines of a file, with where each starts.
struct Lines<'p, R> {
    reader: R,
    path: &'p Path,
    offset: u64,
}

impl<R: BufRead> Lines<'_, R> {
    /// The next line without its end; none at the end or where the rest is no whole line.
    fn next(&mut self) -> Result<Option<(u64, Vec<u8>)>, StoreError> {
        let mut line = Vec::new();
        self.reader.read_until(b'\n', &mut line).map_err(|source| match source.raw_os_error() {
            Some(_) => StoreError::Io { path: self.path.to_owned(), source },
            None => self.corrupt(self.offset, format!("cannot be decompressed ({source})")),
        })?;
        if line.pop() != Some(b'\n') {
            return Ok(None);
        }
        let start = self.offset;
        self.offset += line.len() as u64 + 1;
        Ok(Some((start, line)))
    }

    fn corrupt(&self, offset: u64, reason: impl Into<String>) -> StoreError {
        StoreError::Corrupt { path: self.path.to_owned(), offset, reason: reason.into() }
    }
}

/// Applies the records of a file of generation `minimum` or later; an older one is left alone.
/// A last line without its end, as a crash leaves it, is not whole and not read.
pub fn replay(
    path: &Path,
    reader: impl BufRead,
    minimum: u64,
    documents: &mut Documents,
) -> Result<Replayed, StoreError> {
    let mut lines = Lines { reader, path, offset: 0 };
    let Some((_, first)) = lines.next()? else { return Ok(Replayed::default()) };
    let generation = std::str::from_utf8(&first)
        .ok()
        .and_then(|line| line.strip_prefix(MAGIC)?.parse().ok())
        .ok_or_else(|| lines.corrupt(0, "not a store file of this version"))?;
    let mut more = generation >= minimum;
    while more {
        let (mut together, mut size) = (Vec::new(), 0);
        while size < TOGETHER {
            let Some((start, line)) = lines.next()? else {
                more = false;
                break;
            };
            size += line.len();
            together.push((start, line));
        }
        let records: Vec<_> = together.into_par_iter().map(|(at, line)| (at, Record::parse(&line))).collect();
        for (at, record) in records {
            record.map_err(|reason| lines.corrupt(at, reason))?.apply(documents);
        }
    }
    Ok(Replayed { generation: Some(generation), length: lines.offset })
}
