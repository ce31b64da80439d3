//! Meeting the rows of a file one by one.

use super::learn::{doubt_key, strong};
use super::{Doubt, MatchedBy, Registry};
use crate::fold::{Likeness, is_abbreviated, name_key};
use crate::import::person::Person;

struct Hit {
    at: u32,
    by: MatchedBy,
    likeness: Likeness,
}

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
        let hits = self.hits(&person);
        let (fitting, clashing): (Vec<&Hit>, Vec<&Hit>) = hits
            .iter()
            .partition(|hit| self.clash(hit, &person).is_none());
        if let Some(best) = fitting.first() {
            // Two people who fit and cannot be each other: a shared phone and half a name tell nobody apart.
            let rivals: Vec<u32> = fitting
                .iter()
                .skip(1)
                .filter(|hit| best.likeness != Likeness::Same && self.are_apart(best.at, hit.at))
                .map(|hit| hit.at)
                .collect();
            if rivals.is_empty() {
                let (target, by) = self.target(&fitting);
                let others: Vec<u32> = fitting
                    .iter()
                    .map(|hit| hit.at)
                    .filter(|at| *at != target && !self.are_apart(target, *at))
                    .collect();
                for other in others {
                    self.unite(target, other);
                }
                self.absorb(target, person);
                self.recognised(target, by);
                return target;
            }
            let candidates = std::iter::once(best.at).chain(rivals).collect();
            return self.in_doubt(person, line, Doubt::OtherName, candidates);
        }
        if let Some(first) = clashing.first() {
            let doubt = self.clash(first, &person).unwrap_or(Doubt::OtherName);
            let candidates = clashing.iter().map(|hit| hit.at).collect();
            return self.in_doubt(person, line, doubt, candidates);
        }
        if let Some(at) = self.by_name_and_postcode(&person) {
            self.absorb(at, person);
            self.recognised(at, MatchedBy::NameAndPostcode);
            return at;
        }
        if person.external_id.is_some() || !strong(&person).is_empty() {
            return self.add(person, line, None);
        }
        self.bare(person, line)
    }

    /// Everybody who has one of the person's keys, those whose name is the same first, then by the surest key.
    fn hits(&self, person: &Person) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        let found = |at: &u32, by: MatchedBy, hits: &mut Vec<Hit>| {
            let at = self.root(*at);
            if !hits.iter().any(|hit| hit.at == at) {
                hits.push(Hit {
                    at,
                    by,
                    likeness: self.likeness(at, person),
                });
            }
        };
        if let Some(id) = &person.external_id {
            self.by_external_id
                .get(id)
                .into_iter()
                .flatten()
                .for_each(|at| found(at, MatchedBy::ExternalId, &mut hits));
        }
        for (_, phone) in &person.phones {
            let people = phone.as_ref().and_then(|phone| self.by_phone.get(phone));
            people
                .into_iter()
                .flatten()
                .for_each(|at| found(at, MatchedBy::Phone, &mut hits));
        }
        for (_, email) in &person.emails {
            let people = email.as_ref().and_then(|email| self.by_email.get(email));
            people
                .into_iter()
                .flatten()
                .for_each(|at| found(at, MatchedBy::Email, &mut hits));
        }
        hits.sort_by_key(|hit| (hit.likeness != Likeness::Same, hit.by));
        hits
    }

    fn clash(&self, hit: &Hit, person: &Person) -> Option<Doubt> {
        if hit.likeness == Likeness::Different {
            return Some(Doubt::OtherName);
        }
        let other = self
            .get(hit.at)
            .and_then(|identity| identity.external_id.as_deref());
        let differs = hit.by != MatchedBy::ExternalId
            && other
                .zip(person.external_id.as_deref())
                .is_some_and(|(other, own)| other != own);
        differs.then_some(Doubt::OtherId)
    }

    /// Whether two identities cannot be one: both in the notebook, other ids, or other names.
    fn are_apart(&self, left: u32, right: u32) -> bool {
        let (Some(left), Some(right)) = (self.get(left), self.get(right)) else {
            return true;
        };
        (left.existing.is_some() && right.existing.is_some())
            || left
                .external_id
                .as_deref()
                .zip(right.external_id.as_deref())
                .is_some_and(|(l, r)| l != r)
            || (left.named
                && right.named
                && crate::fold::compare_names(&left.name, &right.name) == Likeness::Different)
    }

    /// A customer of the notebook comes before somebody met in the file only.
    fn target(&self, fitting: &[&Hit]) -> (u32, MatchedBy) {
        fitting
            .iter()
            .find(|hit| {
                self.get(hit.at)
                    .is_some_and(|identity| identity.existing.is_some())
            })
            .or(fitting.first())
            .map_or((0, MatchedBy::ExternalId), |hit| (hit.at, hit.by))
    }

    fn by_name_and_postcode(&self, person: &Person) -> Option<u32> {
        let (name, postcode) = (person.name.as_deref()?, person.postcode.as_deref()?);
        if is_abbreviated(name) {
            return None;
        }
        let mut found = None;
        for at in self.by_name.get(&name_key(name))? {
            let at = self.root(*at);
            let Some(identity) = self.get(at) else {
                continue;
            };
            let other_id = identity
                .external_id
                .as_deref()
                .zip(person.external_id.as_deref())
                .is_some_and(|(l, r)| l != r);
            if identity.postcode.as_deref() != Some(postcode) || other_id || found == Some(at) {
                continue;
            }
            if found.is_some() {
                return None;
            }
            found = Some(at);
        }
        found
    }

    fn recognised(&mut self, at: u32, by: MatchedBy) {
        if let Some(identity) = self.people.get_mut(at as usize)
            && identity.existing.is_some()
        {
            identity.matched_by = identity.matched_by.min(Some(by)).or(Some(by));
        }
    }

    /// The answer given for somebody in doubt, else a customer apart and a question.
    fn in_doubt(&mut self, person: Person, line: u32, doubt: Doubt, candidates: Vec<u32>) -> u32 {
        let key = doubt_key(&person);
        match self.decisions.get(&key).cloned() {
            Some(Some(same)) => {
                if let Some(at) = self.by_candidate_key(&same) {
                    self.absorb(at, person);
                    self.recognised(at, MatchedBy::Decision);
                    return at;
                }
                self.add(person, line, None)
            }
            Some(None) => self.add(person, line, None),
            None => {
                let at = self.add(person, line, None);
                self.conflicts.push((at, doubt, candidates));
                at
            }
        }
    }

    fn bare(&mut self, person: Person, line: u32) -> u32 {
        let called = person.called().unwrap_or_default();
        let key = format!(
            "{}|{}",
            name_key(called),
            person.postcode.as_deref().unwrap_or_default()
        );
        if let Some(at) = self.bare.get(&key) {
            let at = self.root(*at);
            self.absorb(at, person);
            return at;
        }
        let at = self.add(person, line, Some(key.clone()));
        self.bare.insert(key, at);
        at
    }
}
