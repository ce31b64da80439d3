//! The side that asks.

use std::io::{self, BufReader};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use super::{Message, ROLE, Request, receive, send};
use crate::import::error::ImportError;
use crate::import::report::Control;
use crate::import::table::{Kind, Source, Step};

/// How a Rust program ends that panicked.
const PANICKED: i32 = 101;

/// A reader at work. Dropped, it ends.
struct Reader<'p> {
    child: Child,
    output: BufReader<ChildStdout>,
    path: &'p Path,
}

impl<'p> Reader<'p> {
    fn ask(program: &Path, path: &'p Path, request: &Request) -> Result<Self, ImportError> {
        let failed = |source| ImportError::NoReader {
            path: path.to_owned(),
            source,
        };
        let request = serde_json::to_string(request).map_err(|error| failed(error.into()))?;
        let mut child = Command::new(program)
            .arg(ROLE)
            .arg(path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // What it would say there, dying, could quote the file.
            .stderr(Stdio::null())
            .spawn()
            .map_err(failed)?;
        let missing = || failed(io::Error::from(io::ErrorKind::BrokenPipe));
        let mut input = child.stdin.take().ok_or_else(missing)?;
        let output = child.stdout.take().ok_or_else(missing)?;
        let reader = Self {
            child,
            output: BufReader::with_capacity(1 << 16, output),
            path,
        };
        // A reader that has died already is noticed below, with the reason.
        let _ = send(&mut input, &request);
        Ok(reader)
    }

    fn next(&mut self) -> Result<Message, ImportError> {
        match receive(&mut self.output) {
            Ok(Some(message)) => Ok(message),
            Ok(None) | Err(_) => Err(self.died()),
        }
    }

    /// Why it ended without a last word: a fault in reading the file, or the system ended it.
    fn died(&mut self) -> ImportError {
        let path = self.path.to_owned();
        // One that talks nonsense has not ended.
        let _ = self.child.kill();
        match self.child.wait() {
            Ok(ended) if ended.code() == Some(PANICKED) => ImportError::Damaged {
                path,
                detail: "the reader failed".to_owned(),
            },
            _ => ImportError::TooHeavy(path),
        }
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        // One that has ended cannot be stopped, and is only waited for.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// As [`TableFile::look`](crate::import::table::TableFile::look), in a process of `program`.
pub(in crate::import) fn look(
    program: &Path,
    path: &Path,
    control: &Control,
) -> Result<Kind, ImportError> {
    let mut reader = Reader::ask(program, path, &Request::Look)?;
    loop {
        match reader.next()? {
            Message::Kind(kind) => return Ok(kind),
            Message::Failed(failure) => return Err(failure.at(path)),
            Message::Beat if control.is_cancelled() => {
                return Err(ImportError::Unreadable {
                    path: path.to_owned(),
                    source: io::Error::from(io::ErrorKind::Interrupted),
                });
            }
            Message::Beat | Message::Records(_) => {}
            Message::End => return Err(ImportError::TooHeavy(path.to_owned())),
        }
    }
}

/// As [`TableFile::each`](crate::import::table::TableFile::each), in a process of `program`.
pub(in crate::import) fn each<E: From<ImportError>>(
    program: &Path,
    path: &Path,
    source: &Source,
    control: &Control,
    mut show: impl FnMut(&Step<'_>) -> Result<ControlFlow<()>, E>,
) -> Result<(), E> {
    let mut reader = Reader::ask(program, path, &Request::Records(source.clone()))?;
    loop {
        let records = match reader.next()? {
            Message::Records(records) => records,
            Message::Failed(failure) => return Err(failure.at(path).into()),
            Message::End => return Ok(()),
            Message::Beat if control.is_cancelled() => return Ok(()),
            Message::Beat | Message::Kind(_) => continue,
        };
        for sent in &records {
            let step = Step {
                record: &sent.record,
                fault: sent.fault,
                done: sent.done,
            };
            if show(&step)?.is_break() {
                return Ok(());
            }
        }
    }
}
