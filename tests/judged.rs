//! Holds what running text yields to the verdicts of `tests/data/judged`.
//!
//! Skipped where the documents (`../shared`, or the folder that `TERCET_SHARED` names) are not at hand.

#![allow(clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use tercet::document::{Mode, read_source};
use tercet::pipeline::{Options, Pipeline};
use tercet::statement::{Arg, Attribution, Node, Role, Statement};

/// Of a hundred statements found again, how many are right: what was measured; raise it with every gain.
const PRECISION: usize = 67;
/// The same for the columns of the samples of modes.
const MODE: [(&str, &str, usize); 5] = [
    ("mode.tsv", "polarity", 99),
    ("mode.tsv", "modality", 95),
    ("mode.tsv", "attribution", 95),
    ("mode.tsv", "time", 70),
    ("time.tsv", "time", 75),
];
/// Of a hundred right statements, how many must be found again; with fewer the sample says little.
const FOUND: usize = 60;

/// A judged statement by the names of its columns.
type Row = BTreeMap<String, String>;

fn rows(name: &str) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/judged").join(name);
    let text = std::fs::read_to_string(path).expect("the sample is part of the repository");
    let mut lines = text.lines();
    let header: Vec<&str> =
        lines.next().and_then(|l| l.strip_prefix('#')).expect("a header").split('\t').collect();
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        assert_eq!(cells.len(), header.len(), "{name}: {line}");
        header.iter().zip(cells).map(|(&h, c)| (h.to_owned(), c.to_owned())).collect()
    };
    lines.map(row).collect()
}

/// The statements of the judged documents; `None` where these are not at hand.
fn statements(rows: &[Row]) -> Option<Vec<Statement>> {
    let shared = std::env::var_os("TERCET_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let path = shared.join("bench/data/gum_entities/gum-dev.docs.jsonl");
    if !path.exists() {
        println!("skipped: {} is not there", path.display());
        return None;
    }
    let judged: BTreeSet<&str> = rows.iter().map(|row| row["document"].as_str()).collect();
    let pipeline = Pipeline::new(Options::default()).expect("what the program carries is sound");
    let found = read_source(&path, Mode::Articles).flat_map(|document| {
        let document = document.expect("a document a line");
        let wanted = judged.contains(document.id.as_str());
        if wanted { pipeline.extract(&document).statements } else { Vec::new() }
    });
    Some(found.collect())
}

/// The canonical name, where the words do not hold it.
fn name(node: &Node) -> &str {
    match node {
        Node::Entity { name, mention, .. } if !mention.to_lowercase().contains(&name.to_lowercase()) => name,
        _ => "",
    }
}

fn spans<'a>(statement: &Statement, args: impl Iterator<Item = &'a Arg>) -> String {
    let cell = |[start, end]: [u32; 2]| format!("{start}-{end}");
    let object = statement.object.as_ref().map_or("-".to_owned(), |o| cell(o.span()));
    let ends = [cell(statement.subject.span()), cell(statement.relation.span), object];
    ends.into_iter().chain(args.map(|a| cell(a.span))).collect::<Vec<_>>().join(" ")
}

/// Whether it is the judged statement, apart from its mode.
fn same(row: &Row, statement: &Statement, spans: &str) -> bool {
    let named = |cell: &str| cell.split_once(" = ").map_or("", |(_, name)| name).to_owned();
    row["document"] == statement.document
        && row["spans"] == spans
        && row["relation"] == statement.relation.phrase
        && named(&row["subject"]) == name(&statement.subject)
        && named(&row["object"]) == statement.object.as_ref().map_or("", name)
}

fn source(attribution: Option<&Attribution>) -> String {
    let Some(a) = attribution else { return "-".to_owned() };
    let via = a.via.as_deref().map_or(String::new(), |via| format!("<{}", source(Some(via))));
    format!("{}{via}", a.span[0])
}

fn times(statement: &Statement) -> String {
    let times = statement.args.iter().filter(|a| a.role == Role::Time);
    let mut values: Vec<String> =
        times.map(|a| a.value.clone().unwrap_or_else(|| format!("@{}", a.span[0]))).collect();
    values.sort();
    if values.is_empty() { "-".to_owned() } else { values.join(" ") }
}

/// A column of the mode as a sample writes it.
fn mode(statement: &Statement, column: &str) -> String {
    match column {
        "polarity" => format!("{:?}", statement.polarity).to_lowercase(),
        "modality" => format!("{:?}", statement.modality).to_lowercase(),
        "attribution" => source(statement.attribution.as_ref()),
        _ => times(statement),
    }
}

#[test]
fn running_text_is_as_precise_as_judged() {
    let rows = rows("precision.tsv");
    let Some(found) = statements(&rows) else { return };
    let again = |row: &&Row| {
        found.iter().any(|s| {
            same(row, s, &spans(s, s.args.iter()))
                && ["polarity", "modality", "attribution"].iter().all(|c| row[*c] == mode(s, c))
        })
    };
    let right = |row: &&Row| row["verdict"] == "right";
    let (all, all_right) = (rows.len(), rows.iter().filter(right).count());
    let kept: Vec<&Row> = rows.iter().filter(again).collect();
    let kept_right = kept.iter().copied().filter(right).count();
    println!("{} of {all} found again; {kept_right} of them right, of {all_right}", kept.len());
    assert!(kept_right * 100 >= all_right * FOUND, "{kept_right} of {all_right} found again: judge anew");
    assert!(kept_right * 100 >= kept.len() * PRECISION, "{kept_right} right of {}", kept.len());
}

#[test]
fn its_mode_is_as_right_as_judged() {
    for (sample, column, floor) in MODE {
        let rows = rows(sample);
        let Some(found) = statements(&rows) else { return };
        let pairs: Vec<(&Row, &Statement)> = rows
            .iter()
            .filter_map(|row| {
                let again = found.iter().find(|s| same(row, s, &spans(s, [].iter())))?;
                Some((row, again))
            })
            .collect();
        println!("{} of {} found again", pairs.len(), rows.len());
        assert!(pairs.len() * 100 >= rows.len() * FOUND, "judge {sample} anew");
        let (mut right, mut wrong) = (0, 0);
        for (row, statement) in &pairs {
            let was_wrong = row["wrong"].split(' ').any(|c| c == column);
            let now = mode(statement, column);
            let unneeded = column == "time" && !was_wrong && row[column] == "-" && now == "-";
            match (was_wrong, now == row[column]) {
                _ if unneeded => {}
                (false, true) => right += 1,
                // what was wrong and has changed is for a reader to judge
                (true, false) => {}
                _ => {
                    wrong += 1;
                    println!(
                        "{column}: {now} for {} | {} | {}",
                        row["subject"], row["relation"], row["object"]
                    );
                }
            }
        }
        println!("{sample} {column}: {right} of {}", right + wrong);
        assert!(right * 100 >= (right + wrong) * floor, "{sample} {column}: {right} of {}", right + wrong);
    }
}
