//! SHACL shapes from the domains and ranges of the ontology (W3C SHACL, 2017).

use std::fmt::Write as _;

use super::Ontology;

impl Ontology {
    /// A Turtle document with one node shape a property: its subjects are of the domain,
    /// its objects of the range. Validators need the ontology beside the data, since
    /// `sh:class` follows `rdfs:subClassOf`.
    pub fn shapes(&self) -> String {
        let mut out = String::from("@prefix sh: <http://www.w3.org/ns/shacl#> .\n");
        for property in &self.properties {
            let class = |index: Option<usize>| index.and_then(|i| self.classes.get(i));
            let (domain, range) = (class(property.domain), class(property.range));
            if domain.is_none() && range.is_none() {
                continue;
            }
            // Writing into a string cannot fail.
            let _ = write!(out, "\n<{0}Shape> a sh:NodeShape ;\n    sh:targetSubjectsOf <{0}>", property.iri);
            if let Some(domain) = domain {
                let _ = write!(out, " ;\n    sh:class <{}>", domain.iri);
            }
            if let Some(range) = range {
                let _ = write!(
                    out,
                    " ;\n    sh:property [ sh:path <{}> ; sh:class <{}> ]",
                    property.iri, range.iri
                );
            }
            out.push_str(" .\n");
        }
        out
    }
}
