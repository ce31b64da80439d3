//! What a command answers when it cannot do what was asked: a code and its parameters, never a sentence. The interface
//! owns the words, in the language of the person.

use std::path::{Path, PathBuf};

use fidele_core::Error;
use fidele_core::attachment::AttachmentError;
use fidele_core::complaint::{State, StepKind};
use fidele_core::error::Reason;
use fidele_core::import::ImportError;
use fidele_core::import::mapping::Question;
use fidele_core::money::Amount;
use fidele_core::winback::Guardrail;
use serde::Serialize;
use specta::Type;

/// The error that crosses to the page.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(
    tag = "code",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum IpcError {
    /// No notebook is open.
    NoNotebook,
    /// There is no such thing (any more).
    NotFound {
        /// The concept.
        what: String,
    },
    /// A value a person entered cannot be used.
    Invalid {
        /// The field.
        field: String,
        /// Why.
        reason: Reason,
    },
    /// A guardrail forbids the contact.
    Guarded {
        /// Which.
        guardrail: Guardrail,
    },
    /// This step may not follow where the complaint stands.
    StepNotAllowed {
        /// Where it stands.
        state: State,
        /// The step.
        step: StepKind,
    },
    /// More would be given back than was paid.
    RefundTooLarge {
        /// What would be given back.
        refund: Amount,
        /// What was paid.
        purchase: Amount,
        /// Of which currency.
        currency: String,
    },
    /// The file is no notebook.
    NotANotebook {
        /// Its name.
        file: String,
    },
    /// The notebook was written by a newer version; it was left untouched.
    FileTooNew {
        /// Its name.
        file: String,
        /// Its version.
        found: u32,
        /// The newest version known.
        supported: u32,
    },
    /// Another window or program has it open.
    AlreadyOpen {
        /// Its name.
        file: String,
    },
    /// There is already a file of that name.
    Exists {
        /// Its name.
        file: String,
    },
    /// There is no such file.
    Missing {
        /// Its name.
        file: String,
    },
    /// The file or its folder cannot be written to.
    ReadOnly {
        /// Its name.
        file: String,
    },
    /// The file could not be shown in the system's file manager.
    NotShown {
        /// Where it is.
        path: PathBuf,
    },
    /// The disk is full.
    DiskFull,
    /// The file's structure is broken.
    Damaged,
    /// There is nothing to take back or do again.
    NothingToUndo,
    /// What was noted since needs what would be taken back.
    BuiltUpon,
    /// The person cancelled; nothing was written.
    Cancelled,
    /// The file to import holds nothing.
    ImportEmpty {
        /// Its name.
        file: String,
    },
    /// The file to import has a header and nothing below it.
    ImportHeaderOnly {
        /// Its name.
        file: String,
        /// The header's line.
        line: u32,
    },
    /// The file to import is no table.
    ImportNotATable {
        /// Its name.
        file: String,
    },
    /// The spreadsheet is in another format (.xls, .xlsb, .ods, a web page).
    ImportOtherFormat {
        /// Its name.
        file: String,
    },
    /// The spreadsheet is locked with a password.
    ImportLocked {
        /// Its name.
        file: String,
    },
    /// It is an archive.
    ImportPacked {
        /// Its name.
        file: String,
    },
    /// The spreadsheet is broken.
    ImportDamaged {
        /// Its name.
        file: String,
    },
    /// The spreadsheet unpacks to more than is safe.
    ImportTooBig {
        /// Its name.
        file: String,
        /// Millions of bytes.
        megabytes: u32,
        /// The most that is read.
        limit: u32,
    },
    /// Reading it took more memory or time than any honest file needs.
    ImportTooHeavy {
        /// Its name.
        file: String,
    },
    /// There was nothing to read it with.
    ImportNoReader {
        /// Its name.
        file: String,
    },
    /// The spreadsheet has no such sheet.
    ImportNoSuchSheet {
        /// Its name.
        file: String,
        /// The sheet.
        sheet: String,
    },
    /// Something has to be answered first.
    ImportUnanswered {
        /// Its name.
        file: String,
        /// The heading of the column it is about, when it is about one.
        heading: String,
        /// What.
        question: Question,
    },
    /// The mapping is another file's.
    ImportOtherShape {
        /// Its name.
        file: String,
        /// The line of the headings.
        line: u32,
        /// The heading the mapping has; empty when it has no such column.
        expected: String,
        /// The heading the file has; empty when it has no such column.
        found: String,
    },
    /// The file to keep is no longer where it was chosen.
    AttachmentVanished {
        /// Its name.
        file: String,
    },
    /// The file to keep holds nothing.
    AttachmentEmpty {
        /// Its name.
        file: String,
    },
    /// The file to keep is too large.
    AttachmentTooLarge {
        /// Its name.
        file: String,
        /// Millions of bytes.
        megabytes: u32,
        /// The most that is kept.
        limit: u32,
    },
    /// What is to be kept is no file.
    AttachmentNotAFile {
        /// Its name.
        file: String,
    },
    /// The file is, or might be, a program.
    AttachmentNotOpened {
        /// Its name.
        file: String,
    },
    /// A fault of ours. The detail is in the log, under this number.
    Internal {
        /// The number to give when asking for help.
        incident: String,
    },
}

impl IpcError {
    /// A fault of ours: the detail goes to the log under a number, the number to the page.
    pub fn ours(detail: impl std::fmt::Display) -> Self {
        use std::hash::{BuildHasher as _, Hasher as _};
        // Any number that is unlikely to come twice; std's hasher keys are random.
        let incident = std::collections::hash_map::RandomState::new()
            .build_hasher()
            .finish();
        let incident = format!("{:08X}", incident >> 32);
        eprintln!("fidele-desktop: incident {incident}: {detail}");
        Self::Internal { incident }
    }
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

impl From<Error> for IpcError {
    fn from(error: Error) -> Self {
        let file = |path: &PathBuf| name(path);
        match &error {
            Error::NotFound { what, .. } => Self::NotFound {
                what: (*what).to_owned(),
            },
            Error::Invalid { field, reason } => Self::Invalid {
                field: (*field).to_owned(),
                reason: *reason,
            },
            Error::InvalidIn { id, reason, .. } => Self::Invalid {
                field: id.to_string(),
                reason: *reason,
            },
            Error::Guarded(guardrail) => Self::Guarded {
                guardrail: *guardrail,
            },
            Error::StepNotAllowed { state, step } => Self::StepNotAllowed {
                state: *state,
                step: *step,
            },
            Error::RefundTooLarge {
                refund,
                purchase,
                currency,
            } => Self::RefundTooLarge {
                refund: *refund,
                purchase: *purchase,
                currency: currency.clone(),
            },
            Error::NotANotebook(path) => Self::NotANotebook { file: file(path) },
            Error::FileTooNew {
                path,
                found,
                supported,
            } => Self::FileTooNew {
                file: file(path),
                found: *found,
                supported: *supported,
            },
            Error::AlreadyOpen(path) => Self::AlreadyOpen { file: file(path) },
            Error::Exists(path) => Self::Exists { file: file(path) },
            Error::Missing(path) => Self::Missing { file: file(path) },
            Error::ReadOnly(path) => Self::ReadOnly { file: file(path) },
            Error::DiskFull => Self::DiskFull,
            Error::Damaged(_) => Self::Damaged,
            Error::NothingToUndo => Self::NothingToUndo,
            Error::BuiltUpon => Self::BuiltUpon,
            Error::Cancelled => Self::Cancelled,
            Error::Import(import) => import_error(import),
            Error::Attachment(attachment) => attachment_error(attachment),
            // The statement's text could carry a customer's data; its kind is enough to find the fault.
            Error::Sql(sql) => Self::ours(kind_of(sql)),
            Error::Io { source, .. } => Self::ours(source.kind()),
            Error::Stored(_) => Self::ours("stored value not understood"),
        }
    }
}

fn attachment_error(error: &AttachmentError) -> IpcError {
    match error.clone() {
        AttachmentError::Vanished { file } => IpcError::AttachmentVanished { file },
        AttachmentError::Empty { file } => IpcError::AttachmentEmpty { file },
        AttachmentError::TooLarge {
            file,
            megabytes,
            limit,
        } => IpcError::AttachmentTooLarge {
            file,
            megabytes,
            limit,
        },
        AttachmentError::NotAFile { file } => IpcError::AttachmentNotAFile { file },
        AttachmentError::NotOpened { file } => IpcError::AttachmentNotOpened { file },
    }
}

fn kind_of(error: &impl std::fmt::Debug) -> String {
    let text = format!("{error:?}");
    text.split(['(', '{', ' '])
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn import_error(error: &ImportError) -> IpcError {
    match error {
        ImportError::Empty(path) => IpcError::ImportEmpty { file: name(path) },
        ImportError::HeaderOnly { path, line } => IpcError::ImportHeaderOnly {
            file: name(path),
            line: *line,
        },
        ImportError::NotATable(path) => IpcError::ImportNotATable { file: name(path) },
        ImportError::OtherFormat(path) => IpcError::ImportOtherFormat { file: name(path) },
        ImportError::Locked(path) => IpcError::ImportLocked { file: name(path) },
        ImportError::Packed(path) => IpcError::ImportPacked { file: name(path) },
        ImportError::Damaged { path, .. } => IpcError::ImportDamaged { file: name(path) },
        ImportError::TooBig {
            path,
            megabytes,
            limit,
        } => IpcError::ImportTooBig {
            file: name(path),
            megabytes: *megabytes,
            limit: *limit,
        },
        ImportError::NoSuchSheet { path, sheet } => IpcError::ImportNoSuchSheet {
            file: name(path),
            sheet: sheet.clone(),
        },
        ImportError::Unanswered {
            path,
            heading,
            question,
        } => IpcError::ImportUnanswered {
            file: name(path),
            heading: heading.clone(),
            question: question.clone(),
        },
        ImportError::OtherShape {
            path,
            line,
            expected,
            found,
            ..
        } => IpcError::ImportOtherShape {
            file: name(path),
            line: *line,
            expected: expected.clone(),
            found: found.clone(),
        },
        ImportError::TooHeavy(path) => IpcError::ImportTooHeavy { file: name(path) },
        ImportError::NoReader { path, .. } => IpcError::ImportNoReader { file: name(path) },
        ImportError::Unreadable { path, source } => {
            Error::io(path, std::io::Error::from(source.kind())).into()
        }
    }
}
