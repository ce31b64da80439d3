//! Somebody new to the registry, and what rows say of those who are not.

use super::{Identity, Registry};
use crate::customer::ContactPointKind;
use crate::fold::{is_abbreviated, name_key};
use crate::import::person::Person;

impl Registry {
    pub(super) fn add(&mut self, person: Person, line: u32, bare: Option<String>) -> u32 {
        let at = self.next();
        self.people.push(Identity {
            parent: at,
            existing: None,
            name: person.called().unwrap_or_default().to_owned(),
            named: person.name.is_some(),
            external_id: None,
            postcode: None,
            city: None,
            facts: None,
            matched_by: None,
            gaps: super::Gaps::default(),
            line,
            lines: 0,
            bare,
            listed: false,
            new_contacts: Vec::new(),
        });
        self.absorb(at, person);
        at
    }

    /// Takes in what a row says of somebody: what is not known yet is learnt, nothing is overwritten.
    pub(super) fn absorb(&mut self, at: u32, person: Person) {
        let is_bare = self.get(at).is_some_and(|identity| identity.bare.is_some());
        if let Some(id) = &person.external_id {
            let people = self.by_external_id.entry(id.clone()).or_default();
            if !people.contains(&at) {
                people.push(at);
            }
        }
        // Bare names are looked up once all others are known.
        if let Some(name) = person.name.as_deref().filter(|_| !is_bare) {
            let people = self.by_name.entry(name_key(name)).or_default();
            if !people.contains(&at) {
                people.push(at);
            }
        }
        for (kind, points) in [
            (ContactPointKind::Phone, &person.phones),
            (ContactPointKind::Email, &person.emails),
        ] {
            for (typed, normal) in points {
                let Some(normal) = normal else { continue };
                let keys = if kind == ContactPointKind::Phone {
                    &mut self.by_phone
                } else {
                    &mut self.by_email
                };
                let people = keys.entry(normal.clone()).or_default();
                if people.contains(&at) {
                    continue;
                }
                people.push(at);
                if let Some(identity) = self.people.get_mut(at as usize)
                    && identity.existing.is_some()
                {
                    identity
                        .new_contacts
                        .push((kind, typed.clone(), normal.clone()));
                }
            }
        }
        let Some(identity) = self.people.get_mut(at as usize) else {
            return;
        };
        identity.external_id = identity
            .external_id
            .take()
            .or_else(|| person.external_id.clone());
        identity.postcode = identity.postcode.take().or_else(|| person.postcode.clone());
        if let Some(name) = &person.name {
            let better =
                !identity.named || (is_abbreviated(&identity.name) && !is_abbreviated(name));
            if identity.existing.is_none() && better {
                identity.name.clone_from(name);
                identity.named = true;
            }
        }
        match &mut identity.facts {
            Some(facts) => facts.learn(person),
            None => identity.facts = Some(Box::new(person)),
        }
    }
}

pub(super) fn strong(person: &Person) -> Vec<&str> {
    person
        .phones
        .iter()
        .chain(&person.emails)
        .filter_map(|(_, normal)| normal.as_deref())
        .collect()
}

pub(super) fn doubt_key(person: &Person) -> String {
    let key = strong(person)
        .first()
        .copied()
        .or(person.external_id.as_deref())
        .unwrap_or_default();
    format!("{}|{key}", name_key(person.called().unwrap_or_default()))
}

impl Registry {
    /// The key of the question about somebody in doubt.
    pub(super) fn question_key(&self, at: u32) -> String {
        let identity = self.get(at);
        identity
            .and_then(|identity| identity.facts.as_deref())
            .map(doubt_key)
            .unwrap_or_default()
    }
}
