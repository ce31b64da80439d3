//! A sentence cut into words, and phrases looked for in it.

use super::{Proposed, Words};
use crate::fold::fold;

/// A word, or a number.
#[derive(Debug)]
pub(super) struct Token {
    /// Without accents or capitals.
    pub(super) word: String,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether a sentence or a clause ended before it.
    pub(super) breaks: bool,
}

/// A sentence, cut.
#[derive(Debug)]
pub(super) struct Said<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token>,
}

/// Some words of it: the first, and the one after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) from: usize,
    pub(super) to: usize,
}

fn joins(c: char) -> bool {
    // Accents that stand on their own follow their letter.
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
}

fn ends(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | ';' | ',' | ':' | '\n' | '(' | ')' | '…'
    )
}

impl<'a> Said<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let mut tokens: Vec<Token> = Vec::new();
        let mut breaks = false;
        let mut chars = text.char_indices().peekable();
        while let Some((start, c)) = chars.next() {
            if !joins(c) {
                breaks |= ends(c);
                continue;
            }
            // Numbers and letters are words of their own: `9h30`, `12eur`, `3rd`.
            let number = c.is_ascii_digit();
            let mut end = start + c.len_utf8();
            while let Some(&(at, next)) = chars.peek() {
                if !joins(next) || next.is_ascii_digit() != number {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
            tokens.push(Token {
                word: fold(text.get(start..end).unwrap_or_default()),
                start,
                end,
                breaks,
            });
            breaks = false;
        }
        Self { text, tokens }
    }

    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.word.as_str())
    }

    /// The word `back` places before `at`; empty before the first.
    pub(super) fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.word(at))
    }

    /// The number that a word is, if it is one of at most nine digits.
    pub(super) fn number(&self, at: usize) -> Option<u32> {
        let word = self.word(at);
        (word.len() <= 9 && !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()))
            .then(|| word.parse().ok())
            .flatten()
    }

    /// What lies between a word and the one before it.
    pub(super) fn gap(&self, at: usize) -> &str {
        let start = at
            .checked_sub(1)
            .and_then(|before| self.tokens.get(before))
            .map_or(0, |token| token.end);
        let end = self
            .tokens
            .get(at)
            .map_or(self.text.len(), |token| token.start);
        self.text.get(start..end).unwrap_or_default()
    }

    /// Whether the phrase stands at `at`, and where it ends. Words of a phrase are parted by blanks; one ending in `*` stands
    /// for all that begin so.
    pub(super) fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut to = at;
        for wanted in phrase.split(' ') {
            let token = self.tokens.get(to)?;
            // A phrase does not reach over the end of a clause.
            if to > at && token.breaks {
                return None;
            }
            let is = wanted.strip_suffix('*').map_or_else(
                || token.word == wanted,
                |beginning| token.word.starts_with(beginning),
            );
            if !is {
                return None;
            }
            to += 1;
        }
        Some(to)
    }

    /// The longest of the phrases that stand at `at`, and what it stands for.
    pub(super) fn longest<T: Copy>(&self, at: usize, list: &[(&str, T)]) -> Option<(Run, T)> {
        list.iter()
            .filter(|(phrase, _)| phrase.as_bytes().first() == self.word(at).as_bytes().first())
            .filter_map(|(phrase, value)| {
                let to = self.phrase(at, phrase)?;
                Some((Run { from: at, to }, *value))
            })
            .max_by_key(|(run, _)| run.to)
    }

    /// The first of the phrases anywhere that nobody denies.
    pub(super) fn first<T: Copy>(&self, list: &[(&str, T)]) -> Option<(Run, T)> {
        (0..self.tokens.len())
            .filter_map(|at| self.longest(at, list))
            .find(|(run, _)| !self.denied(run.from))
    }

    /// Whether what begins at `at` is denied: « pas très », « not at all », within the same clause.
    pub(super) fn denied(&self, at: usize) -> bool {
        let mut here = at;
        for back in 0..4 {
            if self.tokens.get(here).is_none_or(|token| token.breaks) || here == 0 {
                return false;
            }
            here -= 1;
            let denies = match self.word(here) {
                "pas" | "jamais" | "aucun" | "aucune" | "sans" | "rien" | "guere" | "ni"
                | "not" | "never" | "no" | "without" | "nothing" | "cannot" => true,
                // « n’est plus contente », but « plus contente ».
                "plus" => (1..=4).any(|back| matches!(self.before(here, back), "n" | "ne")),
                // `isn’t`, `don’t`.
                "t" => self.before(here, 1).ends_with('n'),
                "longer" => self.before(here, 1) == "no",
                // What follows these is another thing said.
                "mais" | "but" | "et" | "and" | "puis" | "then" => return false,
                _ => false,
            };
            // « pas mal » and « not only » deny nothing; « pas » before a verb of its own denies that.
            if denies {
                return back < 3
                    && !matches!(self.word(here + 1), "mal" | "que" | "seulement" | "only");
            }
        }
        false
    }

    /// Whether it is we who act, within three words before `at`: « on » is we where a French verb follows, and no `on the phone`.
    pub(super) fn ours(&self, at: usize) -> bool {
        (1..=3).any(|back| match self.before(at, back) {
            "j" | "je" | "i" | "we" | "avons" => true,
            "on" => {
                back > 1
                    && matches!(
                        self.before(at, back - 1),
                        "a" | "l" | "lui" | "leur" | "les" | "la" | "le" | "nous"
                    )
            }
            _ => false,
        })
    }

    /// A proposal read from these words.
    pub(super) fn propose<T>(&self, run: Run, value: T) -> Proposed<T> {
        let start = self.tokens.get(run.from).map_or(0, |token| token.start);
        let end = run
            .to
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last))
            .map_or(start, |token| token.end);
        self.propose_bytes(start, end, value)
    }

    /// A proposal read from these bytes.
    pub(super) fn propose_bytes<T>(&self, start: usize, end: usize, value: T) -> Proposed<T> {
        let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        Proposed {
            value,
            from: Words {
                start: at(start),
                end: at(end),
                text: self.text.get(start..end).unwrap_or_default().to_owned(),
            },
        }
    }
}
