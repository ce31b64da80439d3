//! B6: what is called .csv or .xlsx and is something else, each with what to do about it.

use std::io::Write as _;

use super::{Desk, SECRET, desk};
use crate::imports::text;

/// One of Microsoft's compound files with a stream of this name, as its directory has it: in UTF-16.
fn compound(stream: &str, far: usize) -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(512 + far, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(bytes.len() + 1024, 0);
    bytes
}

fn archive(desk: &Desk, name: &str, entries: &[(&str, &str)]) -> std::path::PathBuf {
    let path = desk.book.folder().join(name);
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    for (entry, content) in entries {
        zip.start_file(*entry, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    path
}

#[test]
fn locked_and_older_workbooks_have_their_own_remedies() {
    let desk = desk();
    for far in [0, 65_500, 200_001] {
        let locked = desk.file("protege.xlsx", compound("EncryptedPackage", far));
        desk.refuses(&locked, "importLocked", "take the password off");
    }
    let old = desk.file("ancien.xls", compound("Workbook", 0));
    desk.refuses(&old, "importOtherFormat", "save it as .xlsx or .csv");
    let letter = desk.file("lettre.csv", compound("WordDocument", 0));
    desk.refuses(&letter, "importNotATable", "save it as");
}

#[test]
fn other_programs_files_are_told_apart() {
    let desk = desk();
    let csv = format!("Client;Date;Montant\n{SECRET};01/02/2026;1,00\n");
    let other = |name: &str, entries: &[(&str, &str)]| {
        let file = archive(&desk, name, entries);
        desk.refuses(&file, "importOtherFormat", "save it as .xlsx or .csv");
    };
    other(
        "classeur.ods",
        &[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", SECRET),
        ],
    );
    other(
        "classeur.csv",
        &[
            ("Index/Document.iwa", SECRET),
            ("Index/Tables/Tile.iwa", ""),
        ],
    );
    other(
        "classeur.xlsx",
        &[
            ("xl/workbook.bin", SECRET),
            ("xl/worksheets/sheet1.bin", ""),
        ],
    );
    let letter = archive(
        &desk,
        "lettre.csv",
        &[("word/document.xml", SECRET), ("_rels/.rels", "")],
    );
    desk.refuses(&letter, "importNotATable", "save it as");
    let zipped = archive(&desk, "caisse.csv", &[("caisse.csv", &csv)]);
    desk.refuses(&zipped, "importPacked", "take the file out of it");
    for (name, begin) in [
        ("caisse.csv.gz", b"\x1f\x8b\x08\0".as_slice()),
        ("caisse.7z", b"7z\xbc\xaf\x27\x1c"),
        ("caisse.rar", b"Rar!\x1a\x07"),
    ] {
        let file = desk.file(name, [begin, csv.as_bytes()].concat());
        desk.refuses(&file, "importPacked", "take the file out of it");
    }
    // A page of the web called .xls: what many a till calls an export to Excel.
    for page in [
        "<html><body><table><tr><td>Client</td></tr></table></body></html>\n",
        "\u{feff}<?xml version=\"1.0\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>\n",
        "\r\n<TABLE border=1>\n<TR><TD>Client;Date;Montant</TD></TR>\n</TABLE>\n",
    ] {
        let file = desk.file("export.xls", page);
        desk.refuses(&file, "importOtherFormat", "save it as .xlsx or .csv");
    }
    for (name, page) in [
        (
            "facture.csv",
            format!("%PDF-1.4\n1 0 obj\n<< /Title ({SECRET}) >>\nendobj\n"),
        ),
        (
            "lettre.csv",
            format!("{{\\rtf1\\ansi {SECRET};a;b\\par c;d;e}}\n"),
        ),
    ] {
        let file = desk.file(name, page);
        desk.refuses(&file, "importNotATable", "save it as");
    }
    // A notebook is none either.
    let copy = desk.book.folder().join("carnet.csv");
    std::fs::copy(&desk.book.path, &copy).unwrap();
    desk.refuses(&copy, "importNotATable", "save it as");
    assert_eq!(desk.sound()["customers"], 1);
}

#[test]
fn what_is_no_file_is_not_waited_for() {
    let desk = desk();
    if std::path::Path::new("/dev/zero").exists() {
        let refused = desk.book.refused(&["import", "/dev/zero"]);
        assert_eq!(refused, (3, "importNotATable".to_owned()));
    }
    let pipe = desk.book.folder().join("tuyau.csv");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if made.is_ok_and(|status| status.success()) {
        desk.refuses(&pipe, "importNotATable", "save it as");
    } else {
        println!("skipped: no pipe can be made here");
    }
    let folder = desk.book.folder().to_owned();
    let refused = desk.book.refused(&["import", text(&folder)]);
    assert_eq!(refused.0, 4, "{refused:?}");
}
