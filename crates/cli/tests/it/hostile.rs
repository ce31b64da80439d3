//! Names and files that mean something to a shell, a spreadsheet, a database or a terminal are just names.

use std::process::Stdio;

use crate::program::{book, book_at, fidele, said};

const NAMES: [&str; 9] = [
    "<img src=x onerror=alert(1)>",
    "=HYPERLINK(\"http://x\",\"y\")",
    "'; DROP TABLE customer; --",
    "\u{202e}evitatnet\u{202c} Jean",
    "\u{5d0}\u{5d1}\u{5d2} \u{5d3}\u{5d4}",
    "Zoé 👩🏽‍🍳 Garçon",
    "--json",
    "NEAR(\"a\" OR b*) AND -c",
    "%s %n $HOME `id` \\",
];

#[test]
fn names_come_back_as_they_went_in() {
    let book = book();
    let mut talk = book.talk(&[]);
    for name in NAMES {
        let added = talk.ask(&["add", "--", name]);
        assert_eq!(added["name"], name);
        let shown = talk.ask(&["journey", added["customer"].as_str().unwrap()]);
        assert_eq!(shown["customer"]["record"]["name"], name);
    }
    // Nothing searched for is an operator of the search.
    for search in [
        "\"",
        "*",
        "a OR b",
        "NEAR(",
        "name:jean",
        "-",
        "'",
        "\u{0}",
        "{x}",
        "^a",
    ] {
        talk.ask(&["customers", "--search", search]);
    }
    assert_eq!(talk.end(), 0);
    let health = book.assert_sound();
    assert_eq!(health["customers"], NAMES.len());
}

#[test]
fn a_terminal_is_not_moved_coloured_or_turned_round() {
    let book = book();
    let mut talk = book.talk(&[]);
    talk.ask(&["add", "Red \u{1b}[31m Bell\u{7} \u{202e}Turned\u{2066}"]);
    talk.ask(&["note", "red", "text", "one\u{1b}]0;title\u{7}\ntwo\u{9b}2J"]);
    assert_eq!(talk.end(), 0);
    for command in [&["customers"][..], &["journey", "red"], &["undo"]] {
        let said = book.say(command);
        assert_eq!(said.code, 0, "{said:?}");
        let unsafe_letter =
            |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{2069}').contains(&c);
        assert!(!said.out.contains(unsafe_letter), "{:?}", said.out);
    }
}

#[test]
fn notebooks_may_be_called_anything() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "50% off? #1 & more.fidele",
        "Chez « Zoé » – l’été.fidele",
        "file:x?mode=memory.fidele",
        ":memory:",
        " leading and trailing ",
        "'quoted\".fidele",
        "no-extension",
    ] {
        let path = folder.path().join(name);
        let book = book_at(&path);
        book.ask(&["add", "Jeanne"]);
        assert_eq!(book.ask(&["info"])["customers"], 1, "{name}");
        assert!(std::fs::metadata(&path).unwrap().len() > 4_096, "{name}");
    }
    assert_eq!(crate::program::neighbours(folder.path()).len(), 7);
    // A name that looks like an option, in the folder one is in.
    let made = said(
        fidele()
            .current_dir(folder.path())
            .args(["new", "--", "-x.fidele"]),
    );
    assert_eq!(made.code, 0, "{made:?}");
}

#[cfg(unix)]
#[test]
fn a_file_name_that_is_no_text_is_an_answer_not_a_crash() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder
        .path()
        .join(std::ffi::OsStr::from_bytes(b"caf\xe9.fidele"));
    let made = said(fidele().arg("new").arg(&path).arg("--json"));
    assert_eq!(
        (made.code, made.error().as_str()),
        (3, "invalid"),
        "{made:?}"
    );
    assert!(crate::program::neighbours(folder.path()).is_empty());
}

#[test]
fn what_is_too_long_is_refused() {
    let book = book();
    assert_eq!(
        book.refused(&["add", &"x".repeat(301)]),
        (3, "invalid".to_owned())
    );
    assert_eq!(book.refused(&["add", " \t "]), (3, "invalid".to_owned()));
    assert_eq!(
        book.refused(&["add", "A", "--phone", "12"]),
        (3, "invalid".to_owned())
    );
    assert_eq!(
        book.refused(&["add", "A", "--email", "a@b"]),
        (3, "invalid".to_owned())
    );
    book.ask(&["add", &"é".repeat(300)]);
    let note = "x".repeat(100_001);
    assert_eq!(
        book.refused(&["note", "éé", "text", &note]),
        (3, "invalid".to_owned())
    );
    assert_eq!(book.assert_sound()["customers"], 1);
}

#[test]
fn a_reader_that_stops_reading_is_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("example.fidele");
    let made = said(fidele().arg("new").arg(&path).arg("--example"));
    assert_eq!(made.code, 0, "{made:?}");
    for format in [&["--json"][..], &[]] {
        let mut child = fidele()
            .arg("--notebook")
            .arg(&path)
            .args(["customers", "--limit", "0"])
            .args(format)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
}
