//! **Existential clauses.** "There" is no participant; what exists is the object, and the
//! phrases around it stay arguments.
//!
//! > There were three attempts in May. — (There; were; three attempts; in May)
//!
//! Known misses: "there" as an adverb of place that the parser takes for this one.

use crate::extract::clause::Clauses;
use crate::extract::proposition::{Argument, ArgumentKind, Proposition, Relation};
use crate::extract::{assemble, phrase};

/// Applies the rule.
pub fn apply(sentence: &Clauses, found: &mut Vec<Proposition>) {
    for clause in &sentence.all {
        let Some(there) = clause.existential else { continue };
        for subject in &clause.subjects {
            let mut words = clause.predicate.words.clone();
            words.retain(|&w| w != there && w != subject.head);
            found.push(Proposition {
                subject: Argument {
                    head: there,
                    words: vec![there],
                    marker: Vec::new(),
                    kind: ArgumentKind::Phrase,
                },
                relation: Relation {
                    words,
                    head: clause.head,
                    lemma: "exist".to_owned(),
                    preposition: 0,
                    before: "",
                    after: "",
                },
                object: Some(Argument {
                    marker: Vec::new(),
                    ..phrase::argument(sentence.tree, subject.head)
                }),
                args: assemble::further(sentence, clause, None),
                rule: "existential",
                shape: "own",
                head: clause.head,
                parent: None,
                confidence: 0.0,
            });
        }
    }
}
