//! SQL of the departures.

use chrono::NaiveDate;
use sqlx::SqliteConnection;

use super::Departure;
use crate::error::Result;
use crate::ids::{CustomerId, MomentId};
use crate::moment::DepartureReason;

/// The departures of a customer, latest first.
pub(super) async fn of(
    connection: &mut SqliteConnection,
    customer: CustomerId,
) -> Result<Vec<Departure>> {
    Ok(sqlx::query_as!(
        Departure,
        r#"SELECT d.id AS "id: MomentId", d.customer_id AS "customer: CustomerId", c.name, d.day AS "day: NaiveDate",
             d.reason AS "reason: DepartureReason", d.avoidable AS "avoidable: bool", d.gone_to, d.text,
             coalesce(s.last_day > d.day, 0) AS "back!: bool"
           FROM departure d JOIN customer c ON c.id = d.customer_id LEFT JOIN standing s ON s.customer_id = d.customer_id
           WHERE d.customer_id = ? ORDER BY d.day DESC, d.id DESC"#,
        customer
    )
    .fetch_all(connection)
    .await?)
}

/// The latest departure of everybody who left since a day, latest first.
pub(super) async fn since(
    connection: &mut SqliteConnection,
    day: NaiveDate,
    limit: u32,
) -> Result<Vec<Departure>> {
    Ok(sqlx::query_as!(
        Departure,
        r#"SELECT d.id AS "id: MomentId", d.customer_id AS "customer: CustomerId", c.name, d.day AS "day: NaiveDate",
             d.reason AS "reason: DepartureReason", d.avoidable AS "avoidable: bool", d.gone_to, d.text,
             coalesce(s.last_day > d.day, 0) AS "back!: bool"
           FROM departure d JOIN customer c ON c.id = d.customer_id LEFT JOIN standing s ON s.customer_id = d.customer_id
           WHERE d.day > ?1 AND NOT EXISTS (
             SELECT 1 FROM departure x WHERE x.customer_id = d.customer_id AND (x.day, x.id) > (d.day, d.id))
           ORDER BY d.day DESC, d.id DESC LIMIT ?2"#,
        day,
        limit
    )
    .fetch_all(connection)
    .await?)
}

/// How many of those the notebook calls gone have said goodbye since their last visit.
pub(super) async fn gone_and_told(connection: &mut SqliteConnection) -> Result<u32> {
    Ok(sqlx::query_scalar!(
        r#"SELECT count(DISTINCT d.customer_id) AS "n!: u32" FROM departure d JOIN standing s ON s.customer_id = d.customer_id
           WHERE s.behaviour = 'gone' AND s.archived = 0 AND d.day >= s.last_day"#
    )
    .fetch_one(connection)
    .await?)
}
