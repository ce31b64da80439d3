//! What a card says, as the cells of a record.

use super::property::Property;
use super::{EMAILS, PHONES};
use crate::import::day::{DayOrder, parse_day};
use crate::import::record::Record;

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

/// Puts what a card's properties say into a record of [`super::HEADINGS`].
pub(super) fn put(properties: &[String], record: &mut Record) {
    let old = properties.iter().any(|text| {
        Property::read(text, false)
            .is_some_and(|p| p.name == "VERSION" && p.value().starts_with('2'))
    });
    let mut words = Words::default();
    for property in properties
        .iter()
        .filter_map(|text| Property::read(text, old))
    {
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
            "ORG" => once(
                &mut self.company,
                property.parts().first().cloned().unwrap_or_default(),
            ),
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
