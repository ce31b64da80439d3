//! Where the table is in a file: its separator, its header, its columns.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::Path;

use super::delimited::Separator;
use super::encoding::TextEncoding;
use super::error::ImportError;
use super::preview::Choices;
use super::record::Record;
use super::table::{Kind, Source, TableFile};
use super::values::parse_email;

/// How many records the guesses are made from.
pub const SAMPLE: usize = 3000;
/// How much text they are made from at most, in bytes: records may be long.
const SAMPLE_BYTES: usize = 8 << 20;
/// Lines in which the header is looked for.
const HEADER_WITHIN: usize = 30;

/// Where the header and the first record are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The line of the header, when there is one.
    pub header_line: Option<u32>,
    /// The line of the first record.
    pub first_line: u32,
}

/// The first records of a file.
#[derive(Debug, Default)]
pub(crate) struct Sample {
    /// Those that can be read.
    pub records: Vec<Record>,
    /// The lines of those that cannot.
    pub unread: Vec<u32>,
    /// Whether that is all of the file.
    pub whole: bool,
}

/// The first records of the file.
pub(super) fn sample(file: &TableFile, source: &Source) -> Result<Sample, ImportError> {
    let (mut records, mut unread) = (Vec::new(), Vec::new());
    let mut whole = true;
    let mut blank = true;
    let mut size = 0;
    file.each(source, |step| {
        if records.len() >= SAMPLE || size >= SAMPLE_BYTES {
            whole = false;
            return Ok::<_, ImportError>(ControlFlow::Break(()));
        }
        blank &= step.record.is_blank();
        if step.fault.is_none() {
            size += step.record.size();
            records.push(step.record.clone());
        } else if unread.len() < SAMPLE {
            unread.push(step.record.line());
        }
        Ok(ControlFlow::Continue(()))
    })?;
    if blank {
        Err(ImportError::Empty(file.path().to_owned()))
    } else {
        Ok(Sample {
            records,
            unread,
            whole,
        })
    }
}

/// Where the records are, and the sheets of a spreadsheet.
pub(super) fn choose_source(
    file: &TableFile,
    choices: &Choices,
) -> Result<(Source, Vec<String>), ImportError> {
    match file.look()? {
        Kind::Sheets(sheets) => {
            let name = match &choices.sheet {
                Some(sheet) => sheet.clone(),
                None => sheets
                    .first()
                    .cloned()
                    .ok_or_else(|| ImportError::Empty(file.path().to_owned()))?,
            };
            Ok((Source::Sheet { name }, sheets))
        }
        Kind::Ledger(census, separator) => Ok((
            Source::Ledger {
                encoding: choices.encoding.unwrap_or(census.encoding),
                separator,
            },
            Vec::new(),
        )),
        Kind::Cards(census) => Ok((
            Source::Cards {
                encoding: choices.encoding.unwrap_or(census.encoding),
            },
            Vec::new(),
        )),
        Kind::Text(census) => {
            let encoding = choices.encoding.unwrap_or(census.encoding);
            let separator = match choices.separator {
                Some(separator) => separator,
                None => find_separator(file, encoding)?,
            };
            Ok((
                Source::Text {
                    encoding,
                    separator,
                },
                Vec::new(),
            ))
        }
    }
}

fn find_separator(file: &TableFile, encoding: TextEncoding) -> Result<Separator, ImportError> {
    separator_of(|separator| {
        let source = Source::Text {
            encoding,
            separator,
        };
        sample(file, &source).map(|sample| sample.records)
    })
}

/// The separator that cuts most of the records it gives into the same number of cells, and most cells.
pub(crate) fn separator_of(
    mut records: impl FnMut(Separator) -> Result<Vec<Record>, ImportError>,
) -> Result<Separator, ImportError> {
    let mut best: Option<(f64, Separator)> = None;
    for separator in [
        Separator::Semicolon,
        Separator::Tab,
        Separator::Pipe,
        Separator::Comma,
        Separator::Blanks,
    ] {
        let records = records(separator)?;
        let mut widths: HashMap<usize, u32> = HashMap::new();
        for record in records.iter().filter(|record| !record.is_blank()) {
            *widths.entry(record.len()).or_default() += 1;
        }
        let total = widths.values().sum::<u32>().max(1);
        let Some((width, count)) = widths
            .into_iter()
            .max_by_key(|(width, count)| (*count, *width))
        else {
            continue;
        };
        let share = f64::from(count) / f64::from(total);
        // Blanks cut prose into pieces too: they have to cut it evenly.
        if width < 2
            || share
                < if separator == Separator::Blanks {
                    0.95
                } else {
                    0.55
                }
        {
            continue;
        }
        #[allow(clippy::cast_precision_loss)] // a few hundred columns at most
        let score = share
            * share
            * (width as f64).min(40.0).ln_1p()
            * if separator == Separator::Blanks {
                0.5
            } else {
                1.0
            };
        if best.is_none_or(|(other, _)| score > other) {
            best = Some((score, separator));
        }
    }
    // A single column may still be a list of addresses; the caller sees.
    Ok(best.map_or(Separator::Semicolon, |(_, separator)| separator))
}

fn filled(record: &Record) -> usize {
    (0..record.len())
        .filter(|at| !record.get(*at).is_empty())
        .count()
}

/// Titles above a table fill fewer cells than the table does.
pub(crate) fn find_layout(
    path: &Path,
    sample: &Sample,
    chosen: Option<u32>,
) -> Result<Layout, ImportError> {
    let layout = layout_of(path, &sample.records, chosen)?;
    // What cannot be read just before the first record that can is no less a record of the file.
    let before = sample.records.iter().map(Record::line);
    let before = before.take_while(|line| *line < layout.first_line).last();
    let unread = sample.unread.iter().copied();
    let first_unread = unread
        .filter(|line| before.is_none_or(|before| *line > before))
        .min();
    Ok(Layout {
        first_line: first_unread.map_or(layout.first_line, |line| line.min(layout.first_line)),
        ..layout
    })
}

fn layout_of(path: &Path, records: &[Record], chosen: Option<u32>) -> Result<Layout, ImportError> {
    match chosen {
        Some(0) => {
            let first_line = records
                .iter()
                .find(|record| !record.is_blank())
                .map_or(1, Record::line);
            return Ok(Layout {
                header_line: None,
                first_line,
            });
        }
        Some(line) => {
            let next = records
                .iter()
                .find(|record| record.line() > line)
                .map_or(line + 1, Record::line);
            return Ok(Layout {
                header_line: Some(line),
                first_line: next,
            });
        }
        None => {}
    }
    let mut fill: Vec<usize> = records
        .iter()
        .map(filled)
        .filter(|filled| *filled > 0)
        .collect();
    fill.sort_unstable();
    let usual = fill.get(fill.len() / 2).copied().unwrap_or(1);
    let enough = (usual * 6).div_ceil(10).max(usual.min(2));
    let at = records
        .iter()
        .take(HEADER_WITHIN)
        .position(|record| filled(record) >= enough)
        .ok_or_else(|| ImportError::NotATable(path.to_owned()))?;
    let Some(record) = records.get(at) else {
        return Err(ImportError::NotATable(path.to_owned()));
    };
    if is_heading(record) {
        let next = records.get(at + 1).map_or(record.line() + 1, Record::line);
        Ok(Layout {
            header_line: Some(record.line()),
            first_line: next,
        })
    } else {
        Ok(Layout {
            header_line: None,
            first_line: record.line(),
        })
    }
}

/// Headings are words: no numbers, days or addresses among them.
fn is_heading(record: &Record) -> bool {
    let cells: Vec<&str> = (0..record.len())
        .map(|at| record.get(at))
        .filter(|cell| !cell.is_empty())
        .collect();
    let worded = cells.iter().all(|cell| {
        let first = cell.chars().find(|c| c.is_alphanumeric());
        first.is_some_and(char::is_alphabetic)
            && parse_email(cell).is_none()
            && cell.chars().count() <= 80
    });
    worded && (0..record.len()).all(|at| !record.is_typed(at))
}

/// The heading of each column; as many as there are columns.
pub(crate) fn headers(records: &[Record], body: &[&Record], layout: Layout) -> Vec<String> {
    let heading = layout
        .header_line
        .and_then(|line| records.iter().find(|record| record.line() == line));
    let mut widths: HashMap<usize, usize> = HashMap::new();
    for record in body.iter().filter(|record| !record.is_blank()) {
        // Blank cells at the end are padding.
        let width = (0..record.len())
            .rev()
            .find(|at| !record.get(*at).is_empty())
            .map_or(0, |at| at + 1);
        *widths.entry(width).or_default() += 1;
    }
    // Under a header a few longer records are out of shape; without one they are all there is to go by.
    let enough = if heading.is_some() {
        body.len().div_ceil(2)
    } else {
        body.len().div_ceil(20)
    };
    let usual = widths
        .iter()
        .filter(|(_, count)| **count >= enough)
        .map(|(width, _)| *width)
        .max()
        .unwrap_or(0);
    let named = heading.map_or(0, |record| {
        (0..record.len())
            .rev()
            .find(|at| !record.get(*at).is_empty())
            .map_or(0, |at| at + 1)
    });
    (0..usual.max(named))
        .map(|at| heading.map_or_else(String::new, |record| record.get(at).to_owned()))
        .collect()
}
