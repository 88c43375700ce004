//! Who speaks: whom "I" and "we" in a quotation mean, and "it" in what a body says.

use super::Reader;
use crate::annotate::{Deprel, Upos};
use crate::extract::mode::is_report;
use crate::gazetteer::Class;
use crate::resolve::pronoun::Pronoun;

impl Reader<'_> {
    /// Whoever says the quotation in which "I" or "we" stands.
    pub(super) fn speaker(&self, index: usize) -> Option<usize> {
        let found = &self.found[index];
        let pronoun = self.context.pronoun(found.sentence, found.head)?;
        if !matches!(pronoun, Pronoun::I | Pronoun::We) {
            return None;
        }
        // "I, *Bo Dahl*, declare"
        let beside = self.context.trees[found.sentence].child(found.head, Deprel::Appos);
        let named = beside.and_then(|name| {
            self.found.binary_search_by_key(&(found.sentence, name), |f| (f.sentence, f.head)).ok()
        });
        if let Some(name) = named.filter(|&n| self.classes[n] == Some(Class::Person)) {
            return Some(name);
        }
        let place = self.reported.speaker_at(found.sentence, found.head)?;
        // Whoever is spoken of inside the quotation does not utter it.
        let quotation = self.reported.quotation_at(found.sentence, found.head)?;
        if quotation.span.contains(self.context.trees[place.0].word(place.1).span) {
            return None;
        }
        let speaker = self.found.binary_search_by_key(&place, |f| (f.sentence, f.head)).ok()?;
        let speaker = self.close.get(&speaker).copied().unwrap_or(speaker);
        let class = self.classes[speaker].map(Class::broad);
        let fits = pronoun == Pronoun::We || matches!(class, None | Some(Class::Person));
        let own = self.context.pronoun(place.0, place.1).is_some_and(Pronoun::is_speech);
        (fits && !own && speaker != index).then_some(speaker)
    }

    /// The person who says the quotation in which the mention stands, if known by now: she calls
    /// herself "I" there.
    pub(super) fn sayer(&self, index: usize) -> Option<usize> {
        let found = &self.found[index];
        let quotation = self.reported.quotation_at(found.sentence, found.head)?;
        let place = quotation.speaker.filter(|_| !quotation.fragment)?;
        if self.context.pronoun(found.sentence, found.head).is_some_and(Pronoun::is_speech) {
            return None;
        }
        let speaker = self.found.binary_search_by_key(&place, |f| (f.sentence, f.head)).ok()?;
        let joined = self.joins[speaker].as_ref().map(|j| j.entity);
        let entity = joined.or_else(|| self.settled.get(&speaker).map(|s| s.entity)).or_else(|| {
            let key = self.keys[speaker].as_ref()?;
            self.entities.iter().position(|e| e.names.iter().any(|(name, _)| name == key))
        });
        entity.filter(|&e| self.entities[e].class == Some(Class::Person))
    }

    /// The body that says what the pronoun is the subject of: "*Acme* denied that *it* paid".
    pub(super) fn reporter(&self, index: usize) -> Option<usize> {
        let found = &self.found[index];
        let tree = &self.context.trees[found.sentence];
        let subject = matches!(tree.word(found.head).deprel, Deprel::Nsubj | Deprel::NsubjPass);
        let it = self.context.pronoun(found.sentence, found.head) == Some(Pronoun::It);
        let told =
            tree.head(found.head).filter(|&v| subject && it && tree.word(v).deprel == Deprel::Ccomp)?;
        let report = tree.head(told).filter(|&r| is_report(tree, r))?;
        let speaker = tree.child(report, Deprel::Nsubj)?;
        let mention = *self.heads.get(&(found.sentence, speaker))?;
        let entity = self.joins[mention].as_ref()?.entity;
        let class = self.entities[entity].class?;
        let expletive = tree.children_by(told, &[Deprel::Ccomp, Deprel::Csubj]).next().is_some()
            && tree.child(told, Deprel::Cop).is_some();
        (class.broad() == Class::Organization && !expletive).then_some(entity)
    }

    /// The body whose doings the sentence before told, where "it" begins the next one.
    pub(super) fn goes_on(&self, index: usize) -> Option<usize> {
        let found = &self.found[index];
        let tree = &self.context.trees[found.sentence];
        let it = self.context.pronoun(found.sentence, found.head) == Some(Pronoun::It) && found.head == 0;
        let subject = matches!(tree.word(found.head).deprel, Deprel::Nsubj | Deprel::NsubjPass);
        let verb = tree.head(found.head).filter(|&v| it && subject && tree.word(v).upos == Upos::Verb)?;
        let before = found.sentence.checked_sub(1)?;
        let root = self.context.trees[before].root()?;
        let topic = self.context.trees[before].child(root, Deprel::Nsubj)?;
        let entity = self.joins[*self.heads.get(&(before, topic))?].as_ref()?.entity;
        let body = self.entities[entity].class.is_some_and(|c| c.broad() == Class::Organization);
        let content = tree.children_by(verb, &[Deprel::Ccomp, Deprel::Csubj]).next().is_some();
        (body && self.entities[entity].is_named() && !content).then_some(entity)
    }
}
