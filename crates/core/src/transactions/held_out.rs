//! How right a fit was of the time after it: what it announced, and what happened.

use super::scores::Figures;
use super::shop::Shop;
use crate::scoring::Estimate;

/// How right a fit was of the time after the last day it had seen. Equal chances stay together, so no figure depends on
/// the order of the file.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HeldOut {
    /// Customers seen by then.
    pub customers: u32,
    /// The mean of −ln of the chance given to what happened: 0 is knowing, ln 2 is guessing.
    pub log_loss: f64,
    /// The mean square of what the chance was off.
    pub brier: f64,
    /// The chance that of two customers, one of whom came back, that one had the larger expected purchases; `None` where all
    /// did the same.
    pub auc: Option<f64>,
    /// Who came back: the sum of their chances, between what it lies with 95 % if these are right, and how many did.
    pub returns: Announced,
    /// Days with a purchase: the sum of those expected, and how many there were.
    pub purchases: Counted,
    /// From those with the least chance to those with the largest, about a tenth each.
    pub tenths: Vec<Tenth>,
    /// The share of all purchases that the tenth with the largest expected purchases made.
    pub top_tenth_purchases: Option<f64>,
    /// The share of all that was spent by the tenth with the largest expected spend.
    pub top_tenth_spend: Option<f64>,
}

/// A total that was announced and what came of it.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Announced {
    /// What was announced, with its interval.
    #[serde(flatten)]
    pub announced: Estimate,
    /// What happened.
    pub happened: u32,
}

/// A total that was announced, without an interval.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Counted {
    /// What was announced.
    pub value: f64,
    /// What happened.
    pub happened: u64,
}

/// Customers of about the same chance.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tenth {
    /// How many they are.
    pub customers: u32,
    /// The mean of their chances.
    pub announced: f64,
    /// How many came back.
    pub returned: u32,
    /// That share, and between what the chance of such customers lies with 95 % (Wilson 1927).
    pub happened: Estimate,
    /// The purchases that were expected of them, and how many there were.
    pub purchases: Counted,
}

/// What customers with one history were told and did.
#[derive(Debug, Clone, Copy, Default)]
struct Alike {
    customers: u32,
    returned: u32,
    purchases: u64,
    chance: f64,
    expected: f64,
}

/// Half the width of an interval of 95 %, in standard deviations.
const WIDTH: f64 = 1.96;
/// No chance is so small or large that its being wrong costs everything.
const LEAST: f64 = 1e-15;

impl Shop<'_> {
    /// How right the figures were of the time until [`Self::until`]; their horizon has to be as long. `None` where nobody had
    /// been seen.
    #[must_use]
    pub fn held_out(&self, figures: &Figures<'_>) -> Option<HeldOut> {
        let places = figures.histories.places();
        let mut all: Vec<Alike> = figures
            .histories
            .distinct_ones()
            .map(|(history, _)| Alike {
                chance: figures.fit.chance(&history, figures.horizon).value,
                expected: figures.fit.expected_value(&history, figures.horizon),
                ..Alike::default()
            })
            .collect();
        let mut spending: Vec<(f64, u64)> = Vec::new();
        let newcomer = figures.spend.and_then(|fit| fit.mean(None));
        for seen in self.each(&self.of().purchases, false) {
            let alike = all.get_mut(places.find(&seen.history)?)?;
            alike.customers += 1;
            alike.returned += u32::from(seen.bought_later > 0);
            alike.purchases += u64::from(seen.bought_later);
            if let Some(fit) = figures.spend {
                let own = seen.spend().and_then(|spend| fit.mean(Some(&spend)));
                let worth = own.or(newcomer).map_or(1.0, |worth| worth.value);
                spending.push((alike.expected * worth, seen.spent_later));
            }
        }
        all.sort_unstable_by(|one, other| {
            let chance = one.chance.total_cmp(&other.chance);
            chance.then(one.expected.total_cmp(&other.expected))
        });
        let n: u32 = all.iter().map(|alike| alike.customers).sum();
        let of_each =
            |figure: fn(&Alike) -> f64| all.iter().map(figure).sum::<f64>() / f64::from(n);
        let bought = all
            .iter()
            .map(|alike| (alike.expected, alike.customers, alike.purchases))
            .collect();
        let spent = spending
            .into_iter()
            .map(|(worth, spent)| (worth, 1, spent))
            .collect();
        (n > 0).then(|| HeldOut {
            customers: n,
            log_loss: of_each(Alike::log_loss),
            brier: of_each(Alike::brier),
            auc: auc(&all),
            returns: returns(&all),
            purchases: purchases(&all),
            tenths: tenths(&all, n),
            top_tenth_purchases: top_tenth(bought),
            top_tenth_spend: figures.spend.and_then(|_| top_tenth(spent)),
        })
    }
}

impl Alike {
    fn returned(&self) -> f64 {
        f64::from(self.returned)
    }

    fn stayed_away(&self) -> f64 {
        f64::from(self.customers - self.returned)
    }

    fn log_loss(&self) -> f64 {
        let chance = self.chance.clamp(LEAST, 1.0 - LEAST);
        -self.returned() * chance.ln() - self.stayed_away() * (-chance).ln_1p()
    }

    fn brier(&self) -> f64 {
        self.returned() * (1.0 - self.chance).powi(2) + self.stayed_away() * self.chance.powi(2)
    }
}

fn auc(all: &[Alike]) -> Option<f64> {
    let mut ranked = all.to_vec();
    ranked.sort_unstable_by(|one, other| one.expected.total_cmp(&other.expected));
    let (mut below, mut pairs, mut right) = (0.0, 0.0, 0.0);
    for tied in ranked.chunk_by(|one, other| one.expected == other.expected) {
        let returned: f64 = tied.iter().map(Alike::returned).sum();
        let away: f64 = tied.iter().map(Alike::stayed_away).sum();
        right += returned * (below + 0.5 * away);
        below += away;
        pairs += returned;
    }
    pairs *= below;
    (pairs > 0.0).then(|| right / pairs)
}

/// A sum of chances is nearly normal: its variance is the sum of those of each.
fn returns(all: &[Alike]) -> Announced {
    let (mut sum, mut variance, mut customers, mut happened) = (0.0, 0.0, 0.0, 0);
    for alike in all {
        let n = f64::from(alike.customers);
        sum += n * alike.chance;
        variance += n * alike.chance * (1.0 - alike.chance);
        customers += n;
        happened += alike.returned;
    }
    let away = WIDTH * variance.max(0.0).sqrt();
    Announced {
        announced: Estimate {
            value: sum,
            low: (sum - away).max(0.0),
            high: (sum + away).min(customers).max(sum),
        },
        happened,
    }
}

fn purchases(all: &[Alike]) -> Counted {
    Counted {
        value: all
            .iter()
            .map(|alike| f64::from(alike.customers) * alike.expected)
            .sum(),
        happened: all.iter().map(|alike| alike.purchases).sum(),
    }
}

fn tenths(all: &[Alike], n: u32) -> Vec<Tenth> {
    let mut tenths = Vec::new();
    let (mut start, mut before) = (0, 0_u64);
    for (at, alike) in (1..).zip(all) {
        before += u64::from(alike.customers);
        let next = all.get(at);
        // As soon as the next tenth of all is full, unless the next has the very same chance.
        let full = before * 10 >= u64::from(n) * (tenths.len() as u64 + 1);
        if next.is_none() || full && next.is_some_and(|next| next.chance > alike.chance) {
            let some = all.get(start..at).unwrap_or_default();
            let customers: u32 = some.iter().map(|alike| alike.customers).sum();
            if customers > 0 {
                tenths.push(tenth(some, customers));
            }
            start = at;
        }
    }
    tenths
}

fn tenth(some: &[Alike], customers: u32) -> Tenth {
    let n = f64::from(customers);
    let returned: u32 = some.iter().map(|alike| alike.returned).sum();
    let chances = some
        .iter()
        .map(|alike| f64::from(alike.customers) * alike.chance);
    Tenth {
        customers,
        announced: chances.sum::<f64>() / n,
        returned,
        happened: wilson(f64::from(returned), n),
        purchases: purchases(some),
    }
}

/// A share and its interval (Wilson 1927, "Probable inference, the law of succession, and statistical inference").
fn wilson(some: f64, n: f64) -> Estimate {
    let (share, square) = (some / n, WIDTH * WIDTH);
    let middle = (share + square / (2.0 * n)) / (1.0 + square / n);
    let away =
        WIDTH * (share * (1.0 - share) / n + square / (4.0 * n * n)).sqrt() / (1.0 + square / n);
    Estimate {
        value: share,
        low: (middle - away).clamp(0.0, share),
        high: (middle + away).clamp(share, 1.0),
    }
}

/// The share of the whole that falls to the tenth of customers with the largest scores: a score, how many have it, and what
/// they have together. Of those with the very score at the edge, the part that fits has its part.
fn top_tenth(mut ranked: Vec<(f64, u32, u64)>) -> Option<f64> {
    ranked.sort_unstable_by(|one, other| other.0.total_cmp(&one.0));
    let whole: u64 = ranked.iter().map(|(_, _, amount)| amount).sum();
    let mut room = ranked.iter().map(|(_, n, _)| f64::from(*n)).sum::<f64>() / 10.0;
    let mut top = 0.0;
    for tied in ranked.chunk_by(|one, other| one.0 == other.0) {
        let n: f64 = tied.iter().map(|(_, n, _)| f64::from(*n)).sum();
        let amount: u64 = tied.iter().map(|(_, _, amount)| amount).sum();
        let part = (room / n).min(1.0);
        top += part * amount as f64;
        room -= part * n;
        if room <= 0.0 {
            break;
        }
    }
    (whole > 0).then(|| top / whole as f64)
}

#[cfg(test)]
mod tests;
