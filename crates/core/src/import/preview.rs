//! A first look at a file: every guess, some rows as they stand and as understood, and what has to be asked.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::column::ColumnStats;
use super::delimited::Separator;
use super::encoding::TextEncoding;
use super::error::ImportError;
use super::fields;
use super::guess::{guess, questions};
use super::heading::role_of_heading;
use super::layout::{Sample, choose_source, find_layout, headers, sample};
use super::mapping::{Mapping, Question};
use super::outcome::{Outcome, Reject, Skip};
use super::person::read_person;
use super::preset::{self, Preset};
use super::record::Record;
use super::role::Role;
use super::shape::recall;
use super::table::{Source, TableFile};
use super::understand::{Context, Understanding};
use super::values::announces_total;
use crate::field::FieldKind;

/// How many rows the preview shows.
const SHOWN: usize = 50;

/// What the person has already chosen for this file, over the guesses.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase", default)]
pub struct Choices {
    /// The encoding.
    pub encoding: Option<TextEncoding>,
    /// The separator.
    pub separator: Option<Separator>,
    /// The sheet of a spreadsheet.
    pub sheet: Option<String>,
    /// The line of the header, from 1; 0 for none.
    pub header_line: Option<u32>,
}

/// A first look at a file.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Preview {
    /// Every guess, to be changed where it is wrong.
    pub mapping: Mapping,
    /// Whether the mapping was remembered from a file of the same shape.
    pub remembered: bool,
    /// The program it comes from, where that is known.
    pub preset: Option<Preset>,
    /// The sheets of a spreadsheet; empty for text.
    pub sheets: Vec<String>,
    /// How many records the guesses were made from.
    pub sampled: u32,
    /// Whether that is the whole file.
    pub whole: bool,
    /// Some values of each column.
    pub examples: Vec<Vec<String>>,
    /// What a field made from each column would hold.
    pub kinds: Vec<FieldKind>,
    /// The first rows.
    pub rows: Vec<SampleRow>,
    /// What should be looked at, the most pressing first.
    pub questions: Vec<Question>,
}

/// A row as it stands and as understood.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct SampleRow {
    /// Its line, from 1.
    pub line: u32,
    /// Its cells as they stand.
    pub cells: Vec<String>,
    /// What they mean.
    pub meaning: Meaning,
}

/// What a row means.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Meaning {
    /// A customer, a purchase or both.
    Row {
        /// What the customer is called; `None` when anonymous.
        customer: Option<String>,
        /// The day of the purchase, `YYYY-MM-DD`.
        day: Option<String>,
        /// Its amount in minor units.
        amount: Option<f64>,
        /// Its currency.
        currency: Option<String>,
        /// Columns (from 0) whose cell was not understood and goes into the customer's note.
        left_out: Vec<u32>,
    },
    /// Passed over.
    Skipped {
        /// Why.
        why: Skip,
    },
    /// It cannot be imported.
    Rejected {
        /// Where and why.
        reject: Reject,
    },
}

/// Looks at a file. `remembered` finds the mapping kept for a shape.
///
/// # Errors
/// When the file is empty, has nothing below its header, is no table or cannot be read.
pub fn preview(
    file: &TableFile,
    choices: &Choices,
    context: &Context,
    remembered: &HashMap<String, Mapping>,
) -> Result<Preview, ImportError> {
    let (source, sheets) = choose_source(file, choices)?;
    let path = file.path();
    let sample = sample(file, &source)?;
    let layout = find_layout(path, &sample, choices.header_line)?;
    let Sample { records, whole, .. } = sample;
    let body: Vec<&Record> = records
        .iter()
        .filter(|record| record.line() >= layout.first_line)
        .collect();
    if body.iter().all(|record| record.is_blank()) {
        if matches!(source, Source::Cards { .. }) {
            return Err(ImportError::Damaged {
                path: path.to_owned(),
                detail: "no card is whole".to_owned(),
            });
        }
        let line = layout.header_line.unwrap_or(1);
        return Err(ImportError::HeaderOnly {
            path: path.to_owned(),
            line,
        });
    }
    let headers = headers(&records, &body, layout);
    if headers.len() < 2 && !matches!(source, Source::Sheet { .. }) && !speaks(&headers) {
        return Err(ImportError::NotATable(path.to_owned()));
    }
    let mut stats: Vec<ColumnStats> = headers.iter().map(|_| ColumnStats::default()).collect();
    for record in &body {
        if (0..record.len())
            .map(|at| record.get(at))
            .filter(|cell| !cell.is_empty())
            .take(3)
            .any(announces_total)
        {
            continue;
        }
        for (at, stats) in stats.iter_mut().enumerate() {
            stats.see(record.get(at), record.is_typed(at));
        }
    }
    let references = references(&headers, &body);
    let mut fresh = guess(
        &headers,
        &stats,
        &references,
        source,
        layout,
        &context.fields,
    );
    let preset = preset::apply(&mut fresh);
    fields::recognise(&mut fresh, &context.fields);
    let known = remembered.get(&fresh.shape);
    let mut mapping = match known {
        Some(known) => recall(fresh, known),
        None => fresh,
    };
    fields::forget(&mut mapping, &context.fields);
    fields::resolve(&mut mapping, &context.fields);
    let rows = show_rows(&mapping, context, &body);
    Ok(Preview {
        questions: questions(&mapping, &stats),
        remembered: known.is_some(),
        preset,
        sheets,
        sampled: u32::try_from(body.len()).unwrap_or(u32::MAX),
        whole,
        kinds: stats.iter().map(fields::kind_of).collect(),
        examples: stats.iter().map(|stats| stats.examples.clone()).collect(),
        rows,
        mapping,
    })
}

/// The first rows under a mapping the person has changed, its fields resolved: what the preview shows after each change.
///
/// # Errors
/// When the file cannot be read.
pub fn preview_rows(
    file: &TableFile,
    mapping: &Mapping,
    context: &Context,
) -> Result<Vec<SampleRow>, ImportError> {
    let mut records = Vec::new();
    file.each(&mapping.source, |step| {
        if step.record.line() >= mapping.first_line {
            records.push(step.record.clone());
        }
        Ok::<_, ImportError>(if records.len() < SHOWN {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        })
    })?;
    Ok(show_rows(
        mapping,
        context,
        &records.iter().collect::<Vec<_>>(),
    ))
}

fn speaks(headers: &[String]) -> bool {
    headers.iter().any(|header| {
        role_of_heading(header).is_some_and(|(role, sure)| role.identifies() && sure > 0.9)
    })
}

fn references(headers: &[String], body: &[&Record]) -> Vec<String> {
    let at = headers.iter().position(|header| {
        role_of_heading(header).is_some_and(|(role, _)| role == Role::Reference)
    });
    at.map(|at| {
        body.iter()
            .map(|record| record.get(at).to_owned())
            .collect()
    })
    .unwrap_or_default()
}

fn show_rows(mapping: &Mapping, context: &Context, records: &[&Record]) -> Vec<SampleRow> {
    let understanding = Understanding::new(mapping);
    let digits = crate::money::minor_digits(&context.currency);
    records
        .iter()
        .take(SHOWN)
        .map(|record| SampleRow {
            line: record.line(),
            cells: record
                .cells()
                .map(|cell| cell.chars().take(200).collect())
                .collect(),
            meaning: match understanding.read(record, None) {
                Outcome::Skipped(why) => Meaning::Skipped { why },
                Outcome::More(_) => Meaning::Skipped { why: Skip::More },
                Outcome::Rejected(reject) => Meaning::Rejected { reject },
                Outcome::Row { sale, .. } => {
                    let person = read_person(mapping, context, record);
                    let amount = sale
                        .as_ref()
                        .and_then(|sale| super::decimal::fine_to_minor(sale.amount, digits));
                    #[allow(clippy::cast_precision_loss)] // amounts stay below 2⁵³
                    Meaning::Row {
                        customer: person
                            .as_ref()
                            .and_then(|person| person.called().map(str::to_owned)),
                        day: sale.as_ref().map(|sale| sale.day.to_string()),
                        amount: amount.map(|amount| amount as f64),
                        currency: sale
                            .as_ref()
                            .map(|sale| sale.currency.unwrap_or(&context.currency).to_owned()),
                        left_out: person
                            .map(|person| person.left_out.iter().map(|cell| cell.column).collect())
                            .unwrap_or_default(),
                    }
                }
            },
        })
        .collect()
}
