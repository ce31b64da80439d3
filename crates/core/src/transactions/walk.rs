//! The lines of a file, cut into the cells that matter, one after the other in bounded memory.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::cells::{AMOUNT, CUSTOMER, Cells, Cutter, DATE, KINDS};
use super::look::Look;
use super::names::text_of;
use super::{BadCell, Found, TransactionsError};
use crate::import::ImportError;
use crate::import::delimited::cut::{Cut, cut};
use crate::import::delimited::{MAX_BREAKS, MAX_RECORD};
use crate::import::encoding::{TextEncoding, Utf8Reader};
use crate::import::outcome::Reason;
use crate::import::record::Record;
use crate::import::values::announces_total;

/// How much of a file is read at once, in bytes.
const BLOCK: usize = 1 << 18;

/// A line on its way.
pub(super) struct Line<'l> {
    /// Its cells that matter.
    pub cells: Cells<'l>,
    /// All of it, as the file has it.
    text: &'l [u8],
    look: &'l Look,
}

/// What is wrong with a line.
pub(super) enum Bad {
    /// The cell of this kind.
    Cell(usize, Reason),
    /// All of it.
    Line(Reason),
}

impl Line<'_> {
    pub fn is_blank(&self) -> bool {
        let blank = |byte: &u8| {
            *byte == 0 || byte.is_ascii_whitespace() || *byte == self.look.separator.byte()
        };
        self.cells.iter().all(|cell| cell.is_empty()) && self.text.iter().all(blank)
    }

    /// Whether it is the total of other lines, as tills write below them.
    pub fn is_total(&self) -> bool {
        let text = text_of(self.text);
        let cells = text.split(self.look.separator.char());
        cells
            .map(|cell| cell.trim().trim_matches('"'))
            .filter(|cell| !cell.is_empty())
            .take(3)
            .any(announces_total)
    }
}

pub(super) fn unreadable(path: &Path, source: io::Error) -> TransactionsError {
    TransactionsError::File(ImportError::Unreadable {
        path: path.to_owned(),
        source,
    })
}

/// Show every line below the heading, until one is refused.
pub(super) fn walk(
    path: &Path,
    look: &Look,
    show: &mut impl FnMut(&Line<'_>) -> Result<(), Bad>,
) -> Result<(), TransactionsError> {
    let unreadable = |source| unreadable(path, source);
    let file = File::open(path).map_err(unreadable)?;
    let mut input: Box<dyn Read> = match look.encoding {
        // What is not UTF-8 in it is read all the same, as the names are.
        TextEncoding::Utf8 => Box::new(file),
        other => Box::new(Utf8Reader::new(file, other)),
    };
    let mut walker = Walker {
        cutter: Cutter::new(look),
        look,
        line: 0,
        record: Record::default(),
    };
    let mut block = vec![0_u8; BLOCK];
    let (mut from, mut to) = (0, 0);
    let mut ended = false;
    while !ended {
        if from > 0 {
            block.copy_within(from..to, 0);
            (from, to) = (0, to - from);
        }
        // A block holds several of the longest records.
        let read = read_some(&mut input, block.get_mut(to..).unwrap_or_default());
        let read = read.map_err(unreadable)?;
        ended = read == 0;
        to += read;
        if walker.line == 0 && block.starts_with(b"\xef\xbb\xbf") {
            from = 3;
        }
        let ready = block.get(from..to).unwrap_or_default();
        from += walker
            .block(ready, ended, show)
            .map_err(|(line, bad)| complain(path, look, line, bad))?;
    }
    Ok(())
}

fn read_some(input: &mut dyn Read, block: &mut [u8]) -> io::Result<usize> {
    loop {
        match input.read(block) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => return read,
        }
    }
}

/// A refusal with the line it is about and, of a cell, what it holds.
type Refused = (u64, (Bad, String));

fn complain(path: &Path, look: &Look, line: u64, (bad, value): (Bad, String)) -> TransactionsError {
    let (reason, cell) = match bad {
        Bad::Line(reason) => (reason, None),
        Bad::Cell(kind, reason) => {
            let amount = kind.checked_sub(AMOUNT).and_then(|at| look.amounts.get(at));
            let found: &Found = match kind {
                CUSTOMER => &look.customer,
                DATE => &look.date,
                _ => amount.map_or(&look.date, |(found, _)| found),
            };
            let cell = BadCell {
                field: found.field,
                column: found.column,
                heading: found.heading.clone(),
                value,
            };
            (reason, Some(cell))
        }
    };
    TransactionsError::Line {
        path: path.to_owned(),
        line,
        reason,
        cell,
    }
}

struct Walker<'l> {
    cutter: Cutter,
    look: &'l Look,
    /// The last line that was shown, or passed over.
    line: u64,
    record: Record,
}

impl Walker<'_> {
    /// Show the lines of a block that are whole. Returns how much of it they were.
    fn block(
        &mut self,
        block: &[u8],
        ended: bool,
        show: &mut impl FnMut(&Line<'_>) -> Result<(), Bad>,
    ) -> Result<usize, Refused> {
        let quoted = memchr::memchr(b'"', block).is_some();
        let mut at = 0;
        while let Some(rest) = block.get(at..).filter(|rest| !rest.is_empty()) {
            let end = memchr::memchr(self.look.line_end, rest);
            let length = match end {
                Some(end) => end + 1,
                None if ended => rest.len(),
                None => {
                    if rest.len() > MAX_RECORD {
                        return Err((self.line + 1, (Bad::Line(Reason::TooLong), String::new())));
                    }
                    return Ok(at);
                }
            };
            let text = trim_end(rest.get(..length).unwrap_or_default());
            if self.line + 1 < self.look.first_line {
                self.line += 1;
                at += length;
                continue;
            }
            if text.len() > MAX_RECORD {
                return Err((self.line + 1, (Bad::Line(Reason::TooLong), String::new())));
            }
            if quoted && memchr::memchr(b'"', text).is_some() {
                match self.quoted(rest, ended, show)? {
                    Some((length, lines)) => {
                        self.line += lines;
                        at += length;
                        continue;
                    }
                    None => return Ok(at),
                }
            }
            let cells = self.cutter.cut(text);
            self.show(cells, text, show)?;
            self.line += 1;
            at += length;
        }
        Ok(at)
    }

    fn show(
        &self,
        cells: Option<Cells<'_>>,
        text: &[u8],
        show: &mut impl FnMut(&Line<'_>) -> Result<(), Bad>,
    ) -> Result<(), Refused> {
        let refused = |bad, value| (self.line + 1, (bad, value));
        let Some(cells) = cells else {
            return Err(refused(Bad::Line(Reason::ExtraCells), String::new()));
        };
        let line = Line {
            cells,
            text,
            look: self.look,
        };
        show(&line).map_err(|bad| {
            if text.contains(&0) {
                return refused(Bad::Line(Reason::Damaged), String::new());
            }
            let value = match &bad {
                Bad::Cell(kind, _) => cells.get(*kind).copied().unwrap_or_default(),
                Bad::Line(_) => &[],
            };
            let value = text_of(value).chars().take(80).collect();
            refused(bad, value)
        })
    }

    /// Show a record with quotation marks, as an import cuts it. Returns how long it was and how many lines; nothing when
    /// its end is not there yet.
    fn quoted(
        &mut self,
        rest: &[u8],
        ended: bool,
        show: &mut impl FnMut(&Line<'_>) -> Result<(), Bad>,
    ) -> Result<Option<(usize, u64)>, Refused> {
        let unclosed = (
            self.line + 1,
            (Bad::Line(Reason::UnclosedQuote), String::new()),
        );
        let mut length = 0;
        for lines in 1..=MAX_BREAKS as u64 + 1 {
            let more = rest.get(length..).unwrap_or_default();
            length += match memchr::memchr(self.look.line_end, more) {
                Some(end) => end + 1,
                None if ended && !more.is_empty() => more.len(),
                None if ended || rest.len() > MAX_RECORD => return Err(unclosed),
                None => return Ok(None),
            };
            if length > MAX_RECORD {
                return Err(unclosed);
            }
            let text = trim_end(rest.get(..length).unwrap_or_default());
            let mut record = std::mem::take(&mut self.record);
            record.start(0);
            let done = cut(&text_of(text), self.look.separator, &mut record);
            let shown = match done {
                Cut::Done => self.show(self.cells_of(&record), text, show).map(Some),
                Cut::Broken => Err((
                    unclosed.0,
                    (Bad::Line(Reason::UnclosedQuote), String::new()),
                )),
                Cut::Open => Ok(None),
            };
            self.record = record;
            if shown?.is_some() {
                return Ok(Some((length, lines)));
            }
        }
        Err(unclosed)
    }

    fn cells_of<'r>(&self, record: &'r Record) -> Option<Cells<'r>> {
        let mut cells: Cells<'r> = [&[]; KINDS];
        for (column, kind) in self.cutter.wanted() {
            if let Some(slot) = cells.get_mut(*kind) {
                *slot = record.get(*column).as_bytes();
            }
        }
        let extra = self.cutter.width()..record.len();
        extra
            .into_iter()
            .all(|at| record.get(at).is_empty())
            .then_some(cells)
    }
}

fn trim_end(text: &[u8]) -> &[u8] {
    let end = text.iter().rposition(|byte| !matches!(byte, b'\r' | b'\n'));
    text.get(..end.map_or(0, |end| end + 1)).unwrap_or_default()
}
