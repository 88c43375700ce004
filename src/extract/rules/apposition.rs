//! **Apposition.** A noun phrase set beside a name, after a comma or in brackets, says what it is.
//!
//! > Ann Lee, a judge, spoke. — (Ann Lee; is; a judge)
//!
//! Does not apply to the larger place after a place ("Austin, Texas": see `place`), nor
//! to a noun directly before a name (see `title`). Known misses: lists that the parser
//! takes for appositions.

use super::role;
use crate::annotate::Deprel;
use crate::extract::clause::Clauses;
use crate::extract::phrase;
use crate::extract::proposition::Proposition;

/// Applies the rule.
pub fn apply(sentence: &Clauses, found: &mut Vec<Proposition>) {
    let tree = sentence.tree;
    for word in 0..tree.len() {
        let (Deprel::Appos, Some(head)) = (tree.word(word).deprel, tree.head(word)) else { continue };
        let nouns = phrase::nominal(tree, word) && phrase::nominal(tree, head);
        if !nouns || phrase::close_apposition(tree, word) || phrase::place_suffix(tree, word) {
            continue;
        }
        let subject = phrase::argument(tree, head);
        let object = phrase::argument(tree, word);
        found.push(role::is(subject.clone(), object, "apposition"));
        role::of(sentence, word, &subject, found);
    }
}
