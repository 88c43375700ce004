//! A statement as a person reads it.

use crate::entity::Extraction;
use crate::export::html::words;
use crate::graph::relation_label;
use crate::statement::{Node, Statement};
use std::io::{IsTerminal, Write};

/// Whether the node goes by the name in its document, whatever the case.
pub(super) fn is_called(node: &Node, name: &str, extraction: &Extraction) -> bool {
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

/// Subject, relation and object in a line.
pub(super) fn headline(statement: &Statement) -> String {
    let object = statement.object.as_ref().map(words).unwrap_or_default();
    format!("{} — {} — {object}", words(&statement.subject), relation_label(statement))
}

/// Anything as one line of JSON.
pub(super) fn line(value: &impl serde::Serialize, out: &mut dyn Write) -> anyhow::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    Ok(writeln!(out)?)
}

/// The sentence with subject, relation and object marked: bold on a terminal, else in brackets.
pub(super) fn highlighted(statement: &Statement) -> String {
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
