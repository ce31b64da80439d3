//! Who is who: which of a file's rows are the same person, and which of them the notebook knows already.
//!
//! Rows meet by external id, phone in E.164, e-mail, then whole name with postcode. Names that clearly belong to other
//! people keep rows apart even then, and a bare name never brings two people together by itself: both are put to the
//! owner as questions, and until they are answered the safe side is taken, which is a customer apart.

mod learn;
mod meet;
mod question;
mod settle;

use std::collections::{HashMap, HashSet};

use super::person::Person;
use crate::customer::ContactPointKind;
use crate::fold::{Likeness, compare_names};
use crate::ids::CustomerId;

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
    pub gaps: Gaps,
}

/// Somebody: in the notebook, in the file, or both.
#[derive(Debug)]
pub(crate) struct Identity {
    parent: u32,
    /// Who they are in the notebook.
    pub existing: Option<CustomerId>,
    /// What they are called.
    pub name: String,
    named: bool,
    external_id: Option<String>,
    postcode: Option<String>,
    city: Option<String>,
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

/// Everybody met so far.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    people: Vec<Identity>,
    by_row: HashMap<u64, u32>,
    by_external_id: HashMap<String, Vec<u32>>,
    by_phone: HashMap<String, Vec<u32>>,
    by_email: HashMap<String, Vec<u32>>,
    by_name: HashMap<String, Vec<u32>>,
    bare: HashMap<String, u32>,
    by_customer: HashMap<CustomerId, u32>,
    decisions: HashMap<String, Option<String>>,
    remembered: HashMap<String, CustomerId>,
    conflicts: Vec<(u32, Doubt, Vec<u32>)>,
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
        self.by_name
            .entry(crate::fold::name_key(&known.name))
            .or_default()
            .push(at);
        self.people.push(Identity {
            parent: at,
            existing: Some(known.id),
            name: known.name,
            named: true,
            external_id: known.external_id,
            postcode: known.postcode,
            city: known.city,
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
        if let Some(at) = self.by_customer.get(&customer) {
            let keys = if is_phone {
                &mut self.by_phone
            } else {
                &mut self.by_email
            };
            keys.entry(normal).or_default().push(*at);
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
        self.bare
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

    fn likeness(&self, at: u32, person: &Person) -> Likeness {
        match (self.get(at), &person.name) {
            (Some(identity), Some(name)) if identity.named => compare_names(&identity.name, name),
            // Nobody's name speaks against it.
            _ => Likeness::Perhaps,
        }
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
