//! SQL of the occasions: who may be one, and what was done about it.

use chrono::NaiveDate;
use sqlx::{AssertSqlSafe, FromRow, SqliteConnection};
use uuid::Uuid;

use super::{Known, Why, WhyKind, anniversary};
use crate::error::Result;
use crate::ids::{CustomerId, MomentId};
use crate::money::Amount;

/// Those one kind may be, in its order; ?1 today, ?2 how many, ?3 after how many, ?5 how many the best are.
const fn candidates(kind: WhyKind) -> &'static str {
    match kind {
        WhyKind::Solved => {
            "SELECT z.customer_id AS customer, z.complaint_id AS other, z.day AS day, NULL AS number, NULL AS text
             FROM complaint_step z
             WHERE z.kind = 'solved' AND z.day BETWEEN date(?1, '-180 days') AND date(?1, '-14 days')
               AND NOT EXISTS (SELECT 1 FROM complaint_step l WHERE l.complaint_id = z.complaint_id
                 AND l.kind IN ('solved', 'checked', 'closed', 'reopened') AND (l.day, l.id) > (z.day, z.id))
             ORDER BY z.day, z.id LIMIT ?2 OFFSET ?3"
        }
        WhyKind::Back => {
            "SELECT s.customer_id AS customer, NULL AS other, s.last_day AS day, CAST(s.last_gap AS INTEGER) AS number,
               NULL AS text
             FROM standing s WHERE s.behaviour = 'back' AND s.last_gap IS NOT NULL
             ORDER BY s.last_day DESC, s.value DESC, s.customer_id LIMIT ?2 OFFSET ?3"
        }
        WhyKind::Friend => {
            "SELECT r.referrer_id AS customer, r.id AS other, s.first_day AS day, NULL AS number, r.name AS text
             FROM customer r CROSS JOIN standing s ON s.customer_id = r.id
             WHERE r.referrer_id IS NOT NULL AND s.first_day BETWEEN date(?1, '-30 days') AND ?1
             ORDER BY s.first_day DESC, r.id LIMIT ?2 OFFSET ?3"
        }
        WhyKind::Praise => {
            "SELECT p.customer_id AS customer, NULL AS other, p.day AS day, NULL AS number, p.earned_by AS text
             FROM praise p WHERE p.day BETWEEN date(?1, '-90 days') AND date(?1, '-1 day')
             ORDER BY p.day DESC, p.id DESC LIMIT ?2 OFFSET ?3"
        }
        WhyKind::Years => {
            "SELECT s.customer_id AS customer, NULL AS other, s.first_day AS day, NULL AS number, NULL AS text
             FROM standing s WHERE s.behaviour = 'loyal' AND s.first_day < date(?1, '-300 days')
               AND substr(s.first_day, 6) IN (substr(?1, 6), substr(date(?1, '+1 day'), 6), substr(date(?1, '+2 days'), 6),
                 substr(date(?1, '+3 days'), 6), substr(date(?1, '+4 days'), 6), substr(date(?1, '+5 days'), 6),
                 substr(date(?1, '+6 days'), 6))
             ORDER BY s.value DESC, s.customer_id LIMIT ?2 OFFSET ?3"
        }
        WhyKind::Best => {
            "SELECT customer, NULL AS other, NULL AS day, value AS number, NULL AS text
             FROM (SELECT s.customer_id AS customer, s.value FROM standing s
                   WHERE s.behaviour = 'loyal' AND s.archived = 0 AND s.value > 0 ORDER BY s.value DESC LIMIT ?5)
             ORDER BY value DESC LIMIT ?2 OFFSET ?3"
        }
    }
}

/// What was done about each; ?4 the kind's code. Nobody is met by a call they did not answer, nor by coming themselves.
const DONE: &str = "
    nullif(max(coalesce((SELECT max(day) FROM gesture g WHERE g.customer_id = c.id), ''),
      coalesce((SELECT max(day) FROM exchange e WHERE e.customer_id = c.id AND e.purpose = 'thanks'), ''),
      coalesce((SELECT max(outcome_on) FROM contact k WHERE k.customer_id = c.id AND k.purpose = 'thanks'
        AND NOT (k.outcome = 'no_answer' AND k.channel IN ('call', 'visit'))), '')), '') AS thanked,
    nullif(max(coalesce((SELECT max(day) FROM gesture g WHERE g.customer_id = c.id), ''),
      coalesce((SELECT max(day) FROM exchange e WHERE e.customer_id = c.id), ''),
      coalesce((SELECT max(outcome_on) FROM contact k WHERE k.customer_id = c.id AND k.outcome <> 'came'
        AND NOT (k.outcome = 'no_answer' AND k.channel IN ('call', 'visit'))), '')), '') AS met,
    EXISTS (SELECT 1 FROM contact k WHERE k.customer_id = c.id AND k.outcome IS NULL) AS planned,
    (SELECT max(day) FROM waved w WHERE w.customer_id = c.id AND w.why = ?4) AS waved";

#[derive(FromRow)]
struct Row {
    customer: CustomerId,
    name: String,
    other: Option<Uuid>,
    day: Option<NaiveDate>,
    number: Option<i64>,
    text: Option<String>,
    thanked: Option<NaiveDate>,
    met: Option<NaiveDate>,
    planned: bool,
    waved: Option<NaiveDate>,
    open: bool,
}

impl Row {
    fn why(&self, kind: WhyKind, today: NaiveDate, best: u32) -> Option<Why> {
        Some(match kind {
            WhyKind::Solved => Why::Solved {
                complaint: MomentId::from(self.other?),
                day: self.day?,
            },
            WhyKind::Back => Why::Back {
                day: self.day?,
                away: u32::try_from(self.number?).ok()?,
            },
            WhyKind::Friend => Why::Friend {
                friend: CustomerId::from(self.other?),
                name: self.text.clone()?,
                day: self.day?,
            },
            WhyKind::Praise => Why::Praise {
                day: self.day?,
                earned_by: self.text.clone(),
            },
            WhyKind::Years => {
                let (day, years) = anniversary(self.day?, today)?;
                Why::Years { day, years }
            }
            WhyKind::Best => Why::Best {
                best,
                value: Amount(self.number?),
            },
        })
    }
}

/// Some who one kind of occasion may be about, in its order, and how many were looked at. Whoever is archived, closed or not to be
/// profiled is none.
pub(super) async fn some(
    connection: &mut SqliteConnection,
    kind: WhyKind,
    today: NaiveDate,
    best: u32,
    limit: u32,
    offset: u32,
) -> Result<(u32, Vec<Known>)> {
    let inner = candidates(kind);
    let looked_at = format!(
        "WITH x AS MATERIALIZED ({inner})
         SELECT x.*, c.name, {DONE}, c.archived_on IS NULL AND c.unprofiled_on IS NULL AND c.closed_reason IS NULL AS open
         FROM x CROSS JOIN customer c ON c.id = x.customer"
    );
    let rows: Vec<Row> = sqlx::query_as(AssertSqlSafe(looked_at))
        .bind(today)
        .bind(limit)
        .bind(offset)
        .bind(kind)
        .bind(best)
        .fetch_all(connection)
        .await?;
    let seen = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let known = rows
        .into_iter()
        .filter(|row| row.open)
        .filter_map(|row| {
            Some(Known {
                why: row.why(kind, today, best)?,
                customer: row.customer,
                name: row.name,
                thanked: row.thanked,
                met: row.met,
                planned: row.planned,
                waved: row.waved,
            })
        })
        .collect();
    Ok((seen, known))
}

/// How many the best tenth of the loyal customers are; none while a tenth of them is nobody.
pub(super) async fn best(connection: &mut SqliteConnection) -> Result<u32> {
    let loyal = sqlx::query_scalar!(
        r#"SELECT customers AS "customers: u32" FROM standing_total WHERE behaviour = 'loyal'"#
    )
    .fetch_optional(connection)
    .await?;
    Ok(loyal.unwrap_or(0) / 10)
}

pub(super) async fn wave(
    connection: &mut SqliteConnection,
    id: MomentId,
    customer: CustomerId,
    kind: WhyKind,
    today: NaiveDate,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO waved (id, customer_id, why, day) VALUES (?, ?, ?, ?)",
        id,
        customer,
        kind,
        today
    )
    .execute(connection)
    .await?;
    Ok(())
}
