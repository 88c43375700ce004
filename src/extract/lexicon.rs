//! Word lists that the rules read, kept as data under `ontology/lexicon/`.

use super::proposition::Argument;
use crate::annotate::{NameType, Tree};
use crate::statement::Role;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

type Pairs = FxHashSet<(&'static str, &'static str)>;
type Triples = FxHashSet<(&'static str, &'static str, &'static str)>;

/// The lines of a tab-separated list that hold data.
fn lines(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(|l| l.split('\t').collect())
}

static PREPOSITIONS: LazyLock<Triples> = LazyLock::new(|| {
    lines(include_str!("../../ontology/lexicon/prepositions.tsv"))
        .filter_map(|columns| match columns.as_slice() {
            &[first, inner, last] => Some((first, inner, last)),
            _ => None,
        })
        .collect()
});

static DISCOURSE: LazyLock<Pairs> = LazyLock::new(|| {
    lines(include_str!("../../ontology/lexicon/discourse.tsv"))
        .filter_map(|columns| match columns.as_slice() {
            &[first, inner] => Some((first, inner)),
            _ => None,
        })
        .collect()
});

/// Whether three words make one preposition: "in honor of".
pub fn is_preposition(first: &str, inner: &str, last: &str) -> bool {
    PREPOSITIONS.contains(&(first, inner, last))
}

/// Whether a bare phrase only connects sentences: "as a result".
pub fn is_discourse(preposition: &str, noun: &str) -> bool {
    DISCOURSE.contains(&(preposition, noun))
}

static CONNECTIVES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../ontology/lexicon/connectives.tsv")).filter_map(|l| l.first().copied()).collect());

static HONORIFICS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../ontology/lexicon/honorifics.tsv")).filter_map(|l| l.first().copied()).collect());

static NAMING: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../ontology/lexicon/naming.tsv")).filter_map(|l| l.first().copied()).collect());

/// Whether a word before a name is a form of address only: "Mr".
pub fn is_honorific(word: &str) -> bool {
    HONORIFICS.contains(word)
}

/// Whether a verb says what something is to somebody: "call", "describe".
pub fn is_naming(verb: &str) -> bool {
    NAMING.contains(verb)
}

static TIME_NOUNS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../ontology/lexicon/time_nouns.tsv")).filter_map(|l| l.first().copied()).collect());

static SUPPORT_VERBS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../ontology/lexicon/support_verbs.tsv")).filter_map(|l| l.first().copied()).collect());

/// Whether a noun tells when, how long or how often.
pub fn is_time(noun: &str) -> bool {
    TIME_NOUNS.contains(noun.to_lowercase().as_str())
}

/// Whether a verb means little beside its object: "take" of "take interest".
pub fn is_support(verb: &str) -> bool {
    SUPPORT_VERBS.contains(verb)
}

static PARTITIVES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../ontology/lexicon/partitives.tsv")).filter_map(|l| l.first().copied()).collect());

/// Whether a noun only measures or groups what "of" names.
pub fn is_partitive(noun: &str) -> bool {
    PARTITIVES.contains(noun)
}

/// Whether an adverb only connects sentences or sets a focus: "however", "also".
pub fn is_connective(adverb: &str) -> bool {
    CONNECTIVES.contains(adverb)
}

/// What a phrase tells about its clause, by its preposition and its name type.
pub fn role(tree: &Tree, argument: &Argument) -> Role {
    let kind = tree.sentence.name_at(argument.head).map(|n| n.kind);
    if matches!(kind, Some(NameType::Date | NameType::Time)) {
        return Role::Time;
    }
    Role::Other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_without_repetition() {
        for table in [
            include_str!("../../ontology/lexicon/prepositions.tsv"),
            include_str!("../../ontology/lexicon/discourse.tsv"),
        ] {
            let rows: Vec<_> = lines(table).collect();
            assert!(rows.windows(2).all(|w| w[0] < w[1]));
        }
        assert!(is_preposition("in", "honor", "of") && !is_preposition("in", "house", "of"));
        assert!(is_discourse("of", "course"));
    }
}
