//! **Verb clauses.** Subject, verb, objects and phrases become one proposition for each
//! coordinated subject and object.
//!
//! > The old mill was sold to a brewer in May.
//! > — (The old mill; was sold to; a brewer; in May)
//!
//! The object is the direct object; else the complement ("became *a judge*"), the
//! content of a verb of saying ("said *that …*"), the agent of a passive, or the first
//! phrase after the verb, whose preposition then ends the relation.
//!
//! Does not apply to a verb without any subject (imperatives, headlines' bare
//! participles), nor to verbs whose subject is a clause.
//!
//! Known misses: ellipsis ("Ann likes tea and Bob coffee").

use crate::annotate::{Deprel, Upos};
use crate::extract::assemble::{self, End, Stem};
use crate::extract::clause::{self, Clause, Clauses};
use crate::extract::phrase;
use crate::extract::proposition::Proposition;

/// Applies the rule.
pub fn apply(sentence: &Clauses, found: &mut Vec<Proposition>) {
    let tree = sentence.tree;
    for clause in sentence.all.iter().filter(|c| verbal(sentence, c) && c.existential.is_none()) {
        let (ends, chosen) = ends(sentence, clause);
        let verb = clause.predicate.lexical();
        let words = clause.predicate.words.clone();
        let stem = Stem { rule: "verb", words, head: verb, lemma: assemble::lemma(tree, verb) };
        let args = assemble::further(sentence, clause, chosen);
        assemble::propositions(sentence, clause, &stem, &ends, &args, found);
    }
}

/// Whether the last predicate of a clause's chain is a verb.
pub(super) fn verbal(sentence: &Clauses, clause: &Clause) -> bool {
    let tree = sentence.tree;
    let last = clause.predicate.lexical();
    let infinitive = || tree.children_by(last, &[Deprel::Mark]).any(|m| phrase::is_to(tree, m));
    // the copula of "the problem is *that it rains*" belongs to the clause outside
    tree.word(last).upos == Upos::Verb
        && (tree.child(last, Deprel::Cop).is_none() || infinitive() || clause::outer(tree, last))
}

/// What the clause's verb reaches, and the phrase among it that stands for an object.
fn ends(sentence: &Clauses, clause: &Clause) -> (Vec<End>, Option<usize>) {
    let tree = sentence.tree;
    if !clause.objects.is_empty() {
        let ends = clause.objects.iter().map(|slot| End::bare(phrase::argument(tree, slot.head)));
        return (ends.collect(), None);
    }
    if let Some(complement) = clause.complement {
        let ends = phrase::conjuncts(tree, complement).into_iter().map(|part| {
            let argument = phrase::argument(tree, part);
            End { preposition: argument.marker.clone(), object: Some(argument) }
        });
        return (ends.collect(), None);
    }
    if let Some(content) = clause.content {
        let parts = assemble::contents(sentence, content).into_iter();
        return (parts.map(|part| End::bare(assemble::clause_argument(sentence, part))).collect(), None);
    }
    match assemble::first_phrase(tree, clause) {
        Some(slot) => (assemble::phrase_ends(tree, slot), Some(slot.head)),
        None => (vec![End { preposition: Vec::new(), object: None }], None),
    }
}
