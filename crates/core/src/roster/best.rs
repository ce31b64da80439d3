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

    pub(super) fn take(&mut self, key: K, slot: u32) {
        self.passed += 1;
        if self.bar.is_some_and(|bar| (key, slot) > bar) {
            return;
        }
        self.kept.push((key, slot));
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
