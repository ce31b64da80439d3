//! Watching a long import: progress for a person at a terminal, and Ctrl-C.

use std::io::IsTerminal as _;

use fidele_core::import::report::{Control, Phase, Progress};
use tokio::task::JoinHandle;

use crate::answer::write_err;
use crate::fault::CANCELLED;

/// Wipes the line of progress.
const WIPE: &str = "\r\x1b[K";

/// The watch over one import.
pub struct Watch {
    listener: JoinHandle<()>,
    shows: bool,
}

/// Start watching. Ctrl-C cancels through the control: nothing is written then. A second Ctrl-C does not wait for that;
/// SQLite then finds the notebook as it was.
pub fn start() -> (Control, Watch) {
    let shows = std::io::stderr().is_terminal();
    let control = if shows {
        Control::watched_by(show)
    } else {
        Control::default()
    };
    let cancelled = control.clone();
    let listener = tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            cancelled.cancel();
        }
        if tokio::signal::ctrl_c().await.is_ok() {
            std::process::exit(CANCELLED.into());
        }
    });
    (control, Watch { listener, shows })
}

impl Watch {
    /// Stop watching: what the import has to say comes next.
    pub fn end(self) {}
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.listener.abort();
        if self.shows {
            write_err(WIPE);
        }
    }
}

fn show(progress: Progress) {
    let what = match progress.phase {
        Phase::Reading => "reading",
        Phase::Matching => "recognising customers",
        Phase::Writing => "writing",
        Phase::Standing => "working out rhythms",
    };
    write_err(&format!("{WIPE}{what} {:.0} %", progress.done * 100.0));
}
