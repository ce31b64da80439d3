//! What one record says about the customer.

use chrono::NaiveDate;

use super::day::parse_day;
use super::fields;
use super::mapping::Mapping;
use super::record::Record;
use super::role::Role;
use super::understand::Context;
use super::values::{parse_email, parse_yes_no, tidy_id, tidy_postcode};
use crate::field::FieldEntry;
use crate::fold::tidy_name;
use crate::phone::to_e164;

/// Two-digit years of birth up to this one are in the 2000s.
const BIRTH_PIVOT: i32 = 29;
/// The longest name, address… that is kept, in characters.
const MAX_TEXT: usize = 300;
/// The longest tag that is kept, in characters.
const MAX_TAG: usize = 60;

/// A cell that could not be understood, or not whole. It is kept in the customer's note.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct LeftOut {
    /// Its column, from 0.
    pub column: u32,
    /// The heading and the cell as it stands: `Tél. : 06 12 34`.
    pub words: String,
}

impl LeftOut {
    /// A cell as it stands below its heading.
    pub(super) fn new(column: usize, heading: &str, cell: &str) -> Self {
        Self {
            column: u32::try_from(column).unwrap_or(u32::MAX),
            words: if heading.is_empty() {
                cell.to_owned()
            } else {
                format!("{heading}: {cell}")
            },
        }
    }
}

/// What one record says about a customer. Everything may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Person {
    /// How the till or shop names them.
    pub external_id: Option<String>,
    /// Their name, tidied: `Björn Le Goff`.
    pub name: Option<String>,
    /// Their company.
    pub company: Option<String>,
    /// Phone numbers: as typed, and in E.164 when understood.
    pub phones: Vec<(String, Option<String>)>,
    /// E-mail addresses: as typed, and in lower case when understood.
    pub emails: Vec<(String, Option<String>)>,
    /// Street and number.
    pub address: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// Day of birth.
    pub born_on: Option<NaiveDate>,
    /// Tags.
    pub tags: Vec<String>,
    /// Free text.
    pub note: Option<String>,
    /// Whether they agreed to be e-mailed.
    pub consent_email: Option<bool>,
    /// Whether they agreed to be texted.
    pub consent_sms: Option<bool>,
    /// Whether they agreed to be called.
    pub consent_phone: Option<bool>,
    /// Who brought them: an external id or a name.
    pub referrer: Option<String>,
    /// What goes into the notebook's own fields.
    #[serde(with = "super::who::plain")]
    pub fields: Vec<FieldEntry>,
    /// Cells that could not be understood.
    pub left_out: Vec<LeftOut>,
}

impl Person {
    /// What they are called: their name, else their company, else what reaches or identifies them.
    #[must_use]
    pub fn called(&self) -> Option<&str> {
        self.name
            .as_deref()
            .or(self.company.as_deref())
            .or_else(|| self.emails.first().map(|(typed, _)| typed.as_str()))
            .or_else(|| self.phones.first().map(|(typed, _)| typed.as_str()))
            .or(self.external_id.as_deref())
    }

    /// The note for their record: what the file has for it, then the cells that could not be understood.
    #[must_use]
    pub fn whole_note(&self) -> Option<String> {
        let cells = self.left_out.iter().map(|cell| cell.words.as_str());
        let all: Vec<&str> = self.note.as_deref().into_iter().chain(cells).collect();
        (!all.is_empty()).then(|| all.join("\n"))
    }

    /// A note with what could not be understood added, where it does not say so yet. `None` when it says it all.
    #[must_use]
    pub fn added_to(&self, note: &str) -> Option<String> {
        let mut whole = note.to_owned();
        for cell in &self.left_out {
            if !whole.contains(&cell.words) {
                whole.push('\n');
                whole.push_str(&cell.words);
            }
        }
        (whole != note).then_some(whole)
    }

    /// Puts a value in a field, unless there is one.
    fn put(&mut self, entry: FieldEntry) {
        if self.fields.iter().all(|known| known.field != entry.field) {
            self.fields.push(entry);
        }
    }

    /// Learns what another row says of the same person; what is known already stays.
    pub fn learn(&mut self, other: Self) {
        fn fill<T>(slot: &mut Option<T>, other: Option<T>) {
            if slot.is_none() {
                *slot = other;
            }
        }
        fn add(own: &mut Vec<(String, Option<String>)>, others: Vec<(String, Option<String>)>) {
            for (typed, normal) in others {
                let known = own
                    .iter()
                    .any(|(t, n)| *t == typed || (normal.is_some() && *n == normal));
                if !known {
                    own.push((typed, normal));
                }
            }
        }
        fill(&mut self.external_id, other.external_id);
        fill(&mut self.name, other.name);
        fill(&mut self.company, other.company);
        add(&mut self.phones, other.phones);
        add(&mut self.emails, other.emails);
        fill(&mut self.address, other.address);
        fill(&mut self.postcode, other.postcode);
        fill(&mut self.city, other.city);
        fill(&mut self.country, other.country);
        fill(&mut self.born_on, other.born_on);
        for tag in other.tags {
            if !self.tags.contains(&tag) {
                self.tags.push(tag);
            }
        }
        fill(&mut self.note, other.note);
        fill(&mut self.consent_email, other.consent_email);
        fill(&mut self.consent_sms, other.consent_sms);
        fill(&mut self.consent_phone, other.consent_phone);
        fill(&mut self.referrer, other.referrer);
        for entry in other.fields {
            self.put(entry);
        }
        for cell in other.left_out {
            if !self.left_out.iter().any(|known| known.words == cell.words) {
                self.left_out.push(cell);
            }
        }
    }
}

/// Reads the customer's cells of a record; `None` when no cell says who they are.
#[must_use]
pub fn read_person(mapping: &Mapping, context: &Context, record: &Record) -> Option<Person> {
    let mut person = Person::default();
    let (mut first, mut last) = ("", "");
    for (at, column) in mapping.columns.iter().enumerate() {
        let cell = record.get(at);
        if cell.is_empty() || !column.role.is_about_customer() {
            continue;
        }
        let understood = match column.role {
            Role::ExternalId => keep(&mut person.external_id, tidy_id(cell)),
            Role::FullName => keep(&mut person.name, &tidy_name(cell)),
            Role::FirstName => {
                first = cell;
                true
            }
            Role::LastName => {
                last = cell;
                true
            }
            Role::Company => keep(&mut person.company, cell),
            Role::Phone => {
                let number = to_e164(cell, &context.country);
                let known = number.is_some();
                person.phones.push((clip(cell, MAX_TEXT), number));
                known
            }
            Role::Email => {
                let address = parse_email(cell);
                let known = address.is_some();
                person.emails.push((clip(cell, MAX_TEXT), address));
                known
            }
            Role::Address => {
                let line = match person.address.take() {
                    Some(before) => format!("{before}, {cell}"),
                    None => cell.to_owned(),
                };
                keep(&mut person.address, &line)
            }
            Role::Postcode => keep(
                &mut person.postcode,
                &tidy_postcode(cell, record.is_typed(at), &context.country),
            ),
            Role::City => keep(&mut person.city, cell),
            Role::Country => keep(&mut person.country, cell),
            Role::BirthDate => {
                person.born_on = parse_day(cell, column.days, BIRTH_PIVOT).map(|(day, _)| day);
                person.born_on.is_some()
            }
            Role::Tags => {
                let tags = cell.split([',', ';', '|']).map(str::trim);
                let mut whole = true;
                for tag in tags.filter(|tag| !tag.is_empty()) {
                    whole &= fits(tag, MAX_TAG);
                    person.tags.push(clip(tag, MAX_TAG));
                }
                whole
            }
            Role::CustomerNote => {
                person.note = Some(match person.note.take() {
                    Some(before) => format!("{before}\n{cell}"),
                    None => cell.to_owned(),
                });
                true
            }
            Role::ConsentEmail => answer(&mut person.consent_email, cell),
            Role::ConsentSms => answer(&mut person.consent_sms, cell),
            Role::ConsentPhone => answer(&mut person.consent_phone, cell),
            Role::Referrer => keep(&mut person.referrer, tidy_id(cell)),
            Role::Field => match fields::read(context, column, record, at) {
                Some(entry) => {
                    person.put(entry);
                    true
                }
                None => false,
            },
            _ => true,
        };
        if !understood {
            let heading = column.header.trim();
            person.left_out.push(LeftOut::new(at, heading, cell));
        }
    }
    if !(first.is_empty() && last.is_empty()) {
        // First and last are known: only the shouting has to go.
        let turned = if last.is_empty() {
            first.to_owned()
        } else {
            format!("{last}, {first}")
        };
        let whole = if first.is_empty() {
            tidy_name(last)
        } else {
            tidy_name(&turned)
        };
        person.name = Some(clip(whole.trim_end_matches([',', ' ']), MAX_TEXT));
    }
    person.called().is_some().then_some(person)
}

fn keep(slot: &mut Option<String>, cell: &str) -> bool {
    *slot = Some(clip(cell, MAX_TEXT));
    fits(cell, MAX_TEXT)
}

fn answer(slot: &mut Option<bool>, cell: &str) -> bool {
    *slot = parse_yes_no(cell);
    slot.is_some()
}

fn fits(text: &str, characters: usize) -> bool {
    text.len() <= characters || text.chars().count() <= characters
}

fn clip(text: &str, characters: usize) -> String {
    text.chars().take(characters).collect()
}
