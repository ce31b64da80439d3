//! The SQL of views: one row among the settings.

use sqlx::{SqliteConnection, SqlitePool};

use super::View;
use crate::error::Result;

const KEY: &str = "views";

pub(super) async fn load(reader: &SqlitePool) -> Result<Vec<View>> {
    let stored = sqlx::query_scalar!("SELECT value FROM setting WHERE key = ?", KEY)
        .fetch_optional(reader)
        .await?;
    Ok(stored
        .map(|json| serde_json::from_str(&json))
        .transpose()?
        .unwrap_or_default())
}

pub(super) async fn store(connection: &mut SqliteConnection, views: &[View]) -> Result<()> {
    let json = serde_json::to_string(views)?;
    sqlx::query!(
        "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        KEY,
        json
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Changes the views as part of a larger write; those that stay as they are leave nothing to undo.
pub(crate) async fn revise(
    connection: &mut SqliteConnection,
    mut change: impl FnMut(&mut View),
) -> Result<()> {
    let stored = sqlx::query_scalar!("SELECT value FROM setting WHERE key = ?", KEY)
        .fetch_optional(&mut *connection)
        .await?;
    let Some(json) = stored else { return Ok(()) };
    let before: Vec<View> = serde_json::from_str(&json)?;
    let mut views = before.clone();
    views.iter_mut().for_each(&mut change);
    if views == before {
        return Ok(());
    }
    store(connection, &views).await
}
