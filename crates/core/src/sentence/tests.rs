use std::time::{Duration, Instant};

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{Understood, understand};
use crate::moment::MomentKind;
use crate::testing::{day, today};

/// Every proposal names the very words it was read from.
fn words_are_there(text: &str, said: &Understood) {
    let from = [
        said.kind.as_ref().map(|p| &p.from),
        said.amount.as_ref().map(|p| &p.from),
        said.day.as_ref().map(|p| &p.from),
        said.until.as_ref().map(|p| &p.from),
        said.channel.as_ref().map(|p| &p.from),
        said.direction.as_ref().map(|p| &p.from),
        said.feeling.as_ref().map(|p| &p.from),
        said.gesture.as_ref().map(|p| &p.from),
        said.rating.as_ref().map(|p| &p.from),
        said.reason.as_ref().map(|p| &p.from),
    ];
    for words in from.into_iter().flatten() {
        let there = text.get(words.start as usize..words.end as usize);
        assert_eq!(there, Some(words.text.as_str()));
        assert!(!words.text.is_empty());
    }
}

fn days_make_sense(said: &Understood, today: NaiveDate) {
    let kind = said.kind.as_ref().map(|kind| kind.value);
    if let Some(found) = &said.day
        && kind != Some(MomentKind::Absence)
    {
        assert!(found.value <= today, "{} after {today}", found.value);
    }
    if let Some(until) = &said.until {
        assert!(matches!(
            kind,
            Some(MomentKind::Absence | MomentKind::Promise)
        ));
        let from = said.day.as_ref().map_or(today, |found| found.value);
        assert!(until.value >= from.min(today));
    }
    if let Some(feeling) = &said.feeling {
        assert!((1..=3).contains(&feeling.value.intensity));
    }
    if let Some(rating) = &said.rating {
        let (low, high) = rating.value.scale.ends();
        assert!((low..=high).contains(&rating.value.score));
    }
}

/// Pieces that mean something, in any order.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "achat",
            "34,50 €",
            "34€50",
            "1 234,50",
            "hier",
            "lundi",
            "dernier",
            "prochain",
            "le",
            "3",
            "novembre",
            "3/11",
            "31/02",
            "2026-11-30",
            "29 février",
            "il y a",
            "999",
            "ans",
            "days ago",
            "demain",
            "Nov",
            "promis",
            "en vacances",
            "jusqu’au",
            "du",
            "au",
            "pas",
            "très",
            "contente",
            "furieuse",
            "merci",
            "NPS",
            "9/10",
            "appel",
            "reçu",
            "j’ai",
            "ne",
            "plus",
            "offert",
            "remboursé",
            ",",
            ".",
            "!",
            "€",
            "é",
            "\u{301}",
            "last",
            "next",
            "monday",
            "tomorrow",
            "12",
            "0",
            "99999999999",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
        "[0-9]{1,4}[/.-][0-9]{1,4}([/.-][0-9]{1,4})?",
    ]
}

proptest! {
    #[test]
    fn any_text_reads(text in "\\PC{0,120}", ahead in 0_u64..4_000) {
        let today = day("2020-02-29") + chrono::Days::new(ahead);
        let said = understand(&text, today, "EUR");
        words_are_there(&text, &said);
        days_make_sense(&said, today);
        prop_assert_eq!(&said, &understand(&text, today, "EUR"));
    }

    #[test]
    fn telling_text_reads(pieces in prop::collection::vec(piece(), 0..14), ahead in 0_u64..4_000, currency in "(EUR|JPY|TND)") {
        let today = day("2020-02-29") + chrono::Days::new(ahead);
        let text = pieces.join(" ");
        let said = understand(&text, today, &currency);
        words_are_there(&text, &said);
        days_make_sense(&said, today);
        // Whatever was proposed can be noted as it stands.
        let noting = said.noting("x", today);
        let noted = noting.moment.tidied(today);
        prop_assert!(noted.is_ok(), "{text}: {noted:?}");
    }
}

#[test]
fn weekdays_lie_behind_whatever_day_it_is() {
    for ahead in 0..14 {
        let today = today() + chrono::Days::new(ahead);
        for name in [
            "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
        ] {
            let plain = understand(&format!("achat 3 € {name}"), today, "EUR").day;
            let last = understand(&format!("achat 3 € {name} dernier"), today, "EUR").day;
            let plain = (today - plain.unwrap().value).num_days();
            let last = (today - last.unwrap().value).num_days();
            assert!((0..7).contains(&plain));
            assert!((1..=7).contains(&last));
        }
    }
}

#[test]
fn a_megabyte_is_read_in_no_time_and_not_kept() {
    for text in [
        "pas contente ".repeat(80_000),
        "1 234 ".repeat(170_000),
        "é".repeat(500_000),
        "9/10/".repeat(200_000),
        "n ".repeat(500_000),
    ] {
        let began = Instant::now();
        let said = understand(&text, today(), "EUR");
        assert!(began.elapsed() < Duration::from_secs(1));
        words_are_there(&text, &said);
        let refused = said.noting(&text, today()).moment.tidied(today());
        assert!(refused.is_err(), "noted a megabyte");
    }
}
