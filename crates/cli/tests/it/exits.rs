//! Exit codes, and that errors are one JSON document on standard error.

use crate::program::{book, said, say};

#[test]
fn a_command_line_that_is_not_understood() {
    for line in [
        &["frobnicate", "--json"][..],
        &["--json"],
        &["new", "--json"],
        &["info", "--today", "1/2/2026", "--json"],
    ] {
        let said = say(line);
        assert_eq!((said.code, said.error().as_str()), (2, "usage"), "{line:?}");
    }
    let nameless = say(["info", "--json"]);
    assert_eq!(
        (nameless.code, nameless.error().as_str()),
        (2, "noNotebook")
    );
    let text = say(["frobnicate"]);
    assert!(text.code == 2 && text.err.contains("Usage"), "{text:?}");
}

#[test]
fn help_is_an_answer() {
    for line in [
        &["--help"][..],
        &["--version"],
        &["import", "--help"],
        &["batch", "--help"],
        &["note", "x", "purchase", "--help"],
    ] {
        let said = say(line);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{line:?}");
        assert!(!said.out.is_empty());
    }
    assert!(say(["--help"]).out.contains("Exit codes"));
}

#[test]
fn nothing_is_an_answer_of_its_own() {
    let book = book();
    for nothing in [&["customers"][..], &["winback"], &["contacts"]] {
        assert_eq!(book.say(nothing).code, 1, "{nothing:?}");
    }
    assert_eq!(book.refused(&["undo"]), (1, "nothingToUndo".to_owned()));
    assert_eq!(book.refused(&["redo"]), (1, "nothingToUndo".to_owned()));
    assert_eq!(
        book.refused(&["journey", "nobody"]),
        (1, "notFound".to_owned())
    );
    let stranger = "01a2027b-d680-7096-aa5c-29b6cafec66b";
    assert_eq!(
        book.refused(&["journey", stranger]),
        (1, "notFound".to_owned())
    );
    assert_eq!(
        book.refused(&["done", stranger, "reached"]),
        (1, "notFound".to_owned())
    );
    assert_eq!(
        book.refused(&["undo", "12"]),
        (1, "nothingToUndo".to_owned())
    );
}

#[test]
fn a_guardrail_says_no() {
    let book = book();
    book.ask(&["add", "Jeanne Dupuis"]);
    let plan = [
        "plan",
        "jeanne",
        "--day",
        "2026-11-23",
        "--channel",
        "call",
        "--purpose",
        "news",
    ];
    book.ask(&plan);
    book.ask(&["done", "jeanne", "peace"]);
    assert_eq!(book.refused(&plan), (1, "guarded".to_owned()));
    let text = book.say(&plan);
    assert!(
        text.err.contains("left in peace") && text.out.is_empty(),
        "{text:?}"
    );
}

#[test]
fn values_that_cannot_be_used() {
    let book = book();
    book.ask(&["add", "Jeanne Dupuis"]);
    book.ask(&["add", "Jeanne Martin"]);
    let bad = |line: &[&str]| book.refused(line);
    let invalid = (3, "invalid".to_owned());
    assert_eq!(bad(&["journey", "jeanne"]), (3, "ambiguous".to_owned()));
    assert_eq!(bad(&["note", "dupuis", "purchase", "1.234"]), invalid);
    assert_eq!(
        bad(&["note", "dupuis", "purchase", "5", "--day", "2026-11-23"]),
        invalid
    );
    assert_eq!(
        bad(&["note", "dupuis", "absence", "2026-11-23", "2026-11-20"]),
        invalid
    );
    assert_eq!(bad(&["plan", "dupuis", "--day", "2026-11-21"]), invalid);
    let usage = (2, "usage".to_owned());
    assert_eq!(bad(&["plan", "dupuis", "--day", "tomorrow"]), usage);
    assert_eq!(
        bad(&[
            "plan",
            "dupuis",
            "--day",
            "2026-11-23",
            "--channel",
            "pigeon"
        ]),
        usage
    );
    assert_eq!(bad(&["customers", "--sort", "shoe-size"]), usage);
    // A whole name counts before the beginning of another.
    book.ask(&["add", "Jeanne"]);
    assert_eq!(
        book.ask(&["journey", "JEANNE"])["customer"]["record"]["name"],
        "Jeanne"
    );
}

#[test]
fn new_never_replaces_a_file_and_checks_what_it_is_told() {
    let book = book();
    let path = book.path.to_str().unwrap();
    let before = std::fs::read(&book.path).unwrap();
    let again = say(["new", path, "--json"]);
    assert_eq!((again.code, again.error().as_str()), (4, "exists"));
    assert_eq!(std::fs::read(&book.path).unwrap(), before);
    let other = format!("{path}.2");
    for wrong in [
        ["--currency", "euro"],
        ["--country", "France"],
        ["--name", " "],
    ] {
        let said = say(["new", &other, wrong[0], wrong[1], "--json"]);
        assert_eq!(
            (said.code, said.error().as_str()),
            (3, "invalid"),
            "{wrong:?}"
        );
    }
    assert_eq!(book.neighbours(), ["martin.fidele"]);
    let made = say([
        "new",
        &other,
        "--trade",
        "GARAGE",
        "--currency",
        "chf",
        "--country",
        "ch",
        "--json",
    ]);
    let settings = &made.json()["settings"];
    assert_eq!(
        (
            &settings["trade"],
            &settings["currency"],
            &settings["country"]
        ),
        (&"garage".into(), &"CHF".into(), &"CH".into())
    );
    assert_eq!(settings["name"], "martin.fidele");
}

#[test]
fn standard_output_that_cannot_be_written_to_is_said() {
    if !std::path::Path::new("/dev/full").exists() {
        println!("skipped: there is no /dev/full here");
        return;
    }
    let book = book();
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let said = said(&mut {
        let mut command = book.command(&["info", "--json"]);
        command.stdout(full);
        command
    });
    assert_eq!(said.code, 4, "{said:?}");
    assert!(said.err.contains("diskFull"), "{said:?}");
}

#[test]
fn the_notebook_is_named_by_option_or_environment() {
    let book = book();
    let said = said(
        crate::program::fidele()
            .env("FIDELE_NOTEBOOK", &book.path)
            .args(["info", "--json"]),
    );
    assert_eq!(said.json()["settings"]["name"], "Boulangerie Martin");
}
