//! Address books in vCard 2.1, 3.0 and 4.0, mixed as they come. The file is cut into cards first and each card is read on
//! its own, so that a broken one spoils no other; pictures and sounds are passed over as they go by.

mod property;
mod words;

use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;

use super::delimited::{Fault, MAX_RECORD};
use super::encoding::{TextEncoding, Utf8Reader};
use super::record::Record;

/// The headings of the records cards become, in the format's own words.
pub const HEADINGS: [&str; 15] = [
    "N",
    "ORG",
    "TEL",
    "TEL 2",
    "TEL 3",
    "EMAIL",
    "EMAIL 2",
    "ADR",
    "ADR code",
    "ADR city",
    "ADR country",
    "BDAY",
    "CATEGORIES",
    "NOTE",
    "UID",
];
/// Phones and addresses with a column of their own.
const PHONES: usize = 3;
const EMAILS: usize = 2;

/// Whether a text begins a card.
#[must_use]
pub fn begins(text: &str) -> bool {
    is(
        text.trim_start_matches('\u{feff}')
            .trim_start()
            .lines()
            .next()
            .unwrap_or(""),
        "BEGIN:VCARD",
    )
}

fn is(line: &str, what: &str) -> bool {
    let bare = line.trim();
    bare.eq_ignore_ascii_case(what)
        || bare
            .split_once(':')
            .zip(what.split_once(':'))
            .is_some_and(|((name, value), (a, b))| {
                name.trim().eq_ignore_ascii_case(a) && value.trim().eq_ignore_ascii_case(b)
            })
}

/// A file as cards. Memory: one card's words.
struct Cards<R> {
    input: BufReader<Utf8Reader<R>>,
    number: u32,
    line: Vec<u8>,
    cut: bool,
    begun: Option<u32>,
}

/// One card: where it begins, what of it is kept, and whether it is whole.
struct Card {
    line: u32,
    properties: Vec<String>,
    fault: Option<Fault>,
}

impl<R: Read> Cards<R> {
    fn new(input: R, encoding: TextEncoding) -> Self {
        Self {
            input: BufReader::with_capacity(1 << 16, Utf8Reader::new(input, encoding)),
            number: 0,
            line: Vec::new(),
            cut: false,
            begun: None,
        }
    }

    fn bytes_read(&self) -> u64 {
        self.input.get_ref().bytes_read()
    }

    /// Reads one line, of which no more is kept than a card may hold. False at the end of the file.
    fn next_line(&mut self) -> io::Result<bool> {
        self.line.clear();
        self.cut = false;
        let mut seen = false;
        loop {
            let ready = self.input.fill_buf()?;
            if ready.is_empty() {
                break;
            }
            seen = true;
            let (part, ended) = match ready.iter().position(|byte| *byte == b'\n') {
                Some(at) => (ready.get(..=at).unwrap_or_default(), true),
                None => (ready, false),
            };
            let room = MAX_RECORD.saturating_sub(self.line.len());
            self.cut |= part.len() > room;
            self.line
                .extend_from_slice(part.get(..part.len().min(room)).unwrap_or_default());
            let used = part.len();
            self.input.consume(used);
            if ended {
                break;
            }
        }
        while self
            .line
            .last()
            .is_some_and(|byte| matches!(byte, b'\n' | b'\r'))
        {
            self.line.pop();
        }
        self.number = self.number.saturating_add(u32::from(seen));
        Ok(seen)
    }

    /// The next card, whole or broken.
    fn next(&mut self) -> io::Result<Option<Card>> {
        let first = loop {
            if let Some(line) = self.begun.take() {
                break line;
            }
            if !self.next_line()? {
                return Ok(None);
            }
            if begins(&String::from_utf8_lossy(&self.line)) {
                self.begun = Some(self.number);
            }
        };
        let mut card = Card {
            line: first,
            properties: Vec::new(),
            fault: Some(Fault::BrokenCard),
        };
        // Of the last property: whether it is kept, whether it is in quoted-printable, and then whether it is still open.
        let (mut kept, mut quoted, mut soft) = (false, false, false);
        let mut size = 0;
        while self.next_line()? {
            let text = String::from_utf8_lossy(&self.line);
            let folded = text.starts_with([' ', '\t']);
            // Also where a value is still open: it was never closed.
            if !folded && is(&text, "BEGIN:VCARD") {
                self.begun = Some(self.number);
                return Ok(Some(card));
            }
            if !folded && is(&text, "END:VCARD") {
                if card.fault == Some(Fault::BrokenCard) {
                    card.fault = None;
                }
                return Ok(Some(card));
            }
            let goes_on = folded || soft;
            if !goes_on {
                kept = property::is_kept(&text);
                quoted = property::is_quoted_printable(&text);
            }
            let ends_open = quoted && text.ends_with('=');
            if !kept {
                soft = ends_open;
                continue;
            }
            size += text.len();
            let fault = if self.cut || size > MAX_RECORD {
                Some(Fault::TooLong)
            } else {
                text.contains('\0').then_some(Fault::Damaged)
            };
            if fault.is_some() {
                card.fault = fault;
                (kept, soft) = (false, ends_open);
                continue;
            }
            match card.properties.last_mut().filter(|_| goes_on) {
                Some(open) if soft => {
                    open.pop();
                    open.push_str(&text);
                }
                Some(open) => open.push_str(text.get(1..).unwrap_or_default()),
                None => card.properties.push(text.into_owned()),
            }
            soft = ends_open;
        }
        Ok(Some(card))
    }
}

/// Shows a file's cards as records of [`HEADINGS`], a record of those first. `show` gets the bytes read so far.
pub(super) fn each<R: Read, E: From<io::Error>>(
    input: R,
    encoding: TextEncoding,
    mut show: impl FnMut(&Record, Option<Fault>, u64) -> Result<ControlFlow<()>, E>,
) -> Result<(), E> {
    let mut cards = Cards::new(input, encoding);
    let mut record = Record::default();
    record.start(0);
    HEADINGS.iter().for_each(|heading| record.push(heading));
    if show(&record, None, 0)?.is_break() {
        return Ok(());
    }
    while let Some(card) = cards.next()? {
        record.start(card.line);
        words::put(&card.properties, &mut record);
        if show(&record, card.fault, cards.bytes_read())?.is_break() {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
