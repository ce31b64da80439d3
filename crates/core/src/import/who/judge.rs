//! Weighing everybody a row may be about.

use std::collections::BTreeMap;

use super::evidence::{CLEARLY_MORE, Clue, Evidence};
use super::{Doubt, MatchedBy, Registry};
use crate::fold::{Relation, is_abbreviated, name_key, relate_names};
use crate::import::person::Person;
use crate::phone::is_fixed_line;
use chrono::{Datelike, NaiveDate};

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
            .find(|one| {
                self.get(one.at)
                    .is_some_and(|identity| identity.existing.is_some())
            })
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
        let mut add = |people: Option<&Vec<u32>>, mark: fn(&mut Common)| {
            let Some(people) = people.filter(|people| people.len() <= MAX_HOLDERS) else {
                return;
            };
            for at in people {
                let at = self.root(*at);
                if !self.get(at).is_none_or(|identity| identity.waiting) {
                    mark(found.entry(at).or_default());
                }
            }
        };
        if let Some(id) = &person.external_id {
            add(self.by_external_id.get(id), |common| common.id = true);
        }
        for (_, phone) in &person.phones {
            let Some(phone) = phone else { continue };
            let people = self.by_phone.get(phone);
            if people.is_some() && is_fixed_line(phone) {
                add(people, |common| common.home = true);
            } else {
                add(people, |common| common.phone = true);
            }
        }
        for (_, email) in &person.emails {
            let people = email.as_ref().and_then(|email| self.by_email.get(email));
            add(people, |common| common.email = true);
        }
        if let Some(name) = person.name.as_deref().filter(|name| !is_abbreviated(name)) {
            for key in namesake_keys(name, person.postcode.as_deref(), person.born_on) {
                add(self.by_namesake.get(&key), |_| {});
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
        } else if identity.external_id.is_some() && person.external_id.is_some() {
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
            && ((identity.phoned && phones) || (identity.mailed && emails))
        {
            evidence.take(Clue::OtherReach);
        }
        let relation = match &person.name {
            Some(name) if identity.named => {
                let relation = relate_names(&identity.name, name);
                evidence.take(Clue::Name(relation));
                Some(relation)
            }
            _ => {
                evidence.take(Clue::NoName);
                None
            }
        };
        if let (Some(one), Some(other)) = (identity.born_on, person.born_on) {
            evidence.take(match (one == other, one.ordinal()) {
                (true, 1) => Clue::SameNewYear,
                (true, _) => Clue::SameBirth,
                (false, _) => Clue::OtherBirth,
            });
        }
        if let (Some(one), Some(other)) = (&identity.postcode, &person.postcode)
            && one == other
        {
            evidence.take(Clue::SamePostcode);
            if relation == Some(Relation::Same) && !is_abbreviated(&identity.name) {
                evidence.take(Clue::SameNameThere);
            }
        }
        evidence
    }

    /// Whether what is known of two shows that they are not one.
    fn contradict(&self, left: u32, right: u32) -> bool {
        let (Some(left), Some(right)) = (self.get(left), self.get(right)) else {
            return true;
        };
        let differ = |one: Option<&str>, other: Option<&str>| {
            one.zip(other).is_some_and(|(one, other)| one != other)
        };
        differ(left.external_id.as_deref(), right.external_id.as_deref())
            || left
                .born_on
                .zip(right.born_on)
                .is_some_and(|(one, other)| one != other)
            || (left.named
                && right.named
                && !matches!(
                    relate_names(&left.name, &right.name),
                    Relation::Same | Relation::Slip | Relation::Initials
                ))
    }

    /// Whether two cannot become one: both are in the notebook, or something contradicts it.
    pub(super) fn are_apart(&self, left: u32, right: u32) -> bool {
        let known = |at: u32| {
            self.get(at)
                .is_some_and(|identity| identity.existing.is_some())
        };
        (known(left) && known(right)) || self.contradict(left, right)
    }
}

/// Whether any of these could be understood.
pub(super) fn has(points: &[(String, Option<String>)]) -> bool {
    points.iter().any(|(_, normal)| normal.is_some())
}

/// Under what a whole name is looked up: with the postcode, and with the day of birth.
pub(super) fn namesake_keys(
    name: &str,
    postcode: Option<&str>,
    born_on: Option<NaiveDate>,
) -> impl Iterator<Item = String> {
    let name = (postcode.is_some() || born_on.is_some()).then(|| name_key(name));
    let there = name
        .as_deref()
        .zip(postcode)
        .map(|(name, postcode)| format!("{name}|{postcode}"));
    let then = name.zip(born_on).map(|(name, day)| format!("{name}|{day}"));
    there.into_iter().chain(then)
}
