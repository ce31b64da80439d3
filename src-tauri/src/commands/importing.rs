//! Importing files.

use std::path::PathBuf;

use fidele_core::change::Changes;
use fidele_core::ids::{CustomerId, ImportId};
use fidele_core::import::mapping::Mapping;
use fidele_core::import::outcome::Reason;
use fidele_core::import::preview::{Choices, Preview, SampleRow};
use fidele_core::import::report::{DryRun, ImportReport, OpenQuestion, PastImport};
use fidele_core::import::who::Decision;
use tauri::{AppHandle, State};

use crate::choose;
use crate::desk::{Answer, Desk};

/// A first look at a file.
#[tauri::command]
#[specta::specta]
pub async fn preview_import(
    desk: State<'_, Desk>,
    path: PathBuf,
    choices: Choices,
) -> Answer<Preview> {
    Ok(desk
        .notebook()
        .await?
        .preview_import(&path, &choices)
        .await?)
}

/// The first rows as a changed mapping understands them.
#[tauri::command]
#[specta::specta]
pub async fn preview_import_rows(
    desk: State<'_, Desk>,
    path: PathBuf,
    mapping: Mapping,
) -> Answer<Vec<SampleRow>> {
    Ok(desk
        .notebook()
        .await?
        .preview_import_rows(&path, &mapping)
        .await?)
}

/// What importing would do. Nothing is written.
#[tauri::command]
#[specta::specta]
pub async fn dry_run_import(
    desk: State<'_, Desk>,
    path: PathBuf,
    mapping: Mapping,
    decisions: Vec<Decision>,
) -> Answer<DryRun> {
    Ok(desk
        .notebook()
        .await?
        .dry_run_import(&path, &mapping, &decisions, &desk.start_import())
        .await?)
}

/// Import a file, all of it or nothing.
#[tauri::command]
#[specta::specta]
pub async fn import(
    desk: State<'_, Desk>,
    path: PathBuf,
    mapping: Mapping,
    decisions: Vec<Decision>,
) -> Answer<ImportReport> {
    Ok(desk
        .notebook()
        .await?
        .import(&path, &mapping, &decisions, &desk.start_import())
        .await?)
}

/// Stop the import or dry run under way.
#[tauri::command]
#[specta::specta]
pub async fn cancel_import(desk: State<'_, Desk>) -> Answer<()> {
    desk.cancel_import();
    Ok(())
}

/// The imports there were.
#[tauri::command]
#[specta::specta]
pub async fn imports(desk: State<'_, Desk>) -> Answer<Vec<PastImport>> {
    Ok(desk.notebook().await?.imports().await?)
}

/// Take a whole import back.
#[tauri::command]
#[specta::specta]
pub async fn undo_import(desk: State<'_, Desk>, id: ImportId) -> Answer<Changes> {
    Ok(desk.notebook().await?.undo_import(id).await?)
}

/// Write the rows that cannot be imported to a file, where the person says.
#[tauri::command]
#[specta::specta]
pub async fn save_rejects(
    app: AppHandle,
    desk: State<'_, Desk>,
    path: PathBuf,
    mapping: Mapping,
    heading: String,
    words: Vec<(Reason, String)>,
) -> Answer<Option<PathBuf>> {
    let notebook = desk.notebook().await?;
    choose::save_rejects(&app, &notebook, path, mapping, heading, words).await
}

/// What imports left to be decided.
#[tauri::command]
#[specta::specta]
pub async fn import_questions(desk: State<'_, Desk>) -> Answer<Vec<OpenQuestion>> {
    Ok(desk.notebook().await?.import_questions().await?)
}

/// Settle one: the same person as `same`, or somebody else.
#[tauri::command]
#[specta::specta]
pub async fn decide_match(
    desk: State<'_, Desk>,
    customer: CustomerId,
    same: Option<CustomerId>,
) -> Answer<Changes> {
    Ok(desk.notebook().await?.decide_match(customer, same).await?)
}

/// Settle several at once, undone together.
#[tauri::command]
#[specta::specta]
pub async fn decide_matches(
    desk: State<'_, Desk>,
    answers: Vec<(CustomerId, Option<CustomerId>)>,
) -> Answer<Changes> {
    Ok(desk.notebook().await?.decide_matches(&answers).await?)
}
