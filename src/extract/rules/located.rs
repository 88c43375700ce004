//! **Located things.** A name of a place in a phrase of a noun says where the thing is.
//!
//! > They met at a conference of judges in Oslo. — (a conference of judges; is in; Oslo)
//!
//! Applies to "in", "at", "near" and "outside" before a proper noun, not to months, years
//! and other times. Known misses: phrases that the parser ties to the verb.

use super::role;
use crate::annotate::{Deprel, NameType, Upos};
use crate::extract::clause::Clauses;
use crate::extract::proposition::Proposition;
use crate::extract::{lexicon, phrase};

/// Applies the rule.
pub fn apply(sentence: &Clauses, found: &mut Vec<Proposition>) {
    let tree = sentence.tree;
    for word in (0..tree.len()).filter(|&w| tree.word(w).deprel == Deprel::Nmod) {
        let Some(noun) = tree.head(word).filter(|&h| h < word) else { continue };
        let marker = phrase::marker(tree, word);
        let [preposition] = marker[..] else { continue };
        let place = match tree.sentence.name_at(word) {
            Some(name) => matches!(name.kind, NameType::Gpe | NameType::Location | NameType::Facility),
            None => {
                tree.sentence.names.is_empty()
                    && tree.word(word).upos == Upos::Propn
                    && !lexicon::is_time(tree, word)
            }
        };
        let thing = matches!(tree.word(noun).upos, Upos::Noun | Upos::Propn) && !lexicon::is_time(tree, noun);
        if !place || !thing || !matches!(tree.lemma(preposition), "in" | "at" | "near" | "outside") {
            continue;
        }
        found.push(role::at(tree, noun, preposition, word, "located"));
    }
}
