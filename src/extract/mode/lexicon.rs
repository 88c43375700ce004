//! The word lists behind the mode of a fact, data under `ontology/lexicon/`.

use crate::statement::Modality;
use rustc_hash::FxHashMap;
use std::hash::Hash;
use std::sync::LazyLock;

/// What a source does with what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names say it
pub enum Stance {
    Say,
    Claim,
    Deny,
    Promise,
    Order,
    Ask,
    Admit,
    Predict,
    Believe,
    Suggest,
}

impl Stance {
    /// The stance's name in the lexicon and the graph.
    pub const fn as_str(self) -> &'static str {
        match self {
            Stance::Say => "say",
            Stance::Claim => "claim",
            Stance::Deny => "deny",
            Stance::Promise => "promise",
            Stance::Order => "order",
            Stance::Ask => "ask",
            Stance::Admit => "admit",
            Stance::Predict => "predict",
            Stance::Believe => "believe",
            Stance::Suggest => "suggest",
        }
    }

    const ALL: [Stance; 10] = [
        Stance::Say,
        Stance::Claim,
        Stance::Deny,
        Stance::Promise,
        Stance::Order,
        Stance::Ask,
        Stance::Admit,
        Stance::Predict,
        Stance::Believe,
        Stance::Suggest,
    ];
}

/// The part of speech of a reporting word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReportingKind {
    /// "say"
    Verb,
    /// "claim"
    Noun,
    /// "allegedly"
    Adverb,
}

/// The shape of a complement clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Complement {
    /// "to go"
    Infinitive,
    /// "that she went"
    Finite,
    /// "going", "of going"
    Gerund,
    /// "from going"
    FromGerund,
}

/// What follows for the content of a complement clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Holds,
    /// It does not hold.
    Fails,
    /// Nothing follows.
    Open,
    /// Nothing follows, and the governor's negation belongs to the content.
    Raised,
}

/// Whether a noun names what somebody says: "statement", "claim".
pub fn is_speech_noun(lemma: &str) -> bool {
    reporting(lemma, ReportingKind::Noun).is_some()
}

/// The signature of a word that takes a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Where the governor holds.
    pub positive: Outcome,
    /// Where the governor is negated.
    pub negative: Outcome,
    /// How the content is held where nothing follows.
    pub modality: Modality,
    /// Whether the governor's object does what the clause tells: "ordered *him* to go".
    pub object_control: bool,
}

/// Where a denying word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Negator {
    /// "never", beside the predicate.
    Adverb,
    /// "no", inside an argument.
    Argument,
    /// "nor", before a conjunct.
    Conjunction,
}

/// What a marker does to its adverbial clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// "if"
    Conditional,
    /// "so that"
    Intended,
    /// "without"
    Negative,
    /// "although"
    Plain,
}

fn table<K: Eq + Hash, V>(
    data: &'static str,
    row: impl Fn(&[&'static str]) -> Option<(K, V)>,
) -> FxHashMap<K, V> {
    data.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .filter_map(|line| row(&line.split('\t').collect::<Vec<_>>()))
        .collect()
}

fn modality(name: &str) -> Option<Modality> {
    Some(match name {
        "actual" => Modality::Actual,
        "possible" => Modality::Possible,
        "future" => Modality::Future,
        "necessary" => Modality::Necessary,
        "conditional" => Modality::Conditional,
        "intended" => Modality::Intended,
        "asked" => Modality::Asked,
        _ => return None,
    })
}

fn outcome(sign: &str) -> Option<Outcome> {
    Some(match sign {
        "+" => Outcome::Holds,
        "-" => Outcome::Fails,
        "o" => Outcome::Open,
        "n" => Outcome::Raised,
        _ => return None,
    })
}

const REPORTING_DATA: &str = include_str!("../../../ontology/lexicon/reporting.tsv");
const COMPLEMENT_DATA: &str = include_str!("../../../ontology/lexicon/complements.tsv");
const MODALITY_DATA: &str = include_str!("../../../ontology/lexicon/modality.tsv");
const NEGATION_DATA: &str = include_str!("../../../ontology/lexicon/negation.tsv");
const MARKER_DATA: &str = include_str!("../../../ontology/lexicon/markers.tsv");

static REPORTING: LazyLock<FxHashMap<(&str, ReportingKind), Stance>> = LazyLock::new(|| {
    table(REPORTING_DATA, |row| {
        let &[lemma, kind, stance] = row else { return None };
        let kind = match kind {
            "verb" => ReportingKind::Verb,
            "noun" => ReportingKind::Noun,
            "adverb" => ReportingKind::Adverb,
            _ => return None,
        };
        let stance = *Stance::ALL.iter().find(|s| s.as_str() == stance)?;
        Some(((lemma, kind), stance))
    })
});

static COMPLEMENTS: LazyLock<FxHashMap<(&str, Complement), Signature>> = LazyLock::new(|| {
    table(COMPLEMENT_DATA, |row| {
        let &[lemma, shape, positive, negative, held, ref control @ ..] = row else { return None };
        let shape = match shape {
            "to" => Complement::Infinitive,
            "that" => Complement::Finite,
            "ing" => Complement::Gerund,
            "from" => Complement::FromGerund,
            _ => return None,
        };
        let signature = Signature {
            positive: outcome(positive)?,
            negative: outcome(negative)?,
            modality: modality(held)?,
            object_control: match control {
                [] => false,
                ["object"] => true,
                _ => return None,
            },
        };
        Some(((lemma, shape), signature))
    })
});

static MODALITIES: LazyLock<FxHashMap<&str, Modality>> = LazyLock::new(|| {
    table(MODALITY_DATA, |row| match *row {
        [form, held] => Some((form, modality(held)?)),
        _ => None,
    })
});

static NEGATORS: LazyLock<FxHashMap<&str, Negator>> = LazyLock::new(|| {
    table(NEGATION_DATA, |row| {
        let &[form, place] = row else { return None };
        let place = match place {
            "adverb" => Negator::Adverb,
            "argument" => Negator::Argument,
            "conjunction" => Negator::Conjunction,
            _ => return None,
        };
        Some((form, place))
    })
});

static MARKERS: LazyLock<FxHashMap<&str, Marker>> = LazyLock::new(|| {
    table(MARKER_DATA, |row| {
        let &[words, effect] = row else { return None };
        let effect = match effect {
            "conditional" => Marker::Conditional,
            "intended" => Marker::Intended,
            "negative" => Marker::Negative,
            "none" => Marker::Plain,
            _ => return None,
        };
        Some((words, effect))
    })
});

/// The stance of a reporting word, by its lemma and part of speech.
pub fn reporting(lemma: &str, kind: ReportingKind) -> Option<Stance> {
    REPORTING.get(&(lemma, kind)).copied()
}

/// The signature of a word that takes a clause of a shape.
pub fn signature(lemma: &str, shape: Complement) -> Option<Signature> {
    COMPLEMENTS.get(&(lemma, shape)).copied()
}

/// The modality of an auxiliary or adverb, by its lower-case form.
pub fn modal(form: &str) -> Option<Modality> {
    MODALITIES.get(form).copied()
}

/// Where a word denies, by its lower-case form.
pub fn negator(form: &str) -> Option<Negator> {
    NEGATORS.get(form).copied()
}

/// The effect of the words that introduce an adverbial clause, in lower case.
pub fn marker(words: &str) -> Option<Marker> {
    MARKERS.get(words).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(data: &str) -> Vec<&str> {
        data.lines().filter(|line| !line.starts_with('#')).collect()
    }

    #[test]
    fn every_row_is_read_and_in_order() {
        for (data, read) in [
            (REPORTING_DATA, REPORTING.len()),
            (COMPLEMENT_DATA, COMPLEMENTS.len()),
            (MODALITY_DATA, MODALITIES.len()),
            (NEGATION_DATA, NEGATORS.len()),
            (MARKER_DATA, MARKERS.len()),
        ] {
            let rows = rows(data);
            assert_eq!(rows.len(), read, "a row is doubled or malformed near {:?}", rows.first());
            let cells = |row: &str| row.split('\t').map(str::to_owned).collect::<Vec<_>>();
            for pair in rows.windows(2) {
                assert!(cells(pair[0]) < cells(pair[1]), "{:?} before {:?}", pair[0], pair[1]);
            }
        }
    }

    #[test]
    fn signatures_are_the_published_ones() {
        let fail = signature("fail", Complement::Infinitive);
        assert_eq!(fail.map(|s| (s.positive, s.negative)), Some((Outcome::Fails, Outcome::Holds)));
        let know = signature("know", Complement::Finite);
        assert_eq!(know.map(|s| (s.positive, s.negative)), Some((Outcome::Holds, Outcome::Holds)));
        assert_eq!(reporting("deny", ReportingKind::Verb), Some(Stance::Deny));
        assert_eq!(modal("might"), Some(Modality::Possible));
    }
}
