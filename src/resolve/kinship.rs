//! Whom "his son" means: whoever the text has told to be his son, to have him for a father, or to be
//! one half of a couple with him.

use super::entity::Entity;
use super::known::Known;
use super::mention::{Found, MentionKind};
use super::names::{NameKey, agree};
use super::person::name_gender;
use crate::annotate::{Deprel, Xpos};
use crate::gazetteer::Class;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../ontology/lexicon/kinship.tsv");

/// What a noun makes of whom it is said of, and what that makes of the other: "father" → parent, child.
static RELATIONS: LazyLock<FxHashMap<&'static str, (&'static str, &'static str)>> = LazyLock::new(|| {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| line.split_once('\t'))
        .filter_map(|(noun, told)| Some((noun, told.split_once('\t')?)))
        .collect()
});

/// How many sentences before her name somebody may have been called a relative.
const REACH: usize = 2;

/// For how many sentences a person is before the mind who may be somebody's predecessor.
const OTHER: usize = 4;

/// Whether a noun says whose relative somebody is.
pub fn is_kin(noun: &str) -> bool {
    RELATIONS.contains_key(noun)
}

/// Whom "her predecessor" means: the only other person with a name of whom the text has spoken.
pub(super) fn other(known: &Known<'_>, found: &Found) -> Option<usize> {
    let Known { context, mentions, entities, .. } = known;
    let tree = &context.trees[found.sentence];
    if !matches!(tree.lemma(found.head), "predecessor" | "successor") {
        return None;
    }
    let owner = known.at(found.sentence, tree.child(found.head, Deprel::NmodPoss)?)?;
    let near = |e: usize| {
        entities[e].mentions.last().is_some_and(|&m| mentions[m].sentence + OTHER >= found.sentence)
    };
    let person = |&e: &usize| entities[e].class == Some(Class::Person) && entities[e].is_named() && near(e);
    let others = || (0..entities.len()).filter(person).filter(|&e| e != owner);
    // … or whom it has called so
    let mut told = others().filter(|&e| entities[e].is_called(tree.lemma(found.head)));
    if let (Some(one), None) = (told.next(), told.next()) {
        return Some(one);
    }
    let mut others = others();
    others.next().filter(|_| others.next().is_none())
}

/// The relative that the noun phrase means, of the persons known so far; `None` where the text leaves
/// two, or nobody.
pub(super) fn relative(known: &Known<'_>, found: &Found) -> Option<usize> {
    let Known { context, mentions, entities, joined, .. } = known;
    let noun = context.trees[found.sentence].lemma(found.head);
    let &(wanted, inverse) = RELATIONS.get(noun)?;
    let whose = |m: &Found| {
        let tree = &context.trees[m.sentence];
        let of = |&c: &usize| tree.child(c, Deprel::Case).is_some_and(|case| tree.form(case) == "of");
        let owner = tree.child(m.head, Deprel::NmodPoss);
        owner.or_else(|| tree.children_by(m.head, &[Deprel::Nmod]).find(of))
    };
    let owner = known.at(found.sentence, whose(found)?)?;
    let gender = context.gazetteer.word_classes(noun).gender();
    let person = |e: usize| {
        e != owner && entities[e].class == Some(Class::Person) && agree(gender, entities[e].gender)
    };
    let told = mentions.iter().zip(joined).filter_map(|(m, &entity)| {
        let noun = (m.kind == MentionKind::Nominal).then(|| context.trees[m.sentence].lemma(m.head))?;
        let &(theirs, _) = RELATIONS.get(noun)?;
        let (one, other) = (entity?, known.at(m.sentence, whose(m)?)?);
        if other == owner && theirs == wanted {
            Some(one)
        } else {
            (one == owner && theirs == inverse).then_some(other)
        }
    });
    // "Daniel and Ruth Okonjo"
    let couple = mentions.windows(2).zip(joined.windows(2)).filter_map(|(pair, both)| {
        let [first, second] = pair else { return None };
        let tree = &context.trees[first.sentence];
        let joint = first.sentence == second.sentence
            && first.words.end + 1 == second.words.start
            && (first.words.len(), second.words.len()) == (1, 2)
            && tree.form(first.words.end) == "and";
        let other = match both {
            [Some(one), Some(other)] if *one == owner => *other,
            [Some(one), Some(other)] if *other == owner => *one,
            _ => return None,
        };
        (joint && wanted == "spouse").then_some(other)
    });
    let one = |candidates: &mut dyn Iterator<Item = usize>| {
        let mut candidates: Vec<usize> = candidates.filter(|&e| person(e)).collect();
        candidates.sort_unstable();
        candidates.dedup();
        <[usize; 1]>::try_from(candidates).ok().map(|[one]| one)
    };
    let singular = context.trees[found.sentence].word(found.head).xpos == Xpos::Nn;
    let namesakes = || (0..entities.len()).filter(|&e| singular && namesakes(&entities[owner], &entities[e]));
    one(&mut told.chain(couple)).or_else(|| one(&mut namesakes()))
}

/// Whom a name tells of whom the text has called somebody's relative just before: "his daughter … *Anna Dahl*, 38,"
/// of a text about Bo Dahl. Nobody else may share the last name.
pub(super) fn told_before(known: &Known<'_>, name: &Found, key: &NameKey) -> Option<usize> {
    let Known { context, mentions, entities, joined, .. } = known;
    let gender = name_gender(context, name, Some(Class::Person));
    let bearer = |e: &Entity| {
        let last = |other: &NameKey| other.words.len() > 1 && other.words.last() == key.words.last();
        e.class == Some(Class::Person) && e.names.iter().any(|(other, _)| last(other))
    };
    let mut bearers = (0..entities.len()).filter(|&e| bearer(&entities[e]));
    let owner = bearers.next().filter(|_| key.words.len() > 1 && bearers.next().is_none())?;
    let mut relatives = mentions.iter().zip(joined).filter_map(|(m, &entity)| {
        let tree = &context.trees[m.sentence];
        let noun = tree.lemma(m.head);
        let near = m.kind == MentionKind::Nominal && m.sentence + REACH >= name.sentence;
        let own = tree.child(m.head, Deprel::NmodPoss).and_then(|o| known.at(m.sentence, o)) == Some(owner);
        let one = tree.word(m.head).xpos == Xpos::Nn && is_kin(noun);
        let entity = entity.filter(|&e| near && own && one && !entities[e].is_named())?;
        agree(gender, context.gazetteer.word_classes(noun).gender()).then_some(entity)
    });
    let first = relatives.next()?;
    relatives.all(|other| other == first).then_some(first)
}

/// Whether two persons with full names share the last one.
fn namesakes(one: &Entity, other: &Entity) -> bool {
    let last = |e: &Entity| {
        let full = e.names.iter().find(|(name, _)| name.words.len() > 1);
        full.and_then(|(name, _)| name.words.last().cloned())
    };
    last(one).is_some_and(|name| last(other) == Some(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_are_sorted_and_have_an_inverse() {
        let rows: Vec<&str> = TABLE.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
        for row in rows {
            let noun = row.split('\t').next().unwrap_or_default();
            let (one, other) = RELATIONS.get(noun).copied().unwrap_or_default();
            let back = |line: &str| line.ends_with(&format!("\t{other}\t{one}"));
            assert!(TABLE.lines().any(back), "nobody is {other} of {one}");
        }
    }
}
