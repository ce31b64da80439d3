//! The file: created whole or not at all, opened only when it is ours.

use std::path::Path;

use fidele_core::Error;
use fidele_core::notebook::{Notebook, Settings};
use fidele_core::testing::{self, today};
use fidele_core::time::Clock;

fn settings() -> Settings {
    Settings {
        name: "Salon Lise".to_owned(),
        ..Settings::default()
    }
}

async fn open(path: &Path) -> fidele_core::Result<Notebook> {
    Notebook::open(path, Clock::Fixed(today())).await
}

#[tokio::test]
async fn one_file_is_all_there_is_once_closed() {
    let made = testing::notebook().await;
    made.known("Jeanne Dupuis").await;
    let folder = made.folder;
    made.notebook.close().await;
    let left: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, ["martin.fidele"]);

    let moved = folder.path().join("Chez Martin à Lyon.fidele");
    std::fs::rename(folder.path().join("martin.fidele"), &moved).unwrap();
    let again = open(&moved).await.unwrap();
    assert_eq!(again.customer_counts().await.unwrap().customers, 1);
    assert!(again.check().await.unwrap().sound);
}

#[tokio::test]
async fn an_existing_file_is_never_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("thesis.fidele");
    std::fs::write(&path, "ten years of work").unwrap();
    let refused = Notebook::create(&path, &settings(), Clock::Fixed(today())).await;
    assert!(matches!(refused, Err(Error::Exists(at)) if at == path));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "ten years of work");
}

#[tokio::test]
async fn a_file_of_another_kind_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in [
        ("empty.fidele", Vec::new()),
        ("text.fidele", b"Dear customers".repeat(20)),
        (
            "other-database.fidele",
            [b"SQLite format 3\0".as_slice(), &[0; 4080]].concat(),
        ),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, &content).unwrap();
        assert!(
            matches!(open(&path).await, Err(Error::NotANotebook(_))),
            "{name}"
        );
        assert_eq!(std::fs::read(&path).unwrap(), content, "{name} was touched");
    }
    assert!(matches!(
        open(&folder.path().join("none.fidele")).await,
        Err(Error::Missing(_))
    ));
    assert!(matches!(
        open(folder.path()).await,
        Err(Error::NotANotebook(_) | Error::Io { .. })
    ));
}

#[tokio::test]
async fn a_notebook_from_a_newer_version_is_left_alone() {
    let made = testing::notebook().await;
    let path = made.path().to_owned();
    let folder = made.folder;
    made.notebook.close().await;
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[60..64].copy_from_slice(&9_999u32.to_be_bytes());
    std::fs::write(&path, &bytes).unwrap();
    let refused = open(&path).await;
    assert!(matches!(
        refused,
        Err(Error::FileTooNew { found: 9_999, .. })
    ));
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
    drop(folder);
}

#[tokio::test]
async fn two_programs_cannot_have_it_open() {
    let made = testing::notebook().await;
    assert!(matches!(
        open(made.path()).await,
        Err(Error::AlreadyOpen(_))
    ));
    let path = made.path().to_owned();
    made.notebook.close().await;
    assert!(open(&path).await.is_ok());
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nowhere/salon.fidele");
    let refused = Notebook::create(&path, &settings(), Clock::Fixed(today())).await;
    assert!(matches!(refused, Err(Error::Missing(at)) if at == path));
}

#[tokio::test]
async fn the_example_is_the_published_sample() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Exemple.fidele");
    let book = Notebook::create_example(
        &path,
        "Disquaire (exemple)".to_owned(),
        Clock::Fixed(today()),
    )
    .await
    .unwrap();
    let health = book.check().await.unwrap();
    // 2,357 customers and 6,919 purchases, as in the paper that published them.
    assert_eq!(
        (health.sound, health.customers, health.purchases),
        (true, 2_357, 6_919)
    );
    let page = book
        .customers(&Default::default(), Default::default(), 0, 1_000)
        .await
        .unwrap();
    let latest = page
        .rows
        .iter()
        .filter_map(|row| row.last_day)
        .max()
        .unwrap();
    let age = (today() - latest).num_days();
    assert!(
        (0..7).contains(&age),
        "the last purchase lies {age} days back"
    );
    // 30 June 1998 was a Tuesday: days of the week are kept.
    assert_eq!(chrono::Datelike::weekday(&latest), chrono::Weekday::Tue);
    assert!(book.winback_queue(0, 5).await.unwrap().total > 100);
    assert!(book.undoable().await.unwrap().is_none());
    assert!(
        book.search("andre", 5).await.unwrap()[0]
            .name
            .starts_with("André")
    );
}
