//! The first picture of a window. The notebook is opened, and what the page shows first of it is read, while the page is still
//! on its way; all of it then comes in one answer, so that it is never drawn without.

use std::path::PathBuf;
use std::sync::PoisonError;

use fidele_core::Notebook;
use fidele_core::change::Undoable;
use fidele_core::preferences::Preferences;
use fidele_core::winback::{Today, WinBackCounts};
use serde::Serialize;
use specta::Type;

use crate::desk::{Desk, OpenNotebook, describe};
use crate::error::IpcError;

/// What the page begins with.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Beginning {
    /// What the person prefers.
    pub preferences: Preferences,
    /// The notebook that lies open, if one does.
    pub open: Option<First>,
    /// The table of sales or customers to bring to the import screen.
    pub table: Option<PathBuf>,
    /// Why the notebook the window was opened for does not lie there.
    pub wrong: Option<IpcError>,
}

/// What the page first shows of a notebook. What cannot be read is left out: the page asks for it again, and is told why.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct First {
    /// The notebook.
    pub notebook: OpenNotebook,
    /// What counts today, as last known.
    pub today: Option<Today>,
    /// How many customers stand at each step.
    pub winback: Option<WinBackCounts>,
    /// What undo would take back.
    pub undoable: Option<Undoable>,
}

impl First {
    async fn of(notebook: &Notebook) -> Self {
        let (today, winback, undoable) = tokio::join!(
            notebook.today_page(),
            notebook.winback_counts(),
            notebook.undoable()
        );
        Self {
            notebook: describe(notebook),
            today: today.ok(),
            winback: winback.ok(),
            undoable: undoable.ok().flatten(),
        }
    }
}

impl Desk {
    /// Opens the notebook the window was opened for, unless that has been done; returns once it lies there, or cannot.
    pub async fn open_handed(&self) {
        let open = async || {
            let notebook = self.handed().notebook.take();
            match notebook {
                Some(path) => self.open(&path).await.err(),
                None => None,
            }
        };
        self.opened.get_or_init(open).await;
    }

    /// What the page first shows of the notebook the window was opened for, read once.
    pub async fn look_ahead(&self) -> Option<First> {
        let look = async || {
            self.open_handed().await;
            self.first().await
        };
        self.ahead.get_or_init(look).await.clone()
    }

    async fn first(&self) -> Option<First> {
        let notebook = self.notebook().await.ok()?;
        Some(First::of(&notebook).await)
    }

    /// What the page begins with. Asked again (the page was loaded anew), there is no table any more.
    pub async fn begin(&self) -> Beginning {
        let open = if *self.begun.borrow() {
            self.first().await
        } else {
            self.look_ahead().await
        };
        if let Some(first) = &open {
            self.entitle(&first.notebook.settings.name);
        }
        let begun = self.begun.send_replace(true);
        Beginning {
            preferences: self.preferences(),
            open,
            table: self.handed().table.take(),
            wrong: self.opened.get().cloned().flatten().filter(|_| !begun),
        }
    }

    fn handed(&self) -> std::sync::MutexGuard<'_, crate::launch::Files> {
        self.handed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
