//! Why a file cannot be imported, and the remedy.

use std::path::Path;

use fidele_core::Error;
use fidele_core::import::ImportError;
use serde_json::json;

use super::{BAD_INPUT, Fault};
use crate::say;

/// The fault that keeps a file from being imported.
pub fn fault(error: &ImportError) -> Fault {
    let about = |path: &Path| json!({ "file": path.display().to_string() });
    let (code, parameters, message) = match error {
        ImportError::Empty(path) => (
            "importEmpty",
            about(path),
            format!("{} is empty", path.display()),
        ),
        ImportError::HeaderOnly { path, line } => (
            "importHeaderOnly",
            json!({ "file": path.display().to_string(), "line": line }),
            format!(
                "{} has a header on line {line} and nothing below it",
                path.display()
            ),
        ),
        ImportError::NotATable(path) => (
            "importNotATable",
            about(path),
            format!(
                "{} is no table; save it as .csv or .xlsx first",
                path.display()
            ),
        ),
        ImportError::OldOrLocked(path) => (
            "importOldOrLocked",
            about(path),
            format!(
                "{} is a spreadsheet in the old format or locked with a password; save it as .xlsx or .csv first",
                path.display()
            ),
        ),
        ImportError::Damaged { path, .. } => (
            "importDamaged",
            about(path),
            format!(
                "{} is damaged; save it again as .xlsx or .csv",
                path.display()
            ),
        ),
        ImportError::TooBig {
            path,
            megabytes,
            limit,
        } => (
            "importTooBig",
            json!({ "file": path.display().to_string(), "megabytes": megabytes, "limit": limit }),
            format!(
                "{} unpacks to {megabytes} MB, at most {limit} are read; save it as .csv first",
                path.display()
            ),
        ),
        ImportError::NoSuchSheet { path, sheet } => (
            "importNoSuchSheet",
            json!({ "file": path.display().to_string(), "sheet": sheet }),
            format!("{} has no sheet \"{sheet}\"", path.display()),
        ),
        ImportError::Unanswered(question) => (
            "importUnanswered",
            json!({ "question": question }),
            say::question(question),
        ),
        ImportError::OtherShape {
            path,
            expected,
            found,
        } => (
            "importOtherShape",
            json!({ "file": path.display().to_string(), "expected": expected, "found": found }),
            format!(
                "{} has {found} columns where the mapping has {expected}; leave --map out to guess afresh",
                path.display()
            ),
        ),
        ImportError::TooHeavy(path) => (
            "importTooHeavy",
            about(path),
            format!(
                "reading {} took more memory or time than any honest file needs, and was stopped; save it again as .csv, or export it anew",
                path.display()
            ),
        ),
        ImportError::NoReader { path, .. } => (
            "importNoReader",
            about(path),
            format!(
                "there was nothing to read {} with; free some memory and try again, or install Fidèle again",
                path.display()
            ),
        ),
        ImportError::Unreadable { path, source } => {
            return Error::io(path, std::io::Error::from(source.kind())).into();
        }
    };
    Fault::new(code, BAD_INPUT, parameters, message)
}
