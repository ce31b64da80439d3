use super::*;
use crate::import::mark::mark_evidence;
use DecimalMark::{Comma, Point};
use proptest::prelude::*;

fn cents(text: &str, mark: DecimalMark) -> Option<i64> {
    parse_decimal(text, mark)?.value.to_minor(2)
}

#[test]
fn amounts_as_people_write_them() {
    for (text, mark, expected) in [
        ("1 234,50 €", Comma, 123_450),
        ("1\u{a0}234,50\u{a0}€", Comma, 123_450),
        ("1\u{202f}234,50", Comma, 123_450),
        ("-12,00", Comma, -1_200),
        ("(12.00)", Point, -1_200),
        ("12.50-", Point, -1_250),
        ("−3,5", Comma, -350),
        ("1,234.50", Point, 123_450),
        ("1.234,50", Comma, 123_450),
        ("1.234.567,89", Comma, 123_456_789),
        ("1'234.50", Point, 123_450),
        ("EUR 12,50", Comma, 1_250),
        ("€-12,00", Comma, -1_200),
        ("- 12,00 €", Comma, -1_200),
        ("(12,00 €)", Comma, -1_200),
        ("$1,234", Point, 123_400),
        ("CHF 10.-", Point, 1_000),
        ("12.50", Comma, 1_250),
        ("1.5", Comma, 150),
        ("1.234", Comma, 123_400),
        ("1,234", Point, 123_400),
        ("0.125", Comma, 13),
        (",50", Comma, 50),
        ("12,", Comma, 1_200),
        ("0", Comma, 0),
        ("+7", Point, 700),
        ("21.330000000000002", Point, 2_133),
        ("8.390000000000001", Comma, 839),
    ] {
        assert_eq!(cents(text, mark), Some(expected), "{text:?} {mark:?}");
    }
}

#[test]
fn currencies_are_told() {
    for (text, code) in [
        ("12 €", Some("EUR")),
        ("$5", Some("USD")),
        ("CHF 3", Some("CHF")),
        ("7", None),
    ] {
        assert_eq!(parse_decimal(text, Comma).unwrap().currency, code, "{text}");
    }
    assert_eq!(currency_named("eur"), Some("EUR"));
    assert_eq!(currency_named("euro zone"), None);
}

#[test]
fn what_is_no_number_is_none() {
    for text in [
        "",
        " ",
        "abc",
        "12 50",
        "1,2,3",
        "1 23,4",
        "--5",
        "(-5)",
        "12€50",
        "=1+1",
        "1e5",
        "12;5",
        "€",
        "-",
        "9".repeat(30).as_str(),
        "05/03/2024",
        "06.12.34.56.78",
    ] {
        assert_eq!(parse_decimal(text, Comma), None, "{text:?}");
    }
}

#[test]
fn rounding_is_half_away_from_zero_and_once() {
    assert_eq!(cents("2,345", Comma), Some(235));
    assert_eq!(cents("-2,345", Comma), Some(-235));
    assert_eq!(cents("2,3449", Comma), Some(234));
    let price = parse_decimal("0.335", Point).unwrap().value;
    let quantity = parse_decimal("-3", Point).unwrap().value;
    assert_eq!(price.times_in_minor(quantity, 2), Some(-101));
    assert_eq!(fine_to_minor(price.times_fine(quantity), 2), Some(-101));
}

#[test]
fn the_mark_that_comes_last_is_before_the_decimals() {
    for mark in [Comma, Point] {
        assert_eq!(cents("-1,000.00", mark), Some(-100_000));
        assert_eq!(cents("1.000,00", mark), Some(100_000));
    }
}

#[test]
fn the_mark_of_a_column() {
    for (text, mark) in [
        ("1.234,50", Some(Comma)),
        ("1,234.50", Some(Point)),
        ("12,5", Some(Comma)),
        ("12.50 €", Some(Point)),
        ("1.234.567", Some(Comma)),
        ("1,234", None),
        ("1.234", None),
        ("0.125", Some(Point)),
        ("12", None),
    ] {
        assert_eq!(mark_evidence(text), mark, "{text}");
    }
}

proptest! {
    #[test]
    fn every_way_of_writing_comes_back(cents_in in -99_999_999_999_i64..99_999_999_999, style in 0..8) {
        let (whole, rest) = (cents_in.unsigned_abs() / 100, cents_in.unsigned_abs() % 100);
        let grouped = |mark: &str| {
            let digits = whole.to_string();
            let mut out = String::new();
            for (at, c) in digits.chars().enumerate() {
                if at > 0 && (digits.len() - at) % 3 == 0 { out.push_str(mark); }
                out.push(c);
            }
            out
        };
        let minus = if cents_in < 0 { "-" } else { "" };
        let (text, mark) = match style {
            0 => (format!("{minus}{whole},{rest:02}"), Comma),
            1 => (format!("{minus}{whole}.{rest:02}"), Point),
            2 => (format!("{minus}{},{rest:02} €", grouped("\u{202f}")), Comma),
            3 => (format!("{minus}{}.{rest:02}", grouped(",")), Point),
            4 => (format!("{minus}{},{rest:02}", grouped(".")), Comma),
            5 => (format!("{},{rest:02}{minus}", grouped(" ")), Comma),
            6 if cents_in < 0 => (format!("({whole}.{rest:02})"), Point),
            _ => (format!("{minus}€ {}.{rest:02}", grouped("'")), Point),
        };
        prop_assert_eq!(cents(&text, mark), Some(cents_in), "{}", text);
        // Two decimals tell the mark themselves.
        prop_assert_eq!(cents(&text, mark.other()), Some(cents_in), "{}", text);
        prop_assert_eq!(mark_evidence(&text), Some(mark), "{}", text);
    }

    #[test]
    fn nothing_makes_it_fail(text in "[-0-9.,() €$E+'’\u{a0}]{0,24}|\\PC{0,16}") {
        let _ = parse_decimal(&text, Comma);
        let _ = mark_evidence(&text);
    }
}
