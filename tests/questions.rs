//! The canned questions about modes, asked of the sample articles and two short texts beside them.

use assert_cmd::Command;
use std::error::Error;
use std::path::Path;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// Rows of an answer below its header, cell by cell.
type Rows = Vec<Vec<String>>;

const CLAIM: &str = "Port of Oslo sold\n- Published 3 May 2024\n\nAnders Holm said on Friday that \
    Hansol Energy had bought Voltaria. Carol Whitfield denied that Hansol Energy had bought Voltaria. \
    Holm resigned two days before the vote. Whitfield left Oslo after Holm had resigned.\n";
const STORM: &str = "A storm remembered\n- Published 1 March 2024\n\nCyclone Idai killed about 1,000 people \
    in Mozambique in 2019.\n";

fn tercet(folder: &Path, arguments: &[&str]) -> Result<String> {
    let mut command = Command::cargo_bin("tercet")?;
    let output = command.current_dir(folder).arg("--store").arg("store").args(arguments).output()?;
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?)
}

fn corpus() -> Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("claim.txt"), CLAIM)?;
    std::fs::write(folder.path().join("storm.txt"), STORM)?;
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let seeds = seeds.to_string_lossy();
    tercet(folder.path(), &["extract", &seeds, "claim.txt", "storm.txt", "--output", "out"])?;
    Ok(folder)
}

/// The answer, whose values are written as tab-separated SPARQL terms; only their words are kept.
fn ask(folder: &Path, question: &[&str]) -> Result<Rows> {
    let arguments = [&["ask"], question, &["--format", "tsv"]].concat();
    let answer = tercet(folder, &arguments)?;
    let word = |cell: &str| {
        let end = cell.rfind("\"").filter(|_| cell.starts_with('"'));
        end.map_or(cell, |end| &cell[1..end]).to_owned()
    };
    Ok(answer.lines().skip(1).map(|line| line.split('\t').map(word).collect()).collect())
}

#[track_caller]
fn has(rows: &Rows, cells: &[&str]) {
    let found = rows.iter().any(|row| cells.iter().all(|cell| row.iter().any(|c| c == cell)));
    assert!(found, "{cells:?} in {rows:#?}");
}

#[test]
fn questions_about_modes_are_answered() -> Result {
    let corpus = corpus()?;
    let asked = |question: &[&str]| ask(corpus.path(), question);

    has(
        &asked(&["claims-denied", "Anders Holm", "Carol Whitfield"])?,
        &["Hansol Energy", "acquired", "Voltaria"],
    );

    let announced = asked(&["only-announced"])?;
    has(&announced, &["Ingrid Solheim", "visited", "Santiago", "future"]);
    has(&announced, &["NASA", "launched", "a similar mission", "intended"]);
    let done = |row: &Vec<String>| row.iter().any(|cell| cell == "the Portuguese President");
    assert!(!announced.iter().any(done), "{announced:#?}");

    has(&asked(&["happened", "2022-01"])?, &["repairs"]);
    has(&asked(&["happened", "....-10"])?, &["Zuzana Hrabova"]);
    let day = asked(&["happened", "2022-11-25"])?;
    assert!(day.iter().all(|row| row[0].contains("2022-11-25")), "{day:#?}");

    let quoted = asked(&["most-quoted"])?;
    has(&quoted, &["Peter Kollar"]);
    let count = |row: &Vec<String>| row[1].parse::<u32>().unwrap_or_default();
    assert!(quoted.windows(2).all(|pair| count(&pair[0]) >= count(&pair[1])), "{quoted:#?}");
    assert!(count(&quoted[0]) >= 3, "{quoted:#?}");

    let numbers = asked(&["numbers-disagree"])?;
    has(&numbers, &["Cyclone Idai", "kill", "600", "1000"]);

    let order = asked(&["order"])?;
    has(&order, &["Anders Holm resigned before the vote", "P2D"]);
    has(&order, &["Anders Holm had resigned", "Carol Whitfield left Oslo"]);
    Ok(())
}
