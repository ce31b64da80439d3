//! B7: address books of every version, with pictures that never end and cards that never close.

use std::io::Write as _;

use super::{SECRET, desk};

#[test]
fn every_version_in_one_file_and_a_broken_card_alone_is_lost() {
    let desk = desk();
    let cards = format!(
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Lef=C3=A8vre;H=C3=A9l=C3=A8ne\r\nTEL;CELL:06 12 34 56 78\r\nEND:VCARD\r\n\
         BEGIN:VCARD\r\nVERSION:3.0\r\nN:{SECRET};;;;\r\nTEL:0612345679\r\n\
         BEGIN:VCARD\r\nVERSION:3.0\r\nN:Durand;Zoé;;;\r\nTEL;TYPE=cell:0611111111\r\nEND:VCARD\r\n\
         BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zé\0ros\r\nEND:VCARD\r\n\
         BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Bar des Amis\r\nTEL;VALUE=uri:tel:+33-6-11-11-11-12\r\nEND:VCARD\r\n"
    );
    let file = desk.file("contacts.vcf", cards);
    assert_eq!(
        desk.rejects(&file),
        [(6, "brokenCard".to_owned()), (15, "damaged".to_owned())]
    );
    let (counts, _) = desk.imports(&file);
    assert_eq!(counts["newCustomers"], 3, "{counts}");
    desk.sound();
}

#[test]
fn an_enormous_picture_and_five_million_folds_go_by() {
    let desk = desk();
    let path = desk.book.folder().join("contacts.vcf");
    let mut cards = std::io::BufWriter::new(std::fs::File::create(&path).unwrap());
    cards
        .write_all(b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Photo\r\nTEL:0612345678\r\nPHOTO;ENCODING=b:")
        .unwrap();
    let block = b"AAAABBBBCCCCDDDD".repeat(65_536);
    for _ in 0..200 {
        cards.write_all(&block).unwrap();
    }
    cards
        .write_all(b"\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Plis\r\nNOTE:x")
        .unwrap();
    let folds = b"\r\n x".repeat(10_000);
    for _ in 0..500 {
        cards.write_all(&folds).unwrap();
    }
    cards
        .write_all(b"\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Suivante\r\nEND:VCARD\r\n")
        .unwrap();
    cards.into_inner().unwrap();
    let (counts, ran) = desk.imports(&path);
    println!("{} MB held, {} MB by the reader", ran.own, ran.reader);
    assert!(ran.reader < 60, "{} MB", ran.reader);
    assert_eq!(counts["newCustomers"], 2, "{counts}");
    assert_eq!(
        counts["rejected"],
        serde_json::json!([{ "why": "tooLong", "count": 1 }])
    );
}

#[test]
fn folds_that_never_end_in_cards_that_never_end() {
    // Each line goes on with a value in quoted-printable, and no card is closed.
    let desk = desk();
    let mut cards = String::new();
    for n in 0..300 {
        cards.push_str(&format!(
            "BEGIN:VCARD\r\nVERSION:2.1\r\nN:Personne {n};;;;\r\nNOTE;{}ENCODING=QUOTED-PRINTABLE:=\r\n",
            "X=y;".repeat(200)
        ));
        cards.push_str(&"=\r\n".repeat(2_000));
    }
    let file = desk.file("contacts.vcf", &cards);
    desk.refuses(&file, "importDamaged", "save it again as");
    cards.push_str("BEGIN:VCARD\r\nVERSION:2.1\r\nN:Suivante;La;;;\r\nEND:VCARD\r\n");
    let file = desk.file("contacts.vcf", &cards);
    let (counts, _) = desk.imports(&file);
    assert_eq!(counts["newCustomers"], 1, "{counts}");
    assert_eq!(
        counts["rejected"],
        serde_json::json!([{ "why": "brokenCard", "count": 300 }])
    );
    desk.sound();
}

#[test]
fn a_reader_that_is_asked_nothing_ends() {
    let read = std::process::Command::new(env!("CARGO_BIN_EXE_fidele"))
        .args(["read-file", "nothing.csv"])
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert!(!read.status.success());
    assert!(read.stdout.is_empty());
}
