//! Why a file cannot be imported, precise enough for the interface to name the remedy.

use std::path::PathBuf;

use super::mapping::Question;

/// Why a file as a whole cannot be read. Nothing was written when one of these is returned.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file holds nothing, or nothing but blanks.
    #[error("{} is empty", .0.display())]
    Empty(PathBuf),
    /// There is a header and nothing below it.
    #[error("{} has a header on line {line} and nothing below it", path.display())]
    HeaderOnly {
        /// The file.
        path: PathBuf,
        /// The line of the header, from 1.
        line: u32,
    },
    /// No separator cuts it into columns: prose, a picture, a program…
    #[error("{} is not a table", .0.display())]
    NotATable(PathBuf),
    /// A spreadsheet of another format (.xls, .xlsb, .ods, a page of the web): to be saved again as .xlsx or .csv.
    #[error("{} is a spreadsheet of another format", .0.display())]
    OtherFormat(PathBuf),
    /// A spreadsheet locked with a password, which has to be taken off first.
    #[error("{} is locked with a password", .0.display())]
    Locked(PathBuf),
    /// An archive: the file to import has to be taken out of it.
    #[error("{} is an archive", .0.display())]
    Packed(PathBuf),
    /// The spreadsheet's structure is broken.
    #[error("{} is damaged: {detail}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong, for the log.
        detail: String,
    },
    /// The spreadsheet unpacks to more than can be safe: `megabytes` against the most allowed.
    #[error("{} unpacks to {megabytes} MB, at most {limit} are read", path.display())]
    TooBig {
        /// The file.
        path: PathBuf,
        /// What it unpacks to, in millions of bytes.
        megabytes: u32,
        /// The most that is read, in millions of bytes.
        limit: u32,
    },
    /// The spreadsheet has no such sheet.
    #[error("{} has no sheet {sheet:?}", path.display())]
    NoSuchSheet {
        /// The file.
        path: PathBuf,
        /// The sheet asked for.
        sheet: String,
    },
    /// Something has to be settled by the person before the file can be read.
    #[error("{}: to be answered first: {question:?}", path.display())]
    Unanswered {
        /// The file.
        path: PathBuf,
        /// What.
        question: Question,
        /// The heading of the column it is about; empty when it has none, or when it is about no single column.
        heading: String,
    },
    /// The mapping is another file's: under another heading.
    #[error("{}, line {line}, column {column}: {found:?} where the mapping has {expected:?}", path.display())]
    OtherShape {
        /// The file.
        path: PathBuf,
        /// The line of the headings, from 1.
        line: u32,
        /// The first column whose heading is another, from 0.
        column: u32,
        /// Its heading in the mapping; empty when it has no such column.
        expected: String,
        /// Its heading in the file; empty when it has no such column.
        found: String,
    },
    /// Reading it took more memory or processor time than any honest file needs, and was stopped.
    #[error("{} is too heavy to read", .0.display())]
    TooHeavy(PathBuf),
    /// The process that reads files could not be started.
    #[error("nothing to read {} with: {source}", path.display())]
    NoReader {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file could not be opened or read.
    #[error("{}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}
