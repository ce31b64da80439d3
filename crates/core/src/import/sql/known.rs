//! What the notebook has already of what a file brings.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Arguments as _, AssertSqlSafe, Row as _, SqliteConnection};

use super::ROWS;
use crate::customer::ContactPointKind;
use crate::error::Result;
use crate::ids::{CustomerId, FieldId, ImportId, MomentId};

/// A purchase of the notebook, as far as a file can say otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct KnownSale {
    pub id: MomentId,
    pub import: Option<ImportId>,
    pub customer: Option<CustomerId>,
    pub minute: Option<u16>,
    pub amount: i64,
    pub currency: String,
    pub items: Option<String>,
    pub channel: Option<String>,
    pub served_by: Option<String>,
    pub note: Option<String>,
    pub paid_on: Option<NaiveDate>,
    pub unpaid_on: Option<NaiveDate>,
}

const COLUMNS: &str = "id, import_id, customer_id, minute, amount, currency, items, channel, served_by, note, \
     paid_on, unpaid_on";

impl KnownSale {
    fn read(row: &SqliteRow) -> Result<Self> {
        Ok(Self {
            id: row.try_get("id")?,
            import: row.try_get("import_id")?,
            customer: row.try_get("customer_id")?,
            minute: row.try_get("minute")?,
            amount: row.try_get("amount")?,
            currency: row.try_get("currency")?,
            items: row.try_get("items")?,
            channel: row.try_get("channel")?,
            served_by: row.try_get("served_by")?,
            note: row.try_get("note")?,
            paid_on: row.try_get("paid_on")?,
            unpaid_on: row.try_get("unpaid_on")?,
        })
    }
}

/// The purchases with these origins that are in the notebook, by origin.
pub(in crate::import) async fn known_sales(
    connection: &mut SqliteConnection,
    origins: &[[u8; 16]],
) -> Result<HashMap<[u8; 16], KnownSale>> {
    let mut known = HashMap::new();
    for chunk in origins.chunks(ROWS) {
        let mut arguments = SqliteArguments::default();
        for origin in chunk {
            arguments
                .add(origin.to_vec())
                .map_err(sqlx::Error::Encode)?;
        }
        let sql = format!(
            "SELECT origin, {COLUMNS} FROM purchase WHERE origin IN ({})",
            marks(chunk.len())
        );
        let rows = sqlx::query_with(AssertSqlSafe(sql), arguments)
            .fetch_all(&mut *connection)
            .await?;
        for row in &rows {
            let origin: Vec<u8> = row.try_get("origin")?;
            if let Ok(origin) = <[u8; 16]>::try_from(origin) {
                known.insert(origin, KnownSale::read(row)?);
            }
        }
    }
    Ok(known)
}

/// Notes that a purchase of the notebook was paid, or still is not.
pub(in crate::import) async fn settle(
    connection: &mut SqliteConnection,
    id: MomentId,
    (paid, unpaid): (Option<NaiveDate>, Option<NaiveDate>),
) -> Result<()> {
    sqlx::query!(
        "UPDATE purchase SET paid_on = ?, unpaid_on = ? WHERE id = ?",
        paid,
        unpaid,
        id
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Purchases that somebody corrected or removed since, as they were before, by their identifier.
pub(in crate::import) async fn before_corrections(
    connection: &mut SqliteConnection,
) -> Result<HashMap<MomentId, KnownSale>> {
    let rows = sqlx::query(
        "SELECT unhex(json_extract(before, '$.id')) AS id, unhex(json_extract(before, '$.import_id')) AS import_id,
           unhex(json_extract(before, '$.customer_id')) AS customer_id,
           json_extract(before, '$.minute') AS minute, json_extract(before, '$.amount') AS amount,
           json_extract(before, '$.currency') AS currency, json_extract(before, '$.items') AS items,
           json_extract(before, '$.channel') AS channel, json_extract(before, '$.served_by') AS served_by,
           json_extract(before, '$.note') AS note, json_extract(before, '$.paid_on') AS paid_on,
           json_extract(before, '$.unpaid_on') AS unpaid_on
         FROM change_row JOIN change USING (seq)
         -- An import adds later lines to purchases of its own: that is no correction.
         WHERE tbl = 'purchase' AND before IS NOT NULL AND change.import_id IS NULL ORDER BY seq, n",
    )
    .fetch_all(connection)
    .await?;
    let mut first = HashMap::new();
    for row in &rows {
        let sale = KnownSale::read(row)?;
        first.entry(sale.id).or_insert(sale);
    }
    Ok(first)
}

/// Who was brought by whom, as the notebook has it.
pub(in crate::import) async fn referrers(
    connection: &mut SqliteConnection,
) -> Result<Vec<(CustomerId, CustomerId)>> {
    let rows = sqlx::query!(
        r#"SELECT id AS "customer: CustomerId", referrer_id AS "referrer!: CustomerId" FROM customer
           WHERE referrer_id IS NOT NULL"#
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.customer, row.referrer))
        .collect())
}

/// The notes on these customers' records; those without one are left out.
pub(in crate::import) async fn notes(
    connection: &mut SqliteConnection,
    customers: &[CustomerId],
) -> Result<HashMap<CustomerId, String>> {
    let mut notes = HashMap::new();
    for chunk in customers.chunks(ROWS) {
        let mut arguments = SqliteArguments::default();
        for customer in chunk {
            arguments.add(*customer).map_err(sqlx::Error::Encode)?;
        }
        let sql = format!(
            "SELECT id, note FROM customer WHERE note IS NOT NULL AND id IN ({})",
            marks(chunk.len())
        );
        let rows: Vec<(CustomerId, String)> = sqlx::query_as_with(AssertSqlSafe(sql), arguments)
            .fetch_all(&mut *connection)
            .await?;
        notes.extend(rows);
    }
    Ok(notes)
}

/// How these customers are reached: whose, what kind, in its normal form.
pub(in crate::import) async fn known_points(
    connection: &mut SqliteConnection,
    customers: &[CustomerId],
) -> Result<HashSet<(CustomerId, ContactPointKind, String)>> {
    let mut points = HashSet::new();
    for chunk in customers.chunks(ROWS) {
        let mut arguments = SqliteArguments::default();
        for customer in chunk {
            arguments.add(*customer).map_err(sqlx::Error::Encode)?;
        }
        let sql = format!(
            "SELECT customer_id, kind, normal FROM contact_point WHERE customer_id IN ({})",
            marks(chunk.len())
        );
        let rows: Vec<(CustomerId, ContactPointKind, String)> =
            sqlx::query_as_with(AssertSqlSafe(sql), arguments)
                .fetch_all(&mut *connection)
                .await?;
        points.extend(rows);
    }
    Ok(points)
}

/// Which fields of the notebook's own these customers have something in.
pub(in crate::import) async fn filled_fields(
    connection: &mut SqliteConnection,
    customers: &[CustomerId],
) -> Result<HashSet<(CustomerId, FieldId)>> {
    let mut filled = HashSet::new();
    for chunk in customers.chunks(ROWS) {
        let mut arguments = SqliteArguments::default();
        for customer in chunk {
            arguments.add(*customer).map_err(sqlx::Error::Encode)?;
        }
        let sql = format!(
            "SELECT customer_id, field_id FROM field_value WHERE customer_id IN ({})",
            marks(chunk.len())
        );
        let rows: Vec<(CustomerId, FieldId)> = sqlx::query_as_with(AssertSqlSafe(sql), arguments)
            .fetch_all(&mut *connection)
            .await?;
        filled.extend(rows);
    }
    Ok(filled)
}

fn marks(count: usize) -> String {
    let mut marks = "?,".repeat(count);
    marks.pop();
    marks
}
