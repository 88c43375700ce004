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
const TOGETHER: usize = 2 << 20;

/// What was extracted, by document id.
pub type Documents = BTreeMap<String, Extraction>;

/// A document as a record holds it.
#[derive(Debug)]
pub struct Held {
    /// The checksum of the record: the same one is the same extraction.
    pub checksum: String,
    /// What was extracted.
    pub extraction: Extraction,
}

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

    /// The record of a line without its end, with its checksum, or what is wrong with it.
    fn parse(line: &[u8]) -> Result<(String, Record<'static>), String> {
        let text = std::str::from_utf8(line).map_err(|_| "not UTF-8")?;
        let (sum, json) = text.split_once(' ').ok_or("not a record")?;
        if sum != checksum(json) {
            return Err("the checksum does not fit the record".to_owned());
        }
        let record = serde_json::from_str(json).map_err(|e| e.to_string())?;
        Ok((sum.to_owned(), record))
    }
}

fn checksum(json: &str) -> String {
    Sha256::digest(json.as_bytes()).iter().take(8).map(|b| format!("{b:02x}")).collect()
}

/// The first line of a file.
pub fn header(generation: u64) -> String {
    format!("{MAGIC}{generation}\n")
}

/// The whole lines of a file. A last one without its end, as a crash leaves it, is not read.
pub struct Records<'p, R> {
    reader: R,
    path: &'p Path,
    generation: u64,
    offset: u64,
}

impl<'p, R: BufRead> Records<'p, R> {
    /// Reads the first line; none where not even that is whole.
    pub fn open(path: &'p Path, reader: R) -> Result<Option<Self>, StoreError> {
        let mut records = Records { reader, path, generation: 0, offset: 0 };
        let Some((_, first)) = records.line()? else { return Ok(None) };
        records.generation = std::str::from_utf8(&first)
            .ok()
            .and_then(|line| line.strip_prefix(MAGIC)?.parse().ok())
            .ok_or_else(|| records.corrupt(0, "not a store file of this version"))?;
        Ok(Some(records))
    }

    /// The generation of the file.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// How many bytes the lines have that were read.
    pub fn length(&self) -> u64 {
        self.offset
    }

    /// The next records with their places and checksums; none at the end.
    pub fn batch(&mut self) -> Result<Vec<(u64, String, Record<'static>)>, StoreError> {
        let (mut lines, mut size) = (Vec::new(), 0);
        while size < TOGETHER
            && let Some((start, line)) = self.line()?
        {
            size += line.len();
            lines.push((start, line));
        }
        let parsed: Vec<_> = lines.into_par_iter().map(|(at, line)| (at, Record::parse(&line))).collect();
        let whole = |(at, parsed): (u64, Result<_, String>)| {
            let (checksum, record) = parsed.map_err(|reason| self.corrupt(at, reason))?;
            Ok((at, checksum, record))
        };
        parsed.into_iter().map(whole).collect()
    }

    /// The next line without its end, with its place; none at the end or where the rest is no whole line.
    fn line(&mut self) -> Result<Option<(u64, Vec<u8>)>, StoreError> {
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

    /// Says that the file is wrong at a place.
    pub fn corrupt(&self, offset: u64, reason: impl Into<String>) -> StoreError {
        StoreError::Corrupt { path: self.path.to_owned(), offset, reason: reason.into() }
    }
}
