//! The first so many of very many, without sorting them all.

/// The first so many of what passes by, the smallest key first, then the smallest slot.
pub(super) struct Best<K> {
    wanted: usize,
    passed: u32,
    /// Nothing above this is among the first.
    bar: Option<(K, u32)>,
    kept: Vec<(K, u32)>,
}

impl<K: Ord + Copy> Best<K> {
    pub(super) const fn new(wanted: usize) -> Self {
        Self {
            wanted,
            passed: 0,
            bar: None,
            kept: Vec::new(),
        }
    }

    pub(super) fn take(&mut self, one: (K, u32)) {
        self.passed += 1;
        if self.bar.is_some_and(|bar| one > bar) {
            return;
        }
        self.kept.push(one);
        if self.kept.len() >= self.wanted.saturating_mul(2).max(256) {
            self.weed();
        }
    }

    fn weed(&mut self) {
        if self.kept.len() > self.wanted && self.wanted > 0 {
            self.kept.select_nth_unstable(self.wanted - 1);
            self.kept.truncate(self.wanted);
            self.bar = self.kept.last().copied();
        } else if self.wanted == 0 {
            self.kept.clear();
        }
    }

    /// The first of what passed by either.
    pub(super) fn join(mut self, other: Self) -> Self {
        self.passed += other.passed;
        self.kept.extend(other.kept);
        self.weed();
        self
    }

    /// How many passed by, and of the first so many in order those from `offset` on.
    pub(super) fn page(mut self, offset: usize) -> (u32, Vec<u32>) {
        self.weed();
        let offset = offset.min(self.kept.len());
        if (1..self.kept.len()).contains(&offset) {
            self.kept.select_nth_unstable(offset);
        }
        let mut page = self.kept.split_off(offset);
        page.sort_unstable();
        (
            self.passed,
            page.into_iter().map(|(_, slot)| slot).collect(),
        )
    }
}

/// A page far down a long order: some of those who pass by tell first between which two the page must lie, so that only
/// those in between are kept.
#[derive(Clone)]
pub(super) struct Deep<K> {
    passed: u32,
    before: usize,
    /// Nobody of the page is before this, or after that.
    bounds: [Option<(K, u32)>; 2],
    kept: Vec<(K, u32)>,
}

impl<K: Ord + Copy> Deep<K> {
    /// Looks at one in `every`. `None` when they are too few to tell anything.
    pub(super) fn guess(
        some: impl Iterator<Item = (K, u32)>,
        every: usize,
        offset: usize,
        limit: usize,
    ) -> Option<Self> {
        let mut some: Vec<(K, u32)> = some.collect();
        if some.len() < 500 {
            return None;
        }
        some.sort_unstable();
        // Four times what such a guess is off by, at worst, in the middle of the order.
        let margin = 2 * some.len().isqrt() + 2;
        let (start, end) = (offset / every, (offset + limit) / every);
        let bound = |at: usize| some.get(at).copied();
        Some(Self {
            passed: 0,
            before: 0,
            bounds: [
                start
                    .checked_sub(margin)
                    .and_then(|at| bound(at.min(some.len() - 1))),
                bound(end + margin),
            ],
            kept: Vec::new(),
        })
    }

    pub(super) fn take(&mut self, one: (K, u32)) {
        self.passed += 1;
        // Many are before and many after, in no order one could guess; those in between are few.
        let before = self.bounds[0].is_some_and(|first| one < first);
        let after = self.bounds[1].is_some_and(|last| one > last);
        self.before += usize::from(before);
        if !(before | after) {
            self.kept.push(one);
        }
    }

    /// What passed by either, after the same guess.
    pub(super) fn join(mut self, other: Self) -> Self {
        self.passed += other.passed;
        self.before += other.before;
        self.kept.extend(other.kept);
        self
    }

    /// As [`Best::page`]; `None` when the guess was wrong.
    pub(super) fn page(mut self, offset: usize, limit: usize) -> Option<(u32, Vec<u32>)> {
        let until = (offset + limit).min(self.passed as usize);
        let start = offset.checked_sub(self.before)?;
        if self.before + self.kept.len() < until {
            return None;
        }
        if start >= self.kept.len() {
            return Some((self.passed, Vec::new()));
        }
        self.kept.select_nth_unstable(start);
        let mut page = self.kept.split_off(start);
        if page.len() > limit && limit > 0 {
            page.select_nth_unstable(limit - 1);
        }
        page.truncate(limit);
        page.sort_unstable();
        Some((
            self.passed,
            page.into_iter().map(|(_, slot)| slot).collect(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_far_down_is_the_same_either_way_and_in_parts() {
        // Keys out of order, many of them the same.
        let all: Vec<(u64, u32)> = (1..60_000_u32)
            .map(|slot| (u64::from(slot.wrapping_mul(2_654_435_761) >> 20), slot))
            .collect();
        for (offset, limit) in [
            (5_001, 50),
            (30_000, 200),
            (59_900, 50),
            (59_990, 50),
            (80_000, 5),
        ] {
            let mut best = Best::new(offset + limit);
            let guess = Deep::guess(all.iter().step_by(64).copied(), 64, offset, limit).unwrap();
            let (mut bests, mut deeps) = (Vec::new(), Vec::new());
            for part in all.chunks(25_000) {
                let (mut some, mut deep) = (Best::new(offset + limit), guess.clone());
                for one in part {
                    best.take(*one);
                    some.take(*one);
                    deep.take(*one);
                }
                bests.push(some);
                deeps.push(deep);
            }
            let joined = bests.into_iter().reduce(Best::join).unwrap();
            let right = best.page(offset);
            assert_eq!(joined.page(offset), right, "{offset}");
            let deep = deeps.into_iter().reduce(Deep::join).unwrap();
            assert!(deep.kept.len() < all.len() / 4, "little is kept");
            let page = deep.page(offset, limit);
            assert_eq!(page.unwrap(), right, "{offset}");
        }
    }

    #[test]
    fn a_wrong_guess_is_known_to_be_one() {
        let some = (0..1_000_u64).map(|key| (key, 1));
        let mut deep = Deep::guess(some, 64, 30_000, 50).unwrap();
        for slot in 1..64_000_u32 {
            // Nobody is where the first look said.
            deep.take((5_000, slot));
        }
        assert_eq!(deep.page(30_000, 50), None);
        assert!(Deep::guess((0..20_u64).map(|key| (key, 1)), 64, 0, 5).is_none());
    }
}
