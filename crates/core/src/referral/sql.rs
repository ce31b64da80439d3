//! SQL of the referrals.

use chrono::NaiveDate;
use sqlx::{AssertSqlSafe, SqliteConnection};

use super::{Bringer, Heard, Link};
use crate::cohort::Share;
use crate::error::Result;
use crate::ids::CustomerId;
use crate::money::Amount;

/// Everybody somebody brought, directly or through others, the earliest brought first.
///
/// Each has one referrer, so what hangs below somebody is a tree, unless they are in a ring themselves: then it would come
/// back to them, and there it stops.
pub(super) async fn chain(
    connection: &mut SqliteConnection,
    root: CustomerId,
) -> Result<Vec<Link>> {
    Ok(sqlx::query_as!(
        Link,
        r#"WITH RECURSIVE chain (id, by, depth) AS (
             SELECT id, referrer_id, 1 FROM customer WHERE referrer_id = ?1 AND id <> ?1
             UNION ALL
             SELECT c.id, c.referrer_id, chain.depth + 1 FROM chain CROSS JOIN customer c ON c.referrer_id = chain.id
             WHERE c.id <> ?1)
           SELECT c.id AS "customer!: CustomerId", c.name, chain.by AS "by!: CustomerId", chain.depth AS "depth!: u32",
             coalesce(s.visits, 0) AS "visits!: u32", coalesce(s.spent, 0) AS "spent!: Amount",
             s.first_day AS "since: NaiveDate"
           FROM chain CROSS JOIN customer c ON c.id = chain.id LEFT JOIN standing s ON s.customer_id = c.id
           ORDER BY coalesce(s.first_day, c.created_on), c.name_folded, c.seq"#,
        root
    )
    .fetch_all(connection)
    .await?)
}

/// Whether `customer` is `referrer`, or brought them through however many others.
pub(super) async fn closes_a_ring(
    connection: &mut SqliteConnection,
    customer: CustomerId,
    referrer: CustomerId,
) -> Result<bool> {
    // UNION drops who was seen already, so that an old ring ends as well.
    Ok(sqlx::query_scalar!(
        r#"WITH RECURSIVE above (id) AS (
             SELECT ?2
             UNION
             SELECT c.referrer_id FROM above CROSS JOIN customer c ON c.id = above.id WHERE c.referrer_id IS NOT NULL)
           SELECT EXISTS (SELECT 1 FROM above WHERE id = ?1) AS "ring!: bool""#,
        customer,
        referrer
    )
    .fetch_one(connection)
    .await?)
}

pub(super) async fn set_referrer(
    connection: &mut SqliteConnection,
    customer: CustomerId,
    referrer: Option<CustomerId>,
) -> Result<()> {
    sqlx::query!(
        "UPDATE customer SET referrer_id = ? WHERE id = ?",
        referrer,
        customer
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// What referrals come to over the notebook: brought, of whom bought, what these spent, and everybody who ever bought.
pub(super) async fn totals(
    connection: &mut SqliteConnection,
) -> Result<(u32, u32, Amount, u32, Option<Share>)> {
    let row = sqlx::query!(
        r#"SELECT count(*) AS "brought!: u32", coalesce(sum(s.visits > 0), 0) AS "bought!: u32",
             coalesce(sum(s.spent), 0) AS "value!: Amount",
             (SELECT count(*) FROM standing WHERE visits > 0) AS "buyers!: u32"
           FROM customer c LEFT JOIN standing s ON s.customer_id = c.id WHERE c.referrer_id IS NOT NULL"#
    )
    .fetch_one(connection)
    .await?;
    let share = (row.buyers > 0).then(|| Share::new(row.bought, row.buyers));
    Ok((row.brought, row.bought, row.value, row.buyers, share))
}

/// How many customers brought somebody who bought; whoever is not to be profiled is left out.
pub(super) async fn ambassadors(connection: &mut SqliteConnection) -> Result<u32> {
    Ok(sqlx::query_scalar!(
        r#"SELECT count(DISTINCT r.id) AS "n!: u32" FROM customer c JOIN standing s ON s.customer_id = c.id AND s.visits > 0
           JOIN customer r ON r.id = c.referrer_id
           WHERE c.referrer_id IS NOT NULL AND r.unprofiled_on IS NULL AND r.archived_on IS NULL"#
    )
    .fetch_one(connection)
    .await?)
}

/// Them, by what those they brought spent. Their chains are not counted yet.
pub(super) async fn bringers(
    connection: &mut SqliteConnection,
    limit: u32,
) -> Result<Vec<Bringer>> {
    Ok(sqlx::query_as!(
        Bringer,
        r#"SELECT r.id AS "customer!: CustomerId", r.name AS "name!", count(*) AS "brought!: u32",
             sum(s.visits > 0) AS "bought!: u32", coalesce(sum(s.spent), 0) AS "value!: Amount",
             0 AS "chain!: u32", 0 AS "chain_value!: Amount"
           FROM customer c JOIN standing s ON s.customer_id = c.id JOIN customer r ON r.id = c.referrer_id
           WHERE c.referrer_id IS NOT NULL AND r.unprofiled_on IS NULL AND r.archived_on IS NULL
           GROUP BY r.id HAVING sum(s.visits > 0) > 0 ORDER BY 5 DESC, r.name_folded, r.seq LIMIT ?"#,
        limit
    )
    .fetch_all(connection)
    .await?)
}

/// The last thing noted since a day of everybody, or of one: a feeling, a complaint, a thank-you. Latest first.
///
/// On one day a feeling counts more than a thank-you, and that more than a complaint: who was calmed the same day is not angry.
pub(super) async fn moods(
    connection: &mut SqliteConnection,
    since: NaiveDate,
    customer: Option<CustomerId>,
) -> Result<Vec<Heard>> {
    // Of one, by the indexes; a condition that may be about either would read the whole notebook for one journey.
    let whose = if customer.is_some() {
        "customer_id = ?2"
    } else {
        "?2 IS NULL"
    };
    let sql = format!(
        "WITH said (customer_id, day, rank, mood) AS (
             SELECT f.customer_id,
               coalesce((SELECT day FROM exchange m WHERE m.id = f.moment_id), (SELECT day FROM note m WHERE m.id = f.moment_id),
                 (SELECT day FROM complaint m WHERE m.id = f.moment_id), (SELECT day FROM purchase m WHERE m.id = f.moment_id),
                 (SELECT day FROM complaint_step m WHERE m.id = f.moment_id), (SELECT day FROM gesture m WHERE m.id = f.moment_id),
                 (SELECT day FROM praise m WHERE m.id = f.moment_id), (SELECT day FROM contact m WHERE m.id = f.moment_id),
                 (SELECT day FROM promise m WHERE m.id = f.moment_id), (SELECT day FROM rating m WHERE m.id = f.moment_id),
                 (SELECT day FROM departure m WHERE m.id = f.moment_id), (SELECT day FROM absence m WHERE m.id = f.moment_id),
                 (SELECT day FROM payment_plan m WHERE m.id = f.moment_id)),
               3, CASE WHEN f.emotion IN ('anger', 'exasperation', 'annoyance', 'frustration', 'disappointment')
                       THEN 'angry' ELSE 'happy' END
             FROM feeling f WHERE {whose}
             UNION ALL
             SELECT customer_id, day, 2, 'happy' FROM praise WHERE {whose}
             UNION ALL
             SELECT customer_id, day, 1, 'angry' FROM complaint WHERE {whose})
           SELECT c.id AS customer, c.name, l.mood, l.day
           FROM (SELECT customer_id, mood, day,
                   row_number() OVER (PARTITION BY customer_id ORDER BY day DESC, rank DESC) AS place
                 FROM said WHERE day > ?1) l
           CROSS JOIN customer c ON c.id = l.customer_id
           WHERE l.place = 1 AND c.unprofiled_on IS NULL ORDER BY l.day DESC, c.name_folded, c.seq"
    );
    Ok(sqlx::query_as(AssertSqlSafe(sql))
        .bind(since)
        .bind(customer)
        .fetch_all(connection)
        .await?)
}
