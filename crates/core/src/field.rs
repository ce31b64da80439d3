//! Fields of a notebook's own: what a business notes of its customers beside what every record has, such as allergies, a
//! market day, a size of shirt.

mod filter;
mod ops;
mod read;
mod sql;

use chrono::NaiveDate;

use crate::customer::{Choice, one_line};
use crate::error::{Error, Reason, Result};
use crate::fold::fold;
use crate::ids::FieldId;

pub use filter::{FieldFilter, FieldTest};
pub(crate) use ops::{fill, make};
pub use read::Notation;
pub(crate) use sql::{Stored, entries_of, narrow};

/// What a field holds.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    sqlx::Type,
)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[sqlx(rename_all = "snake_case")]
pub enum FieldKind {
    /// A few words.
    #[default]
    Text,
    /// A number.
    Number,
    /// A day.
    Date,
    /// One of a list of words.
    Choice,
    /// Yes or no.
    YesNo,
}

/// A field of the notebook's own.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Field {
    /// Its identifier.
    pub id: FieldId,
    /// Its name, which no other field of the notebook has. 1 to 60 characters.
    pub name: String,
    /// What it holds.
    pub kind: FieldKind,
    /// The words of a choice, in their order; empty for other kinds.
    pub choices: Vec<String>,
}

/// A field as it should be.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase", default)]
pub struct FieldDraft {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: FieldKind,
    /// The words of a choice, in their order.
    pub choices: Vec<ChoiceDraft>,
}

/// A word of a choice as it should be.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase", default)]
pub struct ChoiceDraft {
    /// The word it was so far; `None` for a new one.
    pub was: Option<String>,
    /// The word. 1 to 100 characters.
    pub word: String,
}

/// What a customer has in a field.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(tag = "kind", content = "value", rename_all = "camelCase")]
pub enum FieldValue {
    /// A few words, on one line; at most 1,000 characters.
    Text(String),
    /// A number of at most fifteen digits.
    Number(f64),
    /// A day.
    Date(NaiveDate),
    /// One of the field's words.
    Choice(String),
    /// Yes or no.
    YesNo(bool),
}

// No number in a field is not a number: neither `check` nor JSON lets one in.
impl Eq for FieldValue {}

/// One line of a customer's record: a field and what is in it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct FieldEntry {
    /// The field.
    pub field: FieldId,
    /// What is in it.
    pub value: FieldValue,
}

/// How much a field is used.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct FieldUse {
    /// The field.
    pub field: FieldId,
    /// Customers who have something in it.
    pub customers: u32,
    /// Of a choice, the words customers have.
    pub choices: Vec<Choice>,
}

/// No notebook has more fields than this.
pub const MOST_FIELDS: usize = 50;
/// No field has more words to choose from than this.
pub const MOST_CHOICES: usize = 200;
const LONGEST_NAME: usize = 60;
const LONGEST_WORD: usize = 100;
const LONGEST_TEXT: usize = 1_000;

impl Field {
    /// The field of this name among others, accents and case aside.
    #[must_use]
    pub fn named<'f>(fields: &'f [Self], name: &str) -> Option<&'f Self> {
        let wanted = fold(name);
        fields.iter().find(|field| fold(&field.name) == wanted)
    }

    /// One of the field's words, as the field spells it.
    #[must_use]
    pub fn choice(&self, word: &str) -> Option<&str> {
        let wanted = fold(word);
        self.choices
            .iter()
            .find(|choice| choice.as_str() == word.trim() || fold(choice) == wanted)
            .map(String::as_str)
    }

    /// A value as it is kept, if it is one for this field.
    ///
    /// # Errors
    /// The reason why it is not.
    pub fn check(&self, value: FieldValue) -> Result<FieldValue, Reason> {
        match (self.kind, value) {
            (FieldKind::Text, FieldValue::Text(text)) => {
                let text = one_line(&text);
                match text.chars().count() {
                    0 => Err(Reason::Empty),
                    long if long > LONGEST_TEXT => Err(Reason::TooLong),
                    _ => Ok(FieldValue::Text(text)),
                }
            }
            (FieldKind::Number, FieldValue::Number(number)) => {
                tidy_number(number).map(FieldValue::Number)
            }
            (FieldKind::Date, FieldValue::Date(day)) => Ok(FieldValue::Date(day)),
            (FieldKind::Choice, FieldValue::Choice(word)) => self
                .choice(&word)
                .map(|word| FieldValue::Choice(word.to_owned()))
                .ok_or(Reason::NotAChoice),
            (FieldKind::YesNo, FieldValue::YesNo(yes)) => Ok(FieldValue::YesNo(yes)),
            (kind, _) => Err(kind.misread()),
        }
    }

    /// The error of a value that is none for this field.
    pub(crate) fn refuses(&self, reason: Reason) -> Error {
        Error::InvalidIn {
            id: self.id,
            name: self.name.clone(),
            reason,
        }
    }
}

impl FieldKind {
    /// Why something else is not of this kind.
    const fn misread(self) -> Reason {
        match self {
            Self::Text => Reason::Unknown,
            Self::Number => Reason::NotANumber,
            Self::Date => Reason::NotADay,
            Self::Choice => Reason::NotAChoice,
            Self::YesNo => Reason::NotYesNo,
        }
    }
}

/// A number as it is kept: what is finer than fifteen digits is nobody's, and would not survive being written down.
fn tidy_number(number: f64) -> Result<f64, Reason> {
    if !number.is_finite() {
        return Err(Reason::NotANumber);
    }
    if number.abs() >= 1e15 {
        return Err(Reason::OutOfRange);
    }
    // Zero has no sign.
    let tidy: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    Ok(if tidy == 0.0 { 0.0 } else { tidy })
}

/// A field's draft as it is kept, `others` being the fields there are beside it.
fn tidied(draft: &FieldDraft, others: &[Field]) -> Result<FieldDraft> {
    let name = one_line(&draft.name);
    if name.is_empty() {
        return Err(Error::invalid("name", Reason::Empty));
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(Error::invalid("name", Reason::TooLong));
    }
    if Field::named(others, &name).is_some() {
        return Err(Error::invalid("name", Reason::Taken));
    }
    let mut choices = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    if draft.kind == FieldKind::Choice {
        for choice in &draft.choices {
            let word = one_line(&choice.word);
            if word.is_empty() {
                return Err(Error::invalid("choices", Reason::Empty));
            }
            if word.chars().count() > LONGEST_WORD {
                return Err(Error::invalid("choices", Reason::TooLong));
            }
            if !seen.insert(fold(&word)) {
                return Err(Error::invalid("choices", Reason::Taken));
            }
            choices.push(ChoiceDraft {
                was: choice.was.clone(),
                word,
            });
        }
        if choices.is_empty() {
            return Err(Error::invalid("choices", Reason::Empty));
        }
        if choices.len() > MOST_CHOICES {
            return Err(Error::invalid("choices", Reason::OutOfRange));
        }
    }
    Ok(FieldDraft {
        name,
        kind: draft.kind,
        choices,
    })
}

/// The words of a choice that have another spelling now, old and new.
fn respelled(choices: &[ChoiceDraft]) -> std::collections::BTreeMap<String, String> {
    choices
        .iter()
        .filter_map(|choice| Some((choice.was.clone()?, choice.word.clone())))
        .filter(|(was, word)| was != word)
        .collect()
}

/// The words of a choice that nothing takes the place of.
fn dropped<'f>(field: &'f Field, choices: &[ChoiceDraft]) -> Vec<&'f str> {
    let kept = |word: &str| {
        choices.iter().any(|choice| match &choice.was {
            Some(was) => was == word,
            None => choice.word == word,
        })
    };
    field
        .choices
        .iter()
        .map(String::as_str)
        .filter(|word| !kept(word))
        .collect()
}

#[cfg(test)]
mod tests;
