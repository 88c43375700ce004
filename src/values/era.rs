//! Rules for stretches of the calendar that are no dates: "the 1990s", "the 19th century", "the third
//! quarter", "spring".

use super::date::{looking, nearest, year_after};
use super::lexicon;
use super::number::ordinal;
use super::pieces::{Pieces, is_dash};
use super::point::Point;
use super::time::{Calendar, Found, TimeKind};
use crate::annotate::Upos;

/// Decades, centuries, quarters and seasons.
pub(super) fn era(pieces: &Pieces, at: usize, context: &Calendar) -> Option<Found> {
    let start = at;
    let at = at + usize::from(pieces.form(at) == "the");
    let form = pieces.form(at);
    if let Some(decade) = form.strip_suffix('s').and_then(|f| f.parse::<i16>().ok()).filter(|n| n % 10 == 0) {
        let decade = match decade {
            1000..=2190 => Some(decade / 10),
            20..=90 => Some(190 + decade / 10),
            _ => None,
        };
        return decade.map(|decade| Found::date(at + 1, Some(Point::Decade(decade))));
    }
    let spelled = form.strip_suffix("ies").map(|stem| format!("{stem}y"));
    if start < at
        && let Some(tens) = spelled.and_then(|ten| lexicon::number::<i16>(&ten, "ten"))
    {
        return Some(Found::date(at + 1, Some(Point::Decade(190 + tens / 10))));
    }
    if let Some(nth) = ordinal(form) {
        let next = at + 1 + usize::from(is_dash(pieces.form(at + 1)));
        if pieces.form(next) == "century" && matches!(pieces.form(next + 1), "bc" | "bce" | "b.c.") {
            return Some(Found::other(next + 2, TimeKind::Date, Some(format!("-{:02}", nth - 1)), None));
        }
        if pieces.form(next) == "century" {
            return Some(Found::date(next + 1, Some(Point::Century(nth as i16 - 1))));
        }
        if pieces.form(next) == "quarter" && (1..=4).contains(&nth) {
            return part(pieces, next + 1, context, 32 + nth as i8);
        }
        // "the second half of the 19th century"
        if pieces.form(next) == "half"
            && nth <= 2
            && pieces.form(next + 1) == "of"
            && let Some(whole) = era(pieces, next + 2, context)
            && let Some(Point::Century(century)) = whole.point
        {
            let first = century * 100 + 50 * (nth as i16 - 1);
            let value = format!("{first:04}/{:04}", first + 49);
            return Some(Found::other(whole.end, TimeKind::Range, Some(value), None));
        }
        if pieces.form(next) == "half" && nth <= 2 {
            return part(pieces, next + 1, context, 39 + nth as i8);
        }
    }
    if form == "q"
        && let Ok(nth @ 1..=4) = pieces.form(at + 1).parse::<i8>()
    {
        return part(pieces, at + 2, context, 32 + nth);
    }
    let season = lexicon::number::<i8>(form, "season")?;
    // "fall" and "spring" are verbs too, and "the fall of" is none of a year.
    let with_year = year_after(pieces, at + 1);
    let before = pieces.before(start, 1);
    let noun = pieces
        .sentence
        .words
        .get(pieces.pieces[at].word)
        .is_some_and(|w| matches!(w.upos, Upos::Noun | Upos::Propn | Upos::X));
    match with_year {
        Some((year, end)) => Some(Found::date(end, Some(Point::Part(year, season)))),
        None if noun
            && matches!(before, "in" | "during" | "since" | "by" | "until")
            && pieces.form(at + 1) != "of" =>
        {
            let year = nearest(context, looking(pieces, at), |y| Point::Part(y, season).first_day());
            Some(Found::date(at + 1, year.map(|y| Point::Part(y, season))))
        }
        None => None,
    }
}

/// A quarter, half or season whose year follows or is the document's.
fn part(pieces: &Pieces, end: usize, context: &Calendar, code: i8) -> Option<Found> {
    let (year, end) = match year_after(pieces, end) {
        Some((year, end)) => (Some(year), end),
        None => {
            let skip = usize::from(pieces.form(end) == "of");
            let shift = match (pieces.form(end + skip), pieces.form(end + skip + 1)) {
                ("last", "year") => Some(-1),
                ("this", "year") => Some(0),
                ("next", "year") => Some(1),
                _ => None,
            };
            let year = context.anchor.map(|a| a.year() + shift.unwrap_or(0));
            (year, if shift.is_some() { end + skip + 2 } else { end })
        }
    };
    Some(Found::date(end, year.map(|y| Point::Part(y, code))))
}
