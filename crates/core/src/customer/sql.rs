//! SQL of the customers.

use chrono::NaiveDate;
use sqlx::{SqliteConnection, SqlitePool};

use super::{
    Channel, Closed, ClosedReason, Consent, ContactPoint, ContactPointKind, Customer, CustomerDraft,
};
use crate::error::{Error, Result};
use crate::fold::fold;
use crate::ids::{ContactPointId, CustomerId, ImportId};
use crate::notebook::Notebook;

pub(super) async fn insert(
    connection: &mut SqliteConnection,
    id: CustomerId,
    draft: &CustomerDraft,
    today: NaiveDate,
) -> Result<()> {
    let folded = fold(&draft.name);
    sqlx::query!(
        "INSERT INTO customer (id, name, name_folded, created_on) VALUES (?, ?, ?, ?)",
        id,
        draft.name,
        folded,
        today
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn update(
    connection: &mut SqliteConnection,
    id: CustomerId,
    draft: &CustomerDraft,
) -> Result<()> {
    let folded = fold(&draft.name);
    let rows = sqlx::query!(
        "UPDATE customer SET name = ?, name_folded = ?, company = ?, external_id = ?, address = ?, postcode = ?,
           city = ?, country = ?, born_on = ?, preferred_channel = ?, note = ?, referrer_id = ?
         WHERE id = ?",
        draft.name,
        folded,
        draft.company,
        draft.external_id,
        draft.address,
        draft.postcode,
        draft.city,
        draft.country,
        draft.born_on,
        draft.preferred_channel,
        draft.note,
        draft.referrer,
        id
    )
    .execute(connection)
    .await?;
    if rows.rows_affected() == 0 {
        Err(Error::not_found("customer", id))
    } else {
        Ok(())
    }
}

/// Make the contact points exactly these, leaving the rows of those kept as they are.
pub(super) async fn set_contact_points(
    connection: &mut SqliteConnection,
    notebook: &Notebook,
    id: CustomerId,
    points: &[ContactPoint],
) -> Result<()> {
    let kept = contact_points(connection, id).await?;
    for old in &kept {
        if !points.iter().any(|point| point.id == old.id) {
            sqlx::query!(
                "DELETE FROM contact_point WHERE id = ? AND customer_id = ?",
                old.id,
                id
            )
            .execute(&mut *connection)
            .await?;
        }
    }
    for point in points {
        if let Some(known) = point
            .id
            .filter(|id| kept.iter().any(|old| old.id == Some(*id)))
        {
            sqlx::query!(
                "UPDATE contact_point SET kind = ?, typed = ?, normal = ? WHERE id = ?",
                point.kind,
                point.typed,
                point.normal,
                known
            )
            .execute(&mut *connection)
            .await?;
        } else {
            let new: ContactPointId = notebook.mint();
            sqlx::query!(
                "INSERT INTO contact_point (id, customer_id, kind, typed, normal) VALUES (?, ?, ?, ?, ?)",
                new,
                id,
                point.kind,
                point.typed,
                point.normal
            )
            .execute(&mut *connection)
            .await?;
        }
    }
    Ok(())
}

pub(super) async fn set_consents(
    connection: &mut SqliteConnection,
    id: CustomerId,
    consents: &[Consent],
) -> Result<()> {
    for old in self::consents(connection, id).await? {
        if !consents
            .iter()
            .any(|consent| consent.channel == old.channel)
        {
            sqlx::query!(
                "DELETE FROM consent WHERE customer_id = ? AND channel = ?",
                id,
                old.channel
            )
            .execute(&mut *connection)
            .await?;
        }
    }
    for consent in consents {
        sqlx::query!(
            "INSERT INTO consent (customer_id, channel, granted, day, source) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (customer_id, channel)
             DO UPDATE SET granted = excluded.granted, day = excluded.day, source = excluded.source",
            id,
            consent.channel,
            consent.granted,
            consent.day,
            consent.source
        )
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

pub(super) async fn set_tags(
    connection: &mut SqliteConnection,
    id: CustomerId,
    tags: &[String],
) -> Result<()> {
    for old in self::tags(connection, id).await? {
        if !tags.contains(&old) {
            remove_tag(connection, id, &old).await?;
        }
    }
    for tag in tags {
        add_tag(connection, id, tag).await?;
    }
    Ok(())
}

pub(super) async fn add_tag(
    connection: &mut SqliteConnection,
    id: CustomerId,
    tag: &str,
) -> Result<()> {
    sqlx::query!(
        "INSERT OR IGNORE INTO customer_tag (customer_id, tag) VALUES (?, ?)",
        id,
        tag
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn remove_tag(
    connection: &mut SqliteConnection,
    id: CustomerId,
    tag: &str,
) -> Result<()> {
    sqlx::query!(
        "DELETE FROM customer_tag WHERE customer_id = ? AND tag = ?",
        id,
        tag
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Put a tag on every customer of a list of ids.
pub(super) async fn add_tag_to_all(
    connection: &mut SqliteConnection,
    ids: &str,
    tag: &str,
) -> Result<()> {
    sqlx::query!(
        "INSERT OR IGNORE INTO customer_tag (customer_id, tag)
         SELECT c.id, ?2 FROM customer c WHERE c.id IN (SELECT unhex(value) FROM json_each(?1))",
        ids,
        tag
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Take a tag off every customer of a list of ids.
pub(super) async fn remove_tag_from_all(
    connection: &mut SqliteConnection,
    ids: &str,
    tag: &str,
) -> Result<()> {
    sqlx::query!(
        "DELETE FROM customer_tag WHERE tag = ?2 AND customer_id IN (SELECT unhex(value) FROM json_each(?1))",
        ids,
        tag
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Archive every customer of a list of ids who is not archived yet, or bring them back.
pub(super) async fn set_archived(
    connection: &mut SqliteConnection,
    ids: &str,
    day: Option<NaiveDate>,
) -> Result<()> {
    sqlx::query!(
        "UPDATE customer SET archived_on = ?2
         WHERE (archived_on IS NULL) = (?2 IS NOT NULL) AND id IN (SELECT unhex(value) FROM json_each(?1))",
        ids,
        day
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn set_closed(
    connection: &mut SqliteConnection,
    id: CustomerId,
    closed: Option<Closed>,
) -> Result<()> {
    let (reason, day) = (closed.map(|c| c.reason), closed.map(|c| c.day));
    sqlx::query!(
        "UPDATE customer SET closed_reason = ?, closed_on = ? WHERE id = ?",
        reason,
        day,
        id
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The name of a customer.
pub(crate) async fn name_of(connection: &mut SqliteConnection, id: CustomerId) -> Result<String> {
    sqlx::query_scalar!("SELECT name FROM customer WHERE id = ?", id)
        .fetch_optional(connection)
        .await?
        .ok_or_else(|| Error::not_found("customer", id))
}

async fn contact_points(
    connection: &mut SqliteConnection,
    id: CustomerId,
) -> Result<Vec<ContactPoint>> {
    let rows = sqlx::query!(
        r#"SELECT id AS "id: ContactPointId", kind AS "kind: ContactPointKind", typed, normal
           FROM contact_point WHERE customer_id = ? ORDER BY id"#,
        id
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| ContactPoint {
            id: Some(row.id),
            kind: row.kind,
            typed: row.typed,
            normal: row.normal,
        })
        .collect())
}

async fn consents(connection: &mut SqliteConnection, id: CustomerId) -> Result<Vec<Consent>> {
    Ok(sqlx::query_as!(
        Consent,
        r#"SELECT channel AS "channel: Channel", granted AS "granted: bool", day AS "day: NaiveDate", source
           FROM consent WHERE customer_id = ? ORDER BY channel"#,
        id
    )
    .fetch_all(connection)
    .await?)
}

async fn tags(connection: &mut SqliteConnection, id: CustomerId) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        "SELECT tag FROM customer_tag WHERE customer_id = ? ORDER BY tag",
        id
    )
    .fetch_all(connection)
    .await?)
}

pub(super) async fn load(reader: &SqlitePool, id: CustomerId) -> Result<Customer> {
    let mut connection = reader.acquire().await?;
    let row = sqlx::query!(
        r#"SELECT c.name, c.company, c.external_id, c.address, c.postcode, c.city, c.country,
                  c.born_on AS "born_on: NaiveDate", c.preferred_channel AS "preferred_channel: Channel", c.note,
                  c.referrer_id AS "referrer: CustomerId", r.name AS "referrer_name?",
                  c.closed_reason AS "closed_reason: ClosedReason", c.closed_on AS "closed_on: NaiveDate",
                  c.archived_on AS "archived_on: NaiveDate", c.created_on AS "created_on: NaiveDate",
                  c.import_id AS "import: ImportId"
           FROM customer c LEFT JOIN customer r ON r.id = c.referrer_id WHERE c.id = ?"#,
        id
    )
    .fetch_optional(&mut *connection)
    .await?
    .ok_or_else(|| Error::not_found("customer", id))?;
    Ok(Customer {
        id,
        record: CustomerDraft {
            name: row.name,
            company: row.company,
            external_id: row.external_id,
            address: row.address,
            postcode: row.postcode,
            city: row.city,
            country: row.country,
            born_on: row.born_on,
            preferred_channel: row.preferred_channel,
            note: row.note,
            referrer: row.referrer,
            contact_points: contact_points(&mut connection, id).await?,
            consents: consents(&mut connection, id).await?,
            tags: tags(&mut connection, id).await?,
        },
        referrer_name: row.referrer_name,
        closed: row
            .closed_reason
            .zip(row.closed_on)
            .map(|(reason, day)| Closed { reason, day }),
        archived_on: row.archived_on,
        created_on: row.created_on,
        import: row.import,
    })
}
