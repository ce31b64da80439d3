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

/// The moments somebody can have felt something in, those it is most often first.
const FELT_IN: [&str; 13] = [
    "exchange",
    "note",
    "complaint",
    "purchase",
    "complaint_step",
    "gesture",
    "praise",
    "contact",
    "promise",
    "rating",
    "departure",
    "absence",
    "payment_plan",
];

/// What the feeling `f` says of word of mouth.
const MOOD: &str =
    "CASE WHEN f.emotion IN ('anger', 'exasperation', 'annoyance', 'frustration', 'disappointment')
  THEN 'angry' ELSE 'happy' END";

/// Whatever anybody said: a feeling's day is that of its moment, which may be of any kind.
fn said_by_anybody() -> String {
    let day = FELT_IN.map(|table| format!("(SELECT day FROM {table} m WHERE m.id = f.moment_id)"));
    format!(
        "SELECT f.customer_id, coalesce({}), 3, {MOOD} FROM feeling f
         UNION ALL SELECT customer_id, day, 2, 'happy' FROM praise
         UNION ALL SELECT customer_id, day, 1, 'angry' FROM complaint",
        day.join(", ")
    )
}

/// What one said last, of each kind. It starts from the days: of feelings, each would have to be looked for, and there may be
/// thousands.
fn said_by_one() -> String {
    let last = |what: &str, of: &str| {
        format!(
            "SELECT * FROM (SELECT m.customer_id, m.day, {what} FROM {of}
               WHERE m.customer_id = ?2 AND m.day > ?1 ORDER BY m.day DESC LIMIT 1)"
        )
    };
    let felt = format!("3, {MOOD}");
    let felt_in = |table| {
        last(
            &felt,
            &format!("{table} m CROSS JOIN feeling f ON f.moment_id = m.id"),
        )
    };
    let mut all = FELT_IN.map(felt_in).to_vec();
    all.push(last("2, 'happy'", "praise m"));
    all.push(last("1, 'angry'", "complaint m"));
    all.join(" UNION ALL ")
}

/// The last thing noted since a day of everybody, or of one: a feeling, a complaint, a thank-you. Latest first.
///
/// On one day a feeling counts more than a thank-you, and that more than a complaint: who was calmed the same day is not angry.
pub(super) async fn moods(
    connection: &mut SqliteConnection,
    since: NaiveDate,
    customer: Option<CustomerId>,
) -> Result<Vec<Heard>> {
    let said = if customer.is_some() {
        said_by_one()
    } else {
        said_by_anybody()
    };
    let sql = format!(
        "WITH said (customer_id, day, rank, mood) AS ({said})
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
