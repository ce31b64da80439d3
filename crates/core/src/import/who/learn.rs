//! Somebody new to the registry, and what rows say of those who are not.

use chrono::NaiveDate;

use super::identity::{BARE, Identity, MAILED, NAMED, PHONED, day_number};
use super::judge::MAX_HOLDERS;
use super::keys::{Keys, Of, print};
use super::{Place, Registry};
use crate::fold::{is_abbreviated, name_key};
use crate::import::person::Person;

/// What is told of somebody that others may have as well.
pub(super) struct Told<'t> {
    pub id: Option<&'t str>,
    pub name: Option<&'t str>,
    pub postcode: Option<&'t str>,
    pub born_on: Option<NaiveDate>,
}

impl Registry {
    pub(super) fn add(&mut self, person: Person, line: u32, marks: u8) -> u32 {
        let at = self.next();
        let named = if person.name.is_some() { NAMED } else { 0 };
        self.people.push(Identity {
            parent: at,
            name: self.names.add(person.called().unwrap_or_default()),
            marks: marks | named,
            line,
            ..Identity::default()
        });
        self.absorb(at, person);
        at
    }

    /// Takes in what a row says of somebody, and puts it aside.
    pub(super) fn absorb(&mut self, at: u32, person: Person) {
        self.learn(at, &person);
        let before = self.get(at).map_or(Place::NONE, |identity| identity.said);
        let said = self.said.add(before, person);
        if let Some(identity) = self.people.get_mut(at as usize) {
            identity.said = said;
        }
    }

    /// Learns what somebody is recognised by: what is not known yet is added, nothing is overwritten.
    pub(super) fn learn(&mut self, at: u32, person: &Person) {
        for (of, mark, points) in [
            (Of::Phone, PHONED, &person.phones),
            (Of::Email, MAILED, &person.emails),
        ] {
            for normal in points.iter().filter_map(|(_, normal)| normal.as_deref()) {
                hold(&mut self.by_key, print(of, &[normal]), at);
                if let Some(identity) = self.people.get_mut(at as usize) {
                    identity.mark(mark, true);
                }
            }
        }
        let is_known = self.existing(at).is_some();
        if let (Some(name), Some(identity)) = (&person.name, self.get(at)) {
            let own = self.names.get(identity.name);
            let better = !identity.is(NAMED) || (is_abbreviated(own) && !is_abbreviated(name));
            if better && !is_known {
                let name = self.names.add(name);
                if let Some(identity) = self.people.get_mut(at as usize) {
                    identity.name = name;
                    identity.mark(NAMED, true);
                }
            }
        }
        self.take_keys(
            at,
            &Told {
                id: person.external_id.as_deref(),
                name: person.name.as_deref(),
                postcode: person.postcode.as_deref(),
                born_on: person.born_on,
            },
        );
    }

    /// Notes under what somebody can be found from now on.
    pub(super) fn take_keys(&mut self, at: u32, told: &Told<'_>) {
        let Some(identity) = self.people.get_mut(at as usize) else {
            return;
        };
        if let Some(id) = told.id {
            let key = print(Of::Id, &[id]);
            hold(&mut self.by_key, key, at);
            if identity.id == 0 {
                identity.id = short(key);
            }
        }
        // Bare names are looked up once all others are known.
        if let (Some(by_name), Some(name)) = (&mut self.by_name, told.name)
            && !identity.is(BARE)
        {
            hold(by_name, print(Of::Name, &[&name_key(name)]), at);
        }
        if let Some(postcode) = told.postcode.filter(|_| identity.postcode == 0) {
            identity.postcode = postcode_mark(postcode);
        }
        if identity.born == 0 {
            identity.born = day_number(told.born_on);
        }
        if identity.is(NAMED) && (identity.postcode != 0 || identity.born != 0) {
            let name = self.names.get(identity.name);
            for key in namesake_keys(name, identity.postcode, identity.born) {
                hold(&mut self.by_key, key, at);
            }
        }
    }
}

/// Under what a whole name is looked up: with the postcode, and with the day of birth.
pub(super) fn namesake_keys(name: &str, postcode: u32, born: i32) -> impl Iterator<Item = u64> {
    let name = ((postcode != 0 || born != 0) && !is_abbreviated(name)).then(|| name_key(name));
    let there = name.as_deref().filter(|_| postcode != 0);
    let there = there.map(|name| print(Of::Namesake, &[name, "at", &postcode.to_string()]));
    let then = name.as_deref().filter(|_| born != 0);
    let then = then.map(|name| print(Of::Namesake, &[name, "of", &born.to_string()]));
    there.into_iter().chain(then)
}

/// A postcode as an identity keeps it.
pub(super) fn postcode_mark(postcode: &str) -> u32 {
    short(print(Of::Word, &[postcode]))
}

/// Half a fingerprint, never 0.
#[allow(clippy::cast_possible_truncation)] // half of it
pub(super) fn short(print: u64) -> u32 {
    (print as u32).max(1)
}

/// Notes that somebody has a key, unless it was noted already or so many have it that it says nothing.
pub(super) fn hold(keys: &mut Keys, key: u64, at: u32) {
    let mut holders = 0;
    for holder in keys.of(key) {
        holders += 1;
        if holder == at || holders > MAX_HOLDERS {
            return;
        }
    }
    keys.add(key, at);
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
