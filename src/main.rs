//! The `tercet` command.
//!
//! Exit codes: 0 it went well; 1 nothing was found, or `check` found violations; 2 something went wrong.

use clap::Parser;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;
use tercet::cli::{Arguments, run};

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(code) => ExitCode::from(code),
        // Whoever reads our output has read enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Where even standard error is closed there is nobody to tell.
            let _ = writeln!(std::io::stderr(), "tercet: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == ErrorKind::BrokenPipe)
    })
}
