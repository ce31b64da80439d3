//! The roster answers as the file does, whatever is written; and searches as people type.

use chrono::NaiveDate;
use proptest::prelude::*;

use crate::behaviour::Behaviour;
use crate::customer::{
    ClosedReason, ContactPoint, ContactPointKind, CustomerDraft, CustomerFilter, CustomerSort,
    SortBy, list_from_file,
};
use crate::field::{Field, FieldFilter, FieldKind, FieldTest, FieldValue};
use crate::ids::CustomerId;
use crate::import::preview::Choices;
use crate::import::report::Control;
use crate::notebook::Notebook;
use crate::testing::{self, TestNotebook, day};
use crate::time::Clock;

const NAMES: [&str; 8] = [
    "Hélène Fabre",
    "helene fabre",
    "André Lebœuf",
    "Zoé 🥐 Roux",
    "Marie Lefèvre",
    "Marie-Claude Lefebvre",
    "Paul D'Angelo",
    "Garage Petit",
];
const TAGS: [&str; 3] = ["pro", "marché", "été"];
const CITIES: [&str; 3] = ["Lyon", "Saint-Étienne", "L'Haÿ-les-Roses"];

/// Something a person does.
#[derive(Debug, Clone)]
enum Deed {
    Create(usize, usize),
    Rename(usize, usize, usize),
    Buy(usize, u32, i64),
    Tag(usize, usize, bool),
    Archive(usize, bool),
    Close(usize, bool),
    Fill(usize, usize, usize),
    RemoveField(usize),
    Undo,
    Redo,
    Import(u32),
    Sleep(u32),
    Forget,
}

fn deed() -> impl Strategy<Value = Deed> {
    let who = 0..12_usize;
    prop_oneof![
        3 => (0..NAMES.len(), 0..6_usize).prop_map(|(name, more)| Deed::Create(name, more)),
        2 => (who.clone(), 0..NAMES.len(), 0..6_usize).prop_map(|(w, n, m)| Deed::Rename(w, n, m)),
        5 => (who.clone(), 0..700_u32, 1..9_000_i64).prop_map(|(w, ago, cents)| Deed::Buy(w, ago, cents)),
        2 => (who.clone(), 0..TAGS.len(), any::<bool>()).prop_map(|(w, t, on)| Deed::Tag(w, t, on)),
        1 => (who.clone(), any::<bool>()).prop_map(|(w, on)| Deed::Archive(w, on)),
        1 => (who.clone(), any::<bool>()).prop_map(|(w, on)| Deed::Close(w, on)),
        4 => (who, 0..5_usize, 0..4_usize).prop_map(|(w, field, value)| Deed::Fill(w, field, value)),
        1 => (0..5_usize).prop_map(Deed::RemoveField),
        2 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
        1 => (0..900_u32).prop_map(Deed::Import),
        1 => (1..60_u32).prop_map(Deed::Sleep),
        1 => Just(Deed::Forget),
    ]
}

fn draft(name: usize, more: usize) -> CustomerDraft {
    let point = |kind, typed: &str| ContactPoint {
        id: None,
        kind,
        typed: typed.to_owned(),
        normal: String::new(),
    };
    CustomerDraft {
        name: NAMES[name].to_owned(),
        city: (!more.is_multiple_of(3)).then(|| CITIES[more % 3].to_owned()),
        tags: (more > 2)
            .then(|| TAGS[more % 3].to_owned())
            .into_iter()
            .collect(),
        contact_points: if more > 3 {
            vec![
                point(ContactPointKind::Phone, &format!("06 12 34 56 7{more}")),
                point(ContactPointKind::Email, &format!("{more}.roux@exemple.fr")),
            ]
        } else {
            Vec::new()
        },
        ..CustomerDraft::default()
    }
}

async fn everybody(book: &TestNotebook) -> Vec<CustomerId> {
    sqlx::query_scalar("SELECT id FROM customer ORDER BY seq")
        .fetch_all(&book.db.reader)
        .await
        .unwrap()
}

async fn act(book: TestNotebook, deed: &Deed) -> TestNotebook {
    let all = everybody(&book).await;
    let one = |at: usize| all.get(at % all.len().max(1)).copied();
    match deed {
        Deed::Create(name, more) => {
            book.create_customer(draft(*name, *more)).await.unwrap();
        }
        Deed::Rename(who, name, more) => {
            if let Some(id) = one(*who) {
                book.edit_customer(id, draft(*name, *more)).await.unwrap();
            }
        }
        Deed::Buy(who, ago, cents) => {
            if let Some(id) = one(*who) {
                let on = book.today() - chrono::Days::new((*ago).into());
                book.bought(id, &on.to_string(), *cents).await;
            }
        }
        Deed::Tag(who, tag, on) => {
            let some: Vec<CustomerId> = all.iter().skip(*who).take(3).copied().collect();
            book.tag_customers(&some, TAGS[*tag], *on).await.unwrap();
        }
        Deed::Archive(who, on) => {
            if let Some(id) = one(*who) {
                book.archive_customers(&[id], *on).await.unwrap();
            }
        }
        Deed::Close(who, on) => {
            if let Some(id) = one(*who) {
                let reason = on.then_some(ClosedReason::Moved);
                book.close_customer(id, reason).await.unwrap();
            }
        }
        Deed::Fill(who, field, value) => {
            let fields = book.fields().await.unwrap();
            if let (Some(id), Some(field)) = (one(*who), fields.get(*field)) {
                let value = (*value < 3).then(|| value_of(field.kind, *value));
                book.fill_field(id, field.id, value).await.unwrap();
            }
        }
        Deed::RemoveField(field) => {
            if let Some(field) = book.fields().await.unwrap().get(*field) {
                book.remove_field(field.id).await.unwrap();
            }
        }
        // There may be nothing to take back or do again.
        Deed::Undo => drop(book.undo(None).await),
        Deed::Redo => drop(book.redo().await),
        Deed::Import(ago) => import(&book, *ago).await,
        Deed::Sleep(days) => {
            let later = book.today() + chrono::Days::new((*days).into());
            return book.on(&later.to_string()).await;
        }
        Deed::Forget => book.roster.follow().await.done_with_everybody(),
    }
    book
}

const REMARKS: [&str; 3] = ["Sans gluten", "sans  lait, GLUTEN non plus", "é"];
const MARKETS: [&str; 3] = ["Mardi", "Jeudi", "Samedi"];

fn value_of(kind: FieldKind, value: usize) -> FieldValue {
    match kind {
        FieldKind::Text => FieldValue::Text(REMARKS[value].to_owned()),
        FieldKind::Number => FieldValue::Number([-2.5, 0.1, 40.0][value]),
        FieldKind::Date => FieldValue::Date(day(["1999-12-31", "2026-01-01", "2026-11-22"][value])),
        FieldKind::Choice => FieldValue::Choice(MARKETS[value].to_owned()),
        FieldKind::YesNo => FieldValue::YesNo(value == 0),
    }
}

/// A field of every kind.
async fn with_fields(book: TestNotebook) -> TestNotebook {
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

async fn import(book: &TestNotebook, ago: u32) {
    let on = book.today() - chrono::Days::new(ago.into());
    let file = book.folder.path().join("ventes.csv");
    let text = format!(
        "date,id,nom,ville,montant,ticket\n{on},A{},Noël Martin,Lyon,12.50,T{ago}\n{on},B1,Inès Roy,,8.00,U{ago}\n",
        ago % 4
    );
    std::fs::write(&file, text).unwrap();
    let mapping = book
        .preview_import(&file, &Choices::default())
        .await
        .unwrap()
        .mapping;
    book.import(&file, &mapping, &[], &Control::default())
        .await
        .unwrap();
}

fn filters(today: NaiveDate) -> Vec<CustomerFilter> {
    let any = CustomerFilter::default;
    let some_days_ago = today - chrono::Days::new(90);
    vec![
        any(),
        CustomerFilter {
            archived: true,
            ..any()
        },
        CustomerFilter {
            never_bought: true,
            ..any()
        },
        CustomerFilter {
            behaviours: vec![Behaviour::Gone, Behaviour::New],
            ..any()
        },
        CustomerFilter {
            tags: vec![TAGS[0].to_owned()],
            ..any()
        },
        CustomerFilter {
            tags: vec![TAGS[0].to_owned(), TAGS[1].to_owned()],
            ..any()
        },
        CustomerFilter {
            tags: vec!["nobody's".to_owned()],
            ..any()
        },
        CustomerFilter {
            cities: vec![CITIES[1].to_owned(), "Nowhere".to_owned()],
            ..any()
        },
        CustomerFilter {
            bought_since: Some(some_days_ago),
            ..any()
        },
        CustomerFilter {
            not_since: Some(some_days_ago),
            cities: vec![CITIES[2].to_owned()],
            ..any()
        },
    ]
}

/// Lists by what customers have in fields, alone and together, from the roster and from the file.
async fn compare_fields(book: &TestNotebook) {
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
            let page = book.customers(&filter, sort, 0, 100).await.unwrap();
            let (total, rows) = list_from_file(book, &filter, sort, 0, 100).await.unwrap();
            assert!(book.roster.ask(|_| ()).is_some(), "the roster is there");
            assert_eq!(page.total, total, "{filter:?}");
            assert_eq!(page.rows, rows, "{filter:?}");
        }
    }
}

/// Every list and choice, from the roster and from the file.
async fn compare(book: &TestNotebook) {
    // Waits for the roster, whatever state it is in.
    book.search("a", 1).await.unwrap();
    for filter in filters(book.today()) {
        for by in [
            SortBy::Name,
            SortBy::LastVisit,
            SortBy::Rhythm,
            SortBy::Lateness,
            SortBy::Value,
        ] {
            for descending in [false, true] {
                let sort = CustomerSort { by, descending };
                for (offset, limit) in [(0, 100), (0, 2), (2, 3), (50, 5)] {
                    let page = book.customers(&filter, sort, offset, limit).await.unwrap();
                    let (total, rows) = list_from_file(book, &filter, sort, offset, limit)
                        .await
                        .unwrap();
                    assert!(book.roster.ask(|_| ()).is_some(), "the roster is there");
                    assert_eq!(page.total, total, "{filter:?} {sort:?}");
                    assert_eq!(page.rows, rows, "{filter:?} {sort:?} {offset}");
                }
            }
        }
    }
    compare_fields(book).await;
    let (tags, cities) = (book.tags().await.unwrap(), book.cities().await.unwrap());
    book.roster.follow().await.done_with_everybody();
    assert_eq!(book.tags().await.unwrap(), tags);
    assert_eq!(book.cities().await.unwrap(), cities);
    assert!(book.check().await.unwrap().sound);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn roster_and_file_agree(deeds in prop::collection::vec(deed(), 1..25), every in 1..6_usize) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let mut book = with_fields(testing::notebook().await).await;
            for (at, deed) in deeds.iter().enumerate() {
                book = act(book, deed).await;
                // Sometimes there is a roster to keep right, sometimes it is being gathered meanwhile.
                match at % every {
                    0 => drop(book.search("a", 1).await.unwrap()),
                    1 => book.gather(),
                    _ => {}
                }
            }
            compare(&book).await;
        });
    }
}

async fn shop(names: &[&str]) -> TestNotebook {
    let book = testing::notebook().await;
    for name in names {
        book.known(name).await;
    }
    book
}

async fn found(book: &TestNotebook, typed: &str) -> Vec<String> {
    let found = book.search(typed, 10).await.unwrap();
    found.into_iter().map(|found| found.name).collect()
}

#[tokio::test]
async fn names_come_first_and_whole_words_before_beginnings() {
    let book = shop(&["Luc Martineau", "Paul Martin", "Zoé Duval"]).await;
    let draft = CustomerDraft {
        name: "Anne Petit".to_owned(),
        company: Some("Martin et fils".to_owned()),
        ..CustomerDraft::default()
    };
    book.create_customer(draft).await.unwrap();
    assert_eq!(
        found(&book, "martin").await,
        ["Paul Martin", "Luc Martineau", "Anne Petit"]
    );
    assert_eq!(found(&book, "MARTIN p").await[0], "Paul Martin");
    assert_eq!(found(&book, "fils").await, ["Anne Petit"]);
}

#[tokio::test]
async fn among_equals_who_is_worth_most_comes_first() {
    let book = shop(&["Marie Roux", "Marie Blanc", "Marie Noir"]).await;
    let all = everybody(&book).await;
    book.bought(all[2], "2026-11-01", 9_000).await;
    book.bought(all[1], "2026-11-01", 2_000).await;
    assert_eq!(
        found(&book, "mari").await,
        ["Marie Noir", "Marie Blanc", "Marie Roux"]
    );
}

#[tokio::test]
async fn slips_of_the_finger_are_forgiven() {
    let book = shop(&[
        "Marie Lefèvre",
        "Hélène Guérin",
        "Jean Dupont",
        "Françoise Müller",
        "Élodie Quenneville",
        "Luc Roy",
        "Paul Lévêque",
    ])
    .await;
    for (typed, name) in [
        ("lefevbre", "Marie Lefèvre"),
        ("Lefebvre", "Marie Lefèvre"),
        ("lefvere", "Marie Lefèvre"),
        ("guerni", "Hélène Guérin"),
        ("GUÉRAIN", "Hélène Guérin"),
        ("dupond", "Jean Dupont"),
        ("duppont jean", "Jean Dupont"),
        ("jaen dupont", "Jean Dupont"),
        ("muler", "Françoise Müller"),
        ("fracnoise", "Françoise Müller"),
        ("francioze", "Françoise Müller"),
        ("quenevile", "Élodie Quenneville"),
        ("leveqeu", "Paul Lévêque"),
    ] {
        assert_eq!(found(&book, typed).await, [name], "{typed}");
        // Also of what was noted since the words were sorted, and in lists.
        let filter = CustomerFilter {
            search: typed.to_owned(),
            ..CustomerFilter::default()
        };
        let page = book
            .customers(&filter, CustomerSort::default(), 0, 5)
            .await
            .unwrap();
        assert_eq!(page.rows[0].name, name, "{typed}");
        assert!(
            book.search_to_the_letter(typed, 5)
                .await
                .unwrap()
                .is_empty(),
            "{typed}"
        );
    }
    // Three letters forgive nothing, and who is found as typed comes before who is nearly.
    assert!(found(&book, "rou").await.is_empty());
    book.known("Anne Lefebvre").await;
    assert_eq!(
        found(&book, "lefebvre").await,
        ["Anne Lefebvre", "Marie Lefèvre"]
    );
    assert!(found(&book, "xqzzk").await.is_empty());
}

#[tokio::test]
async fn digits_find_phones_in_any_spelling_and_parts_of_them() {
    let book = shop(&["Luc Roy"]).await;
    let zoe = book.create_customer(draft(3, 4)).await.unwrap();
    for typed in [
        "06 12 34 56 74",
        "0612345674",
        "+33 6 12 34",
        "0033612",
        "612345674",
        "5674",
        "34.56",
        "56 74",
        "3456",
        "roux 0612",
        "zoé 5674",
    ] {
        let found = book.search(typed, 5).await.unwrap();
        assert_eq!(
            found.iter().map(|f| f.id).collect::<Vec<_>>(),
            [zoe],
            "{typed}"
        );
    }
    assert!(book.search("0699", 5).await.unwrap().is_empty());
    book.edit_customer(zoe, draft(3, 0)).await.unwrap();
    assert!(book.search("5674", 5).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_is_written_while_everybody_is_gathered_is_not_missed() {
    let book = shop(&NAMES).await;
    for round in 0..20 {
        book.roster.follow().await.done_with_everybody();
        book.gather();
        let id = book.known(&format!("Zélie {round}")).await;
        book.bought(id, "2026-11-20", 100 + round).await;
        let listed = book
            .customers(
                &CustomerFilter {
                    search: "zelie".to_owned(),
                    ..CustomerFilter::default()
                },
                CustomerSort {
                    by: SortBy::Value,
                    descending: true,
                },
                0,
                50,
            )
            .await
            .unwrap();
        assert_eq!(listed.total as i64, round + 1);
        assert_eq!(listed.rows[0].id, id);
    }
    compare(&book).await;
    assert_eq!(book.today(), day("2026-11-22"));
}

#[tokio::test]
async fn the_turn_of_the_day_is_followed() {
    let mut book = testing::notebook().await;
    for (at, name) in NAMES.iter().enumerate() {
        let id = book.known(name).await;
        for visit in 0..4_u64 {
            let ago = chrono::Days::new(visit * (7 + at as u64) + 3);
            let on = (book.today() - ago).to_string();
            book.bought(id, &on, 900).await;
        }
    }
    for later in ["2026-12-03", "2026-12-28", "2027-02-11"] {
        let path = book.path().to_owned();
        book.notebook.close().await;
        book.notebook = Notebook::open_as_left(&path, Clock::Fixed(day(later)))
            .await
            .unwrap();
        book.search("a", 1).await.unwrap();
        assert!(book.turn_day().await.unwrap());
        assert!(book.roster.ask(|_| ()).is_some(), "nobody is gathered anew");
        compare(&book).await;
    }
}

#[tokio::test]
async fn the_first_search_does_not_wait_and_says_when_it_knows_more() {
    let book = shop(&[
        "Luc Roy",
        "Marie-Claude Lefèvre",
        "Garage Petit",
        "Marie Zéphyr",
    ])
    .await;
    let zoe = book.create_customer(draft(3, 4)).await.unwrap();
    book.archive_customers(&[everybody(&book).await[3]], true)
        .await
        .unwrap();
    let mut changes = book.subscribe();
    for (typed, name) in [
        ("mari", "Marie-Claude Lefèvre"),
        ("claud lef", "Marie-Claude Lefèvre"),
        ("LEFÈ", "Marie-Claude Lefèvre"),
        ("petit", "Garage Petit"),
        ("06 12 34", "Zoé 🥐 Roux"),
        ("0612345674", "Zoé 🥐 Roux"),
        ("4.roux@ex", "Zoé 🥐 Roux"),
        ("zéphyr", ""),
        ("laude", ""),
        ("nobody", ""),
    ] {
        book.roster.follow().await.done_with_everybody();
        // Whatever gathering was under way, this one is asked before it ends.
        let at_once = book.hurried(typed).await;
        let names: Vec<&str> = at_once.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names.join(", "), name, "{typed}");
    }
    book.search_at_once("lefe", 5).await.unwrap();
    let told = changes.recv().await.unwrap();
    assert!(told.kinds.contains(&crate::change::Kind::Search));
    let found = book.search_at_once("5674", 5).await.unwrap();
    assert_eq!(found[0].id, zoe, "parts of numbers are found now");
}
