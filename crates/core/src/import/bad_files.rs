//! Files nobody would want, each with the error a person can act upon.

use std::collections::HashMap;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::ImportError;
use super::day::DayOrder;
use super::mapping::Question;
use super::outcome::{Outcome, Skip};
use super::preview::{Choices, Meaning, Preview, preview};
use super::rejects::Rejects;
use super::role::Role;
use super::table::{Source, TableFile};
use super::understand::{Context, Understanding};

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }
}

fn look(path: &Path) -> Result<Preview, ImportError> {
    let context = Context {
        country: "FR".into(),
        currency: "EUR".into(),
        fields: Vec::new(),
    };
    preview(
        &TableFile::here(path),
        &Choices::default(),
        &context,
        &HashMap::new(),
    )
}

fn outcomes(path: &Path, preview: &Preview) -> Vec<String> {
    let understanding = Understanding::new(&preview.mapping);
    let mut all = Vec::new();
    TableFile::here(path)
        .each(&preview.mapping.source, |step| {
            if step.record.line() >= preview.mapping.first_line {
                all.push(match understanding.read(step.record, step.fault) {
                    Outcome::Row {
                        sale: Some(sale), ..
                    } => format!("{} {}", sale.day, sale.amount / 10_000_000_000),
                    Outcome::Row { sale: None, .. } => "customer".into(),
                    Outcome::More(_) => "more".into(),
                    Outcome::Skipped(why) => format!("{why:?}"),
                    Outcome::Rejected(reject) => {
                        format!(
                            "{}:{:?} {:?} {:?}",
                            reject.line, reject.column, reject.reason, reject.value
                        )
                    }
                });
            }
            Ok::<_, ImportError>(ControlFlow::Continue(()))
        })
        .unwrap();
    all
}

#[test]
fn files_with_nothing_in_them() {
    let folder = Folder::new();
    assert!(matches!(
        look(&folder.file("a.csv", "")),
        Err(ImportError::Empty(_))
    ));
    assert!(matches!(
        look(&folder.file("b.csv", " \r\n\n  \n")),
        Err(ImportError::Empty(_))
    ));
    assert!(matches!(
        look(&folder.file("b.csv", "\u{feff}")),
        Err(ImportError::Empty(_))
    ));
    assert!(matches!(
        look(&folder.file("c.csv", "Date;Client;Montant\r\n")),
        Err(ImportError::HeaderOnly { line: 1, .. })
    ));
    assert!(matches!(
        look(&folder.file("d.csv", "Ventes de mars\n\nDate;Client;Montant\n\n")),
        Err(ImportError::HeaderOnly { line: 3, .. })
    ));
    assert!(matches!(
        look(&folder.0.path().join("absent.csv")),
        Err(ImportError::Unreadable { .. })
    ));
}

#[test]
fn what_is_no_table() {
    let folder = Folder::new();
    let prose = "Chère Madame,\nVotre commande est partie hier.\nElle arrivera demain, sans doute.\nBien à vous\n";
    assert!(matches!(
        look(&folder.file("lettre.txt", prose)),
        Err(ImportError::NotATable(_))
    ));
    let picture = [b"\x89PNG\r\n\x1a\n".as_slice(), &[0, 7, 200, 1].repeat(500)].concat();
    assert!(matches!(
        look(&folder.file("photo.csv", picture)),
        Err(ImportError::NotATable(_))
    ));
    let old = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 600]].concat();
    assert!(matches!(
        look(&folder.file("vieux.xls", old)),
        Err(ImportError::OtherFormat(_))
    ));
    assert!(matches!(
        look(&folder.file("casse.xlsx", b"PK\x03\x04broken")),
        Err(ImportError::Damaged { .. })
    ));
}

#[test]
fn ambiguous_days_are_asked() {
    let folder = Folder::new();
    let path = folder.file(
        "a.csv",
        "Date;Client;Montant\n01/02/2025;Zoé Petit;1,00\n03/04/2025;Luc Roux;2,00\n",
    );
    let mut preview = look(&path).unwrap();
    assert_eq!(
        preview.questions,
        [Question::DayOrder {
            column: 0,
            examples: vec!["01/02/2025".into(), "03/04/2025".into()]
        }]
    );
    assert!(preview.mapping.unanswered().is_some());
    preview.mapping.columns[0].days = DayOrder::DayFirst;
    assert_eq!(preview.mapping.unanswered(), None);
    assert_eq!(
        outcomes(&path, &preview),
        ["2025-02-01 100", "2025-04-03 200"]
    );
}

#[test]
fn ambiguous_marks_are_asked() {
    let folder = Folder::new();
    let path = folder.file(
        "a.csv",
        "Date;Client;Montant\n2025-01-02;Zoé Petit;1,234\n2025-01-03;Luc Roux;2,500\n",
    );
    let preview = look(&path).unwrap();
    assert!(matches!(
        preview.questions[..],
        [Question::DecimalMark { column: 2, .. }]
    ));
}

#[test]
fn rows_that_cannot_be_read_say_where_and_why() {
    let folder = Folder::new();
    let path = folder.file(
        "a.csv",
        "Ticket;Date;Client;Montant\n1;14/03/2025;Zoé Petit;12,50\n2;31/02/2025;Luc Roux;1,00\n3;15/03/2025;Luc Roux;abc\n\
         4;15/03/2025;Luc Roux;\n5;;Luc Roux;3,00\n6;15/03/2025;\"Luc Roux;3,00\n7;15/03/2025;Luc;Roux;3,00\n\n\
         Ticket;Date;Client;Montant\n;;Sous-total;99,00\n8;16/03/2025;;(4,00)\n;;Ana Lima;\n",
    );
    let preview = look(&path).unwrap();
    assert_eq!(
        outcomes(&path, &preview),
        [
            "2025-03-14 1250",
            "3:Some(1) UnreadableDay \"31/02/2025\"",
            "4:Some(3) UnreadableAmount \"abc\"",
            "5:Some(3) MissingAmount \"\"",
            "6:Some(1) MissingDay \"\"",
            "7:None UnclosedQuote \"\"",
            "8:Some(4) ExtraCells \"3,00\"",
            "Blank",
            "Header",
            "Total",
            "2025-03-16 -400",
            "customer",
        ]
    );
    assert!(
        preview
            .rows
            .iter()
            .any(|row| matches!(row.meaning, Meaning::Skipped { why: Skip::Total }))
    );
}

#[test]
fn what_cannot_be_read_just_below_the_header_is_a_row_too() {
    let folder = Folder::new();
    let path = folder.file(
        "a.csv",
        "Date;Client;Montant\n2025-01-02;\"Luc Roux;3,00\n2025-01-0\0;Luc Roux;1,00\n2025-01-03;Zoé Petit;1,50\n2025-01-04;Ana Lima;2,50\n",
    );
    let preview = look(&path).unwrap();
    assert_eq!(preview.mapping.first_line, 2);
    assert_eq!(
        outcomes(&path, &preview),
        [
            "2:None UnclosedQuote \"\"",
            "3:None Damaged \"\"",
            "2025-01-03 150",
            "2025-01-04 250"
        ]
    );
}

#[test]
fn names_are_just_names() {
    let folder = Folder::new();
    let names = [
        "<img src=x onerror=alert(1)>",
        "=HYPERLINK(\"http://x\")",
        "'; DROP TABLE customer; --",
        "\u{202e}evil",
        "🥐 Zoé",
        "-1",
        "@x",
    ];
    let mut text = String::from("Date;Client;Montant\n");
    for name in names {
        text.push_str(&format!(
            "2025-01-02;\"{}\";1,00\n",
            name.replace('"', "\"\"")
        ));
    }
    let path = folder.file("a.csv", text);
    let preview = look(&path).unwrap();
    assert_eq!(preview.mapping.columns[1].role, Role::FullName);
    let called: Vec<_> = preview
        .rows
        .iter()
        .map(|row| match &row.meaning {
            Meaning::Row { customer, .. } => customer.clone().unwrap(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(called, names);
}

#[test]
fn duplicate_headings_keep_one_role() {
    let folder = Folder::new();
    let path = folder.file(
        "a.csv",
        "Date,Date,Nom,Montant,Montant\n2025-01-02,2025-01-03,Zoé Petit,1.50,2.50\n",
    );
    let roles: Vec<Role> = look(&path)
        .unwrap()
        .mapping
        .columns
        .iter()
        .map(|column| column.role)
        .collect();
    assert_eq!(
        roles,
        [
            Role::Day,
            Role::Ignore,
            Role::FullName,
            Role::Amount,
            Role::Ignore
        ]
    );
}

#[test]
fn a_mapping_is_recalled_whatever_the_order_of_columns() {
    let folder = Folder::new();
    let context = Context {
        country: "FR".into(),
        currency: "EUR".into(),
        fields: Vec::new(),
    };
    let first = folder.file("a.csv", "Date;Qui;Montant\n2025-01-02;Zoé Petit;1,50\n");
    let mut mapping = look(&first).unwrap().mapping;
    mapping.columns[1].role = Role::Company;
    let remembered = HashMap::from([(mapping.shape.clone(), mapping)]);
    let second = folder.file("b.csv", "Montant,Qui,Date\n1.50,Zoé Petit,2025-01-02\n");
    let preview = preview(
        &TableFile::here(&second),
        &Choices::default(),
        &context,
        &remembered,
    )
    .unwrap();
    assert!(preview.remembered);
    assert_eq!(preview.mapping.columns[1].role, Role::Company);
    assert_eq!(preview.mapping.columns[2].role, Role::Day);
}

#[test]
fn rejects_come_back_as_they_were() {
    let folder = Folder::new();
    let path = folder.file(
        "a.csv",
        "Date;Client;Montant\n2025-01-02;\"Petit; dit \"\"Zoé\"\"\";x\n2025-01-02;=1+1;2\n",
    );
    let mapping = look(&path).unwrap().mapping;
    let out = folder.0.path().join("rejets.csv");
    let mut rejects = Rejects::create(&out, &mapping, "raison").unwrap();
    TableFile::here(&path)
        .each(&mapping.source, |step| {
            if step.record.line() > 1 {
                rejects.add(step.record, "illisible").unwrap();
            }
            Ok::<_, ImportError>(ControlFlow::Continue(()))
        })
        .unwrap();
    rejects.close().unwrap();
    let text = std::fs::read_to_string(&out).unwrap();
    assert_eq!(
        text,
        "\u{feff}Date;Client;Montant;Fidèle: raison\r\n2025-01-02;\"Petit; dit \"\"Zoé\"\"\";x;illisible\r\n2025-01-02;'=1+1;2;illisible\r\n"
    );
    // A spreadsheet would calculate it; an import does not see the mark.
    let mut back = Vec::new();
    TableFile::here(&out)
        .each(&look(&out).unwrap().mapping.source, |step| {
            back.push(step.record.raw(1).to_owned());
            Ok::<_, ImportError>(ControlFlow::Continue(()))
        })
        .unwrap();
    assert_eq!(back, ["Client", "Petit; dit \"Zoé\"", "=1+1"]);
    let again = look(&out).unwrap().mapping;
    assert_eq!(
        again.shape, mapping.shape,
        "corrected rejects are known as what they were"
    );
    assert_eq!(again.columns[3].role, Role::Ignore);
}

fn workbook(folder: &Folder, name: &str, rows: &str) -> PathBuf {
    let path = folder.0.path().join(name);
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    for (name, content) in [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
                .to_owned(),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ] {
        zip.start_file(name, options).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    path
}

fn text_row(line: u32, cells: [&str; 3]) -> String {
    let cells: String = ["A", "B", "C"]
        .iter()
        .zip(cells)
        .map(|(column, cell)| {
            format!("<c r=\"{column}{line}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>")
        })
        .collect();
    format!("<row r=\"{line}\">{cells}</row>")
}

#[test]
fn a_cell_at_the_far_end_costs_nothing() {
    let folder = Folder::new();
    let rows = text_row(1, ["Date", "Client", "Montant"])
        + &text_row(2, ["14/03/2025", "Zoé Petit", "1,50"])
        + "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let path = workbook(&folder, "a.xlsx", &rows);
    let preview = look(&path).unwrap();
    assert_eq!(
        outcomes(&path, &preview),
        ["2025-03-14 150", "1048576:None TooWide \"\""]
    );
}

#[test]
fn a_spreadsheet_that_would_swell_is_refused() {
    let folder = Folder::new();
    let path = workbook(&folder, "a.xlsx", &"<row></row>".repeat(1_000_000));
    assert!(matches!(look(&path), Err(ImportError::TooBig { .. })));
}

#[test]
fn an_unknown_sheet_is_named() {
    let folder = Folder::new();
    let path = workbook(&folder, "a.xlsx", &text_row(1, ["a", "b", "c"]));
    let source = Source::Sheet { name: "T".into() };
    let result =
        TableFile::here(&path).each(&source, |_| Ok::<_, ImportError>(ControlFlow::Continue(())));
    assert!(matches!(result, Err(ImportError::NoSuchSheet { sheet, .. }) if sheet == "T"));
    assert!(matches!(
        look(&workbook(&folder, "b.xlsx", "")),
        Err(ImportError::Empty(_))
    ));
}
