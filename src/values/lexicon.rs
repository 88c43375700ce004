//! The words of calendar, numbers and measures, data under `ontology/lexicon/`.

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// Forms with their kind and value.
type Table = FxHashMap<(&'static str, &'static str), &'static str>;

const CALENDAR: &str = include_str!("../../ontology/lexicon/calendar.tsv");
const NUMBERS: &str = include_str!("../../ontology/lexicon/numbers.tsv");
const UNITS: &str = include_str!("../../ontology/lexicon/units.tsv");
const PHASES: &str = include_str!("../../ontology/lexicon/phases.tsv");
const COMPLEMENTS: &str = include_str!("../../ontology/lexicon/complements.tsv");
const COMPARISONS: &str = include_str!("../../ontology/lexicon/comparisons.tsv");

fn read(data: &'static str) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    data.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        Some((cells.next()?, cells.next()?, cells.next()?))
    })
}

static WORDS: LazyLock<Table> = LazyLock::new(|| {
    [CALENDAR, NUMBERS, UNITS]
        .into_iter()
        .flat_map(read)
        .map(|(form, kind, value)| ((form, kind), value))
        .collect()
});

static COMPARING: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    COMPARISONS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .collect()
});

static HAPPENING: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let rows = COMPLEMENTS.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t'));
    rows.filter_map(|mut cells| match [cells.next(), cells.next(), cells.next()] {
        [verb, Some("to"), Some("+" | "-")] => verb,
        _ => None,
    })
    .collect()
});

/// The value of a lower-case form as a word of a kind: "june" as a "month".
pub fn value(form: &str, kind: &'static str) -> Option<&'static str> {
    // The key borrows for the call alone; the table's own keys are static.
    WORDS.get(&(form, kind) as &(&str, &str)).copied()
}

/// The same as a number.
pub fn number<N: std::str::FromStr>(form: &str, kind: &'static str) -> Option<N> {
    value(form, kind)?.parse().ok()
}

/// Whether a noun names a part of what takes time: "end".
pub fn is_phase(noun: &str) -> bool {
    PHASES.lines().any(|line| line == noun)
}

/// Whether the infinitive that a verb takes has happened where the verb has: "managed to".
pub fn happens(verb: &str) -> bool {
    HAPPENING.contains(verb)
}

/// The comparison that lower-case words before a number make.
pub fn comparison(words: &str) -> Option<&'static str> {
    COMPARING.get(words).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_and_read() {
        for data in [PHASES, CALENDAR, NUMBERS, UNITS, COMPARISONS] {
            let rows: Vec<&str> = data.lines().filter(|line| !line.starts_with('#')).collect();
            for pair in rows.windows(2) {
                let cells = |row: &str| row.split('\t').map(str::to_owned).collect::<Vec<_>>();
                assert!(cells(pair[0]) < cells(pair[1]), "{:?} before {:?}", pair[0], pair[1]);
            }
        }
        assert_eq!(number::<i8>("june", "month"), Some(6));
        assert_eq!(value("may", "weekday"), None);
        assert_eq!(comparison("no fewer than"), Some("at least"));
    }
}
