//! `explain`, `path` and `timeline`: facts with the sentences they rest on.

use super::{Explain, NOTHING};
use crate::entity::Extraction;
use crate::export::html::{time, words};
use crate::graph::{self, Mode, paths, relation_label};
use crate::statement::{Node, Statement};
use crate::store::Store;
use anyhow::Context;
use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};

pub(super) fn explain(args: &Explain, store: &Store, out: &mut dyn Write) -> anyhow::Result<u8> {
    let mut code = NOTHING;
    for extraction in store.extractions() {
        for statement in &extraction.statements {
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
            if object && relation && is_called(&statement.subject, &args.subject, extraction) {
                code = 0;
                show(statement, args.json, out)?;
            }
        }
    }
    Ok(code)
}

/// Whether the node goes by the name in its document, whatever the case.
fn is_called(node: &Node, name: &str, extraction: &Extraction) -> bool {
    let wanted = name.to_lowercase();
    let fits = |text: &str| text.to_lowercase() == wanted;
    match node {
        Node::Entity { id, name, .. } => {
            let known = extraction.entities.iter().find(|e| e.id == *id);
            fits(name) || fits(id) || known.is_some_and(|e| e.alt_names.iter().any(|n| fits(n)))
        }
        other => words(other).to_lowercase().contains(&wanted),
    }
}

fn show(statement: &Statement, json: bool, out: &mut dyn Write) -> anyhow::Result<()> {
    if json {
        serde_json::to_writer(&mut *out, statement)?;
        return Ok(writeln!(out)?);
    }
    let object = statement.object.as_ref().map(words).unwrap_or_default();
    writeln!(out, "{} — {} — {object}", words(&statement.subject), relation_label(statement))?;
    writeln!(out, "  {}", highlighted(statement))?;
    let by = statement.attribution.as_ref().map(|a| format!(", according to {}", a.name)).unwrap_or_default();
    let [start, end] = statement.span;
    writeln!(
        out,
        "  {} {start}–{end}, {}{by}, confidence {:.2}, rule {}\n",
        statement.document,
        Mode::of(statement).name(),
        statement.confidence,
        statement.extractor
    )?;
    Ok(())
}

/// The sentence with subject, relation and object marked: bold on a terminal, else in brackets.
fn highlighted(statement: &Statement) -> String {
    let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    let (open, close) = if colour { ("\x1b[1m", "\x1b[0m") } else { ("[", "]") };
    let span = |node: &Node| match node {
        Node::Entity { span, .. } | Node::Literal { span, .. } => Some(*span),
        Node::Statement { .. } => None,
    };
    let mut spans: Vec<[u32; 2]> =
        [span(&statement.subject), Some(statement.relation.span), statement.object.as_ref().and_then(span)]
            .into_iter()
            .flatten()
            .collect();
    spans.sort();
    let mut out = String::new();
    let (mut at, mut next) = (statement.span[0], spans.into_iter().peekable());
    let mut inside: Option<u32> = None;
    for c in statement.text.chars() {
        if inside == Some(at) {
            out.push_str(close);
            inside = None;
        }
        // Spans that overlap an open one are not marked twice.
        while next.peek().is_some_and(|s| s[0] < at) {
            next.next();
        }
        if inside.is_none()
            && let Some(span) = next.next_if(|s| s[0] == at && s[1] > at)
        {
            out.push_str(open);
            inside = Some(span[1]);
        }
        out.push(if c.is_control() { ' ' } else { c });
        at += 1;
    }
    if inside.is_some() {
        out.push_str(close);
    }
    out
}

pub(super) fn path(
    from: &str,
    to: &str,
    json: bool,
    store: &Store,
    out: &mut dyn Write,
) -> anyhow::Result<u8> {
    let graph = graph::build(store.extractions(), |_| true);
    let find =
        |name: &str| graph::find(&graph, name).with_context(|| format!("there is no entity called {name}"));
    let (from, to) = (find(from)?, find(to)?);
    let Some(edges) = paths::path(&graph, from, to) else {
        eprintln!("tercet: nothing links {} and {}", graph[from].name, graph[to].name);
        return Ok(NOTHING);
    };
    let statements: BTreeMap<&str, &Statement> =
        store.extractions().flat_map(|e| &e.statements).map(|s| (s.id.as_str(), s)).collect();
    for edge in edges {
        let Some((a, b)) = graph.edge_endpoints(edge) else { continue };
        if !json {
            writeln!(out, "{} — {} → {}", graph[a].name, graph[edge].relation, graph[b].name)?;
        }
        for statement in graph[edge].statements.iter().filter_map(|id| statements.get(id.as_str())) {
            if json {
                show(statement, true, out)?;
            } else {
                writeln!(out, "  {} ({})", highlighted(statement), statement.document)?;
            }
        }
    }
    Ok(0)
}

pub(super) fn timeline(entity: &str, json: bool, store: &Store, out: &mut dyn Write) -> anyhow::Result<u8> {
    let mut dated: Vec<(&str, &Statement)> = Vec::new();
    for extraction in store.extractions() {
        for statement in &extraction.statements {
            let about = is_called(&statement.subject, entity, extraction)
                || statement
                    .object
                    .as_ref()
                    .is_some_and(|o| matches!(o, Node::Entity { .. }) && is_called(o, entity, extraction));
            if about && let Some(time) = time(statement) {
                dated.push((time, statement));
            }
        }
    }
    dated.sort_by(|a, b| {
        (a.0, &a.1.document, a.1.span, &a.1.id).cmp(&(b.0, &b.1.document, b.1.span, &b.1.id))
    });
    for (time, statement) in &dated {
        if json {
            show(statement, true, out)?;
        } else {
            writeln!(out, "{time:<12} {} ({})", highlighted(statement), statement.document)?;
        }
    }
    Ok(if dated.is_empty() { NOTHING } else { 0 })
}
