//! Journeys and the moments in them.

use std::path::PathBuf;

use fidele_core::change::Changes;
use fidele_core::ids::{AttachmentId, CustomerId};
use fidele_core::journey::{Journal, Journey};
use fidele_core::moment::{MomentKey, MomentKind, Noting, Version};
use fidele_core::sentence::{self, Understood};
use tauri::{AppHandle, WebviewWindow};

use crate::desk::Answer;
use crate::desks::at;
use crate::{choose, copies};

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

/// Note a moment with what goes along with it.
#[tauri::command]
#[specta::specta]
pub async fn note_moment(
    window: WebviewWindow,
    id: CustomerId,
    noting: Noting,
) -> Answer<MomentKey> {
    Ok(at(&window)
        .notebook()
        .await?
        .note_moment(id, noting)
        .await?)
}

/// Correct a moment and what goes along with it; files come on top of those it has.
#[tauri::command]
#[specta::specta]
pub async fn edit_moment(window: WebviewWindow, key: MomentKey, noting: Noting) -> Answer<Changes> {
    Ok(at(&window)
        .notebook()
        .await?
        .edit_whole(key, noting)
        .await?)
}

/// Remove a moment.
#[tauri::command]
#[specta::specta]
pub async fn remove_moment(window: WebviewWindow, key: MomentKey) -> Answer<Changes> {
    Ok(at(&window).notebook().await?.remove_moment(key).await?)
}

/// What a moment said before it was corrected.
#[tauri::command]
#[specta::specta]
pub async fn moment_history(window: WebviewWindow, key: MomentKey) -> Answer<Vec<Version>> {
    Ok(at(&window).notebook().await?.moment_history(key).await?)
}

/// What a sentence seems to say of a moment.
#[tauri::command]
#[specta::specta]
pub async fn understand(window: WebviewWindow, sentence: String) -> Answer<Understood> {
    let notebook = at(&window).notebook().await?;
    let (today, settings) = (notebook.today(), notebook.settings());
    Ok(sentence::understand(&sentence, today, &settings.currency))
}

/// Which files to keep with a moment; none when the person thinks better of it.
#[tauri::command]
#[specta::specta]
pub async fn choose_attachments(app: AppHandle) -> Vec<PathBuf> {
    choose::attachments(&app).await
}

/// Open a copy of a kept file with the system's own program.
#[tauri::command]
#[specta::specta]
pub async fn open_attachment(window: WebviewWindow, id: AttachmentId) -> Answer<()> {
    let folder = copies::folder()?;
    let copy = at(&window).notebook().await?.lay_out(id, &folder).await?;
    copies::open(copy).await
}

/// Save a copy of a kept file where the person says; none when they think better of it.
#[tauri::command]
#[specta::specta]
pub async fn save_attachment(
    app: AppHandle,
    window: WebviewWindow,
    id: AttachmentId,
) -> Answer<Option<PathBuf>> {
    let notebook = at(&window).notebook().await?;
    choose::save_attachment(&app, &notebook, id).await
}

/// Take a file off its moment.
#[tauri::command]
#[specta::specta]
pub async fn detach(window: WebviewWindow, id: AttachmentId) -> Answer<Changes> {
    Ok(at(&window).notebook().await?.detach(id).await?)
}
