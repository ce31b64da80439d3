//! The notebook's own fields.

use fidele_core::change::Changes;
use fidele_core::field::{Field, FieldDraft, FieldUse, FieldValue};
use fidele_core::ids::{CustomerId, FieldId};
use tauri::WebviewWindow;

use crate::desk::Answer;
use crate::desks::at;

/// The fields, in their order.
#[tauri::command]
#[specta::specta]
pub async fn fields(window: WebviewWindow) -> Answer<Vec<Field>> {
    Ok(at(&window).notebook().await?.fields().await?)
}

/// How much each is used.
#[tauri::command]
#[specta::specta]
pub async fn field_uses(window: WebviewWindow) -> Answer<Vec<FieldUse>> {
    Ok(at(&window).notebook().await?.field_uses().await?)
}

/// Add one.
#[tauri::command]
#[specta::specta]
pub async fn add_field(window: WebviewWindow, draft: FieldDraft) -> Answer<FieldId> {
    Ok(at(&window).notebook().await?.add_field(&draft).await?)
}

/// Give one another name, or other words.
#[tauri::command]
#[specta::specta]
pub async fn change_field(
    window: WebviewWindow,
    id: FieldId,
    draft: FieldDraft,
) -> Answer<Changes> {
    Ok(at(&window)
        .notebook()
        .await?
        .change_field(id, &draft)
        .await?)
}

/// Put them in an order.
#[tauri::command]
#[specta::specta]
pub async fn order_fields(window: WebviewWindow, order: Vec<FieldId>) -> Answer<Changes> {
    Ok(at(&window).notebook().await?.order_fields(&order).await?)
}

/// Take one away, with all that is in it.
#[tauri::command]
#[specta::specta]
pub async fn remove_field(window: WebviewWindow, id: FieldId) -> Answer<Changes> {
    Ok(at(&window).notebook().await?.remove_field(id).await?)
}

/// Put something in a customer's field, or empty it.
#[tauri::command]
#[specta::specta]
pub async fn fill_field(
    window: WebviewWindow,
    customer: CustomerId,
    field: FieldId,
    value: Option<FieldValue>,
) -> Answer<Changes> {
    Ok(at(&window)
        .notebook()
        .await?
        .fill_field(customer, field, value)
        .await?)
}
