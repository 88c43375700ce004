//! Open information extraction: from a dependency tree to propositions.
//!
//! A sentence is first read as [`clause`]s: a predicate, its subjects, objects,
//! obliques and clausal dependents, with what coordination, relative clauses,
//! participles and control leave unsaid filled in (after ClausIE, Del Corro and
//! Gemulla 2013, and the enhanced dependencies of Schuster and Manning 2016). The
//! [`rules`] then turn clauses and noun phrases into [`Proposition`]s, one file a
//! rule, and [`render`] writes a proposition as one n-ary row or as triples.
//!
//! Extraction never fails: what a tree does not support is left out.

mod assemble;
pub mod clause;
pub mod confidence;
pub mod lexicon;
pub mod mode;
mod phrase;
mod proposition;
mod render;
pub mod rules;

pub use phrase::noun_phrase;
pub use proposition::{Argument, ArgumentKind, Proposition, Relation};
pub use render::{Row, Style, render};

use crate::annotate::Tree;

/// Every proposition of a sentence, in the order of their predicates.
pub fn propositions(tree: &Tree) -> Vec<Proposition> {
    let sentence = clause::Clauses::read(tree);
    let mut found = Vec::new();
    for rule in rules::ALL {
        rule(&sentence, &mut found);
    }
    proposition::finish(tree, found)
}
