//! All the windows: one desk each, one program for them all. A second start comes here instead of opening a second program.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use fidele_core::preferences::Preferences;
use fidele_core::time::Clock;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, Manager as _, WebviewWindow};
use tauri_specta::Event as _;

use crate::desk::{Desk, preferences_file};
use crate::launch::{Files, Launch};
use crate::window;

/// The label of the first window.
pub const MAIN: &str = "main";

/// Tells a page that somebody handed the program files while its window was open.
#[derive(Debug, Clone, Serialize, Deserialize, Type, tauri_specta::Event)]
pub struct Handed(pub Files);

/// The desks of all windows.
#[derive(Debug)]
pub struct Desks {
    app: AppHandle,
    clock: Clock,
    preferences: Arc<Mutex<Preferences>>,
    desks: Mutex<HashMap<String, Arc<Desk>>>,
}

/// The desk of the window that asks.
pub fn at(window: &WebviewWindow) -> Arc<Desk> {
    window.state::<Desks>().of(window.label())
}

impl Desks {
    /// The first window's desk, with what the program was started with; or, started with nothing, with the notebook that
    /// was open when it ended.
    pub fn new(app: AppHandle, launch: &Launch) -> Self {
        let preferences = preferences_file(&app)
            .map(|file| Preferences::load(&file))
            .unwrap_or_default();
        let mut files = launch.files.clone();
        if files.notebook.is_none() && preferences.reopen {
            files.notebook = preferences
                .recent
                .first()
                .map(|recent| recent.path.clone())
                .filter(|path| path.exists());
        }
        let desks = Self {
            app,
            clock: launch.today.map_or(Clock::System, Clock::Fixed),
            preferences: Arc::new(Mutex::new(preferences)),
            desks: Mutex::default(),
        };
        desks.lay(MAIN, files);
        desks
    }

    fn lay(&self, label: &str, files: Files) -> Arc<Desk> {
        let desk = Arc::new(Desk::new(
            self.app.clone(),
            label,
            self.clock,
            Arc::clone(&self.preferences),
            files,
        ));
        self.lock().insert(label.to_owned(), Arc::clone(&desk));
        // While the page is still on its way.
        let early = Arc::clone(&desk);
        tauri::async_runtime::spawn(async move { early.look_ahead().await });
        desk
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<Desk>>> {
        self.desks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The desk of the window of that label.
    pub fn of(&self, label: &str) -> Arc<Desk> {
        let known = self.lock().get(label).cloned();
        known.unwrap_or_else(|| self.lay(label, Files::default()))
    }

    /// Every desk with the label of its window, the first window's before the others'.
    pub fn all(&self) -> Vec<(String, Arc<Desk>)> {
        let mut all: Vec<_> = self
            .lock()
            .iter()
            .map(|(label, desk)| (label.clone(), Arc::clone(desk)))
            .collect();
        all.sort_by_key(|(label, _)| (label != MAIN, label.clone()));
        all
    }

    /// Clear the desk of a window that is gone. Its notebook is one file again, which can be copied and moved.
    pub async fn clear(&self, label: &str) {
        let desk = self.lock().remove(label);
        if let Some(desk) = desk {
            desk.put_away().await;
        }
    }

    /// Clear every desk: the program ends.
    pub async fn clear_all(&self) {
        for (label, _) in self.all() {
            self.clear(&label).await;
        }
    }

    /// The window in which the notebook at `path` lies open.
    pub async fn with(&self, path: &Path) -> Option<String> {
        for (label, desk) in self.all() {
            desk.open_handed().await;
            if desk.holds(path).await {
                return Some(label);
            }
        }
        None
    }

    /// What a second start asks for: a notebook comes forward where it is open, or opens in an empty window, or beside the
    /// others; a table goes to the window that was last in front; nothing at all brings the first window forward.
    pub async fn hand_over(&self, files: Files) {
        let Some(path) = files.notebook.clone() else {
            let front = self.front();
            window::bring_forward(&self.app, &front);
            if !files.is_empty() {
                let _ = Handed(files).emit_to(&self.app, &front);
            }
            return;
        };
        if let Some(label) = self.with(&path).await {
            window::bring_forward(&self.app, &label);
            let table = Files {
                notebook: None,
                ..files
            };
            if !table.is_empty() {
                let _ = Handed(table).emit_to(&self.app, &label);
            }
            return;
        }
        for (label, desk) in self.all() {
            if desk.is_empty().await {
                let _ = Handed(files).emit_to(&self.app, &label);
                window::bring_forward(&self.app, &label);
                return;
            }
        }
        self.open_beside(files);
    }

    /// One more window, with the notebook at `path` or with none; or the one forward that has it open.
    pub async fn beside(&self, notebook: Option<std::path::PathBuf>) {
        if let Some(path) = &notebook
            && let Some(label) = self.with(path).await
        {
            window::bring_forward(&self.app, &label);
            return;
        }
        self.open_beside(Files {
            notebook,
            table: None,
        });
    }

    /// Open one more window, for these files.
    pub fn open_beside(&self, files: Files) {
        let label = (1..)
            .map(|n: u32| format!("beside-{n}"))
            .find(|label| self.app.get_webview_window(label).is_none())
            .unwrap_or_default();
        self.lay(&label, files);
        let app = self.app.clone();
        // Only the main thread opens windows.
        let _ = self.app.run_on_main_thread(move || {
            if let Err(why) = window::open(&app, &label, true) {
                eprintln!("fidele-desktop: a second window could not open: {why}");
            }
        });
    }

    /// The window that has the focus, or else the first one.
    fn front(&self) -> String {
        let windows = self.app.webview_windows();
        let focused = windows
            .iter()
            .find(|(_, window)| window.is_focused().unwrap_or(false));
        let first = || {
            windows
                .keys()
                .min_by_key(|label| (label.as_str() != MAIN, label.as_str()))
        };
        focused
            .map(|(label, _)| label)
            .or_else(first)
            .cloned()
            .unwrap_or_else(|| MAIN.to_owned())
    }
}
