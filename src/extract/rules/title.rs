//! **Titles.** A common noun directly before a name says what the name's bearer is.
//!
//! > Foreign minister Ann Lee spoke in the capital Oslo.
//! > — (Ann Lee; is; Foreign minister), (Oslo; is; the capital)
//!
//! Forms of address ("Mr") tell nothing: `ontology/lexicon/honorifics.tsv`. Known misses:
//! titles that the parser takes for the first part of the name.

use super::role;
use crate::annotate::{Deprel, NameType, Tree, Upos, Xpos};
use crate::extract::clause::Clauses;
use crate::extract::proposition::{Argument, ArgumentKind, Proposition};
use crate::extract::{lexicon, phrase};

/// Applies the rule.
pub fn apply(sentence: &Clauses, found: &mut Vec<Proposition>) {
    let tree = sentence.tree;
    for word in 0..tree.len() {
        let Some(head) = tree.head(word) else { continue };
        let before_name = word < head && tree.word(head).upos == Upos::Propn;
        let after_noun = tree.word(word).upos == Upos::Propn && tree.word(head).upos == Upos::Noun;
        match tree.word(word).deprel {
            Deprel::NmodDesc
                if before_name && !lexicon::is_honorific(tree.form(word)) && !is_named(tree, head, word) =>
            {
                titled(sentence, head, word, found);
            }
            Deprel::Appos if after_noun && phrase::close_apposition(tree, word) => {
                titled(sentence, word, head, found)
            }
            _ => {}
        }
    }
}

/// Whether the title is part of the name of a thing, "the *Inspector* Holm Mysteries".
fn is_named(tree: &Tree, name: usize, title: usize) -> bool {
    let thing = tree.sentence.name_at(name).is_some_and(|n| {
        matches!(n.kind, NameType::Event | NameType::Facility | NameType::Product | NameType::WorkOfArt)
            || n.kind == NameType::Organization && n.words.contains(&title)
    });
    thing && title > 0 && tree.form(title).starts_with(char::is_uppercase)
}

fn titled(sentence: &Clauses, name: usize, title: usize, found: &mut Vec<Proposition>) {
    let tree = sentence.tree;
    // "*Doctor* who"
    if matches!(tree.word(name).xpos, Xpos::Wp | Xpos::Wdt) {
        return;
    }
    // "the films *Blue Hour* and *Red Sea*": no one of them is several.
    if tree.word(title).xpos == Xpos::Nns {
        return;
    }
    let subject = Argument {
        head: name,
        words: bare_name(tree, name, title),
        marker: Vec::new(),
        kind: ArgumentKind::Phrase,
    };
    let mut object = phrase::argument(tree, title);
    object.marker.clear();
    // a list of names behind the noun is no part of it: "writers *Ann Lee and Bo Dahl*"
    object.words.retain(|w| !subject.words.contains(w) && subject.words.first().is_none_or(|f| w < f));
    // what describes name and title together stands with the name in some trees
    for child in tree.children_by(name, &[Deprel::Amod, Deprel::Compound, Deprel::Det, Deprel::NmodPoss]) {
        if child < title && tree.head(title) == Some(name) {
            object.words.extend(tree.subtree(child, &|_| false));
        }
    }
    object.words.sort_unstable();
    found.push(role::is(subject.clone(), object, "title"));
    role::of(sentence, title, &subject, found);
}

/// The name without what stands before it.
fn bare_name(tree: &Tree, name: usize, title: usize) -> Vec<usize> {
    let quoted = |w: usize| tree.word(w).xpos == Xpos::Openquote;
    if phrase::argument(tree, name).words.first().is_some_and(|&w| quoted(w)) {
        return phrase::noun_phrase(tree, name);
    }
    // "the film *Easy Rider*"
    let whole = tree.sentence.name_at(name).map(|n| n.words.clone()).unwrap_or_default();
    let own = |c: usize| c > title && whole.contains(&c) && tree.word(c).xpos != Xpos::Pos;
    tree.subtree(name, &|c| {
        !own(c) && !matches!(tree.word(c).deprel, Deprel::Flat | Deprel::Compound)
            || (c < name && tree.word(c).upos != Upos::Propn && !own(c))
    })
}
