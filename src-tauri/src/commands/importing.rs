//! Importing files.

use std::path::PathBuf;

use fidele_core::change::Changes;
use fidele_core::ids::{CustomerId, ImportId};
use fidele_core::import::mapping::Mapping;
use fidele_core::import::outcome::Reason;
use fidele_core::import::preview::{Choices, Preview, SampleRow};
use fidele_core::import::report::{DryRun, ImportReport, OpenQuestion, PastImport};
use fidele_core::import::who::Decision;
use tauri::{AppHandle, WebviewWindow};

use crate::choose;
use crate::desk::Answer;
use crate::desks::at;

/// A first look at a file.
#[tauri::command]
#[specta::specta]
pub async fn preview_import(
    window: WebviewWindow,
    path: PathBuf,
    choices: Choices,
) -> Answer<Preview> {
    Ok(at(&window)
        .notebook()
        .await?
        .preview_import(&path, &choices)
        .await?)
}

/// The first rows as a changed mapping understands them.
#[tauri::command]
#[specta::specta]
pub async fn preview_import_rows(
    window: WebviewWindow,
    path: PathBuf,
    mapping: Mapping,
) -> Answer<Vec<SampleRow>> {
    Ok(at(&window)
        .notebook()
        .await?
        .preview_import_rows(&path, &mapping)
        .await?)
}

/// What importing would do. Nothing is written.
#[tauri::command]
#[specta::specta]
pub async fn dry_run_import(
    window: WebviewWindow,
    path: PathBuf,
    mapping: Mapping,
    decisions: Vec<Decision>,
) -> Answer<DryRun> {
    Ok(at(&window)
        .notebook()
        .await?
        .dry_run_import(&path, &mapping, &decisions, &at(&window).start_import())
        .await?)
}

/// Import a file, all of it or nothing.
#[tauri::command]
#[specta::specta]
pub async fn import(
    window: WebviewWindow,
    path: PathBuf,
    mapping: Mapping,
    decisions: Vec<Decision>,
) -> Answer<ImportReport> {
    Ok(at(&window)
        .notebook()
        .await?
        .import(&path, &mapping, &decisions, &at(&window).start_import())
        .await?)
}

/// Stop the import or dry run under way.
#[tauri::command]
#[specta::specta]
pub async fn cancel_import(window: WebviewWindow) -> Answer<()> {
    at(&window).cancel_import();
    Ok(())
}

/// The imports there were.
#[tauri::command]
#[specta::specta]
pub async fn imports(window: WebviewWindow) -> Answer<Vec<PastImport>> {
    Ok(at(&window).notebook().await?.imports().await?)
}

/// Take a whole import back.
#[tauri::command]
#[specta::specta]
pub async fn undo_import(window: WebviewWindow, id: ImportId) -> Answer<Changes> {
    Ok(at(&window).notebook().await?.undo_import(id).await?)
}

/// Write the rows that cannot be imported to a file, where the person says.
#[tauri::command]
#[specta::specta]
pub async fn save_rejects(
    app: AppHandle,
    window: WebviewWindow,
    path: PathBuf,
    mapping: Mapping,
    heading: String,
    words: Vec<(Reason, String)>,
) -> Answer<Option<PathBuf>> {
    let notebook = at(&window).notebook().await?;
    choose::save_rejects(&app, &notebook, path, mapping, heading, words).await
}

/// What imports left to be decided.
#[tauri::command]
#[specta::specta]
pub async fn import_questions(window: WebviewWindow) -> Answer<Vec<OpenQuestion>> {
    Ok(at(&window).notebook().await?.import_questions().await?)
}

/// Settle one: the same person as `same`, or somebody else.
#[tauri::command]
#[specta::specta]
pub async fn decide_match(
    window: WebviewWindow,
    customer: CustomerId,
    same: Option<CustomerId>,
) -> Answer<Changes> {
    Ok(at(&window)
        .notebook()
        .await?
        .decide_match(customer, same)
        .await?)
}

/// Settle several at once, undone together.
#[tauri::command]
#[specta::specta]
pub async fn decide_matches(
    window: WebviewWindow,
    answers: Vec<(CustomerId, Option<CustomerId>)>,
) -> Answer<Changes> {
    Ok(at(&window)
        .notebook()
        .await?
        .decide_matches(&answers)
        .await?)
}
