//! The store on disk: what goes in comes out, whatever happens in between.

use proptest::prelude::*;
use std::error::Error;
use std::path::Path;
use tercet::entity::Extraction;
use tercet::export::{Format, Options, write};
use tercet::store::dataset::Dataset;
use tercet::store::rdf::Statements;
use tercet::store::{Added, Store, StoreError, vocabulary::BASE};

type Result = std::result::Result<(), Box<dyn Error>>;

fn fixture() -> Vec<Extraction> {
    serde_json::from_str(include_str!("data/extractions.json")).unwrap_or_default()
}

fn export(store: &Store, format: Format, statements: Statements) -> std::io::Result<Vec<u8>> {
    let all: Vec<Extraction> = store.extractions().cloned().collect();
    let options = Options {
        base: BASE.to_owned(),
        statements,
        top: 50,
        ontology: tercet::ontology::Ontology::news().map_err(std::io::Error::other)?,
    };
    let mut out = Vec::new();
    write(format, &all, &options, &mut out)?;
    Ok(out)
}

/// A document called `d{name}` in one of two versions. Documents of one version state the
/// same facts in words of their own.
fn document(name: usize, version: bool) -> Extraction {
    let mut extraction = fixture().swap_remove(usize::from(version));
    extraction.document.id = format!("d{name}");
    for statement in &mut extraction.statements {
        statement.document = format!("d{name}");
        statement.id = format!("{}-{name}", statement.id);
        statement.text = format!("{} ({name})", statement.text);
    }
    extraction
}

#[derive(Clone, Debug)]
enum Step {
    Add(Vec<(usize, bool)>),
    Forget(usize),
    Compact,
    Tidy,
    Reopen,
    Query,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => prop::collection::vec((0usize..5, any::<bool>()), 0..5).prop_map(Step::Add),
        4 => (0usize..5).prop_map(Step::Forget),
        1 => Just(Step::Compact),
        1 => Just(Step::Tidy),
        1 => Just(Step::Reopen),
        1 => Just(Step::Query),
    ]
}

const FORMATS: [(Format, Statements); 15] = [
    (Format::Nquads, Statements::TripleTerms),
    (Format::Trig, Statements::Reification),
    (Format::Turtle, Statements::TripleTerms),
    (Format::Ntriples, Statements::None),
    (Format::Rdfxml, Statements::Reification),
    (Format::Jsonld, Statements::Reification),
    (Format::Jsonl, Statements::None),
    (Format::Dot, Statements::None),
    (Format::Graphml, Statements::None),
    (Format::Gexf, Statements::None),
    (Format::CsvNodes, Statements::None),
    (Format::CsvEdges, Statements::None),
    (Format::Svg, Statements::None),
    (Format::Mermaid, Statements::None),
    (Format::Html, Statements::None),
];

/// What queries see is what the documents say, and nothing besides.
fn seen(folder: &Path, store: &Store) -> Result {
    let lines = |dataset: Dataset| -> std::result::Result<Vec<String>, Box<dyn Error>> {
        let mut lines: Vec<String> =
            dataset.iter().map(|q| Ok(q?.to_string())).collect::<std::result::Result<_, Box<dyn Error>>>()?;
        lines.extend(
            dataset
                .named_graphs()
                .map(|g| Ok(g?.to_string()))
                .collect::<std::result::Result<Vec<_>, Box<dyn Error>>>()?,
        );
        lines.sort();
        Ok(lines)
    };
    let (kept, made) = (lines(Dataset::open(folder, BASE)?)?, lines(Dataset::of(store, BASE)?)?);
    if kept == made {
        Ok(())
    } else {
        Err(format!("{} quads and graphs instead of {}", kept.len(), made.len()).into())
    }
}

/// Runs the steps; gives the store as it is on the disk and one that never held what is forgotten.
fn history(steps: &[Step]) -> std::result::Result<(Store, Store), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let mut store = Store::open(folder.path())?;
    let mut left = std::collections::BTreeMap::new();
    for step in steps {
        match step {
            Step::Add(batch) => {
                store.add_all(batch.iter().map(|&(name, version)| document(name, version)).collect())?;
                left.extend(batch.iter().copied());
            }
            Step::Forget(name) => {
                assert_eq!(store.forget(&format!("d{name}"))?, left.remove(name).is_some());
            }
            Step::Compact => store.compact()?,
            Step::Tidy => store.tidy()?,
            Step::Reopen => {
                drop(store);
                store = Store::open(folder.path())?;
            }
            Step::Query => seen(folder.path(), &store)?,
        }
    }
    seen(folder.path(), &store)?;
    drop(store);
    let store = Store::read(folder.path())?;
    let mut fresh = Store::in_memory();
    for (name, version) in left.into_iter().rev() {
        fresh.add(document(name, version))?;
    }
    Ok((store, fresh))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn adding_and_forgetting_equals_never_having_added(steps in prop::collection::vec(step(), 0..12)) {
        let fail = |e: &dyn std::fmt::Display| TestCaseError::fail(e.to_string());
        let (kept, fresh) = history(&steps).map_err(|e| fail(&e))?;
        for (format, statements) in FORMATS {
            let [kept, fresh] = [&kept, &fresh].map(|store| export(store, format, statements));
            prop_assert!(kept.map_err(|e| fail(&e))? == fresh.map_err(|e| fail(&e))?, "{:?}", format);
        }
    }
}

/// The facts that Ada Brandt met Tomas Reyes rests on, as N-Quads.
fn meeting(store: &Store) -> std::result::Result<Vec<String>, Box<dyn Error>> {
    let text = String::from_utf8(export(store, Format::Nquads, Statements::TripleTerms)?)?;
    let facts: Vec<&str> = text.lines().filter(|l| l.ends_with(" <https://tercet.dev/facts> .")).collect();
    let met = "<<( <https://tercet.dev/entity/person-7b62297fd54d> <https://tercet.dev/ontology#met> <https://tercet.dev/entity/person-30e0f4ecd843> )>>";
    let Some(fact) = facts.iter().find(|l| l.contains(met)).and_then(|l| l.split(' ').next()) else {
        return Ok(Vec::new());
    };
    Ok(facts.iter().filter(|l| l.starts_with(fact)).map(|l| (*l).to_owned()).collect())
}

#[test]
fn a_fact_stays_until_its_last_support_goes() -> Result {
    let mut store = Store::in_memory();
    store.add_all(vec![document(0, false), document(1, false)])?;
    let holds = |facts: &[String], words: &str| facts.iter().any(|l| l.contains(words));
    let both = meeting(&store)?;
    assert!(holds(&both, "#documents> \"2\"") && holds(&both, "#confidence> \"0.9984\""), "{both:#?}");
    assert_eq!(both.iter().filter(|l| l.contains("#supportedBy>")).count(), 2);
    store.forget("d0")?;
    let one = meeting(&store)?;
    assert!(holds(&one, "#documents> \"1\"") && holds(&one, "#confidence> \"0.9600\""), "{one:#?}");
    store.forget("d1")?;
    assert_eq!(meeting(&store)?, Vec::<String>::new());
    Ok(())
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
    let locked = Store::open(folder.path()).err().ok_or("two writers")?;
    let process = format!("another process ({}) is writing", std::process::id());
    assert!(matches!(locked, StoreError::Locked { .. }) && locked.to_string().contains(&process), "{locked}");
    store.add(document(0, false))?;
    let mut reader = Store::read(folder.path())?;
    assert_eq!(reader.documents().count(), 1);
    assert!(matches!(reader.forget("d0"), Err(StoreError::ReadOnly)));
    Ok(())
}

#[test]
fn a_journal_without_its_snapshot_is_an_error() -> Result {
    let folder = tempfile::tempdir()?;
    let mut store = Store::open(folder.path())?;
    store.add(document(0, false))?;
    store.compact()?;
    store.add(document(1, false))?;
    drop(store);
    std::fs::remove_file(folder.path().join("snapshot.zst"))?;
    let message = Store::read(folder.path()).err().ok_or("half a store was read")?.to_string();
    assert!(message.contains("snapshot.zst that is not there"), "{message}");
    Ok(())
}
