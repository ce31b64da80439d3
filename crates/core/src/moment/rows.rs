//! SQL of gestures, praise, ratings and departures as they are noted and corrected.

use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteQueryResult;

use super::{GestureKind, MomentDraft};
use crate::error::{Error, Reason, Result};
use crate::ids::{CustomerId, MomentId};
use crate::money::Amount;

/// Runs a statement on a connection.
macro_rules! run {
    ($connection:expr, $sql:literal, $($value:expr),+) => {
        Some(sqlx::query!($sql, $($value),+).execute($connection).await?)
    };
}

/// Note one of them; none for another kind.
pub(super) async fn insert(
    connection: &mut SqliteConnection,
    id: MomentId,
    customer: CustomerId,
    currency: &str,
    draft: &MomentDraft,
) -> Result<Option<SqliteQueryResult>> {
    Ok(match draft {
        MomentDraft::Gesture {
            day,
            minute,
            what,
            cost,
            text,
            who,
            complaint,
            purchase,
        } => run!(
            connection,
            "INSERT INTO gesture (id, customer_id, complaint_id, purchase_id, day, minute, what, cost, currency, text, who)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            id,
            customer,
            complaint,
            purchase,
            day,
            minute,
            what,
            cost,
            currency,
            text,
            who
        ),
        MomentDraft::Praise {
            day,
            minute,
            channel,
            earned_by,
            text,
        } => run!(
            connection,
            "INSERT INTO praise (id, customer_id, day, minute, channel, earned_by, text) VALUES (?, ?, ?, ?, ?, ?, ?)",
            id,
            customer,
            day,
            minute,
            channel,
            earned_by,
            text
        ),
        MomentDraft::Rating {
            day,
            minute,
            scale,
            score,
            text,
        } => run!(
            connection,
            "INSERT INTO rating (id, customer_id, day, minute, scale, score, text) VALUES (?, ?, ?, ?, ?, ?, ?)",
            id,
            customer,
            day,
            minute,
            scale,
            score,
            text
        ),
        MomentDraft::Departure {
            day,
            reason,
            avoidable,
            gone_to,
            text,
        } => run!(
            connection,
            "INSERT INTO departure (id, customer_id, day, reason, avoidable, gone_to, text) VALUES (?, ?, ?, ?, ?, ?, ?)",
            id,
            customer,
            day,
            reason,
            avoidable,
            gone_to,
            text
        ),
        _ => None,
    })
}

/// Correct one of them; none for another kind. What a gesture makes up for or gives back stays where the draft is silent.
pub(super) async fn update(
    connection: &mut SqliteConnection,
    id: MomentId,
    draft: &MomentDraft,
) -> Result<Option<SqliteQueryResult>> {
    Ok(match draft {
        MomentDraft::Gesture {
            day,
            minute,
            what,
            cost,
            text,
            who,
            complaint,
            purchase,
        } => run!(
            connection,
            "UPDATE gesture SET day = ?, minute = ?, what = ?, cost = ?, text = ?, who = ?,
               complaint_id = coalesce(?, complaint_id), purchase_id = coalesce(?, purchase_id) WHERE id = ?",
            day,
            minute,
            what,
            cost,
            text,
            who,
            complaint,
            purchase,
            id
        ),
        MomentDraft::Praise {
            day,
            minute,
            channel,
            earned_by,
            text,
        } => run!(
            connection,
            "UPDATE praise SET day = ?, minute = ?, channel = ?, earned_by = ?, text = ? WHERE id = ?",
            day,
            minute,
            channel,
            earned_by,
            text,
            id
        ),
        MomentDraft::Rating {
            day,
            minute,
            scale,
            score,
            text,
        } => run!(
            connection,
            "UPDATE rating SET day = ?, minute = ?, scale = ?, score = ?, text = ? WHERE id = ?",
            day,
            minute,
            scale,
            score,
            text,
            id
        ),
        MomentDraft::Departure {
            day,
            reason,
            avoidable,
            gone_to,
            text,
        } => run!(
            connection,
            "UPDATE departure SET day = ?, reason = ?, avoidable = ?, gone_to = ?, text = ? WHERE id = ?",
            day,
            reason,
            avoidable,
            gone_to,
            text,
            id
        ),
        _ => None,
    })
}

/// That what a gesture refers to is this customer's, and that no more is given back than was paid.
pub(super) async fn fits(
    connection: &mut SqliteConnection,
    id: MomentId,
    customer: CustomerId,
    draft: &MomentDraft,
) -> Result<()> {
    let MomentDraft::Gesture {
        what,
        cost,
        complaint,
        purchase,
        ..
    } = draft
    else {
        return Ok(());
    };
    if let Some(complaint) = complaint {
        let known = sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT 1 FROM complaint WHERE id = ? AND customer_id = ?) AS "known!: bool""#,
            complaint,
            customer
        )
        .fetch_one(&mut *connection)
        .await?;
        if !known {
            return Err(Error::not_found("complaint", complaint));
        }
    }
    // A correction that is silent on the purchase leaves the one it had.
    let purchase: Option<MomentId> = match purchase {
        Some(purchase) => Some(*purchase),
        None => sqlx::query_scalar!(
            r#"SELECT purchase_id AS "id: MomentId" FROM gesture WHERE id = ?"#,
            id
        )
        .fetch_optional(&mut *connection)
        .await?
        .flatten(),
    };
    let Some(purchase) = purchase else {
        return Ok(());
    };
    let paid = sqlx::query_scalar!(
        r#"SELECT amount AS "amount: Amount" FROM purchase WHERE id = ? AND customer_id = ?"#,
        purchase,
        customer
    )
    .fetch_optional(&mut *connection)
    .await?
    .ok_or_else(|| Error::not_found("moment", purchase))?;
    let before = sqlx::query_scalar!(
        r#"SELECT coalesce(sum(cost), 0) AS "sum!: Amount" FROM gesture
           WHERE customer_id = ? AND purchase_id = ? AND what = 'refund' AND id <> ?"#,
        customer,
        purchase,
        id
    )
    .fetch_one(connection)
    .await?;
    if *what == GestureKind::Refund && before + *cost > paid {
        return Err(Error::invalid("cost", Reason::MoreThanPaid));
    }
    Ok(())
}
