//! The store's two files: a compressed snapshot and a journal of what came after.
//!
//! A record is a line: the first 16 hex digits of the SHA-256 of its JSON, a blank,
//! the JSON. Both files start with a generation; a journal older than the snapshot
//! is already folded into it and ignored. Readers take the journal first, so that
//! a compaction between the two reads loses nothing.

use super::StoreError;
use crate::entity::Extraction;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const MAGIC: &str = "tercet-store 1 ";
const SNAPSHOT: &str = "snapshot.zst";
const JOURNAL: &str = "journal.jsonl";

type Documents = BTreeMap<String, Extraction>;

/// One change.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Record {
    /// A document with what it yields; replaces what was there.
    Add(Box<Extraction>),
    /// The id of a document taken out.
    Forget(String),
}

impl Record {
    /// Makes the change.
    pub fn apply(self, documents: &mut Documents) {
        match self {
            Record::Add(extraction) => {
                documents.insert(extraction.document.id.clone(), *extraction);
            }
            Record::Forget(id) => {
                documents.remove(&id);
            }
        }
    }

    fn line(&self) -> io::Result<String> {
        let json = serde_json::to_string(self)?;
        Ok(format!("{} {json}\n", checksum(&json)))
    }
}

fn checksum(json: &str) -> String {
    Sha256::digest(json.as_bytes()).iter().take(8).map(|b| format!("{b:02x}")).collect()
}

/// The files of a store opened for writing.
#[derive(Debug)]
pub struct Disk {
    folder: PathBuf,
    journal: File,
    length: u64,
    generation: u64,
    _lock: File,
}

impl Disk {
    /// Locks the folder, reads it, and cuts a half-written last record off.
    pub fn open(folder: &Path) -> Result<(Disk, Documents), StoreError> {
        fs::create_dir_all(folder).map_err(io_error(folder))?;
        let lock_path = folder.join("lock");
        let lock = File::create(&lock_path).map_err(io_error(&lock_path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(StoreError::Locked(folder.to_owned())),
            Err(TryLockError::Error(source)) => return Err(StoreError::Io { path: lock_path, source }),
        }
        let state = load(folder)?;
        let path = folder.join(JOURNAL);
        let options = OpenOptions::new().create(true).append(true).clone();
        let journal = options.open(&path).map_err(io_error(&path))?;
        journal.set_len(state.journal_length).map_err(io_error(&path))?;
        let mut disk = Disk {
            folder: folder.to_owned(),
            journal,
            length: state.journal_length,
            generation: state.generation,
            _lock: lock,
        };
        if disk.length == 0 {
            disk.write(format!("{MAGIC}{}\n", disk.generation).as_bytes())?;
            sync_folder(folder)?;
        }
        Ok((disk, state.documents))
    }

    /// Writes a record and waits until it is on the disk.
    pub fn append(&mut self, record: &Record) -> Result<(), StoreError> {
        let line = record.line().map_err(io_error(&self.folder))?;
        self.write(line.as_bytes())
    }

    /// A failed write, as on a full disk, is taken back.
    fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        let path = self.folder.join(JOURNAL);
        if let Err(error) = self.journal.write_all(bytes).and_then(|()| self.journal.sync_data()) {
            self.journal.set_len(self.length).map_err(io_error(&path))?;
            return Err(StoreError::Io { path, source: error });
        }
        self.length += bytes.len() as u64;
        Ok(())
    }

    /// Writes a new snapshot, then starts an empty journal.
    pub fn compact(&mut self, documents: &Documents) -> Result<(), StoreError> {
        let generation = self.generation + 1;
        let path = self.folder.join(SNAPSHOT);
        crate::export::file::replace(&path, |out| {
            let mut zstd = zstd::Encoder::new(out, 6)?;
            writeln!(zstd, "{MAGIC}{generation}")?;
            for extraction in documents.values() {
                zstd.write_all(Record::Add(Box::new(extraction.clone())).line()?.as_bytes())?;
            }
            zstd.finish().map(drop)
        })
        .map_err(io_error(&path))?;
        sync_folder(&self.folder)?;
        self.generation = generation;
        let path = self.folder.join(JOURNAL);
        let header = format!("{MAGIC}{generation}\n");
        crate::export::file::replace(&path, |out| out.write_all(header.as_bytes()))
            .map_err(io_error(&path))?;
        sync_folder(&self.folder)?;
        self.journal = OpenOptions::new().append(true).open(&path).map_err(io_error(&path))?;
        self.length = header.len() as u64;
        Ok(())
    }
}

/// Makes a rename or a new file last through a power cut.
fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    File::open(folder).and_then(|f| f.sync_all()).map_err(io_error(folder))
}

/// The documents in the folder, without locking it.
pub fn read(folder: &Path) -> Result<Documents, StoreError> {
    fs::metadata(folder).map_err(io_error(folder))?;
    Ok(load(folder)?.documents)
}

struct State {
    documents: Documents,
    generation: u64,
    /// Bytes of the journal that hold whole records of this generation.
    journal_length: u64,
}

fn load(folder: &Path) -> Result<State, StoreError> {
    let (journal_path, snapshot_path) = (folder.join(JOURNAL), folder.join(SNAPSHOT));
    let journal = read_if_there(&journal_path)?;
    let mut documents = Documents::new();
    let mut generation = 0;
    if let Some(packed) = read_if_there(&snapshot_path)? {
        let bytes = zstd::decode_all(packed.as_slice()).map_err(|e| StoreError::Corrupt {
            path: snapshot_path.clone(),
            offset: 0,
            reason: format!("cannot be decompressed ({e})"),
        })?;
        generation = replay(&snapshot_path, &bytes, 0, false, &mut documents)?.0;
    }
    let mut journal_length = 0;
    if let Some(bytes) = journal {
        let (found, length) = replay(&journal_path, &bytes, generation, true, &mut documents)?;
        if found >= generation {
            (generation, journal_length) = (found, length);
        }
    }
    Ok(State { documents, generation, journal_length })
}

fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(StoreError::Io { path: path.to_owned(), source }),
    }
}

/// Applies the records of a file; gives its generation and the length of what is whole.
/// A last line without its end is what a crash leaves: skipped where `tolerant`.
fn replay(
    path: &Path,
    bytes: &[u8],
    minimum: u64,
    tolerant: bool,
    documents: &mut Documents,
) -> Result<(u64, u64), StoreError> {
    let corrupt = |offset: usize, reason: &str| StoreError::Corrupt {
        path: path.to_owned(),
        offset: offset as u64,
        reason: reason.to_owned(),
    };
    let mut offset = 0;
    let mut generation = None;
    for line in bytes.split_inclusive(|&b| b == b'\n') {
        let Some(line_text) = line.strip_suffix(b"\n") else {
            if tolerant {
                break;
            }
            return Err(corrupt(offset, "the last record is cut off"));
        };
        let text = std::str::from_utf8(line_text).map_err(|_| corrupt(offset, "not UTF-8"))?;
        if generation.is_none() {
            let number = text.strip_prefix(MAGIC).and_then(|n| n.parse::<u64>().ok());
            let number = number.ok_or_else(|| corrupt(offset, "not a store file of this version"))?;
            if number < minimum {
                return Ok((number, 0));
            }
            generation = Some(number);
        } else {
            let (sum, json) = text.split_once(' ').ok_or_else(|| corrupt(offset, "not a record"))?;
            if sum != checksum(json) {
                return Err(corrupt(offset, "the checksum does not fit the record"));
            }
            let record: Record = serde_json::from_str(json).map_err(|e| corrupt(offset, &e.to_string()))?;
            record.apply(documents);
        }
        offset += line.len();
    }
    match generation {
        Some(generation) => Ok((generation, offset as u64)),
        None if tolerant => Ok((minimum, 0)),
        None => Err(corrupt(0, "empty")),
    }
}

fn io_error(path: &Path) -> impl FnOnce(io::Error) -> StoreError + '_ {
    move |source| StoreError::Io { path: path.to_owned(), source }
}
