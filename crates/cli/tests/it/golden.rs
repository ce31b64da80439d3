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
fn what_is_agreed_left_and_brought() {
    let book = known();
    compare(
        "pay-plan",
        book.ask(&[
            "pay-plan",
            "fanny",
            "agree",
            "100",
            "--in",
            "3",
            "--first",
            "2026-12-31",
        ]),
    );
    compare("pay-plan-paid", book.ask(&["pay-plan", "fanny", "paid"]));
    compare(
        "departure",
        book.ask(&[
            "departure",
            "note",
            "bérénice",
            "competitor",
            "--avoidable",
            "yes",
            "--to",
            "Fournil d’Anna",
        ]),
    );
    compare("departure-figures", book.ask(&["departure", "figures"]));
    compare(
        "referral",
        book.ask(&["referral", "andré", "--by", "jeanne"]),
    );
    compare("referral-chain", book.ask(&["referral", "jeanne"]));
    compare("referral-figures", book.ask(&["referral"]));
    let text = book.say(&["referral", "jeanne"]).out;
    assert!(
        text.contains("brought 1 customer, 1 of whom bought"),
        "{text}"
    );
    let refused = book.say(&["referral", "jeanne", "--by", "andré"]);
    assert_eq!(refused.code, 3, "{refused:?}");
    let none = book.say(&["rating", "figures"]);
    assert_eq!(none.code, 1, "{none:?}");
    let text = book.say(&["pay-plan", "fanny"]).out;
    assert!(
        text.contains("running") && text.contains("paid on 2026-11-22"),
        "{text}"
    );
}

#[test]
fn what_is_promised() {
    let book = known();
    let made = [
        "promise",
        "make",
        "jeanne",
        "call back with an answer",
        "--due",
        "2026-11-24",
        "--due-time",
        "18:00",
        "--who",
        "Claire",
        "--time",
        "08:30",
    ];
    compare("promise-make", book.ask(&made));
    compare(
        "promise-move",
        book.ask(&[
            "promise",
            "move",
            "jeanne",
            "--due",
            "2026-11-27",
            "--note",
            "The supplier is late",
        ]),
    );
    compare("promise-list", book.ask(&["promise", "list", "jeanne"]));
    compare("promise-keep", book.ask(&["promise", "keep", "jeanne"]));
    // Once its day has come, the one that was moved counts against the rate.
    let later = said(
        book.command(&["promise", "rate"])
            .args(["--json", "--today", "2026-11-30"]),
    );
    assert_eq!(later.code, 0, "{later:?}");
    compare("promise-rate", later.json());
}

#[test]
fn a_promise_is_told_in_a_sentence_and_refused_in_one() {
    let book = known();
    let made = book.say(&[
        "promise",
        "make",
        "andré",
        "put a loaf aside",
        "--due",
        "2026-11-22",
    ]);
    assert!(
        made.out
            .contains("promised: André Noël, put a loaf aside, due 2026-11-22"),
        "{made:?}"
    );
    let past = [
        "promise",
        "make",
        "andré",
        "too late",
        "--due",
        "2026-11-21",
    ];
    assert_eq!(book.refused(&past), (3, "invalid".to_owned()));
    let none = ["promise", "keep", "fanny"];
    assert_eq!(book.refused(&none), (1, "notFound".to_owned()));
    let late = said(
        book.command(&["promise", "list"])
            .args(["--today", "2026-11-23"]),
    );
    assert!(late.out.contains("LATE"), "{late:?}");
    let rate = book.say(&["promise", "rate"]).out;
    assert!(rate.contains("not enough yet"), "{rate}");
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

#[test]
fn complaints() {
    let book = known();
    book.ask(&["complaint", "cause", "add", "Preparation", "Delivery"]);
    let new = [
        "complaint",
        "new",
        "jeanne",
        "An article was missing",
        "--day",
        "2026-08-04",
        "--time",
        "10:00",
        "--channel",
        "call",
        "--asked",
        "the article",
        "--purchase",
        "2026-08-01",
        "--accountable",
        "Luc",
        "--cause",
        "preparation",
        "--update",
        "2026-08-05",
    ];
    compare("complaint-new", book.ask(&new));
    let on = |step: &'static str, more: &[&'static str]| {
        let mut line = vec![
            "complaint",
            "step",
            "jeanne",
            step,
            "--day",
            "2026-08-06",
            "--time",
            "11:00",
        ];
        line.extend(more);
        book.ask(&line)
    };
    on("acknowledged", &[]);
    on("apology", &["--who", "Luc"]);
    on(
        "update",
        &["Sent today", "--next", "2026-08-07", "--next-time", "12:00"],
    );
    book.ask(&[
        "complaint",
        "gesture",
        "jeanne",
        "service",
        "--cost",
        "6.90",
        "--text",
        "free delivery",
        "--day",
        "2026-08-06",
    ]);
    book.ask(&[
        "complaint",
        "action",
        "add",
        "jeanne",
        "Check twice",
        "--due",
        "2026-09-01",
        "--cost",
        "15",
    ]);
    compare("complaint-list", book.ask(&["complaint", "list", "--open"]));
    compare("complaint-step", on("solved", &[]));
    compare("complaint-figures", book.ask(&["complaint", "figures"]));
    compare(
        "complaint-cause",
        book.ask(&["complaint", "cause", "retire", "delivery"]),
    );
    compare(
        "complaint-goals",
        book.ask(&[
            "complaint",
            "goals",
            "--reply-hours",
            "8",
            "--open",
            "mon=14:00-18:00",
            "--open",
            "sun=",
        ]),
    );
    let text = book.say(&["complaint", "show", "jeanne"]).out;
    assert!(
        text.contains("free delivery") && text.contains("error acknowledged"),
        "{text}"
    );
    assert!(
        text.contains("word from us") && text.contains("late"),
        "{text}"
    );
    let refused = book.say(&["complaint", "step", "jeanne", "closed"]);
    assert_eq!(refused.code, 3);
    assert!(
        refused.err.contains("cannot be noted as closed"),
        "{}",
        refused.err
    );
    let figures = book.say(&["complaint", "figures"]).out;
    assert!(figures.contains("not enough yet"), "{figures}");
}
