//! The unit of everything: one fact as one sentence states it.
//!
//! The field order is the key order of the JSON Lines output.

pub mod build;
pub mod period;
mod span;
pub mod support;

use serde::{Deserialize, Serialize};

/// One statement of one sentence. All spans are `[start, end)` in code points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Content-derived identifier, unique in a corpus.
    pub id: String,
    /// Id of the document.
    pub document: String,
    /// Number of the sentence in its document, from 0.
    pub sentence: u32,
    /// The sentence.
    pub text: String,
    /// Where the sentence stands.
    pub span: [u32; 2],
    /// Who or what it is about.
    pub subject: Node,
    /// What links subject and object.
    pub relation: Relation,
    /// The other end.
    pub object: Option<Node>,
    /// Every further argument.
    pub args: Vec<Arg>,
    /// Stated or denied.
    pub polarity: Polarity,
    /// Whether it is so, or only may be, will be, should be.
    pub modality: Modality,
    /// Whom the text makes responsible for it.
    pub attribution: Option<Attribution>,
    /// Probability that a reader would call it right.
    pub confidence: f64,
    /// Name of the rule that found it.
    pub extractor: String,
}

impl Statement {
    /// The day, month or year that stands for the object: "resigned on *Monday*".
    pub fn time_of_object(&self) -> Option<&str> {
        match &self.object {
            Some(Node::Literal { literal, datatype: Some(datatype), .. })
                if matches!(datatype.as_str(), "date" | "gYearMonth" | "gYear") =>
            {
                Some(literal)
            }
            _ => None,
        }
    }

    /// Whether both ends are one entity.
    pub fn is_reflexive(&self) -> bool {
        matches!((&self.subject, &self.object), (Node::Entity { id: a, .. }, Some(Node::Entity { id: b, .. })) if a == b)
    }
}

/// One end of a statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Node {
    /// A node of the graph.
    Entity {
        /// Content-derived identifier: the local part of its IRI.
        id: String,
        /// Canonical name.
        name: String,
        /// Class of the ontology, by its local name: `Person`.
        #[serde(rename = "type")]
        kind: String,
        /// The words as they stand.
        mention: String,
        /// Where they stand.
        span: [u32; 2],
    },
    /// A value, or words that name no entity.
    Literal {
        /// The words or the normalised value.
        literal: String,
        /// Whether the words stand in quotation marks.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        quoted: bool,
        /// XSD datatype by its local name: `gYear`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        datatype: Option<String>,
        /// The words as they stand, where the literal is their value.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// Where the words stand.
        span: [u32; 2],
    },
    /// What somebody said: another statement.
    Statement {
        /// Its id.
        statement: String,
        /// Its words.
        text: String,
        /// Where they stand.
        span: [u32; 2],
    },
}

impl Node {
    /// Where its words stand.
    pub fn span(&self) -> [u32; 2] {
        match self {
            Node::Entity { span, .. } | Node::Literal { span, .. } | Node::Statement { span, .. } => *span,
        }
    }

    /// The words of an entity's mention, as what they tell of another.
    pub fn as_words(&self) -> Option<Node> {
        let Node::Entity { mention, span, .. } = self else { return None };
        Some(Node::Literal {
            literal: mention.split_whitespace().collect::<Vec<_>>().join(" "),
            quoted: false,
            datatype: None,
            text: None,
            span: *span,
        })
    }
}

/// What links the two ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// The words as they stand.
    pub phrase: String,
    /// Head verb lemma with particle or preposition, or the noun: `leader of`.
    pub lemma: String,
    /// IRI of the ontology property that fits.
    pub property: Option<String>,
    /// Where the head of the phrase stands.
    pub span: [u32; 2],
}

/// A further argument.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Arg {
    /// What it tells.
    pub role: Role,
    /// The words as they stand.
    pub text: String,
    /// Where they stand.
    pub span: [u32; 2],
    /// Id of the entity it names.
    pub entity: Option<String>,
    /// Canonical name of that entity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// ISO 8601 value of a time, or the number of a quantity; a range as `30/40`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// How the text bounds a number: `about`, `at least`, `at most`, `more than`, `less than`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<String>,
    /// What a number measures: `percent`, `kilometre`, `USD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Whether the fact came before or after what the argument tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<Order>,
    /// How long before or after, as an ISO 8601 duration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance: Option<String>,
    /// Id of the statement that the argument makes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
}

/// Which of two facts came first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// The fact came before the other.
    Before,
    /// The fact came after the other.
    After,
}

/// What a further argument tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the names say it
pub enum Role {
    Time,
    Place,
    Frequency,
    Manner,
    Cause,
    Purpose,
    Instrument,
    Topic,
    Recipient,
    Source,
    Condition,
    Quantity,
    Other,
}

/// Stated or denied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// Stated.
    #[default]
    Positive,
    /// Denied.
    Negative,
}

/// How the sentence holds the fact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// It is or was so.
    #[default]
    Actual,
    /// It may be so.
    Possible,
    /// It will be so.
    Future,
    /// It must or should be so.
    Necessary,
    /// It is so if something else is.
    Conditional,
    /// Somebody means it to be so.
    Intended,
    /// Somebody asks whether it is so, or asks for it.
    Asked,
}

/// Whoever the text says said it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// Entity id of the source.
    pub id: String,
    /// Its canonical name.
    pub name: String,
    /// Where the source is mentioned.
    pub span: [u32; 2],
    /// The reporting word: "said", "according to".
    pub cue: String,
    /// Where it stands.
    pub cue_span: [u32; 2],
    /// The next source of a chain: A said that B had said it.
    pub via: Option<Box<Attribution>>,
}
