//! Whatever is read, its blocks lie in order inside the text, on character boundaries.

use proptest::prelude::*;
use tercet::document::{BlockKind, Document};
use tercet::segment::segment;

fn check(document: &Document) -> Result<(), TestCaseError> {
    let mut at = 0;
    for block in &document.blocks {
        prop_assert!(at <= block.span.start && !block.span.is_empty());
        prop_assert!(document.text.get(block.span.range()).is_some());
        at = block.span.end;
    }
    prop_assert_eq!(document.readable().len(), document.text.len());
    let mut at = 0;
    for sentence in segment(document) {
        for word in &sentence.words {
            prop_assert!(at <= word.span.start && document.text.get(word.span.range()).is_some());
            let boilerplate = |b: &&tercet::document::Block| b.kind == BlockKind::Boilerplate;
            prop_assert!(document.blocks.iter().filter(boilerplate).all(|b| !b.span.contains(word.span)));
            at = word.span.end;
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn blocks_and_words_are_in_order(
        text in "(\n|\r\n|# |- |> |1\\. |```\n|---\n|\\*\\*|_|`|\\[|\\]\\(|\\)|!|\\\\|\\||- Published 3 May 2020\n|    |[a-z]{1,6} |É|日本|\\.|PARIS, March 3 — ){0,60}",
    ) {
        check(&Document::from_text("t", text.as_str()))?;
        check(&Document::from_markdown("m", text.as_str()))?;
        check(&Document::from_lines("l", text.as_str(), true))?;
    }
}
