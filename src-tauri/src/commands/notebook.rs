//! The notebook itself: opening, settings, undo, preferences.

use std::path::PathBuf;

use fidele_core::change::{Changes, Undoable};
use fidele_core::notebook::{Health, Settings};
use fidele_core::preferences::{Hands, Language, Preferences, Theme};
use fidele_core::view::View;
use tauri::{AppHandle, Manager as _, WebviewWindow};

use crate::choose;
use crate::desk::{Answer, OpenNotebook};
use crate::desks::{Desks, at};
use crate::reveal;
use crate::window::bring_forward;

/// The notebook that is open, if one is.
#[tauri::command]
#[specta::specta]
pub async fn current_notebook(window: WebviewWindow) -> Answer<Option<OpenNotebook>> {
    Ok(at(&window).current().await)
}

/// Open a notebook in place of the one that is open. Where another window has it open, that one comes forward.
#[tauri::command]
#[specta::specta]
pub async fn open_notebook(window: WebviewWindow, path: PathBuf) -> Answer<OpenNotebook> {
    let desks = window.state::<Desks>();
    match desks.with(&path).await {
        Some(other) if other != window.label() => {
            bring_forward(window.app_handle(), &other);
            Err(fidele_core::Error::AlreadyOpen(path).into())
        }
        _ => at(&window).open(&path).await,
    }
}

/// Open one more window: with the notebook at `path`, or with none. Where a window has it open already, that one comes
/// forward.
#[tauri::command]
#[specta::specta]
pub async fn open_beside(window: WebviewWindow, path: Option<PathBuf>) -> Answer<()> {
    window.state::<Desks>().beside(path).await;
    Ok(())
}

/// Make a new notebook, at `path` or in the documents folder, and open it.
#[tauri::command]
#[specta::specta]
pub async fn create_notebook(
    window: WebviewWindow,
    settings: Settings,
    path: Option<PathBuf>,
) -> Answer<OpenNotebook> {
    at(&window).create(&settings, path).await
}

/// Make the example notebook and open it.
#[tauri::command]
#[specta::specta]
pub async fn create_example(window: WebviewWindow, name: String) -> Answer<OpenNotebook> {
    at(&window).create_example(name).await
}

/// Show the notebook's file in the system's file manager.
#[tauri::command]
#[specta::specta]
pub async fn reveal_notebook(window: WebviewWindow) -> Answer<()> {
    reveal::show(at(&window).notebook().await?.path()).await
}

/// Close the notebook.
#[tauri::command]
#[specta::specta]
pub async fn close_notebook(window: WebviewWindow) -> Answer<()> {
    at(&window).close().await
}

/// Where new notebooks go.
#[tauri::command]
#[specta::specta]
pub async fn notebook_folder(window: WebviewWindow) -> Answer<PathBuf> {
    at(&window).folder()
}

/// Ask which notebook to open.
#[tauri::command]
#[specta::specta]
pub async fn choose_notebook(window: WebviewWindow, app: AppHandle) -> Answer<Option<PathBuf>> {
    Ok(choose::notebook(&app, at(&window).folder()?).await)
}

/// Ask where to put a new notebook.
#[tauri::command]
#[specta::specta]
pub async fn choose_new_notebook(
    window: WebviewWindow,
    app: AppHandle,
    name: String,
) -> Answer<Option<PathBuf>> {
    Ok(choose::new_notebook(&app, at(&window).folder()?, name).await)
}

/// Ask which file to import.
#[tauri::command]
#[specta::specta]
pub async fn choose_table(app: AppHandle) -> Answer<Option<PathBuf>> {
    Ok(choose::table(&app).await)
}

/// Change the settings.
#[tauri::command]
#[specta::specta]
pub async fn change_settings(window: WebviewWindow, settings: Settings) -> Answer<Changes> {
    Ok(at(&window)
        .notebook()
        .await?
        .change_settings(&settings)
        .await?)
}

/// What undo would take back.
#[tauri::command]
#[specta::specta]
pub async fn undoable(window: WebviewWindow) -> Answer<Option<Undoable>> {
    Ok(at(&window).notebook().await?.undoable().await?)
}

/// Take back a change, or the latest.
#[tauri::command]
#[specta::specta]
pub async fn undo(window: WebviewWindow, seq: Option<i32>) -> Answer<Undoable> {
    Ok(at(&window).notebook().await?.undo(seq).await?.0)
}

/// Do again what was taken back.
#[tauri::command]
#[specta::specta]
pub async fn redo(window: WebviewWindow) -> Answer<Undoable> {
    Ok(at(&window).notebook().await?.redo().await?.0)
}

/// Look for damage.
#[tauri::command]
#[specta::specta]
pub async fn check_notebook(window: WebviewWindow) -> Answer<Health> {
    Ok(at(&window).notebook().await?.check().await?)
}

/// What the person prefers on this computer.
#[tauri::command]
#[specta::specta]
pub async fn preferences(window: WebviewWindow) -> Answer<Preferences> {
    Ok(at(&window).preferences())
}

/// Choose a language and a theme.
#[tauri::command]
#[specta::specta]
pub async fn prefer(
    window: WebviewWindow,
    language: Language,
    theme: Theme,
) -> Answer<Preferences> {
    at(&window).prefer(|mine| (mine.language, mine.theme) = (language, theme))
}

/// Choose how one reads and types.
#[tauri::command]
#[specta::specta]
pub async fn prefer_hands(window: WebviewWindow, hands: Hands) -> Answer<Preferences> {
    at(&window).prefer(|mine| mine.hands = hands.tidied())
}

/// The saved views.
#[tauri::command]
#[specta::specta]
pub async fn views(window: WebviewWindow) -> Answer<Vec<View>> {
    Ok(at(&window).notebook().await?.views().await?)
}

/// Keep these views in place of those there were.
#[tauri::command]
#[specta::specta]
pub async fn keep_views(window: WebviewWindow, views: Vec<View>) -> Answer<Changes> {
    Ok(at(&window).notebook().await?.keep_views(views).await?)
}

/// Take a notebook off the recent ones. The file stays.
#[tauri::command]
#[specta::specta]
pub async fn forget_recent(window: WebviewWindow, path: PathBuf) -> Answer<Preferences> {
    at(&window).prefer(|mine| mine.forget(&path))
}
