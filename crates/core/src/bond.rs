//! Bond: how somebody feels about the shop, by what was noted; the second axis beside what they buy. Pure rules, the first that
//! holds speaks; in `docs/trust.md`.

mod ops;
mod pin;
mod refresh;
mod sql;
#[cfg(test)]
pub(crate) mod tests;

use chrono::{Days, NaiveDate};

use crate::behaviour::Behaviour;
use crate::trust::{Case, Course, Entry, Reason, Weights, What};

pub use ops::{BondMap, Cell, Leaving, Praised};
pub use pin::{Pin, PinDraft};

pub(crate) use ops::{let_go, pin_of, pins};
pub(crate) use refresh::{referrers, refresh, stale, with_behaviour};
pub(crate) use sql::bond;

/// Days for which what was felt counts, and after which silence is one: a year.
const YEAR: u64 = 365;

/// The intensity from which an emotion is strong.
const STRONG: u8 = 2;

/// Moments there must have been before their end is a silence.
const USED_TO: usize = 2;

/// How somebody feels about the shop.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Bond {
    /// Hurt, and says so around them.
    Enemy,
    /// Let down or upset, and it is not mended.
    Hurt,
    /// Buys, and hardly a word is exchanged any more; or trusts little.
    Distant,
    /// Nothing stands out.
    Neutral,
    /// Trusts the shop.
    Attached,
    /// Brings others or speaks well of the shop around them.
    Ambassador,
}

impl Bond {
    /// Every bond, from the worst to the best.
    pub const ALL: [Self; 6] = [
        Self::Enemy,
        Self::Hurt,
        Self::Distant,
        Self::Neutral,
        Self::Attached,
        Self::Ambassador,
    ];

    /// The name stored in the notebook.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Enemy => "enemy",
            Self::Hurt => "hurt",
            Self::Distant => "distant",
            Self::Neutral => "neutral",
            Self::Attached => "attached",
            Self::Ambassador => "ambassador",
        }
    }

    /// The bond of a stored name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|bond| bond.code() == code)
    }
}

/// Why a bond is what it is, in one sentence's worth.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(
    rename = "BondWhy",
    tag = "code",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Why {
    /// They are hurt and say so around them.
    SaysSoAround {
        /// When they did last.
        day: NaiveDate,
    },
    /// A complaint still waits to be put right.
    OpenComplaint {
        /// Since when.
        day: NaiveDate,
    },
    /// They were let down, it was not sincerely put right, and they trust little.
    NotMended {
        /// When.
        day: NaiveDate,
        /// By what.
        reason: Reason,
        /// Their trust.
        trust: f64,
    },
    /// The latest strong emotion was a bad one, and no relief came since.
    Upset {
        /// When.
        day: NaiveDate,
    },
    /// They brought customers who bought.
    Brought {
        /// How many.
        customers: u32,
    },
    /// They spoke well of the shop around them.
    SpokeWell {
        /// How often.
        times: u32,
    },
    /// There used to be more than purchases between them and the shop, and there is nothing any more while they still buy.
    Silent {
        /// Since when.
        day: NaiveDate,
    },
    /// They trust the shop.
    Trusts {
        /// Their trust.
        trust: f64,
    },
    /// They trust little, though nobody let them down.
    TrustsLittle {
        /// Their trust.
        trust: f64,
    },
    /// Nothing stands out.
    Ordinary,
    /// Nothing is noted about them.
    NothingNoted,
}

/// The bond of somebody of whom this is noted, and why.
#[must_use]
pub fn of(
    entries: &[Entry],
    course: &Course,
    behaviour: Behaviour,
    weights: &Weights,
    today: NaiveDate,
) -> (Bond, Why) {
    if entries.is_empty() {
        return (Bond::Neutral, Why::NothingNoted);
    }
    if let Some(why) = hurt(entries, course, weights, today) {
        return match said_ill(entries, today) {
            Some(day) => (Bond::Enemy, Why::SaysSoAround { day }),
            None => (Bond::Hurt, why),
        };
    }
    let count = |wanted: &dyn Fn(&What) -> bool| {
        let found = entries
            .iter()
            .filter(|entry| entry.day <= today && wanted(&entry.what));
        u32::try_from(found.count()).unwrap_or(u32::MAX)
    };
    let customers = count(&|what| matches!(what, What::Referral { bought: true }));
    if customers > 0 {
        return (Bond::Ambassador, Why::Brought { customers });
    }
    let times = count(&|what| {
        matches!(
            what,
            What::Feeling {
                good: true,
                told_around: true,
                ..
            }
        )
    });
    if times > 1 {
        return (Bond::Ambassador, Why::SpokeWell { times });
    }
    let trust = course.trust;
    if let Some(day) = silent(entries, behaviour, today) {
        (Bond::Distant, Why::Silent { day })
    } else if trust >= f64::from(weights.attached) {
        (Bond::Attached, Why::Trusts { trust })
    } else if trust < f64::from(weights.low) && course.unhealed.is_none() {
        (Bond::Distant, Why::TrustsLittle { trust })
    } else {
        (Bond::Neutral, Why::Ordinary)
    }
}

fn hurt(entries: &[Entry], course: &Course, weights: &Weights, today: NaiveDate) -> Option<Why> {
    let open = Case::all(entries, today)
        .into_iter()
        .filter(|case| case.open)
        .map(|case| case.day)
        .min();
    if let Some(day) = open {
        return Some(Why::OpenComplaint { day });
    }
    let trust = course.trust;
    if let Some((day, reason)) = course.unhealed
        && trust < f64::from(weights.low)
    {
        return Some(Why::NotMended { day, reason, trust });
    }
    upset(entries, today).map(|day| Why::Upset { day })
}

/// When somebody felt something bad and strong within a year, if nothing good was felt on that day or after it.
fn upset(entries: &[Entry], today: NaiveDate) -> Option<NaiveDate> {
    let mut bad = None;
    let mut good = None;
    for (entry, well, intensity, _) in feelings(entries, today) {
        if well {
            good = good.max(Some(entry.day));
        } else if intensity >= STRONG {
            bad = bad.max(Some(entry.day));
        }
    }
    bad.filter(|bad| good.is_none_or(|good| good < *bad))
}

/// When they last said something bad around them, within a year.
fn said_ill(entries: &[Entry], today: NaiveDate) -> Option<NaiveDate> {
    feelings(entries, today)
        .filter(|(_, good, _, told_around)| !good && *told_around)
        .map(|(entry, ..)| entry.day)
        .max()
}

/// What was felt within a year: whether good, how intense, and whether they say so around them.
fn feelings(entries: &[Entry], today: NaiveDate) -> impl Iterator<Item = (&Entry, bool, u8, bool)> {
    entries.iter().filter_map(move |entry| match entry.what {
        What::Feeling {
            good,
            intensity,
            told_around,
        } if entry.day <= today && entry.day + Days::new(YEAR) > today => {
            Some((entry, good, intensity, told_around))
        }
        _ => None,
    })
}

/// Since when nothing passes between them and the shop but purchases, if that is a year or more.
fn silent(entries: &[Entry], behaviour: Behaviour, today: NaiveDate) -> Option<NaiveDate> {
    let buys = matches!(
        behaviour,
        Behaviour::New
            | Behaviour::Regular
            | Behaviour::Loyal
            | Behaviour::Drifting
            | Behaviour::Back
    );
    let moments = || entries.iter().filter(|entry| entry.day <= today);
    let last = moments().map(|entry| entry.day).max()?;
    (buys && moments().count() >= USED_TO && last + Days::new(YEAR) <= today).then_some(last)
}
