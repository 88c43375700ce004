//! `check`: what breaks the shapes of the ontology, with the sentences that say so.

use super::show::{headline, highlighted, line};
use super::{Check, NOTHING};
use crate::ontology::Ontology;
use crate::query::output::{one_line, prefixed};
use crate::shacl::{Shapes, Violation, validate};
use crate::statement::Statement;
use crate::store::Store;
use crate::store::rdf::{Statements, asserted, corpus, triple};
use crate::store::vocabulary::thing;
use comfy_table::{ContentArrangement, Table};
use oxigraph::model::{NamedOrBlankNode, Term, Triple};
use std::collections::BTreeMap;
use std::io::Write;

/// Violations were found.
const VIOLATIONS: u8 = NOTHING;

pub(super) fn check(
    args: &Check,
    open: &dyn Fn() -> anyhow::Result<Store>,
    base: &str,
    out: &mut dyn Write,
) -> anyhow::Result<u8> {
    let turtle = Ontology::with_files(args.ontology.as_slice())?.shapes();
    if args.shapes {
        out.write_all(turtle.as_bytes())?;
        return Ok(0);
    }
    let store = open()?;
    let extractions: Vec<_> = store.extractions().collect();
    let shapes = Shapes::from_turtle(&turtle)?;
    // Reified, as SHACL of 2017 can see it; the facts are the same.
    let violations = validate(&shapes, corpus(extractions, base, Statements::Reification));
    let sources = Sources::new(&store, base);
    let shown = args.page.cut(violations.iter());
    if args.json {
        for violation in shown {
            line(&json(violation, &sources), out)?;
        }
    } else if !violations.is_empty() {
        let mut table = Table::new();
        table.load_preset(comfy_table::presets::UTF8_HORIZONTAL_ONLY);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_header(["what", "is wrong", "sentence", "document"]);
        for violation in shown {
            let statements = sources.of(violation);
            let rows = |cell: &dyn Fn(&Statement) -> String| -> String {
                statements.iter().map(|s| cell(s)).collect::<Vec<_>>().join("\n")
            };
            let place = |s: &Statement| format!("{} {}–{}", s.document, s.span[0], s.span[1]);
            table.add_row([
                one_line(&sources.subject(violation)),
                one_line(&sources.wrong(violation)),
                rows(&|s| highlighted(s)),
                rows(&place),
            ]);
        }
        writeln!(out, "{table}")?;
    }
    let number = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let (found, documents) = (violations.len(), store.documents().count());
    eprintln!("{} in {}", number(found, "violation"), number(documents, "document"));
    Ok(if violations.is_empty() { 0 } else { VIOLATIONS })
}

fn json(violation: &Violation, sources: &Sources) -> serde_json::Value {
    let statements: Vec<serde_json::Value> = sources
        .of(violation)
        .iter()
        .map(|s| serde_json::json!({"id": s.id, "document": s.document, "span": s.span, "text": s.text}))
        .collect();
    serde_json::json!({
        "shape": violation.shape.as_str(),
        "focus": violation.focus.to_string(),
        "path": violation.path.as_ref().map(|p| p.as_str()),
        "value": violation.value.as_ref().map(Term::to_string),
        "component": violation.constraint.component(),
        "message": sources.wrong(violation),
        "statements": statements,
    })
}

/// What the nodes of the graph are called and which statements they stand in.
struct Sources<'s> {
    base: &'s str,
    /// By IRI: name and type.
    names: BTreeMap<String, (&'s str, &'s str)>,
    /// The facts, with their triples.
    facts: Vec<(Triple, &'s Statement)>,
    /// By IRI.
    statements: BTreeMap<String, &'s Statement>,
}

impl<'s> Sources<'s> {
    fn new(store: &'s Store, base: &'s str) -> Self {
        let all = || store.extractions().flat_map(|e| &e.statements);
        let entities = store.extractions().flat_map(|e| &e.entities);
        Sources {
            base,
            names: entities
                .map(|e| (thing(base, "entity", &e.id).into_string(), (e.name.as_str(), e.kind.as_str())))
                .collect(),
            facts: all().filter(|s| asserted(s)).map(|s| (triple(s, base), s)).collect(),
            statements: all().map(|s| (thing(base, "statement", &s.id).into_string(), s)).collect(),
        }
    }

    /// The statements that say what is wrong.
    fn of(&self, violation: &Violation) -> Vec<&'s Statement> {
        if let NamedOrBlankNode::NamedNode(node) = &violation.focus
            && let Some(statement) = self.statement(node.as_str())
        {
            return vec![statement];
        }
        let Some(property) = violation.path.as_ref().or(violation.about.as_ref()) else { return Vec::new() };
        self.facts
            .iter()
            .filter(|(t, _)| {
                t.subject == violation.focus
                    && t.predicate == *property
                    && violation.value.as_ref().is_none_or(|v| violation.path.is_none() || t.object == *v)
            })
            .map(|(_, statement)| *statement)
            .collect()
    }

    /// The statement of this IRI, or the one whose attribution it is.
    fn statement(&self, iri: &str) -> Option<&'s Statement> {
        let (own, _) = iri.split_once("/attribution/").unwrap_or((iri, ""));
        self.statements.get(own).copied()
    }

    /// The node that the shape speaks of, and what of it.
    fn subject(&self, violation: &Violation) -> String {
        let focus = self.name(&violation.focus.clone().into());
        match violation.path.as_ref().or(violation.about.as_ref()) {
            Some(property) => format!("{focus} — {}", self.name(&property.clone().into())),
            None => focus,
        }
    }

    /// What is wrong, in words.
    fn wrong(&self, violation: &Violation) -> String {
        let must = &violation.constraint;
        match &violation.value {
            Some(value) => format!("{} must be {must}", self.name(value)),
            None => format!("it must be {must}"),
        }
    }

    fn name(&self, term: &Term) -> String {
        match term {
            Term::NamedNode(node) => match (self.names.get(node.as_str()), self.statement(node.as_str())) {
                (Some((name, kind)), _) => format!("{name} ({kind})"),
                (None, Some(statement)) => headline(statement),
                (None, None) => prefixed(node.as_str(), self.base),
            },
            Term::Literal(literal) => format!("“{}”", literal.value()),
            other => other.to_string(),
        }
    }
}
