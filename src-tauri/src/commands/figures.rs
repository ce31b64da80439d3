//! Payment plans, departures, referrals, and what customers answer when asked.

use chrono::NaiveDate;
use fidele_core::change::Changes;
use fidele_core::departure::{DepartureDraft, DepartureFigures};
use fidele_core::ids::{CustomerId, InstalmentId, MomentId};
use fidele_core::plan::PlanDraft;
use fidele_core::rating::Satisfaction;
use fidele_core::referral::ReferralFigures;
use tauri::WebviewWindow;

use crate::desk::Answer;
use crate::desks::at;

/// Agree a payment plan.
#[tauri::command]
#[specta::specta]
pub async fn agree_plan(
    window: WebviewWindow,
    id: CustomerId,
    draft: PlanDraft,
) -> Answer<MomentId> {
    Ok(at(&window).notebook().await?.agree_plan(id, draft).await?)
}

/// The days and amounts of the instalments a plan would have.
#[tauri::command]
#[specta::specta]
pub async fn preview_plan(
    window: WebviewWindow,
    draft: PlanDraft,
) -> Answer<Vec<(NaiveDate, fidele_core::money::Amount)>> {
    let today = at(&window).notebook().await?.today();
    Ok(draft.tidied(today)?.schedule())
}

/// Say that an instalment was paid, or was not.
#[tauri::command]
#[specta::specta]
pub async fn pay_instalment(
    window: WebviewWindow,
    id: InstalmentId,
    paid_on: Option<NaiveDate>,
) -> Answer<Changes> {
    Ok(at(&window)
        .notebook()
        .await?
        .pay_instalment(id, paid_on)
        .await?)
}

/// Give a plan up, or take it up again.
#[tauri::command]
#[specta::specta]
pub async fn give_up_plan(window: WebviewWindow, id: MomentId, given_up: bool) -> Answer<Changes> {
    Ok(at(&window)
        .notebook()
        .await?
        .give_up_plan(id, given_up)
        .await?)
}

/// Note why a customer left.
#[tauri::command]
#[specta::specta]
pub async fn note_departure(
    window: WebviewWindow,
    id: CustomerId,
    draft: DepartureDraft,
) -> Answer<MomentId> {
    Ok(at(&window)
        .notebook()
        .await?
        .note_departure(id, draft)
        .await?)
}

/// Correct why a customer left.
#[tauri::command]
#[specta::specta]
pub async fn edit_departure(
    window: WebviewWindow,
    id: MomentId,
    draft: DepartureDraft,
) -> Answer<Changes> {
    Ok(at(&window)
        .notebook()
        .await?
        .edit_departure(id, draft)
        .await?)
}

/// Remove a departure.
#[tauri::command]
#[specta::specta]
pub async fn remove_departure(window: WebviewWindow, id: MomentId) -> Answer<Changes> {
    Ok(at(&window).notebook().await?.remove_departure(id).await?)
}

/// What the departures of 12 months come to.
#[tauri::command]
#[specta::specta]
pub async fn departure_figures(window: WebviewWindow) -> Answer<DepartureFigures> {
    Ok(at(&window).notebook().await?.departure_figures().await?)
}

/// Say who brought a customer, or that nobody did.
#[tauri::command]
#[specta::specta]
pub async fn set_referrer(
    window: WebviewWindow,
    id: CustomerId,
    referrer: Option<CustomerId>,
) -> Answer<Changes> {
    Ok(at(&window)
        .notebook()
        .await?
        .set_referrer(id, referrer)
        .await?)
}

/// What word of mouth brought.
#[tauri::command]
#[specta::specta]
pub async fn referral_figures(window: WebviewWindow) -> Answer<ReferralFigures> {
    Ok(at(&window).notebook().await?.referral_figures().await?)
}

/// What customers answer when asked.
#[tauri::command]
#[specta::specta]
pub async fn satisfaction(window: WebviewWindow) -> Answer<Satisfaction> {
    Ok(at(&window).notebook().await?.satisfaction().await?)
}
