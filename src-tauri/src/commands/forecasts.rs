//! What is said of the chance that customers come back, and how right that has been.

use fidele_core::chance::Forecasts;
use fidele_core::change::Changes;
use fidele_core::cohort::Cohorts;
use fidele_core::ids::CustomerId;
use tauri::WebviewWindow;

use crate::desk::Answer;
use crate::desks::at;

/// How right the notebook's forecasts are.
#[tauri::command]
#[specta::specta]
pub async fn forecasts(window: WebviewWindow) -> Answer<Forecasts> {
    Ok(at(&window).notebook().await?.forecasts().await?)
}

/// Who still comes, by when they first came.
#[tauri::command]
#[specta::specta]
pub async fn cohorts(window: WebviewWindow) -> Answer<Cohorts> {
    Ok(at(&window).notebook().await?.cohorts().await?)
}

/// Profile a customer no longer, or again.
#[tauri::command]
#[specta::specta]
pub async fn profile_customer(
    window: WebviewWindow,
    id: CustomerId,
    profiled: bool,
) -> Answer<Changes> {
    Ok(at(&window)
        .notebook()
        .await?
        .profile_customer(id, profiled)
        .await?)
}
