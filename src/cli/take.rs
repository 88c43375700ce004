//! `export` and `draw`.

use super::{DRAWN, Draw, Export, NOTHING};
use crate::entity::Extraction;
use crate::export::filter::{Filter, Measure};
use crate::export::{Format, Options, file, write};
use crate::ontology::Ontology;
use crate::store::Store;
use crate::store::rdf::Statements;
use anyhow::{Context, bail};
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::{Command, Stdio};

pub(super) fn export(args: &Export, store: &Store, base: &str, out: &mut dyn Write) -> anyhow::Result<u8> {
    let ontology = Ontology::with_files(args.ontology.as_slice())?;
    let Some(extractions) = chosen(&args.filter, args.format, store, &ontology) else {
        return Ok(NOTHING);
    };
    let top = args.filter.top.unwrap_or(DRAWN);
    let options = Options { base: base.to_owned(), statements: args.statements, top, ontology };
    if args.output == Path::new("-") {
        write(args.format, &extractions, &options, out)?;
    } else {
        file::replace(&args.output, |out| write(args.format, &extractions, &options, out))
            .with_context(|| args.output.display().to_string())?;
    }
    Ok(0)
}

/// What the filter lets through; says so where that is nothing.
fn chosen(filter: &Filter, format: Format, store: &Store, ontology: &Ontology) -> Option<Vec<Extraction>> {
    let mut filter = filter.clone();
    // A picture takes the first by PageRank itself, and what they are linked to.
    if format.is_drawing() && filter.by == Measure::Pagerank {
        filter.top = None;
    }
    let extractions = filter.apply(store.extractions(), ontology);
    if !filter.is_empty() && extractions.iter().all(|e| e.statements.is_empty()) {
        eprintln!("tercet: no statement meets all of these conditions; nothing was written");
        return None;
    }
    Some(extractions)
}

pub(super) fn draw(args: &Draw, store: &Store) -> anyhow::Result<u8> {
    let extension = args.output.extension().and_then(|e| e.to_str()).unwrap_or_default();
    let graphviz = match extension {
        "svg" => args.graphviz,
        "png" | "pdf" => true,
        _ => bail!("{}: cannot draw this; end the name in .svg, .png or .pdf", args.output.display()),
    };
    let ontology = Ontology::with_files(args.ontology.as_slice())?;
    let Some(extractions) = chosen(&args.filter, Format::Svg, store, &ontology) else {
        return Ok(NOTHING);
    };
    let top = args.filter.top.unwrap_or(DRAWN);
    let options = Options { base: String::new(), statements: Statements::None, top, ontology };
    let format = if graphviz { Format::Dot } else { Format::Svg };
    let mut picture = Vec::new();
    write(format, &extractions, &options, &mut picture)?;
    if graphviz {
        picture = dot(extension, picture)?;
    }
    file::replace(&args.output, |out| out.write_all(&picture))
        .with_context(|| args.output.display().to_string())?;
    Ok(0)
}

/// What Graphviz makes of the graph.
fn dot(format: &str, input: Vec<u8>) -> anyhow::Result<Vec<u8>> {
    let started =
        Command::new("dot").arg(format!("-T{format}")).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = match started {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            bail!(
                "{format} needs Graphviz: install it (apt install graphviz, brew install graphviz), or draw a .svg, which needs nothing"
            )
        }
        other => other.context("dot")?,
    };
    let mut stdin = child.stdin.take().context("dot takes no input")?;
    let feeder = std::thread::spawn(move || stdin.write_all(&input));
    let picture = child.wait_with_output().context("dot")?;
    // Where dot ended early its status tells more than our broken pipe.
    let _ = feeder.join();
    if !picture.status.success() {
        bail!("dot could not draw the graph ({})", picture.status);
    }
    Ok(picture.stdout)
}
