//! **Apposition.** A noun phrase set beside a name says what it is.
//!
//! > Ann Lee, a judge, spoke. — (Ann Lee; is; a judge)

use crate::annotate::Deprel;
use crate::extract::clause::Clauses;
use crate::extract::phrase;
use crate::extract::proposition::{Proposition, Relation};

/// Applies the rule.
pub fn apply(sentence: &Clauses, found: &mut Vec<Proposition>) {
    let tree = sentence.tree;
    if crate::extract::tx("noappos") {
        return;
    }
    for word in 0..tree.len() {
        let (Deprel::Appos, Some(head)) = (tree.word(word).deprel, tree.head(word)) else { continue };
        if !phrase::nominal(tree, word) || !phrase::nominal(tree, head) || phrase::close_apposition(tree, word) || phrase::place_suffix(tree, word) {
            continue;
        }
        found.push(Proposition {
            subject: phrase::argument(tree, head),
            relation: Relation { words: Vec::new(), head: word, lemma: "be".to_owned(), implied: Some("is") },
            object: Some(phrase::argument(tree, word)),
            args: Vec::new(),
            rule: "apposition",
            shape: "own",
            head: word,
            parent: None,
            confidence: 0.0,
        });
    }
}
