//! The quads of an extraction: facts, and the statements they rest on.
//!
//! One named graph a document. A fact that is positive, actual and nobody's word
//! is a plain triple; every statement is also a reifier of its triple
//! ([RDF 1.2](https://www.w3.org/TR/rdf12-concepts/#section-triple-terms-reification))
//! with its mode and provenance.

use super::vocabulary::{ONTOLOGY, OWL, PROV, RDF, RDFS, SCHEMA, SEM, SKOS, XSD, encode, term, thing};
use crate::entity::{Entity, Extraction};
use crate::resolve::{FIRST, PRONOUN};
use crate::statement::{Arg, Attribution, Modality, Node, Polarity, Role, Statement};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term, Triple};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// How statements about triples are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Statements {
    /// RDF 1.2 triple terms.
    #[default]
    TripleTerms,
    /// `rdf:Statement` with `rdf:subject`, `rdf:predicate`, `rdf:object`, for older readers.
    Reification,
    /// Facts alone.
    None,
}

/// Whether the statement is a fact that its text vouches for.
pub fn asserted(statement: &Statement) -> bool {
    statement.polarity == Polarity::Positive
        && statement.modality == Modality::Actual
        && statement.attribution.is_none()
}

/// The quads of one document, sorted and without doubles.
pub fn quads(extraction: &Extraction, base: &str, style: Statements) -> Vec<Quad> {
    let mut quads = unsorted(extraction, base, style);
    quads.sort_by_cached_key(|quad| quad.to_string());
    quads.dedup();
    quads
}

/// The quads of one document as they come.
pub(super) fn unsorted(extraction: &Extraction, base: &str, style: Statements) -> Vec<Quad> {
    let document = thing(base, "document", &extraction.document.id);
    let graph = document.clone().into();
    let named = FxHashSet::default();
    let mut writer = Writer { base, style, graph, document, named, quads: Vec::new() };
    writer.meta(extraction);
    for statement in &extraction.statements {
        writer.statement(statement);
    }
    writer.quads
}

/// The quads of the corpus: every document in a graph of its own, then the facts.
pub fn corpus<'e>(
    extractions: impl IntoIterator<Item = &'e Extraction> + Clone,
    base: &str,
    style: Statements,
) -> impl Iterator<Item = Quad> {
    let facts = super::facts::quads(extractions.clone(), base, style);
    extractions.into_iter().flat_map(move |e| quads(e, base, style)).chain(facts)
}

/// The triple that a statement is about. "X resigned" has no object: what X does is the
/// relation itself.
pub fn triple(statement: &Statement, base: &str) -> Triple {
    let subject = match node(&statement.subject, base) {
        Term::NamedNode(node) => node,
        other => words(&other, base).0,
    };
    let relation = relation(statement, base).unwrap_or_else(|minted| minted);
    match &statement.object {
        Some(object) => Triple::new(subject, relation, node(object, base)),
        None => Triple::new(subject, term(ONTOLOGY, "does"), relation),
    }
}

/// Says which triple a reifier is about.
pub fn reify(triple: Triple, style: Statements, put: &mut dyn FnMut(NamedNode, Term)) {
    match style {
        Statements::TripleTerms => put(term(RDF, "reifies"), triple.into()),
        Statements::Reification => {
            put(term(RDF, "type"), term(RDF, "Statement").into());
            put(term(RDF, "subject"), triple.subject.into());
            put(term(RDF, "predicate"), triple.predicate.into());
            put(term(RDF, "object"), triple.object);
        }
        Statements::None => {}
    }
}

/// The property of the ontology, or else one minted from the lemma.
fn relation(statement: &Statement, base: &str) -> Result<NamedNode, NamedNode> {
    let known = statement.relation.property.as_ref().and_then(|iri| NamedNode::new(iri).ok());
    known.ok_or_else(|| thing(base, "relation", &statement.relation.lemma))
}

fn node(node: &Node, base: &str) -> Term {
    match node {
        Node::Entity { id, .. } => thing(base, "entity", id).into(),
        Node::Literal { literal, datatype: Some(datatype), .. } => {
            Literal::new_typed_literal(literal, term(XSD, datatype)).into()
        }
        Node::Literal { literal, .. } => Literal::new_simple_literal(literal).into(),
        Node::Statement { statement, .. } => thing(base, "statement", statement).into(),
    }
}

/// Words in subject position, where RDF allows no literal: a node, and its label.
fn words(term: &Term, base: &str) -> (NamedNode, String) {
    let words = match term {
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    };
    (NamedNode::new_unchecked(format!("{base}words/{}", encode(&words))), words)
}

struct Writer<'b, 'e> {
    base: &'b str,
    style: Statements,
    graph: GraphName,
    document: NamedNode,
    /// Id, type and name of the entities that are named already.
    named: FxHashSet<[&'e str; 3]>,
    quads: Vec<Quad>,
}

impl<'e> Writer<'_, 'e> {
    fn put(&mut self, subject: &NamedNode, predicate: NamedNode, object: impl Into<Term>) {
        let subject = NamedOrBlankNode::from(subject.clone());
        self.quads.push(Quad::new(subject, predicate, object, self.graph.clone()));
    }

    fn text(&mut self, subject: &NamedNode, predicate: NamedNode, words: &str) {
        self.put(subject, predicate, Literal::new_simple_literal(words));
    }

    fn meta(&mut self, extraction: &'e Extraction) {
        let (meta, document) = (&extraction.document, self.document.clone());
        self.put(&document, term(RDF, "type"), term(SCHEMA, "NewsArticle"));
        if let Some(title) = &meta.title {
            self.text(&document, term(SCHEMA, "headline"), title);
        }
        if let Some(date) = &meta.date {
            self.put(
                &document,
                term(SCHEMA, "datePublished"),
                Literal::new_typed_literal(date, term(XSD, "date")),
            );
        }
        if let Some(url) = &meta.url {
            self.text(&document, term(SCHEMA, "url"), url);
        }
        for entity in &extraction.entities {
            self.entity(&entity.id, &entity.kind, &entity.name);
            let iri = thing(self.base, "entity", &entity.id);
            for name in &entity.alt_names {
                self.text(&iri, term(SKOS, "altLabel"), name);
            }
            // An identity that is no IRI cannot be written; the name still is.
            let same = [&entity.own_iri, &entity.same_as].into_iter().flatten();
            for same in same.filter_map(|s| NamedNode::new(s).ok()) {
                self.put(&iri, term(OWL, "sameAs"), same);
            }
            if self.style != Statements::None && !entity.unnamed {
                self.merges(entity);
            }
        }
    }

    /// PROV: which mentions were joined to the entity, by which rule and how surely. Pronouns
    /// are left to `tercet why`: they have no name that could be another's.
    fn merges(&mut self, entity: &Entity) {
        let joined = entity.joins.iter().filter(|j| j.rule != FIRST && j.rule != PRONOUN);
        let mut records: BTreeMap<(&str, String), Vec<[u32; 2]>> = BTreeMap::new();
        for join in joined {
            records.entry((&join.rule, format!("{:.2}", join.score))).or_default().push(join.span);
        }
        for (number, ((rule, score), spans)) in records.into_iter().enumerate() {
            let iri = format!("{}/merge/{}/{}", self.document.as_str(), encode(&entity.id), number + 1);
            let iri = NamedNode::new_unchecked(iri);
            self.put(&iri, term(RDF, "type"), term(PROV, "Activity"));
            self.put(&iri, term(PROV, "generated"), thing(self.base, "entity", &entity.id));
            self.text(&iri, term(ONTOLOGY, "rule"), rule);
            self.put(&iri, term(ONTOLOGY, "score"), Literal::new_typed_literal(score, term(XSD, "decimal")));
            for [start, end] in spans {
                let mention = format!("{}#char={start},{end}", self.document.as_str());
                self.put(&iri, term(PROV, "used"), NamedNode::new_unchecked(mention));
            }
        }
    }

    /// Says once what type and name an entity has.
    fn entity(&mut self, id: &'e str, kind: &'e str, name: &'e str) {
        if self.named.insert([id, kind, name]) {
            let iri = thing(self.base, "entity", id);
            self.put(&iri, term(RDF, "type"), term(ONTOLOGY, kind));
            self.text(&iri, term(RDFS, "label"), name);
        }
    }

    fn statement(&mut self, statement: &'e Statement) {
        self.labels(statement);
        let triple = triple(statement, self.base);
        if asserted(statement) {
            self.quads.push(triple.clone().in_graph(self.graph.clone()));
        }
        if self.style == Statements::None {
            return;
        }
        let iri = thing(self.base, "statement", &statement.id);
        reify(triple, self.style, &mut |predicate, object| self.put(&iri, predicate, object));
        self.mode(&iri, statement);
        for arg in &statement.args {
            self.arg(&iri, arg);
        }
        if let Some(time) = statement.time_of_object() {
            self.put(&iri, term(SEM, "hasTime"), valued(Role::Time, time));
        }
        if let Some(attribution) = &statement.attribution {
            self.attribution(&iri, &iri, attribution, 1);
        }
    }

    fn mode(&mut self, iri: &NamedNode, statement: &Statement) {
        self.text(iri, term(ONTOLOGY, "polarity"), &name(&statement.polarity));
        self.text(iri, term(ONTOLOGY, "modality"), &name(&statement.modality));
        let confidence =
            Literal::new_typed_literal(format!("{:.4}", statement.confidence), term(XSD, "decimal"));
        self.put(iri, term(ONTOLOGY, "confidence"), confidence);
        self.text(iri, term(ONTOLOGY, "extractor"), &statement.extractor);
        self.text(iri, term(ONTOLOGY, "sentence"), &statement.text);
        self.text(iri, term(ONTOLOGY, "phrase"), &statement.relation.phrase);
        let [start, end] = statement.span;
        let source = format!("{}#char={start},{end}", self.document.as_str());
        self.put(iri, term(PROV, "wasDerivedFrom"), NamedNode::new_unchecked(source));
    }

    fn arg(&mut self, iri: &NamedNode, arg: &Arg) {
        if let Some(order) = arg.order {
            let predicate = term(ONTOLOGY, &name(&order));
            match (&arg.statement, &arg.value, &arg.entity) {
                (Some(statement), ..) => self.put(iri, predicate, thing(self.base, "statement", statement)),
                (None, Some(value), _) => self.put(iri, predicate, valued(Role::Time, value)),
                (None, None, Some(entity)) => self.put(iri, predicate, thing(self.base, "entity", entity)),
                (None, None, None) => self.text(iri, predicate, &arg.text),
            }
            if let Some(distance) = &arg.distance {
                self.put(iri, term(ONTOLOGY, "distance"), valued(Role::Time, distance));
            }
            return;
        }
        let predicate = match arg.role {
            Role::Time => term(SEM, "hasTime"),
            Role::Place => term(SEM, "hasPlace"),
            role => term(ONTOLOGY, &name(&role)),
        };
        match (&arg.entity, &arg.value) {
            (_, Some(value)) => self.put(iri, predicate, valued(arg.role, value)),
            (Some(entity), None) => self.put(iri, predicate, thing(self.base, "entity", entity)),
            (None, None) => self.text(iri, predicate, &arg.text),
        }
        if let Some(bound) = &arg.bound {
            self.text(iri, term(ONTOLOGY, "bound"), bound);
        }
        if let Some(unit) = &arg.unit {
            self.text(iri, term(ONTOLOGY, "unit"), unit);
        }
    }

    /// PROV: the source itself, and qualified with the word that says so and the next source.
    fn attribution(&mut self, statement: &NamedNode, holder: &NamedNode, source: &Attribution, depth: usize) {
        let agent = thing(self.base, "entity", &source.id);
        let node = NamedNode::new_unchecked(format!("{}/attribution/{depth}", statement.as_str()));
        if depth == 1 {
            self.put(statement, term(PROV, "wasAttributedTo"), agent.clone());
            self.put(holder, term(PROV, "qualifiedAttribution"), node.clone());
        } else {
            self.put(holder, term(ONTOLOGY, "via"), node.clone());
        }
        self.put(&node, term(RDF, "type"), term(PROV, "Attribution"));
        self.put(&node, term(PROV, "agent"), agent.clone());
        self.text(&agent, term(RDFS, "label"), &source.name);
        self.text(&node, term(ONTOLOGY, "cue"), &source.cue);
        if let Some(via) = &source.via {
            self.attribution(statement, &node, via, depth + 1);
        }
    }

    /// Names what stands in the triple.
    fn labels(&mut self, statement: &'e Statement) {
        for end in [Some(&statement.subject), statement.object.as_ref()].into_iter().flatten() {
            if let Node::Entity { id, name, kind, .. } = end {
                self.entity(id, kind, name);
            }
        }
        if let literal @ Term::Literal(_) = node(&statement.subject, self.base) {
            let (iri, words) = words(&literal, self.base);
            self.text(&iri, term(RDFS, "label"), &words);
        }
        if let Err(minted) = relation(statement, self.base) {
            self.put(&minted, term(RDF, "type"), term(RDF, "Property"));
            self.text(&minted, term(RDFS, "label"), &statement.relation.lemma);
        }
    }
}

/// The value of an argument with its datatype: numbers as decimals, times by their form.
fn valued(role: Role, value: &str) -> Literal {
    let digits = |part: &str, width: usize| part.len() == width && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = value.split('-').collect();
    let datatype = match (role, parts.as_slice()) {
        (Role::Time, [year, month, day]) if digits(year, 4) && digits(month, 2) && digits(day, 2) => "date",
        (Role::Time, [year, month]) if digits(year, 4) && digits(month, 2) && *month <= "12" => "gYearMonth",
        (Role::Time, [year]) if digits(year, 4) => "gYear",
        (Role::Time, [length]) if length.starts_with('P') && !length.contains('W') => "duration",
        (Role::Quantity | Role::Frequency, _) if value.parse::<f64>().is_ok() => "decimal",
        _ => return Literal::new_simple_literal(value),
    };
    Literal::new_typed_literal(value, term(XSD, datatype))
}

/// The name a plain enum goes by in the outputs.
pub fn name(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
