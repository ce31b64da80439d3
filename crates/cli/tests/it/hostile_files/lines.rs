//! B4 and B5: quotation marks nobody closes, lines without an end, zeros where text was.

use std::fmt::Write as _;
use std::io::Write as _;

use super::{SECRET, desk};
use crate::watch::size;

const HEAD: &str = "Client;Date;Montant;Ticket\n";

fn sale(n: u32) -> String {
    format!(
        "Client {};{:02}/{:02}/2026;{},50;T{n}\n",
        n % 500,
        1 + n % 28,
        1 + n % 10,
        n % 90
    )
}

#[test]
fn an_unclosed_quote_in_line_3_of_200_000_costs_line_3() {
    let desk = desk();
    let lines = 200_000;
    let mut sales = String::from(HEAD);
    for n in 2..=lines {
        if n == 3 {
            let _ = writeln!(sales, "\"{SECRET};03/03/2026;1,00;T3");
        } else {
            sales.push_str(&sale(n));
        }
    }
    let file = desk.file("caisse.csv", &sales);
    let (counts, _) = desk.imports(&file);
    assert_eq!(counts["purchases"], lines - 2, "{counts}");
    assert_eq!(
        counts["rejected"],
        serde_json::json!([{ "why": "unclosedQuote", "count": 1 }])
    );
    let small = desk.file(
        "debut.csv",
        sales.split_inclusive('\n').take(500).collect::<String>(),
    );
    assert_eq!(desk.rejects(&small), [(3, "unclosedQuote".to_owned())]);
    assert_eq!(desk.sound()["purchases"], lines - 2);
}

#[test]
fn a_quote_in_every_line_takes_no_time() {
    // Each opens what the lines after it do not close: the same lines are looked at again and again.
    let desk = desk();
    let mut sales = String::from(HEAD);
    for n in 0..2_000 {
        sales.push_str(&sale(n));
        let _ = writeln!(sales, "{};\"", "x".repeat(500));
        for _ in 0..4 {
            let _ = writeln!(sales, "{}", "y".repeat(500));
        }
    }
    let file = desk.file("caisse.csv", &sales);
    let (counts, _) = desk.imports(&file);
    assert!(counts["purchases"].as_u64().unwrap() > 0, "{counts}");
    desk.sound();
}

/// A file with so many megabytes on one line between two good ones.
fn long_line(desk: &super::Desk, filler: u8, megabytes: usize, around: bool) -> std::path::PathBuf {
    let path = desk.book.folder().join("ligne.csv");
    let mut out = std::io::BufWriter::new(std::fs::File::create(&path).unwrap());
    if around {
        out.write_all((HEAD.to_owned() + &sale(2)).as_bytes())
            .unwrap();
    }
    let block = [filler].repeat(1 << 20);
    for _ in 0..megabytes {
        out.write_all(&block).unwrap();
    }
    if around {
        out.write_all(("\n".to_owned() + &sale(4)).as_bytes())
            .unwrap();
    }
    out.into_inner().unwrap();
    path
}

#[test]
fn a_line_of_300_megabytes_is_passed_over() {
    let desk = desk();
    let megabytes = size(50, 300);
    for (filler, megabytes) in [
        (b'x', megabytes),
        (b';', megabytes / 5),
        (b'"', megabytes / 5),
    ] {
        let file = long_line(&desk, filler, megabytes, true);
        let (counts, ran) = desk.imports(&file);
        println!(
            "{megabytes} MB of {:?}: {} and {} MB held",
            char::from(filler),
            ran.own,
            ran.reader
        );
        assert!(ran.reader < 100, "{} MB", ran.reader);
        // The same two again are in the notebook already.
        let known =
            counts["purchases"].as_u64().unwrap() + counts["alreadyThere"].as_u64().unwrap();
        assert_eq!(known, 2, "{counts}");
        assert_eq!(
            counts["rejected"],
            serde_json::json!([{ "why": "tooLong", "count": 1 }])
        );
        assert_eq!(desk.rejects(&file), [(3, "tooLong".to_owned())]);
    }
    let alone = long_line(&desk, b'x', megabytes, false);
    let ran = desk.refuses(&alone, "importNotATable", "save it as");
    assert!(ran.reader < 100, "{} MB", ran.reader);
    assert_eq!(desk.sound()["purchases"], 2);
}

#[test]
fn lines_of_nothing_but_separators_take_no_room() {
    // Sixty thousand empty cells a line: a thousand times what the line itself takes, to whoever keeps them.
    let desk = desk();
    let line = ";".repeat(60_000);
    let full = vec!["1"; 30_000].join(";");
    let mut sales = String::from(HEAD);
    for n in 2..120 {
        let _ = writeln!(sales, "{}", if n % 2 == 0 { &line } else { &full });
    }
    sales.push_str(&sale(1));
    let file = desk.file("vide.csv", &sales);
    let (counts, ran) = desk.imports(&file);
    assert!(ran.reader < 60, "{} MB", ran.reader);
    assert_eq!(counts["purchases"], 1, "{counts}");
    assert_eq!(
        counts["rejected"],
        serde_json::json!([{ "why": "tooWide", "count": 59 }])
    );
    desk.sound();
}

#[test]
fn zeros_cost_the_line_they_are_in() {
    let desk = desk();
    let sales = format!(
        "{HEAD}{}{SECRET};05/\0\0\0\0/2026;12,00;T9\n{}",
        sale(2),
        sale(4)
    );
    let file = desk.file("caisse.csv", &sales);
    assert_eq!(desk.rejects(&file), [(3, "damaged".to_owned())]);
    let (counts, _) = desk.imports(&file);
    assert_eq!(counts["purchases"], 2, "{counts}");
    // A file that was never closed ends in a block of them.
    let lines: String = (10..1_000).map(sale).collect();
    let padded = desk.file(
        "coupure.csv",
        format!("{HEAD}{lines}{}", "\0".repeat(4_096)),
    );
    let (counts, _) = desk.imports(&padded);
    assert_eq!(
        (&counts["purchases"], &counts["rejected"]),
        (&990.into(), &serde_json::json!([])),
        "{counts}"
    );
    // More zeros than text is no text.
    let gone = desk.file("perdu.csv", format!("{HEAD}{}", "\0".repeat(4_096)));
    desk.refuses(&gone, "importNotATable", "save it as");
    assert_eq!(desk.sound()["purchases"], 992);
}
