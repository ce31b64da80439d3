//! SQL of the moments.

use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteQueryResult;

use super::{MomentDraft, rows};
use crate::error::{Error, Result};
use crate::ids::{CustomerId, MomentId};

/// Runs a statement on a connection.
macro_rules! run {
    ($connection:expr, $sql:literal, $($value:expr),+) => {
        sqlx::query!($sql, $($value),+).execute($connection).await?
    };
}

/// That a moment was there to be changed.
pub(super) fn found(outcome: &SqliteQueryResult, id: MomentId) -> Result<()> {
    if outcome.rows_affected() == 0 {
        Err(Error::not_found("moment", id))
    } else {
        Ok(())
    }
}

pub(crate) async fn insert(
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
        _ => {
            rows::insert(connection, id, customer, currency, draft).await?;
            return Ok(());
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
        _ => {
            return match rows::update(connection, id, draft).await? {
                Some(outcome) => found(&outcome, id),
                None => Err(Error::not_found("moment", id)),
            };
        }
    };
    found(&outcome, id)
}
