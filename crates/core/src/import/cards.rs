//! Address books in vCard 2.1, 3.0 and 4.0, mixed as they come. The file is cut into cards first and each card is read on
//! its own, so that a broken one spoils no other; pictures and sounds are passed over as they go by.

mod property;

use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;

use property::Property;

use super::day::{DayOrder, parse_day};
use super::delimited::{Fault, MAX_RECORD};
use super::encoding::{TextEncoding, Utf8Reader};
use super::record::Record;

/// The headings of the records cards become, in the format's own words.
pub const HEADINGS: [&str; 15] = [
    "N", "ORG", "TEL", "TEL 2", "TEL 3", "EMAIL", "EMAIL 2", "ADR", "ADR code", "ADR city",
    "ADR country", "BDAY", "CATEGORIES", "NOTE", "UID",
];
const PHONES: usize = 3;
const EMAILS: usize = 2;

/// Whether a text begins a card.
#[must_use]
pub fn begins(text: &str) -> bool {
    is(text.trim_start_matches('\u{feff}').trim_start().lines().next().unwrap_or(""), "BEGIN:VCARD")
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
        while self.line.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
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
        // Whether the lines that continue the last property belong to one that is kept, and whether it is still open.
        let (mut kept, mut soft) = (false, false);
        let mut size = 0;
        while self.next_line()? {
            let text = String::from_utf8_lossy(&self.line);
            let folded = text.starts_with([' ', '\t']);
            if !folded && !soft && is(&text, "BEGIN:VCARD") {
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
            }
            if !kept {
                soft = property::is_quoted_printable(&text) && text.ends_with('=')
                    || soft && text.ends_with('=');
                continue;
            }
            size += text.len();
            if self.cut || size > MAX_RECORD {
                card.fault = Some(Fault::TooLong);
                (kept, soft) = (false, false);
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
            soft = card
                .properties
                .last()
                .is_some_and(|open| open.ends_with('=') && property::is_quoted_printable(open));
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
        put(&card.properties, &mut record);
        if show(&record, card.fault, cards.bytes_read())?.is_break() {
            break;
        }
    }
    Ok(())
}

/// What a card says, gathered from its properties.
#[derive(Default)]
struct Words {
    structured: String,
    formatted: String,
    company: String,
    phones: Vec<String>,
    emails: Vec<String>,
    address: [String; 4],
    born: String,
    categories: String,
    notes: Vec<String>,
    uid: String,
}

fn put(properties: &[String], record: &mut Record) {
    let old = properties.iter().any(|text| {
        Property::read(text, false).is_some_and(|p| p.name == "VERSION" && p.value().starts_with('2'))
    });
    let mut words = Words::default();
    for property in properties.iter().filter_map(|text| Property::read(text, old)) {
        words.take(&property);
    }
    words.put(record);
}

impl Words {
    fn take(&mut self, property: &Property<'_>) {
        fn once(slot: &mut String, value: String) {
            if slot.is_empty() {
                *slot = value;
            }
        }
        match property.name.as_str() {
            "N" => {
                let parts = property.parts();
                let part = |at: usize| parts.get(at).map_or("", |part| part.trim());
                // Two given names stay together; forms of address are left out.
                let given = [part(1), part(2)].join(" ");
                let (family, given) = (part(0), given.trim());
                let name = if family.is_empty() || given.is_empty() {
                    String::new()
                } else {
                    format!("{family}, {given}")
                };
                once(&mut self.structured, name);
                once(&mut self.formatted, format!("{family}{given}"));
            }
            "FN" => {
                let name = property.value();
                if !name.trim().is_empty() {
                    self.formatted = name;
                }
            }
            "ORG" => once(&mut self.company, property.parts().first().cloned().unwrap_or_default()),
            "TEL" => {
                let number = property.value();
                let bare = number.trim();
                let bare = bare.strip_prefix("tel:").unwrap_or(bare);
                self.phones.push(bare.to_owned());
            }
            "EMAIL" => self.emails.push(property.value().trim().to_owned()),
            "ADR" => {
                let parts = property.parts();
                let part = |at: usize| parts.get(at).map_or("", |part| part.trim());
                if self.address.iter().all(String::is_empty) {
                    let lines: Vec<&str> = [part(0), part(1), part(2)]
                        .into_iter()
                        .filter(|line| !line.is_empty())
                        .collect();
                    self.address = [
                        lines.join(", "),
                        part(5).to_owned(),
                        part(3).to_owned(),
                        part(6).to_owned(),
                    ];
                }
            }
            "BDAY" => once(&mut self.born, property.value()),
            "CATEGORIES" => once(&mut self.categories, property.value()),
            "NOTE" => self.notes.push(property.value()),
            "UID" => once(&mut self.uid, property.value()),
            _ => {}
        }
    }

    fn put(mut self, record: &mut Record) {
        // Numbers and addresses beyond those with a column of their own are kept in the note.
        let more = self.phones.split_off(self.phones.len().min(PHONES));
        self.notes.extend(more);
        let more = self.emails.split_off(self.emails.len().min(EMAILS));
        self.notes.extend(more);
        let name = if self.structured.is_empty() {
            &self.formatted
        } else {
            &self.structured
        };
        record.push(name);
        record.push(&self.company);
        let cell = |list: &[String], at: usize| list.get(at).cloned().unwrap_or_default();
        (0..PHONES).for_each(|at| record.push(&cell(&self.phones, at)));
        (0..EMAILS).for_each(|at| record.push(&cell(&self.emails, at)));
        self.address.iter().for_each(|line| record.push(line));
        // A birthday without its year stays as it stands.
        match parse_day(&self.born, DayOrder::YearFirst, 29) {
            Some((day, _)) => record.push_typed(&day.to_string()),
            None => record.push(&self.born),
        }
        record.push(&self.categories);
        record.push(&self.notes.join("\n"));
        record.push(&self.uid);
    }
}

#[cfg(test)]
mod tests;
