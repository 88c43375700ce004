//! `why`, `merge` and `split`: what stands for whom, and how a person corrects it.

use super::NOTHING;
use crate::entity::{Entity, Extraction};
use crate::export::file;
use crate::gazetteer::Class;
use crate::resolve::correction::{Correction, Corrections};
use crate::store::Store;
use anyhow::{Context, bail, ensure};
use std::collections::BTreeMap;
use std::io::{ErrorKind, Write};
use std::path::Path;

/// The file of corrections inside the store's folder.
pub(super) const CORRECTIONS: &str = "corrections.tsv";

/// Whether the entity goes by the name or id, whatever the case.
fn is_called(entity: &Entity, name: &str) -> bool {
    let name = name.to_lowercase();
    entity.id == name
        || entity.name.to_lowercase() == name
        || entity.alt_names.iter().any(|n| n.to_lowercase() == name)
}

pub(super) fn why(name: &str, json: bool, store: &Store, out: &mut dyn Write) -> anyhow::Result<u8> {
    let mut code = NOTHING;
    for extraction in store.extractions() {
        let document = &extraction.document.id;
        for entity in extraction.entities.iter().filter(|e| is_called(e, name)) {
            code = 0;
            if json {
                let record = serde_json::json!({
                    "document": document, "id": entity.id, "name": entity.name, "type": entity.kind,
                    "joins": entity.joins,
                });
                writeln!(out, "{record}")?;
                continue;
            }
            writeln!(out, "{} ({}, {}) in {document}", entity.name, entity.kind, entity.id)?;
            for join in &entity.joins {
                let [start, end] = join.span;
                writeln!(out, "  {start}-{end}\t{}\t{} {:.2}", join.text, join.rule, join.score)?;
            }
        }
    }
    Ok(code)
}

pub(super) fn merge(
    from: &str,
    into: &str,
    store: &Store,
    folder: &Path,
    out: &mut dyn Write,
) -> anyhow::Result<u8> {
    let (from, into) = (the(from, store)?, the(into, store)?);
    ensure!(from.id != into.id, "{} and {} are one entity already", from.name, into.name);
    let class = into.kind.parse()?;
    let holds = |e: &&Extraction| e.entities.iter().any(|entity| entity.id == from.id);
    let documents: Vec<&str> = store.extractions().filter(holds).map(|e| e.document.id.as_str()).collect();
    let correction = Correction::Merge { id: from.id.clone(), name: into.name.clone(), class };
    keep(correction, &documents, folder, out)
}

pub(super) fn split(
    document: &str,
    span: &str,
    name: &str,
    class: &str,
    store: &Store,
    folder: &Path,
    out: &mut dyn Write,
) -> anyhow::Result<u8> {
    let class: Class = class.parse()?;
    let pair = span.split_once('-').and_then(|(s, e)| Some([s.parse().ok()?, e.parse().ok()?]));
    let span: [u32; 2] = pair.with_context(|| format!("{span}: a span is START-END, such as 10-15"))?;
    let extraction = store
        .extractions()
        .find(|e| e.document.id == document)
        .with_context(|| format!("there is no document {document}; `tercet documents` lists them"))?;
    ensure!(
        extraction.entities.iter().any(|e| e.mentions.contains(&span)),
        "{document} has no mention at {}-{}; `tercet why NAME` shows where mentions stand",
        span[0],
        span[1]
    );
    ensure!(!name.trim().is_empty() && !name.contains(['\t', '\n']), "the name must be one line of text");
    let name = name.trim().to_owned();
    let correction = Correction::Split { document: document.to_owned(), span, name, class };
    keep(correction, &[document], folder, out)
}

/// The one entity of this name or id.
fn the<'s>(name: &str, store: &'s Store) -> anyhow::Result<&'s Entity> {
    let all = store.extractions().flat_map(|e| &e.entities).filter(|e| is_called(e, name));
    let found: BTreeMap<&str, &Entity> = all.map(|e| (e.id.as_str(), e)).collect();
    match found.values().next() {
        None => bail!("there is no entity called {name}"),
        Some(only) if found.len() == 1 => Ok(only),
        Some(_) => {
            let list = found.values().map(|e| format!("{} ({}, {})", e.name, e.kind, e.id));
            bail!("{name} is the name of several; give the id: {}", list.collect::<Vec<_>>().join("; "))
        }
    }
}

/// Adds a correction to the file of the store; says which documents it will change.
fn keep(
    correction: Correction,
    documents: &[&str],
    folder: &Path,
    out: &mut dyn Write,
) -> anyhow::Result<u8> {
    let path = folder.join(CORRECTIONS);
    let name = path.display().to_string();
    let text = match std::fs::read_to_string(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        text => text.with_context(|| name.clone())?,
    };
    let mut corrections = Corrections::parse(&name, &text)?;
    if !corrections.list.contains(&correction) {
        corrections.list.push(correction);
        file::replace(&path, |out| corrections.list.iter().try_for_each(|c| writeln!(out, "{c}")))
            .with_context(|| name.clone())?;
    }
    writeln!(
        out,
        "Kept in {name}. The graph stays as it is until `tercet extract` reads these documents again: {}",
        documents.join(", ")
    )?;
    Ok(0)
}
