//! Journeys and the moments in them.

use fidele_core::change::Changes;
use fidele_core::ids::CustomerId;
use fidele_core::journey::{Journal, Journey};
use fidele_core::moment::{MomentDraft, MomentKey, MomentKind};
use tauri::WebviewWindow;

use crate::desk::Answer;
use crate::desks::at;

/// All the client page shows but the journal.
#[tauri::command]
#[specta::specta]
pub async fn journey(window: WebviewWindow, id: CustomerId) -> Answer<Journey> {
    Ok(at(&window).notebook().await?.journey(id).await?)
}

/// A page of the journal.
#[tauri::command]
#[specta::specta]
pub async fn journal(
    window: WebviewWindow,
    id: CustomerId,
    kinds: Vec<MomentKind>,
    offset: u32,
    limit: u32,
) -> Answer<Journal> {
    Ok(at(&window)
        .notebook()
        .await?
        .journal(id, &kinds, offset, limit)
        .await?)
}

/// Note a moment.
#[tauri::command]
#[specta::specta]
pub async fn note_moment(
    window: WebviewWindow,
    id: CustomerId,
    draft: MomentDraft,
) -> Answer<MomentKey> {
    Ok(at(&window).notebook().await?.note_moment(id, draft).await?)
}

/// Correct a moment.
#[tauri::command]
#[specta::specta]
pub async fn edit_moment(
    window: WebviewWindow,
    key: MomentKey,
    draft: MomentDraft,
) -> Answer<Changes> {
    Ok(at(&window)
        .notebook()
        .await?
        .edit_moment(key, draft)
        .await?)
}

/// Remove a moment.
#[tauri::command]
#[specta::specta]
pub async fn remove_moment(window: WebviewWindow, key: MomentKey) -> Answer<Changes> {
    Ok(at(&window).notebook().await?.remove_moment(key).await?)
}
