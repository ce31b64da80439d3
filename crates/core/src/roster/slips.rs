//! Slips of the finger: how many letters apart a word typed and the beginning of a word known are.

/// Slips forgiven in a word of so many letters: one from four letters on, two from eight.
pub(super) const fn forgiven(letters: usize) -> usize {
    match letters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// Which letters a word has, one bit each; whatever is no letter a to z shares the bits left over.
pub(super) fn letters(word: &[u8]) -> u32 {
    word.iter().fold(0, |set, byte| {
        set | 1
            << match byte {
                b'a'..=b'z' => byte - b'a',
                other => 26 + other % 6,
            }
    })
}

/// Whether a word with these letters can begin with something at most `slips` away from one with the letters `typed`:
/// each slip brings in at most one letter that the other has not.
pub(super) const fn may_match(typed: u32, known: u32, slips: usize) -> bool {
    (typed & !known).count_ones() as usize <= slips
}

/// Measures words against one that was typed. Bytes stand for letters: folded names hardly have others.
pub(super) struct Gauge<'t> {
    typed: &'t [u8],
    rows: [Vec<u8>; 3],
}

impl<'t> Gauge<'t> {
    pub(super) fn new(typed: &'t [u8]) -> Self {
        let row = vec![0; typed.len() + 1];
        Self {
            typed,
            rows: [row.clone(), row.clone(), row],
        }
    }

    /// Whether some beginning of `known` is at most `slips` letters left out, put in, replaced or swapped with their
    /// neighbour away from what was typed (optimal string alignment).
    pub(super) fn begins(&mut self, known: &[u8], slips: usize) -> bool {
        let n = self.typed.len();
        let [before, last, row] = &mut self.rows;
        for (at, cell) in last.iter_mut().enumerate() {
            *cell = u8::try_from(at).unwrap_or(u8::MAX);
        }
        let enough = u8::try_from(slips).unwrap_or(u8::MAX);
        if last[n] <= enough {
            return true;
        }
        for (j, letter) in known.iter().take(n + slips).enumerate() {
            row[0] = u8::try_from(j + 1).unwrap_or(u8::MAX);
            let mut least = row[0];
            for i in 1..=n {
                let same = u8::from(self.typed[i - 1] != *letter);
                let mut cell = (last[i - 1].saturating_add(same))
                    .min(last[i].saturating_add(1))
                    .min(row[i - 1].saturating_add(1));
                if i > 1
                    && j > 0
                    && self.typed[i - 1] == known[j - 1]
                    && self.typed[i - 2] == *letter
                {
                    cell = cell.min(before[i - 2].saturating_add(1));
                }
                row[i] = cell;
                least = least.min(cell);
            }
            if row[n] <= enough {
                return true;
            }
            if least > enough.saturating_add(1) {
                return false;
            }
            std::mem::swap(before, last);
            std::mem::swap(last, row);
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted_as_people_make_them() {
        for (typed, known, slips, found) in [
            ("lefevbre", "lefevre", 1, true),
            ("lefebvre", "lefevre", 1, true),
            ("lefvere", "lefevre", 1, true),
            ("leefvre", "lefevre", 1, true),
            ("dupnot", "dupont", 1, true),
            ("dupond", "dupont", 1, true),
            ("martni", "martinez", 1, true),
            ("guerni", "guerin", 1, true),
            ("rousso", "rousseau", 1, true),
            ("schmit", "schmitt", 0, true),
            ("durand", "dupont", 1, false),
            ("marchand", "martinez", 2, false),
            ("francios", "francois", 1, true),
            ("quenivlel", "quenville", 2, true),
            ("quenivlel", "quenville", 1, false),
        ] {
            assert_eq!(
                Gauge::new(typed.as_bytes()).begins(known.as_bytes(), slips),
                found,
                "{typed} {known}"
            );
            if found {
                assert!(may_match(
                    letters(typed.as_bytes()),
                    letters(known.as_bytes()),
                    slips
                ));
            }
        }
    }
}
