//! Promises: made, kept or not; and the occasions for a gesture.

use chrono::NaiveDate;
use fidele_core::change::Changes;
use fidele_core::ids::{CustomerId, MomentId};
use fidele_core::promise::{Promise, PromiseDraft, PromiseRate, Settlement};
use fidele_core::winback::WhyKind;
use tauri::WebviewWindow;

use crate::desk::Answer;
use crate::desks::at;

/// Make a promise to a customer.
#[tauri::command]
#[specta::specta]
pub async fn make_promise(
    window: WebviewWindow,
    id: CustomerId,
    draft: PromiseDraft,
) -> Answer<MomentId> {
    Ok(at(&window)
        .notebook()
        .await?
        .make_promise(id, draft)
        .await?)
}

/// Word a promise anew.
#[tauri::command]
#[specta::specta]
pub async fn edit_promise(
    window: WebviewWindow,
    id: MomentId,
    text: String,
    who: Option<String>,
) -> Answer<Changes> {
    Ok(at(&window)
        .notebook()
        .await?
        .edit_promise(id, &text, who.as_deref())
        .await?)
}

/// Say what became of a promise.
#[tauri::command]
#[specta::specta]
pub async fn settle_promise(
    window: WebviewWindow,
    id: MomentId,
    settlement: Settlement,
    note: Option<String>,
) -> Answer<Changes> {
    Ok(at(&window)
        .notebook()
        .await?
        .settle_promise(id, &settlement, note.as_deref())
        .await?)
}

/// One promise.
#[tauri::command]
#[specta::specta]
pub async fn promise(window: WebviewWindow, id: MomentId) -> Answer<Promise> {
    Ok(at(&window).notebook().await?.promise(id).await?)
}

/// All promises made to a customer, those still to be kept first.
#[tauri::command]
#[specta::specta]
pub async fn promises_with(window: WebviewWindow, id: CustomerId) -> Answer<Vec<Promise>> {
    Ok(at(&window).notebook().await?.promises_with(id).await?)
}

/// The promises due on some days.
#[tauri::command]
#[specta::specta]
pub async fn promises_due(
    window: WebviewWindow,
    from: NaiveDate,
    to: NaiveDate,
) -> Answer<Vec<Promise>> {
    Ok(at(&window).notebook().await?.promises_due(from, to).await?)
}

/// How many promises were kept on time in the last so many days, and in as many before.
#[tauri::command]
#[specta::specta]
pub async fn promise_rate(window: WebviewWindow, days: u32) -> Answer<PromiseRate> {
    Ok(at(&window).notebook().await?.promise_rate(days).await?)
}

/// The promises that rate counts.
#[tauri::command]
#[specta::specta]
pub async fn promises_counted(window: WebviewWindow, days: u32) -> Answer<Vec<Promise>> {
    Ok(at(&window).notebook().await?.promises_counted(days).await?)
}

/// Wave an occasion away for a year.
#[tauri::command]
#[specta::specta]
pub async fn wave_occasion(window: WebviewWindow, id: CustomerId, why: WhyKind) -> Answer<Changes> {
    Ok(at(&window).notebook().await?.wave_occasion(id, why).await?)
}
