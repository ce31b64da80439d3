//! What hangs on a customer's record: contact points, consents, tags.

use chrono::NaiveDate;
use sqlx::SqliteConnection;

use crate::customer::{Channel, Consent, ContactPoint, ContactPointKind};
use crate::error::Result;
use crate::ids::{ContactPointId, CustomerId};
use crate::notebook::Notebook;

/// Make the contact points exactly these, leaving the rows of those kept as they are.
pub(in crate::customer) async fn set_contact_points(
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

pub(in crate::customer) async fn set_consents(
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

pub(in crate::customer) async fn set_tags(
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

async fn add_tag(connection: &mut SqliteConnection, id: CustomerId, tag: &str) -> Result<()> {
    sqlx::query!(
        "INSERT OR IGNORE INTO customer_tag (customer_id, tag) VALUES (?, ?)",
        id,
        tag
    )
    .execute(connection)
    .await?;
    Ok(())
}

async fn remove_tag(connection: &mut SqliteConnection, id: CustomerId, tag: &str) -> Result<()> {
    sqlx::query!(
        "DELETE FROM customer_tag WHERE customer_id = ? AND tag = ?",
        id,
        tag
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn contact_points(
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

pub(super) async fn consents(
    connection: &mut SqliteConnection,
    id: CustomerId,
) -> Result<Vec<Consent>> {
    Ok(sqlx::query_as!(
        Consent,
        r#"SELECT channel AS "channel: Channel", granted AS "granted: bool", day AS "day: NaiveDate", source
           FROM consent WHERE customer_id = ? ORDER BY channel"#,
        id
    )
    .fetch_all(connection)
    .await?)
}

pub(super) async fn tags(connection: &mut SqliteConnection, id: CustomerId) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        "SELECT tag FROM customer_tag WHERE customer_id = ? ORDER BY tag",
        id
    )
    .fetch_all(connection)
    .await?)
}

/// Put a tag on every customer of a list of ids.
pub(in crate::customer) async fn add_tag_to_all(
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
pub(in crate::customer) async fn remove_tag_from_all(
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
