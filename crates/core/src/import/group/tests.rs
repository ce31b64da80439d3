use super::*;
use crate::import::day::DayOrder;
use crate::import::decimal::DecimalMark;
use crate::import::mapping::{Anonymous, Column, LineAmounts};
use crate::import::role::Role;
use crate::import::table::Source;

fn mapping(credit_prefix: Option<&str>) -> Mapping {
    Mapping {
        shape: "0".repeat(32),
        source: Source::Sheet { name: "S".into() },
        header_line: None,
        first_line: 1,
        columns: vec![Column {
            header: String::new(),
            role: Role::Day,
            field: None,
            decimal: DecimalMark::Comma,
            days: DayOrder::YearFirst,
            confidence: 1.0,
        }],
        credit_prefix: credit_prefix.map(str::to_owned),
        anonymous: Anonymous::Keep,
        lines: LineAmounts::Added,
    }
}

fn sale<'r>(reference: &'r str, day: &str, cents: i64) -> Sale<'r> {
    Sale {
        reference,
        day: day.parse().unwrap(),
        minute: None,
        amount: i128::from(cents) * 10_000_000_000,
        currency: None,
        item: "",
        quantity: None,
        unit_price: None,
        channel: "",
        served_by: "",
        note: "",
        settled: None,
    }
}

type Line<'r> = (Option<u64>, &'r str, &'r str, i64);

fn group(mapping: &Mapping, lines: &[Line<'_>]) -> Vec<Draft> {
    let mut grouper = Grouper::new(mapping);
    let mut all = Vec::new();
    for (at, (person, reference, day, cents)) in lines.iter().enumerate() {
        all.extend(grouper.push(
            u32::try_from(at).unwrap(),
            *person,
            &sale(reference, day, *cents),
        ));
    }
    all.extend(grouper.finish());
    all
}

#[test]
fn lines_of_a_ticket_are_one_purchase() {
    let all = group(
        &mapping(None),
        &[
            (Some(1), "A1", "2025-01-02", 100),
            (None, "A1", "2025-01-02", 250),
            (Some(1), "A1", "2025-01-03", 400),
            (Some(1), "", "2025-01-03", 500),
            (Some(1), "", "2025-01-03", 500),
        ],
    );
    let amounts: Vec<_> = all
        .iter()
        .map(|draft| (draft.amount(2).unwrap(), draft.lines, draft.person))
        .collect();
    assert_eq!(
        amounts,
        [
            (350, 2, Some(1)),
            (400, 1, Some(1)),
            (500, 1, Some(1)),
            (500, 1, Some(1))
        ],
        "and two lines alike without a ticket are two purchases"
    );
    assert!(all.iter().all(|draft| !draft.continues));
    let origins: HashSet<_> = all.iter().map(|draft| draft.origin).collect();
    assert_eq!(origins.len(), 4);
}

#[test]
fn scattered_lines_continue_their_purchase() {
    let all = group(
        &mapping(None),
        &[
            (Some(1), "A1", "2025-01-02", 100),
            (Some(2), "A2", "2025-01-02", 200),
            (Some(1), "A1", "2025-01-02", 300),
            (Some(2), "A1", "2025-01-02", 400),
        ],
    );
    assert_eq!(all[0].origin, all[2].origin);
    assert!(all[2].continues && !all[0].continues);
    assert_ne!(
        all[3].origin, all[0].origin,
        "the same number given to somebody else"
    );
    assert!(!all[3].continues);
}

#[test]
fn a_longer_file_names_its_purchases_alike() {
    let lines: Vec<Line<'_>> = vec![
        (Some(1), "", "2025-01-02", 100),
        (Some(1), "", "2025-01-02", 100),
        (Some(2), "T7", "2025-01-02", 100),
        (None, "", "2025-01-02", 100),
    ];
    let short = group(&mapping(None), &lines[..2]);
    let long = group(&mapping(None), &lines);
    assert!(
        short
            .iter()
            .zip(&long)
            .all(|(short, long)| short.origin == long.origin)
    );
}

#[test]
fn credit_notes_take_back() {
    let all = group(
        &mapping(Some("C")),
        &[
            (Some(1), "C12", "2025-01-02", -100),
            (Some(1), "C13", "2025-01-02", 200),
            (Some(1), "CAFE", "2025-01-02", 300),
            (Some(1), "14", "2025-01-02", -400),
        ],
    );
    let amounts: Vec<_> = all
        .iter()
        .map(|draft| (draft.amount(2).unwrap(), draft.is_refund()))
        .collect();
    assert_eq!(
        amounts,
        [(-100, true), (-200, true), (300, false), (-400, true)]
    );
}

#[test]
fn refunds_name_their_ticket() {
    for (note, ticket) in [
        ("retour ticket 1267", Some("1267")),
        ("Avoir sur facture n° FA-00012", Some("FA-00012")),
        ("refund of order #88", Some("88")),
        ("remboursé (ticket 5)", Some("5")),
        ("à livrer 12 rue Foch", None),
        ("retour du 12/03/2025", None),
        ("", None),
    ] {
        assert_eq!(named_ticket(note), ticket, "{note}");
    }
}

#[test]
fn forgetting_from_day_to_day_changes_nothing() {
    let lines: Vec<Line<'_>> = vec![
        (Some(1), "", "2025-01-02", 100),
        (Some(1), "A", "2025-01-02", 100),
        (Some(1), "", "2025-01-02", 100),
        (Some(1), "A", "2025-01-02", 300),
        (Some(1), "A", "2025-01-03", 100),
        (Some(2), "A", "2025-01-03", 100),
        (Some(1), "", "2025-01-03", 100),
    ];
    let mapping = mapping(None);
    let mut grouper = Grouper::new(&mapping).days_together(true);
    let mut all = Vec::new();
    for (at, (person, reference, day, cents)) in lines.iter().enumerate() {
        all.extend(grouper.push(
            u32::try_from(at).unwrap(),
            *person,
            &sale(reference, day, *cents),
        ));
    }
    all.extend(grouper.finish());
    assert_eq!(all, group(&mapping, &lines));
}
