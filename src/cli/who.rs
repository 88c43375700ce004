//! `why`, `merge` and `split`: what stands for whom, and how a person corrects it.

use super::{Merge, NOTHING, Remote, Split, corpus, read};
use crate::endpoint::Endpoint;
use crate::entity::{Entity, Extraction};
use crate::gazetteer::Class;
use crate::store::Store;
use crate::store::correction::{self, Correction};
use anyhow::{Context, bail, ensure};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

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

pub(super) fn merge(args: &Merge, folder: &Path, base: &str, out: &mut dyn Write) -> anyhow::Result<u8> {
    let store = read(folder)?;
    let (from, into) = (the(&args.from, &store)?, the(&args.into, &store)?);
    ensure!(from.id != into.id, "{} and {} are one entity already", from.name, into.name);
    ensure!(
        !into.unnamed,
        "{} is no name, so nothing can be called so; give what has a name as the second",
        into.name
    );
    let correction =
        Correction::Merge { id: from.id.clone(), name: into.name.clone(), class: into.kind.parse()? };
    let holds = |e: &&Extraction| e.entities.iter().any(|entity| entity.id == from.id);
    let documents: Vec<&str> = store.extractions().filter(holds).map(|e| e.document.id.as_str()).collect();
    let done = format!("{} is {} now in {}", from.name, into.name, documents.join(", "));
    keep(&correction, &done, folder, out)?;
    send(&args.remote, folder, base)
}

pub(super) fn split(args: &Split, folder: &Path, base: &str, out: &mut dyn Write) -> anyhow::Result<u8> {
    let store = read(folder)?;
    let (document, span, name) = (&args.document, &args.span, args.name.trim());
    let class: Option<Class> = args.class.as_deref().map(str::parse).transpose()?;
    let pair = span.split_once('-').and_then(|(s, e)| Some([s.parse().ok()?, e.parse().ok()?]));
    let place: [u32; 2] = pair.with_context(|| format!("{span}: a span is START-END, such as 10-15"))?;
    let extraction = store
        .extractions()
        .find(|e| e.document.id == *document)
        .with_context(|| format!("there is no document {document}; `tercet documents` lists them"))?;
    let entity = extraction.entities.iter().find(|e| e.mentions.contains(&place)).with_context(|| {
        format!("{document} has no mention at {span}; `tercet why NAME` shows where mentions stand")
    })?;
    ensure!(!name.is_empty(), "the name must not be empty");
    let known = |e: &Entity| {
        let called = e.id == name || e.name.to_lowercase() == name.to_lowercase();
        called && !e.unnamed && class.is_none_or(|class| e.kind == class.as_str())
    };
    let (name, class) = match one(name, store.extractions().flat_map(|e| &e.entities).filter(|e| known(e)))? {
        Some(other) => (other.name.clone(), other.kind.parse()?),
        None => (name.to_owned(), class.unwrap_or(Class::Person)),
    };
    ensure!(
        crate::resolve::entity_id(&name, class) != entity.id,
        "the mention at {span} of {document} stands for {} already",
        entity.name
    );
    let done = format!("{span} of {document} stands for {name} ({class}) now, no longer for {}", entity.name);
    let correction = Correction::Split { document: document.clone(), span: place, name, class };
    keep(&correction, &done, folder, out)?;
    send(&args.remote, folder, base)
}

/// The one entity of this name or id.
fn the<'s>(name: &str, store: &'s Store) -> anyhow::Result<&'s Entity> {
    let all = store.extractions().flat_map(|e| &e.entities).filter(|e| is_called(e, name));
    one(name, all)?.with_context(|| format!("there is no entity called {name}"))
}

/// The only one of `all`, if there is any.
fn one<'s>(name: &str, all: impl Iterator<Item = &'s Entity>) -> anyhow::Result<Option<&'s Entity>> {
    let found: BTreeMap<&str, &Entity> = all.map(|e| (e.id.as_str(), e)).collect();
    if found.len() > 1 {
        let list = found.values().map(|e| format!("{} ({}, {})", e.name, e.kind, e.id));
        bail!("{name} is the name of several; give the id: {}", list.collect::<Vec<_>>().join("; "))
    }
    Ok(found.into_values().next())
}

/// Adds a correction to those of the store; says what has been done by it, and how to undo it.
fn keep(correction: &Correction, done: &str, folder: &Path, out: &mut dyn Write) -> anyhow::Result<()> {
    correction::keep(folder, correction)?;
    let file = folder.join(correction::FILE);
    writeln!(out, "{done}. To undo it, take this line out of {}:\n{correction}", file.display())?;
    Ok(())
}

/// Sends what a correction changed to the server, where one is given.
fn send(remote: &Remote, folder: &Path, base: &str) -> anyhow::Result<u8> {
    if let Some(endpoint) = Endpoint::new(&remote.address) {
        let all = Store::read(folder)?.into_extractions();
        corpus::report(endpoint.push(&all, base, remote.statements)?);
    }
    Ok(0)
}
