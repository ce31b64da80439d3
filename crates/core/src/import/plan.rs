//! The first reading of a file: who is in it, and what refunds refer to. The second one brings the purchases.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use super::group::{Draft, Grouper};
use super::mapping::Mapping;
use super::outcome::{Outcome, Reject};
use super::person::read_person;
use super::record::Record;
use super::report::{Control, Counts, Phase};
use super::table::TableFile;
use super::understand::{Context, Understanding};
use super::who::Registry;
use crate::Result;
use crate::field::Field;

/// The most rejects shown.
pub(crate) const SHOWN_REJECTS: usize = 100;
/// Purchases handed over at a time.
pub(crate) const BATCH: usize = 1000;
/// Records between two signs of life.
const BEAT: u32 = 5000;

/// What the first reading tells.
#[derive(Debug)]
pub(crate) struct Plan {
    pub registry: Registry,
    pub counts: Counts,
    pub rejects: Vec<Reject>,
    /// Numbers of tickets that refunds name.
    pub wanted: HashSet<String>,
    /// Whether any purchase has a time of day.
    pub timed: bool,
    /// Whether any purchase is in another currency than the notebook's.
    pub foreign: bool,
    /// Whether the lines of each day are together.
    pub days_together: bool,
}

/// A file and how to read it.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    pub file: TableFile,
    pub mapping: Arc<Mapping>,
    pub context: Context,
    /// The fields its mapping brings, which are among the context's.
    pub fresh: Vec<Field>,
    pub control: Control,
}

/// Reads the file a first time, everybody in the notebook being in the registry already.
pub(crate) fn first_reading(reading: &Reading, mut registry: Registry) -> Result<Plan> {
    let Reading {
        file,
        mapping,
        context,
        control,
        fresh: _,
    } = reading;
    if let Some(question) = mapping.unanswered() {
        return Err(super::ImportError::Unanswered {
            path: file.path().to_owned(),
            heading: mapping.heading_asked_about(&question).to_owned(),
            question,
        }
        .into());
    }
    let understanding = Understanding::new(mapping);
    let mut counts = Counts::default();
    let mut rejects = Vec::new();
    let mut wanted = HashSet::new();
    let (mut timed, mut foreign) = (false, false);
    let (mut days, mut day, mut days_together) = (HashSet::new(), None, true);
    file.each(&mapping.source, |step| {
        let record = step.record;
        if Some(record.line()) == mapping.header_line {
            same_shape(file.path(), mapping, record)?;
        }
        if record.line() < mapping.first_line {
            return Ok::<_, crate::Error>(ControlFlow::Continue(()));
        }
        counts.records += 1;
        if counts.records.is_multiple_of(BEAT) {
            control.check()?;
            control.tell(Phase::Reading, step.done);
        }
        match understanding.read(record, step.fault) {
            Outcome::More(_) => {}
            Outcome::Skipped(why) => counts.skip(why),
            Outcome::Rejected(reject) => {
                counts.reject(reject.reason, 1);
                if rejects.len() < SHOWN_REJECTS {
                    rejects.push(reject);
                }
            }
            Outcome::Row { person, sale } => {
                let met = person.and_then(|row| {
                    registry.meet(row, record.line(), || {
                        let person = read_person(mapping, context, record)?;
                        counts.left_out += u32::try_from(person.left_out.len()).unwrap_or(0);
                        Some(person)
                    })
                });
                match (&sale, met) {
                    (None, Some(at)) => registry.list(at),
                    (Some(sale), _) => {
                        timed |= sale.minute.is_some();
                        if day != Some(sale.day) {
                            day = Some(sale.day);
                            days_together &= days.insert(sale.day);
                        }
                        foreign |= sale
                            .currency
                            .is_some_and(|currency| currency != context.currency);
                        let tickets =
                            tickets_named(mapping, sale.reference, sale.note, sale.amount < 0);
                        wanted.extend(tickets.into_iter().flatten().map(str::to_owned));
                    }
                    _ => {}
                }
            }
        }
        Ok(ControlFlow::Continue(()))
    })?;
    control.check()?;
    control.tell(Phase::Matching, 0.0);
    registry.settle();
    Ok(Plan {
        registry,
        counts,
        rejects,
        wanted,
        timed,
        foreign,
        days_together,
    })
}

/// Whether a mapping is of this file: one made for another would put its cells in the wrong places.
fn same_shape(path: &Path, mapping: &Mapping, headings: &Record) -> Result<()> {
    let width = mapping.columns.len().max(headings.len());
    let expected = |at: usize| {
        mapping
            .columns
            .get(at)
            .map_or("", |known| known.header.trim())
    };
    match (0..width).find(|at| expected(*at) != headings.get(*at)) {
        None => Ok(()),
        Some(at) => Err(super::ImportError::OtherShape {
            path: path.to_owned(),
            line: headings.line(),
            column: u32::try_from(at).unwrap_or(u32::MAX),
            expected: expected(at).to_owned(),
            found: headings.get(at).to_owned(),
        }
        .into()),
    }
}

/// The tickets a refund may take back: the one its note names, and its own number without the credit note's prefix.
fn tickets_named<'r>(
    mapping: &Mapping,
    reference: &'r str,
    note: &'r str,
    negative: bool,
) -> [Option<&'r str>; 2] {
    let stripped = mapping.credit_prefix.as_deref().and_then(|prefix| {
        let head = reference.get(..prefix.len())?;
        let rest = reference
            .get(prefix.len()..)?
            .trim_start_matches(['-', ' ', '/']);
        (head.eq_ignore_ascii_case(prefix) && rest.starts_with(|c: char| c.is_ascii_digit()))
            .then_some(rest)
    });
    if !negative && stripped.is_none() {
        return [None, None];
    }
    [super::group::named_ticket(note), stripped]
}

/// The tickets a purchase, being a refund, may take back; the surest first.
pub(crate) fn tickets_of<'d>(mapping: &Mapping, draft: &'d Draft) -> [Option<&'d str>; 2] {
    if !draft.is_refund() {
        return [None, None];
    }
    let (reference, note) = (
        draft.reference.as_deref().unwrap_or_default(),
        draft.note.as_deref().unwrap_or_default(),
    );
    tickets_named(mapping, reference, note, true)
}

/// Purchases on their way, each with the customer's number in the registry.
pub(crate) struct Batch {
    pub drafts: Vec<(Draft, Option<u32>)>,
    pub done: f64,
}

/// Reads the file a second time and hands its purchases over in batches, until `take` says to stop.
pub(crate) fn second_reading(
    reading: &Reading,
    registry: &Registry,
    days_together: bool,
    mut take: impl FnMut(Batch) -> ControlFlow<()>,
) -> Result<()> {
    let Reading {
        file,
        mapping,
        control,
        ..
    } = reading;
    let understanding = Understanding::new(mapping);
    let mut grouper = Grouper::new(mapping).days_together(days_together);
    let mut drafts = Vec::with_capacity(BATCH);
    let mut records = 0_u32;
    file.each(&mapping.source, |step| {
        let record = step.record;
        if record.line() < mapping.first_line {
            return Ok::<_, crate::Error>(ControlFlow::Continue(()));
        }
        records += 1;
        if records.is_multiple_of(BEAT) {
            control.check()?;
        }
        let (person, sale) = match understanding.read(record, step.fault) {
            Outcome::Row {
                person,
                sale: Some(sale),
            } => (person, sale),
            Outcome::More(more) => {
                grouper.more(record.line(), &more);
                return Ok(ControlFlow::Continue(()));
            }
            _ => return Ok(ControlFlow::Continue(())),
        };
        let Some(draft) = grouper.push(record.line(), person, &sale) else {
            return Ok(ControlFlow::Continue(()));
        };
        let who = draft.person.and_then(|row| registry.of_row(row));
        drafts.push((draft, who));
        if drafts.len() < BATCH {
            return Ok(ControlFlow::Continue(()));
        }
        let full = std::mem::replace(&mut drafts, Vec::with_capacity(BATCH));
        Ok(take(Batch {
            drafts: full,
            done: step.done,
        }))
    })?;
    control.check()?;
    if let Some(draft) = grouper.finish() {
        let who = draft.person.and_then(|row| registry.of_row(row));
        drafts.push((draft, who));
    }
    if !drafts.is_empty() {
        // Nothing comes after: whether to stop no longer matters.
        let _ = take(Batch { drafts, done: 1.0 });
    }
    Ok(())
}

/// The name of a file, without its folder.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
