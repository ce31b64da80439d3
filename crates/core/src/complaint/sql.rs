//! SQL of the complaints.

mod parts;
mod write;

use std::collections::HashMap;

use chrono::NaiveDate;
use sqlx::SqliteConnection;

use super::clock::When;
use super::life::StepKind;
use super::{OpenComplaint, Step, Which};
use crate::customer::Channel;
use crate::error::{Error, Result};
use crate::ids::{CauseId, CustomerId, MomentId, StepId};

pub(super) use parts::{
    actions, all, bought, costs, gestures, promises, promises_of_all, purchase, refunded,
};
pub(super) use write::{
    add_action, add_gesture, add_step, change_action, complete_action, insert, remove,
    remove_action, update, whose_action,
};

/// Whether the complaint `k` is still to be settled: nothing but reopening leads back from a solution.
const OPEN: &str = "(SELECT s.kind FROM complaint_step s WHERE s.complaint_id = k.id
   AND s.kind IN ('solved', 'reopened') ORDER BY s.id DESC LIMIT 1) IS NOT 'solved'";

/// A complaint as it is stored, with its steps in order.
#[derive(Debug)]
pub(super) struct Stored {
    pub(super) id: MomentId,
    pub(super) customer: CustomerId,
    pub(super) name: String,
    pub(super) received: When,
    pub(super) channel: Option<Channel>,
    pub(super) text: String,
    pub(super) asked: Option<String>,
    pub(super) purchase: Option<MomentId>,
    pub(super) accountable: Option<String>,
    pub(super) cause: Option<(CauseId, String)>,
    pub(super) first_due: Option<When>,
    pub(super) steps: Vec<Step>,
}

/// A day and a minute out of their columns.
pub(super) fn when(day: Option<NaiveDate>, minute: Option<u32>) -> Option<When> {
    day.map(|day| When { day, minute })
}

/// One complaint.
pub(super) async fn load(connection: &mut SqliteConnection, id: MomentId) -> Result<Stored> {
    let found = select(connection, Some(id), None, Which::All, NaiveDate::MIN).await?;
    found
        .into_iter()
        .next()
        .ok_or_else(|| Error::not_found("complaint", id))
}

/// Complaints, the latest received first; those of the board that were closed since `closed_since`.
pub(super) async fn list(
    connection: &mut SqliteConnection,
    customer: Option<CustomerId>,
    which: Which,
    closed_since: NaiveDate,
) -> Result<Vec<Stored>> {
    select(connection, None, customer, which, closed_since).await
}

async fn select(
    connection: &mut SqliteConnection,
    one: Option<MomentId>,
    customer: Option<CustomerId>,
    which: Which,
    closed_since: NaiveDate,
) -> Result<Vec<Stored>> {
    let which = match which {
        Which::All => "all",
        Which::Open => "open",
        Which::Board => "board",
    };
    let rows = sqlx::query!(
        r#"SELECT k.id AS "id: MomentId", k.customer_id AS "customer: CustomerId", c.name, k.day AS "day: NaiveDate",
             k.minute AS "minute: u32", k.channel AS "channel: Channel", k.text, k.asked,
             k.purchase_id AS "purchase: MomentId", k.accountable, k.cause_id AS "cause: CauseId",
             w.name AS "cause_name?", k.update_day AS "update_day: NaiveDate", k.update_minute AS "update_minute: u32"
           FROM complaint k JOIN customer c ON c.id = k.customer_id LEFT JOIN cause w ON w.id = k.cause_id
           WHERE (?1 IS NULL OR k.id = ?1) AND (?2 IS NULL OR k.customer_id = ?2) AND (?3 = 'all'
             OR (?3 = 'open' AND (SELECT s.kind FROM complaint_step s WHERE s.complaint_id = k.id
                   AND s.kind IN ('solved', 'reopened') ORDER BY s.id DESC LIMIT 1) IS NOT 'solved')
             OR (?3 = 'board' AND coalesce((SELECT iif(s.kind = 'closed', s.day, NULL) FROM complaint_step s
                   WHERE s.complaint_id = k.id AND s.kind IN ('closed', 'reopened') ORDER BY s.id DESC LIMIT 1),
                 '9999-12-31') >= ?4))
           ORDER BY k.day DESC, k.minute DESC, k.id DESC"#,
        one,
        customer,
        which,
        closed_since
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut steps = steps(connection, one, customer).await?;
    Ok(rows
        .into_iter()
        .map(|row| Stored {
            steps: steps.remove(&row.id).unwrap_or_default(),
            id: row.id,
            customer: row.customer,
            name: row.name,
            received: When {
                day: row.day,
                minute: row.minute,
            },
            channel: row.channel,
            text: row.text,
            asked: row.asked,
            purchase: row.purchase,
            accountable: row.accountable,
            cause: row.cause.zip(row.cause_name),
            first_due: when(row.update_day, row.update_minute),
        })
        .collect())
}

/// Steps by complaint, in the order in which they were noted.
async fn steps(
    connection: &mut SqliteConnection,
    one: Option<MomentId>,
    customer: Option<CustomerId>,
) -> Result<HashMap<MomentId, Vec<Step>>> {
    let rows = sqlx::query!(
        r#"SELECT complaint_id AS "complaint: MomentId", id AS "id: StepId", day AS "day: NaiveDate",
             minute AS "minute: u32", kind AS "kind: StepKind", who, text, update_day AS "update_day: NaiveDate",
             update_minute AS "update_minute: u32"
           FROM complaint_step WHERE (?1 IS NULL OR complaint_id = ?1) AND (?2 IS NULL OR customer_id = ?2) ORDER BY id"#,
        one,
        customer
    )
    .fetch_all(connection)
    .await?;
    let mut steps: HashMap<MomentId, Vec<Step>> = HashMap::new();
    for row in rows {
        steps.entry(row.complaint).or_default().push(Step {
            id: row.id,
            kind: row.kind,
            when: When {
                day: row.day,
                minute: row.minute,
            },
            who: row.who,
            text: row.text,
            next: when(row.update_day, row.update_minute),
        });
    }
    Ok(steps)
}

/// How many complaints are still to be settled.
pub(super) async fn count_open(connection: &mut SqliteConnection) -> Result<u32> {
    let sql = format!("SELECT count(*) FROM complaint k WHERE {OPEN}");
    Ok(sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .fetch_one(connection)
        .await?)
}

/// The complaints of a customer still to be settled, the oldest first.
pub(crate) async fn open_of(
    connection: &mut SqliteConnection,
    customer: CustomerId,
) -> Result<Vec<OpenComplaint>> {
    let sql = format!(
        "SELECT json_group_array(json_array(hex(id), day, text)) FROM (
           SELECT k.id, k.day, k.text FROM complaint k WHERE k.customer_id = ? AND {OPEN} ORDER BY k.day, k.id)"
    );
    // One text, as a row each would take longer to hand over than to find.
    let packed: String = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(customer)
        .fetch_one(connection)
        .await?;
    let open: Vec<(MomentId, NaiveDate, String)> = serde_json::from_str(&packed)?;
    Ok(open
        .into_iter()
        .map(|(id, day, text)| OpenComplaint { id, day, text })
        .collect())
}

/// The oldest of them, and since when it is open.
pub(crate) async fn oldest_open(
    connection: &mut SqliteConnection,
    customer: CustomerId,
) -> Result<Option<(MomentId, NaiveDate)>> {
    let sql = format!(
        "SELECT k.id, k.day FROM complaint k WHERE k.customer_id = ? AND {OPEN} ORDER BY k.day, k.id LIMIT 1"
    );
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(customer)
        .fetch_optional(connection)
        .await?)
}
