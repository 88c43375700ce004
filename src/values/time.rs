//! Time expressions: dates, clock times, durations, sets, frequencies and ranges.

use super::pieces::{Pieces, is_dash};
use super::point::Point;
use super::{date, duration, lexicon};
use crate::annotate::{Deprel, Sentence, Upos, Word, Xpos};
use jiff::civil::Date;
use std::ops::Range;

/// What a time expression tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeKind {
    /// A point or stretch of the calendar: "in June 2021", "yesterday".
    Date,
    /// A time of day: "3:30 p.m."
    Time,
    /// A length of time, ages included: "six months", "34-year-old".
    Duration,
    /// Something that comes again: "every week".
    Set,
    /// How many times: "twice".
    Frequency,
    /// From one point to another, either end open: "since 1999", "2019–2021".
    Range,
}

/// A time expression with its normal form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Its words.
    pub words: Range<usize>,
    /// What it tells.
    pub kind: TimeKind,
    /// ISO 8601 value, where it can be told: 2021-06, P6M, 2019/2021, 1999/.. ; the number of a frequency.
    pub value: Option<String>,
    /// XSD datatype of the value by its local name.
    pub datatype: Option<&'static str>,
}

/// What a rule found: it ends before the piece `end`.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub end: usize,
    pub kind: TimeKind,
    pub point: Option<Point>,
    pub value: Option<String>,
    pub datatype: Option<&'static str>,
}

impl Found {
    pub fn date(end: usize, point: Option<Point>) -> Self {
        let value = point.map(Point::value);
        Found { end, kind: TimeKind::Date, point, value, datatype: point.and_then(Point::datatype) }
    }

    pub fn other(end: usize, kind: TimeKind, value: Option<String>, datatype: Option<&'static str>) -> Self {
        Found { end, kind, point: None, value, datatype }
    }
}

/// What relative times count from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Calendar {
    /// The document's date, for "yesterday".
    pub(super) anchor: Option<Date>,
    /// The last date that the sentence or those just before named, for "three days later" and "that year".
    pub(super) reference: Option<Point>,
    /// How many sentences ago it was named.
    age: usize,
    /// The year that the text named last, for "30 May" where the document has no date.
    pub(super) year: Option<i16>,
}

/// For how many sentences a date stays before the mind.
const REACH: usize = 2;

impl Calendar {
    /// Of a document that has this date and that has named none yet.
    pub fn new(date: Option<Date>) -> Self {
        Calendar { anchor: date, ..Calendar::default() }
    }
}

/// Whether the clause around a word looks back or ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Past,
    Future,
    Unknown,
}

/// Where the clause of the word looks, by its verb and auxiliaries; where these tell nothing, by those
/// of the clause above.
pub(super) fn direction(sentence: &Sentence, word: usize) -> Direction {
    let mut at = word;
    // "The deadline *is* 3 May"
    let copula = |w: &&Word| w.deprel == Deprel::Cop && w.head == Some(word as u32);
    if sentence.words.iter().find(copula).is_some_and(|w| matches!(w.xpos, Xpos::Vbz | Xpos::Vbp)) {
        return Direction::Future;
    }
    for _ in 0..8 {
        let Some(head) = sentence.words.get(at).and_then(|w| w.head) else { break };
        at = head as usize;
        let Some(verb) = sentence.words.get(at) else { break };
        if !matches!(verb.upos, Upos::Verb | Upos::Adj) {
            continue;
        }
        let told = clause(sentence, at, verb);
        if told != Direction::Unknown || !looks_up(verb) {
            return told;
        }
    }
    Direction::Unknown
}

/// Whether the verb around an adverb stands in the present, by itself or by an auxiliary or copula.
pub(super) fn is_present(sentence: &Sentence, adverb: usize) -> bool {
    let Some(head) = sentence.words[adverb].head else { return false };
    let finite = |w: &&Word| {
        let auxiliary = matches!(w.deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop);
        auxiliary && w.head == Some(head)
    };
    let words = &sentence.words;
    let mut forms = words.iter().filter(finite).chain([&words[head as usize]]).map(|w| w.xpos);
    let first = forms.find(|xpos| matches!(xpos, Xpos::Vbz | Xpos::Vbp | Xpos::Vbd | Xpos::Md));
    matches!(first, Some(Xpos::Vbz | Xpos::Vbp))
}

/// Where the forms of one verb look.
fn clause(sentence: &Sentence, at: usize, verb: &Word) -> Direction {
    let children = || sentence.words.iter().enumerate().filter(|(_, w)| w.head == Some(at as u32));
    let auxiliaries = || children().filter(|(_, w)| w.upos == Upos::Aux);
    let denied = children().any(|(i, _)| matches!(sentence.lemma(i), "not" | "never"));
    let had = auxiliaries().any(|(i, w)| sentence.lemma(i) == "have" || w.xpos == Xpos::Vbd);
    let modal = auxiliaries().any(|(i, w)| {
        // "could not walk": she was not able to.
        w.xpos == Xpos::Md && !(denied && matches!(sentence.lemma(i), "could" | "can"))
    });
    if modal && !had && verb.xpos != Xpos::Vbd {
        return Direction::Future;
    }
    let ahead = |w: &Word| {
        let above = w.head.map(|h| h as usize);
        // "managed to land": she did.
        let happened =
            |up: usize| sentence.words[up].xpos == Xpos::Vbd && lexicon::happens(sentence.lemma(up));
        !above.is_some_and(happened)
    };
    if children().any(|(_, w)| w.xpos == Xpos::To) {
        return if ahead(verb) && !had { Direction::Future } else { Direction::Past };
    }
    // "The court rules on Wednesday" tells of a plan.
    let present = matches!(verb.xpos, Xpos::Vbz | Xpos::Vbp) && verb.deprel != Deprel::Advcl;
    if present && !had {
        return Direction::Future;
    }
    if matches!(sentence.lemma(at), "schedule" | "due" | "plan" | "expect" | "set") && verb.xpos != Xpos::Vbd
    {
        return Direction::Future;
    }
    if verb.xpos == Xpos::Vbd || had { Direction::Past } else { Direction::Unknown }
}

/// Whether a clause takes its time from the one above: "when the talks *end*", "*ending* a strike".
fn looks_up(verb: &Word) -> bool {
    use Deprel::{Acl, Advcl, Conj, Xcomp};
    match verb.xpos {
        Xpos::Vbg | Xpos::Vb => matches!(verb.deprel, Acl | Advcl | Conj | Xcomp),
        Xpos::Vbp | Xpos::Vbz => verb.deprel == Advcl,
        Xpos::Vbn => matches!(verb.deprel, Advcl | Conj),
        _ => false,
    }
}

/// The time expressions of a sentence, in order; relative ones count from the dates in `context`, which
/// learns those of the sentence.
pub fn times(sentence: &Sentence, text: &str, context: &mut Calendar) -> Vec<TimeExpression> {
    let pieces = Pieces::new(sentence, text);
    context.age += 1;
    if context.age > REACH {
        context.reference = None;
    }
    let mut found: Vec<(usize, Found)> = Vec::new();
    let mut at = 0;
    while at < pieces.pieces.len() {
        // A date is not found inside the middle of a word: "covid-19", "F-16".
        let inner =
            at > 0 && pieces.pieces[at].word == pieces.pieces[at - 1].word && is_dash(pieces.form(at - 1));
        let glued = inner
            && found.last().is_none_or(|(_, f)| f.end + 1 != at)
            && pieces.before(at, 2).len() > 3
            && pieces.before(at, 2) != "mid";
        let best = if glued { None } else { longest(&pieces, at, context) };
        match best {
            Some(time) => {
                if let Some(point) = time.point {
                    (context.reference, context.age) = (Some(point), 0);
                    context.year = point.year().or(context.year);
                }
                let end = time.end.max(at + 1);
                found.push((at, time));
                at = end;
            }
            None => at += 1,
        }
    }
    ranges(&pieces, found)
}

fn longest(pieces: &Pieces, at: usize, context: &Calendar) -> Option<Found> {
    let candidates = [
        date::absolute(pieces, at, context),
        date::relative(pieces, at, context),
        duration::any(pieces, at, context),
    ];
    // The first of the longest: absolute dates before relative ones before durations.
    candidates.into_iter().flatten().fold(None, |best: Option<Found>, next| match best {
        Some(best) if best.end >= next.end => Some(best),
        _ => Some(next),
    })
}

/// Joins "from A to B", "between A and B", "A–B" and opens "since A", "until A".
fn ranges(pieces: &Pieces, found: Vec<(usize, Found)>) -> Vec<TimeExpression> {
    let mut result = Vec::with_capacity(found.len());
    let mut rest = found.into_iter().peekable();
    while let Some((start, time)) = rest.next() {
        // "until *about* 1900"
        let about = matches!(pieces.before(start, 1), "about" | "around" | "c" | "ca" | "circa" | "roughly");
        let opening = matches!(pieces.before(start, 2), "since" | "until" | "till" | "through") && about;
        let back = 1 + usize::from(opening);
        let before = pieces.before(start, back);
        // "open *from 9 am to midnight*"
        if let (TimeKind::Time, Some((from, to))) = (time.kind, time.value.as_ref().zip(rest.peek()))
            && to.1.kind == TimeKind::Time
            && to.0 == time.end + 1
            && (is_dash(pieces.form(time.end)) || matches!(pieces.form(time.end), "to" | "until" | "till"))
        {
            let value = to.1.value.as_ref().map(|end| format!("{from}/{end}"));
            let words = pieces.words(start - usize::from(before == "from")..to.1.end);
            result.push(TimeExpression { words, kind: TimeKind::Range, value, datatype: None });
            rest.next();
            continue;
        }
        if time.kind == TimeKind::Date {
            if let Some((next_start, next)) = rest.peek() {
                let between: Vec<&str> = (time.end..*next_start).map(|i| pieces.form(i)).collect();
                let joined = match between.as_slice() {
                    [dash] if is_dash(dash) => true,
                    ["to" | "until" | "till" | "through"] => true,
                    ["and"] => before == "between",
                    _ => false,
                };
                if joined && next.kind == TimeKind::Date {
                    let opened = matches!(before, "from" | "between");
                    let from = if opened { start - 1 } else { start };
                    // "June to August": the end is the nearer one, the beginning lies before it.
                    let first = match (time.point, next.point) {
                        (Some(a), Some(b)) if a.first_day() > b.first_day() => a.year_before(),
                        _ => time.point,
                    };
                    let value = first.zip(next.point).map(|(a, b)| format!("{}/{}", a.value(), b.value()));
                    let words = pieces.words(from..next.end);
                    result.push(TimeExpression { words, kind: TimeKind::Range, value, datatype: None });
                    rest.next();
                    continue;
                }
            }
            let open = match before {
                "since" => time.value.as_ref().map(|v| format!("{v}/..")),
                "until" | "till" | "through" => time.value.as_ref().map(|v| format!("../{v}")),
                _ => None,
            };
            // "from 2015 on", "from 1939 to the outbreak of the war"
            let on = matches!(pieces.form(time.end), "on" | "onward" | "onwards");
            if before == "from" && (on || matches!(pieces.form(time.end), "to" | "until" | "till")) {
                let words = pieces.words(start - 1..time.end + usize::from(on));
                let value = time.value.map(|v| format!("{v}/.."));
                result.push(TimeExpression { words, kind: TimeKind::Range, value, datatype: None });
                continue;
            }
            if matches!(before, "since" | "until" | "till" | "through") {
                let words = pieces.words(start - back..time.end);
                result.push(TimeExpression { words, kind: TimeKind::Range, value: open, datatype: None });
                continue;
            }
        }
        let words = pieces.words(start..time.end);
        if time.kind == TimeKind::Date
            && matches!(before, "after" | "before" | "by")
            && is_case(pieces, start - 1, &words)
        {
            let value =
                time.value.map(|v| if before == "after" { format!("{v}/..") } else { format!("../{v}") });
            result.push(TimeExpression { words, kind: TimeKind::Range, value, datatype: None });
            continue;
        }
        result.push(TimeExpression { words, kind: time.kind, value: time.value, datatype: time.datatype });
    }
    result
}

/// Whether a preposition governs the date itself: "after *Monday*", not "after *Monday's* vote".
fn is_case(pieces: &Pieces, preposition: usize, date: &Range<usize>) -> bool {
    let word = &pieces.sentence.words[pieces.pieces[preposition].word];
    word.deprel == Deprel::Case && word.head.is_some_and(|head| date.contains(&(head as usize)))
}
