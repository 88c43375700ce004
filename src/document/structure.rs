//! What a plain text shows of its structure: title, date, paragraphs, boilerplate.

use super::{Block, BlockKind, Document};
use crate::text::Span;
use jiff::civil::Date;

/// The lines of `text` that hold more than blanks, trimmed.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let at = start;
        start += line.len();
        let trimmed = line.trim_start();
        let first = at + line.len() - trimmed.len();
        let trimmed = trimmed.trim_end();
        (!trimmed.is_empty()).then(|| Span::new(first, first + trimmed.len()))
    })
}

/// The marks of notes, "[12]", which are no words.
fn note_marks(text: &str) -> Vec<Span> {
    let mut marks = Vec::new();
    for (at, _) in text.match_indices('[') {
        let digits = text[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
        let end = at + 1 + digits;
        if (1..=3).contains(&digits) && at > 0 && text[end..].starts_with(']') {
            marks.push(Span::new(at, end + 1));
        }
    }
    marks
}

/// Finds the blocks, the title and the date of a plain text.
pub(super) fn mark(document: &mut Document) {
    document.markup = note_marks(&document.text);
    let spans: Vec<Span> = paragraphs(&document.text);
    let last = spans.len().saturating_sub(1);
    for (index, span) in spans.into_iter().enumerate() {
        let line = span.of(&document.text);
        let kind = if is_boilerplate(line) || publication(line).is_some() {
            BlockKind::Boilerplate
        } else if index == 0 && last > 0 && is_title(line) {
            BlockKind::Title
        } else {
            BlockKind::Paragraph
        };
        // A date counts near the head of the text or on its own line.
        if document.date.is_none() {
            document.date = publication(line).or_else(|| if index < 3 { dateline(line) } else { None });
        }
        if kind == BlockKind::Title {
            let (end, date) = printed(line).map_or((line.len(), None), |(end, date)| (end, Some(date)));
            document.date = document.date.or(date);
            document.title = document.title.take().or_else(|| line.get(..end).map(str::to_owned));
            let cut = span.start + end as u32;
            document.blocks.push(Block { span: Span::new(span.start as usize, cut as usize), kind });
            if cut < span.end {
                let span = Span::new(cut as usize + 1, span.end as usize);
                document.blocks.push(Block { span, kind: BlockKind::Boilerplate });
            }
            continue;
        }
        // Where and when a report was filed, and by whom, is no part of its first sentence.
        let filed = match dateline_end(line) {
            Some(end) if kind == BlockKind::Paragraph && index < 3 => span.start as usize + end,
            _ => span.start as usize,
        };
        if filed > span.start as usize {
            let dateline = Span::new(span.start as usize, filed);
            document.blocks.push(Block { span: dateline, kind: BlockKind::Boilerplate });
        }
        document.blocks.push(Block { span: Span::new(filed, span.end as usize), kind });
    }
}

/// Lines, or where a text is wrapped at a fixed width, what blank lines separate.
fn paragraphs(text: &str) -> Vec<Span> {
    let all: Vec<Span> = lines(text).collect();
    let gap = |a: Span, b: Span| {
        let between = text.get(a.end as usize..b.start as usize).unwrap_or("");
        between.bytes().filter(|&b| b == b'\n').count() > 1
    };
    let within = || all.windows(2).filter(|w| !gap(w[0], w[1]));
    let inner = within().count();
    // A wrapped line is long, but not longer than a screen, and the next often goes on in lower case.
    let full = within().filter(|w| (45..=100).contains(&w[0].len())).count();
    let lower = within().filter(|w| w[1].of(text).starts_with(char::is_lowercase)).count();
    let wrapped =
        inner > 0 && all.iter().all(|s| s.len() <= 100) && full * 5 >= inner * 4 && lower * 3 >= inner;
    if !wrapped {
        return all;
    }
    let mut out: Vec<Span> = Vec::new();
    for span in all {
        match out.last_mut() {
            Some(open) if !gap(*open, span) => *open = open.cover(span),
            _ => out.push(span),
        }
    }
    out
}

/// Where a headline ends, and the day of publication that its line tells behind it:
/// "Mill to close Friday, June 25, 2021". With a preposition it is the news: "to close on Friday, …".
fn printed(line: &str) -> Option<(usize, Date)> {
    let dated = |(at, _)| {
        let rest = line.get(at + 1..)?;
        let weekday = rest.split(',').next().is_some_and(|w| w.ends_with("day") && !w.contains(' '));
        publication(rest).filter(|_| weekday).map(|date| (at, date))
    };
    let (end, date) = line.match_indices(' ').find_map(dated)?;
    let before = line.get(..end)?.rsplit(' ').next()?.to_lowercase();
    let tied = ["after", "before", "by", "for", "from", "in", "of", "on", "since", "to", "until"];
    (!tied.contains(&before.as_str()) && !before.ends_with(',')).then_some((end, date))
}

/// A short line without a final period; quotes and marks may end it.
fn is_title(line: &str) -> bool {
    line.chars().count() <= 150 && !line.ends_with(['.', ':', ';', ',']) && line.contains(char::is_alphabetic)
}

/// Whether a line is page furniture, by the patterns of `boilerplate.txt`.
pub(super) fn is_boilerplate(line: &str) -> bool {
    if line.len() > 200 {
        return false;
    }
    let lower = line.to_lowercase();
    let line = lower.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '•' | '*' | '|' | '>' | '·' | '.' | ':')
    });
    let bullet = lower.trim_start().starts_with(['-', '•', '*', '|', '·']);
    include_str!("boilerplate.txt").lines().any(|pattern| match pattern.split_at_checked(1) {
        Some(("=", whole)) => line == whole,
        // A pattern that could begin a sentence needs the line to be none.
        Some(("^", start)) => line.strip_prefix(start).is_some_and(|rest| {
            let word = !rest.starts_with(char::is_alphanumeric);
            word && (bullet
                || rest.trim().is_empty()
                || !lower.trim_end().ends_with('.')
                || start.contains('©'))
                && rest.split_whitespace().count() <= 12
        }),
        _ => false,
    })
}

/// The date of a line that says nothing else: "Published 21 June 2021", "June 21, 2021".
pub(super) fn publication(line: &str) -> Option<Date> {
    if line.len() > 80 {
        return None;
    }
    let mut words = words(line);
    while words.first().is_some_and(|w| PUBLISHED.contains(&w.to_lowercase().as_str())) {
        words.remove(0);
    }
    let (date, used) = date(&words)?;
    // A time of day, or "Updated ..." after it, may follow.
    let rest = words.get(used..)?;
    rest.iter()
        .all(|w| w.starts_with(|c: char| c.is_ascii_digit()) || TIMES.contains(&w.to_lowercase().as_str()))
        .then_some(date)
}

const PUBLISHED: [&str; 24] = [
    "published",
    "updated",
    "posted",
    "last",
    "on",
    "date",
    "first",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "at",
    "modified",
    "dated",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
];
const TIMES: [&str; 12] =
    ["at", "am", "pm", "a.m", "p.m", "gmt", "utc", "bst", "et", "est", "edt", "updated"];

/// The date of a newspaper's date line: "PARIS, March 3, 2021 (Reuters) — ...".
fn dateline(line: &str) -> Option<Date> {
    let (head, _) = filed(line)?;
    if !head.split([',', ' ']).next()?.chars().all(char::is_uppercase) {
        return None;
    }
    let words = words(head);
    (0..words.len()).find_map(|at| date(&words[at..]).map(|(date, _)| date))
}

/// A line cut at the first dash near its beginning.
fn filed(line: &str) -> Option<(&str, &str)> {
    let near = line.char_indices().nth(80).map_or(line.len(), |(at, _)| at);
    let (at, dash) = ["—", "–", "--", " - "]
        .into_iter()
        .filter_map(|dash| Some((line[..near].find(dash)?, dash)))
        .min_by_key(|&(at, _)| at)?;
    Some((&line[..at], &line[at + dash.len()..]))
}

/// How many bytes of `line` are its date line: a place in capitals, or an agency in
/// brackets, with other names and a date at most, before a dash that a sentence follows.
fn dateline_end(line: &str) -> Option<usize> {
    let (head, rest) = filed(line)?;
    let sentence = rest.trim_start();
    let place = head.split([',', ' ']).next()?;
    let capitals = place.chars().filter(|c| c.is_alphabetic()).count() > 3
        && !place.contains(char::is_lowercase)
        && place.starts_with(char::is_alphabetic);
    let agency = head.trim_end().ends_with(')') && head.contains('(');
    let names =
        words(head).iter().all(|w| !w.starts_with(char::is_lowercase) || matches!(*w, "of" | "and" | "de"));
    let begins =
        sentence.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"“‘'".contains(c));
    // "NATO – the alliance – said": a pair of dashes sets off an aside.
    let aside = !agency && !head.contains(',') && filed(sentence).is_some();
    ((capitals || agency) && names && begins && !aside && words(head).len() <= 9)
        .then(|| line.len() - sentence.len())
}

fn words(line: &str) -> Vec<&str> {
    line.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '|' | '•'))
        .map(|w| w.trim_matches(['-', '.', ':', '—', '*', '_']))
        .filter(|w| !w.is_empty())
        .collect()
}

/// The date that `words` begin with, and how many of them it takes.
fn date(words: &[&str]) -> Option<(Date, usize)> {
    if let Some(date) = words.first().and_then(|w| w.get(..10)).and_then(|w| w.parse::<Date>().ok()) {
        return Some((date, 1));
    }
    let &[a, b, year, ..] = words else { return None };
    let (month, day) = match (month(a), month(b)) {
        (Some(month), None) => (month, b),
        (None, Some(month)) => (month, a),
        _ => return None,
    };
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()?;
    let year = year.parse().ok().filter(|y| (1000..=9999).contains(y))?;
    Some((Date::new(year, month, day).ok()?, 3))
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_lowercase();
    let found = MONTHS
        .iter()
        .position(|m| *m == word || (word.len() >= 3 && word.len() <= 4 && m.starts_with(&word)))?;
    Some(found as i8 + 1)
}
