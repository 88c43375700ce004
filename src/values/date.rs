//! Rules for dates: "Friday, June 18, 2021", "in spring", "the 1990s", "yesterday", "last month".

use super::era::era;
use super::lexicon;
use super::number::{number, ordinal};
use super::pieces::{Pieces, is_dash};
use super::point::{Point, monday, weekday};
use super::time::{Calendar, Direction, Found, TimeKind, direction, is_present};
use crate::annotate::{Deprel, NameType, Upos, Word};
use jiff::ToSpan;
use jiff::civil::Date;

/// Words after which a bare number is a year, and a bare season one of a year.
const BEFORE_YEARS: &[&str] = &[
    "in",
    "since",
    "by",
    "from",
    "until",
    "till",
    "of",
    "during",
    "before",
    "after",
    "to",
    "through",
    "early",
    "late",
    "mid",
    "between",
    "around",
    "year",
    "fiscal",
    "fy",
    "(",
    "circa",
    "and",
    "-",
    "–",
    "for",
    "throughout",
    "than",
];

fn year_of(form: &str) -> Option<i16> {
    (form.len() == 4 && form.bytes().all(|b| b.is_ascii_digit()))
        .then(|| form.parse().ok())?
        .filter(|y| (1000..=2199).contains(y))
}

fn month_at(pieces: &Pieces, at: usize) -> Option<i8> {
    let piece = pieces.pieces.get(at)?;
    let month = lexicon::number(&piece.form, "month")?;
    // "may" and "march" are months only as names.
    let verb = matches!(pieces.sentence.words.get(piece.word)?.upos, Upos::Aux | Upos::Verb);
    (piece.capital && !verb).then_some(month)
}

fn day_at(pieces: &Pieces, at: usize) -> Option<i8> {
    let form = pieces.form(at);
    let day = match form.parse::<i8>() {
        Ok(day) => day,
        Err(_) => {
            i8::try_from(ordinal(form).filter(|_| form.starts_with(|c: char| c.is_ascii_digit()))?).ok()?
        }
    };
    (1..=31).contains(&day).then_some(day)
}

/// The year in which a month and day fall that the text gives without one.
pub(super) fn nearest(
    context: &Calendar,
    looking: Direction,
    make: impl Fn(i16) -> Option<Date>,
) -> Option<i16> {
    let Some(anchor) = context.anchor else {
        // A text without a date of its own tells on from the last one named.
        // "Her feast is 3 May", of any year.
        let told = looking != Direction::Future;
        return context.year.filter(|&year| told && make(year).is_some());
    };
    let year = anchor.year();
    let candidates = [year - 1, year, year + 1].into_iter().filter_map(|y| make(y).map(|d| (y, d)));
    match looking {
        Direction::Past => candidates.filter(|(_, d)| *d <= anchor).last(),
        Direction::Future => candidates.filter(|(_, d)| *d >= anchor).min_by_key(|(y, _)| *y),
        Direction::Unknown => candidates
            .min_by_key(|(_, d)| (d.since(anchor).map_or(i32::MAX, |s| s.get_days().abs()), *d > anchor)),
    }
    .map(|(y, _)| y)
}

pub(super) fn looking(pieces: &Pieces, at: usize) -> Direction {
    pieces.pieces.get(at).map_or(Direction::Unknown, |p| direction(pieces.sentence, p.word))
}

fn month_day(pieces: &Pieces, at: usize, context: &Calendar, month: i8, day: i8) -> Option<Point> {
    if !(1..=31).contains(&day) || Date::new(2020, month, day).is_err() {
        return None;
    }
    let year = nearest(context, looking(pieces, at), |y| Date::new(y, month, day).ok());
    match year {
        Some(year) => Date::new(year, month, day).ok().map(Point::Day),
        None => Some(Point::MonthDay(month, day)),
    }
}

/// The year after a day or month: "2021", ", 2021", "of 2021", "last year" is not one.
pub(super) fn year_after(pieces: &Pieces, at: usize) -> Option<(i16, usize)> {
    let skip = usize::from(matches!(pieces.form(at), "," | "of" | "in"));
    let form = pieces.form(at + skip);
    // "March of 412"
    let early = || form.parse().ok().filter(|_| skip == 1 && form.len() == 3 && pieces.form(at) != ",");
    year_of(form).or_else(early).map(|year| (year, at + skip + 1))
}

/// Dates that name their place in the calendar.
pub(super) fn absolute(pieces: &Pieces, at: usize, context: &Calendar) -> Option<Found> {
    let form = pieces.form(at);
    if let Some(point) = Point::iso(form) {
        return Some(Found::date(at + 1, Some(point)));
    }
    if matches!(form, "early" | "late" | "mid" | "earlier" | "later") {
        let next = at + 1 + usize::from(is_dash(pieces.form(at + 1)));
        let next = next + usize::from(matches!(pieces.form(next), "in" | "on" | "the"));
        let inner = absolute(pieces, next, context).or_else(|| relative(pieces, next, context))?;
        return (inner.kind == TimeKind::Date).then_some(inner);
    }
    // "the morning of 3 May", "the end of May": the date tells which.
    let part = || lexicon::value(form, "daypart").is_some() || lexicon::is_phase(form);
    if pieces.form(at + 1) == "of" && part() {
        let current = || {
            let unit =
                lexicon::value(pieces.form(at + 3), "unit").filter(|_| pieces.form(at + 2) == "the")?;
            let whole = matches!(unit, "7D" | "1M" | "1Y" | "10Y");
            let today = context.anchor.filter(|_| whole).map(Point::Day)?;
            Some(Found::date(at + 4, today.step(unit, 0)))
        };
        let dated = absolute(pieces, at + 2, context).filter(|inner| inner.kind == TimeKind::Date);
        return dated.or_else(current);
    }
    if let Some(number) = lexicon::number::<i8>(form, "weekday").filter(|_| pieces.pieces[at].capital) {
        let next = at + 1 + usize::from(pieces.form(at + 1) == ",");
        // "Friday, June 18": the date decides.
        if let Some(inner) = full_date(pieces, next, context)
            .filter(|f| matches!(f.point, Some(Point::Day(_) | Point::MonthDay(..))))
        {
            return Some(inner);
        }
        // "Tuesday last week"
        if pieces.form(at + 2) == "week"
            && let Some(weeks) = match pieces.form(at + 1) {
                "last" => Some(-1),
                "this" => Some(0),
                "next" => Some(1),
                _ => None,
            }
        {
            let first = context.anchor.and_then(monday);
            let day = first.and_then(|d| d.checked_add((7 * weeks + i64::from(number) - 1).days()).ok());
            return Some(Found::date(at + 3, day.map(Point::Day)));
        }
        let end = at + 1 + usize::from(lexicon::value(pieces.form(at + 1), "daypart").is_some());
        let ahead = match looking(pieces, at) {
            Direction::Future => true,
            // "is closed *until* Monday"
            Direction::Unknown => matches!(pieces.before(at, 1), "until" | "till" | "by"),
            Direction::Past => false,
        };
        let day = context.anchor.and_then(|anchor| weekday(anchor, number, ahead, false));
        return Some(Found::date(end, day.map(Point::Day)));
    }
    full_date(pieces, at, context)
        .or_else(|| shared_month(pieces, at, context))
        .or_else(|| numeric(form, at))
        .or_else(|| bare_month(pieces, at, context))
        .or_else(|| year(pieces, at))
        .or_else(|| era(pieces, at, context))
}

/// "June 18, 2021", "18 June", "the 18th of June 2021"
fn full_date(pieces: &Pieces, at: usize, context: &Calendar) -> Option<Found> {
    let at = at + usize::from(pieces.form(at) == "the");
    let (month, day, end) = if let Some(month) = month_at(pieces, at) {
        (month, day_at(pieces, at + 1)?, at + 2)
    } else {
        let day = day_at(pieces, at)?;
        let next = at + 1 + usize::from(pieces.form(at + 1) == "of");
        (month_at(pieces, next)?, day, next + 1)
    };
    if let Some((year, end)) = year_after(pieces, end) {
        let point = Date::new(year, month, day).ok().map(Point::Day)?;
        return Some(Found::date(end, Some(point)));
    }
    // "June 18–20"
    if (is_dash(pieces.form(end)) || pieces.form(end) == "to")
        && month_at(pieces, at).is_some()
        && let Some(last) = day_at(pieces, end + 1).filter(|l| *l > day)
        && month_at(pieces, end + 2).is_none()
    {
        let tail = year_after(pieces, end + 2);
        let point = |day| match tail {
            Some((year, _)) => Date::new(year, month, day).ok().map(Point::Day),
            None => month_day(pieces, at, context, month, day),
        };
        let value = format!("{}/{}", point(day)?.value(), point(last)?.value());
        let end = tail.map_or(end + 2, |(_, end)| end);
        return Some(Found::other(end, TimeKind::Range, Some(value), None));
    }
    let point = month_day(pieces, at, context, month, day)?;
    Some(Found::date(end, Some(point)))
}

/// "*12* and 13 May 2021" shares month and year; "12–13 May 2021" and "12 to 13 May" are ranges.
fn shared_month(pieces: &Pieces, at: usize, context: &Calendar) -> Option<Found> {
    let day = day_at(pieces, at)?;
    let joint = pieces.form(at + 1);
    let range = is_dash(joint) || matches!(joint, "to" | "until" | "till");
    let last = full_date(pieces, at + 2, context)
        .filter(|_| (range || joint == "and") && month_at(pieces, at + 2).is_none())?;
    let first = match last.point? {
        Point::Day(date) if date.day() > day => {
            Date::new(date.year(), date.month(), day).ok().map(Point::Day)?
        }
        Point::MonthDay(month, end) if end > day => Point::MonthDay(month, day),
        _ => return None,
    };
    if range {
        let value = format!("{}/{}", first.value(), last.point?.value());
        return Some(Found::other(last.end, TimeKind::Range, Some(value), None));
    }
    Some(Found::date(at + 1, Some(first)))
}

/// "18/06/2021", "6/18/2021", "18.06.2021"
fn numeric(form: &str, at: usize) -> Option<Found> {
    let mut parts = form.split(['/', '.']);
    let (first, second, year) =
        (parts.next()?.parse::<i8>().ok()?, parts.next()?.parse::<i8>().ok()?, year_of(parts.next()?)?);
    let day_first = form.contains('.') || first > 12;
    let (month, day) = if day_first { (second, first) } else { (first, second) };
    let point = Date::new(year, month, day).ok().map(Point::Day)?;
    parts.next().is_none().then(|| Found::date(at + 1, Some(point)))
}

/// "June 2021", "January"
fn bare_month(pieces: &Pieces, at: usize, context: &Calendar) -> Option<Found> {
    let month = month_at(pieces, at)?;
    if let Some((year, end)) = year_after(pieces, at + 1) {
        return Some(Found::date(end, Some(Point::Month(year, month))));
    }
    // A person may be called April or June.
    let word = pieces.pieces[at].word;
    if pieces
        .sentence
        .name_at(word)
        .is_some_and(|name| matches!(name.kind, NameType::Person | NameType::Organization))
    {
        return None;
    }
    // "*May* and June 2021"
    let joined =
        matches!(pieces.form(at + 1), "and" | "to" | "until" | "till") || is_dash(pieces.form(at + 1));
    let later = month_at(pieces, at + 2).filter(|&later| joined && later > month);
    let shared = later.and_then(|_| year_after(pieces, at + 3)).map(|(year, _)| year);
    let year = shared.or_else(|| nearest(context, looking(pieces, at), |y| Date::new(y, month, 1).ok()));
    Some(Found::date(at + 1, Some(year.map_or(Point::MonthOnly(month), |y| Point::Month(y, month)))))
}

/// A bare year where the words around it allow no count.
fn year(pieces: &Pieces, at: usize) -> Option<Found> {
    // "776 BC", "394 AD", "AD 394": years count from 1, those of xsd:gYear from 0.
    let number = |at: usize| pieces.form(at).parse::<i16>().ok().filter(|&year| year > 0);
    let dated = match (number(at), pieces.form(at), pieces.form(at + 1)) {
        (Some(year), _, "bc" | "bce" | "b.c." | "b.c.e.") => Some(1 - year),
        (Some(year), _, "ad" | "ce" | "a.d.") => Some(year),
        (None, "ad" | "a.d.", _) => number(at + 1),
        _ => None,
    };
    if let Some(year) = dated {
        return Some(Found::date(at + 2, Some(Point::Year(year))));
    }
    let year = year_of(pieces.form(at))?;
    let word = pieces.sentence.words.get(pieces.pieces[at].word)?;
    let before = pieces.before(at, 1);
    let introduced = BEFORE_YEARS.contains(&before)
        && !matches!(before, "and" | "of" | "to" | "than" | "for")
        || matches!(before, "of" | "to" | "and" | "for") && (1800..=2099).contains(&year);
    let named = pieces.sentence.name_at(pieces.pieces[at].word).is_some_and(|n| n.kind == NameType::Date);
    let alone = matches!(word.deprel, Deprel::NmodUnmarked | Deprel::OblUnmarked)
        || (1900..=2099).contains(&year) && word.deprel == Deprel::Compound;
    let counted = word.head.filter(|&head| head as usize > pieces.pieces[at].word);
    let counted = counted.filter(|_| word.deprel == Deprel::Nummod);
    // "the 2004 Olympic Games", "its 2019 trucks" are no two thousand.
    let name = counted.is_some_and(|head| {
        let words = &pieces.sentence.words;
        let tells_which = |(at, w): (usize, &Word)| {
            w.head == Some(head)
                && (w.deprel == Deprel::NmodPoss
                    || w.deprel == Deprel::Det && pieces.sentence.lemma(at) == "the")
        };
        words[head as usize].upos == Upos::Propn || words.iter().enumerate().any(tells_which)
    });
    let counts = counted.is_some() && !(name && (1800..=2099).contains(&year));
    if counts || !(introduced || named || alone || name) {
        return None;
    }
    // "2019-21", "2019–2021"
    if is_dash(pieces.form(at + 1)) {
        let next = pieces.form(at + 2);
        let last = year_of(next)
            .or_else(|| (next.len() == 2).then(|| next.parse::<i16>().ok().map(|n| year / 100 * 100 + n))?);
        if let Some(last) = last.filter(|last| *last > year) {
            return Some(Found::other(at + 3, TimeKind::Range, Some(format!("{year}/{last}")), None));
        }
    }
    Some(Found::date(at + 1, Some(Point::Year(year))))
}

/// Dates told from another date.
pub(super) fn relative(pieces: &Pieces, at: usize, context: &Calendar) -> Option<Found> {
    let today = context.anchor.map(Point::Day);
    let days = |count: i64| today.and_then(|t| t.step("1D", count));
    let form = pieces.form(at);
    let simple = match form {
        "today" | "tonight" => Some(0),
        "yesterday" => Some(-1),
        "tomorrow" => Some(1),
        _ => None,
    };
    if let Some(count) = simple {
        let end = at + 1 + usize::from(lexicon::value(pieces.form(at + 1), "daypart").is_some());
        return Some(Found::date(end, days(count)));
    }
    // "is *now* closed", but no "he was now king"
    if matches!(form, "now" | "currently" | "presently")
        && is_present(pieces.sentence, pieces.pieces[at].word)
    {
        return Some(Found::date(at + 1, today));
    }
    let start = at;
    let the = form == "the";
    let at = at + usize::from(the);
    if the && pieces.form(at) == "day" && matches!(pieces.form(at + 1), "before" | "after") {
        match pieces.form(at + 2) {
            "yesterday" => return Some(Found::date(at + 3, days(-2))),
            "tomorrow" => return Some(Found::date(at + 3, days(2))),
            _ => {}
        }
    }
    if let Some(found) = shifted(pieces, start, at, context) {
        return Some(found);
    }
    counted(pieces, at.min(start), context)
}

/// "last month", "next Friday", "this week", "the following year"
fn shifted(pieces: &Pieces, start: usize, at: usize, context: &Calendar) -> Option<Found> {
    let the = start < at;
    let today = context.anchor.map(Point::Day);
    // "that same year"
    let same = usize::from(pieces.form(at) == "that" && pieces.form(at + 1) == "same");
    let (at, same) = (at + same, same > 0);
    let (count, base) = match pieces.form(at) {
        "last" | "past" => (-1, today),
        "next" if the => (1, context.reference),
        "next" | "coming" => (1, today),
        "this" | "current" => (0, today),
        "following" if the => (1, context.reference),
        "that" => (0, context.reference),
        "previous" | "preceding" => (-1, context.reference.filter(|_| the).or(today)),
        "same" if the || same => (0, context.reference),
        _ => return None,
    };
    let next = pieces.form(at + 1);
    if let Some(month) = month_at(pieces, at + 1) {
        let anchor = context.anchor?;
        let year = anchor.year()
            + match count {
                -1 if month >= anchor.month() => -1,
                1 if month <= anchor.month() => 1,
                _ => 0,
            };
        return Some(Found::date(at + 2, Some(Point::Month(year, month))));
    }
    if let Some(number) = lexicon::number::<i8>(next, "weekday") {
        let end = at + 2 + usize::from(lexicon::value(pieces.form(at + 2), "daypart").is_some());
        let day = base.and_then(Point::first_day).and_then(|d| match count {
            0 => monday(d)?.checked_add(i64::from(number - 1).days()).ok(),
            count => weekday(d, number, count > 0, true),
        });
        return Some(Found::date(end, day.map(Point::Day)));
    }
    if let Some(season) = lexicon::number::<i8>(next, "season") {
        let year = base.and_then(Point::first_day).and_then(|anchor| {
            let first = Point::Part(anchor.year(), season).first_day()?;
            Some(match count {
                -1 if first.checked_add(3.months()).ok()? > anchor => anchor.year() - 1,
                1 if first <= anchor => anchor.year() + 1,
                _ => anchor.year(),
            })
        });
        return Some(Found::date(at + 2, year.map(|y| Point::Part(y, season))));
    }
    if lexicon::value(next, "daypart").is_some() {
        // "last night" was yesterday's, "this morning" is today's.
        return Some(Found::date(at + 2, base.and_then(|b| b.step("1D", count))));
    }
    if next == "weekend" {
        let saturday = base.and_then(Point::first_day).and_then(|d| {
            let this = monday(d)?.checked_add(5.days()).ok()?;
            // "was held this weekend": the one that is over
            let over = count == 0 && this > d && looking(pieces, at) == Direction::Past;
            let count = if over { -1 } else { count };
            this.checked_add((7 * count).days()).ok()
        });
        let both = saturday.and_then(|first| Some(format!("{first}/{}", first.checked_add(1.days()).ok()?)));
        return Some(Found::other(at + 2, TimeKind::Range, both, None));
    }
    let unit = lexicon::value(next, "unit").filter(|unit| !next.ends_with('s') && !unit.starts_with('T'))?;
    // "the last year" of a war is not last year, "the past year" a duration.
    if the && matches!(pieces.form(at), "last" | "past") {
        return None;
    }
    Some(Found::date(at + 2, base.and_then(|b| b.step(unit, count))))
}

/// "three days ago", "two weeks later", "a year earlier", "five months from now"
fn counted(pieces: &Pieces, at: usize, context: &Calendar) -> Option<Found> {
    let (count, unit_at) = match number(pieces, at) {
        Some(n) if !n.vague => (Some(n.value), n.end),
        _ if matches!(pieces.form(at), "several" | "some") => (None, at + 1),
        _ if pieces.form(at + 1) == "few" => (None, at + 2),
        _ if matches!(pieces.form(at), "a" | "an" | "one") => (Some(1.0), at + 1),
        Some(n) => (None, n.end),
        None => return None,
    };
    let unit = lexicon::value(pieces.form(unit_at), "unit")?;
    let (sign, base, length) = match (pieces.form(unit_at + 1), pieces.form(unit_at + 2)) {
        ("ago", _) => (-1, context.anchor.map(Point::Day), 1),
        ("from", "now") => (1, context.anchor.map(Point::Day), 2),
        ("later" | "afterwards", _) => (1, context.reference, 1),
        ("earlier", _) => (-1, context.reference, 1),
        // "two days before the vote" measures: it is no date of its own.
        ("before" | "after", next) if !next.starts_with(char::is_alphanumeric) => {
            (if pieces.form(unit_at + 1) == "after" { 1 } else { -1 }, context.reference.filter(|_| false), 1)
        }
        // "will open *in* two weeks"
        _ if pieces.before(at, 1) == "in" && looking(pieces, at) == Direction::Future => {
            (1, context.anchor.map(Point::Day), 0)
        }
        _ => return None,
    };
    let whole = count.filter(|c| c.fract() == 0.0 && c.abs() <= 500.0).map(|c| c as i64 * sign);
    let point = base.zip(whole).and_then(|(base, count)| base.step(unit, count));
    Some(Found::date(unit_at + 1 + length, point))
}
