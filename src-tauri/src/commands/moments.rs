//! Journeys and the moments in them.

use fidele_core::change::Changes;
use fidele_core::ids::CustomerId;
use fidele_core::journey::{Journal, Journey};
use fidele_core::moment::{MomentDraft, MomentKey, MomentKind};
use tauri::State;

use crate::desk::{Answer, Desk};

/// All the client page shows but the journal.
#[tauri::command]
#[specta::specta]
pub async fn journey(desk: State<'_, Desk>, id: CustomerId) -> Answer<Journey> {
    Ok(desk.notebook().await?.journey(id).await?)
}

/// A page of the journal.
#[tauri::command]
#[specta::specta]
pub async fn journal(
    desk: State<'_, Desk>,
    id: CustomerId,
    kinds: Vec<MomentKind>,
    offset: u32,
    limit: u32,
) -> Answer<Journal> {
    Ok(desk
        .notebook()
        .await?
        .journal(id, &kinds, offset, limit)
        .await?)
}

/// Note a moment.
#[tauri::command]
#[specta::specta]
pub async fn note_moment(
    desk: State<'_, Desk>,
    id: CustomerId,
    draft: MomentDraft,
) -> Answer<MomentKey> {
    Ok(desk.notebook().await?.note_moment(id, draft).await?)
}

/// Correct a moment.
#[tauri::command]
#[specta::specta]
pub async fn edit_moment(
    desk: State<'_, Desk>,
    key: MomentKey,
    draft: MomentDraft,
) -> Answer<Changes> {
    Ok(desk.notebook().await?.edit_moment(key, draft).await?)
}

/// Remove a moment.
#[tauri::command]
#[specta::specta]
pub async fn remove_moment(desk: State<'_, Desk>, key: MomentKey) -> Answer<Changes> {
    Ok(desk.notebook().await?.remove_moment(key).await?)
}
