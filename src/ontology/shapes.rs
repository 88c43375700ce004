//! [SHACL](https://www.w3.org/TR/shacl/) shapes from the domains and ranges of the ontology.

use std::fmt::Write as _;

use super::{Ontology, Property};

/// Shapes of what is no relation: statements, facts, documents, entities.
const RECORDS: &str = include_str!("../../ontology/shapes.ttl");

impl Ontology {
    /// The shapes of the graph in Turtle: those of `ontology/shapes.ttl`, one a property, and
    /// the hierarchy of classes, which `sh:class` follows.
    ///
    /// The subjects of a property are of its domain. Its objects are of its range, or words or
    /// a value where things of a class within the range may be written so.
    pub fn shapes(&self) -> String {
        let mut out = String::from(RECORDS);
        // Writing into a string cannot fail.
        for class in &self.classes {
            for parent in class.parents.iter().filter_map(|&i| self.classes.get(i)) {
                let _ = writeln!(out, "<{}> rdfs:subClassOf <{}> .", class.iri, parent.iri);
            }
        }
        for property in &self.properties {
            let class = |index: Option<usize>| index.and_then(|i| self.classes.get(i));
            let _ = write!(out, "\n<{0}Shape> a sh:NodeShape ;\n    sh:targetSubjectsOf <{0}>", property.iri);
            if let Some(domain) = class(property.domain) {
                let _ = write!(out, " ;\n    sh:class <{}>", domain.iri);
            }
            let _ = write!(out, " ;\n    sh:property [ sh:path <{}>", property.iri);
            if property.functional {
                let _ = write!(out, " ; sh:maxCount 1");
            }
            match class(property.range) {
                Some(range) if self.may_be_literal(property) => {
                    let _ =
                        write!(out, " ; sh:or ( [ sh:class <{}> ] [ sh:nodeKind sh:Literal ] )", range.iri);
                }
                Some(range) => {
                    let _ = write!(out, " ; sh:class <{}>", range.iri);
                }
                None => {}
            }
            out.push_str(" ] .\n");
        }
        out
    }

    /// Whether some class of literals is the range, below it or above it.
    fn may_be_literal(&self, property: &Property) -> bool {
        let Some(range) = property.range else { return true };
        (0..self.classes.len()).any(|c| {
            self.classes.get(c).is_some_and(|class| class.literal)
                && (self.below(c, range) || self.below(range, c))
        })
    }
}
