use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::customer::{ContactPoint, ContactPointKind, CustomerDraft};
use crate::import::delimited::{Delimited, Next, Separator};
use crate::import::encoding::TextEncoding;
use crate::import::preview::{Choices, Meaning};
use crate::import::record::Record;
use crate::import::role::Role;
use crate::testing;

fn write(format: ExportFormat, rows: &[Vec<Cell>]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list");
    let mut sheet = Sheet::begin(BufWriter::new(File::create(&path).unwrap()), format).unwrap();
    for row in rows {
        sheet.row(row).unwrap();
    }
    sheet.end().unwrap();
    (folder, path)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_written_is_read_again_and_no_cell_is_a_formula(
        cells in prop::collection::vec("[ -~\t\r\n;,'\"=+@é€]{0,12}|['=+@\t-]{1,4}[a-z]?", 2..6),
        comma in any::<bool>(),
    ) {
        let (format, separator) = if comma {
            (ExportFormat::CsvComma, Separator::Comma)
        } else {
            (ExportFormat::CsvSemicolon, Separator::Semicolon)
        };
        let row: Vec<Cell> = cells.iter().map(|cell| Cell::Text(cell.clone())).collect();
        let (_folder, path) = write(format, &[row]);
        let mut reader = Delimited::new(File::open(&path).unwrap(), TextEncoding::Utf8, separator, b'\n');
        let mut record = Record::default();
        prop_assert_eq!(reader.next(&mut record).unwrap(), Next::Record);
        let read: Vec<&str> = record.cells().collect();
        prop_assert_eq!(read, cells);
        let plain = std::fs::read(&path).unwrap();
        let mut other = ::csv::ReaderBuilder::new()
            .has_headers(false)
            .delimiter(if comma { b',' } else { b';' })
            .from_reader(plain.strip_prefix("\u{feff}".as_bytes()).unwrap());
        for record in other.records() {
            for cell in &record.unwrap() {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{:?}", cell);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn in_a_spreadsheet_every_text_is_a_text(
        cells in prop::collection::vec("[ -~\t\n\r;,'\"=+@<&>é€]{1,12}|['=+@\t-]{1,4}[a-z]?|_x00(41|3D|0D)_[a-z_]?|\u{1}=x", 2..6),
    ) {
        let row: Vec<Cell> = cells.iter().map(|cell| Cell::Text(cell.clone())).collect();
        // The first row is the headings.
        let (_folder, path) = write(ExportFormat::Xlsx, &[row.clone(), row]);
        let mut book = crate::import::sheet::Workbook::open(&path).unwrap();
        let mut read = Vec::new();
        book.each(&path, "Fidèle", |step| {
            for at in 0..step.record.len() {
                assert!(!step.record.is_typed(at));
            }
            read.push(step.record.cells().map(str::to_owned).collect::<Vec<_>>());
            Ok::<_, crate::import::ImportError>(std::ops::ControlFlow::Continue(()))
        })
        .unwrap();
        let plain: Vec<String> = cells.iter().map(|cell| cell.replace('\u{1}', "")).collect();
        prop_assert_eq!(&read, &[plain.clone(), plain]);
        // No formula, whatever reads it.
        let mut zip = zip::ZipArchive::new(File::open(&path).unwrap()).unwrap();
        let mut sheet = String::new();
        io::Read::read_to_string(&mut zip.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut sheet).unwrap();
        prop_assert!(!sheet.contains("<f"));
    }
}

#[test]
fn zeros_are_not_written() {
    let row = vec![Cell::Text("\0=1+1".into()), Cell::Text("Zo\0é".into())];
    let (_folder, path) = write(ExportFormat::CsvComma, std::slice::from_ref(&row));
    assert_eq!(
        std::fs::read_to_string(path).unwrap(),
        "\u{feff}'=1+1,Zoé\r\n"
    );
}

#[test]
fn numbers_are_written_as_each_country_reads_them() {
    let row = vec![
        Cell::Amount(-123_456, 2),
        Cell::Amount(5, 2),
        Cell::Amount(1200, 0),
        Cell::Number(12.25, 1),
        Cell::Day("2025-03-04".parse().unwrap()),
        Cell::Empty,
    ];
    let (_folder, path) = write(ExportFormat::CsvSemicolon, std::slice::from_ref(&row));
    assert_eq!(
        std::fs::read_to_string(path).unwrap(),
        "\u{feff}-1234,56;0,05;1200;12,2;2025-03-04;\r\n"
    );
    let (_folder, path) = write(ExportFormat::CsvComma, &[row]);
    assert_eq!(
        std::fs::read_to_string(path).unwrap(),
        "\u{feff}-1234.56,0.05,1200,12.2,2025-03-04,\r\n"
    );
}

#[test]
fn a_spreadsheet_has_texts_days_and_numbers() {
    let rows = [
        vec![
            Cell::Text("Nom".into()),
            Cell::Text("Jour".into()),
            Cell::Text("Valeur".into()),
        ],
        vec![
            Cell::Text("=1+1 <&> \"Zoé\"\u{1}".into()),
            Cell::Day("2025-03-04".parse().unwrap()),
            Cell::Amount(-1250, 2),
        ],
        vec![
            Cell::Text("+33612345678".into()),
            Cell::Empty,
            Cell::Number(3.0, 0),
        ],
    ];
    let (_folder, path) = write(ExportFormat::Xlsx, &rows);
    let mut book = crate::import::sheet::Workbook::open(&path).unwrap();
    assert_eq!(book.sheets(), ["Fidèle"]);
    let mut read = Vec::new();
    book.each(&path, "Fidèle", |step| {
        read.push(step.record.cells().map(str::to_owned).collect::<Vec<_>>());
        Ok::<_, crate::import::ImportError>(std::ops::ControlFlow::Continue(()))
    })
    .unwrap();
    assert_eq!(
        read,
        [
            vec!["Nom", "Jour", "Valeur"],
            vec!["=1+1 <&> \"Zoé\"", "2025-03-04", "-12.5"],
            vec!["+33612345678", "", "3"]
        ]
    );
}

fn words() -> ExportWords {
    [
        ("name", "Nom complet"),
        ("phone", "Téléphone"),
        ("phone2", "Autres téléphones"),
        ("lastDay", "Dernière visite"),
        ("value", "Dépensé en 12 mois"),
        ("behaviour", "Où il en est"),
        ("behaviour.prospect", "Prospect"),
    ]
    .map(|(key, word)| (key.to_owned(), word.to_owned()))
    .into()
}

async fn with_people() -> testing::TestNotebook {
    let book = testing::notebook().await;
    for (name, phone) in [
        ("Zoé Durand", "06 12 34 56 78"),
        ("=Émile Roy", "+33 6 11 11 11 11"),
    ] {
        let draft = CustomerDraft {
            name: name.to_owned(),
            contact_points: vec![ContactPoint {
                id: None,
                kind: ContactPointKind::Phone,
                typed: phone.to_owned(),
                normal: String::new(),
            }],
            ..CustomerDraft::default()
        };
        book.notebook.create_customer(draft).await.unwrap();
    }
    book
}

fn everybody() -> ExportList {
    ExportList::Customers {
        filter: CustomerFilter::default(),
        sort: CustomerSort::default(),
    }
}

#[tokio::test]
async fn a_list_of_customers_comes_back_as_customers() {
    let book = with_people().await;
    let to = book.folder.path().join("clients.csv");
    let rows = book
        .notebook
        .export(&everybody(), ExportFormat::CsvSemicolon, &words(), &to)
        .await
        .unwrap();
    assert_eq!(rows, 2);
    let text = std::fs::read_to_string(&to).unwrap();
    assert!(text.contains("'=Émile Roy;;'+33 6 11 11 11 11;"), "{text}");
    let preview = book
        .notebook
        .preview_import(&to, &Choices::default())
        .await
        .unwrap();
    assert!(
        !preview.mapping.has_purchases(),
        "{:?}",
        preview.mapping.columns
    );
    assert_eq!(preview.mapping.column(Role::FullName), Some(0));
    let Some(Meaning::Row { customer, .. }) = preview.rows.first().map(|row| &row.meaning) else {
        panic!("{:?}", preview.rows);
    };
    assert_eq!(customer.as_deref(), Some("=Émile Roy"));
    // Nobody is new: the phones are the same.
    let control = crate::import::report::Control::default();
    let dry = book
        .notebook
        .dry_run_import(&to, &preview.mapping, &[], &control)
        .await
        .unwrap();
    assert_eq!(
        (dry.counts.new_customers, dry.counts.matched_customers()),
        (0, 2)
    );
}

#[tokio::test]
async fn every_list_is_written_whole_or_not_at_all() {
    let book = with_people().await;
    let folder = book.folder.path().join("exports");
    std::fs::create_dir(&folder).unwrap();
    for list in [everybody(), ExportList::Winback, ExportList::Contacts] {
        for format in [
            ExportFormat::CsvSemicolon,
            ExportFormat::CsvComma,
            ExportFormat::Xlsx,
        ] {
            let to = folder.join(format!("list.{}", format.extension()));
            book.notebook
                .export(&list, format, &words(), &to)
                .await
                .unwrap();
            assert!(to.metadata().unwrap().len() > 0);
        }
    }
    let names: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names.len(), 2, "{names:?}");
    let nowhere = folder.join("no folder").join("list.csv");
    let refused = book
        .notebook
        .export(&everybody(), ExportFormat::CsvComma, &words(), &nowhere)
        .await;
    assert!(refused.is_err());
    let itself = book.notebook.path().to_owned();
    let refused = book
        .notebook
        .export(&everybody(), ExportFormat::CsvComma, &words(), &itself)
        .await;
    assert!(matches!(refused, Err(Error::Exists(_))));
}
