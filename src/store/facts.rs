//! The facts of a corpus: what each rests on over all documents.
//!
//! They have a graph of their own, since none of them is any one document's. A fact is a
//! reifier of its triple with the statements that support it, the number of their
//! documents, and the confidence that these give it together.

use super::rdf::{Statements, asserted, reify, triple};
use super::vocabulary::{ONTOLOGY, RDF, XSD, term, thing};
use crate::entity::Extraction;
use crate::statement::support::Support;
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term, Triple};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The graph of the facts.
pub fn graph(base: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{base}facts"))
}

/// The quads of the facts that the documents vouch for together, sorted and without doubles.
pub fn quads<'e>(
    extractions: impl IntoIterator<Item = &'e Extraction>,
    base: &str,
    style: Statements,
) -> Vec<Quad> {
    let mut facts = Facts::default();
    if style != Statements::None {
        extractions.into_iter().for_each(|extraction| facts.add(extraction, base));
    }
    let mut quads: Vec<Quad> = facts.quads(base, style).collect();
    quads.sort_by_cached_key(|quad| quad.to_string());
    quads
}

/// The facts of the documents seen so far, by their triples as they are written.
#[derive(Default)]
pub struct Facts(BTreeMap<String, (Triple, Support)>);

impl Facts {
    /// Adds what a document vouches for.
    pub fn add(&mut self, extraction: &Extraction, base: &str) {
        for statement in extraction.statements.iter().filter(|s| asserted(s)) {
            let triple = triple(statement, base);
            let fact = self.0.entry(triple.to_string()).or_insert_with(|| (triple, Support::default()));
            fact.1.add(statement);
        }
    }

    /// Their quads.
    pub fn quads(self, base: &str, style: Statements) -> impl Iterator<Item = Quad> {
        let graph = GraphName::from(graph(base));
        self.0.into_iter().flat_map(move |(key, (triple, support))| {
            let id: String = Sha256::digest(&key).iter().take(8).map(|b| format!("{b:02x}")).collect();
            let fact = thing(base, "fact", &id);
            let mut quads = Vec::with_capacity(4 + support.statements.len());
            let mut put = |predicate: NamedNode, object: Term| {
                quads.push(Quad::new(fact.clone(), predicate, object, graph.clone()));
            };
            put(term(RDF, "type"), term(ONTOLOGY, "Fact").into());
            reify(triple, style, &mut put);
            let confidence =
                Literal::new_typed_literal(format!("{:.4}", support.confidence()), term(XSD, "decimal"));
            put(term(ONTOLOGY, "confidence"), confidence.into());
            let documents = Literal::from(support.documents().count() as u64);
            put(term(ONTOLOGY, "documents"), documents.into());
            for id in &support.statements {
                put(term(ONTOLOGY, "supportedBy"), thing(base, "statement", id).into());
            }
            quads
        })
    }
}
