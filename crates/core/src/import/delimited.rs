//! Records of a text file: separators, quotes and line ends, in bounded memory whatever the file holds.

pub(crate) mod cut;

use std::io::{self, BufRead, BufReader, Read};

use super::encoding::{TextEncoding, Utf8Reader};
use super::record::{MAX_CELLS, Record};
use cut::{Cut, cut};

/// What cuts a line into cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Separator {
    /// `;`, as French spreadsheets write.
    Semicolon,
    /// `,`
    Comma,
    /// The tabulator.
    Tab,
    /// `|`
    Pipe,
    /// Runs of blanks.
    Blanks,
}

impl Separator {
    /// The character itself; a blank for runs of them.
    #[must_use]
    pub const fn char(self) -> char {
        match self {
            Self::Semicolon => ';',
            Self::Comma => ',',
            Self::Tab => '\t',
            Self::Pipe => '|',
            Self::Blanks => ' ',
        }
    }

    /// The same as a byte: in every encoding but UTF-16 it is one.
    #[must_use]
    pub const fn byte(self) -> u8 {
        self.char() as u8
    }
}

/// The longest record that is read, in bytes of UTF-8.
pub const MAX_RECORD: usize = 64 * 1024;
/// The most line breaks within one record.
pub const MAX_BREAKS: usize = 100;

/// Why one record cannot be read, while those around it can.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Fault {
    /// A quotation mark opens a cell and nothing closes it.
    UnclosedQuote,
    /// It is longer than 64 KB.
    TooLong,
    /// It has more than 1,024 cells.
    TooWide,
    /// It is a card of an address book that nothing ends.
    BrokenCard,
    /// It holds zero bytes: something was overwritten.
    Damaged,
}

/// What comes next in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// A record.
    Record,
    /// A record that could not be read; its first line, cut at every separator, stands in its place.
    Fault(Fault),
    /// Nothing: the file has ended.
    End,
}

/// Reads the records of a delimited text. Lines end with LF, CRLF or a mix; blank lines are blank records.
pub struct Delimited<R> {
    input: BufReader<Utf8Reader<R>>,
    separator: Separator,
    line_end: u8,
    line: u32,
    block: Vec<u8>,
    again: Vec<u8>,
    again_at: usize,
}

enum Line {
    End,
    Whole,
    TooLong,
}

impl<R: Read> Delimited<R> {
    /// Reads `input`, whose lines end with `line_end`.
    pub fn new(input: R, encoding: TextEncoding, separator: Separator, line_end: u8) -> Self {
        Self {
            input: BufReader::with_capacity(1 << 16, Utf8Reader::new(input, encoding)),
            separator,
            line_end,
            line: 0,
            block: Vec::new(),
            again: Vec::new(),
            again_at: 0,
        }
    }

    /// How many bytes of the file have been read.
    pub fn bytes_read(&self) -> u64 {
        self.input.get_ref().bytes_read()
    }

    /// Puts the next record into `record`.
    ///
    /// # Errors
    /// When reading fails.
    pub fn next(&mut self, record: &mut Record) -> io::Result<Next> {
        self.block.clear();
        record.start(self.line + 1);
        match self.read_line()? {
            Line::End => return Ok(Next::End),
            Line::TooLong => {
                self.cut_plainly(record, 200);
                return Ok(Next::Fault(Fault::TooLong));
            }
            Line::Whole => {}
        }
        // Files that were never closed end in zeros, which say nothing.
        if self
            .block
            .iter()
            .all(|b| *b == 0 || b.is_ascii_whitespace())
        {
            self.block.retain(|byte| *byte != 0);
        }
        let first = self.block.len();
        let mut breaks = 0;
        loop {
            let text = String::from_utf8_lossy(&self.block);
            let fault = match cut(trim_end(&text), self.separator, record) {
                // Among text they stand where something else was.
                Cut::Done if self.block.contains(&0) => {
                    record.start(record.line());
                    self.cut_plainly(record, MAX_RECORD);
                    return Ok(Next::Fault(Fault::Damaged));
                }
                Cut::Done if record.narrow() => return Ok(Next::Fault(Fault::TooWide)),
                Cut::Done => return Ok(Next::Record),
                Cut::Broken => Fault::UnclosedQuote,
                Cut::Open if breaks == MAX_BREAKS || self.block.len() >= MAX_RECORD => {
                    Fault::UnclosedQuote
                }
                Cut::Open => {
                    breaks += 1;
                    match self.read_line()? {
                        Line::Whole => {
                            record.start(record.line());
                            continue;
                        }
                        Line::TooLong | Line::End => Fault::UnclosedQuote,
                    }
                }
            };
            // Only the line with the stray mark is lost: those after it are read again on their own.
            self.rewind(first);
            record.start(record.line());
            self.cut_plainly(record, first);
            return Ok(Next::Fault(fault));
        }
    }

    fn cut_plainly(&self, record: &mut Record, most: usize) {
        let text = String::from_utf8_lossy(
            self.block
                .get(..most.min(self.block.len()))
                .unwrap_or_default(),
        )
        .replace('\0', "");
        for cell in trim_end(&text).split(self.separator.char()).take(MAX_CELLS) {
            record.push(cell);
        }
    }

    fn rewind(&mut self, first: usize) {
        let rest = self.block.split_off(first);
        let lines = rest.iter().filter(|byte| **byte == self.line_end).count();
        let unended = usize::from(!rest.is_empty() && rest.last() != Some(&self.line_end));
        self.line -= u32::try_from(lines + unended).unwrap_or(0);
        let pending = self.again.split_off(self.again_at);
        self.again = [rest, pending].concat();
        self.again_at = 0;
    }

    /// Appends one line, its end included, to the block. A line past the limit is read to its end and dropped.
    fn read_line(&mut self) -> io::Result<Line> {
        let start = self.block.len();
        let mut too_long = false;
        let mut seen = false;
        loop {
            let from_again = self.again_at < self.again.len();
            let ready = if from_again {
                self.again.get(self.again_at..).unwrap_or_default()
            } else {
                self.input.fill_buf()?
            };
            if ready.is_empty() {
                break;
            }
            seen = true;
            let (part, ended) = match ready.iter().position(|byte| *byte == self.line_end) {
                Some(at) => (ready.get(..=at).unwrap_or_default(), true),
                None => (ready, false),
            };
            if self.block.len() - start + part.len() > MAX_RECORD {
                too_long = true;
            } else if !too_long {
                self.block.extend_from_slice(part);
            }
            let used = part.len();
            if from_again {
                self.again_at += used;
            } else {
                self.input.consume(used);
            }
            if ended {
                break;
            }
        }
        if self.again_at == self.again.len() {
            self.again.clear();
            self.again_at = 0;
        }
        if !seen {
            return Ok(Line::End);
        }
        self.line = self.line.saturating_add(1);
        Ok(if too_long { Line::TooLong } else { Line::Whole })
    }
}

fn trim_end(text: &str) -> &str {
    text.trim_end_matches(['\r', '\n'])
}

#[cfg(test)]
mod tests;
