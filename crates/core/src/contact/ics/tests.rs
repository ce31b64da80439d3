use calcard::icalendar::{ICalendar, ICalendarProperty, ICalendarValue};
use chrono::TimeZone as _;
use proptest::prelude::*;

use super::*;
use crate::contact::{Contact, ContactPurpose};
use crate::customer::Channel;
use crate::ids::{ContactId, CustomerId, Mint};
use crate::testing::{day, today};

fn planned(name: &str, note: &str, minute: Option<u32>) -> Contact {
    let mint = Mint::default();
    let now = crate::time::Clock::Fixed(today()).now();
    Contact {
        id: mint.mint::<ContactId>(now),
        customer: mint.mint::<CustomerId>(now),
        name: name.to_owned(),
        phone: None,
        email: None,
        day: day("2026-11-23"),
        minute,
        channel: Channel::Call,
        purpose: ContactPurpose::News,
        note: note.to_owned(),
        planned_on: today(),
        outcome: None,
        outcome_on: None,
        outcome_note: None,
        came_back_on: None,
    }
}

fn written(contacts: &[Contact]) -> String {
    let now = Utc.with_ymd_and_hms(2026, 11, 22, 9, 0, 0).unwrap();
    let entries: Vec<Reminder> = contacts
        .iter()
        .map(|contact| Reminder::Contact {
            contact: contact.clone(),
        })
        .collect();
    calendar(&entries, now, |entry| match entry {
        Reminder::Contact { contact } => format!("Appeler {}", contact.name),
        Reminder::Promise { promise } => promise.name.clone(),
    })
}

/// What every line begins with once folds are undone, whatever ends lines to the most lenient reader.
fn properties(text: &str) -> Vec<String> {
    let unfolded = text.replace("\r\n ", "");
    let ends = [
        '\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}',
    ];
    unfolded
        .split(ends)
        .filter(|line| !line.is_empty())
        .map(|line| line.split([':', ';']).next().unwrap().to_owned())
        .collect()
}

/// The summary and description another parser finds.
fn read(text: &str) -> Vec<(ICalendarProperty, String)> {
    let calendar = ICalendar::parse(text).expect("another parser reads it");
    let mut found = Vec::new();
    for part in &calendar.components {
        for entry in &part.entries {
            if matches!(
                entry.name,
                ICalendarProperty::Summary | ICalendarProperty::Description
            ) {
                let Some(ICalendarValue::Text(text)) = entry.values.first() else {
                    panic!("{entry:?}");
                };
                found.push((entry.name.clone(), text.clone()));
            }
        }
    }
    found
}

const KNOWN: [&str; 20] = [
    "BEGIN",
    "END",
    "VERSION",
    "PRODID",
    "CALSCALE",
    "DTSTAMP",
    "DTSTART",
    "DTEND",
    "UID",
    "SUMMARY",
    "DESCRIPTION",
    "TRANSP",
    "ACTION",
    "TRIGGER",
    "METHOD",
    "NAME",
    "DURATION",
    "REPEAT",
    "STATUS",
    "CLASS",
];

#[test]
fn names_and_notes_cannot_add_a_line() {
    for hostile in [
        "Zoé\r\nATTACH:file:///etc/passwd",
        "Zoé\nURL:javascript:alert(1)",
        "Zoé\rRRULE:FREQ=SECONDLY",
        "Zoé\r\n END:VEVENT\r\nBEGIN:VALARM",
        "Zoé\u{85}ATTENDEE:mailto:x@example.org",
        "Zoé\u{2028}ORGANIZER:x",
        "Zoé\u{b}X:y\u{c}X:z\0W:v",
        "\\n\\;\\,\\\\",
        "END:VCALENDAR",
    ] {
        let plain = properties(&written(&[planned("Zoé", "x", Some(600))]));
        let text = written(&[planned(hostile, hostile, Some(600))]);
        assert_eq!(properties(&text), plain, "{hostile:?}");
        assert!(
            plain.iter().all(|name| KNOWN.contains(&name.as_str())),
            "{plain:?}"
        );
    }
}

#[test]
fn very_long_names_are_folded_and_come_back() {
    let name = format!("Zoé {}", "é👩🏽‍🍳 ".repeat(2_000));
    let text = written(&[planned(&name, &"note, longue; ".repeat(2_000), None)]);
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
    let found = read(&text);
    let summary = found
        .iter()
        .find(|(property, _)| *property == ICalendarProperty::Summary);
    let same = summary.unwrap().1.trim_end() == format!("Appeler {name}").trim_end();
    assert!(same, "a long name came back as another");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn what_is_written_another_parser_reads(
        name in "[a-zé:;,\\\\\" ]{0,40}|\\PC{0,90}|(?s).{0,30}",
        note in "(?s)[a-zé:;,\\\\\"\n\r ]{1,120}",
        minute in prop::option::of(0_u32..1440),
    ) {
        let text = written(&[planned(&name, &note, minute), planned("Suivante", "", None)]);
        prop_assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\n', '\r'])));
        let found = read(&text);
        let said = |property: ICalendarProperty| {
            found.iter().filter(|(name, _)| *name == property).map(|(_, text)| text.clone()).collect::<Vec<_>>()
        };
        let summaries = said(ICalendarProperty::Summary);
        let title = tidy(&format!("Appeler {name}"));
        prop_assert_eq!(summaries.len(), 2);
        prop_assert_eq!(summaries[0].trim(), title.trim());
        prop_assert_eq!(summaries[1].as_str(), "Appeler Suivante");
    }
}
