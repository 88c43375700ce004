//! **Copular clauses.** A form of "be" links the subject with a noun, an adjective or a
//! prepositional phrase.
//!
//! > The mill is an old building and is close to the river.
//! > — (The mill; is; an old building), (The mill; is close to; the river)
//!
//! An adjective with a phrase after it is part of the relation. Does not apply to a
//! predicate without a subject. Known misses: inverted clauses ("Above it is a replica").

use super::{role, verb};
use crate::annotate::Deprel;
use crate::extract::clause::{self, Clauses, Kind};
use crate::extract::phrase;
use crate::extract::proposition::Proposition;

/// Applies the rule.
pub fn apply(sentence: &Clauses, found: &mut Vec<Proposition>) {
    for clause in sentence.all.iter().filter(|c| !verb::verbal(sentence, c) && (c.kind == Kind::Copular || c.predicate.chain.len() > 1)) {
        for &subject in &clause.subjects {
            verb::copular(sentence, clause, subject, found);
        }
    }
    clausal(sentence, found);
}

/// "The problem is that it rains": the clause is the object.
fn clausal(sentence: &Clauses, found: &mut Vec<Proposition>) {
    let tree = sentence.tree;
    for clause in sentence.all.iter().filter(|c| clause::outer(tree, c.head)) {
        let (Some(subject), Some(copula)) = (tree.child(clause.head, Deprel::NsubjOuter), tree.child(clause.head, Deprel::Cop))
        else {
            continue;
        };
        let mut object = verb::content_argument(sentence, clause.head);
        let outside = tree.subtree(subject, &|_| false);
        object.words.retain(|w| *w != copula && !outside.contains(w));
        let mut proposition = role::is(phrase::argument(tree, subject), object.clone(), "copula");
        proposition.relation.words = vec![copula];
        proposition.relation.before = "";
        proposition.object = Some(object);
        found.push(proposition);
    }
}
