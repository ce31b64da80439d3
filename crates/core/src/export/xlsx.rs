//! A spreadsheet of one sheet, written as it goes: a million rows take no room.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use chrono::NaiveDate;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::Cell;

/// The parts around the sheet, which are always the same.
const PARTS: [(&str, &str); 5] = [
    (
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Fidèle" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#,
    ),
    // Styles: 0 plain, 1 a day, 2 an amount, 3 a heading.
    (
        "xl/styles.xml",
        r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="4" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>"#,
    ),
];
const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
/// The longest text of a cell, in characters.
const MOST: usize = 32_767;

/// A spreadsheet being written.
pub(super) struct Sheet {
    zip: ZipWriter<BufWriter<File>>,
    rows: u32,
    line: String,
}

impl Sheet {
    pub(super) fn begin(out: BufWriter<File>) -> io::Result<Self> {
        let mut zip = ZipWriter::new(out);
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .large_file(true);
        for (name, content) in PARTS {
            zip.start_file(name, options)?;
            zip.write_all(DECLARATION.as_bytes())?;
            zip.write_all(content.as_bytes())?;
        }
        zip.start_file("xl/worksheets/sheet1.xml", options)?;
        zip.write_all(DECLARATION.as_bytes())?;
        // The headings stay in sight.
        zip.write_all(
            br#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>"#,
        )?;
        Ok(Self {
            zip,
            rows: 0,
            line: String::new(),
        })
    }

    pub(super) fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let heading = self.rows == 0;
        self.rows += 1;
        self.line.clear();
        self.line.push_str("<row>");
        for cell in cells {
            match cell {
                Cell::Empty => self.line.push_str("<c/>"),
                Cell::Text(text) => {
                    let style = if heading { r#" s="3""# } else { "" };
                    self.line.push_str("<c");
                    self.line.push_str(style);
                    self.line
                        .push_str(r#" t="inlineStr"><is><t xml:space="preserve">"#);
                    escape(&mut self.line, text);
                    self.line.push_str("</t></is></c>");
                }
                Cell::Day(day) => self.number(" s=\"1\"", &serial(*day).to_string()),
                Cell::Number(..) => self.number("", &cell.digits().unwrap_or_default()),
                Cell::Amount(..) => self.number(" s=\"2\"", &cell.digits().unwrap_or_default()),
            }
        }
        self.line.push_str("</row>");
        self.zip.write_all(self.line.as_bytes())
    }

    fn number(&mut self, style: &str, digits: &str) {
        for part in ["<c", style, "><v>", digits, "</v></c>"] {
            self.line.push_str(part);
        }
    }

    pub(super) fn end(mut self) -> io::Result<BufWriter<File>> {
        self.zip.write_all(b"</sheetData></worksheet>")?;
        Ok(self.zip.finish()?)
    }
}

/// A day as spreadsheets count them, from the end of 1899.
fn serial(day: NaiveDate) -> i64 {
    NaiveDate::from_ymd_opt(1899, 12, 30).map_or(0, |zero| (day - zero).num_days())
}

/// Adds a text; characters that no XML may hold are left out.
fn escape(line: &mut String, text: &str) {
    for (at, c) in text.char_indices().take(MOST) {
        match c {
            // What would be read as the number of a character is only text.
            '_' if is_number_of_character(text.get(at..).unwrap_or_default()) => {
                line.push_str("_x005F_");
            }
            '&' => line.push_str("&amp;"),
            '<' => line.push_str("&lt;"),
            '>' => line.push_str("&gt;"),
            '\r' => line.push_str("&#13;"),
            '\t' | '\n' => line.push(c),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => line.push(c),
        }
    }
}

/// Whether a text begins like `_x0041_`, which spreadsheets read as `A`.
fn is_number_of_character(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("_x") else {
        return false;
    };
    let bytes = rest.as_bytes();
    bytes.get(4) == Some(&b'_') && bytes.iter().take(4).all(u8::is_ascii_hexdigit)
}
