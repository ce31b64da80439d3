//! What one person prefers on one computer, whatever notebook is open: a small file of its own.

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Light, dark, or as the system says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    /// As the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The language of the interface.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Language {
    /// As the system.
    #[default]
    System,
    /// French.
    Fr,
    /// English.
    En,
}

/// A notebook opened before.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Recent {
    /// Where it is.
    pub path: PathBuf,
    /// The business's name when it was last open.
    pub name: String,
}

/// The preferences.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase", default)]
pub struct Preferences {
    /// The language.
    pub language: Language,
    /// The theme.
    pub theme: Theme,
    /// Notebooks opened before, the latest first, at most twelve.
    pub recent: Vec<Recent>,
}

/// How many notebooks are remembered.
const REMEMBERED: usize = 12;

impl Preferences {
    /// The preferences in `file`; the defaults when there are none or they cannot be understood, for a
    /// window that opens is worth more than a list of recent files.
    #[must_use]
    pub fn load(file: &Path) -> Self {
        std::fs::read(file)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default()
    }

    /// Keep the preferences in `file`, all or nothing.
    ///
    /// # Errors
    /// [`Error::ReadOnly`], [`Error::DiskFull`] or [`Error::Io`].
    pub fn save(&self, file: &Path) -> Result<()> {
        let refused = |error| Error::io(file, error);
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).map_err(refused)?;
        }
        let draft = file.with_extension("new");
        std::fs::write(&draft, serde_json::to_vec_pretty(self)?).map_err(refused)?;
        std::fs::rename(&draft, file).map_err(refused)
    }

    /// Put a notebook at the head of the recent ones.
    pub fn remember(&mut self, path: &Path, name: &str) {
        self.forget(path);
        self.recent.insert(
            0,
            Recent {
                path: path.to_owned(),
                name: name.to_owned(),
            },
        );
        self.recent.truncate(REMEMBERED);
    }

    /// Take a notebook off the recent ones.
    pub fn forget(&mut self, path: &Path) {
        self.recent.retain(|recent| recent.path != path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_survive_and_a_broken_file_does_no_harm() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("deep/preferences.json");
        assert_eq!(Preferences::load(&file), Preferences::default());
        let mut mine = Preferences {
            theme: Theme::Dark,
            ..Preferences::default()
        };
        for n in 0..20 {
            mine.remember(Path::new(&format!("/tmp/{}.fidele", n % 15)), "Salon");
        }
        assert_eq!(mine.recent.len(), REMEMBERED);
        assert_eq!(mine.recent[0].path, Path::new("/tmp/4.fidele"));
        mine.save(&file).unwrap();
        assert_eq!(Preferences::load(&file), mine);
        std::fs::write(&file, "{broken").unwrap();
        assert_eq!(Preferences::load(&file), Preferences::default());
    }
}
