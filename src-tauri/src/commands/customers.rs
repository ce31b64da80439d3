//! Customers.

use std::path::PathBuf;

use fidele_core::change::Changes;
use fidele_core::customer::{
    Choice, Chosen, ClosedReason, Customer, CustomerCounts, CustomerDraft, CustomerFilter,
    CustomerPage, CustomerSort, Found,
};
use fidele_core::departure::DepartureDraft;
use fidele_core::export::{ExportFormat, ExportList, ExportWords};
use fidele_core::ids::CustomerId;
use tauri::{AppHandle, WebviewWindow};

use crate::choose;
use crate::desk::Answer;
use crate::desks::at;

/// A page of the list.
#[tauri::command]
#[specta::specta]
pub async fn customers(
    window: WebviewWindow,
    filter: CustomerFilter,
    sort: CustomerSort,
    offset: u32,
    limit: u32,
) -> Answer<CustomerPage> {
    Ok(at(&window)
        .notebook()
        .await?
        .customers(&filter, sort, offset, limit)
        .await?)
}

/// One customer's record.
#[tauri::command]
#[specta::specta]
pub async fn customer(window: WebviewWindow, id: CustomerId) -> Answer<Customer> {
    Ok(at(&window).notebook().await?.customer(id).await?)
}

/// Enter a new customer.
#[tauri::command]
#[specta::specta]
pub async fn create_customer(window: WebviewWindow, draft: CustomerDraft) -> Answer<CustomerId> {
    Ok(at(&window).notebook().await?.create_customer(draft).await?)
}

/// Replace what is filled in on a record.
#[tauri::command]
#[specta::specta]
pub async fn edit_customer(
    window: WebviewWindow,
    id: CustomerId,
    draft: CustomerDraft,
) -> Answer<Changes> {
    Ok(at(&window)
        .notebook()
        .await?
        .edit_customer(id, draft)
        .await?)
}

/// Put customers aside, or bring them back.
#[tauri::command]
#[specta::specta]
pub async fn archive_customers(
    window: WebviewWindow,
    chosen: Chosen,
    archived: bool,
) -> Answer<Changes> {
    let notebook = at(&window).notebook().await?;
    let ids = notebook.chosen(&chosen).await?;
    Ok(notebook.archive_customers(&ids, archived).await?)
}

/// Put a tag on customers, or take it off.
#[tauri::command]
#[specta::specta]
pub async fn tag_customers(
    window: WebviewWindow,
    chosen: Chosen,
    tag: String,
    on: bool,
) -> Answer<Changes> {
    let notebook = at(&window).notebook().await?;
    let ids = notebook.chosen(&chosen).await?;
    Ok(notebook.tag_customers(&ids, &tag, on).await?)
}

/// The tags some customers have.
#[tauri::command]
#[specta::specta]
pub async fn tags_of(window: WebviewWindow, chosen: Chosen) -> Answer<Vec<Choice>> {
    let notebook = at(&window).notebook().await?;
    let ids = notebook.chosen(&chosen).await?;
    Ok(notebook.tags_of(&ids).await?)
}

/// Close a customer, with why they left where that is known, or open them again.
#[tauri::command]
#[specta::specta]
pub async fn close_customer(
    window: WebviewWindow,
    id: CustomerId,
    reason: Option<ClosedReason>,
    left: Option<DepartureDraft>,
) -> Answer<Changes> {
    let notebook = at(&window).notebook().await?;
    Ok(match (reason, left) {
        (Some(reason), Some(left)) => notebook.close_who_left(id, reason, left).await?,
        _ => notebook.close_customer(id, reason).await?,
    })
}

/// The tags in use.
#[tauri::command]
#[specta::specta]
pub async fn tags(window: WebviewWindow) -> Answer<Vec<Choice>> {
    Ok(at(&window).notebook().await?.tags().await?)
}

/// The towns customers live in.
#[tauri::command]
#[specta::specta]
pub async fn cities(window: WebviewWindow) -> Answer<Vec<Choice>> {
    Ok(at(&window).notebook().await?.cities().await?)
}

/// How many customers there are, by behaviour.
#[tauri::command]
#[specta::specta]
pub async fn customer_counts(window: WebviewWindow) -> Answer<CustomerCounts> {
    Ok(at(&window).notebook().await?.customer_counts().await?)
}

/// Search as you type.
#[tauri::command]
#[specta::specta]
pub async fn search(window: WebviewWindow, text: String, limit: u32) -> Answer<Vec<Found>> {
    Ok(at(&window)
        .notebook()
        .await?
        .search_at_once(&text, limit)
        .await?)
}

/// Write a list to a file, where the person says.
#[tauri::command]
#[specta::specta]
pub async fn export_list(
    app: AppHandle,
    window: WebviewWindow,
    list: ExportList,
    format: ExportFormat,
    words: ExportWords,
    name: String,
) -> Answer<Option<PathBuf>> {
    let notebook = at(&window).notebook().await?;
    choose::export_list(&app, &notebook, &list, format, &words, &name).await
}
