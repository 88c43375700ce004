//! `timeline`: what is dated about an entity, in order.

use super::show::{highlighted, is_called, line};
use super::{NOTHING, Timeline};
use crate::export::html::time;
use crate::statement::{Node, Statement};
use crate::store::Store;
use std::io::Write;

pub(super) fn timeline(args: &Timeline, store: &Store, out: &mut dyn Write) -> anyhow::Result<u8> {
    let mut dated: Vec<(&str, &Statement)> = Vec::new();
    for extraction in store.extractions() {
        let entity = |n: &Node| matches!(n, Node::Entity { .. }) && is_called(n, &args.entity, extraction);
        for statement in &extraction.statements {
            let about = is_called(&statement.subject, &args.entity, extraction)
                || statement.object.as_ref().is_some_and(entity);
            if about
                && args.period.covers(statement, None)
                && let Some(time) = time(statement)
            {
                dated.push((time, statement));
            }
        }
    }
    dated.sort_by(|a, b| {
        (a.0, &a.1.document, a.1.span, &a.1.id).cmp(&(b.0, &b.1.document, b.1.span, &b.1.id))
    });
    let mut code = NOTHING;
    for (time, statement) in args.page.cut(dated.iter()) {
        code = 0;
        if args.json {
            line(statement, out)?;
        } else {
            writeln!(out, "{time:<12} {} ({})", highlighted(statement), statement.document)?;
        }
    }
    Ok(code)
}
