//! The program itself.

use serde::Serialize;
use specta::Type;
use tauri::State;

use crate::launch::{Launch, OpenedWith};

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

/// The file the program was started with, if any.
#[tauri::command]
#[specta::specta]
pub fn opened_with(launch: State<'_, Launch>) -> Option<OpenedWith> {
    launch.file.clone()
}
