//! Apposition: a common noun and a name that stand for one thing, and what the noun tells
//! of the name.

use super::context::Context;
use super::mention::{Found, MentionKind};
use super::selection;
use crate::annotate::{Deprel, Upos, Xpos};
use crate::gazetteer::{Class, Kind};
use rustc_hash::FxHashMap;

/// Common nouns with the name that follows without a comma, "the capital Pyongyang", or stands before and
/// is of this kind, "Washington state".
/// The parser may make either the head, or both subjects of one verb.
pub(super) fn close(
    context: &Context<'_>,
    found: &[Found],
    classes: &[Option<Class>],
) -> FxHashMap<usize, usize> {
    let mut close = FxHashMap::default();
    for (index, noun) in found.iter().enumerate().filter(|(_, f)| f.kind == MentionKind::Nominal) {
        let tree = &context.trees[noun.sentence];
        if let Some(name) =
            told_kind(context, found, index).or_else(|| genitive(context, found, classes, index))
        {
            close.insert(index, name);
            continue;
        }
        let title = |w: usize| {
            let classes = context.classes(noun.sentence, w);
            classes.has(Kind::Honorific) || classes.has(Kind::Rank) || classes.has(Kind::Office)
        };
        let after = found.iter().enumerate().skip(index + 1);
        let next = after
            .take_while(|(_, f)| f.sentence == noun.sentence)
            .find(|(i, f)| f.kind == MentionKind::Name && f.words.start > noun.head && !nested(found, *i));
        let Some((name_index, name)) = next else { continue };
        let plural = matches!(tree.word(noun.head).xpos, Xpos::Nns | Xpos::Nnps);
        let Some(class) = classes[name_index] else { continue };
        if plural || !(noun.head + 1..name.words.start).all(title) || class == Class::Time {
            continue;
        }
        let relation = |w: usize| tree.word(w).deprel;
        // A noun has no object: the parser means an apposition.
        let apposed = tree.head(name.head) == Some(noun.head)
            && matches!(relation(name.head), Deprel::Appos | Deprel::Flat | Deprel::NmodDesc | Deprel::Obj);
        let titles = tree.head(noun.head) == Some(name.head)
            && matches!(relation(noun.head), Deprel::NmodDesc | Deprel::NmodUnmarked | Deprel::Nmod);
        let beside = tree.head(noun.head).is_some()
            && tree.head(noun.head) == tree.head(name.head)
            && (relation(noun.head) == relation(name.head) || relation(name.head) == Deprel::Appos);
        let person = classes[index] == Some(Class::Person)
            || class == Class::Person && is_open(context, noun, classes[index]);
        let word = matches!(tree.lemma(noun.head), "name" | "word" | "term" | "title" | "phrase");
        let fits = person == (class == Class::Person) && !word;
        // Nothing stands between "the capital" and "Nairobi", so both are one part of the sentence.
        let adjacent = beside
            && relation(noun.head) == relation(name.head)
            && noun.head + 1 == name.words.start
            && tree.child(noun.head, Deprel::Det).is_some();
        if fits && (apposed || adjacent || person && (titles || beside)) {
            close.insert(index, name_index);
        }
    }
    close
}

/// The name of a place before the noun that says what it is: "*Washington* state".
fn told_kind(context: &Context<'_>, found: &[Found], index: usize) -> Option<usize> {
    let noun = &found[index];
    let tree = &context.trees[noun.sentence];
    let (before, name) = index.checked_sub(1).map(|i| (i, &found[i]))?;
    let beside = name.kind == MentionKind::Name
        && name.sentence == noun.sentence
        && name.words.end == noun.head
        && tree.word(name.head).deprel == Deprel::Compound
        && tree.word(noun.head).xpos == Xpos::Nn
        // "the Lisbon suburb *of Almada*" is there
        && tree.child(noun.head, Deprel::Nmod).is_none();
    let entries = context.gazetteer.entries();
    let named = context.gazetteer.find_all(context.form(name.sentence, &name.words));
    let told = |class: Class| named.iter().any(|&(entry, _)| entries[entry as usize].class == class);
    let mut kinds = context.gazetteer.word_classes(tree.lemma(noun.head)).designates();
    // "State" alone may be a country's.
    let state = tree.lemma(noun.head) == "state" && told(Class::Region);
    (beside && (state || kinds.any(|c| matches!(c, Class::City | Class::Region) && told(c))))
        .then_some(before)
}

/// The name of the place that a noun with "of" says what it is: "the village *of Lerbaek*". A suburb of Paris is
/// there.
fn genitive(
    context: &Context<'_>,
    found: &[Found],
    classes: &[Option<Class>],
    index: usize,
) -> Option<usize> {
    let noun = &found[index];
    let tree = &context.trees[noun.sentence];
    let the = tree.child(noun.head, Deprel::Det).is_some_and(|d| matches!(tree.lemma(d), "the" | "this"));
    let singular = matches!(tree.word(noun.head).xpos, Xpos::Nn | Xpos::Nnp);
    if !the || !singular || !selection::demands(&tree.lemma(noun.head).to_lowercase(), "of", "place") {
        return None;
    }
    let mut of = tree.children_by(noun.head, &[Deprel::Nmod]).filter(|&name| {
        tree.child(name, Deprel::Case) == Some(noun.head + 1) && tree.form(noun.head + 1) == "of"
    });
    let name = of.next().filter(|&name| tree.child(name, Deprel::Conj).is_none())?;
    let name = found.binary_search_by_key(&(noun.sentence, name), |f| (f.sentence, f.head)).ok()?;
    let place = classes[name].is_some_and(|c| c.broad() == Class::Place);
    (place && found[name].kind == MentionKind::Name && found[name].words.start == noun.head + 2)
        .then_some(name)
}

/// Whether a noun with a determiner tells no class: "her opposite number" may be anybody.
pub(super) fn is_open(context: &Context<'_>, noun: &Found, class: Option<Class>) -> bool {
    let tree = &context.trees[noun.sentence];
    let singular = tree.word(noun.head).xpos == Xpos::Nn;
    let determined = tree.children_by(noun.head, &[Deprel::Det, Deprel::NmodPoss]).next().is_some();
    let tells = context.gazetteer.word_classes(tree.lemma(noun.head)).designates().next().is_some();
    class.is_none() && singular && determined && !tells
}

/// Whether a name is the beginning of the next one: "Oslo" of "Oslo University".
fn nested(found: &[Found], name: usize) -> bool {
    let words = &found[name].words;
    found.get(name + 1).is_some_and(|next| {
        next.sentence == found[name].sentence
            && next.kind == MentionKind::Name
            && next.words.start <= words.start
            && words.end < next.words.end
    })
}

/// The general class that the words around a name tell: "the airline Fjordair", "Fjordair, a
/// Danish airline", "the province of Arle", "finance minister Luc Desmet", "Desmet, who".
pub(super) fn class(context: &Context<'_>, found: &Found) -> Option<Class> {
    let tree = &context.trees[found.sentence];
    let given = found.words.len() > 1 && context.classes(found.sentence, found.words.start).has(Kind::Given);
    let noun = |word: usize| {
        let lemma = tree.lemma(word).to_lowercase();
        let classes = context.gazetteer.word_classes(&lemma);
        // "the *daily* Vychod"
        let paper = || classes.designates().any(|c| c == Class::NewsMediaOrganization);
        let common = tree.word(word).upos == Upos::Noun
            || classes.has(Kind::Office)
            || tree.word(word).upos == Upos::Adj && paper();
        let plural = matches!(tree.word(word).xpos, Xpos::Nns | Xpos::Nnps);
        // "its parent, Kestner Group"
        let owned = tree.child(word, Deprel::NmodPoss).is_some_and(|o| tree.lemma(o) == "its");
        if !common || plural || found.words.contains(&word) || owned && lemma == "parent" {
            return None;
        }
        let mut broad = classes.designates().map(Class::broad);
        let thing = broad.next().filter(|&c| broad.all(|other| other == c));
        // "Spokesman" says nothing else; "owner" may be a company, "the maker Acme" is one.
        let firm = !given && selection::demands(&lemma, "description", "company");
        let firm = firm.then_some(Class::Organization);
        thing.or(firm).or_else(|| classes.is_person_word().then_some(Class::Person))
    };
    let beside = |word: usize| {
        let name = tree.word(word).deprel;
        matches!(name, Deprel::Appos | Deprel::NmodDesc) || name == Deprel::Flat
    };
    let head = found.head;
    let relative = tree.children_by(head, &[Deprel::AclRelcl]).find_map(|verb| {
        tree.children_by(verb, &[Deprel::Nsubj, Deprel::NsubjPass]).find(|&s| tree.form(s) == "who")
    });
    if relative.is_some() {
        return Some(Class::Person);
    }
    // "The city of Paris" is Paris, "the port of Paris" is there.
    let of = |name: usize| {
        let case = tree.child(name, Deprel::Case).filter(|_| tree.word(name).deprel == Deprel::Nmod)?;
        tree.head(name).filter(|_| tree.form(case) == "of")
    };
    // "the towns of Arle *and Bode*"
    let listed = || tree.head(head).filter(|_| tree.word(head).deprel == Deprel::Conj).and_then(of);
    let above = of(head);
    let within = |noun: usize| selection::demands(&tree.lemma(noun).to_lowercase(), "within", "place");
    let place = above.and_then(noun) == Some(Class::Place)
        || above.is_some_and(within)
        || above.or_else(listed).is_some_and(|noun| selection::demands(tree.lemma(noun), "of", "place"));
    if place {
        return Some(Class::Place);
    }
    // "an analyst at Nordbank"
    let at = tree.child(head, Deprel::Case).is_some_and(|case| tree.form(case) == "at");
    let works = |noun: usize| selection::demands(&tree.lemma(noun).to_lowercase(), "at", "company");
    if at && found.entry.is_none() && tree.head(head).is_some_and(works) {
        return Some(Class::Organization);
    }
    // "the head of the airline, Anna Dahl": she is no airline
    let owned = |noun: usize| {
        let owner = tree.head(noun).filter(|_| tree.word(noun).deprel == Deprel::Nmod);
        given && owner.is_some_and(|o| context.gazetteer.word_classes(tree.lemma(o)).is_person_word())
    };
    let above = tree.head(head).filter(|&n| beside(head) && !owned(n)).and_then(noun);
    // "the probe, called Sazanami"
    let named = || {
        let verb = tree.head(head).filter(|&v| {
            let names = matches!(tree.lemma(v), "call" | "dub" | "name");
            let close = tree.word(v).deprel == Deprel::Acl
                && tree.head(v).is_some_and(|n| n < v && (n + 1..v).all(|w| tree.form(w) == ","));
            names && close && tree.word(head).deprel == Deprel::Xcomp
        });
        verb.and_then(|verb| tree.head(verb)).and_then(noun)
    };
    let below = || tree.children(head).filter(|&c| beside(c)).find_map(noun);
    let before = || {
        let word = found.words.start.checked_sub(1)?;
        let owner = tree.child(word, Deprel::NmodPoss).is_some() || tree.child(word, Deprel::Det).is_some();
        // "founder of biscuit *maker* Boterhof"
        let parts = [(Deprel::Compound, Upos::Noun), (Deprel::Amod, Upos::Adj)];
        let bare =
            tree.head(word) == Some(head) && parts.contains(&(tree.word(word).deprel, tree.word(word).upos));
        noun(word).filter(|_| owner || bare)
    };
    above.or_else(named).or_else(below).or_else(before)
}
