//! SQL of the moments.

use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteQueryResult;

use super::{MomentDraft, MomentKey, MomentKind};
use crate::error::{Error, Result};
use crate::ids::{CustomerId, MomentId};

/// Runs a statement on a connection.
macro_rules! run {
    ($connection:expr, $sql:literal, $($value:expr),+) => {
        sqlx::query!($sql, $($value),+).execute($connection).await?
    };
}

/// That a moment was there to be changed.
fn found(outcome: &SqliteQueryResult, id: MomentId) -> Result<()> {
    if outcome.rows_affected() == 0 {
        Err(Error::not_found("moment", id))
    } else {
        Ok(())
    }
}

pub(super) async fn insert(
    connection: &mut SqliteConnection,
    id: MomentId,
    customer: CustomerId,
    currency: &str,
    draft: &MomentDraft,
) -> Result<()> {
    match draft {
        MomentDraft::Purchase {
            day,
            minute,
            amount,
            note,
            served_by,
        } => {
            run!(
                connection,
                "INSERT INTO purchase (id, customer_id, day, minute, amount, currency, note, served_by)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                id, customer, day, minute, amount, currency, note, served_by
            )
        }
        MomentDraft::Exchange {
            day,
            minute,
            channel,
            direction,
            purpose,
            who,
            text,
        } => {
            run!(
                connection,
                "INSERT INTO exchange (id, customer_id, day, minute, channel, direction, purpose, who, text)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id, customer, day, minute, channel, direction, purpose, who, text
            )
        }
        MomentDraft::Note { day, minute, text } => {
            run!(
                connection,
                "INSERT INTO note (id, customer_id, day, minute, text) VALUES (?, ?, ?, ?, ?)",
                id,
                customer,
                day,
                minute,
                text
            )
        }
        MomentDraft::Absence { day, until, reason } => {
            run!(
                connection,
                "INSERT INTO absence (id, customer_id, day, until, reason) VALUES (?, ?, ?, ?, ?)",
                id,
                customer,
                day,
                until,
                reason
            )
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
        MomentDraft::Purchase {
            day,
            minute,
            amount,
            note,
            served_by,
        } => {
            run!(
                connection,
                "UPDATE purchase SET day = ?, minute = ?, amount = ?, note = ?, served_by = ? WHERE id = ?",
                day,
                minute,
                amount,
                note,
                served_by,
                id
            )
        }
        MomentDraft::Exchange {
            day,
            minute,
            channel,
            direction,
            purpose,
            who,
            text,
        } => {
            run!(
                connection,
                "UPDATE exchange SET day = ?, minute = ?, channel = ?, direction = ?, purpose = ?, who = ?, text = ?
                 WHERE id = ?",
                day, minute, channel, direction, purpose, who, text, id
            )
        }
        MomentDraft::Note { day, minute, text } => {
            run!(
                connection,
                "UPDATE note SET day = ?, minute = ?, text = ? WHERE id = ?",
                day,
                minute,
                text,
                id
            )
        }
        MomentDraft::Absence { day, until, reason } => {
            run!(
                connection,
                "UPDATE absence SET day = ?, until = ?, reason = ? WHERE id = ?",
                day,
                until,
                reason,
                id
            )
        }
    };
    found(&outcome, id)
}

pub(super) async fn delete(connection: &mut SqliteConnection, key: MomentKey) -> Result<()> {
    let id = key.id;
    let outcome = match key.kind {
        MomentKind::Purchase => {
            // A refund outlives the purchase it refunds.
            run!(
                &mut *connection,
                "UPDATE purchase SET refund_of = NULL WHERE refund_of = ?",
                id
            );
            run!(connection, "DELETE FROM purchase WHERE id = ?", id)
        }
        MomentKind::Exchange => {
            run!(connection, "DELETE FROM exchange WHERE id = ?", id)
        }
        MomentKind::Note => {
            run!(connection, "DELETE FROM note WHERE id = ?", id)
        }
        MomentKind::Absence => {
            run!(connection, "DELETE FROM absence WHERE id = ?", id)
        }
        MomentKind::Contact => {
            run!(connection, "DELETE FROM contact WHERE id = ?", id)
        }
    };
    found(&outcome, id)
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
