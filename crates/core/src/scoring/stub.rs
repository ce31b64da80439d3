#![allow(missing_docs, missing_debug_implementations, clippy::all)]
pub use super::evidence::*;
pub use super::past::Past;
pub use super::voice::Voice;
use super::*;
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Silence {
    #[error("{n} customers, {needed} needed")]
    TooFewCustomers { n: u32, needed: u32 },
    #[error("{n} returns, {needed} needed")]
    TooFewReturns { n: u32, needed: u32 },
    #[error("{days} days, {needed} needed")]
    TooShort { days: u32, needed: u32 },
}
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Speaker {
    pub voice: Voice,
    pub rough: bool,
    pub border: Option<Border>,
    pub evidence: Evidence,
    fit: Fit,
}
pub struct Quick {
    pub chance: f32,
    pub worth: i64,
    pub worth_if_back: i64,
}
impl Speaker {
    fn h(p: &Past, t: i32) -> History {
        let s = f64::from(t - p.first).max(0.0);
        let l = f64::from(p.last - p.first).clamp(0.0, s);
        if l > 0.0 {
            History::new(p.visits - 1, l, s).unwrap()
        } else {
            History::new(0, 0.0, s).unwrap()
        }
    }
    pub fn chance(&self, p: &Past, t: i32) -> Estimate {
        self.fit.chance(&Self::h(p, t), 90.0)
    }
    pub fn back_by(&self, p: &Past, t: i32) -> Option<i32> {
        self.fit
            .back_by(&Self::h(p, t), 365.0)
            .map(|e| t + e.value as i32)
    }
    pub fn worth(&self, p: &Past, t: i32) -> Option<Estimate> {
        let e = self.fit.expected(&Self::h(p, t), 365.0);
        let m = p.spent as f64 / p.visits as f64;
        Some(Estimate {
            value: e.value * m,
            low: e.low * m,
            high: e.high * m,
        })
    }
    pub fn quick(&self, p: &Past, t: i32) -> Quick {
        let m = p.spent as f64 / p.visits as f64;
        Quick {
            chance: self.chance(p, t).value as f32,
            worth: (self.fit.expected_value(&Self::h(p, t), 365.0) * m) as i64,
            worth_if_back: (self.fit.expected_value(&Self::h(p, p.last), 365.0) * m) as i64,
        }
    }
}
pub struct Learner {
    today: i32,
    shop: f64,
    all: Vec<History>,
}
impl Learner {
    pub fn new(today: i32, shop: f64) -> Self {
        Self {
            today,
            shop,
            all: Vec::new(),
        }
    }
    pub fn hear(&mut self, _k: u64, p: &[(i32, i64)]) {
        if let Some(p) = Past::seen(p, self.today, self.shop) {
            self.all.push(Speaker::h(&p, self.today));
        }
    }
    pub fn choose(self) -> Result<Speaker, Silence> {
        if self.all.len() < 10 {
            return Err(Silence::TooFewCustomers {
                n: self.all.len() as u32,
                needed: 10,
            });
        }
        let h = Histories::gather_all(&self.all);
        let fit = fit(Model::MbgNbd, &h, &Prior::shop(Model::MbgNbd, self.shop))
            .map_err(|_| Silence::TooFewReturns { n: 0, needed: 5 })?;
        Ok(Speaker {
            voice: Voice::MbgNbd,
            rough: false,
            border: fit.border,
            evidence: Evidence {
                customers: h.customers() as u32,
                returns: h.repeats() as u32,
                ..Evidence::default()
            },
            fit,
        })
    }
}
pub fn wilson(h: f64, n: f64) -> (f64, f64) {
    if n <= 0.0 {
        return (0.0, 1.0);
    }
    let p = h / n;
    let z = 1.96f64;
    let d = 1.0 + z * z / n;
    let c = p + z * z / (2.0 * n);
    let w = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    ((c - w) / d, (c + w) / d)
}
