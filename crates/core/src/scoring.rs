//! The chance that they come back: models of who buys again, how often and for how much, fitted to a shop's own past.
//!
//! Numbers in, numbers out: no database, no clock, no files. In reading order:
//! - [`history`]: what a model knows of a customer, and of all of them;
//! - [`fit`](mod@fit): a model's parameters from the histories, how sure they are, and when there is nothing to learn;
//! - [`prior`]: what to think while there are few customers;
//! - [`figures`]: what a fitted model says of one customer, each figure with its interval;
//! - [`spend`]: what a purchase is worth; [`regularity`]: how like clockwork customers come;
//! - [`past`] and [`learner`]: what is known of a customer on a day, and who hears it of everybody, once;
//! - `backtest`, `world`, `formula`, `pool`, `outcome`, `trial`: the shop's own past told ahead by every [`voice`], and
//!   who speaks from then on; [`evidence`] is what that rests on;
//! - [`speaker`]: what is said of a customer, with intervals or, by `swift`, of a million at once;
//! - the models' formulas, each with its paper: `dropout` (BG/NBD and its kin) and `pareto`; `ahead` counts what is to come;
//! - what these are computed with: [`special`], `newton`, `quadrature`.
//!
//! BG/NBD says that everybody who bought once is still there, by its very assumptions. Never rank or show by its chance of
//! being there alone: rank by [`Fit::expected`], show [`Fit::chance`].

mod ahead;
mod backtest;
mod dropout;
pub mod evidence;
pub mod figures;
pub mod fit;
mod formula;
pub mod history;
pub mod learner;
mod newton;
mod outcome;
mod pareto;
pub mod past;
mod pool;
pub mod prior;
mod quadrature;
pub mod regularity;
#[cfg(any(test, feature = "testing"))]
pub mod simulate;
pub mod speaker;
pub mod special;
pub mod spend;
mod swift;
mod tally;
mod trial;
pub mod voice;
mod world;

pub use evidence::{Bin, Cut, Evidence, Month, Trial};
pub use figures::Estimate;
pub use fit::{Border, Fit, NoFit, fit};
pub use history::{BadHistory, Histories, History};
pub use learner::{Learner, Silence};
pub use past::Past;
pub use prior::Prior;
pub use speaker::{Quick, Speaker};
pub(crate) use trial::wilson;
pub use voice::Voice;

use dropout::Dropout;
use history::Row;
use newton::Slope;

/// A story of how customers buy and leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Model {
    /// They may leave after each repeat purchase: Fader, Hardie & Lee 2005. Parameters r, α, a, b.
    BgNbd,
    /// They may leave after each purchase, the first too: Batislam, Denizel & Filiztekin 2007. Parameters r, α, a, b.
    MbgNbd,
    /// They may leave at any time: Schmittlein, Morrison & Colombo 1987. Parameters r, α, s, β.
    ParetoNbd,
    /// BG/NBD with a regularity k: Platzer & Reutterer 2016. 1 is buying at random, and so is 0. Parameters r, α, a, b.
    BgCnbd(u8),
    /// MBG/NBD with a regularity k. Parameters r, α, a, b.
    MbgCnbd(u8),
}

impl Model {
    /// The story in which they leave after a purchase; `None` where they leave at any time.
    fn dropout(self) -> Option<Dropout> {
        let (at_first, k) = match self {
            Self::BgNbd => (false, 1),
            Self::MbgNbd => (true, 1),
            Self::BgCnbd(k) => (false, k),
            Self::MbgCnbd(k) => (true, k),
            Self::ParetoNbd => return None,
        };
        Some(Dropout {
            at_first,
            regularity: u32::from(k.max(1)),
        })
    }

    /// How like clockwork customers come in this story; 1 is at random.
    #[must_use]
    pub fn regularity(self) -> u8 {
        match self {
            Self::BgCnbd(k) | Self::MbgCnbd(k) => k.max(1),
            Self::BgNbd | Self::MbgNbd | Self::ParetoNbd => 1,
        }
    }

    /// What the papers call the parameters, in their order.
    #[must_use]
    pub const fn parameters(self) -> [&'static str; 4] {
        match self {
            Self::ParetoNbd => ["r", "alpha", "s", "beta"],
            _ => ["r", "alpha", "a", "b"],
        }
    }

    /// ln of what in one customer's likelihood depends on the number of repeats alone, by the logarithms of the parameters.
    fn head(self, at: &[f64; 4], repeats: u32) -> Slope<4> {
        match self.dropout() {
            Some(dropout) => dropout.head(at, repeats),
            None => pareto::head(at, repeats),
        }
    }

    /// ln of the rest, summed over customers with as many repeats.
    fn tails(self, at: &[f64; 4], repeats: u32, rows: &[Row]) -> Slope<4> {
        match self.dropout() {
            Some(dropout) => dropout.tails(at, repeats, rows),
            None => pareto::tails(at, repeats, rows),
        }
    }

    /// Purchases to expect within `horizon` of somebody with this history.
    fn expected(self, at: &[f64; 4], history: &History, horizon: f64) -> f64 {
        let Some(dropout) = self.dropout() else {
            return self.alive(at, history)
                * pareto::expected_if_alive(at, history.repeats(), history.span(), horizon);
        };
        self.alive(at, history) * ahead::expected_if_alive(dropout, at, history, horizon)
    }

    /// The chance that somebody with this history is still there.
    fn alive(self, at: &[f64; 4], history: &History) -> f64 {
        let row = history.row_after(0.0);
        match self.dropout() {
            Some(dropout) => dropout.ln_alive(at, history.repeats(), &row).exp(),
            None => pareto::ln_alive(at, history.repeats(), &row).exp(),
        }
    }
}

#[cfg(test)]
mod tests;
