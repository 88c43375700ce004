//! What a document yields once a person has corrected who is who.
//!
//! Corrections change records, no text is read again: whatever names the entity that goes names
//! the one that stays. Where the two ends of a statement become one entity it says what that
//! entity is or nothing; where they are parted, it is told again.

use super::correction::{Correction, Corrections};
use crate::entity::{Entity, Extraction, Join};
use crate::gazetteer::Class;
use crate::resolve::{FIRST, entity_id, tidy};
use crate::statement::{Attribution, Node, Statement};

const MERGED: &str = "corrected: merged";
const SPLIT: &str = "corrected: split";

impl Corrections {
    /// Corrects what was extracted of a document.
    pub fn apply(&self, extraction: &mut Extraction) {
        for correction in &self.list {
            match correction {
                Correction::Merge { id, name, class } => merge(extraction, id, name, *class),
                Correction::Split { document, span, name, class } if *document == extraction.document.id => {
                    split(extraction, *span, name, *class);
                }
                Correction::Split { .. } => {}
            }
        }
    }
}

/// The entity with this id becomes the one of this name and class.
fn merge(extraction: &mut Extraction, id: &str, name: &str, class: Class) {
    let entities = &mut extraction.entities;
    let Some(from) = entities.iter().position(|e| e.id == id && e.id != entity_id(name, class)) else {
        return;
    };
    let gone = entities.remove(from);
    let kept = target(entities, from, name, class);
    let names = std::iter::once(&gone.name).chain(&gone.alt_names).filter(|_| !gone.unnamed);
    names.for_each(|name| add_name(kept, name.clone()));
    for (place, &span) in gone.mentions.iter().enumerate() {
        let mut join = gone.joins.get(place).cloned().unwrap_or_else(|| unrecorded(&gone, span));
        if join.rule == FIRST {
            MERGED.clone_into(&mut join.rule);
        }
        add_mention(kept, join);
    }
    let kept = kept.clone();
    rename(extraction, &kept, |named, _| named == id);
}

/// The mention at `span` becomes one of the entity of this name and class.
fn split(extraction: &mut Extraction, span: [u32; 2], name: &str, class: Class) {
    let id = entity_id(name, class);
    let entities = &mut extraction.entities;
    let Some((at, place)) = mention(entities, span).filter(|&(at, _)| entities[at].id != id) else { return };
    let from = &mut entities[at];
    let (of, mentions) = (from.id.clone(), from.mentions.clone());
    from.mentions.remove(place);
    let join = match from.joins.get(place) {
        Some(_) => from.joins.remove(place),
        None => unrecorded(from, span),
    };
    let called = tidy(&join.text);
    let is_name = !from.unnamed && (from.name == called || from.alt_names.contains(&called));
    if from.joins.iter().all(|other| tidy(&other.text) != called) {
        from.alt_names.retain(|other| *other != called);
    }
    if from.mentions.is_empty() {
        entities.remove(at);
    }
    let last = entities.len();
    let kept = target(entities, last, name, class);
    if is_name {
        add_name(kept, called);
    }
    add_mention(kept, Join { span, rule: SPLIT.to_owned(), score: 1.0, ..join });
    let kept = kept.clone();
    rename(extraction, &kept, |named, place| named == of && meant(&mentions, place) == Some(span));
}

/// The entity that has a mention at `span`, and which of its mentions it is.
fn mention(entities: &[Entity], span: [u32; 2]) -> Option<(usize, usize)> {
    let places = entities.iter().map(|e| e.mentions.iter().position(|m| *m == span));
    places.enumerate().find_map(|(entity, place)| Some((entity, place?)))
}

/// The mention that the words at `place` stand for: the first that lies in them, since what heads
/// a phrase stands before what is told of it, or else the next, which tells who "the head of the
/// bank" is.
fn meant(mentions: &[[u32; 2]], place: [u32; 2]) -> Option<[u32; 2]> {
    mentions.iter().find(|m| m[1] > place[0]).or(mentions.last()).copied()
}

/// The entity of this name and class, put at `place` if there is none.
fn target<'e>(entities: &'e mut Vec<Entity>, place: usize, name: &str, class: Class) -> &'e mut Entity {
    let id = entity_id(name, class);
    let at = entities.iter().position(|e| e.id == id).unwrap_or_else(|| {
        let kind = class.as_str().to_owned();
        entities.insert(place, Entity { id, name: name.to_owned(), kind, ..Entity::default() });
        place
    });
    &mut entities[at]
}

/// Why a mention stands for what only statements name: no rule joined it to others.
fn unrecorded(entity: &Entity, span: [u32; 2]) -> Join {
    Join { text: entity.name.clone(), span, rule: FIRST.to_owned(), score: 1.0, noun: true }
}

fn add_name(entity: &mut Entity, name: String) {
    if name != entity.name && !entity.alt_names.contains(&name) {
        entity.alt_names.push(name);
    }
}

/// Adds a mention in its place; joins stay in the order of the mentions.
fn add_mention(entity: &mut Entity, join: Join) {
    let at = entity.mentions.partition_point(|&span| span < join.span);
    entity.mentions.insert(at, join.span);
    entity.joins.insert(at.min(entity.joins.len()), join);
}

/// Lets statements name `kept` wherever `is_it` says so of an entity's id and the place of the
/// words, then sees to the statements whose two ends this has made one, or two.
fn rename(extraction: &mut Extraction, kept: &Entity, is_it: impl Fn(&str, [u32; 2]) -> bool) {
    let Extraction { statements, reflexive, .. } = extraction;
    for statement in statements.iter_mut().chain(&mut *reflexive) {
        each_name(statement, &mut |id, name, kind, place| {
            if is_it(id, place) {
                id.clone_from(&kept.id);
                name.clone_from(&kept.name);
                kind.into_iter().for_each(|kind| kind.clone_from(&kept.kind));
            }
        });
    }
    let (parted, same) = std::mem::take(reflexive).into_iter().partition(|s| !s.is_reflexive());
    *reflexive = same;
    *statements = std::mem::take(statements)
        .into_iter()
        .filter_map(|statement| {
            if !statement.is_reflexive() {
                return Some(statement);
            }
            let described = described(&statement, kept);
            reflexive.push(statement);
            described
        })
        .collect();
    for statement in parted {
        match statements.iter_mut().find(|s| s.id == statement.id) {
            Some(described) => *described = statement,
            None => {
                let at = statements.partition_point(|s| s.sentence <= statement.sentence);
                statements.insert(at, statement);
            }
        }
    }
}

/// What is said of `entity` by a statement whose two ends it is: the words of the end that a common
/// noun heads. Two names of one entity tell nothing.
fn described(statement: &Statement, entity: &Entity) -> Option<Statement> {
    let object = statement.object.as_ref()?;
    let noun = |node: &Node| {
        let Node::Entity { span, .. } = node else { return false };
        let mention = meant(&entity.mentions, *span);
        entity.joins.iter().any(|join| Some(join.span) == mention && join.noun)
    };
    let (subject, words) = match statement.extractor.as_str() {
        _ if noun(object) => (&statement.subject, object.as_words()?),
        "apposition" if noun(&statement.subject) => (object, statement.subject.as_words()?),
        _ => return None,
    };
    let mut described = Statement { subject: subject.clone(), object: Some(words), ..statement.clone() };
    // What the property tells of two it need not tell of one.
    described.relation.property = None;
    Some(described)
}

/// Calls `change` with every id, name and class of an entity, and the place of the words.
fn each_name(
    statement: &mut Statement,
    change: &mut impl FnMut(&mut String, &mut String, Option<&mut String>, [u32; 2]),
) {
    for node in std::iter::once(&mut statement.subject).chain(&mut statement.object) {
        if let Node::Entity { id, name, kind, span, .. } = node {
            change(id, name, Some(kind), *span);
        }
    }
    for arg in &mut statement.args {
        if let (Some(id), Some(name)) = (&mut arg.entity, &mut arg.name) {
            change(id, name, None, arg.span);
        }
    }
    let mut source = statement.attribution.as_mut();
    while let Some(Attribution { id, name, span, via, .. }) = source {
        change(id, name, None, *span);
        source = via.as_deref_mut();
    }
}
