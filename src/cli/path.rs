//! `path`: how two entities hang together.

use super::show::{highlighted, line};
use super::{Link, NOTHING};
use crate::graph::{self, paths};
use crate::statement::Statement;
use crate::store::Store;
use anyhow::Context;
use std::collections::BTreeMap;
use std::io::Write;

pub(super) fn path(args: &Link, store: &Store, out: &mut dyn Write) -> anyhow::Result<u8> {
    let graph = graph::build(store.extractions(), |_| true);
    let find =
        |name: &str| graph::find(&graph, name).with_context(|| format!("there is no entity called {name}"));
    let (from, to) = (find(&args.from)?, find(&args.to)?);
    let Some(edges) = paths::path(&graph, from, to) else {
        eprintln!("tercet: nothing links {} and {}", graph[from].name, graph[to].name);
        return Ok(NOTHING);
    };
    let statements: BTreeMap<&str, &Statement> =
        store.extractions().flat_map(|e| &e.statements).map(|s| (s.id.as_str(), s)).collect();
    for edge in edges {
        let Some((a, b)) = graph.edge_endpoints(edge) else { continue };
        if !args.json {
            writeln!(out, "{} — {} → {}", graph[a].name, graph[edge].relation, graph[b].name)?;
        }
        for statement in graph[edge].statements.iter().filter_map(|id| statements.get(id.as_str())) {
            if args.json {
                line(statement, out)?;
            } else {
                writeln!(out, "  {} ({})", highlighted(statement), statement.document)?;
            }
        }
    }
    Ok(0)
}
