//! SQL of the moments.

use sqlx::SqliteConnection;

use super::{MomentDraft, MomentKey, MomentKind};
use crate::error::{Error, Result};
use crate::ids::{CustomerId, MomentId};

pub(super) async fn insert(
    connection: &mut SqliteConnection,
    id: MomentId,
    customer: CustomerId,
    currency: &str,
    draft: &MomentDraft,
) -> Result<()> {
    match draft {
        MomentDraft::Purchase { day, minute, amount, note, served_by } => {
            sqlx::query!(
                "INSERT INTO purchase (id, customer_id, day, minute, amount, currency, note, served_by)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                customer,
                day,
                minute,
                amount,
                currency,
                note,
                served_by
            )
            .execute(connection)
            .await?
        }
        MomentDraft::Exchange { day, minute, channel, direction, purpose, who, text } => {
            sqlx::query!(
                "INSERT INTO exchange (id, customer_id, day, minute, channel, direction, purpose, who, text)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                customer,
                day,
                minute,
                channel,
                direction,
                purpose,
                who,
                text
            )
            .execute(connection)
            .await?
        }
        MomentDraft::Note { day, minute, text } => {
            sqlx::query!(
                "INSERT INTO note (id, customer_id, day, minute, text) VALUES (?, ?, ?, ?, ?)",
                id,
                customer,
                day,
                minute,
                text
            )
            .execute(connection)
            .await?
        }
        MomentDraft::Absence { day, until, reason } => {
            sqlx::query!(
                "INSERT INTO absence (id, customer_id, day, until, reason) VALUES (?, ?, ?, ?, ?)",
                id,
                customer,
                day,
                until,
                reason
            )
            .execute(connection)
            .await?
        }
    };
    Ok(())
}

pub(super) async fn update(
    connection: &mut SqliteConnection,
    id: MomentId,
    draft: &MomentDraft,
) -> Result<()> {
    let outcome = match draft {
        MomentDraft::Purchase { day, minute, amount, note, served_by } => {
            sqlx::query!(
                "UPDATE purchase SET day = ?, minute = ?, amount = ?, note = ?, served_by = ? WHERE id = ?",
                day,
                minute,
                amount,
                note,
                served_by,
                id
            )
            .execute(connection)
            .await?
        }
        MomentDraft::Exchange { day, minute, channel, direction, purpose, who, text } => {
            sqlx::query!(
                "UPDATE exchange SET day = ?, minute = ?, channel = ?, direction = ?, purpose = ?, who = ?, text = ?
                 WHERE id = ?",
                day,
                minute,
                channel,
                direction,
                purpose,
                who,
                text,
                id
            )
            .execute(connection)
            .await?
        }
        MomentDraft::Note { day, minute, text } => {
            sqlx::query!("UPDATE note SET day = ?, minute = ?, text = ? WHERE id = ?", day, minute, text, id)
                .execute(connection)
                .await?
        }
        MomentDraft::Absence { day, until, reason } => {
            sqlx::query!(
                "UPDATE absence SET day = ?, until = ?, reason = ? WHERE id = ?",
                day,
                until,
                reason,
                id
            )
            .execute(connection)
            .await?
        }
    };
    if outcome.rows_affected() == 0 {
        Err(Error::not_found("moment", id))
    } else {
        Ok(())
    }
}

pub(super) async fn delete(connection: &mut SqliteConnection, key: MomentKey) -> Result<()> {
    let id = key.id;
    let outcome = match key.kind {
        MomentKind::Purchase => {
            // A refund outlives the purchase it refunds.
            sqlx::query!(
                "UPDATE purchase SET refund_of = NULL WHERE refund_of = ?",
                id
            )
            .execute(&mut *connection)
            .await?;
            sqlx::query!("DELETE FROM purchase WHERE id = ?", id)
                .execute(connection)
                .await?
        }
        MomentKind::Exchange => {
            sqlx::query!("DELETE FROM exchange WHERE id = ?", id)
                .execute(connection)
                .await?
        }
        MomentKind::Note => {
            sqlx::query!("DELETE FROM note WHERE id = ?", id)
                .execute(connection)
                .await?
        }
        MomentKind::Absence => {
            sqlx::query!("DELETE FROM absence WHERE id = ?", id)
                .execute(connection)
                .await?
        }
        MomentKind::Contact => {
            sqlx::query!("DELETE FROM contact WHERE id = ?", id)
                .execute(connection)
                .await?
        }
    };
    if outcome.rows_affected() == 0 {
        Err(Error::not_found("moment", id))
    } else {
        Ok(())
    }
}

/// The name of the customer whose moment it is.
pub(super) async fn whose(connection: &mut SqliteConnection, key: MomentKey) -> Result<String> {
    let id = key.id;
    sqlx::query_scalar!(
        r#"SELECT c.name FROM customer c WHERE c.id IN (
             SELECT customer_id FROM purchase WHERE id = ?1 UNION ALL SELECT customer_id FROM exchange WHERE id = ?1
             UNION ALL SELECT customer_id FROM note WHERE id = ?1 UNION ALL SELECT customer_id FROM absence WHERE id = ?1
             UNION ALL SELECT customer_id FROM contact WHERE id = ?1)"#,
        id
    )
    .fetch_optional(connection)
    .await?
    .ok_or_else(|| Error::not_found("moment", id))
}
