//! A line cut into its cells.

use super::Separator;
use crate::defuse::armed;
use crate::import::record::Record;

/// What came of cutting a text.
pub(crate) enum Cut {
    /// The record holds its cells.
    Done,
    /// A quotation mark is still open: the record goes on on the next line.
    Open,
    /// What follows a closing mark belongs to no cell.
    Broken,
}

/// Cut a text, one line or more, into the cells of a record.
pub(crate) fn cut(text: &str, separator: Separator, record: &mut Record) -> Cut {
    if separator == Separator::Blanks {
        text.split_whitespace().for_each(|cell| put(record, cell));
        return Cut::Done;
    }
    let separator = separator.char();
    if !text.contains('"') {
        text.split(separator).for_each(|cell| put(record, cell));
        return Cut::Done;
    }
    let mut rest = text;
    loop {
        let Some(quoted) = rest.trim_start_matches(' ').strip_prefix('"') else {
            // A mark inside a plain cell is a mark: 5" pipe.
            let (cell, more) = split_once(rest, separator);
            put(record, cell);
            match more {
                Some(more) => rest = more,
                None => return Cut::Done,
            }
            continue;
        };
        match cut_quoted(quoted, separator, record) {
            Quoted::Next(more) => rest = more,
            Quoted::Last => return Cut::Done,
            Quoted::Open => return Cut::Open,
            // What follows the closing mark belongs to no cell. On one line that is harmless; over several it means
            // that a stray mark has swallowed the beginning of a record.
            Quoted::Trailing if text.contains(['\n', '\r']) => return Cut::Broken,
            Quoted::Trailing => {
                let (cell, more) = split_once(rest, separator);
                put(record, cell);
                match more {
                    Some(more) => rest = more,
                    None => return Cut::Done,
                }
            }
        }
    }
}

/// Adds a cell, without the mark that keeps a spreadsheet from taking it for a formula.
fn put(record: &mut Record, cell: &str) {
    record.push(armed(cell));
}

pub(super) fn split_once(text: &str, separator: char) -> (&str, Option<&str>) {
    text.split_once(separator)
        .map_or((text, None), |(cell, more)| (cell, Some(more)))
}

enum Quoted<'t> {
    Next(&'t str),
    Last,
    Open,
    Trailing,
}

fn cut_quoted<'t>(mut text: &'t str, separator: char, record: &mut Record) -> Quoted<'t> {
    let mut cell = String::new();
    loop {
        let Some((part, after)) = text.split_once('"') else {
            return Quoted::Open;
        };
        cell.push_str(part);
        if let Some(more) = after.strip_prefix('"') {
            cell.push('"');
            text = more;
            continue;
        }
        let after = after.trim_start_matches(' ');
        return if after.is_empty() {
            put(record, &cell);
            Quoted::Last
        } else if let Some(more) = after.strip_prefix(separator) {
            put(record, &cell);
            Quoted::Next(more)
        } else {
            Quoted::Trailing
        };
    }
}
