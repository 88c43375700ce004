//! What every mention of a document is: the classifier's word on each name, weighed
//! together over the document's mentions of the same name and of names that contain it.

use super::Models;
use super::apposition;
use super::context::Context;
use super::identity;
use super::linear::log_softmax;
use super::mention::{Found, MentionKind};
use super::names::{NameKey, shared_beginnings};
use super::nametype::{self, COUNT, LABELS};
use super::person::is_person_noun;
use super::selection;
use crate::annotate::{Deprel, Xpos};
use crate::gazetteer::{Class, Form, Kind};
use rustc_hash::{FxHashMap, FxHashSet};

/// How much likelier "no name" must be than every type.
const NONE: f32 = 1.5;
/// How much the document's other mentions of the name count.
const DOCUMENT: f32 = 5.0;
/// How much the places where the document mentions the name count.
const PLACE: f32 = 1.0;
/// How much the longer names that begin or end with a single word count for its type.
const LONGER: f32 = 3.0;
/// How much a noun in apposition to the name counts for the type that it tells: it decides.
const NOUN: f32 = 20.0;
/// How much a noun at the end of the name counts, which may be a last name.
const DESIGNATED: f32 = 6.0;
/// The least logarithm of a probability, so that no mention outvotes all others.
const LEAST: f32 = -6.0;

/// What the mentions of a name say of its type, summed.
#[derive(Clone, Copy, Debug, Default)]
struct Votes {
    sum: [f32; COUNT],
    count: f32,
}

impl Votes {
    fn add(&mut self, scores: &[f32; COUNT]) {
        self.sum.iter_mut().zip(scores).for_each(|(sum, score)| *sum += score.max(LEAST));
        self.count += 1.0;
    }

    /// What both say.
    fn with(mut self, other: Votes) -> Self {
        self.sum.iter_mut().zip(&other.sum).for_each(|(sum, score)| *sum += score);
        self.count += other.count;
        self
    }

    /// The type that they speak for.
    fn best(&self) -> Option<Class> {
        if self.count > 0.0 { best(&self.sum) } else { None }
    }

    /// Sums grow with the root of the count: mentions of one name err alike.
    fn weight(&self) -> f32 {
        self.count.max(1.0).sqrt().recip()
    }
}

/// Types the names over the whole document and drops those that are none.
pub(super) fn classify(context: &Context<'_>, models: &Models, found: &mut Vec<Found>) -> Vec<Option<Class>> {
    let mut rows = nametype::Rows::default();
    let mut scored = Vec::with_capacity(found.len());
    // Of a name, and of the name behind "the"
    let mut votes: FxHashMap<String, [Votes; 2]> = FxHashMap::default();
    let mut definite = Vec::new();
    let mut places: FxHashMap<String, Votes> = FxHashMap::default();
    let mut nouns: FxHashMap<String, (Class, f32)> = FxHashMap::default();
    found.retain(|f| {
        if f.kind != MentionKind::Name {
            scored.push(None);
            return true;
        }
        let [name, place] = nametype::score(&models.types, context, f, &mut rows);
        let mut scores = log_softmax(std::array::from_fn(|label| name[label] + place[label]));
        // "She was born in Arle, the third child": nobody is where somebody is.
        let beside = apposition::class(context, f).filter(|&c| c != Class::Person || !is_where(context, f));
        let own = designated(context, f);
        // "the parent Corvane Group"
        let beside = beside.filter(|&c| c != Class::Person || own != Some(Class::Organization));
        let beside = beside.map(|class| (class, NOUN));
        let told = beside.or_else(|| own.map(|class| (class, DESIGNATED)));
        let key = NameKey::new(context.form(f.sentence, &f.words));
        if let Some((class, weight)) = told {
            let label = LABELS.iter().position(|&label| label == Some(class));
            label.into_iter().for_each(|label| scores[label] = (scores[label] + weight).min(0.0));
            // "Maresa" where the document has "Cyclone Maresa", against what its mentions alone speak for
            if let (Class::Event, [_, own]) = (class, &key.words[..]) {
                nouns.entry(own.clone()).or_insert((class, 2.0 * NOUN));
            }
            nouns.entry(key.joined()).or_insert((class, weight));
        }
        let known = || nouns.get(&key.joined()).is_some_and(|noun| noun.0 == Class::Person);
        let person = beside.is_some_and(|(class, _)| class == Class::Person);
        let thing = is_definite(context, f) && !person && !known();
        if (thing || is_governed(context, f))
            && let Some(person) = LABELS.iter().position(|&label| label == Some(Class::Person))
        {
            scores[person] -= NOUN;
        }
        let typed = scores.iter().skip(1).fold(f32::MIN, |m, &s| m.max(s));
        let user = f.entry.is_some_and(|(e, _)| context.gazetteer.entries()[e].user);
        if scores[0] > typed + NONE && !user && !has_honorific(context, f) {
            return false;
        }
        votes.entry(key.joined()).or_default()[usize::from(thing)].add(&scores);
        definite.push(thing);
        places.entry(key.joined()).or_default().add(&log_softmax(place));
        scored.push(Some((scores, key)));
        true
    });
    let things = found.iter().zip(&scored).filter_map(|(f, scored)| Some((f, scored.as_ref()?)));
    let things =
        things.filter(|(_, (scores, _))| matches!(best(scores), Some(Class::Organization | Class::Place)));
    let shared = shared_beginnings(things.map(|(f, (_, key))| (key, is_company(context, f))));
    let begun = begun(scored.iter().flatten(), &shared);
    let longer = longer(scored.iter().flatten(), &shared);
    let mut definite = definite.into_iter();
    let mut classes = Vec::with_capacity(found.len());
    for (f, scored) in found.iter_mut().zip(scored) {
        classes.push(match (f.kind, scored) {
            (MentionKind::Name, Some((scores, key))) => {
                let name = key.joined();
                let [own, other] = votes.get(&name).copied().unwrap_or_default();
                // "The Hronek" says nothing of a Hronek, nor he of it.
                let apart = own.best() == Some(Class::Person);
                let own = match (apart, definite.next()) {
                    (false, _) => own.with(other),
                    (true, Some(true)) => other,
                    (true, _) => own,
                };
                // "Kestrel Bridge" is no bridge where the text has Kestrel Bridge Partners.
                let whole = begun.get(&name).filter(|_| f.entry.is_none()).and_then(Votes::best);
                let noun = whole.map(|class| (class, 2.0 * NOUN)).or_else(|| nouns.get(&name).copied());
                let around = places.get(&name).copied().unwrap_or_default();
                let others = longer.get(&name).copied().unwrap_or_default();
                let honorific = has_honorific(context, f);
                // A text that knows a person Jordan need not mean her by the name of the country,
                // nor one that knows a Paris Hewitt by "in Paris".
                let entries = context.gazetteer.entries();
                let place = f.entry.map(|(e, _)| entries[e].class).filter(|c| c.broad() == Class::Place);
                let known = place.is_some_and(|c| c == Class::Country || is_where(context, f));
                let two = known && others.best().is_some_and(|c| c != Class::Place);
                let (document, longer) = if two { (0.0, 0.0) } else { (DOCUMENT, LONGER) };
                let mut best = (f32::MIN, Class::Concept);
                for (label, class) in LABELS.iter().enumerate() {
                    let score = scores[label]
                        + document * own.sum[label] * own.weight()
                        + PLACE * around.sum[label] * around.weight()
                        + noun.filter(|noun| *class == Some(noun.0)).map_or(0.0, |noun| noun.1)
                        + longer * others.sum[label] * others.weight();
                    if let Some(class) = class
                        && (*class == Class::Person || !honorific)
                        && score > best.0
                    {
                        best = (score, *class);
                    }
                }
                Some(identity::refine(context, f, best.1))
            }
            (MentionKind::Adjective, _) => f.entry.map(|(e, _)| context.gazetteer.entries()[e].class),
            (MentionKind::Nominal, _) => noun_class(context, f),
            _ => None,
        });
    }
    classes
}

/// What the longer names say of the two or more words that they begin with.
fn begun<'s>(
    scored: impl Iterator<Item = &'s ([f32; COUNT], NameKey)>,
    shared: &FxHashSet<String>,
) -> FxHashMap<String, Votes> {
    let mut begun: FxHashMap<String, Votes> = FxHashMap::default();
    for (scores, key) in scored {
        let beginnings = (2..key.words.len()).map(|end| key.words[..end].join(" "));
        for beginning in beginnings.filter(|b| !shared.contains(b)) {
            begun.entry(beginning).or_default().add(scores);
        }
    }
    begun
}

/// Whether the last word of a name is a company's: "Meltemi Airways".
fn is_company(context: &Context<'_>, found: &Found) -> bool {
    context.classes(found.sentence, found.words.end - 1).designates().any(|c| c == Class::Company)
}

/// What the names of several bodies or places begin with.
pub(super) fn shared(
    context: &Context<'_>,
    found: &[Found],
    classes: &[Option<Class>],
    keys: &[Option<NameKey>],
) -> FxHashSet<String> {
    let things = found.iter().zip(classes).zip(keys).filter(|((_, class), _)| {
        matches!(class.map(Class::broad), Some(Class::Organization | Class::Place))
    });
    shared_beginnings(things.filter_map(|((f, _), key)| Some((key.as_ref()?, is_company(context, f)))))
}

/// The type that a name's words speak for.
fn best(scores: &[f32; COUNT]) -> Option<Class> {
    LABELS.iter().zip(scores).max_by(|a, b| a.1.total_cmp(b.1)).and_then(|(label, _)| *label)
}

/// What the longer names say of their abbreviations and of the single words that they begin or
/// end with: "Norton" is a person where "Joshua Norton" is one, "Busuanga" a place where
/// "Busuanga Island" is.
fn longer<'s>(
    scored: impl Iterator<Item = &'s ([f32; COUNT], NameKey)>,
    shared: &FxHashSet<String>,
) -> FxHashMap<String, Votes> {
    let mut longer: FxHashMap<String, Votes> = FxHashMap::default();
    for (scores, key) in scored.filter(|(_, key)| key.words.len() > 1) {
        // "Aarhus University" is no reason to call Aarhus a body.
        let town = key.words.last().is_some_and(|last| selection::demands(last, "behind", "place"))
            || best(scores) != Some(Class::Person) && shared.contains(&key.words[0]);
        for part in key.words.first().filter(|_| !town).into_iter().chain(key.words.last()) {
            longer.entry(part.clone()).or_default().add(scores);
        }
        if key.initials.chars().count() > 1 {
            longer.entry(key.initials.to_lowercase()).or_default().add(scores);
        }
    }
    longer
}

/// The general class that the last word of a longer name tells: "Liffey Bank". After a given
/// name it may be a last name: "Grace Church".
fn designated(context: &Context<'_>, found: &Found) -> Option<Class> {
    let (first, last) = (found.words.start, found.words.end.checked_sub(1)?);
    let given = found.words.len() == 2 && context.classes(found.sentence, first).has(Kind::Given);
    let told = |word| {
        let mut told = context.classes(found.sentence, word).designates().map(Class::broad);
        told.next().filter(|&c| told.all(|other| other == c))
    };
    // "Cyclone Anna", "Lake Turku", "Article 9": what tells it may come first
    let numbered = first + 1 == last && is_number(context, found.sentence, last);
    let leads = |c: &Class| numbered || matches!(c, Class::Event | Class::Place);
    // "King of Athens" is a man, "Senate Republicans" are people
    let office = |w: usize| context.classes(found.sentence, w).has(Kind::Office);
    let titled = found.head < last && context.trees[found.sentence].form(found.head + 1) == "of";
    let people = context.entry(found.sentence, &(last..last + 1)).map(|(e, _)| e);
    let people = people.is_some_and(|e| context.gazetteer.entries()[e].class == Class::Group);
    let person = (titled && office(found.head) || people).then_some(Class::Person);
    // "Institute of Polar Studies", "University of Applied Sciences"
    let body = || told(found.head).filter(|&c| titled && c == Class::Organization);
    let class = person.or_else(body).or_else(|| told(last)).or_else(|| told(first).filter(leads))?;
    // Of "Cyclone Anna" the list knows no more than the word says.
    let known = found.entry.map(|(e, _)| context.gazetteer.entries()[e].class.broad());
    (last > first && !given && known.is_none_or(|known| known == class)).then_some(class)
}

/// Whether a word is a number, in Roman numerals too.
fn is_number(context: &Context<'_>, sentence: usize, word: usize) -> bool {
    let form = context.trees[sentence].form(word);
    form.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'))
        || form.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether the name tells where something is or goes: "in Paris".
pub(super) fn is_where(context: &Context<'_>, found: &Found) -> bool {
    let tree = &context.trees[found.sentence];
    let preposition = tree.child(found.head, Deprel::Case).map(|case| tree.form(case));
    preposition.is_some_and(|p| matches!(p, "in" | "into" | "near" | "outside" | "across"))
}

/// Whether somebody is said to head it: the president *of Costa Serena* heads no person.
fn is_governed(context: &Context<'_>, found: &Found) -> bool {
    let tree = &context.trees[found.sentence];
    let of = tree.child(found.head, Deprel::Case).is_some_and(|case| tree.form(case) == "of");
    let noun = tree.head(found.head).filter(|_| of && tree.word(found.head).deprel == Deprel::Nmod);
    noun.is_some_and(|noun| {
        let lemma = tree.lemma(noun);
        lemma == "capital"
            || selection::demands(lemma, "owner", "company")
            || context.gazetteer.word_classes(lemma).has(Kind::Office)
    })
}

/// Whether "the" stands right before the name and belongs to it: "the Saeima", "the Ingrid Halvorsen" are nobody.
pub(super) fn is_definite(context: &Context<'_>, found: &Found) -> bool {
    let tree = &context.trees[found.sentence];
    let article = tree.child(found.head, Deprel::Det).filter(|&d| d + 1 == found.words.start);
    let singular = tree.word(found.head).xpos == Xpos::Nnp;
    let people = found.entry.is_some_and(|(_, form)| form == Form::Demonym);
    // "the President of Arle", "the Commander-in-Chief"
    let joined = found.words.end < tree.len() && matches!(tree.form(found.words.end), "-" | "–");
    let told = joined
        || tree.children(found.head).any(|c| c > found.words.end && tree.word(c).deprel == Deprel::Nmod);
    // "the President", "the Tagbanuas", but "the Brants has"
    let office = |w: usize| context.gazetteer.word_classes(&tree.lemma(w).to_lowercase()).is_person_word();
    let person = found.words.clone().any(office);
    let verb = tree.head(found.head).filter(|_| tree.word(found.head).deprel == Deprel::Nsubj);
    let one = verb.is_some_and(|verb| {
        let auxiliary = tree.children_by(verb, &[Deprel::Aux, Deprel::Cop]).next();
        tree.word(auxiliary.unwrap_or(verb)).xpos == Xpos::Vbz
    });
    let many = found.words.len() == 1 && tree.form(found.head).ends_with('s');
    (singular && !many || one)
        && !person
        && !people
        && !told
        && article.is_some_and(|d| tree.form(d).eq_ignore_ascii_case("the"))
}

/// Whether an honorific stands before a name: "Mr Kim".
pub(super) fn has_honorific(context: &Context<'_>, found: &Found) -> bool {
    found.words.start > 0 && context.classes(found.sentence, found.words.start - 1).has(Kind::Honorific)
}

/// Whether a common noun denotes a person or, as far as lists tell, something else.
fn noun_class(context: &Context<'_>, found: &Found) -> Option<Class> {
    let tree = &context.trees[found.sentence];
    // "its parent"
    let owner = tree.child(found.head, Deprel::NmodPoss);
    let parent = tree.lemma(found.head) == "parent" && owner.is_some_and(|o| tree.lemma(o) == "its");
    (!parent && is_person_noun(context, found.sentence, found.head)).then_some(Class::Person)
}
