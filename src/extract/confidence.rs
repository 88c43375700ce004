//! How likely a proposition is right: a logistic regression over the rule, the shape of
//! the clause, lengths, distances and the parser's own probabilities.
//!
//! The weights are `models/confidence.tsv`, learned by `tercet-train`'s `confidence`
//! command; without a weight a feature counts nothing.

use super::proposition::{ArgumentKind, Proposition};
use crate::annotate::{Tree, Upos};
use rustc_hash::FxHashMap;
use std::fmt::Write;
use std::sync::LazyLock;

static WEIGHTS: LazyLock<FxHashMap<&'static str, f32>> = LazyLock::new(|| {
    include_str!("../../models/confidence.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (name, weight) = line.split_once('\t')?;
            Some((name, weight.parse().ok()?))
        })
        .collect()
});

/// The probability that a reader would call the proposition right.
pub(super) fn of(tree: &Tree, proposition: &Proposition) -> f32 {
    let mut sum = 0.0;
    features(tree, proposition, &mut |name| sum += WEIGHTS.get(name).copied().unwrap_or(0.0));
    1.0 / (1.0 + (-sum).exp())
}

/// Calls `see` with the name of every feature of the proposition.
pub fn features(tree: &Tree, proposition: &Proposition, see: &mut dyn FnMut(&str)) {
    let mut name = String::with_capacity(32);
    let mut add = |arguments: std::fmt::Arguments| {
        name.clear();
        let _ = name.write_fmt(arguments);
        see(&name);
    };
    let head = tree.word(proposition.head);
    let (rule, shape) = (proposition.rule, proposition.shape);
    add(format_args!("bias"));
    add(format_args!("rule={rule}"));
    add(format_args!("shape={rule}/{shape}"));
    add(format_args!("deprel={rule}/{}", head.deprel));
    add(format_args!("tag={rule}/{}", head.xpos));
    add(format_args!("relation_words={}", proposition.relation.words.len().min(6)));
    add(format_args!("args={rule}/{}", proposition.args.len().min(3)));
    add(format_args!("sentence={}", bucket(tree.len() / 8)));

    let subject = &proposition.subject;
    add(format_args!("subject_words={}", bucket(subject.words.len())));
    add(format_args!("subject_tag={}", tree.word(subject.head).xpos));
    add(format_args!("subject_distance={}", bucket(subject.head.abs_diff(proposition.head))));
    if subject.head > proposition.head {
        add(format_args!("subject_after={shape}"));
    }
    match &proposition.object {
        None => add(format_args!("object=none/{shape}")),
        Some(object) => {
            let kind = match object.kind {
                ArgumentKind::Clause => "clause",
                ArgumentKind::Quoted => "quoted",
                ArgumentKind::Phrase => "phrase",
            };
            add(format_args!("object={kind}"));
            add(format_args!("object_words={}", bucket(object.words.len())));
            add(format_args!("object_tag={rule}/{}", tree.word(object.head).xpos));
            add(format_args!("object_distance={}", bucket(object.head.abs_diff(proposition.head))));
            let gaps = object.words.windows(2).filter(|w| w[1] != w[0] + 1).count();
            add(format_args!("object_gaps={}", gaps.min(2)));
            if proposition.relation.words.last().is_some_and(|&w| tree.word(w).upos == Upos::Adp) {
                add(format_args!("preposition"));
            }
        }
    }
    let mut lowest: f32 = 1.0;
    let mut product: f32 = 1.0;
    let object_head = proposition.object.as_ref().map(|o| o.head);
    for word in [Some(proposition.head), Some(subject.head), object_head].into_iter().flatten() {
        let probability = tree.word(word).head_probability;
        lowest = lowest.min(probability);
        product *= probability;
    }
    add(format_args!("lowest_head={}", tenth(lowest)));
    add(format_args!("heads={}", tenth(product)));
    let weakest = proposition.words().map(|w| tree.word(w).head_probability).fold(1.0, f32::min);
    add(format_args!("lowest_word={}", tenth(weakest)));
}

/// 1, 2, 3, 4 stand for themselves, then wider and wider ranges.
fn bucket(count: usize) -> usize {
    match count {
        0..=4 => count,
        5..=6 => 5,
        7..=9 => 7,
        10..=14 => 10,
        _ => 15,
    }
}

fn tenth(probability: f32) -> u32 {
    match probability {
        p if p >= 0.99 => 10,
        p if p >= 0.95 => 9,
        p if p >= 0.85 => 8,
        p if p >= 0.7 => 7,
        p if p >= 0.5 => 5,
        _ => 0,
    }
}
