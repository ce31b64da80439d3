//! Each bond has its reason, and what is kept ready follows what is noted.

use chrono::Days;

use super::{Bond, Why};
use crate::behaviour::Behaviour;
use crate::change::Op;
use crate::customer::{CustomerDraft, CustomerFilter, CustomerSort};
use crate::ids::{CustomerId, MomentId};
use crate::testing::{self, TestNotebook, day, today};
use crate::trust::{CaseStep, Entry, Reason, Weights, What, fold};

fn id(n: u128) -> MomentId {
    MomentId::from(uuid::Uuid::from_u128(n))
}

/// Moments, each so many days ago.
fn judged(what: &[(u64, What)], behaviour: Behaviour) -> (Bond, Why) {
    let entries: Vec<Entry> = (1..)
        .zip(what)
        .map(|(n, (ago, what))| Entry {
            id: id(n),
            day: today() - Days::new(*ago),
            minute: None,
            what: *what,
        })
        .collect();
    let weights = Weights::default();
    let course = fold(&entries, &weights, today());
    super::of(&entries, &course, behaviour, &weights, today())
}

const fn felt(good: bool, intensity: u8, told_around: bool) -> What {
    What::Feeling {
        good,
        intensity,
        told_around,
    }
}

#[test]
fn each_bond_has_its_reason() {
    let loyal = |what: &[(u64, What)]| judged(what, Behaviour::Loyal);
    let ago = |days| today() - Days::new(days);
    assert_eq!(loyal(&[]), (Bond::Neutral, Why::NothingNoted));
    assert_eq!(loyal(&[(5, What::Gesture)]), (Bond::Neutral, Why::Ordinary));
    let open = (Bond::Hurt, Why::OpenComplaint { day: ago(9) });
    assert_eq!(loyal(&[(9, What::Complaint)]), open);
    let upset = (Bond::Hurt, Why::Upset { day: ago(30) });
    assert_eq!(loyal(&[(30, felt(false, 2, false))]), upset);
    assert_eq!(loyal(&[(30, felt(false, 1, false))]).0, Bond::Neutral);
    assert_eq!(loyal(&[(400, felt(false, 3, true))]).0, Bond::Neutral);
    let relieved = [(30, felt(false, 3, false)), (30, felt(true, 1, false))];
    assert_eq!(loyal(&relieved).0, Bond::Neutral);
    let enemy = (Bond::Enemy, Why::SaysSoAround { day: ago(30) });
    assert_eq!(loyal(&[(30, felt(false, 3, true))]), enemy);
    let brought = (Bond::Ambassador, Why::Brought { customers: 1 });
    assert_eq!(loyal(&[(30, What::Referral { bought: true })]), brought);
    assert_eq!(
        loyal(&[(30, What::Referral { bought: false })]).0,
        Bond::Neutral
    );
    let speaks = [(90, felt(true, 2, true)), (20, felt(true, 1, true))];
    assert_eq!(
        loyal(&speaks),
        (Bond::Ambassador, Why::SpokeWell { times: 2 })
    );
    let both = [(30, What::Referral { bought: true }), (9, What::Complaint)];
    assert_eq!(loyal(&both), open, "an open complaint comes first");
    assert_eq!(
        loyal(&[(80, What::Praise), (60, What::Praise), (9, What::Praise)]).0,
        Bond::Attached
    );
}

#[test]
fn silence_is_only_one_while_they_still_buy() {
    let long_ago = [(500, What::Praise), (420, What::Gesture)];
    let day = today() - Days::new(420);
    assert_eq!(
        judged(&long_ago, Behaviour::Loyal),
        (Bond::Distant, Why::Silent { day })
    );
    assert_eq!(judged(&long_ago, Behaviour::Gone).0, Bond::Neutral);
    let once = [(500, What::Praise)];
    assert_eq!(judged(&once, Behaviour::Loyal).0, Bond::Neutral);
    let discontent = What::Rating {
        content: Some(false),
    };
    let little = [(50, discontent), (40, discontent), (30, discontent)];
    let (bond, why) = judged(&little, Behaviour::Gone);
    assert_eq!(bond, Bond::Distant);
    assert!(matches!(why, Why::TrustsLittle { trust } if trust == 35.0));
}

#[test]
fn a_breach_not_mended_hurts_while_they_trust_little() {
    let solved = What::Step {
        complaint: id(1),
        step: CaseStep::Solved,
    };
    let (bond, why) = judged(&[(60, What::Complaint), (50, solved)], Behaviour::Loyal);
    assert_eq!(bond, Bond::Hurt);
    let Why::NotMended { day, reason, trust } = why else {
        panic!("{why:?}");
    };
    assert_eq!((day, reason), (today() - Days::new(60), Reason::Complaint));
    assert!(trust < 40.0);
    let thanked = [
        (60, What::Complaint),
        (50, solved),
        (40, What::Praise),
        (20, What::Gesture),
    ];
    assert_eq!(judged(&thanked, Behaviour::Loyal).0, Bond::Neutral);
}

/// Write rows as the concepts do: `?1` is the customer, `?2` a new identifier.
pub(crate) async fn noted(
    book: &TestNotebook,
    customer: CustomerId,
    sql: &'static str,
) -> MomentId {
    let id: MomentId = book.mint();
    let mut write = book.write(Op::NoteMoment).await.unwrap();
    sqlx::query(sql)
        .bind(customer)
        .bind(id)
        .execute(write.connection())
        .await
        .unwrap();
    write.commit().await.unwrap();
    id
}

pub(crate) const PRAISE: &str =
    "INSERT INTO praise (id, customer_id, day, text) VALUES (?2, ?1, '2026-11-20', 'Merci !')";
pub(crate) const COMPLAINT: &str = "INSERT INTO complaint (id, customer_id, day, text) VALUES (?2, ?1, '2026-11-10', 'Il manque un article')";
pub(crate) const ANGER: &str =
    "INSERT INTO feeling (moment_id, customer_id, emotion, intensity, told_around)
   SELECT id, customer_id, 'anger', 3, 1 FROM complaint WHERE customer_id = ?1 AND ?2 IS NOT NULL";

async fn bond(book: &TestNotebook, id: CustomerId) -> Option<Bond> {
    let filter = CustomerFilter::default();
    let page = book
        .customers(&filter, CustomerSort::default(), 0, 100)
        .await
        .unwrap();
    let row = page.rows.into_iter().find(|row| row.id == id).unwrap();
    if let Some(trust) = book.trust(id).await.unwrap() {
        assert_eq!(row.bond, Some(trust.bond), "both say the same");
    }
    row.bond
}

#[tokio::test]
async fn what_is_kept_ready_follows_what_is_noted() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne").await;
    assert_eq!(bond(&book, jeanne).await, Some(Bond::Neutral));
    noted(&book, jeanne, PRAISE).await;
    noted(&book, jeanne, PRAISE).await;
    noted(&book, jeanne, PRAISE).await;
    assert_eq!(bond(&book, jeanne).await, Some(Bond::Attached));
    noted(&book, jeanne, COMPLAINT).await;
    assert_eq!(bond(&book, jeanne).await, Some(Bond::Hurt));
    noted(&book, jeanne, ANGER).await;
    assert_eq!(bond(&book, jeanne).await, Some(Bond::Enemy));
    let trust = book.trust(jeanne).await.unwrap().unwrap();
    assert_eq!(trust.incidents, 1);
    let about: Vec<_> = trust.steps.iter().map(|told| told.about.as_str()).collect();
    assert_eq!(
        about,
        [
            "Il manque un article",
            "anger",
            "Merci !",
            "Merci !",
            "Merci !"
        ]
    );
    assert!(book.check().await.unwrap().sound);

    book.undo(None).await.unwrap();
    assert_eq!(bond(&book, jeanne).await, Some(Bond::Hurt));
    book.undo(None).await.unwrap();
    assert_eq!(bond(&book, jeanne).await, Some(Bond::Attached));
    assert!(book.check().await.unwrap().sound);

    book.profile_customer(jeanne, false).await.unwrap();
    assert_eq!(bond(&book, jeanne).await, None);
    assert!(book.trust(jeanne).await.unwrap().is_none());
    assert!(book.journey(jeanne).await.unwrap().trust.is_none());
    assert_eq!(kept(&book).await, 0, "nothing is kept of them");
    let map = book.bond_map().await.unwrap();
    assert_eq!((map.customers, map.noted, map.unprofiled), (0, 0, 1));
    let neutral = CustomerFilter {
        bonds: vec![Bond::Neutral],
        ..CustomerFilter::default()
    };
    let found = book.customers(&neutral, CustomerSort::default(), 0, 10);
    assert_eq!(found.await.unwrap().total, 0);
    book.profile_customer(jeanne, true).await.unwrap();
    assert_eq!(bond(&book, jeanne).await, Some(Bond::Attached));
}

async fn kept(book: &TestNotebook) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM bond")
        .fetch_one(&book.db.reader)
        .await
        .unwrap()
}

#[tokio::test]
async fn who_brings_somebody_that_buys_is_an_ambassador() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne").await;
    let draft = CustomerDraft {
        name: "Amélie".to_owned(),
        referrer: Some(jeanne),
        ..CustomerDraft::default()
    };
    let amelie = book.create_customer(draft.clone()).await.unwrap();
    assert_eq!(bond(&book, jeanne).await, Some(Bond::Neutral));
    book.bought(amelie, "2026-06-21", 5_800).await;
    assert_eq!(bond(&book, jeanne).await, Some(Bond::Ambassador));
    let trust = book.trust(jeanne).await.unwrap().unwrap();
    assert_eq!(trust.steps[0].step.day, day("2026-06-21"));
    assert_eq!(trust.steps[0].about, "Amélie");
    assert!(book.check().await.unwrap().sound);
    // It was somebody else who brought her.
    let without = CustomerDraft {
        referrer: None,
        ..draft
    };
    book.edit_customer(amelie, without).await.unwrap();
    assert_eq!(bond(&book, jeanne).await, Some(Bond::Neutral));
    assert!(book.check().await.unwrap().sound);
    book.undo(None).await.unwrap();
    assert_eq!(bond(&book, jeanne).await, Some(Bond::Ambassador));
    assert!(book.check().await.unwrap().sound);
}

#[tokio::test]
async fn the_turn_of_the_day_is_followed() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne").await;
    noted(
        &book,
        jeanne,
        "INSERT INTO promise (id, customer_id, day, text, due) VALUES (?2, ?1, '2026-11-20', 'Rappeler', '2026-11-23')",
    )
    .await;
    assert!(book.trust(jeanne).await.unwrap().unwrap().steps.is_empty());
    let book = book.on("2026-11-25").await;
    let trust = book.trust(jeanne).await.unwrap().unwrap();
    assert_eq!(trust.steps[0].step.reason, Reason::PromiseLate);
    assert_eq!((trust.trust, trust.ceiling), (45.0, 97.0));
    assert!(book.check().await.unwrap().sound);
    let book = book.on("2026-11-22").await;
    assert!(
        book.check().await.unwrap().sound,
        "and a clock that went back"
    );
}

#[tokio::test]
async fn other_weights_are_tried_before_they_are_set() {
    let book = testing::notebook().await;
    for name in ["Jeanne", "Paul"] {
        let id = book.known(name).await;
        noted(&book, id, PRAISE).await;
        noted(&book, id, PRAISE).await;
    }
    let weights = Weights {
        praise: 40,
        ..Weights::default()
    };
    let preview = book.preview_trust(&weights).await.unwrap();
    assert_eq!(preview.customers, 2);
    assert_eq!(preview.mean_before, Some(50.0 + 7.5 + 6.375));
    assert_eq!(preview.mean_after, Some(82.0));
    let change = preview.changes[0];
    assert_eq!(
        (change.from, change.to, change.customers),
        (Bond::Neutral, Bond::Attached, 2)
    );
    let map = book.bond_map().await.unwrap();
    assert!(map.cells.iter().all(|cell| cell.bond == Bond::Neutral));
    let mut settings = book.settings();
    settings.trust = weights;
    book.change_settings(&settings).await.unwrap();
    let map = book.bond_map().await.unwrap();
    assert!(map.cells.iter().all(|cell| cell.bond == Bond::Attached));
    assert!(book.check().await.unwrap().sound);
    settings.trust.given_back = 90;
    assert!(book.change_settings(&settings).await.is_err());
    assert!(book.preview_trust(&settings.trust).await.is_err());
}

#[tokio::test]
async fn who_says_yes_and_leaves_is_seen() {
    let book = testing::notebook().await;
    let leaving = book.known("Jeanne").await;
    let staying = book.known("Paul").await;
    for id in [leaving, staying] {
        for visit in 0..6_u64 {
            let last = if id == leaving { 60 } else { 2 };
            let on = today() - Days::new(last + visit * 10);
            book.bought(id, &on.to_string(), 1_000).await;
        }
        noted(&book, id, PRAISE).await;
    }
    let found = book.says_yes_leaves().await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].customer, leaving);
    assert!(found[0].behaviour.slipping());
}

#[tokio::test]
async fn bonds_that_are_not_what_they_would_be_now_are_noticed() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne").await;
    noted(&book, jeanne, PRAISE).await;
    for wrong in ["UPDATE bond SET trust = trust / 2", "DELETE FROM bond"] {
        sqlx::query(wrong).execute(book.db.writer()).await.unwrap();
        let health = book.check().await.unwrap();
        assert!(!health.sound && health.stale_standings == 1, "{wrong}");
        noted(&book, jeanne, PRAISE).await;
        assert!(book.check().await.unwrap().sound, "{wrong}");
    }
}
