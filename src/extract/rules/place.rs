//! **Places in places.** A place name after a place name and a comma is the larger one.
//!
//! > He was born in Austin, Texas. — (Austin; is in; Texas)

use super::role;
use crate::annotate::Deprel;
use crate::extract::clause::Clauses;
use crate::extract::phrase;
use crate::extract::proposition::{Argument, ArgumentKind, Proposition, Relation};

/// Applies the rule.
pub fn apply(sentence: &Clauses, found: &mut Vec<Proposition>) {
    let tree = sentence.tree;
    for word in 0..tree.len() {
        let Some(head) = tree.head(word) else { continue };
        let beside = matches!(tree.word(word).deprel, Deprel::Appos | Deprel::NmodUnmarked);
        if !beside || !phrase::place_suffix(tree, word) {
            continue;
        }
        let inner = tree.subtree(head, &|c| {
            !matches!(tree.word(c).deprel, Deprel::Compound | Deprel::Flat | Deprel::Amod)
        });
        let place = Argument { head, words: inner, marker: Vec::new(), kind: ArgumentKind::Phrase };
        let mut larger = phrase::argument(tree, word);
        larger.marker.clear();
        let relation = Relation {
            words: Vec::new(),
            head: word,
            lemma: "be in".to_owned(),
            preposition: 0,
            before: "is in",
            after: "",
        };
        found.push(Proposition { relation, ..role::is(place, larger, "place") });
    }
}
