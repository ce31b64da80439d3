//! Many commands on one open notebook.

use clap::Parser as _;
use clap::error::ErrorKind;
use fidele_core::Notebook;
use tokio::io::{AsyncBufReadExt as _, BufReader};

use super::answer;
use crate::answer::{complain, write_out};
use crate::args::{Batch, Line};
use crate::fault::{DONE, Fault};
use crate::line;

/// `batch`. Returns the exit code of the first command that failed, if one did.
///
/// # Errors
/// When standard input cannot be read or standard output cannot be written to.
pub async fn run(book: &Notebook, how: &Batch, json: bool) -> Result<u8, Fault> {
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    let (mut at, mut exit) = (0_u32, DONE);
    loop {
        let next = lines.next_line().await;
        at += 1;
        let line = match next {
            Ok(Some(line)) => line,
            Ok(None) => return Ok(exit),
            Err(_) => return Err(Fault::usage(&format!("line {at} is not UTF-8 text"))),
        };
        // An answer leaves the program only once its command is safely in the notebook.
        match one(book, &line).await {
            Ok(None) => {}
            Ok(Some(answer)) => answer.give(json)?,
            Err(fault) => {
                complain(&fault.on_line(at), json);
                if exit == DONE {
                    exit = fault.exit;
                }
                if !how.keep_going {
                    return Ok(exit);
                }
            }
        }
    }
}

async fn one(book: &Notebook, line: &str) -> Result<Option<crate::answer::Answer>, Fault> {
    let Some(words) = line::words(line).map_err(|why| Fault::usage(&why))? else {
        return Ok(None);
    };
    match Line::try_parse_from(words) {
        Ok(line) => answer(&line.command, book).await.map(Some),
        Err(error) if error.kind() == ErrorKind::DisplayHelp => {
            write_out(&error.render().to_string()).map(|()| None)
        }
        Err(error) => Err(Fault::usage(&error.render().to_string())),
    }
}
