//! The notebook's own fields, of every kind.

use super::compare::same;
use crate::customer::{CustomerFilter, CustomerSort};
use crate::field::{Field, FieldFilter, FieldKind, FieldTest, FieldValue};
use crate::testing::{self, TestNotebook, day};

const REMARKS: [&str; 3] = ["Sans gluten", "sans  lait, GLUTEN non plus", "é"];
const MARKETS: [&str; 3] = ["Mardi", "Jeudi", "Samedi"];

pub(super) fn value_of(kind: FieldKind, value: usize) -> FieldValue {
    match kind {
        FieldKind::Text => FieldValue::Text(REMARKS[value].to_owned()),
        FieldKind::Number => FieldValue::Number([-2.5, 0.1, 40.0][value]),
        FieldKind::Date => FieldValue::Date(day(["1999-12-31", "2026-01-01", "2026-11-22"][value])),
        FieldKind::Choice => FieldValue::Choice(MARKETS[value].to_owned()),
        FieldKind::YesNo => FieldValue::YesNo(value == 0),
    }
}

/// A field of every kind.
pub(super) async fn with_fields(book: TestNotebook) -> TestNotebook {
    for (name, kind) in [
        ("Régime", FieldKind::Text),
        ("Pointure", FieldKind::Number),
        ("Rencontre", FieldKind::Date),
        ("Marché", FieldKind::Choice),
        ("Livré", FieldKind::YesNo),
    ] {
        let words: &[&str] = if kind == FieldKind::Choice {
            &MARKETS
        } else {
            &[]
        };
        book.add_field(&testing::field(name, kind, words))
            .await
            .unwrap();
    }
    book
}

/// Every test a field takes.
fn tests_of(field: &Field) -> Vec<FieldTest> {
    let mut tests = vec![FieldTest::Empty, FieldTest::Filled];
    tests.extend(match field.kind {
        FieldKind::Text => ["gluten", "LAIT", "e", "x", ""]
            .map(|text| FieldTest::Contains {
                text: text.to_owned(),
            })
            .to_vec(),
        FieldKind::Number => [
            (None, None),
            (Some(0.1), None),
            (None, Some(0.1)),
            (Some(-2.5), Some(39.0)),
        ]
        .map(|(from, to)| FieldTest::Between { from, to })
        .to_vec(),
        FieldKind::Date => [
            (None, None),
            (Some("2026-01-01"), None),
            (None, Some("2026-01-01")),
        ]
        .map(|(from, to)| FieldTest::Days {
            from: from.map(day),
            to: to.map(day),
        })
        .to_vec(),
        FieldKind::Choice => vec![
            FieldTest::OneOf {
                choices: vec![MARKETS[0].to_owned()],
            },
            FieldTest::OneOf {
                choices: vec![MARKETS[1].to_owned(), MARKETS[2].to_owned()],
            },
        ],
        FieldKind::YesNo => vec![FieldTest::Is { yes: true }, FieldTest::Is { yes: false }],
    });
    tests
}

/// Lists by what customers have in fields, alone and together, from the roster and from the file.
pub(super) async fn compare_fields(book: &TestNotebook) {
    let fields = book.fields().await.unwrap();
    let one = |field: &Field, test| FieldFilter {
        field: field.id,
        test,
    };
    let mut conditions: Vec<Vec<FieldFilter>> = fields
        .iter()
        .flat_map(|field| {
            tests_of(field)
                .into_iter()
                .map(move |test| vec![one(field, test)])
        })
        .collect();
    conditions.extend(fields.windows(2).map(|two| {
        vec![
            one(&two[0], FieldTest::Filled),
            one(&two[1], FieldTest::Empty),
        ]
    }));
    let sort = CustomerSort::default();
    for fields in conditions {
        for archived in [false, true] {
            let filter = CustomerFilter {
                fields: fields.clone(),
                archived,
                ..CustomerFilter::default()
            };
            same(book, &filter, sort, 0, 100).await;
        }
    }
}
