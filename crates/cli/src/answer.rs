//! How an answer leaves the program: one JSON document, or text, on standard output; complaints on standard error.

use std::io::{ErrorKind, Write as _};

use serde::Serialize;

use crate::fault::{self, Fault};

/// What a command answers, in both forms.
#[derive(Debug)]
pub struct Answer {
    /// The JSON document, on one line.
    pub json: String,
    /// The same for a person to read.
    pub text: String,
    /// [`fault::DONE`], or [`fault::NO`] when the answer is "no" or "nothing".
    pub exit: u8,
}

impl Answer {
    /// An answer that is not "no".
    ///
    /// # Errors
    /// When the data cannot be put into JSON, which is a fault of ours.
    pub fn new(data: &impl Serialize, text: String) -> Result<Self, Fault> {
        let json = serde_json::to_string(data)
            .map_err(|_| Fault::ours("an answer could not be put into JSON"))?;
        Ok(Self {
            json,
            text,
            exit: fault::DONE,
        })
    }

    /// The same, being a "no" unless `yes`.
    #[must_use]
    pub const fn yes(mut self, yes: bool) -> Self {
        self.exit = if yes { fault::DONE } else { fault::NO };
        self
    }

    /// Say it on standard output. It has left the program when this returns.
    ///
    /// # Errors
    /// When standard output cannot be written to.
    pub fn give(&self, json: bool) -> Result<(), Fault> {
        let said = if json { &self.json } else { &self.text };
        if said.is_empty() || said.ends_with('\n') {
            write_out(said)
        } else {
            write_out(&format!("{said}\n"))
        }
    }
}

/// Write to standard output. A reader that has heard enough (`| head`) is no fault.
///
/// # Errors
/// When it cannot be written, the disk being full for instance.
pub fn write_out(text: &str) -> Result<(), Fault> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Fault::from(
            fidele_core::Error::io(std::path::Path::new("standard output"), error),
        )),
        _ => Ok(()),
    }
}

/// Write to standard error, as far as anybody listens there.
pub fn write_err(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Say what went wrong, on standard error.
pub fn complain(fault: &Fault, json: bool) {
    if json {
        write_err(&format!("{}\n", fault.to_json()));
    } else {
        write_err(&format!("fidele: {}\n", fault.message));
    }
}
