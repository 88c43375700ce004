//! Canned questions: SPARQL files with parameters.
//!
//! The first comment line says what is asked; `# param: NAME  text` declares a
//! parameter, in the order they are given; `{{NAME}}` stands for it in the query
//! and becomes a string literal.

use super::QueryError;
use oxigraph::model::Literal;
use std::path::Path;

const BUILT_IN: &[(&str, &str)] = &[
    ("claims", include_str!("../../ontology/queries/claims.rq")),
    ("claims-denied", include_str!("../../ontology/queries/claims-denied.rq")),
    ("denied", include_str!("../../ontology/queries/denied.rq")),
    ("disagreements", include_str!("../../ontology/queries/disagreements.rq")),
    ("happened", include_str!("../../ontology/queries/happened.rq")),
    ("merges", include_str!("../../ontology/queries/merges.rq")),
    ("most-quoted", include_str!("../../ontology/queries/most-quoted.rq")),
    ("numbers-disagree", include_str!("../../ontology/queries/numbers-disagree.rq")),
    ("only-announced", include_str!("../../ontology/queries/only-announced.rq")),
    ("order", include_str!("../../ontology/queries/order.rq")),
    ("sources-disagree", include_str!("../../ontology/queries/sources-disagree.rq")),
    ("support", include_str!("../../ontology/queries/support.rq")),
    ("timeline", include_str!("../../ontology/queries/timeline.rq")),
    ("what-said", include_str!("../../ontology/queries/what-said.rq")),
    ("who-met", include_str!("../../ontology/queries/who-met.rq")),
];

/// A canned question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The file's stem.
    pub name: String,
    /// What it asks.
    pub about: String,
    /// Names of the parameters with what they mean.
    pub parameters: Vec<(String, String)>,
    query: String,
}

impl Template {
    /// Reads a template.
    pub fn parse(name: &str, query: &str) -> Self {
        let comments = || query.lines().filter_map(|l| l.strip_prefix('#')).map(str::trim);
        let parameters = comments()
            .filter_map(|c| c.strip_prefix("param:"))
            .map(|p| p.trim().split_once(char::is_whitespace).unwrap_or((p.trim(), "")))
            .map(|(name, about)| (name.to_owned(), about.trim().to_owned()))
            .collect();
        let about = comments().find(|c| !c.starts_with("param:")).unwrap_or_default().to_owned();
        Template { name: name.to_owned(), about, parameters, query: query.to_owned() }
    }

    /// The query with its parameters filled in. One pass: what a value holds is never filled in again.
    pub fn fill(&self, values: &[String]) -> Result<String, QueryError> {
        if values.len() != self.parameters.len() {
            let names: Vec<String> =
                self.parameters.iter().map(|(n, about)| format!("<{n}: {about}>")).collect();
            return Err(QueryError::Template(format!(
                "{} takes {} parameters, {} given: ask {} {}",
                self.name,
                names.len(),
                values.len(),
                self.name,
                names.join(" ")
            )));
        }
        let mut out = String::new();
        let mut rest = self.query.as_str();
        while let Some((before, name, after)) = placeholder(rest) {
            let index = self.parameters.iter().position(|(n, _)| n == name);
            let Some(value) = index.and_then(|i| values.get(i)) else {
                let message =
                    format!("{}: {{{{{name}}}}} is not declared; add a line `# param: {name}`", self.name);
                return Err(QueryError::Template(message));
            };
            out.push_str(before);
            out.push_str(&Literal::new_simple_literal(value).to_string());
            rest = after;
        }
        out.push_str(rest);
        Ok(out)
    }
}

/// The first `{{name}}`, with what stands before and after; two braces of SPARQL are none.
fn placeholder(text: &str) -> Option<(&str, &str, &str)> {
    text.match_indices("{{").find_map(|(at, _)| {
        let (name, after) = text[at + 2..].split_once("}}")?;
        let plain = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
        plain.then_some((&text[..at], name, after))
    })
}

/// The built-in questions and those of a folder, by name; the folder's go before.
pub fn templates(folder: Option<&Path>) -> Result<Vec<Template>, QueryError> {
    let mut all: Vec<Template> = Vec::new();
    if let Some(folder) = folder {
        let named = |e: std::io::Error| std::io::Error::new(e.kind(), format!("{}: {e}", folder.display()));
        for entry in std::fs::read_dir(folder).map_err(named)? {
            let path = entry?.path();
            if let (Some("rq"), Some(stem)) = (path.extension().and_then(|e| e.to_str()), path.file_stem()) {
                all.push(Template::parse(&stem.to_string_lossy(), &std::fs::read_to_string(&path)?));
            }
        }
    }
    for &(name, query) in BUILT_IN {
        if !all.iter().any(|t| t.name == name) {
            all.push(Template::parse(name, query));
        }
    }
    all.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stays_a_literal_whatever_it_holds() -> Result<(), QueryError> {
        let template = Template::parse("t", "# About.\n# param: who  name\nASK { ?s ?p {{who}} }");
        let query = template.fill(&["a\" } DROP {{who}} \n".to_owned()])?;
        assert!(query.ends_with("ASK { ?s ?p \"a\\\" } DROP {{who}} \\n\" }"), "{query}");
        assert!(template.fill(&[]).is_err());
        Ok(())
    }

    #[test]
    fn every_built_in_question_is_sparql() -> Result<(), QueryError> {
        let dataset = oxigraph::store::Store::new().map_err(std::io::Error::other)?;
        for template in templates(None)? {
            let values = vec!["x".to_owned(); template.parameters.len()];
            let query = super::super::parse(crate::store::vocabulary::BASE, &template.fill(&values)?)?;
            super::super::run(&dataset, query, None, |_| Ok(()))?;
        }
        Ok(())
    }
}
