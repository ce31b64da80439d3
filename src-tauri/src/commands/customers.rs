//! Customers.

use std::path::PathBuf;

use fidele_core::change::Changes;
use fidele_core::customer::{
    Choice, Chosen, ClosedReason, Customer, CustomerCounts, CustomerDraft, CustomerFilter,
    CustomerPage, CustomerSort, Found,
};
use fidele_core::export::{ExportFormat, ExportList, ExportWords};
use fidele_core::ids::CustomerId;
use tauri::{AppHandle, State};

use crate::choose;
use crate::desk::{Answer, Desk};

/// A page of the list.
#[tauri::command]
#[specta::specta]
pub async fn customers(
    desk: State<'_, Desk>,
    filter: CustomerFilter,
    sort: CustomerSort,
    offset: u32,
    limit: u32,
) -> Answer<CustomerPage> {
    Ok(desk
        .notebook()
        .await?
        .customers(&filter, sort, offset, limit)
        .await?)
}

/// One customer's record.
#[tauri::command]
#[specta::specta]
pub async fn customer(desk: State<'_, Desk>, id: CustomerId) -> Answer<Customer> {
    Ok(desk.notebook().await?.customer(id).await?)
}

/// Enter a new customer.
#[tauri::command]
#[specta::specta]
pub async fn create_customer(desk: State<'_, Desk>, draft: CustomerDraft) -> Answer<CustomerId> {
    Ok(desk.notebook().await?.create_customer(draft).await?)
}

/// Replace what is filled in on a record.
#[tauri::command]
#[specta::specta]
pub async fn edit_customer(
    desk: State<'_, Desk>,
    id: CustomerId,
    draft: CustomerDraft,
) -> Answer<Changes> {
    Ok(desk.notebook().await?.edit_customer(id, draft).await?)
}

/// Put customers aside, or bring them back.
#[tauri::command]
#[specta::specta]
pub async fn archive_customers(
    desk: State<'_, Desk>,
    chosen: Chosen,
    archived: bool,
) -> Answer<Changes> {
    let notebook = desk.notebook().await?;
    let ids = notebook.chosen(&chosen).await?;
    Ok(notebook.archive_customers(&ids, archived).await?)
}

/// Put a tag on customers, or take it off.
#[tauri::command]
#[specta::specta]
pub async fn tag_customers(
    desk: State<'_, Desk>,
    chosen: Chosen,
    tag: String,
    on: bool,
) -> Answer<Changes> {
    let notebook = desk.notebook().await?;
    let ids = notebook.chosen(&chosen).await?;
    Ok(notebook.tag_customers(&ids, &tag, on).await?)
}

/// The tags some customers have.
#[tauri::command]
#[specta::specta]
pub async fn tags_of(desk: State<'_, Desk>, chosen: Chosen) -> Answer<Vec<Choice>> {
    let notebook = desk.notebook().await?;
    let ids = notebook.chosen(&chosen).await?;
    Ok(notebook.tags_of(&ids).await?)
}

/// Close a customer, or open them again.
#[tauri::command]
#[specta::specta]
pub async fn close_customer(
    desk: State<'_, Desk>,
    id: CustomerId,
    reason: Option<ClosedReason>,
) -> Answer<Changes> {
    Ok(desk.notebook().await?.close_customer(id, reason).await?)
}

/// The tags in use.
#[tauri::command]
#[specta::specta]
pub async fn tags(desk: State<'_, Desk>) -> Answer<Vec<Choice>> {
    Ok(desk.notebook().await?.tags().await?)
}

/// The towns customers live in.
#[tauri::command]
#[specta::specta]
pub async fn cities(desk: State<'_, Desk>) -> Answer<Vec<Choice>> {
    Ok(desk.notebook().await?.cities().await?)
}

/// How many customers there are, by behaviour.
#[tauri::command]
#[specta::specta]
pub async fn customer_counts(desk: State<'_, Desk>) -> Answer<CustomerCounts> {
    Ok(desk.notebook().await?.customer_counts().await?)
}

/// Search as you type.
#[tauri::command]
#[specta::specta]
pub async fn search(desk: State<'_, Desk>, text: String, limit: u32) -> Answer<Vec<Found>> {
    Ok(desk.notebook().await?.search(&text, limit).await?)
}

/// Write a list to a file, where the person says.
#[tauri::command]
#[specta::specta]
pub async fn export_list(
    app: AppHandle,
    desk: State<'_, Desk>,
    list: ExportList,
    format: ExportFormat,
    words: ExportWords,
    name: String,
) -> Answer<Option<PathBuf>> {
    let notebook = desk.notebook().await?;
    choose::export_list(&app, &notebook, &list, format, &words, &name).await
}
