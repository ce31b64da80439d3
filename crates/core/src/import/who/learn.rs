//! Somebody new to the registry, and what rows say of those who are not.

use std::collections::HashMap;

use super::judge::{MAX_HOLDERS, namesake_keys};
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
            born_on: None,
            phoned: false,
            mailed: false,
            waiting: false,
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
            hold(&mut self.by_external_id, id.clone(), at);
        }
        // Bare names are looked up once all others are known.
        if let Some(name) = person.name.as_deref().filter(|_| !is_bare) {
            hold(&mut self.by_name, name_key(name), at);
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
                let is_new = hold(keys, normal.clone(), at);
                let Some(identity) = self.people.get_mut(at as usize) else {
                    continue;
                };
                match kind {
                    ContactPointKind::Phone => identity.phoned = true,
                    ContactPointKind::Email => identity.mailed = true,
                }
                let has_it = |(of, _, known): &(ContactPointKind, String, String)| {
                    *of == kind && known == normal
                };
                if is_new
                    && identity.existing.is_some()
                    && !identity.new_contacts.iter().any(has_it)
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
        identity.born_on = identity.born_on.or(person.born_on);
        if let Some(name) = &person.name {
            let better =
                !identity.named || (is_abbreviated(&identity.name) && !is_abbreviated(name));
            if identity.existing.is_none() && better {
                identity.name.clone_from(name);
                identity.named = true;
            }
        }
        if identity.named && !is_abbreviated(&identity.name) {
            let keys = namesake_keys(
                &identity.name,
                identity.postcode.as_deref(),
                identity.born_on,
            );
            for key in keys {
                hold(&mut self.by_namesake, key, at);
            }
        }
        match &mut identity.facts {
            Some(facts) => facts.learn(person),
            None => identity.facts = Some(Box::new(person)),
        }
    }
}

/// Notes that somebody has a key; false when it was noted already, or so many have it that it says nothing.
pub(super) fn hold(keys: &mut HashMap<String, Vec<u32>>, key: String, at: u32) -> bool {
    let people = keys.entry(key).or_default();
    let is_new = !people.contains(&at);
    if is_new && people.len() <= MAX_HOLDERS {
        people.push(at);
    }
    is_new
}

/// What names the doubt about a row: the same in the next file, whatever its shape.
pub(super) fn doubt_key(person: &Person) -> String {
    let mut points = person.phones.iter().chain(&person.emails);
    let point = points
        .find_map(|(_, normal)| normal.as_deref())
        .unwrap_or_default();
    let mut key = format!("{}|{point}", name_key(person.called().unwrap_or_default()));
    if let Some(id) = &person.external_id {
        key.push('|');
        key.push_str(id);
    }
    key
}
