//! Imports that take a while: killed, cancelled, watched.

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use crate::imports::{file, text};
use crate::program::{Book, book};

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

/// Whether the process listens for Ctrl-C: only then is it more than the end of the process.
#[cfg(target_os = "linux")]
fn listens(process: u32) -> bool {
    const SIGINT: u64 = 2;
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
    caught
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .is_some_and(|mask| mask & (1 << (SIGINT - 1)) != 0)
}

#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_leaves_nothing_half_done() {
    const LINES: u32 = 20_000;
    let book = book();
    let sales = large(&book, LINES);
    let mut cancelled = 0;
    for again in 0..4_u64 {
        let mut child = start(&book, &sales);
        while !listens(child.id()) {
            assert!(child.try_wait().unwrap().is_none(), "it never listened");
            std::thread::yield_now();
        }
        // At once, and at other places of the import.
        std::thread::sleep(std::time::Duration::from_millis(again * 40));
        let interrupted = std::process::Command::new("kill")
            .args(["-INT", &child.id().to_string()])
            .status();
        assert!(interrupted.unwrap().success());
        let code = child.wait().unwrap().code();
        let mut err = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut err)
            .unwrap();
        let there = whole_or_nothing(&book, LINES.into());
        match code {
            Some(130) => {
                assert!(!there && err.contains("\"cancelled\""), "{err}");
                cancelled += 1;
            }
            // It was through before.
            Some(0) => {
                assert!(there);
                break;
            }
            other => panic!("{other:?} {err}"),
        }
    }
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
