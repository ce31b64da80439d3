//! SQL of the journal: a page of it, read before anything is put into words.

use chrono::NaiveDate;
use sqlx::{AssertSqlSafe, SqlitePool};

use super::{Moment, MomentBody};
use crate::attachment::Attachment;
use crate::error::Result;
use crate::feeling::{Emotion, Feeling, Trigger};
use crate::ids::{CustomerId, MomentId};

/// Where moments are kept, by kind. Each has an index by customer and day; somebody brought counts from their first purchase.
const KEPT: [(&str, &str); 13] = [
    ("purchase", "purchase"),
    ("exchange", "exchange"),
    ("note", "note"),
    ("absence", "absence"),
    ("contact", "contact"),
    ("gesture", "gesture"),
    ("praise", "praise"),
    ("rating", "rating"),
    ("departure", "departure"),
    ("complaint", "complaint"),
    ("promise", "promise"),
    ("paymentPlan", "payment_plan"),
    (
        "referral",
        "(SELECT c.referrer_id AS customer_id, coalesce((SELECT min(p.day) FROM purchase p
            WHERE p.customer_id = c.id AND p.amount >= 0), c.created_on) AS day
          FROM customer c WHERE c.referrer_id IS NOT NULL)",
    ),
];

/// These columns of every moment of customer ?1 whose kind is in ?2, a JSON array; empty lets everything through.
fn of_each(columns: &str) -> String {
    let of = |(kind, table): (&str, &str)| {
        format!(
            "SELECT {columns} FROM {table} WHERE customer_id = ?1
             AND (?2 = '[]' OR '{kind}' IN (SELECT value FROM json_each(?2)))"
        )
    };
    KEPT.map(of).join(" UNION ALL ")
}

/// A page of the journal, newest first, and how many moments there are. `kinds` is a JSON array; empty lets everything
/// through.
pub(super) async fn page(
    reader: &SqlitePool,
    customer: CustomerId,
    kinds: &str,
    offset: u32,
    limit: u32,
) -> Result<(u32, Vec<Moment>)> {
    // The days the page spans come from the indexes alone, merged in their order until the page is full, and so does how much
    // there is; only what lies on those days is put in order.
    let days = of_each("day");
    let span =
        format!("SELECT min(day), max(day) FROM ({days} ORDER BY day DESC LIMIT ?3 OFFSET ?4)");
    let span: (Option<NaiveDate>, Option<NaiveDate>) = sqlx::query_as(AssertSqlSafe(span))
        .bind(customer)
        .bind(kinds)
        .bind(limit)
        .bind(offset)
        .fetch_one(reader)
        .await?;
    let counted = of_each("count(*) AS moments, sum(day > ?3) AS later");
    let counts = format!("SELECT sum(moments), coalesce(sum(later), 0) FROM ({counted})");
    let (total, ahead): (u32, u32) = sqlx::query_as(AssertSqlSafe(counts))
        .bind(customer)
        .bind(kinds)
        .bind(span.1)
        .fetch_one(reader)
        .await?;
    let (Some(from), Some(until)) = span else {
        return Ok((total, Vec::new()));
    };
    // Something may have been written in between.
    let offset = offset.saturating_sub(ahead);
    // Only the page's rows are put into words.
    let rows = sqlx::query!(
        r#"WITH page AS (
             SELECT * FROM (
               SELECT id, 'purchase' AS kind, day, minute FROM purchase WHERE customer_id = ?1 AND day BETWEEN ?5 AND ?6
               UNION ALL SELECT id, 'exchange', day, minute FROM exchange WHERE customer_id = ?1 AND day BETWEEN ?5 AND ?6
               UNION ALL SELECT id, 'note', day, minute FROM note WHERE customer_id = ?1 AND day BETWEEN ?5 AND ?6
               UNION ALL SELECT id, 'absence', day, NULL FROM absence WHERE customer_id = ?1 AND day BETWEEN ?5 AND ?6
               UNION ALL SELECT id, 'contact', day, minute FROM contact WHERE customer_id = ?1 AND day BETWEEN ?5 AND ?6
               UNION ALL SELECT id, 'gesture', day, minute FROM gesture WHERE customer_id = ?1 AND day BETWEEN ?5 AND ?6
               UNION ALL SELECT id, 'praise', day, minute FROM praise WHERE customer_id = ?1 AND day BETWEEN ?5 AND ?6
               UNION ALL SELECT id, 'rating', day, minute FROM rating WHERE customer_id = ?1 AND day BETWEEN ?5 AND ?6
               UNION ALL SELECT id, 'departure', day, NULL FROM departure WHERE customer_id = ?1 AND day BETWEEN ?5 AND ?6
               UNION ALL SELECT id, 'complaint', day, minute FROM complaint WHERE customer_id = ?1 AND day BETWEEN ?5 AND ?6
               UNION ALL SELECT id, 'promise', day, minute FROM promise WHERE customer_id = ?1 AND day BETWEEN ?5 AND ?6
               UNION ALL SELECT id, 'paymentPlan', day, minute FROM payment_plan WHERE customer_id = ?1 AND day BETWEEN ?5 AND ?6
               UNION ALL SELECT id, 'referral', day, NULL FROM (
                 SELECT c.id, coalesce((SELECT min(p.day) FROM purchase p WHERE p.customer_id = c.id AND p.amount >= 0), c.created_on) AS day
                 FROM customer c WHERE c.referrer_id = ?1) WHERE day BETWEEN ?5 AND ?6
             ) WHERE ?2 = '[]' OR kind IN (SELECT value FROM json_each(?2))
             ORDER BY day DESC, coalesce(minute, -1) DESC, id DESC LIMIT ?3 OFFSET ?4)
           SELECT page.id AS "id!: MomentId", page.day AS "day!: NaiveDate", page.minute AS "minute: u32",
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
               WHEN 'contact' THEN (
                 SELECT json_object('kind', 'contact', 'channel', channel, 'purpose', purpose, 'note', note,
                   'outcome', CASE outcome WHEN 'no_answer' THEN 'noAnswer' WHEN 'will_come' THEN 'willCome'
                                           ELSE outcome END,
                   'outcomeNote', outcome_note, 'cameBackOn', came_back_on)
                 FROM contact k WHERE k.id = page.id)
               WHEN 'gesture' THEN (
                 SELECT json_object('kind', 'gesture', 'what', what, 'cost', cost, 'currency', currency, 'text', text,
                   'who', who, 'complaintOn', (SELECT c.day FROM complaint c WHERE c.id = g.complaint_id),
                   'complaint', nullif(lower(hex(g.complaint_id)), ''),
                   'purchaseOn', (SELECT p.day FROM purchase p WHERE p.id = g.purchase_id))
                 FROM gesture g WHERE g.id = page.id)
               WHEN 'praise' THEN (
                 SELECT json_object('kind', 'praise', 'channel', channel, 'earnedBy', earned_by, 'text', text)
                 FROM praise r WHERE r.id = page.id)
               WHEN 'rating' THEN (
                 SELECT json_object('kind', 'rating', 'scale', scale, 'score', score, 'text', text)
                 FROM rating r WHERE r.id = page.id)
               WHEN 'departure' THEN (
                 SELECT json_object('kind', 'departure', 'reason', replace(reason, 'need_ended', 'needEnded'),
                   'avoidable', json(CASE avoidable WHEN 1 THEN 'true' WHEN 0 THEN 'false' END),
                   'goneTo', gone_to, 'text', text)
                 FROM departure d WHERE d.id = page.id)
               WHEN 'complaint' THEN (
                 SELECT json_object('kind', 'complaint', 'channel', c.channel, 'text', c.text, 'asked', c.asked,
                   'accountable', c.accountable, 'cause', (SELECT u.name FROM cause u WHERE u.id = c.cause_id),
                   'stands', s.kind, 'standsOn', s.day,
                   'steps', (SELECT json_group_array(json_object('kind', z.kind, 'day', z.day))
                             FROM (SELECT kind, day FROM complaint_step y WHERE y.complaint_id = c.id ORDER BY y.id) z))
                 FROM complaint c LEFT JOIN complaint_step s ON s.id = (
                   SELECT l.id FROM complaint_step l WHERE l.complaint_id = c.id
                     AND l.kind NOT IN ('apology', 'reply', 'update', 'chased')
                   ORDER BY l.day DESC, coalesce(l.minute, -1) DESC, l.id DESC LIMIT 1)
                 WHERE c.id = page.id)
               WHEN 'promise' THEN (
                 SELECT json_object('kind', 'promise', 'text', text, 'who', who, 'due', due, 'dueMinute', due_minute,
                   'outcome', outcome, 'outcomeOn', outcome_on, 'outcomeNote', outcome_note,
                   'complaint', nullif(lower(hex(complaint_id)), ''),
                   'complaintOn', (SELECT c.day FROM complaint c WHERE c.id = m.complaint_id))
                 FROM promise m WHERE m.id = page.id)
               WHEN 'paymentPlan' THEN (
                 SELECT json_object('kind', 'paymentPlan', 'text', b.text, 'currency', b.currency, 'endedOn', b.ended_on,
                   'total', coalesce(sum(i.amount), 0),
                   'paid', coalesce(sum(CASE WHEN i.paid_on IS NOT NULL THEN i.amount END), 0),
                   'instalments', count(i.id), 'nextDue', min(CASE WHEN i.paid_on IS NULL THEN i.due END))
                 FROM payment_plan b LEFT JOIN instalment i ON i.plan_id = b.id WHERE b.id = page.id)
               ELSE (
                 SELECT json_object('kind', 'referral', 'customer', lower(hex(c.id)), 'name', c.name, 'firstOn', f.day,
                   'amount', coalesce(sum(p.amount), 0), 'currency', min(p.currency))
                 FROM customer c
                 LEFT JOIN (SELECT min(q.day) AS day FROM purchase q
                            WHERE q.customer_id = page.id AND q.amount >= 0) f
                 LEFT JOIN purchase p ON p.customer_id = c.id AND p.day = f.day
                 WHERE c.id = page.id)
             END AS "body!: String",
             f.emotion AS "emotion?: Emotion", f.intensity AS "intensity?: u32", f.trigger AS "trigger?: Trigger",
             f.told_around AS "told_around?: bool",
             (SELECT json_group_array(json_object('id', lower(hex(a.id)), 'name', a.name, 'size', a.size,
                                                  'opens', json('false')))
              FROM (SELECT * FROM attachment t WHERE t.moment_id = page.id ORDER BY t.id) a) AS "attachments!: String",
             (SELECT max(h.at) FROM change_row r JOIN change h ON h.seq = r.seq
              WHERE coalesce(json_extract(r.before, '$.moment_id'), json_extract(r.after, '$.moment_id'),
                             json_extract(r.before, '$.id')) = hex(page.id)
                AND (r.before IS NOT NULL OR r.tbl = 'feeling') AND r.tbl <> 'attachment'
                AND h.op IN ('editMoment', 'editComplaint', 'editPromise') AND h.undone_by IS NULL) AS "corrected?: String"
           FROM page LEFT JOIN feeling f ON f.moment_id = page.id
           ORDER BY page.day DESC, coalesce(page.minute, -1) DESC, page.id DESC"#,
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
            let attachments: Vec<Attachment> = serde_json::from_str(&row.attachments)?;
            let feeling = row.emotion.map(|emotion| Feeling {
                emotion,
                intensity: row.intensity.unwrap_or(2),
                trigger: row.trigger,
                told_around: row.told_around.unwrap_or(false),
            });
            Ok(Moment {
                id: row.id,
                day: row.day,
                minute: row.minute,
                body,
                feeling,
                attachments: attachments.into_iter().map(Attachment::judged).collect(),
                corrected: row.corrected,
            })
        })
        .collect::<Result<_>>()?;
    Ok((total, moments))
}
