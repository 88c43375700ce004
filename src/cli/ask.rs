//! `query` and `ask`.

use super::{Ask, NOTHING, Query};
use crate::query::{self, output, template};
use crate::store::{Store, rdf};
use anyhow::Context;
use std::io::{Read, Write};

pub(super) fn query(args: &Query, store: &Store, base: &str, out: &mut dyn Write) -> anyhow::Result<u8> {
    let text = match args.query.as_str() {
        "-" => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text).context("standard input")?;
            text
        }
        query => match query.strip_prefix('@') {
            Some(path) => std::fs::read_to_string(path).with_context(|| path.to_owned())?,
            None => query.to_owned(),
        },
    };
    answer(&text, args.format, args.timeout, store, base, out)
}

pub(super) fn ask(args: &Ask, store: &Store, base: &str, out: &mut dyn Write) -> anyhow::Result<u8> {
    let name = args.question.as_deref().unwrap_or_default();
    let templates = template::templates(args.queries.as_deref())?;
    let known = || templates.iter().map(|t| t.name.as_str()).collect::<Vec<_>>().join(", ");
    let template = templates
        .iter()
        .find(|t| t.name == name)
        .with_context(|| format!("there is no question {name}; there are {}", known()))?;
    answer(&template.fill(&args.values)?, args.format, args.timeout, store, base, out)
}

pub(super) fn list(args: &Ask, out: &mut dyn Write) -> anyhow::Result<u8> {
    for template in template::templates(args.queries.as_deref())? {
        let parameters: Vec<String> = template.parameters.iter().map(|(n, _)| format!("<{n}>")).collect();
        writeln!(out, "{:<32} {}", format!("{} {}", template.name, parameters.join(" ")), template.about)?;
    }
    Ok(0)
}

fn answer(
    text: &str,
    format: Option<output::AnswerFormat>,
    timeout: Option<f64>,
    store: &Store,
    base: &str,
    out: &mut dyn Write,
) -> anyhow::Result<u8> {
    let dataset = rdf::dataset(store, base)?;
    let count =
        query::run(&dataset, base, text, timeout, |results| output::write(results, format, base, out))?;
    Ok(if count == 0 { NOTHING } else { 0 })
}
