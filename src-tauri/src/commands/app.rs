//! The program itself.

use serde::Serialize;
use specta::Type;
use tauri::WebviewWindow;

use crate::beginning::Beginning;
use crate::desk::Answer;
use crate::desks::at;

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

/// What the window shows first, in one answer: what it was opened for; in the first window, the notebook that was open when
/// the program ended.
#[tauri::command]
#[specta::specta]
pub async fn begin(window: WebviewWindow) -> Answer<Beginning> {
    Ok(at(&window).begin().await)
}
