//! Win-back: the queue, the contacts, *Today*.

use std::path::PathBuf;

use chrono::NaiveDate;
use fidele_core::change::Changes;
use fidele_core::contact::{
    Contact, ContactDraft, ContactPurpose, ContactsDraft, ContactsPlan, Outcome,
};
use fidele_core::customer::{Channel, Chosen};
use fidele_core::ids::{ContactId, CustomerId};
use fidele_core::winback::{Guardrail, Queue, Suggestion, Today, WinBackCounts};
use tauri::{AppHandle, WebviewWindow};

use crate::choose;
use crate::desk::Answer;
use crate::desks::at;

/// What counts today.
#[tauri::command]
#[specta::specta]
pub async fn today_page(window: WebviewWindow) -> Answer<Today> {
    Ok(at(&window).notebook().await?.today_page().await?)
}

/// A page of the queue.
#[tauri::command]
#[specta::specta]
pub async fn winback_queue(window: WebviewWindow, offset: u32, limit: u32) -> Answer<Queue> {
    Ok(at(&window)
        .notebook()
        .await?
        .winback_queue(offset, limit)
        .await?)
}

/// How many customers stand at each step.
#[tauri::command]
#[specta::specta]
pub async fn winback_counts(window: WebviewWindow) -> Answer<WinBackCounts> {
    Ok(at(&window).notebook().await?.winback_counts().await?)
}

/// How to reach a customer and what for.
#[tauri::command]
#[specta::specta]
pub async fn suggestion(window: WebviewWindow, id: CustomerId) -> Answer<Suggestion> {
    Ok(at(&window).notebook().await?.suggestion(id).await?)
}

/// What stands against a contact.
#[tauri::command]
#[specta::specta]
pub async fn guardrails(
    window: WebviewWindow,
    id: CustomerId,
    channel: Channel,
    purpose: ContactPurpose,
) -> Answer<Vec<Guardrail>> {
    Ok(at(&window)
        .notebook()
        .await?
        .guardrails(id, Some((channel, purpose)))
        .await?)
}

/// Plan a contact.
#[tauri::command]
#[specta::specta]
pub async fn plan_contact(
    window: WebviewWindow,
    id: CustomerId,
    draft: ContactDraft,
) -> Answer<ContactId> {
    Ok(at(&window)
        .notebook()
        .await?
        .plan_contact(id, draft)
        .await?)
}

/// Plan contacts with several customers.
#[tauri::command]
#[specta::specta]
pub async fn plan_contacts(
    window: WebviewWindow,
    chosen: Chosen,
    draft: ContactsDraft,
) -> Answer<ContactsPlan> {
    let notebook = at(&window).notebook().await?;
    let ids = notebook.chosen(&chosen).await?;
    Ok(notebook.plan_contacts(&ids, &draft).await?)
}

/// What planning them would do. Nothing is written.
#[tauri::command]
#[specta::specta]
pub async fn preview_contacts(
    window: WebviewWindow,
    chosen: Chosen,
    draft: ContactsDraft,
) -> Answer<ContactsPlan> {
    let notebook = at(&window).notebook().await?;
    let ids = notebook.chosen(&chosen).await?;
    Ok(notebook.preview_contacts(&ids, &draft).await?)
}

/// Change a contact or put it off.
#[tauri::command]
#[specta::specta]
pub async fn move_contact(
    window: WebviewWindow,
    id: ContactId,
    draft: ContactDraft,
) -> Answer<Changes> {
    Ok(at(&window)
        .notebook()
        .await?
        .move_contact(id, draft)
        .await?)
}

/// Give a contact up.
#[tauri::command]
#[specta::specta]
pub async fn cancel_contact(window: WebviewWindow, id: ContactId) -> Answer<Changes> {
    Ok(at(&window).notebook().await?.cancel_contact(id).await?)
}

/// Record how a contact went.
#[tauri::command]
#[specta::specta]
pub async fn record_outcome(
    window: WebviewWindow,
    id: ContactId,
    outcome: Outcome,
    note: Option<String>,
) -> Answer<Changes> {
    Ok(at(&window)
        .notebook()
        .await?
        .record_outcome(id, outcome, note)
        .await?)
}

/// The contacts of some days.
#[tauri::command]
#[specta::specta]
pub async fn contacts_between(
    window: WebviewWindow,
    from: NaiveDate,
    to: NaiveDate,
) -> Answer<Vec<Contact>> {
    Ok(at(&window)
        .notebook()
        .await?
        .contacts_between(from, to)
        .await?)
}

/// The contacts still to be made.
#[tauri::command]
#[specta::specta]
pub async fn open_contacts(window: WebviewWindow, to: Option<NaiveDate>) -> Answer<Vec<Contact>> {
    Ok(at(&window).notebook().await?.open_contacts(to).await?)
}

/// The contacts made and not yet answered by a visit.
#[tauri::command]
#[specta::specta]
pub async fn waiting_contacts(window: WebviewWindow) -> Answer<Vec<Contact>> {
    Ok(at(&window).notebook().await?.waiting_contacts().await?)
}

/// The contacts after which the customer came.
#[tauri::command]
#[specta::specta]
pub async fn contacts_come_back(window: WebviewWindow) -> Answer<Vec<Contact>> {
    Ok(at(&window).notebook().await?.contacts_come_back().await?)
}

/// Write a calendar file with one contact, or with all of them and all promises, where the person says. `titles` are the
/// interface's words for each channel, `promise` those for a promise, with `{name}` in them. `None` when the person thought better of it.
#[tauri::command]
#[specta::specta]
pub async fn export_calendar(
    window: WebviewWindow,
    app: AppHandle,
    one: Option<ContactId>,
    titles: Vec<(Channel, String)>,
    promise: String,
) -> Answer<Option<PathBuf>> {
    let notebook = at(&window).notebook().await?;
    choose::save_calendar(&app, &notebook, one, &titles, &promise).await
}
