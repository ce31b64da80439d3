//! Who is who: which of a file's rows are the same person, and which of them the notebook knows already.
//!
//! Rows meet by external id, phone in E.164, e-mail, or whole name with postcode or day of birth; what else they say is
//! weighed for and against ([`evidence`]). Names that clearly belong to other people keep rows apart even then, and a bare
//! name never brings two people together by itself: both are put to the owner as questions, and until they are answered the
//! safe side is taken, which is a customer apart. Rows that say little wait until everybody else in the file is known.

mod evidence;
mod identity;
mod judge;
mod learn;
mod meet;
mod question;
mod settle;

use std::collections::{HashMap, HashSet};

use super::person::Person;
use crate::ids::CustomerId;

pub(crate) use identity::{Gaps, Identity, Known};
pub use question::{Candidate, Decision, Doubt, Undecided};

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

/// Everybody met so far.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    people: Vec<Identity>,
    by_row: HashMap<u64, u32>,
    by_external_id: HashMap<String, Vec<u32>>,
    by_phone: HashMap<String, Vec<u32>>,
    by_email: HashMap<String, Vec<u32>>,
    by_name: HashMap<String, Vec<u32>>,
    by_namesake: HashMap<String, Vec<u32>>,
    waiting: HashMap<String, u32>,
    by_customer: HashMap<CustomerId, u32>,
    decisions: HashMap<String, Option<String>>,
    remembered: HashMap<String, CustomerId>,
    conflicts: Vec<(u32, String, Doubt, Vec<u32>)>,
    /// What the owner answered for this import, and who the rows of these keys are therefore.
    answers: Vec<(String, u32)>,
    /// What is left to ask, and who it is about.
    pub undecided: Vec<(Undecided, Asked)>,
}

/// Who a question is about, by their numbers.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub at: u32,
    pub candidates: Vec<u32>,
}

impl Registry {
    /// Everybody in the notebook, with what was decided before and now.
    pub(crate) fn new(decisions: &[Decision], remembered: HashMap<String, CustomerId>) -> Self {
        let decisions = decisions
            .iter()
            .map(|d| (d.key.clone(), d.same.clone()))
            .collect();
        Self {
            decisions,
            remembered,
            ..Self::default()
        }
    }

    /// Adds a customer of the notebook.
    pub(crate) fn know(&mut self, known: Known) {
        let at = self.next();
        self.by_customer.insert(known.id, at);
        if let Some(id) = &known.external_id {
            self.by_external_id.entry(id.clone()).or_default().push(at);
        }
        learn::hold(&mut self.by_name, crate::fold::name_key(&known.name), at);
        if !crate::fold::is_abbreviated(&known.name) {
            for key in judge::namesake_keys(&known.name, known.postcode.as_deref(), known.born_on) {
                learn::hold(&mut self.by_namesake, key, at);
            }
        }
        self.people.push(Identity {
            parent: at,
            existing: Some(known.id),
            name: known.name,
            named: true,
            external_id: known.external_id,
            postcode: known.postcode,
            city: known.city,
            born_on: known.born_on,
            phoned: false,
            mailed: false,
            waiting: false,
            facts: None,
            matched_by: None,
            gaps: known.gaps,
            line: 0,
            lines: 0,
            bare: None,
            listed: false,
            new_contacts: Vec::new(),
        });
    }

    /// Adds how a customer of the notebook is reached.
    pub(crate) fn know_contact(&mut self, customer: CustomerId, is_phone: bool, normal: String) {
        let Some(at) = self.by_customer.get(&customer).copied() else {
            return;
        };
        let keys = if is_phone {
            &mut self.by_phone
        } else {
            &mut self.by_email
        };
        learn::hold(keys, normal, at);
        if let Some(identity) = self.people.get_mut(at as usize) {
            identity.phoned |= is_phone;
            identity.mailed |= !is_phone;
        }
    }

    /// Whether a bare name was remembered from an earlier import.
    pub(crate) fn is_remembered(&self, bare: &str) -> bool {
        self.remembered.contains_key(bare)
    }

    /// Hands over what the file says of everybody, by their numbers, once it is all known; and lets go of what only
    /// served to recognise them. Referrers are looked up by id and name: these stay where there are `referrers`.
    pub(crate) fn take_facts(&mut self, referrers: bool) -> Vec<Option<Box<Person>>> {
        self.by_phone = HashMap::new();
        self.by_email = HashMap::new();
        self.by_namesake = HashMap::new();
        if !referrers {
            self.by_external_id = HashMap::new();
            self.by_name = HashMap::new();
        }
        self.people
            .iter_mut()
            .map(|identity| identity.facts.take())
            .collect()
    }

    /// How many numbers have been given out: every one is below.
    pub(crate) fn len(&self) -> usize {
        self.people.len()
    }

    /// Whom the row with these customer cells is about, once met.
    pub(crate) fn of_row(&self, row: u64) -> Option<u32> {
        self.by_row.get(&row).map(|at| self.root(*at))
    }

    /// Everybody who is really somebody, with their number.
    pub(crate) fn roots(&self) -> impl Iterator<Item = (u32, &Identity)> {
        self.people.iter().enumerate().filter_map(|(at, identity)| {
            let at = u32::try_from(at).ok()?;
            (identity.parent == at).then_some((at, identity))
        })
    }

    /// The bare names and who they turned out to be.
    pub(crate) fn bare_names(&self) -> impl Iterator<Item = (&str, u32)> {
        let is_bare = |at: u32| self.get(at).is_some_and(|identity| identity.bare.is_some());
        self.waiting
            .iter()
            .filter(move |(_, at)| is_bare(**at))
            .map(|(key, at)| (key.as_str(), self.root(*at)))
    }

    /// What the owner answered for this import: the key of each doubt, and who it is.
    pub(crate) fn answers(&self) -> impl Iterator<Item = (&str, u32)> {
        self.answers
            .iter()
            .map(|(key, at)| (key.as_str(), self.root(*at)))
    }

    /// The customer of the notebook with this number.
    pub(crate) fn get(&self, at: u32) -> Option<&Identity> {
        self.people.get(at as usize)
    }

    /// Notes that a row is about this person alone.
    pub(crate) fn list(&mut self, at: u32) {
        let root = self.root(at);
        if let Some(identity) = self.people.get_mut(root as usize) {
            identity.listed = true;
        }
    }

    /// Whom a referrer cell is about: an external id, else a whole name only one person has.
    pub(crate) fn referrer(&self, cell: &str) -> Option<u32> {
        let one = |found: Option<&Vec<u32>>| {
            let roots: HashSet<u32> = found?.iter().map(|at| self.root(*at)).collect();
            (roots.len() == 1)
                .then(|| roots.into_iter().next())
                .flatten()
        };
        one(self.by_external_id.get(cell))
            .or_else(|| one(self.by_name.get(&crate::fold::name_key(cell))))
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
    fn unite(&mut self, into: u32, from: u32) {
        let (into, from) = (self.root(into), self.root(from));
        if into == from
            || self
                .get(from)
                .is_some_and(|identity| identity.existing.is_some())
        {
            return;
        }
        let Some(gone) = self.people.get_mut(from as usize) else {
            return;
        };
        let (facts, lines, line) = (gone.facts.take(), gone.lines, gone.line);
        let (id, postcode, listed) = (gone.external_id.clone(), gone.postcode.clone(), gone.listed);
        if let Some(facts) = facts {
            self.absorb(into, *facts);
        }
        if let Some(gone) = self.people.get_mut(from as usize) {
            gone.parent = into;
        }
        if let Some(kept) = self.people.get_mut(into as usize) {
            kept.lines += lines;
            kept.listed |= listed;
            kept.line = if kept.line == 0 {
                line
            } else {
                kept.line.min(line)
            };
            kept.external_id = kept.external_id.take().or(id);
            kept.postcode = kept.postcode.take().or(postcode);
        }
    }
}

#[cfg(test)]
mod tests;
