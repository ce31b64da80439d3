//! How the columns of a file are to be understood: every guess, changeable, remembered per shape of file.

use super::day::DayOrder;
use super::decimal::DecimalMark;
use super::fields::FieldColumn;
use super::role::Role;
use super::table::Source;
use crate::field::FieldKind;

/// How a file is read. Guessed by the preview, changed by the person, remembered for files of the same shape.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Mapping {
    /// What files of this kind have in common: 32 hexadecimal digits from their headers.
    pub shape: String,
    /// Where the records are.
    pub source: Source,
    /// The line of the header, from 1; `None` when the file has none.
    pub header_line: Option<u32>,
    /// The line of the first record below it, from 1.
    pub first_line: u32,
    /// What each column is, in the file's order.
    pub columns: Vec<Column>,
    /// Prefix that makes a reference a credit note's: `C` in `C536379`.
    pub credit_prefix: Option<String>,
    /// What becomes of sales with nobody's name on them.
    pub anonymous: Anonymous,
    /// What the amounts on several lines of one purchase are.
    pub lines: LineAmounts,
}

/// One column of the file.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Column {
    /// Its heading as the file has it; empty when there is none.
    pub header: String,
    /// What it is.
    pub role: Role,
    /// The field it goes into, when it is one of the notebook's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<FieldColumn>,
    /// The mark before the decimals of its numbers.
    pub decimal: DecimalMark,
    /// The order its days are written in.
    pub days: DayOrder,
    /// How sure the guess is, 0 to 1.
    pub confidence: f64,
}

/// What becomes of sales with nobody's name on them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Anonymous {
    /// They are kept: they count in the shop's turnover and belong to no one.
    #[default]
    Keep,
    /// They are left out.
    Skip,
}

/// What the amounts on several lines of one purchase are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum LineAmounts {
    /// Each line has its own: they are added up.
    #[default]
    Added,
    /// The first line has the amount of the whole; those that go on with it repeat it or leave it empty.
    Once,
}

/// What only a person can tell. Columns count from 0.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Question {
    /// Whether `03/04/2025` is in March or April; to be answered before importing.
    DayOrder {
        /// The column.
        column: u32,
        /// Values from it.
        examples: Vec<String>,
    },
    /// Whether `1,234` is a thousand or one and a bit; the guess stands unless changed.
    DecimalMark {
        /// The column.
        column: u32,
        /// Values from it.
        examples: Vec<String>,
    },
    /// No column says who the customer is and none says how much they paid; to be answered before importing.
    NothingToImport,
    /// There is an amount and no column says on what day; to be answered before importing.
    NoDay,
}

impl Column {
    /// Whether the order of its days matters.
    #[must_use]
    pub fn has_days(&self) -> bool {
        matches!(self.role, Role::Day | Role::BirthDate) || self.is_field_of(FieldKind::Date)
    }

    /// Whether the mark before its decimals matters.
    #[must_use]
    pub fn has_numbers(&self) -> bool {
        matches!(self.role, Role::Amount | Role::UnitPrice | Role::Quantity)
            || self.is_field_of(FieldKind::Number)
    }

    fn is_field_of(&self, kind: FieldKind) -> bool {
        self.role == Role::Field && self.field.as_ref().is_some_and(|to| to.kind == kind)
    }
}

impl Mapping {
    /// The first column of this role, from 0.
    #[must_use]
    pub fn column(&self, role: Role) -> Option<usize> {
        self.columns.iter().position(|column| column.role == role)
    }

    /// Whether its records are purchases (or customers only).
    #[must_use]
    pub fn has_purchases(&self) -> bool {
        self.column(Role::Amount).is_some() || self.column(Role::UnitPrice).is_some()
    }

    /// Whether its records say who the customer is.
    #[must_use]
    pub fn has_customers(&self) -> bool {
        self.columns.iter().any(|column| column.role.identifies())
    }

    /// The heading of a column, as the file has it; empty when it has none.
    #[must_use]
    pub fn heading(&self, column: u32) -> &str {
        usize::try_from(column)
            .ok()
            .and_then(|at| self.columns.get(at))
            .map_or("", |column| column.header.trim())
    }

    /// The heading of the column a question is about; empty when it is about no single one.
    #[must_use]
    pub fn heading_asked_about(&self, question: &Question) -> &str {
        match question {
            Question::DayOrder { column, .. } | Question::DecimalMark { column, .. } => {
                self.heading(*column)
            }
            Question::NothingToImport | Question::NoDay => "",
        }
    }

    /// The first question that has to be answered before the file can be read.
    #[must_use]
    pub fn unanswered(&self) -> Option<Question> {
        if !self.has_purchases() && !self.has_customers() {
            return Some(Question::NothingToImport);
        }
        if self.has_purchases() && self.column(Role::Day).is_none() {
            return Some(Question::NoDay);
        }
        let at = self
            .columns
            .iter()
            .position(|column| column.days == DayOrder::Ambiguous && column.has_days())?;
        Some(Question::DayOrder {
            column: u32::try_from(at).unwrap_or(0),
            examples: Vec::new(),
        })
    }
}
