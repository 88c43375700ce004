//! The rules, one a file: what each does, an example, when it does not apply, what it misses.
//!
//! Subjects that a clause leaves unsaid, shared objects and merged verb chains are
//! settled before, in [`clause`](super::clause); the rules only read.

pub mod affiliation;
pub mod age;
pub mod apposition;
pub mod copula;
pub mod example;
pub mod existential;
pub mod located;
pub mod naming;
pub mod nominal;
pub mod place;
pub mod role;
pub mod ticker;
pub mod title;
pub mod verb;

use super::clause::Clauses;
use super::proposition::Proposition;

/// Adds the propositions that one rule finds in a sentence.
pub type Rule = fn(&Clauses, &mut Vec<Proposition>);

/// Every rule, in the order in which they run.
pub const ALL: &[Rule] = &[
    verb::apply,
    copula::apply,
    existential::apply,
    naming::apply,
    apposition::apply,
    title::apply,
    place::apply,
    example::apply,
    located::apply,
    affiliation::apply,
    nominal::apply,
    age::apply,
    ticker::apply,
];
