//! Disks, folders and files that are full or write-protected.

use std::path::Path;
use std::process::Command;

use crate::program::{book, book_at, fidele, neighbours, said};
use crate::room;

#[test]
fn a_full_disk_is_said_and_costs_nothing_that_was_acknowledged() {
    if !room::entered("disks::a_full_disk_is_said_and_costs_nothing_that_was_acknowledged") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    room::small_disk(folder.path(), 3_000);
    let book = book_at(&folder.path().join("martin.fidele"));
    book.ask(&["add", "Witness"]);
    let ballast = folder.path().join("ballast");
    std::fs::write(&ballast, vec![1; 1_000_000]).unwrap();

    let text = "long ".repeat(4_000);
    let mut talk = book.talk(&["--keep-going"]);
    let mut written = 0;
    let refused = loop {
        let reply = talk.reply(&["note", "Witness", "text", &format!("{written} {text}")]);
        if !reply["error"].is_null() {
            break reply;
        }
        written += 1;
    };
    assert_eq!(refused["error"]["code"], "diskFull");
    assert!(written > 3, "{written}");
    assert_eq!(
        talk.refused(&["note", "Witness", "text", &text]),
        "diskFull"
    );
    // Reading goes on.
    assert_eq!(
        talk.ask(&["journey", "Witness"])["journal"]["total"],
        written
    );
    // Room again, and it writes again, without being opened again.
    std::fs::remove_file(&ballast).unwrap();
    talk.ask(&["note", "Witness", "text", "room again"]);
    assert_eq!(talk.end(), 4);
    assert_eq!(
        book.ask(&["journey", "Witness"])["journal"]["total"],
        written + 1
    );
    book.assert_sound();
}

#[test]
fn opening_on_a_full_disk() {
    if !room::entered("disks::opening_on_a_full_disk") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    room::small_disk(folder.path(), 2_000);
    let book = book_at(&folder.path().join("martin.fidele"));
    book.ask(&["add", "Witness"]);
    let ballast = folder.path().join("ballast");
    fill(&ballast);
    for line in [&["info"][..], &["add", "Somebody"]] {
        assert_eq!(book.refused(line), (4, "diskFull".to_owned()), "{line:?}");
    }
    let made = said(
        fidele()
            .arg("new")
            .arg(folder.path().join("other.fidele"))
            .arg("--json"),
    );
    assert_eq!((made.code, made.error().as_str()), (4, "diskFull"));
    assert!(
        !neighbours(folder.path())
            .iter()
            .any(|name| name.starts_with("other"))
    );

    std::fs::remove_file(&ballast).unwrap();
    assert_eq!(book.ask(&["info"])["customers"], 1);
    book.ask(&["add", "Somebody"]);
    book.assert_sound();
}

#[test]
fn an_example_too_large_for_the_disk_leaves_nothing() {
    if !room::entered("disks::an_example_too_large_for_the_disk_leaves_nothing") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    room::small_disk(folder.path(), 1_000);
    let path = folder.path().join("example.fidele");
    let made = said(fidele().arg("new").arg(&path).args(["--example", "--json"]));
    assert_eq!((made.code, made.error().as_str()), (4, "diskFull"));
    assert_eq!(neighbours(folder.path()), [""; 0]);
}

#[test]
fn an_import_too_large_for_the_disk_leaves_nothing() {
    if !room::entered("disks::an_import_too_large_for_the_disk_leaves_nothing") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let sales = elsewhere.path().join("caisse.csv");
    let lines = (0..8_000).map(|n| format!("Client {n},2026-01-{:02},{n}.50\n", 1 + n % 28));
    std::fs::write(
        &sales,
        "Customer,Date,Amount\n".to_owned() + &lines.collect::<String>(),
    )
    .unwrap();
    room::small_disk(folder.path(), 2_500);
    let book = book_at(&folder.path().join("martin.fidele"));
    book.ask(&["add", "Witness"]);
    let import = ["import", sales.to_str().unwrap()];
    assert_eq!(book.refused(&import), (4, "diskFull".to_owned()));
    let health = book.assert_sound();
    assert_eq!(
        (&health["customers"], &health["purchases"]),
        (&1.into(), &0.into())
    );
    // The same notebook, in the same life, still writes.
    let mut talk = book.talk(&["--keep-going"]);
    assert_eq!(talk.refused(&import), "diskFull");
    talk.ask(&["note", "Witness", "text", "still writing"]);
    assert_eq!(talk.ask(&["undo"])["undone"]["op"], "noteMoment");
    assert_eq!(talk.end(), 4);
}

fn fill(ballast: &Path) {
    use std::io::Write as _;
    let mut file = std::fs::File::create(ballast).unwrap();
    while file.write_all(&[1; 4_096]).is_ok() {}
}

#[test]
fn a_write_protected_disk() {
    if !room::entered("disks::a_write_protected_disk") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    room::small_disk(folder.path(), 4_000);
    let book = book_at(&folder.path().join("martin.fidele"));
    let before = std::fs::read(&book.path).unwrap();
    room::write_protect(folder.path());
    for line in [&["info"][..], &["add", "Somebody"], &["check"]] {
        assert_eq!(book.refused(line), (4, "readOnly".to_owned()), "{line:?}");
    }
    let made = said(
        fidele()
            .arg("new")
            .arg(folder.path().join("other.fidele"))
            .arg("--json"),
    );
    assert_eq!((made.code, made.error().as_str()), (4, "readOnly"));
    assert_eq!(std::fs::read(&book.path).unwrap(), before);
    assert_eq!(book.neighbours(), ["martin.fidele"]);
}

/// A command as somebody to whom write-protection means something.
#[cfg(unix)]
fn as_nobody(command: &Command) -> Command {
    if !room::is_root() {
        let mut same = Command::new(command.get_program());
        same.args(command.get_args());
        return same;
    }
    let mut lowered = Command::new("setpriv");
    lowered
        .args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"])
        .arg(command.get_program())
        .args(command.get_args());
    lowered
}

#[cfg(unix)]
#[test]
fn a_write_protected_file_and_folder() {
    use std::os::unix::fs::PermissionsExt as _;
    let book = book();
    let program = book.folder().join("fidele");
    std::fs::copy(env!("CARGO_BIN_EXE_fidele"), &program).unwrap();
    let mode = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap()
    };
    let ask = || {
        let mut command = Command::new(&program);
        command
            .arg("--notebook")
            .arg(&book.path)
            .args(["--today", "2026-11-22", "info", "--json"]);
        let mut command = as_nobody(&command);
        match command.output() {
            Ok(output) => (
                output.status.code(),
                String::from_utf8_lossy(&output.stderr).into_owned(),
            ),
            Err(error) => panic!("{error}"),
        }
    };
    // The file may be read, the folder written to.
    mode(book.folder(), 0o777);
    mode(&book.path, 0o444);
    let (code, said) = ask();
    if said.contains("setpriv") {
        println!("skipped: a_write_protected_file_and_folder: cannot become anybody else here");
        return;
    }
    assert!(
        code == Some(4) && said.contains("\"readOnly\""),
        "{code:?} {said}"
    );
    // The file may be written, the folder not: there is no room beside it for what SQLite needs.
    mode(&book.path, 0o666);
    mode(book.folder(), 0o555);
    let (code, said) = ask();
    assert!(
        code == Some(4) && said.contains("\"readOnly\""),
        "{code:?} {said}"
    );
    assert!(said.contains("martin.fidele"), "it is named: {said}");
    // Neither may be read.
    mode(&book.path, 0o000);
    let (code, said) = ask();
    assert!(
        code == Some(4) && said.contains("\"readOnly\""),
        "{code:?} {said}"
    );
    mode(&book.path, 0o666);
    mode(book.folder(), 0o777);
    assert_eq!(ask().0, Some(0));
    assert_eq!(book.neighbours(), ["fidele", "martin.fidele"]);
}
