//! A purchase in twelve bytes, so that millions of them are sorted where they lie.

/// Who, on what day, for how much.
///
/// They sort by customer, then by day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Packed {
    customer: u32,
    high: u32,
    low: u32,
}

/// The bits of an amount; the rest of 64 is for the day.
const AMOUNT: u32 = 47;
/// The largest amount, in ten-thousandths: fourteen thousand million.
pub(super) const MOST: u64 = (1 << AMOUNT) - 1;

impl Packed {
    /// `day` is below 2¹⁷ and `amount` at most [`MOST`]; what is larger is cut off.
    pub const fn new(customer: u32, day: u32, amount: u64) -> Self {
        let both = (day as u64) << AMOUNT | (amount & MOST);
        Self {
            customer,
            high: (both >> 32) as u32,
            low: both as u32,
        }
    }

    pub const fn customer(self) -> u32 {
        self.customer
    }

    /// The day, counted as it was given.
    pub const fn day(self) -> u32 {
        self.high >> (AMOUNT - 32)
    }

    /// The amount in ten-thousandths.
    pub const fn amount(self) -> u64 {
        ((self.high as u64) << 32 | self.low as u64) & MOST
    }

    /// This and another purchase of the same customer and day as one, unless that is too much for one.
    pub fn and(self, amount: u64) -> Option<Self> {
        let sum = self.amount() + amount;
        (sum <= MOST).then(|| Self::new(self.customer, self.day(), sum))
    }
}

/// Purchases from which two threads sort faster than one.
const ENOUGH_FOR_TWO: usize = 100_000;

/// Sort purchases where they lie.
pub(super) fn sort(purchases: &mut [Packed]) {
    let middle = purchases.len() / 2;
    if purchases.len() < ENOUGH_FOR_TWO {
        purchases.sort_unstable();
        return;
    }
    let (low, _, high) = purchases.select_nth_unstable(middle);
    // Should there be no second thread, both halves are this one's.
    let low = std::sync::Mutex::new(Some(low));
    let sort_low = || {
        if let Some(low) = low.lock().ok().and_then(|mut low| low.take()) {
            low.sort_unstable();
        }
    };
    std::thread::scope(|scope| {
        let second = std::thread::Builder::new().spawn_scoped(scope, sort_low);
        high.sort_unstable();
        if second.is_err() {
            sort_low();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out() {
        for (customer, day, amount) in [
            (0, 0, 0),
            (u32::MAX, (1 << 17) - 1, MOST),
            (7, 35_000, 11_770_000),
        ] {
            let packed = Packed::new(customer, day, amount);
            assert_eq!(
                (packed.customer(), packed.day(), packed.amount()),
                (customer, day, amount)
            );
        }
        assert_eq!(Packed::new(1, 2, MOST).and(1), None);
        assert_eq!(Packed::new(1, 2, 3).and(4), Some(Packed::new(1, 2, 7)));
    }

    #[test]
    fn many_are_sorted_like_few() {
        let mut dice = 1_u64;
        let mut purchases: Vec<Packed> = (0..250_000)
            .map(|_| {
                dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let word = (dice >> 33) as u32;
                Packed::new(word % 1000, word / 1000 % 5000, u64::from(word) % 97)
            })
            .collect();
        let mut plain = purchases.clone();
        plain.sort();
        sort(&mut purchases);
        assert_eq!(purchases, plain);
    }
}
