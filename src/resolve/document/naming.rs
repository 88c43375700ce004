//! Which entity a name means: the same name or a part of it, of one that fits best.

use super::{Join, Reader};
use crate::annotate::{Deprel, Upos, Xpos};
use crate::extract::mode;
use crate::gazetteer::{Class, Form, Gender, Kind};
use crate::resolve::apposition;
use crate::resolve::classify::{has_honorific, is_definite, is_where};
use crate::resolve::entity::Entity;
use crate::resolve::mention::Found;
use crate::resolve::names::{MIDDLE, NameKey, agree, begins, contradict, ends, fork, relation};
use crate::resolve::person::{Generation, is_person_noun, name_gender, offices};
use crate::resolve::{kinship, selection, town};

/// How much it counts for a namesake that he holds the office before the name.
const HOLDER: f32 = 0.15;

impl Reader<'_> {
    /// Joins a name to what has that name, or is called so beside it.
    pub(super) fn name(&self, index: usize) -> Option<Join> {
        let found = &self.found[index];
        // A name of no known class may be short for one that has a class: "Nordhaven Energy … Nordhaven".
        let told_class = self.classes[index].filter(|&c| c != Class::Concept);
        let key = self.keys[index].as_ref()?;
        // "Aune" is no woman's given name where the text has Greg Aune.
        let surname = |name: &NameKey| name.words.len() > 1 && name.words.last() == key.words.last();
        let bears = |entity: &Entity| entity.names.iter().any(|(name, _)| surname(name));
        let is_last = key.is_one_word()
            && !has_honorific(self.context, found)
            && self.entities.iter().any(|e| e.class == Some(Class::Person) && bears(e));
        let gender = if is_last { Gender::Unknown } else { name_gender(self.context, found, told_class) };
        // "Osler said *she* …"
        let likely = if gender == Gender::Unknown { self.said_of_oneself(found) } else { gender };
        let definite = found.words.start > 0
            && self.context.trees[found.sentence].form(found.words.start - 1).eq_ignore_ascii_case("the");
        let entry = found.entry.filter(|&(_, form)| form != Form::Demonym).map(|(e, _)| e);
        // "Ms Kim" is rather her who is known for a woman, "President Kim" who is president.
        let titles = offices(self.context, found);
        let generation = Generation::of_name(self.context, found);
        // "The elder Kim" is nobody's son.
        let other_age = |entity: &Entity| {
            let other = Generation::of_nouns(&entity.nouns);
            generation.zip(other).is_some_and(|(a, b)| a != b)
        };
        let told = |entity: &Entity| {
            let holds = titles.iter().any(|t| entity.is_called(t));
            (holds, likely != Gender::Unknown && likely == entity.gender)
        };
        // "Paris, a small town in Ontario" is not the Paris of which the text spoke before.
        let entries = self.context.gazetteer.entries();
        let around = town::around(self.context, found.sentence, found.words.end);
        let elsewhere = |entity: &Entity| {
            let known = entity.entry.map(|e| &entries[e]).filter(|e| e.class == Class::City);
            known.zip(around).is_some_and(|(town, around)| town.code != around.code)
        };
        let is_thing = is_definite(self.context, found);
        // "The Delgado" is the Delgado Stadium, and nobody.
        if definite
            && key.is_one_word()
            && entry.is_none()
            && titles.is_empty()
            && (self.context.trees[found.sentence].word(found.head).xpos == Xpos::Nnp || is_thing)
        {
            let person = told_class.is_some_and(|c| c.broad() == Class::Person);
            let thing = self.entities.iter().position(|entity| {
                let class = entity.class.map(Class::broad);
                let other =
                    if person { class != Some(Class::Person) } else { entity.class == Some(Class::Facility) };
                other && class.is_some() && entity.names.iter().any(|(name, _)| begins(key, name))
            });
            if let Some(thing) = thing {
                return self.join(thing, "part of the name", 0.75);
            }
        }
        // Nobody calls himself by his name: "Our door is open to Henrik," said Henrik Dahl.
        let sayer = self.sayer(index);
        let mut best: Option<(f32, usize, &'static str)> = None;
        for (number, entity) in self.entities.iter().enumerate().filter(|&(e, _)| Some(e) != sayer) {
            let Some(class) = told_class.or(entity.class) else { continue };
            // "Atlético Porteño", of which nothing tells what it is, may be the body Atlético.
            let untold = |c: Class| {
                c == Class::Concept
                    && class.broad() == Class::Organization
                    && entity.names.iter().any(|(other, _)| begins(key, other))
            };
            let fits =
                entity.class.is_some_and(|c| class.compatible(c) || class.broad() == c.broad() || untold(c));
            let person = class.broad() == Class::Person;
            // "The Ann Lee Programme" is nobody's full name.
            let longer = || entity.names.iter().all(|(name, _)| name.words.len() < key.words.len());
            // nor is "the Ann Lee", a ship, she
            if told_class.is_none() && person && (longer() || is_thing) {
                continue;
            }
            // "Van" of "Van Dorren" is no given name where the text has Saskia van Dorren.
            let surname = key.words.len() > 1
                && entity
                    .names
                    .iter()
                    .any(|(name, _)| name.words.len() > key.words.len() && name.words.ends_with(&key.words));
            let same_gender = surname || agree(gender, entity.gender);
            if !fits || person && (!same_gender || other_age(entity)) {
                continue;
            }
            if elsewhere(entity) {
                continue;
            }
            let mut candidate = match (entry, entity.entry) {
                (Some(a), Some(b)) if self.same_thing(a, b) => Some(("known name", 1.0)),
                (Some(a), Some(b)) if a != b && entity.is_named() && class.broad() != Class::Person => None,
                _ => entity
                    .names
                    .iter()
                    .filter_map(|(other, _)| relation(class, key, definite, other))
                    .max_by(|a, b| a.1.total_cmp(&b.1))
                    // … nor the town that everybody knows the one told apart from it.
                    .map(|(rule, score)| {
                        let unknown = entry.is_some() && entity.entry.is_none();
                        (rule, if unknown { score.min(0.95) } else { score })
                    }),
            };
            if candidate.is_some_and(|(rule, _)| rule == "part of the name")
                && (class != Class::Facility
                    && entity.names.iter().all(|(other, _)| Self::is_seat(key, other))
                    || entity.names.iter().any(|(other, _)| fork(key, other)))
            {
                candidate = None;
            }
            if class == Class::Person
                && candidate.is_some_and(|(_, score)| score < 1.0)
                && entity.names.iter().any(|(other, _)| contradict(key, other))
            {
                candidate = None;
            }
            // "King Olaf" has no last name.
            let throne = titles
                .iter()
                .any(|t| matches!(t.as_str(), "king" | "pope" | "queen" | "emperor" | "empress"));
            candidate = candidate.filter(|&(rule, _)| {
                rule != "last name" || !throne || titles.iter().any(|t| entity.is_called(t))
            });
            // "Vice President Lee" is not the President.
            let title = self.context.classes(found.sentence, found.head).is_person_word()
                || self.context.gazetteer.word_classes(&key.joined()).is_person_word();
            candidate = candidate.filter(|&(rule, _)| rule != MIDDLE || !title);
            // "the judge in the first trial, Bo Dahl" is no Ann Lee, judge in the second
            let full = |name: &NameKey| name.words.len() > 1 && !name.words.iter().any(|w| w == "of");
            let other = person
                && full(key)
                && self.context.classes(found.sentence, found.words.start).has(Kind::Given)
                && entity.names.iter().any(|(name, _)| full(name))
                && self.context.trees[found.sentence].word(found.head).deprel == Deprel::Appos;
            if candidate.is_none() && !other && self.apposed(found, entity, class) {
                candidate = Some(("apposition", 0.85));
            }
            // "Chief Dahl" is whoever is a chief.
            let holder = person && titles.iter().any(|t| entity.is_called(t));
            candidate = candidate.map(|(rule, score)| (rule, if holder { score + HOLDER } else { score }));
            if let Some((rule, score)) = candidate
                && best.is_none_or(|(s, e, _)| {
                    // A bare surname is that of whom the text introduced first: the others it tells apart.
                    let untold = titles.is_empty()
                        && generation.is_none()
                        && likely == Gender::Unknown
                        && !has_honorific(self.context, found);
                    let bare = person && key.is_one_word() && untold;
                    let first = bare && rule == "last name" && !self.context.titled[found.sentence];
                    let fit = |e: &Entity| (told(e), self.salience(found, e));
                    score > s || score == s && !first && fit(entity) > fit(&self.entities[e])
                })
            {
                best = Some((score, number, rule));
            }
        }
        if let Some((score, entity, rule)) = best {
            return self.join(entity, rule, score.min(1.0));
        }
        if told_class == Some(Class::Person)
            && let Some(entity) = kinship::told_before(&self.known(), found, key)
        {
            return self.join(entity, "kinship", 0.8);
        }
        // "Parliament" is what the text has called a parliament.
        let called = |e: &Entity| {
            let body = e.class == Some(Class::GovernmentOrganization);
            body && e.is_named() && e.is_called(&key.joined())
        };
        if key.is_one_word()
            && told_class.is_some_and(|c| c.broad() == Class::Organization)
            && let Some(entity) = self.entities.iter().position(called)
        {
            return self.join(entity, "description", 0.7);
        }
        // One word that no list knows, taken for something for no reason but its look, may be short
        // for a body: "Calder Wind … Calder".
        let person = told_class == Some(Class::Person);
        // "Marienhof" where the text has the Marienhof Hospital
        let house = self.entities.iter().position(|entity| {
            let facility = entity.class == Some(Class::Facility);
            facility && entity.names.iter().any(|(other, _)| Self::is_seat(key, other) && begins(key, other))
        });
        let told = person && (gender != Gender::Unknown || !titles.is_empty());
        let known = found.entry.is_some_and(|(_, form)| form != Form::Demonym) && !person;
        if told || known || !key.is_one_word() {
            return None;
        }
        let town = told_class.is_some_and(|c| c.broad() == Class::Place);
        let shared = self.shared.contains(&key.joined());
        let there =
            is_where(self.context, found) || apposition::class(self.context, found) == Some(Class::Place);
        let body = self.entities.iter().position(|entity| {
            let organization = entity.class.is_some_and(|c| c.broad() == Class::Organization);
            let seated = || entity.names.iter().all(|(other, _)| Self::is_seat(key, other));
            organization
                && !(town && (shared || there || seated()) || person && shared)
                && entity.names.iter().any(|(other, _)| begins(key, other) || ends(key, other))
        });
        body.or(house.filter(|_| person)).and_then(|entity| self.join(entity, "part of the name", 0.7))
    }

    /// Whether the shorter of two names may be the town where the longer one is: "Aarhus" is no Aarhus University.
    fn is_seat(one: &NameKey, other: &NameKey) -> bool {
        let (short, long) = if other.words.len() < one.words.len() { (other, one) } else { (one, other) };
        let seated = long.words.last().is_some_and(|last| selection::demands(last, "behind", "place"));
        seated && short.words.len() + 1 == long.words.len() && long.words.starts_with(&short.words)
    }

    /// How much the entity is before the mind of who reads the mention: in the text the
    /// last one mentioned, in the headline the one mentioned most.
    pub(super) fn salience(&self, found: &Found, entity: &Entity) -> Option<(usize, bool, usize)> {
        if self.context.titled[found.sentence] {
            return Some((entity.mentions.len(), false, 0));
        }
        let latest = entity.mentions.iter().map(|&m| &self.found[m]).next_back()?;
        let relation = self.context.role(latest.sentence, latest.head);
        // Of two persons in a sentence the subject is the topic.
        let topic =
            entity.class == Some(Class::Person) && matches!(relation, Deprel::Nsubj | Deprel::NsubjPass);
        Some((latest.sentence, topic, latest.head))
    }

    /// Whether two entries are one thing: "Senate" and "US Senate" have one article.
    fn same_thing(&self, a: usize, b: usize) -> bool {
        let entries = self.context.gazetteer.entries();
        a == b || entries[a].title == entries[b].title
    }

    /// Whether the name stands in apposition to, or as the predicate of, the entity's last mention.
    fn apposed(&self, found: &Found, entity: &Entity, class: Class) -> bool {
        let tree = &self.context.trees[found.sentence];
        let place = class.broad() == Class::Place && class != Class::Facility;
        // The parser may take a loose apposition for a list without "and".
        let list = class == Class::Person
            && tree.word(found.head).deprel == Deprel::Conj
            && tree.child(found.head, Deprel::Cc).is_none()
            && tree.head(found.head).is_some_and(|t| {
                tree.word(t).deprel == Deprel::Nmod
                    && tree.children(t).filter(|&c| tree.word(c).deprel == Deprel::Conj).count() == 1
            });
        // "such teaching (e.g. the Lisbon Reader)" is no name of what it is an example of.
        let example = found.words.start.saturating_sub(3)..found.words.start;
        let example = example.into_iter().any(|w| tree.lemma(w).starts_with("e.g"));
        // "the host of the programme "Early Light"" is not called so.
        let quoted = class == Class::Person
            && found
                .words
                .start
                .checked_sub(1)
                .is_some_and(|w| matches!(tree.form(w), "\"" | "“" | "‘" | "``"))
            && found.words.end < tree.len()
            && matches!(tree.form(found.words.end), "\"" | "”" | "’" | "''");
        let apposed =
            (tree.word(found.head).deprel == Deprel::Appos || list) && !place && !example && !quoted;
        let predicate =
            tree.child(found.head, Deprel::Cop).and_then(|_| tree.child(found.head, Deprel::Nsubj));
        let target = if apposed { tree.head(found.head) } else { predicate };
        // "Its owner, the investor Bo Dahl": the title is read with its name.
        let target = match target.and_then(|t| tree.head(t).map(|above| (t, above))) {
            Some((title, above))
                if apposed
                    && tree.word(title).deprel == Deprel::Appos
                    && !self.heads.contains_key(&(found.sentence, title)) =>
            {
                Some(above)
            }
            _ => target,
        };
        let target = target.or_else(|| self.named_so(found));
        // "The mayor of Paris, Jules Armand", "the founder of the lender Lanmere, Julian Averill":
        // nobody is a place or a body.
        let beside = |t: usize| matches!(tree.word(t).deprel, Deprel::Nmod | Deprel::Appos);
        let target = target.map(|t| match tree.head(t) {
            Some(owner) if class == Class::Person && beside(t) => {
                let person = is_person_noun(self.context, found.sentence, owner);
                if person && !is_person_noun(self.context, found.sentence, t) { owner } else { t }
            }
            _ => t,
        });
        let several = |t: usize| {
            tree.word(t).xpos == Xpos::Nns
                && tree.word(found.head).xpos != Xpos::Nnps
                && class == Class::Person
        };
        // "Dean (Jensen Ackles)": a part and who plays it
        let played = |t: usize| {
            let bracket = found.words.start > 0 && tree.form(found.words.start - 1) == "(";
            class == Class::Person && bracket && tree.word(t).upos == Upos::Propn
        };
        target.filter(|&t| !several(t) && !played(t)).is_some_and(|t| {
            self.heads.get(&(found.sentence, t)).is_some_and(|m| entity.mentions.contains(m))
        })
    }

    /// The gender of the pronoun that what somebody says begins with: most often it is who says it.
    fn said_of_oneself(&self, found: &Found) -> Gender {
        let tree = &self.context.trees[found.sentence];
        let report = tree.head(found.head).filter(|&verb| {
            self.context.role(found.sentence, found.head) == Deprel::Nsubj && mode::is_report(tree, verb)
        });
        let content = report.and_then(|verb| tree.children_by(verb, &[Deprel::Ccomp]).find(|&c| c > verb));
        let told = content.and_then(|content| tree.child(content, Deprel::Nsubj));
        let pronoun = told.and_then(|subject| self.context.pronoun(found.sentence, subject));
        pronoun.map(|p| p.gender()).unwrap_or_default()
    }

    /// Whom a verb gives this name: "a leader known as Zero".
    fn named_so(&self, found: &Found) -> Option<usize> {
        let tree = &self.context.trees[found.sentence];
        let verb = tree.head(found.head)?;
        let names = matches!(tree.lemma(verb), "call" | "dub" | "know" | "name" | "nickname");
        let object = tree.child(found.head, Deprel::Case).is_none_or(|case| tree.form(case) == "as");
        if tree.word(verb).deprel == Deprel::Acl {
            return tree.head(verb).filter(|_| names && object);
        }
        // "named the robber *as Bo Dahl*"
        let tells = matches!(tree.lemma(verb), "identify" | "name" | "unmask");
        let marked = tree.child(found.head, Deprel::Case).is_some_and(|case| tree.form(case) == "as");
        tree.child(verb, Deprel::Obj)
            .or_else(|| tree.child(verb, Deprel::NsubjPass))
            .filter(|_| tells && marked)
    }

    /// Who was born with this name: the subject of the sentence in "Born Ann Lee, she …".
    pub(super) fn born(&self, index: usize) -> Option<usize> {
        let found = &self.found[index];
        let tree = &self.context.trees[found.sentence];
        let verb = tree.head(found.head).filter(|&v| tree.form(v).eq_ignore_ascii_case("born"))?;
        let main = tree.head(verb).filter(|_| tree.word(verb).deprel == Deprel::Advcl)?;
        let subject = tree.child(main, Deprel::Nsubj).or_else(|| tree.child(main, Deprel::NsubjPass))?;
        let person =
            self.classes[index] == Some(Class::Person) && tree.child(found.head, Deprel::Case).is_none();
        let place = (found.sentence, subject);
        let mention = self.found.binary_search_by_key(&place, |f| (f.sentence, f.head)).ok()?;
        (person && mention > index).then_some(mention)
    }
}
