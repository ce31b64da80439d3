//! Who is who: which of a file's rows are the same person, and which of them the notebook knows already.
//!
//! Rows meet by external id, phone in E.164, e-mail, or whole name with postcode or day of birth; what else they say is
//! weighed for and against (`evidence`). Names that clearly belong to other people keep rows apart even then, and a bare
//! name never brings two people together by itself: both are put to the owner as questions, and until they are answered the
//! safe side is taken, which is a customer apart. Rows that say little wait until everybody else in the file is known.
//!
//! Somebody takes some hundred bytes while the file is read: keys are fingerprints (`keys`), and what the file says of
//! everybody is put aside on disk (`spill`).

mod evidence;
mod identity;
mod judge;
mod keys;
mod learn;
mod meet;
pub(super) mod plain;
mod question;
mod settle;
mod spill;

use std::collections::{HashMap, HashSet};

use super::person::Person;
use crate::error::Result;
use crate::fold::name_key;
use crate::ids::CustomerId;
use identity::{LISTED, MAILED, NAMED, Names, PHONED};
use keys::{Keys, Of, print};
use spill::Place;

pub(crate) use identity::{Gaps, Identity, Known};
pub(crate) use question::Asked;
pub use question::{Candidate, Decision, Doubt, Undecided};
pub(crate) use spill::Spill;

/// What two rows, or a row and a customer, were recognised by; the surest first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum MatchedBy {
    /// How the till or shop names them.
    ExternalId,
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
    /// The whole name and the postcode.
    NameAndPostcode,
    /// What was decided for that name in an earlier import of such a file.
    Decision,
}

/// Everybody met so far. The customers of the notebook have the first numbers.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    people: Vec<Identity>,
    names: Names,
    said: Spill,
    /// Who the customers of the notebook are, by their numbers: in order.
    ids: Vec<CustomerId>,
    by_row: Keys,
    by_key: Keys,
    remembered: Keys,
    /// By whole names, where the file says who referred whom.
    by_name: Option<Keys>,
    /// Those put off until everybody else is known, and what their first row says.
    waiting: Vec<(u32, Place)>,
    decisions: HashMap<String, Option<String>>,
    conflicts: Vec<Asked>,
    /// What the owner answered for this import, and who the rows of these keys are therefore.
    answers: Vec<(String, u32)>,
    /// What is left to ask, and who it is about.
    pub undecided: Vec<Asked>,
}

impl Registry {
    /// Nobody yet. `decisions` are the owner's for this import; `referrers` is whether the file says who referred whom.
    pub(crate) fn new(decisions: &[Decision], referrers: bool) -> Self {
        let decisions = decisions
            .iter()
            .map(|d| (d.key.clone(), d.same.clone()))
            .collect();
        Self {
            decisions,
            by_name: referrers.then(Keys::default),
            ..Self::default()
        }
    }

    /// Adds a customer of the notebook, in the order of their identifiers and before anybody of the file.
    pub(crate) fn know(&mut self, known: &Known) {
        let at = self.next();
        self.ids.push(known.id);
        self.people.push(Identity {
            parent: at,
            name: self.names.add(&known.name),
            marks: NAMED,
            gaps: known.gaps,
            ..Identity::default()
        });
        self.take_keys(
            at,
            &learn::Told {
                id: known.external_id.as_deref(),
                name: Some(&known.name),
                postcode: known.postcode.as_deref(),
                born_on: known.born_on,
            },
        );
    }

    /// Adds how a customer of the notebook is reached.
    pub(crate) fn know_contact(&mut self, customer: CustomerId, is_phone: bool, normal: &str) {
        let Some(at) = self.by_customer(customer) else {
            return;
        };
        let of = if is_phone { Of::Phone } else { Of::Email };
        learn::hold(&mut self.by_key, print(of, &[normal]), at);
        if let Some(identity) = self.people.get_mut(at as usize) {
            identity.mark(if is_phone { PHONED } else { MAILED }, true);
        }
    }

    /// Adds whom an earlier import found, or the owner decided, the person of a key to be. What comes later wins.
    pub(crate) fn remember(&mut self, key: &str, customer: CustomerId) {
        if let Some(at) = self.by_customer(customer) {
            self.remembered.add(print(Of::Waiting, &[key]), at);
        }
    }

    fn by_customer(&self, customer: CustomerId) -> Option<u32> {
        let at = self.ids.binary_search(&customer).ok()?;
        u32::try_from(at).ok()
    }

    /// Whether a key was remembered from an earlier import.
    pub(crate) fn is_remembered(&self, key: &str) -> bool {
        self.remembered_as(key).is_some()
    }

    /// Whom an earlier answer or import says the person of this key to be.
    fn remembered_as(&self, key: &str) -> Option<u32> {
        self.remembered.of(print(Of::Waiting, &[key])).last()
    }

    /// Hands over what the file says of everybody, once it is all known, and lets go of what only served to recognise them.
    pub(crate) fn take_said(&mut self) -> Spill {
        if self.by_name.is_none() {
            self.by_key = Keys::default();
        }
        std::mem::take(&mut self.said)
    }

    /// How many numbers have been given out: every one is below.
    pub(crate) fn len(&self) -> usize {
        self.people.len()
    }

    /// The customers of the notebook, who have the first numbers.
    pub(crate) fn known(&self) -> &[CustomerId] {
        &self.ids
    }

    /// Who somebody is in the notebook, if they are.
    pub(crate) fn existing(&self, at: u32) -> Option<CustomerId> {
        self.ids.get(at as usize).copied()
    }

    /// What somebody is called.
    pub(crate) fn name(&self, at: u32) -> &str {
        self.get(at)
            .map_or("", |identity| self.names.get(identity.name))
    }

    /// Whom the row with these customer cells is about, once met.
    pub(crate) fn of_row(&self, row: u64) -> Option<u32> {
        self.by_row.first(row).map(|at| self.root(at))
    }

    /// Everybody who is really somebody, with their number.
    pub(crate) fn roots(&self) -> impl Iterator<Item = (u32, &Identity)> {
        self.people.iter().enumerate().filter_map(|(at, identity)| {
            let at = u32::try_from(at).ok()?;
            (identity.parent == at).then_some((at, identity))
        })
    }

    /// The bare names and who they turned out to be.
    pub(crate) fn bare_names<'r>(
        &'r self,
        said: &'r Spill,
    ) -> impl Iterator<Item = Result<(String, u32)>> + 'r {
        self.waiting
            .iter()
            .filter(|(at, _)| {
                self.get(*at)
                    .is_some_and(|identity| identity.is(identity::BARE))
            })
            .map(|(at, first)| {
                let row = said.get(*first)?.unwrap_or_default();
                Ok((meet::bare_key(&row), self.root(*at)))
            })
    }

    /// What the owner answered for this import: the key of each doubt, and who it is.
    pub(crate) fn answers(&self) -> impl Iterator<Item = (&str, u32)> {
        self.answers
            .iter()
            .map(|(key, at)| (key.as_str(), self.root(*at)))
    }

    /// The somebody with this number.
    pub(crate) fn get(&self, at: u32) -> Option<&Identity> {
        self.people.get(at as usize)
    }

    /// Notes that a row is about this person alone.
    pub(crate) fn list(&mut self, at: u32) {
        let root = self.root(at);
        if let Some(identity) = self.people.get_mut(root as usize) {
            identity.mark(LISTED, true);
        }
    }

    /// Whom a referrer cell is about: an external id, else a whole name only one person has.
    pub(crate) fn referrer(&self, cell: &str) -> Option<u32> {
        let one = |found: &mut dyn Iterator<Item = u32>| {
            let roots: HashSet<u32> = found.map(|at| self.root(at)).collect();
            (roots.len() == 1)
                .then(|| roots.into_iter().next())
                .flatten()
        };
        let by_name = self.by_name.as_ref()?;
        one(&mut self.by_key.of(print(Of::Id, &[cell])))
            .or_else(|| one(&mut by_name.of(print(Of::Name, &[&name_key(cell)]))))
    }

    fn next(&self) -> u32 {
        u32::try_from(self.people.len()).unwrap_or(u32::MAX)
    }

    fn root(&self, mut at: u32) -> u32 {
        while let Some(identity) = self.people.get(at as usize) {
            if identity.parent == at {
                break;
            }
            at = identity.parent;
        }
        at
    }

    /// The same person twice: `from` becomes `into`. Two customers of the notebook never do.
    fn unite(&mut self, into: u32, from: u32) -> Result<()> {
        let (into, from) = (self.root(into), self.root(from));
        if into == from || self.existing(from).is_some() {
            return Ok(());
        }
        let Some(gone) = self.get(from).copied() else {
            return Ok(());
        };
        let facts: Option<Person> = self.said.get(gone.said)?;
        if let Some(gone) = self.people.get_mut(from as usize) {
            gone.parent = into;
        }
        if let Some(facts) = &facts {
            self.learn(into, facts);
        }
        let Some(kept) = self.people.get_mut(into as usize) else {
            return Ok(());
        };
        kept.said = self.said.unite(kept.said, gone.said);
        kept.lines += gone.lines;
        kept.mark(LISTED, kept.is(LISTED) || gone.is(LISTED));
        kept.line = match (kept.line, gone.line) {
            (0, line) | (line, 0) => line,
            (one, other) => one.min(other),
        };
        Ok(())
    }
}

#[cfg(test)]
mod tests;
