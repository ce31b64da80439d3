//! SQL of the journey: it reads what the concepts keep, and writes nothing.

use chrono::NaiveDate;
use sqlx::SqlitePool;

use super::{Moment, MomentBody, ThreadMark, ThreadPurchase};
use crate::behaviour::Away;
use crate::contact::Outcome;
use crate::customer::Channel;
use crate::error::Result;
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
    Ok(sqlx::query_as!(
        ThreadMark,
        r#"SELECT id AS "id!: MomentId", 'exchange' AS "kind!: MomentKind", day AS "day!: NaiveDate",
                  channel AS "channel: Channel", NULL AS "outcome: Outcome", 0 AS "came_back!: bool"
           FROM exchange WHERE customer_id = ?1
           UNION ALL SELECT id, 'note', day, NULL, NULL, 0 FROM note WHERE customer_id = ?1
           UNION ALL SELECT id, 'contact', day, channel, outcome, came_back_on IS NOT NULL FROM contact
           WHERE customer_id = ?1 ORDER BY 3"#,
        customer
    )
    .fetch_all(reader)
    .await?)
}

/// The keys of a page of the journal, newest first, and how many moments there are. `kinds` is a JSON array;
/// empty lets everything through.
pub(super) async fn journal(
    reader: &SqlitePool,
    customer: CustomerId,
    kinds: &str,
    offset: u32,
    limit: u32,
) -> Result<(u32, Vec<Moment>)> {
    // The days the page spans come from the indexes alone, and so does what lies before it; only what lies on those days is put
    // in order.
    let span = sqlx::query!(
        r#"SELECT min(day) AS "from: NaiveDate", max(day) AS "until: NaiveDate" FROM (
             SELECT day FROM (
               SELECT 'purchase' AS kind, day FROM purchase WHERE customer_id = ?1
               UNION ALL SELECT 'exchange', day FROM exchange WHERE customer_id = ?1
               UNION ALL SELECT 'note', day FROM note WHERE customer_id = ?1
               UNION ALL SELECT 'absence', day FROM absence WHERE customer_id = ?1
               UNION ALL SELECT 'contact', day FROM contact WHERE customer_id = ?1
             ) WHERE ?2 = '[]' OR kind IN (SELECT value FROM json_each(?2))
             ORDER BY day DESC LIMIT ?3 OFFSET ?4)"#,
        customer,
        kinds,
        limit,
        offset
    )
    .fetch_one(reader)
    .await?;
    let counts = sqlx::query!(
        r#"SELECT count(*) AS "total!: u32", coalesce(sum(day > ?3), 0) AS "ahead!: u32" FROM (
             SELECT 'purchase' AS kind, day FROM purchase WHERE customer_id = ?1
             UNION ALL SELECT 'exchange', day FROM exchange WHERE customer_id = ?1
             UNION ALL SELECT 'note', day FROM note WHERE customer_id = ?1
             UNION ALL SELECT 'absence', day FROM absence WHERE customer_id = ?1
             UNION ALL SELECT 'contact', day FROM contact WHERE customer_id = ?1
           ) WHERE ?2 = '[]' OR kind IN (SELECT value FROM json_each(?2))"#,
        customer,
        kinds,
        span.until
    )
    .fetch_one(reader)
    .await?;
    let total = counts.total;
    let (Some(from), Some(until)) = (span.from, span.until) else {
        return Ok((total, Vec::new()));
    };
    // Something may have been written in between.
    let offset = offset.saturating_sub(counts.ahead);
    // Only the page's rows are put into words.
    let rows = sqlx::query!(
        r#"WITH page AS (
             SELECT * FROM (
               SELECT id, 'purchase' AS kind, day, minute FROM purchase WHERE customer_id = ?1 AND day BETWEEN ?5 AND ?6
               UNION ALL SELECT id, 'exchange', day, minute FROM exchange WHERE customer_id = ?1 AND day BETWEEN ?5 AND ?6
               UNION ALL SELECT id, 'note', day, minute FROM note WHERE customer_id = ?1 AND day BETWEEN ?5 AND ?6
               UNION ALL SELECT id, 'absence', day, NULL FROM absence WHERE customer_id = ?1 AND day BETWEEN ?5 AND ?6
               UNION ALL SELECT id, 'contact', day, minute FROM contact WHERE customer_id = ?1 AND day BETWEEN ?5 AND ?6
             ) WHERE ?2 = '[]' OR kind IN (SELECT value FROM json_each(?2))
             ORDER BY day DESC, coalesce(minute, -1) DESC, id DESC LIMIT ?3 OFFSET ?4)
           SELECT id AS "id!: MomentId", day AS "day!: NaiveDate", minute AS "minute: u32",
             CASE kind
               WHEN 'purchase' THEN (
                 SELECT json_object('kind', 'purchase', 'amount', p.amount, 'currency', p.currency,
                   'reference', p.reference, 'refundOf', (SELECT r.day FROM purchase r WHERE r.id = p.refund_of),
                   'items', json(p.items), 'servedBy', p.served_by, 'note', p.note,
                   'paidOn', p.paid_on, 'unpaidOn', p.unpaid_on,
                   'previous', (SELECT q.day FROM purchase q WHERE q.customer_id = p.customer_id
                                AND q.day < p.day AND q.amount >= 0 ORDER BY q.day DESC LIMIT 1))
                 FROM purchase p WHERE p.id = page.id)
               WHEN 'exchange' THEN (
                 SELECT json_object('kind', 'exchange', 'channel', channel, 'direction', direction,
                   'purpose', purpose, 'who', who, 'text', text) FROM exchange e WHERE e.id = page.id)
               WHEN 'note' THEN (SELECT json_object('kind', 'note', 'text', text) FROM note n WHERE n.id = page.id)
               WHEN 'absence' THEN (
                 SELECT json_object('kind', 'absence', 'until', until, 'reason', reason)
                 FROM absence a WHERE a.id = page.id)
               ELSE (
                 SELECT json_object('kind', 'contact', 'channel', channel, 'purpose', purpose, 'note', note,
                   'outcome', CASE outcome WHEN 'no_answer' THEN 'noAnswer' WHEN 'will_come' THEN 'willCome'
                                           ELSE outcome END,
                   'outcomeNote', outcome_note, 'cameBackOn', came_back_on)
                 FROM contact k WHERE k.id = page.id)
             END AS "body!: String"
           FROM page ORDER BY day DESC, coalesce(minute, -1) DESC, id DESC"#,
        customer,
        kinds,
        limit,
        offset,
        from,
        until
    )
    .fetch_all(reader)
    .await?;
    let moments = rows
        .into_iter()
        .map(|row| {
            let body: MomentBody = serde_json::from_str(&row.body)?;
            Ok(Moment {
                id: row.id,
                day: row.day,
                minute: row.minute,
                body,
            })
        })
        .collect::<Result<_>>()?;
    Ok((total, moments))
}
