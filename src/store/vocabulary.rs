//! The namespaces, and how ids become IRIs.

use oxigraph::model::NamedNode;
use std::borrow::Cow;

/// Where entities, documents and statements live unless the user says otherwise.
pub const BASE: &str = "https://tercet.dev/";
/// The project's ontology.
pub const ONTOLOGY: &str = "https://tercet.dev/ontology#";
/// RDF.
pub const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
/// RDF Schema.
pub const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
/// OWL.
pub const OWL: &str = "http://www.w3.org/2002/07/owl#";
/// SKOS.
pub const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
/// PROV-O.
pub const PROV: &str = "http://www.w3.org/ns/prov#";
/// schema.org.
pub const SCHEMA: &str = "https://schema.org/";
/// The Simple Event Model.
pub const SEM: &str = "http://semanticweb.cs.vu.nl/2009/11/sem/";
/// XML Schema datatypes.
pub const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// The prefixes predeclared in queries and used in Turtle, sorted.
pub fn prefixes(base: &str) -> Vec<(&'static str, String)> {
    vec![
        ("doc", format!("{base}document/")),
        ("ent", format!("{base}entity/")),
        ("owl", OWL.to_owned()),
        ("prov", PROV.to_owned()),
        ("rdf", RDF.to_owned()),
        ("rdfs", RDFS.to_owned()),
        ("rel", format!("{base}relation/")),
        ("schema", SCHEMA.to_owned()),
        ("sem", SEM.to_owned()),
        ("skos", SKOS.to_owned()),
        ("st", format!("{base}statement/")),
        ("tercet", ONTOLOGY.to_owned()),
        ("xsd", XSD.to_owned()),
    ]
}

/// A term of one of the namespaces above.
pub fn term(namespace: &str, local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{namespace}{}", encode(local)))
}

/// The IRI of a thing with an id of ours: `kind` is `entity`, `document`, `statement`, `relation`.
/// The words of a relation are joined by `_`.
pub fn thing(base: &str, kind: &str, id: &str) -> NamedNode {
    let mut local = encode(id);
    if kind == "relation" {
        local = local.replace("%20", "_").into();
    }
    NamedNode::new_unchecked(format!("{base}{kind}/{local}"))
}

/// Percent-encodes all but RFC 3987 unreserved characters.
pub fn encode(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '.' | '_' | '~' => out.push(c),
            c if c.is_alphanumeric() && !c.is_ascii() => out.push(c),
            c => {
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    out.push_str(&format!("%{byte:02X}"));
                }
            }
        }
    }
    out.into()
}
