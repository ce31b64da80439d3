//! Who the customers of a file are: each name once, in one text, a number for each.

use std::borrow::Cow;

/// Names by number, in the order they were first met.
#[derive(Debug, Default)]
pub(super) struct Names {
    text: Vec<u8>,
    /// Where each name ends in the text.
    ends: Vec<u32>,
}

/// Names while they are being met.
#[derive(Debug)]
pub(super) struct Meeting {
    names: Names,
    /// The numbers of names at the place their hash says.
    places: Vec<u32>,
    /// A byte of the hash of who is at each place; 0 is an empty place. Few names have to be looked at that are others.
    tags: Vec<u8>,
}

impl Names {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The bytes of a name; none for a number that nobody has.
    pub fn bytes(&self, number: u32) -> &[u8] {
        let at = number as usize;
        let end = self.ends.get(at).copied().unwrap_or_default();
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = start.copied().unwrap_or_default();
        self.text
            .get(start as usize..end as usize)
            .unwrap_or_default()
    }

    /// The name as text: what is not UTF-8 is what Windows writes in western Europe.
    pub fn text(&self, number: u32) -> Cow<'_, str> {
        text_of(self.bytes(number))
    }
}

/// Bytes as text: what is not UTF-8 is what Windows writes in western Europe.
pub(super) fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(bytes)
                .0
        }
    }
}

impl Meeting {
    /// Room for about so many; there may come more.
    pub fn of_about(many: usize) -> Self {
        let places = (many / 3 * 4).clamp(1 << 12, 1 << 22).next_power_of_two();
        Self {
            names: Names::default(),
            // What is not used is never really there.
            places: vec![0; places],
            tags: vec![0; places],
        }
    }

    /// The number of a name whose hash is known. `None` when there is no room for more: four thousand million of them,
    /// or of their letters.
    pub fn meet(&mut self, name: &[u8], hash: u64) -> Option<u32> {
        let (mask, own) = (self.tags.len() - 1, tag(hash));
        let mut at = place(hash) & mask;
        while self.tags[at] != 0 {
            if self.tags[at] == own && self.names.bytes(self.places[at]) == name {
                return Some(self.places[at]);
            }
            at = (at + 1) & mask;
        }
        let end = u32::try_from(self.names.text.len() + name.len()).ok()?;
        let number = u32::try_from(self.names.len()).ok()?;
        (self.tags[at], self.places[at]) = (own, number);
        self.names.text.extend_from_slice(name);
        self.names.ends.push(end);
        if self.names.len() * 4 > self.tags.len() * 3 {
            self.grow();
        }
        Some(number)
    }

    fn grow(&mut self) {
        let mask = self.tags.len() * 2 - 1;
        // The old go before the new come: there is never both.
        (self.places, self.tags) = (Vec::new(), Vec::new());
        self.places.resize(mask + 1, 0);
        self.tags.resize(mask + 1, 0);
        let mut start = 0;
        for (number, end) in (0..).zip(&self.names.ends) {
            let end = *end as usize;
            let hash = hash(self.names.text.get(start..end).unwrap_or_default());
            start = end;
            let mut at = place(hash) & mask;
            while self.tags[at] != 0 {
                at = (at + 1) & mask;
            }
            (self.tags[at], self.places[at]) = (tag(hash), number);
        }
    }

    /// The name of a number that has been given.
    pub fn name(&self, number: u32) -> &[u8] {
        self.names.bytes(number)
    }

    pub fn done(self) -> Names {
        self.names
    }
}

/// A hash of a short text, eight letters at a time.
pub(super) fn hash(text: &[u8]) -> u64 {
    const MIX: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut state = text.len() as u64;
    let mut parts = text.chunks_exact(8);
    for part in &mut parts {
        let word = part.try_into().map_or(0, u64::from_le_bytes);
        state = (state.rotate_left(23) ^ word).wrapping_mul(MIX);
        state ^= state >> 29;
    }
    let mut word = 0_u64;
    for byte in parts.remainder() {
        word = word << 8 | u64::from(*byte);
    }
    state = (state.rotate_left(23) ^ word).wrapping_mul(MIX);
    (state ^ (state >> 32)).wrapping_mul(MIX)
}

/// Where a hash says to look first: multiplying mixes into the upper bits.
const fn place(hash: u64) -> usize {
    (hash >> 32) as usize
}

/// A byte of a hash that is not 0.
const fn tag(hash: u64) -> u8 {
    (hash >> 24) as u8 | 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_number() {
        let mut meeting = Meeting::of_about(0);
        for round in 0..2 {
            for i in 0..20_000_u32 {
                let name = format!("customer {i}");
                let met = meeting.meet(name.as_bytes(), hash(name.as_bytes()));
                assert_eq!(met, Some(i), "round {round}");
            }
        }
        assert_eq!(meeting.meet(b"", hash(b"")), Some(20_000));
        let names = meeting.done();
        assert_eq!(names.len(), 20_001);
        assert_eq!(names.text(7), "customer 7");
        assert_eq!(names.text(20_000), "");
    }

    #[test]
    fn names_that_are_no_utf8_are_read_all_the_same() {
        let mut meeting = Meeting::of_about(0);
        meeting.meet(b"Ren\xe9", hash(b"Ren\xe9"));
        assert_eq!(meeting.done().text(0), "René");
    }
}
