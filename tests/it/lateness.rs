//! Behaviour, rhythm and lateness on real notebooks.

use fidele_core::behaviour::Behaviour;
use fidele_core::customer::{ClosedReason, CustomerFilter, CustomerSort, SortBy};
use fidele_core::moment::MomentDraft;
use fidele_core::money::Amount;
use fidele_core::notebook::{Settings, Trade};
use fidele_core::testing::{self, day};

#[tokio::test]
async fn a_customer_drifts_and_comes_back() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne Dupuis").await;
    // Every 12 days until 12 October: eleven gaps.
    for back in (0..=11).rev() {
        let iso = (day("2026-10-12") - chrono::Days::new(12 * back)).to_string();
        book.bought(jeanne, &iso, 3_450).await;
    }
    let stand = book.journey(jeanne).await.unwrap().standing;
    // rhythm = (11·12 + 2·30)/13: the shop has nobody else yet, so the trade's 30 days stand in.
    assert_eq!(stand.own, Some(12.0));
    assert_eq!(stand.gaps, 11);
    let rhythm = stand.rhythm.unwrap();
    assert!((rhythm - 192.0 / 13.0).abs() < 1e-9, "{rhythm}");
    assert_eq!(stand.silent, Some(41));
    assert!((stand.lateness.unwrap() - 41.0 / rhythm).abs() < 1e-9);
    assert_eq!(stand.behaviour, Behaviour::OnHoliday);
    assert_eq!(stand.value, Amount(12 * 3_450));
    assert_eq!(stand.stake, Amount(6 * 3_450));

    book.bought(jeanne, "2026-11-22", 2_000).await;
    let stand = book.journey(jeanne).await.unwrap().standing;
    assert_eq!(
        (stand.behaviour, stand.away, stand.stake),
        (Behaviour::Back, Some(41), Amount(0))
    );
    let today = book.today_page().await.unwrap();
    assert_eq!(today.occasions.len(), 1);
}

#[tokio::test]
async fn the_day_turns() {
    let book = testing::notebook().await;
    let marc = book.known("Marc Petit").await;
    book.bought(marc, "2026-11-01", 1_000).await;
    book.bought(marc, "2026-11-15", 1_000).await;
    let behaviour =
        async |book: &testing::TestNotebook| book.journey(marc).await.unwrap().standing.behaviour;
    // rhythm = (1·14 + 2·30)/3 = 24.67 days.
    assert_eq!(behaviour(&book).await, Behaviour::Regular);
    let book = book.on("2026-12-25").await;
    assert_eq!(behaviour(&book).await, Behaviour::Drifting);
    let book = book.on("2027-01-25").await;
    assert_eq!(behaviour(&book).await, Behaviour::OnHoliday);
    let book = book.on("2027-06-01").await;
    assert_eq!(behaviour(&book).await, Behaviour::Gone);
    assert!(book.check().await.unwrap().sound);
}

#[tokio::test]
async fn an_announced_absence_is_not_lateness() {
    let book = testing::notebook().await;
    let ines = book.known("Inès Caron").await;
    for iso in ["2026-06-01", "2026-07-01", "2026-08-01"] {
        book.bought(ines, iso, 5_000).await;
    }
    assert!(
        book.journey(ines)
            .await
            .unwrap()
            .standing
            .behaviour
            .slipping()
    );
    let absence = MomentDraft::Absence {
        day: day("2026-08-10"),
        until: day("2026-12-31"),
        reason: "chez sa fille".to_owned(),
    };
    book.note_moment(ines, absence).await.unwrap();
    let stand = book.journey(ines).await.unwrap().standing;
    assert_eq!(stand.absent, 105);
    assert_eq!(stand.behaviour, Behaviour::Regular);
}

#[tokio::test]
async fn the_shop_replaces_the_trade_from_ten_customers_on() {
    let book = testing::notebook().await;
    for n in 0..10 {
        let customer = book.known(&format!("Client {n}")).await;
        book.bought(customer, "2026-11-01", 1_000).await;
        book.bought(customer, "2026-11-11", 1_000).await;
    }
    let book = book.on("2026-11-23").await;
    let page = book
        .customers(
            &CustomerFilter::default(),
            CustomerSort {
                by: SortBy::Rhythm,
                descending: true,
            },
            0,
            100,
        )
        .await
        .unwrap();
    assert_eq!(page.total, 10);
    assert!(
        page.rows.iter().all(|row| row.rhythm == Some(10.0)),
        "{:?}",
        page.rows
    );
}

#[tokio::test]
async fn the_trade_sets_the_pace_of_an_empty_shop() {
    let book = testing::notebook().await;
    let paul = book.known("Paul Roussel").await;
    book.bought(paul, "2026-10-01", 1_000).await;
    let rhythm = async || book.journey(paul).await.unwrap().standing.rhythm;
    assert_eq!(rhythm().await, Some(30.0));
    let garage = Settings {
        trade: Trade::Garage,
        ..book.settings()
    };
    book.change_settings(&garage).await.unwrap();
    assert_eq!(rhythm().await, Some(240.0));
    book.undo(None).await.unwrap();
    assert_eq!(book.settings().trade, Trade::Shop);
}

#[tokio::test]
async fn turning_the_day_comes_to_the_same_as_working_everything_out() {
    let book = testing::notebook().await;
    // Different paces, a return, an absence that ends later, a closed customer.
    for n in 1..=14u64 {
        let customer = book.known(&format!("Client {n}")).await;
        for visit in 0..n {
            let iso = (day("2026-11-20") - chrono::Days::new(visit * n * 3)).to_string();
            book.bought(customer, &iso, 1_000).await;
        }
        if n == 7 {
            let absence = MomentDraft::Absence {
                day: day("2026-11-21"),
                until: day("2026-12-20"),
                reason: "cure".to_owned(),
            };
            book.note_moment(customer, absence).await.unwrap();
        }
        if n == 9 {
            book.close_customer(customer, Some(ClosedReason::Moved))
                .await
                .unwrap();
        }
    }
    let mut book = book;
    for iso in [
        "2026-11-23",
        "2026-12-01",
        "2027-01-15",
        "2027-06-01",
        "2026-12-10",
    ] {
        book = book.on(iso).await;
        let health = book.check().await.unwrap();
        assert!(health.sound, "{iso}: {health:?}");
    }
}
