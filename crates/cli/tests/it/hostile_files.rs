//! Files that are broken, enormous or built to do harm, through the real program and its reader: one module for each row
//! of `docs/hostile-files.md`.
//!
//! A file that is refused leaves no trace, and the sentence says which file it was and what to do. A file of which a part
//! is bad loses that part, by its line, and nothing else. The program that holds the notebook stays small either way.

mod archives;
mod cards;
mod encodings;
mod lines;
mod notation;
mod rows;
mod twice;
mod workbooks;

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::imports::text;
use crate::program::{Book, book};
use crate::watch::{Watched, watched};

/// What the program that holds the notebook may come to, whatever it is made to read: MB.
const OWN: u64 = 150;
/// What the reader is given, with what its program itself takes: MB.
const READER: u64 = 1_100;

/// Somebody in every file, who must not be named where nobody asked.
const SECRET: &str = "Hortense Gaufrette";

/// A notebook with one customer, and a folder for whatever would be left behind.
struct Desk {
    book: Book,
    temporary: tempfile::TempDir,
}

fn desk() -> Desk {
    let desk = empty();
    desk.book.ask(&["add", "Witness"]);
    desk
}

/// The same without the customer.
fn empty() -> Desk {
    Desk {
        book: book(),
        temporary: tempfile::tempdir().unwrap(),
    }
}

impl Desk {
    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.book.folder().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    fn run(&self, arguments: &[&str]) -> Watched {
        let mut command = self.book.command(arguments);
        let ran = watched(command.env("TMPDIR", self.temporary.path()));
        assert!(ran.own <= OWN, "{} MB: {arguments:?}", ran.own);
        assert!(ran.reader <= READER, "{} MB: {arguments:?}", ran.reader);
        ran
    }

    /// Imports a file that is refused with this code and a remedy, and nothing else comes of it.
    fn refuses(&self, file: &Path, code: &str, remedy: &str) -> Watched {
        let before = (
            std::fs::read(&self.book.path).unwrap(),
            self.book.neighbours(),
        );
        let ran = self.run(&["import", text(file), "--json"]);
        let name = file.file_name().unwrap().to_str().unwrap();
        assert_eq!(
            (ran.said.code, ran.said.error().as_str()),
            (3, code),
            "{name}: {ran:?}"
        );
        let said: Value = serde_json::from_str(&ran.said.err).unwrap();
        let message = said["error"]["message"].as_str().unwrap();
        assert!(said["error"]["file"].as_str().unwrap().ends_with(name));
        assert!(
            message.contains(name) && message.contains(remedy),
            "{message}"
        );
        assert!(!ran.said.err.contains(SECRET), "{}", ran.said.err);
        let after = (
            std::fs::read(&self.book.path).unwrap(),
            self.book.neighbours(),
        );
        assert!(before == after, "{name} left something behind");
        assert!(crate::program::neighbours(self.temporary.path()).is_empty());
        ran
    }

    /// Imports a file of which at least something can be read.
    fn imports(&self, file: &Path) -> (Value, Watched) {
        let ran = self.run(&["import", text(file), "--json"]);
        assert_eq!(ran.said.code, 0, "{}: {ran:?}", file.display());
        assert!(crate::program::neighbours(self.temporary.path()).is_empty());
        (ran.said.json()["counts"].clone(), ran)
    }

    /// The first rejected rows, by line and reason.
    fn rejects(&self, file: &Path) -> Vec<(u64, String)> {
        let dry = self.book.ask(&["import", text(file), "--dry-run"]);
        let rejects = dry["rejects"].as_array().unwrap();
        rejects
            .iter()
            .map(|reject| {
                let reason = reject["reason"].as_str().unwrap().to_owned();
                (reject["line"].as_u64().unwrap(), reason)
            })
            .collect()
    }

    fn sound(&self) -> Value {
        self.book.assert_sound()
    }
}

/// A sales file with so many lines.
fn lines_of(lines: u32) -> String {
    use std::fmt::Write as _;
    let mut sales = String::from("Client;Date;Montant;Ticket\n");
    for n in 0..lines {
        let _ = writeln!(
            sales,
            "Client {};{:02}/{:02}/2026;{},50;T{n}",
            n % 500,
            1 + n % 28,
            1 + n % 10,
            n % 90
        );
    }
    sales
}
