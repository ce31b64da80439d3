//! SQL of the contacts.

use chrono::NaiveDate;
use sqlx::{SqliteConnection, SqlitePool};

use super::{Contact, ContactDraft, ContactPurpose, Outcome};
use crate::customer::Channel;
use crate::db::Touched;
use crate::error::{Error, Result};
use crate::ids::{ContactId, CustomerId};
use crate::standing;

pub(super) async fn insert(
    connection: &mut SqliteConnection,
    id: ContactId,
    customer: CustomerId,
    draft: &ContactDraft,
    today: NaiveDate,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO contact (id, customer_id, day, minute, channel, purpose, note, planned_on)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        customer,
        draft.day,
        draft.minute,
        draft.channel,
        draft.purpose,
        draft.note,
        today
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn update(
    connection: &mut SqliteConnection,
    id: ContactId,
    draft: &ContactDraft,
) -> Result<()> {
    sqlx::query!(
        "UPDATE contact SET day = ?, minute = ?, channel = ?, purpose = ?, note = ? WHERE id = ?",
        draft.day,
        draft.minute,
        draft.channel,
        draft.purpose,
        draft.note,
        id
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn delete(connection: &mut SqliteConnection, id: ContactId) -> Result<()> {
    sqlx::query!("DELETE FROM contact WHERE id = ?", id)
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn set_outcome(
    connection: &mut SqliteConnection,
    id: ContactId,
    outcome: Option<Outcome>,
    day: Option<NaiveDate>,
    note: Option<&str>,
) -> Result<()> {
    sqlx::query!(
        "UPDATE contact SET outcome = ?, outcome_on = ?, outcome_note = ?, came_back_on = NULL WHERE id = ?",
        outcome,
        day,
        note,
        id
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Give up whatever is still planned with a customer.
pub(crate) async fn give_up(connection: &mut SqliteConnection, customer: CustomerId) -> Result<()> {
    sqlx::query!(
        "DELETE FROM contact WHERE customer_id = ? AND outcome IS NULL",
        customer
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// A purchase ends the sequence at once: contacts that sought a return and were followed by a purchase
/// within `window` days are closed as came back. A purchase taken back opens them again.
///
/// The purchase must come after the contact was planned; on the same day the order of noting decides.
pub(crate) async fn close_on_return(
    connection: &mut SqliteConnection,
    window: u32,
    touched: &Touched,
) -> Result<()> {
    let whose = match touched {
        Touched::Everyone => None,
        Touched::Some(ids) => Some(standing::hex_list(ids)?),
    };
    sqlx::query!(
        "UPDATE contact SET came_back_on = NULL,
           outcome_on = CASE WHEN outcome = 'came' AND outcome_note IS NULL AND outcome_on = came_back_on
                             THEN NULL ELSE outcome_on END,
           outcome = CASE WHEN outcome = 'came' AND outcome_note IS NULL AND outcome_on = came_back_on
                          THEN NULL ELSE outcome END
         WHERE came_back_on IS NOT NULL
           AND (?1 IS NULL OR customer_id IN (SELECT unhex(value) FROM json_each(?1))) AND NOT EXISTS (
           SELECT 1 FROM purchase p
           WHERE p.customer_id = contact.customer_id AND p.day = contact.came_back_on AND p.amount >= 0)",
        whose
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "UPDATE contact SET came_back_on = f.day,
           outcome = coalesce(contact.outcome, 'came'),
           outcome_on = coalesce(contact.outcome_on, f.day)
         FROM (
           SELECT c.id, min(p.day) AS day FROM contact c JOIN purchase p ON p.customer_id = c.customer_id
           WHERE (?2 IS NULL OR c.customer_id IN (SELECT unhex(value) FROM json_each(?2)))
             AND c.came_back_on IS NULL AND c.purpose IN ('news', 'advice', 'other')
             AND (c.outcome IS NULL OR c.outcome <> 'peace')
             AND p.amount >= 0
             AND (p.day > c.planned_on OR (p.day = c.planned_on AND p.id > c.id))
             AND p.day <= date(coalesce(c.outcome_on, c.day), '+' || ?1 || ' days')
           GROUP BY c.id
         ) f WHERE f.id = contact.id",
        window,
        whose
    )
    .execute(connection)
    .await?;
    Ok(())
}

macro_rules! select {
    ($rest:literal $(, $value:expr)*) => {
        sqlx::query_as!(
            Contact,
            r#"SELECT k.id AS "id: ContactId", k.customer_id AS "customer: CustomerId", c.name,
                 (SELECT typed FROM contact_point p WHERE p.customer_id = k.customer_id AND p.kind = 'phone'
                  ORDER BY p.id LIMIT 1) AS "phone?: String",
                 (SELECT typed FROM contact_point p WHERE p.customer_id = k.customer_id AND p.kind = 'email'
                  ORDER BY p.id LIMIT 1) AS "email?: String",
                 k.day AS "day: NaiveDate", k.minute AS "minute: u32", k.channel AS "channel: Channel",
                 k.purpose AS "purpose: ContactPurpose", k.note, k.planned_on AS "planned_on: NaiveDate",
                 k.outcome AS "outcome: Outcome", k.outcome_on AS "outcome_on: NaiveDate", k.outcome_note,
                 k.came_back_on AS "came_back_on: NaiveDate"
               FROM contact k JOIN customer c ON c.id = k.customer_id "# + $rest,
            $($value),*
        )
    };
}

pub(super) async fn load(reader: &SqlitePool, id: ContactId) -> Result<Contact> {
    select!("WHERE k.id = ?", id)
        .fetch_optional(reader)
        .await?
        .ok_or_else(|| Error::not_found("contact", id))
}

/// Contacts of the days from `from` to `to`, made or not.
pub(super) async fn between(
    reader: &SqlitePool,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Contact>> {
    Ok(select!(
        "WHERE k.day BETWEEN ? AND ? ORDER BY k.day, k.minute IS NULL, k.minute, k.id",
        from,
        to
    )
    .fetch_all(reader)
    .await?)
}

/// Contacts still to be made, up to `to` where given, soonest first.
pub(super) async fn open(reader: &SqlitePool, to: Option<NaiveDate>) -> Result<Vec<Contact>> {
    Ok(select!(
        "WHERE k.outcome IS NULL AND (?1 IS NULL OR k.day <= ?1) ORDER BY k.day, k.minute IS NULL, k.minute, k.id",
        to
    )
    .fetch_all(reader)
    .await?)
}

/// Contacts made since `since` and not yet answered by a visit, newest first.
pub(super) async fn waiting(reader: &SqlitePool, since: NaiveDate) -> Result<Vec<Contact>> {
    Ok(select!(
        "WHERE k.outcome IN ('reached', 'no_answer', 'will_come') AND k.came_back_on IS NULL AND k.outcome_on >= ?
         ORDER BY k.outcome_on DESC, k.id DESC",
        since
    )
    .fetch_all(reader)
    .await?)
}

/// Contacts after which the customer came since `since`, newest first.
pub(super) async fn came_back(reader: &SqlitePool, since: NaiveDate) -> Result<Vec<Contact>> {
    Ok(select!(
        "WHERE (k.came_back_on >= ?1 OR (k.outcome = 'came' AND k.outcome_on >= ?1))
         ORDER BY coalesce(k.came_back_on, k.outcome_on) DESC, k.id DESC",
        since
    )
    .fetch_all(reader)
    .await?)
}

/// How many [`open`], [`waiting`] and [`came_back`] would give.
pub(super) async fn count(
    reader: &SqlitePool,
    waiting_since: NaiveDate,
    back_since: NaiveDate,
) -> Result<(u32, u32, u32)> {
    let row = sqlx::query!(
        r#"SELECT
             (SELECT count(*) FROM contact WHERE outcome IS NULL) AS "planned!: u32",
             (SELECT count(*) FROM contact WHERE outcome IN ('reached', 'no_answer', 'will_come')
                AND came_back_on IS NULL AND outcome_on >= ?1) AS "waiting!: u32",
             (SELECT count(*) FROM contact
              WHERE came_back_on >= ?2 OR (outcome = 'came' AND outcome_on >= ?2)) AS "back!: u32""#,
        waiting_since,
        back_since
    )
    .fetch_one(reader)
    .await?;
    Ok((row.planned, row.waiting, row.back))
}

/// Contacts still to be made with one customer.
pub(super) async fn open_with(reader: &SqlitePool, customer: CustomerId) -> Result<Vec<Contact>> {
    Ok(select!(
        "WHERE k.outcome IS NULL AND k.customer_id = ? ORDER BY k.day, k.minute",
        customer
    )
    .fetch_all(reader)
    .await?)
}
