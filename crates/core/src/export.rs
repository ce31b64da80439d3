//! Lists written to files other programs open: CSV as a spreadsheet of either language reads it, or XLSX.
//!
//! The words in the file are the interface's; an import understands them again. Cells a spreadsheet would calculate are
//! defused in CSV (`defuse`); in XLSX every text is marked as one.

mod csv;
mod customers;
mod rows;
mod xlsx;

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::customer::{Chosen, CustomerFilter, CustomerSort};
use crate::error::{Error, Result};
use crate::notebook::Notebook;

/// Which list to write.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum ExportList {
    /// The customers a filter lets through, in an order.
    Customers {
        /// Which.
        filter: CustomerFilter,
        /// In what order.
        sort: CustomerSort,
    },
    /// The customers chosen one by one, or all of a filter but for a few, in an order.
    Chosen {
        /// Which.
        chosen: Chosen,
        /// In what order.
        sort: CustomerSort,
    },
    /// Who slips away, what is most at stake first.
    Winback,
    /// The contacts still to be made.
    Contacts,
}

/// What kind of file to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum ExportFormat {
    /// CSV cut by `;`, with decimal commas: what spreadsheets set to French open by a double click.
    CsvSemicolon,
    /// CSV cut by `,`, with decimal points.
    CsvComma,
    /// A spreadsheet.
    Xlsx,
}

impl ExportFormat {
    /// The end of such files' names, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::CsvSemicolon | Self::CsvComma => "csv",
            Self::Xlsx => "xlsx",
        }
    }
}

/// The interface's words for headings (`name`, `lastDay`…) and for values (`behaviour.onHoliday`, `channel.call`, `yes`…); a word
/// that is missing is written as its own key.
pub type ExportWords = HashMap<String, String>;

/// One cell on its way out.
#[derive(Debug, Clone, PartialEq)]
enum Cell {
    Empty,
    Text(String),
    Day(NaiveDate),
    /// A number and how many decimals to show.
    Number(f64, usize),
    /// An amount in minor units and their digits.
    Amount(i64, usize),
}

impl Cell {
    fn text(text: Option<&str>) -> Self {
        match text {
            Some(text) if !text.is_empty() => Self::Text(text.to_owned()),
            _ => Self::Empty,
        }
    }

    fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    /// A number with as many decimals as it has.
    fn exact(number: f64) -> Self {
        let decimals = number
            .to_string()
            .split_once('.')
            .map_or(0, |(_, part)| part.len());
        Self::Number(number, decimals)
    }

    fn whole(number: u32) -> Self {
        Self::Number(f64::from(number), 0)
    }

    /// A number or amount as digits with a point; `None` for anything else.
    fn digits(&self) -> Option<String> {
        match self {
            Self::Number(number, decimals) => Some(format!("{number:.decimals$}")),
            Self::Amount(minor, 0) => Some(minor.to_string()),
            Self::Amount(minor, digits) => {
                let all = format!("{:0>width$}", minor.unsigned_abs(), width = digits + 1);
                let (whole, part) = all.split_at(all.len() - digits);
                let sign = if *minor < 0 { "-" } else { "" };
                Some(format!("{sign}{whole}.{part}"))
            }
            _ => None,
        }
    }
}

/// A file being written, row by row.
enum Sheet {
    Csv(Box<csv::Sheet>),
    Xlsx(Box<xlsx::Sheet>),
}

impl Sheet {
    fn begin(out: BufWriter<File>, format: ExportFormat) -> io::Result<Self> {
        Ok(match format {
            ExportFormat::CsvSemicolon => Self::Csv(Box::new(csv::Sheet::begin(out, b';', ',')?)),
            ExportFormat::CsvComma => Self::Csv(Box::new(csv::Sheet::begin(out, b',', '.')?)),
            ExportFormat::Xlsx => Self::Xlsx(Box::new(xlsx::Sheet::begin(out)?)),
        })
    }

    fn headings(&mut self, words: &[&str]) -> io::Result<()> {
        let cells: Vec<Cell> = words
            .iter()
            .map(|word| Cell::Text((*word).to_owned()))
            .collect();
        self.row(&cells)
    }

    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        match self {
            Self::Csv(sheet) => sheet.row(cells),
            Self::Xlsx(sheet) => sheet.row(cells),
        }
    }

    fn end(self) -> io::Result<File> {
        let mut out = match self {
            Self::Csv(sheet) => sheet.end()?,
            Self::Xlsx(sheet) => sheet.end()?,
        };
        out.flush()?;
        out.into_inner().map_err(io::IntoInnerError::into_error)
    }
}

impl Notebook {
    /// Writes a list to a file, all of it or nothing: an older file of that name stays until the new one is whole.
    /// Returns how many rows it has, headings apart.
    ///
    /// # Errors
    /// [`Error::Exists`] when it is the notebook itself; [`Error::ReadOnly`] or [`Error::DiskFull`] when it cannot be
    /// written.
    pub async fn export(
        &self,
        list: &ExportList,
        format: ExportFormat,
        words: &ExportWords,
        to: &Path,
    ) -> Result<u32> {
        if to
            .canonicalize()
            .ok()
            .is_some_and(|to| self.path().canonicalize().ok() == Some(to))
        {
            return Err(Error::Exists(to.to_owned()));
        }
        let refused = |error| Error::io(to, error);
        let draft = Draft::beside(to);
        let file = File::create(&draft.path).map_err(refused)?;
        let mut sheet = Sheet::begin(BufWriter::new(file), format).map_err(refused)?;
        let rows = self.write_rows(list, words, &mut sheet, to).await?;
        let file = sheet.end().map_err(refused)?;
        file.sync_all().map_err(refused)?;
        drop(file);
        fs::rename(&draft.path, to).map_err(refused)?;
        #[cfg(unix)]
        if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            File::open(folder)
                .and_then(|folder| folder.sync_all())
                .map_err(refused)?;
        }
        Ok(rows)
    }
}

/// A file that is removed unless it has become another.
pub(crate) struct Draft {
    /// Where it is until then.
    pub path: PathBuf,
}

impl Draft {
    /// One that is to become `to`.
    pub fn beside(to: &Path) -> Self {
        let mut name = to.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.part", std::process::id()));
        Self {
            path: to.with_file_name(name),
        }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // Renamed, it is not there any more.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests;
