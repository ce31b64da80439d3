//! What only a person can tell, and their answers.

use super::Registry;
use crate::fold::{Likeness, compare_names, is_abbreviated};
use crate::ids::CustomerId;
use crate::import::person::Person;

/// Why only a person can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Doubt {
    /// The row has nothing but a name, and somebody of that name is known.
    BareName,
    /// The id, phone or e-mail is known, under a clearly different name.
    OtherName,
    /// The phone or e-mail is known, under another external id.
    OtherId,
    /// The id, phone or e-mail is known, and the day of birth is another.
    OtherBirth,
    /// The phone or e-mail is known, under a name that may be theirs, or several people have it.
    LikeName,
    /// The whole name is known at that place, and reached otherwise.
    Namesake,
}

/// Somebody a row may be about.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Candidate {
    /// What to answer with when it is them.
    pub key: String,
    /// Whether they are in the notebook already (or earlier in the file).
    pub known: bool,
    /// Name.
    pub name: String,
    /// Phone, e-mail, town…: what tells them apart.
    pub details: Vec<String>,
}

/// A question only a person can answer.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Undecided {
    /// What to answer to.
    pub key: String,
    /// Why it is asked.
    pub doubt: Doubt,
    /// The name in the file.
    pub name: String,
    /// What else the file says of them.
    pub details: Vec<String>,
    /// The first line of theirs, from 1.
    pub line: u32,
    /// How many lines are theirs.
    pub lines: u32,
    /// Who they may be.
    pub candidates: Vec<Candidate>,
}

/// An answer to an [`Undecided`].
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Decision {
    /// [`Undecided::key`].
    pub key: String,
    /// [`Candidate::key`] of the same person; `None` when it is somebody else.
    pub same: Option<String>,
}

impl Registry {
    pub(super) fn candidate(&self, at: u32) -> Option<Candidate> {
        let identity = self.get(at)?;
        let key = match identity.existing {
            Some(id) => id.to_string(),
            None => format!("line {}", identity.line),
        };
        let mut details: Vec<String> = Vec::new();
        if let Some(facts) = &identity.facts {
            details = details_of(facts);
        } else {
            details.extend(identity.external_id.clone());
            details.extend(identity.postcode.clone());
            details.extend(identity.city.clone());
        }
        Some(Candidate {
            key,
            known: identity.existing.is_some(),
            name: identity.name.clone(),
            details,
        })
    }

    /// Whom a [`Candidate::key`] is.
    pub(super) fn by_candidate_key(&self, key: &str) -> Option<u32> {
        if let Ok(id) = key.parse::<CustomerId>() {
            return self.by_customer.get(&id).map(|at| self.root(*at));
        }
        let line: u32 = key.strip_prefix("line ")?.parse().ok()?;
        let at = self
            .people
            .iter()
            .position(|identity| identity.existing.is_none() && identity.line == line)?;
        u32::try_from(at).ok().map(|at| self.root(at))
    }
}

/// What tells a person of the file apart: phone, e-mail, id, town.
pub(super) fn details_of(person: &Person) -> Vec<String> {
    let phones = person.phones.iter().map(|(typed, _)| typed.clone());
    let emails = person.emails.iter().map(|(typed, _)| typed.clone());
    let rest = [
        &person.external_id,
        &person.postcode,
        &person.city,
        &person.company,
    ];
    phones
        .chain(emails)
        .chain(rest.into_iter().flatten().cloned())
        .take(4)
        .collect()
}

/// Whether a whole name may be the same person's as another name for the purpose of asking.
pub(super) fn worth_asking(name: &str, other: &str) -> bool {
    match compare_names(name, other) {
        Likeness::Same => true,
        Likeness::Perhaps => is_abbreviated(name) || is_abbreviated(other),
        Likeness::Different => false,
    }
}
