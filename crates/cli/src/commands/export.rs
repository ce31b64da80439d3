//! Lists written to files.

use std::path::Path;

use fidele_core::Notebook;
use fidele_core::export::{ExportFormat, ExportList, ExportWords};
use serde::Serialize;

use super::customers::learnt;
use crate::answer::Answer;
use crate::args::{Export, Listed};
use crate::fault::Fault;
use crate::say;

/// Headings an import understands again. Choices are written as the JSON has them.
const HEADINGS: [(&str, &str); 32] = [
    ("name", "Full name"),
    ("company", "Company"),
    ("phone", "Phone"),
    ("phone2", "Other phones"),
    ("email", "E-mail"),
    ("address", "Address"),
    ("postcode", "Postcode"),
    ("city", "City"),
    ("country", "Country"),
    ("bornOn", "Date of birth"),
    ("tags", "Tags"),
    ("externalId", "Customer number"),
    ("note", "Customer note"),
    ("behaviour", "Behaviour"),
    ("visits", "Days with a purchase"),
    ("lastDay", "Last visit"),
    ("silent", "Days since the last visit"),
    ("rhythm", "Rhythm in days"),
    ("value", "Spent in 12 months"),
    ("stake", "At stake"),
    ("chance", "Chance of coming back in %"),
    ("worth", "Expected in 12 months"),
    ("gain", "Expected gain of a contact"),
    ("approach", "Approach"),
    ("day", "Planned for"),
    ("hour", "At"),
    ("channel", "By"),
    ("purpose", "To"),
    ("script", "What to say"),
    ("lateness", "Lateness"),
    ("yes", "Yes"),
    ("no", "No"),
];

#[derive(Serialize)]
struct Written<'f> {
    file: &'f Path,
    rows: u32,
}

/// `export`.
pub async fn export(book: &Notebook, how: &Export) -> Result<Answer, Fault> {
    learnt(book).await;
    let list = match how.list {
        Listed::Customers => {
            let (filter, sort) = how.which.asked(book).await?;
            ExportList::Customers { filter, sort }
        }
        Listed::Winback => ExportList::Winback,
        Listed::Contacts => ExportList::Contacts,
    };
    let spreadsheet = how
        .file
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("xlsx"));
    let format = match (spreadsheet, how.comma) {
        (true, _) => ExportFormat::Xlsx,
        (false, true) => ExportFormat::CsvComma,
        (false, false) => ExportFormat::CsvSemicolon,
    };
    let words: ExportWords = HEADINGS
        .iter()
        .map(|(key, word)| ((*key).to_owned(), (*word).to_owned()))
        .collect();
    let rows = book.export(&list, format, &words, &how.file).await?;
    let text = format!(
        "{}: {}",
        say::plain(&how.file.display().to_string()),
        say::some(rows, "row", "rows")
    );
    Answer::new(
        &Written {
            file: &how.file,
            rows,
        },
        text,
    )
}
