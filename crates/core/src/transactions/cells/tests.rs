//! Days, amounts and names as people write them.

use chrono::Datelike as _;

use super::*;
use crate::transactions::day_of;

#[test]
fn days_in_digits_are_those_of_the_calendar() {
    let mut days = Days::new(DayOrder::DayFirst);
    for number in (0..109_000).step_by(13).chain([0, 36_584, 36_585]) {
        let day = day_of(number);
        for written in [
            day.format("%Y-%m-%d").to_string(),
            day.format("%Y%m%d").to_string(),
            day.format("%d/%m/%Y").to_string(),
            day.format("%d.%m.%Y").to_string(),
            day.format("%Y-%m-%d 08:26:00").to_string(),
            day.format("%Y-%m-%dT08:26:00Z").to_string(),
        ] {
            assert_eq!(days.read(written.as_bytes()), Ok(number), "{written}");
        }
        assert_eq!(number_of(day), Some(number));
        assert!(day.year() >= 1900);
    }
    let mut days = Days::new(DayOrder::MonthFirst);
    assert_eq!(days.read(b"03/14/2025"), Ok(number(2025, 3, 14).unwrap()));
    for wrong in [
        "2025-02-29",
        "20251301",
        "31/04/2025",
        "yesterday",
        "1899-12-31",
    ] {
        assert_eq!(
            days.read(wrong.as_bytes()),
            Err(Reason::UnreadableDay),
            "{wrong}"
        );
    }
    assert_eq!(days.read(b""), Err(Reason::MissingDay));
}

#[test]
fn amounts_are_exact() {
    let read = |cell: &str, mark| amount(&[b"", b"", cell.as_bytes(), b""], &[mark]);
    for (cell, told) in [
        ("12", 120_000),
        ("12.5", 125_000),
        ("-12.50", -125_000),
        ("0.00", 0),
        ("1,234.56", 12_345_600),
        ("3.1416", 31_416),
        ("$ 7.00", 70_000),
    ] {
        assert_eq!(read(cell, DecimalMark::Point), Ok(told), "{cell}");
    }
    assert_eq!(read("1 234,56 €", DecimalMark::Comma), Ok(12_345_600));
    assert_eq!(
        read("", DecimalMark::Comma),
        Err((AMOUNT, Reason::MissingAmount))
    );
    for wrong in ["twelve", "99999999999999", "1.2.3"] {
        assert_eq!(
            read(wrong, DecimalMark::Point),
            Err((AMOUNT, Reason::UnreadableAmount)),
            "{wrong}"
        );
    }
    let both = [DecimalMark::Point, DecimalMark::Point];
    assert_eq!(amount(&[b"", b"", b"2.55", b"6"], &both), Ok(153_000));
    assert_eq!(amount(&[b"", b"", b"2.55", b"-6"], &both), Ok(-153_000));
}

#[test]
fn ids_are_tidied_as_an_import_does() {
    for (name, tidied) in [
        ("17850.0", "17850"),
        ("00042", "00042"),
        ("A1.0", "A1.0"),
        ("1.5", "1.5"),
    ] {
        assert_eq!(tidy(name.as_bytes()), tidied.as_bytes());
        assert_eq!(crate::import::values::tidy_id(name), tidied);
    }
}
