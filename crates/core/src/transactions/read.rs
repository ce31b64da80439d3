//! Every line of a file, in one walk: one thread cuts lines and understands their cells, another finds whose they are.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use super::cells::{AMOUNT, CUSTOMER, Cells, Cutter, DATE, Days, KINDS, amount, tidy};
use super::look::Look;
use super::names::{Meeting, hash, text_of};
use super::packed::{Packed, sort};
use super::{BadCell, Found, Lines, Transactions, TransactionsError, day_of};
use crate::import::ImportError;
use crate::import::day::DayOrder;
use crate::import::decimal::DecimalMark;
use crate::import::delimited::cut::{Cut, cut};
use crate::import::delimited::{MAX_BREAKS, MAX_RECORD};
use crate::import::encoding::{TextEncoding, Utf8Reader};
use crate::import::mapping::Question;
use crate::import::order::OrderEvidence;
use crate::import::outcome::Reason;
use crate::import::record::Record;
use crate::import::values::announces_total;

/// How much of a file is read at once, in bytes.
const BLOCK: usize = 1 << 18;
/// How many blocks may wait for the second thread.
const WAITING: usize = 3;

/// The purchases of one block: whose, by where the name ends in `names`, with its hash; the day; the amount.
#[derive(Debug, Default)]
struct Batch {
    names: Vec<u8>,
    lines: Vec<(u32, u64, u32, u64)>,
}

pub(super) fn read(path: &Path, look: &Look) -> Result<Transactions, TransactionsError> {
    let mut days = Days::new(order(path, look)?);
    let marks: Vec<DecimalMark> = look.amounts.iter().map(|(_, mark)| *mark).collect();
    let unreadable = |source| unreadable(path, source);
    let (to, batches) = sync_channel::<Batch>(WAITING);
    // Batches that have been used come back, so that no more than a few are ever there.
    let (back, used) = sync_channel::<Batch>(WAITING + 2);
    let (lines, met) = std::thread::scope(|scope| {
        let second = std::thread::Builder::new()
            .spawn_scoped(scope, move || meet(&batches, &back))
            .map_err(unreadable)?;
        let lines = understand(path, look, &mut days, &marks, &to, &used);
        drop(to);
        let met = second.join().ok().flatten();
        Ok::<_, TransactionsError>((lines?, met))
    })?;
    let (names, mut purchases) = met.ok_or_else(|| TransactionsError::TooMany(path.to_owned()))?;
    sort(&mut purchases);
    let all = purchases.iter().map(|purchase| purchase.day());
    let (first, last) = all.fold((u32::MAX, 0), |(first, last), day| {
        (first.min(day), last.max(day))
    });
    let columns = [look.customer.clone(), look.date.clone()];
    let amounts = look.amounts.iter().map(|(found, _)| found.clone());
    Ok(Transactions {
        names: names.done(),
        first_day: day_of(first.min(last)),
        last_day: day_of(last),
        purchases,
        lines,
        columns: columns.into_iter().chain(amounts).collect(),
    })
}

/// The first thread.
fn understand(
    path: &Path,
    look: &Look,
    days: &mut Days,
    marks: &[DecimalMark],
    to: &SyncSender<Batch>,
    used: &Receiver<Batch>,
) -> Result<Lines, TransactionsError> {
    let mut lines = Lines::default();
    let mut batch = Batch::default();
    let mut each = |line: &Line<'_>| -> Result<(), Bad> {
        lines.read += 1;
        if line.is_blank() {
            lines.blank += 1;
            return Ok(());
        }
        let cells = &line.cells;
        let name = tidy(cells[CUSTOMER]);
        if name.is_empty() {
            lines.anonymous += 1;
            return Ok(());
        }
        let understood = days
            .read(cells[DATE])
            .map_err(|reason| (DATE, reason))
            .and_then(|day| Ok((day, amount(cells, marks)?)));
        let (day, amount) = match understood {
            Ok(understood) => understood,
            Err(_) if line.is_total() => {
                lines.totals += 1;
                return Ok(());
            }
            Err((kind, reason)) => return Err(Bad::Cell(kind, reason)),
        };
        let Ok(amount) = u64::try_from(amount) else {
            lines.refunds += 1;
            return Ok(());
        };
        batch.names.extend_from_slice(name);
        // A block holds no more letters than 32 bits count.
        batch
            .lines
            .push((batch.names.len() as u32, hash(name), day, amount));
        if batch.names.len() + batch.lines.len() * 8 > BLOCK {
            let next = used.try_recv().unwrap_or_default();
            // Should nobody listen any more, the second thread has said why.
            let _ = to.send(std::mem::replace(&mut batch, next));
        }
        Ok(())
    };
    walk(path, look, &mut each)?;
    let _ = to.send(batch);
    Ok(lines)
}

/// The second thread: `None` when there are more names than numbers.
fn meet(batches: &Receiver<Batch>, back: &SyncSender<Batch>) -> Option<(Meeting, Vec<Packed>)> {
    let mut names = Meeting::new();
    let mut purchases: Vec<Packed> = Vec::new();
    let mut last: Option<(u32, Vec<u8>)> = None;
    for mut batch in batches {
        let mut start = 0;
        for (end, hash, day, amount) in batch.lines.drain(..) {
            let end = end as usize;
            let name = batch.names.get(start..end).unwrap_or_default();
            start = end;
            let customer = match &mut last {
                Some((customer, before)) if before.as_slice() == name => *customer,
                _ => {
                    let customer = names.meet(name, hash)?;
                    let mut before = last.take().map(|(_, before)| before).unwrap_or_default();
                    before.clear();
                    before.extend_from_slice(name);
                    last = Some((customer, before));
                    customer
                }
            };
            // Lines of one ticket follow each other: they need not all be kept.
            if let Some(before) = purchases.last_mut()
                && before.customer() == customer
                && before.day() == day
                && let Some(both) = before.and(amount)
            {
                *before = both;
            } else {
                purchases.push(Packed::new(customer, day, amount));
            }
        }
        batch.names.clear();
        let _ = back.try_send(batch);
    }
    Some((names, purchases))
}

/// A line on its way.
struct Line<'l> {
    /// Its cells that matter.
    cells: Cells<'l>,
    /// All of it, as the file has it.
    text: &'l [u8],
    look: &'l Look,
}

/// What is wrong with a line.
enum Bad {
    /// The cell of this kind.
    Cell(usize, Reason),
    /// All of it.
    Line(Reason),
}

impl Line<'_> {
    fn is_blank(&self) -> bool {
        let blank = |byte: &u8| {
            *byte == 0 || byte.is_ascii_whitespace() || *byte == self.look.separator.byte()
        };
        self.cells.iter().all(|cell| cell.is_empty()) && self.text.iter().all(blank)
    }

    /// Whether it is the total of other lines, as tills write below them.
    fn is_total(&self) -> bool {
        let text = text_of(self.text);
        let cells = text.split(self.look.separator.char());
        cells
            .map(|cell| cell.trim().trim_matches('"'))
            .filter(|cell| !cell.is_empty())
            .take(3)
            .any(announces_total)
    }
}

/// The order days are written in: what was said or the beginning shows, else what all of the file does.
fn order(path: &Path, look: &Look) -> Result<DayOrder, TransactionsError> {
    if look.order_is_sure {
        return Ok(look.order);
    }
    let mut evidence = OrderEvidence::default();
    let mut examples: Vec<String> = Vec::new();
    walk(path, look, &mut |line| {
        // One day past the twelfth tells.
        if evidence.day_first + evidence.month_first == 0 {
            let day = text_of(line.cells[DATE]);
            evidence.see(&day);
            if examples.len() < 5 && !day.is_empty() && !examples.iter().any(|one| *one == day) {
                examples.push(day.chars().take(40).collect());
            }
        }
        Ok(())
    })?;
    match evidence.judge() {
        DayOrder::Ambiguous => Err(TransactionsError::File(ImportError::Unanswered {
            path: path.to_owned(),
            heading: look.date.heading.clone(),
            question: Question::DayOrder {
                column: look.date.column,
                examples,
            },
        })),
        order => Ok(order),
    }
}

fn unreadable(path: &Path, source: io::Error) -> TransactionsError {
    TransactionsError::File(ImportError::Unreadable {
        path: path.to_owned(),
        source,
    })
}

/// Show every line below the heading, until one is refused.
fn walk(
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
