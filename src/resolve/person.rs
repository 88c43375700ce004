//! What the name of a person and the words around it tell: last name, gender, offices.

use super::context::Context;
use super::mention::{Found, is_native};
use super::names::NameKey;
use crate::annotate::{Deprel, Tree, Upos, Xpos};
use crate::gazetteer::{Class, Gender, Kind};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What says that somebody is something no more.
pub(super) const FORMER: &str = "former";

/// Which of two people of one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Generation {
    /// Father or mother, uncle or aunt.
    Elder,
    /// Son or daughter, nephew or niece.
    Younger,
}

const GENERATIONS: &str = include_str!("../../ontology/lexicon/generations.tsv");

impl Generation {
    fn of_word(word: &str) -> Option<Self> {
        static WORDS: LazyLock<FxHashMap<&str, Generation>> = LazyLock::new(|| {
            let told = GENERATIONS.lines().filter_map(|line| line.split_once('\t'));
            let generation = |told| match told {
                "elder" => Some(Generation::Elder),
                "younger" => Some(Generation::Younger),
                _ => None,
            };
            told.filter_map(|(word, told)| Some((word, generation(told)?))).collect()
        });
        WORDS.get(word).copied()
    }

    /// The one that the words before a name tell: "the *younger* Mr Lindgren".
    pub(super) fn of_name(context: &Context<'_>, found: &Found) -> Option<Self> {
        let tree = &context.trees[found.sentence];
        let before = (found.words.start.saturating_sub(2)..found.words.start).rev();
        before
            .filter(|&w| matches!(tree.word(w).upos, Upos::Adj | Upos::Noun))
            .find_map(|w| Generation::of_word(&tree.form(w).to_lowercase()))
    }

    /// The one that what somebody is to others tells; none where it tells both.
    pub(super) fn of_nouns(nouns: &[String]) -> Option<Self> {
        let mut told = nouns.iter().filter_map(|noun| Generation::of_word(noun));
        told.next().filter(|&first| told.all(|other| other == first))
    }
}

/// The keys with the last name that the first of two given names shares with the second:
/// "Daniel" is "Daniel Okonjo" in "Daniel and Ruth Okonjo".
pub(super) fn shared_surnames(
    context: &Context<'_>,
    found: &[Found],
    mut keys: Vec<Option<NameKey>>,
) -> Vec<Option<NameKey>> {
    for (index, pair) in found.windows(2).enumerate() {
        let (first, second) = (&pair[0], &pair[1]);
        let given = |f: &Found| context.classes(f.sentence, f.words.start).has(Kind::Given);
        let joint = first.sentence == second.sentence
            && first.words.end + 1 == second.words.start
            && matches!(context.trees[first.sentence].form(first.words.end), "and" | "&");
        if joint
            && (first.words.len(), second.words.len()) == (1, 2)
            && given(first)
            && given(second)
            && let Some(surname) = keys[index + 1].as_ref().and_then(|k| k.words.last().cloned())
            && let Some(key) = &mut keys[index]
        {
            key.add_surname(surname);
        }
    }
    keys
}

/// The gender that a person's name or the title before it tells.
pub(super) fn name_gender(context: &Context<'_>, found: &Found, class: Option<Class>) -> Gender {
    if class != Some(Class::Person) {
        return Gender::Unknown;
    }
    let tree = &context.trees[found.sentence];
    let before = found.words.start.saturating_sub(2)..found.words.start;
    // "the granddaughter *of* Bo Dahl"
    let beside = before.rev().take_while(|&i| tree.word(i).upos != Upos::Adp);
    let titles = beside.filter(|&i| matches!(tree.word(i).upos, Upos::Propn | Upos::Noun));
    let titles: Vec<_> = titles.map(|i| context.classes(found.sentence, i)).collect();
    let told = |kinds: &[Kind]| {
        let fits = titles.iter().filter(|c| kinds.iter().any(|&k| c.has(k)));
        fits.map(|c| c.gender()).find(|&g| g != Gender::Unknown)
    };
    if let Some(gender) = told(&[Kind::Honorific, Kind::Kinship]) {
        return gender;
    }
    // After a title a single word is a last name.
    let last = found.words.len() == 1
        && (titles.first().is_some_and(|c| c.has(Kind::Honorific))
            || context.classes(found.sentence, found.head).has(Kind::Surname));
    let given = context.classes(found.sentence, found.words.start).gender();
    if !last && given != Gender::Unknown {
        return given;
    }
    told(&[Kind::Office]).unwrap_or_default()
}

/// The nouns that say what the person of a name is: "minister" of "Finance Minister Luc
/// Desmet", "president" of "Lucia Moreira was sworn in as president".
pub(super) fn offices(context: &Context<'_>, found: &Found) -> Vec<String> {
    let tree = &context.trees[found.sentence];
    let before = found
        .words
        .start
        .checked_sub(1)
        .filter(|&w| tree.word(w).upos == Upos::Propn || tree.word(w).xpos == Xpos::Nnp);
    let titles = tree.children_by(found.head, &[Deprel::NmodDesc]).chain(before);
    let subject = matches!(tree.word(found.head).deprel, Deprel::Nsubj | Deprel::NsubjPass);
    let verb = tree.head(found.head).filter(|_| subject);
    let becomes = verb.into_iter().flat_map(|verb| {
        tree.children_by(verb, &[Deprel::Obl])
            .filter(|&c| tree.child(c, Deprel::Case).is_some_and(|case| tree.form(case) == "as"))
    });
    let nouns = titles.chain(becomes).filter(|&w| {
        let classes = context.gazetteer.word_classes(&tree.lemma(w).to_lowercase());
        classes.has(Kind::Office) || classes.has(Kind::PersonNoun) || classes.has(Kind::Rank)
    });
    nouns.map(|w| called(context, found.sentence, w)).collect()
}

/// What a common noun calls somebody; an office with the word before that says which: "prime
/// minister".
pub(super) fn called(context: &Context<'_>, sentence: usize, noun: usize) -> String {
    let tree = &context.trees[sentence];
    let lemma = tree.lemma(noun).to_lowercase();
    let before = || tree.children_by(noun, &[Deprel::Compound, Deprel::Amod]);
    let ended = || {
        let was = tree.child(noun, Deprel::Cop).is_some_and(|cop| tree.form(cop) == "was");
        was && tree
            .children(noun)
            .any(|c| tree.child(c, Deprel::Case).is_some_and(|p| tree.form(p) == "until"))
    };
    // "the *former* minister", "who was minister until June"
    let former = before().any(|c| tree.lemma(c) == FORMER) || ended();
    let which = before().find(|&c| c + 1 == noun && tree.lemma(c) != FORMER);
    let what = match which.filter(|_| context.gazetteer.word_classes(&lemma).has(Kind::Office)) {
        Some(which) => format!("{} {lemma}", tree.lemma(which).to_lowercase()),
        None => lemma,
    };
    if former { format!("{FORMER} {what}") } else { what }
}

/// Whether a word denotes a person by itself, be it by an age: "the 26-year-old".
pub(super) fn is_person_noun(context: &Context<'_>, sentence: usize, word: usize) -> bool {
    let tree = &context.trees[sentence];
    is_age(tree, word)
        || is_native(context, sentence, word)
        || context.gazetteer.word_classes(&tree.lemma(word).to_lowercase()).is_person_word()
}

/// What somebody was made: "named *Bo Dahl* as transport minister", "*Dahl* was elected president".
pub(super) fn appointed(context: &Context<'_>, found: &Found) -> Option<String> {
    let tree = &context.trees[found.sentence];
    let verb = tree.head(found.head)?;
    let made = matches!(
        tree.lemma(verb),
        "appoint" | "confirm" | "elect" | "inaugurate" | "name" | "nominate" | "swear"
    );
    let whom = matches!(tree.word(found.head).deprel, Deprel::Obj | Deprel::NsubjPass | Deprel::Xcomp);
    let office = |&noun: &usize| {
        let case = tree.child(noun, Deprel::Case);
        noun > verb
            && tree.word(noun).upos == Upos::Noun
            && case.is_none_or(|case| tree.form(case) == "as")
            && is_person_noun(context, found.sentence, noun)
    };
    let mut nouns = tree.children_by(verb, &[Deprel::Obl, Deprel::Xcomp]).filter(office);
    nouns.next().filter(|_| made && whom).map(|noun| called(context, found.sentence, noun))
}

/// How old a mention says that somebody is: "Bo Dahl, *52*," "the *27-year-old*", "a *61-year-old* builder".
pub(super) fn age(tree: &Tree, head: usize) -> Option<u32> {
    let number = |word: usize| tree.form(word).parse().ok().filter(|years| (1..=120).contains(years));
    let years = |old: usize| {
        let unit = tree.children(old).find(|&unit| tree.lemma(unit) == "year")?;
        tree.child(unit, Deprel::Nummod).and_then(number)
    };
    if is_age(tree, head) {
        return years(head);
    }
    let adjective = tree.children_by(head, &[Deprel::Amod]).find(|&c| tree.lemma(c) == "old");
    let comma = |word: usize| tree.form(word) == ",";
    let beside = || {
        let mut numbers = tree.children(head).filter(|&c| c > head && tree.word(c).upos == Upos::Num);
        numbers.find(|&c| comma(c - 1) && (c + 1 == tree.len() || tree.word(c + 1).upos == Upos::Punct))
    };
    adjective.map_or_else(|| beside().and_then(number), years)
}

/// Whether the noun is an age.
pub(super) fn is_age(tree: &Tree, word: usize) -> bool {
    tree.word(word).upos == Upos::Noun && tree.lemma(word) == "old"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generations_are_sorted_and_all_read() {
        let words: Vec<&str> = GENERATIONS
            .lines()
            .filter(|l| !l.starts_with('#'))
            .filter_map(|l| l.split('\t').next())
            .collect();
        assert!(words.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(words.iter().all(|word| Generation::of_word(word).is_some()));
        let of =
            |nouns: &[&str]| Generation::of_nouns(&nouns.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>());
        assert_eq!(of(&["minister", "father"]), Some(Generation::Elder));
        assert_eq!(of(&["son", "father"]), None);
    }
}
