//! Spreadsheets (.xlsx), read cell by cell: what is declared or far away costs nothing.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::Path;

use calamine::{DataRef, Reader, Xlsx, XlsxError, XlsxFormulaMetadata};
use chrono::Timelike;

use super::delimited::{Fault, MAX_RECORD};
use super::error::ImportError;
use super::record::Record;
use super::table::Step;

/// The most a spreadsheet may unpack to, in millions of bytes.
const MAX_MEGABYTES: u64 = 256;
/// The most it may unpack to, as a multiple of its packed size. (Real ones stay below 30.)
const MAX_RATIO: u64 = 200;
/// The most files within it.
const MAX_ENTRIES: usize = 1000;
/// The most columns that are read.
pub const MAX_COLUMNS: u32 = 256;

/// An open spreadsheet.
pub struct Workbook {
    book: Xlsx<BufReader<File>>,
}

/// Whether `head` begins a zip archive, as .xlsx files do.
#[must_use]
pub fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// Whether `head` begins one of Microsoft's older compound files: an .xls, or an .xlsx locked with a password.
#[must_use]
pub fn is_compound(head: &[u8]) -> bool {
    head.starts_with(b"\xd0\xcf\x11\xe0")
}

impl Workbook {
    /// Opens a spreadsheet, its unpacked size checked first.
    ///
    /// # Errors
    /// When it is too big, damaged, locked or unreadable.
    pub fn open(path: &Path) -> Result<Self, ImportError> {
        let unreadable = |source| ImportError::Unreadable {
            path: path.to_owned(),
            source,
        };
        let mut file = File::open(path).map_err(unreadable)?;
        check_size(&mut file, path)?;
        file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
        let book = Xlsx::new(BufReader::new(file)).map_err(|error| damaged(path, error))?;
        Ok(Self { book })
    }

    /// The names of its sheets, in order.
    #[must_use]
    pub fn sheets(&self) -> Vec<String> {
        self.book.sheet_names()
    }

    /// Shows each row of `sheet` that has a cell, until told to stop.
    ///
    /// # Errors
    /// When there is no such sheet or it is damaged, and whatever `show` returns.
    pub fn each<E: From<ImportError>>(
        &mut self,
        path: &Path,
        sheet: &str,
        mut show: impl FnMut(&Step<'_>) -> Result<ControlFlow<()>, E>,
    ) -> Result<(), E> {
        if !self.book.sheet_names().iter().any(|name| name == sheet) {
            return Err(ImportError::NoSuchSheet {
                path: path.to_owned(),
                sheet: sheet.to_owned(),
            }
            .into());
        }
        let mut cells = self
            .book
            .worksheet_cells_reader(sheet)
            .map_err(|error| damaged(path, error))?;
        let rows = u64::from(cells.dimensions().end.0).clamp(1, 1 << 20);
        let mut record = Record::default();
        let mut current: Option<u32> = None;
        let mut fault = None;
        let mut text = String::new();
        let mut show = |record: &Record, fault: Option<Fault>| {
            #[allow(clippy::cast_precision_loss)] // a share, for a progress bar
            let done = (f64::from(record.line()) / rows as f64).min(1.0);
            show(&Step {
                record,
                fault,
                done,
            })
        };
        while let Some(cell) = cells
            .next_cell_with_formula_metadata()
            .map_err(|error| damaged(path, error))?
        {
            let (row, column) = cell.pos;
            // Rows come in order; one that does not is read as a record of its own rather than lost.
            if current != Some(row) {
                if current.is_some() && show(&record, fault.take())?.is_break() {
                    return Ok(());
                }
                record.start(row.saturating_add(1));
                current = Some(row);
                fault = None;
            }
            text.clear();
            let typed = write_cell(&cell.value, &mut text);
            if text.is_empty()
                && let Some(
                    XlsxFormulaMetadata::Normal { formula }
                    | XlsxFormulaMetadata::Shared { formula, .. },
                ) = cell.formula
            {
                // Never calculated: the formula itself is all there is.
                text = format!("={formula}");
            }
            if text.is_empty() {
                continue;
            }
            let at = column as usize;
            if column >= MAX_COLUMNS || record.len() > at {
                fault = Some(Fault::TooWide);
                continue;
            }
            if text.len() > MAX_RECORD {
                fault = Some(Fault::TooLong);
                text.clear();
            }
            while record.len() < at {
                record.push("");
            }
            if typed {
                record.push_typed(&text)
            } else {
                record.push(&text)
            }
        }
        if current.is_some() {
            let _ = show(&record, fault)?;
        }
        Ok(())
    }
}

/// Writes a cell the way [`Record::push_typed`] wants it; whether the spreadsheet knows its type.
fn write_cell(value: &DataRef<'_>, text: &mut String) -> bool {
    use std::fmt::Write;
    match value {
        DataRef::String(string) => text.push_str(string),
        DataRef::SharedString(string) => text.push_str(string),
        DataRef::Int(number) => {
            let _ = write!(text, "{number}");
            return true;
        }
        DataRef::Float(number) => {
            // 15 significant digits are what spreadsheets show: 8.390000000000001 is 8.39.
            let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(*number);
            let _ = write!(text, "{rounded}");
            return true;
        }
        DataRef::Bool(yes) => {
            text.push_str(if *yes { "true" } else { "false" });
            return true;
        }
        DataRef::DateTime(serial) => {
            if let Some(moment) = serial.as_datetime() {
                let time = moment.time();
                let _ = match (serial.as_f64() < 1.0, time.num_seconds_from_midnight()) {
                    (true, _) => write!(text, "{}", time.format("%H:%M:%S")),
                    (false, 0) => write!(text, "{}", moment.date()),
                    (false, _) => write!(text, "{}", moment.format("%Y-%m-%d %H:%M:%S")),
                };
                return true;
            }
        }
        DataRef::DateTimeIso(iso) | DataRef::DurationIso(iso) => {
            text.push_str(iso);
            return true;
        }
        DataRef::Error(_) | DataRef::Empty => {}
    }
    false
}

fn damaged(path: &Path, error: XlsxError) -> ImportError {
    match error {
        XlsxError::Password => ImportError::OldOrLocked(path.to_owned()),
        other => ImportError::Damaged {
            path: path.to_owned(),
            detail: other.to_string(),
        },
    }
}

/// Unpacks every file of the archive into nothing, counting: sizes that are only declared can lie.
fn check_size(file: &mut File, path: &Path) -> Result<(), ImportError> {
    let damaged = |detail: String| ImportError::Damaged {
        path: path.to_owned(),
        detail,
    };
    let packed = file
        .metadata()
        .map_err(|source| ImportError::Unreadable {
            path: path.to_owned(),
            source,
        })?
        .len();
    let limit = (MAX_MEGABYTES * 1_000_000).min(packed.saturating_mul(MAX_RATIO).max(1_000_000));
    let too_big = |bytes: u64| ImportError::TooBig {
        path: path.to_owned(),
        megabytes: u32::try_from(bytes.div_ceil(1_000_000)).unwrap_or(u32::MAX),
        limit: u32::try_from(limit / 1_000_000).unwrap_or(u32::MAX),
    };
    let mut archive =
        zip::ZipArchive::new(BufReader::new(file)).map_err(|error| damaged(error.to_string()))?;
    if archive.len() > MAX_ENTRIES {
        return Err(damaged(format!("{} files inside", archive.len())));
    }
    let mut declared: u64 = 0;
    for at in 0..archive.len() {
        let entry = archive
            .by_index_raw(at)
            .map_err(|error| damaged(error.to_string()))?;
        declared = declared.saturating_add(entry.size());
    }
    if declared > limit {
        return Err(too_big(declared));
    }
    let mut actual: u64 = 0;
    let mut block = vec![0; 1 << 16];
    for at in 0..archive.len() {
        let mut entry = archive
            .by_index(at)
            .map_err(|error| damaged(error.to_string()))?;
        loop {
            let read = entry
                .read(&mut block)
                .map_err(|error| damaged(error.to_string()))?;
            if read == 0 {
                break;
            }
            actual += read as u64;
            if actual > limit {
                return Err(too_big(actual));
            }
        }
    }
    Ok(())
}
