//! What hangs on complaints: actions, gestures, promises, and the purchase they are about.

use std::collections::HashMap;

use chrono::NaiveDate;
use sqlx::SqliteConnection;

use crate::complaint::clock::When;
use crate::complaint::{ComplainedOf, CorrectiveAction, Gesture, Given, Promised};
use crate::error::Result;
use crate::feeling::{Emotion, Feeling, Trigger};
use crate::ids::{CauseId, CustomerId, MomentId, StepId};
use crate::money::Amount;

/// The corrective actions of a complaint, the first due first.
pub(in crate::complaint) async fn actions(
    connection: &mut SqliteConnection,
    complaint: MomentId,
) -> Result<Vec<CorrectiveAction>> {
    Ok(sqlx::query_as!(
        CorrectiveAction,
        r#"SELECT id AS "id: StepId", text, cost AS "cost: Amount", due AS "due: NaiveDate",
             done_on AS "done_on: NaiveDate"
           FROM corrective_action WHERE complaint_id = ? ORDER BY due, id"#,
        complaint
    )
    .fetch_all(connection)
    .await?)
}

/// The gestures after a complaint, in order.
pub(in crate::complaint) async fn gestures(
    connection: &mut SqliteConnection,
    complaint: MomentId,
) -> Result<Vec<Gesture>> {
    let rows = sqlx::query!(
        r#"SELECT id AS "id: MomentId", day AS "day: NaiveDate", minute AS "minute: u32", what AS "what: Given",
             cost AS "cost: Amount", currency, text, who, f.emotion AS "emotion?: Emotion",
             f.intensity AS "intensity?: u32", f.trigger AS "trigger?: Trigger", f.told_around AS "told_around?: bool"
           FROM gesture g LEFT JOIN feeling f ON f.moment_id = g.id WHERE complaint_id = ? ORDER BY day, id"#,
        complaint
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Gesture {
            id: row.id,
            when: When {
                day: row.day,
                minute: row.minute,
            },
            what: row.what,
            cost: row.cost,
            currency: row.currency,
            text: row.text,
            who: row.who,
            feeling: row.emotion.map(|emotion| Feeling {
                intensity: row.intensity.unwrap_or(2),
                trigger: row.trigger,
                told_around: row.told_around.unwrap_or(false),
                ..Feeling::plain(emotion)
            }),
        })
        .collect())
}

/// What was promised because of a complaint, in order.
pub(in crate::complaint) async fn promises(
    connection: &mut SqliteConnection,
    complaint: MomentId,
) -> Result<Vec<Promised>> {
    let rows = sqlx::query!(
        r#"SELECT id AS "id: MomentId", text, day AS "day: NaiveDate", minute AS "minute: u32", due AS "due: NaiveDate",
             due_minute AS "due_minute: u32", outcome, outcome_on AS "outcome_on: NaiveDate"
           FROM promise WHERE complaint_id = ? ORDER BY day, id"#,
        complaint
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Promised {
            id: row.id,
            text: row.text,
            when: When {
                day: row.day,
                minute: row.minute,
            },
            due: When {
                day: row.due,
                minute: row.due_minute,
            },
            outcome: row.outcome,
            outcome_on: row.outcome_on,
        })
        .collect())
}

/// The promises of all complaints: due, and what became of them when.
pub(in crate::complaint) async fn promises_of_all(
    connection: &mut SqliteConnection,
) -> Result<HashMap<MomentId, Vec<(When, Option<(String, NaiveDate)>)>>> {
    let rows = sqlx::query!(
        r#"SELECT complaint_id AS "complaint!: MomentId", due AS "due: NaiveDate", due_minute AS "due_minute: u32",
             outcome, outcome_on AS "outcome_on: NaiveDate"
           FROM promise WHERE complaint_id IS NOT NULL"#
    )
    .fetch_all(connection)
    .await?;
    let mut all: HashMap<MomentId, Vec<_>> = HashMap::new();
    for row in rows {
        let due = When {
            day: row.due,
            minute: row.due_minute,
        };
        all.entry(row.complaint)
            .or_default()
            .push((due, row.outcome.zip(row.outcome_on)));
    }
    Ok(all)
}

/// The purchase a complaint is about, if it is this customer's.
pub(in crate::complaint) async fn purchase(
    connection: &mut SqliteConnection,
    purchase: MomentId,
    customer: CustomerId,
) -> Result<Option<ComplainedOf>> {
    Ok(sqlx::query_as!(
        ComplainedOf,
        r#"SELECT id AS "id: MomentId", day AS "day: NaiveDate", amount AS "amount: Amount", currency
           FROM purchase WHERE id = ? AND customer_id = ?"#,
        purchase,
        customer
    )
    .fetch_optional(connection)
    .await?)
}

/// What gestures have given back of a purchase already.
pub(in crate::complaint) async fn refunded(
    connection: &mut SqliteConnection,
    purchase: MomentId,
) -> Result<Amount> {
    Ok(sqlx::query_scalar!(
        r#"SELECT coalesce(sum(cost), 0) AS "given!: Amount" FROM gesture WHERE purchase_id = ? AND what = 'refund'"#,
        purchase
    )
    .fetch_one(connection)
    .await?)
}

/// By complaint: what its gestures cost in this currency, what its actions cost, and whether one was carried out.
pub(in crate::complaint) async fn costs(
    connection: &mut SqliteConnection,
    currency: &str,
) -> Result<HashMap<MomentId, (Amount, Amount, bool)>> {
    let rows = sqlx::query!(
        r#"SELECT k.id AS "id: MomentId",
             (SELECT coalesce(sum(g.cost), 0) FROM gesture g WHERE g.complaint_id = k.id AND g.currency = ?1)
               AS "gestures!: Amount",
             (SELECT coalesce(sum(a.cost), 0) FROM corrective_action a WHERE a.complaint_id = k.id) AS "actions!: Amount",
             EXISTS (SELECT 1 FROM corrective_action a WHERE a.complaint_id = k.id AND a.done_on IS NOT NULL)
               AS "corrected!: bool"
           FROM complaint k"#,
        currency
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id, (row.gestures, row.actions, row.corrected)))
        .collect())
}

/// Whose every complaint is, its cause and the day it was received.
pub(in crate::complaint) async fn all(
    connection: &mut SqliteConnection,
) -> Result<Vec<(CustomerId, Option<CauseId>, MomentId, NaiveDate)>> {
    let rows = sqlx::query!(
        r#"SELECT customer_id AS "customer: CustomerId", cause_id AS "cause: CauseId", id AS "id: MomentId",
             day AS "day: NaiveDate" FROM complaint"#
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.customer, row.cause, row.id, row.day))
        .collect())
}

/// A customer's rhythm and the days they bought since `since`. None where they are not to be profiled or never came.
pub(in crate::complaint) async fn bought(
    connection: &mut SqliteConnection,
    customer: CustomerId,
    since: NaiveDate,
) -> Result<Option<(f64, Vec<NaiveDate>)>> {
    let rhythm = sqlx::query_scalar!(
        r#"SELECT s.rhythm FROM standing s JOIN customer c ON c.id = s.customer_id
           WHERE s.customer_id = ? AND c.unprofiled_on IS NULL"#,
        customer
    )
    .fetch_optional(&mut *connection)
    .await?
    .flatten();
    let Some(rhythm) = rhythm else {
        return Ok(None);
    };
    let days = sqlx::query_scalar!(
        r#"SELECT DISTINCT day AS "day: NaiveDate" FROM purchase WHERE customer_id = ? AND amount > 0 AND day >= ?"#,
        customer,
        since
    )
    .fetch_all(connection)
    .await?;
    Ok(Some((rhythm, days)))
}
