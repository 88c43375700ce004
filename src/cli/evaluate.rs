//! `evaluate`: how well annotation agrees with a gold file.

use super::{Evaluate, annotated};
use crate::annotate::conllu;
use crate::document::Document;
use crate::evaluate::{self, raw_text};
use crate::pipeline::{self, Pipeline};
use anyhow::Context;
use std::io::Write;
use std::path::Path;

/// Scores the given system file, or what the model makes of the gold file's words or text.
pub(super) fn evaluate(args: &Evaluate, out: &mut dyn Write) -> anyhow::Result<u8> {
    let read = |path: &Path| {
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
    };
    let gold = read(&args.gold)?;
    let system = match &args.system {
        Some(path) => read(path)?,
        None => {
            let pipeline =
                Pipeline::new(pipeline::Options { model: args.model.clone(), ..Default::default() })?;
            let (text, sentences) = if args.raw {
                let document = Document::from_paragraphs("gold", raw_text(&gold));
                let sentences = pipeline.annotate(&document);
                (document.text, sentences)
            } else {
                annotated(&pipeline, &args.gold)?
            };
            let mut system = Vec::new();
            conllu::write(&mut system, &text, &sentences, 1)?;
            String::from_utf8(system)?
        }
    };
    let report = evaluate::evaluate(&gold, &system).with_context(|| args.gold.display().to_string())?;
    if args.json {
        writeln!(out, "{}", serde_json::to_string(&report)?)?;
    } else {
        write!(out, "{report}")?;
    }
    Ok(0)
}
