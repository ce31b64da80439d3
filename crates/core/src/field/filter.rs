//! Which customers a list has, by what they have in a field.

use chrono::NaiveDate;

use super::{Field, FieldKind};
use crate::error::{Error, Reason, Result};
use crate::ids::FieldId;

/// A condition on one field.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct FieldFilter {
    /// The field. Nobody has anything in one that is no more.
    pub field: FieldId,
    /// What has to be so.
    pub test: FieldTest,
}

/// What has to be so of a field.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum FieldTest {
    /// There is nothing in it.
    Empty,
    /// There is something in it.
    Filled,
    /// Its text has these words in it, accents and case aside.
    Contains {
        /// The words.
        text: String,
    },
    /// Its number lies between two, both included.
    Between {
        /// The smallest.
        from: Option<f64>,
        /// The largest.
        to: Option<f64>,
    },
    /// Its day lies between two, both included.
    Days {
        /// The first.
        from: Option<NaiveDate>,
        /// The last.
        to: Option<NaiveDate>,
    },
    /// It is one of these words.
    OneOf {
        /// The words, as the field spells them.
        choices: Vec<String>,
    },
    /// It says yes, or no.
    Is {
        /// Which.
        yes: bool,
    },
}

impl Field {
    /// Reads a condition on this field as it is typed: empty for an empty field, part of a text, a number, day or word; two
    /// numbers or days with `..` between, either of which may be left out; words with `|` between.
    ///
    /// # Errors
    /// [`Error::InvalidIn`] with the reason.
    pub fn test(&self, typed: &str) -> Result<FieldTest> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(FieldTest::Empty);
        }
        let (from, to) = match typed.split_once("..") {
            Some((from, to)) => (from.trim(), to.trim()),
            None => (typed, typed),
        };
        let test = match self.kind {
            FieldKind::Text => Ok(FieldTest::Contains {
                text: typed.to_owned(),
            }),
            FieldKind::Number => ends(from, to, super::read::number)
                .map(|(from, to)| FieldTest::Between { from, to }),
            FieldKind::Date => {
                let day = |typed: &str| typed.parse().map_err(|_| Reason::NotADay);
                ends(from, to, day).map(|(from, to)| FieldTest::Days { from, to })
            }
            FieldKind::Choice => typed
                .split('|')
                .map(|word| self.choice(word).map(str::to_owned))
                .collect::<Option<Vec<_>>>()
                .map(|choices| FieldTest::OneOf { choices })
                .ok_or(Reason::NotAChoice),
            FieldKind::YesNo => crate::import::values::parse_yes_no(typed)
                .map(|yes| FieldTest::Is { yes })
                .ok_or(Reason::NotYesNo),
        };
        test.map_err(|reason| self.refuses(reason))
    }
}

type Ends<T> = (Option<T>, Option<T>);

fn ends<T>(
    from: &str,
    to: &str,
    read: impl Fn(&str) -> Result<T, Reason>,
) -> std::result::Result<Ends<T>, Reason> {
    let end = |typed: &str| (!typed.is_empty()).then(|| read(typed)).transpose();
    Ok((end(from)?, end(to)?))
}

impl FieldFilter {
    /// Says that the words of a choice are spelled otherwise now.
    pub(super) fn respell(&mut self, words: &std::collections::BTreeMap<String, String>) {
        if let FieldTest::OneOf { choices } = &mut self.test {
            for choice in choices {
                if let Some(word) = words.get(choice) {
                    choice.clone_from(word);
                }
            }
        }
    }
}

/// An error of a field that is not there, by the name it was asked for.
pub(super) fn unknown(name: &str) -> Error {
    Error::not_found("field", name)
}
