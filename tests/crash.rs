//! A process killed at any moment, or out of disk, loses nothing that it reported.

#![cfg(unix)]

use assert_cmd::cargo::cargo_bin;
use std::collections::BTreeMap;
use std::error::Error;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;
use tercet::entity::Extraction;
use tercet::store::Store;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const FOLDER: &str = "TERCET_TEST_FOLDER";
const FIRST: &str = "TERCET_TEST_FIRST";

/// What the `n`th step does to the documents: adds or replaces some, forgets one, or neither.
enum Step {
    Add(Vec<(String, String)>),
    Forget(String),
    Compact,
}

fn step(n: u64) -> Step {
    let random = n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
    let id = |n: u64| format!("d{}", n % 7);
    match random % 8 {
        0..=4 => Step::Add((0..random % 4 + 1).map(|i| (id(random / 8 + i), format!("{n}"))).collect()),
        5..=6 => Step::Forget(id(random / 8)),
        _ => Step::Compact,
    }
}

/// A document of some kilobytes, so that a kill falls into the middle of a write.
fn document(id: &str, hash: &str) -> Result<Extraction> {
    let mut all: Vec<Extraction> = serde_json::from_str(include_str!("data/extractions.json"))?;
    let mut extraction = all.remove(0);
    (extraction.document.id, extraction.document.hash) = (id.to_owned(), hash.to_owned());
    Ok(extraction)
}

/// Not a test of its own: what the killed process does, endlessly.
#[test]
fn worker() -> Result {
    let (Ok(folder), Ok(first)) = (std::env::var(FOLDER), std::env::var(FIRST)) else { return Ok(()) };
    let mut store = Store::open(Path::new(&folder))?;
    for n in first.parse()?.. {
        match step(n) {
            Step::Add(batch) => {
                let batch: Result<Vec<_>> = batch.iter().map(|(id, hash)| document(id, hash)).collect();
                store.add_all(batch?)?;
            }
            Step::Forget(id) => drop(store.forget(&id)?),
            Step::Compact => store.compact()?,
        }
        println!("done {n}");
    }
    Ok(())
}

/// Document ids with their hashes.
type Held = BTreeMap<String, String>;

fn held(folder: &Path) -> Result<Held> {
    Ok(Store::read(folder)?.documents().map(|d| (d.id.clone(), d.hash.clone())).collect())
}

/// What a kill during step `n` may leave: its documents are written in the order of their ids, each
/// whole or not at all.
fn during(held: &Held, n: u64) -> Vec<Held> {
    let mut states = vec![held.clone(), after(held.clone(), n)];
    if let Step::Add(batch) = step(n) {
        let mut state = held.clone();
        for (id, hash) in batch.into_iter().collect::<Held>() {
            state.insert(id, hash);
            states.push(state.clone());
        }
    }
    states
}

fn after(mut held: Held, n: u64) -> Held {
    match step(n) {
        Step::Add(batch) => held.extend(batch),
        Step::Forget(id) => drop(held.remove(&id)),
        Step::Compact => {}
    }
    held
}

#[test]
fn what_was_reported_done_outlives_a_kill() -> Result {
    let folder = tempfile::tempdir()?;
    let mut expected = Held::new();
    let mut next = 0;
    for round in 0..25u64 {
        let mut child = Command::new(std::env::current_exe()?)
            .args(["--exact", "worker", "--nocapture"])
            .env(FOLDER, folder.path())
            .env(FIRST, next.to_string())
            .stdout(Stdio::piped())
            .spawn()?;
        let lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
        let killer = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(20 + round * 37 % 200));
            child.kill().and_then(|()| child.wait())
        });
        for line in lines.map_while(std::io::Result::ok) {
            if let Some(n) = line.strip_prefix("done ") {
                expected = after(expected, n.parse()?);
                next = n.parse::<u64>()? + 1;
            }
        }
        killer.join().map_err(|_| "the killer died")??;
        if !folder.path().join("journal.jsonl").exists() {
            continue;
        }
        let found = held(folder.path())?;
        assert!(during(&expected, next).contains(&found), "step {next}: {found:?}\n{expected:?}");
        // The step in flight is done again, as whoever was not told that it is done would.
        Store::open(folder.path())?;
        assert_eq!(held(folder.path())?, found);
    }
    assert!(next > 0, "no step was ever done");
    Ok(())
}

/// So many one-sentence articles as JSON Lines.
fn articles(folder: &Path, count: usize) -> Result {
    let names = ["Ada Brandt", "Tomas Reyes", "Ingrid Solheim", "Rafael Montoya"];
    let line = |n: usize| {
        let (a, b) = (names[n % 4], names[(n + 1 + n / 4 % 3) % 4]);
        format!("{{\"id\": \"a{n:03}\", \"text\": \"{a} met {b} in Halvik.\"}}\n")
    };
    Ok(std::fs::write(folder.join("articles.jsonl"), (0..count).map(line).collect::<String>())?)
}

const EXTRACT: [&str; 6] = ["--store", "store", "extract", "articles.jsonl", "--output", "out"];

fn extract(folder: &Path) -> Result<Output> {
    Ok(Command::new(cargo_bin("tercet")).current_dir(folder).args(EXTRACT).output()?)
}

/// What a run that nothing disturbed writes: the graph, and how long the journal is.
fn undisturbed(count: usize) -> Result<(Vec<u8>, u64)> {
    let folder = tempfile::tempdir()?;
    articles(folder.path(), count)?;
    assert!(extract(folder.path())?.status.success());
    let journal = std::fs::metadata(folder.path().join("store/journal.jsonl"))?.len();
    Ok((std::fs::read(folder.path().join("out/graph.ttl"))?, journal))
}

#[test]
fn the_same_extract_goes_on_after_a_kill() -> Result {
    let folder = tempfile::tempdir()?;
    let store = folder.path().join("store");
    articles(folder.path(), 200)?;
    let mut child = Command::new(cargo_bin("tercet"))
        .current_dir(folder.path())
        .args(EXTRACT)
        .stderr(Stdio::null())
        .spawn()?;
    while child.try_wait()?.is_none() && held(&store).is_ok_and(|h| h.is_empty()) | !store.exists() {
        std::thread::sleep(Duration::from_millis(2));
    }
    let before = held(&store)?;
    child.kill()?;
    child.wait()?;
    let killed = held(&store)?;
    assert!(before.iter().all(|document| killed.get(document.0) == Some(document.1)));
    let output = extract(folder.path())?;
    assert!(output.status.success(), "{output:?}");
    assert_eq!(held(&store)?.len(), 200);
    assert!(std::fs::read(folder.path().join("out/graph.ttl"))? == undisturbed(200)?.0);
    Ok(())
}

#[test]
fn a_full_disk_is_an_error_and_loses_nothing() -> Result {
    let (expected, journal) = undisturbed(150)?;
    // No file may be longer than so many blocks: full in the first batch, in the second, in the last.
    for blocks in [8, journal / 2 / 512, journal * 9 / 10 / 512] {
        let folder = tempfile::tempdir()?;
        articles(folder.path(), 150)?;
        let limited = Command::new("sh")
            .current_dir(folder.path())
            .args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"")])
            .arg(cargo_bin("tercet"))
            .args(EXTRACT)
            .output()?;
        let said = String::from_utf8_lossy(&limited.stderr).into_owned();
        assert_eq!(limited.status.code(), Some(2), "{blocks}: {said}");
        assert!(said.contains("journal.jsonl") && said.contains("free space"), "{said}");
        let reported = held(&folder.path().join("store"))?;
        assert!([0, 64, 128].contains(&reported.len()), "{}", reported.len());
        assert!(!folder.path().join("out/graph.ttl").exists());
        assert!(extract(folder.path())?.status.success());
        assert!(std::fs::read(folder.path().join("out/graph.ttl"))? == expected);
    }
    Ok(())
}
