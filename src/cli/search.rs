//! `search`: names and sentences by their words.

use super::show::line;
use super::{NOTHING, Search};
use crate::query::search::{self, Found};
use crate::store::Store;
use serde_json::json;
use std::io::Write;

pub(super) fn search(args: &Search, store: &Store, out: &mut dyn Write) -> anyhow::Result<u8> {
    let found = search::search(store.extractions(), &args.words.join(" "));
    let mut code = NOTHING;
    for found in args.page.cut(found.into_iter()) {
        code = 0;
        match (found, args.json) {
            (Found::Entity(e), true) => {
                line(&json!({"entity": e.id, "name": e.name, "type": e.kind, "alt_names": e.alt_names}), out)?
            }
            (Found::Sentence(s), true) => {
                line(&json!({"document": s.document, "span": s.span, "sentence": s.text}), out)?;
            }
            (Found::Entity(e), false) => {
                let others = e.alt_names.iter().map(|n| format!(", {n}")).collect::<String>();
                writeln!(out, "{} ({}){others}", plain(&e.name), e.kind)?;
            }
            (Found::Sentence(s), false) => writeln!(out, "  {} ({})", plain(&s.text), s.document)?,
        }
    }
    Ok(code)
}

/// Without control characters.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
