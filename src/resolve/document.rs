//! Reading a document: every mention in text order joins an entity or founds one. The
//! headline is read last: it is short of what the text tells, and nothing refers to it.

mod naming;
mod speech;
mod topic;

use super::affiliation;
use super::antecedent::{self, Choices};
use super::apposition;
use super::bearer;
use super::citation;
use super::classify::{classify, shared};
use super::context::Context;
use super::definite;
use super::entity::{Entity, Number};
use super::government;
use super::homeland;
use super::identity;
use super::kinship;
use super::known::Known;
use super::mention::{self, Found, MentionKind};
use super::names::{NameKey, contradict};
use super::person::{age, appointed, called, is_age, name_gender, offices, shared_surnames};
use super::{FIRST, Mention, Models, PREDICATE, PRONOUN, Resolution};
use crate::annotate::{Deprel, Upos, Xpos};
use crate::extract::lexicon::is_outcome;
use crate::extract::mode::Reported;
use crate::gazetteer::{Class, Form};
use rustc_hash::{FxHashMap, FxHashSet};

/// How sure it must be that the description of a thing takes up something: else it stays itself.
const SURE: f32 = 0.6;

/// Decides what an anaphor means: an index of the choices' entities and how sure.
///
/// The function given tells the mentions of an entity.
pub type Decide<'d> = dyn FnMut(&Choices, &Found, &dyn Fn(usize) -> Vec<Found>) -> (Option<usize>, f32) + 'd;

/// How a mention joined its entity.
struct Join {
    entity: usize,
    antecedent: Option<usize>,
    rule: &'static str,
    score: f32,
}

/// A document being read.
pub struct Reader<'c> {
    context: &'c Context<'c>,
    found: Vec<Found>,
    classes: Vec<Option<Class>>,
    keys: Vec<Option<NameKey>>,
    /// What several bodies' names begin with.
    shared: FxHashSet<String>,
    entities: Vec<Entity>,
    /// By mention; `None` before it is read.
    joins: Vec<Option<Join>>,
    /// Head word → mention, for the mentions read so far.
    heads: FxHashMap<(usize, usize), usize>,
    /// Common noun → the name in close apposition.
    close: FxHashMap<usize, usize>,
    /// Mentions still to come whose entity is settled.
    settled: FxHashMap<usize, Settled>,
    reported: Reported<'c>,
}

/// What is settled about a mention before it is read.
#[derive(Clone, Copy)]
struct Settled {
    entity: usize,
    rule: &'static str,
    score: f32,
}

impl<'c> Reader<'c> {
    /// Finds and types the mentions of a document.
    pub fn new(context: &'c Context<'c>, models: &Models) -> Self {
        let mut found = mention::find(context);
        let mut classes = classify(context, models, &mut found);
        bearer::tell_apart(context, &mut found, &mut classes);
        for work in citation::find(context, &found, &classes) {
            let place = (work.sentence, work.head);
            if let Err(at) = found.binary_search_by_key(&place, |f| (f.sentence, f.head)) {
                found.insert(at, work);
                classes.insert(at, Some(Class::Work));
            }
        }
        let keys = found
            .iter()
            .map(|f| (f.kind == MentionKind::Name).then(|| NameKey::new(context.form(f.sentence, &f.words))))
            .collect();
        let keys = shared_surnames(context, &found, keys);
        Reader {
            shared: shared(context, &found, &classes, &keys),
            close: apposition::close(context, &found, &classes),
            settled: FxHashMap::default(),
            reported: Reported::new(&context.trees),
            context,
            joins: found.iter().map(|_| None).collect(),
            found,
            classes,
            keys,
            entities: Vec::new(),
            heads: FxHashMap::default(),
        }
    }

    /// Reads the mentions in order, asking `decide` about anaphors.
    pub fn read(mut self, decide: &mut Decide<'_>) -> Resolution {
        let titled = |&index: &usize| self.context.titled[self.found[index].sentence];
        let (title, body): (Vec<usize>, Vec<usize>) = (0..self.found.len()).partition(titled);
        for index in body.into_iter().chain(title) {
            let join = match self.settled.get(&index) {
                Some(s) => self.join(s.entity, s.rule, s.score),
                None => self.settle(index, decide),
            };
            let join = join.unwrap_or(Join {
                entity: self.entities.len(),
                antecedent: None,
                rule: FIRST,
                score: 1.0,
            });
            if join.entity == self.entities.len() {
                self.entities.push(Entity::default());
            }
            self.learn(index, join.entity);
            let found = &self.found[index];
            self.heads.insert((found.sentence, found.head), index);
            self.joins[index] = Some(join);
        }
        self.finish()
    }

    /// Joins a mention to an entity; `None` for one of its own.
    fn settle(&mut self, index: usize, decide: &mut Decide<'_>) -> Option<Join> {
        if self.context.titled[self.found[index].sentence] && self.found[index].kind != MentionKind::Name {
            return self.headline(index);
        }
        if let Some(&name) = self.close.get(&index) {
            return self.same_as(name, "close apposition", 0.9, decide);
        }
        if let Some(name) = self.named_beside(index) {
            return self.same_as(name, "apposition", 0.85, decide);
        }
        if let Some(bearer) = self.born(index) {
            return self.same_as(bearer, "birth name", 0.85, decide);
        }
        if let Some(speaker) = self.speaker(index) {
            return self.same_as(speaker, "speaker", 0.9, decide);
        }
        self.settle_alone(index, decide)
    }

    /// The name of a person or body in apposition to a noun: "the governor, *Bo Dahl*" is nobody known before,
    /// unless Dahl is, nor is "the maker, *Carrig Creamery*".
    fn named_beside(&self, index: usize) -> Option<usize> {
        let found = &self.found[index];
        let class = self.classes[index];
        let anybody = class == Some(Class::Person) || apposition::is_open(self.context, found, class);
        let tree = &self.context.trees[found.sentence];
        let determined = tree.children_by(found.head, &[Deprel::Det, Deprel::NmodPoss]).next().is_some();
        let mut kinds = self.context.gazetteer.word_classes(tree.lemma(found.head)).designates();
        let body = determined && (anybody || kinds.any(|c| c.broad() == Class::Organization));
        if found.kind != MentionKind::Nominal || !(anybody || body) {
            return None;
        }
        // "two brothers, Niklaus and Johann": no one of them is both
        let several = tree.word(found.head).xpos == Xpos::Nns;
        let name = tree.child(found.head, Deprel::Appos).filter(|_| !several)?;
        let name = self.found.binary_search_by_key(&(found.sentence, name), |f| (f.sentence, f.head)).ok()?;
        let named = self.classes[name].map(Class::broad);
        let fits = anybody && named == Some(Class::Person) || body && named == Some(Class::Organization);
        (self.found[name].kind == MentionKind::Name && fits).then_some(name)
    }

    /// Joins what a headline mentions without a name: "Minister resigns" of the one minister.
    fn headline(&self, index: usize) -> Option<Join> {
        let found = &self.found[index];
        match found.kind {
            MentionKind::Adjective => self.adjective(index),
            MentionKind::Nominal if self.classes[index] == Some(Class::Person) => {
                let noun = called(self.context, found.sentence, found.head);
                let entity = self.entities.iter().position(|e| e.is_called(&noun))?;
                self.join(entity, "headline", 0.7)
            }
            _ => None,
        }
    }

    fn settle_alone(&mut self, index: usize, decide: &mut Decide<'_>) -> Option<Join> {
        let found = &self.found[index];
        if government::may_be(self.context, found, self.classes[index])
            && let Some(entity) = government::same(&self.known(), found)
        {
            return self.join(entity, "government", 0.85);
        }
        match self.found[index].kind {
            MentionKind::Name => match self.member(index) {
                // It says what the person is, and is no name of hers.
                Some(person) => {
                    self.found[index].kind = MentionKind::Nominal;
                    self.classes[index] = None;
                    self.join(person, "description", 0.7)
                }
                None => self.name(index),
            },
            MentionKind::Citation => self.citation(index),
            MentionKind::Adjective => self.adjective(index),
            MentionKind::Pronoun => self.anaphor(index, decide),
            MentionKind::Nominal => self.nominal(index, decide),
        }
    }

    /// Joins the mention being read to what `other`, read or still to come, stands for.
    fn same_as(
        &mut self,
        other: usize,
        rule: &'static str,
        score: f32,
        decide: &mut Decide<'_>,
    ) -> Option<Join> {
        let known = self.joins.get(other).and_then(Option::as_ref).map(|j| j.entity);
        if let Some(entity) = known.or_else(|| self.settled.get(&other).map(|s| s.entity)) {
            return self.join(entity, rule, score);
        }
        let join = self.settle_alone(other, decide);
        let settled = match &join {
            Some(join) => Settled { entity: join.entity, rule: join.rule, score: join.score },
            None => Settled { entity: self.entities.len(), rule, score },
        };
        self.settled.insert(other, settled);
        self.join(join?.entity, rule, score)
    }

    fn finish(mut self) -> Resolution {
        let context = self.context;
        // The headline was read last.
        let mut order: Vec<usize> = (0..self.entities.len()).collect();
        // The outer name comes before the inner: "University of Turku", "Turku".
        let first = |e: &usize| {
            let found = &self.found[*self.entities[*e].mentions.first()?];
            Some((found.sentence, found.words.start, std::cmp::Reverse(found.words.end), found.head))
        };
        order.sort_by_key(first);
        let mut place = vec![0; order.len()];
        order.iter().enumerate().for_each(|(new, &old)| place[old] = new);
        let mentions: Vec<Mention> = self
            .found
            .iter()
            .zip(self.joins.drain(..).flatten())
            .map(|(found, join)| {
                let tree = &context.trees[found.sentence];
                let span = tree.word(found.words.start).span.cover(tree.word(found.words.end - 1).span);
                Mention {
                    sentence: found.sentence,
                    words: found.words.clone(),
                    head: found.head,
                    span,
                    kind: found.kind,
                    entity: place[join.entity],
                    rule: join.rule,
                    score: join.score,
                    antecedent: join.antecedent,
                }
            })
            .collect();
        let describe = |&e: &usize| identity::describe(context, &mentions, &self.entities[e]);
        let mut entities: Vec<_> = order.iter().map(describe).collect();
        identity::name_owned(context, &mentions, &mut entities);
        Resolution { entities, mentions }
    }

    /// What a mention tells about its entity.
    fn learn(&mut self, index: usize, entity: usize) {
        let found = &self.found[index];
        let tree = &self.context.trees[found.sentence];
        let class = self.classes[index];
        let entity = &mut self.entities[entity];
        let at = entity.mentions.partition_point(|&m| m < index);
        entity.mentions.insert(at, index);
        let plural = matches!(tree.word(found.head).xpos, Xpos::Nns | Xpos::Nnps);
        let number = if plural { Number::Plural } else { Number::Singular };
        match found.kind {
            MentionKind::Name => {
                if let Some(key) = &self.keys[index] {
                    entity.add_name(key.clone());
                }
                // The most specific class counts.
                let finer = |c: Class, new: Class| new != c && (new.broad() == c || c == Class::Concept);
                let nobody = entity.class == Some(Class::Person) && class == Some(Class::Concept);
                let told = entity.names.len() == 1 && !nobody;
                if told || entity.class.is_none_or(|c| class.is_some_and(|new| finer(c, new))) {
                    entity.class = class.or(entity.class);
                }
                if entity.entry.is_none() {
                    // By the last name alone Hunter Biden is no Joe Biden.
                    let entries = self.context.gazetteer.entries();
                    let other =
                        |name: &str| entity.names.iter().any(|(n, _)| contradict(n, &NameKey::new(name)));
                    let known = found.entry.filter(|&(_, form)| form != Form::Demonym).map(|(e, _)| e);
                    entity.entry = known.filter(|&e| {
                        found.words.len() > 1 || entries[e].class != Class::Person || !other(&entries[e].name)
                    });
                }
                entity.learn_gender(name_gender(self.context, found, class));
                if class == Some(Class::Person) {
                    entity.age = entity.age.or_else(|| age(tree, found.head));
                    let named = appointed(self.context, found);
                    for noun in offices(self.context, found).into_iter().chain(named) {
                        if !entity.nouns.contains(&noun) {
                            entity.nouns.push(noun);
                        }
                    }
                }
                if entity.number == Number::Unknown {
                    let people = plural && class.is_some_and(|c| c.broad() == Class::Person);
                    entity.number = if people { Number::Plural } else { Number::Singular };
                }
            }
            MentionKind::Citation => entity.class = class,
            MentionKind::Adjective => {
                entity.entry = entity.entry.or(found.entry.map(|(e, _)| e));
                entity.class = entity.class.or(class);
            }
            MentionKind::Nominal => {
                let lemma = tree.lemma(found.head).to_lowercase();
                let noun = called(self.context, found.sentence, found.head);
                if !entity.nouns.contains(&noun) {
                    entity.nouns.push(noun);
                }
                entity.class = entity.class.or(class);
                entity.age = entity.age.or_else(|| age(tree, found.head));
                entity.learn_gender(self.context.gazetteer.word_classes(&lemma).gender());
                if entity.number == Number::Unknown {
                    entity.number = number;
                }
            }
            MentionKind::Pronoun => {
                if let Some(pronoun) = self.context.pronoun(found.sentence, found.head) {
                    entity.pronouns.push(pronoun);
                    entity.learn_gender(pronoun.gender());
                }
            }
        }
    }

    fn join(&self, entity: usize, rule: &'static str, score: f32) -> Option<Join> {
        Some(Join { entity, antecedent: self.entities[entity].mentions.last().copied(), rule, score })
    }

    /// Joins a citation to an earlier one of the same work: "Tilley (2009)", "(Tilley, 2009)".
    fn citation(&self, index: usize) -> Option<Join> {
        let words = |f: &Found| NameKey::new(self.context.form(f.sentence, &f.words));
        let key = words(&self.found[index]);
        let same = |&m: &usize| self.found[m].kind == MentionKind::Citation && words(&self.found[m]) == key;
        let entity = self.entities.iter().position(|e| e.mentions.iter().any(&same))?;
        self.join(entity, "same name", 1.0)
    }

    fn adjective(&self, index: usize) -> Option<Join> {
        let (entry, _) = self.found[index].entry?;
        let entity = self.entities.iter().position(|e| e.entry == Some(entry))?;
        self.join(entity, "adjective", 0.95)
    }

    fn nominal(&mut self, index: usize, decide: &mut Decide<'_>) -> Option<Join> {
        let found = &self.found[index];
        let tree = &self.context.trees[found.sentence];
        let class = self.classes[index];
        // "Angela Merkel, the chancellor"; "Kim is the leader".
        let subject = tree.child(found.head, Deprel::Cop).and_then(|_| tree.child(found.head, Deprel::Nsubj));
        let target =
            if tree.word(found.head).deprel == Deprel::Appos { tree.head(found.head) } else { subject };
        // "Dahl, *who* was a minister until 2019"
        let target = target.map(|t| match tree.head(found.head) {
            Some(noun) if tree.word(found.head).deprel == Deprel::AclRelcl && tree.form(t) == "who" => noun,
            _ => t,
        });
        // "bought Acme, *a deal* that …": the name is no deal.
        let target = target.filter(|_| !is_outcome(tree.lemma(found.head)));
        if let Some(&mention) = target.and_then(|t| self.heads.get(&(found.sentence, t))) {
            let entity = self.joins.get(mention)?.as_ref()?.entity;
            let theirs = self.entities[entity].class;
            let person = class == Some(Class::Person) && theirs.is_none_or(|c| c == Class::Person);
            let rule = if subject.is_some() { PREDICATE } else { "apposition" };
            if person || rule == "apposition" && class.is_none() {
                return self.join(entity, rule, 0.85);
            }
        }
        // Whose government it is has been told: it is no other.
        if government::seat(self.context, found).is_some() {
            return None;
        }
        let noun = tree.lemma(found.head);
        if matches!(noun, "country" | "nation")
            && let Some(entity) = homeland::country(&self.known(), found)
        {
            return self.join(entity, "country", 0.8);
        }
        if kinship::is_kin(noun)
            && let Some(entity) = kinship::relative(&self.known(), found)
        {
            return self.join(entity, "kinship", 0.8);
        }
        if let Some(entity) = kinship::other(&self.known(), found) {
            return self.join(entity, "the only one", 0.7);
        }
        if let Some(entity) = affiliation::principal(&self.known(), found, self.sayer(index)) {
            return self.join(entity, "affiliation", 0.75);
        }
        let first = tree.form(found.words.start).to_lowercase();
        let definite = matches!(
            first.as_str(),
            "the" | "this" | "that" | "these" | "those" | "his" | "her" | "its" | "their"
        );
        if !definite || found.words.len() < 2 {
            return None;
        }
        if first == "the" && (is_age(tree, found.head) || self.describes_topic(found)) {
            let topic = self.topic(index)?;
            return self.join(topic, "description", 0.7);
        }
        if let Some(entity) =
            definite::only(self.context, &self.found, &self.entities, &self.recent(index), found)
        {
            return self.join(entity, "the only one", 0.75);
        }
        self.anaphor(index, decide)
    }

    /// What has been read so far.
    fn known(&self) -> Known<'_> {
        Known {
            context: self.context,
            mentions: &self.found,
            entities: &self.entities,
            heads: &self.heads,
            joined: self.joins.iter().map(|j| j.as_ref().map(|j| j.entity)).collect(),
        }
    }

    /// The entities that the last sentences mention and that the mention can mean.
    fn recent(&self, index: usize) -> Vec<usize> {
        let sentence = self.found[index].sentence;
        let sayer = self.sayer(index);
        let before = (0..index).rev();
        let near = before.take_while(|&m| self.found[m].sentence + antecedent::FAR >= sentence);
        let mut recent: Vec<usize> = near.filter_map(|m| self.joins[m].as_ref().map(|j| j.entity)).collect();
        recent.sort_unstable();
        recent.dedup();
        recent.retain(|&entity| Some(entity) != sayer && !self.is_part(index, entity));
        recent
    }

    /// Whether the entity is named inside the phrase: "the United Nations agency" is not all of them.
    fn is_part(&self, index: usize, entity: usize) -> bool {
        let found = &self.found[index];
        let inside = |m: &usize| {
            let other = &self.found[*m];
            other.sentence == found.sentence
                && found.words.start <= other.words.start
                && other.words.end < found.words.end
        };
        let tree = &self.context.trees[found.sentence];
        // "Washington state" is Washington.
        let article = tree.word(found.words.start).upos == Upos::Det;
        article
            && found.kind == MentionKind::Nominal
            && self.entities[entity].mentions.iter().rev().take(4).any(inside)
    }

    fn anaphor(&mut self, index: usize, decide: &mut Decide<'_>) -> Option<Join> {
        let found = &self.found[index];
        if let Some(body) = self.reporter(index) {
            return self.join(body, PRONOUN, 0.9);
        }
        let recent = self.recent(index);
        let choices = antecedent::choices(self.context, &self.found, &self.entities, &recent, found);
        let (entity, score) = decide(&choices, found, &|e| {
            self.entities[e].mentions.iter().map(|&m| self.found[m].clone()).collect()
        });
        if entity.is_none()
            && let Some(body) = self.goes_on(index)
        {
            return self.join(body, PRONOUN, 0.7);
        }
        if found.kind == MentionKind::Pronoun {
            // A chain of pronouns is as sure as its weakest link.
            let last = self.entities[entity?].mentions.last().copied();
            let link = last.filter(|&m| self.found[m].kind == MentionKind::Pronoun);
            let before = link.and_then(|m| self.joins[m].as_ref()).map_or(1.0, |join| join.score);
            return self.join(entity?, PRONOUN, score.min(before));
        }
        let person = self.classes[index] == Some(Class::Person);
        self.join(entity.filter(|_| person || score >= SURE)?, "definite noun phrase", score)
    }
}
