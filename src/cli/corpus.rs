//! `documents`, `forget` and `push`: the corpus as a whole.

use super::{Documents, Forget, NOTHING, Remote, WRONG};
use crate::endpoint::{Endpoint, Pushed};
use crate::store::Store;
use anyhow::Context;
use std::io::Write;
use std::path::Path;

pub(super) fn documents(args: &Documents, store: &Store, out: &mut dyn Write) -> anyhow::Result<u8> {
    let mut code = NOTHING;
    for extraction in args.page.cut(store.extractions()) {
        code = 0;
        let meta = &extraction.document;
        if args.json {
            serde_json::to_writer(&mut *out, meta)?;
            writeln!(out)?;
        } else {
            let (date, title) =
                (meta.date.as_deref().unwrap_or("-"), meta.title.as_deref().unwrap_or_default());
            let statements = extraction.statements.len();
            writeln!(out, "{:<32} {date:<10} {statements:>5} statements  {title}", meta.id)?;
        }
    }
    Ok(code)
}

pub(super) fn forget(args: &Forget, folder: &Path, base: &str) -> anyhow::Result<u8> {
    anyhow::ensure!(folder.exists(), "{}: there is no store; run `tercet extract` first", folder.display());
    let mut store = Store::open(folder)?;
    let mut code = 0;
    for id in &args.ids {
        if !store.forget(id)? {
            eprintln!("tercet: there is no document {id}; `tercet documents` lists them");
            code = WRONG;
        }
    }
    store.tidy()?;
    if let Some(endpoint) = Endpoint::new(&args.remote.address) {
        let all = store.into_extractions();
        let gone = args.ids.iter().filter(|id| all.iter().all(|e| e.document.id != **id));
        endpoint.forget(gone, base)?;
        report(endpoint.push(&all, base, args.remote.statements)?);
    }
    Ok(code)
}

pub(super) fn push(args: &Remote, store: Store, base: &str) -> anyhow::Result<u8> {
    let endpoint = Endpoint::new(&args.address).context("say where to push to with --endpoint URL")?;
    report(endpoint.push(&store.into_extractions(), base, args.statements)?);
    Ok(0)
}

/// Says on standard error what a push did.
pub(super) fn report(pushed: Pushed) {
    eprintln!("{} graphs sent, {} were there already", pushed.sent, pushed.held);
}
