//! A bond pinned by hand: the owner knows something the notebook does not. It has a reason and an end, and what would be said
//! without it stays visible.

use chrono::{Months, NaiveDate};

use super::Bond;
use crate::customer::one_line;
use crate::error::{Error, Reason, Result};

/// Months a pin lasts unless another last day is given.
const USUAL: u32 = 6;

/// Months after which whoever pinned it has to look again.
const LONGEST: u32 = 24;

/// The most letters of a reason.
const REASON_LETTERS: usize = 500;

/// The most letters of a name.
const NAME_LETTERS: usize = 200;

/// A bond as somebody pins it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "BondPinDraft", rename_all = "camelCase")]
pub struct PinDraft {
    /// What is to be said.
    pub bond: Bond,
    /// Why, 1 to 500 letters.
    pub reason: String,
    /// Who of the team says so.
    pub who: Option<String>,
    /// The last day it holds, today to 24 months from now; none for 6 months.
    pub until: Option<NaiveDate>,
}

/// A bond pinned by hand.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "BondPin", rename_all = "camelCase")]
pub struct Pin {
    /// What is said.
    pub bond: Bond,
    /// Why.
    pub reason: String,
    /// Who of the team said so.
    pub who: Option<String>,
    /// When it was pinned.
    pub day: NaiveDate,
    /// The last day it holds.
    pub until: NaiveDate,
}

impl PinDraft {
    /// What is pinned on `today`.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the field.
    pub fn pinned(self, today: NaiveDate) -> Result<Pin> {
        let reason = one_line(&self.reason);
        if reason.is_empty() {
            return Err(Error::invalid("reason", Reason::Empty));
        }
        if reason.chars().count() > REASON_LETTERS {
            return Err(Error::invalid("reason", Reason::TooLong));
        }
        let who = self.who.as_deref().map(one_line);
        let who = who.filter(|who| !who.is_empty());
        if who
            .as_ref()
            .is_some_and(|who| who.chars().count() > NAME_LETTERS)
        {
            return Err(Error::invalid("who", Reason::TooLong));
        }
        let until = self.until.unwrap_or(today + Months::new(USUAL));
        if until < today {
            return Err(Error::invalid("until", Reason::InThePast));
        }
        if until > today + Months::new(LONGEST) {
            return Err(Error::invalid("until", Reason::OutOfRange));
        }
        Ok(Pin {
            bond: self.bond,
            reason,
            who,
            day: today,
            until,
        })
    }
}

impl Pin {
    /// Whether it holds on that day: it ends by itself.
    #[must_use]
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.day <= day && day <= self.until
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{day, today};

    fn draft(reason: &str, until: Option<&str>) -> PinDraft {
        PinDraft {
            bond: Bond::Ambassador,
            reason: reason.to_owned(),
            who: Some("  ".to_owned()),
            until: until.map(day),
        }
    }

    #[test]
    fn a_pin_needs_a_reason_and_ends() {
        let pin = draft(" parle de nous\nau marché ", None)
            .pinned(today())
            .unwrap();
        assert_eq!(pin.reason, "parle de nous au marché");
        assert_eq!((pin.who.as_deref(), pin.until), (None, day("2027-05-22")));
        let refused = |draft: PinDraft| match draft.pinned(today()) {
            Err(Error::Invalid { field, reason }) => (field, reason),
            other => panic!("{other:?}"),
        };
        assert_eq!(refused(draft(" \n ", None)), ("reason", Reason::Empty));
        assert_eq!(
            refused(draft(&"x".repeat(501), None)),
            ("reason", Reason::TooLong)
        );
        assert_eq!(
            refused(draft("oui", Some("2026-11-21"))),
            ("until", Reason::InThePast)
        );
        assert_eq!(
            refused(draft("oui", Some("2028-11-23"))),
            ("until", Reason::OutOfRange)
        );
        assert_eq!(
            refused(draft("oui", Some("9999-12-31"))),
            ("until", Reason::OutOfRange)
        );
        let mut named = draft("oui", None);
        named.who = Some("x".repeat(201));
        assert_eq!(refused(named), ("who", Reason::TooLong));
    }

    #[test]
    fn it_holds_up_to_and_with_its_last_day() {
        let pin = draft("oui", Some("2026-11-24")).pinned(today()).unwrap();
        let holds = |on: &str| pin.holds(day(on));
        assert!(!holds("2026-11-21") && holds("2026-11-22") && holds("2026-11-24"));
        assert!(!holds("2026-11-25"));
        assert!(draft("oui", Some("2026-11-22")).pinned(today()).is_ok());
        assert!(draft("oui", Some("2028-11-22")).pinned(today()).is_ok());
    }
}
