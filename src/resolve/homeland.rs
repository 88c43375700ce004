//! Which country "the country" and "his country" are: the one that a title ties a
//! person to, or the last one mentioned.

use super::known::Known;
use super::mention::{Found, MentionKind};
use crate::annotate::Deprel;
use crate::gazetteer::{Class, Kind};

/// How many sentences a country mentioned stays before the mind.
const REACH: usize = 1;

/// The country that the noun phrase means; `None` to leave it to the ranking model.
pub(super) fn country(known: &Known<'_>, found: &Found) -> Option<usize> {
    let Known { context, mentions, entities, joined, .. } = known;
    let tree = &context.trees[found.sentence];
    let is_country = |entity: usize| entities[entity].class == Some(Class::Country);
    // The country in a title of a person: "North Korean leader", "Norway's prime minister".
    let home = |entity: usize, office: bool| {
        let tied = |m: &Found, noun: usize| {
            let tree = &context.trees[m.sentence];
            let holds = context.gazetteer.word_classes(tree.lemma(noun)).has(Kind::Office)
                || context.classes(m.sentence, noun).has(Kind::Office);
            if office && !holds {
                return None;
            }
            let relations = [Deprel::Amod, Deprel::Compound, Deprel::NmodPoss, Deprel::Nmod];
            let mut ties = tree.children_by(noun, &relations);
            ties.find_map(|c| known.at(m.sentence, c).filter(|&e| is_country(e)))
        };
        entities[entity].mentions.iter().rev().map(|&m| &mentions[m]).find_map(|m| {
            let tree = &context.trees[m.sentence];
            let titles = tree.children(m.head).filter(|&c| tree.word(c).deprel == Deprel::NmodDesc);
            std::iter::once(m.head).chain(titles).find_map(|noun| tied(m, noun))
        })
    };
    if let Some(owner) = tree.child(found.head, Deprel::NmodPoss) {
        return known
            .at(found.sentence, owner)
            .filter(|&e| entities[e].class.is_none_or(|c| c == Class::Person))
            .and_then(|e| home(e, false));
    }
    let bare = found.words.len() == 2 && tree.form(found.words.start).eq_ignore_ascii_case("the");
    let near = |m: &usize| {
        mentions[*m].sentence + REACH >= found.sentence
            && mentions[*m].sentence <= found.sentence
            && mentions[*m].kind == MentionKind::Name
            && joined[*m].is_some_and(is_country)
    };
    if !bare || (0..joined.len()).rev().any(|m| near(&m)) {
        return None;
    }
    let here = (0..joined.len()).rev().filter(|&m| mentions[m].sentence == found.sentence);
    let mut persons = here.filter_map(|m| joined[m]).filter(|&e| entities[e].class == Some(Class::Person));
    persons.find_map(|e| home(e, true))
}
