//! Meeting the rows of a file one by one.

use super::identity::{BARE, WAITING};
use super::judge::{Verdict, has};
use super::keys::{Of, print};
use super::learn::doubt_key;
use super::{Asked, Doubt, MatchedBy, Place, Registry};
use crate::error::Result;
use crate::fold::{fold, is_abbreviated, name_key};
use crate::import::person::Person;

impl Registry {
    /// Meets the row on `line` whose customer cells have the number `row`: whom it is about, for now.
    ///
    /// # Errors
    /// When what the file says of people cannot be put aside.
    pub(crate) fn meet(
        &mut self,
        row: u64,
        line: u32,
        person: impl FnOnce() -> Option<Person>,
    ) -> Result<Option<u32>> {
        if let Some(at) = self.by_row.first(row) {
            let root = self.root(at);
            if let Some(identity) = self.people.get_mut(root as usize) {
                identity.lines += 1;
            }
            return Ok(Some(root));
        }
        let Some(person) = person() else {
            return Ok(None);
        };
        let at = self.recognise(person, line)?;
        self.by_row.add(row, at);
        if let Some(identity) = self.people.get_mut(at as usize) {
            identity.lines += 1;
            if identity.line == 0 {
                identity.line = line;
            }
        }
        Ok(Some(at))
    }

    fn recognise(&mut self, person: Person, line: u32) -> Result<u32> {
        if says_little(&person) {
            return Ok(self.wait(person, line));
        }
        Ok(match self.judge(&person) {
            Verdict::Them(who, by) => {
                let at = self.become_one(&who)?;
                self.absorb(at, person);
                self.recognised(at, by);
                at
            }
            Verdict::Perhaps(doubt, candidates) => self.in_doubt(person, line, doubt, candidates),
            Verdict::Nobody => self.add(person, line, 0),
        })
    }

    /// Brings together what turned out to be one person: the number they have from now on.
    pub(super) fn become_one(&mut self, who: &[u32]) -> Result<u32> {
        let target = who.first().copied().unwrap_or_default();
        for other in who.iter().skip(1) {
            self.unite(target, *other)?;
        }
        Ok(self.root(target))
    }

    pub(super) fn recognised(&mut self, at: u32, by: MatchedBy) {
        if self.existing(at).is_some()
            && let Some(identity) = self.people.get_mut(at as usize)
        {
            identity.matched_by = identity.matched_by.min(Some(by)).or(Some(by));
        }
    }

    /// The answer given for somebody in doubt, now or before, else a customer apart and a question.
    fn in_doubt(&mut self, person: Person, line: u32, doubt: Doubt, candidates: Vec<u32>) -> u32 {
        let key = doubt_key(&person);
        if let Some(at) = self.answered(&key) {
            self.absorb(at, person);
            self.recognised(at, MatchedBy::Decision);
            return at;
        }
        let is_somebody_else = self.decisions.contains_key(&key);
        let at = self.add(person, line, 0);
        if is_somebody_else {
            self.answers.push((key, at));
        } else {
            let first = self.get(at).map_or(Place::NONE, |identity| identity.said);
            self.conflicts.push(Asked {
                at,
                first,
                doubt,
                candidates,
            });
        }
        at
    }

    /// Whom the owner said the person of this key to be, now or in an earlier import.
    pub(super) fn answered(&mut self, key: &str) -> Option<u32> {
        let Some(decision) = self.decisions.get(key).cloned() else {
            return self.remembered_as(key);
        };
        let at = self.by_candidate_key(&decision?)?;
        self.answers.push((key.to_owned(), at));
        Some(at)
    }

    /// Puts a row that says little off until everybody else is known. Rows that say the same little are one person.
    fn wait(&mut self, person: Person, line: u32) -> u32 {
        let is_bare = !(has(&person.phones) || has(&person.emails));
        let key = if is_bare {
            bare_key(&person)
        } else {
            doubt_key(&person)
        };
        let key = print(Of::Waiting, &[if is_bare { "bare" } else { "" }, &key]);
        if let Some(at) = self.by_key.first(key) {
            let at = self.root(at);
            self.absorb(at, person);
            return at;
        }
        let at = self.add(person, line, WAITING | if is_bare { BARE } else { 0 });
        let first = self.get(at).map_or(Place::NONE, |identity| identity.said);
        self.waiting.push((at, first));
        self.by_key.add(key, at);
        at
    }
}

/// Whether a row tells little of whose it is: no number of the shop's, and no name or one cut short; or nothing but a name.
fn says_little(person: &Person) -> bool {
    person.external_id.is_none()
        && (person.name.as_deref().is_none_or(is_abbreviated)
            || !(has(&person.phones) || has(&person.emails)))
}

/// The name, its words sorted, the postcode and, where the row says it, the day of birth. Of a name cut short the words
/// stay as they come: `M. Leroux` may be a man's, `Leroux M.` a Martine's.
pub(super) fn bare_key(person: &Person) -> String {
    let called = person.called().unwrap_or_default();
    let mut key = format!(
        "{}|{}",
        if is_abbreviated(called) {
            fold(called)
        } else {
            name_key(called)
        },
        person.postcode.as_deref().unwrap_or_default()
    );
    if let Some(day) = person.born_on {
        key.push_str(&format!("|{day}"));
    }
    key
}
