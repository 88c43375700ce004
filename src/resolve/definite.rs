//! What a definite noun phrase can take up: "the company", "the Spanish team".

use super::antecedent::{FAR, REACH};
use super::binding::is_other_argument;
use super::context::Context;
use super::entity::Entity;
use super::mention::{Found, MentionKind};
use super::names::{NameKey, agree};
use super::person::{called, is_person_noun};
use crate::annotate::{Deprel, Upos, Xpos};
use crate::gazetteer::{Class, Kind};

/// Whether what follows tells which one is meant; behind a comma it only adds: "the midwife, who …".
pub(super) fn postmodified(context: &Context<'_>, found: &Found) -> bool {
    let tree = &context.trees[found.sentence];
    let adds = || found.head + 1 < tree.len() && tree.form(found.head + 1) == ",";
    tree.children(found.head).any(|c| {
        c > found.head
            && !(matches!(tree.word(c).deprel, Deprel::AclRelcl | Deprel::Appos) && adds())
            && matches!(tree.word(c).deprel, Deprel::Nmod | Deprel::Acl | Deprel::AclRelcl | Deprel::Appos)
    })
}

/// Whether a common noun can name the entity again: the same noun, or one of its class.
pub(super) fn nominal_fits(context: &Context<'_>, found: &Found, entity: &Entity, distance: usize) -> bool {
    if entity.is_called(&called(context, found.sentence, found.head)) {
        return distance <= FAR;
    }
    distance <= 6 && entity.is_named() && noun_fits(context, found, entity) != "no"
}

/// The named entity of the last sentences that "the company", "the city" or "the Spanish team" can
/// mean: of several the one mentioned last, and of these the subject; "the designer" is the only
/// person named so far. `None` where that leaves two, or where the noun introduced something
/// without a name.
pub(super) fn only(
    context: &Context<'_>,
    mentions: &[Found],
    entities: &[Entity],
    recent: &[usize],
    found: &Found,
) -> Option<usize> {
    let tree = &context.trees[found.sentence];
    let between = found.words.start + 1..found.head;
    let tells_whose = |w: usize| {
        let classes = context.classes(found.sentence, w);
        classes.has(Kind::Demonym)
            || classes.has(Kind::Country)
            || context.matched(found.sentence, w).is_some()
    };
    let the = matches!(tree.form(found.words.start).to_lowercase().as_str(), "the" | "this");
    if !the || postmodified(context, found) {
        return None;
    }
    // "The hygiene agency" is the Food Hygiene Agency.
    let mut by_words = recent.iter().copied().filter(|&e| is_in_name(context, found, &entities[e]));
    if let (Some(one), None) = (by_words.next(), by_words.next()) {
        return Some(one);
    }
    let noun = called(context, found.sentence, found.head);
    // "The drug maker" is what was called the drug maker, "the prime minister" who is one.
    let again = |&e: &usize| {
        let mut told = entities[e].mentions.iter().map(|&m| &mentions[m]);
        told.any(|m| m.kind == MentionKind::Nominal && m.words.len() > 2 && is_same_phrase(context, m, found))
    };
    if found.words.len() > 2
        && let Some(latest) =
            recent.iter().copied().filter(again).max_by_key(|&e| entities[e].mentions.last())
    {
        return Some(latest);
    }
    let office = noun.split(' ').count() == found.words.len() - 1;
    if !office && !between.clone().all(tells_whose) {
        return None;
    }
    let fitting = |e: &usize| {
        let entity = &entities[*e];
        entity.is_called(&noun)
            || entity.is_named() && matches!(noun_fits(context, found, entity), "class" | "name")
    };
    let last = |e: usize| {
        let latest = entities[e].mentions.iter().rev().map(|&m| &mentions[m]);
        let sentence = latest.clone().next().map_or(0, |m| m.sentence);
        let here = latest.take_while(|m| m.sentence == sentence);
        let subject =
            |m: &Found| matches!(context.role(m.sentence, m.head), Deprel::Nsubj | Deprel::NsubjPass);
        (sentence, here.into_iter().any(subject))
    };
    // Who alone was called so is before the mind wherever he was.
    let mut alike = entities.iter().filter(|e| e.class == Some(Class::Person) && e.is_called(&noun));
    let alone = alike.next().is_some() && alike.next().is_none();
    let near = |e: &usize| {
        found.sentence - last(*e).0 <= REACH
            || alone && entities[*e].class == Some(Class::Person) && entities[*e].is_called(&noun)
    };
    let other = |e: usize| {
        let latest = entities[e].mentions.iter().rev().map(|&m| &mentions[m]);
        let mut here = latest.take_while(|m| m.sentence == found.sentence);
        here.any(|m| is_other_argument(context, m, found))
    };
    let recent: Vec<usize> = recent.iter().copied().filter(|&e| !other(e)).collect();
    // "The bank" is the Central Bank before any other lender.
    let mut by_name = recent.iter().copied().filter(|&e| {
        entities[e].is_named() && between.is_empty() && noun_fits(context, found, &entities[e]) == "name"
    });
    if let (Some(one), None) = (by_name.next(), by_name.next()) {
        return Some(one);
    }
    let mut fitting: Vec<usize> = recent.iter().copied().filter(near).filter(fitting).collect();
    // "This state" is Georgia in the South before the country.
    let region = |&e: &usize| entities[e].class == Some(Class::Region);
    if noun == "state" && fitting.iter().any(region) {
        fitting.retain(region);
    }
    // Of two towns "the city" is the one that the headline names, unless the other was the topic since.
    let (topical, rest): (Vec<usize>, Vec<usize>) =
        fitting.iter().partition(|&&e| is_titled(context, &entities[e]));
    if let [one] = topical[..]
        && entities[one].class == Some(Class::City)
        && rest.iter().all(|&e| !last(e).1)
    {
        return Some(one);
    }
    // "The club" is what was called so before any other body, "the company" rather a company than a union.
    let is_so = |e: usize| entities[e].is_called(&noun) || noun_fits(context, found, &entities[e]) == "name";
    let rank = |e: usize| {
        let kind = entities[e].class.is_some_and(|c| c != Class::Organization && c != Class::Place);
        (is_so(e), kind, last(e))
    };
    fitting.sort_by_key(|&e| std::cmp::Reverse(rank(e)));
    if let [first, rest @ ..] = &fitting[..] {
        // nor is it any other where the text, farther off, told of "Uganda's athletics *federation*"
        let introduced = |e: usize| {
            let told = entities[e].mentions.first().map(|&m| &mentions[m]);
            entities[e].is_called(&noun) && told.is_some_and(|m| m.words.len() > 2)
        };
        let elsewhere = !entities[*first].is_called(&noun) && recent.iter().any(|&e| introduced(e));
        let one = !elsewhere && rest.first().is_none_or(|&next| rank(next) < rank(*first));
        return Some(*first).filter(|&e| one && entities[e].is_named());
    }
    let singular = tree.word(found.head).xpos == Xpos::Nn && between.is_empty();
    if !singular || !is_person_noun(context, found.sentence, found.head) {
        return None;
    }
    let person = |e: &usize| entities[*e].class == Some(Class::Person);
    let mut persons = (0..entities.len()).filter(person);
    let only = persons.next().filter(|&e| entities[e].is_named() && near(&e))?;
    (persons.next().is_none() && noun_fits(context, found, &entities[only]) == "person").then_some(only)
}

/// Whether two noun phrases have the same words behind their articles.
fn is_same_phrase(context: &Context<'_>, one: &Found, other: &Found) -> bool {
    let words = |f: &Found| {
        let tree = &context.trees[f.sentence];
        let first = tree.word(f.words.start);
        let article = first.upos == Upos::Det || first.deprel == Deprel::NmodPoss;
        (f.words.start + usize::from(article)..f.words.end).map(|w| tree.form(w))
    };
    let (one, other) = (words(one), words(other));
    one.len() == other.len() && one.zip(other).all(|(a, b)| a.eq_ignore_ascii_case(b))
}

/// Whether all words of the phrase, of which there are two or more, stand in a name of the entity, and it
/// ends as the name does.
fn is_in_name(context: &Context<'_>, found: &Found, entity: &Entity) -> bool {
    let tree = &context.trees[found.sentence];
    let words = found.words.start + 1..found.head + 1;
    let small = words.clone().all(|w| tree.form(w).starts_with(char::is_lowercase));
    let within = |name: &NameKey| {
        name.words.len() > words.len()
            && name.head() == Some(tree.lemma(found.head))
            && words.clone().all(|w| name.words.iter().any(|own| *own == tree.form(w)))
    };
    small && words.len() > 1 && entity.names.iter().any(|(name, _)| within(name))
}

/// Whether the headline has a name of the entity.
fn is_titled(context: &Context<'_>, entity: &Entity) -> bool {
    let titles = context.trees.iter().zip(&context.titled).filter(|(_, titled)| **titled);
    let mut words = titles.flat_map(|(tree, _)| (0..tree.len()).map(|w| tree.form(w)));
    words.any(|word| entity.names.iter().any(|(name, _)| name.joined() == NameKey::new(word).joined()))
}

/// Whether a noun says what the entity's class says.
pub(super) fn noun_fits(context: &Context<'_>, found: &Found, entity: &Entity) -> &'static str {
    let tree = &context.trees[found.sentence];
    let lemma = tree.lemma(found.head);
    let Some(class) = entity.class else { return "no" };
    let mut capital = lemma.to_owned();
    if let Some(first) = capital.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    if entity.names.iter().any(|(k, _)| k.head() == Some(lemma)) {
        return "name";
    }
    let classes = context.gazetteer.word_classes(lemma);
    if is_person_noun(context, found.sentence, found.head) {
        let fits = class == Class::Person && agree(classes.gender(), entity.gender);
        return if fits { "person" } else { "no" };
    }
    if otherwise_called(context, entity, lemma) || otherwise_named(context, entity, lemma) {
        return "no";
    }
    let bare = found.words.len() == 2;
    let fits = match lemma {
        // "The kingdom … and the republic" are two.
        "kingdom" if entity.is_called("republic") => false,
        "republic" if entity.is_called("kingdom") => false,
        "country" | "nation" | "kingdom" | "republic" => matches!(class, Class::Country | Class::Place),
        // A town that the lists know is no village.
        "village" => entity.entry.is_none() && matches!(class, Class::City | Class::Place),
        "city" | "town" | "capital" => matches!(class, Class::City | Class::Place),
        "state" | "province" | "region" | "territory" | "county" => {
            matches!(class, Class::Region | Class::Place | Class::Country)
        }
        "island" => class.broad() == Class::Place && !matches!(class, Class::Country | Class::City),
        "area" | "place" | "site" => class.broad() == Class::Place,
        "company" | "firm" | "corporation" | "business" => {
            matches!(
                class,
                Class::Organization | Class::Company | Class::NewsMediaOrganization | Class::Concept
            )
        }
        "party" => matches!(class, Class::Organization | Class::PoliticalParty),
        "team" | "band" | "club" => class == Class::Organization,
        "side" => bare && class == Class::Organization,
        // "The Danish government" is no other ministry.
        "government" => bare && class == Class::GovernmentOrganization,
        "organisation" | "organization" | "group" | "agency" => class.broad() == Class::Organization,
        _ => {
            let fits = |c: Class| c == class || class.broad() == class && c.broad() == class;
            if !classes.designates().any(fits)
                && context.gazetteer.word_classes(&capital).designates().any(fits)
            {
                // "The house" is rarely the House, "the bank" often the Bank.
                return "designator";
            }
            classes.designates().any(fits)
        }
    };
    if fits { "class" } else { "no" }
}

/// Whether the name of a place says that it is another kind of place than a settlement: Manila *Bay* is no
/// town.
fn otherwise_named(context: &Context<'_>, entity: &Entity, lemma: &str) -> bool {
    let settlement = matches!(lemma, "capital" | "city" | "country" | "nation" | "town" | "village");
    let tells = |head: &str| {
        let classes = context.gazetteer.word_classes(head);
        classes.designates().any(|c| c == Class::Place)
            && !classes.designates().any(|c| matches!(c, Class::City | Class::Country))
    };
    settlement && entity.names.iter().any(|(name, _)| name.words.len() > 1 && name.head().is_some_and(tells))
}

/// Whether the text has told what the entity is, and it is another thing than the noun says: a
/// cycling team is no company.
fn otherwise_called(context: &Context<'_>, entity: &Entity, lemma: &str) -> bool {
    const ALIKE: [Class; 8] = [
        Class::Company,
        Class::City,
        Class::Country,
        Class::Region,
        Class::PoliticalParty,
        Class::GovernmentOrganization,
        Class::NewsMediaOrganization,
        Class::Court,
    ];
    let classes = |noun: &str| context.gazetteer.word_classes(noun.rsplit(' ').next().unwrap_or(noun));
    let own = classes(lemma);
    let alike = |noun: &String| {
        classes(noun).designates().any(|c| ALIKE.contains(&c) && own.designates().any(|other| other == c))
    };
    let mut told = entity.nouns.iter().filter(|noun| classes(noun).designates().next().is_some()).peekable();
    let general =
        matches!(lemma, "group" | "organisation" | "organization" | "agency" | "place" | "site" | "area");
    own.designates().next().is_some()
        && told.peek().is_some()
        && !general
        && !entity.is_called(lemma)
        && !told.any(alike)
}
