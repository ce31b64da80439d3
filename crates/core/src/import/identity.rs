//! Whoever an import takes for whom: taken back, everybody is who they were, to the last row (B12 of
//! `docs/hostile-files.md`).

use std::collections::BTreeMap;

use proptest::prelude::*;
use sqlx::AssertSqlSafe;

use super::preview::Choices;
use super::report::{Control, ImportReport};
use crate::customer::{ContactPoint, ContactPointKind, CustomerDraft};
use crate::db::log;
use crate::testing::{self, TestNotebook};

/// Few names, numbers and places, so that they meet: homonyms, a family's phone, one who married, one who moved.
#[derive(Debug, Clone)]
struct Someone {
    name: &'static str,
    phone: Option<&'static str>,
    email: Option<&'static str>,
    id: Option<&'static str>,
    postcode: Option<&'static str>,
}

fn someone() -> impl Strategy<Value = Someone> {
    let of = |pool: &'static [&'static str]| prop::option::of(prop::sample::select(pool));
    (
        prop::sample::select(
            &[
                "Zoé Petit",
                "Zoe PETIT",
                "Petit Zoé",
                "Z. Petit",
                "Zoé Roux",
                "Luc Petit",
                "Luc Roux",
                "Petit",
                "Garage du Pont",
                "=Zoé Petit",
            ][..],
        ),
        of(&[
            "06 12 34 56 78",
            "+33612345678",
            "0698765432",
            "pas de numéro",
        ]),
        of(&[
            "zoe@exemple.fr",
            "ZOE@exemple.fr",
            "famille@exemple.fr",
            "zoe chez exemple",
        ]),
        of(&["C1", "C2", "C3"]),
        of(&["69001", "01000"]),
    )
        .prop_map(|(name, phone, email, id, postcode)| Someone {
            name,
            phone,
            email,
            id,
            postcode,
        })
}

async fn enter(book: &TestNotebook, who: &Someone) {
    let point = |kind, typed: Option<&str>| {
        typed.map(|typed| ContactPoint {
            id: None,
            kind,
            typed: typed.to_owned(),
            normal: String::new(),
        })
    };
    let draft = CustomerDraft {
        name: who.name.to_owned(),
        external_id: who.id.map(str::to_owned),
        postcode: who.postcode.map(str::to_owned),
        contact_points: [
            point(
                ContactPointKind::Phone,
                who.phone.filter(|p| p.len() > 9 && !p.starts_with("pas")),
            ),
            point(
                ContactPointKind::Email,
                who.email.filter(|e| e.contains('@')),
            ),
        ]
        .into_iter()
        .flatten()
        .collect(),
        ..CustomerDraft::default()
    };
    book.create_customer(draft).await.unwrap();
}

fn file(book: &TestNotebook, rows: &[(Someone, u32)]) -> std::path::PathBuf {
    let mut text =
        String::from("Nom complet;Téléphone;E-mail;N° client;Code postal;Date;Montant\n");
    for (n, (who, cents)) in rows.iter().enumerate() {
        let cell = |cell: Option<&'static str>| cell.unwrap_or("");
        text.push_str(&format!(
            "{};{};{};{};{};{:02}/10/2026;{},{:02}\n",
            who.name,
            cell(who.phone),
            cell(who.email),
            cell(who.id),
            cell(who.postcode),
            13 + n % 15,
            cents / 100,
            cents % 100
        ));
    }
    let path = book.folder.path().join("caisse.csv");
    std::fs::write(&path, text).unwrap();
    path
}

/// Every row of every table but the history, in which the import and its undoing stay.
async fn rows(book: &TestNotebook) -> BTreeMap<String, Vec<String>> {
    let derived = ["standing", "standing_total", "standing_basis"];
    let tables = log::TABLES.iter().map(|table| table.name).chain(derived);
    let mut all = BTreeMap::new();
    for table in tables {
        let columns: Vec<String> = sqlx::query_scalar("SELECT name FROM pragma_table_info(?)")
            .bind(table)
            .fetch_all(&book.notebook.db.reader)
            .await
            .unwrap();
        let line: Vec<String> = columns
            .iter()
            .map(|column| format!("quote({column})"))
            .collect();
        let sql = format!("SELECT {} FROM {table} ORDER BY 1", line.join("||' '||"));
        let lines = sqlx::query_scalar(AssertSqlSafe(sql))
            .fetch_all(&book.notebook.db.reader)
            .await
            .unwrap();
        all.insert(table.to_owned(), lines);
    }
    all
}

async fn import(book: &TestNotebook, path: &std::path::Path) -> ImportReport {
    let preview = book
        .preview_import(path, &Choices::default())
        .await
        .unwrap();
    book.import(path, &preview.mapping, &[], &Control::default())
        .await
        .unwrap()
}

/// What was entered by hand, by customer: an import may add to it, never take from it.
async fn entered(book: &TestNotebook) -> Vec<String> {
    sqlx::query_scalar(
        "SELECT hex(id) || ' ' || name || ' ' || coalesce(external_id, '') || ' ' || coalesce(postcode, '') || ' ' ||
           coalesce((SELECT group_concat(normal) FROM (SELECT normal FROM contact_point p WHERE p.customer_id = c.id
             AND p.import_id IS NULL ORDER BY normal)), '')
         FROM customer c WHERE import_id IS NULL ORDER BY 1",
    )
    .fetch_all(&book.notebook.db.reader)
    .await
    .unwrap()
}

async fn taken_back_everybody_is_who_they_were(known: &[Someone], rows_of_file: &[(Someone, u32)]) {
    let book = testing::notebook().await;
    for who in known {
        enter(&book, who).await;
    }
    let path = file(&book, rows_of_file);
    let (before, by_hand) = (rows(&book).await, entered(&book).await);
    let first = import(&book, &path).await;
    let health = book.check().await.unwrap();
    assert!(health.sound, "{health:?}");
    // Gaps are filled; what a person wrote stays.
    let now = entered(&book).await;
    assert_eq!(now.len(), by_hand.len());
    for (was, is) in by_hand.iter().zip(&now) {
        let (was, is): (Vec<&str>, Vec<&str>) = (was.split(' ').collect(), is.split(' ').collect());
        assert_eq!(was[0], is[0]);
        assert!(
            was.iter().all(|word| word.is_empty() || is.contains(word)),
            "{was:?} {is:?}"
        );
    }
    if let Some(import) = first.import {
        book.undo_import(import).await.unwrap();
    }
    assert_eq!(rows(&book).await, before);
    let again = import(&book, &path).await;
    assert_eq!(again.counts, first.counts, "and it can come again");
    assert!(book.check().await.unwrap().sound);
}

/// How many notebooks are made up: more when the long half of the tests was asked for.
fn cases() -> u32 {
    if std::env::var_os("FIDELE_LONG").is_some() {
        400
    } else {
        12
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whoever_was_taken_for_whom(
        known in prop::collection::vec(someone(), 0..5),
        rows in prop::collection::vec((someone(), 100_u32..20_000), 1..10),
    ) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        runtime.block_on(taken_back_everybody_is_who_they_were(&known, &rows));
    }
}
