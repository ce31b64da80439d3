//! The words customers are found by, and whose they are.
//!
//! The words are sorted and the customers of neighbouring words lie side by side: everybody with a word that begins with
//! `mar` is one stretch of memory. Customers written to since are kept apart, in a list that is looked through as it is.

use std::collections::BTreeMap;
use std::hash::{BuildHasher as _, RandomState};
use std::ops::Range;

use super::bits::Bits;
use super::slips::{self, Gauge};

/// Words and whose they are.
#[derive(Debug, Default)]
pub(super) struct Words {
    text: Vec<u8>,
    /// Where each word starts in `text`; one more than there are words.
    starts: Vec<u32>,
    /// Where each word's customers start in `whose`; one more than there are words.
    firsts: Vec<u32>,
    whose: Vec<u32>,
    /// The letters of each word, where slips are to be forgiven.
    letters: Vec<u32>,
    /// Customers whose words are in `fresh` and no longer above.
    moved: Bits,
    fresh: BTreeMap<u32, Vec<Box<str>>>,
}

impl Words {
    /// How many customers were written to since the words were sorted.
    pub(super) fn fresh(&self) -> usize {
        self.fresh.len()
    }

    /// The words of a customer, instead of those they had.
    pub(super) fn put(&mut self, slot: u32, words: &str) {
        self.moved.add(slot);
        let words = words.split(' ').filter(|word| !word.is_empty());
        self.fresh.insert(slot, words.map(Into::into).collect());
    }

    fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    fn word(&self, at: usize) -> &[u8] {
        &self.text[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// The words from which `before` no longer holds.
    fn bound(&self, before: impl Fn(&[u8]) -> bool) -> usize {
        let Range { mut start, mut end } = 0..self.len();
        while start < end {
            let middle = usize::midpoint(start, end);
            if before(self.word(middle)) {
                start = middle + 1;
            } else {
                end = middle;
            }
        }
        start
    }

    fn take(&self, words: Range<usize>, found: &mut Bits) {
        if words.is_empty() {
            return;
        }
        let range = self.firsts[words.start] as usize..self.firsts[words.end] as usize;
        for slot in &self.whose[range] {
            if !self.moved.has(*slot) {
                found.add(*slot);
            }
        }
    }

    /// Adds whoever has this very word.
    pub(super) fn exactly(&self, typed: &str, found: &mut Bits) {
        let start = self.bound(|word| word < typed.as_bytes());
        if start < self.len() && self.word(start) == typed.as_bytes() {
            self.take(start..start + 1, found);
        }
        self.among_fresh(|word| word == typed, found);
    }

    /// Adds whoever has a word that begins so.
    pub(super) fn beginning(&self, typed: &str, found: &mut Bits) {
        let typed_bytes = typed.as_bytes();
        let start = self.bound(|word| word < typed_bytes);
        let end = self.bound(|word| word < typed_bytes || word.starts_with(typed_bytes));
        self.take(start..end, found);
        self.among_fresh(|word| word.starts_with(typed), found);
    }

    /// Adds whoever has a word that begins nearly so.
    pub(super) fn nearly(&self, typed: &str, allowed: usize, found: &mut Bits) {
        let wanted = slips::letters(typed.as_bytes());
        let mut gauge = Gauge::new(typed.as_bytes());
        for (at, letters) in self.letters.iter().enumerate() {
            if slips::may_match(wanted, *letters, allowed) && gauge.begins(self.word(at), allowed) {
                self.take(at..at + 1, found);
            }
        }
        for (slot, words) in &self.fresh {
            if words
                .iter()
                .any(|word| gauge.begins(word.as_bytes(), allowed))
            {
                found.add(*slot);
            }
        }
    }

    fn among_fresh(&self, fits: impl Fn(&str) -> bool, found: &mut Bits) {
        for (slot, words) in &self.fresh {
            if words.iter().any(|word| fits(word)) {
                found.add(*slot);
            }
        }
    }
}

/// Takes words in, in any order, and sorts them at the end.
#[derive(Default)]
pub(super) struct Gathering {
    text: Vec<u8>,
    starts: Vec<u32>,
    /// Numbers of words plus one, by the hash of the word; 0 is free.
    table: Vec<u32>,
    hasher: RandomState,
    /// The number of a word, and who has it.
    pairs: Vec<(u32, u32)>,
}

impl Gathering {
    /// `slot` has these words, blanks between them.
    pub(super) fn put(&mut self, slot: u32, words: &str) {
        for word in words.split(' ').filter(|word| !word.is_empty()) {
            let number = self.number(word.as_bytes());
            self.pairs.push((number, slot));
        }
    }

    fn known(&self, number: usize) -> &[u8] {
        let start = self.starts[number] as usize;
        let end = self.starts.get(number + 1);
        &self.text[start..end.map_or(self.text.len(), |end| *end as usize)]
    }

    fn number(&mut self, word: &[u8]) -> u32 {
        if self.table.len() < 2 * (self.starts.len() + 1) {
            self.widen();
        }
        let mask = self.table.len() - 1;
        let mut at = self.hasher.hash_one(word) as usize & mask;
        loop {
            match self.table[at] {
                0 => break,
                number if self.known(number as usize - 1) == word => return number - 1,
                _ => at = (at + 1) & mask,
            }
        }
        // Four billion words are more than a notebook holds.
        let number = self.starts.len() as u32;
        self.starts.push(self.text.len() as u32);
        self.text.extend_from_slice(word);
        self.table[at] = number + 1;
        number
    }

    fn widen(&mut self) {
        let size = (self.table.len() * 2).max(1024);
        let mut table = vec![0; size];
        for number in 0..self.starts.len() {
            let mut at = self.hasher.hash_one(self.known(number)) as usize & (size - 1);
            while table[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            table[at] = number as u32 + 1;
        }
        self.table = table;
    }

    /// The words, sorted. `forgiving` keeps what finding words despite slips needs.
    pub(super) fn sorted(mut self, forgiving: bool) -> Words {
        self.table = Vec::new();
        let count = self.starts.len();
        let mut order: Vec<u32> = (0..count as u32).collect();
        order.sort_unstable_by(|a, b| self.known(*a as usize).cmp(self.known(*b as usize)));
        let mut words = Words {
            text: Vec::with_capacity(self.text.len()),
            starts: Vec::with_capacity(count + 1),
            firsts: vec![0; count + 1],
            whose: vec![0; self.pairs.len()],
            ..Words::default()
        };
        let mut place = vec![0; count];
        for (at, number) in order.iter().enumerate() {
            let word = self.known(*number as usize);
            words.starts.push(words.text.len() as u32);
            words.text.extend_from_slice(word);
            if forgiving {
                words.letters.push(slips::letters(word));
            }
            place[*number as usize] = at as u32;
        }
        words.starts.push(words.text.len() as u32);
        for (number, _) in &self.pairs {
            words.firsts[place[*number as usize] as usize + 1] += 1;
        }
        for at in 0..count {
            words.firsts[at + 1] += words.firsts[at];
        }
        let mut next = words.firsts.clone();
        for (number, slot) in &self.pairs {
            let next = &mut next[place[*number as usize] as usize];
            words.whose[*next as usize] = *slot;
            *next += 1;
        }
        words
    }
}
