//! One name, several bearers: a town and its club, a person and a company, a capital and the
//! government that sits there. What the words beside a mention demand of it tells which is meant
//! (the selectional preferences of [Resnik 1996](https://doi.org/10.1016/S0010-0277(96)00722-6)).

use super::apposition;
use super::context::Context;
use super::mention::Found;
use super::names::NameKey;
use super::person::{Generation, is_person_noun};
use crate::annotate::{Deprel, Upos};
use crate::gazetteer::{Class, Form};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../ontology/lexicon/selection.tsv");

/// Lemma, part and bearer.
static DEMANDS: LazyLock<FxHashSet<[&'static str; 3]>> = LazyLock::new(|| rows().collect());

fn rows() -> impl Iterator<Item = [&'static str; 3]> {
    let lines = TABLE.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    lines.filter_map(|line| line.split('\t').collect::<Vec<_>>().try_into().ok())
}

/// Whether somebody lives or is born in what has the name: "900 people in Haldvik", "her home in
/// Nelson".
pub(super) fn is_inside(context: &Context<'_>, mention: &Found) -> bool {
    let tree = &context.trees[mention.sentence];
    let case = tree.child(mention.head, Deprel::Case).is_some_and(|case| tree.form(case) == "in");
    let lives = |above: usize| match tree.word(mention.head).deprel {
        Deprel::Obl => demands(tree.lemma(above), "inside", "place"),
        Deprel::Nmod => {
            let lives = is_person_noun(context, mention.sentence, above)
                || demands(tree.lemma(above), "inside", "place");
            lives && !demands(tree.lemma(above), "in", "company")
        }
        _ => false,
    };
    case && tree.head(mention.head).is_some_and(lives)
}

/// Whether the words around a name tell that it is somebody's: "Osterholt, who", "the elder Osterholt", or one
/// speaks so of people.
pub(super) fn is_somebody(context: &Context<'_>, mention: &Found) -> bool {
    context.quoted[mention.sentence][mention.head]
        || Generation::of_name(context, mention).is_some()
        || apposition::class(context, mention) == Some(Class::Person)
}

/// Whether a noun beside the name tells that it is a body's: "Laurent, the fashion house", "shares in Laurent".
pub(super) fn is_described(context: &Context<'_>, mention: &Found) -> bool {
    let tree = &context.trees[mention.sentence];
    let company = |w: usize| demands(&tree.lemma(w).to_lowercase(), "description", "company");
    let within = tree.child(mention.head, Deprel::Case).filter(|&case| tree.form(case) == "in");
    let held = within.and_then(|_| tree.head(mention.head));
    let held = held.filter(|_| tree.word(mention.head).deprel == Deprel::Nmod);
    apposition::class(context, mention) == Some(Class::Organization)
        || tree.children_by(mention.head, &[Deprel::Appos]).any(company)
        || held.is_some_and(|noun| demands(tree.lemma(noun), "in", "company"))
}

pub(super) fn key(context: &Context<'_>, mention: &Found) -> NameKey {
    NameKey::new(context.form(mention.sentence, &mention.words))
}

/// Whether a known name is a place's that may have a club or a government in it; none where the
/// name is not known.
pub(super) fn is_town(context: &Context<'_>, name: &str) -> Option<bool> {
    let entries = context.gazetteer.find_all(name);
    let class = |&(entry, _): &(u32, Form)| context.gazetteer.entries()[entry as usize].class;
    let place = entries.iter().any(|entry| class(entry).broad() == Class::Place);
    let country = entries.iter().any(|entry| class(entry) == Class::Country);
    (!entries.is_empty()).then_some(place && !country)
}

/// Whether the name is the subject of a verb that towns are not: "Lisbon gave way", but "Lisbon lies on a river".
pub(super) fn acts(context: &Context<'_>, mention: &Found) -> bool {
    let tree = &context.trees[mention.sentence];
    let subject = context.role(mention.sentence, mention.head) == Deprel::Nsubj;
    let verb = tree.head(mention.head).filter(|&v| subject && tree.word(v).upos == Upos::Verb);
    verb.is_some_and(|verb| !demands(tree.lemma(verb), "subject", "place"))
}

pub(super) fn is_capital(context: &Context<'_>, name: &str) -> bool {
    // "Washington, D.C."
    let mut capitals = context.gazetteer.entries().iter().filter_map(|e| e.capital.split(',').next());
    capitals.any(|capital| capital == name)
}

/// Whether the word that the name depends on demands such a bearer of it.
pub(super) fn demanded(context: &Context<'_>, mention: &Found, bearer: &str) -> bool {
    let tree = &context.trees[mention.sentence];
    // "Washington would not change *its mind*"
    let verb =
        tree.head(mention.head).filter(|_| context.role(mention.sentence, mention.head) == Deprel::Nsubj);
    let mut objects = verb.into_iter().flat_map(|v| tree.children_by(v, &[Deprel::Obj]));
    if objects.any(|o| demands(&tree.lemma(o).to_lowercase(), "doer", bearer)) {
        return true;
    }
    // "a dispute *between* Montevideo and Oslo"
    let first = if tree.word(mention.head).deprel == Deprel::Conj {
        tree.head(mention.head)
    } else {
        Some(mention.head)
    };
    let between = first
        .filter(|&name| tree.child(name, Deprel::Case).is_some_and(|case| tree.form(case) == "between"))
        .and_then(|name| tree.head(name));
    if between.is_some_and(|noun| demands(&tree.lemma(noun).to_lowercase(), "between", bearer)) {
        return true;
    }
    let part = match context.role(mention.sentence, mention.head) {
        Deprel::Nsubj => "subject",
        Deprel::Obj => "object",
        Deprel::NmodPoss | Deprel::Compound => "owner",
        _ => return false,
    };
    // "Washington completed its review *and said* …" has one subject.
    let shared = |word| {
        let verbs = tree.children_by(word, &[Deprel::Conj]).filter(|_| part == "subject");
        verbs.filter(|&v| tree.child(v, Deprel::Nsubj).is_none())
    };
    let demanded = |word| demands(&tree.lemma(word).to_lowercase(), part, bearer);
    tree.head(mention.head).is_some_and(|word| std::iter::once(word).chain(shared(word)).any(demanded))
}

pub(super) fn demands(lemma: &str, part: &str, bearer: &str) -> bool {
    DEMANDS.contains(&[lemma, part, bearer])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn demands_are_sorted_and_all_read() {
        let lines = TABLE.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
        assert_eq!(rows().count(), lines.count());
        let rows: Vec<_> = rows().collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
        let parts = [
            "at",
            "behind",
            "beside",
            "between",
            "description",
            "doer",
            "in",
            "inside",
            "object",
            "of",
            "owner",
            "subject",
            "within",
        ];
        assert!(rows.iter().all(|row| parts.contains(&row[1])));
        assert!(demands("employ", "subject", "company") && !demands("employ", "object", "company"));
    }
}
