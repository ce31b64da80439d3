//! Lines and files that cannot be read.

use std::path::Path;

use super::{PLAIN, read};
use crate::import::ImportError;
use crate::import::outcome::Reason;
use crate::transactions::{Field, Transactions, TransactionsError, Wanted};

#[test]
fn what_cannot_be_read_is_named_with_its_line_and_cell() {
    let faulty = |line: &str| {
        let text = PLAIN.to_owned() + line + "\nZoe,2025-04-01,1.00\n";
        match read(text) {
            Err(TransactionsError::Line {
                line, reason, cell, ..
            }) => (line, reason, cell.map(|cell| (cell.field, cell.value))),
            other => panic!("{line}: {other:?}"),
        }
    };
    let cell = |field, value: &str| Some((field, value.to_owned()));
    for (line, told) in [
        (
            "Al,2025-02-30,1.00",
            (7, Reason::UnreadableDay, cell(Field::Date, "2025-02-30")),
        ),
        ("Al,,1.00", (7, Reason::MissingDay, cell(Field::Date, ""))),
        ("Al", (7, Reason::MissingDay, cell(Field::Date, ""))),
        (
            "Al,2025-02-03,",
            (7, Reason::MissingAmount, cell(Field::Amount, "")),
        ),
        (
            "Al,2025-02-03,x",
            (7, Reason::UnreadableAmount, cell(Field::Amount, "x")),
        ),
        ("Al,2025-02-03,1,50", (7, Reason::ExtraCells, None)),
        ("\"Al,2025-02-03,1", (7, Reason::UnclosedQuote, None)),
        ("Al,2025\0-02-03,1", (7, Reason::Damaged, None)),
    ] {
        assert_eq!(faulty(line), told, "{line:?}");
    }
    let long = "x".repeat(70_000);
    assert_eq!(faulty(&long), (7, Reason::TooLong, None));
}

#[test]
fn files_that_are_none_are_refused() {
    for (bytes, why) in [
        (&b""[..], "empty"),
        (b"\n\n  \n", "empty"),
        (b"PK\x03\x04 and so on", "another format"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "not a table"),
        (b"customer,date,amount\n", "nothing below"),
        (b"Once upon a time\nthere was a shop.\n", "no column"),
    ] {
        let error = read(bytes).unwrap_err();
        assert!(error.to_string().contains(why), "{why}: {error}");
    }
    let error = read("when,paid\n2025-03-01,5.00\n2025-03-02,6.00\n").unwrap_err();
    assert!(
        matches!(
            error,
            TransactionsError::NoColumn {
                field: Field::Customer,
                asked: None,
                ..
            }
        ),
        "{error:?}"
    );
    let missing = Transactions::read(Path::new("/nowhere/at/all.csv"), &Wanted::default());
    assert!(matches!(
        missing,
        Err(TransactionsError::File(ImportError::Unreadable { .. }))
    ));
}
