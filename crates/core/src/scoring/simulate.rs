//! Customers made up by a model's own story, from a seed: what fits are tested and timed on.

use super::Model;

/// Dice that fall alike for the same seed (SplitMix64: Steele, Lea & Flood 2014).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice of a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Anything between 0 and 1, neither of them.
    pub fn uniform(&mut self) -> f64 {
        ((self.word() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    /// An exponential waiting time of mean 1.
    pub fn waiting(&mut self) -> f64 {
        -self.uniform().ln()
    }

    fn normal(&mut self) -> f64 {
        let radius = (2.0 * self.waiting()).sqrt();
        radius * (std::f64::consts::TAU * self.uniform()).cos()
    }

    /// A Gamma(shape, 1) number (Marsaglia & Tsang 2000).
    pub fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            let boost = (self.uniform().ln() / shape).exp();
            return self.gamma(shape + 1.0) * boost;
        }
        let d = shape - 1.0 / 3.0;
        let c = (9.0 * d).sqrt().recip();
        loop {
            let x = self.normal();
            let v = (1.0 + c * x).powi(3);
            if v > 0.0 && self.waiting() > d * v - d - d * v.ln() - 0.5 * x * x {
                return d * v;
            }
        }
    }

    /// A Beta(a, b) number.
    pub fn beta(&mut self, a: f64, b: f64) -> f64 {
        let (one, other) = (self.gamma(a), self.gamma(b));
        one / (one + other)
    }
}

/// What becomes of one customer, from their first purchase on.
#[derive(Debug, Clone, PartialEq)]
pub struct Life {
    /// When they buy again, in order, as far as was asked.
    pub purchases: Vec<f64>,
    /// When they leave for good; infinite if that is later than was asked.
    pub leaves: f64,
}

impl Life {
    /// The life of a customer of this model until `end`.
    #[must_use]
    pub fn of(model: Model, parameters: &[f64; 4], end: f64, dice: &mut Dice) -> Self {
        let [r, alpha, leave, stay] = *parameters;
        let rate = dice.gamma(r) / alpha;
        let mut life = Self {
            purchases: Vec::new(),
            leaves: f64::INFINITY,
        };
        // The chance to leave at a purchase, and the time of leaving where there is none.
        let (chance, until) = if model == Model::ParetoNbd {
            let until = dice.waiting() / (dice.gamma(leave) / stay);
            if until <= end {
                life.leaves = until;
            }
            (0.0, until.min(end))
        } else {
            (dice.beta(leave, stay), end)
        };
        if matches!(model, Model::MbgNbd | Model::MbgCnbd(_)) && dice.uniform() < chance {
            life.leaves = 0.0;
            return life;
        }
        let mut now = 0.0;
        loop {
            now += (0..model.regularity()).map(|_| dice.waiting()).sum::<f64>() / rate;
            if now > until {
                return life;
            }
            life.purchases.push(now);
            if dice.uniform() < chance {
                life.leaves = now;
                return life;
            }
        }
    }

    /// How many purchases there are until `time`.
    #[must_use]
    pub fn until(&self, time: f64) -> usize {
        self.purchases.partition_point(|when| *when <= time)
    }
}
