//! Somebody, as far as recognising them goes.

use chrono::NaiveDate;

use super::MatchedBy;
use crate::customer::ContactPointKind;
use crate::ids::CustomerId;
use crate::import::person::Person;

/// Which fields of a customer in the notebook are empty, and may be filled by a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Gaps(pub u16);

/// A customer of the notebook, as far as recognising them goes.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub id: CustomerId,
    pub name: String,
    pub external_id: Option<String>,
    pub postcode: Option<String>,
    pub city: Option<String>,
    pub born_on: Option<NaiveDate>,
    pub gaps: Gaps,
}

/// Somebody: in the notebook, in the file, or both.
#[derive(Debug)]
pub(crate) struct Identity {
    pub(super) parent: u32,
    /// Who they are in the notebook.
    pub existing: Option<CustomerId>,
    /// What they are called.
    pub name: String,
    pub(super) named: bool,
    pub(super) external_id: Option<String>,
    pub(super) postcode: Option<String>,
    pub(super) city: Option<String>,
    pub(super) born_on: Option<NaiveDate>,
    /// Whether any phone number of theirs is known.
    pub(super) phoned: bool,
    /// Whether any e-mail address of theirs is known.
    pub(super) mailed: bool,
    /// Whether they wait for everybody else to be known, and are not to be recognised meanwhile.
    pub(super) waiting: bool,
    /// What the file says of them; `None` until it does.
    pub facts: Option<Box<Person>>,
    /// What they were recognised by.
    pub matched_by: Option<MatchedBy>,
    /// Which of their fields in the notebook are empty.
    pub gaps: Gaps,
    /// Their first line in the file.
    pub line: u32,
    /// Their lines in the file.
    pub lines: u32,
    /// The key under which the row of nothing but a name is remembered.
    pub bare: Option<String>,
    /// Whether a row is about them alone, without a purchase.
    pub listed: bool,
    /// Phones and addresses that somebody of the notebook did not have.
    pub new_contacts: Vec<(ContactPointKind, String, String)>,
}
