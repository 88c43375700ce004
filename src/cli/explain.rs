//! `explain`: what a fact rests on.

use super::show::{headline, highlighted, is_called, line};
use super::{Explain, NOTHING};
use crate::entity::{Entity, Extraction, Join};
use crate::graph::{Mode, relation_label};
use crate::resolve::FIRST;
use crate::statement::support::Support;
use crate::statement::{Node, Statement};
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
            let merges = merges(statement, extraction).into_iter().map(
                |(entity, join)| serde_json::json!({"mention": join, "id": entity.id, "name": entity.name}),
            );
            value["merges"] = merges.collect();
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
        for (entity, join) in merges(statement, extraction) {
            writeln!(out, "    {} is {}: {} {:.2}", join.text, entity.name, join.rule, join.score)?;
        }
        if let Some(features) = extraction.features.get(&statement.id) {
            let fired: Vec<String> =
                features.iter().map(|(name, weight)| format!("{name} {weight:+}")).collect();
            writeln!(out, "    {}", fired.join(", "))?;
        }
    }
    Ok(writeln!(out)?)
}

/// The mentions of the statement that became their entity by a rule, in the order of the text:
/// pronouns, parts of names, and what else goes by another name than the entity.
fn merges<'e>(statement: &Statement, extraction: &'e Extraction) -> Vec<(&'e Entity, &'e Join)> {
    let end = |node: &Node| match node {
        Node::Entity { id, span, .. } => Some((id.clone(), *span)),
        _ => None,
    };
    let mut ends: Vec<(String, [u32; 2])> = Vec::new();
    ends.extend(end(&statement.subject));
    ends.extend(statement.object.as_ref().and_then(end));
    ends.extend(statement.args.iter().filter_map(|a| Some((a.entity.clone()?, a.span))));
    let mut source = statement.attribution.as_ref();
    while let Some(attribution) = source {
        ends.push((attribution.id.clone(), attribution.span));
        source = attribution.via.as_deref();
    }
    let mut merges: Vec<(&Entity, &Join)> = Vec::new();
    for (id, span) in ends {
        let Some(entity) = extraction.entities.iter().find(|e| e.id == id) else { continue };
        let within = |j: &&Join| span[0] <= j.span[0] && j.span[1] <= span[1];
        let told = |j: &&Join| j.rule != FIRST && j.text != entity.name;
        merges.extend(entity.joins.iter().filter(within).filter(told).map(|j| (entity, j)));
    }
    merges.sort_by(|a, b| (a.1.span, &a.0.id).cmp(&(b.1.span, &b.0.id)));
    merges.dedup_by(|a, b| std::ptr::eq(a.1, b.1));
    merges
}
