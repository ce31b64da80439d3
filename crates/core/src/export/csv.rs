//! CSV: UTF-8 with a mark in front, by which spreadsheets know the accents.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use super::Cell;
use crate::defuse::defused;

/// A CSV file being written.
pub(super) struct Sheet {
    out: ::csv::Writer<BufWriter<File>>,
    mark: char,
}

impl Sheet {
    /// Begins one cut by `separator`, with `mark` before the decimals.
    pub(super) fn begin(mut out: BufWriter<File>, separator: u8, mark: char) -> io::Result<Self> {
        out.write_all("\u{feff}".as_bytes())?;
        let out = ::csv::WriterBuilder::new()
            .delimiter(separator)
            .terminator(::csv::Terminator::CRLF)
            .flexible(true)
            .from_writer(out);
        Ok(Self { out, mark })
    }

    pub(super) fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        for cell in cells {
            self.out.write_field(self.field(cell))?;
        }
        self.out.write_record(None::<&[u8]>)?;
        Ok(())
    }

    fn field(&self, cell: &Cell) -> String {
        match cell {
            Cell::Empty => String::new(),
            // A zero byte ends a cell for some programs.
            Cell::Text(text) => defused(&text.replace('\0', "")).into_owned(),
            Cell::Day(day) => day.to_string(),
            Cell::Number(..) | Cell::Amount(..) => {
                let digits = cell.digits().unwrap_or_default();
                if self.mark == '.' {
                    digits
                } else {
                    digits.replace('.', &self.mark.to_string())
                }
            }
        }
    }

    pub(super) fn end(self) -> io::Result<BufWriter<File>> {
        self.out.into_inner().map_err(|error| {
            let kind = error.error().kind();
            io::Error::from(kind)
        })
    }
}
