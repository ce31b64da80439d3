//! The notebook itself: opening, settings, undo, preferences.

use std::path::PathBuf;

use fidele_core::change::{Changes, Undoable};
use fidele_core::notebook::{Health, Settings};
use fidele_core::preferences::{Hands, Language, Preferences, Theme};
use fidele_core::view::View;
use tauri::{AppHandle, State};

use crate::choose;
use crate::desk::{Answer, Desk, OpenNotebook};
use crate::reveal;

/// The notebook that is open, if one is.
#[tauri::command]
#[specta::specta]
pub async fn current_notebook(desk: State<'_, Desk>) -> Answer<Option<OpenNotebook>> {
    Ok(desk.current().await)
}

/// Open a notebook in place of the one that is open.
#[tauri::command]
#[specta::specta]
pub async fn open_notebook(desk: State<'_, Desk>, path: PathBuf) -> Answer<OpenNotebook> {
    desk.open(&path).await
}

/// Make a new notebook, at `path` or in the documents folder, and open it.
#[tauri::command]
#[specta::specta]
pub async fn create_notebook(
    desk: State<'_, Desk>,
    settings: Settings,
    path: Option<PathBuf>,
) -> Answer<OpenNotebook> {
    desk.create(&settings, path).await
}

/// Make the example notebook and open it.
#[tauri::command]
#[specta::specta]
pub async fn create_example(desk: State<'_, Desk>, name: String) -> Answer<OpenNotebook> {
    desk.create_example(name).await
}

/// Show the notebook's file in the system's file manager.
#[tauri::command]
#[specta::specta]
pub async fn reveal_notebook(desk: State<'_, Desk>) -> Answer<()> {
    reveal::show(desk.notebook().await?.path()).await
}

/// Close the notebook.
#[tauri::command]
#[specta::specta]
pub async fn close_notebook(desk: State<'_, Desk>) -> Answer<()> {
    desk.close().await
}

/// Where new notebooks go.
#[tauri::command]
#[specta::specta]
pub async fn notebook_folder(desk: State<'_, Desk>) -> Answer<PathBuf> {
    desk.folder()
}

/// Ask which notebook to open.
#[tauri::command]
#[specta::specta]
pub async fn choose_notebook(desk: State<'_, Desk>, app: AppHandle) -> Answer<Option<PathBuf>> {
    Ok(choose::notebook(&app, desk.folder()?).await)
}

/// Ask where to put a new notebook.
#[tauri::command]
#[specta::specta]
pub async fn choose_new_notebook(
    desk: State<'_, Desk>,
    app: AppHandle,
    name: String,
) -> Answer<Option<PathBuf>> {
    Ok(choose::new_notebook(&app, desk.folder()?, name).await)
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
pub async fn change_settings(desk: State<'_, Desk>, settings: Settings) -> Answer<Changes> {
    Ok(desk.notebook().await?.change_settings(&settings).await?)
}

/// What undo would take back.
#[tauri::command]
#[specta::specta]
pub async fn undoable(desk: State<'_, Desk>) -> Answer<Option<Undoable>> {
    Ok(desk.notebook().await?.undoable().await?)
}

/// Take back a change, or the latest.
#[tauri::command]
#[specta::specta]
pub async fn undo(desk: State<'_, Desk>, seq: Option<i32>) -> Answer<Undoable> {
    Ok(desk.notebook().await?.undo(seq).await?.0)
}

/// Do again what was taken back.
#[tauri::command]
#[specta::specta]
pub async fn redo(desk: State<'_, Desk>) -> Answer<Undoable> {
    Ok(desk.notebook().await?.redo().await?.0)
}

/// Look for damage.
#[tauri::command]
#[specta::specta]
pub async fn check_notebook(desk: State<'_, Desk>) -> Answer<Health> {
    Ok(desk.notebook().await?.check().await?)
}

/// What the person prefers on this computer.
#[tauri::command]
#[specta::specta]
pub async fn preferences(desk: State<'_, Desk>) -> Answer<Preferences> {
    Ok(desk.preferences())
}

/// Choose a language and a theme.
#[tauri::command]
#[specta::specta]
pub async fn prefer(
    desk: State<'_, Desk>,
    language: Language,
    theme: Theme,
) -> Answer<Preferences> {
    desk.prefer(|mine| (mine.language, mine.theme) = (language, theme))
}

/// Choose how one reads and types.
#[tauri::command]
#[specta::specta]
pub async fn prefer_hands(desk: State<'_, Desk>, hands: Hands) -> Answer<Preferences> {
    desk.prefer(|mine| mine.hands = hands.tidied())
}

/// The saved views.
#[tauri::command]
#[specta::specta]
pub async fn views(desk: State<'_, Desk>) -> Answer<Vec<View>> {
    Ok(desk.notebook().await?.views().await?)
}

/// Keep these views in place of those there were.
#[tauri::command]
#[specta::specta]
pub async fn keep_views(desk: State<'_, Desk>, views: Vec<View>) -> Answer<Changes> {
    Ok(desk.notebook().await?.keep_views(views).await?)
}

/// Take a notebook off the recent ones. The file stays.
#[tauri::command]
#[specta::specta]
pub async fn forget_recent(desk: State<'_, Desk>, path: PathBuf) -> Answer<Preferences> {
    desk.prefer(|mine| mine.forget(&path))
}
