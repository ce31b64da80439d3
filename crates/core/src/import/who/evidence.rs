//! How surely a row is about somebody: what speaks for it and against it, each with a weight.
//!
//! Sums of weights after Fellegi and Sunter, "A Theory for Record Linkage", Journal of the American Statistical
//! Association 64 (1969); thresholds and first weights as CiviCRM's rules for finding duplicates, whose strict rule is the
//! one for unattended imports. Tuned on invented towns (`tests/it/who_is_who`), reported on others.

use super::MatchedBy;
use crate::fold::Relation;

/// From this sum on two are the same without anybody being asked.
pub(super) const SURE: i32 = 16;
/// From this sum on somebody is asked.
pub(super) const WORTH_ASKING: i32 = 10;
/// So much more than another tells two apart who are both sure enough.
pub(super) const CLEARLY_MORE: i32 = 6;

/// Something two sides agree or disagree on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clue {
    /// The till or shop gives them the same number.
    SameId,
    /// It gives them different numbers.
    OtherId,
    /// A phone number in common. Families share some, and they are handed on.
    SamePhone,
    /// The number of a house in common, and no other: all who live there have it.
    SameHome,
    /// An e-mail address in common.
    SameEmail,
    /// Both are reached by phone, or both by e-mail, and nothing is in common.
    OtherReach,
    /// How their names relate.
    Name(Relation),
    /// One side has no name: nothing can speak against the rest.
    NoName,
    /// Born the same day.
    SameBirth,
    /// Born on the same 1 January, which programs put where they know nothing better.
    SameNewYear,
    /// Born on different days.
    OtherBirth,
    /// The same postcode. Most customers of a shop share a few.
    SamePostcode,
    /// The same whole name and the same postcode.
    SameNameThere,
}

impl Clue {
    /// What it adds to the sum.
    pub(super) const fn weight(self) -> i32 {
        match self {
            Self::SameId => 16,
            Self::OtherId => -6,
            Self::SamePhone | Self::SameEmail => 10,
            Self::OtherReach => -4,
            Self::SameHome | Self::Name(Relation::Same) => 8,
            Self::Name(Relation::Slip) => 7,
            Self::Name(Relation::Initials) | Self::NoName | Self::SameNameThere => 6,
            Self::Name(Relation::Longer) => 5,
            Self::Name(Relation::Loose) => 3,
            Self::Name(Relation::Different) => 0,
            Self::SameBirth => 14,
            Self::SameNewYear => 4,
            Self::OtherBirth => -6,
            Self::SamePostcode => 2,
        }
    }

    /// Whether it keeps two apart until somebody is asked, whatever else speaks for them.
    pub(super) const fn forbids(self) -> bool {
        matches!(
            self,
            Self::OtherId | Self::Name(Relation::Different) | Self::OtherBirth
        )
    }
}

/// All that is known about whether a row is about one somebody.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Evidence {
    sum: i32,
    forbidden: bool,
    other_id: bool,
    other_birth: bool,
    relation: Option<Relation>,
    /// The surest key in common: an id, phone or e-mail. `None` when there is nothing but the name.
    pub key: Option<MatchedBy>,
}

impl Evidence {
    /// Takes a clue into account.
    pub(super) fn take(&mut self, clue: Clue) {
        self.sum += clue.weight();
        self.forbidden |= clue.forbids();
        self.other_id |= clue == Clue::OtherId;
        self.other_birth |= clue == Clue::OtherBirth;
        if let Clue::Name(relation) = clue {
            self.relation = Some(relation);
        }
        let key = match clue {
            Clue::SameId => MatchedBy::ExternalId,
            Clue::SamePhone | Clue::SameHome => MatchedBy::Phone,
            Clue::SameEmail => MatchedBy::Email,
            _ => return,
        };
        self.key = Some(self.key.map_or(key, |known| known.min(key)));
    }

    pub(super) const fn sum(&self) -> i32 {
        self.sum
    }

    /// Whether they are the same without asking.
    pub(super) const fn is_sure(&self) -> bool {
        self.sum >= SURE && !self.forbidden
    }

    /// Whether somebody should be asked. With nothing but a name in common, whatever speaks against it settles it.
    pub(super) const fn is_doubtful(&self) -> bool {
        self.sum >= WORTH_ASKING && !self.is_sure() && (self.key.is_some() || !self.forbidden)
    }

    /// Whether the names are the same words.
    pub(super) fn is_same_name(&self) -> bool {
        self.relation == Some(Relation::Same)
    }

    /// Why it has to be asked.
    pub(super) fn doubt(&self) -> super::Doubt {
        if self.relation == Some(Relation::Different) {
            super::Doubt::OtherName
        } else if self.other_id {
            super::Doubt::OtherId
        } else if self.other_birth {
            super::Doubt::OtherBirth
        } else if self.key.is_some() {
            super::Doubt::LikeName
        } else {
            super::Doubt::Namesake
        }
    }
}
