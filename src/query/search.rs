//! Full-text search over the names and sentences of a corpus.
//!
//! Ranked by [BM25](https://doi.org/10.1561/1500000019) (Robertson and Zaragoza 2009);
//! texts of equal rank come in the order of the corpus.

use crate::entity::{Entity, Extraction};
use crate::statement::Statement;
use std::collections::{BTreeMap, BTreeSet};

const SATURATION: f64 = 1.2;
const LENGTH: f64 = 0.75;

/// The words of a text as they are compared: letters and digits, in lower case.
pub fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase)
}

/// Whether the text has every word of the search; `nego*` stands for all words that start so.
pub fn matches(text: &str, search: &str) -> bool {
    let here: BTreeSet<String> = words(text).collect();
    let terms = Term::all(search);
    !terms.is_empty() && terms.iter().all(|term| here.iter().any(|word| term.fits(word)))
}

/// One word of a search.
struct Term {
    word: String,
    prefix: bool,
}

impl Term {
    fn all(search: &str) -> Vec<Term> {
        search
            .split_whitespace()
            .flat_map(|part| {
                let mut terms: Vec<Term> = words(part).map(|word| Term { word, prefix: false }).collect();
                if let (true, Some(last)) = (part.ends_with('*'), terms.last_mut()) {
                    last.prefix = true;
                }
                terms
            })
            .collect()
    }

    fn fits(&self, word: &str) -> bool {
        if self.prefix { word.starts_with(&self.word) } else { word == self.word }
    }
}

/// What a search finds.
#[derive(Clone, Debug)]
pub enum Found<'e> {
    /// An entity, by one of its names.
    Entity(&'e Entity),
    /// A sentence, by the first statement made of it.
    Sentence(&'e Statement),
}

/// The entities, then the sentences, that have every word of the search, best first.
pub fn search<'e>(extractions: impl Iterator<Item = &'e Extraction>, search: &str) -> Vec<Found<'e>> {
    let mut entities: BTreeMap<&str, (&Entity, String)> = BTreeMap::new();
    let mut sentences: Vec<(&Statement, String)> = Vec::new();
    for extraction in extractions {
        for entity in &extraction.entities {
            let (_, names) = entities.entry(&entity.id).or_insert((entity, String::new()));
            for name in std::iter::once(&entity.name).chain(&entity.alt_names) {
                names.push_str(name);
                names.push('\n');
            }
        }
        let mut seen = BTreeSet::new();
        let statements = extraction.statements.iter();
        sentences.extend(statements.filter(|s| seen.insert(s.sentence)).map(|s| (s, s.text.clone())));
    }
    let entities: Vec<(&Entity, String)> = entities.into_values().collect();
    let mut found: Vec<Found> = ranked(&entities, search).into_iter().map(Found::Entity).collect();
    found.extend(ranked(&sentences, search).into_iter().map(Found::Sentence));
    found
}

/// The texts that have every word of the search, best first.
fn ranked<T: Copy>(texts: &[(T, String)], search: &str) -> Vec<T> {
    let terms = Term::all(search);
    if terms.is_empty() {
        return Vec::new();
    }
    let mut length = 0;
    let mut known = vec![0usize; terms.len()];
    let mut hits = Vec::new();
    for (item, text) in texts {
        let mut counts = vec![0usize; terms.len()];
        let mut own = 0;
        for word in words(text) {
            own += 1;
            counts.iter_mut().zip(&terms).filter(|(_, t)| t.fits(&word)).for_each(|(count, _)| *count += 1);
        }
        length += own;
        known.iter_mut().zip(&counts).filter(|(_, c)| **c > 0).for_each(|(known, _)| *known += 1);
        if counts.iter().all(|&c| c > 0) {
            hits.push((*item, own, counts));
        }
    }
    let mean = length as f64 / texts.len().max(1) as f64;
    let score = |own: usize, counts: &[usize]| -> f64 {
        let norm = SATURATION * (1.0 - LENGTH + LENGTH * own as f64 / mean);
        let rarity =
            |known: usize| (1.0 + (texts.len() as f64 - known as f64 + 0.5) / (known as f64 + 0.5)).ln();
        let one = |(&count, &known): (&usize, &usize)| {
            rarity(known) * count as f64 * (SATURATION + 1.0) / (count as f64 + norm)
        };
        counts.iter().zip(&known).map(one).sum()
    };
    let mut hits: Vec<(T, f64)> =
        hits.into_iter().map(|(item, own, counts)| (item, score(own, &counts))).collect();
    hits.sort_by(|a, b| b.1.total_cmp(&a.1));
    hits.into_iter().map(|(item, _)| item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_must_be_there_and_rare_ones_weigh_more() {
        let texts = [
            "The talks ended.",
            "Talks, talks and more talks.",
            "The summit and the talks ended well, it was said.",
            "The weather was fine.",
        ];
        let texts: Vec<(usize, String)> = texts.iter().map(|t| (*t).to_owned()).enumerate().collect();
        assert_eq!(ranked(&texts, "TALKS"), [1, 0, 2]);
        assert_eq!(ranked(&texts, "talks ended"), [0, 2]);
        assert_eq!(ranked(&texts, "sum*"), [2]);
        assert_eq!(ranked(&texts, "sum"), [] as [usize; 0]);
        assert_eq!(ranked(&texts, " * - "), [] as [usize; 0]);
    }

    #[test]
    fn words_are_compared_without_case_and_punctuation() {
        assert!(matches("Kim Jong-un met “Trump”.", "jong un trump"));
        assert!(matches("Kim Jong-un met “Trump”.", "Jong-un tru*"));
        assert!(!matches("Kim Jong-un met “Trump”.", "rump"));
        assert!(!matches("anything", ""));
    }
}
