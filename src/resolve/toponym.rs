//! Places of one name: which state a town lies in, and whether a state, a country or a city is
//! meant. What stands beside the name tells it, and what the document mentions besides.

use super::Mention;
use super::context::Context;
use super::mention::Found;
use crate::gazetteer::{Class, Form};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

const TOWNS: &str = include_str!("../../ontology/gazetteers/towns.tsv");

/// A state with the towns and counties in it.
struct State {
    name: &'static str,
    code: &'static str,
}

static STATES: LazyLock<Vec<State>> =
    LazyLock::new(|| rows().map(|[name, code, _]| State { name, code }).collect());

/// Town or county → the states that have one of that name.
static STATES_OF: LazyLock<FxHashMap<&'static str, Vec<u8>>> = LazyLock::new(|| {
    let mut states: FxHashMap<_, Vec<u8>> = FxHashMap::default();
    for (state, [_, _, towns]) in rows().enumerate() {
        towns.split('|').for_each(|town| states.entry(town).or_default().push(state as u8));
    }
    states
});

fn rows() -> impl Iterator<Item = [&'static str; 3]> {
    let lines = TOWNS.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    lines.filter_map(|line| line.split('\t').collect::<Vec<_>>().try_into().ok())
}

/// How often a document mentions each state, and places of each country.
#[derive(Debug, Default)]
pub struct Toponyms {
    states: Vec<usize>,
    countries: FxHashMap<String, usize>,
}

impl Toponyms {
    /// Counts the known places of a document.
    pub fn new(context: &Context<'_>) -> Self {
        let mut toponyms = Toponyms { states: vec![0; STATES.len()], ..Toponyms::default() };
        let entries = context.gazetteer.entries();
        for (sentence, tree) in context.trees.iter().enumerate() {
            for known in context.known(sentence) {
                let entry = &entries[known.entry];
                let own = context.gazetteer.find_all(context.form(sentence, &known.words)).len() == 1;
                let part = matches!(entry.class, Class::Region | Class::City) || known.form == Form::Demonym;
                if own && part && !entry.code.is_empty() {
                    *toponyms.countries.entry(entry.code.to_string()).or_default() += 1;
                }
                if entry.class == Class::Region
                    && &*entry.code == "US"
                    && let Some(state) = state(&entry.name)
                {
                    toponyms.states[state] += 1;
                }
            }
            for index in 2..tree.len() {
                if let Some(state) = postal(tree.form(index)).filter(|_| tree.form(index - 1) == ",") {
                    toponyms.states[state] += 1;
                }
            }
        }
        toponyms
    }

    /// The article's title of a town or county of the United States: it names the state that the
    /// text gives right behind the name, or the one of those with such a town that the document
    /// mentions most.
    pub fn title(&self, context: &Context<'_>, mentions: &[&Mention], name: &str) -> Option<String> {
        let given = mentions.iter().find_map(|m| {
            let tree = &context.trees[m.sentence];
            let next = m.words.end + 1;
            if next >= tree.len() || tree.form(m.words.end) != "," {
                return None;
            }
            let named = context.matched(m.sentence, next);
            let named = named.and_then(|k| state(&context.gazetteer.entries()[k.entry].name));
            named.or_else(|| postal(tree.form(next)))
        });
        let states = STATES_OF.get(name).map_or(&[][..], Vec::as_slice);
        let most = || {
            let known = states.iter().map(|&s| usize::from(s)).filter(|&s| self.states[s] > 0);
            known.max_by_key(|&s| (self.states[s], std::cmp::Reverse(s)))
        };
        let listed = |s: &usize| states.contains(&(*s as u8)) || states.is_empty();
        let state = given.filter(listed).or_else(most)?;
        Some(format!("{name}, {}", STATES[state].name))
    }

    /// Whether the document mentions places of the country with this code.
    pub fn mentions(&self, code: &str) -> usize {
        self.countries.get(code).copied().unwrap_or(0)
    }
}

fn state(name: &str) -> Option<usize> {
    STATES.iter().position(|s| s.name == name || name.strip_suffix(" State") == Some(s.name))
}

fn postal(form: &str) -> Option<usize> {
    STATES.iter().position(|s| s.code == form)
}

/// The other place of the name that is meant: the state in "Albany, New York" and "the state of
/// Georgia".
pub(super) fn other(context: &Context<'_>, found: &Found) -> Option<usize> {
    let entries = context.gazetteer.entries();
    let (entry, _) = found.entry?;
    if !matches!(entries[entry].class, Class::Country | Class::Region | Class::City) {
        return None;
    }
    let tree = &context.trees[found.sentence];
    let before = |back: usize| found.words.start.checked_sub(back).map(|i| tree.form(i));
    let all = context.gazetteer.find_all(context.form(found.sentence, &found.words));
    let mut others = all.iter().filter(|&&(_, form)| form <= Form::Alias).map(|&(e, _)| e as usize);
    let behind = before(1) == Some(",") && before(2).is_some_and(|w| w.starts_with(char::is_uppercase));
    let called = before(1) == Some("of") && before(2).is_some_and(|w| w.eq_ignore_ascii_case("state"));
    (behind || called).then(|| others.find(|&e| entries[e].class == Class::Region)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_are_sorted_and_all_read() {
        let lines = TOWNS.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
        assert_eq!(rows().count(), lines.count());
        let rows: Vec<_> = rows().collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
        for [state, _, towns] in rows {
            let towns: Vec<&str> = towns.split('|').collect();
            assert!(towns.windows(2).all(|pair| pair[0] < pair[1]), "{state}");
        }
        assert!(STATES_OF["Springfield"].len() > 5);
    }
}
