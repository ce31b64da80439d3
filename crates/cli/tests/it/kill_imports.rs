//! kill -9 while a file of any kind comes in, while it is taken back, and while the day turns: whole or not at all, and the
//! process that read the file does not live on.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::imports::text;
use crate::kill::Dice;
use crate::program::{Book, book, said};
use crate::watch::{assert_no_orphan, children, kill, size};

const CUSTOMERS: u32 = 400;
const SALES: u32 = 2_000;

/// How often each kind of work is killed.
fn kills() -> u32 {
    size(6, 60)
}

fn name(n: u32) -> String {
    format!("Client {}", n % CUSTOMERS)
}

fn day(n: u32) -> (u32, u32) {
    (1 + n % 28, 1 + n / 28 % 10)
}

/// Every format there is, as a file of its own.
fn files(book: &Book) -> Vec<PathBuf> {
    let write = |name: &str, content: &str| {
        let path = book.folder().join(name);
        std::fs::write(&path, content).unwrap();
        path
    };
    let table = |separator: char| {
        let mut sales = String::from("Client;Téléphone;Date;Montant;Ticket\n");
        for n in 0..SALES {
            let ((d, m), who) = (day(n), n % CUSTOMERS);
            let _ = writeln!(
                sales,
                "{};+336{who:08};{d:02}/{m:02}/2026;{},50;T{n}",
                name(n),
                n % 90
            );
        }
        sales.replace(';', &separator.to_string())
    };
    let mut ledger = String::from(
        "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise\n",
    );
    for n in 0..SALES {
        let ((d, m), who) = (day(n), n % CUSTOMERS);
        let head = format!("VE|Ventes|{n}|2026{m:02}{d:02}");
        let tail = format!("FA{n}|2026{m:02}{d:02}|Facture");
        let _ = writeln!(
            ledger,
            "{head}|411000|Clients|C{who}|{}|{tail}|120,00|0,00||||| \n{head}|707000|Ventes|||{tail}|0,00|120,00||||| ",
            name(n)
        );
    }
    let mut cards = String::new();
    for n in 0..SALES {
        let _ = write!(
            cards,
            "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Client {n};Numéro;;;\r\nTEL:+336{n:08}\r\nNOTE:aime le pain\r\nEND:VCARD\r\n"
        );
    }
    let csv = write("ventes.csv", &table(';'));
    vec![
        spreadsheet(book),
        write("ventes.tsv", &table('\t')),
        write("comptes.txt", &ledger),
        write("contacts.vcf", &cards),
        csv,
    ]
}

/// A spreadsheet of customers, as Fidèle itself writes them.
fn spreadsheet(from: &Book) -> PathBuf {
    let other = book();
    let mut list = String::from("Nom;Téléphone\n");
    for n in 0..SALES {
        let _ = writeln!(list, "Client {n};+336{n:08}");
    }
    let csv = from.folder().join("liste.csv");
    std::fs::write(&csv, list).unwrap();
    other.ask(&["import", text(&csv)]);
    let path = from.folder().join("clients.xlsx");
    other.ask(&["export", "customers", text(&path)]);
    path
}

/// The notebook's file as it is now, to go back to.
struct Copy<'b> {
    book: &'b Book,
    bytes: Vec<u8>,
}

impl<'b> Copy<'b> {
    fn of(book: &'b Book) -> Self {
        let bytes = std::fs::read(&book.path).unwrap();
        Self { book, bytes }
    }

    fn put_back(&self) {
        for end in ["-wal", "-shm"] {
            let mut beside = self.book.path.clone().into_os_string();
            beside.push(end);
            // There only after a kill.
            let _ = std::fs::remove_file(beside);
        }
        std::fs::write(&self.book.path, &self.bytes).unwrap();
    }
}

fn quiet(command: &mut Command) -> &mut Command {
    command.stdout(Stdio::piped()).stderr(Stdio::piped())
}

/// How much of a notebook there is: customers, purchases, and what can be taken back.
fn state(book: &Book) -> (u64, u64, String) {
    let mut talk = book.talk(&[]);
    let health = talk.ask(&["check"]);
    assert_eq!(health["sound"], true, "{health}");
    let undoable = talk.ask(&["info"])["undoable"]["op"].to_string();
    assert_eq!(talk.end(), 0);
    let count = |key: &str| health[key].as_u64().unwrap();
    (count("customers"), count("purchases"), undoable)
}

/// Starts the same work again and again from the same notebook and kills it at any moment of the time it takes. `file`,
/// if any, is what it reads. Returns how often the work was done.
fn killed(
    dice: &mut Dice,
    book: &Book,
    work: impl Fn() -> Command,
    file: Option<&Path>,
) -> (u32, u32) {
    let copy = Copy::of(book);
    let before = state(book);
    copy.put_back();
    let started = Instant::now();
    let done = said(&mut work());
    assert_eq!(done.code, 0, "{done:?}");
    let usual = started.elapsed();
    let after = state(book);
    assert_ne!(before, after, "the work does something");
    let mut whole = 0;
    for _ in 0..kills() {
        copy.put_back();
        let child = quiet(&mut work()).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(
            dice.below(usual.as_micros() as u64 + 1),
        ));
        let answered = !kill(child).is_empty();
        if let Some(file) = file {
            assert_no_orphan(file);
        }
        let found = state(book);
        assert!(
            found == before || found == after,
            "{before:?} {found:?} {after:?}"
        );
        assert!(found == after || !answered, "acknowledged and lost");
        whole += u32::from(found == after);
    }
    // What was left behind is in nobody's way.
    copy.put_back();
    assert_eq!(said(&mut work()).code, 0);
    assert_eq!(state(book), after);
    (kills(), whole)
}

#[test]
fn imports_of_every_format_and_their_undoing() {
    let mut dice = Dice::new();
    let book = book();
    book.ask(&["add", "Witness", "--tag", "ami"]);
    let files = files(&book);
    let empty = Copy::of(&book);
    for file in &files {
        empty.put_back();
        let import = || book.command(&["import", text(file), "--json"]);
        let (times, whole) = killed(&mut dice, &book, import, Some(file));
        let name = file.file_name().unwrap().to_string_lossy();
        println!("{name}: {times} kills, {whole} imports whole, the others not at all");
    }
    // The last of them is in the notebook now.
    let undo = || book.command(&["undo", "--json"]);
    let (times, whole) = killed(&mut dice, &book, undo, None);
    println!("undo: {times} kills, {whole} whole, the others not at all");
    assert_eq!(state(&book).0, 1, "the witness is there still");
    let names = book.neighbours();
    assert!(
        names
            .iter()
            .all(|name| !name.ends_with("-wal") && !name.ends_with(".part")),
        "{names:?}"
    );
}

#[test]
fn the_turn_of_the_day() {
    let mut dice = Dice::new();
    let book = book();
    let files = files(&book);
    book.ask(&["import", text(files.last().unwrap())]);
    let later = |day: &str, words: &[&str]| {
        let mut command = book.command(words);
        command.arg("--json").env("FIDELE_TODAY", day);
        command
    };
    let copy = Copy::of(&book);
    let started = Instant::now();
    let told = said(&mut later("2027-02-01", &["info"])).json();
    let usual = started.elapsed();
    assert_ne!(told["byBehaviour"], book.ask(&["info"])["byBehaviour"]);
    for n in 0..2 * kills() {
        copy.put_back();
        let child = quiet(&mut later("2027-02-01", &["info"])).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(
            dice.below(usual.as_micros() as u64 + 1),
        ));
        kill(child);
        // Whichever day it was left at: what is kept of everybody is what their purchases say, and the next opening
        // goes on from there.
        if n % 2 == 0 {
            assert_eq!(said(&mut later("2027-02-01", &["info"])).json(), told);
        }
        let health = said(&mut later("2027-02-01", &["check"]));
        assert_eq!(health.code, 0, "{health:?}");
        assert_eq!(health.json()["purchases"], SALES);
    }
}

/// The reader killed by somebody else, as a system out of memory does it, at every reading of the file there is.
#[cfg(target_os = "linux")]
#[test]
fn a_reader_that_is_killed_is_said_and_nothing_is_written() {
    let book = book();
    book.ask(&["add", "Witness"]);
    let file = files(&book).pop().unwrap();
    let (mut refused, mut at) = (0, 0);
    loop {
        at += 1;
        let mut child = quiet(&mut book.command(&["import", text(&file), "--json"]))
            .spawn()
            .unwrap();
        let mut seen = Vec::new();
        let ended = loop {
            for reader in children(child.id()) {
                if !seen.contains(&reader) {
                    seen.push(reader);
                    if seen.len() == at {
                        let _ = Command::new("kill")
                            .args(["-KILL", &reader.to_string()])
                            .output();
                    }
                }
            }
            if let Some(ended) = child.try_wait().unwrap() {
                break ended;
            }
            std::thread::yield_now();
        };
        let output = child.wait_with_output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr);
        if ended.code() == Some(0) {
            // That reading was over, or there was none.
            book.ask(&["undo"]);
        } else {
            assert_eq!(ended.code(), Some(3), "{error}");
            assert!(
                error.contains("importTooHeavy") && error.contains("ventes.csv"),
                "{error}"
            );
            refused += 1;
        }
        let health = book.assert_sound();
        assert_eq!(
            (&health["customers"], &health["purchases"]),
            (&1.into(), &0.into())
        );
        if seen.len() < at {
            break;
        }
    }
    println!("{at} readings, {refused} killed");
    assert!(refused >= 2, "{refused} of {at}");
}
