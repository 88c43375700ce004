//! Runs the suites of `tests/md/extract` (format: `tests/md/README.md`).
//!
//! [`check`] takes whatever turns a sentence into triples, so that any front end can be
//! held to the same suites.

#![allow(clippy::expect_used)]

mod suite;

use tercet::annotate::network::forward::Scratch;
use tercet::annotate::{Annotator, ENGLISH, Tree};
use tercet::document::Document;
use tercet::extract::{Style, propositions, render};
use tercet::segment::segment;

/// Percentage of the expectations that may fail.
const ALLOWED: usize = 2;

/// Subject, relation, object.
type Triple = (String, String, String);

/// Every case with its triples.
fn cases() -> Vec<(suite::Case, Vec<(bool, Triple)>)> {
    let triple = |place: &str, (must, cells): &(bool, Vec<String>)| match cells.as_slice() {
        [subject, relation, object] => (*must, (subject.clone(), relation.clone(), object.clone())),
        _ => panic!("{place}: expected subject | relation | object"),
    };
    let read = |case: suite::Case| {
        let triples = case.expected.iter().map(|e| triple(&case.place, e)).collect();
        (case, triples)
    };
    suite::cases("extract").into_iter().map(read).collect()
}

/// What `triples` gets wrong of the suites, one line a failed expectation.
pub fn check(triples: impl Fn(&str) -> Vec<Triple>) -> Vec<String> {
    let mut failures = Vec::new();
    for (case, expectations) in cases() {
        let found = triples(&case.sentence);
        for (must, expected) in &expectations {
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
    assert!(cases.len() >= 250, "{} sentences", cases.len());
    for (case, expectations) in &cases {
        assert!(!expectations.is_empty(), "{}: nothing expected", case.place);
    }
}

#[test]
fn a_front_end_without_triples_misses_what_must_come_out() {
    let required = cases().iter().flat_map(|(_, e)| e).filter(|(must, _)| *must).count();
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
                // what only a graph tells, since other triples say it too, is told as one row
                let mut rows = render(&tree, &proposition, Style::Triples);
                if rows.is_empty() {
                    rows = render(&tree, &proposition, Style::Nary);
                }
                found.extend(rows.into_iter().map(|row| (row.subject, row.relation, row.object)));
            }
        }
        found
    };
    let failures = check(triples);
    let expectations: usize = cases().iter().map(|(_, e)| e.len()).sum();
    println!("{}\n{} of {expectations} expectations fail", failures.join("\n"), failures.len());
    // the parser errs on some sentences; more than these few means that a rule broke
    assert!(failures.len() * 100 <= expectations * ALLOWED, "{}", failures.join("\n"));
}
