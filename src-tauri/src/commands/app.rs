//! The program itself.

use std::path::PathBuf;

use serde::Serialize;
use specta::Type;
use tauri::State;

use crate::launch::Launch;

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

/// The files the program was started with.
#[derive(Debug, Clone, Serialize, Type)]
pub struct OpenedWith {
    /// A notebook to open.
    pub notebook: Option<PathBuf>,
    /// A table of sales or customers to import.
    pub table: Option<PathBuf>,
}

/// The files the program was started with, if any.
#[tauri::command]
#[specta::specta]
pub fn opened_with(launch: State<'_, Launch>) -> OpenedWith {
    OpenedWith {
        notebook: launch.notebook.clone(),
        table: launch.table.clone(),
    }
}
