//! Rules for lengths of time, ages, sets, frequencies and times of day.

use super::lexicon;
use super::number::number;
use super::pieces::{Pieces, is_dash};
use super::time::{Calendar, Found, TimeKind};
use crate::annotate::{Deprel, NameType};

/// Everything but dates that starts at piece `at`.
pub(super) fn any(pieces: &Pieces, at: usize, _: &Calendar) -> Option<Found> {
    [clock(pieces, at), set(pieces, at), frequency(pieces, at), age(pieces, at), duration(pieces, at)]
        .into_iter()
        .flatten()
        .max_by_key(|found| found.end)
}

/// The ISO 8601 duration of a count of a unit ("7D", "T1H").
fn iso(count: f64, unit: &str) -> Option<String> {
    let (time, unit) = unit.strip_prefix('T').map_or(("", unit), |rest| ("T", rest));
    let letter = unit.chars().last()?;
    let size: f64 = unit.trim_end_matches(letter).parse().ok()?;
    let total = count * size;
    // ISO 8601 counts in whole units: half a year is six months.
    let (total, letter, time) = match (total.fract() == 0.0, letter, time) {
        (true, ..) => (total, letter, time),
        (_, 'Y', _) => ((total * 12.0).round(), 'M', ""),
        (_, 'H', _) => ((total * 60.0).round(), 'M', "T"),
        (_, 'M', "T") => ((total * 60.0).round(), 'S', "T"),
        (_, 'D', _) => ((total * 24.0).round(), 'H', "T"),
        (_, 'M', _) => ((total * 30.0).round(), 'D', ""),
        _ => (total.round(), letter, time),
    };
    Some(format!("P{time}{total:.0}{letter}"))
}

fn lasting(end: usize, value: Option<String>) -> Option<Found> {
    let datatype = value.as_ref().map(|_| "duration");
    Some(Found::other(end, TimeKind::Duration, value, datatype))
}

/// "six months", "a two-week", "half an hour", "several years", "decades"
fn duration(pieces: &Pieces, at: usize) -> Option<Found> {
    let skip = usize::from(pieces.form(at) == "the");
    let skip =
        skip + usize::from(matches!(pieces.form(at + skip), "past" | "last" | "next" | "first" | "coming"));
    let framed = skip > 0 && (skip == 2 || pieces.form(at) != "the");
    if skip > 0 {
        let inner = if framed { counted(pieces, at + skip, true) } else { None };
        return inner;
    }
    counted(pieces, at, false)
}

fn counted(pieces: &Pieces, at: usize, framed: bool) -> Option<Found> {
    let form = pieces.form(at);
    let unit = |i: usize| lexicon::value(pieces.form(i), "unit");
    if form == "half" && matches!(pieces.form(at + 1), "a" | "an") {
        return lasting(at + 3, iso(0.5, unit(at + 2)?));
    }
    if matches!(form, "several" | "many" | "few" | "some")
        && pieces.form(at + 1).ends_with('s')
        && unit(at + 1).is_some()
    {
        return lasting(at + 2, None);
    }
    if form == "a" && matches!(pieces.form(at + 1), "few" | "couple") {
        let of = usize::from(pieces.form(at + 2) == "of");
        let count = (pieces.form(at + 1) == "couple").then_some(2.0);
        let value = unit(at + 2 + of).and_then(|u| count.map(|c| iso(c, u)));
        unit(at + 2 + of)?;
        return lasting(at + 3 + of, value.flatten());
    }
    if matches!(form, "a" | "an" | "one")
        && let Some(size) = unit(at + 1).filter(|_| !pieces.form(at + 1).ends_with('s'))
    {
        // "a second" is more often an ordinal, "a quarter" a fraction.
        if matches!(pieces.form(at + 1), "second" | "quarter" | "min" | "night" | "day" | "weekend")
            && form != "one"
            && pieces.before(at, 1) != "for"
        {
            return None;
        }
        let half =
            pieces.form(at + 2) == "and" && pieces.form(at + 3) == "a" && pieces.form(at + 4) == "half";
        return lasting(if half { at + 5 } else { at + 2 }, iso(if half { 1.5 } else { 1.0 }, size));
    }
    if framed && let Some(size) = unit(at).filter(|_| !pieces.form(at).ends_with('s')) {
        return lasting(at + 1, iso(1.0, size));
    }
    // "decades", "for years"
    if matches!(form, "decades" | "centuries")
        || matches!(pieces.before(at, 1), "for" | "in") && form.ends_with('s') && unit(at).is_some()
    {
        return lasting(at + 1, None);
    }
    let count = number(pieces, at)?;
    let of = usize::from(pieces.form(count.end) == "of" || is_dash(pieces.form(count.end)));
    // "five to ten years" keeps the range open.
    if matches!(pieces.form(count.end), "to" | "or" | "-" | "–")
        && let Some(upper) = number(pieces, count.end + 1)
        && unit(upper.end).is_some()
    {
        return lasting(upper.end + 1, None);
    }
    let mut end = count.end + of;
    let mut size = unit(end);
    // "two more years", "five consecutive days"
    if size.is_none()
        && matches!(
            pieces.form(end),
            "more"
                | "full"
                | "consecutive"
                | "straight"
                | "whole"
                | "successive"
                | "working"
                | "long"
                | "additional"
                | "further"
        )
    {
        end += 1;
        size = unit(end);
    }
    let size = size?;
    // A fraction of a unit and ordinals are not counts: "three quarters", "9/11 seconds".
    if pieces.form(end).starts_with("quarter") && of == 0 && count.value <= 3.0 {
        return None;
    }
    let value = if count.vague { None } else { iso(count.value, size) };
    lasting(end + 1, value)
}

/// "34-year-old", "34 years old", "aged 34"
fn age(pieces: &Pieces, at: usize) -> Option<Found> {
    if matches!(pieces.form(at), "aged" | "age") {
        let years = number(pieces, at + 1 + usize::from(pieces.form(at + 1) == "of"))?;
        // "the age of four months"
        return match lexicon::value(pieces.form(years.end), "unit") {
            Some(unit) => lasting(years.end + 1, iso(years.value, unit)),
            None => lasting(years.end, iso(years.value, "1Y")),
        };
    }
    let count = number(pieces, at)?;
    // "had left home *at 16*"
    let word = &pieces.sentence.words[pieces.pieces[at].word];
    if pieces.before(at, 1) == "at"
        && matches!(word.deprel, Deprel::Obl | Deprel::Advcl)
        && pieces.pieces[at].form.chars().all(|c| c.is_ascii_digit())
        && count.end == at + 1
        && (10.0..100.0).contains(&count.value)
        && !pieces
            .sentence
            .words
            .iter()
            .any(|w| w.head == Some(pieces.pieces[at].word as u32) && w.deprel == Deprel::Nmod)
    {
        return lasting(count.end, iso(count.value, "1Y"));
    }
    let dash = usize::from(is_dash(pieces.form(count.end)));
    let unit = lexicon::value(pieces.form(count.end + dash), "unit")?;
    let next = count.end + dash + 1;
    let old = next + usize::from(is_dash(pieces.form(next)));
    matches!(pieces.form(old), "old" | "olds").then(|| lasting(old + 1, iso(count.value, unit)))?
}

/// "every week", "each year", "daily", "twice a month", "on Fridays"
fn set(pieces: &Pieces, at: usize) -> Option<Found> {
    let form = pieces.form(at);
    let repeated = |end, value| Some(Found::other(end, TimeKind::Set, value, Some("duration")));
    if let Some(value) = lexicon::value(form, "set") {
        // the name of a paper: "the Lagos Weekly"
        let word = pieces.pieces[at].word;
        let name = pieces.sentence.name_at(word).map(|name| name.kind);
        let named = pieces.pieces[at].capital
            && word > 0
            && !matches!(name, None | Some(NameType::Date | NameType::Time));
        let basis = usize::from(pieces.form(at + 1) == "basis");
        return (!named).then(|| repeated(at + 1 + basis, Some(value.to_owned())))?;
    }
    if matches!(form, "every" | "each") {
        let next = pieces.form(at + 1);
        if let Some(unit) = lexicon::value(next, "unit") {
            return repeated(at + 2, iso(1.0, unit));
        }
        if lexicon::value(next, "weekday").is_some() {
            let end = at + 2 + usize::from(lexicon::value(pieces.form(at + 2), "daypart").is_some());
            return repeated(end, Some("P7D".to_owned()));
        }
        if lexicon::value(next, "daypart").is_some() {
            return repeated(at + 2, Some("P1D".to_owned()));
        }
        if lexicon::value(next, "month").is_some() || lexicon::value(next, "season").is_some() {
            return repeated(at + 2, Some("P1Y".to_owned()));
        }
        if next == "other" {
            return repeated(at + 3, iso(2.0, lexicon::value(pieces.form(at + 2), "unit")?));
        }
        let count = number(pieces, at + 1)?;
        return repeated(count.end + 1, iso(count.value, lexicon::value(pieces.form(count.end), "unit")?));
    }
    if matches!(form, "per") {
        let unit = lexicon::value(pieces.form(at + 1), "unit")?;
        return repeated(at + 2, iso(1.0, unit));
    }
    // "twice a year", "three times a week"
    if let Some(times) = frequency(pieces, at) {
        let article = matches!(pieces.form(times.end), "a" | "an" | "per" | "every" | "each");
        let unit = lexicon::value(pieces.form(times.end + 1), "unit").filter(|_| article)?;
        return repeated(times.end + 2, iso(1.0, unit));
    }
    // "five days a week"
    if let Some(days) = number(pieces, at).filter(|n| matches!(pieces.form(n.end), "day" | "days"))
        && matches!(pieces.form(days.end + 1), "a" | "per" | "every" | "each")
        && pieces.form(days.end + 2) == "week"
    {
        return repeated(days.end + 3, Some("P7D".to_owned()));
    }
    let day = form.strip_suffix('s')?;
    lexicon::value(day, "weekday").filter(|_| day.len() > 5)?;
    repeated(at + 1, Some("P7D".to_owned()))
}

/// "twice", "three times", "several times"
fn frequency(pieces: &Pieces, at: usize) -> Option<Found> {
    let counted = |end, value: Option<String>| {
        let datatype = value.as_ref().map(|_| "integer");
        Some(Found::other(end, TimeKind::Frequency, value, datatype))
    };
    let word = pieces.pieces.get(at)?.word;
    match pieces.form(at) {
        "once" => {
            // The conjunction, "at once" and "once-" as in "once-mighty" count nothing.
            let word = pieces.sentence.words.get(word)?;
            let counts = word.deprel != Deprel::Mark
                && pieces.before(at, 1) != "at"
                && !is_dash(pieces.form(at + 1))
                && pieces.form(at + 1) != "again";
            counts.then(|| counted(at + 1, Some("1".to_owned())))?
        }
        "twice" => counted(at + 1, Some("2".to_owned())),
        "thrice" => counted(at + 1, Some("3".to_owned())),
        "several" | "many" | "multiple" | "numerous" if pieces.form(at + 1) == "times" => {
            counted(at + 2, None)
        }
        _ => {
            let count = number(pieces, at)?;
            let of = usize::from(pieces.form(count.end) == "of");
            // "three times as many" compares.
            let compares = matches!(
                pieces.form(count.end + of + 1),
                "as" | "more" | "larger" | "higher" | "the" | "bigger" | "greater"
            );
            if pieces.form(count.end + of) != "times" || compares {
                return None;
            }
            counted(count.end + of + 1, (!count.vague).then(|| format!("{}", count.value)))
        }
    }
}

/// "3 pm", "3:30 p.m.", "15:00", "noon", "10 o'clock"
fn clock(pieces: &Pieces, at: usize) -> Option<Found> {
    let form = pieces.form(at);
    let told = |end, value: String| Some(Found::other(end, TimeKind::Time, Some(value), Some("time")));
    if let Some(value) = lexicon::value(form, "clock") {
        return told(at + 1, value.to_owned());
    }
    let military = pieces.before(at, 1) == "at"
        && form.len() == 4
        && matches!(pieces.form(at + 1), "gmt" | "utc" | "hours");
    let (hour, minute): (u8, Option<u8>) = match form.split_once([':', '.']) {
        Some((hour, minute)) if minute.len() == 2 => (hour.parse().ok()?, Some(minute.parse().ok()?)),
        _ if military => (form[..2].parse().ok()?, Some(form[2..].parse().ok()?)),
        _ => (form.parse().ok().or_else(|| lexicon::number(form, "small"))?, None),
    };
    // "3 p.m." may be cut before or inside the abbreviation.
    let (half, end) = match (pieces.form(at + 1), pieces.form(at + 2), pieces.form(at + 3)) {
        ("am", ..) => (Some(0), at + 2),
        ("pm", ..) => (Some(12), at + 2),
        ("a", ".", "m") => (Some(0), at + 4),
        ("p", ".", "m") => (Some(12), at + 4),
        ("o'clock" | "o’clock", ..) => (None, at + 2),
        ("gmt" | "utc" | "hours", ..) if military => (None, at + 2),
        ("gmt" | "utc" | "bst" | "est" | "et" | "cet", ..) if minute.is_some() => (None, at + 2),
        _ if minute.is_some() && form.contains(':') => (None, at + 1),
        _ => return None,
    };
    let local = pieces.form(end) == "local" && pieces.form(end + 1) == "time";
    let end = if local { end + 2 } else { end };
    let hour = match half {
        Some(shift) if (1..=12).contains(&hour) => hour % 12 + shift,
        Some(_) => return None,
        None => hour,
    };
    let minute = minute.unwrap_or(0);
    (hour < 24 && minute < 60).then(|| told(end, format!("{hour:02}:{minute:02}:00")))?
}
