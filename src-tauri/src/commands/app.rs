//! The program itself.

use serde::Serialize;
use specta::Type;
use tauri::State;

use crate::launch::{Launch, OpenedWith};

/// What the page wants to know of the program when it starts.
#[derive(Debug, Clone, Serialize, Type)]
pub struct About {
    /// The version of the program.
    pub version: String,
    /// The language of the system, as `fr-FR`, where the page cannot tell by itself.
    pub language: Option<String>,
}

/// The program and the system it runs on.
#[tauri::command]
#[specta::specta]
pub fn about(launch: State<'_, Launch>) -> About {
    About {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        language: launch.language.clone(),
    }
}

/// The file the program was started with, if any.
#[tauri::command]
#[specta::specta]
pub fn opened_with(launch: State<'_, Launch>) -> Option<OpenedWith> {
    launch.file.clone()
}
