//! The program itself.

use serde::Serialize;
use specta::Type;
use tauri::WebviewWindow;

use crate::desk::Answer;
use crate::desks::at;
use crate::launch::Files;

/// What the person may want to know of the program.
#[derive(Debug, Clone, Serialize, Type)]
pub struct About {
    /// The version of the program.
    pub version: String,
}

/// The program's version.
#[tauri::command]
#[specta::specta]
pub fn about() -> About {
    About {
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

/// The files this window was opened for, if any; in the first window, the notebook that was open when the program ended.
#[tauri::command]
#[specta::specta]
pub async fn opened_with(window: WebviewWindow) -> Answer<Files> {
    Ok(at(&window).take_handed())
}
