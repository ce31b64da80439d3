//! SQL of the bonds.

mod pins;

use std::collections::HashMap;

use chrono::NaiveDate;
use sqlx::{AssertSqlSafe, FromRow, QueryBuilder, Sqlite, SqliteConnection, SqlitePool};

use super::{Bond, Cell};
use crate::behaviour::Behaviour;
use crate::error::{Error, Result};
use crate::ids::CustomerId;
use crate::standing;

pub(super) use pins::{is_unprofiled, pin, pins, unpin};

/// What is kept ready of one customer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Row {
    pub(super) customer: CustomerId,
    pub(super) bond: Bond,
    pub(super) trust: f64,
    pub(super) ceiling: f64,
    /// What would be said, while another is pinned.
    pub(super) computed: Option<Bond>,
}

/// The bond of a stored name.
pub(crate) fn bond(code: &str) -> Result<Bond> {
    Bond::from_code(code).ok_or_else(|| Error::Damaged(format!("unknown bond {code}")))
}

/// What is kept ready of these customers (a JSON array of hexadecimal ids), or of all, in the order of their ids.
pub(super) async fn stored(
    connection: &mut SqliteConnection,
    ids: Option<&str>,
) -> Result<Vec<Row>> {
    #[derive(FromRow)]
    struct Stored {
        customer_id: CustomerId,
        bond: String,
        trust: f64,
        ceiling: f64,
        computed: Option<String>,
    }
    // Written out twice: a condition that may be absent would have SQLite go through everybody.
    let whose = ids.map_or(
        "1",
        |_| "customer_id IN (SELECT unhex(value) FROM json_each(?1))",
    );
    let sql = format!(
        "SELECT customer_id, bond, trust, ceiling, computed FROM bond WHERE {whose} ORDER BY customer_id"
    );
    let rows: Vec<Stored> = sqlx::query_as(AssertSqlSafe(sql))
        .bind(ids)
        .fetch_all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Row {
                customer: row.customer_id,
                bond: bond(&row.bond)?,
                trust: row.trust,
                ceiling: row.ceiling,
                computed: row.computed.as_deref().map(bond).transpose()?,
            })
        })
        .collect()
}

/// Forget the bonds of these customers (a JSON array of hexadecimal ids).
pub(super) async fn remove(connection: &mut SqliteConnection, ids: &str) -> Result<()> {
    sqlx::query!(
        "DELETE FROM bond WHERE customer_id IN (SELECT unhex(value) FROM json_each(?))",
        ids
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn put(connection: &mut SqliteConnection, rows: &[&Row]) -> Result<()> {
    for rows in rows.chunks(1_000) {
        QueryBuilder::<Sqlite>::new(
            "INSERT OR REPLACE INTO bond (customer_id, bond, trust, ceiling, computed) ",
        )
        .push_values(rows, |mut values, row| {
            values
                .push_bind(row.customer)
                .push_bind(row.bond.code())
                .push_bind(row.trust)
                .push_bind(row.ceiling)
                .push_bind(row.computed.map(Bond::code));
        })
        .build()
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// Where these customers (a JSON array of hexadecimal ids) stand by what they buy.
pub(super) async fn behaviours(
    connection: &mut SqliteConnection,
    ids: &str,
) -> Result<HashMap<CustomerId, Behaviour>> {
    sqlx::query!(
        r#"SELECT customer_id AS "id: CustomerId", behaviour FROM standing
           WHERE customer_id IN (SELECT unhex(value) FROM json_each(?))"#,
        ids
    )
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(|row| Ok((row.id, standing::behaviour(&row.behaviour)?)))
    .collect()
}

/// Who brought these customers (a JSON array of hexadecimal ids), or had brought somebody before the change at `seq` of history:
/// their bond follows from what those buy.
pub(super) async fn referrers(
    connection: &mut SqliteConnection,
    ids: &str,
    seq: i64,
) -> Result<Vec<CustomerId>> {
    Ok(sqlx::query_scalar!(
        r#"SELECT id AS "id!: CustomerId" FROM (
             SELECT referrer_id AS id FROM customer WHERE id IN (SELECT unhex(value) FROM json_each(?1))
             UNION SELECT unhex(json_extract(before, '$.referrer_id')) FROM change_row
             WHERE seq = ?2 AND tbl = 'customer' AND before IS NOT NULL
           ) WHERE id IN (SELECT id FROM customer)"#,
        ids,
        seq
    )
    .fetch_all(connection)
    .await?)
}

/// How many customers there are of each behaviour and bond for whom a bond is kept, and how many of them are pinned there;
/// archived ones left out.
pub(super) async fn cells(reader: &SqlitePool) -> Result<Vec<Cell>> {
    sqlx::query!(
        r#"SELECT s.behaviour, b.bond, count(*) AS "customers!: u32", count(b.computed) AS "pinned!: u32"
           FROM bond b CROSS JOIN standing s ON s.customer_id = b.customer_id WHERE s.archived = 0
           GROUP BY s.behaviour, b.bond"#
    )
    .fetch_all(reader)
    .await?
    .into_iter()
    .map(|row| {
        Ok(Cell {
            behaviour: standing::behaviour(&row.behaviour)?,
            bond: bond(&row.bond)?,
            customers: row.customers,
            pinned: row.pinned,
        })
    })
    .collect()
}

/// How many there are of each behaviour who asked not to be profiled; archived ones left out.
pub(super) async fn unprofiled(reader: &SqlitePool) -> Result<Vec<(Behaviour, u32)>> {
    sqlx::query!(
        r#"SELECT s.behaviour, count(*) AS "customers!: u32"
           FROM customer c CROSS JOIN standing s ON s.customer_id = c.id
           WHERE c.unprofiled_on IS NOT NULL AND s.archived = 0 GROUP BY s.behaviour"#
    )
    .fetch_all(reader)
    .await?
    .into_iter()
    .map(|row| Ok((standing::behaviour(&row.behaviour)?, row.customers)))
    .collect()
}

/// Somebody who said yes.
#[derive(Debug)]
pub(super) struct Yes {
    pub(super) customer: CustomerId,
    pub(super) name: String,
    pub(super) behaviour: String,
    pub(super) praise: bool,
    pub(super) day: NaiveDate,
}

/// Who slips away though they praised the shop, or would recommend it (9 or 10), on `since` or later: the latest time they said
/// so, the most valuable first.
pub(super) async fn leaving(reader: &SqlitePool, since: NaiveDate) -> Result<Vec<Yes>> {
    Ok(sqlx::query_as!(
        Yes,
        r#"SELECT c.id AS "customer!: CustomerId", c.name AS "name!", s.behaviour AS "behaviour!", y.praise AS "praise!: bool",
                  max(y.day) AS "day!: NaiveDate"
           FROM (SELECT customer_id, day, 1 AS praise FROM praise WHERE day >= ?1
                 UNION ALL SELECT customer_id, day, 0 FROM rating WHERE scale = 'nps' AND score >= 9 AND day >= ?1) y
           CROSS JOIN customer c ON c.id = y.customer_id CROSS JOIN standing s ON s.customer_id = c.id
           WHERE s.behaviour IN ('drifting', 'onHoliday', 'gone') AND s.archived = 0 AND c.unprofiled_on IS NULL
           GROUP BY c.id ORDER BY s.value DESC, c.name_folded"#,
        since
    )
    .fetch_all(reader)
    .await?)
}
