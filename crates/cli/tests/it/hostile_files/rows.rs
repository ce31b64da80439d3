//! B1: more rows than any shop has.

use std::io::Write as _;

use super::desk;
use crate::imports::text;
use crate::watch::{size, watched};

#[test]
fn ten_million_rows_in_bounded_memory() {
    // A shop's customers, coming again and again.
    const CUSTOMERS: u32 = 5_000;
    let rows: u32 = size(50_000, 10_000_000);
    let desk = desk();
    let path = desk.book.folder().join("caisse.csv");
    let mut out = std::io::BufWriter::new(std::fs::File::create(&path).unwrap());
    out.write_all(b"date,customer_id,name,amount,ticket\n")
        .unwrap();
    for n in 0..rows {
        // In order of time, as a till writes.
        let day = u64::from(n) * 1_000 / u64::from(rows);
        let who = n.wrapping_mul(2_654_435_761) % CUSTOMERS;
        writeln!(
            out,
            "{}-{:02}-{:02},C{who:05},Client {who},{}.{:02},T{n:08}",
            2023 + day / 336,
            1 + day / 28 % 12,
            1 + day % 28,
            n % 90,
            n % 100
        )
        .unwrap();
    }
    out.into_inner().unwrap();
    let ran = watched(&mut desk.book.command(&["import", text(&path), "--json"]));
    println!(
        "{rows} rows of {CUSTOMERS} customers: {} MB held, {} MB by the reader",
        ran.own, ran.reader
    );
    assert_eq!(ran.said.code, 0, "{ran:?}");
    assert_eq!(ran.said.json()["counts"]["purchases"], rows);
    assert!(ran.own <= 200, "{} MB", ran.own);
    assert!(ran.reader <= 60, "{} MB", ran.reader);
    assert_eq!(desk.sound()["purchases"], rows);
}
