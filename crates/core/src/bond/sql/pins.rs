//! SQL of the bonds pinned by hand.

use chrono::NaiveDate;
use sqlx::{AssertSqlSafe, FromRow, SqliteConnection};

use super::bond;
use crate::bond::Pin;
use crate::error::Result;
use crate::ids::{CustomerId, MomentId};

#[derive(FromRow)]
struct Stored {
    customer_id: CustomerId,
    bond: String,
    reason: String,
    who: Option<String>,
    day: NaiveDate,
    until: NaiveDate,
}

/// The pins that hold on `today`, of these customers (a JSON array of hexadecimal ids) or of all who may be profiled, in the
/// order of their ids; of several of one customer the latest.
pub(in crate::bond) async fn pins(
    connection: &mut SqliteConnection,
    ids: Option<&str>,
    today: NaiveDate,
) -> Result<Vec<(CustomerId, Pin)>> {
    // Written out twice, as above.
    let whose = ids.map_or(
        "1",
        |_| "customer_id IN (SELECT unhex(value) FROM json_each(?2))",
    );
    let sql = format!(
        "SELECT customer_id, bond, reason, who, day, until FROM bond_pin p
         WHERE {whose} AND until >= ?1 AND day <= ?1
           AND EXISTS (SELECT 1 FROM customer c WHERE c.id = p.customer_id AND c.unprofiled_on IS NULL)
         ORDER BY customer_id, day DESC, id DESC"
    );
    let rows: Vec<Stored> = sqlx::query_as(AssertSqlSafe(sql))
        .bind(today)
        .bind(ids)
        .fetch_all(connection)
        .await?;
    let mut pins = Vec::with_capacity(rows.len());
    for row in rows {
        let pin = Pin {
            bond: bond(&row.bond)?,
            reason: row.reason,
            who: row.who,
            day: row.day,
            until: row.until,
        };
        pins.push((row.customer_id, pin));
    }
    pins.dedup_by_key(|(customer, _)| *customer);
    Ok(pins)
}

/// Pin this instead of whatever was pinned.
pub(in crate::bond) async fn pin(
    connection: &mut SqliteConnection,
    id: MomentId,
    customer: CustomerId,
    pin: &Pin,
) -> Result<()> {
    unpin(connection, customer).await?;
    let code = pin.bond.code();
    sqlx::query!(
        "INSERT INTO bond_pin (id, customer_id, bond, reason, who, day, until) VALUES (?, ?, ?, ?, ?, ?, ?)",
        id,
        customer,
        code,
        pin.reason,
        pin.who,
        pin.day,
        pin.until
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Take out whatever is or was pinned. Returns whether anything was.
pub(in crate::bond) async fn unpin(
    connection: &mut SqliteConnection,
    customer: CustomerId,
) -> Result<bool> {
    let gone = sqlx::query!("DELETE FROM bond_pin WHERE customer_id = ?", customer)
        .execute(connection)
        .await?;
    Ok(gone.rows_affected() > 0)
}

/// Whether they asked not to be profiled.
pub(in crate::bond) async fn is_unprofiled(
    connection: &mut SqliteConnection,
    customer: CustomerId,
) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"SELECT unprofiled_on IS NOT NULL AS "asked!: bool" FROM customer WHERE id = ?"#,
        customer
    )
    .fetch_one(connection)
    .await?)
}
