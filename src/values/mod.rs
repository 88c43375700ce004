//! Values in text: times after [TIMEX3](https://www.timeml.org/publications/timeMLdocs/timeml_1.2.1.html)
//! and quantities, found in a sentence's words and normalised.
//!
//! The rules are deterministic and finite; words of the calendar, numbers, units
//! and comparisons are data under `ontology/lexicon/`.

mod date;
mod duration;
mod era;
mod lexicon;
mod number;
mod pieces;
mod point;
mod quantity;
mod time;

pub use lexicon::is_phase;
pub use number::ordinal;
pub use quantity::{Comparison, Quantity, quantities};
pub use time::{Calendar, TimeExpression, TimeKind, times};

#[cfg(test)]
mod tests;
