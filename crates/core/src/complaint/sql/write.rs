//! Writing complaints.

use chrono::NaiveDate;
use sqlx::SqliteConnection;

use crate::complaint::draft::{ActionDraft, ComplaintDraft, GestureDraft, StepDraft};
use crate::error::{Error, Result};
use crate::ids::{CustomerId, MomentId, StepId};

pub(in crate::complaint) async fn insert(
    connection: &mut SqliteConnection,
    id: MomentId,
    customer: CustomerId,
    draft: &ComplaintDraft,
) -> Result<()> {
    let (due, due_minute) = (
        draft.update.map(|due| due.day),
        draft.update.and_then(|due| due.minute),
    );
    sqlx::query!(
        "INSERT INTO complaint (id, customer_id, day, minute, channel, text, asked, purchase_id, accountable, cause_id,
           update_day, update_minute) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        customer,
        draft.received.day,
        draft.received.minute,
        draft.channel,
        draft.text,
        draft.asked,
        draft.purchase,
        draft.accountable,
        draft.cause,
        due,
        due_minute
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// When they were to hear first stays as it was said.
pub(in crate::complaint) async fn update(
    connection: &mut SqliteConnection,
    id: MomentId,
    draft: &ComplaintDraft,
) -> Result<()> {
    sqlx::query!(
        "UPDATE complaint SET day = ?, minute = ?, channel = ?, text = ?, asked = ?, purchase_id = ?, accountable = ?,
           cause_id = ? WHERE id = ?",
        draft.received.day,
        draft.received.minute,
        draft.channel,
        draft.text,
        draft.asked,
        draft.purchase,
        draft.accountable,
        draft.cause,
        id
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// A complaint goes with its steps and actions. What was given and promised stays: it was.
pub(in crate::complaint) async fn remove(
    connection: &mut SqliteConnection,
    id: MomentId,
) -> Result<()> {
    for sql in [
        "UPDATE promise SET complaint_id = NULL WHERE complaint_id = ?",
        "UPDATE gesture SET complaint_id = NULL WHERE complaint_id = ?",
        "DELETE FROM feeling WHERE moment_id = ?",
        "DELETE FROM attachment WHERE moment_id = ?",
        "DELETE FROM corrective_action WHERE complaint_id = ?",
        "DELETE FROM complaint_step WHERE complaint_id = ?",
        "DELETE FROM complaint WHERE id = ?",
    ] {
        sqlx::query(sql).bind(id).execute(&mut *connection).await?;
    }
    Ok(())
}

pub(in crate::complaint) async fn add_step(
    connection: &mut SqliteConnection,
    id: StepId,
    (complaint, customer): (MomentId, CustomerId),
    draft: &StepDraft,
) -> Result<()> {
    let (due, due_minute) = (
        draft.next.map(|due| due.day),
        draft.next.and_then(|due| due.minute),
    );
    sqlx::query!(
        "INSERT INTO complaint_step (id, complaint_id, customer_id, day, minute, kind, who, text, update_day, update_minute)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        complaint,
        customer,
        draft.when.day,
        draft.when.minute,
        draft.kind,
        draft.who,
        draft.text,
        due,
        due_minute
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(in crate::complaint) async fn add_action(
    connection: &mut SqliteConnection,
    id: StepId,
    (complaint, customer): (MomentId, CustomerId),
    draft: &ActionDraft,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO corrective_action (id, complaint_id, customer_id, text, cost, due) VALUES (?, ?, ?, ?, ?, ?)",
        id,
        complaint,
        customer,
        draft.text,
        draft.cost,
        draft.due
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The complaint an action belongs to.
pub(in crate::complaint) async fn whose_action(
    connection: &mut SqliteConnection,
    id: StepId,
) -> Result<MomentId> {
    sqlx::query_scalar!(
        r#"SELECT complaint_id AS "complaint: MomentId" FROM corrective_action WHERE id = ?"#,
        id
    )
    .fetch_optional(connection)
    .await?
    .ok_or_else(|| Error::not_found("action", id))
}

pub(in crate::complaint) async fn change_action(
    connection: &mut SqliteConnection,
    id: StepId,
    draft: &ActionDraft,
) -> Result<()> {
    sqlx::query!(
        "UPDATE corrective_action SET text = ?, cost = ?, due = ? WHERE id = ?",
        draft.text,
        draft.cost,
        draft.due,
        id
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(in crate::complaint) async fn complete_action(
    connection: &mut SqliteConnection,
    id: StepId,
    done_on: Option<NaiveDate>,
) -> Result<()> {
    sqlx::query!(
        "UPDATE corrective_action SET done_on = ? WHERE id = ?",
        done_on,
        id
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(in crate::complaint) async fn remove_action(
    connection: &mut SqliteConnection,
    id: StepId,
) -> Result<()> {
    sqlx::query!("DELETE FROM corrective_action WHERE id = ?", id)
        .execute(connection)
        .await?;
    Ok(())
}

pub(in crate::complaint) async fn add_gesture(
    connection: &mut SqliteConnection,
    id: MomentId,
    (complaint, customer, purchase): (MomentId, CustomerId, Option<MomentId>),
    currency: &str,
    draft: &GestureDraft,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO gesture (id, customer_id, complaint_id, purchase_id, day, minute, what, cost, currency, text, who)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        customer,
        complaint,
        purchase,
        draft.when.day,
        draft.when.minute,
        draft.what,
        draft.cost,
        currency,
        draft.text,
        draft.who
    )
    .execute(connection)
    .await?;
    Ok(())
}
