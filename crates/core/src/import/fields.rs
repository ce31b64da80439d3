//! Columns that go into the notebook's own fields, those there are and those a file brings.

use super::column::ColumnStats;
use super::day::DayOrder;
use super::decimal::DecimalMark;
use super::mapping::{Column, Mapping};
use super::record::Record;
use super::role::Role;
use super::understand::Context;
use crate::customer::one_line;
use crate::error::{Error, Reason, Result};
use crate::field::{Field, FieldEntry, FieldKind, MOST_FIELDS, Notation};
use crate::fold::fold;
use crate::ids::FieldId;

/// The field a column goes into.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct FieldColumn {
    /// The field, where the notebook has it. `None` for one that is to be made, unless there is one of that name.
    #[serde(default)]
    pub id: Option<FieldId>,
    /// Its name; the column's heading when it is empty.
    #[serde(default)]
    pub name: String,
    /// What it holds. The notebook's word counts for a field it has.
    #[serde(default)]
    pub kind: FieldKind,
}

/// Characters of a name.
const LONGEST_NAME: usize = 60;
/// More different values than this are no choice.
const MOST_WORDS: usize = 20;
/// The longest value of a choice, in characters.
const LONGEST_WORD: usize = 40;

/// Says of every column that goes into a field which of the notebook's it is, by its identifier, else by its name.
pub(super) fn resolve(mapping: &mut Mapping, fields: &[Field]) {
    for column in &mut mapping.columns {
        if column.role != Role::Field {
            column.field = None;
            continue;
        }
        let to = column.field.get_or_insert_default();
        let heading = one_line(&to.name);
        let name = if heading.is_empty() {
            one_line(&column.header)
        } else {
            heading
        };
        let known = fields
            .iter()
            .find(|field| Some(field.id) == to.id)
            .or_else(|| Field::named(fields, &name));
        match known {
            Some(field) => {
                *to = FieldColumn {
                    id: Some(field.id),
                    name: field.name.clone(),
                    kind: field.kind,
                }
            }
            None => {
                to.id = None;
                to.name = name.chars().take(LONGEST_NAME).collect();
                if to.name.is_empty() {
                    column.role = Role::Ignore;
                    column.field = None;
                }
            }
        }
    }
}

/// Columns whose heading is a field's name, and that mean nothing else in a known program's export, go into that field.
pub(super) fn recognise(mapping: &mut Mapping, fields: &[Field]) {
    for column in &mut mapping.columns {
        if !matches!(column.role, Role::Ignore | Role::Field) || fold(&column.header).is_empty() {
            continue;
        }
        if let Some(field) = Field::named(fields, &column.header) {
            column.role = Role::Field;
            column.confidence = 1.0;
            column.field = Some(FieldColumn {
                id: Some(field.id),
                name: field.name.clone(),
                kind: field.kind,
            });
        }
    }
}

/// Columns remembered for a field that is no more are left out: who took it away did not ask for it again.
pub(super) fn forget(mapping: &mut Mapping, fields: &[Field]) {
    for column in &mut mapping.columns {
        let gone = column.field.as_ref().is_some_and(|to| {
            to.id
                .is_some_and(|id| fields.iter().all(|field| field.id != id))
                && Field::named(fields, &to.name).is_none()
        });
        if gone {
            column.role = Role::Ignore;
            column.field = None;
        }
    }
}

/// Gives the fields a resolved mapping brings their identifiers; returns them.
///
/// # Errors
/// [`Error::Invalid`] beyond the most a notebook has.
pub(super) fn fresh(
    mapping: &mut Mapping,
    fields: &[Field],
    mut mint: impl FnMut() -> FieldId,
) -> Result<Vec<Field>> {
    let mut fresh: Vec<Field> = Vec::new();
    for to in mapping
        .columns
        .iter_mut()
        .filter_map(|column| column.field.as_mut())
        .filter(|to| to.id.is_none())
    {
        let field = match Field::named(&fresh, &to.name) {
            Some(field) => field.clone(),
            None => {
                let field = Field {
                    id: mint(),
                    name: to.name.clone(),
                    kind: to.kind,
                    choices: Vec::new(),
                };
                fresh.push(field.clone());
                field
            }
        };
        (to.id, to.kind) = (Some(field.id), field.kind);
    }
    if fields.len() + fresh.len() > MOST_FIELDS && !fresh.is_empty() {
        return Err(Error::invalid("fields", Reason::OutOfRange));
    }
    Ok(fresh)
}

/// What a cell says for its field; `None` when it cannot be read.
pub(super) fn read(
    context: &Context,
    column: &Column,
    record: &Record,
    at: usize,
) -> Option<FieldEntry> {
    let to = column.field.as_ref()?;
    let typed = record.is_typed(at);
    let notation = Notation {
        decimal: if typed {
            DecimalMark::Point
        } else {
            column.decimal
        },
        days: if typed && column.days != DayOrder::Serial {
            DayOrder::YearFirst
        } else {
            column.days
        },
    };
    let known = context.fields.iter().find(|field| Some(field.id) == to.id);
    let value = match known {
        Some(field) => field.read(record.get(at), notation),
        // A preview has not made it yet.
        None => Field {
            id: uuid::Uuid::nil().into(),
            name: String::new(),
            kind: to.kind,
            choices: Vec::new(),
        }
        .read(record.get(at), notation),
    };
    Some(FieldEntry {
        field: known.map_or_else(|| uuid::Uuid::nil().into(), |field| field.id),
        value: value.ok()?,
    })
}

/// What a field made from these values would best hold.
#[must_use]
pub fn kind_of(stats: &ColumnStats) -> FieldKind {
    let most = |count: u32| stats.filled > 0 && stats.share(count) >= 0.95;
    let is_code = |example: &String| {
        let digits = example.bytes().filter(u8::is_ascii_digit).count();
        digits > 11 || (digits > 1 && example.starts_with('0') && !example.contains([',', '.']))
    };
    if most(stats.yes_no) {
        FieldKind::YesNo
    } else if most(stats.order.days().max(stats.typed_days)) {
        FieldKind::Date
    } else if most(stats.numbers) && !stats.examples.iter().any(is_code) {
        FieldKind::Number
    } else if stats.distinct.len() <= MOST_WORDS
        && stats.filled as usize >= 2 * stats.distinct.len().max(1)
        && stats.longest <= LONGEST_WORD
        && stats.share(stats.letters) > 0.5
    {
        FieldKind::Choice
    } else {
        FieldKind::Text
    }
}
