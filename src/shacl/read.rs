//! Shapes from Turtle.

use super::{Constraint, Kind, PropertyShape, Shape, ShapeError, Shapes, Target};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{Graph, NamedNode, NamedOrBlankNodeRef, Term, TermRef, Triple};

const SH: &str = "http://www.w3.org/ns/shacl#";

impl Shapes {
    /// Reads shapes, and the hierarchy of classes that stands beside them.
    ///
    /// # Errors
    /// What is no Turtle, or asks for more of SHACL than is handled.
    pub fn from_turtle(turtle: &str) -> Result<Self, ShapeError> {
        let mut graph = Graph::new();
        for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle.as_bytes()) {
            graph.insert(&Triple::from(quad?));
        }
        let mut shapes = Shapes::default();
        let mut named: Vec<NamedNode> =
            graph.subjects_for_predicate_object(rdf::TYPE, &sh("NodeShape")).filter_map(iri).collect();
        named.sort();
        for name in named {
            shapes.shapes.push(shape(&graph, name)?);
        }
        for triple in graph.triples_for_predicate(rdfs::SUB_CLASS_OF) {
            if let (Some(class), TermRef::NamedNode(above)) = (iri(triple.subject), triple.object) {
                shapes.broader.entry(class).or_default().push(above.into());
            }
        }
        Ok(shapes)
    }
}

fn sh(local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{SH}{local}"))
}

fn iri(subject: NamedOrBlankNodeRef<'_>) -> Option<NamedNode> {
    match subject {
        NamedOrBlankNodeRef::NamedNode(node) => Some(node.into()),
        NamedOrBlankNodeRef::BlankNode(_) => None,
    }
}

/// What stands in SHACL's namespace about a subject, in a fixed order.
fn described<'g>(graph: &'g Graph, subject: NamedOrBlankNodeRef<'g>) -> Vec<(String, TermRef<'g>)> {
    let mut said: Vec<(String, TermRef)> = graph
        .triples_for_subject(subject)
        .filter_map(|t| Some((t.predicate.as_str().strip_prefix(SH)?.to_owned(), t.object)))
        .collect();
    said.sort_by_cached_key(|(predicate, object)| (predicate.clone(), object.to_string()));
    said
}

fn shape(graph: &Graph, name: NamedNode) -> Result<Shape, ShapeError> {
    let mut shape =
        Shape { name: name.clone(), targets: Vec::new(), own: Vec::new(), properties: Vec::new() };
    for (predicate, object) in described(graph, name.as_ref().into()) {
        match (predicate.as_str(), object) {
            ("targetClass", TermRef::NamedNode(class)) => shape.targets.push(Target::Class(class.into())),
            ("targetSubjectsOf", TermRef::NamedNode(property)) => {
                shape.targets.push(Target::SubjectsOf(property.into()));
            }
            ("property", object) => shape.properties.push(property(graph, &name, object)?),
            (predicate, object) => shape.own.push(constraint(graph, &name, predicate, object)?),
        }
    }
    // The order of blank nodes says nothing.
    shape.properties.sort_by_cached_key(|p| (p.path.clone(), format!("{:?}", p.constraints)));
    Ok(shape)
}

fn property(graph: &Graph, shape: &NamedNode, node: TermRef<'_>) -> Result<PropertyShape, ShapeError> {
    let TermRef::BlankNode(node) = node else { return Err(unsupported(shape, node)) };
    let (mut path, mut constraints) = (None, Vec::new());
    for (predicate, object) in described(graph, node.into()) {
        match (predicate.as_str(), object) {
            ("path", TermRef::NamedNode(property)) => path = Some(property.into()),
            (predicate, object) => constraints.push(constraint(graph, shape, predicate, object)?),
        }
    }
    let path = path.ok_or_else(|| unsupported(shape, "sh:property without an IRI as its sh:path"))?;
    Ok(PropertyShape { path, constraints })
}

fn constraint(
    graph: &Graph,
    shape: &NamedNode,
    predicate: &str,
    object: TermRef<'_>,
) -> Result<Constraint, ShapeError> {
    let refused = || unsupported(shape, format!("sh:{predicate} {object}"));
    Ok(match (predicate, object) {
        ("class", TermRef::NamedNode(class)) => Constraint::Class(class.into()),
        ("datatype", TermRef::NamedNode(datatype)) => Constraint::Datatype(datatype.into()),
        ("nodeKind", TermRef::NamedNode(kind)) => Constraint::Kind(match kind.as_str().strip_prefix(SH) {
            Some("IRI") => Kind::Iri,
            Some("Literal") => Kind::Literal,
            _ => return Err(refused()),
        }),
        ("minCount" | "maxCount", TermRef::Literal(number)) => {
            let count = number.value().parse().map_err(|_| refused())?;
            if predicate == "minCount" { Constraint::AtLeast(count) } else { Constraint::AtMost(count) }
        }
        ("in", list) => Constraint::In(items(graph, list).into_iter().map(Term::from).collect()),
        ("or", list) => {
            let mut parts = Vec::new();
            for item in items(graph, list) {
                let TermRef::BlankNode(node) = item else { return Err(refused()) };
                // A part with several conditions would be a conjunction.
                let [(predicate, object)] =
                    described(graph, node.into()).try_into().map_err(|_| refused())?;
                parts.push(constraint(graph, shape, &predicate, object)?);
            }
            Constraint::Or(parts)
        }
        _ => return Err(refused()),
    })
}

/// The members of an RDF list.
fn items<'g>(graph: &'g Graph, list: TermRef<'g>) -> Vec<TermRef<'g>> {
    let mut items = Vec::new();
    let mut rest = list;
    while let TermRef::BlankNode(cell) = rest
        && let Some(first) = graph.object_for_subject_predicate(cell, rdf::FIRST)
        // A list of a circle would have no end.
        && items.len() < graph.len()
    {
        items.push(first);
        rest = graph.object_for_subject_predicate(cell, rdf::REST).unwrap_or(rdf::NIL.into());
    }
    items
}

fn unsupported(shape: &NamedNode, what: impl ToString) -> ShapeError {
    ShapeError::Unsupported { subject: shape.to_string(), what: what.to_string() }
}
