//! What a fit says of every customer of a file, in a file of its own.
//!
//! Customers with equal histories have equal figures: these are worked out and written once for each kind of history, so
//! that a million customers take no longer than their names take to write.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::mpsc::sync_channel;

use super::packed::Packed;
use super::shop::Shop;
use crate::defuse::defused;
use crate::export::Draft;
use crate::scoring::history::Places;
use crate::scoring::spend::SpendFit;
use crate::scoring::{Fit, Histories, History};

/// The headings of the file, one for each column.
pub const HEADINGS: [&str; 10] = [
    "customer",
    "x",
    "t_x",
    "T",
    "alive",
    "expected",
    "chance",
    "chance_low",
    "chance_high",
    "spend",
];

/// About how many purchases the customers of a piece have made, how many pieces may wait, and how many threads say them in turn.
const PART: usize = 4096;
const WAITING: usize = 2;
const SAYERS: usize = 2;

/// What the figures are taken from.
#[derive(Debug, Clone, Copy)]
pub struct Figures<'f> {
    /// The customers that were fitted to.
    pub histories: &'f Histories,
    /// The model.
    pub fit: &'f Fit,
    /// What a purchase is worth, where that could be told.
    pub spend: Option<&'f SpendFit>,
    /// How far ahead, in the unit of the histories.
    pub horizon: f64,
}

impl Shop<'_> {
    /// Write a line for every customer, in the order the file names them first: all of them or nothing, an older file of that
    /// name stays until the new one is whole. The columns are [`HEADINGS`]: repeat purchases and times as in the papers, the
    /// chance of still being a customer, the purchases to expect within the horizon, the chance of at least one with its 95 %
    /// interval, and what a purchase is worth, empty where that cannot be told.
    ///
    /// Returns how many customers there are.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_scores(&self, figures: &Figures<'_>, to: &Path) -> io::Result<u64> {
        let draft = Draft::beside(to);
        let mut file = File::create(&draft.path)?;
        writeln!(file, "{}", HEADINGS.join(","))?;
        let ready = Ready::of(figures);
        let parts: Vec<&[Packed]> = self.parts(PART).collect();
        let mut customers = 0;
        std::thread::scope(|scope| {
            let mut sayers = Vec::with_capacity(SAYERS);
            for first in 0..SAYERS {
                let (to, pieces) = sync_channel::<Piece>(WAITING);
                // Pieces that have been written come back, so that no more than a few are ever there.
                let (back, used) = sync_channel::<Piece>(WAITING + 1);
                let parts = parts.iter().skip(first).step_by(SAYERS);
                let ready = &ready;
                std::thread::Builder::new().spawn_scoped(scope, move || {
                    for part in parts {
                        let mut piece = used.try_recv().unwrap_or_default();
                        ready.say(self, part, &mut piece);
                        // Should nobody write any more, what went wrong is known there.
                        if to.send(piece).is_err() {
                            return;
                        }
                    }
                })?;
                sayers.push((pieces, back));
            }
            for (pieces, back) in sayers.iter().cycle().take(parts.len()) {
                let ended = |_| io::Error::from(io::ErrorKind::Other);
                let piece = pieces.recv().map_err(ended)?;
                file.write_all(&piece.text)?;
                customers += piece.customers.len() as u64;
                let _ = back.try_send(piece);
            }
            Ok::<_, io::Error>(())
        })?;
        drop(file);
        std::fs::rename(&draft.path, to)?;
        Ok(customers)
    }
}

/// The lines of some customers.
#[derive(Default)]
struct Piece {
    /// Who, where the end of their line is ready, and what a purchase of theirs is worth.
    customers: Vec<(u32, Option<usize>, Option<f64>)>,
    text: Vec<u8>,
}

/// The ends of lines, ready to be copied: from the comma after the name to the one before what a purchase is worth.
struct Ready<'f> {
    figures: &'f Figures<'f>,
    places: Places<'f>,
    /// Those of the first half of all histories, and of the second.
    halves: [Ends; 2],
    /// What a purchase of somebody is worth who never came back.
    newcomer: Option<f64>,
}

/// Ends of lines, one after the other, and where each ends.
#[derive(Default)]
struct Ends {
    text: Vec<u8>,
    ends: Vec<u32>,
}

/// About how long one is.
const LENGTH: usize = 72;

impl Ends {
    fn of(figures: &Figures<'_>, histories: impl Iterator<Item = History>, many: usize) -> Self {
        let mut ends = Self {
            text: Vec::with_capacity(many * LENGTH),
            ends: Vec::with_capacity(many),
        };
        for history in histories {
            figures.say(&history, &mut ends.text);
            // No file has forty million kinds of histories.
            ends.ends.push(ends.text.len() as u32);
        }
        ends
    }

    fn get(&self, at: usize) -> Option<&[u8]> {
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = start.copied().unwrap_or_default();
        self.text.get(start as usize..end as usize)
    }
}

impl<'f> Ready<'f> {
    fn of(figures: &'f Figures<'f>) -> Self {
        let half = figures.histories.distinct() / 2;
        let all = || {
            figures
                .histories
                .distinct_ones()
                .map(|(history, _)| history)
        };
        let one = || Ends::of(figures, all().take(half), half);
        let (one, other, places) = std::thread::scope(|scope| {
            let second = std::thread::Builder::new().spawn_scoped(scope, one);
            let other = Ends::of(figures, all().skip(half), half + 1);
            let places = figures.histories.places();
            let first = second.ok().and_then(|second| second.join().ok());
            (first.unwrap_or_else(one), other, places)
        });
        Self {
            figures,
            places,
            halves: [one, other],
            newcomer: figures
                .spend
                .and_then(|fit| fit.mean(None))
                .map(|mean| mean.value),
        }
    }

    fn end(&self, place: usize) -> Option<&[u8]> {
        let [one, other] = &self.halves;
        match place.checked_sub(one.ends.len()) {
            None => one.get(place),
            Some(place) => other.get(place),
        }
    }

    /// The lines of the customers of some purchases.
    fn say(&self, shop: &Shop<'_>, part: &[Packed], piece: &mut Piece) {
        let Piece { customers, text } = piece;
        customers.clear();
        text.clear();
        // Looked up first and written after: looking up one does not wait for the line of the one before.
        customers.extend(shop.each(part, false).map(|seen| {
            let spend = match (self.figures.spend, seen.spend()) {
                (Some(fit), spend @ Some(_)) => fit.mean(spend.as_ref()).map(|mean| mean.value),
                _ => self.newcomer,
            };
            (seen.number, self.places.find(&seen.history), spend)
        }));
        let names = &shop.of().names;
        for (number, place, spend) in customers {
            put_name(text, names.bytes(*number), || names.text(*number));
            let end = place.and_then(|place| self.end(place));
            text.extend_from_slice(end.unwrap_or(b",,,,,,,,,"));
            if let Some(spend) = spend {
                put_number(text, *spend, MONEY);
            }
            text.push(b'\n');
        }
    }
}

/// A name as a cell of CSV.
fn put_name<'n>(to: &mut Vec<u8>, bytes: &[u8], text: impl Fn() -> std::borrow::Cow<'n, str>) {
    let plain = |byte: &u8| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'_' | b'.' | b'/' | b'@' | b' ' | b'-' | b'+')
    };
    let begins = bytes.first().is_some_and(u8::is_ascii_alphanumeric);
    if begins && bytes.iter().all(plain) {
        to.extend_from_slice(bytes);
        return;
    }
    let text = text().replace('\0', "");
    let cell = defused(&text);
    if cell.contains([',', '"', '\n', '\r']) {
        to.push(b'"');
        to.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
        to.push(b'"');
    } else {
        to.extend_from_slice(cell.as_bytes());
    }
}

/// A number of at least zero with so many decimals, at most eight.
fn put_number(to: &mut Vec<u8>, number: f64, decimals: usize) {
    let scaled = (number * 10_f64.powi(decimals as i32)).round();
    if scaled.is_nan() || scaled >= 1e15 {
        to.extend_from_slice(format!("{number:.decimals$}").as_bytes());
        return;
    }
    let mut digits = [b'0'; 24];
    let (mut rest, mut at) = (scaled as u64, digits.len());
    // The decimals, and the digit before them, are there even when they are 0.
    let least = digits.len() - decimals - 2;
    while rest > 0 || at > least {
        at -= 1;
        if at + decimals + 1 == digits.len() {
            digits[at] = b'.';
        } else {
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
    }
    to.extend_from_slice(&digits[at..]);
}

/// The decimals of times and chances, and of money.
const FINE: usize = 6;
const MONEY: usize = 2;

impl Figures<'_> {
    fn say(&self, history: &History, to: &mut Vec<u8>) {
        let chance = self.fit.chance(history, self.horizon);
        to.extend_from_slice(format!(",{}", history.repeats()).as_bytes());
        for figure in [
            history.last(),
            history.span(),
            self.fit.alive_value(history),
            self.fit.expected_value(history, self.horizon),
            chance.value,
            chance.low,
            chance.high,
        ] {
            to.push(b',');
            put_number(to, figure, FINE);
        }
        to.push(b',');
    }
}

#[cfg(test)]
mod tests;
