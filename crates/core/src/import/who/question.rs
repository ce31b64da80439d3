//! What only a person can tell, and their answers.

use super::Registry;
use super::identity::BARE;
use super::learn::doubt_key;
use super::meet::bare_key;
use super::spill::{Place, Spill};
use crate::error::Result;
use crate::fold::{Likeness, compare_names, is_abbreviated};
use crate::ids::CustomerId;
use crate::import::person::Person;

/// The most candidates shown for one question.
const MAX_CANDIDATES: usize = 8;

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

/// Who a question is about, by their numbers.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// The row's.
    pub at: u32,
    /// What the first row of theirs says.
    pub(super) first: Place,
    /// Why it is asked.
    pub doubt: Doubt,
    /// Who they may be.
    pub candidates: Vec<u32>,
}

/// The key of the question whose a bare name is.
pub(super) fn bare_question(key: &str) -> String {
    format!("bare {key}")
}

impl Registry {
    /// A question in words. What the notebook says of candidates it knows is left to be added.
    ///
    /// # Errors
    /// When what the file says cannot be read again.
    pub(crate) fn question(&self, asked: &Asked, said: &Spill) -> Result<Undecided> {
        let row = said.get(asked.first)?.unwrap_or_default();
        let identity = self.get(asked.at).copied().unwrap_or_default();
        let candidates = asked.candidates.iter().take(MAX_CANDIDATES);
        Ok(Undecided {
            key: if identity.is(BARE) {
                bare_question(&bare_key(&row))
            } else {
                doubt_key(&row)
            },
            doubt: asked.doubt,
            name: self.name(asked.at).to_owned(),
            details: said
                .get(identity.said)?
                .as_ref()
                .map(details_of)
                .unwrap_or_default(),
            line: identity.line,
            lines: identity.lines,
            candidates: candidates
                .map(|at| self.candidate(*at, said))
                .collect::<Result<_>>()?,
        })
    }

    /// The key under which an answer to a question is remembered.
    pub(crate) fn doubt_key(&self, asked: &Asked, said: &Spill) -> Result<Option<String>> {
        if self.get(asked.at).is_none_or(|identity| identity.is(BARE)) {
            // Bare names are remembered, asked about or not.
            return Ok(None);
        }
        Ok(said.get(asked.first)?.as_ref().map(doubt_key))
    }

    fn candidate(&self, at: u32, said: &Spill) -> Result<Candidate> {
        let identity = self.get(at).copied().unwrap_or_default();
        let existing = self.existing(at);
        Ok(Candidate {
            key: match existing {
                Some(id) => id.to_string(),
                None => format!("line {}", identity.line),
            },
            known: existing.is_some(),
            name: self.name(at).to_owned(),
            details: said
                .get(identity.said)?
                .as_ref()
                .map(details_of)
                .unwrap_or_default(),
        })
    }

    /// Whom a [`Candidate::key`] is.
    pub(super) fn by_candidate_key(&self, key: &str) -> Option<u32> {
        if let Ok(id) = key.parse::<CustomerId>() {
            return self.by_customer(id);
        }
        let line: u32 = key.strip_prefix("line ")?.parse().ok()?;
        let of_file = self.people.get(self.ids.len()..)?;
        let at = of_file.iter().position(|identity| identity.line == line)?;
        u32::try_from(at + self.ids.len())
            .ok()
            .map(|at| self.root(at))
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
