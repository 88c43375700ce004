//! The words that repairs know, data under `ontology/lexicon/`.

use rustc_hash::FxHashSet;
use std::sync::LazyLock;

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(|l| l.split('\t').collect())
}

static REPORTING: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    rows(include_str!("../../../ontology/lexicon/reporting.tsv"))
        .filter(|row| row.get(1) == Some(&"verb"))
        .filter_map(|row| row.first().copied())
        .collect()
});

static REPORTS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    rows(include_str!("../../../ontology/lexicon/reporting.tsv"))
        .filter(|row| row.get(1) == Some(&"noun"))
        .filter_map(|row| row.first().copied())
        .collect()
});

static MEANS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    rows(include_str!("../../../ontology/lexicon/means.tsv")).filter_map(|row| row.first().copied()).collect()
});

static CONTROLLING: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    rows(include_str!("../../../ontology/lexicon/complements.tsv"))
        .filter(|row| row.get(1) == Some(&"to"))
        .filter_map(|row| row.first().copied())
        .collect()
});

static FRAMES: LazyLock<FxHashSet<[&'static str; 2]>> = LazyLock::new(|| {
    rows(include_str!("../../../ontology/lexicon/frames.tsv")).filter_map(|row| row.try_into().ok()).collect()
});

static NAMING: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    rows(include_str!("../../../ontology/lexicon/naming.tsv"))
        .filter_map(|row| row.first().copied())
        .collect()
});

static STATES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    rows(include_str!("../../../ontology/lexicon/states.tsv"))
        .filter_map(|row| row.first().copied())
        .collect()
});

static DATES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    rows(include_str!("../../../ontology/lexicon/calendar.tsv"))
        .filter(|row| matches!(row.get(1), Some(&"month" | &"weekday")))
        .filter_map(|row| row.first().copied())
        .collect()
});

static UNITS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    rows(include_str!("../../../ontology/lexicon/calendar.tsv"))
        .filter(|row| row.get(1) == Some(&"unit"))
        .filter_map(|row| row.first().copied())
        .collect()
});

static BEARERS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    rows(include_str!("../../../ontology/lexicon/bearers.tsv"))
        .filter_map(|row| row.first().copied())
        .collect()
});

static INTERROGATIVE: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    rows(include_str!("../../../ontology/lexicon/interrogative.tsv"))
        .filter_map(|row| row.first().copied())
        .collect()
});

static ORDINALS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    rows(include_str!("../../../ontology/lexicon/numbers.tsv"))
        .filter(|row| row.get(1) == Some(&"ordinal"))
        .filter_map(|row| row.first().copied())
        .collect()
});

/// Whether a word counts the place in a row: "fourth".
pub fn is_ordinal(lemma: &str) -> bool {
    ORDINALS.contains(lemma)
}

/// Whether a clause with "if" may be a question behind the verb.
pub fn is_interrogative(verb: &str) -> bool {
    INTERROGATIVE.contains(verb)
}

/// Whether a noun denotes whoever leads a body or speaks for it.
pub fn is_bearer(noun: &str) -> bool {
    BEARERS.contains(noun)
}

/// Whether a form names a month or a day of the week: "March".
pub fn is_date(form: &str) -> bool {
    form.starts_with(char::is_uppercase) && DATES.contains(&*form.to_lowercase())
}

/// Whether a form names a unit of time: "year", "weeks".
pub fn is_unit(form: &str) -> bool {
    UNITS.contains(form)
}

/// Whether a noun, bare behind "by", says how: "by train".
pub fn is_means(noun: &str) -> bool {
    MEANS.contains(noun)
}

/// Whether a verb takes an infinitive: "want to".
pub fn takes_infinitive(verb: &str) -> bool {
    CONTROLLING.contains(verb)
}

/// Whether a noun tells what somebody says: "claim", "report".
pub fn reports_as_noun(lemma: &str) -> bool {
    REPORTS.contains(lemma)
}

/// Whether a verb reports what somebody says or thinks.
pub fn reports(lemma: &str) -> bool {
    REPORTING.contains(lemma)
}

/// Whether a verb takes a phrase with this preposition beside its object.
pub fn takes(verb: &str, preposition: &str) -> bool {
    FRAMES.contains(&[verb, preposition])
}

/// Whether a verb says what its object is to somebody.
pub fn names(lemma: &str) -> bool {
    NAMING.contains(lemma)
}

/// Whether a participle after "be" tells a state of mind or body.
pub fn is_state(participle: &str) -> bool {
    STATES.contains(participle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_complete_and_sorted() {
        for list in [
            include_str!("../../../ontology/lexicon/frames.tsv"),
            include_str!("../../../ontology/lexicon/interrogative.tsv"),
            include_str!("../../../ontology/lexicon/states.tsv"),
        ] {
            let lines: Vec<_> = rows(list).collect();
            assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
        }
        assert_eq!(FRAMES.len(), rows(include_str!("../../../ontology/lexicon/frames.tsv")).count());
        assert!(takes("accuse", "of") && !takes("see", "of"));
        assert!(reports("say") && !reports("claimant") && names("call") && is_state("relieved"));
        assert!(is_unit("years") && !is_unit("monday"));
    }
}
