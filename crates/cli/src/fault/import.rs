//! Why a file cannot be imported, and the remedy.

use std::path::Path;

use fidele_core::Error;
use fidele_core::import::ImportError;
use serde_json::json;

use super::{BAD_INPUT, Fault};
use crate::say;

/// The fault that keeps a file from being imported.
pub fn fault(error: &ImportError) -> Fault {
    let about = |path: &Path| json!({ "file": path.display().to_string() });
    let (code, parameters, message) = match error {
        ImportError::Empty(path) => (
            "importEmpty",
            about(path),
            format!("{} is empty; export it again", path.display()),
        ),
        ImportError::HeaderOnly { path, line } => (
            "importHeaderOnly",
            json!({ "file": path.display().to_string(), "line": line }),
            format!(
                "{}, line {line}: a header and nothing below it; export it again, with a period that has sales in it",
                path.display()
            ),
        ),
        ImportError::NotATable(path) => (
            "importNotATable",
            about(path),
            format!(
                "{} is no table; save it as .csv or .xlsx first, one sale or customer a line",
                path.display()
            ),
        ),
        ImportError::OtherFormat(path) => (
            "importOtherFormat",
            about(path),
            format!(
                "{} is a spreadsheet in another format (.xls, .xlsb, .ods, a web page); open it and save it as .xlsx or .csv",
                path.display()
            ),
        ),
        ImportError::Locked(path) => (
            "importLocked",
            about(path),
            format!(
                "{} is locked with a password; open it, take the password off, and save it as .xlsx or .csv",
                path.display()
            ),
        ),
        ImportError::Packed(path) => (
            "importPacked",
            about(path),
            format!(
                "{} is an archive; take the file out of it, and import that one",
                path.display()
            ),
        ),
        ImportError::Damaged { path, .. } => (
            "importDamaged",
            about(path),
            format!(
                "{} is damaged; save it again as .xlsx or .csv",
                path.display()
            ),
        ),
        ImportError::TooBig {
            path,
            megabytes,
            limit,
        } => (
            "importTooBig",
            json!({ "file": path.display().to_string(), "megabytes": megabytes, "limit": limit }),
            format!(
                "{} unpacks to {megabytes} MB, at most {limit} are read; save it as .csv first",
                path.display()
            ),
        ),
        ImportError::NoSuchSheet { path, sheet } => (
            "importNoSuchSheet",
            json!({ "file": path.display().to_string(), "sheet": sheet }),
            format!(
                "{} has no sheet \"{sheet}\"; name one it has with --sheet, or leave it out for the first",
                path.display()
            ),
        ),
        ImportError::Unanswered {
            path,
            heading,
            question,
        } => (
            "importUnanswered",
            json!({ "file": path.display().to_string(), "heading": heading, "question": question }),
            format!("{}: {}", path.display(), say::question(question, heading)),
        ),
        ImportError::OtherShape {
            path,
            line,
            column,
            expected,
            found,
        } => (
            "importOtherShape",
            json!({
                "file": path.display().to_string(), "line": line, "column": column, "expected": expected, "found": found
            }),
            format!(
                "{}, line {line}, column {}: {} where the mapping has {}; leave --map out to guess afresh",
                path.display(),
                column + 1,
                quoted(found),
                quoted(expected)
            ),
        ),
        ImportError::TooHeavy(path) => (
            "importTooHeavy",
            about(path),
            format!(
                "reading {} took more memory or time than any honest file needs, and was stopped; save it again as .csv, or export it anew",
                path.display()
            ),
        ),
        ImportError::NoReader { path, .. } => (
            "importNoReader",
            about(path),
            format!(
                "there was nothing to read {} with; free some memory and try again, or install Fidèle again",
                path.display()
            ),
        ),
        ImportError::Unreadable { path, source } => {
            return Error::io(path, std::io::Error::from(source.kind())).into();
        }
    };
    Fault::new(code, BAD_INPUT, parameters, message)
}

fn quoted(heading: &str) -> String {
    if heading.is_empty() {
        "nothing".to_owned()
    } else {
        format!("\"{heading}\"")
    }
}

#[cfg(test)]
mod tests {
    use fidele_core::import::mapping::Question;

    use super::*;

    /// Every way a file can be refused, with what its sentence has to name beside the file, the remedy last.
    fn every() -> Vec<(ImportError, Vec<&'static str>)> {
        let path = || Path::new("sales.csv").to_owned();
        let unanswered = |question, heading: &str| ImportError::Unanswered {
            path: path(),
            heading: heading.to_owned(),
            question,
        };
        let examples = || vec!["03/04/2026".to_owned()];
        let all = vec![
            (ImportError::Empty(path()), vec!["export it again"]),
            (
                ImportError::HeaderOnly {
                    path: path(),
                    line: 3,
                },
                vec!["line 3", "export it again"],
            ),
            (ImportError::NotATable(path()), vec!["save it as"]),
            (ImportError::OtherFormat(path()), vec![".xls", "save it as"]),
            (
                ImportError::Locked(path()),
                vec!["password", "take the password off"],
            ),
            (
                ImportError::Packed(path()),
                vec!["archive", "take the file out"],
            ),
            (
                ImportError::Damaged {
                    path: path(),
                    detail: "zip".to_owned(),
                },
                vec!["save it again"],
            ),
            (
                ImportError::TooBig {
                    path: path(),
                    megabytes: 900,
                    limit: 500,
                },
                vec!["900", "500", "save it as"],
            ),
            (
                ImportError::NoSuchSheet {
                    path: path(),
                    sheet: "Sheet9".to_owned(),
                },
                vec!["Sheet9", "--sheet"],
            ),
            (
                unanswered(
                    Question::DayOrder {
                        column: 2,
                        examples: examples(),
                    },
                    "Day",
                ),
                vec!["column 3 \"Day\"", "03/04/2026", "--date-order"],
            ),
            (
                unanswered(
                    Question::DecimalMark {
                        column: 3,
                        examples: examples(),
                    },
                    "",
                ),
                vec!["column 4 ", "--map"],
            ),
            (unanswered(Question::NothingToImport, ""), vec!["--map"]),
            (unanswered(Question::NoDay, ""), vec!["--map"]),
            (
                ImportError::OtherShape {
                    path: path(),
                    line: 1,
                    column: 4,
                    expected: "Amount".to_owned(),
                    found: "Discount".to_owned(),
                },
                vec!["line 1", "column 5", "\"Amount\"", "\"Discount\"", "--map"],
            ),
            (ImportError::TooHeavy(path()), vec!["save it again as"]),
            (
                ImportError::NoReader {
                    path: path(),
                    source: std::io::ErrorKind::OutOfMemory.into(),
                },
                vec!["try again"],
            ),
            (
                ImportError::Unreadable {
                    path: path(),
                    source: std::io::ErrorKind::PermissionDenied.into(),
                },
                vec!["cannot be"],
            ),
        ];
        // Does not compile when a variant is added that is not above.
        for (error, _) in &all {
            match error {
                ImportError::Empty(_)
                | ImportError::HeaderOnly { .. }
                | ImportError::NotATable(_)
                | ImportError::OtherFormat(_)
                | ImportError::Locked(_)
                | ImportError::Packed(_)
                | ImportError::Damaged { .. }
                | ImportError::TooBig { .. }
                | ImportError::NoSuchSheet { .. }
                | ImportError::Unanswered { .. }
                | ImportError::OtherShape { .. }
                | ImportError::TooHeavy(_)
                | ImportError::NoReader { .. }
                | ImportError::Unreadable { .. } => {}
            }
        }
        all
    }

    #[test]
    fn every_sentence_names_the_file_the_place_and_the_remedy() {
        for (error, names) in every() {
            let fault = fault(&error);
            assert_eq!(fault.parameters["file"], "sales.csv", "{error:?}");
            for name in ["sales.csv"].iter().chain(&names) {
                assert!(
                    fault.message.contains(name),
                    "{name:?} is not in {:?}",
                    fault.message
                );
            }
        }
    }
}
