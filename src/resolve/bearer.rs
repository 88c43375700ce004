//! Who bears a name that has several bearers: what the text's other names and the words beside this one tell.

use super::apposition;
use super::binding::reflexive;
use super::classify::{has_honorific, is_where};
use super::context::Context;
use super::government;
use super::mention::{Found, MentionKind};
use super::names::{NameKey, agree, begins};
use super::person::name_gender;
use super::selection::{
    acts, demanded, demands, is_capital, is_described, is_inside, is_somebody, is_town, key,
};
use crate::annotate::{Deprel, Upos};
use crate::extract::mode;
use crate::gazetteer::{Class, Gender, Kind};
use rustc_hash::{FxHashMap, FxHashSet};

/// Gives the mentions of a name whose words demand another bearer than the name's the class of
/// that bearer.
pub(super) fn tell_apart(context: &Context<'_>, found: &mut [Found], classes: &mut [Option<Class>]) {
    let others: Vec<usize> =
        (0..found.len()).filter(|&m| is_not_oneself(context, found, classes, m)).collect();
    for mention in others {
        classes[mention] = Some(Class::Place);
        found[mention].entry = context.entry(found[mention].sentence, &found[mention].words);
    }
    let bearers = Bearers::new(context, found, classes);
    let meant: Vec<Option<Class>> = found
        .iter()
        .zip(&*classes)
        .map(|(mention, class)| match class.map(Class::broad) {
            Some(broad) if mention.kind == MentionKind::Name && !has_honorific(context, mention) => {
                bearers.meant(mention, broad)
            }
            _ => None,
        })
        .collect();
    for ((mention, class), meant) in found.iter_mut().zip(classes).zip(meant) {
        if meant.is_some() {
            *class = meant;
            mention.entry = None;
        }
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

/// What the names of a text tell of each other.
struct Bearers<'c> {
    context: &'c Context<'c>,
    /// Whether it is about sport.
    sport: bool,
    /// Bodies, and single words with a noun beside them that tells a body.
    bodies: Vec<NameKey>,
    /// Bodies with longer names, but those that are called by where they are.
    longer: Vec<NameKey>,
    /// Names with a noun beside them that tells a body.
    firms: FxHashSet<String>,
    /// Hospitals and other houses.
    houses: Vec<NameKey>,
    /// Names taken for people's of which it says "which" or "it".
    things: Vec<NameKey>,
    /// Single words taken for people's names in which somebody lives or is born.
    places: FxHashSet<String>,
    /// Where, below the headline, somebody is first named in full, by last name.
    introduced: FxHashMap<String, (usize, usize)>,
    /// The last names of all who are named in full.
    surnames: FxHashSet<String>,
    /// Names that stand behind Mr or Ms.
    honoured: FxHashSet<String>,
    /// The seats of the governments that it speaks of.
    governed: FxHashSet<&'c str>,
}

impl<'c> Bearers<'c> {
    fn new(context: &'c Context<'c>, found: &[Found], classes: &[Option<Class>]) -> Self {
        let names = || found.iter().zip(classes).filter(|(f, _)| f.kind == MentionKind::Name);
        let bodies = names().filter(|(_, class)| class.is_some_and(|c| c.broad() == Class::Organization));
        let people = || names().filter(|(_, class)| **class == Some(Class::Person)).map(|(f, _)| f);
        let told = |f: &&Found| is_described(context, f);
        let noted = |f: &Found| key(context, f);
        let full = |f: &&Found| f.words.len() > 1;
        let firms: Vec<&Found> = names().map(|(f, _)| f).filter(told).collect();
        let bodies: Vec<NameKey> = bodies
            .map(|(f, _)| f)
            .chain(firms.iter().copied().filter(|f| f.words.len() == 1))
            .map(noted)
            .collect();
        // "Aarhus" is not short for Aarhus University.
        let seated = |name: &NameKey| name.words.last().is_some_and(|last| demands(last, "behind", "place"));
        let longer = bodies.iter().filter(|name| name.words.len() > 1 && !seated(name));
        let single = |f: &&Found| f.words.len() == 1 && f.entry.is_none();
        let houses = names().filter(|(_, class)| **class == Some(Class::Facility)).map(|(f, _)| noted(f));
        let sport = context.trees.iter().any(|tree| {
            let noun = |w: usize| tree.word(w).upos == Upos::Noun;
            (0..tree.len()).any(|w| noun(w) && demands(&tree.lemma(w).to_lowercase(), "beside", "club"))
        });
        Bearers {
            context,
            sport,
            longer: longer.cloned().collect(),
            bodies,
            firms: firms.iter().map(|f| noted(f).joined()).collect(),
            houses: houses.collect(),
            things: things(context, people()).collect(),
            places: people()
                .filter(single)
                .filter(|f| is_inside(context, f))
                .map(|f| noted(f).joined())
                .collect(),
            introduced: introduced(context, people().filter(full)),
            surnames: people().filter(full).filter_map(|f| noted(f).words.pop()).collect(),
            honoured: found.iter().filter(|f| has_honorific(context, f)).map(|f| noted(f).joined()).collect(),
            governed: found.iter().filter_map(|f| government::seat(context, f)).collect(),
        }
    }

    /// The class of the bearer that the text demands of a name, given its broad class; `None` leaves it that.
    fn meant(&self, mention: &Found, broad: Class) -> Option<Class> {
        let context = self.context;
        let form = context.form(mention.sentence, &mention.words);
        let whole = NameKey::new(form);
        let key = whole.joined();
        let (surname, firm) = (self.surnames.contains(&key), self.firms.contains(&key));
        let unknown = mention.entry.is_none();
        let located = broad == Class::Person && self.places.contains(&key) && !surname && !firm;
        let (person, place) = (broad == Class::Person && !located, broad == Class::Place || located);
        let thing = |t: &NameKey| *t == whole || begins(t, &whole) || begins(&whole, t);
        if person && !surname && self.things.iter().any(thing) {
            return Some(Class::Organization);
        }
        // "in Montclar, a town near Toulouse" of a text that has the club Montclar
        let there =
            || apposition::class(context, mention) == Some(Class::Place) || is_inside(context, mention);
        if firm && (person || broad == Class::Organization) && there() {
            return Some(Class::Place);
        }
        // "Brandt said" of a text that has "the carmaker Brandt" and nobody of that name so far
        let at = (mention.sentence, mention.head);
        if firm && person && self.introduced.get(&key).is_none_or(|&first| at < first) {
            return Some(Class::Organization);
        }
        // "Arle General postponed operations" of a text that has the Arle General Hospital
        let house = || whole.words.len() > 1 && self.houses.iter().any(|name| begins(&whole, name));
        if place && unknown && house() && acts(context, mention) {
            return Some(Class::Facility);
        }
        // "a share of Boterhof" of a text that has the maker Boterhof
        if firm && place && unknown && !is_where(context, mention) {
            return Some(Class::Organization);
        }
        // "Osterholt had cooperated" of a text that has Osterholt Bank and calls people Mr and Ms Osterholt, "Meridian
        // rejected that" of one that has the Meridian Network
        let short = whole.is_one_word() && self.longer.iter().any(|body| begins(&whole, body));
        let bare = || self.honoured.contains(&key) && !is_somebody(context, mention);
        let town = || !is_capital(context, form) && acts(context, mention);
        if short && (person && bare() || place && town()) {
            return Some(Class::Organization);
        }
        let meant = |bearer| demanded(context, mention, bearer);
        let town = is_town(context, form).unwrap_or(place);
        if town && self.sport && (person || place) && !surname && meant("club") {
            return Some(Class::Organization);
        }
        let government = || meant("government") && is_capital(context, form);
        if place && town && (government() || self.governed.contains(form) && acts(context, mention)) {
            return Some(Class::GovernmentOrganization);
        }
        let known = || self.bodies.iter().any(|body| *body == whole || begins(&whole, body));
        if person && whole.is_one_word() && (is_described(context, mention) || known() && meant("company")) {
            return Some(Class::Organization);
        }
        located.then_some(Class::Place)
    }
}

/// The names taken for people's of which the text says "which" or "it": "Larkmoor Care, *which* runs homes,
/// said *it* would pay".
fn things<'f>(
    context: &Context<'_>,
    people: impl Iterator<Item = &'f Found>,
) -> impl Iterator<Item = NameKey> {
    let told = move |f: &Found| {
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
        // "it would *continue to buy* batteries", but "it was raining"
        let does = |verb| {
            let mut verbs = tree.children_by(verb, &[Deprel::Xcomp]).chain([verb]);
            verbs.any(|v| tree.child(v, Deprel::Obj).is_some())
        };
        let says = report.is_some_and(|verb| {
            tree.children_by(verb, &[Deprel::Ccomp]).any(|content| {
                let it = tree.child(content, Deprel::Nsubj).is_some_and(|s| tree.form(s) == "it" && s > verb);
                it && tree.word(content).upos == Upos::Verb && does(content)
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
    let unknown = move |f: &Found| {
        !context.classes(f.sentence, f.words.start).has(Kind::Given)
            && f.entry.is_none()
            && !has_honorific(context, f)
    };
    people.filter(move |f| unknown(f) && told(f)).map(|f| key(context, f))
}

/// Where the text, below its headline, first names somebody in full, by last name.
fn introduced<'f>(
    context: &Context<'_>,
    people: impl Iterator<Item = &'f Found>,
) -> FxHashMap<String, (usize, usize)> {
    let mut introduced = FxHashMap::default();
    for person in people.filter(|f| !context.titled[f.sentence]) {
        let name = key(context, person).words.pop();
        name.into_iter().for_each(|name| {
            introduced.entry(name).or_insert((person.sentence, person.head));
        });
    }
    introduced
}
