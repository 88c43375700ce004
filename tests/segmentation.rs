//! Segmentation is loss-free, and as good on raw text as the figures in the documentation say.

#![allow(clippy::expect_used)]

use proptest::prelude::*;
use std::path::PathBuf;
use tercet::annotate::conllu;
use tercet::document::Document;
use tercet::evaluate::{Report, evaluate, raw_text};
use tercet::segment::segment;

fn treebank(name: &str) -> Option<String> {
    let shared = std::env::var_os("TERCET_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    std::fs::read_to_string(shared.join("train/ud").join(name)).ok()
}

fn measure(name: &str) -> Option<Report> {
    let Some(gold) = treebank(name) else {
        println!("skipped: no {name} beside the checkout (TERCET_SHARED may name the folder)");
        return None;
    };
    let document = Document::from_paragraphs(name, raw_text(&gold));
    let sentences = segment(&document);
    let mut system = Vec::new();
    conllu::write(&mut system, &document.text, &sentences, 1).expect("writing to memory");
    let system = String::from_utf8(system).expect("UTF-8");
    let report = evaluate(&gold, &system).expect("the same text");
    println!("{name}\n{report}");
    Some(report)
}

#[test]
fn ewt_from_raw_text() {
    if let Some(report) = measure("ewt-dev.conllu") {
        assert!(report.words.f1 >= 0.99 && report.sentences.f1 >= 0.85, "{report}");
    }
}

#[test]
fn gum_from_raw_text() {
    if let Some(report) = measure("gum-dev.conllu") {
        assert!(report.words.f1 >= 0.993 && report.sentences.f1 >= 0.93, "{report}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_and_gaps_rebuild_the_text(text in "([a-zA-Z]{0,5}|[0-9]{0,3}|[ \n.,'’\"“”!?$%&/()\\[\\]:;*@#_+-]{0,3}|\\PC{0,3}){0,40}") {
        let document = Document::from_paragraphs("p", text);
        let mut at = 0;
        let mut rebuilt = String::new();
        for sentence in segment(&document) {
            prop_assert!(!sentence.words.is_empty());
            for word in &sentence.words {
                let (start, end) = (word.span.start as usize, word.span.end as usize);
                prop_assert!(at <= start && start < end);
                let gap = document.text.get(at..start).expect("character boundaries");
                prop_assert!(gap.chars().all(|c| c.is_whitespace() || c.is_control() || "\u{200b}\u{feff}\u{2060}".contains(c)), "lost {gap:?}");
                prop_assert!(!word.joined || gap.is_empty());
                rebuilt.push_str(gap);
                rebuilt.push_str(word.span.of(&document.text));
                at = end;
            }
        }
        rebuilt.push_str(&document.text[at..]);
        prop_assert_eq!(rebuilt, document.text);
    }
}
