//! SQL of the files kept with moments.

use sqlx::{SqliteConnection, SqlitePool};

use super::{Attachment, Enclosed};
use crate::error::{Error, Result};
use crate::ids::{AttachmentId, CustomerId, MomentId};

/// Keep a file with a moment; its bytes only where they are not kept already.
pub(crate) async fn put(
    connection: &mut SqliteConnection,
    id: AttachmentId,
    moment: MomentId,
    customer: CustomerId,
    file: &Enclosed,
) -> Result<()> {
    let hash = file.hash.as_slice();
    let bytes = file.bytes.as_slice();
    let size = i64::try_from(file.bytes.len()).unwrap_or(i64::MAX);
    sqlx::query!(
        "INSERT INTO content (hash, bytes) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING",
        hash,
        bytes
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "INSERT INTO attachment (id, customer_id, moment_id, name, size, hash) VALUES (?, ?, ?, ?, ?, ?)",
        id,
        customer,
        moment,
        file.name,
        size,
        hash
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The files kept with a moment, in order.
pub(crate) async fn with(
    connection: &mut SqliteConnection,
    moment: MomentId,
) -> Result<Vec<Attachment>> {
    let rows = sqlx::query!(
        r#"SELECT id AS "id: AttachmentId", name, size AS "size: u32" FROM attachment WHERE moment_id = ? ORDER BY id"#,
        moment
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            Attachment {
                id: row.id,
                name: row.name,
                size: row.size,
                opens: false,
            }
            .judged()
        })
        .collect())
}

pub(super) async fn delete(connection: &mut SqliteConnection, id: AttachmentId) -> Result<()> {
    sqlx::query!("DELETE FROM attachment WHERE id = ?", id)
        .execute(connection)
        .await?;
    Ok(())
}

/// The name of the customer it is kept with.
pub(super) async fn whose(connection: &mut SqliteConnection, id: AttachmentId) -> Result<String> {
    sqlx::query_scalar!(
        "SELECT c.name FROM attachment a JOIN customer c ON c.id = a.customer_id WHERE a.id = ?",
        id
    )
    .fetch_optional(connection)
    .await?
    .ok_or_else(|| Error::not_found("attachment", id))
}

pub(super) async fn name(reader: &SqlitePool, id: AttachmentId) -> Result<String> {
    sqlx::query_scalar!("SELECT name FROM attachment WHERE id = ?", id)
        .fetch_optional(reader)
        .await?
        .ok_or_else(|| Error::not_found("attachment", id))
}

/// What it is called, and its bytes.
pub(super) async fn get(reader: &SqlitePool, id: AttachmentId) -> Result<(String, Vec<u8>)> {
    let row = sqlx::query!(
        "SELECT a.name, c.bytes FROM attachment a JOIN content c ON c.hash = a.hash WHERE a.id = ?",
        id
    )
    .fetch_optional(reader)
    .await?
    .ok_or_else(|| Error::not_found("attachment", id))?;
    Ok((row.name, row.bytes))
}
