//! B9, B10 and B11 through the program: what goes out comes back as it was, whatever the file is called; the same file twice
//! adds nothing, also when the first time was cut short.

use super::{desk, lines_of};
use crate::imports::text;
use crate::watch::{assert_no_orphan, children, kill};

const NAMES: [&str; 12] = [
    "=HYPERLINK(\"http://exemple.fr\";\"oui\")",
    "+33 Bis",
    "-1 Rue",
    "@zoe",
    "'=déjà",
    "''double",
    "a;=1+1",
    "a,=1+1",
    "a\"\";=1+1",
    "Dupont \"Le Grand\"",
    "\u{202e}Renversé",
    "l'Hôpital d'=x",
];

#[test]
fn our_own_export_comes_back_as_nobody_new() {
    let desk = super::empty();
    let mut talk = desk.book.talk(&[]);
    for (n, name) in NAMES.iter().enumerate() {
        talk.ask(&["add", "--phone", &format!("+336123400{n:02}"), "--", name]);
    }
    assert_eq!(talk.end(), 0);
    let names = |desk: &super::Desk| {
        let all = desk.book.ask(&["customers", "--limit", "0"]);
        let rows = all["rows"].as_array().unwrap();
        rows.iter()
            .map(|row| row["name"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let before = names(&desk);
    for (name, comma) in [
        ("clients.csv", false),
        ("virgules.csv", true),
        ("clients.xlsx", false),
    ] {
        let to = desk.book.folder().join(name);
        let mut export = vec!["export", "customers", text(&to)];
        export.extend(comma.then_some("--comma"));
        desk.book.ask(&export);
        let (counts, _) = desk.imports(&to);
        assert_eq!(counts["newCustomers"], 0, "{name}: {counts}");
        // And into an empty notebook, where they are all new.
        let other = super::empty();
        let (counts, _) = other.imports(&to);
        assert_eq!(counts["newCustomers"], before.len(), "{name}: {counts}");
        assert_eq!(names(&other), before, "{name}");
        if !name.ends_with("xlsx") {
            let csv = std::fs::read_to_string(&to).unwrap();
            let separator = if comma { ',' } else { ';' };
            for cell in csv.lines().skip(1).flat_map(|line| line.split(separator)) {
                let bare = cell.trim_start_matches(['"', '\u{feff}']);
                // A number of ours may be below zero; nobody's words begin a formula. Pieces of a quoted cell that holds
                // the separator are no cells of their own.
                let formula = bare.starts_with(['=', '+', '@', '\t', '\r']);
                assert!(!formula || bare.starts_with("=1+1"), "{cell:?}");
            }
        }
    }
    assert_eq!(names(&desk), before);
}

#[test]
fn files_may_be_called_anything() {
    let desk = desk();
    let sales = lines_of(3);
    for name in [
        "50% off? #1 & more.csv",
        "NUL.txt",
        "CON",
        "trailing. ",
        "\u{202e}vsc.exe",
        "🥐.csv",
        "-x.csv",
        "a\nb.csv",
        "=cmd.csv",
    ] {
        let file = desk.file(name, &sales);
        let (counts, _) = desk.imports(&file);
        let known =
            counts["purchases"].as_u64().unwrap() + counts["alreadyThere"].as_u64().unwrap();
        assert_eq!(known, 3, "{name:?}: {counts}");
        let undo = desk.book.say(&["undo"]);
        let moves =
            |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{2069}').contains(&c);
        assert!(undo.code == 0 && !undo.out.contains(moves), "{undo:?}");
        std::fs::remove_file(file).unwrap();
    }
    let long = format!("{}.csv", "x".repeat(250));
    desk.imports(&desk.file(&long, &sales));
    desk.sound();
}

#[test]
fn the_same_file_again_adds_nothing_also_after_an_interruption() {
    let desk = desk();
    let file = desk.file("caisse.csv", lines_of(20_000));
    let interrupted = |readers| {
        let child = desk
            .book
            .command(&["import", text(&file), "--json"])
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let mut seen = std::collections::BTreeSet::new();
        while seen.len() < readers {
            seen.extend(children(child.id()));
            if !std::path::Path::new(&format!("/proc/{}/task", child.id())).exists() {
                println!("skipped: processes cannot be watched here");
                break;
            }
        }
        let said = kill(child);
        assert_no_orphan(&file);
        let purchases = desk.sound()["purchases"].clone();
        assert!(purchases == 20_000 || said.is_empty(), "{said}");
        purchases
    };
    // Once its reader is at work, and again after it has read for a while.
    for readers in [1, 7] {
        // On a busy machine one may be through before it is ended: all of it is there then, and it is taken back for another try.
        let mut tries = 0;
        loop {
            let purchases = interrupted(readers);
            if purchases == 0 {
                break;
            }
            assert_eq!(purchases, 20_000);
            assert_eq!(desk.book.say(&["undo"]).code, 0);
            tries += 1;
            assert!(tries < 10, "never caught at work");
        }
    }
    let (counts, _) = desk.imports(&file);
    assert_eq!(counts["purchases"], 20_000);
    let (counts, _) = desk.imports(&file);
    assert_eq!(
        (&counts["purchases"], &counts["alreadyThere"]),
        (&0.into(), &20_000.into())
    );
    // A longer version of it brings what is new.
    let (counts, _) = desk.imports(&desk.file("caisse.csv", lines_of(20_010)));
    assert_eq!(
        (&counts["purchases"], &counts["alreadyThere"]),
        (&10.into(), &20_000.into())
    );
    assert_eq!(desk.sound()["purchases"], 20_010);
}
