//! Trust and bond on a real notebook, through what people enter.

use fidele_core::Notebook;
use fidele_core::behaviour::Behaviour;
use fidele_core::bond::{Bond, Why};
use fidele_core::change::Kind;
use fidele_core::customer::{Channel, CustomerDraft, CustomerFilter, CustomerSort};
use fidele_core::ids::CustomerId;
use fidele_core::moment::{Direction, ExchangePurpose, MomentDraft};
use fidele_core::testing::{self, TestNotebook, day, today};
use fidele_core::time::Clock;
use fidele_core::trust::{Meaning, Reason};
use fidele_core::view::View;

async fn exchanged(book: &TestNotebook, who: CustomerId, on: &str, purpose: ExchangePurpose) {
    let draft = MomentDraft::Exchange {
        day: day(on),
        minute: None,
        channel: Channel::Call,
        direction: Direction::Out,
        purpose: Some(purpose),
        who: None,
        text: "Un mot gentil".to_owned(),
    };
    book.note_moment(who, draft).await.unwrap();
}

async fn brought_by(book: &TestNotebook, name: &str, referrer: CustomerId) -> CustomerId {
    let draft = CustomerDraft {
        name: name.to_owned(),
        referrer: Some(referrer),
        ..CustomerDraft::default()
    };
    book.create_customer(draft).await.unwrap()
}

async fn list(book: &Notebook, bond: Bond) -> Vec<String> {
    let filter = CustomerFilter {
        bonds: vec![bond],
        ..CustomerFilter::default()
    };
    let page = book
        .customers(&filter, CustomerSort::default(), 0, 100)
        .await
        .unwrap();
    page.rows.into_iter().map(|row| row.name).collect()
}

#[tokio::test]
async fn each_step_is_told_and_purchases_do_not_count() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne Dupuis").await;
    book.bought(jeanne, "2026-10-12", 3_450).await;
    let before = book.trust(jeanne).await.unwrap().unwrap();
    assert_eq!(
        (before.trust, before.ceiling, before.noted),
        (50.0, 100.0, false)
    );
    assert_eq!(before.why, Why::NothingNoted);

    let mut changes = book.subscribe();
    exchanged(&book, jeanne, "2026-10-01", ExchangePurpose::Advice).await;
    assert!(changes.try_recv().unwrap().kinds.contains(&Kind::Standing));
    exchanged(&book, jeanne, "2026-09-01", ExchangePurpose::Selling).await;
    let amelie = brought_by(&book, "Amélie Morin", jeanne).await;
    book.bought(amelie, "2026-06-21", 5_800).await;

    let journey = book.journey(jeanne).await.unwrap();
    let trust = journey.trust.unwrap();
    let told: Vec<_> = trust
        .steps
        .iter()
        .map(|told| {
            (
                told.step.day.to_string(),
                told.step.reason,
                told.about.as_str(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("2026-06-21".to_owned(), Reason::Referral, "Amélie Morin"),
            ("2026-10-01".to_owned(), Reason::Advice, "Un mot gentil"),
        ]
    );
    assert_eq!(trust.trust, 61.6);
    assert_eq!(trust.why, Why::Brought { customers: 1 });
    assert_eq!(list(&book, Bond::Ambassador).await, ["Jeanne Dupuis"]);
    assert_eq!(list(&book, Bond::Neutral).await, ["Amélie Morin"]);
    assert!(book.check().await.unwrap().sound);
}

#[tokio::test]
async fn the_map_counts_everybody_once() {
    let book = testing::notebook().await;
    let mut all = Vec::new();
    for name in ["Jeanne", "Paul", "Zoé", "Inès", "Marc"] {
        let id = book.known(name).await;
        for visit in 0..6_u64 {
            let on = today() - chrono::Days::new(2 + visit * 45);
            book.bought(id, &on.to_string(), 900).await;
        }
        all.push(id);
    }
    let friend = brought_by(&book, "Ami", all[0]).await;
    book.bought(friend, "2026-11-20", 500).await;
    book.archive_customers(&all[4..], true).await.unwrap();
    book.profile_customer(all[3], false).await.unwrap();
    let map = book.bond_map().await.unwrap();
    assert_eq!((map.customers, map.noted, map.unprofiled), (4, 1, 1));
    let at = |behaviour, bond| {
        map.cells
            .iter()
            .find(|cell| (cell.behaviour, cell.bond) == (behaviour, bond))
            .map_or(0, |cell| cell.customers)
    };
    assert_eq!(at(Behaviour::Loyal, Bond::Ambassador), 1);
    assert_eq!(at(Behaviour::Loyal, Bond::Neutral), 2);
    assert_eq!(at(Behaviour::New, Bond::Neutral), 1);
    // Every cell lists those it counts, before everybody is gathered and after.
    for _ in 0..2 {
        for cell in &map.cells {
            let filter = CustomerFilter {
                behaviours: vec![cell.behaviour],
                bonds: vec![cell.bond],
                ..CustomerFilter::default()
            };
            let found = book.customers(&filter, CustomerSort::default(), 0, 10);
            assert_eq!(found.await.unwrap().total, cell.customers, "{cell:?}");
        }
        book.search("a", 1).await.unwrap();
    }
    let view = View {
        name: "Ambassadeurs".to_owned(),
        bonds: vec![Bond::Ambassador],
        ..View::default()
    };
    book.keep_views(vec![view.clone()]).await.unwrap();
    assert_eq!(book.views().await.unwrap(), [view]);
}

#[tokio::test]
async fn one_silent_for_a_year_becomes_distant_overnight() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne").await;
    exchanged(&book, jeanne, "2026-01-05", ExchangePurpose::Advice).await;
    exchanged(&book, jeanne, "2026-02-05", ExchangePurpose::Service).await;
    for visit in 0..10_u64 {
        let on = today() - chrono::Days::new(visit * 30);
        book.bought(jeanne, &on.to_string(), 900).await;
    }
    assert_eq!(list(&book, Bond::Distant).await, Vec::<String>::new());
    let book = book.on("2027-01-15").await;
    book.bought(jeanne, "2027-01-15", 900).await;
    let path = book.path().to_owned();
    book.notebook.close().await;
    let opened = Notebook::open_as_left(&path, Clock::Fixed(day("2027-02-06"))).await;
    let late = opened.unwrap();
    late.search("a", 1).await.unwrap();
    assert!(late.turn_day().await.unwrap());
    assert_eq!(list(&late, Bond::Distant).await, ["Jeanne"]);
    assert!(late.check().await.unwrap().sound);
    late.close().await;
}

#[tokio::test]
async fn trust_says_so_where_it_means_nothing_yet() {
    let book = testing::notebook().await;
    let told = book.trust_meaning().await.unwrap();
    assert_eq!((told.meaning, told.median), (Meaning::TooFew, None));
    // Thirty who were thanked often and came back, thirty who hardly were and did not.
    for at in 0..60 {
        let id = book.known(&format!("Client {at}")).await;
        let dear = at % 2 == 0;
        for month in 1..=if dear { 10 } else { 3 } {
            book.bought(id, &format!("2026-{month:02}-10"), 900).await;
        }
        exchanged(&book, id, "2026-02-11", ExchangePurpose::Service).await;
        if dear {
            exchanged(&book, id, "2026-02-20", ExchangePurpose::Thanks).await;
        }
    }
    let told = book.trust_meaning().await.unwrap();
    assert_eq!((told.lower.of, told.higher.of), (30, 30));
    assert!(told.lower.n < told.higher.n, "{told:?}");
    // All of one half came back and none of the other: there is nothing above that.
    assert!(told.low < told.difference && told.difference <= told.high);
    assert_eq!(told.meaning, Meaning::Linked);
}
