//! Departures: why customers left, and whether it could have been avoided.

mod ops;
mod sql;

use chrono::NaiveDate;

use crate::cohort::Share;
use crate::ids::{CustomerId, MomentId};
use crate::moment::{DepartureReason, MomentDraft};

/// Reasons in the order they are offered.
const REASONS: [DepartureReason; 7] = [
    DepartureReason::Price,
    DepartureReason::Service,
    DepartureReason::Product,
    DepartureReason::Competitor,
    DepartureReason::Moved,
    DepartureReason::NeedEnded,
    DepartureReason::Unknown,
];

/// A departure as a person notes it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct DepartureDraft {
    /// The day they left or it was learnt, not after today.
    pub day: NaiveDate,
    /// Why.
    pub reason: DepartureReason,
    /// Whether it could have been avoided; none while not known.
    pub avoidable: Option<bool>,
    /// To which competitor, at most 300 characters.
    pub gone_to: Option<String>,
    /// What was learnt, in free words.
    pub text: String,
}

impl From<DepartureDraft> for MomentDraft {
    fn from(draft: DepartureDraft) -> Self {
        Self::Departure {
            day: draft.day,
            reason: draft.reason,
            avoidable: draft.avoidable,
            gone_to: draft.gone_to,
            text: draft.text,
        }
    }
}

/// A departure.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Departure {
    /// Identifier.
    pub id: MomentId,
    /// Who left.
    pub customer: CustomerId,
    /// Their name.
    pub name: String,
    /// When.
    pub day: NaiveDate,
    /// Why.
    pub reason: DepartureReason,
    /// Whether it could have been avoided; none while not known.
    pub avoidable: Option<bool>,
    /// To which competitor.
    pub gone_to: Option<String>,
    /// What was learnt.
    pub text: String,
    /// Whether they bought again since.
    pub back: bool,
}

/// Departures for one reason.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ReasonFigures {
    /// Why.
    pub reason: DepartureReason,
    /// How many left for it.
    pub departures: u32,
    /// How many of those of whom it is known could have been kept; none while it is known of nobody.
    pub avoidable: Option<Share>,
}

/// Where customers went.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct GoneTo {
    /// The competitor, as first written.
    pub name: String,
    /// How many went there.
    pub departures: u32,
}

/// What the departures of 12 months come to. Each customer counts once, with the latest.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct DepartureFigures {
    /// From this day on.
    pub since: NaiveDate,
    /// By reason, most frequent first; reasons of nobody are left out.
    pub reasons: Vec<ReasonFigures>,
    /// How many could have been kept, of those of whom it is known.
    pub avoidable: Option<Share>,
    /// How many left for a known reason, of all departures noted.
    pub known: Option<Share>,
    /// How many went to somebody else, of those who left for a known reason.
    pub to_competitors: Option<Share>,
    /// To whom, most frequent first.
    pub gone_to: Vec<GoneTo>,
    /// Customers the notebook calls gone and about whom no departure is noted.
    pub not_asked: u32,
    /// Behind all that: the departures, latest first, at most 1,000.
    pub list: Vec<Departure>,
}

/// `n` of `of`, with the interval; none of nobody.
fn share(n: usize, of: usize) -> Option<Share> {
    let (n, of) = (u32::try_from(n).ok()?, u32::try_from(of).ok()?);
    (of > 0).then(|| Share::new(n, of))
}

impl DepartureFigures {
    /// What departures come to, one a customer.
    fn of(since: NaiveDate, list: Vec<Departure>, not_asked: u32) -> Self {
        let avoidable = |of: &dyn Fn(&Departure) -> bool| {
            let told: Vec<bool> = list
                .iter()
                .filter(|one| of(one))
                .filter_map(|one| one.avoidable)
                .collect();
            share(told.iter().filter(|yes| **yes).count(), told.len())
        };
        let mut reasons: Vec<ReasonFigures> = REASONS
            .into_iter()
            .filter_map(|reason| {
                let departures = list.iter().filter(|one| one.reason == reason).count();
                (departures > 0).then(|| ReasonFigures {
                    reason,
                    departures: u32::try_from(departures).unwrap_or(u32::MAX),
                    avoidable: avoidable(&|one| one.reason == reason),
                })
            })
            .collect();
        reasons.sort_by_key(|one| std::cmp::Reverse(one.departures));
        let mut gone_to: Vec<GoneTo> = Vec::new();
        for name in list.iter().rev().filter_map(|one| one.gone_to.as_ref()) {
            let folded = crate::fold::fold(name);
            match gone_to
                .iter_mut()
                .find(|known| crate::fold::fold(&known.name) == folded)
            {
                Some(known) => known.departures += 1,
                None => gone_to.push(GoneTo {
                    name: name.clone(),
                    departures: 1,
                }),
            }
        }
        gone_to.sort_by(|a, b| b.departures.cmp(&a.departures).then(a.name.cmp(&b.name)));
        let known: Vec<&Departure> = list
            .iter()
            .filter(|one| one.reason != DepartureReason::Unknown)
            .collect();
        let drawn = known
            .iter()
            .filter(|one| one.reason == DepartureReason::Competitor || one.gone_to.is_some())
            .count();
        Self {
            since,
            avoidable: avoidable(&|_| true),
            known: share(known.len(), list.len()),
            to_competitors: share(drawn, known.len()),
            reasons,
            gone_to,
            not_asked,
            list,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Error, Reason};
    use crate::ids::Mint;
    use crate::testing::{day, today};

    fn left(reason: DepartureReason, avoidable: Option<bool>, gone_to: Option<&str>) -> Departure {
        let mint = Mint::default();
        let now = crate::time::Clock::Fixed(today()).now();
        Departure {
            id: mint.mint(now),
            customer: mint.mint(now),
            name: String::new(),
            day: today(),
            reason,
            avoidable,
            gone_to: gone_to.map(str::to_owned),
            text: String::new(),
            back: false,
        }
    }

    #[test]
    fn shares_are_of_those_of_whom_it_is_known() {
        use DepartureReason::{Competitor, Moved, Price, Unknown};
        let list = vec![
            left(Price, Some(true), Some("Fournil d’Anna")),
            left(Price, Some(false), None),
            left(Price, None, None),
            left(Competitor, Some(true), Some("FOURNIL D’ANNA")),
            left(Moved, Some(false), None),
            left(Unknown, None, None),
        ];
        let told = DepartureFigures::of(day("2025-11-22"), list, 3);
        let price = told.reasons.first().unwrap();
        assert_eq!((price.reason, price.departures), (Price, 3));
        let of_price = price.avoidable.unwrap();
        assert_eq!((of_price.n, of_price.of), (1, 2));
        let all = told.avoidable.unwrap();
        assert_eq!((all.n, all.of), (2, 4));
        assert!(all.low < 0.5 && all.high > 0.5);
        let known = told.known.unwrap();
        assert_eq!((known.n, known.of), (5, 6));
        let drawn = told.to_competitors.unwrap();
        assert_eq!((drawn.n, drawn.of), (2, 5));
        assert_eq!(told.gone_to.len(), 1);
        assert_eq!(told.gone_to.first().unwrap().departures, 2);
        assert_eq!(told.not_asked, 3);
        let unknown = told.reasons.iter().find(|one| one.reason == Unknown);
        assert_eq!(unknown.unwrap().avoidable, None);
    }

    #[test]
    fn of_nobody_nothing_is_said() {
        let told = DepartureFigures::of(today(), Vec::new(), 0);
        assert!(told.reasons.is_empty() && told.known.is_none() && told.avoidable.is_none());
    }

    #[test]
    fn nobody_leaves_tomorrow() {
        let draft = |day: &str, gone_to: String| DepartureDraft {
            day: day.parse().unwrap(),
            reason: DepartureReason::Competitor,
            avoidable: None,
            gone_to: Some(gone_to),
            text: String::new(),
        };
        let tidied = |draft: DepartureDraft| MomentDraft::from(draft).tidied(today());
        let refused = |draft: DepartureDraft| match tidied(draft) {
            Err(Error::Invalid { field, reason }) => (field, reason),
            other => panic!("{other:?}"),
        };
        assert_eq!(
            refused(draft("2026-11-23", String::new())),
            ("day", Reason::InTheFuture)
        );
        assert_eq!(
            refused(draft("2026-11-22", "x".repeat(301))),
            ("goneTo", Reason::TooLong)
        );
        let blank = draft("2026-11-22", " \n ".to_owned());
        assert!(matches!(
            tidied(blank).unwrap(),
            MomentDraft::Departure { gone_to: None, .. }
        ));
    }
}
