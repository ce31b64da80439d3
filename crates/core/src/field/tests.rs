use super::*;
use crate::import::day::DayOrder;
use crate::import::decimal::DecimalMark;
use crate::testing;

fn field(kind: FieldKind, choices: &[&str]) -> Field {
    Field {
        id: uuid::Uuid::nil().into(),
        name: "Jour de marché".to_owned(),
        kind,
        choices: choices.iter().map(|word| (*word).to_owned()).collect(),
    }
}

fn reason(typed: Result<FieldValue>) -> Reason {
    match typed {
        Err(Error::InvalidIn { reason, .. }) => reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_typed_is_read_as_the_field_says() {
    let number = field(FieldKind::Number, &[]);
    for typed in ["12,5", "12.5", " 12,50 "] {
        assert_eq!(number.typed(typed).unwrap(), FieldValue::Number(12.5));
    }
    assert_eq!(reason(number.typed("douze")), Reason::NotANumber);
    let day = field(FieldKind::Date, &[]);
    assert!(matches!(day.typed("2026-11-22"), Ok(FieldValue::Date(_))));
    assert_eq!(reason(day.typed("demain")), Reason::NotADay);
    let choice = field(FieldKind::Choice, &["Mardi", "Jeudi"]);
    assert_eq!(
        choice.typed("mardi").unwrap(),
        FieldValue::Choice("Mardi".into())
    );
    assert_eq!(reason(choice.typed("lundi")), Reason::NotAChoice);
    let yes = field(FieldKind::YesNo, &[]);
    assert_eq!(yes.typed("oui").unwrap(), FieldValue::YesNo(true));
    assert_eq!(reason(yes.typed("peut-être")), Reason::NotYesNo);
    let text = field(FieldKind::Text, &[]);
    assert_eq!(
        text.typed(" sans \n gluten").unwrap(),
        FieldValue::Text("sans gluten".into())
    );
    assert_eq!(reason(text.typed(" ")), Reason::Empty);
    assert_eq!(reason(text.typed(&"a".repeat(1_001))), Reason::TooLong);
}

#[test]
fn a_value_of_another_kind_is_refused() {
    let number = field(FieldKind::Number, &[]);
    assert_eq!(
        number.check(FieldValue::Text("12".into())),
        Err(Reason::NotANumber)
    );
    assert_eq!(
        number.check(FieldValue::Number(f64::NAN)),
        Err(Reason::NotANumber)
    );
    assert_eq!(
        number.check(FieldValue::Number(1e15)),
        Err(Reason::OutOfRange)
    );
    // What a sum in floating point leaves behind is not kept.
    assert_eq!(
        number.check(FieldValue::Number(0.1 + 0.2)),
        Ok(FieldValue::Number(0.3))
    );
}

#[test]
fn a_file_says_how_its_numbers_and_days_are_written() {
    let notation = Notation {
        decimal: DecimalMark::Comma,
        days: DayOrder::DayFirst,
    };
    let read = |kind, text| field(kind, &[]).read(text, notation);
    assert_eq!(
        read(FieldKind::Number, "1 234,5"),
        Ok(FieldValue::Number(1234.5))
    );
    let day = "2026-04-03".parse().unwrap();
    assert_eq!(
        read(FieldKind::Date, "03/04/2026"),
        Ok(FieldValue::Date(day))
    );
    // A choice without words is being made.
    assert_eq!(
        read(FieldKind::Choice, " Samedi "),
        Ok(FieldValue::Choice("Samedi".into()))
    );
}

#[test]
fn names_and_words_are_there_short_and_all_different() {
    let others = [field(FieldKind::Text, &[])];
    assert_eq!(
        tidied(&testing::field("  Taille  ", FieldKind::Text, &[]), &others)
            .unwrap()
            .name,
        "Taille"
    );
    for (name, kind, words) in [
        (" ", FieldKind::Text, &[][..]),
        ("JOUR DE MARCHE", FieldKind::Text, &[]),
        ("Taille", FieldKind::Choice, &[]),
        ("Taille", FieldKind::Choice, &["S", " "]),
        ("Taille", FieldKind::Choice, &["été", "Ete"]),
    ] {
        assert!(
            matches!(
                tidied(&testing::field(name, kind, words), &others),
                Err(Error::Invalid { .. })
            ),
            "{name:?} {words:?}"
        );
    }
    assert!(tidied(&testing::field(&"a".repeat(61), FieldKind::Text, &[]), &[]).is_err());
}

#[test]
fn conditions_are_typed_in_one_line() {
    let number = field(FieldKind::Number, &[]);
    assert_eq!(number.test("").unwrap(), FieldTest::Empty);
    assert_eq!(
        number.test("3..").unwrap(),
        FieldTest::Between {
            from: Some(3.0),
            to: None
        }
    );
    assert_eq!(
        number.test("3").unwrap(),
        FieldTest::Between {
            from: Some(3.0),
            to: Some(3.0)
        }
    );
    let choice = field(FieldKind::Choice, &["Mardi", "Jeudi"]);
    assert_eq!(
        choice.test("mardi|JEUDI").unwrap(),
        FieldTest::OneOf {
            choices: vec!["Mardi".into(), "Jeudi".into()]
        }
    );
    assert!(choice.test("lundi").is_err());
    assert!(field(FieldKind::Date, &[]).test("2026-13-01..").is_err());
}
