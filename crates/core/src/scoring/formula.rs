//! A chance learnt from what happened before: a logistic regression on what is known of customers.

use super::newton::{Slope, climb, inverse, negated};
use super::past::Past;
use super::pool::MODELS;
use super::special::soft_plus;
use super::voice::Voice;

/// The most weights a formula has, the constant included.
pub(super) const N: usize = 10;
/// How large weights are thought to be, as standard deviations: of the constant, and of the others per standard deviation of
/// what they weigh.
const CONSTANT: f64 = 10.0;
const WEIGHT: f64 = 1.0;
/// The same where models speak as well, which it is to correct as little as need be.
const CORRECTION: [f64; 2] = [0.5, 0.3];
/// How far a weight is looked for.
const FAR: f64 = 30.0;

/// Between what fifths of the customers lie: of recency, frequency and money.
type Fifths = [[f64; 4]; 3];

/// One customer to learn from, or to speak of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    pub past: &'a Past,
    /// The day.
    pub today: i32,
    /// The logits of the chances the models of the pool give.
    pub logits: [f64; MODELS.len()],
}

impl<'a> Known<'a> {
    /// Without any model.
    pub const fn alone(past: &'a Past, today: i32) -> Self {
        Self {
            past,
            today,
            logits: [0.0; MODELS.len()],
        }
    }
}

/// A logistic regression.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Formula {
    voice: Voice,
    /// Of each trait: its mean, standard deviation, and between what it lay where the formula was learnt.
    centre: [f64; N],
    scale: [f64; N],
    low: [f64; N],
    high: [f64; N],
    weights: [f64; N],
    covariance: [[f64; N]; N],
    fifths: Fifths,
}

impl Formula {
    /// Learn from customers and whether they returned. `None` where that cannot be told from them.
    pub fn learn(voice: Voice, all: &[(Known, bool)]) -> Option<Self> {
        let used = traits(voice);
        let fifths = fifths(all.iter().map(|(known, _)| (known.past, known.today)));
        let mut formula = Self {
            voice,
            centre: [0.0; N],
            scale: [1.0; N],
            low: [f64::MIN; N],
            high: [f64::MAX; N],
            weights: [0.0; N],
            covariance: [[0.0; N]; N],
            fifths,
        };
        let raw: Vec<[f64; N]> = all.iter().map(|(known, _)| formula.raw(known)).collect();
        let n = raw.len() as f64;
        for i in 1..used {
            let mean = raw.iter().map(|row| row[i]).sum::<f64>() / n;
            let square = raw.iter().map(|row| (row[i] - mean).powi(2)).sum::<f64>() / n;
            formula.centre[i] = mean;
            formula.scale[i] = if square > 1e-12 { square.sqrt() } else { 1.0 };
            formula.low[i] = raw.iter().map(|row| row[i]).fold(f64::MAX, f64::min);
            formula.high[i] = raw.iter().map(|row| row[i]).fold(f64::MIN, f64::max);
        }
        let rows: Vec<([f64; N], f64, bool)> = raw
            .into_iter()
            .zip(all)
            .map(|(row, (known, returned))| {
                (formula.standard(row), formula.offset(known), *returned)
            })
            .collect();
        let [constant, weight] = match voice {
            Voice::Pool => CORRECTION,
            _ => [CONSTANT, WEIGHT],
        };
        let firm = |at: usize| if at == 0 { constant } else { weight }.powi(-2);
        let start = [0.0; N];
        let peak = climb(start, &[(-FAR, FAR); N], |weights| {
            hill(weights, &rows, used, firm)
        })?;
        formula.weights = peak.at;
        formula.covariance = inverse(&negated(&peak.slope.hessian))?;
        Some(formula)
    }

    /// The fifths of those who are spoken of now.
    pub fn among<'a>(&mut self, all: impl Iterator<Item = (&'a Past, i32)>) {
        self.fifths = fifths(all);
    }

    /// The logit of the chance.
    pub fn logit(&self, known: &Known) -> f64 {
        let row = self.standard(self.raw(known));
        self.offset(known) + dot(&self.weights, &row)
    }

    /// The variance of it, the models being sure.
    pub fn variance(&self, known: &Known) -> f64 {
        let row = self.standard(self.raw(known));
        let by: f64 = self
            .covariance
            .iter()
            .zip(row)
            .map(|(cells, cell)| cell * dot(cells, &row))
            .sum();
        by.max(0.0)
    }

    fn offset(&self, known: &Known) -> f64 {
        match self.voice {
            Voice::Pool => f64::midpoint(known.logits[1], known.logits[2]),
            _ => 0.0,
        }
    }

    fn standard(&self, mut row: [f64; N]) -> [f64; N] {
        for (i, cell) in row.iter_mut().enumerate() {
            *cell = (cell.clamp(self.low[i], self.high[i]) - self.centre[i]) / self.scale[i];
        }
        row
    }

    /// What is weighed, the constant first.
    fn raw(&self, known: &Known) -> [f64; N] {
        let past = known.past;
        let since = past.since(known.today);
        let recency = since.ln_1p();
        let late = ((since + 1.0) / past.rhythm.max(1.0)).ln();
        let visits = f64::from(past.visits.max(1)).ln();
        let once = f64::from(u8::from(past.visits <= 1));
        let each = past.each().ln_1p();
        let [_, mbg, pareto, regular] = known.logits;
        let (one, other) = (f64::midpoint(mbg, pareto), regular);
        match self.voice {
            Voice::Lateness => [1.0, late, late * late, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
            Voice::Recency => [
                1.0,
                recency,
                recency * recency,
                0.0,
                0.0,
                0.0,
                0.0,
                0.0,
                0.0,
                0.0,
            ],
            Voice::Rfm => [
                1.0,
                self.fifth(past, since),
                0.0,
                0.0,
                0.0,
                0.0,
                0.0,
                0.0,
                0.0,
                0.0,
            ],
            Voice::Pool => [
                1.0,
                one,
                one - other,
                once,
                visits,
                recency,
                late,
                late * late,
                each,
                recency * visits,
            ],
            _ => [
                1.0,
                once,
                visits,
                recency,
                late,
                late * late,
                each,
                recency * visits,
                0.0,
                0.0,
            ],
        }
    }

    /// The fifths they are in, added up: 0 to 12.
    fn fifth(&self, past: &Past, since: f64) -> f64 {
        let values = rfm(past, since);
        let above = |i: usize| {
            let edges = self.fifths[i].iter();
            edges.filter(|edge| values[i] > **edge).count() as f64
        };
        above(0) + above(1) + above(2)
    }
}

/// How many weights a voice has.
const fn traits(voice: Voice) -> usize {
    match voice {
        Voice::Lateness | Voice::Recency => 3,
        Voice::Rfm => 2,
        Voice::Pool => 10,
        _ => 8,
    }
}

fn rfm(past: &Past, since: f64) -> [f64; 3] {
    [-since, f64::from(past.visits), past.spent as f64]
}

fn fifths<'a>(all: impl Iterator<Item = (&'a Past, i32)>) -> Fifths {
    let mut columns: [Vec<f64>; 3] = Default::default();
    for (past, today) in all {
        let values = rfm(past, past.since(today));
        for (column, value) in columns.iter_mut().zip(values) {
            column.push(value);
        }
    }
    columns.map(|mut column| {
        column.sort_unstable_by(f64::total_cmp);
        let at = |fifth: usize| column.get(column.len() * fifth / 5).copied();
        [1, 2, 3, 4].map(|fifth| at(fifth).unwrap_or_default())
    })
}

fn dot(one: &[f64; N], other: &[f64; N]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

/// The penalised log-likelihood of what happened.
fn hill(
    weights: &[f64; N],
    rows: &[([f64; N], f64, bool)],
    used: usize,
    firm: impl Fn(usize) -> f64,
) -> Slope<N> {
    let mut slope = Slope::FLAT;
    for (row, offset, returned) in rows {
        let logit = offset + dot(weights, row);
        let (more, chance) = soft_plus(logit);
        let happened = f64::from(u8::from(*returned));
        slope.value += happened * logit - more;
        let (away, bend) = (happened - chance, chance * (1.0 - chance));
        for i in 0..used {
            slope.gradient[i] += away * row[i];
            let part = bend * row[i];
            for (cell, other) in slope.hessian[i][..=i].iter_mut().zip(row) {
                *cell -= part * other;
            }
        }
    }
    for (i, weight) in weights.iter().enumerate() {
        for j in 0..i {
            slope.hessian[j][i] = slope.hessian[i][j];
        }
        let firm = firm(i);
        slope.value -= 0.5 * firm * weight * weight;
        slope.gradient[i] -= firm * weight;
        slope.hessian[i][i] -= firm;
    }
    slope
}
