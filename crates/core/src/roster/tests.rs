//! The roster answers as the file does, whatever is written; and searches as people type.

mod agree;
mod compare;
mod deeds;
mod fields;
mod searches;

use crate::customer::{ContactPoint, ContactPointKind, CustomerDraft};
use crate::ids::CustomerId;
use crate::testing::{self, TestNotebook};

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
