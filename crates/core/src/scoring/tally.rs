//! Counting equal histories.
//!
//! Nearly always times are whole days, counted in days or in weeks. Then a history fits into 64 bits, and counting a
//! million of them is a walk through one small table; whatever does not fit is counted the long way.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::history::History;

/// A history as what it is counted under. Times are positive, so their bits are in their order.
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

/// A week's seventh is a day, and a day seven sevenths: both are whole numbers of these.
const PARTS: f64 = 7.0;
/// The bits of a time in a packed key, and of the number of repeats.
const TIME: u32 = 20;
const REPEATS: u32 = 64 - 2 * TIME;

/// A history in 64 bits, in the order of [`Key`]; `None` when it does not fit. Unpacked it is the same to the last bit.
pub(super) fn pack(repeats: u32, last: f64, span: f64) -> Option<u64> {
    let (last, span) = (parts(last)?, parts(span)?);
    (repeats >> REPEATS == 0)
        .then(|| u64::from(repeats) << (2 * TIME) | u64::from(last) << TIME | u64::from(span))
}

fn parts(time: f64) -> Option<u32> {
    // Adding one half and cutting off is rounding: it saturates, and what is too large fails below.
    let parts = (time * PARTS + 0.5) as u32;
    (parts >> TIME == 0 && f64::from(parts) / PARTS == time).then_some(parts)
}

fn unpack(packed: u64) -> Key {
    // Masked to TIME bits, or shifted down to REPEATS: neither cuts anything off.
    let part = |shift: u32| (packed >> shift) as u32 & ((1 << TIME) - 1);
    let time = |shift| f64::from(part(shift)) / PARTS;
    Key::of((packed >> (2 * TIME)) as u32, time(TIME), time(0))
}

/// Whole numbers by packed history, where no history is met twice.
#[derive(Debug)]
pub(super) struct Slots<V> {
    /// A key and what goes with it.
    slots: Vec<(u64, V)>,
    used: usize,
}

/// An empty slot: a last purchase after the end, which no history has.
const EMPTY: u64 = 1 << TIME;

impl<V: Copy + Default> Slots<V> {
    pub fn new() -> Self {
        Self {
            slots: vec![(EMPTY, V::default()); 1 << 10],
            used: 0,
        }
    }

    /// What goes with each of some keys, all different, in as little room as they are still found quickly in.
    pub fn of(many: usize, each: impl Iterator<Item = (u64, V)>) -> Self {
        let room = (many + many / 8 + 1).next_power_of_two();
        let mut slots = Self {
            slots: vec![(EMPTY, V::default()); room],
            used: many,
        };
        for (key, value) in each.take(many) {
            let at = slots.find(key);
            slots.slots[at] = (key, value);
        }
        slots
    }

    /// What goes with a key, made when it is new.
    #[inline]
    pub fn at(&mut self, key: u64) -> &mut V {
        if self.used * 3 > self.slots.len() * 2 {
            self.grow();
        }
        let at = self.find(key);
        let (found, value) = &mut self.slots[at];
        if *found == EMPTY {
            *found = key;
            self.used += 1;
        }
        value
    }

    #[inline]
    pub fn get(&self, key: u64) -> Option<V> {
        let (found, value) = self.slots[self.find(key)];
        (found != EMPTY).then_some(value)
    }

    /// The slot of a key, or the empty one it would go to.
    #[inline]
    fn find(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        // Multiplying mixes upwards: the upper half knows all of the key.
        let mut at = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & mask;
        while self.slots[at].0 != key && self.slots[at].0 != EMPTY {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let larger = vec![(EMPTY, V::default()); self.slots.len() * 2];
        for (key, value) in std::mem::replace(&mut self.slots, larger) {
            if key != EMPTY {
                let at = self.find(key);
                self.slots[at] = (key, value);
            }
        }
    }

    fn sorted(mut self) -> Vec<(u64, V)> {
        self.slots.retain(|(key, _)| *key != EMPTY);
        self.slots.shrink_to_fit();
        self.slots.sort_unstable_by_key(|(key, _)| *key);
        self.slots
    }
}

/// A sum of numbers that is the same to the last bit whatever their order: whole numbers of 2⁻²⁰ and of 2⁻⁶⁰.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    coarse: i128,
    fine: i128,
}

/// 2²⁰.
const STEP: f64 = 1_048_576.0;

impl Sum {
    fn add(&mut self, number: f64) {
        // Beyond 8 million million the cast saturates: no sum of logarithms of gaps comes near.
        let coarse = (number * STEP) as i64;
        let rest = number - coarse as f64 / STEP;
        self.coarse += i128::from(coarse);
        self.fine += i128::from((rest * STEP * STEP * STEP) as i64);
    }

    fn value(self) -> f64 {
        self.coarse as f64 / STEP + self.fine as f64 / STEP / STEP / STEP
    }
}

/// Histories being counted.
#[derive(Debug)]
pub(super) struct Tally {
    packed: Slots<f64>,
    wide: BTreeMap<Key, f64>,
    log_gaps: Option<Sum>,
}

/// Histories counted, in their order.
#[derive(Debug)]
pub(super) struct Counted {
    packed: Vec<(u64, f64)>,
    /// What another thread counted: the two are gone through side by side, and never are in one list.
    beside: Vec<(u64, f64)>,
    wide: BTreeMap<Key, f64>,
    log_gaps: Option<Sum>,
}

impl Tally {
    pub fn new() -> Self {
        Self {
            packed: Slots::new(),
            wide: BTreeMap::new(),
            log_gaps: Some(Sum::default()),
        }
    }

    /// Count histories, each once.
    pub fn of(histories: impl Iterator<Item = History>) -> Self {
        let mut tally = Self::new();
        for history in histories {
            tally.count(&history, 1.0);
        }
        tally
    }

    #[inline]
    pub fn count(&mut self, history: &History, weight: f64) {
        let (repeats, last, span) = (history.repeats(), history.last(), history.span());
        match pack(repeats, last, span) {
            Some(key) => *self.packed.at(key) += weight,
            None => *self.wide.entry(Key::of(repeats, last, span)).or_default() += weight,
        }
        match (&mut self.log_gaps, history.log_gaps()) {
            // Who came only once has none, and that is most.
            (Some(_), Some(0.0)) => {}
            (Some(sum), Some(more)) => sum.add(weight * more),
            (_, None) => self.log_gaps = None,
            (None, _) => {}
        }
    }

    pub fn counted(self) -> Counted {
        Counted {
            packed: self.packed.sorted(),
            beside: Vec::new(),
            wide: self.wide,
            log_gaps: self.log_gaps,
        }
    }
}

impl Counted {
    /// All that either counted, each being what one thread did.
    pub fn with(mut self, other: Self) -> Self {
        for (key, weight) in other.wide {
            *self.wide.entry(key).or_default() += weight;
        }
        Self {
            beside: other.packed,
            log_gaps: match (self.log_gaps, other.log_gaps) {
                (Some(one), Some(more)) => Some(Sum {
                    coarse: one.coarse + more.coarse,
                    fine: one.fine + more.fine,
                }),
                _ => None,
            },
            ..self
        }
    }

    /// The sum of the logarithms of gaps, unless somebody's is not known.
    pub fn log_gaps(&self) -> Option<f64> {
        self.log_gaps.map(Sum::value)
    }

    /// Show every history with its weight, in their order.
    pub fn each(self, show: &mut dyn FnMut(Key, f64)) {
        let mut wide = self.wide.into_iter().peekable();
        for (packed, weight) in merged(&self.packed, &self.beside) {
            let key = unpack(packed);
            while let Some((before, more)) = wide.next_if(|(before, _)| *before < key) {
                show(before, more);
            }
            show(key, weight);
        }
        for (key, weight) in wide {
            show(key, weight);
        }
    }

    /// How many histories there are at most, each unlike any other.
    pub fn at_most(&self) -> usize {
        self.packed.len() + self.beside.len() + self.wide.len()
    }
}

/// Two lists in order as one, what is in both added up.
fn merged(one: &[(u64, f64)], other: &[(u64, f64)]) -> impl Iterator<Item = (u64, f64)> {
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    std::iter::from_fn(move || {
        let order = match (left.peek(), right.peek()) {
            (Some(a), Some(b)) => a.0.cmp(&b.0),
            (None, Some(_)) => Ordering::Greater,
            (_, None) => Ordering::Less,
        };
        match order {
            Ordering::Less => left.next().copied(),
            Ordering::Greater => right.next().copied(),
            Ordering::Equal => {
                let (key, weight) = left.next()?;
                Some((*key, weight + right.next()?.1))
            }
        }
    })
}
