//! Weighing everybody a row may be about.

use std::collections::BTreeMap;

use super::evidence::{CLEARLY_MORE, Clue, Evidence};
use super::identity::{MAILED, NAMED, PHONED, WAITING, day_number, is_new_year};
use super::keys::{Of, print};
use super::learn::{namesake_keys, postcode_mark};
use super::{Doubt, MatchedBy, Registry};
use crate::fold::{Relation, is_abbreviated, relate_names};
use crate::import::person::Person;
use crate::phone::is_fixed_line;

/// A phone or address that so many people have says nothing about any of them.
pub(super) const MAX_HOLDERS: usize = 20;

/// Whom a row is about.
#[derive(Debug)]
pub(super) enum Verdict {
    /// These are one person, and it is them. The first is who they become.
    Them(Vec<u32>, MatchedBy),
    /// Perhaps one of these.
    Perhaps(Doubt, Vec<u32>),
    /// Nobody met so far.
    Nobody,
}

/// What somebody has in common with the row.
#[derive(Debug, Clone, Copy, Default)]
struct Common {
    id: bool,
    phone: bool,
    home: bool,
    email: bool,
}

struct Weighed {
    at: u32,
    evidence: Evidence,
}

impl Registry {
    /// Weighs everybody who has something in common with `person`.
    pub(super) fn judge(&self, person: &Person) -> Verdict {
        let mut sure: Vec<Weighed> = Vec::new();
        let mut doubtful: Vec<Weighed> = Vec::new();
        for (at, common) in self.having_in_common(person) {
            let evidence = self.weigh(at, common, person);
            if evidence.is_sure() {
                sure.push(Weighed { at, evidence });
            } else if evidence.is_doubtful() {
                doubtful.push(Weighed { at, evidence });
            }
        }
        // The surest first: the same name, then by weight, then by the key that is shared by fewest people.
        let rank = |one: &Weighed| {
            let evidence = &one.evidence;
            (
                !evidence.is_same_name(),
                -evidence.sum(),
                evidence.key.unwrap_or(MatchedBy::NameAndPostcode),
                one.at,
            )
        };
        sure.sort_by_key(rank);
        doubtful.sort_by_key(rank);
        if sure.iter().any(|one| one.evidence.key.is_some()) {
            sure.retain(|one| one.evidence.key.is_some());
        } else if sure.len() > 1 {
            // Namesakes at one place: the row could be any of them.
            return Verdict::Perhaps(Doubt::Namesake, sure.iter().map(|one| one.at).collect());
        }
        let Some(best) = sure.first() else {
            return match doubtful.first() {
                Some(first) => Verdict::Perhaps(
                    first.evidence.doubt(),
                    doubtful.iter().map(|one| one.at).collect(),
                ),
                None => Verdict::Nobody,
            };
        };
        let is_rival = |one: &&Weighed| {
            (one.evidence.is_same_name() || !best.evidence.is_same_name())
                && one.evidence.sum() + CLEARLY_MORE > best.evidence.sum()
                && self.contradict(best.at, one.at)
        };
        let rivals: Vec<u32> = sure
            .iter()
            .skip(1)
            .filter(is_rival)
            .map(|one| one.at)
            .collect();
        if !rivals.is_empty() {
            let candidates = std::iter::once(best.at).chain(rivals).collect();
            return Verdict::Perhaps(Doubt::LikeName, candidates);
        }
        // A customer of the notebook comes before somebody met in the file only.
        let target = sure
            .iter()
            .find(|one| self.existing(one.at).is_some())
            .filter(|one| !self.contradict(best.at, one.at))
            .unwrap_or(best);
        let by = target.evidence.key.unwrap_or(MatchedBy::NameAndPostcode);
        let others = sure.iter().map(|one| one.at);
        let others = others.filter(|at| *at != target.at && !self.are_apart(target.at, *at));
        Verdict::Them(std::iter::once(target.at).chain(others).collect(), by)
    }

    /// Everybody who has one of the person's keys, or their whole name and where or when they were born or live.
    fn having_in_common(&self, person: &Person) -> BTreeMap<u32, Common> {
        let mut found: BTreeMap<u32, Common> = BTreeMap::new();
        let mut add = |key: u64, mark: &dyn Fn(&mut Common)| {
            if self.by_key.of(key).nth(MAX_HOLDERS).is_some() {
                return;
            }
            for at in self.by_key.of(key) {
                let at = self.root(at);
                if self.get(at).is_some_and(|identity| !identity.is(WAITING)) {
                    mark(found.entry(at).or_default());
                }
            }
        };
        if let Some(id) = &person.external_id {
            add(print(Of::Id, &[id]), &|common| common.id = true);
        }
        for phone in person
            .phones
            .iter()
            .filter_map(|(_, phone)| phone.as_deref())
        {
            let key = print(Of::Phone, &[phone]);
            if self.by_key.first(key).is_some() {
                let is_home = is_fixed_line(phone);
                add(key, &|common| {
                    common.home |= is_home;
                    common.phone |= !is_home;
                });
            }
        }
        for email in person
            .emails
            .iter()
            .filter_map(|(_, email)| email.as_deref())
        {
            add(print(Of::Email, &[email]), &|common| common.email = true);
        }
        if let Some(name) = person.name.as_deref() {
            let postcode = person.postcode.as_deref().map_or(0, postcode_mark);
            for key in namesake_keys(name, postcode, day_number(person.born_on)) {
                add(key, &|_| {});
            }
        }
        found
    }

    fn weigh(&self, at: u32, common: Common, person: &Person) -> Evidence {
        let mut evidence = Evidence::default();
        let Some(identity) = self.get(at) else {
            return evidence;
        };
        if common.id {
            evidence.take(Clue::SameId);
        } else if identity.id != 0 && person.external_id.is_some() {
            evidence.take(Clue::OtherId);
        }
        if common.phone {
            evidence.take(Clue::SamePhone);
        } else if common.home {
            evidence.take(Clue::SameHome);
        }
        if common.email {
            evidence.take(Clue::SameEmail);
        }
        let (phones, emails) = (has(&person.phones), has(&person.emails));
        if !(common.phone || common.home || common.email)
            && ((identity.is(PHONED) && phones) || (identity.is(MAILED) && emails))
        {
            evidence.take(Clue::OtherReach);
        }
        let own = self.name(at);
        let relation = match &person.name {
            Some(name) if identity.is(NAMED) => {
                let relation = relate_names(own, name);
                evidence.take(Clue::Name(relation));
                Some(relation)
            }
            _ => {
                evidence.take(Clue::NoName);
                None
            }
        };
        let born = day_number(person.born_on);
        if identity.born != 0 && born != 0 {
            evidence.take(if identity.born != born {
                Clue::OtherBirth
            } else if is_new_year(born) {
                Clue::SameNewYear
            } else {
                Clue::SameBirth
            });
        }
        if let Some(postcode) = &person.postcode
            && identity.postcode == postcode_mark(postcode)
        {
            evidence.take(Clue::SamePostcode);
            if relation == Some(Relation::Same) && !is_abbreviated(own) {
                evidence.take(Clue::SameNameThere);
            }
        }
        evidence
    }

    /// Whether what is known of two shows that they are not one.
    fn contradict(&self, left: u32, right: u32) -> bool {
        let (names, (Some(left), Some(right))) = (
            (self.name(left), self.name(right)),
            (self.get(left), self.get(right)),
        ) else {
            return true;
        };
        let differ = |one: u32, other: u32| one != 0 && other != 0 && one != other;
        differ(left.id, right.id)
            || (left.born != 0 && right.born != 0 && left.born != right.born)
            || (left.is(NAMED)
                && right.is(NAMED)
                && !matches!(
                    relate_names(names.0, names.1),
                    Relation::Same | Relation::Slip | Relation::Initials
                ))
    }

    /// Whether two cannot become one: both are in the notebook, or something contradicts it.
    pub(super) fn are_apart(&self, left: u32, right: u32) -> bool {
        (self.existing(left).is_some() && self.existing(right).is_some())
            || self.contradict(left, right)
    }
}

/// Whether any of these could be understood.
pub(super) fn has(points: &[(String, Option<String>)]) -> bool {
    points.iter().any(|(_, normal)| normal.is_some())
}
