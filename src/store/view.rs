//! A [materialized view](https://en.wikipedia.org/wiki/Materialized_view) of the corpus: its quads in
//! RocksDB, for graphs larger than memory.
//!
//! Beside the files of the store stands the folder `graph/` with a folder a version. A version is
//! called by a digest of what it was made from, and never changes: whoever finds none for the store
//! as it is makes one beside, from the one before where there is one, and renames it. Hence a
//! version is whole, or it is not there; readers neither wait for a writer nor for one another.

use super::StoreError;
use super::correction::Corrections;
use super::dataset::{Take, batches, derived, pass, storage};
use super::facts::{self, Facts};
use super::journal::{Files, io_error};
use super::vocabulary::thing;
use crate::entity::Extraction;
use crate::export::file;
use oxigraph::model::{GraphNameRef, NamedNode, Quad};
use oxigraph::store::Store as Quads;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// The folder of the versions.
const FOLDER: &str = "graph";
/// In the folder of a version: the database, what it was made from, how its tables were left, and
/// the lock of its readers.
const QUADS: &str = "quads";
const DOCUMENTS: &str = "documents";
const TABLES: &str = "tables";
const LOCK: &str = "lock";
/// What a version not yet whole is called.
const PART: &str = "part";
/// Megabytes of quads that are sorted at a time.
const MEMORY: usize = 256;
/// How many quads are taken out at a time.
const TOGETHER: usize = 100_000;

/// A version that is being read, and therefore kept.
pub struct Version {
    folder: PathBuf,
    _lock: File,
}

impl Version {
    /// Puts it away, with every other that may share its files: the next reader makes it anew.
    /// False where it cannot be.
    pub fn distrust(self) -> bool {
        let versions = self.folder.parent().map(folders).unwrap_or_default();
        versions.iter().all(|version| {
            let documents = version.join(DOCUMENTS);
            !documents.exists() || fs::remove_file(documents).is_ok()
        })
    }
}

/// The quads of the store as it is.
pub fn open(folder: &Path, base: &str) -> Result<(Quads, Version), StoreError> {
    let versions = folder.join(FOLDER);
    let corrections = Corrections::read(folder)?;
    let reading = &Reading { base, corrections: &corrections };
    let digest = Files::open(folder)?.map(Digested::of).digest().map_err(io_error(folder))?;
    let current = versions.join(name(&digest, reading));
    if let Ok(found) = read(&current) {
        return Ok(found);
    }
    fs::create_dir_all(&versions).map_err(io_error(&versions))?;
    let path = versions.join(LOCK);
    let lock = lock_file(&path).map_err(io_error(&path))?;
    lock.lock().map_err(io_error(&path))?;
    // Whoever had the lock before may have made what we want.
    if let Ok(found) = read(&current) {
        return Ok(found);
    }
    let made = match before(&versions, reading).map(|before| make(folder, reading, &before)) {
        Some(Ok(made)) => made,
        // What was before may be damaged.
        Some(Err(_)) | None => make(folder, reading, &Before::default())?,
    };
    let found = read(&made);
    sweep(&versions, &made);
    found
}

/// How the documents are read.
struct Reading<'r> {
    /// Where their IRIs begin.
    base: &'r str,
    corrections: &'r Corrections,
}

/// What a version is called.
fn name(digest: &str, reading: &Reading) -> String {
    let all = format!("{}{digest}", header(reading));
    Sha256::digest(all).iter().take(16).map(|b| format!("{b:02x}")).collect()
}

fn lock_file(path: &Path) -> io::Result<File> {
    File::options().create(true).truncate(false).write(true).open(path)
}

/// What is in the folder of the versions.
fn folders(versions: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(versions).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}

/// Opens a version for reading, if it is there and whole.
fn read(folder: &Path) -> Result<(Quads, Version), StoreError> {
    let lock = File::open(folder.join(LOCK)).map_err(io_error(folder))?;
    lock.lock_shared().map_err(io_error(folder))?;
    // It may have been swept away before we had the lock.
    fs::metadata(folder.join(DOCUMENTS)).map_err(io_error(folder))?;
    let left = fs::read_to_string(folder.join(TABLES)).map_err(io_error(folder))?;
    if left != tables(&folder.join(QUADS)).map_err(io_error(folder))? {
        return Err(io_error(folder)(io::Error::other("its tables were changed")));
    }
    let quads = Quads::open_read_only(folder.join(QUADS)).map_err(|e| storage(folder, e))?;
    Ok((quads, Version { folder: folder.to_owned(), _lock: lock }))
}

/// The tables of a database with their sizes and times. They never change; one that did is not to be
/// trusted, and oxigraph does not stop at a damaged block in every query.
fn tables(database: &Path) -> io::Result<String> {
    let mut lines = Vec::new();
    for entry in fs::read_dir(database)? {
        let entry = entry?;
        if is_table(&entry.path()) {
            let about = entry.metadata()?;
            let time = about.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
            lines.push(format!("{} {} {time}\n", entry.file_name().display(), about.len()));
        }
    }
    lines.sort();
    Ok(lines.concat())
}

fn is_table(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "sst")
}

/// What a version is made from: another, or nothing.
#[derive(Default)]
struct Before {
    folder: Option<PathBuf>,
    /// The checksums of its documents, by their ids.
    documents: BTreeMap<String, String>,
}

/// A whole version from which another can be made.
fn before(versions: &Path, reading: &Reading) -> Option<Before> {
    folders(versions).into_iter().find_map(|folder| {
        let documents = documents(&fs::read_to_string(folder.join(DOCUMENTS)).ok()?, reading)?;
        read(&folder).ok()?;
        Some(Before { folder: Some(folder), documents })
    })
}

/// The first line of the documents of a version.
fn header(reading: &Reading) -> String {
    let Reading { base, corrections } = reading;
    format!("tercet {} {base} {}\n", env!("CARGO_PKG_VERSION"), corrections.digest())
}

/// Reads the documents of a version; none where another program, another base or other corrections
/// made it.
fn documents(text: &str, reading: &Reading) -> Option<BTreeMap<String, String>> {
    let pair = |line: &str| {
        let (checksum, id) = line.split_once(' ')?;
        Some((serde_json::from_str(id).ok()?, checksum.to_owned()))
    };
    text.strip_prefix(&header(reading))?.lines().map(pair).collect()
}

/// Makes a version of the store as it is; gives its folder.
fn make(folder: &Path, reading: &Reading, before: &Before) -> Result<PathBuf, StoreError> {
    let versions = folder.join(FOLDER);
    let part = versions.join(PART);
    if part.exists() {
        fs::remove_dir_all(&part).map_err(io_error(&part))?;
    }
    let database = part.join(QUADS);
    fs::create_dir_all(&database).map_err(io_error(&database))?;
    if let Some(before) = &before.folder {
        link(&before.join(QUADS), &database).map_err(io_error(&database))?;
    }
    let mut files = Files::open(folder)?.map(Digested::of);
    let wrong = |error| storage(&database, error);
    let quads = Quads::open(&database).map_err(wrong)?;
    let mut loader = quads.bulk_loader().with_max_memory_size_in_megabytes(MEMORY).without_atomicity();
    let fill = |take: Take| {
        fill(&mut files, reading, &before.documents, |graph| remove(&quads, graph).map_err(wrong), take)
    };
    let now = pass(&database, fill, |ready| loader.load_quads(ready.flatten()))?;
    loader.commit().and_then(|()| quads.flush()).map_err(wrong)?;
    drop(quads);
    let whole = versions.join(name(&files.digest().map_err(io_error(folder))?, reading));
    let write = |out: &mut dyn Write| {
        out.write_all(header(reading).as_bytes())?;
        now.iter().try_for_each(|(id, checksum)| {
            writeln!(out, "{checksum} {}", serde_json::Value::from(id.as_str()))
        })
    };
    if whole.exists() {
        fs::remove_dir_all(&whole).map_err(io_error(&whole))?;
    }
    lock_file(&part.join(LOCK))
        .and_then(|_| fs::write(part.join(TABLES), tables(&database)?))
        .and_then(|()| file::replace(&part.join(DOCUMENTS), write))
        .and_then(|()| fs::rename(&part, &whole))
        .map_err(io_error(&whole))?;
    Ok(whole)
}

/// Takes out what the documents held so far have no more, and passes on the quads that they have
/// not yet. Gives the documents with their checksums.
fn fill(
    files: &mut Files<Digested>,
    &Reading { base, corrections }: &Reading,
    held: &BTreeMap<String, String>,
    remove: impl Fn(&NamedNode) -> Result<(), StoreError>,
    take: Take,
) -> Result<BTreeMap<String, String>, StoreError> {
    let mut now = BTreeMap::new();
    let mut facts = Facts::default();
    let graph = |id: &str| thing(base, "document", id);
    files.by_ref().documents(&mut |mut documents| {
        documents.iter_mut().for_each(|document| corrections.apply(&mut document.extraction));
        let mut new: Vec<&Extraction> = Vec::new();
        for document in &documents {
            let (id, extraction) = (&document.extraction.document.id, &document.extraction);
            facts.add(extraction, base);
            match held.get(id) {
                Some(checksum) if *checksum == document.checksum => {}
                Some(_) => {
                    remove(&graph(id))?;
                    new.push(extraction);
                }
                None => new.push(extraction),
            }
            now.insert(id.clone(), document.checksum.clone());
        }
        take(derived(&new, base))
    })?;
    for id in held.keys().filter(|id| !now.contains_key(*id)) {
        remove(&graph(id))?;
    }
    if now != *held {
        // What facts rest on changes with any document.
        remove(&facts::graph(base))?;
        batches(facts, base).try_for_each(take)?;
    }
    Ok(now)
}

/// Takes a graph out, some at a time: what is taken out together is held in memory.
fn remove(quads: &Quads, graph: &NamedNode) -> Result<(), oxigraph::store::StorageError> {
    loop {
        let graph = GraphNameRef::from(graph);
        let all = quads.quads_for_pattern(None, None, None, Some(graph));
        let some: Vec<Quad> = all.take(TOGETHER).collect::<Result<_, _>>()?;
        if some.is_empty() {
            break;
        }
        let mut transaction = quads.start_transaction()?;
        some.iter().for_each(|quad| transaction.remove(quad));
        transaction.commit()?;
    }
    quads.remove_named_graph(graph)
}

/// Makes the files of one database those of another. Tables never change, and are shared.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if is_table(&from) && fs::hard_link(&from, &to).is_ok() {
            continue;
        }
        fs::copy(&from, &to)?;
    }
    Ok(())
}

/// Takes versions away that nobody reads, but the one that was just made. What cannot be removed
/// now is when the next version is made.
fn sweep(versions: &Path, made: &Path) {
    for folder in folders(versions).iter().filter(|folder| *folder != made) {
        let lock = File::open(folder.join(LOCK));
        if lock.as_ref().is_ok_and(|lock| lock.try_lock().is_err()) {
            continue;
        }
        let _ = fs::remove_file(folder.join(DOCUMENTS));
        let _ = fs::remove_dir_all(folder);
    }
}

/// Bytes that are read, and the digest of them.
struct Digested {
    file: File,
    digest: Sha256,
}

impl Digested {
    fn of(file: File) -> Self {
        Digested { file, digest: Sha256::new() }
    }
}

impl Read for Digested {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.digest.update(buffer.get(..read).unwrap_or_default());
        Ok(read)
    }
}

impl Files<Digested> {
    /// The digest of both files, whatever of them was read before.
    fn digest(self) -> io::Result<String> {
        let mut all = String::new();
        for file in [self.packed, self.later] {
            if let Some(mut file) = file {
                io::copy(&mut file, &mut io::sink())?;
                all.extend(file.digest.finalize().iter().map(|b| format!("{b:02x}")));
            }
            all.push(' ');
        }
        Ok(all)
    }
}
