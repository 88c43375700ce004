//! Numbers in digits and words.

use super::lexicon;
use super::pieces::{Pieces, is_dash};

/// A number and where it ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// Its value.
    pub value: f64,
    /// One past its last piece.
    pub end: usize,
    /// Whether it is an indefinite plural: "dozens".
    pub vague: bool,
}

/// Reads digits: "1,250.5"; `None` for anything else, clock times and dates included.
pub fn digits(form: &str) -> Option<f64> {
    if !form.starts_with(|c: char| c.is_ascii_digit())
        || !form.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.')
    {
        return None;
    }
    // Commas group thousands.
    let grouped = form.split(',').skip(1).all(|group| group.split('.').next().is_some_and(|g| g.len() == 3));
    grouped.then(|| form.replace(',', "").parse().ok())?
}

/// The ordinal in digits or words: "18th", "third".
pub fn ordinal(form: &str) -> Option<u32> {
    ["th", "st", "nd", "rd"]
        .iter()
        .find_map(|ending| form.strip_suffix(ending).and_then(|number| number.parse().ok()))
        .or_else(|| lexicon::number(form, "ordinal"))
}

/// The number that starts at piece `at`.
pub fn number(pieces: &Pieces, at: usize) -> Option<Number> {
    let form = pieces.form(at);
    if let Some(value) = lexicon::number::<f64>(form, "many") {
        return Some(many(pieces, at, value));
    }
    if let Some(value) = digits(form) {
        let next = pieces.form(at + 1);
        // "3 1/2" and "3.5bn", "3.5 million"
        let same_word = pieces.pieces.get(at + 1).is_some_and(|p| p.word == pieces.pieces[at].word);
        let mut end = at + 1;
        let mut value = value;
        if let Some(scale) = lexicon::number::<f64>(next, "suffix")
            .filter(|_| same_word || matches!(next, "bn" | "tn" | "mn" | "trn" | "mln" | "bln"))
        {
            value *= scale;
            end += 1;
        }
        while let Some(scale) = lexicon::number::<f64>(pieces.form(end), "scale") {
            value *= scale;
            end += 1;
        }
        return Some(Number { value, end, vague: false });
    }
    words(pieces, at)
}

/// "dozens", "hundreds of thousands", "tens of millions"
fn many(pieces: &Pieces, at: usize, first: f64) -> Number {
    let (mut value, mut end) = (first, at + 1);
    while pieces.form(end) == "of"
        && let Some(next) = lexicon::number::<f64>(pieces.form(end + 1), "many")
    {
        value *= next;
        end += 2;
    }
    Number { value, end, vague: true }
}

/// "two hundred and fifty thousand", "twenty-five", "a dozen", "half", "two thirds"
fn words(pieces: &Pieces, at: usize) -> Option<Number> {
    let (mut total, mut group, mut end, mut seen) = (0.0, 0.0, at, false);
    if matches!(pieces.form(at), "a" | "an") {
        let next = pieces.form(at + 1);
        let scale = lexicon::number::<f64>(next, "scale").or_else(|| lexicon::number(next, "fraction"))?;
        // "a second", "a third of", "a quarter of": only with "of" or "per cent" a share.
        if scale < 1.0 {
            return matches!(pieces.form(at + 2), "of").then_some(Number {
                value: scale,
                end: at + 2,
                vague: false,
            });
        }
        group = 1.0;
        end += 1;
    }
    loop {
        let form = pieces.form(end);
        if let Some(value) = lexicon::number::<f64>(form, "small") {
            // "two five" is no number, "twenty five" is.
            if seen && group % 10.0 != 0.0 || group == 10.0 {
                break;
            }
            group += value;
        } else if let Some(value) = lexicon::number::<f64>(form, "ten") {
            if seen && group % 100.0 != 0.0 {
                break;
            }
            group += value;
        } else if let Some(scale) = lexicon::number::<f64>(form, "scale") {
            if group == 0.0 {
                break;
            }
            if scale < 1000.0 {
                group *= scale;
            } else {
                total += group * scale;
                group = 0.0;
            }
        } else if !(seen && joins(pieces, end, group, total)) {
            break;
        }
        seen = true;
        end += 1;
    }
    if seen
        && let Some(share) = lexicon::number::<f64>(pieces.form(end), "fraction").or_else(|| {
            is_dash(pieces.form(end)).then(|| lexicon::number(pieces.form(end + 1), "fraction"))?
        })
        && (pieces.form(end).ends_with('s') || is_dash(pieces.form(end)) || total + group == 1.0)
        && pieces.form(end) != "seconds"
    {
        let end = if is_dash(pieces.form(end)) { end + 2 } else { end + 1 };
        return Some(Number { value: (total + group) * share, end, vague: false });
    }
    if !seen && pieces.form(at) == "half" {
        return Some(Number { value: 0.5, end: at + 1, vague: false });
    }
    // "two and a half"
    if seen {
        let dashes = usize::from(is_dash(pieces.form(end)));
        if pieces.form(end + dashes) == "and"
            && pieces.form(end + 2 * dashes + 1) == "a"
            && pieces.form(end + 3 * dashes + 2) == "half"
        {
            return Some(Number { value: total + group + 0.5, end: end + 3 * dashes + 3, vague: false });
        }
    }
    seen.then_some(Number { value: total + group, end, vague: false })
}

/// Whether the piece joins the parts of one number: "hundred and five", "twenty-five".
fn joins(pieces: &Pieces, at: usize, group: f64, total: f64) -> bool {
    let (form, next) = (pieces.form(at), pieces.form(at + 1));
    form == "and" && (group >= 100.0 || total > 0.0) && small(next)
        || is_dash(form) && group >= 20.0 && lexicon::value(next, "small").is_some()
}

fn small(form: &str) -> bool {
    lexicon::value(form, "small").is_some() || lexicon::value(form, "ten").is_some()
}
