//! Meeting the rows of a file one by one.

use super::judge::{Verdict, has};
use super::learn::doubt_key;
use super::{Doubt, MatchedBy, Registry};
use crate::fold::{fold, is_abbreviated, name_key};
use crate::import::person::Person;

impl Registry {
    /// Meets the row on `line` whose customer cells have the number `row`: whom it is about, for now.
    pub(crate) fn meet(
        &mut self,
        row: u64,
        line: u32,
        person: impl FnOnce() -> Option<Person>,
    ) -> Option<u32> {
        if let Some(at) = self.by_row.get(&row) {
            let root = self.root(*at);
            if let Some(identity) = self.people.get_mut(root as usize) {
                identity.lines += 1;
            }
            return Some(root);
        }
        let person = person()?;
        let at = self.recognise(person, line);
        self.by_row.insert(row, at);
        if let Some(identity) = self.people.get_mut(at as usize) {
            identity.lines += 1;
            if identity.line == 0 {
                identity.line = line;
            }
        }
        Some(at)
    }

    fn recognise(&mut self, person: Person, line: u32) -> u32 {
        if says_little(&person) {
            return self.wait(person, line);
        }
        match self.judge(&person) {
            Verdict::Them(who, by) => {
                let at = self.become_one(&who);
                self.absorb(at, person);
                self.recognised(at, by);
                at
            }
            Verdict::Perhaps(doubt, candidates) => self.in_doubt(person, line, doubt, candidates),
            Verdict::Nobody => self.add(person, line, None),
        }
    }

    /// Brings together what turned out to be one person: the number they have from now on.
    pub(super) fn become_one(&mut self, who: &[u32]) -> u32 {
        let target = who.first().copied().unwrap_or_default();
        for other in who.iter().skip(1) {
            self.unite(target, *other);
        }
        self.root(target)
    }

    pub(super) fn recognised(&mut self, at: u32, by: MatchedBy) {
        if let Some(identity) = self.people.get_mut(at as usize)
            && identity.existing.is_some()
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
        let at = self.add(person, line, None);
        if is_somebody_else {
            self.answers.push((key, at));
        } else {
            self.conflicts.push((at, key, doubt, candidates));
        }
        at
    }

    /// Whom an earlier answer or import says the person of this key to be.
    pub(super) fn answered_before(&self, key: &str) -> Option<u32> {
        let known = self.by_customer.get(self.remembered.get(key)?)?;
        Some(self.root(*known))
    }

    /// Whom the owner said the person of this key to be, now or in an earlier import.
    pub(super) fn answered(&mut self, key: &str) -> Option<u32> {
        let Some(decision) = self.decisions.get(key).cloned() else {
            return self.answered_before(key);
        };
        let at = self.by_candidate_key(&decision?)?;
        self.answers.push((key.to_owned(), at));
        Some(at)
    }

    /// Puts a row that says little off until everybody else is known. Rows that say the same little are one person.
    fn wait(&mut self, person: Person, line: u32) -> u32 {
        let key = if has(&person.phones) || has(&person.emails) {
            doubt_key(&person)
        } else {
            bare_key(&person)
        };
        if let Some(at) = self.waiting.get(&key) {
            let at = self.root(*at);
            self.absorb(at, person);
            return at;
        }
        let is_bare = !(has(&person.phones) || has(&person.emails));
        let at = self.add(person, line, is_bare.then(|| key.clone()));
        if let Some(identity) = self.people.get_mut(at as usize) {
            identity.waiting = true;
        }
        self.waiting.insert(key, at);
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
fn bare_key(person: &Person) -> String {
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
