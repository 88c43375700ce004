//! `entities`: whom and what documents speak of, as a table or as JSON Lines.

use super::extract::{Reader, to};
use super::{Entities, EntitiesFormat, NOTHING};
use crate::entity::{DocumentMeta, Entity, Extraction};
use crate::gazetteer::Class;
use crate::ontology::Ontology;
use crate::query::output::one_line;
use crate::store::Store;
use crate::store::correction::Corrections;
use comfy_table::{ContentArrangement, Table};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{IsTerminal, Write};
use std::path::Path;

/// What the documents of the whole corpus say of one entity.
#[derive(Default)]
struct Row {
    name: String,
    kind: String,
    mentions: usize,
    documents: BTreeSet<String>,
    names: BTreeSet<String>,
    same_as: Option<String>,
}

/// The entities that meet the conditions, as they are read.
struct List<'a> {
    args: &'a Entities,
    ontology: Ontology,
    format: EntitiesFormat,
    rows: BTreeMap<String, Row>,
    /// Whether any entity met the conditions.
    found: bool,
}

pub(super) fn entities(args: &Entities, store: &Path, out: &mut dyn Write) -> anyhow::Result<u8> {
    let ontology = Ontology::with_files(args.input.ontology.as_slice())?;
    for class in &args.types {
        anyhow::ensure!(
            ontology.is_subclass(class, class) || class.parse::<Class>().is_ok(),
            "there is no class {class}; those of the ontology are {}",
            ontology.classes.iter().map(|c| c.local.as_str()).collect::<Vec<_>>().join(", ")
        );
    }
    let to_person = args.output == Path::new("-") && std::io::stdout().is_terminal();
    let usual = if to_person { EntitiesFormat::Table } else { EntitiesFormat::Jsonl };
    let format = args.format.unwrap_or(usual);
    let mut list = List { args, ontology, format, rows: BTreeMap::new(), found: false };
    let mut code = 0;
    if args.inputs.is_empty() {
        let held = stored(store)?;
        to(&args.output, out, |out| {
            held.into_iter().try_for_each(|e| list.take(&e.document.id, e.entities, out))?;
            list.end(out)
        })?;
    } else {
        let corrections = Corrections::read(store)?;
        let mut reader = Reader::new(&args.inputs, &args.input)?;
        to(&args.output, out, |out| {
            reader.each(
                |pipeline, document| {
                    let meta = DocumentMeta { id: document.id.clone(), ..DocumentMeta::default() };
                    let entities = pipeline.entities(document);
                    let mut read = Extraction { document: meta, entities, ..Extraction::default() };
                    corrections.apply(&mut read);
                    read.entities
                },
                |document, entities| list.take(&document.id, entities, out),
            )?;
            list.end(out)
        })?;
        code = reader.code;
    }
    Ok(if list.found || !args.has_conditions() { code } else { code.max(NOTHING) })
}

fn stored(folder: &Path) -> anyhow::Result<Vec<Extraction>> {
    anyhow::ensure!(
        folder.exists(),
        "{}: there is no store; run `tercet extract` first, or name the texts to read",
        folder.display()
    );
    Ok(Store::read(folder)?.into_extractions())
}

impl List<'_> {
    /// Takes the entities of a document that meet the conditions.
    fn take(&mut self, document: &str, entities: Vec<Entity>, out: &mut dyn Write) -> std::io::Result<()> {
        let wanted = &self.args.documents;
        if !wanted.is_empty() && wanted.iter().all(|d| d != document) {
            return Ok(());
        }
        let kept: Vec<Entity> = entities.into_iter().filter(|e| self.args.keeps(e, &self.ontology)).collect();
        self.found |= !kept.is_empty();
        if self.format == EntitiesFormat::Jsonl {
            let entities: Vec<serde_json::Value> = kept.iter().map(listed).collect();
            return writeln!(out, "{}", serde_json::json!({"id": document, "entities": entities}));
        }
        kept.into_iter().for_each(|e| add(&mut self.rows, document, e));
        Ok(())
    }

    /// Writes what the documents together tell.
    fn end(&mut self, out: &mut dyn Write) -> std::io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        writeln!(out, "{}", table(self.args, std::mem::take(&mut self.rows)))
    }
}

impl Entities {
    fn has_conditions(&self) -> bool {
        !self.types.is_empty() || !self.documents.is_empty() || self.name.is_some()
    }

    /// Whether the entity has a name and meets the conditions.
    fn keeps(&self, entity: &Entity, ontology: &Ontology) -> bool {
        let called = |part: &String| {
            let part = part.to_lowercase();
            let mut names = std::iter::once(&entity.name).chain(&entity.alt_names);
            names.any(|n| n.to_lowercase().contains(&part))
        };
        // The lists have classes that the ontology has under another name.
        let listed = ontology.is_subclass(&entity.kind, &entity.kind);
        let broad = entity.kind.parse::<Class>().ok().filter(|_| !listed).map(|c| c.broad().as_str());
        let kind = broad.unwrap_or(&entity.kind);
        let typed = |class: &String| *class == entity.kind || ontology.is_subclass(kind, class);
        !entity.unnamed
            && (self.types.is_empty() || self.types.iter().any(typed))
            && self.name.as_ref().is_none_or(called)
    }
}

/// The entity with its names and pronouns, as the entity list gives it.
fn listed(entity: &Entity) -> serde_json::Value {
    let kind = entity.kind.parse::<Class>().map(Class::listed);
    let kind = kind.unwrap_or(&entity.kind);
    let joins = entity.joins.iter().map(Some).chain(std::iter::repeat(None));
    let mentions = entity.mentions.iter().zip(joins).filter(|(_, join)| join.is_none_or(|j| !j.noun));
    let mentions: Vec<_> = mentions.map(|(span, _)| span).collect();
    serde_json::json!({
        "id": entity.id, "name": entity.name, "type": kind, "wiki": entity.wiki, "mentions": mentions,
    })
}

fn add(rows: &mut BTreeMap<String, Row>, document: &str, entity: Entity) {
    let row = rows.entry(entity.id).or_default();
    row.mentions += entity.mentions.len();
    row.documents.insert(document.to_owned());
    row.names.extend(entity.alt_names);
    row.names.insert(entity.name.clone());
    if row.name.is_empty() {
        (row.name, row.kind) = (entity.name, entity.kind);
    }
    row.same_as = row.same_as.take().or(entity.same_as);
}

/// The most mentioned first.
fn table(args: &Entities, rows: BTreeMap<String, Row>) -> Table {
    let mut rows: Vec<Row> = rows.into_values().collect();
    rows.sort_by(|a, b| b.mentions.cmp(&a.mentions).then_with(|| a.name.cmp(&b.name)));
    let mut table = Table::new();
    table.load_preset(comfy_table::presets::UTF8_HORIZONTAL_ONLY);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(["name", "type", "mentions", "documents", "other names", "Wikidata"]);
    for row in args.page.cut(rows.into_iter()) {
        let names: Vec<&str> = row.names.iter().filter(|n| **n != row.name).map(String::as_str).collect();
        let item = row.same_as.as_deref().and_then(|iri| iri.rsplit('/').next()).unwrap_or_default();
        table.add_row([
            one_line(&row.name),
            row.kind,
            row.mentions.to_string(),
            row.documents.len().to_string(),
            one_line(&names.join("; ")),
            item.to_owned(),
        ]);
    }
    table
}
