//! Who speaks of the chance, when that is learnt, and whom nothing is said of.

use std::io::Read as _;

use chrono::{Days, NaiveDate};
use fidele_core::behaviour::Behaviour;
use fidele_core::chance::{Forecasts, Saying};
use fidele_core::customer::{CustomerFilter, CustomerSort, SortBy};
use fidele_core::ids::CustomerId;
use fidele_core::import::preview::Choices;
use fidele_core::import::report::Control;
use fidele_core::money::Amount;
use fidele_core::notebook::{Notebook, Settings};
use fidele_core::testing::{self, TestNotebook, day, today};
use fidele_core::time::Clock;
use fidele_core::winback::gain;

/// Sixty customers over two years, some of whom left; as a till would write them.
fn till() -> String {
    let mut text = String::from("date,client,montant,ticket\n");
    for at in 0..60_u64 {
        let rhythm = 6 + at % 25;
        // A third of them stopped coming some time ago.
        let silent = if at % 3 == 0 {
            40 + 9 * at
        } else {
            at % rhythm
        };
        for visit in 0..(1 + at * 7 % 13) {
            let on = today() - Days::new(silent + visit * rhythm);
            let line = format!("{on},Client {at:02},{}.50,T{at}-{visit}\n", 9 + at % 40);
            text.push_str(&line);
        }
    }
    text
}

async fn import(book: &TestNotebook, name: &str, text: &str) {
    let file = book.folder.path().join(name);
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

async fn shop() -> TestNotebook {
    let book = testing::notebook().await;
    import(&book, "caisse.csv", &till()).await;
    assert_eq!(heard(&book).await, 60, "an import is learnt from at once");
    book
}

/// Customers that who speaks has learnt from.
async fn heard(book: &Notebook) -> u32 {
    match book.forecasts().await.unwrap() {
        Forecasts::Says { evidence, .. } => evidence.customers,
        other => panic!("nobody speaks: {other:?}"),
    }
}

async fn named(book: &Notebook, name: &str) -> CustomerId {
    let found = book.search(name, 1).await.unwrap();
    assert_eq!(found[0].name, name);
    found[0].id
}

#[tokio::test]
async fn it_is_learnt_when_enough_has_changed_and_not_before() {
    let book = shop().await;
    assert!(!book.learn().await.unwrap(), "nothing has changed");
    let id = named(&book, "Client 07").await;
    book.bought(id, "2026-11-21", 900).await;
    assert!(!book.learn().await.unwrap(), "one purchase is not enough");
    let book = book.on("2026-11-25").await;
    assert!(!book.learn().await.unwrap(), "nor are three days");
    let book = book.on("2026-11-29").await;
    assert!(
        book.learn().await.unwrap(),
        "a week in which something was noted is"
    );
    let book = book.on("2026-12-20").await;
    assert!(
        !book.learn().await.unwrap(),
        "three weeks without a word are not"
    );
    import(
        &book,
        "more.csv",
        "date,client,montant,ticket\n2026-12-19,Nouvelle,9.50,N1\n",
    )
    .await;
    assert_eq!(heard(&book).await, 61, "an import always is");
    book.undo(None).await.unwrap();
    assert!(book.learn().await.unwrap(), "and so is taking one back");
    assert_eq!(heard(&book).await, 60);
    assert!(book.check().await.unwrap().sound);
}

#[tokio::test]
async fn too_little_says_nothing_and_what_is_missing() {
    let book = testing::notebook().await;
    let id = book.known("Jeanne Dupuis").await;
    assert_eq!(book.outlook(id).await.unwrap(), Saying::NotAsked);
    book.bought(id, "2026-11-20", 900).await;
    assert_eq!(book.outlook(id).await.unwrap(), Saying::NotYet);
    assert!(book.learn().await.unwrap());
    assert!(matches!(
        book.outlook(id).await.unwrap(),
        Saying::Silent { .. }
    ));
    assert!(matches!(
        book.forecasts().await.unwrap(),
        Forecasts::Silent { .. }
    ));
    // The queue is as it would be without.
    let list = book
        .customers(&CustomerFilter::default(), CustomerSort::default(), 0, 10)
        .await
        .unwrap();
    assert_eq!((list.rows[0].chance, list.rows[0].worth), (None, None));
    let filter = CustomerFilter {
        chance_from: Some(0),
        ..CustomerFilter::default()
    };
    let none = book
        .customers(&filter, CustomerSort::default(), 0, 10)
        .await
        .unwrap();
    assert_eq!(
        none.total, 0,
        "of whom nothing is said, no chance is at least anything"
    );
}

#[tokio::test]
async fn journey_list_and_queue_say_the_same() {
    let book = shop().await;
    let by_chance = CustomerSort {
        by: SortBy::Chance,
        descending: true,
    };
    let list = book
        .customers(&CustomerFilter::default(), by_chance, 0, 100)
        .await
        .unwrap();
    assert_eq!(list.total, 60);
    let chances: Vec<f64> = list.rows.iter().map(|row| row.chance.unwrap()).collect();
    assert!(chances.is_sorted_by(|a, b| a >= b), "{chances:?}");
    assert!(chances[0] > 2.0 * chances[59], "{chances:?}");
    for row in &list.rows {
        let Saying::Says { outlook } = book.journey(row.id).await.unwrap().outlook else {
            panic!("{} has a chance in the list", row.name)
        };
        let chance = outlook.chance;
        assert!(
            (chance.value - row.chance.unwrap()).abs() < 1e-4,
            "{}",
            row.name
        );
        assert!(
            0.0 <= chance.low && chance.low <= chance.value,
            "{}",
            row.name
        );
        assert!(
            chance.value <= chance.high && chance.high <= 1.0,
            "{}",
            row.name
        );
        assert!(
            outlook.back_by.is_none_or(|by| by > today()),
            "{}",
            row.name
        );
        let worth = outlook.worth.unwrap();
        assert!(worth.low <= worth.value && worth.value <= worth.high);
        assert!((worth.value.0 - row.worth.unwrap().0).abs() <= 1 + row.worth.unwrap().0 / 1_000);
        assert_eq!(
            (outlook.customers, outlook.gain.is_some()),
            (60, row.behaviour.slipping())
        );
    }
    let queue = book.winback_queue(0, 100).await.unwrap();
    assert!(queue.total > 5);
    assert_eq!(queue.rows.len(), queue.total as usize);
    let settings = book.settings();
    for (before, after) in queue.rows.iter().zip(queue.rows.iter().skip(1)) {
        assert!(before.gain >= after.gain);
    }
    for row in &queue.rows {
        let told = gain(row.chance.unwrap(), row.value, &settings);
        assert_eq!(row.gain, Some(told), "{}", row.name);
    }
    let pages = [
        book.winback_queue(0, 4).await.unwrap().rows,
        book.winback_queue(4, 4).await.unwrap().rows,
    ];
    assert_eq!(pages.concat(), queue.rows[..8]);
}

#[tokio::test]
async fn what_a_contact_costs_and_brings_is_the_owners_to_say() {
    let book = shop().await;
    let before = book.winback_queue(0, 1).await.unwrap().rows.remove(0);
    let settings = Settings {
        margin: 100,
        contact_cost: Amount(0),
        ..book.settings()
    };
    book.change_settings(&settings).await.unwrap();
    let after = book.winback_queue(0, 100).await.unwrap().rows;
    let same = after.iter().find(|row| row.customer == before.customer);
    assert!(same.unwrap().gain > before.gain);
    assert!(after.iter().all(|row| row.gain >= Some(Amount(0))));
    for wrong in [
        Settings {
            margin: 0,
            ..settings.clone()
        },
        Settings {
            contact_cost: Amount(-1),
            ..settings.clone()
        },
    ] {
        assert!(book.change_settings(&wrong).await.is_err());
    }
    book.undo(None).await.unwrap();
    let again = book.winback_queue(0, 1).await.unwrap().rows.remove(0);
    assert_eq!(again, before);
    book.redo().await.unwrap();
    assert!(book.check().await.unwrap().sound);
}

#[tokio::test]
async fn who_asked_not_to_be_profiled_is_not() {
    let book = shop().await;
    let gone = book.winback_queue(0, 1).await.unwrap().rows.remove(0);
    let total = book.winback_queue(0, 0).await.unwrap().total;
    book.profile_customer(gone.customer, false).await.unwrap();
    let journey = book.journey(gone.customer).await.unwrap();
    assert_eq!(journey.outlook, Saying::Unprofiled);
    assert_eq!(journey.customer.unprofiled_on, Some(today()));
    assert_eq!(journey.standing.stake, Amount(0));
    assert_eq!(journey.next, None);
    let queue = book.winback_queue(0, 100).await.unwrap();
    assert_eq!(queue.total, total - 1);
    assert!(queue.rows.iter().all(|row| row.customer != gone.customer));
    assert!(
        book.scores(None, 100)
            .await
            .unwrap()
            .iter()
            .all(|score| score.customer != gone.customer)
    );
    let filter = CustomerFilter {
        search: gone.name.clone(),
        ..CustomerFilter::default()
    };
    let list = book
        .customers(&filter, CustomerSort::default(), 0, 5)
        .await
        .unwrap();
    assert_eq!(
        (list.rows[0].id, list.rows[0].chance),
        (gone.customer, None)
    );
    // Neither another day, nor a purchase, nor learning anew brings them back.
    book.bought(gone.customer, "2026-11-22", 900).await;
    let book = book.on("2026-12-09").await;
    assert!(book.learn().await.unwrap());
    assert_eq!(
        book.outlook(gone.customer).await.unwrap(),
        Saying::Unprofiled
    );
    assert_eq!(heard(&book).await, 59, "nor are they learnt from");
    assert!(book.check().await.unwrap().sound);
    book.profile_customer(gone.customer, true).await.unwrap();
    assert!(matches!(
        book.outlook(gone.customer).await.unwrap(),
        Saying::Says { .. }
    ));
    book.undo(None).await.unwrap();
    assert_eq!(
        book.outlook(gone.customer).await.unwrap(),
        Saying::Unprofiled
    );
    assert!(book.check().await.unwrap().sound);
}

#[tokio::test]
async fn a_day_without_them_makes_a_return_less_likely_and_a_known_absence_does_not_count() {
    let book = shop().await;
    let id = named(&book, "Client 13").await;
    let chance = async |book: &Notebook| match book.outlook(id).await.unwrap() {
        Saying::Says { outlook } => outlook.chance.value,
        other => panic!("{other:?}"),
    };
    let first = chance(&book).await;
    let book = book.on("2027-02-20").await;
    let later = chance(&book).await;
    assert!(later < 0.8 * first, "{first} {later}");
    let away = fidele_core::moment::MomentDraft::Absence {
        day: day("2026-11-23"),
        until: day("2027-02-19"),
        reason: "à la montagne".to_owned(),
    };
    book.note_moment(id, away).await.unwrap();
    let known = chance(&book).await;
    assert!((known - first).abs() < 0.05, "{first} {known}");
    assert!(book.check().await.unwrap().sound);
}

#[tokio::test]
async fn cohorts_count_who_came_again() {
    let book = shop().await;
    let once = book.known("Passant").await;
    book.bought(once, "2026-03-03", 900).await;
    let told = book.cohorts().await.unwrap();
    assert_eq!(told.months, 1);
    let newcomers: u32 = told.cohorts.iter().map(|cohort| cohort.customers).sum();
    assert!(newcomers > 20 && newcomers <= 61, "{told:?}");
    let again = told.again.unwrap();
    assert!(again.n > 20 && again.n == again.of - 1, "{told:?}");
}

/// What an earlier version wrote opens, with a copy kept, and everything in it is there and up to date.
#[tokio::test]
async fn a_notebook_of_the_first_version_opens() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("martin.fidele");
    let mut first = Vec::new();
    flate2::read::GzDecoder::new(&include_bytes!("../golden/v1.fidele.gz")[..])
        .read_to_end(&mut first)
        .unwrap();
    std::fs::write(&path, &first).unwrap();
    let on: NaiveDate = day("2026-11-22");
    let book = Notebook::open(&path, Clock::Fixed(on)).await.unwrap();
    assert_eq!(
        std::fs::read(folder.path().join("martin.v1.fidele"))
            .unwrap()
            .len(),
        first.len()
    );
    let health = book.check().await.unwrap();
    assert!(health.sound, "{health:?}");
    assert_eq!((health.customers, health.purchases), (14, 45));
    assert_eq!(book.open_contacts(None).await.unwrap().len(), 1);
    assert!(book.learn().await.unwrap());
    let score = book.scores(None, 100).await.unwrap();
    assert_eq!(score.len(), 14);
    // What was done in it before can still be taken back, and what was taken back done again.
    let undone = book.undo(None).await.unwrap().0;
    assert_eq!(undone.detail.as_deref(), Some("Jeanne Dupuis"));
    assert!(book.open_contacts(None).await.unwrap().is_empty());
    book.redo().await.unwrap();
    book.undo(Some(1)).await.unwrap();
    let health = book.check().await.unwrap();
    assert!(health.sound, "{health:?}");
    // Whom a contact is planned with stays.
    assert_eq!((health.customers, health.purchases), (1, 0));
    let gone = CustomerFilter {
        behaviours: vec![Behaviour::Gone],
        ..CustomerFilter::default()
    };
    let list = book
        .customers(&gone, CustomerSort::default(), 0, 5)
        .await
        .unwrap();
    assert_eq!(list.total, 0);
    book.close().await;
}
