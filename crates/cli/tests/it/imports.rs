//! `fidele import`, on files a till could have written.

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use crate::program::{Book, book, said};

const SALES: &str = "Client;Téléphone;Date;Montant;Ticket\n\
    Jeanne Dupuis;0612345678;14/03/2026;12,50;T1\n\
    Jeanne Dupuis;0612345678;28/03/2026;9,90;T2\n\
    André Noël;0698765432;15/03/2026;1 234,50;T3\n\
    André Noël;0698765432;16/03/2026;douze;T4\n\
    ;;17/03/2026;3,00;T5\n\
    Total;;;1 259,90;\n";

fn file(book: &Book, name: &str, content: &str) -> PathBuf {
    let path = book.folder().join(name);
    std::fs::write(&path, content).unwrap();
    path
}

fn text(path: &Path) -> &str {
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

/// A sales file with so many lines.
fn large(book: &Book, lines: u32) -> PathBuf {
    let mut sales = String::from("Client;Téléphone;Date;Montant;Ticket\n");
    for n in 0..lines {
        let who = n % (lines / 5);
        let _ = writeln!(
            sales,
            "Client {who};+336{who:08};{:02}/{:02}/2025;{},50;T{n}",
            1 + n % 28,
            1 + n % 12,
            n % 90
        );
    }
    file(book, "large.csv", &sales)
}

fn start(book: &Book, sales: &Path) -> Child {
    book.command(&["import", text(sales), "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// All of it or nothing.
fn whole_or_nothing(book: &Book, lines: u64) -> bool {
    let purchases = book.assert_sound()["purchases"].as_u64().unwrap();
    assert!(purchases == 0 || purchases == lines, "{purchases}");
    purchases > 0
}

#[test]
fn killed_it_is_whole_or_not_at_all() {
    const LINES: u32 = 4_000;
    let book = book();
    let sales = large(&book, LINES);
    let started = std::time::Instant::now();
    let done = start(&book, &sales).wait_with_output().unwrap();
    assert!(done.status.success(), "{done:?}");
    let usual = started.elapsed();
    book.ask(&["undo"]);
    let mut made = 0;
    for tenth in 0..10 {
        let mut child = start(&book, &sales);
        std::thread::sleep(usual * tenth / 9);
        child.kill().unwrap();
        let output = child.wait_with_output().unwrap();
        let said_so = !output.stdout.is_empty();
        let there = whole_or_nothing(&book, LINES.into());
        assert!(there || !said_so, "acknowledged and lost");
        if there {
            made += 1;
            book.ask(&["undo"]);
        }
    }
    println!("10 kills within {usual:?}: {made} imports whole, the others not at all");
    book.ask(&["import", text(&sales)]);
    assert!(whole_or_nothing(&book, LINES.into()));
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_nothing_half_done() {
    const LINES: u32 = 20_000;
    let book = book();
    let sales = large(&book, LINES);
    let mut cancelled = 0;
    for n in 0..40 {
        // Later and later, until it is through before.
        let delay = 20 + n * n * 8;
        let mut child = start(&book, &sales);
        std::thread::sleep(std::time::Duration::from_millis(delay));
        let interrupted = std::process::Command::new("kill")
            .args(["-INT", &child.id().to_string()])
            .status();
        if !interrupted.is_ok_and(|status| status.success()) {
            println!("skipped: ctrl_c_leaves_nothing_half_done: there is no kill here");
            return;
        }
        let code = child.wait().unwrap().code();
        println!("Ctrl-C after {delay} ms: {code:?}");
        let mut err = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut err)
            .unwrap();
        let there = whole_or_nothing(&book, LINES.into());
        match code {
            Some(0) => assert!(there),
            Some(130) => {
                assert!(!there && err.contains("\"cancelled\""), "{err}");
                cancelled += 1;
            }
            // Before it began to listen: the signal itself.
            None => assert!(!there),
            other => panic!("{other:?} {err}"),
        }
        if there {
            break;
        }
    }
    println!("{cancelled} times cancelled");
    assert!(cancelled > 0);
    assert_eq!(book.neighbours(), ["large.csv", "martin.fidele"]);
}

#[test]
fn a_terminal_is_shown_progress_and_a_pipe_is_not() {
    let book = book();
    let sales = large(&book, 500);
    let quiet = book.say(&["import", text(&sales)]);
    assert_eq!((quiet.code, quiet.err.as_str()), (0, ""));
    book.ask(&["undo"]);
    // `script` gives a program a terminal.
    let line = format!(
        "'{}' --notebook '{}' import '{}'",
        env!("CARGO_BIN_EXE_fidele"),
        book.path.display(),
        sales.display()
    );
    let shown = std::process::Command::new("script")
        .args(["-qec", &line, "/dev/null"])
        .stdin(Stdio::null())
        .output();
    let Ok(shown) = shown else {
        println!(
            "skipped: a_terminal_is_shown_progress_and_a_pipe_is_not: there is no script(1) here"
        );
        return;
    };
    let shown = String::from_utf8_lossy(&shown.stdout);
    assert!(shown.contains("writing") && shown.contains(" %"), "{shown}");
}
