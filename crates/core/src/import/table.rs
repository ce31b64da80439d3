//! A file as a stream of records, whatever its kind.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::census::{Census, take_census};
use super::delimited::{Delimited, Fault, Next, Separator};
use super::encoding::TextEncoding;
use super::error::ImportError;
use super::reader;
use super::record::Record;
use super::report::Control;
use super::sheet::{self, Workbook};

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

/// The two kinds of files, told by their first bytes and never by their name.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub enum Kind {
    /// A text file.
    Text(Census),
    /// A spreadsheet and the names of its sheets.
    Sheets(Vec<String>),
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
    let mut file = File::open(path).map_err(unreadable)?;
    let mut head = Vec::with_capacity(8);
    (&mut file)
        .take(8)
        .read_to_end(&mut head)
        .map_err(unreadable)?;
    if head.is_empty() {
        return Err(ImportError::Empty(path.to_owned()));
    }
    if sheet::is_compound(&head) {
        return Err(ImportError::OldOrLocked(path.to_owned()));
    }
    if sheet::is_zip(&head) {
        return Workbook::open(path).map(|book| Kind::Sheets(book.sheets()));
    }
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    let census = take_census(&mut file).map_err(unreadable)?;
    if census.is_binary {
        return Err(ImportError::NotATable(path.to_owned()));
    }
    Ok(Kind::Text(census))
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
    let (encoding, separator) = match source {
        Source::Sheet { name } => return Workbook::open(path)?.each(path, name, show),
        Source::Text {
            encoding,
            separator,
        } => (*encoding, *separator),
    };
    let mut file = File::open(path).map_err(unreadable)?;
    let line_end = line_end(&mut file).map_err(unreadable)?;
    #[allow(clippy::cast_precision_loss)] // a share, for a progress bar
    let total = file.metadata().map_err(unreadable)?.len().max(1) as f64;
    let mut reader = Delimited::new(file, encoding, separator, line_end);
    let mut record = Record::default();
    loop {
        let fault = match reader.next(&mut record).map_err(unreadable)? {
            Next::End => return Ok(()),
            Next::Record => None,
            Next::Fault(fault) => Some(fault),
        };
        #[allow(clippy::cast_precision_loss)]
        let done = (reader.bytes_read() as f64 / total).min(1.0);
        if show(&Step {
            record: &record,
            fault,
            done,
        })?
        .is_break()
        {
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
