//! What the person asked for when starting the program: files by name, and, for tests, the day it is.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Files a window is to open: absolute paths.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Files {
    /// The notebook (`.fidele`) to open.
    pub notebook: Option<PathBuf>,
    /// The table of sales or customers to bring to the import screen.
    pub table: Option<PathBuf>,
}

/// The argument with which the program starts in the tray.
pub const BACKGROUND: &str = "--background";

/// The program's arguments and environment, read once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Launch {
    /// What to open first.
    pub files: Files,
    /// `--background`: begin in the tray, as with the session.
    pub background: bool,
    /// `FIDELE_TODAY`: the day that stands still, so that a test or a picture can be made again.
    pub today: Option<NaiveDate>,
    /// The language the environment names, as `fr` or `en-GB`.
    pub language: Option<String>,
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
        let today = set("FIDELE_TODAY").and_then(|day| day.parse().ok());
        let language = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(set)
            .and_then(|locale| language(&locale));
        let mut launch = Self {
            today,
            language,
            ..Self::default()
        };
        for arg in args {
            if arg == BACKGROUND {
                launch.background = true;
            } else {
                launch.files.take(folder.join(arg));
            }
        }
        launch
    }
}

impl Files {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Decides by the extension; the content is judged later, by whoever reads it. The first of each sort counts.
    fn take(&mut self, path: PathBuf) {
        let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
        let place = match extension.to_lowercase().as_str() {
            "fidele" => &mut self.notebook,
            "csv" | "tsv" | "txt" | "xlsx" => &mut self.table,
            _ => return,
        };
        place.get_or_insert(path);
    }
}

/// `fr-FR` of `fr_FR.UTF-8@euro`; nothing of `C` and `POSIX`, which are no language.
fn language(locale: &str) -> Option<String> {
    let name = locale.split(['.', '@']).next()?.replace('_', "-");
    (!name.is_empty() && name != "C" && name != "POSIX").then_some(name)
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
        let launch = read(
            &["Boulangerie.fidele", "/tmp/Ventes 2026.CSV", "other.csv"],
            &[],
        );
        let notebook = PathBuf::from("/home/claire/Boulangerie.fidele");
        assert_eq!(launch.files.notebook, Some(notebook));
        let table = PathBuf::from("/tmp/Ventes 2026.CSV");
        assert_eq!(launch.files.table, Some(table));
        assert!(!launch.background);
    }

    #[test]
    fn it_can_begin_in_the_tray() {
        let launch = read(&[BACKGROUND], &[]);
        assert!(launch.background && launch.files.is_empty());
    }

    #[test]
    fn what_is_neither_is_passed_over() {
        assert_eq!(read(&["photo.png", "--flag", ""], &[]), Launch::default());
        let environment = [("FIDELE_TODAY", "tomorrow"), ("LANG", "C.UTF-8")];
        assert_eq!(read(&[], &environment), Launch::default());
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
