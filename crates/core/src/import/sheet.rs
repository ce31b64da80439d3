//! Spreadsheets (.xlsx), read cell by cell: what is declared or far away costs nothing.

use std::fs::File;
use std::io::{BufReader, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::Path;

use calamine::{
    DataRef, Reader, Xlsx, XlsxCellFormulaMetadataRecord, XlsxError, XlsxFormulaMetadata,
};
use chrono::Timelike;

use super::container::check_spreadsheet;
use super::delimited::{Fault, MAX_RECORD};
use super::error::ImportError;
use super::record::{MAX_CELLS, Record};
use super::table::Step;

/// The most sheets whose names are told.
const MAX_SHEETS: usize = 1000;
/// The longest name of a sheet, in bytes; spreadsheets themselves stop at 31 characters.
const MAX_SHEET_NAME: usize = 1000;

/// An open spreadsheet.
pub struct Workbook {
    book: Xlsx<BufReader<File>>,
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
        check_spreadsheet(&mut file, path)?;
        file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
        let book = Xlsx::new(BufReader::new(file)).map_err(|error| damaged(path, &error))?;
        let names = book.sheet_names();
        if names.len() > MAX_SHEETS || names.iter().any(|name| name.len() > MAX_SHEET_NAME) {
            return Err(ImportError::Damaged {
                path: path.to_owned(),
                detail: format!("{} sheets", names.len()),
            });
        }
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
            .map_err(|error| damaged(path, &error))?;
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
            .map_err(|error| damaged(path, &error))?
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
            // Not even copied: one text may be repeated in every cell.
            if record.size() + length(&cell) > MAX_RECORD {
                fault = Some(Fault::TooLong);
                continue;
            }
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
            if at >= MAX_CELLS || record.len() > at {
                fault = Some(Fault::TooWide);
                continue;
            }
            if text.contains('\0') {
                fault = Some(Fault::Damaged);
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

/// How much text a cell may come to, in bytes.
fn length(cell: &XlsxCellFormulaMetadataRecord<'_>) -> usize {
    let text = match &cell.value {
        DataRef::String(string) => string.len(),
        DataRef::SharedString(string) => string.len(),
        _ => 0,
    };
    let formula = match &cell.formula {
        Some(
            XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. },
        ) => formula.len(),
        _ => 0,
    };
    text.max(formula)
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

fn damaged(path: &Path, error: &XlsxError) -> ImportError {
    ImportError::Damaged {
        path: path.to_owned(),
        detail: error.to_string(),
    }
}
