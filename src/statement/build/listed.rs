//! The resolved entities, as lists and the graph carry them.

use crate::document::Document;
use crate::entity::{Entity, Join};
use crate::resolve::{Mention, MentionKind, Resolution, ResolvedEntity};
use crate::text::CodePoints;
use sha2::{Digest, Sha256};

/// The entities that names, pronouns and noun phrases stand for, with all their mentions.
pub fn resolved_entities(document: &Document, resolution: &Resolution, points: &CodePoints) -> Vec<Entity> {
    let join = |m: &Mention| Join {
        text: m.span.of(&document.text).to_owned(),
        span: points.span(m.span),
        rule: m.rule.to_owned(),
        score: m.score,
        noun: m.kind > MentionKind::Pronoun,
    };
    let entity = |e: &ResolvedEntity| {
        let first = e.mentions.first().map_or(0, |&m| resolution.mentions[m].span.start);
        Entity {
            id: if e.named { e.id.clone() } else { local_id(&document.id, &format!("{first} {}", e.name)) },
            name: e.name.clone(),
            kind: e.class.as_str().to_owned(),
            alt_names: e.names.iter().filter(|n| **n != e.name).cloned().collect(),
            same_as: e.wikidata.as_ref().map(|item| format!("http://www.wikidata.org/entity/{item}")),
            own_iri: e.iri.clone(),
            wiki: e.wiki.clone(),
            unnamed: !e.named,
            mentions: e.mentions.iter().map(|&m| points.span(resolution.mentions[m].span)).collect(),
            joins: e.mentions.iter().map(|&m| join(&resolution.mentions[m])).collect(),
        }
    };
    resolution.entities.iter().map(entity).collect()
}

/// An identifier for what has no name: it means something in its document alone.
pub(super) fn local_id(document: &str, name: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(document);
    hash.update([0]);
    hash.update(name.to_lowercase());
    hash.finalize().iter().take(6).map(|b| format!("{b:02x}")).collect()
}
