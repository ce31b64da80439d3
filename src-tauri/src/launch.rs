//! What the person asked for when starting the program: a file by name, and, for tests, the day it is.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Serialize;
use specta::Type;

/// The program's arguments and environment, read once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Launch {
    /// The file to open first.
    pub file: Option<OpenedWith>,
    /// `FIDELE_TODAY`: the day that stands still, so that a test or a picture can be made again.
    pub today: Option<NaiveDate>,
}

/// The file the program was started with, by what can be done with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum OpenedWith {
    /// A notebook (`.fidele`), to open.
    Notebook {
        /// Absolute path.
        path: PathBuf,
    },
    /// A table of sales or customers, to import.
    Table {
        /// Absolute path.
        path: PathBuf,
    },
}

impl Launch {
    /// Reads the arguments and the environment of this process.
    #[must_use]
    pub fn from_process() -> Self {
        let folder = std::env::current_dir().unwrap_or_default();
        Self::read(
            std::env::args_os().skip(1),
            &folder,
            std::env::var_os("FIDELE_TODAY"),
        )
    }

    /// Understands arguments given in `folder`. What is not a file name or a day is passed over: a window that opens is
    /// worth more than a usage line nobody sees.
    pub fn read(
        args: impl IntoIterator<Item = OsString>,
        folder: &Path,
        today: Option<OsString>,
    ) -> Self {
        let file = args
            .into_iter()
            .find(|arg| !arg.to_string_lossy().starts_with('-'))
            .and_then(|arg| OpenedWith::guess(&folder.join(arg)));
        let today = today.and_then(|day| day.to_str()?.parse().ok());
        Self { file, today }
    }
}

impl OpenedWith {
    /// Decides by the extension; the content is judged later, by whoever reads it.
    fn guess(path: &Path) -> Option<Self> {
        let path = path.to_path_buf();
        let extension = path.extension()?.to_str()?.to_lowercase();
        match extension.as_str() {
            "fidele" => Some(Self::Notebook { path }),
            "csv" | "tsv" | "txt" | "xlsx" => Some(Self::Table { path }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(args: &[&str], today: Option<&str>) -> Launch {
        Launch::read(
            args.iter().map(OsString::from),
            Path::new("/home/claire"),
            today.map(OsString::from),
        )
    }

    #[test]
    fn a_notebook_opens_and_a_table_is_imported() {
        let notebook = read(&["Boulangerie.fidele"], None);
        let path = PathBuf::from("/home/claire/Boulangerie.fidele");
        assert_eq!(notebook.file, Some(OpenedWith::Notebook { path }));
        let table = read(&["--flag", "/tmp/Ventes 2026.CSV"], None);
        let path = PathBuf::from("/tmp/Ventes 2026.CSV");
        assert_eq!(table.file, Some(OpenedWith::Table { path }));
    }

    #[test]
    fn what_is_neither_is_passed_over() {
        assert_eq!(read(&["photo.png"], None).file, None);
        assert_eq!(read(&[], None).file, None);
        assert_eq!(read(&["--flag"], Some("tomorrow")).today, None);
    }

    #[test]
    fn the_day_can_stand_still() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 22);
        assert_eq!(read(&[], Some("2026-11-22")).today, day);
    }
}
