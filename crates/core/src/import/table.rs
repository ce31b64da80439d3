//! A file as a stream of records, whatever its kind.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::cards;
use super::census::{Census, take_census};
use super::container;
use super::delimited::{Delimited, Fault, Next, Separator};
use super::encoding::{TextEncoding, Utf8Reader};
use super::error::ImportError;
use super::ledger;
use super::reader;
use super::record::Record;
use super::report::Control;
use super::sheet::Workbook;

/// Where the records of a file are.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Source {
    /// In a text file.
    Text {
        /// How it is written.
        encoding: TextEncoding,
        /// What cuts its lines.
        separator: Separator,
    },
    /// In a sheet of a spreadsheet.
    Sheet {
        /// Its name.
        name: String,
    },
    /// The invoices of a French accounting file.
    Ledger {
        /// How it is written.
        encoding: TextEncoding,
        /// What cuts its lines.
        separator: Separator,
    },
    /// The cards of an address book (vCard).
    Cards {
        /// How it is written.
        encoding: TextEncoding,
    },
}

/// One record on its way.
#[derive(Debug)]
pub struct Step<'r> {
    /// The record.
    pub record: &'r Record,
    /// Why it could not be read, if it could not.
    pub fault: Option<Fault>,
    /// How much of the file has been read, 0 to 1.
    pub done: f64,
}

/// The kinds of files, told by what is in them and never by their name.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub enum Kind {
    /// A text file.
    Text(Census),
    /// A spreadsheet and the names of its sheets.
    Sheets(Vec<String>),
    /// A French accounting file, and what cuts its lines.
    Ledger(Census, Separator),
    /// An address book in vCard.
    Cards(Census),
}

/// A file of unknown origin, and who reads it.
#[derive(Debug, Clone)]
pub struct TableFile {
    path: PathBuf,
    reader: Option<PathBuf>,
    control: Control,
}

impl TableFile {
    /// The file at `path`, read in this process. Only the reader itself, and tests, take that risk.
    #[must_use]
    pub fn here(path: &Path) -> Self {
        Self::read_by(path, None, &Control::default())
    }

    /// The file at `path`, read in a process of its own by the program `reader` (see [`super::reader`]); once `control`
    /// is cancelled, no further record is shown.
    #[must_use]
    pub fn read_by(path: &Path, reader: Option<PathBuf>, control: &Control) -> Self {
        Self {
            path: path.to_owned(),
            reader,
            control: control.clone(),
        }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Tells what kind of file this is. Reads all of it.
    ///
    /// # Errors
    /// When it is empty, no text and no spreadsheet, too big or unreadable.
    pub fn look(&self) -> Result<Kind, ImportError> {
        match &self.reader {
            Some(reader) => reader::look(reader, &self.path, &self.control),
            None => look(&self.path),
        }
    }

    /// Shows every record of the file to `show`, blank ones included, until it says to stop.
    ///
    /// # Errors
    /// When the file cannot be read, and whatever `show` returns.
    pub fn each<E: From<ImportError>>(
        &self,
        source: &Source,
        show: impl FnMut(&Step<'_>) -> Result<ControlFlow<()>, E>,
    ) -> Result<(), E> {
        match &self.reader {
            Some(reader) => reader::each(reader, &self.path, source, &self.control, show),
            None => each(&self.path, source, show),
        }
    }
}

fn look(path: &Path) -> Result<Kind, ImportError> {
    let unreadable = |source| ImportError::Unreadable {
        path: path.to_owned(),
        source,
    };
    // A pipe or a device has no end, and no beginning to come back to.
    let kind = std::fs::metadata(path).map_err(unreadable)?.file_type();
    if !kind.is_file() && !kind.is_dir() {
        return Err(ImportError::NotATable(path.to_owned()));
    }
    let mut file = File::open(path).map_err(unreadable)?;
    let mut head = Vec::with_capacity(8);
    (&mut file)
        .take(8)
        .read_to_end(&mut head)
        .map_err(unreadable)?;
    if head.is_empty() {
        return Err(ImportError::Empty(path.to_owned()));
    }
    if let Some(error) = container::refused(&mut file, &head, path).map_err(unreadable)? {
        return Err(error);
    }
    if container::is_zip(&head) {
        return Workbook::open(path).map(|book| Kind::Sheets(book.sheets()));
    }
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    let census = take_census(&mut file).map_err(unreadable)?;
    if census.is_binary {
        return Err(ImportError::NotATable(path.to_owned()));
    }
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    let head = first_line(&mut file, census.encoding).map_err(unreadable)?;
    Ok(if container::is_markup(&head) {
        return Err(ImportError::OtherFormat(path.to_owned()));
    } else if cards::begins(&head) {
        Kind::Cards(census)
    } else if let Some(separator) = ledger::separator_of(&head) {
        Kind::Ledger(census, separator)
    } else {
        Kind::Text(census)
    })
}

/// The first line with something on it, of which no more than a few thousand characters.
fn first_line(file: &mut File, encoding: TextEncoding) -> std::io::Result<String> {
    let mut head = Vec::new();
    Utf8Reader::new(file, encoding)
        .take(8192)
        .read_to_end(&mut head)?;
    let head = String::from_utf8_lossy(&head);
    let first = head
        .trim_start_matches(['\u{feff}', '\r', '\n', ' '])
        .split(['\r', '\n'])
        .next();
    Ok(first.unwrap_or_default().to_owned())
}

fn each<E: From<ImportError>>(
    path: &Path,
    source: &Source,
    mut show: impl FnMut(&Step<'_>) -> Result<ControlFlow<()>, E>,
) -> Result<(), E> {
    let unreadable = |source| ImportError::Unreadable {
        path: path.to_owned(),
        source,
    };
    if let Source::Sheet { name } = source {
        return Workbook::open(path)?.each(path, name, show);
    }
    let mut file = File::open(path).map_err(unreadable)?;
    let line_end = line_end(&mut file).map_err(unreadable)?;
    #[allow(clippy::cast_precision_loss)] // a share, for a progress bar
    let total = file.metadata().map_err(unreadable)?.len().max(1) as f64;
    let show = |record: &Record, fault, read: u64| {
        #[allow(clippy::cast_precision_loss)]
        let done = (read as f64 / total).min(1.0);
        show(&Step {
            record,
            fault,
            done,
        })
        .map_err(Failed::Shown)
    };
    let read = match source {
        Source::Text {
            encoding,
            separator,
        } => each_line(Delimited::new(file, *encoding, *separator, line_end), show),
        Source::Ledger {
            encoding,
            separator,
        } => {
            let open = || File::open(path).map_err(Failed::Read);
            ledger::each(open, (*encoding, *separator), line_end, show)
        }
        Source::Cards { encoding } => cards::each(file, *encoding, show),
        Source::Sheet { .. } => Ok(()),
    };
    read.map_err(|failed| match failed {
        Failed::Read(source) => E::from(unreadable(source)),
        Failed::Shown(error) => error,
    })
}

/// Why the records of a file end early.
enum Failed<E> {
    Read(std::io::Error),
    Shown(E),
}

impl<E> From<std::io::Error> for Failed<E> {
    fn from(error: std::io::Error) -> Self {
        Self::Read(error)
    }
}

fn each_line<E: From<std::io::Error>>(
    mut reader: Delimited<File>,
    mut show: impl FnMut(&Record, Option<Fault>, u64) -> Result<ControlFlow<()>, E>,
) -> Result<(), E> {
    let mut record = Record::default();
    loop {
        let fault = match reader.next(&mut record)? {
            Next::End => return Ok(()),
            Next::Record => None,
            Next::Fault(fault) => Some(fault),
        };
        if show(&record, fault, reader.bytes_read())?.is_break() {
            return Ok(());
        }
    }
}

/// The byte lines end with, told by the first block.
fn line_end(file: &mut File) -> std::io::Result<u8> {
    let mut block = Vec::new();
    file.take(1 << 20).read_to_end(&mut block)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(if block.contains(&b'\r') && !block.contains(&b'\n') {
        b'\r'
    } else {
        b'\n'
    })
}
