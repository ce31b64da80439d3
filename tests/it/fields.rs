//! Fields of a notebook's own: added, filled, filtered by, imported, exported, and taken back.

mod files;

use fidele_core::Error;
use fidele_core::customer::{Chosen, CustomerDraft, CustomerFilter, CustomerSort};
use fidele_core::error::Reason;
use fidele_core::field::{
    ChoiceDraft, FieldDraft, FieldEntry, FieldFilter, FieldKind, FieldTest, FieldValue,
};
use fidele_core::ids::{CustomerId, FieldId};
use fidele_core::testing::{self, TestNotebook, day};
use fidele_core::view::View;

struct Own {
    allergies: FieldId,
    points: FieldId,
    since: FieldId,
    market: FieldId,
    card: FieldId,
}

/// A field of each kind.
async fn one_of_each(book: &TestNotebook) -> Own {
    let add = async |name: &str, kind, words: &[&str]| {
        book.add_field(&testing::field(name, kind, words))
            .await
            .unwrap()
    };
    Own {
        allergies: add("Allergies", FieldKind::Text, &[]).await,
        points: add("Points", FieldKind::Number, &[]).await,
        since: add("Membre depuis", FieldKind::Date, &[]).await,
        market: add("Marché", FieldKind::Choice, &["Mardi", "Samedi"]).await,
        card: add("Carte", FieldKind::YesNo, &[]).await,
    }
}

fn text(words: &str) -> FieldValue {
    FieldValue::Text(words.to_owned())
}

fn word(word: &str) -> FieldValue {
    FieldValue::Choice(word.to_owned())
}

async fn fill(book: &TestNotebook, customer: CustomerId, field: FieldId, value: FieldValue) {
    book.fill_field(customer, field, Some(value)).await.unwrap();
}

/// Fills a field of each kind.
async fn fill_all(
    book: &TestNotebook,
    own: &Own,
    customer: CustomerId,
    allergies: FieldValue,
    points: f64,
    market: &str,
) {
    for (field, value) in [
        (own.allergies, allergies),
        (own.points, FieldValue::Number(points)),
        (own.since, FieldValue::Date(day("2019-03-04"))),
        (own.market, word(market)),
        (own.card, FieldValue::YesNo(false)),
    ] {
        fill(book, customer, field, value).await;
    }
}

async fn values(book: &TestNotebook, customer: CustomerId) -> Vec<FieldValue> {
    let record = book.customer(customer).await.unwrap().record;
    record.fields.into_iter().map(|entry| entry.value).collect()
}

fn filter(field: FieldId, test: FieldTest) -> CustomerFilter {
    CustomerFilter {
        fields: vec![FieldFilter { field, test }],
        ..CustomerFilter::default()
    }
}

async fn names(book: &TestNotebook, filter: &CustomerFilter) -> Vec<String> {
    let page = book
        .customers(filter, CustomerSort::default(), 0, 100)
        .await
        .unwrap();
    assert_eq!(page.total as usize, page.rows.len());
    page.rows.into_iter().map(|row| row.name).collect()
}

#[tokio::test]
async fn fields_are_added_filled_and_survive_closing() {
    let book = testing::notebook().await;
    let own = one_of_each(&book).await;
    let amelie = book.known("Amélie Morin").await;
    fill_all(&book, &own, amelie, text("Noix, gluten"), 1234.56, "mardi").await;
    let all = [
        text("Noix, gluten"),
        FieldValue::Number(1234.56),
        FieldValue::Date(day("2019-03-04")),
        word("Mardi"),
        FieldValue::YesNo(false),
    ];
    assert_eq!(values(&book, amelie).await, all);

    let book = book.on("2026-11-23").await;
    assert_eq!(values(&book, amelie).await, all);
    let names: Vec<String> = book
        .fields()
        .await
        .unwrap()
        .into_iter()
        .map(|field| field.name)
        .collect();
    assert_eq!(
        names,
        ["Allergies", "Points", "Membre depuis", "Marché", "Carte"]
    );
    assert!(book.check().await.unwrap().sound);
}

#[tokio::test]
async fn what_is_no_value_of_a_field_is_refused_with_the_reason() {
    let book = testing::notebook().await;
    let own = one_of_each(&book).await;
    let luc = book.known("Luc Fabre").await;
    for (field, value, why) in [
        (own.points, text("douze"), Reason::NotANumber),
        (own.since, text("hier"), Reason::NotADay),
        (own.market, word("Lundi"), Reason::NotAChoice),
        (own.card, text("peut-être"), Reason::NotYesNo),
        (own.allergies, text("  "), Reason::Empty),
    ] {
        match book.fill_field(luc, field, Some(value)).await {
            Err(Error::InvalidIn { id, reason, .. }) => {
                assert_eq!((id, reason), (field, why));
            }
            other => panic!("{other:?}"),
        }
    }
    let refused = CustomerDraft {
        name: "Zoé Petit".to_owned(),
        fields: vec![FieldEntry {
            field: own.market,
            value: word("Lundi"),
        }],
        ..CustomerDraft::default()
    };
    assert!(matches!(
        book.create_customer(refused).await,
        Err(Error::InvalidIn { .. })
    ));
    assert_eq!(
        names(&book, &CustomerFilter::default()).await,
        ["Luc Fabre"],
        "nothing was written"
    );
    assert!(matches!(
        book.add_field(&testing::field("ALLERGIES", FieldKind::Text, &[]))
            .await,
        Err(Error::Invalid {
            field: "name",
            reason: Reason::Taken
        })
    ));
}

#[tokio::test]
async fn a_record_carries_its_fields_and_every_step_goes_back() {
    let book = testing::notebook().await;
    let own = one_of_each(&book).await;
    let entry = |field, value| FieldEntry { field, value };
    let zoe = book
        .create_customer(CustomerDraft {
            name: "Zoé Petit".to_owned(),
            fields: vec![entry(own.points, FieldValue::Number(3.0))],
            ..CustomerDraft::default()
        })
        .await
        .unwrap();
    let mut record = book.customer(zoe).await.unwrap().record;
    record.fields = vec![entry(own.allergies, text("lait"))];
    book.edit_customer(zoe, record).await.unwrap();
    assert_eq!(values(&book, zoe).await, [text("lait")]);
    book.undo(None).await.unwrap();
    assert_eq!(values(&book, zoe).await, [FieldValue::Number(3.0)]);

    fill(&book, zoe, own.points, FieldValue::Number(0.1)).await;
    book.fill_field(zoe, own.points, None).await.unwrap();
    assert!(values(&book, zoe).await.is_empty());
    book.undo(None).await.unwrap();
    assert_eq!(values(&book, zoe).await, [FieldValue::Number(0.1)]);
    book.redo().await.unwrap();
    assert!(values(&book, zoe).await.is_empty());
    book.undo(None).await.unwrap();

    book.remove_field(own.points).await.unwrap();
    assert!(values(&book, zoe).await.is_empty());
    assert_eq!(book.fields().await.unwrap().len(), 4);
    let (undone, _) = book.undo(None).await.unwrap();
    assert_eq!(undone.detail.as_deref(), Some("Points"));
    assert_eq!(
        values(&book, zoe).await,
        [FieldValue::Number(0.1)],
        "what was in it is back with it"
    );
    assert!(book.check().await.unwrap().sound);
}

#[tokio::test]
async fn words_of_a_choice_are_respelled_everywhere_and_not_dropped_while_used() {
    let book = testing::notebook().await;
    let own = one_of_each(&book).await;
    let luc = book.known("Luc Fabre").await;
    fill(&book, luc, own.market, word("Samedi")).await;
    let saturday = FieldTest::OneOf {
        choices: vec!["Samedi".to_owned()],
    };
    let view = View {
        name: "Samedi".to_owned(),
        fields: filter(own.market, saturday.clone()).fields,
        ..View::default()
    };
    book.keep_views(vec![view]).await.unwrap();

    let choice = |was: Option<&str>, word: &str| ChoiceDraft {
        was: was.map(str::to_owned),
        word: word.to_owned(),
    };
    let change = |choices| FieldDraft {
        name: "Marché".to_owned(),
        kind: FieldKind::Choice,
        choices,
    };
    let refused = book
        .change_field(own.market, &change(vec![choice(Some("Mardi"), "Mardi")]))
        .await;
    assert!(matches!(
        refused,
        Err(Error::Invalid {
            field: "choices",
            reason: Reason::InUse
        })
    ));
    // Each becomes the other, and a word nobody has goes.
    book.change_field(
        own.market,
        &change(vec![
            choice(Some("Samedi"), "Mardi"),
            choice(Some("Mardi"), "Samedi"),
        ]),
    )
    .await
    .unwrap();
    assert_eq!(values(&book, luc).await, [word("Mardi")]);
    assert_eq!(
        book.views().await.unwrap()[0].fields[0].test,
        FieldTest::OneOf {
            choices: vec!["Mardi".to_owned()]
        },
        "the view still shows the same people"
    );
    book.undo(None).await.unwrap();
    assert_eq!(values(&book, luc).await, [word("Samedi")]);
    assert_eq!(book.views().await.unwrap()[0].fields[0].test, saturday);

    let refused = book
        .change_field(own.market, &testing::field("Marché", FieldKind::Text, &[]))
        .await;
    assert!(matches!(refused, Err(Error::Invalid { field: "kind", .. })));
    book.remove_field(own.market).await.unwrap();
    assert!(book.views().await.unwrap()[0].fields.is_empty());
}

#[tokio::test]
async fn fields_are_put_in_an_order() {
    let book = testing::notebook().await;
    let own = one_of_each(&book).await;
    book.order_fields(&[own.card, own.market]).await.unwrap();
    let order = async || -> Vec<String> {
        let fields = book.fields().await.unwrap();
        fields.into_iter().map(|field| field.name).collect()
    };
    assert_eq!(
        order().await,
        ["Carte", "Marché", "Allergies", "Points", "Membre depuis"]
    );
    book.undo(None).await.unwrap();
    assert_eq!(order().await[0], "Allergies");
}

#[tokio::test]
async fn lists_are_narrowed_by_every_kind_of_field() {
    let book = testing::notebook().await;
    let own = one_of_each(&book).await;
    let amelie = book.known("Amélie Morin").await;
    let luc = book.known("Luc Fabre").await;
    let zoe = book.known("Zoé Petit").await;
    fill(&book, amelie, own.allergies, text("Fruits à coque")).await;
    fill(&book, luc, own.allergies, text("gluten")).await;
    fill(&book, amelie, own.points, FieldValue::Number(9.5)).await;
    fill(&book, luc, own.points, FieldValue::Number(10.0)).await;
    fill(&book, zoe, own.points, FieldValue::Number(-2.0)).await;
    fill(&book, luc, own.since, FieldValue::Date(day("2019-03-04"))).await;
    fill(&book, zoe, own.since, FieldValue::Date(day("2024-01-01"))).await;
    fill(&book, amelie, own.market, word("Mardi")).await;
    fill(&book, zoe, own.market, word("Samedi")).await;
    fill(&book, zoe, own.card, FieldValue::YesNo(true)).await;
    fill(&book, luc, own.card, FieldValue::YesNo(false)).await;

    let cases = [
        (
            own.allergies,
            FieldTest::Contains {
                text: "À COQUE".to_owned(),
            },
            vec!["Amélie Morin"],
        ),
        (own.allergies, FieldTest::Empty, vec!["Zoé Petit"]),
        (
            own.allergies,
            FieldTest::Filled,
            vec!["Amélie Morin", "Luc Fabre"],
        ),
        (
            own.points,
            FieldTest::Between {
                from: Some(9.0),
                to: None,
            },
            vec!["Amélie Morin", "Luc Fabre"],
        ),
        (
            own.points,
            FieldTest::Between {
                from: None,
                to: Some(9.5),
            },
            vec!["Amélie Morin", "Zoé Petit"],
        ),
        (
            own.since,
            FieldTest::Days {
                from: Some(day("2019-03-04")),
                to: Some(day("2023-12-31")),
            },
            vec!["Luc Fabre"],
        ),
        (
            own.market,
            FieldTest::OneOf {
                choices: vec!["Mardi".to_owned(), "Samedi".to_owned()],
            },
            vec!["Amélie Morin", "Zoé Petit"],
        ),
        (own.card, FieldTest::Is { yes: true }, vec!["Zoé Petit"]),
        (own.card, FieldTest::Is { yes: false }, vec!["Luc Fabre"]),
    ];
    // Before there is a roster the file answers; afterwards both do, and alike.
    for ready in [false, true] {
        for (field, test, expected) in &cases {
            let filter = filter(*field, test.clone());
            assert_eq!(names(&book, &filter).await, *expected, "{ready} {test:?}");
            let all = Chosen::All {
                filter: filter.clone(),
                except: Vec::new(),
            };
            assert_eq!(book.chosen(&all).await.unwrap().len(), expected.len());
            let searched = CustomerFilter {
                search: "luc".to_owned(),
                ..filter
            };
            let both = names(&book, &searched).await;
            assert_eq!(both.len(), usize::from(expected.contains(&"Luc Fabre")));
        }
        book.search("a", 1).await.unwrap();
    }
    // What is known of a condition follows what is written.
    let filled = filter(own.card, FieldTest::Filled);
    let empty = filter(own.card, FieldTest::Empty);
    fill(&book, amelie, own.card, FieldValue::YesNo(true)).await;
    assert_eq!(names(&book, &filled).await.len(), 3);
    assert!(names(&book, &empty).await.is_empty());
    book.known("Nora Brun").await;
    assert_eq!(names(&book, &empty).await, ["Nora Brun"]);
    book.undo(None).await.unwrap();
    book.undo(None).await.unwrap();
    assert_eq!(names(&book, &filled).await.len(), 2);
}
