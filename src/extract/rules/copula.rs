//! **Copular clauses.** A form of "be" links the subject with a noun, an adjective or a
//! prepositional phrase.
//!
//! > The mill is an old building and is close to the river.
//! > — (The mill; is; an old building), (The mill; is close to; the river)
//!
//! An adjective with a phrase after it is part of the relation. Does not apply to a
//! predicate without a subject. Known misses: inverted clauses ("Above it is a replica").

use super::verb;
use crate::annotate::Upos;
use crate::extract::clause::{Clauses, Kind};
use crate::extract::proposition::Proposition;

/// Applies the rule.
pub fn apply(sentence: &Clauses, found: &mut Vec<Proposition>) {
    for clause in sentence.all.iter().filter(|c| !verb::verbal(sentence, c) && (c.kind == Kind::Copular || c.predicate.chain.len() > 1)) {
        for &subject in &clause.subjects {
            verb::copular(sentence, clause, subject, found);
        }
    }
    let _ = Upos::Adj;
}
