//! **Naming.** Who calls, names or describes a thing as something says what it is to them.
//!
//! > The paper referred to the plan as a "serious risk". — (the plan; is; a "serious risk"),
//! > reported by (The paper; referred to; the plan; as a "serious risk")
//!
//! Verbs: `ontology/lexicon/naming.tsv`. Known misses: passives, whose own proposition says
//! the same ("is known as").

use super::role;
use crate::extract::clause::Clauses;
use crate::extract::proposition::Proposition;
use crate::extract::{lexicon, phrase};

/// Applies the rule.
pub fn apply(sentence: &Clauses, found: &mut Vec<Proposition>) {
    let tree = sentence.tree;
    for clause in &sentence.all {
        let verb = clause.predicate.lexical();
        if !lexicon::is_naming(tree.lemma(verb)) || clause.predicate.passive || clause.subjects.is_empty() {
            continue;
        }
        let as_phrase = (clause.obliques.iter())
            .find(|s| s.marker.iter().any(|&m| tree.lemma(m) == "as"))
            .map(|s| s.head);
        let Some(description) = as_phrase.or(clause.complement) else { continue };
        let named = (clause.objects.first()).or_else(|| {
            clause
                .obliques
                .iter()
                .find(|s| s.head != description && s.marker.iter().any(|&m| tree.lemma(m) == "to"))
        });
        let Some(named) = named else { continue };
        for part in phrase::conjuncts(tree, description) {
            let mut proposition =
                role::is(phrase::argument(tree, named.head), phrase::argument(tree, part), "naming");
            proposition.head = description;
            found.push(proposition);
        }
    }
}
