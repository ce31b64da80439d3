//! Counting equal histories.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::history::History;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub repeats: u32,
    /// The bits of `t_x`.
    pub last: u64,
    /// The bits of `T`.
    pub span: u64,
}

impl Key {
    pub const fn of(repeats: u32, last: f64, span: f64) -> Self {
        Self {
            repeats,
            last: last.to_bits(),
            span: span.to_bits(),
        }
    }
}

impl std::hash::Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(u64::from(self.repeats));
        state.write_u64(self.last);
        state.write_u64(self.span);
    }
}

#[derive(Debug)]
pub(super) struct Tally {
    pub weights: HashMap<Key, f64, BuildHasherDefault<Mix>>,
    pub log_gaps: Option<f64>,
}

impl Default for Tally {
    fn default() -> Self {
        Self {
            weights: HashMap::default(),
            log_gaps: Some(0.0),
        }
    }
}

impl Tally {
    pub fn count(&mut self, history: &History, weight: f64) {
        let key = Key::of(history.repeats(), history.last(), history.span());
        *self.weights.entry(key).or_insert(0.0) += weight;
        self.log_gaps = match (self.log_gaps, history.log_gaps()) {
            (Some(sum), Some(more)) => Some(sum + weight * more),
            _ => None,
        };
    }

    /// Count all that another counted.
    pub fn merge(&mut self, other: Self) {
        for (key, weight) in other.weights {
            *self.weights.entry(key).or_insert(0.0) += weight;
        }
        self.log_gaps = match (self.log_gaps, other.log_gaps) {
            (Some(one), Some(more)) => Some(one + more),
            _ => None,
        };
    }
}

/// A hash of three numbers that nobody chose to collide: a million rows go through it, and the standard one would be
/// half the time of a fit.
#[derive(Debug, Default)]
pub(super) struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, word: u64) {
        let mixed = (self.0.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 29);
    }
}
