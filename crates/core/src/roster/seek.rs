//! Search as you type: names without regard to accents or case, phones in any spelling, e-mails, tags, towns.

use super::bits::Bits;
use super::{Roster, slips, words_of};

/// Digits from which a part of a phone number is looked for, not only its beginning.
const PART: usize = 3;

/// What a person typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sought {
    /// The beginning of a phone number in the spellings it may be stored in, or a part of one.
    Digits {
        typed: String,
        spellings: Vec<String>,
    },
    /// The beginnings of words, folded.
    Words(Vec<String>),
}

impl Sought {
    /// Reads what was typed, for a notebook of `country`. `None` when there is nothing to look for in it.
    pub(crate) fn read(text: &str, country: &str) -> Option<Self> {
        let phone_like = text
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || "+.-/()".contains(c));
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        if phone_like && digits.len() >= 2 {
            return Some(Self::Digits {
                spellings: spellings(&digits, text, country),
                typed: digits,
            });
        }
        let words: Vec<String> = words_of(text).split(' ').map(str::to_owned).collect();
        (words != [""]).then_some(Self::Words(words))
    }
}

/// A number is stored with its country's code; people type it with a 0, 00 or + in front, or only begin it.
fn spellings(digits: &str, typed: &str, country: &str) -> Vec<String> {
    let mut spellings = vec![digits.to_owned()];
    if let Some(international) = digits.strip_prefix("00") {
        spellings.push(international.to_owned());
    } else if !typed.trim_start().starts_with('+') {
        let local = digits.strip_prefix('0').unwrap_or(digits);
        if let Some(code) = crate::phone::calling_code(country).filter(|_| !local.is_empty()) {
            spellings.push(format!("{code}{local}"));
        }
    }
    spellings
}

/// Whom one word finds: by a whole word of the name, by the beginning of one, by anything. Each holds the one before.
struct Hits {
    whole: Bits,
    name: Bits,
    any: Bits,
}

impl Roster {
    /// Whom a search finds, the surest first; each set holds the ones before it. Where fewer than `enough` are found,
    /// slips of the finger are forgiven.
    pub(super) fn seek(&self, sought: &Sought, enough: usize) -> Vec<Bits> {
        match sought {
            Sought::Digits { typed, spellings } => self.seek_digits(typed, spellings),
            Sought::Words(words) => self.seek_words(words, enough),
        }
    }

    fn seek_digits(&self, typed: &str, spellings: &[String]) -> Vec<Bits> {
        let mut first = self.nobody();
        for spelling in spellings {
            self.phones.beginning(spelling, &mut first);
        }
        self.names.beginning(typed, &mut first);
        self.others.beginning(typed, &mut first);
        if typed.len() < PART {
            return vec![first];
        }
        let mut all = first.clone();
        self.phones.containing(typed, &mut all);
        vec![first, all]
    }

    fn seek_words(&self, words: &[String], enough: usize) -> Vec<Bits> {
        let hits: Vec<Hits> = words.iter().map(|word| self.hits(word)).collect();
        let mut tiers = vec![
            all(hits.iter().map(|hit| &hit.whole)),
            all(hits.iter().map(|hit| &hit.name)),
            all(hits.iter().map(|hit| &hit.any)),
        ];
        let found = tiers[2].count();
        if found < enough {
            self.forgive(words, &hits, enough, &mut tiers);
        }
        tiers
    }

    fn nobody(&self) -> Bits {
        Bits::new(self.columns.end())
    }

    fn hits(&self, word: &str) -> Hits {
        let mut whole = self.nobody();
        self.names.exactly(word, &mut whole);
        let mut name = whole.clone();
        self.names.beginning(word, &mut name);
        let mut any = name.clone();
        self.others.beginning(word, &mut any);
        if word.len() >= PART && word.bytes().all(|byte| byte.is_ascii_digit()) {
            let national = word.strip_prefix('0').unwrap_or(word);
            self.phones.containing(national, &mut any);
        }
        Hits { whole, name, any }
    }

    /// Adds whom the words find despite slips: first only of the words that find nobody as they are, then of all.
    fn forgive(&self, words: &[String], hits: &[Hits], enough: usize, tiers: &mut Vec<Bits>) {
        let mut nearly: Vec<Option<(usize, Bits)>> = words.iter().map(|_| None).collect();
        for (level, only_lost) in [(1, true), (1, false), (2, true), (2, false)] {
            let mut tier: Option<Bits> = None;
            for ((word, hit), near) in words.iter().zip(hits).zip(&mut nearly) {
                let letters = word.chars().count();
                let allowed = if word.bytes().any(|byte| byte.is_ascii_digit()) {
                    0
                } else {
                    slips::forgiven(letters).min(level)
                };
                let found = if allowed == 0 || (only_lost && !hit.any.is_empty()) {
                    &hit.any
                } else {
                    if near.as_ref().is_none_or(|(known, _)| *known < allowed) {
                        let mut found = hit.any.clone();
                        self.names.nearly(word, allowed, &mut found);
                        *near = Some((allowed, found));
                    }
                    near.as_ref().map_or(&hit.any, |(_, found)| found)
                };
                match &mut tier {
                    None => tier = Some(found.clone()),
                    Some(tier) => tier.and(found),
                }
            }
            let Some(mut tier) = tier else { return };
            if let Some(before) = tiers.last() {
                tier.or(before);
            }
            let found = tier.count();
            tiers.push(tier);
            if found >= enough {
                return;
            }
        }
    }

    /// Whom a search finds, those it surely means first, among equals those worth most; at most `limit`.
    /// Archived customers are left out.
    pub(crate) fn find(&self, sought: &Sought, enough: usize, limit: usize) -> Vec<u32> {
        let mut found = Vec::new();
        let mut before: Option<Bits> = None;
        for tier in self.seek(sought, enough) {
            let mut new = tier.clone();
            if let Some(before) = &before {
                new.without(before);
            }
            found.extend(self.columns.most_valuable(&new, limit - found.len()));
            if found.len() >= limit {
                break;
            }
            before = Some(tier);
        }
        found
    }
}

fn all<'b>(mut sets: impl Iterator<Item = &'b Bits>) -> Bits {
    let mut all = sets.next().cloned().unwrap_or_default();
    sets.for_each(|set| all.and(set));
    all
}
