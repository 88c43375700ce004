//! The corpus on disk: the extractions of every document, and the RDF made of them.
//!
//! The extractions, keyed by document, are the source of truth; quads are derived
//! from them ([`rdf`], [`dataset`]). Hence adding a document and forgetting it again equals
//! never having added it. On disk ([`journal`]) the corpus is a compact snapshot
//! and a journal of what came after it. What a person corrects ([`correction`]) changes
//! how the extractions are read.

mod corrected;
pub mod correction;
pub mod dataset;
pub mod facts;
pub mod journal;
pub mod rdf;
pub mod record;
#[cfg(feature = "rocksdb")]
mod view;
pub mod vocabulary;

use crate::entity::{DocumentMeta, Extraction};
use correction::Corrections;
use journal::Disk;
use record::{Documents, Record};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// Why the store cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The disk said no.
    #[error("{path}: cannot be read or written; check the path, its permissions and the free space", path = path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Somebody else is writing.
    #[error("{folder}: {} is writing to this store; wait for it to end, or choose another --store", writer(.holder), folder = folder.display())]
    Locked {
        /// The store.
        folder: PathBuf,
        /// The number of the process, where it can be told.
        holder: Option<u32>,
    },
    /// The file is not what was written.
    #[error("{path}: corrupt at byte {offset}: {reason}; restore the file from a backup, or remove the store and extract again", path = path.display())]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// Where it goes wrong.
        offset: u64,
        /// What is wrong.
        reason: String,
    },
    /// The corrections of who is who.
    #[error(transparent)]
    Corrections(#[from] crate::gazetteer::TableError),
    /// A correction with a tab or a line's end in it.
    #[error(
        "a line of {} cannot hold {line:?}: names and documents' ids with a tab or an end of line cannot be corrected",
        correction::FILE
    )]
    NoLine {
        /// What would have been written.
        line: String,
    },
    /// A change was asked of a store opened for reading.
    #[error("the store was opened for reading only")]
    ReadOnly,
}

fn writer(holder: &Option<u32>) -> String {
    holder.map_or("another process".to_owned(), |number| format!("another process ({number})"))
}

/// What [`Store::add`] did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// The document is new.
    New,
    /// The document was there with other content.
    Replaced,
    /// The document was there with the same content: nothing changed.
    Unchanged,
}

/// A set of documents with what was extracted from them.
#[derive(Debug, Default)]
pub struct Store {
    documents: Documents,
    /// What the documents, kept as they were read, have yet to be corrected by.
    corrections: Corrections,
    disk: Option<Disk>,
    read_only: bool,
}

impl Store {
    /// An empty store that lives in memory alone.
    pub fn in_memory() -> Self {
        Store::default()
    }

    /// Opens the folder for writing, makes it where it is missing, and locks it.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let (disk, documents) = Disk::open(folder)?;
        Ok(Store { documents, corrections: Corrections::read(folder)?, disk: Some(disk), read_only: false })
    }

    /// Reads the folder, with its corrections; a writer at work neither blocks nor is blocked.
    pub fn read(folder: &Path) -> Result<Self, StoreError> {
        let mut documents = journal::read(folder)?;
        let corrections = Corrections::read(folder)?;
        documents.values_mut().for_each(|e| corrections.apply(e));
        Ok(Store { documents, read_only: true, ..Store::default() })
    }

    /// Adds a document, or replaces it where its content hash differs.
    /// When this returns, the document is on the disk.
    pub fn add(&mut self, extraction: Extraction) -> Result<Added, StoreError> {
        Ok(self.add_all(vec![extraction])?.pop().unwrap_or(Added::Unchanged))
    }

    /// Adds documents; says of each what was done. When this returns, all are on the disk;
    /// where it fails, none is.
    pub fn add_all(&mut self, extractions: Vec<Extraction>) -> Result<Vec<Added>, StoreError> {
        let mut batch = Documents::new();
        let mut done = Vec::with_capacity(extractions.len());
        for extraction in extractions {
            let id = &extraction.document.id;
            done.push(match batch.get(id).or_else(|| self.documents.get(id)) {
                Some(old) if old.document.hash == extraction.document.hash => Added::Unchanged,
                Some(_) => Added::Replaced,
                None => Added::New,
            });
            if done.last() != Some(&Added::Unchanged) {
                batch.insert(id.clone(), extraction);
            }
        }
        let records: Vec<Record> = batch.values().map(|e| Record::Add(Cow::Borrowed(e))).collect();
        self.log(&records)?;
        self.documents.append(&mut batch);
        Ok(done)
    }

    /// Takes a document out; false where it is not there.
    pub fn forget(&mut self, id: &str) -> Result<bool, StoreError> {
        if !self.documents.contains_key(id) {
            return Ok(false);
        }
        self.log(&[Record::Forget(Cow::Borrowed(id))])?;
        self.documents.remove(id);
        Ok(true)
    }

    fn log(&mut self, records: &[Record]) -> Result<(), StoreError> {
        if self.read_only {
            return Err(StoreError::ReadOnly);
        }
        match &mut self.disk {
            Some(disk) if !records.is_empty() => disk.append(records),
            _ => Ok(()),
        }
    }

    /// Folds the journal into the snapshot.
    pub fn compact(&mut self) -> Result<(), StoreError> {
        self.disk.as_mut().map_or(Ok(()), |disk| disk.compact(&self.documents))
    }

    /// Folds the journal into the snapshot where it has grown long.
    pub fn tidy(&mut self) -> Result<(), StoreError> {
        self.disk.as_mut().map_or(Ok(()), |disk| disk.tidy(&self.documents))
    }

    /// Whether the document is there with this content.
    pub fn holds(&self, id: &str, hash: &str) -> bool {
        self.documents.get(id).is_some_and(|d| d.document.hash == hash)
    }

    /// The documents, by id.
    pub fn documents(&self) -> impl Iterator<Item = &DocumentMeta> {
        self.documents.values().map(|e| &e.document)
    }

    /// What was extracted, by document id: as it is kept where the store was opened for writing,
    /// corrected where for reading.
    pub fn extractions(&self) -> impl Iterator<Item = &Extraction> {
        self.documents.values()
    }

    /// What was extracted, corrected, sorted by document id; closes the store.
    pub fn into_extractions(self) -> Vec<Extraction> {
        let Store { documents, corrections, .. } = self;
        let corrected = documents.into_values().map(|mut extraction| {
            corrections.apply(&mut extraction);
            extraction
        });
        corrected.collect()
    }
}
