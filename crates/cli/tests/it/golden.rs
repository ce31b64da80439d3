//! The JSON a script relies on: every command about a small known notebook, compared with what is in `tests/golden`.
//! `FIDELE_GOLDEN=write` writes them anew, for a person to look at.

use std::collections::HashMap;
use std::path::Path;

use serde_json::Value;

use crate::program::{Book, book, said};

/// A bakery with seven customers, one in each situation worth showing.
pub fn known() -> Book {
    let book = book();
    let mut talk = book.talk(&[]);
    let mut tell = |line: &[&str]| talk.ask(line);
    tell(&[
        "add",
        "Jeanne Dupuis",
        "--phone",
        "06 12 34 56 78",
        "--email",
        "Jeanne@Exemple.fr",
        "--city",
        "Lyon",
        "--postcode",
        "69003",
        "--tag",
        "pain au levain",
        "--tag",
        "ami",
        "--external-id",
        "C-12",
        "--channel",
        "call",
    ]);
    for name in [
        "André Noël",
        "Bérénice Œuf",
        "Chloé Petit",
        "Démon Noir",
        "Élise Haddad",
        "Fanny Brun",
    ] {
        tell(&["add", name, "--city", "Villeurbanne"]);
    }
    let bought =
        |who: &'static str, days: &[&'static str], amount: &'static str| -> Vec<[String; 6]> {
            days.iter()
                .map(|day| ["note", who, "purchase", amount, "--day", day].map(str::to_owned))
                .collect()
        };
    let all = [
        // Loyal, and slipping away.
        bought(
            "jeanne",
            &[
                "2026-03-02",
                "2026-04-02",
                "2026-05-02",
                "2026-06-02",
                "2026-07-02",
                "2026-08-01",
                "2026-09-01",
            ],
            "24.50",
        ),
        // On time.
        bought("andré", &["2026-10-25", "2026-11-08", "2026-11-20"], "9.90"),
        // Bought once, long ago.
        bought("bérénice", &["2026-01-10"], "120"),
        // Back after a long silence.
        bought(
            "chloé",
            &["2025-06-01", "2025-06-08", "2025-06-15", "2026-11-19"],
            "15",
        ),
        // On holiday, with a refund.
        bought(
            "fanny",
            &["2026-06-01", "2026-06-20", "2026-07-10", "2026-08-01"],
            "40",
        ),
        bought("fanny", &["2026-08-02"], "-10"),
    ];
    for line in all.iter().flatten() {
        tell(&line.each_ref().map(String::as_str));
    }
    tell(&[
        "note",
        "jeanne",
        "exchange",
        "Prefers rye now",
        "--channel",
        "counter",
        "--purpose",
        "advice",
        "--day",
        "2026-08-01",
        "--time",
        "09:15",
    ]);
    tell(&[
        "note",
        "andré",
        "text",
        "Allergic to nuts",
        "--day",
        "2026-11-08",
    ]);
    tell(&[
        "note",
        "fanny",
        "absence",
        "2026-08-10",
        "2026-08-20",
        "--reason",
        "seaside",
    ]);
    tell(&[
        "plan",
        "élise",
        "--day",
        "2026-11-22",
        "--time",
        "10:30",
        "--channel",
        "letter",
        "--purpose",
        "welcome",
        "--note",
        "New here",
    ]);
    assert_eq!(talk.end(), 0);
    book
}

/// Identifiers are new each time: each is replaced by its number of appearance, and the file's path by its name.
fn steady(value: &mut Value, ids: &mut HashMap<String, usize>) {
    match value {
        Value::String(text) => {
            let is_id = text.len() == 36 && text.bytes().filter(|byte| *byte == b'-').count() == 4;
            if is_id {
                let next = ids.len() + 1;
                *text = format!("id-{}", ids.entry(text.clone()).or_insert(next));
            } else if text.ends_with("martin.fidele") {
                "martin.fidele".clone_into(text);
            } else if text.starts_with("BEGIN:VCALENDAR") {
                *text = text
                    .lines()
                    .filter(|line| !line.starts_with("UID:"))
                    .collect::<Vec<_>>()
                    .join("\n");
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|value| steady(value, ids)),
        Value::Object(object) => object.values_mut().for_each(|value| steady(value, ids)),
        _ => {}
    }
}

/// Compares an answer with the golden one of that name.
pub fn compare(name: &str, mut found: Value) {
    steady(&mut found, &mut HashMap::new());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{name}.json"));
    if std::env::var_os("FIDELE_GOLDEN").is_some_and(|value| value == "write") {
        let text = serde_json::to_string_pretty(&found).unwrap() + "\n";
        std::fs::write(&path, text).unwrap();
        return;
    }
    let golden: Value = serde_json::from_slice(&std::fs::read(&path).unwrap_or_default())
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert_eq!(found, golden, "{name}: what scripts rely on has changed");
}

#[test]
fn what_is_read() {
    let book = known();
    compare("info", book.ask(&["info"]));
    compare("check", book.ask(&["check"]));
    compare(
        "customers",
        book.ask(&["customers", "--sort", "lateness", "--descending"]),
    );
    compare(
        "search",
        book.ask(&[
            "customers",
            "--search",
            "06.12.34",
            "--tag",
            "ami",
            "--behaviour",
            "on-holiday",
            "--city",
            "Lyon",
        ]),
    );
    compare("journey", book.ask(&["journey", "jeanne"]));
    compare(
        "journey-absence",
        book.ask(&["journey", "fanny", "--limit", "2"]),
    );
    compare("journey-back", book.ask(&["journey", "chloé"]));
    compare("winback", book.ask(&["winback"]));
    compare("cohorts", book.ask(&["cohorts"]));
    compare("contacts", book.ask(&["contacts"]));
    compare("ics", book.ask(&["ics"]));
    compare("trust", book.ask(&["trust", "jeanne", "--explain"]));
    compare("map", book.ask(&["map"]));
}

#[test]
fn what_is_written() {
    let book = known();
    compare(
        "plan",
        book.ask(&[
            "plan",
            "jeanne",
            "--day",
            "2026-11-24",
            "--time",
            "17:00",
            "--note",
            "How is the rye?",
        ]),
    );
    compare(
        "done",
        book.ask(&["done", "jeanne", "willCome", "--note", "On Saturday"]),
    );
    compare("undo", book.ask(&["undo"]));
    compare("redo", book.ask(&["redo"]));
    // The day after: on one day, who came first is told by the clock, which stands still here.
    let tomorrow = |arguments: &[&str]| {
        let said = said(
            book.command(arguments)
                .args(["--json", "--today", "2026-11-23"]),
        );
        assert_eq!(said.code, 0, "{said:?}");
        said.json()
    };
    let rye = [
        "note",
        "jeanne",
        "purchase",
        "18,20",
        "--time",
        "08:05",
        "--note",
        "two rye loaves",
    ];
    compare("note", tomorrow(&rye));
    compare(
        "came-back",
        tomorrow(&["journey", "jeanne", "--limit", "3"]),
    );
    compare("add", book.ask(&["add", "Gaël Morin"]));
}

#[test]
fn a_person_reads_who_still_comes() {
    let text = known().say(&["cohorts"]).out;
    assert!(text.contains("came a second time within 90 days"), "{text}");
    assert!(
        text.contains("2025 Q2") || text.contains("2026-01"),
        "{text}"
    );
}

#[test]
fn a_person_is_told_why_in_a_sentence() {
    let book = known();
    let list = book.say(&["winback"]).out;
    assert!(
        list.contains("came every 30 days, nothing for 82"),
        "{list}"
    );
    let journey = book.say(&["journey", "fanny"]).out;
    assert!(
        journey.contains("11 of them announced")
            && journey.contains("away until 2026-08-20: seaside"),
        "{journey}"
    );
    let trust = book.say(&["trust", "jeanne", "--explain"]).out;
    assert!(
        trust.contains("trust 52 of 100 (an index)")
            && trust.contains("they were advised: Prefers rye now"),
        "{trust}"
    );
    let nobody = book.say(&["customers", "--bond", "hurt"]);
    assert!(
        nobody.out.contains("0 customers") && nobody.code == 1,
        "{nobody:?}"
    );
    let customers = book.say(&["customers", "--search", "démon"]).out;
    assert!(customers.contains("never bought"), "{customers}");
}
