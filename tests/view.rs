//! The graph on disk, as the feature `rocksdb` keeps it: never other than the store.

#![cfg(feature = "rocksdb")]

use assert_cmd::Command;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use tercet::entity::Extraction;
use tercet::store::dataset::Dataset;
use tercet::store::{Store, vocabulary::BASE};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const COUNT: &str = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }";

/// A store of one document, and another document.
fn store(folder: &Path) -> Result<(Store, Extraction)> {
    let mut all: Vec<Extraction> = serde_json::from_str(include_str!("data/extractions.json"))?;
    let mut store = Store::open(folder)?;
    let other = all.pop().ok_or("no document")?;
    store.add(all.pop().ok_or("one document")?)?;
    Ok((store, other))
}

/// How many triples the command counts; exit code and message where it fails.
fn count(folder: &Path) -> Result<std::result::Result<String, (i32, String)>> {
    let mut command = Command::cargo_bin("tercet")?;
    let output = command.arg("--store").arg(folder).args(["query", COUNT, "--format", "csv"]).output()?;
    Ok(match output.status.code() {
        Some(0) => Ok(String::from_utf8(output.stdout)?),
        code => Err((code.unwrap_or(-1), String::from_utf8(output.stderr)?)),
    })
}

/// The folders of the versions.
fn versions(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries: Vec<PathBuf> =
        fs::read_dir(folder.join("graph"))?.map(|e| Ok(e?.path())).collect::<std::io::Result<_>>()?;
    Ok(entries.into_iter().filter(|e| e.is_dir()).collect())
}

/// The tables of the one version, in order.
fn tables(folder: &Path) -> Result<Vec<PathBuf>> {
    let [version] = versions(folder)?.try_into().map_err(|_| "not one version")?;
    let entries = fs::read_dir(version.join("quads"))?.map(|e| Ok(e?.path()));
    let mut tables: Vec<PathBuf> = entries.collect::<std::io::Result<_>>()?;
    tables.retain(|path| path.extension().is_some_and(|e| e == "sst"));
    tables.sort();
    Ok(tables)
}

#[test]
fn a_version_is_made_once_and_kept_until_the_store_changes() -> Result {
    let folder = tempfile::tempdir()?;
    let (mut store, other) = store(folder.path())?;
    let one = Dataset::open(folder.path(), BASE)?.len()?;
    let [first] = versions(folder.path())?.try_into().map_err(|_| "not one version")?;
    assert_eq!(Dataset::open(folder.path(), BASE)?.len()?, one);
    assert_eq!(versions(folder.path())?, [first.clone()]);

    let reader = Dataset::open(folder.path(), BASE)?;
    let name = other.document.id.clone();
    store.add(other)?;
    let two = Dataset::open(folder.path(), BASE)?.len()?;
    assert!(two > one);
    assert_eq!(versions(folder.path())?.len(), 2, "the one that is read stays");
    assert_eq!(reader.iter().collect::<std::result::Result<Vec<_>, _>>()?.len(), one, "as it was");
    drop(reader);

    store.forget(&name)?;
    store.compact()?;
    assert_eq!(Dataset::open(folder.path(), BASE)?.len()?, one);
    assert_eq!(versions(folder.path())?.len(), 1);
    assert_ne!(versions(folder.path())?, [first]);
    Ok(())
}

#[test]
fn another_base_is_another_graph() -> Result {
    let folder = tempfile::tempdir()?;
    store(folder.path())?;
    let _ = Dataset::open(folder.path(), BASE)?;
    let other = Dataset::open(folder.path(), "https://example.org/")?;
    for graph in other.named_graphs() {
        assert!(graph?.to_string().starts_with("<https://example.org/"));
    }
    Ok(())
}

#[test]
fn what_cannot_be_opened_is_made_anew() -> Result {
    let folder = tempfile::tempdir()?;
    store(folder.path())?;
    let expected = count(folder.path())?;
    assert!(expected.is_ok());
    let damages: [&dyn Fn(&Path) -> std::io::Result<()>; 4] = [
        &|version| fs::write(version.join("quads/CURRENT"), "nothing\n"),
        &|version| fs::remove_file(version.join("quads/CURRENT")),
        &|version| fs::remove_dir_all(version.join("quads")),
        &|version| fs::write(version.join("documents"), "tercet 0 https://tercet.dev/\n"),
    ];
    for (number, damage) in damages.iter().enumerate() {
        for version in versions(folder.path())? {
            damage(&version)?;
        }
        // What a killed process leaves behind.
        fs::create_dir_all(folder.path().join("graph/part/quads"))?;
        fs::write(folder.path().join("graph/part/quads/CURRENT"), "half")?;
        assert_eq!(count(folder.path())?, expected, "{number}");
    }
    Ok(())
}

#[test]
fn a_damaged_table_is_never_read() -> Result {
    let folder = tempfile::tempdir()?;
    store(folder.path())?;
    let expected = count(folder.path())?;
    let all = tables(folder.path())?.len();
    assert!(all > 0);
    for number in [0, all / 2, all - 1] {
        let tables = tables(folder.path())?;
        let table = tables.get(number).ok_or("fewer tables than before")?;
        let mut bytes = fs::read(table)?;
        bytes.iter_mut().take(16).for_each(|b| *b ^= 0x55);
        fs::write(table, bytes)?;
        assert_eq!(count(folder.path())?, expected, "table {number}");
    }
    Ok(())
}

#[test]
fn readers_at_the_same_time_see_the_same() -> Result {
    let folder = tempfile::tempdir()?;
    store(folder.path())?;
    let counts: Vec<Option<usize>> = std::thread::scope(|scope| {
        let reader = || Dataset::open(folder.path(), BASE).ok()?.len().ok();
        let readers: Vec<_> = (0..6).map(|_| scope.spawn(reader)).collect();
        readers.into_iter().map(|reader| reader.join().ok().flatten()).collect()
    });
    assert!(counts.iter().all(|count| count.is_some() && *count == counts[0]), "{counts:?}");
    Ok(())
}

#[test]
fn a_correction_makes_another_version() -> Result {
    let folder = tempfile::tempdir()?;
    drop(store(folder.path())?);
    let quads = |dataset: Dataset| -> Result<Vec<String>> {
        let mut lines: Vec<String> =
            dataset.iter().map(|quad| Ok(quad?.to_string())).collect::<std::io::Result<_>>()?;
        lines.sort();
        Ok(lines)
    };
    let before = quads(Dataset::open(folder.path(), BASE)?)?;
    let kept = Store::read(folder.path())?;
    let entities = kept.extractions().flat_map(|extraction| &extraction.entities);
    let named: Vec<_> = entities.filter(|entity| !entity.unnamed).collect();
    let [gone, stays, ..] = named[..] else { return Err("no two names".into()) };
    let line = format!("merge\t{}\t{}\t{}\n", gone.id, stays.name, stays.kind);
    fs::write(folder.path().join("corrections.tsv"), line)?;
    let corrected = quads(Dataset::open(folder.path(), BASE)?)?;
    assert_ne!(corrected, before);
    assert_eq!(corrected, quads(Dataset::of(&Store::read(folder.path())?, BASE)?)?);
    Ok(())
}
