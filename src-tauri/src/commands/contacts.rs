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
use tauri::{AppHandle, State};

use crate::choose;
use crate::desk::{Answer, Desk};

/// What counts today.
#[tauri::command]
#[specta::specta]
pub async fn today_page(desk: State<'_, Desk>) -> Answer<Today> {
    Ok(desk.notebook().await?.today_page().await?)
}

/// A page of the queue.
#[tauri::command]
#[specta::specta]
pub async fn winback_queue(desk: State<'_, Desk>, offset: u32, limit: u32) -> Answer<Queue> {
    Ok(desk.notebook().await?.winback_queue(offset, limit).await?)
}

/// How many customers stand at each step.
#[tauri::command]
#[specta::specta]
pub async fn winback_counts(desk: State<'_, Desk>) -> Answer<WinBackCounts> {
    Ok(desk.notebook().await?.winback_counts().await?)
}

/// How to reach a customer and what for.
#[tauri::command]
#[specta::specta]
pub async fn suggestion(desk: State<'_, Desk>, id: CustomerId) -> Answer<Suggestion> {
    Ok(desk.notebook().await?.suggestion(id).await?)
}

/// What stands against a contact.
#[tauri::command]
#[specta::specta]
pub async fn guardrails(
    desk: State<'_, Desk>,
    id: CustomerId,
    channel: Channel,
    purpose: ContactPurpose,
) -> Answer<Vec<Guardrail>> {
    Ok(desk
        .notebook()
        .await?
        .guardrails(id, Some((channel, purpose)))
        .await?)
}

/// Plan a contact.
#[tauri::command]
#[specta::specta]
pub async fn plan_contact(
    desk: State<'_, Desk>,
    id: CustomerId,
    draft: ContactDraft,
) -> Answer<ContactId> {
    Ok(desk.notebook().await?.plan_contact(id, draft).await?)
}

/// Plan contacts with several customers.
#[tauri::command]
#[specta::specta]
pub async fn plan_contacts(
    desk: State<'_, Desk>,
    chosen: Chosen,
    draft: ContactsDraft,
) -> Answer<ContactsPlan> {
    let notebook = desk.notebook().await?;
    let ids = notebook.chosen(&chosen).await?;
    Ok(notebook.plan_contacts(&ids, &draft).await?)
}

/// What planning them would do. Nothing is written.
#[tauri::command]
#[specta::specta]
pub async fn preview_contacts(
    desk: State<'_, Desk>,
    chosen: Chosen,
    draft: ContactsDraft,
) -> Answer<ContactsPlan> {
    let notebook = desk.notebook().await?;
    let ids = notebook.chosen(&chosen).await?;
    Ok(notebook.preview_contacts(&ids, &draft).await?)
}

/// Change a contact or put it off.
#[tauri::command]
#[specta::specta]
pub async fn move_contact(
    desk: State<'_, Desk>,
    id: ContactId,
    draft: ContactDraft,
) -> Answer<Changes> {
    Ok(desk.notebook().await?.move_contact(id, draft).await?)
}

/// Give a contact up.
#[tauri::command]
#[specta::specta]
pub async fn cancel_contact(desk: State<'_, Desk>, id: ContactId) -> Answer<Changes> {
    Ok(desk.notebook().await?.cancel_contact(id).await?)
}

/// Record how a contact went.
#[tauri::command]
#[specta::specta]
pub async fn record_outcome(
    desk: State<'_, Desk>,
    id: ContactId,
    outcome: Outcome,
    note: Option<String>,
) -> Answer<Changes> {
    Ok(desk
        .notebook()
        .await?
        .record_outcome(id, outcome, note)
        .await?)
}

/// The contacts of some days.
#[tauri::command]
#[specta::specta]
pub async fn contacts_between(
    desk: State<'_, Desk>,
    from: NaiveDate,
    to: NaiveDate,
) -> Answer<Vec<Contact>> {
    Ok(desk.notebook().await?.contacts_between(from, to).await?)
}

/// The contacts still to be made.
#[tauri::command]
#[specta::specta]
pub async fn open_contacts(desk: State<'_, Desk>, to: Option<NaiveDate>) -> Answer<Vec<Contact>> {
    Ok(desk.notebook().await?.open_contacts(to).await?)
}

/// The contacts made and not yet answered by a visit.
#[tauri::command]
#[specta::specta]
pub async fn waiting_contacts(desk: State<'_, Desk>) -> Answer<Vec<Contact>> {
    Ok(desk.notebook().await?.waiting_contacts().await?)
}

/// The contacts after which the customer came.
#[tauri::command]
#[specta::specta]
pub async fn contacts_come_back(desk: State<'_, Desk>) -> Answer<Vec<Contact>> {
    Ok(desk.notebook().await?.contacts_come_back().await?)
}

/// Write a calendar file with one contact or all of them, where the person says. `titles` are the
/// interface's words for each channel, with `{name}` in them. `None` when the person thought better of it.
#[tauri::command]
#[specta::specta]
pub async fn export_calendar(
    desk: State<'_, Desk>,
    app: AppHandle,
    one: Option<ContactId>,
    titles: Vec<(Channel, String)>,
) -> Answer<Option<PathBuf>> {
    let notebook = desk.notebook().await?;
    choose::save_calendar(&app, &notebook, one, &titles).await
}
