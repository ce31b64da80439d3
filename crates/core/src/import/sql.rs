//! SQL of imports. What is poured in goes a thousand rows a statement: one by one it would take forty times as long.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use sqlx::sqlite::SqliteArguments;
use sqlx::{Arguments as _, AssertSqlSafe, SqliteConnection};

use super::who::{Decision, Gaps, Known, Registry};
use crate::customer::ContactPointKind;
use crate::error::{Error, Result};
use crate::ids::{CustomerId, ImportId};

/// Rows of one statement. (SQLite binds at most 32,766 values.)
const ROWS: usize = 1000;

/// Fields of a customer that a file may fill, by their bit in [`Gaps`].
pub(super) mod gap {
    pub const COMPANY: u16 = 1;
    pub const EXTERNAL_ID: u16 = 2;
    pub const ADDRESS: u16 = 4;
    pub const POSTCODE: u16 = 8;
    pub const CITY: u16 = 16;
    pub const COUNTRY: u16 = 32;
    pub const BORN_ON: u16 = 64;
    pub const NOTE: u16 = 128;
    pub const REFERRER: u16 = 256;
    pub const CALL: u16 = 512;
    pub const EMAIL: u16 = 1024;
    pub const SMS: u16 = 2048;
}

/// Everybody in the notebook, with what was decided for files of this shape.
pub(super) async fn registry(
    connection: &mut SqliteConnection,
    shape: &str,
    decisions: &[Decision],
) -> Result<Registry> {
    use futures_util::TryStreamExt as _;
    let remembered: HashMap<String, CustomerId> = sqlx::query!(
        r#"SELECT person, customer_id AS "customer: CustomerId" FROM import_match WHERE shape = ?"#,
        shape
    )
    .fetch_all(&mut *connection)
    .await?
    .into_iter()
    .map(|row| (row.person, row.customer))
    .collect();
    let mut registry = Registry::new(decisions, remembered);
    let mut rows = sqlx::query!(
        r#"SELECT id AS "id: CustomerId", name, external_id, postcode, city,
             (company IS NULL) + 2 * (external_id IS NULL) + 4 * (address IS NULL) + 8 * (postcode IS NULL)
             + 16 * (city IS NULL) + 32 * (country IS NULL) + 64 * (born_on IS NULL) + 128 * (note IS NULL)
             + 256 * (referrer_id IS NULL)
             + 512 * (NOT EXISTS (SELECT 1 FROM consent s WHERE s.customer_id = c.id AND s.channel = 'call'))
             + 1024 * (NOT EXISTS (SELECT 1 FROM consent s WHERE s.customer_id = c.id AND s.channel = 'email'))
             + 2048 * (NOT EXISTS (SELECT 1 FROM consent s WHERE s.customer_id = c.id AND s.channel = 'sms'))
             AS "gaps!: u16"
           FROM customer c"#
    )
    .fetch(&mut *connection);
    while let Some(row) = rows.try_next().await? {
        registry.know(Known {
            id: row.id,
            name: row.name,
            external_id: row.external_id,
            postcode: row.postcode,
            city: row.city,
            gaps: Gaps(row.gaps),
        });
    }
    drop(rows);
    let mut points = sqlx::query!(
        r#"SELECT customer_id AS "customer: CustomerId", kind AS "kind: ContactPointKind", normal FROM contact_point"#
    )
    .fetch(connection);
    while let Some(point) = points.try_next().await? {
        registry.know_contact(
            point.customer,
            point.kind == ContactPointKind::Phone,
            point.normal,
        );
    }
    Ok(registry)
}

/// Whether a file of this shape was imported before.
pub(super) async fn was_imported(connection: &mut SqliteConnection, shape: &str) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM import WHERE shape = ?) AS "seen!: bool""#,
        shape
    )
    .fetch_one(connection)
    .await?)
}

/// Which of these purchases are in the notebook.
pub(super) async fn known_origins(
    connection: &mut SqliteConnection,
    origins: &[[u8; 16]],
) -> Result<HashSet<[u8; 16]>> {
    let mut known = HashSet::new();
    for chunk in origins.chunks(ROWS) {
        let mut sql = String::from("SELECT origin FROM purchase WHERE origin IN (");
        let mut arguments = SqliteArguments::default();
        for (at, origin) in chunk.iter().enumerate() {
            sql.push_str(if at == 0 { "?" } else { ",?" });
            arguments
                .add(origin.to_vec())
                .map_err(sqlx::Error::Encode)?;
        }
        sql.push(')');
        let found: Vec<Vec<u8>> = sqlx::query_scalar_with(AssertSqlSafe(sql), arguments)
            .fetch_all(&mut *connection)
            .await?;
        known.extend(
            found
                .into_iter()
                .filter_map(|origin| <[u8; 16]>::try_from(origin).ok()),
        );
    }
    Ok(known)
}

/// A table being poured into.
pub(super) struct Poured {
    head: String,
    row: String,
    columns: usize,
}

impl Poured {
    /// Of `table`: `columns` vary from row to row, `import_id` does not and is spelled out.
    ///
    /// Placeholders have no numbers: for each one that has, SQLite and sqlx search a list of all the others.
    pub(super) fn new(table: &str, columns: &[&str], import: ImportId) -> Self {
        Self::with(table, columns, import, None)
    }

    /// The same with one more column that is alike in every row, its value nothing but letters.
    pub(super) fn with(
        table: &str,
        columns: &[&str],
        import: ImportId,
        constant: Option<(&str, &str)>,
    ) -> Self {
        let mut row = String::from("(x'");
        for byte in import.bytes() {
            // Writing to a String cannot fail.
            let _ = write!(row, "{byte:02x}");
        }
        row.push('\'');
        let mut names = String::new();
        if let Some((name, value)) = constant {
            let _ = write!(row, ",'{value}'");
            let _ = write!(names, "{name}, ");
        }
        row.push_str(&",?".repeat(columns.len()));
        row.push(')');
        Self {
            head: format!(
                "INSERT INTO {table} (import_id, {}) VALUES ",
                columns.join(", ")
            ),
            row,
            columns: columns.len(),
        }
    }

    /// Inserts rows. `bind` adds the columns of one row, in order; `tail` ends the statement (`ON CONFLICT…`).
    pub(super) async fn insert<R>(
        &self,
        connection: &mut SqliteConnection,
        rows: &[R],
        tail: &str,
        bind: impl Fn(&R, &mut SqliteArguments) -> Result<(), sqlx::error::BoxDynError>,
    ) -> Result<()> {
        let most = ROWS.min(32_000 / self.columns.max(1));
        for chunk in rows.chunks(most) {
            let mut sql = String::with_capacity(
                self.head.len() + chunk.len() * (self.row.len() + 1) + tail.len(),
            );
            sql.push_str(&self.head);
            let mut arguments = SqliteArguments::default();
            for (at, row) in chunk.iter().enumerate() {
                if at > 0 {
                    sql.push(',');
                }
                sql.push_str(&self.row);
                bind(row, &mut arguments).map_err(sqlx::Error::Encode)?;
            }
            sql.push_str(tail);
            // Only names from this file and the import's id are spelled out; every value is bound.
            sqlx::query_with(AssertSqlSafe(sql), arguments)
                // A full statement comes again and again, a shorter one does not.
                .persistent(chunk.len() == most)
                .execute(&mut *connection)
                .await?;
        }
        Ok(())
    }
}

/// Adds later lines to a purchase of this import. False when it came with an earlier import.
pub(super) async fn add_to_purchase(
    connection: &mut SqliteConnection,
    import: ImportId,
    origin: &[u8],
    amount: i64,
    items: &[super::group::Item],
) -> Result<bool> {
    let row = sqlx::query!(
        "SELECT items FROM purchase WHERE origin = ? AND import_id = ?",
        origin,
        import
    )
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = row else { return Ok(false) };
    let mut all: Vec<super::group::Item> = row
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

/// Purchases with these ticket numbers: number, purchase, customer.
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

/// Takes an import's rows out. Customers that something else was noted about since stay; their record keeps what the
/// import said.
pub(super) async fn take_out(connection: &mut SqliteConnection, import: ImportId) -> Result<()> {
    let id = import.bytes().to_vec();
    for sql in [
        "UPDATE purchase SET refund_of = NULL WHERE import_id IS NOT ?1 AND refund_of IN
           (SELECT id FROM purchase WHERE import_id = ?1)",
        // Refunds go before what they refund.
        "DELETE FROM purchase WHERE import_id = ?1 AND refund_of IS NOT NULL",
        "DELETE FROM purchase WHERE import_id = ?1",
        "DELETE FROM import_question WHERE import_id = ?1",
        "DELETE FROM import_match WHERE import_id = ?1",
        "DELETE FROM consent WHERE import_id = ?1 AND customer_id NOT IN (SELECT id FROM kept)",
        "DELETE FROM customer_tag WHERE import_id = ?1 AND customer_id NOT IN (SELECT id FROM kept)",
        "DELETE FROM contact_point WHERE import_id = ?1 AND customer_id NOT IN (SELECT id FROM kept)",
        "UPDATE customer SET referrer_id = NULL WHERE referrer_id IN
           (SELECT id FROM customer WHERE import_id = ?1 AND id NOT IN (SELECT id FROM kept))",
        "DELETE FROM import_match WHERE customer_id IN
           (SELECT id FROM customer WHERE import_id = ?1 AND id NOT IN (SELECT id FROM kept))",
        "DELETE FROM import_question WHERE customer_id IN
           (SELECT id FROM customer WHERE import_id = ?1 AND id NOT IN (SELECT id FROM kept))",
        "DELETE FROM standing WHERE customer_id IN
           (SELECT id FROM customer WHERE import_id = ?1 AND id NOT IN (SELECT id FROM kept))",
        "DELETE FROM customer WHERE import_id = ?1 AND id NOT IN (SELECT id FROM kept)",
    ] {
        // Customers of the import about whom there is something of another origin.
        let with = "WITH kept AS (SELECT id FROM customer c WHERE import_id = ?1 AND (
              EXISTS (SELECT 1 FROM purchase x WHERE x.customer_id = c.id AND x.import_id IS NOT ?1)
              OR EXISTS (SELECT 1 FROM exchange x WHERE x.customer_id = c.id)
              OR EXISTS (SELECT 1 FROM note x WHERE x.customer_id = c.id)
              OR EXISTS (SELECT 1 FROM absence x WHERE x.customer_id = c.id)
              OR EXISTS (SELECT 1 FROM contact x WHERE x.customer_id = c.id)
              OR EXISTS (SELECT 1 FROM consent x WHERE x.customer_id = c.id AND x.import_id IS NOT ?1)
              OR EXISTS (SELECT 1 FROM customer_tag x WHERE x.customer_id = c.id AND x.import_id IS NOT ?1)
              OR EXISTS (SELECT 1 FROM contact_point x WHERE x.customer_id = c.id AND x.import_id IS NOT ?1)))";
        sqlx::query(AssertSqlSafe(format!("{with} {sql}")))
            .bind(&id)
            .execute(&mut *connection)
            .await?;
    }
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
