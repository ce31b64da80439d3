//! Trust, bond and the map of both axes.

use fidele_core::bond::{BondMap, Leaving, PinDraft};
use fidele_core::change::Changes;
use fidele_core::ids::CustomerId;
use fidele_core::trust::{Compared, Preview, Weights};
use tauri::WebviewWindow;

use crate::desk::Answer;
use crate::desks::at;

/// Everybody on the two axes.
#[tauri::command]
#[specta::specta]
pub async fn bond_map(window: WebviewWindow) -> Answer<BondMap> {
    Ok(at(&window).notebook().await?.bond_map().await?)
}

/// Who says yes and leaves.
#[tauri::command]
#[specta::specta]
pub async fn says_yes_leaves(window: WebviewWindow) -> Answer<Vec<Leaving>> {
    Ok(at(&window).notebook().await?.says_yes_leaves().await?)
}

/// What other weights of trust would do.
#[tauri::command]
#[specta::specta]
pub async fn preview_trust(window: WebviewWindow, weights: Weights) -> Answer<Preview> {
    Ok(at(&window)
        .notebook()
        .await?
        .preview_trust(&weights)
        .await?)
}

/// Whether trust means anything here.
#[tauri::command]
#[specta::specta]
pub async fn trust_meaning(window: WebviewWindow) -> Answer<Compared> {
    Ok(at(&window).notebook().await?.trust_meaning().await?)
}

/// Pin a customer's bond by hand.
#[tauri::command]
#[specta::specta]
pub async fn pin_bond(
    window: WebviewWindow,
    customer: CustomerId,
    draft: PinDraft,
) -> Answer<Changes> {
    Ok(at(&window)
        .notebook()
        .await?
        .pin_bond(customer, draft)
        .await?)
}

/// Leave it to what is noted again.
#[tauri::command]
#[specta::specta]
pub async fn unpin_bond(window: WebviewWindow, customer: CustomerId) -> Answer<Changes> {
    Ok(at(&window).notebook().await?.unpin_bond(customer).await?)
}
