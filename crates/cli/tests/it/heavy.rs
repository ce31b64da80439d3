//! Files that are built to bring down whoever reads them bring down the reader, and nothing else.

use std::io::Write as _;
use std::path::Path;

use crate::program::book;

/// An .xlsx whose shared strings take little room in the file, pass for honest when unpacked, and fill the memory of
/// whoever keeps them: fifty million empty ones.
fn string_bomb(path: &Path) {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let mut zip = zip::ZipWriter::new(std::fs::File::create(path).unwrap());
    let packed = zip::write::SimpleFileOptions::default();
    let mut part = |name: &str, content: &str| {
        zip.start_file(name, packed).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    };
    part(
        "[Content_Types].xml",
        &format!("<Types xmlns=\"{package}/content-types\"/>"),
    );
    part(
        "_rels/.rels",
        &format!(
            "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    part(
        "xl/workbook.xml",
        &format!(
            "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
        ),
    );
    part(
        "xl/_rels/workbook.xml.rels",
        &format!(
            "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{office}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
        ),
    );
    part(
        "xl/worksheets/sheet1.xml",
        &format!("<worksheet xmlns=\"{main}\"><sheetData/></worksheet>"),
    );
    // Two megabytes that do not pack, so that the whole does not look like a bomb.
    let mut noise = 1_u64;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        noise = noise
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (noise >> 56) as u8
    })
    .take(2_000_000)
    .collect();
    zip.start_file("xl/media/image1.png", packed).unwrap();
    zip.write_all(&noise).unwrap();
    zip.start_file("xl/sharedStrings.xml", packed).unwrap();
    zip.write_all(format!("<sst xmlns=\"{main}\">").as_bytes())
        .unwrap();
    let block = "<si/>".repeat(100_000);
    for _ in 0..500 {
        zip.write_all(block.as_bytes()).unwrap();
    }
    zip.write_all(b"</sst>").unwrap();
    zip.finish().unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn a_string_bomb_ends_the_reader_and_is_said() {
    let book = book();
    book.ask(&["add", "Witness"]);
    let file = book.folder().join("ventes.xlsx");
    string_bomb(&file);
    let (code, why) = book.refused(&["import", file.to_str().unwrap()]);
    assert_eq!((code, why.as_str()), (3, "importTooHeavy"));
    assert_eq!(book.assert_sound()["customers"], 1);
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

#[test]
fn an_enormous_picture_and_five_million_folds_go_by() {
    let book = book();
    let path = book.folder().join("contacts.vcf");
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
    let done = book.ask(&["import", path.to_str().unwrap()]);
    assert_eq!(done["counts"]["newCustomers"], 2, "{done}");
    assert_eq!(
        done["counts"]["rejected"],
        serde_json::json!([{ "why": "tooLong", "count": 1 }])
    );
}
