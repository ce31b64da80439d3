//! Whether trust means anything here: by the notebook's own past, did those who trusted less return less?

use chrono::{Days, NaiveDate};

use super::{Entry, Weights, fold};
use crate::behaviour::{Bands, Pace, days_between, lateness};
use crate::scoring::wilson;

/// Days between one look back and the next.
const APART: u64 = 91;

/// How many looks back there are: three years.
const LOOKS: u64 = 12;

/// Customers on each side below which nothing is concluded.
pub(super) const ENOUGH: u32 = 20;

/// How many of some customers returned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "TrustReturned", rename_all = "camelCase")]
pub struct Returned {
    /// Customers.
    pub of: u32,
    /// Those of them who bought again within twice their rhythm.
    pub n: u32,
}

/// What the comparison shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "TrustMeaning", rename_all = "camelCase")]
pub enum Meaning {
    /// Nothing yet: fewer than 20 customers on one side.
    TooFew,
    /// No link: the interval of the difference holds zero.
    NoLink,
    /// Those who trusted less returned less.
    Linked,
    /// Those who trusted less returned more.
    Reversed,
}

/// Those of lower trust beside those of higher.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "TrustCompared", rename_all = "camelCase")]
pub struct Compared {
    /// The trust that parts them: the median; none without a customer.
    pub median: Option<f64>,
    /// Below it.
    pub lower: Returned,
    /// There or above.
    pub higher: Returned,
    /// Share of the higher that returned less that of the lower, -1 to 1; none while one side is empty.
    pub difference: Option<f64>,
    /// Between what that difference lies with 95 % (Newcombe 1998, method 10), its lower end.
    pub low: Option<f64>,
    /// Its upper end.
    pub high: Option<f64>,
    /// What it shows.
    pub meaning: Meaning,
}

/// One customer as of a day in the past: their trust then, and whether they bought again within twice their rhythm. The latest
/// look back at which something was noted about them, they had come twice, were not gone, and twice their rhythm has passed
/// since: each customer is counted once, so that customers are independent of each other. `visits` in order, without repeats.
pub(super) fn observe(
    entries: &[Entry],
    visits: &[NaiveDate],
    shop: f64,
    bands: &Bands,
    weights: &Weights,
    today: NaiveDate,
) -> Option<(f64, bool)> {
    (1..=LOOKS).find_map(|look| {
        let then = today.checked_sub_days(Days::new(look * APART))?;
        let (before, after) = visits.split_at(visits.partition_point(|day| *day <= then));
        let pace = Pace::of(before, &[]).filter(|pace| pace.visits > 1)?;
        let rhythm = pace.rhythm(shop);
        // Rhythms are days, far below u64's range.
        let until = then.checked_add_days(Days::new((2.0 * rhythm).ceil() as u64))?;
        let late = lateness(days_between(pace.last, then), 0, rhythm);
        if until >= today || late > bands.on_holiday {
            return None;
        }
        let course = fold(entries, weights, then);
        let returned = after.first().is_some_and(|day| *day <= until);
        (!course.steps.is_empty()).then_some((course.trust, returned))
    })
}

/// Those below the median of trust beside the others.
pub(super) fn compare(observed: &[(f64, bool)]) -> Compared {
    let mut trusts: Vec<f64> = observed.iter().map(|(trust, _)| *trust).collect();
    let median = crate::behaviour::median(&mut trusts);
    let (mut lower, mut higher) = (Returned::default(), Returned::default());
    for (trust, returned) in observed {
        let side = if median.is_some_and(|median| *trust < median) {
            &mut lower
        } else {
            &mut higher
        };
        side.of += 1;
        side.n += u32::from(*returned);
    }
    let difference = difference(higher, lower);
    let meaning = match difference {
        Some((_, low, high)) if lower.of.min(higher.of) >= ENOUGH => {
            if low > 0.0 {
                Meaning::Linked
            } else if high < 0.0 {
                Meaning::Reversed
            } else {
                Meaning::NoLink
            }
        }
        _ => Meaning::TooFew,
    };
    Compared {
        median,
        lower,
        higher,
        difference: difference.map(|(value, ..)| value),
        low: difference.map(|(_, low, _)| low),
        high: difference.map(|(.., high)| high),
        meaning,
    }
}

/// The difference of two shares and between what it lies with 95 %: Newcombe 1998, "Interval estimation for the difference
/// between independent proportions", *Statistics in Medicine* 17, method 10, made of two Wilson intervals.
fn difference(first: Returned, second: Returned) -> Option<(f64, f64, f64)> {
    if first.of == 0 || second.of == 0 {
        return None;
    }
    let share = |some: Returned| {
        let (n, of) = (f64::from(some.n), f64::from(some.of));
        let (low, high) = wilson(n, of);
        (n / of, low, high)
    };
    let ((a, a_low, a_high), (b, b_low, b_high)) = (share(first), share(second));
    let value = a - b;
    Some((
        value,
        (value - (a - a_low).hypot(b_high - b)).max(-1.0),
        (value + (a_high - a).hypot(b - b_low)).min(1.0),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_the_published_one() {
        // Newcombe 1998, table II, case (a): 56/70 against 48/80, method 10.
        let (value, low, high) =
            difference(Returned { of: 70, n: 56 }, Returned { of: 80, n: 48 }).unwrap();
        assert!((value - 0.2).abs() < 1e-9);
        assert!((low - 0.0524).abs() < 5e-5 && (high - 0.3339).abs() < 5e-5);
        // Case (h): 10/10 against 0/10.
        let (_, low, high) =
            difference(Returned { of: 10, n: 10 }, Returned { of: 10, n: 0 }).unwrap();
        assert!((low - 0.6075).abs() < 5e-5 && (high - 1.0).abs() < 5e-5);
        assert_eq!(
            difference(Returned::default(), Returned { of: 1, n: 1 }),
            None
        );
    }

    #[test]
    fn a_link_is_said_only_where_there_is_one() {
        let group = |trust: f64, of: u32, n: u32| (0..of).map(move |at| (trust, at < n));
        let meaning = |low, high| {
            let all: Vec<_> = group(40.0, 30, low).chain(group(60.0, 30, high)).collect();
            compare(&all).meaning
        };
        assert_eq!(meaning(10, 25), Meaning::Linked);
        assert_eq!(meaning(20, 21), Meaning::NoLink);
        assert_eq!(meaning(28, 12), Meaning::Reversed);
        let few: Vec<_> = group(40.0, 19, 0).chain(group(60.0, 40, 40)).collect();
        assert_eq!(compare(&few).meaning, Meaning::TooFew);
        let same: Vec<_> = group(50.0, 100, 50).collect();
        let same = compare(&same);
        assert_eq!((same.meaning, same.difference), (Meaning::TooFew, None));
        assert_eq!(compare(&[]).median, None);
    }
}
