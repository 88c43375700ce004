//! `export` and `draw`.

use super::{Draw, Export};
use crate::export::{Format, Options, file, write};
use crate::store::Store;
use crate::store::rdf::Statements;
use anyhow::{Context, bail};
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::{Command, Stdio};

pub(super) fn export(args: &Export, store: &Store, base: &str, out: &mut dyn Write) -> anyhow::Result<u8> {
    let extractions = args.filter.apply(store.extractions());
    let options = Options { base: base.to_owned(), statements: args.statements, top: args.top };
    if args.output == Path::new("-") {
        write(args.format, &extractions, &options, out)?;
    } else {
        file::replace(&args.output, |out| write(args.format, &extractions, &options, out))
            .with_context(|| args.output.display().to_string())?;
    }
    Ok(0)
}

pub(super) fn draw(args: &Draw, store: &Store) -> anyhow::Result<u8> {
    let extension = args.output.extension().and_then(|e| e.to_str()).unwrap_or_default();
    if !["svg", "png", "pdf"].contains(&extension) {
        bail!("{}: cannot draw this; end the name in .svg, .png or .pdf", args.output.display());
    }
    let extractions = args.filter.apply(store.extractions());
    let options = Options { base: String::new(), statements: Statements::None, top: args.top };
    let mut dot = Vec::new();
    write(Format::Dot, &extractions, &options, &mut dot)?;
    let started = Command::new("dot")
        .arg(format!("-T{extension}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let mut child = match started {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            bail!(
                "drawing needs Graphviz: install it (apt install graphviz, brew install graphviz), or use `tercet export --format html`"
            )
        }
        other => other.context("dot")?,
    };
    let mut input = child.stdin.take().context("dot takes no input")?;
    let feeder = std::thread::spawn(move || input.write_all(&dot));
    let picture = child.wait_with_output().context("dot")?;
    // Where dot ended early its status tells more than our broken pipe.
    let _ = feeder.join();
    if !picture.status.success() {
        bail!("dot could not draw the graph ({})", picture.status);
    }
    file::replace(&args.output, |out| out.write_all(&picture.stdout))
        .with_context(|| args.output.display().to_string())?;
    Ok(0)
}
