//! The journey and the search that leads to it.

use fidele_core::behaviour::Behaviour;
use fidele_core::customer::{
    Channel, ContactPoint, ContactPointKind, CustomerDraft, CustomerFilter, CustomerSort,
};
use fidele_core::journey::MomentBody;
use fidele_core::moment::{Direction, MomentDraft, MomentKind};
use fidele_core::money::Amount;
use fidele_core::testing::{self, day};

/// Names people try on a program to see whether it breaks; here they are just names.
const HOSTILE: [&str; 7] = [
    "<img src=x onerror=alert(1)>",
    "=HYPERLINK(\"http://x\";\"y\")",
    "'; DROP TABLE customer; --",
    "\u{202e}eitraM",
    "Zoé 🥐 Ünïcödé",
    "\" OR 1=1 NEAR(a b) *",
    "%_%",
];

#[tokio::test]
async fn hostile_names_are_just_names() {
    let book = testing::notebook().await;
    for name in HOSTILE {
        let id = book.known(name).await;
        assert_eq!(book.customer(id).await.unwrap().record.name, name);
        book.search(name, 10).await.unwrap();
        let filter = CustomerFilter {
            search: name.to_owned(),
            ..CustomerFilter::default()
        };
        book.customers(&filter, CustomerSort::default(), 0, 10)
            .await
            .unwrap();
    }
    let all = book
        .customers(&CustomerFilter::default(), CustomerSort::default(), 0, 100)
        .await
        .unwrap();
    assert_eq!(all.total as usize, HOSTILE.len());
    assert!(book.check().await.unwrap().sound);
}

#[tokio::test]
async fn search_is_blind_to_accents_case_and_spelling() {
    let book = testing::notebook().await;
    let draft = CustomerDraft {
        name: "André Lebœuf".to_owned(),
        contact_points: vec![
            ContactPoint {
                id: None,
                kind: ContactPointKind::Phone,
                typed: "+33 6 12 34 56 78".to_owned(),
                normal: String::new(),
            },
            ContactPoint {
                id: None,
                kind: ContactPointKind::Email,
                typed: "Andre.Leboeuf@Exemple.fr".to_owned(),
                normal: String::new(),
            },
        ],
        ..CustomerDraft::default()
    };
    let andre = book.create_customer(draft).await.unwrap();
    book.known("Andrea Martin").await;
    for typed in [
        "andre l",
        "ANDRÉ leb",
        "leboeuf",
        "lebœuf",
        "06 12 34",
        "0612345678",
        "06.12.34.56.78",
        "+33612",
        "0033 6 12",
        "33612345678",
        "andre.leboeuf@ex",
        "boeuf@".replace("boeuf@", "leboeuf@exemple.fr").as_str(),
    ] {
        let found = book.search(typed, 10).await.unwrap();
        assert_eq!(
            found.iter().map(|f| f.id).collect::<Vec<_>>(),
            [andre],
            "{typed}"
        );
    }
    assert_eq!(book.search("andre", 10).await.unwrap().len(), 2);
    assert!(book.search("06 99", 10).await.unwrap().is_empty());
    assert!(book.search("  ", 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_journal_tells_all_newest_first() {
    let book = testing::notebook().await;
    let id = book.known("Jeanne Dupuis").await;
    book.bought(id, "2025-01-10", 1_000).await;
    book.bought(id, "2025-02-10", 2_000).await;
    book.bought(id, "2026-11-10", 3_000).await;
    book.bought(id, "2026-11-12", -500).await;
    let exchange = MomentDraft::Exchange {
        day: day("2026-11-11"),
        minute: Some(600),
        channel: Channel::Call,
        direction: Direction::In,
        purpose: None,
        who: Some("Claire".to_owned()),
        text: "demande les horaires".to_owned(),
    };
    let key = book.note_moment(id, exchange).await.unwrap();
    let journal = book.journal(id, &[], 0, 10).await.unwrap();
    let days: Vec<String> = journal.moments.iter().map(|m| m.day.to_string()).collect();
    assert_eq!(
        days,
        [
            "2026-11-12",
            "2026-11-11",
            "2026-11-10",
            "2025-02-10",
            "2025-01-10"
        ]
    );
    let MomentBody::Purchase {
        amount, previous, ..
    } = &journal.moments[2].body
    else {
        panic!("a purchase")
    };
    assert_eq!(
        (*amount, *previous),
        (Amount(3_000), Some(day("2025-02-10")))
    );
    let only = book
        .journal(id, &[MomentKind::Exchange], 0, 10)
        .await
        .unwrap();
    assert_eq!((only.total, only.moments[0].id), (1, key.id));
    assert_eq!(
        book.journal(id, &[], 3, 1).await.unwrap().moments[0].day,
        day("2025-02-10")
    );

    let thread = book.journey(id).await.unwrap().thread;
    assert_eq!(thread.from, day("2025-01-10"));
    assert_eq!(thread.purchases.len(), 4);
    assert!(
        thread
            .absences
            .iter()
            .any(|a| a.behaviour == Some(Behaviour::Gone) && a.until == day("2026-11-10"))
    );
}
