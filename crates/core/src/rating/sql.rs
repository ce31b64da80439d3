//! SQL of the ratings.

use chrono::NaiveDate;
use sqlx::SqliteConnection;

use super::Rated;
use crate::error::Result;
use crate::ids::{CustomerId, MomentId};
use crate::moment::RatingScale;

/// The latest answer of every customer to each question after `since` and until `until`; of those who gave none, that they were
/// asked. One row a customer and question.
pub(super) async fn latest(
    connection: &mut SqliteConnection,
    since: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<(RatingScale, Option<u32>)>> {
    Ok(sqlx::query!(
        r#"SELECT scale AS "scale!: RatingScale", score AS "score: u32" FROM (
             SELECT scale, score, row_number() OVER (PARTITION BY customer_id, scale
               ORDER BY score IS NULL, day DESC, id DESC) AS place
             FROM rating WHERE day > ?1 AND day <= ?2)
           WHERE place = 1"#,
        since,
        until
    )
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(|row| (row.scale, row.score))
    .collect())
}

/// Who was asked since a day, latest first.
pub(super) async fn list(
    connection: &mut SqliteConnection,
    since: NaiveDate,
    limit: u32,
) -> Result<Vec<Rated>> {
    Ok(sqlx::query_as!(
        Rated,
        r#"SELECT r.id AS "id: MomentId", r.customer_id AS "customer: CustomerId", c.name, r.day AS "day: NaiveDate",
             r.scale AS "scale: RatingScale", r.score AS "score: u32", r.text
           FROM rating r JOIN customer c ON c.id = r.customer_id
           WHERE r.day > ?1 ORDER BY r.day DESC, r.id DESC LIMIT ?2"#,
        since,
        limit
    )
    .fetch_all(connection)
    .await?)
}
