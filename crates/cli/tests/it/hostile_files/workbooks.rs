//! B6: spreadsheets that swell, reach far, refer to what is not theirs, or are none.

use std::io::Write as _;
use std::path::PathBuf;

use zip::write::SimpleFileOptions;

use super::{Desk, SECRET, desk};
use crate::watch::size;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// A part of a spreadsheet, written piece by piece.
type Part<'p> = (&'p str, &'p dyn Fn(&mut dyn std::io::Write));

/// A spreadsheet: the parts every one has, then those given.
fn workbook(desk: &Desk, name: &str, parts: &[Part<'_>]) -> PathBuf {
    let path = desk.book.folder().join(name);
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    let packed = SimpleFileOptions::default().large_file(true);
    let rels = format!("{PACKAGE}/relationships");
    for (name, content) in [
        (
            "[Content_Types].xml",
            format!("<Types xmlns=\"{PACKAGE}/content-types\"/>"),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{rels}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{rels}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{OFFICE}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
            ),
        ),
    ] {
        zip.start_file(name, packed).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    for (name, write) in parts {
        zip.start_file(*name, packed).unwrap();
        write(&mut zip);
    }
    zip.finish().unwrap();
    path
}

/// A sheet with these rows.
fn sheet(rows: &str) -> impl Fn(&mut dyn std::io::Write) + use<> {
    let sheet = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>");
    move |out| out.write_all(sheet.as_bytes()).unwrap()
}

fn row(line: u32, cells: [&str; 3]) -> String {
    let cells: String = ["A", "B", "C"]
        .iter()
        .zip(cells)
        .map(|(column, cell)| {
            format!("<c r=\"{column}{line}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>")
        })
        .collect();
    format!("<row r=\"{line}\">{cells}</row>")
}

fn sales() -> String {
    row(1, ["Date", "Client", "Montant"]) + &row(2, ["14/03/2025", SECRET, "1,50"])
}

/// Bytes that do not pack: beside them a bomb does not look like one.
fn noise(bytes: usize) -> impl Fn(&mut dyn std::io::Write) {
    move |out| {
        let mut state = 1_u64;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 56) as u8
        })
        .take(bytes)
        .collect();
        out.write_all(&noise).unwrap();
    }
}

const SHEET: &str = "xl/worksheets/sheet1.xml";
const STRINGS: &str = "xl/sharedStrings.xml";
const PICTURE: &str = "xl/media/image1.png";

#[test]
fn a_cell_at_the_far_end_costs_nothing() {
    let desk = desk();
    let rows = sales() + "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let file = workbook(&desk, "loin.xlsx", &[(SHEET, &sheet(&rows))]);
    let (counts, ran) = desk.imports(&file);
    assert_eq!(counts["purchases"], 1, "{counts}");
    assert_eq!(
        counts["rejected"],
        serde_json::json!([{ "why": "tooWide", "count": 1 }])
    );
    assert!(ran.reader < 60, "{} MB", ran.reader);
    // Beyond any sheet there is.
    let rows = sales() + "<row r=\"99999999999\"><c r=\"ZZZZZZZZ99999999999\"><v>1</v></c></row>";
    let file = workbook(&desk, "plus-loin.xlsx", &[(SHEET, &sheet(&rows))]);
    desk.refuses(&file, "importDamaged", "save it again as");
    desk.sound();
}

/// Millions of shared strings of nothing: little in the file, honest when unpacked, too much for who keeps them.
#[cfg(target_os = "linux")]
#[test]
fn shared_strings_that_fill_the_memory_end_the_reader_and_nothing_else() {
    let desk = desk();
    let strings = |out: &mut dyn std::io::Write| {
        out.write_all(format!("<sst xmlns=\"{MAIN}\">").as_bytes())
            .unwrap();
        let block = "<si/>".repeat(100_000);
        for _ in 0..size(340, 500) {
            out.write_all(block.as_bytes()).unwrap();
        }
        out.write_all(b"</sst>").unwrap();
    };
    let file = workbook(
        &desk,
        "ventes.xlsx",
        &[
            (SHEET, &sheet("")),
            (PICTURE, &noise(2_000_000)),
            (STRINGS, &strings),
        ],
    );
    let ran = desk.refuses(&file, "importTooHeavy", "save it again as .csv");
    println!(
        "{} MB held, {} MB by the reader when it ended",
        ran.own, ran.reader
    );
    // One that merely says it has that many.
    let lie = |out: &mut dyn std::io::Write| {
        let begin =
            format!("<sst xmlns=\"{MAIN}\" uniqueCount=\"99999999999\"><si><t>x</t></si></sst>");
        out.write_all(begin.as_bytes()).unwrap();
    };
    let file = workbook(
        &desk,
        "promesse.xlsx",
        &[(SHEET, &sheet(&sales())), (STRINGS, &lie)],
    );
    desk.refuses(&file, "importTooHeavy", "save it again as .csv");
    desk.sound();
}

#[test]
fn a_text_repeated_in_every_cell_is_no_amplifier() {
    // Sixty kilobytes in the file; two hundred cells to a row and hundreds of rows that refer to it.
    let desk = desk();
    let strings = |out: &mut dyn std::io::Write| {
        let long = "x".repeat(60_000);
        out.write_all(format!("<sst xmlns=\"{MAIN}\"><si><t>{long}</t></si></sst>").as_bytes())
            .unwrap();
    };
    let cells: String = "<c t=\"s\"><v>0</v></c>".repeat(200);
    let mut rows = sales();
    for line in 3..603 {
        rows.push_str(&format!("<row r=\"{line}\">{cells}</row>"));
    }
    let file = workbook(
        &desk,
        "echo.xlsx",
        &[
            (SHEET, &sheet(&rows)),
            (STRINGS, &strings),
            (PICTURE, &noise(500_000)),
        ],
    );
    let (counts, ran) = desk.imports(&file);
    println!("{} MB held, {} MB by the reader", ran.own, ran.reader);
    assert_eq!(counts["purchases"], 1, "{counts}");
    assert_eq!(
        counts["rejected"],
        serde_json::json!([{ "why": "tooLong", "count": 600 }])
    );
    assert!(ran.reader < 200, "{} MB", ran.reader);
    desk.sound();
}

#[test]
fn a_giant_cell_costs_its_row() {
    let desk = desk();
    let giant = |out: &mut dyn std::io::Write| {
        let begin = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{}", sales());
        out.write_all(begin.as_bytes()).unwrap();
        out.write_all(b"<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>")
            .unwrap();
        let block = "x".repeat(1 << 20);
        for _ in 0..size(20, 100) {
            out.write_all(block.as_bytes()).unwrap();
        }
        out.write_all(b"</t></is></c></row></sheetData></worksheet>")
            .unwrap();
    };
    let file = workbook(
        &desk,
        "geante.xlsx",
        &[(SHEET, &giant), (PICTURE, &noise(600_000))],
    );
    let (counts, ran) = desk.imports(&file);
    println!("{} MB held, {} MB by the reader", ran.own, ran.reader);
    assert_eq!(counts["purchases"], 1, "{counts}");
    assert_eq!(
        counts["rejected"],
        serde_json::json!([{ "why": "tooLong", "count": 1 }])
    );
    desk.sound();
}

#[test]
fn what_would_swell_is_refused_by_what_it_says_and_by_what_it_is() {
    let desk = desk();
    let swell = |out: &mut dyn std::io::Write| {
        let block = "<row></row>".repeat(100_000);
        for _ in 0..40 {
            out.write_all(block.as_bytes()).unwrap();
        }
    };
    let file = workbook(&desk, "gonfle.xlsx", &[(SHEET, &swell)]);
    let ran = desk.refuses(&file, "importTooBig", "save it as .csv");
    assert!(ran.reader < 60, "{} MB", ran.reader);
    // The same file with its sizes written as one byte: where the archive tells them, and where the part begins.
    let mut bytes = std::fs::read(&file).unwrap();
    let name = SHEET.as_bytes();
    let places: Vec<usize> = bytes
        .windows(name.len())
        .enumerate()
        .filter(|(_, window)| *window == name)
        .map(|(at, _)| at)
        .collect();
    for at in places {
        for (header, size) in [(30, 22), (46, 24)] {
            let begin: [u8; 4] = bytes[at - header..at - header + 4].try_into().unwrap();
            if begin == [0x50, 0x4b, 3, 4] && header == 30
                || begin == [0x50, 0x4b, 1, 2] && header == 46
            {
                bytes[at - header + size..at - header + size + 4]
                    .copy_from_slice(&1_u32.to_le_bytes());
            }
        }
    }
    let liar = desk.file("menteur.xlsx", &bytes);
    let ran = desk.run(&["import", liar.to_str().unwrap(), "--json"]);
    assert_eq!(ran.said.code, 3, "{ran:?}");
    assert!(
        ["importTooBig", "importDamaged"].contains(&ran.said.error().as_str()),
        "{ran:?}"
    );
    assert!(ran.reader < 60, "{} MB", ran.reader);
    desk.sound();
}

#[test]
fn a_hundred_thousand_parts_are_refused() {
    let desk = desk();
    let path = desk.book.folder().join("miettes.xlsx");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for n in 0..100_000 {
        zip.start_file(format!("xl/{n}"), stored).unwrap();
    }
    zip.finish().unwrap();
    let ran = desk.refuses(&path, "importDamaged", "save it again as");
    assert!(ran.reader < 200, "{} MB", ran.reader);
}

#[test]
fn entities_are_neither_multiplied_nor_fetched() {
    let desk = desk();
    std::fs::write(desk.book.folder().join("secret.txt"), SECRET).unwrap();
    let mut lol = String::from("<!DOCTYPE x [<!ENTITY a0 \"haha\">");
    for n in 1..12 {
        let ten = format!("&a{};", n - 1).repeat(10);
        lol.push_str(&format!("<!ENTITY a{n} \"{ten}\">"));
    }
    lol.push_str("]>");
    let outside = format!(
        "<!DOCTYPE x [<!ENTITY a11 SYSTEM \"file://{}\">]>",
        desk.book.folder().join("secret.txt").display()
    );
    for (name, declared) in [("rires.xlsx", lol), ("dehors.xlsx", outside)] {
        let rows =
            row(1, ["Date", "Client", "Montant"]) + &row(2, ["14/03/2025", "Zoé &a11;", "1,50"]);
        let sheet = format!(
            "<?xml version=\"1.0\"?>{declared}<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>"
        );
        let write = |out: &mut dyn std::io::Write| out.write_all(sheet.as_bytes()).unwrap();
        let file = workbook(&desk, name, &[(SHEET, &write)]);
        let ran = desk.run(&["import", file.to_str().unwrap(), "--json"]);
        // Refused, or read with the entity left as it stands: never as what it would become.
        assert!(
            ran.said.code == 0 || ran.said.error() == "importDamaged",
            "{ran:?}"
        );
        assert!(ran.reader < 60, "{} MB", ran.reader);
        let everybody = desk.book.say(&["customers", "--limit", "0"]).out;
        assert!(
            !everybody.contains(SECRET) && !everybody.contains("hahahaha"),
            "{everybody}"
        );
    }
    desk.sound();
}

#[test]
fn names_in_an_archive_lead_nowhere() {
    let desk = desk();
    let evil = |out: &mut dyn std::io::Write| out.write_all(b"gotcha").unwrap();
    let rows = sheet(&sales());
    let file = workbook(
        &desk,
        "fuite.xlsx",
        &[
            (SHEET, &rows),
            ("../../../fuite.txt", &evil),
            ("/tmp/fuite-absolue.txt", &evil),
            ("..\\..\\fuite.txt", &evil),
        ],
    );
    let before = desk.book.neighbours();
    let (counts, _) = desk.imports(&file);
    assert_eq!(counts["purchases"], 1, "{counts}");
    assert_eq!(desk.book.neighbours(), before);
    let parent = desk.book.folder().parent().unwrap();
    assert!(!parent.join("fuite.txt").exists());
    assert!(!std::path::Path::new("/tmp/fuite-absolue.txt").exists());
}
