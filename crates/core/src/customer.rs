//! Customers: the people and companies of a notebook, how to reach them and what may be sent to them.

mod chosen;
mod hurried;
mod list;
mod ops;
mod search;
mod sql;

use chrono::NaiveDate;

use crate::behaviour::Behaviour;
use crate::error::{Error, Reason, Result};
use crate::field::FieldEntry;
use crate::ids::{ContactPointId, CustomerId, ImportId};
use crate::money::Amount;

pub use chosen::Chosen;
pub use list::{CustomerFilter, CustomerPage, CustomerRow, CustomerSort, SortBy};
pub use search::Found;

#[cfg(test)]
pub(crate) use list::from_file as list_from_file;
pub(crate) use ops::close;
pub(crate) use sql::name_of;

/// How a contact is made.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    sqlx::Type,
)]
// The bridge has a Channel of its own.
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "ContactChannel", rename_all = "camelCase")]
#[sqlx(rename_all = "snake_case")]
pub enum Channel {
    /// By telephone.
    Call,
    /// A visit, theirs or ours.
    Visit,
    /// E-mail.
    Email,
    /// A letter or card.
    Letter,
    /// Text message.
    Sms,
    /// Chat.
    Chat,
    /// Over the counter.
    Counter,
}

/// Whether a contact point is a phone number or an e-mail address.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, sqlx::Type,
)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[sqlx(rename_all = "snake_case")]
pub enum ContactPointKind {
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
}

/// A phone number or e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ContactPoint {
    /// Its identifier; none while it is only typed.
    pub id: Option<ContactPointId>,
    /// Phone or e-mail.
    pub kind: ContactPointKind,
    /// As it was typed.
    pub typed: String,
    /// As it is compared: E.164, or lower case.
    #[serde(default)]
    pub normal: String,
}

/// Consent for one channel, with where it comes from. No entry means nobody asked: do not assume.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Consent {
    /// The channel it is about: call, e-mail, SMS or letter.
    pub channel: Channel,
    /// Given or refused.
    pub granted: bool,
    /// Since when.
    pub day: NaiveDate,
    /// How it was learnt ("told at the counter", a file's name).
    pub source: String,
}

/// Why nobody should contact a customer any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, sqlx::Type)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[sqlx(rename_all = "snake_case")]
pub enum ClosedReason {
    /// The person died.
    Deceased,
    /// Moved for good.
    Moved,
    /// Asked to be left alone.
    Peace,
}

/// Closed: when and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Closed {
    /// Why.
    pub reason: ClosedReason,
    /// Since when.
    pub day: NaiveDate,
}

/// What can be filled in on a customer's record.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase", default)]
pub struct CustomerDraft {
    /// First name and name, or the company's; at most 300 characters.
    pub name: String,
    /// The company a person belongs to.
    pub company: Option<String>,
    /// How the till or shop names them.
    pub external_id: Option<String>,
    /// Street and number.
    pub address: Option<String>,
    /// Postcode, leading zeros kept.
    pub postcode: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// Country, ISO 3166 alpha-2 or as written.
    pub country: Option<String>,
    /// Date of birth.
    pub born_on: Option<NaiveDate>,
    /// The channel they like best.
    pub preferred_channel: Option<Channel>,
    /// Free text. The person may ask to read it.
    pub note: Option<String>,
    /// Who brought them.
    pub referrer: Option<CustomerId>,
    /// Phones and e-mail addresses, most used first.
    pub contact_points: Vec<ContactPoint>,
    /// Consents known.
    pub consents: Vec<Consent>,
    /// Tags, in alphabetical order.
    pub tags: Vec<String>,
    /// What is in the notebook's own fields, in their order; empty ones are left out.
    pub fields: Vec<FieldEntry>,
}

/// A customer's whole record.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Customer {
    /// Identifier.
    pub id: CustomerId,
    /// What is filled in.
    pub record: CustomerDraft,
    /// Name of who brought them.
    pub referrer_name: Option<String>,
    /// When and why nobody should contact them any more.
    pub closed: Option<Closed>,
    /// Since when they are put aside.
    pub archived_on: Option<NaiveDate>,
    /// Since when they are not to be profiled, at their own request: no chance or value of theirs is worked out, and the
    /// queue leaves them out.
    pub unprofiled_on: Option<NaiveDate>,
    /// The day they entered the notebook.
    pub created_on: NaiveDate,
    /// The import that brought them, if one did.
    pub import: Option<ImportId>,
}

impl CustomerDraft {
    /// The record with blanks trimmed, empty fields left out and contact points in the form in which they
    /// are compared, for a notebook of `country`.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the field.
    pub fn tidied(mut self, country: &str) -> Result<Self> {
        self.name = one_line(&self.name);
        if self.name.is_empty() {
            return Err(Error::invalid("name", Reason::Empty));
        }
        if self.name.chars().count() > 300 {
            return Err(Error::invalid("name", Reason::TooLong));
        }
        for (field, value, longest) in [
            ("company", &mut self.company, 300),
            ("externalId", &mut self.external_id, 300),
            ("address", &mut self.address, 1_000),
            ("postcode", &mut self.postcode, 30),
            ("city", &mut self.city, 300),
            ("country", &mut self.country, 100),
        ] {
            *value = value
                .take()
                .map(|text| one_line(&text))
                .filter(|text| !text.is_empty());
            if value
                .as_ref()
                .is_some_and(|text| text.chars().count() > longest)
            {
                return Err(Error::invalid(field, Reason::TooLong));
            }
        }
        self.note = self
            .note
            .map(|note| note.trim().to_owned())
            .filter(|note| !note.is_empty());
        if self.note.as_ref().is_some_and(|note| note.len() > MAX_TEXT) {
            return Err(Error::invalid("note", Reason::TooLong));
        }
        for point in &mut self.contact_points {
            point.typed = one_line(&point.typed);
            point.normal = normal(point.kind, &point.typed, country)?;
        }
        self.tags = self
            .tags
            .iter()
            .map(|tag| one_line(tag))
            .filter(|tag| !tag.is_empty())
            .collect();
        self.tags.sort_unstable();
        self.tags.dedup();
        if self.tags.iter().any(|tag| tag.chars().count() > 60) {
            return Err(Error::invalid("tags", Reason::TooLong));
        }
        Ok(self)
    }
}

/// The longest free text kept, in bytes.
pub(crate) const MAX_TEXT: usize = 100_000;

/// A contact point in the form in which it is compared.
pub(crate) fn normal(kind: ContactPointKind, typed: &str, country: &str) -> Result<String> {
    match kind {
        ContactPointKind::Phone => crate::phone::to_e164(typed, country)
            .ok_or_else(|| Error::invalid("phone", Reason::NotAPhone)),
        ContactPointKind::Email => {
            let address = typed.trim().to_lowercase();
            let sound = address.split_once('@').is_some_and(|(local, domain)| {
                !local.is_empty()
                    && domain.len() > 2
                    && domain.contains('.')
                    && !domain.contains('@')
            });
            if sound && !address.contains(char::is_whitespace) && address.len() <= 254 {
                Ok(address)
            } else {
                Err(Error::invalid("email", Reason::NotAnEmail))
            }
        }
    }
}

/// One line of text without control characters, blanks at the ends or runs of them.
pub(crate) fn one_line(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// One entry of the filter lists: a tag, a town, with how many customers have it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Choice {
    /// The tag or town.
    pub value: String,
    /// Customers who have it, archived ones left out.
    pub customers: u32,
}

/// What the customers of a notebook come to.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct CustomerCounts {
    /// Customers not archived.
    pub customers: u32,
    /// Of which by behaviour.
    pub by_behaviour: Vec<(Behaviour, u32)>,
    /// What is at stake with those who slip away.
    pub stake: Amount,
}
