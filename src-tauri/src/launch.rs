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
    /// The language the environment names, as `fr` or `en-GB`.
    pub language: Option<String>,
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
        Self::read(std::env::args_os().skip(1), &folder, |name| {
            std::env::var_os(name)
        })
    }

    /// Understands arguments given in `folder`. What is not a file name or a day is passed over: a window that opens is
    /// worth more than a usage line nobody sees.
    pub fn read(
        args: impl IntoIterator<Item = OsString>,
        folder: &Path,
        environment: impl Fn(&str) -> Option<OsString>,
    ) -> Self {
        let set = |name: &str| {
            environment(name)?
                .into_string()
                .ok()
                .filter(|v| !v.is_empty())
        };
        let file = args
            .into_iter()
            .find(|arg| !arg.to_string_lossy().starts_with('-'))
            .and_then(|arg| OpenedWith::guess(&folder.join(arg)));
        let today = set("FIDELE_TODAY").and_then(|day| day.parse().ok());
        let language = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(set)
            .and_then(|locale| language(&locale));
        Self {
            file,
            today,
            language,
        }
    }
}

/// `fr-FR` of `fr_FR.UTF-8@euro`; nothing of `C` and `POSIX`, which are no language.
fn language(locale: &str) -> Option<String> {
    let name = locale.split(['.', '@']).next()?.replace('_', "-");
    (!name.is_empty() && name != "C" && name != "POSIX").then_some(name)
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

    fn read(args: &[&str], environment: &[(&str, &str)]) -> Launch {
        Launch::read(
            args.iter().map(OsString::from),
            Path::new("/home/claire"),
            |name| {
                let (_, value) = environment.iter().find(|(key, _)| *key == name)?;
                Some(OsString::from(value))
            },
        )
    }

    #[test]
    fn a_notebook_opens_and_a_table_is_imported() {
        let notebook = read(&["Boulangerie.fidele"], &[]);
        let path = PathBuf::from("/home/claire/Boulangerie.fidele");
        assert_eq!(notebook.file, Some(OpenedWith::Notebook { path }));
        let table = read(&["--flag", "/tmp/Ventes 2026.CSV"], &[]);
        let path = PathBuf::from("/tmp/Ventes 2026.CSV");
        assert_eq!(table.file, Some(OpenedWith::Table { path }));
    }

    #[test]
    fn what_is_neither_is_passed_over() {
        assert_eq!(read(&["photo.png"], &[]).file, None);
        assert_eq!(read(&[], &[]).file, None);
        let environment = [("FIDELE_TODAY", "tomorrow"), ("LANG", "C.UTF-8")];
        assert_eq!(read(&["--flag"], &environment).today, None);
        assert_eq!(read(&["--flag"], &environment).language, None);
    }

    #[test]
    fn the_day_can_stand_still() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 22);
        assert_eq!(read(&[], &[("FIDELE_TODAY", "2026-11-22")]).today, day);
    }

    #[test]
    fn the_language_is_the_one_of_messages() {
        let environment = [
            ("LC_ALL", ""),
            ("LC_MESSAGES", "fr_FR.UTF-8"),
            ("LANG", "en_GB.UTF-8"),
        ];
        assert_eq!(read(&[], &environment).language.as_deref(), Some("fr-FR"));
    }
}
