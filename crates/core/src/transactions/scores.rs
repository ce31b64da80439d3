//! What a fit says of every customer of a file, in a file of its own.
//!
//! Customers with equal histories have equal figures: these are worked out and written once for each kind of history, so
//! that a million customers take no longer than their names take to write.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::mpsc::{SyncSender, sync_channel};

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

/// How much is written at once, in bytes, and how many such pieces may wait.
const PIECE: usize = 1 << 18;
const WAITING: usize = 4;

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
        let (pieces, written) = sync_channel::<Vec<u8>>(WAITING);
        let (back, used) = sync_channel::<Vec<u8>>(WAITING + 1);
        let customers = std::thread::scope(|scope| {
            let second = std::thread::Builder::new().spawn_scoped(scope, {
                let ready = &ready;
                move || {
                    let used = || used.try_recv().unwrap_or_default();
                    ready.write(self, &pieces, used)
                }
            })?;
            for mut piece in written {
                file.write_all(&piece)?;
                piece.clear();
                let _ = back.try_send(piece);
            }
            second
                .join()
                .map_err(|_| io::Error::from(io::ErrorKind::Other))
        })?;
        drop(file);
        std::fs::rename(&draft.path, to)?;
        Ok(customers)
    }
}

/// The ends of lines, ready to be copied.
struct Ready<'f> {
    figures: &'f Figures<'f>,
    places: Places<'f>,
    /// From the comma after the name to the one before what a purchase is worth.
    text: Vec<u8>,
    ends: Vec<u32>,
    /// What a purchase of somebody is worth who never came back.
    newcomer: Option<f64>,
}

impl<'f> Ready<'f> {
    fn of(figures: &'f Figures<'f>) -> Self {
        let all: Vec<History> = figures
            .histories
            .distinct_ones()
            .map(|(one, _)| one)
            .collect();
        let (one, other) = all.split_at(all.len() / 2);
        let lines = |histories: &[History]| {
            let (mut text, mut ends) = (Vec::new(), Vec::with_capacity(histories.len()));
            for history in histories {
                figures.say(history, &mut text);
                ends.push(text.len());
            }
            (text, ends)
        };
        let ((mut text, mut ends), places, (more, further)) = std::thread::scope(|scope| {
            let second = std::thread::Builder::new()
                .spawn_scoped(scope, || (figures.histories.places(), lines(one)));
            let last = lines(other);
            let first = second.ok().and_then(|second| second.join().ok());
            let (places, first) = first.unwrap_or_else(|| (figures.histories.places(), lines(one)));
            (first, places, last)
        });
        let before = text.len();
        text.extend_from_slice(&more);
        ends.extend(further.into_iter().map(|end| end + before));
        Self {
            figures,
            places,
            text,
            // A hundred letters for each kind of history: no file has forty million kinds.
            ends: ends.into_iter().map(|end| end as u32).collect(),
            newcomer: figures
                .spend
                .and_then(|fit| fit.mean(None))
                .map(|mean| mean.value),
        }
    }

    fn line(&self, history: &History) -> &[u8] {
        let Some(at) = self.places.find(history) else {
            return b",,,,,,,,,";
        };
        let end = self.ends.get(at).copied().unwrap_or_default();
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = start.copied().unwrap_or_default();
        self.text
            .get(start as usize..end as usize)
            .unwrap_or_default()
    }

    fn write(&self, shop: &Shop<'_>, to: &SyncSender<Vec<u8>>, used: impl Fn() -> Vec<u8>) -> u64 {
        let names = &shop.of().names;
        let mut piece: Vec<u8> = Vec::with_capacity(PIECE + 1024);
        let mut customers = 0;
        for seen in shop.each(&shop.of().purchases, false) {
            put_name(&mut piece, names.bytes(seen.number), || {
                names.text(seen.number)
            });
            piece.extend_from_slice(self.line(&seen.history));
            let spend = match (self.figures.spend, seen.spend()) {
                (Some(fit), spend @ Some(_)) => fit.mean(spend.as_ref()).map(|mean| mean.value),
                _ => self.newcomer,
            };
            if let Some(spend) = spend {
                put_hundredths(&mut piece, spend);
            }
            piece.push(b'\n');
            customers += 1;
            if piece.len() > PIECE {
                let next = used();
                // Should nobody write any more, what went wrong is known there.
                if to.send(std::mem::replace(&mut piece, next)).is_err() {
                    return customers;
                }
            }
        }
        let _ = to.send(piece);
        customers
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

/// A number above zero with two decimals.
fn put_hundredths(to: &mut Vec<u8>, number: f64) {
    let hundredths = (number * 100.0).round();
    if hundredths >= 1e15 {
        to.extend_from_slice(format!("{number:.2}").as_bytes());
        return;
    }
    let mut digits = [0_u8; 20];
    let mut rest = hundredths as u64;
    let mut at = digits.len();
    // Two decimals and the digit before them are there even when they are 0.
    while rest > 0 || at > digits.len() - 4 {
        at -= 1;
        if at == digits.len() - 3 {
            digits[at] = b'.';
            continue;
        }
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    to.extend_from_slice(&digits[at..]);
}

impl Figures<'_> {
    fn say(&self, history: &History, to: &mut Vec<u8>) {
        let chance = self.fit.chance(history, self.horizon);
        let alive = self.fit.alive_value(history);
        let expected = self.fit.expected_value(history, self.horizon);
        // Writing to memory does not fail.
        let _ = write!(
            to,
            ",{},{:.6},{:.6},{alive:.6},{expected:.6},{:.6},{:.6},{:.6},",
            history.repeats(),
            history.last(),
            history.span(),
            chance.value,
            chance.low,
            chance.high
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_has_two_decimals() {
        for (number, told) in [
            (0.0, "0.00"),
            (0.05, "0.05"),
            (1.0, "1.00"),
            (35.174, "35.17"),
            (1234.567, "1234.57"),
            (1e15, "1000000000000000.00"),
        ] {
            let mut text = Vec::new();
            put_hundredths(&mut text, number);
            assert_eq!(String::from_utf8(text).unwrap(), told);
        }
    }

    #[test]
    fn names_are_cells() {
        for (name, told) in [
            ("00042", "00042"),
            ("Dupuis, Jeanne", "\"Dupuis, Jeanne\""),
            ("Le \"Grand\" Café", "\"Le \"\"Grand\"\" Café\""),
            ("=1+2", "'=1+2"),
            ("+33612345678", "'+33612345678"),
            ("zoe@exemple.fr", "zoe@exemple.fr"),
        ] {
            let mut text = Vec::new();
            put_name(&mut text, name.as_bytes(), || name.into());
            assert_eq!(String::from_utf8(text).unwrap(), told);
        }
    }
}
