//! Whom a text speaks of when it describes somebody without saying who.

use super::Reader;
use crate::annotate::{Deprel, Tree, Xpos};
use crate::gazetteer::Class;
use crate::resolve::antecedent::is_agentive;
use crate::resolve::entity::Entity;
use crate::resolve::mention::{self, Found};
use crate::resolve::names::agree;
use crate::resolve::person::{FORMER, age, appointed, called, is_person_noun};

impl Reader<'_> {
    /// Whether a noun phrase tells of somebody spoken of, without saying who: "the former minister",
    /// "the Danish designer", "the Ukrainian".
    pub(super) fn describes_topic(&self, found: &Found) -> bool {
        let tree = &self.context.trees[found.sentence];
        let subject = matches!(tree.word(found.head).deprel, Deprel::Nsubj | Deprel::NsubjPass);
        let singular = matches!(tree.word(found.head).xpos, Xpos::Nn | Xpos::Nnp);
        let mut between = found.words.start + 1..found.head;
        let past = between.any(|w| tree.lemma(w) == "former");
        let aged = is_aged(tree, found.head)
            && (is_person_noun(self.context, found.sentence, found.head)
                || is_agentive(tree.lemma(found.head)));
        let native = mention::is_native(self.context, found.sentence, found.head);
        let person = is_person_noun(self.context, found.sentence, found.head);
        let noun = called(self.context, found.sentence, found.head);
        let known = self.entities.iter().any(|e| e.is_called(&noun));
        singular && (aged || person && (past || subject && native)) && !known
    }

    /// Whom a member of a group is, of whom only the age is told: "the 61-year-old *Democrat*".
    pub(super) fn member(&self, index: usize) -> Option<usize> {
        let found = &self.found[index];
        let tree = &self.context.trees[found.sentence];
        let the = tree.child(found.head, Deprel::Det).is_some_and(|d| tree.lemma(d) == "the");
        let group = self.classes[index] == Some(Class::Group);
        (the && group && is_aged(tree, found.head)).then(|| self.topic(index))?
    }

    /// The named person whom the text, outside the quotation that stands before, spoke of last.
    pub(super) fn topic(&self, index: usize) -> Option<usize> {
        let found = &self.found[index];
        let told = self.found[index].sentence;
        let years = age(&self.context.trees[told], found.head);
        // Whose age the text has told is nobody of another.
        let aged = |e: &Entity| years.is_some() && e.age == years;
        let mut of_age = (0..self.entities.len()).filter(|&e| aged(&self.entities[e]));
        if let (Some(one), None) = (of_age.next(), of_age.next()) {
            return Some(one);
        }
        if let Some(one) = self.once(index) {
            return Some(one);
        }
        let other = |e: &Entity| years.is_some() && e.age.is_some_and(|own| Some(own) != years);
        let heard = |m: &usize| {
            let mention = &self.found[*m];
            mention.sentence < told && !self.context.quoted[mention.sentence][mention.head]
        };
        let persons = self.recent(index).into_iter().filter(|&e| {
            let entity = &self.entities[e];
            let gender =
                self.context.gazetteer.word_classes(self.context.trees[told].lemma(found.head)).gender();
            let person = entity.is_named() && entity.class == Some(Class::Person);
            person && agree(gender, entity.gender) && !other(entity)
        });
        let topic = |&e: &usize| {
            let mut told =
                self.entities[e].mentions.iter().copied().filter(heard).rev().map(|m| &self.found[m]);
            let latest = told.next()?;
            let here = told.take_while(|m| m.sentence == latest.sentence).chain([latest]);
            let standing = |m: &Found| {
                let relation = self.context.role(m.sentence, m.head);
                (matches!(relation, Deprel::Nsubj | Deprel::NsubjPass), std::cmp::Reverse(m.head))
            };
            Some((latest.sentence, here.map(standing).max()))
        };
        persons.max_by_key(topic)
    }

    /// Whom the text has called what somebody was: "the *former* mayor" is the predecessor, or the only mayor; but
    /// where she took office, the one other person of whom it spoke.
    fn once(&self, index: usize) -> Option<usize> {
        let found = &self.found[index];
        let noun = called(self.context, found.sentence, found.head);
        let noun = noun.strip_prefix(FORMER)?.trim_start();
        let named = |e: usize| {
            let entity = &self.entities[e];
            entity.is_named() && entity.class == Some(Class::Person)
        };
        let only = |noun: &str| {
            let mut called =
                (0..self.entities.len()).filter(|&e| named(e) && self.entities[e].is_called(noun));
            called.next().filter(|_| called.next().is_none())
        };
        let takes_office = |e: usize| {
            let mentions = self.entities[e].mentions.iter().map(|&m| &self.found[m]);
            mentions.filter_map(|m| appointed(self.context, m)).any(|office| office == noun)
        };
        let other = |holder: usize| {
            let mut others = self.recent(index).into_iter().filter(|&e| named(e) && e != holder);
            others.next().filter(|_| others.next().is_none())
        };
        only("predecessor").or_else(|| match only(noun) {
            Some(holder) if takes_office(holder) => other(holder),
            holder => holder,
        })
    }
}

/// Whether the age of whoever the noun describes stands with it: "the *61-year-old* builder".
fn is_aged(tree: &Tree, noun: usize) -> bool {
    let years = |c: usize| tree.children(c).any(|unit| tree.lemma(unit) == "year");
    tree.children_by(noun, &[Deprel::Amod]).any(|c| tree.lemma(c) == "old" && years(c))
}
