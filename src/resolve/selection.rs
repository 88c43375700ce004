//! One name, several bearers: a town and its club, a person and a company, a capital and the
//! government that sits there. What the words beside a mention demand of it tells which is meant
//! (the selectional preferences of [Resnik 1996](https://doi.org/10.1016/S0010-0277(96)00722-6)).

use super::apposition;
use super::binding::reflexive;
use super::classify::{has_honorific, is_where};
use super::context::Context;
use super::government;
use super::mention::{Found, MentionKind};
use super::names::{NameKey, agree, begins};
use super::person::{Generation, is_person_noun, name_gender};
use crate::annotate::{Deprel, Upos};
use crate::extract::mode;
use crate::gazetteer::{Class, Form, Gender, Kind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../ontology/lexicon/selection.tsv");

/// Lemma, part and bearer.
static DEMANDS: LazyLock<FxHashSet<[&'static str; 3]>> = LazyLock::new(|| rows().collect());

fn rows() -> impl Iterator<Item = [&'static str; 3]> {
    let lines = TABLE.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    lines.filter_map(|line| line.split('\t').collect::<Vec<_>>().try_into().ok())
}

/// Gives the mentions of a name whose words demand another bearer than the name's the class of
/// that bearer.
pub(super) fn tell_apart(context: &Context<'_>, found: &mut [Found], classes: &mut [Option<Class>]) {
    let sport = context.trees.iter().any(|tree| {
        let noun = |w: usize| tree.word(w).upos == Upos::Noun;
        (0..tree.len()).any(|w| noun(w) && demands(&tree.lemma(w).to_lowercase(), "beside", "club"))
    });
    let bodies: Vec<NameKey> = bodies(context, found, classes);
    let surnames: FxHashSet<String> = surnames(context, found, classes).collect();
    let others: Vec<usize> =
        (0..found.len()).filter(|&m| is_not_oneself(context, found, classes, m)).collect();
    for mention in others {
        classes[mention] = Some(Class::Place);
        found[mention].entry = context.entry(found[mention].sentence, &found[mention].words);
    }
    let governed: FxHashSet<&str> = found.iter().filter_map(|f| government::seat(context, f)).collect();
    let places: FxHashSet<String> = located(context, found, classes).collect();
    let things: Vec<NameKey> = things(context, found, classes).collect();
    let firms: FxHashSet<String> =
        found.iter().filter(|f| is_described(context, f)).map(|f| key(context, f).joined()).collect();
    let introduced = introduced(context, found, classes);
    let honoured: FxHashSet<String> =
        found.iter().filter(|f| has_honorific(context, f)).map(|f| key(context, f).joined()).collect();
    // "Aarhus" is not short for Aarhus University.
    let seated = |name: &NameKey| name.words.last().is_some_and(|last| demands(last, "behind", "place"));
    let bodies_in_full: Vec<NameKey> =
        bodies.iter().filter(|name| name.words.len() > 1 && !seated(name)).cloned().collect();
    let houses: Vec<NameKey> = found
        .iter()
        .zip(&*classes)
        .filter(|(f, class)| f.kind == MentionKind::Name && **class == Some(Class::Facility))
        .map(|(f, _)| key(context, f))
        .collect();
    for (mention, class) in found.iter_mut().zip(classes) {
        let (MentionKind::Name, Some(broad)) = (mention.kind, class.map(Class::broad)) else { continue };
        if has_honorific(context, mention) {
            continue;
        }
        let form = context.form(mention.sentence, &mention.words);
        let whole = NameKey::new(form);
        let key = whole.joined();
        let located = places.contains(&key) && !surnames.contains(&key) && !firms.contains(&key);
        let broad = if broad == Class::Person && located {
            *class = Some(Class::Place);
            Class::Place
        } else {
            broad
        };
        let thing = |t: &NameKey| *t == whole || begins(t, &whole) || begins(&whole, t);
        if broad == Class::Person && things.iter().any(thing) && !surnames.contains(&key) {
            *class = Some(Class::Organization);
            continue;
        }
        // "in Montclar, a town near Toulouse" of a text that has the club Montclar
        let there =
            || apposition::class(context, mention) == Some(Class::Place) || is_inside(context, mention);
        if matches!(broad, Class::Person | Class::Organization) && firms.contains(&key) && there() {
            *class = Some(Class::Place);
            mention.entry = None;
            continue;
        }
        // "Brandt said" of a text that has "the carmaker Brandt" and nobody of that name so far
        let before = || introduced.get(&key).is_none_or(|&place| (mention.sentence, mention.head) < place);
        if broad == Class::Person && firms.contains(&key) && before() {
            *class = Some(Class::Organization);
            continue;
        }
        // "Arle General postponed operations" of a text that has the Arle General Hospital
        let house = || whole.words.len() > 1 && houses.iter().any(|name| begins(&whole, name));
        if broad == Class::Place && mention.entry.is_none() && house() && acts(context, mention) {
            *class = Some(Class::Facility);
            continue;
        }
        // "a share of Boterhof" of a text that has the maker Boterhof
        if broad == Class::Place
            && firms.contains(&key)
            && mention.entry.is_none()
            && !is_where(context, mention)
        {
            *class = Some(Class::Organization);
            continue;
        }
        // "Osterholt had cooperated" of a text that has Osterholt Bank and calls people Mr and Ms Osterholt, "Meridian
        // rejected that" of one that has the Meridian Network
        let short = whole.is_one_word() && bodies_in_full.iter().any(|body| begins(&whole, body));
        let bare = || honoured.contains(&key) && !is_somebody(context, mention);
        let town = || !is_capital(context, form) && acts(context, mention);
        if short && (broad == Class::Person && bare() || broad == Class::Place && town()) {
            *class = Some(Class::Organization);
            mention.entry = None;
            continue;
        }
        let town = is_town(context, form).unwrap_or(broad == Class::Place);
        let meant = |bearer| demanded(context, mention, bearer);
        *class = match broad {
            Class::Person | Class::Place if town && sport && meant("club") && !surnames.contains(&key) => {
                Some(Class::Organization)
            }
            Class::Place
                if town
                    && (meant("government") && is_capital(context, form)
                        || governed.contains(form) && acts(context, mention)) =>
            {
                Some(Class::GovernmentOrganization)
            }
            Class::Person if is_body(context, mention, &bodies, meant("company")) => {
                Some(Class::Organization)
            }
            _ => continue,
        };
        mention.entry = None;
    }
}

/// Whether a surname that is a place's name too cannot be its bearer's, since its verb has her for its object and she
/// is no "herself": "Jordan awarded *her* a medal" of a text about Emma Jordan.
fn is_not_oneself(context: &Context<'_>, found: &[Found], classes: &[Option<Class>], index: usize) -> bool {
    let mention = &found[index];
    let form = context.form(mention.sentence, &mention.words);
    if mention.kind != MentionKind::Name
        || mention.words.len() > 1
        || classes[index] != Some(Class::Person)
        || has_honorific(context, mention)
        || context.role(mention.sentence, mention.head) != Deprel::Nsubj
    {
        return false;
    }
    let tree = &context.trees[mention.sentence];
    let objects = |verb| tree.children_by(verb, &[Deprel::Obj, Deprel::Iobj]);
    let object = tree.head(mention.head).into_iter().flat_map(objects).find_map(|o| {
        let pronoun = context.pronoun(mention.sentence, o).filter(|_| !reflexive(tree.form(o)))?;
        Some(pronoun.gender()).filter(|&gender| gender != Gender::Unknown)
    });
    let Some(object) = object else { return false };
    let place = found.iter().zip(classes).any(|(f, class)| {
        f.kind == MentionKind::Name
            && class.is_some_and(|c| c.broad() == Class::Place)
            && context.form(f.sentence, &f.words) == form
    });
    let mut people = found[..index].iter().zip(classes).filter(|(f, class)| {
        f.kind == MentionKind::Name
            && f.words.len() > 1
            && **class == Some(Class::Person)
            && agree(name_gender(context, f, **class), object)
    });
    let bearer = |(f, _): (&Found, _)| key(context, f).words.pop();
    let own = NameKey::new(form).joined();
    // Nobody else has been named whom the pronoun could mean.
    place
        && people.next().and_then(bearer).is_some_and(|b| b == own)
        && people.all(|p| bearer(p).as_ref() == Some(&own))
}

/// The names taken for people's of which the text says "which" or "it": "Larkmoor Care, *which* runs homes,
/// said *it* would pay".
fn things(
    context: &Context<'_>,
    found: &[Found],
    classes: &[Option<Class>],
) -> impl Iterator<Item = NameKey> {
    let told = |f: &Found| {
        let tree = &context.trees[f.sentence];
        let which = tree.children_by(f.head, &[Deprel::AclRelcl]).any(|verb| {
            let comma = (f.words.end..verb).any(|w| tree.form(w) == ",");
            comma
                && tree
                    .child(verb, Deprel::Nsubj)
                    .or_else(|| tree.child(verb, Deprel::NsubjPass))
                    .is_some_and(|s| tree.form(s) == "which" && s == f.words.end + 1)
        });
        let report = tree
            .head(f.head)
            .filter(|&v| context.role(f.sentence, f.head) == Deprel::Nsubj && mode::is_report(tree, v));
        let says = report.is_some_and(|verb| {
            tree.children_by(verb, &[Deprel::Ccomp]).any(|content| {
                let it = tree.child(content, Deprel::Nsubj).is_some_and(|s| tree.form(s) == "it" && s > verb);
                it && tree.word(content).upos == Upos::Verb && tree.child(content, Deprel::Obj).is_some()
            })
        });
        // "Audivox shares fell"
        let traded = || {
            f.words.len() == 1
                && !context.classes(f.sentence, f.head).has(Kind::Surname)
                && demanded(context, f, "company")
        };
        which || says || traded()
    };
    let unknown = |f: &Found| {
        !context.classes(f.sentence, f.words.start).has(Kind::Given)
            && f.entry.is_none()
            && !has_honorific(context, f)
    };
    let people = found.iter().zip(classes).filter(move |(f, class)| {
        f.kind == MentionKind::Name && **class == Some(Class::Person) && unknown(f) && told(f)
    });
    people.map(|(f, _)| key(context, f))
}

/// The single words taken for names of people in which, as the text has it, somebody lives or is born.
fn located(
    context: &Context<'_>,
    found: &[Found],
    classes: &[Option<Class>],
) -> impl Iterator<Item = String> {
    let people = found.iter().zip(classes).filter(move |(f, class)| {
        let one = f.kind == MentionKind::Name && f.words.len() == 1;
        one && **class == Some(Class::Person) && f.entry.is_none() && is_inside(context, f)
    });
    people.map(|(f, _)| key(context, f).joined())
}

/// Whether somebody lives or is born in what has the name: "900 people in Haldvik".
fn is_inside(context: &Context<'_>, mention: &Found) -> bool {
    let tree = &context.trees[mention.sentence];
    let case = tree.child(mention.head, Deprel::Case).is_some_and(|case| tree.form(case) == "in");
    let lives = |above: usize| match tree.word(mention.head).deprel {
        Deprel::Obl => demands(tree.lemma(above), "inside", "place"),
        Deprel::Nmod => {
            is_person_noun(context, mention.sentence, above) && !demands(tree.lemma(above), "in", "company")
        }
        _ => false,
    };
    case && tree.head(mention.head).is_some_and(lives)
}

/// Where the text, below its headline, first names somebody in full, by last name.
fn introduced(
    context: &Context<'_>,
    found: &[Found],
    classes: &[Option<Class>],
) -> FxHashMap<String, (usize, usize)> {
    let people = found.iter().zip(classes).filter(|(f, class)| {
        let full = f.kind == MentionKind::Name && f.words.len() > 1;
        full && **class == Some(Class::Person) && !context.titled[f.sentence]
    });
    let mut introduced = FxHashMap::default();
    for (person, _) in people {
        let name = key(context, person).words.pop();
        name.into_iter().for_each(|name| {
            introduced.entry(name).or_insert((person.sentence, person.head));
        });
    }
    introduced
}

/// The last names of the people whom the text names in full.
fn surnames(
    context: &Context<'_>,
    found: &[Found],
    classes: &[Option<Class>],
) -> impl Iterator<Item = String> {
    let people = found.iter().zip(classes).filter(|(f, class)| {
        f.kind == MentionKind::Name && f.words.len() > 1 && **class == Some(Class::Person)
    });
    people.filter_map(|(f, _)| key(context, f).words.pop())
}

/// The single words by which the text calls a body besides, maybe, a person.
fn bodies(context: &Context<'_>, found: &[Found], classes: &[Option<Class>]) -> Vec<NameKey> {
    let names = found.iter().zip(classes).filter(|(f, _)| f.kind == MentionKind::Name);
    let body = names.filter(|(f, class)| {
        f.words.len() == 1 && is_described(context, f)
            || class.is_some_and(|c| c.broad() == Class::Organization)
    });
    body.map(|(f, _)| key(context, f)).collect()
}

/// Whether the words around a name tell that it is somebody's: "Osterholt, who", "the elder Osterholt", or one
/// speaks so of people.
fn is_somebody(context: &Context<'_>, mention: &Found) -> bool {
    context.quoted[mention.sentence][mention.head]
        || Generation::of_name(context, mention).is_some()
        || apposition::class(context, mention) == Some(Class::Person)
}

/// Whether a name taken for a person's is here that of a body which the text knows.
fn is_body(context: &Context<'_>, mention: &Found, bodies: &[NameKey], demanded: bool) -> bool {
    if mention.words.len() > 1 {
        return false;
    }
    let key = NameKey::new(context.form(mention.sentence, &mention.words));
    let known = || bodies.iter().any(|body| *body == key || begins(&key, body));
    is_described(context, mention) || demanded && known()
}

/// Whether a noun beside the name tells that it is a body's: "Laurent, the fashion house", "shares in Laurent".
fn is_described(context: &Context<'_>, mention: &Found) -> bool {
    let tree = &context.trees[mention.sentence];
    let company = |w: usize| demands(&tree.lemma(w).to_lowercase(), "description", "company");
    let within = tree.child(mention.head, Deprel::Case).filter(|&case| tree.form(case) == "in");
    let held = within.and_then(|_| tree.head(mention.head));
    let held = held.filter(|_| tree.word(mention.head).deprel == Deprel::Nmod);
    apposition::class(context, mention) == Some(Class::Organization)
        || tree.children_by(mention.head, &[Deprel::Appos]).any(company)
        || held.is_some_and(|noun| demands(tree.lemma(noun), "in", "company"))
}

fn key(context: &Context<'_>, mention: &Found) -> NameKey {
    NameKey::new(context.form(mention.sentence, &mention.words))
}

/// Whether a known name is a place's that may have a club or a government in it; none where the
/// name is not known.
fn is_town(context: &Context<'_>, name: &str) -> Option<bool> {
    let entries = context.gazetteer.find_all(name);
    let class = |&(entry, _): &(u32, Form)| context.gazetteer.entries()[entry as usize].class;
    let place = entries.iter().any(|entry| class(entry).broad() == Class::Place);
    let country = entries.iter().any(|entry| class(entry) == Class::Country);
    (!entries.is_empty()).then_some(place && !country)
}

/// Whether the name is the subject of a verb that towns are not: "Lisbon gave way", but "Lisbon lies on a river".
fn acts(context: &Context<'_>, mention: &Found) -> bool {
    let tree = &context.trees[mention.sentence];
    let subject = context.role(mention.sentence, mention.head) == Deprel::Nsubj;
    let verb = tree.head(mention.head).filter(|&v| subject && tree.word(v).upos == Upos::Verb);
    verb.is_some_and(|verb| !demands(tree.lemma(verb), "subject", "place"))
}

fn is_capital(context: &Context<'_>, name: &str) -> bool {
    // "Washington, D.C."
    let mut capitals = context.gazetteer.entries().iter().filter_map(|e| e.capital.split(',').next());
    capitals.any(|capital| capital == name)
}

/// Whether the word that the name depends on demands such a bearer of it.
fn demanded(context: &Context<'_>, mention: &Found, bearer: &str) -> bool {
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
