//! `fidele`: every capability of Fidèle from the command line.
//!
//! In reading order: [`args`] what can be typed, with [`words`] for the values; [`commands`] what each command
//! does; [`answer`] how it is said, as text ([`say`]) or as JSON; [`fault`] what can go wrong, with its exit code.
//! `docs/cli.md` is the promise this keeps.

mod answer;
mod args;
mod commands;
mod fault;
mod line;
mod say;
mod table;
mod words;

use std::process::ExitCode;

use clap::Parser as _;
use clap::error::ErrorKind;
use fidele_core::import::reader;

use crate::args::Cli;
use crate::fault::Fault;

fn main() -> ExitCode {
    if let Some(read) = reader::serve(std::env::args_os().skip(1)) {
        return read;
    }
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return misused(&error),
    };
    let json = cli.global.json;
    let done = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|_| Fault::ours("the program could not start its threads"))
        .and_then(|runtime| runtime.block_on(commands::run(cli)));
    match done {
        Ok(code) => ExitCode::from(code),
        Err(fault) => {
            answer::complain(&fault, json);
            ExitCode::from(fault.exit)
        }
    }
}

/// What clap has to say: the help that was asked for, or what was wrong with the command line.
fn misused(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let shown = answer::write_out(&error.render().to_string());
            ExitCode::from(shown.map_or_else(|fault| fault.exit, |()| fault::DONE))
        }
        // Whether --json was among the arguments is not known yet, for they could not be read.
        _ if std::env::args_os().any(|argument| argument == "--json") => {
            answer::complain(&Fault::usage(&error.render().to_string()), true);
            ExitCode::from(fault::USAGE)
        }
        _ => {
            // Nowhere left to say that standard error is closed.
            let _ = error.print();
            ExitCode::from(fault::USAGE)
        }
    }
}
