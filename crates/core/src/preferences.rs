//! What one person prefers on one computer, whatever notebook is open: a small file of its own.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use crate::error::{Error, Result};
use crate::reminder::Calling;

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
    /// Until when its contacts have been announced, in local time.
    #[serde(default)]
    pub told: Option<NaiveDateTime>,
}

/// How one reads and types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase", default)]
pub struct Hands {
    /// Whether single letters act. Who dictates, or leans on the keys, does without (WCAG 2.1.4).
    pub letters: bool,
    /// The size of the text in percent, 100 to 200.
    pub text: u16,
}

impl Default for Hands {
    fn default() -> Self {
        Self {
            letters: true,
            text: 100,
        }
    }
}

impl Hands {
    /// The same within what can be shown.
    #[must_use]
    pub fn tidied(self) -> Self {
        Self {
            text: self.text.clamp(100, 200),
            ..self
        }
    }
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
    /// How one reads and types.
    pub hands: Hands,
    /// Whether, when and how the program calls.
    pub calling: Calling,
    /// Whether the latest of the notebooks was open when the program ended: it opens again by itself.
    pub reopen: bool,
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
        let known = self.recent.iter().position(|recent| recent.path == path);
        let told = known.and_then(|at| self.recent.remove(at).told);
        self.recent.insert(
            0,
            Recent {
                path: path.to_owned(),
                name: name.to_owned(),
                told,
            },
        );
        self.recent.truncate(REMEMBERED);
    }

    /// Note until when the contacts of a notebook have been announced.
    pub fn tell(&mut self, path: &Path, until: NaiveDateTime) {
        for recent in &mut self.recent {
            if recent.path == path {
                recent.told = Some(until);
            }
        }
    }

    /// Until when the contacts of a notebook have been announced.
    #[must_use]
    pub fn told(&self, path: &Path) -> Option<NaiveDateTime> {
        let known = self.recent.iter().find(|recent| recent.path == path);
        known.and_then(|recent| recent.told)
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
        let until = "2026-11-22T09:00:00".parse().unwrap();
        mine.tell(Path::new("/tmp/4.fidele"), until);
        mine.remember(Path::new("/tmp/4.fidele"), "Salon");
        assert_eq!(mine.told(Path::new("/tmp/4.fidele")), Some(until));
        assert_eq!(mine.told(Path::new("/tmp/3.fidele")), None);
        mine.save(&file).unwrap();
        assert_eq!(Preferences::load(&file), mine);
        std::fs::write(&file, "{broken").unwrap();
        assert_eq!(Preferences::load(&file), Preferences::default());
    }
}
