//! Turtle into classes and properties.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedOrBlankNode, Term};

use super::{Class, NAMESPACE, OntologyError, Property};

const OWL: &str = "http://www.w3.org/2002/07/owl#";

/// What the files say of one IRI: predicate to values, in the order of the files.
#[derive(Default)]
pub(super) struct Description {
    file: String,
    values: BTreeMap<String, Vec<String>>,
}

impl Description {
    fn all(&self, predicate: &str) -> &[String] {
        self.values.get(predicate).map_or(&[], Vec::as_slice)
    }

    fn first(&self, predicate: &str) -> Option<&str> {
        self.all(predicate).first().map(String::as_str)
    }

    fn is_a(&self, kind: &str) -> bool {
        self.all(rdf::TYPE.as_str()).iter().any(|t| t == kind)
    }
}

/// All files of the user, by name.
pub(super) fn read_files(files: &[PathBuf]) -> Result<Vec<(String, String)>, OntologyError> {
    let mut sources = Vec::with_capacity(files.len());
    for path in files {
        match std::fs::read_to_string(path) {
            Ok(text) => sources.push((path.display().to_string(), text)),
            Err(source) => return Err(OntologyError::Unreadable { path: path.clone(), source }),
        }
    }
    Ok(sources)
}

/// The triples of all files, by subject.
pub(super) fn parse(sources: &[(String, String)]) -> Result<BTreeMap<String, Description>, OntologyError> {
    let mut facts: BTreeMap<String, Description> = BTreeMap::new();
    for (file, text) in sources {
        for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(text.as_bytes()) {
            let quad = quad.map_err(|error| {
                let at = error.location().map(|l| l.start);
                OntologyError::Syntax {
                    file: file.clone(),
                    line: at.map_or(1, |p| p.line + 1),
                    column: at.map_or(1, |p| p.column + 1),
                    message: error.to_string(),
                }
            })?;
            // Class expressions of OWL (blank nodes) may stand in the file; nothing here reads them.
            let NamedOrBlankNode::NamedNode(subject) = quad.subject else { continue };
            let value = match quad.object {
                Term::NamedNode(node) => node.into_string(),
                // Labels in other languages are for other readers.
                Term::Literal(literal) if literal.language().is_none_or(|l| l.starts_with("en")) => {
                    literal.value().to_owned()
                }
                _ => continue,
            };
            let description = facts.entry(subject.into_string()).or_default();
            if description.file.is_empty() {
                description.file.clone_from(file);
            }
            let values = description.values.entry(quad.predicate.into_string()).or_default();
            if !values.contains(&value) {
                values.push(value);
            }
        }
    }
    Ok(facts)
}

/// Classes, properties and warnings.
type Model = (Vec<Class>, Vec<Property>, Vec<String>);

/// What the triples define.
pub(super) fn model(facts: &BTreeMap<String, Description>) -> Result<Model, OntologyError> {
    let mut warnings = Vec::new();
    let is_class = |d: &Description| d.is_a(&format!("{OWL}Class")) || d.is_a(rdfs::CLASS.as_str());
    let class_iris: Vec<&String> = facts.iter().filter(|(_, d)| is_class(d)).map(|(iri, _)| iri).collect();
    let index = |iri: &str| class_iris.binary_search_by(|c| c.as_str().cmp(iri)).ok();

    let mut classes = Vec::with_capacity(class_iris.len());
    let mut locals = BTreeSet::new();
    for (iri, d) in facts.iter().filter(|(_, d)| is_class(d)) {
        let local = local_name(iri);
        if !locals.insert(local.clone()) {
            warnings
                .push(format!("{}: <{iri}> has the same local name as another class: rename one", d.file));
        }
        classes.push(Class {
            label: d.first(rdfs::LABEL.as_str()).unwrap_or(&local).to_owned(),
            comment: d.first(rdfs::COMMENT.as_str()).unwrap_or_default().to_owned(),
            // Superclasses of other vocabularies are links, not part of this hierarchy.
            parents: d.all(rdfs::SUB_CLASS_OF.as_str()).iter().filter_map(|c| index(c)).collect(),
            literal: d.first(&format!("{NAMESPACE}literal")) == Some("true"),
            iri: iri.clone(),
            local,
        });
    }

    let kinds =
        [format!("{OWL}ObjectProperty"), format!("{OWL}DatatypeProperty"), rdf::PROPERTY.as_str().to_owned()];
    let mut properties = Vec::new();
    for (iri, d) in facts.iter().filter(|(_, d)| kinds.iter().any(|k| d.is_a(k))) {
        let class_of = |predicate: &str, name: &'static str| match d.first(predicate) {
            None => Ok(None),
            // Datatypes and OWL's own classes admit every entity type.
            Some(c) if c.starts_with("http://www.w3.org/") => Ok(None),
            Some(c) => match index(c) {
                Some(i) => Ok(Some(i)),
                None => Err(OntologyError::UnknownClass {
                    file: d.file.clone(),
                    subject: iri.clone(),
                    predicate: name,
                    class: c.to_owned(),
                }),
            },
        };
        let local = local_name(iri);
        let forms = |kind: &str| d.all(&format!("{NAMESPACE}{kind}")).to_vec();
        let property = Property {
            label: d.first(rdfs::LABEL.as_str()).unwrap_or(&local).to_owned(),
            comment: d.first(rdfs::COMMENT.as_str()).unwrap_or_default().to_owned(),
            domain: class_of(rdfs::DOMAIN.as_str(), "rdfs:domain")?,
            range: class_of(rdfs::RANGE.as_str(), "rdfs:range")?,
            inverse: d.first(&format!("{OWL}inverseOf")).map(str::to_owned),
            broader: d.all(rdfs::SUB_PROPERTY_OF.as_str()).to_vec(),
            symmetric: d.is_a(&format!("{OWL}SymmetricProperty")),
            transitive: d.is_a(&format!("{OWL}TransitiveProperty")),
            functional: d.is_a(&format!("{OWL}FunctionalProperty")),
            verb_forms: forms("lexicalForm"),
            noun_forms: forms("nounForm"),
            inverse_forms: forms("inverseForm"),
            iri: iri.clone(),
            local,
        };
        if property.verb_forms.is_empty()
            && property.noun_forms.is_empty()
            && property.inverse_forms.is_empty()
        {
            warnings.push(format!(
                "{}: <{iri}> has no lexical form and will not be found in text: add tercet:lexicalForm",
                d.file
            ));
        }
        properties.push(property);
    }
    Ok((classes, properties, warnings))
}

fn local_name(iri: &str) -> String {
    iri.rsplit(['#', '/']).next().unwrap_or(iri).to_owned()
}
