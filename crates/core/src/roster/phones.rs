//! Phone numbers, a digit in four bits, so that a part of a number is found without taking numbers apart.

use super::bits::Bits;

/// Everybody's numbers, in no order.
#[derive(Debug, Default)]
pub(super) struct Phones {
    numbers: Vec<u64>,
    whose: Vec<u32>,
}

/// Digits a number has at most: E.164 allows fifteen.
const MOST: usize = 16;

/// Digits from the left, and ones where there are none any more.
fn packed(digits: &str) -> Option<u64> {
    let digits = digits.strip_prefix('+').unwrap_or(digits).as_bytes();
    if digits.len() > MOST || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number = digits
        .iter()
        .fold(0, |number, digit| number << 4 | u64::from(digit - b'0'));
    let left = 4 * (MOST - digits.len()) as u32;
    Some(
        number.checked_shl(left).unwrap_or(0)
            | 1_u64.checked_shl(left).map_or(u64::MAX, |end| end - 1),
    )
}

impl Phones {
    pub(super) fn add(&mut self, slot: u32, phone: &str) {
        if let Some(number) = packed(phone) {
            self.numbers.push(number);
            self.whose.push(slot);
        }
    }

    /// The numbers of a customer, instead of those they had.
    pub(super) fn put(&mut self, slot: u32, phones: &[String]) {
        while let Some(at) = self.whose.iter().position(|whose| *whose == slot) {
            self.whose.swap_remove(at);
            self.numbers.swap_remove(at);
        }
        for phone in phones {
            self.add(slot, phone);
        }
    }

    /// Adds whoever has a number that begins with these digits.
    pub(super) fn beginning(&self, digits: &str, found: &mut Bits) {
        let Some((wanted, mask)) = pattern(digits) else {
            return;
        };
        for (number, slot) in self.numbers.iter().zip(&self.whose) {
            if (number ^ wanted) & mask == 0 {
                found.add(*slot);
            }
        }
    }

    /// Adds whoever has a number with these digits in it.
    pub(super) fn containing(&self, digits: &str, found: &mut Bits) {
        let Some((wanted, mask)) = pattern(digits) else {
            return;
        };
        let places = MOST - digits.len() + 1;
        for (number, slot) in self.numbers.iter().zip(&self.whose) {
            let mut hit = false;
            for place in 0..places {
                hit |= ((number << (4 * place)) ^ wanted) & mask == 0;
            }
            if hit {
                found.add(*slot);
            }
        }
    }
}

/// The digits to compare with, and which bits of a number they are compared with.
fn pattern(digits: &str) -> Option<(u64, u64)> {
    let wanted = packed(digits).filter(|_| !digits.is_empty())?;
    Some((wanted, u64::MAX << (4 * (MOST - digits.len()))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_numbers_are_found() {
        let mut phones = Phones::default();
        phones.add(1, "+33612345678");
        phones.add(2, "+3312");
        phones.add(3, "+123456789012345");
        let beginning = |digits| {
            let mut found = Bits::default();
            phones.beginning(digits, &mut found);
            found.iter().collect::<Vec<_>>()
        };
        let containing = |digits| {
            let mut found = Bits::default();
            phones.containing(digits, &mut found);
            found.iter().collect::<Vec<_>>()
        };
        assert_eq!(beginning("33"), [1, 2]);
        assert_eq!(beginning("336"), [1]);
        assert_eq!(beginning("33123"), Vec::<u32>::new());
        assert_eq!(containing("5678"), [1, 3]);
        assert_eq!(containing("12345"), [1, 3]);
        assert_eq!(containing("2345678"), [1, 3]);
        assert_eq!(containing("012345"), [3]);
        assert_eq!(containing("6787"), Vec::<u32>::new());
        assert_eq!(containing("1234567890123456789"), Vec::<u32>::new());
    }
}
