//! What a file's first lines tell about all of it: how it is written, what cuts its lines, what its columns are.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::{Field, Found, TransactionsError, Wanted};
use crate::fold::fold;
use crate::import::ImportError;
use crate::import::census::take_census;
use crate::import::column::ColumnStats;
use crate::import::day::DayOrder;
use crate::import::decimal::DecimalMark;
use crate::import::delimited::{Delimited, Next, Separator};
use crate::import::encoding::TextEncoding;
use crate::import::guess::guess;
use crate::import::heading::role_of_heading;
use crate::import::layout::{Sample, find_layout, headers, separator_of};
use crate::import::mapping::{Column, Mapping};
use crate::import::preset;
use crate::import::record::Record;
use crate::import::role::Role;
use crate::import::table::Source;

/// How much of a file is looked at, in bytes, and how many records at most.
const HEAD: u64 = 1 << 16;
const SAMPLE: usize = 1000;

/// How a file is to be read.
#[derive(Debug)]
pub(super) struct Look {
    pub encoding: TextEncoding,
    pub separator: Separator,
    pub line_end: u8,
    /// The line of the first record, from 1.
    pub first_line: u64,
    /// How many columns there are.
    pub width: usize,
    pub customer: Found,
    pub date: Found,
    pub order: DayOrder,
    /// Whether the order was said or there are days that can be read in no other; else all of the file has to be asked.
    pub order_is_sure: bool,
    /// The amount; or the price of one, and how many.
    pub amounts: Vec<(Found, DecimalMark)>,
}

pub(super) fn look(path: &Path, wanted: &Wanted) -> Result<Look, TransactionsError> {
    let unreadable = |source| ImportError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let (head, whole) = head(path).map_err(unreadable)?;
    let census = take_census(&mut head.as_slice()).map_err(unreadable)?;
    let refused = |error: fn(std::path::PathBuf) -> ImportError| Err(error(path.to_owned()).into());
    match head.as_slice() {
        [] => return refused(ImportError::Empty),
        [b'P', b'K', 3 | 5, ..] => return refused(ImportError::OtherFormat),
        [0x1f, 0x8b, ..] => return refused(ImportError::Packed),
        _ if census.is_binary => return refused(ImportError::NotATable),
        _ => {}
    }
    let wide = matches!(
        census.encoding,
        TextEncoding::Utf16Le | TextEncoding::Utf16Be
    );
    let line_end = if !wide && head.contains(&b'\r') && !head.contains(&b'\n') {
        b'\r'
    } else {
        b'\n'
    };
    let head = head.as_slice();
    let sample = |separator| sample(head, whole, census.encoding, separator, line_end);
    let separator = separator_of(|separator| {
        sample(separator)
            .map(|sample| sample.records)
            .map_err(unreadable)
    })?;
    let sample = sample(separator).map_err(unreadable)?;
    if sample.records.iter().all(Record::is_blank) {
        return refused(ImportError::Empty);
    }
    let layout = find_layout(path, &sample, None)?;
    let body: Vec<&Record> = sample
        .records
        .iter()
        .filter(|record| record.line() >= layout.first_line)
        .collect();
    if body.iter().all(|record| record.is_blank()) {
        return Err(TransactionsError::File(ImportError::HeaderOnly {
            path: path.to_owned(),
            line: layout.header_line.unwrap_or(1),
        }));
    }
    let headings = headers(&sample.records, &body, layout);
    if headings.len() < 2 {
        return refused(ImportError::NotATable);
    }
    let mut stats: Vec<ColumnStats> = headings.iter().map(|_| ColumnStats::default()).collect();
    for record in &body {
        for (at, stats) in stats.iter_mut().enumerate() {
            stats.see(record.get(at), false);
        }
    }
    let source = Source::Text {
        encoding: census.encoding,
        separator,
    };
    let mut mapping = guess(&headings, &stats, &[], source, layout, &[]);
    preset::apply(&mut mapping);
    let columns = Columns {
        path,
        mapping: &mapping,
        headings: &headings,
        stats: &stats,
    };
    let date = columns.date(wanted)?;
    let stats = stats.get(date.column as usize);
    let evidence = stats.map(|stats| stats.order).unwrap_or_default();
    let sure = evidence.day_first + evidence.month_first > 0
        || evidence.both + evidence.alike == 0
        || evidence.judge() == DayOrder::Serial;
    Ok(Look {
        encoding: census.encoding,
        separator,
        line_end,
        first_line: u64::from(layout.first_line),
        width: headings.len(),
        customer: columns.customer(wanted)?,
        order: wanted.order.unwrap_or(evidence.judge()),
        order_is_sure: wanted.order.is_some() || sure && evidence.judge() != DayOrder::Ambiguous,
        amounts: columns.amounts(wanted, date.column)?,
        date,
    })
}

/// The beginning of a file, up to the end of a line, and whether that is all of it.
fn head(path: &Path) -> io::Result<(Vec<u8>, bool)> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let mut head = Vec::new();
    file.take(HEAD).read_to_end(&mut head)?;
    if (head.len() as u64) < HEAD {
        return Ok((head, true));
    }
    // A line that is cut off says something else than it should. In UTF-16 the half of a letter may go with it.
    let end = head.iter().rposition(|byte| matches!(byte, b'\n' | b'\r'));
    head.truncate(end.map_or(head.len(), |end| end + 1));
    Ok((head, false))
}

fn sample(
    head: &[u8],
    whole: bool,
    encoding: TextEncoding,
    separator: Separator,
    line_end: u8,
) -> io::Result<Sample> {
    let mut reader = Delimited::new(head, encoding, separator, line_end);
    let mut sample = Sample {
        whole,
        ..Sample::default()
    };
    let mut record = Record::default();
    while sample.records.len() < SAMPLE {
        match reader.next(&mut record)? {
            Next::End => break,
            Next::Record => sample.records.push(record.clone()),
            Next::Fault(_) => sample.unread.push(record.line()),
        }
    }
    Ok(sample)
}

struct Columns<'l> {
    path: &'l Path,
    mapping: &'l Mapping,
    headings: &'l [String],
    stats: &'l [ColumnStats],
}

impl Columns<'_> {
    fn customer(&self, wanted: &Wanted) -> Result<Found, TransactionsError> {
        // What is most surely one person's comes first.
        let roles = [
            Role::ExternalId,
            Role::Email,
            Role::Phone,
            Role::FullName,
            Role::Company,
        ];
        self.one(Field::Customer, wanted.customer.as_deref(), &roles)
    }

    fn date(&self, wanted: &Wanted) -> Result<Found, TransactionsError> {
        let found = self.one(Field::Date, wanted.date.as_deref(), &[Role::Day]);
        if found.is_ok() || wanted.date.is_some() {
            return found;
        }
        // To an import days without amounts are no purchases; to a model they are.
        let days = |stats: &ColumnStats| stats.filled > 0 && stats.share(stats.order.days()) > 0.9;
        let headed = self
            .headings
            .iter()
            .zip(self.stats)
            .position(|(heading, stats)| {
                role_of_heading(heading).is_some_and(|(role, _)| role == Role::Day) && days(stats)
            });
        let at = headed.or_else(|| self.stats.iter().position(days));
        at.map_or(found, |at| Ok(self.found(Field::Date, at)))
    }

    /// None where the file does not say.
    fn amounts(
        &self,
        wanted: &Wanted,
        date: u32,
    ) -> Result<Vec<(Found, DecimalMark)>, TransactionsError> {
        if wanted.no_amount {
            return Ok(Vec::new());
        }
        if let asked @ Some(_) = wanted.amount.as_deref() {
            let found = self.one(Field::Amount, asked, &[])?;
            return Ok(vec![self.with_mark(found)]);
        }
        let role = |field, role| {
            let at = self.mapping.column(role)?;
            let found = self.found(field, at);
            (found.column != date).then(|| self.with_mark(found))
        };
        if let Some(amount) = role(Field::Amount, Role::Amount) {
            return Ok(vec![amount]);
        }
        let price = role(Field::UnitPrice, Role::UnitPrice);
        let Some(price) = price else {
            return Ok(Vec::new());
        };
        let quantity = role(Field::Quantity, Role::Quantity);
        Ok(std::iter::once(price).chain(quantity).collect())
    }

    fn with_mark(&self, found: Found) -> (Found, DecimalMark) {
        let column: Option<&Column> = self.mapping.columns.get(found.column as usize);
        let mark = column.map_or(DecimalMark::Point, |column| column.decimal);
        (found, mark)
    }

    /// The column asked for, else the first of one of the roles.
    fn one(
        &self,
        field: Field,
        asked: Option<&str>,
        roles: &[Role],
    ) -> Result<Found, TransactionsError> {
        let at = match asked {
            Some(asked) => self.called(asked),
            None => roles.iter().find_map(|role| self.mapping.column(*role)),
        };
        at.map(|at| self.found(field, at))
            .ok_or_else(|| TransactionsError::NoColumn {
                path: self.path.to_owned(),
                field,
                asked: asked.map(str::to_owned),
                headings: self.headings.to_vec(),
            })
    }

    /// The column of this heading, else of this number.
    fn called(&self, asked: &str) -> Option<usize> {
        let exactly = self
            .headings
            .iter()
            .position(|heading| heading.trim() == asked.trim());
        let alike = || {
            let wanted = Some(fold(asked)).filter(|wanted| !wanted.is_empty())?;
            let mut alike = (0..).zip(self.headings);
            alike.find_map(|(at, heading)| (fold(heading) == wanted).then_some(at))
        };
        let numbered = || {
            let at = asked.trim().parse::<usize>().ok()?.checked_sub(1)?;
            (at < self.headings.len()).then_some(at)
        };
        exactly.or_else(alike).or_else(numbered)
    }

    fn found(&self, field: Field, at: usize) -> Found {
        Found {
            field,
            column: u32::try_from(at).unwrap_or(u32::MAX),
            heading: self
                .headings
                .get(at)
                .map_or_else(String::new, |heading| heading.trim().to_owned()),
        }
    }
}
