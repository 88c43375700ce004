//! What a fact rests on: statements of several documents, weighed together.

use super::Statement;
use std::collections::{BTreeMap, BTreeSet};

/// The statements behind one fact.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Support {
    /// Their ids.
    pub statements: BTreeSet<String>,
    /// The surest statement of each document: its confidence and its sentence.
    best: BTreeMap<String, (f64, String)>,
}

impl Support {
    /// Adds a statement.
    pub fn add(&mut self, statement: &Statement) {
        self.statements.insert(statement.id.clone());
        let new = (statement.confidence, statement.text.as_str());
        let best = self.best.entry(statement.document.clone()).or_default();
        // Of two as sure ones the first by its words, whatever order they come in.
        if new.0.total_cmp(&best.0).then_with(|| best.1.as_str().cmp(new.1)).is_gt() || best.1.is_empty() {
            *best = (new.0, new.1.to_owned());
        }
    }

    /// The documents, by id.
    pub fn documents(&self) -> impl Iterator<Item = &String> {
        self.best.keys()
    }

    /// Probability that at least one document is right. Documents count as independent,
    /// but a sentence that several print word for word is one testimony.
    pub fn confidence(&self) -> f64 {
        let mut testimonies: BTreeMap<&str, f64> = BTreeMap::new();
        for (confidence, sentence) in self.best.values() {
            let best = testimonies.entry(sentence).or_default();
            *best = best.max(confidence.clamp(0.0, 1.0));
        }
        1.0 - testimonies.values().map(|c| 1.0 - c).product::<f64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::Extraction;

    #[test]
    fn only_independent_documents_add_confidence() -> Result<(), Box<dyn std::error::Error>> {
        let all: Vec<Extraction> = serde_json::from_str(include_str!("../../tests/data/extractions.json"))?;
        let of = |document: &str, text: &str, confidence: f64| {
            let first = all[0].statements[0].clone();
            Statement {
                id: format!("{document}{text}"),
                document: document.into(),
                text: text.into(),
                confidence,
                ..first
            }
        };
        let confidence = |statements: &[Statement]| {
            let mut support = Support::default();
            statements.iter().for_each(|s| support.add(s));
            (support.confidence() * 1e6).round() / 1e6
        };
        let (a, b, copy) =
            (of("a", "A met B.", 0.8), of("b", "B was met by A.", 0.5), of("c", "A met B.", 0.8));
        assert_eq!(confidence(&[a.clone(), b.clone()]), 0.9);
        assert_eq!(confidence(&[b.clone(), a.clone()]), 0.9);
        assert_eq!(confidence(&[a.clone(), copy]), 0.8);
        assert_eq!(confidence(&[a.clone(), of("a", "They met.", 0.7)]), 0.8);
        assert_eq!(confidence(&[]), 0.0);
        Ok(())
    }
}
