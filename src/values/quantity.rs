//! Quantities: numbers with their comparison, unit and currency.

use super::lexicon;
use super::number::{Number, number};
use super::pieces::{Pieces, is_dash};
use super::time::{Calendar, TimeExpression, times};
use crate::annotate::{NameType, Sentence, Upos};
use std::ops::Range;

/// How the text bounds a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names say it
pub enum Comparison {
    Exact,
    About,
    AtLeast,
    AtMost,
    MoreThan,
    LessThan,
    Range,
}

/// A number with what it counts or measures.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Its words, comparison, unit and currency included.
    pub words: Range<usize>,
    /// The number; the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// How the text bounds it.
    pub comparison: Comparison,
    /// The unit of measure: "kilometre", "percent".
    pub unit: Option<String>,
    /// ISO 4217 code of the currency.
    pub currency: Option<String>,
}

impl Comparison {
    /// The comparison in words; nothing for an exact number or a range, which its value tells.
    pub const fn as_str(self) -> Option<&'static str> {
        match self {
            Comparison::Exact | Comparison::Range => None,
            Comparison::About => Some("about"),
            Comparison::AtLeast => Some("at least"),
            Comparison::AtMost => Some("at most"),
            Comparison::MoreThan => Some("more than"),
            Comparison::LessThan => Some("less than"),
        }
    }
}

impl Quantity {
    /// The number as a decimal string, a range as two of them: `30/40`.
    pub fn value(&self) -> String {
        // Floats print the shortest digits that read back; scaled decimals may carry an error far behind the point.
        let decimal = |number: f64| (number * 1e6).round() / 1e6;
        match self.upper {
            Some(upper) => format!("{}/{}", decimal(self.value), decimal(upper)),
            None => decimal(self.value).to_string(),
        }
    }

    /// The unit of measure or the currency.
    pub fn unit(&self) -> Option<&str> {
        self.unit.as_deref().or(self.currency.as_deref())
    }
}

/// The quantities of a sentence, in order, without those inside time expressions and names.
pub fn quantities(sentence: &Sentence, text: &str) -> Vec<Quantity> {
    let pieces = Pieces::new(sentence, text);
    let times = times(sentence, text, &mut Calendar::default());
    let mut found = Vec::new();
    let (mut at, mut floor) = (0, 0);
    while at < pieces.pieces.len() {
        match quantity(&pieces, at, floor).filter(|(q, _)| free(&pieces, at, q, &times)) {
            Some((quantity, end)) => {
                floor = end;
                at = end;
                found.push(quantity);
            }
            None => at += 1,
        }
    }
    found
}

/// Whether a number belongs to neither a time nor a name: "Boeing 737".
fn free(pieces: &Pieces, at: usize, quantity: &Quantity, times: &[TimeExpression]) -> bool {
    let word = pieces.pieces[at].word;
    let timed =
        times.iter().any(|time| time.words.contains(&word) || time.words.contains(&(quantity.words.end - 1)));
    let named = pieces.sentence.name_at(word).is_some_and(|name| {
        !matches!(
            name.kind,
            NameType::Money
                | NameType::Percent
                | NameType::Quantity
                | NameType::Cardinal
                | NameType::Date
                | NameType::Time
        )
    });
    let measured = quantity.unit.is_some() || quantity.currency.is_some();
    // "G-7", "covid-19": the number ends a word that letters begin.
    let glued = at > 1
        && pieces.pieces[at - 1].word == word
        && pieces.pieces[at - 2].word == word
        && is_dash(pieces.form(at - 1))
        && pieces.form(at - 2).starts_with(char::is_alphabetic);
    let letter = at > 0
        && pieces.pieces[at - 1].word == word
        && pieces.form(at - 1).starts_with(char::is_alphabetic)
        && !measured;
    let proper = pieces.sentence.words.get(word).is_some_and(|w| w.upos == Upos::Propn) && !measured;
    !timed && !named && !glued && !letter && !proper
}

fn currency_at(pieces: &Pieces, at: usize) -> Option<&'static str> {
    lexicon::value(pieces.form(at), "currency")
}

/// The quantity whose number starts at piece `at`; words before `floor` are taken.
fn quantity(pieces: &Pieces, at: usize, floor: usize) -> Option<(Quantity, usize)> {
    let first = number(pieces, at)?;
    // "one" alone is mostly a pronoun, "second" no count.
    let mut start = at;
    let mut currency = at
        .checked_sub(1)
        .filter(|i| *i >= floor)
        .and_then(|i| currency_at(pieces, i).filter(|_| !pieces.form(i).ends_with("s")));
    if currency.is_some() {
        start -= 1;
    }
    let (mut upper, mut end) = upper_end(pieces, &first, start);
    let mut value = first.value;
    // "$3-4 billion": the scale belongs to both ends.
    if let Some(last) = upper.as_mut() {
        let scale = [1e12, 1e9, 1e6, 1e3]
            .into_iter()
            .find(|s| last.value >= *s && value < 1000.0 && last.value / *s > value);
        if let Some(scale) = scale.filter(|_| !pieces.form(end - 1).starts_with(|c: char| c.is_ascii_digit()))
        {
            value *= scale;
        }
    }
    let mut unit = None;
    let dash = usize::from(is_dash(pieces.form(end)));
    if pieces.form(end) == "percentage" && pieces.form(end + 1).starts_with("point") {
        unit = Some("percentage point");
        end += 2;
    } else if pieces.form(end) == "per" && pieces.form(end + 1) == "cent" {
        unit = Some("percent");
        end += 2;
    } else if currency.is_none() {
        let next = end
            + usize::from(matches!(
                pieces.form(end),
                "us" | "canadian" | "australian" | "american" | "square" | "cubic"
            ));
        let next = if lexicon::value(pieces.form(end + dash), "measure").is_some()
            || currency_at(pieces, end + dash).is_some()
        {
            end + dash
        } else {
            next
        };
        // Calendar units never reach here, for they make a time.
        if let Some(name) = lexicon::value(pieces.form(next), "currency") {
            currency = Some(name);
            end = next + 1;
        } else if let Some(name) = lexicon::value(pieces.form(next), "measure") {
            unit = Some(name);
            end = next + 1;
        }
    }
    let (mut comparison, from) = before(pieces, start, floor);
    start = from;
    if upper.is_some() {
        comparison = Comparison::Range;
    } else if comparison == Comparison::Exact && first.vague {
        comparison = Comparison::About;
    }
    // "40 or more", "40 or so", "40-plus"
    if comparison == Comparison::Exact {
        let (found, length) = match (pieces.form(end), pieces.form(end + 1)) {
            ("or", "more") => (Comparison::AtLeast, 2),
            ("or", "fewer" | "less") => (Comparison::AtMost, 2),
            ("or", "so") => (Comparison::About, 2),
            ("+", _) => (Comparison::AtLeast, 1),
            ("-" | "–", "plus") => (Comparison::AtLeast, 2),
            _ => (Comparison::Exact, 0),
        };
        comparison = found;
        end += length;
    }
    let quantity = Quantity {
        words: pieces.words(start..end),
        value,
        upper: upper.map(|u| u.value),
        comparison,
        unit: unit.map(str::to_owned),
        currency: currency.map(str::to_owned),
    };
    Some((quantity, end))
}

/// The upper end of "30 to 40", "30–40", "between 30 and 40".
fn upper_end(pieces: &Pieces, first: &Number, start: usize) -> (Option<Number>, usize) {
    let before = pieces.before(start, 1);
    let joint = pieces.form(first.end);
    let joined = is_dash(joint)
        || joint == "to" && before != "to"
        || joint == "and" && before == "between"
        || joint == "or" && before != "either" && pieces.form(first.end + 1) != "more";
    if joined {
        let skip = usize::from(currency_at(pieces, first.end + 1).is_some());
        if let Some(last) = number(pieces, first.end + 1 + skip).filter(|last| last.value > first.value) {
            return (Some(last), last.end);
        }
    }
    (None, first.end)
}

/// The comparison before a number and where it starts.
fn before(pieces: &Pieces, start: usize, floor: usize) -> (Comparison, usize) {
    for length in (1..=4).rev() {
        let Some(from) = start.checked_sub(length).filter(|from| *from >= floor) else { continue };
        let words = (from..start).map(|i| pieces.form(i)).collect::<Vec<_>>().join(" ");
        let comparison = match lexicon::comparison(&words) {
            Some("about") => Comparison::About,
            Some("at least") => Comparison::AtLeast,
            Some("at most") => Comparison::AtMost,
            Some("more") => Comparison::MoreThan,
            Some("less") => Comparison::LessThan,
            Some(_) => Comparison::Exact,
            None => continue,
        };
        return (comparison, from);
    }
    (Comparison::Exact, start)
}
