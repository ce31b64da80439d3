//! B2: every encoding French tills and shops write, with and without a mark in front.

use super::desk;
use crate::imports::text;

const SALES: &str = "Client;Date;Montant\r\nHélène Lefèvre;05/02/2026;12,50\r\nJérôme Garçon;17/02/2026;3,10\r\nFrançois Noël;28/02/2026;1,00\r\n";

/// The text with each letter beyond ASCII as one byte of an old code page.
fn by(table: &[(char, u8)]) -> Vec<u8> {
    SALES
        .chars()
        .map(|c| {
            let found = table.iter().find(|(letter, _)| *letter == c);
            found.map_or_else(|| u8::try_from(u32::from(c)).unwrap(), |(_, byte)| *byte)
        })
        .collect()
}

fn wide(order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    SALES.encode_utf16().flat_map(order).collect()
}

#[test]
fn names_are_the_same_whatever_wrote_them() {
    let mac = [
        ('é', 0x8e),
        ('è', 0x8f),
        ('ô', 0x99),
        ('ç', 0x8d),
        ('ë', 0x91),
    ];
    let dos = [
        ('é', 0x82),
        ('è', 0x8a),
        ('ô', 0x93),
        ('ç', 0x87),
        ('ë', 0x89),
    ];
    for (encoding, bytes) in [
        ("utf8", SALES.as_bytes().to_vec()),
        ("utf8", ["\u{feff}".as_bytes(), SALES.as_bytes()].concat()),
        (
            "utf16Le",
            [b"\xff\xfe".as_slice(), &wide(u16::to_le_bytes)].concat(),
        ),
        (
            "utf16Be",
            [b"\xfe\xff".as_slice(), &wide(u16::to_be_bytes)].concat(),
        ),
        ("utf16Le", wide(u16::to_le_bytes)),
        ("utf16Be", wide(u16::to_be_bytes)),
        ("windows1252", by(&[])),
        ("macRoman", by(&mac)),
        ("dos850", by(&dos)),
    ] {
        let desk = desk();
        let file = desk.file("caisse.csv", &bytes);
        let dry = desk.book.ask(&["import", text(&file), "--dry-run"]);
        assert_eq!(dry["mapping"]["source"]["encoding"], encoding, "{dry}");
        desk.imports(&file);
        let names: Vec<_> = desk.book.ask(&["customers"])["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["name"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(
            names,
            [
                "François Noël",
                "Hélène Lefèvre",
                "Jérôme Garçon",
                "Witness"
            ],
            "{encoding}"
        );
    }
}

#[test]
fn a_wrong_guess_can_be_overruled() {
    let desk = desk();
    let file = desk.file("caisse.csv", by(&[]));
    desk.book
        .ask(&["import", text(&file), "--encoding", "macRoman"]);
    let rows = desk.book.ask(&["customers", "--search", "lef"]);
    assert_ne!(rows["rows"][0]["name"], "Hélène Lefèvre", "{rows}");
}

#[test]
fn half_a_letter_at_the_end_is_no_fault() {
    let desk = desk();
    let mut bytes = SALES.as_bytes().to_vec();
    bytes.extend(b"L\xc3");
    let (counts, _) = desk.imports(&desk.file("caisse.csv", &bytes));
    assert_eq!(counts["purchases"], 3, "{counts}");
    let mut bytes = wide(u16::to_le_bytes);
    bytes.pop();
    let (counts, _) = desk.imports(&desk.file("large.csv", &bytes));
    // The line that lost its end is said, and the others are there.
    assert_eq!(counts["records"], 3, "{counts}");
    assert_eq!(counts["alreadyThere"], 2, "{counts}");
}
