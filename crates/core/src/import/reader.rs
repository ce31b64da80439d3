//! The reader: a process of its own in which a file of unknown origin is read. Whatever the file does to it, running out
//! of memory or out of time included, the program that asked gets an error and goes on.
//!
//! The program starts itself (or whatever it was told) again as `PROGRAM read-file FILE`, writes a `Request` to its standard
//! input and gets `Message`s from its standard output, each with its length in front.

mod limits;
mod parent;

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

pub(super) use parent::{each, look};

use super::delimited::Fault;
use super::error::ImportError;
use super::record::Record;
use super::table::{Kind, Source, TableFile};

/// The first argument of a program that is to be the reader.
const ROLE: &str = "read-file";
/// Records sent at a time: some tens of kilobytes.
const BATCH: usize = 512;
/// Time between two signs of life.
const BEAT: Duration = Duration::from_millis(200);
/// The longest message either side takes, in bytes: a batch of the longest records fits.
const LONGEST: u32 = 64 * 1024 * 1024;

/// What the reader is asked; sent as JSON, for a [`Source`] names its kind as the page wants it.
#[derive(Debug, Serialize, Deserialize)]
enum Request {
    /// What kind of file it is.
    Look,
    /// Its records.
    Records(Source),
}

/// What the reader answers.
#[derive(Debug, Serialize, Deserialize)]
enum Message {
    /// Nothing new yet, but it lives.
    Beat,
    /// The kind of file.
    Kind(Kind),
    /// Some records.
    Records(Vec<Sent>),
    /// The file cannot be read.
    Failed(Failure),
    /// There are no more records.
    End,
}

/// A record on its way from one process to the other.
#[derive(Debug, Serialize, Deserialize)]
struct Sent {
    record: Record,
    fault: Option<Fault>,
    done: f64,
}

/// An [`ImportError`] on its way; the file's path stays behind, as both sides know it.
#[derive(Debug, Serialize, Deserialize)]
enum Failure {
    Empty,
    NotATable,
    OtherFormat,
    Locked,
    Packed,
    Damaged(String),
    TooBig { megabytes: u32, limit: u32 },
    NoSuchSheet(String),
    Unreadable { code: Option<i32>, detail: String },
}

impl Failure {
    fn of(error: ImportError) -> Self {
        match error {
            ImportError::Empty(_) => Self::Empty,
            ImportError::NotATable(_) => Self::NotATable,
            ImportError::OtherFormat(_) => Self::OtherFormat,
            ImportError::Locked(_) => Self::Locked,
            ImportError::Packed(_) => Self::Packed,
            ImportError::TooBig {
                megabytes, limit, ..
            } => Self::TooBig { megabytes, limit },
            ImportError::NoSuchSheet { sheet, .. } => Self::NoSuchSheet(sheet),
            ImportError::Unreadable { source, .. } => Self::Unreadable {
                code: source.raw_os_error(),
                detail: source.to_string(),
            },
            ImportError::Damaged { detail, .. } => Self::Damaged(detail),
            // The rest is found by whoever asked, in what the reader sends.
            other => Self::Damaged(other.to_string()),
        }
    }

    fn at(self, path: &Path) -> ImportError {
        let path = path.to_owned();
        match self {
            Self::Empty => ImportError::Empty(path),
            Self::NotATable => ImportError::NotATable(path),
            Self::OtherFormat => ImportError::OtherFormat(path),
            Self::Locked => ImportError::Locked(path),
            Self::Packed => ImportError::Packed(path),
            Self::Damaged(detail) => ImportError::Damaged { path, detail },
            Self::TooBig { megabytes, limit } => ImportError::TooBig {
                path,
                megabytes,
                limit,
            },
            Self::NoSuchSheet(sheet) => ImportError::NoSuchSheet { path, sheet },
            Self::Unreadable { code, detail } => ImportError::Unreadable {
                path,
                source: code.map_or_else(|| io::Error::other(detail), io::Error::from_raw_os_error),
            },
        }
    }
}

/// What a program does first: if its arguments (without its name) say that it is the reader, it reads, and this is how it
/// ends. `None` means that it was started for anything else.
#[must_use]
pub fn serve(mut arguments: impl Iterator<Item = OsString>) -> Option<ExitCode> {
    if arguments.next()? != ROLE {
        return None;
    }
    let path = PathBuf::from(arguments.next()?);
    // Whoever asked has gone, or never was: there is nobody to tell.
    Some(answer(&path).map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS))
}

fn answer(path: &Path) -> io::Result<()> {
    let limits = limits::set(path)?;
    let request: String = receive(&mut io::stdin().lock())?
        .ok_or_else(|| io::Error::from(io::ErrorKind::UnexpectedEof))?;
    let request = serde_json::from_str(&request)?;
    let out = Arc::new(Mutex::new(io::stdout()));
    let say = |message: &Message| {
        let mut out = out.lock().unwrap_or_else(PoisonError::into_inner);
        send(&mut *out, message)
    };
    let alive = Arc::downgrade(&out);
    std::thread::spawn(move || {
        loop {
            std::thread::park_timeout(BEAT);
            let Some(out) = alive.upgrade() else { return };
            let mut out = out.lock().unwrap_or_else(PoisonError::into_inner);
            if limits.are_over() || send(&mut *out, &Message::Beat).is_err() {
                // Or nobody listens any more: neither is there anything to finish.
                std::process::exit(1);
            }
        }
    });
    let file = TableFile::here(path);
    match request {
        Request::Look => match file.look() {
            Ok(kind) => say(&Message::Kind(kind)),
            Err(error) => say(&Message::Failed(Failure::of(error))),
        },
        Request::Records(source) => {
            let mut batch = Vec::with_capacity(BATCH);
            let flow = |batch: &mut Vec<Sent>| say(&Message::Records(std::mem::take(batch)));
            let read = file.each(&source, |step| {
                batch.push(Sent {
                    record: step.record.clone(),
                    fault: step.fault,
                    done: step.done,
                });
                if batch.len() == BATCH {
                    flow(&mut batch).map_err(Stopped::Pipe)?;
                }
                Ok(ControlFlow::Continue(()))
            });
            match read {
                Ok(()) => {
                    flow(&mut batch)?;
                    say(&Message::End)
                }
                Err(Stopped::File(error)) => {
                    flow(&mut batch)?;
                    say(&Message::Failed(Failure::of(error)))
                }
                Err(Stopped::Pipe(error)) => Err(error),
            }
        }
    }
}

/// Why reading stopped.
enum Stopped {
    File(ImportError),
    Pipe(io::Error),
}

impl From<ImportError> for Stopped {
    fn from(error: ImportError) -> Self {
        Self::File(error)
    }
}

fn send(out: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    let bytes = postcard::to_stdvec(message).map_err(io::Error::other)?;
    let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(&bytes)?;
    out.flush()
}

/// The next message; `None` where the other side has ended between two.
fn receive<T: for<'de> Deserialize<'de>>(input: &mut impl Read) -> io::Result<Option<T>> {
    let mut length = [0; 4];
    match input.read_exact(&mut length) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let length = u32::from_le_bytes(length);
    if length > LONGEST {
        return Err(io::Error::from(io::ErrorKind::InvalidData));
    }
    let mut bytes = Vec::new();
    input.take(u64::from(length)).read_to_end(&mut bytes)?;
    postcard::from_bytes(&bytes)
        .map(Some)
        .map_err(io::Error::other)
}

#[cfg(test)]
mod tests;
