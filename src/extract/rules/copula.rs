//! **Copular clauses.** A form of "be" links the subject with a noun, an adjective, a
//! prepositional phrase or a clause.
//!
//! > The mill is an old building and is close to the river.
//! > — (The mill; is; an old building), (The mill; is close to; the river)
//!
//! > The problem is that it rains. — (The problem; is; that it rains)
//!
//! An adjective with a phrase after it is part of the relation. Does not apply to a
//! predicate without a subject. Known misses: inverted clauses ("Above it is a replica").

use super::{role, verb};
use crate::annotate::{Deprel, Upos, Xpos};
use crate::extract::assemble::{self, End, Stem};
use crate::extract::clause::{self, Clause, Clauses, Kind};
use crate::extract::phrase;
use crate::extract::proposition::{Argument, Proposition};

/// Applies the rule.
pub fn apply(sentence: &Clauses, found: &mut Vec<Proposition>) {
    let copular = |c: &&Clause| {
        !verb::verbal(sentence, c)
            && c.existential.is_none()
            && (c.kind == Kind::Copular || c.predicate.chain.len() > 1)
    };
    for clause in sentence.all.iter().filter(copular) {
        predicate(sentence, clause, found);
    }
    for clause in sentence.all.iter().filter(|c| clause::outer(sentence.tree, c.head)) {
        clausal(sentence, clause, found);
    }
}

fn predicate(sentence: &Clauses, clause: &Clause, found: &mut Vec<Proposition>) {
    let tree = sentence.tree;
    let head = clause.predicate.lexical();
    let adjective = matches!(tree.word(head).upos, Upos::Adj | Upos::Verb | Upos::Adv);
    let chosen = assemble::first_phrase(tree, clause).filter(|s| adjective && s.head > head);
    let mut words = clause.predicate.words.clone();
    let content =
        clause.content.filter(|&c| chosen.is_none() && tree.word(head).upos == Upos::Adj && c > head);
    let (ends, lemma) = match chosen {
        // "is afraid *that it may rain*"
        None if content.is_some() => {
            let parts = content.into_iter().flat_map(|c| assemble::contents(sentence, c));
            let ends = parts.map(|part| End::bare(assemble::clause_argument(sentence, part)));
            (ends.collect(), assemble::lemma(tree, head))
        }
        Some(slot) => (assemble::phrase_ends(tree, slot), assemble::lemma(tree, head)),
        None => {
            if adjective {
                let own = phrase::noun_phrase(tree, head);
                words.retain(|w| !own.contains(w));
            }
            let preposition = phrase::marker(tree, head);
            let parts = phrase::members(tree, head).into_iter();
            let alone = parts.filter(|&part| part == head || sentence.at(part).is_none());
            let mut objects: Vec<Argument> = alone.map(|part| phrase::argument(tree, part)).collect();
            // "Among them *was* Ann"
            objects.iter_mut().for_each(|o| o.words.retain(|w| !words.contains(w)));
            // "The exports are *copper and wool*": together, no one of them alone.
            let several = clause.subjects.first().is_some_and(|s| tree.word(s.head).xpos == Xpos::Nns);
            let nouns = objects.iter().all(|o| matches!(tree.word(o.head).upos, Upos::Noun | Upos::Propn));
            if several && nouns && objects.len() > 1 {
                let words = objects.iter().flat_map(|o| &o.words);
                let (first, last) = (words.clone().min().copied(), words.max().copied());
                let words = (first.unwrap_or(head)..=last.unwrap_or(head)).collect();
                objects = vec![Argument { words, ..objects.swap_remove(0) }];
            }
            let end = |object| End { preposition: preposition.clone(), object: Some(object) };
            (objects.into_iter().map(end).collect(), "be".to_owned())
        }
    };
    let stem = Stem { rule: "copula", words, head, lemma };
    let mut args = assemble::further(sentence, clause, chosen.map(|s| s.head));
    // "so far away": the adverb is part of what the subject is
    // "is *hours* long" measures
    args.retain(|(_, a)| {
        !(adjective && a.marker.is_empty() && a.head + 1 == head && tree.word(a.head).upos == Upos::Noun)
    });
    args.retain(|(_, a)| !ends.iter().flat_map(|e| &e.object).any(|o| o.words.contains(&a.head)));
    assemble::propositions(sentence, clause, &stem, &ends, &args, found);
}

/// "The problem is that it rains": the clause is the object.
fn clausal(sentence: &Clauses, clause: &Clause, found: &mut Vec<Proposition>) {
    let tree = sentence.tree;
    let subject = tree.child(clause.head, Deprel::NsubjOuter);
    let (Some(subject), Some(copula)) = (subject, tree.child(clause.head, Deprel::Cop)) else { return };
    let mut object = assemble::clause_argument(sentence, clause.head);
    let outside = tree.subtree(subject, &|_| false);
    object.words.retain(|w| *w != copula && !outside.contains(w));
    let mut proposition = role::is(phrase::argument(tree, subject), object.clone(), "copula");
    proposition.relation.words = vec![copula];
    proposition.relation.before = "";
    proposition.object = Some(object);
    found.push(proposition);
}
