//! SQL of imports. What is poured in goes a thousand rows a statement: one by one it would take forty times as long.

mod known;
mod poured;
mod registry;
mod take_out;

use std::collections::HashSet;

use sqlx::SqliteConnection;

use crate::error::{Error, Result};
use crate::ids::{CustomerId, ImportId};

pub(super) use known::{
    KnownSale, before_corrections, filled_fields, known_points, known_sales, notes, referrers,
    settle,
};
pub(super) use poured::Poured;
pub(super) use registry::{details, gap, registry};
pub(super) use take_out::take_out;

/// Rows of one statement. (SQLite binds at most 32,766 values.)
const ROWS: usize = 1000;

/// Whether a file of this shape was imported before.
pub(super) async fn was_imported(connection: &mut SqliteConnection, shape: &str) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM import WHERE shape = ?) AS "seen!: bool""#,
        shape
    )
    .fetch_one(connection)
    .await?)
}

/// Adds later lines to a purchase of this import. False when it came with an earlier import.
pub(super) async fn add_to_purchase(
    connection: &mut SqliteConnection,
    import: ImportId,
    origin: &[u8],
    amount: i64,
    items: &[crate::moment::Item],
) -> Result<bool> {
    let row = sqlx::query!(
        "SELECT items FROM purchase WHERE origin = ? AND import_id = ?",
        origin,
        import
    )
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = row else { return Ok(false) };
    let mut all: Vec<crate::moment::Item> = row
        .items
        .map(|json| serde_json::from_str(&json))
        .transpose()?
        .unwrap_or_default();
    all.extend_from_slice(items);
    let all = if all.is_empty() {
        None
    } else {
        Some(serde_json::to_string(&all)?)
    };
    sqlx::query!(
        "UPDATE purchase SET amount = amount + ?, items = ? WHERE origin = ? AND import_id = ?",
        amount,
        all,
        origin,
        import
    )
    .execute(connection)
    .await?;
    Ok(true)
}

/// Purchases with these ticket numbers: number, purchase, customer. Asked once an import, for all numbers together: a look
/// through a million purchases takes a second at most, an index on them would cost every import more.
pub(super) async fn tickets(
    connection: &mut SqliteConnection,
    references: &HashSet<&str>,
) -> Result<Vec<(String, crate::ids::MomentId, Option<CustomerId>)>> {
    let references = serde_json::to_string(references)?;
    let rows = sqlx::query!(
        r#"SELECT reference AS "reference!", id AS "id: crate::ids::MomentId", customer_id AS "customer: CustomerId"
           FROM purchase WHERE amount >= 0 AND reference IN (SELECT value FROM json_each(?)) ORDER BY day DESC"#,
        references
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.reference, row.id, row.customer))
        .collect())
}

/// Keeps the mapping for files of its shape.
pub(super) async fn remember(
    connection: &mut SqliteConnection,
    mapping: &super::mapping::Mapping,
) -> Result<()> {
    let json = serde_json::to_string(mapping)?;
    sqlx::query!(
        "INSERT INTO import_mapping (shape, mapping) VALUES (?1, ?2)
         ON CONFLICT (shape) DO UPDATE SET mapping = excluded.mapping WHERE mapping <> excluded.mapping",
        mapping.shape,
        json
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The place in history of an import that was not undone.
pub(super) async fn change_of(reader: &sqlx::SqlitePool, import: ImportId) -> Result<i32> {
    let seq = sqlx::query_scalar!(
        r#"SELECT seq AS "seq: i32" FROM change WHERE import_id = ? AND undone_by IS NULL AND op = 'import'"#,
        import
    )
    .fetch_optional(reader)
    .await?;
    seq.ok_or_else(|| Error::not_found("import", import))
}
