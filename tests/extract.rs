//! Runs the suites of `tests/md/extract` (format: `tests/md/README.md`).
//!
//! [`check`] takes whatever turns a sentence into triples, so that any front end can be
//! held to the same suites.

#![allow(clippy::expect_used)]

use std::path::Path;
use tercet::annotate::network::forward::Scratch;
use tercet::annotate::{Annotator, ENGLISH, Tree};
use tercet::document::Document;
use tercet::extract::{Style, propositions, render};
use tercet::segment::segment;

/// Percentage of the expectations that may fail.
const ALLOWED: usize = 15;

/// Subject, relation, object.
type Triple = (String, String, String);

/// A sentence with what must (`true`) and must not come out of it.
struct Case {
    place: String,
    sentence: String,
    expected: Vec<(bool, Triple)>,
}

/// Every case of the suites, in the order of the files.
fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/md/extract");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("tests/md/extract is part of the repository")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .collect();
    files.sort();
    let mut cases: Vec<Case> = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a suite is UTF-8 text");
        for (number, line) in text.lines().enumerate() {
            let place = format!("{}:{}", file.file_name().unwrap_or_default().to_string_lossy(), number + 1);
            if let Some(sentence) = line.strip_prefix("> ") {
                cases.push(Case { place, sentence: sentence.to_owned(), expected: Vec::new() });
                continue;
            }
            let must = match line.get(..6) {
                Some("- [x] ") => true,
                Some("- [ ] ") => false,
                _ => continue,
            };
            let columns: Vec<&str> = line[6..].split('|').map(str::trim).collect();
            let &[subject, relation, object] = columns.as_slice() else {
                panic!("{place}: expected subject | relation | object");
            };
            let case = cases.last_mut().unwrap_or_else(|| panic!("{place}: no sentence before the list"));
            case.expected.push((must, (subject.to_owned(), relation.to_owned(), object.to_owned())));
        }
    }
    cases
}

/// What `triples` gets wrong of the suites, one line a failed expectation.
pub fn check(triples: impl Fn(&str) -> Vec<Triple>) -> Vec<String> {
    let mut failures = Vec::new();
    for case in cases() {
        let found = triples(&case.sentence);
        for (must, expected) in &case.expected {
            if found.contains(expected) != *must {
                let what = if *must { "missing" } else { "unwanted" };
                let (subject, relation, object) = expected;
                failures.push(format!(
                    "{}: {what} {subject} | {relation} | {object} in {}",
                    case.place, case.sentence
                ));
            }
        }
    }
    failures
}

#[test]
fn suites_are_well_formed() {
    let cases = cases();
    assert!(cases.len() >= 120, "{} sentences", cases.len());
    for case in &cases {
        assert!(!case.expected.is_empty(), "{}: nothing expected", case.place);
    }
}

#[test]
fn a_front_end_without_triples_misses_what_must_come_out() {
    let required = cases().iter().flat_map(|c| &c.expected).filter(|(must, _)| *must).count();
    assert_eq!(check(|_| Vec::new()).len(), required);
}

#[test]
fn suites_hold_for_the_annotated_text() {
    let annotator = Annotator::from_bytes(ENGLISH).expect("the embedded model is sound");
    let triples = |text: &str| -> Vec<Triple> {
        let document = Document::from_text("suite", text);
        let mut sentences = segment(&document);
        annotator.annotate(&mut sentences, &document.text, &mut Scratch::default());
        let mut found = Vec::new();
        for sentence in &sentences {
            let tree = Tree::new(sentence, &document.text);
            for proposition in propositions(&tree) {
                let rows = render(&tree, &proposition, Style::Triples).into_iter();
                found.extend(rows.map(|row| (row.subject, row.relation, row.object)));
            }
        }
        found
    };
    let failures = check(triples);
    let expectations: usize = cases().iter().map(|c| c.expected.len()).sum();
    println!("{}\n{} of {expectations} expectations fail", failures.join("\n"), failures.len());
    // the parser errs on some sentences; more than these few means that a rule broke
    assert!(failures.len() * 100 <= expectations * ALLOWED, "{}", failures.join("\n"));
}
