//! `query` and `ask`.

use super::{Ask, NOTHING, Query, Remote};
use crate::endpoint::Endpoint;
use crate::query::{self, Page, QueryError, classic, output, template};
use crate::store::dataset::Dataset;
use crate::store::rdf::Statements;
use anyhow::Context;
use oxigraph::sparql::QueryEvaluationError;
use std::io::{Read, Write};

const DAMAGED: &str = "the graph on disk is damaged and was put away; ask again, and it is made anew";

/// Opens the corpus, if the question needs it.
type Open<'o> = &'o dyn Fn() -> anyhow::Result<Dataset>;

pub(super) fn query(args: &Query, open: Open, base: &str, out: &mut dyn Write) -> anyhow::Result<u8> {
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
    let asked =
        Asked { text, format: args.format, timeout: args.timeout, page: args.page, remote: &args.remote };
    asked.answer(open, base, out)
}

pub(super) fn ask(args: &Ask, open: Open, base: &str, out: &mut dyn Write) -> anyhow::Result<u8> {
    let name = args.question.as_deref().unwrap_or_default();
    let templates = template::templates(args.queries.as_deref())?;
    let known = || templates.iter().map(|t| t.name.as_str()).collect::<Vec<_>>().join(", ");
    let template = templates
        .iter()
        .find(|t| t.name == name)
        .with_context(|| format!("there is no question {name}; there are {}", known()))?;
    let text = template.fill(&args.values)?;
    let asked =
        Asked { text, format: args.format, timeout: args.timeout, page: args.page, remote: &args.remote };
    asked.answer(open, base, out)
}

pub(super) fn list(args: &Ask, out: &mut dyn Write) -> anyhow::Result<u8> {
    for template in template::templates(args.queries.as_deref())? {
        let parameters: Vec<String> = template.parameters.iter().map(|(n, _)| format!("<{n}>")).collect();
        writeln!(out, "{:<32} {}", format!("{} {}", template.name, parameters.join(" ")), template.about)?;
    }
    Ok(0)
}

/// A question, wherever it came from.
struct Asked<'a> {
    text: String,
    format: Option<output::AnswerFormat>,
    timeout: Option<f64>,
    page: Page,
    remote: &'a Remote,
}

impl Asked<'_> {
    fn answer(self, open: Open, base: &str, out: &mut dyn Write) -> anyhow::Result<u8> {
        let query = self.page.of(query::parse(base, &self.text)?);
        let count = match Endpoint::new(&self.remote.address) {
            Some(endpoint) => {
                let query = match self.remote.statements {
                    Statements::Reification => classic::classic(query),
                    Statements::TripleTerms | Statements::None => query,
                };
                output::write(endpoint.query(&query, self.timeout)?, self.format, base, out)?
            }
            None => {
                let dataset = open()?;
                let answer = query::run(&dataset, query, self.timeout, |found| {
                    output::write(found, self.format, base, out)
                });
                answer.map_err(|error| match error {
                    QueryError::Evaluation(QueryEvaluationError::Dataset(_)) if dataset.distrust() => {
                        anyhow::Error::from(error).context(DAMAGED)
                    }
                    error => error.into(),
                })?
            }
        };
        Ok(if count == 0 { NOTHING } else { 0 })
    }
}
