//! SQL of the journey: it reads what the concepts keep, and writes nothing.

use chrono::NaiveDate;
use sqlx::SqlitePool;

use super::{ThreadMark, ThreadPurchase};
use crate::behaviour::Away;
use crate::contact::Outcome;
use crate::customer::Channel;
use crate::error::Result;
use crate::feeling::Emotion;
use crate::ids::{CustomerId, MomentId};
use crate::moment::MomentKind;
use crate::money::Amount;
use crate::standing;

pub(super) async fn purchases(
    reader: &SqlitePool,
    customer: CustomerId,
) -> Result<Vec<(NaiveDate, Amount)>> {
    // One text, as a row each would take ten times as long for those who came thousands of times.
    let packed = sqlx::query_scalar!(
        r#"SELECT group_concat(day || amount) AS "packed: String" FROM purchase WHERE customer_id = ?"#,
        customer
    )
    .fetch_one(reader)
    .await?;
    let mut purchases = Vec::new();
    if let Some(packed) = packed {
        standing::unpack(&packed, &mut purchases)?;
    }
    Ok(purchases)
}

/// What comes in a day, refunds taken off.
pub(super) fn by_day(purchases: &[(NaiveDate, Amount)]) -> Vec<ThreadPurchase> {
    let mut days: Vec<ThreadPurchase> = Vec::with_capacity(purchases.len());
    for (day, amount) in purchases {
        match days.last_mut() {
            Some(last) if last.day == *day => last.amount = last.amount + *amount,
            _ => days.push(ThreadPurchase {
                day: *day,
                amount: *amount,
            }),
        }
    }
    days
}

pub(super) async fn absences(
    reader: &SqlitePool,
    customer: CustomerId,
) -> Result<Vec<(Away, String)>> {
    Ok(sqlx::query!(
        r#"SELECT day AS "day: NaiveDate", until AS "until: NaiveDate", reason FROM absence
           WHERE customer_id = ? ORDER BY day"#,
        customer
    )
    .fetch_all(reader)
    .await?
    .into_iter()
    .map(|row| {
        (
            Away {
                day: row.day,
                until: row.until,
            },
            row.reason,
        )
    })
    .collect())
}

pub(super) async fn marks(reader: &SqlitePool, customer: CustomerId) -> Result<Vec<ThreadMark>> {
    // One text here too: each mark's fields in their order.
    let packed = sqlx::query_scalar!(
        r#"WITH mark (id, kind, day, channel, outcome, came_back) AS (
             SELECT id, 'exchange', day, channel, NULL, 0 FROM exchange WHERE customer_id = ?1
             UNION ALL SELECT id, 'note', day, NULL, NULL, 0 FROM note WHERE customer_id = ?1
             UNION ALL SELECT id, 'contact', day, channel,
               CASE outcome WHEN 'no_answer' THEN 'noAnswer' WHEN 'will_come' THEN 'willCome' ELSE outcome END,
               came_back_on IS NOT NULL FROM contact WHERE customer_id = ?1
             UNION ALL SELECT id, 'gesture', day, NULL, NULL, 0 FROM gesture WHERE customer_id = ?1
             UNION ALL SELECT id, 'praise', day, channel, NULL, 0 FROM praise WHERE customer_id = ?1
             UNION ALL SELECT id, 'rating', day, NULL, NULL, 0 FROM rating WHERE customer_id = ?1
             UNION ALL SELECT id, 'departure', day, NULL, NULL, 0 FROM departure WHERE customer_id = ?1
             UNION ALL SELECT id, 'complaint', day, channel, NULL, 0 FROM complaint WHERE customer_id = ?1
             UNION ALL SELECT id, 'promise', day, NULL, NULL, 0 FROM promise WHERE customer_id = ?1
             UNION ALL SELECT id, 'paymentPlan', day, NULL, NULL, 0 FROM payment_plan WHERE customer_id = ?1
             UNION ALL SELECT c.id, 'referral', coalesce((SELECT min(p.day) FROM purchase p
               WHERE p.customer_id = c.id AND p.amount >= 0), c.created_on), NULL, NULL, 0
             FROM customer c WHERE c.referrer_id = ?1)
           SELECT json_group_array(json_array(hex(mark.id), kind, day, channel, outcome, came_back, f.emotion)) AS "packed!: String"
           FROM mark LEFT JOIN feeling f ON f.moment_id = mark.id"#,
        customer
    )
    .fetch_one(reader)
    .await?;
    type Packed = (
        MomentId,
        MomentKind,
        NaiveDate,
        Option<Channel>,
        Option<Outcome>,
        u8,
        Option<Emotion>,
    );
    let packed: Vec<Packed> = serde_json::from_str(&packed)?;
    let unpacked = |(id, kind, day, channel, outcome, came_back, emotion): Packed| ThreadMark {
        id,
        kind,
        day,
        channel,
        outcome,
        came_back: came_back == 1,
        emotion,
    };
    let mut marks: Vec<ThreadMark> = packed.into_iter().map(unpacked).collect();
    // Those of one kind come in their order: the file would have to put all of them aside to do as much.
    marks.sort_by_key(|mark| mark.day);
    Ok(marks)
}
