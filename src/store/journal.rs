//! The store's two files: a compressed snapshot and a journal of what came after.
//!
//! Both start with a generation; a journal older than the snapshot is already folded
//! into it and ignored. Readers open the journal first, so that a compaction between
//! the two loses nothing.

use super::StoreError;
use super::record::{Documents, Held, Record, Records, header};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

const SNAPSHOT: &str = "snapshot.zst";
const JOURNAL: &str = "journal.jsonl";
const LOCK: &str = "lock";
/// A journal of so many bytes, and of more than the snapshot unpacks to, is folded into it.
const LONG_JOURNAL: u64 = 1 << 20;
/// How often longer records are than what is left of them in the snapshot.
const PACKED: u64 = 8;

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
        let lock = lock(folder)?;
        sweep(folder).map_err(io_error(folder))?;
        let (documents, state) = load(folder)?;
        let path = folder.join(JOURNAL);
        let options = OpenOptions::new().create(true).append(true).clone();
        let journal = options.open(&path).map_err(io_error(&path))?;
        journal.set_len(state.length).map_err(io_error(&path))?;
        let State { generation, length } = state;
        let mut disk = Disk { folder: folder.to_owned(), journal, length, generation, _lock: lock };
        if length == 0 {
            disk.write(header(generation).as_bytes())?;
            sync_folder(folder)?;
        }
        Ok((disk, documents))
    }

    /// Writes the records and waits until they are on the disk.
    pub fn append(&mut self, records: &[Record]) -> Result<(), StoreError> {
        let lines: io::Result<String> = records.iter().map(Record::line).collect();
        self.write(lines.map_err(io_error(&self.folder))?.as_bytes())
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

    /// Folds the journal into the snapshot where it has grown long beside it.
    pub fn tidy(&mut self, documents: &Documents) -> Result<(), StoreError> {
        let snapshot = fs::metadata(self.folder.join(SNAPSHOT)).map_or(0, |m| m.len());
        if self.length > LONG_JOURNAL.max(snapshot * PACKED) { self.compact(documents) } else { Ok(()) }
    }

    /// Writes a new snapshot, then starts an empty journal.
    pub fn compact(&mut self, documents: &Documents) -> Result<(), StoreError> {
        let header = header(self.generation + 1);
        let path = self.folder.join(SNAPSHOT);
        crate::export::file::replace(&path, |out| {
            let mut zstd = zstd::Encoder::new(out, 3)?;
            zstd.write_all(header.as_bytes())?;
            for extraction in documents.values() {
                zstd.write_all(Record::Add(Cow::Borrowed(extraction)).line()?.as_bytes())?;
            }
            zstd.finish().map(drop)
        })
        .map_err(io_error(&path))?;
        sync_folder(&self.folder)?;
        self.generation += 1;
        let path = self.folder.join(JOURNAL);
        crate::export::file::replace(&path, |out| out.write_all(header.as_bytes()))
            .map_err(io_error(&path))?;
        sync_folder(&self.folder)?;
        self.journal = OpenOptions::new().append(true).open(&path).map_err(io_error(&path))?;
        self.length = header.len() as u64;
        Ok(())
    }
}

/// Takes the lock, which ends with the process that holds it, and leaves our number in it.
pub fn lock(folder: &Path) -> Result<File, StoreError> {
    let path = folder.join(LOCK);
    let options = OpenOptions::new().create(true).truncate(false).write(true).clone();
    let mut lock = options.open(&path).map_err(io_error(&path))?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let holder = fs::read_to_string(&path).unwrap_or_default().trim().parse().ok();
            return Err(StoreError::Locked { folder: folder.to_owned(), holder });
        }
        Err(TryLockError::Error(source)) => return Err(StoreError::Io { path, source }),
    }
    let told = lock.set_len(0).and_then(|()| writeln!(lock, "{}", std::process::id()));
    // The number only helps whoever is locked out; on a full disk we lock all the same.
    let _ = told;
    Ok(lock)
}

/// Removes files half-written by a process that was killed; the lock says that nobody writes them now.
fn sweep(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') && name.ends_with(".part") {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

/// Makes a rename or a new file last through a power cut.
fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    File::open(folder).and_then(|f| f.sync_all()).map_err(io_error(folder))
}

/// The documents in the folder, without locking it.
pub fn read(folder: &Path) -> Result<Documents, StoreError> {
    Ok(load(folder)?.0)
}

/// The documents, and the generation of the store with the length of the journal that belongs to it.
fn load(folder: &Path) -> Result<(Documents, State), StoreError> {
    let mut documents = Documents::new();
    let state = Files::open(folder)?.documents(&mut |held| {
        documents.extend(held.into_iter().map(|h| (h.extraction.document.id.clone(), h.extraction)));
        Ok(())
    })?;
    Ok((documents, state))
}

/// Where a store stands.
#[derive(Clone, Copy, Debug)]
pub struct State {
    /// The generation of the snapshot.
    generation: u64,
    /// How many bytes of whole lines the journal of that generation has.
    length: u64,
}

/// The files of a store, opened for reading.
pub struct Files<R> {
    snapshot: PathBuf,
    journal: PathBuf,
    /// What the snapshot holds, where there is one.
    pub packed: Option<R>,
    /// What the journal holds, where there is one.
    pub later: Option<R>,
}

impl Files<File> {
    /// Opens both. A writer at work neither blocks nor is blocked.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        fs::metadata(folder).map_err(io_error(folder))?;
        let (snapshot, journal) = (folder.join(SNAPSHOT), folder.join(JOURNAL));
        let later = open_if_there(&journal)?;
        let packed = open_if_there(&snapshot)?;
        Ok(Files { snapshot, journal, packed, later })
    }
}

impl<R: Read> Files<R> {
    /// The same files, read through something.
    pub fn map<S>(self, through: impl Fn(R) -> S) -> Files<S> {
        let Files { snapshot, journal, packed, later } = self;
        Files { snapshot, journal, packed: packed.map(&through), later: later.map(&through) }
    }

    /// The same files, borrowed.
    pub fn by_ref(&mut self) -> Files<&mut R> {
        let (snapshot, journal) = (self.snapshot.clone(), self.journal.clone());
        Files { snapshot, journal, packed: self.packed.as_mut(), later: self.later.as_mut() }
    }

    /// Hands over every document as it stands, in batches sorted by id. In memory are one batch
    /// and what the journal holds.
    pub fn documents(self, each: Each) -> Result<State, StoreError> {
        let Files { snapshot, journal, packed, later } = self;
        let decoder = packed.map(zstd::Decoder::new).transpose().map_err(io_error(&snapshot))?;
        let mut packed = match decoder {
            Some(decoder) => Some(Records::open(&snapshot, BufReader::new(decoder))?.ok_or_else(|| {
                StoreError::Corrupt { path: snapshot.clone(), offset: 0, reason: "empty".to_owned() }
            })?),
            None => None,
        };
        let generation = packed.as_ref().map_or(0, Records::generation);
        let later = match later {
            Some(file) => Records::open(&journal, BufReader::new(file))?,
            None => None,
        };
        let (mut later, length) = match later {
            Some(records) if records.generation() > generation => {
                return Err(records.corrupt(0, format!("it continues a {SNAPSHOT} that is not there")));
            }
            Some(records) if records.generation() == generation => replayed(records)?,
            _ => Default::default(),
        };
        let mut last = None;
        while let Some(packed) = &mut packed {
            let records = packed.batch()?;
            if records.is_empty() {
                break;
            }
            let mut batch = Vec::with_capacity(records.len());
            for (at, checksum, record) in records {
                let Record::Add(extraction) = record else {
                    return Err(packed.corrupt(at, "it takes a document out"));
                };
                let extraction = extraction.into_owned();
                let id = &extraction.document.id;
                if last.as_ref().is_some_and(|last| last >= id) {
                    return Err(packed.corrupt(at, "its documents are not sorted"));
                }
                last = Some(id.clone());
                while let Some(first) = later.first_entry().filter(|e| e.key() < id) {
                    batch.extend(first.remove());
                }
                batch.push(match later.remove(id) {
                    Some(Some(replaced)) => replaced,
                    Some(None) => continue,
                    None => Held { checksum, extraction },
                });
            }
            each(batch)?;
        }
        each(later.into_values().flatten().collect())?;
        Ok(State { generation, length })
    }
}

/// Takes documents over, some at a time.
type Each<'e> = &'e mut dyn FnMut(Vec<Held>) -> Result<(), StoreError>;

/// By id, what the journal says of a document last: what it holds, or none where it was taken out.
type Replayed = BTreeMap<String, Option<Held>>;

/// What the journal says, and how many bytes of whole lines it has.
fn replayed(mut records: Records<impl BufRead>) -> Result<(Replayed, u64), StoreError> {
    let mut replayed = Replayed::new();
    loop {
        let batch = records.batch()?;
        if batch.is_empty() {
            return Ok((replayed, records.length()));
        }
        for (_, checksum, record) in batch {
            match record {
                Record::Add(extraction) => {
                    let extraction = extraction.into_owned();
                    let id = extraction.document.id.clone();
                    replayed.insert(id, Some(Held { checksum, extraction }));
                }
                Record::Forget(id) => drop(replayed.insert(id.into_owned(), None)),
            }
        }
    }
}

fn open_if_there(path: &Path) -> Result<Option<File>, StoreError> {
    match File::open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(StoreError::Io { path: path.to_owned(), source }),
    }
}

/// Tells what the system said of a file.
pub(super) fn io_error(path: &Path) -> impl FnOnce(io::Error) -> StoreError + '_ {
    move |source| StoreError::Io { path: path.to_owned(), source }
}
