//! **Affiliation.** A person's name with the name of a body behind "of", "from", "at" or "with"
//! says where the person belongs.
//!
//! > Bo Dahl of the University of Oslo spoke. — (Bo Dahl; is of; the University of Oslo)
//!
//! Known misses: names that the tagger types otherwise.

use super::role;
use crate::annotate::{Deprel, NameType};
use crate::extract::clause::Clauses;
use crate::extract::phrase;
use crate::extract::proposition::Proposition;

/// Applies the rule.
pub fn apply(sentence: &Clauses, found: &mut Vec<Proposition>) {
    let tree = sentence.tree;
    let kind = |word: usize| tree.sentence.name_at(word).map(|name| name.kind);
    for body in (0..tree.len()).filter(|&w| tree.word(w).deprel == Deprel::Nmod) {
        let Some(person) = tree.head(body).filter(|&h| h < body) else { continue };
        let marker = phrase::marker(tree, body);
        let [preposition] = marker[..] else { continue };
        if kind(person) != Some(NameType::Person)
            || kind(body) != Some(NameType::Organization)
            || !matches!(tree.lemma(preposition), "of" | "from" | "at" | "with")
        {
            continue;
        }
        found.push(role::at(tree, person, preposition, body, "affiliation"));
    }
}
