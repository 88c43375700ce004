//! The store on disk: what goes in comes out, whatever happens in between.

use proptest::prelude::*;
use std::error::Error;
use std::path::Path;
use tercet::entity::Extraction;
use tercet::export::{Format, Options, write};
use tercet::store::rdf::Statements;
use tercet::store::{Added, Store, StoreError, vocabulary::BASE};

type Result = std::result::Result<(), Box<dyn Error>>;

fn fixture() -> Vec<Extraction> {
    serde_json::from_str(include_str!("data/extractions.json")).unwrap_or_default()
}

fn export(store: &Store, format: Format) -> std::io::Result<Vec<u8>> {
    let all: Vec<Extraction> = store.extractions().cloned().collect();
    let options = Options {
        base: BASE.to_owned(),
        statements: Statements::TripleTerms,
        top: 50,
        ontology: tercet::ontology::Ontology::news().map_err(std::io::Error::other)?,
    };
    let mut out = Vec::new();
    write(format, &all, &options, &mut out)?;
    Ok(out)
}

/// A document called `d{name}` in one of two versions.
fn document(name: usize, version: bool) -> Extraction {
    let mut extraction = fixture().swap_remove(usize::from(version));
    extraction.document.id = format!("d{name}");
    for statement in &mut extraction.statements {
        statement.document = format!("d{name}");
        statement.id = format!("{}-{name}", statement.id);
    }
    extraction
}

#[derive(Clone, Debug)]
enum Step {
    Add(usize, bool),
    Forget(usize),
    Compact,
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0usize..4, any::<bool>()).prop_map(|(n, v)| Step::Add(n, v)),
        2 => (0usize..4).prop_map(Step::Forget),
        1 => Just(Step::Compact),
        1 => Just(Step::Reopen),
    ]
}

/// Every format's bytes.
type Exports = Vec<Vec<u8>>;

/// Runs the steps; gives the exports of the store and of one that never held what is forgotten.
fn history(steps: &[Step]) -> std::result::Result<(Exports, Exports), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let mut store = Store::open(folder.path())?;
    let mut left = std::collections::BTreeMap::new();
    for step in steps {
        match *step {
            Step::Add(name, version) => {
                store.add(document(name, version))?;
                left.insert(name, version);
            }
            Step::Forget(name) => {
                store.forget(&format!("d{name}"))?;
                left.remove(&name);
            }
            Step::Compact => store.compact()?,
            Step::Reopen => {
                drop(store);
                store = Store::open(folder.path())?;
            }
        }
    }
    drop(store);
    let store = Store::read(folder.path())?;
    let mut fresh = Store::in_memory();
    for (name, version) in left.into_iter().rev() {
        fresh.add(document(name, version))?;
    }
    let formats = [Format::Nquads, Format::Turtle, Format::Dot, Format::Jsonl, Format::Graphml, Format::Html];
    let all = |s: &Store| formats.iter().map(|&f| export(s, f)).collect::<std::io::Result<Vec<_>>>();
    Ok((all(&store)?, all(&fresh)?))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn adding_and_forgetting_equals_never_having_added(steps in prop::collection::vec(step(), 0..12)) {
        let (kept, fresh) = history(&steps).map_err(|e| TestCaseError::fail(e.to_string()))?;
        prop_assert!(kept == fresh);
    }
}

#[test]
fn the_same_content_is_skipped_and_new_content_replaces() -> Result {
    let mut store = Store::in_memory();
    assert_eq!(store.add(document(0, false))?, Added::New);
    assert_eq!(store.add(document(0, false))?, Added::Unchanged);
    assert_eq!(store.add(document(0, true))?, Added::Replaced);
    assert!(store.forget("d0")?);
    assert!(!store.forget("d0")?);
    Ok(())
}

fn journal(folder: &Path) -> std::path::PathBuf {
    folder.join("journal.jsonl")
}

#[test]
fn a_journal_cut_anywhere_keeps_every_whole_record() -> Result {
    let folder = tempfile::tempdir()?;
    let mut store = Store::open(folder.path())?;
    let mut ends = vec![std::fs::metadata(journal(folder.path()))?.len() as usize];
    for name in 0..3 {
        store.add(document(name, false))?;
        ends.push(std::fs::metadata(journal(folder.path()))?.len() as usize);
    }
    drop(store);
    let bytes = std::fs::read(journal(folder.path()))?;
    for cut in (0..=bytes.len()).step_by(97).chain(ends.iter().flat_map(|&e| [e - 1, e])) {
        std::fs::write(journal(folder.path()), &bytes[..cut])?;
        let whole = ends.iter().skip(1).filter(|&&e| e <= cut).count();
        let mut store = Store::open(folder.path())?;
        assert_eq!(store.documents().count(), whole, "cut at {cut}");
        store.add(document(9, true))?;
        drop(store);
        assert_eq!(Store::read(folder.path())?.documents().count(), whole + 1, "cut at {cut}");
    }
    Ok(())
}

#[test]
fn a_changed_byte_is_an_error_that_names_file_and_place() -> Result {
    let folder = tempfile::tempdir()?;
    let mut store = Store::open(folder.path())?;
    store.add(document(0, false))?;
    store.compact()?;
    store.add(document(1, false))?;
    drop(store);
    let path = journal(folder.path());
    let mut bytes = std::fs::read(&path)?;
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, &bytes)?;
    let Err(StoreError::Corrupt { path: named, .. }) = Store::read(folder.path()) else {
        return Err("a corrupt journal was read".into());
    };
    assert_eq!(named, path);
    std::fs::write(folder.path().join("snapshot.zst"), b"no zstd")?;
    let message = Store::read(folder.path()).err().ok_or("a corrupt snapshot was read")?.to_string();
    assert!(message.contains("snapshot.zst") && message.contains("extract again"), "{message}");
    Ok(())
}

#[test]
fn one_writer_at_a_time_and_readers_beside_it() -> Result {
    let folder = tempfile::tempdir()?;
    let mut store = Store::open(folder.path())?;
    assert!(matches!(Store::open(folder.path()), Err(StoreError::Locked(_))));
    store.add(document(0, false))?;
    let mut reader = Store::read(folder.path())?;
    assert_eq!(reader.documents().count(), 1);
    assert!(matches!(reader.forget("d0"), Err(StoreError::ReadOnly)));
    Ok(())
}
