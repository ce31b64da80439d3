//! The French accounting file (*fichier des écritures comptables*, article A47 A-1 of the LPF): every entry of a year's
//! books, of which the customers' accounts (class 411) and their invoices are kept.
//!
//! Its lines become records of fixed headings, so that everything behind (mapping, preview, matching, rejects) sees a
//! plain list of invoices. The file is read twice: what is a sale, and what paid it, stands on other lines.

mod books;
mod line;

use std::collections::{HashMap, HashSet};
use std::io::{self, Read};
use std::ops::ControlFlow;

use books::Books;
use line::{Columns, Entry};

use super::delimited::{Delimited, Fault, Next, Separator};
use super::encoding::TextEncoding;
use super::record::Record;

/// The headings of the records a ledger becomes, in the file's own words where it has any.
pub const HEADINGS: [&str; 7] = [
    "CompAuxNum",
    "CompAuxLib",
    "PieceRef",
    "PieceDate",
    "Montant TTC",
    "Payé le",
    "Impayé au",
];

/// What cuts the lines of a ledger, told by its first line; `None` when that is no ledger's.
#[must_use]
pub fn separator_of(first_line: &str) -> Option<Separator> {
    [Separator::Pipe, Separator::Tab, Separator::Semicolon]
        .into_iter()
        .find(|separator| {
            let mut record = Record::default();
            record.start(1);
            for cell in first_line.split(separator.char()) {
                record.push(cell.trim_matches('"'));
            }
            Columns::find(&record).is_some()
        })
}

/// Shows a ledger as records of [`HEADINGS`]: each line of an invoice or credit note on a customer's account, then the
/// customers without one. `open` opens the file, which is read twice. `show` gets the bytes read of the second reading.
pub(super) fn each<R: Read, E: From<io::Error>>(
    mut open: impl FnMut() -> Result<R, E>,
    (encoding, separator): (TextEncoding, Separator),
    line_end: u8,
    mut show: impl FnMut(&Record, Option<Fault>, u64) -> Result<ControlFlow<()>, E>,
) -> Result<(), E> {
    let mut reader = Delimited::new(open()?, encoding, separator, line_end);
    let mut books = Books::default();
    let mut record = Record::default();
    let mut columns = None;
    loop {
        match reader.next(&mut record)? {
            Next::End => break,
            Next::Fault(_) => {}
            Next::Record if columns.is_none() => columns = Columns::find(&record),
            Next::Record => {
                if let Some(entry) = columns.as_ref().and_then(|at| Entry::read(at, &record)) {
                    books.see(&entry);
                }
            }
        }
    }
    let Some(columns) = columns else {
        return Ok(());
    };
    books.close();
    let mut reader = Delimited::new(open()?, encoding, separator, line_end);
    let mut out = Record::default();
    let mut headed = false;
    // Accounts seen without a sale so far: they are customers all the same.
    let mut silent: HashMap<u64, Record> = HashMap::new();
    let mut buyers: HashSet<u64> = HashSet::new();
    loop {
        let shown = match reader.next(&mut record)? {
            Next::End => break,
            Next::Fault(fault) => show(&record, Some(fault), reader.bytes_read())?,
            Next::Record if !headed => {
                headed = Columns::find(&record).is_some();
                out.start(record.line());
                HEADINGS.iter().for_each(|heading| out.push(heading));
                if !headed {
                    continue;
                }
                show(&out, None, reader.bytes_read())?
            }
            Next::Record => {
                let Some(entry) = Entry::read(&columns, &record).filter(Entry::is_customer) else {
                    continue;
                };
                let key = entry.account_key();
                if books.is_sale(&entry) {
                    silent.remove(&key);
                    buyers.insert(key);
                    books.put(&entry, &mut out);
                    show(&out, None, reader.bytes_read())?
                } else {
                    if entry.has_account() && !buyers.contains(&key) {
                        silent.entry(key).or_insert_with(|| {
                            let mut alone = Record::default();
                            alone.start(record.line());
                            alone.push(entry.account());
                            alone.push(entry.name());
                            alone
                        });
                    }
                    ControlFlow::Continue(())
                }
            }
        };
        if shown.is_break() {
            return Ok(());
        }
    }
    let mut silent: Vec<Record> = silent.into_values().collect();
    silent.sort_unstable_by_key(Record::line);
    for alone in &silent {
        if show(alone, None, reader.bytes_read())?.is_break() {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
