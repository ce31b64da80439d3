//! SQL of the promises.

use chrono::NaiveDate;
use sqlx::{SqliteConnection, SqlitePool};

use super::{Promise, PromiseDraft, PromiseOutcome, PromiseState};
use crate::error::{Error, Result};
use crate::ids::{CustomerId, MomentId};

pub(super) async fn insert(
    connection: &mut SqliteConnection,
    id: MomentId,
    customer: CustomerId,
    draft: &PromiseDraft,
    instead_of: Option<MomentId>,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO promise (id, customer_id, complaint_id, day, minute, text, who, due, due_minute, instead_of)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        customer,
        draft.complaint,
        draft.day,
        draft.minute,
        draft.text,
        draft.who,
        draft.due,
        draft.due_minute,
        instead_of
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn reword(
    connection: &mut SqliteConnection,
    id: MomentId,
    text: &str,
    who: Option<&str>,
) -> Result<()> {
    sqlx::query!(
        "UPDATE promise SET text = ?, who = ? WHERE id = ?",
        text,
        who,
        id
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn end(
    connection: &mut SqliteConnection,
    id: MomentId,
    outcome: PromiseOutcome,
    on: NaiveDate,
    note: Option<&str>,
) -> Result<()> {
    sqlx::query!(
        "UPDATE promise SET outcome = ?, outcome_on = ?, outcome_note = ? WHERE id = ?",
        outcome,
        on,
        note,
        id
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Whether this complaint is that customer's.
pub(super) async fn is_complaint_of(
    connection: &mut SqliteConnection,
    complaint: MomentId,
    customer: CustomerId,
) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM complaint WHERE id = ? AND customer_id = ?) AS "theirs!: bool""#,
        complaint,
        customer
    )
    .fetch_one(connection)
    .await?)
}

struct Stored {
    id: MomentId,
    customer: CustomerId,
    name: String,
    complaint: Option<MomentId>,
    day: NaiveDate,
    minute: Option<u32>,
    text: String,
    who: Option<String>,
    due: NaiveDate,
    due_minute: Option<u32>,
    outcome: Option<PromiseOutcome>,
    outcome_on: Option<NaiveDate>,
    outcome_note: Option<String>,
    instead_of: Option<MomentId>,
}

impl Stored {
    fn promise(self, today: NaiveDate) -> Promise {
        Promise {
            state: PromiseState::of(self.due, self.outcome.zip(self.outcome_on), today),
            id: self.id,
            customer: self.customer,
            name: self.name,
            complaint: self.complaint,
            day: self.day,
            minute: self.minute,
            text: self.text,
            who: self.who,
            due: self.due,
            due_minute: self.due_minute,
            outcome: self.outcome,
            outcome_on: self.outcome_on,
            outcome_note: self.outcome_note,
            instead_of: self.instead_of,
        }
    }
}

macro_rules! select {
    ($rest:literal $(, $value:expr)*) => {
        sqlx::query_as!(
            Stored,
            r#"SELECT p.id AS "id: MomentId", p.customer_id AS "customer: CustomerId", c.name,
                 p.complaint_id AS "complaint: MomentId", p.day AS "day: NaiveDate", p.minute AS "minute: u32", p.text, p.who,
                 p.due AS "due: NaiveDate", p.due_minute AS "due_minute: u32", p.outcome AS "outcome: PromiseOutcome",
                 p.outcome_on AS "outcome_on: NaiveDate", p.outcome_note, p.instead_of AS "instead_of: MomentId"
               FROM promise p JOIN customer c ON c.id = p.customer_id "# + $rest,
            $($value),*
        )
    };
}

fn all(rows: Vec<Stored>, today: NaiveDate) -> Vec<Promise> {
    rows.into_iter().map(|row| row.promise(today)).collect()
}

pub(super) async fn load(reader: &SqlitePool, id: MomentId, today: NaiveDate) -> Result<Promise> {
    select!("WHERE p.id = ?", id)
        .fetch_optional(reader)
        .await?
        .map(|row| row.promise(today))
        .ok_or_else(|| Error::not_found("promise", id))
}

/// The same through the writer: as it stands within a write.
pub(super) async fn load_now(
    connection: &mut SqliteConnection,
    id: MomentId,
    today: NaiveDate,
) -> Result<Promise> {
    select!("WHERE p.id = ?", id)
        .fetch_optional(connection)
        .await?
        .map(|row| row.promise(today))
        .ok_or_else(|| Error::not_found("promise", id))
}

/// Promises still to be kept, due up to `to` where given, the first due first.
pub(super) async fn open(
    reader: &SqlitePool,
    to: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<Vec<Promise>> {
    let rows = select!(
        "WHERE p.outcome IS NULL AND (?1 IS NULL OR p.due <= ?1)
         ORDER BY p.due, p.due_minute IS NULL, p.due_minute, p.id",
        to
    )
    .fetch_all(reader)
    .await?;
    Ok(all(rows, today))
}

/// Promises to a customer still to be kept, the first due first.
pub(crate) async fn open_of(
    reader: &SqlitePool,
    customer: CustomerId,
    today: NaiveDate,
) -> Result<Vec<Promise>> {
    let rows = select!(
        "WHERE p.customer_id = ? AND p.outcome IS NULL ORDER BY p.due, p.due_minute IS NULL, p.due_minute, p.id",
        customer
    )
    .fetch_all(reader)
    .await?;
    Ok(all(rows, today))
}

/// All promises due from `from` to `to`, the last due first.
pub(super) async fn due(
    reader: &SqlitePool,
    from: NaiveDate,
    to: NaiveDate,
    today: NaiveDate,
) -> Result<Vec<Promise>> {
    let rows = select!(
        "WHERE p.due BETWEEN ? AND ? ORDER BY p.due DESC, p.due_minute DESC, p.id DESC",
        from,
        to
    )
    .fetch_all(reader)
    .await?;
    Ok(all(rows, today))
}

/// All promises made to a customer: those still to be kept first, the first due of them first; then the others, the last due first.
pub(super) async fn with(
    reader: &SqlitePool,
    customer: CustomerId,
    today: NaiveDate,
) -> Result<Vec<Promise>> {
    let rows = select!(
        "WHERE p.customer_id = ? ORDER BY p.outcome IS NOT NULL, iif(p.outcome IS NULL, p.due, NULL),
           p.due DESC, p.due_minute IS NULL, p.due_minute, p.id",
        customer
    )
    .fetch_all(reader)
    .await?;
    Ok(all(rows, today))
}

/// The states of all promises due from `from` to `to`, without their words.
pub(super) async fn states(
    reader: &SqlitePool,
    from: NaiveDate,
    to: NaiveDate,
    today: NaiveDate,
) -> Result<Vec<PromiseState>> {
    let rows = sqlx::query!(
        r#"SELECT due AS "due: NaiveDate", outcome AS "outcome: PromiseOutcome", outcome_on AS "on: NaiveDate"
           FROM promise WHERE due BETWEEN ? AND ?"#,
        from,
        to
    )
    .fetch_all(reader)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| PromiseState::of(row.due, row.outcome.zip(row.on), today))
        .collect())
}
