//! Everything that can go wrong, as one enum. Shells translate it; its own text is for the log only.

use std::path::{Path, PathBuf};

use crate::winback::Guardrail;

/// The result of anything the notebook does.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong. Nothing is half-written when one of these is returned.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing in the notebook (any more).
    #[error("no {what} {id}")]
    NotFound {
        /// The concept, in the words of the code: `customer`, `contact`…
        what: &'static str,
        /// The identifier asked for.
        id: String,
    },
    /// A value a person entered cannot be used.
    #[error("{field}: {reason:?}")]
    Invalid {
        /// The field, in camel case, as the interface names it.
        field: &'static str,
        /// Why.
        reason: Reason,
    },
    /// What a person entered in one of the notebook's own fields cannot be used.
    #[error("a field of the notebook's own: {reason:?}")]
    InvalidIn {
        /// The field.
        id: crate::ids::FieldId,
        /// Its name.
        name: String,
        /// Why.
        reason: Reason,
    },
    /// A guardrail forbids this contact.
    #[error("guarded: {0:?}")]
    Guarded(Guardrail),
    /// This step may not follow where the complaint stands.
    #[error("{step:?} may not follow {state:?}")]
    StepNotAllowed {
        /// Where it stands.
        state: crate::complaint::State,
        /// The step.
        step: crate::complaint::StepKind,
    },
    /// More would be given back than was paid.
    #[error("refund {refund:?} of a purchase of {purchase:?}")]
    RefundTooLarge {
        /// What would be given back, with what was before.
        refund: crate::money::Amount,
        /// What was paid.
        purchase: crate::money::Amount,
        /// Of which currency.
        currency: String,
    },
    /// The file is not a Fidèle notebook.
    #[error("{} is not a notebook", .0.display())]
    NotANotebook(PathBuf),
    /// The notebook was written by a newer version; it was left untouched.
    #[error("{} is version {found}, this program knows up to {supported}", path.display())]
    FileTooNew {
        /// The notebook.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// The newest version this program knows.
        supported: u32,
    },
    /// Another window or program has the notebook open.
    #[error("{} is open elsewhere", .0.display())]
    AlreadyOpen(PathBuf),
    /// There is already a file of that name.
    #[error("{} exists already", .0.display())]
    Exists(PathBuf),
    /// There is no file of that name.
    #[error("{} does not exist", .0.display())]
    Missing(PathBuf),
    /// The file or its folder cannot be written to.
    #[error("{} cannot be written to", .0.display())]
    ReadOnly(PathBuf),
    /// The disk is full.
    #[error("disk full")]
    DiskFull,
    /// The file's structure is broken.
    #[error("damaged: {0}")]
    Damaged(String),
    /// There is nothing (left) to take back or do again.
    #[error("nothing to undo")]
    NothingToUndo,
    /// What was noted since needs what would be taken back.
    #[error("built upon")]
    BuiltUpon,
    /// The person cancelled; nothing was written.
    #[error("cancelled")]
    Cancelled,
    /// A file cannot be kept with a moment, or not be opened.
    #[error(transparent)]
    Attachment(#[from] crate::attachment::AttachmentError),
    /// A file could not be understood or read.
    #[error(transparent)]
    Import(#[from] crate::import::ImportError),
    /// The file system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file concerned.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The database refused for a reason that is our fault, not the person's.
    #[error(transparent)]
    Sql(sqlx::Error),
    /// Stored text is not what this version writes.
    #[error("stored value: {0}")]
    Stored(#[from] serde_json::Error),
}

/// Why a value cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Reason {
    /// It is empty and must not be.
    Empty,
    /// It is longer than can be kept.
    TooLong,
    /// It is not a phone number of the notebook's country or in international form.
    NotAPhone,
    /// It is not an e-mail address.
    NotAnEmail,
    /// It lies before the day it has to follow.
    TooEarly,
    /// It lies in the future and must not.
    InTheFuture,
    /// It lies in the past and must not.
    InThePast,
    /// It is outside the range that makes sense.
    OutOfRange,
    /// It is not one of the known values.
    Unknown,
    /// Something else bears it already.
    Taken,
    /// It is not a number.
    NotANumber,
    /// It is not a day.
    NotADay,
    /// It is not one of the choices of its field.
    NotAChoice,
    /// It is neither yes nor no.
    NotYesNo,
    /// Customers have it: it cannot go before they have something else.
    InUse,
    /// More is given back than was paid.
    MoreThanPaid,
    /// It would lead back to where it starts: nobody is brought by whom they brought.
    Circular,
    /// It would be a judgement on somebody who asked not to be profiled.
    Unprofiled,
}

impl Error {
    /// The file system's refusal, with the reasons a person can act upon told apart.
    #[must_use]
    pub fn io(path: &Path, source: std::io::Error) -> Self {
        use std::io::ErrorKind;
        match source.kind() {
            ErrorKind::NotFound => Self::Missing(path.to_owned()),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly(path.to_owned())
            }
            ErrorKind::AlreadyExists => Self::Exists(path.to_owned()),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Io {
                path: path.to_owned(),
                source,
            },
        }
    }

    /// There is no such thing.
    pub(crate) fn not_found(what: &'static str, id: impl std::fmt::Display) -> Self {
        Self::NotFound {
            what,
            id: id.to_string(),
        }
    }

    /// A value cannot be used.
    pub(crate) const fn invalid(field: &'static str, reason: Reason) -> Self {
        Self::Invalid { field, reason }
    }
}

impl From<sqlx::Error> for Error {
    /// SQLite's result codes (<https://sqlite.org/rescode.html>), those a person can act upon told apart.
    fn from(error: sqlx::Error) -> Self {
        let code = error
            .as_database_error()
            .and_then(sqlx::error::DatabaseError::code)
            .and_then(|code| code.parse::<u32>().ok());
        // SQLITE_IOERR_SHMSIZE: no room for the file beside the notebook that opening it needs.
        if code == Some(4874) {
            return Self::DiskFull;
        }
        match code.map(|extended| extended & 0xff) {
            Some(8) => Self::ReadOnly(PathBuf::new()),
            Some(13) => Self::DiskFull,
            Some(11 | 26) => Self::Damaged(error.to_string()),
            _ => Self::Sql(error),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for Error {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        match error {
            sqlx::migrate::MigrateError::Execute(error) => error.into(),
            other => Self::Sql(sqlx::Error::Migrate(Box::new(other))),
        }
    }
}
