//! Runs the suites of `tests/md/mode`: how a sentence holds its facts.

#![allow(clippy::expect_used)]

mod suite;

use tercet::document::Document;
use tercet::pipeline::{Options, Pipeline};
use tercet::statement::{Attribution, Node, Role, Statement};

/// Percentage of the expectations that may fail.
const ALLOWED: usize = 1;

/// Letters and digits alone, in lower case: the suites write tokens, statements words of the text.
fn plain(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn words(node: &Node) -> &str {
    match node {
        Node::Entity { mention, .. } => mention,
        Node::Literal { literal, .. } => literal,
        Node::Statement { text, .. } => text,
    }
}

fn says(statement: &Statement, sentence: &str, cells: &[String]) -> bool {
    let objects = || {
        let args = statement.args.iter().map(|a| a.text.as_str());
        statement.object.iter().map(words).chain(args)
    };
    plain(words(&statement.subject)) == plain(&cells[0])
        && plain(&statement.relation.phrase) == plain(&cells[1])
        && (cells[2].is_empty() || objects().any(|o| plain(o) == plain(&cells[2])))
        && holds(statement, sentence, cells.get(3).map_or("", String::as_str))
}

fn holds(statement: &Statement, sentence: &str, pairs: &str) -> bool {
    let value = |key: &str| {
        pairs
            .split(';')
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(k, _)| *k == key)
            .map(|(_, v)| v)
    };
    let name = |value: &dyn std::fmt::Debug| format!("{value:?}").to_lowercase();
    let source = |expected: Option<&str>, found: Option<&Attribution>| match (expected, found) {
        (None, None) => true,
        (Some("?"), Some(a)) => a.span == a.cue_span,
        (Some(words), Some(a)) => {
            let [start, end] = a.span.map(|at| at as usize);
            plain(&sentence.chars().skip(start).take(end - start).collect::<String>()) == plain(words)
        }
        _ => false,
    };
    let attribution = statement.attribution.as_ref();
    let values: Vec<&str> = statement.args.iter().filter_map(|a| a.value.as_deref()).collect();
    let object = match &statement.object {
        Some(Node::Literal { literal, datatype: Some(_), .. }) => Some(literal.as_str()),
        _ => None,
    };
    let times = || statement.args.iter().filter(|a| a.role == Role::Time);
    let when = |words: &str| times().any(|a| plain(&a.text) == plain(words));
    let valued = |key| value(key).is_none_or(|v| values.contains(&v) || object == Some(v));
    name(&statement.polarity) == value("polarity").unwrap_or("positive")
        && name(&statement.modality) == value("modality").unwrap_or("actual")
        && source(value("attribution"), attribution)
        && value("via").is_none_or(|v| source(Some(v), attribution.and_then(|a| a.via.as_deref())))
        && value("when").is_none_or(|words| if words == "-" { times().next().is_none() } else { when(words) })
        && valued("time")
        && valued("quantity")
}

#[test]
fn suites_hold_for_the_annotated_text() {
    let pipeline = Pipeline::new(Options::default()).expect("what the program carries is sound");
    let date = "2021-06-18".parse().ok();
    let (mut failures, mut expectations) = (Vec::new(), 0);
    for case in suite::cases("mode") {
        assert!(!case.expected.is_empty(), "{}: nothing expected", case.place);
        let document = Document { date, ..Document::from_paragraphs("suite", case.sentence.as_str()) };
        let found = pipeline.extract(&document).statements;
        for (must, cells) in &case.expected {
            assert!((3..=4).contains(&cells.len()), "{}: three or four cells", case.place);
            expectations += 1;
            if found.iter().any(|s| says(s, &case.sentence, cells)) != *must {
                let what = if *must { "missing" } else { "unwanted" };
                failures.push(format!("{}: {what} {} in {}", case.place, cells.join(" | "), case.sentence));
            }
        }
    }
    println!("{}\n{} of {expectations} expectations fail", failures.join("\n"), failures.len());
    assert!(expectations >= 150, "{expectations} expectations");
    // the parser and the rules err on some; more than these means that something broke
    assert!(failures.len() * 100 <= expectations * ALLOWED, "{}", failures.join("\n"));
}
