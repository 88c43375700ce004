//! What one document yields: its entities and its statements.

use crate::statement::Statement;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is kept about a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentMeta {
    /// Identifier, unique in a corpus.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Publication date, ISO 8601.
    pub date: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Hash of the content: the same hash is the same document.
    pub hash: String,
}

/// Somebody or something that a document speaks of.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Content-derived identifier: the local part of its IRI.
    pub id: String,
    /// Canonical name.
    pub name: String,
    /// Class of the ontology, by its local name.
    #[serde(rename = "type")]
    pub kind: String,
    /// Every other name seen.
    #[serde(default)]
    pub alt_names: Vec<String>,
    /// IRI of the same entity elsewhere, such as Wikidata.
    #[serde(default)]
    pub same_as: Option<String>,
    /// The user's own IRI for it, from a table of aliases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_iri: Option<String>,
    /// Title of its article in the English Wikipedia.
    #[serde(default)]
    pub wiki: Option<String>,
    /// Whether common nouns alone stand for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unnamed: bool,
    /// Where it is mentioned, in code points.
    #[serde(default)]
    pub mentions: Vec<[u32; 2]>,
    /// Why each mention stands for it, in the order of the mentions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joins: Vec<Join>,
}

/// Why a mention stands for its entity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Join {
    /// The words of the mention.
    pub text: String,
    /// Where it stands, in code points.
    pub span: [u32; 2],
    /// The rule that joined it; [`FIRST`](crate::resolve::FIRST) for the mention that founded the entity.
    pub rule: String,
    /// How sure the rule is.
    pub score: f32,
    /// Whether the mention is headed by a common noun, neither a name nor a pronoun.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub noun: bool,
}

/// Everything extracted from one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Extraction {
    /// The document.
    pub document: DocumentMeta,
    /// How many sentences it has.
    pub sentences: u32,
    /// What they state.
    pub statements: Vec<Statement>,
    /// Those whose two ends are one entity, as they would be told of two: a correction may part them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reflexive: Vec<Statement>,
    /// Whom and what they name.
    pub entities: Vec<Entity>,
    /// By the id of a statement, what speaks most for and against it, with the weight.
    #[serde(default)]
    pub features: BTreeMap<String, Vec<(String, f32)>>,
}
