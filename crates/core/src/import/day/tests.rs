use super::*;
use crate::import::order::OrderEvidence;
use DayOrder::{Ambiguous, DayFirst, MonthFirst, Serial, YearFirst};
use proptest::prelude::*;

fn read(text: &str, order: DayOrder) -> Option<String> {
    parse_day(text, order, 79).map(|(day, time)| match time {
        Some(time) => format!("{day} {}", time.format("%H:%M")),
        None => day.to_string(),
    })
}

#[test]
fn days_as_people_write_them() {
    for (text, order, expected) in [
        ("2025-03-14", YearFirst, "2025-03-14"),
        ("2025-03-14", DayFirst, "2025-03-14"),
        ("2025/3/4", YearFirst, "2025-03-04"),
        ("20250314", YearFirst, "2025-03-14"),
        ("14032025", DayFirst, "2025-03-14"),
        ("20250314093000", YearFirst, "2025-03-14 09:30"),
        ("14/03/2025", DayFirst, "2025-03-14"),
        ("03/14/2025", MonthFirst, "2025-03-14"),
        ("1/2/25", DayFirst, "2025-02-01"),
        ("1/2/25", MonthFirst, "2025-01-02"),
        ("14.3.25", DayFirst, "2025-03-14"),
        ("4.3.25", MonthFirst, "2025-03-04"),
        ("14-03-99", DayFirst, "1999-03-14"),
        ("14/03/2025 17:30", DayFirst, "2025-03-14 17:30"),
        ("14/03/2025 à 9h05", DayFirst, "2025-03-14 09:05"),
        ("2010-12-01 08:26:00", YearFirst, "2010-12-01 08:26"),
        ("2025-03-14T23:59:59.123Z", YearFirst, "2025-03-14 23:59"),
        ("2025-03-14T23:59:59+02:00", YearFirst, "2025-03-14 23:59"),
        ("12/1/2010 8:26 AM", MonthFirst, "2010-12-01 08:26"),
        ("12/1/2010 12:05 am", MonthFirst, "2010-12-01 00:05"),
        ("3 mars 2025", YearFirst, "2025-03-03"),
        ("1er août 2025", DayFirst, "2025-08-01"),
        ("lundi 3 févr. 2025", YearFirst, "2025-02-03"),
        ("3-déc-25", DayFirst, "2025-12-03"),
        ("March 3, 2025", MonthFirst, "2025-03-03"),
        ("Mon, 3 Mar 2025 10:00", YearFirst, "2025-03-03 10:00"),
        ("45730", Serial, "2025-03-14"),
        ("45231.375", Serial, "2023-11-01 09:00"),
        ("45231,375", Serial, "2023-11-01 09:00"),
    ] {
        assert_eq!(
            read(text, order).as_deref(),
            Some(expected),
            "{text:?} {order:?}"
        );
    }
}

#[test]
fn what_is_no_day_is_none() {
    for text in [
        "",
        "TOTAL",
        "31/02/2025",
        "2025-13-01",
        "14/14/2025",
        "12,50",
        "0612345678",
        "06.12.34.56.78",
        "1/2",
        "abc 2025",
        "14/03/2025 25:00",
        "14/03/2025 bis",
        "99999999",
        "3 jui 2025",
        "1234",
    ] {
        assert_eq!(read(text, DayFirst), None, "{text:?}");
    }
    assert_eq!(read("14/03/2025", MonthFirst), None);
}

#[test]
fn times_as_people_write_them() {
    for (text, expected) in [
        ("17:30", Some("17:30")),
        ("07:55:12", Some("07:55")),
        ("9h05", Some("09:05")),
        ("9 h", Some("09:00")),
        ("2:05 PM", Some("14:05")),
        ("173012", Some("17:30")),
        ("24:00", None),
        ("12", None),
        ("midi", None),
        ("", None),
    ] {
        let read = parse_time(text).map(|time| time.format("%H:%M").to_string());
        assert_eq!(read.as_deref(), expected, "{text:?}");
    }
}

fn judged(values: &[&str]) -> DayOrder {
    let mut evidence = OrderEvidence::default();
    values.iter().for_each(|value| evidence.see(value));
    evidence.judge()
}

#[test]
fn the_order_is_judged_on_the_column() {
    assert_eq!(judged(&["01/02/2025", "13/02/2025"]), DayFirst);
    assert_eq!(judged(&["01/02/2025", "02/13/2025"]), MonthFirst);
    assert_eq!(judged(&["01/02/2025", "03/04/2025"]), Ambiguous);
    assert_eq!(judged(&["13/02/2025", "02/13/2025"]), Ambiguous);
    assert_eq!(judged(&["2025-01-02", "2025-03-04"]), YearFirst);
    assert_eq!(judged(&["20250102"]), YearFirst);
    assert_eq!(judged(&["05/05/2025"]), DayFirst);
    assert_eq!(judged(&["4.3.25", "5.6.25"]), DayFirst);
    assert_eq!(judged(&["3 mars 2025"]), YearFirst);
    assert_eq!(judged(&["45730", "45231.5"]), Serial);
}

proptest! {
    #[test]
    fn every_way_of_writing_comes_back(days in 0_u64..54_000, style in 0..7, minute in 0_u32..1440) {
        let first = NaiveDate::from_ymd_opt(1932, 1, 1).unwrap();
        let day = first + chrono::Days::new(days);
        let time = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap();
        let (format, order) = match style {
            0 => ("%Y-%m-%d %H:%M", YearFirst),
            1 => ("%d/%m/%Y %H:%M:%S", DayFirst),
            2 => ("%m/%d/%Y %I:%M %p", MonthFirst),
            3 => ("%-d.%-m.%Y %H:%M", DayFirst),
            4 => ("%Y%m%d%H%M%S", YearFirst),
            5 => ("%e %B %Y %Hh%M", YearFirst),
            _ => ("%d-%m-%Y %H:%M", DayFirst),
        };
        let text = day.and_time(time).format(format).to_string();
        prop_assert_eq!(parse_day(&text, order, 79), Some((day, Some(time))), "{}", text);
    }

    #[test]
    fn nothing_makes_it_fail(text in "[-0-9/.:hTZ ]{0,20}|\\PC{0,16}") {
        for order in [YearFirst, DayFirst, MonthFirst, Serial] {
            let _ = parse_day(&text, order, 79);
        }
        let _ = parse_time(&text);
    }
}
