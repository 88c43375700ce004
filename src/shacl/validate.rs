//! A graph against shapes.

use super::{Constraint, Kind, Shapes, Target};
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{Graph, Literal, NamedNode, NamedOrBlankNode, Quad, Term, TermRef, Triple};
use oxsdatatypes::{Date, Decimal, Integer};
use std::collections::BTreeSet;
use std::str::FromStr;

/// One condition that a node does not meet: a
/// [validation result](https://www.w3.org/TR/shacl/#results-validation-result).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The node shape.
    pub shape: NamedNode,
    /// The property whose subjects the shape speaks of, where it speaks of those.
    pub about: Option<NamedNode>,
    /// The node.
    pub focus: NamedOrBlankNode,
    /// The property whose values are wrong; none where the node itself is.
    pub path: Option<NamedNode>,
    /// The wrong value; none where their number is wrong.
    pub value: Option<Term>,
    /// What was asked for.
    pub constraint: Constraint,
}

/// What the quads, whatever their graph, do not hold of what the shapes ask; sorted by
/// shape, node, property and value.
pub fn validate(shapes: &Shapes, quads: impl IntoIterator<Item = Quad>) -> Vec<Violation> {
    let asked = shapes.predicates();
    let mut data = Graph::new();
    for quad in quads.into_iter().filter(|q| asked.contains(&q.predicate)) {
        data.insert(&Triple::from(quad));
    }
    let mut violations = Vec::new();
    for shape in &shapes.shapes {
        let mut found = Vec::new();
        for target in &shape.targets {
            let about = match target {
                Target::SubjectsOf(property) => Some(property.clone()),
                Target::Class(_) => None,
            };
            for focus in shapes.targets(target, &data) {
                found.push((about.clone(), focus));
            }
        }
        found.sort_by_cached_key(|(_, focus)| focus.to_string());
        // Two targets may meet in one node.
        found.dedup_by(|a, b| a.1 == b.1);
        for (about, focus) in found {
            let mut fails = |path: Option<&NamedNode>, value, constraint: &Constraint| {
                violations.push(Violation {
                    shape: shape.name.clone(),
                    about: about.clone(),
                    focus: focus.clone(),
                    path: path.cloned(),
                    value,
                    constraint: constraint.clone(),
                });
            };
            let own = Term::from(focus.clone());
            for constraint in shape.own.iter().filter(|c| !shapes.admits(c, &own, &data)) {
                fails(None, Some(own.clone()), constraint);
            }
            for property in &shape.properties {
                let mut values: Vec<Term> =
                    data.objects_for_subject_predicate(&focus, &property.path).map(Term::from).collect();
                values.sort_by_cached_key(Term::to_string);
                for constraint in &property.constraints {
                    let path = Some(&property.path);
                    match constraint {
                        Constraint::AtLeast(count) if values.len() < *count => fails(path, None, constraint),
                        Constraint::AtMost(count) if values.len() > *count => fails(path, None, constraint),
                        _ => values
                            .iter()
                            .filter(|value| !shapes.admits(constraint, value, &data))
                            .for_each(|value| fails(path, Some(value.clone()), constraint)),
                    }
                }
            }
        }
    }
    violations
}

impl Shapes {
    /// The properties that the shapes speak of.
    fn predicates(&self) -> BTreeSet<NamedNode> {
        let paths = self.shapes.iter().flat_map(|s| &s.properties).map(|p| p.path.clone());
        let targets = self.shapes.iter().flat_map(|s| &s.targets).filter_map(|target| match target {
            Target::SubjectsOf(property) => Some(property.clone()),
            Target::Class(_) => None,
        });
        paths.chain(targets).chain([rdf::TYPE.into_owned()]).collect()
    }

    fn targets(&self, target: &Target, data: &Graph) -> Vec<NamedOrBlankNode> {
        match target {
            Target::SubjectsOf(property) => {
                data.triples_for_predicate(property).map(|t| t.subject.into_owned()).collect()
            }
            Target::Class(class) => data
                .triples_for_predicate(rdf::TYPE)
                .filter(|t| self.is_below(t.object, class))
                .map(|t| t.subject.into_owned())
                .collect(),
        }
    }

    /// Whether the class is the other, or below it.
    fn is_below(&self, class: TermRef<'_>, other: &NamedNode) -> bool {
        let TermRef::NamedNode(class) = class else { return false };
        let (mut open, mut seen) = (vec![class], BTreeSet::new());
        while let Some(next) = open.pop() {
            if next == other.as_ref() {
                return true;
            }
            if seen.insert(next) {
                open.extend(
                    self.broader.get(&next.into_owned()).into_iter().flatten().map(NamedNode::as_ref),
                );
            }
        }
        false
    }

    /// Whether the value meets the condition; one on the number of values is not its affair.
    fn admits(&self, constraint: &Constraint, value: &Term, data: &Graph) -> bool {
        match constraint {
            Constraint::Class(class) => {
                let node = match value {
                    Term::NamedNode(node) => NamedOrBlankNode::from(node.clone()),
                    Term::BlankNode(node) => node.clone().into(),
                    _ => return false,
                };
                data.objects_for_subject_predicate(&node, rdf::TYPE).any(|kind| self.is_below(kind, class))
            }
            Constraint::Datatype(datatype) => {
                matches!(value, Term::Literal(l) if l.datatype() == datatype.as_ref() && well_formed(l))
            }
            Constraint::Kind(Kind::Iri) => matches!(value, Term::NamedNode(_)),
            Constraint::Kind(Kind::Literal) => matches!(value, Term::Literal(_)),
            Constraint::In(terms) => terms.contains(value),
            Constraint::Or(parts) => parts.iter().any(|part| self.admits(part, value, data)),
            Constraint::AtLeast(_) | Constraint::AtMost(_) => true,
        }
    }
}

/// Whether the literal is written as its datatype asks.
fn well_formed(literal: &Literal) -> bool {
    let text = literal.value();
    match literal.datatype() {
        xsd::DECIMAL => Decimal::from_str(text).is_ok(),
        xsd::INTEGER => Integer::from_str(text).is_ok(),
        xsd::DATE => Date::from_str(text).is_ok(),
        _ => true,
    }
}
