//! Complaints: the board, the page, the causes, the figures.

use fidele_core::change::Changes;
use fidele_core::complaint::figures::Figures;
use fidele_core::complaint::{
    ActionDraft, Cause, Complaint, ComplaintDraft, ComplaintRow, GestureDraft, StepDraft, Which,
};
use fidele_core::ids::{CauseId, CustomerId, MomentId, StepId};
use tauri::WebviewWindow;

use crate::desk::Answer;
use crate::desks::at;

/// Complaints, of one customer or all.
#[tauri::command]
#[specta::specta]
pub async fn complaints(
    window: WebviewWindow,
    customer: Option<CustomerId>,
    which: Which,
) -> Answer<Vec<ComplaintRow>> {
    Ok(at(&window)
        .notebook()
        .await?
        .complaints(customer, which)
        .await?)
}

/// How many are still to be settled.
#[tauri::command]
#[specta::specta]
pub async fn count_open_complaints(window: WebviewWindow) -> Answer<u32> {
    Ok(at(&window)
        .notebook()
        .await?
        .count_open_complaints()
        .await?)
}

/// All there is about one.
#[tauri::command]
#[specta::specta]
pub async fn complaint(window: WebviewWindow, id: MomentId) -> Answer<Complaint> {
    Ok(at(&window).notebook().await?.complaint(id).await?)
}

/// Receive one.
#[tauri::command]
#[specta::specta]
pub async fn receive_complaint(
    window: WebviewWindow,
    customer: CustomerId,
    draft: ComplaintDraft,
) -> Answer<MomentId> {
    Ok(at(&window)
        .notebook()
        .await?
        .receive_complaint(customer, draft)
        .await?)
}

/// Change what is known of one.
#[tauri::command]
#[specta::specta]
pub async fn edit_complaint(
    window: WebviewWindow,
    id: MomentId,
    draft: ComplaintDraft,
) -> Answer<Changes> {
    Ok(at(&window)
        .notebook()
        .await?
        .edit_complaint(id, draft)
        .await?)
}

/// Remove one noted by mistake.
#[tauri::command]
#[specta::specta]
pub async fn remove_complaint(window: WebviewWindow, id: MomentId) -> Answer<Changes> {
    Ok(at(&window).notebook().await?.remove_complaint(id).await?)
}

/// Note what happened to one.
#[tauri::command]
#[specta::specta]
pub async fn step_complaint(
    window: WebviewWindow,
    id: MomentId,
    draft: StepDraft,
) -> Answer<StepId> {
    Ok(at(&window)
        .notebook()
        .await?
        .step_complaint(id, draft)
        .await?)
}

/// Note a gesture after one.
#[tauri::command]
#[specta::specta]
pub async fn give_after_complaint(
    window: WebviewWindow,
    id: MomentId,
    draft: GestureDraft,
) -> Answer<MomentId> {
    Ok(at(&window)
        .notebook()
        .await?
        .give_after_complaint(id, draft)
        .await?)
}

/// Note an action that prevents a repeat.
#[tauri::command]
#[specta::specta]
pub async fn add_corrective_action(
    window: WebviewWindow,
    id: MomentId,
    draft: ActionDraft,
) -> Answer<StepId> {
    Ok(at(&window)
        .notebook()
        .await?
        .add_corrective_action(id, draft)
        .await?)
}

/// Change such an action.
#[tauri::command]
#[specta::specta]
pub async fn edit_corrective_action(
    window: WebviewWindow,
    id: StepId,
    draft: ActionDraft,
) -> Answer<Changes> {
    Ok(at(&window)
        .notebook()
        .await?
        .edit_corrective_action(id, draft)
        .await?)
}

/// Say that it is done, or not after all.
#[tauri::command]
#[specta::specta]
pub async fn complete_corrective_action(
    window: WebviewWindow,
    id: StepId,
    done: bool,
) -> Answer<Changes> {
    Ok(at(&window)
        .notebook()
        .await?
        .complete_corrective_action(id, done)
        .await?)
}

/// Take it off.
#[tauri::command]
#[specta::specta]
pub async fn remove_corrective_action(window: WebviewWindow, id: StepId) -> Answer<Changes> {
    Ok(at(&window)
        .notebook()
        .await?
        .remove_corrective_action(id)
        .await?)
}

/// The root causes.
#[tauri::command]
#[specta::specta]
pub async fn causes(window: WebviewWindow) -> Answer<Vec<Cause>> {
    Ok(at(&window).notebook().await?.causes().await?)
}

/// Add some.
#[tauri::command]
#[specta::specta]
pub async fn add_causes(window: WebviewWindow, names: Vec<String>) -> Answer<Vec<CauseId>> {
    Ok(at(&window).notebook().await?.add_causes(&names).await?)
}

/// Name one otherwise.
#[tauri::command]
#[specta::specta]
pub async fn rename_cause(window: WebviewWindow, id: CauseId, name: String) -> Answer<Changes> {
    Ok(at(&window)
        .notebook()
        .await?
        .rename_cause(id, &name)
        .await?)
}

/// Put them in this order.
#[tauri::command]
#[specta::specta]
pub async fn order_causes(window: WebviewWindow, ids: Vec<CauseId>) -> Answer<Changes> {
    Ok(at(&window).notebook().await?.order_causes(&ids).await?)
}

/// No longer offer one, or offer it again.
#[tauri::command]
#[specta::specta]
pub async fn retire_cause(window: WebviewWindow, id: CauseId, retired: bool) -> Answer<Changes> {
    Ok(at(&window)
        .notebook()
        .await?
        .retire_cause(id, retired)
        .await?)
}

/// How well complaints are handled.
#[tauri::command]
#[specta::specta]
pub async fn complaint_figures(window: WebviewWindow) -> Answer<Figures> {
    Ok(at(&window).notebook().await?.complaint_figures().await?)
}
