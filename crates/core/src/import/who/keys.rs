//! Who has what, for millions of people: 64-bit fingerprints of keys to numbers, 12 bytes each and a little air.

/// What kind of key a fingerprint is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Of {
    Id,
    Phone,
    Email,
    Namesake,
    Name,
    Waiting,
    Word,
}

/// A fingerprint of a key. Two of four million keys share one once in two million files; names are compared besides.
pub(super) fn print(of: Of, parts: &[&str]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&[of as u8]);
    for part in parts {
        hasher.update(part.as_bytes()).update(&[0x1f]);
    }
    let mut key = [0; 8];
    hasher.finalize_xof().fill(&mut key);
    u64::from_le_bytes(key)
}

const SHARDS: usize = 64;

/// Numbers by fingerprint; one fingerprint may have several. In parts that grow one after the other, so that growing
/// never takes twice the room.
#[derive(Debug)]
pub(super) struct Keys(Vec<Shard>);

impl Default for Keys {
    fn default() -> Self {
        Self((0..SHARDS).map(|_| Shard::default()).collect())
    }
}

/// Open addressing, linear probing. A slot is the fingerprint in two halves and the number plus one; 0 is empty.
#[derive(Debug, Default)]
struct Shard {
    slots: Vec<[u32; 3]>,
    used: usize,
}

impl Keys {
    /// Adds a number under a fingerprint.
    pub(super) fn add(&mut self, print: u64, at: u32) {
        if let Some(shard) = self.0.get_mut(shard_of(print)) {
            shard.add(print, at);
        }
    }

    /// The numbers under a fingerprint, the first added first.
    pub(super) fn of(&self, print: u64) -> impl Iterator<Item = u32> {
        let shard = self.0.get(shard_of(print));
        shard.into_iter().flat_map(move |shard| shard.of(print))
    }

    /// The first number under a fingerprint.
    pub(super) fn first(&self, print: u64) -> Option<u32> {
        self.of(print).next()
    }
}

#[allow(clippy::cast_possible_truncation)] // six bits
const fn shard_of(print: u64) -> usize {
    (print >> 58) as usize
}

impl Shard {
    fn add(&mut self, print: u64, at: u32) {
        if (self.used + 1) * 5 > self.slots.len() * 4 {
            let size = (self.slots.len() * 5 / 4).max(16);
            let full = std::mem::replace(&mut self.slots, vec![[0; 3]; size]);
            // In the order they were added: what came first under a fingerprint stays first. A run that goes round
            // the end begins at the start of the table, so the walk begins after an empty slot.
            let from = full.iter().position(|slot| slot[2] == 0).unwrap_or(0);
            let (head, tail) = full.split_at(from);
            for slot in tail.iter().chain(head).filter(|slot| slot[2] != 0) {
                self.place(*slot);
            }
        }
        #[allow(clippy::cast_possible_truncation)] // its two halves
        self.place([(print >> 32) as u32, print as u32, at.saturating_add(1)]);
        self.used += 1;
    }

    fn place(&mut self, slot: [u32; 3]) {
        let print = u64::from(slot[0]) << 32 | u64::from(slot[1]);
        let mut here = self.home(print);
        while let Some(taken) = self.slots.get(here) {
            if taken[2] == 0 {
                break;
            }
            here = self.after(here);
        }
        if let Some(free) = self.slots.get_mut(here) {
            *free = slot;
        }
    }

    fn of(&self, print: u64) -> impl Iterator<Item = u32> {
        let mut here = self.home(print);
        std::iter::from_fn(move || {
            loop {
                let slot = self.slots.get(here).filter(|slot| slot[2] != 0)?;
                here = self.after(here);
                if u64::from(slot[0]) << 32 | u64::from(slot[1]) == print {
                    return Some(slot[2] - 1);
                }
            }
        })
    }

    #[allow(clippy::cast_possible_truncation)] // below the length
    fn home(&self, print: u64) -> usize {
        // The bits that chose the part say nothing here.
        ((u128::from(print << 6) * self.slots.len() as u128) >> 64) as usize
    }

    const fn after(&self, here: usize) -> usize {
        if here + 1 < self.slots.len() {
            here + 1
        } else {
            0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_all_of_many_in_the_order_they_came() {
        let mut keys = Keys::default();
        let key = |n: u32| print(Of::Phone, &[&(n / 3).to_string()]);
        for n in 0..30_000 {
            keys.add(key(n), n);
        }
        for n in (0..30_000).step_by(3) {
            assert_eq!(keys.of(key(n)).collect::<Vec<_>>(), [n, n + 1, n + 2]);
        }
        assert_eq!(keys.first(print(Of::Email, &["1"])), None);
        assert_eq!(Keys::default().first(7), None);
    }
}
