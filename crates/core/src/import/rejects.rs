//! The rejects file: rows that could not be imported, in the source's own columns, plus why. Corrected, it can be
//! imported as it is.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::Path;

use super::changed::Lines;
use super::mapping::Mapping;
use super::outcome::{Outcome, Reject};
use super::record::Record;
use super::table::{Source, TableFile};
use super::understand::Understanding;
use crate::defuse::defused;

/// What the heading of the added column begins with: it is no part of the file's shape when it comes back.
pub const REASON_HEADING: &str = "Fidèle: ";

/// See [`crate::Notebook::save_rejects`]. `changed` are the lines of purchases the notebook has otherwise, in the file's
/// order. Blocks while it reads.
pub(super) fn save(
    file: &TableFile,
    mapping: &Mapping,
    to: &Path,
    reason: &str,
    mut changed: Vec<Lines>,
    say: impl Fn(&Reject) -> String,
) -> crate::Result<u32> {
    let refused = |error| crate::Error::io(to, error);
    // Its own rejects would replace it before it is read.
    if to.exists() && file.path().canonicalize().ok() == to.canonicalize().ok() {
        return Err(crate::Error::Exists(to.to_owned()));
    }
    let mut rejects = Rejects::create(to, mapping, reason).map_err(refused)?;
    let understanding = Understanding::new(mapping);
    let mut count = 0;
    changed.sort_unstable_by_key(|lines| std::cmp::Reverse(lines.first));
    file.each(&mapping.source, |step| {
        let record = step.record;
        if record.line() < mapping.first_line {
            return Ok::<_, crate::Error>(ControlFlow::Continue(()));
        }
        while changed.pop_if(|lines| lines.last < record.line()).is_some() {}
        let reject = match understanding.read(record, step.fault) {
            Outcome::Rejected(reject) => Some(reject),
            Outcome::Row { sale: Some(_), .. } | Outcome::More(_) => changed
                .last()
                .filter(|lines| lines.has(record.line()))
                .map(|_| Reject::changed(record.line())),
            _ => None,
        };
        if let Some(reject) = reject {
            let heading = reject.column.map_or("", |column| mapping.heading(column));
            let why = say(&reject);
            let why = if heading.is_empty() {
                why
            } else {
                format!("{heading}: {why}")
            };
            rejects.add(record, &why).map_err(refused)?;
            count += 1;
        }
        Ok(ControlFlow::Continue(()))
    })?;
    rejects.close().map_err(refused)?;
    Ok(count)
}

/// Writes rejected rows. The file is UTF-8 with a mark in front and `;` (or the source's own separator), which
/// spreadsheets open without asking.
pub struct Rejects {
    out: BufWriter<File>,
    separator: char,
    width: usize,
}

impl Rejects {
    /// Creates the file with the source's headings and one more, `reason`, in the reader's language.
    ///
    /// # Errors
    /// When it cannot be created or written.
    pub fn create(path: &Path, mapping: &Mapping, reason: &str) -> io::Result<Self> {
        let separator = match &mapping.source {
            // Blanks cannot separate cells that are out of shape.
            Source::Text { separator, .. } if separator.char() != ' ' => separator.char(),
            _ => ';',
        };
        let mut out = BufWriter::new(File::create(path)?);
        out.write_all("\u{feff}".as_bytes())?;
        let mut rejects = Self {
            out,
            separator,
            width: mapping.columns.len(),
        };
        if mapping.header_line.is_some() {
            let heading = format!("{REASON_HEADING}{reason}");
            rejects.line(
                mapping.columns.iter().map(|column| column.header.as_str()),
                &heading,
            )?;
        }
        Ok(rejects)
    }

    /// Adds a row as it stands, and why it was rejected.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&mut self, record: &Record, why: &str) -> io::Result<()> {
        let width = self.width.max(record.len());
        self.line((0..width).map(|at| record.raw(at)), why)
    }

    /// Ends the file: everything is on its way to the disk when this returns.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn close(mut self) -> io::Result<()> {
        self.out.flush()?;
        self.out.get_ref().sync_all()
    }

    fn line<'c>(&mut self, cells: impl Iterator<Item = &'c str>, last: &'c str) -> io::Result<()> {
        let mut line = String::new();
        for cell in cells.chain([last]) {
            let cell = &*defused(cell);
            if cell.contains([self.separator, '"', '\n', '\r']) || cell != cell.trim() {
                line.push('"');
                line.push_str(&cell.replace('"', "\"\""));
                line.push('"');
            } else {
                line.push_str(cell);
            }
            line.push(self.separator);
        }
        line.pop();
        line.push_str("\r\n");
        self.out.write_all(line.as_bytes())
    }
}
