//! Which town a name means: many share one, and the text tells them apart by the region behind
//! the name or by the countries that it speaks of.

use super::context::Context;
use super::mention::Found;
use super::selection;
use crate::annotate::{Deprel, Upos};
use crate::gazetteer::{Class, Entry, Form, Kind, Match};
use std::ops::Range;

/// How many words may stand before the noun in "Paris, *a small town* in Ontario".
const DESCRIPTION: usize = 4;

/// The region or country behind a name: "Cambridge, *Massachusetts*", "Paris, a small town in *Ontario*".
pub(super) fn around<'c>(context: &Context<'c>, sentence: usize, end: usize) -> Option<&'c Entry> {
    let tree = &context.trees[sentence];
    if end + 1 >= tree.len() || tree.form(end) != "," {
        return None;
    }
    let article = matches!(tree.form(end + 1), "a" | "an" | "the");
    let noun = (end + 2..tree.len().min(end + 2 + DESCRIPTION)).find(|&w| tree.word(w).upos == Upos::Noun);
    let town =
        |w: usize| context.gazetteer.word_classes(tree.lemma(w)).designates().any(|c| c == Class::City);
    let start = match noun.filter(|&w| article && w + 2 < tree.len() && town(w) && tree.form(w + 1) == "in") {
        Some(noun) => noun + 2,
        None => end + 1,
    };
    let behind = context.matched(sentence, start).filter(|m| m.words.start == start)?;
    let entry = &context.gazetteer.entries()[behind.entry];
    // "Oslo, Norway and Sweden": a list.
    let listed = behind.words.clone().any(|w| tree.word(w).deprel == Deprel::Conj);
    let around = matches!(entry.class, Class::Region | Class::Country) && behind.form <= Form::Alias;
    (around && !listed).then_some(entry)
}

/// The region that a name means which is a country's too: Georgia in the South. The words beside it
/// tell, else whether the text speaks of the region's country and not otherwise of the one of the name.
pub(super) fn region(context: &Context<'_>, found: &Found) -> Option<(usize, Form)> {
    let entries = context.gazetteer.entries();
    let (known, form) = found.entry?;
    let named = context.gazetteer.find_all(context.form(found.sentence, &found.words));
    let mut regions = named.iter().map(|&(e, form)| (e as usize, form));
    let region = regions.find(|&(e, _)| entries[e].class == Class::Region && form <= Form::Alias);
    let (country, Some((region, region_form))) = (&entries[known], region) else {
        return Some((known, form));
    };
    if country.class != Class::Country || country.user || country.code == entries[region].code {
        return Some((known, form));
    }
    let place = (found.sentence, found.words.clone());
    let meant = is_region(context, &entries[region], place).unwrap_or_else(|| {
        let same = |m: &(usize, &Match)| m.1.entry == known && m.1.form != Form::Demonym;
        let elsewhere = |m: &(usize, &Match)| {
            let entry = &entries[m.1.entry];
            entry.code == country.code && (entry.name != country.name || m.1.form == Form::Demonym)
        };
        let told = |m: (usize, &Match)| is_region(context, &entries[region], (m.0, m.1.words.clone()));
        let spoken = context.countries.contains(&*entries[region].code)
            || context.known().filter(same).any(|m| told(m) == Some(true));
        spoken && !context.known().any(|m| elsewhere(&m))
    });
    Some(if meant { (region, region_form) } else { (known, form) })
}

/// Whether the words beside a name tell that it is the region's, or that it is not.
fn is_region(
    context: &Context<'_>,
    region: &Entry,
    (sentence, words): (usize, Range<usize>),
) -> Option<bool> {
    let tree = &context.trees[sentence];
    let head = words.end - 1;
    let entry = |w: usize| context.matched(sentence, w).map(|m| &context.gazetteer.entries()[m.entry]);
    let near = |entry: &Entry| entry.code == region.code && entry.class != Class::Country;
    // "Atlanta, Georgia"
    let town = words.start.checked_sub(2).filter(|&w| tree.form(w + 1) == ",").and_then(entry);
    // "Georgia and Arizona"
    let above = tree.head(head).filter(|_| tree.word(head).deprel == Deprel::Conj);
    let listed = tree.children_by(head, &[Deprel::Conj]).chain(above).find_map(entry);
    if let Some(other) = town.or(listed) {
        return Some(near(other));
    }
    // "the governor of Georgia", "Georgia, the state"
    let apposed = tree.children_by(head, &[Deprel::Appos]);
    let behind = (words.end < tree.len()).then_some(words.end);
    let noun = |w: usize| selection::demands(&tree.lemma(w).to_lowercase(), "owner", "region");
    tree.head(head).into_iter().chain(apposed).chain(behind).any(noun).then_some(true)
}

/// The city that a name means which is its region's too: "New York" alone is the city.
pub(super) fn city(context: &Context<'_>, found: &Found) -> Option<(usize, Form)> {
    let entries = context.gazetteer.entries();
    let (known, form) = found.entry?;
    let tree = &context.trees[found.sentence];
    let region = |index: usize| {
        let matched = context.matched(found.sentence, index);
        matched.is_some_and(|m| {
            entries[m.entry].class == Class::Region && entries[m.entry].name != entries[known].name
        })
    };
    // "Buffalo, New York", "New York, Ohio and Maine", "the state of New York", "New York's governor".
    let behind = found.words.start > 1 && tree.form(found.words.start - 1) == ",";
    let listed = tree.children_by(found.head, &[Deprel::Conj]).any(region)
        || tree.word(found.head).deprel == Deprel::Conj && tree.head(found.head).is_some_and(region);
    let told = tree.head(found.head).is_some_and(|h| {
        let classes = context.gazetteer.word_classes(&tree.lemma(h).to_lowercase());
        h != found.head && (classes.has(Kind::Office) || matches!(tree.lemma(h), "state" | "province"))
    });
    if entries[known].class != Class::Region || entries[known].user || behind || listed || told {
        return Some((known, form));
    }
    let named = context.gazetteer.find_all(context.form(found.sentence, &found.words));
    let mut cities = named.iter().map(|&(e, form)| (e as usize, form));
    let city =
        cities.find(|&(e, _)| entries[e].class == Class::City && entries[e].code == entries[known].code);
    city.or(Some((known, form)))
}

/// The known town that a name stands for here, where it is that of a town.
pub(super) fn meant(context: &Context<'_>, found: &Found) -> Option<(usize, Form)> {
    let entries = context.gazetteer.entries();
    let (known, form) = found.entry?;
    let town = |entry: usize| entries[entry].class == Class::City && !entries[entry].user;
    if !town(known) {
        return Some((known, form));
    }
    if let Some(around) = around(context, found.sentence, found.words.end) {
        let named = context.gazetteer.find_all(context.form(found.sentence, &found.words));
        let mut towns = named.iter().map(|&(e, form)| (e as usize, form)).filter(|&(e, _)| town(e));
        return towns.find(|&(e, _)| {
            let told_apart = entries[e].title.split_once(", ");
            entries[e].code == around.code
                && told_apart
                    .is_none_or(|(_, region)| around.class == Class::Country || region == &*around.name)
        });
    }
    // "Durham" is none in North Carolina where the text speaks of England alone.
    let elsewhere = !context.countries.is_empty() && !context.countries.contains(&*entries[known].code);
    (!entries[known].title.contains(", ") || !elsewhere).then_some((known, form))
}
