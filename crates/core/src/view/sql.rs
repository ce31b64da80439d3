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
