//! Behaviour: where a customer stands by what they buy. Rhythm and lateness work from the second
//! purchase, in a shop of thirty customers; nothing here knows a database or a clock.

use chrono::{Days, NaiveDate};

/// How many customers with a rhythm of their own a shop needs before its median replaces the trade's.
pub const ENOUGH_FOR_SHOP: usize = 10;

/// The weight of the shop's rhythm beside a customer's own gaps: it counts as two of them.
const SHOP_WEIGHT: f64 = 2.0;

/// Visits from which somebody who keeps coming is loyal.
const LOYAL_VISITS: u32 = 5;

/// Days from the first to the last visit from which somebody who keeps coming is loyal.
const LOYAL_DAYS: i64 = 180;

/// Where one band of lateness ends and the next begins, as multiples of the rhythm.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase", default)]
pub struct Bands {
    /// Up to here: on time. Beyond: due.
    pub on_time: f64,
    /// Up to here: due. Beyond: drifting.
    pub due: f64,
    /// Up to here: drifting. Beyond: on holiday.
    pub drifting: f64,
    /// Up to here: on holiday. Beyond: gone.
    pub on_holiday: f64,
}

impl Default for Bands {
    fn default() -> Self {
        Self {
            on_time: 1.0,
            due: 1.5,
            drifting: 2.5,
            on_holiday: 4.0,
        }
    }
}

impl Bands {
    /// Whether each band ends after the one before it, and all within 0.1 to 100 rhythms.
    #[must_use]
    pub fn in_order(&self) -> bool {
        let edges = [
            0.1,
            self.on_time,
            self.due,
            self.drifting,
            self.on_holiday,
            100.0,
        ];
        edges.iter().all(|edge| edge.is_finite()) && edges.windows(2).all(|pair| pair[0] < pair[1])
    }
}

/// Where a customer stands by what they buy.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Behaviour {
    /// Never bought.
    Prospect,
    /// Bought once, not long ago.
    New,
    /// Comes at their rhythm.
    Regular,
    /// Has come at their rhythm for long: at least five visits over at least half a year.
    Loyal,
    /// Late: more than 1.5 of their rhythms, at most 2.5.
    Drifting,
    /// Buys elsewhere for now: more than 2.5 of their rhythms, at most 4.
    OnHoliday,
    /// Silent for more than 4 of their rhythms.
    Gone,
    /// Came again after having been on holiday or gone; to be welcomed.
    Back,
    /// Deceased, moved for good or asked to be left alone.
    Closed,
}

impl Behaviour {
    /// Every behaviour, in the order of a relationship.
    pub const ALL: [Self; 9] = [
        Self::Prospect,
        Self::New,
        Self::Regular,
        Self::Loyal,
        Self::Drifting,
        Self::OnHoliday,
        Self::Gone,
        Self::Back,
        Self::Closed,
    ];

    /// The name stored in the notebook.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Prospect => "prospect",
            Self::New => "new",
            Self::Regular => "regular",
            Self::Loyal => "loyal",
            Self::Drifting => "drifting",
            Self::OnHoliday => "onHoliday",
            Self::Gone => "gone",
            Self::Back => "back",
            Self::Closed => "closed",
        }
    }

    /// The behaviour of a stored name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|behaviour| behaviour.code() == code)
    }

    /// Whether somebody might call: drifting, on holiday or gone.
    #[must_use]
    pub const fn slipping(self) -> bool {
        matches!(self, Self::Drifting | Self::OnHoliday | Self::Gone)
    }

    /// The share of a year's value that counts as at stake, until outcomes have taught better: all of it
    /// while they drift, half on holiday, a fifth once gone, nothing otherwise.
    #[must_use]
    pub const fn stake_percent(self) -> i64 {
        match self {
            Self::Drifting => 100,
            Self::OnHoliday => 50,
            Self::Gone => 20,
            _ => 0,
        }
    }
}

/// An absence the shop knows about, first and last day included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Away {
    /// First day away.
    pub day: NaiveDate,
    /// Last day away.
    pub until: NaiveDate,
}

/// What a customer's visits say about their own pace.
#[derive(Debug, Clone, PartialEq)]
pub struct Pace {
    /// Days on which they bought.
    pub visits: u32,
    /// The first of them.
    pub first: NaiveDate,
    /// The last of them.
    pub last: NaiveDate,
    /// Spans between visits, one less than visits.
    pub gaps: u32,
    /// Median of the gaps in days, known absences left out; from the second visit on.
    pub own: Option<f64>,
    /// The gap that the last visit ended, days.
    pub last_gap: Option<f64>,
    /// Median of the gaps before that one, days: what they were used to when they came back.
    pub own_before: Option<f64>,
}

impl Pace {
    /// Read the pace off the days with a purchase, in order and without repeats.
    /// Days of known absence do not count in a gap. `None` without a visit.
    #[must_use]
    pub fn of(visits: &[NaiveDate], absences: &[Away]) -> Option<Self> {
        let (first, last) = (*visits.first()?, *visits.last()?);
        let mut gaps: Vec<f64> = visits
            .windows(2)
            .map(|pair| {
                f64::from(span(pair[0], pair[1]) - absent_between(pair[0], pair[1], absences))
            })
            .collect();
        let count = u32::try_from(gaps.len()).unwrap_or(u32::MAX);
        let latest = gaps
            .split_last()
            .map(|(gap, before)| (*gap, median(&mut before.to_vec())));
        Some(Self {
            visits: count.saturating_add(1),
            first,
            last,
            gaps: count,
            own: median(&mut gaps),
            last_gap: latest.map(|(gap, _)| gap),
            own_before: latest.and_then(|(_, before)| before),
        })
    }

    /// `rhythm = (n·own + 2·shop) / (n + 2)` in days, n the number of gaps: their own median, shrunk
    /// towards the shop's (domain, "Rhythm and lateness"). With a single visit it is the shop's. At least one day.
    #[must_use]
    pub fn rhythm(&self, shop: f64) -> f64 {
        shrink(self.gaps, self.own, shop)
    }

    /// The gap the last visit ended, if it was so long that they had been on holiday or gone.
    fn returned_after(&self, shop: f64, bands: &Bands) -> Option<f64> {
        let gap = self.last_gap?;
        let rhythm = shrink(self.gaps.saturating_sub(1), self.own_before, shop);
        (gap / rhythm > bands.drifting).then_some(gap)
    }
}

/// See [`Pace::rhythm`].
pub(crate) fn shrink(gaps: u32, own: Option<f64>, shop: f64) -> f64 {
    let n = f64::from(gaps);
    let rhythm = own.map_or(shop, |own| {
        (n * own + SHOP_WEIGHT * shop) / (n + SHOP_WEIGHT)
    });
    rhythm.max(1.0)
}

/// Where one customer stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Stand {
    /// The label.
    pub behaviour: Behaviour,
    /// Days between visits to expect of them.
    pub rhythm: f64,
    /// Days of known absence since the last visit.
    pub absent: u32,
    /// `(days since the last visit − known absence) / rhythm`.
    pub lateness: f64,
    /// When they are back: the days they had been away.
    pub away: Option<u32>,
}

impl Stand {
    /// Where somebody with this pace stands on `today`, given the shop's rhythm in days.
    /// A last visit after `today` counts as today's.
    #[must_use]
    pub fn of(pace: &Pace, shop: f64, absences: &[Away], today: NaiveDate, bands: &Bands) -> Self {
        let rhythm = pace.rhythm(shop);
        let absent = u32::try_from(absent_between(pace.last, today, absences)).unwrap_or(0);
        let lateness = lateness(days_between(pace.last, today), absent, rhythm);
        let back = pace
            .returned_after(shop, bands)
            .filter(|_| lateness <= bands.due);
        let behaviour = if back.is_some() {
            Behaviour::Back
        } else if lateness > bands.on_holiday {
            Behaviour::Gone
        } else if lateness > bands.drifting {
            Behaviour::OnHoliday
        } else if lateness > bands.due {
            Behaviour::Drifting
        } else if pace.visits == 1 {
            Behaviour::New
        } else if pace.visits >= LOYAL_VISITS && (pace.last - pace.first).num_days() >= LOYAL_DAYS {
            Behaviour::Loyal
        } else {
            Behaviour::Regular
        };
        Self {
            behaviour,
            rhythm,
            absent,
            lateness,
            // Gaps are whole days; the cast is exact.
            away: back.map(|gap| gap as u32),
        }
    }
}

/// `(days since the last visit − days of known absence among them) / rhythm`: 1 is on time, 2 is twice as long as usual.
#[must_use]
pub fn lateness(silent: u32, absent: u32, rhythm: f64) -> f64 {
    f64::from(silent.saturating_sub(absent)) / rhythm
}

/// Whole days from `from` to `to`; none when `to` is earlier.
#[must_use]
pub fn days_between(from: NaiveDate, to: NaiveDate) -> u32 {
    u32::try_from((to - from).num_days()).unwrap_or(0)
}

/// The shop's rhythm in days: the median of its customers' medians, or the trade's while fewer than
/// [`ENOUGH_FOR_SHOP`] customers have one.
#[must_use]
pub fn shop_rhythm(mut own: Vec<f64>, trade: f64) -> f64 {
    if own.len() < ENOUGH_FOR_SHOP {
        trade
    } else {
        median(&mut own).unwrap_or(trade)
    }
}

/// The middle value, or the mean of the two in the middle.
pub(crate) fn median(values: &mut [f64]) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    let middle = values.len() / 2;
    let even = values.len().is_multiple_of(2);
    let (below, upper, _) = values.select_nth_unstable_by(middle, f64::total_cmp);
    let upper = *upper;
    let lower = if even {
        below.iter().copied().max_by(f64::total_cmp)?
    } else {
        upper
    };
    Some(f64::midpoint(lower, upper))
}

fn span(from: NaiveDate, to: NaiveDate) -> i32 {
    i32::try_from((to - from).num_days()).unwrap_or(i32::MAX)
}

/// Days after `from` up to and including `to` that lie in a known absence, each counted once.
fn absent_between(from: NaiveDate, to: NaiveDate, absences: &[Away]) -> i32 {
    let mut spans: Vec<(NaiveDate, NaiveDate)> = absences
        .iter()
        .map(|away| (away.day.max(from + Days::new(1)), away.until.min(to)))
        .filter(|(start, end)| start <= end)
        .collect();
    spans.sort_unstable();
    let (mut days, mut covered) = (0, from);
    for (start, end) in spans {
        let start = start.max(covered + Days::new(1));
        if start <= end {
            days += span(start, end) + 1;
            covered = end;
        }
    }
    days
}

#[cfg(test)]
mod tests;
