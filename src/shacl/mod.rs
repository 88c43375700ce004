//! Validation of a graph against shapes: the part of [SHACL](https://www.w3.org/TR/shacl/)
//! that our shapes use.
//!
//! The shapes of relations are made from the ontology ([`Ontology::shapes`](crate::ontology::Ontology::shapes)),
//! those of statements, facts and documents stand in `ontology/shapes.ttl`. Both are Turtle
//! that any SHACL validator reads; what another one finds in the exported graph is what
//! [`validate`] finds.

mod read;
mod validate;

use oxigraph::model::{NamedNode, Term};
use std::collections::BTreeMap;
use std::fmt;

pub use validate::{Violation, validate};

/// Shapes, and the classes that they name with those above them.
#[derive(Clone, Debug, Default)]
pub struct Shapes {
    shapes: Vec<Shape>,
    /// The direct superclasses of each class.
    broader: BTreeMap<NamedNode, Vec<NamedNode>>,
}

/// A node shape: what must hold for its targets.
#[derive(Clone, Debug)]
struct Shape {
    name: NamedNode,
    targets: Vec<Target>,
    /// What the target itself must be.
    own: Vec<Constraint>,
    properties: Vec<PropertyShape>,
}

/// Which nodes a shape speaks of.
#[derive(Clone, Debug)]
enum Target {
    /// Those of a class, or of one below it.
    Class(NamedNode),
    /// Those that have a property.
    SubjectsOf(NamedNode),
}

/// What must hold for the values of a property.
#[derive(Clone, Debug)]
struct PropertyShape {
    path: NamedNode,
    constraints: Vec<Constraint>,
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// `sh:class`: of this class, or of one below it.
    Class(NamedNode),
    /// `sh:datatype`: a literal of this datatype, written as the datatype asks.
    Datatype(NamedNode),
    /// `sh:nodeKind`, IRI or literal.
    Kind(Kind),
    /// `sh:minCount`.
    AtLeast(usize),
    /// `sh:maxCount`.
    AtMost(usize),
    /// `sh:in`: one of these.
    In(Vec<Term>),
    /// `sh:or`: any one of these.
    Or(Vec<Constraint>),
}

/// What kind of term something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `sh:IRI`.
    Iri,
    /// `sh:Literal`.
    Literal,
}

impl Constraint {
    /// The local name of its [constraint component](https://www.w3.org/TR/shacl/#core-components).
    pub fn component(&self) -> &'static str {
        match self {
            Constraint::Class(_) => "ClassConstraintComponent",
            Constraint::Datatype(_) => "DatatypeConstraintComponent",
            Constraint::Kind(_) => "NodeKindConstraintComponent",
            Constraint::AtLeast(_) => "MinCountConstraintComponent",
            Constraint::AtMost(_) => "MaxCountConstraintComponent",
            Constraint::In(_) => "InConstraintComponent",
            Constraint::Or(_) => "OrConstraintComponent",
        }
    }
}

/// What it asks for, as in "must be …".
impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let local = |iri: &NamedNode| iri.as_str().rsplit(['#', '/']).next().unwrap_or_default().to_owned();
        let list = |parts: Vec<String>| parts.join(" or ");
        match self {
            Constraint::Class(class) => write!(f, "of type {}", local(class)),
            Constraint::Datatype(datatype) => write!(f, "a valid {}", local(datatype)),
            Constraint::Kind(Kind::Iri) => f.write_str("a node"),
            Constraint::Kind(Kind::Literal) => f.write_str("a literal"),
            Constraint::AtLeast(count) => write!(f, "there {count} times or more"),
            Constraint::AtMost(count) => write!(f, "there {count} times or fewer"),
            Constraint::In(terms) => f.write_str(&list(terms.iter().map(Term::to_string).collect())),
            Constraint::Or(parts) => f.write_str(&list(parts.iter().map(Constraint::to_string).collect())),
        }
    }
}

/// Why shapes cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ShapeError {
    /// Not Turtle.
    #[error("the shapes are no Turtle: {0}")]
    Syntax(#[from] oxigraph::io::RdfSyntaxError),
    /// SHACL that is not handled here.
    #[error(
        "{subject}: {what} is not supported; use sh:class, sh:datatype, sh:nodeKind, sh:minCount, sh:maxCount, sh:in or sh:or of these"
    )]
    Unsupported {
        /// The shape.
        subject: String,
        /// The predicate or value.
        what: String,
    },
}

#[cfg(test)]
mod tests;
