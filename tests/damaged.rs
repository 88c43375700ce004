//! Damaged models, CoNLL-U files and texts give errors, never a panic: the targets of `fuzz/`
//! on their seeds and on random changes of them, the same on every run.

#![allow(clippy::expect_used)]

#[path = "../fuzz/src/lib.rs"]
mod targets;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{RngSeed, TestRunner};
use tercet::annotate::{Annotator, ENGLISH};

fn runner(cases: u32) -> TestRunner {
    let config =
        ProptestConfig { rng_seed: RngSeed::Fixed(7), failure_persistence: None, ..Default::default() };
    TestRunner::new(ProptestConfig { cases, ..config })
}

/// Runs `target` on the seeds of `folder` as they are and with up to four places overwritten by
/// what `with` makes.
fn changed(folder: &str, cases: u32, with: &str, target: fn(&str)) {
    let mut seeds: Vec<_> = std::fs::read_dir(format!("fuzz/corpus/{folder}"))
        .expect("seeds")
        .flatten()
        .map(|entry| std::fs::read_to_string(entry.path()).expect("a seed is text"))
        .collect();
    seeds.sort();
    seeds.iter().for_each(|seed| target(seed));
    let changes = vec((any::<Index>(), any::<Index>(), with), 1..5);
    runner(cases)
        .run(&(any::<Index>(), changes), |(seed, changes)| {
            let mut text: Vec<char> = seeds[seed.index(seeds.len())].chars().collect();
            for (start, length, with) in changes {
                let start = start.index(text.len() + 1);
                let end = (start + length.index(9)).min(text.len());
                text.splice(start..end, with.chars());
            }
            target(&text.into_iter().collect::<String>());
            Ok(())
        })
        .expect("every input is read or refused");
}

#[test]
fn changed_conllu_is_read_or_refused() {
    changed("conllu", 4000, "[0-9\t\n_#|=.a-z-]{0,4}", targets::conllu);
}

#[test]
fn changed_texts_are_cut_into_words() {
    changed("segment", 4000, "[ -~\n’“”éß東]{0,4}|\\PC{0,2}", targets::segment);
}

#[test]
fn models_with_changed_labels_and_lists_are_refused_or_run() {
    changed("model", 200, "[0-9\t\n|\",a-z]{0,4}", targets::model);
}

/// Half of the changes hit the header, where sizes and labels stand.
#[test]
fn a_changed_byte_of_the_model_is_noticed() {
    runner(64)
        .run(&(any::<Index>(), any::<bool>(), 1u8..), |(at, head, flip)| {
            let mut bytes = ENGLISH.to_vec();
            bytes[at.index(if head { 4096 } else { ENGLISH.len() })] ^= flip;
            prop_assert!(Annotator::from_bytes(&bytes).is_err());
            Ok(())
        })
        .expect("a changed model is refused");
}

#[test]
fn a_cut_model_is_noticed() {
    runner(64)
        .run(&any::<Index>(), |at| {
            prop_assert!(Annotator::from_bytes(&ENGLISH[..at.index(ENGLISH.len())]).is_err());
            Ok(())
        })
        .expect("a cut model is refused");
}
