//! The desk: what lies open in one window. One notebook at a time.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use fidele_core::Notebook;
use fidele_core::change::Changes;
use fidele_core::import::report::{Control, Progress};
use fidele_core::notebook::{EXTENSION, Settings};
use fidele_core::preferences::Preferences;
use fidele_core::time::Clock;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, Manager as _};
use tauri_specta::Event as _;
use tokio::sync::{OnceCell, RwLock, watch};

use crate::beginning::First;
use crate::error::IpcError;
use crate::launch::Files;

/// How long the work of a day waits for the page to begin.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long the page then has to itself, to draw what it has got.
const BREATH: Duration = Duration::from_millis(300);

/// What a command answers.
pub type Answer<T> = Result<T, IpcError>;

/// The notebook that is open.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OpenNotebook {
    /// Where the file is.
    pub path: PathBuf,
    /// Its settings.
    pub settings: Settings,
    /// The day it is.
    pub today: chrono::NaiveDate,
}

/// Tells the page that something changed: the screens that show these kinds look again.
#[derive(Debug, Clone, Serialize, Deserialize, Type, tauri_specta::Event)]
pub struct Changed(pub Changes);

/// Tells the page how far the running import is.
#[derive(Debug, Clone, Serialize, Deserialize, Type, tauri_specta::Event)]
pub struct Importing(pub Progress);

/// What lies open.
#[derive(Debug)]
pub struct Desk {
    app: AppHandle,
    /// The label of its window.
    window: String,
    clock: Clock,
    /// The files the window was opened for, until they are opened.
    pub(crate) handed: Mutex<Files>,
    /// Set once they are, with what was wrong.
    pub(crate) opened: OnceCell<Option<IpcError>>,
    /// What the page shows first of them.
    pub(crate) ahead: OnceCell<Option<First>>,
    /// Whether the page has what it shows first.
    pub(crate) begun: watch::Sender<bool>,
    open: RwLock<Option<Arc<Notebook>>>,
    preferences: Arc<Mutex<Preferences>>,
    importing: Mutex<Control>,
    /// Held while what is due is looked for, so that nothing is announced twice.
    pub(crate) announcing: tokio::sync::Mutex<()>,
}

impl Desk {
    /// An empty desk for the window of that label, with the files it was opened for.
    pub(crate) fn new(
        app: AppHandle,
        window: &str,
        clock: Clock,
        preferences: Arc<Mutex<Preferences>>,
        handed: Files,
    ) -> Self {
        Self {
            app,
            window: window.to_owned(),
            clock,
            handed: Mutex::new(handed),
            opened: OnceCell::new(),
            ahead: OnceCell::new(),
            begun: watch::Sender::new(false),
            open: RwLock::new(None),
            preferences,
            importing: Mutex::default(),
            announcing: tokio::sync::Mutex::default(),
        }
    }

    /// The clock of the program.
    pub const fn clock(&self) -> Clock {
        self.clock
    }

    /// Whether nothing lies on it.
    pub async fn is_empty(&self) -> bool {
        self.open.read().await.is_none()
    }

    /// Whether the notebook at `path` lies on it.
    pub async fn holds(&self, path: &Path) -> bool {
        let open = self.open.read().await;
        open.as_ref().is_some_and(|open| open.path() == path)
    }

    /// The notebook that is open.
    ///
    /// # Errors
    /// [`IpcError::NoNotebook`].
    pub async fn notebook(&self) -> Answer<Arc<Notebook>> {
        self.open.read().await.clone().ok_or(IpcError::NoNotebook)
    }

    /// What the page shows of the open notebook, if one is.
    pub async fn current(&self) -> Option<OpenNotebook> {
        self.open.read().await.as_deref().map(describe)
    }

    /// Open the notebook at `path` in place of the one that is open.
    ///
    /// # Errors
    /// As [`Notebook::open`]; the one that was open stays open then.
    pub async fn open(&self, path: &Path) -> Answer<OpenNotebook> {
        if self.holds(path).await {
            return self.current().await.ok_or(IpcError::NoNotebook);
        }
        let (path, clock) = (path.to_owned(), self.clock);
        self.put(async move { Notebook::open_as_left(&path, clock).await })
            .await
    }

    /// Make a new notebook and open it.
    ///
    /// # Errors
    /// As [`Notebook::create`].
    pub async fn create(&self, settings: &Settings, path: Option<PathBuf>) -> Answer<OpenNotebook> {
        let path = path.map_or_else(|| self.free_path(&settings.name), Ok)?;
        let (settings, clock) = (settings.clone(), self.clock);
        self.put(async move { Notebook::create(&path, &settings, clock).await })
            .await
    }

    /// Make the example notebook and open it.
    ///
    /// # Errors
    /// As [`Notebook::create_example`].
    pub async fn create_example(&self, name: String) -> Answer<OpenNotebook> {
        let path = self.free_path(&name)?;
        let clock = self.clock;
        self.put(async move { Notebook::create_example(&path, name, clock).await })
            .await
    }

    /// Close the notebook that is open, so that its file can be moved, because the person asked: it does not open again by
    /// itself.
    ///
    /// # Errors
    /// When the preferences cannot be written; it is closed all the same.
    pub async fn close(&self) -> Answer<()> {
        self.put_away().await;
        self.prefer(|mine| mine.reopen = false)?;
        Ok(())
    }

    /// Close the notebook that is open, because its window or the program ends.
    pub async fn put_away(&self) {
        if let Some(notebook) = self.open.write().await.take() {
            shut(notebook).await;
        }
    }

    /// Puts the notebook that `opening` gives in place of the one that is open. Opening runs as a task of its own: a page
    /// that reloads meanwhile does not stop it half-way.
    async fn put(
        &self,
        opening: impl Future<Output = fidele_core::Result<Notebook>> + Send + 'static,
    ) -> Answer<OpenNotebook> {
        let notebook = tauri::async_runtime::spawn(opening)
            .await
            .map_err(IpcError::ours)??;
        let described = describe(&notebook);
        let program = std::env::current_exe().map_err(IpcError::ours)?;
        let notebook = Arc::new(notebook.read_files_with(program));
        self.pass_on(&notebook);
        if let Some(before) = self.open.write().await.replace(notebook) {
            shut(before).await;
        }
        self.remember(&described)?;
        Ok(described)
    }

    /// Pass every change on to the page, and turn the day when it turns.
    fn pass_on(&self, notebook: &Arc<Notebook>) {
        let (app, window, mut changes) =
            (self.app.clone(), self.window.clone(), notebook.subscribe());
        tauri::async_runtime::spawn(async move {
            use tokio::sync::broadcast::error::RecvError;
            loop {
                let changes = match changes.recv().await {
                    Ok(changes) => changes,
                    // The page reads everything again anyway; which change it was does not matter.
                    Err(RecvError::Lagged(_)) => continue,
                    Err(RecvError::Closed) => break,
                };
                if Changed(changes).emit_to(&app, &window).is_err() {
                    break;
                }
            }
        });
        let (notebook, mut begun) = (Arc::downgrade(notebook), self.begun.subscribe());
        tauri::async_runtime::spawn(async move {
            // What is to be done for a large notebook would only slow down its first picture.
            let page = begun.wait_for(|begun| *begun);
            if tokio::time::timeout(PATIENCE, page).await.is_ok() {
                tokio::time::sleep(BREATH).await;
            }
            let mut minutes = tokio::time::interval(Duration::from_secs(60));
            loop {
                minutes.tick().await;
                let Some(notebook) = notebook.upgrade() else {
                    break;
                };
                // Right after opening as well: the page shows what was last known meanwhile. A full disk at midnight is told
                // at the next write of the person's own, a file that cannot be read at the next list.
                let _ = notebook.turn_day().await;
                let _ = notebook.get_ready().await;
                // Beside all else: who speaks of the chance is learnt anew where enough has changed.
                let _ = notebook.learn().await;
            }
        });
    }

    /// The reins of the import (or dry run) that starts now; it takes those of the one before.
    pub fn start_import(&self) -> Control {
        let (app, window) = (self.app.clone(), self.window.clone());
        let control = Control::watched_by(move |progress| {
            // A page that is gone has no use for it.
            let _ = Importing(progress).emit_to(&app, &window);
        });
        let mut running = self
            .importing
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *running, control.clone()).cancel();
        control
    }

    /// Cancel the import under way. Nothing will have been written.
    pub fn cancel_import(&self) {
        self.importing
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .cancel();
    }

    /// Where a notebook of that name goes when nobody says otherwise: the documents folder, never over
    /// another file.
    fn free_path(&self, name: &str) -> Answer<PathBuf> {
        let folder = self.folder()?;
        std::fs::create_dir_all(&folder).map_err(|error| fidele_core::Error::io(&folder, error))?;
        let stem = file_stem(name);
        let path = (1..)
            .map(|n| match n {
                1 => folder.join(format!("{stem}.{EXTENSION}")),
                n => folder.join(format!("{stem} {n}.{EXTENSION}")),
            })
            .find(|path| !path.exists());
        path.ok_or(IpcError::NoNotebook)
    }

    /// The folder notebooks go to.
    ///
    /// # Errors
    /// When the system names neither a documents folder nor a home.
    pub fn folder(&self) -> Answer<PathBuf> {
        let paths = self.app.path();
        let documents = paths.document_dir().or_else(|_| paths.home_dir());
        Ok(documents.map_err(IpcError::ours)?.join("Fidèle"))
    }

    /// The preferences.
    pub fn preferences(&self) -> Preferences {
        self.preferences
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Change the preferences and keep them.
    ///
    /// # Errors
    /// When they cannot be written; they hold until the program ends all the same.
    pub fn prefer(&self, change: impl FnOnce(&mut Preferences)) -> Answer<Preferences> {
        let mut kept = self
            .preferences
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        change(&mut kept);
        let file = preferences_file(&self.app)
            .ok_or_else(|| IpcError::ours("no folder for preferences"))?;
        kept.save(&file)?;
        Ok(kept.clone())
    }

    fn remember(&self, notebook: &OpenNotebook) -> Answer<()> {
        let (path, name) = (notebook.path.clone(), notebook.settings.name.clone());
        self.prefer(|mine| {
            mine.remember(&path, &name);
            mine.reopen = true;
        })?;
        self.entitle(&notebook.settings.name);
        Ok(())
    }

    /// With several windows open, their titles tell them apart.
    pub(crate) fn entitle(&self, name: &str) {
        if let Some(window) = self.app.get_webview_window(&self.window) {
            let _ = window.set_title(&format!("{name} – Fidèle"));
        }
    }
}

pub(crate) fn describe(notebook: &Notebook) -> OpenNotebook {
    OpenNotebook {
        path: notebook.path().to_owned(),
        settings: notebook.settings(),
        today: notebook.today(),
    }
}

/// Close a notebook once the last command that reads it is done.
async fn shut(notebook: Arc<Notebook>) {
    match Arc::try_unwrap(notebook) {
        Ok(notebook) => notebook.close().await,
        // A command still reads: the last one to let go closes the file.
        Err(shared) => drop(shared),
    }
}

/// Where the preferences are kept.
pub(crate) fn preferences_file(app: &AppHandle) -> Option<PathBuf> {
    Some(app.path().app_config_dir().ok()?.join("preferences.json"))
}

/// A file name of a business's name that every system accepts.
fn file_stem(name: &str) -> String {
    let kept: String = name
        .chars()
        .filter(|letter| letter.is_alphanumeric() || " -_'’&()".contains(*letter))
        .take(80)
        .collect();
    let kept = kept.trim();
    if kept.is_empty() {
        "Fidèle".to_owned()
    } else {
        kept.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::file_stem;

    #[test]
    fn names_become_file_names_everywhere() {
        assert_eq!(file_stem("Boulangerie Martin"), "Boulangerie Martin");
        assert_eq!(file_stem("Chez Élise & Fils"), "Chez Élise & Fils");
        assert_eq!(file_stem("../../etc/passwd"), "etcpasswd");
        assert_eq!(file_stem("C:\\CON\u{202e}<>|*?"), "CCON");
        assert_eq!(file_stem(" ... "), "Fidèle");
    }
}
