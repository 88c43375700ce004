//! The quads of a corpus as queries run on them: an oxigraph dataset, derived from the extractions.
//!
//! It lives in memory and ends with the question; with the feature `rocksdb` it lives on disk and
//! is kept for the next (`view`).

use super::facts::Facts;
use super::rdf::{Statements, unsorted};
use super::{Store, StoreError};
use crate::entity::Extraction;
use oxigraph::model::Quad;
use oxigraph::store::{StorageError, Store as Quads};
use rayon::prelude::*;
use std::borrow::Borrow;
use std::ops::Deref;
use std::path::Path;
use std::sync::mpsc::sync_channel;

/// How many batches of quads may wait to be taken in.
const AHEAD: usize = 4;
/// How many documents or facts make a batch, where the disk does not say.
const TOGETHER: usize = 64;

/// Takes quads in.
pub(super) type Take<'t> = &'t mut dyn FnMut(Vec<Quad>) -> Result<(), StoreError>;

/// The quads of a corpus.
pub struct Dataset {
    quads: Quads,
    /// Keeps them on disk while they are read.
    #[cfg(feature = "rocksdb")]
    version: Option<super::view::Version>,
}

impl Deref for Dataset {
    type Target = Quads;

    fn deref(&self) -> &Quads {
        &self.quads
    }
}

impl Dataset {
    /// The corpus in a folder. A writer at work neither blocks nor is blocked.
    #[cfg(not(feature = "rocksdb"))]
    pub fn open(folder: &Path, base: &str) -> Result<Self, StoreError> {
        let corrections = super::correction::Corrections::read(folder)?;
        Dataset::in_memory(base, |take| {
            super::journal::Files::open(folder)?
                .documents(&mut |mut held| {
                    held.iter_mut().for_each(|h| corrections.apply(&mut h.extraction));
                    take(held.into_iter().map(|h| h.extraction).collect::<Vec<_>>())
                })
                .map(drop)
        })
    }

    /// The corpus in a folder. A writer at work neither blocks nor is blocked.
    #[cfg(feature = "rocksdb")]
    pub fn open(folder: &Path, base: &str) -> Result<Self, StoreError> {
        let (quads, version) = super::view::open(folder, base)?;
        Ok(Dataset { quads, version: Some(version) })
    }

    /// The corpus of a store that has been read, in memory.
    pub fn of(store: &Store, base: &str) -> Result<Self, StoreError> {
        let all: Vec<&Extraction> = store.extractions().collect();
        Dataset::in_memory(base, |take| all.chunks(TOGETHER).try_for_each(|some| take(some.to_vec())))
    }

    fn in_memory<E: Borrow<Extraction> + Sync>(
        base: &str,
        read: impl FnOnce(&mut dyn FnMut(Vec<E>) -> Result<(), StoreError>) -> Result<(), StoreError> + Send,
    ) -> Result<Self, StoreError> {
        let memory = Path::new("memory");
        let quads = Quads::new().map_err(|e| storage(memory, e))?;
        let derive = |take: Take| {
            let mut facts = Facts::default();
            read(&mut |extractions| {
                let extractions: Vec<&Extraction> = extractions.iter().map(Borrow::borrow).collect();
                extractions.iter().for_each(|extraction| facts.add(extraction, base));
                take(derived(&extractions, base))
            })?;
            batches(facts, base).try_for_each(take)
        };
        pass(memory, derive, |ready| {
            let mut transaction = quads.start_transaction()?;
            for some in ready {
                some.iter().for_each(|quad| transaction.insert(quad));
                // This thread has the most to do; another frees them.
                rayon::spawn(|| drop(some));
            }
            transaction.commit()
        })?;
        Ok(Dataset {
            quads,
            #[cfg(feature = "rocksdb")]
            version: None,
        })
    }

    /// Makes the next one anew, since this one was found damaged. True where there was one to distrust.
    pub fn distrust(self) -> bool {
        #[cfg(feature = "rocksdb")]
        return self.version.is_some_and(super::view::Version::distrust);
        #[cfg(not(feature = "rocksdb"))]
        false
    }
}

/// The quads of documents, derived on all cores.
pub(super) fn derived(extractions: &[&Extraction], base: &str) -> Vec<Quad> {
    extractions.par_iter().flat_map_iter(|e| unsorted(e, base, Statements::TripleTerms)).collect()
}

/// The quads of facts, some at a time.
pub(super) fn batches(facts: Facts, base: &str) -> impl Iterator<Item = Vec<Quad>> {
    let mut quads = facts.quads(base, Statements::TripleTerms);
    std::iter::from_fn(move || {
        let some: Vec<Quad> = quads.by_ref().take(TOGETHER * TOGETHER).collect();
        (!some.is_empty()).then_some(some)
    })
}

/// Passes quads from a thread that makes them to this one, which takes them in.
pub(super) fn pass<T: Send>(
    to: &Path,
    make: impl FnOnce(Take) -> Result<T, StoreError> + Send,
    insert: impl FnOnce(&mut dyn Iterator<Item = Vec<Quad>>) -> Result<(), StorageError>,
) -> Result<T, StoreError> {
    let (send, ready) = sync_channel(AHEAD);
    std::thread::scope(|scope| {
        let making = scope.spawn(move || {
            // Where nobody takes them in any more, that error is told.
            make(&mut |quads| send.send(quads).map_err(|_| StoreError::ReadOnly))
        });
        insert(&mut ready.into_iter()).map_err(|e| storage(to, e))?;
        making.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// An error of oxigraph's, told as ours.
pub(super) fn storage(path: &Path, error: StorageError) -> StoreError {
    StoreError::Io { path: path.to_owned(), source: error.into() }
}
