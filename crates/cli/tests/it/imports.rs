//! `fidele import`, on files a till could have written.

use std::path::{Path, PathBuf};

use crate::program::{Book, book, said};

const SALES: &str = "Client;Téléphone;Date;Montant;Ticket\n\
    Jeanne Dupuis;0612345678;14/03/2026;12,50;T1\n\
    Jeanne Dupuis;0612345678;28/03/2026;9,90;T2\n\
    André Noël;0698765432;15/03/2026;1 234,50;T3\n\
    André Noël;0698765432;16/03/2026;douze;T4\n\
    ;;17/03/2026;3,00;T5\n\
    Total;;;1 259,90;\n";

/// A file beside the notebook.
pub fn file(book: &Book, name: &str, content: &str) -> PathBuf {
    let path = book.folder().join(name);
    std::fs::write(&path, content).unwrap();
    path
}

/// A path as an argument.
pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_dry_run_writes_nothing_and_tells_what_the_import_then_does() {
    let book = book();
    let sales = file(&book, "caisse.csv", SALES);
    let dry = book.ask(&["import", text(&sales), "--dry-run"]);
    assert_eq!(dry["import"], serde_json::Value::Null);
    assert_eq!(book.say(&["customers"]).code, 1);
    let done = book.ask(&["import", text(&sales)]);
    assert_eq!(done["counts"], dry["counts"]);
    let counts = &done["counts"];
    let number = |key: &str| counts[key].as_u64().unwrap();
    assert_eq!(
        ["newCustomers", "purchases", "anonymous", "alreadyThere"].map(number),
        [2, 4, 1, 0],
        "{counts}"
    );
    assert_eq!(
        counts["rejected"],
        serde_json::json!([{ "why": "unreadableAmount", "count": 1 }])
    );
    assert_eq!(
        counts["skipped"],
        serde_json::json!([{ "why": "total", "count": 1 }])
    );

    let again = book.ask(&["import", text(&sales)]);
    assert_eq!(
        (&again["import"], &again["counts"]["alreadyThere"]),
        (&serde_json::Value::Null, &4.into())
    );
    let person = book.say(&["import", text(&sales)]);
    assert!(person.out.contains("in the notebook already"), "{person:?}");

    assert_eq!(book.ask(&["undo"])["undone"]["op"], "import");
    assert_eq!(book.say(&["customers"]).code, 1);
    book.assert_sound();
}

#[test]
fn rejects_come_back_corrected_and_replace_nothing() {
    let book = book();
    let sales = file(&book, "caisse.csv", SALES);
    let rejects = book.folder().join("rejects.csv");
    let done = book.ask(&["import", text(&sales), "--rejects", text(&rejects)]);
    assert_eq!(done["rejectsFile"], text(&rejects));
    let written = std::fs::read_to_string(&rejects).unwrap();
    assert!(
        written.contains("douze") && written.contains("the amount is no number"),
        "{written}"
    );
    for taken in [&rejects, &sales, &book.path] {
        let before = std::fs::read(taken).unwrap();
        let refused = book.refused(&["import", text(&sales), "--rejects", text(taken)]);
        assert_eq!(refused, (4, "exists".to_owned()));
        assert_eq!(std::fs::read(taken).unwrap(), before);
    }
    std::fs::write(&rejects, written.replace("douze", "12,00")).unwrap();
    let corrected = book.ask(&["import", text(&rejects)]);
    assert_eq!(corrected["counts"]["purchases"], 1, "{corrected}");
    // Nothing rejected: no file.
    let none = book.folder().join("none.csv");
    book.ask(&["import", text(&rejects), "--rejects", text(&none)]);
    assert!(!none.exists());
}

#[test]
fn a_mapping_can_be_given() {
    let book = book();
    let sales = file(&book, "caisse.csv", SALES);
    let mut mapping = book.ask(&["import", text(&sales), "--dry-run"])["mapping"].take();
    for column in mapping["columns"].as_array_mut().unwrap() {
        if column["role"] == "phone" {
            column["role"] = "ignore".into();
        }
    }
    let map = file(&book, "map.json", &mapping.to_string());
    let dry = book.ask(&[
        "import",
        text(&sales),
        "--map",
        text(&map),
        "--skip-anonymous",
        "--dry-run",
    ]);
    assert_eq!(
        (&dry["counts"]["anonymous"], &dry["mapping"]["anonymous"]),
        (&0.into(), &"skip".into())
    );
    let broken = file(&book, "broken.json", "{\n\"shape\": 7}");
    let refused = said(
        book.command(&["import", text(&sales), "--json", "--map"])
            .arg(&broken),
    );
    assert_eq!((refused.code, refused.error().as_str()), (3, "badJson"));
    assert!(refused.err.contains("\"line\":2"), "{refused:?}");
}

#[test]
fn days_that_can_be_read_two_ways_are_asked_about() {
    let book = book();
    let sales = file(
        &book,
        "two-ways.csv",
        "Customer,Date,Amount\nJeanne,03/04/2026,5.00\nLuc,05/06/2026,6.00\nZoé,07/08/2026,6.50\n",
    );
    assert_eq!(
        book.refused(&["import", text(&sales)]),
        (3, "importUnanswered".to_owned())
    );
    let person = book.say(&["import", text(&sales)]);
    assert!(
        person.err.contains("--date-order dayFirst") && person.err.contains("03/04/2026"),
        "{person:?}"
    );
    let done = book.ask(&["import", text(&sales), "--date-order", "dayFirst"]);
    assert_eq!(
        (&done["counts"]["firstDay"], &done["questions"]),
        (&"2026-04-03".into(), &serde_json::json!([]))
    );
}

#[test]
fn files_that_cannot_be_imported() {
    let book = book();
    for (name, content, code, exit) in [
        ("empty.csv", "", "importEmpty", 3),
        ("header.csv", "Client;Date;Montant\n", "importHeaderOnly", 3),
        (
            "prose.txt",
            "Dear customers\n\nit is a pleasure\nto bake for you.\n",
            "importNotATable",
            3,
        ),
        ("picture.csv", "\u{0}\u{1}\u{2}\u{0}", "importNotATable", 3),
    ] {
        let path = file(&book, name, content);
        assert_eq!(
            book.refused(&["import", text(&path)]),
            (exit, code.to_owned()),
            "{name}"
        );
    }
    assert_eq!(
        book.refused(&["import", "/nowhere/x.csv"]),
        (4, "missing".to_owned())
    );
    assert_eq!(book.say(&["customers"]).code, 1);
}
