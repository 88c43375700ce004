//! `explain`: what a fact rests on.

use super::show::{headline, highlighted, is_called, line};
use super::{Explain, NOTHING};
use crate::entity::Extraction;
use crate::graph::{Mode, relation_label};
use crate::statement::Statement;
use crate::statement::support::Support;
use crate::store::Store;
use crate::store::rdf::triple;
use crate::store::vocabulary::BASE;
use std::collections::BTreeMap;
use std::io::Write;

/// Statements of one triple in one mode, with the documents they are of.
#[derive(Default)]
struct Fact<'s> {
    support: Support,
    statements: Vec<(&'s Extraction, &'s Statement)>,
}

pub(super) fn explain(args: &Explain, store: &Store, out: &mut dyn Write) -> anyhow::Result<u8> {
    let mut facts: BTreeMap<(String, Mode), Fact> = BTreeMap::new();
    for extraction in store.extractions() {
        for statement in extraction.statements.iter().filter(|s| fits(args, s, extraction)) {
            // Any base does: the triple only tells which statements say the same.
            let fact = facts.entry((triple(statement, BASE).to_string(), Mode::of(statement))).or_default();
            fact.support.add(statement);
            fact.statements.push((extraction, statement));
        }
    }
    let mut facts: Vec<Fact> = facts.into_values().collect();
    // The best supported first, equal ones in the order of the texts.
    let place = |f: &Fact| f.statements.first().map(|(_, s)| (s.document.clone(), s.span, s.id.clone()));
    facts.sort_by_cached_key(place);
    facts.sort_by(|a, b| b.support.confidence().total_cmp(&a.support.confidence()));
    let mut code = NOTHING;
    for fact in args.page.cut(facts.iter()) {
        code = 0;
        show(fact, args.json, out)?;
    }
    Ok(code)
}

fn fits(args: &Explain, statement: &Statement, extraction: &Extraction) -> bool {
    let object = match (&args.object, &statement.object) {
        (None, _) => true,
        (Some(name), Some(node)) => is_called(node, name, extraction),
        (Some(_), None) => false,
    };
    let relation = args.relation.as_ref().is_none_or(|r| {
        let r = r.to_lowercase();
        relation_label(statement).contains(&r)
            || statement.relation.lemma.contains(&r)
            || statement.relation.phrase.to_lowercase().contains(&r)
    });
    object
        && relation
        && is_called(&statement.subject, &args.subject, extraction)
        && args.period.covers(statement, extraction.document.date.as_deref())
}

fn show(fact: &Fact, json: bool, out: &mut dyn Write) -> anyhow::Result<()> {
    let (confidence, documents) = (fact.support.confidence(), fact.support.documents().count());
    if json {
        for (extraction, statement) in &fact.statements {
            let mut value = serde_json::to_value(statement)?;
            value["features"] = serde_json::to_value(extraction.features.get(&statement.id))?;
            value["fact"] = serde_json::json!({"confidence": confidence, "documents": documents});
            line(&value, out)?;
        }
        return Ok(());
    }
    let Some((_, first)) = fact.statements.first() else { return Ok(()) };
    let number = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    writeln!(
        out,
        "{}\n  {}, confidence {confidence:.2}: {} in {}",
        headline(first),
        Mode::of(first).name(),
        number(fact.statements.len(), "statement"),
        number(documents, "document")
    )?;
    for (extraction, statement) in &fact.statements {
        let by =
            statement.attribution.as_ref().map(|a| format!(", according to {}", a.name)).unwrap_or_default();
        let [start, end] = statement.span;
        writeln!(out, "  {}", highlighted(statement))?;
        writeln!(
            out,
            "    {} {start}–{end}{by}, confidence {:.2}, rule {}",
            statement.document, statement.confidence, statement.extractor
        )?;
        if let Some(features) = extraction.features.get(&statement.id) {
            let fired: Vec<String> =
                features.iter().map(|(name, weight)| format!("{name} {weight:+}")).collect();
            writeln!(out, "    {}", fired.join(", "))?;
        }
    }
    Ok(writeln!(out)?)
}
