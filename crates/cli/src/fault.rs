//! What can go wrong, as a code with parameters (those of the window), a sentence, and an exit code.

mod attach;
pub mod fit;
mod import;

use std::path::Path;

use fidele_core::Error;
use serde_json::{Map, Value, json};

use crate::say;

/// Done.
pub const DONE: u8 = 0;
/// The answer is "no", or there is nothing.
pub const NO: u8 = 1;
/// The command line cannot be understood.
pub const USAGE: u8 = 2;
/// What was given (a value, a file to import) cannot be used.
pub const BAD_INPUT: u8 = 3;
/// The notebook, or another file, cannot be opened or written.
pub const BAD_FILE: u8 = 4;
/// A fault of ours.
pub const OURS: u8 = 5;
/// Cancelled with Ctrl-C; nothing was written. 128 and the number of the signal, as shells have it.
pub const CANCELLED: u8 = 130;

/// What went wrong.
#[derive(Debug)]
pub struct Fault {
    /// The code, the same as the window's.
    pub code: &'static str,
    /// Its parameters, an object.
    pub parameters: Map<String, Value>,
    /// A sentence with the remedy.
    pub message: String,
    /// The exit code.
    pub exit: u8,
}

impl Fault {
    /// A fault with a sentence.
    pub fn new(
        code: &'static str,
        exit: u8,
        parameters: Value,
        message: impl Into<String>,
    ) -> Self {
        let parameters = match parameters {
            Value::Object(parameters) => parameters,
            _ => Map::new(),
        };
        Self {
            code,
            parameters,
            message: say::plain(&message.into()),
            exit,
        }
    }

    /// The command line cannot be understood.
    pub fn usage(message: &str) -> Self {
        let message = message.trim();
        let message = message.strip_prefix("error: ").unwrap_or(message);
        Self {
            code: "usage",
            parameters: Map::new(),
            message: message.to_owned(),
            exit: USAGE,
        }
    }

    /// A fault of ours. `detail` never carries a customer's data.
    pub fn ours(detail: &str) -> Self {
        let message =
            format!("this is a fault of Fidèle, not yours ({detail}); nothing was written");
        Self::new("internal", OURS, json!({ "detail": detail }), message)
    }

    /// The fault as one line of JSON: `{"error":{"code":…,"message":…,…}}`.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut error = Map::new();
        error.insert("code".to_owned(), self.code.into());
        error.extend(self.parameters.clone());
        error.insert("message".to_owned(), self.message.clone().into());
        json!({ "error": error }).to_string()
    }

    /// The same fault, on a line of a batch.
    #[must_use]
    pub fn on_line(&self, line: u32) -> Self {
        let mut parameters = self.parameters.clone();
        parameters.insert("inputLine".to_owned(), line.into());
        Self {
            code: self.code,
            parameters,
            message: format!("line {line}: {}", self.message),
            exit: self.exit,
        }
    }

    /// The same fault, naming the notebook where SQLite could not.
    #[must_use]
    pub fn in_notebook(self, notebook: &Path) -> Self {
        if self.code == "readOnly" && self.parameters.get("file") == Some(&"".into()) {
            Error::ReadOnly(notebook.to_owned()).into()
        } else {
            self
        }
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        let about = |path: &Path| json!({ "file": path.display().to_string() });
        let (code, exit, parameters, message) = match &error {
            Error::NotFound { what, id } => (
                "notFound",
                NO,
                json!({ "what": what, "id": id }),
                format!("there is no {what} {id} in this notebook"),
            ),
            Error::Invalid { field, reason } => (
                "invalid",
                BAD_INPUT,
                json!({ "field": field, "reason": reason }),
                format!("{field}: {}", say::reason(*reason)),
            ),
            Error::InvalidIn { name, reason, .. } => (
                "invalid",
                BAD_INPUT,
                json!({ "field": name, "reason": reason }),
                format!("{name}: {}", say::reason(*reason)),
            ),
            Error::Guarded(guardrail) => (
                "guarded",
                NO,
                json!({ "guardrail": guardrail }),
                format!("not planned: {}", say::guard(guardrail.guard)),
            ),
            Error::StepNotAllowed { state, step } => (
                "stepNotAllowed",
                BAD_INPUT,
                json!({ "state": state, "step": step }),
                format!(
                    "a complaint that is {} cannot be noted as {}",
                    say::complaint_state(*state),
                    say::complaint_step(*step)
                ),
            ),
            Error::RefundTooLarge {
                refund,
                purchase,
                currency,
            } => (
                "refundTooLarge",
                BAD_INPUT,
                json!({ "refund": refund, "purchase": purchase, "currency": currency }),
                format!(
                    "{} would be given back of a purchase of {}",
                    say::money(*refund, currency),
                    say::money(*purchase, currency)
                ),
            ),
            Error::NotANotebook(path) => (
                "notANotebook",
                BAD_FILE,
                about(path),
                format!(
                    "{} is no Fidèle notebook; it was left as it is",
                    path.display()
                ),
            ),
            Error::FileTooNew {
                path,
                found,
                supported,
            } => (
                "fileTooNew",
                BAD_FILE,
                json!({ "file": path.display().to_string(), "found": found, "supported": supported }),
                format!(
                    "{} was written by a newer Fidèle (version {found}, this one knows {supported}); it was left as it is",
                    path.display()
                ),
            ),
            Error::AlreadyOpen(path) => (
                "alreadyOpen",
                BAD_FILE,
                about(path),
                format!(
                    "{} is open in another window or program; close it there first",
                    path.display()
                ),
            ),
            Error::Exists(path) => (
                "exists",
                BAD_FILE,
                about(path),
                format!(
                    "{} exists already and is never replaced; choose another name",
                    path.display()
                ),
            ),
            Error::Missing(path) => (
                "missing",
                BAD_FILE,
                about(path),
                format!("{} does not exist", path.display()),
            ),
            Error::ReadOnly(path) => (
                "readOnly",
                BAD_FILE,
                about(path),
                format!(
                    "{} or its folder cannot be written to; nothing was changed",
                    path.display()
                ),
            ),
            Error::DiskFull => (
                "diskFull",
                BAD_FILE,
                json!({}),
                "the disk is full; nothing of this was written, all written before is safe"
                    .to_owned(),
            ),
            Error::Damaged(_) => (
                "damaged",
                BAD_FILE,
                json!({}),
                "the notebook's file is damaged; work on a copy, or go back to a backup".to_owned(),
            ),
            Error::NothingToUndo => (
                "nothingToUndo",
                NO,
                json!({}),
                "there is nothing to take back or do again".to_owned(),
            ),
            Error::BuiltUpon => (
                "builtUpon",
                NO,
                json!({}),
                "what was noted since needs it: take that back first".to_owned(),
            ),
            Error::Cancelled => (
                "cancelled",
                CANCELLED,
                json!({}),
                "cancelled; nothing was written".to_owned(),
            ),
            Error::Attachment(attachment) => return attach::fault(attachment),
            Error::Import(import) => return import::fault(import),
            // The statement's text could carry a customer's data; its kind is enough to find the fault.
            Error::Sql(sql) => return Self::ours(&kind_of(sql)),
            Error::Io { path, source } => (
                "io",
                BAD_FILE,
                about(path),
                format!("{}: {source}", path.display()),
            ),
            Error::Stored(_) => return Self::ours("a stored value is not understood"),
        };
        Self::new(code, exit, parameters, message)
    }
}

fn kind_of(error: &impl std::fmt::Debug) -> String {
    let text = format!("{error:?}");
    text.split(['(', '{', ' '])
        .next()
        .unwrap_or_default()
        .to_owned()
}
