//! SQL of the chance.

use std::collections::HashMap;

use chrono::{Datelike as _, NaiveDate};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use super::{Asked, Figures, Kept, Said};
use crate::error::{Error, Result};
use crate::ids::CustomerId;
use crate::money::Amount;
use crate::scoring::Past;
use crate::standing;

/// What is kept of who speaks.
pub(super) async fn kept(connection: &mut SqliteConnection) -> Result<Option<Kept>> {
    let row = sqlx::query!(r#"SELECT day AS "day: NaiveDate", seq, said FROM speaker"#)
        .fetch_optional(connection)
        .await?;
    // What another version kept and this one cannot read is as good as nothing: it is learnt again.
    Ok(row.and_then(|row| {
        Some(Kept {
            day: row.day,
            seq: row.seq,
            said: serde_json::from_str(&row.said).ok()?,
        })
    }))
}

pub(super) async fn keep(
    connection: &mut SqliteConnection,
    day: NaiveDate,
    seq: i64,
    said: &Said,
) -> Result<()> {
    let said = serde_json::to_string(said)?;
    sqlx::query!(
        "INSERT INTO speaker (one, day, seq, said) VALUES (1, ?, ?, ?)
         ON CONFLICT (one) DO UPDATE SET day = excluded.day, seq = excluded.seq, said = excluded.said",
        day,
        seq,
        said
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The latest change of the notebook, and the latest that was an import or took one back; 0 where there is none.
pub(super) async fn latest(connection: &mut SqliteConnection) -> Result<(i64, i64)> {
    let row = sqlx::query!(
        r#"SELECT (SELECT coalesce(max(seq), 0) FROM change) AS "any!: i64",
                  (SELECT coalesce(max(seq), 0) FROM change
                   WHERE import_id IS NOT NULL
                      OR undoes IN (SELECT seq FROM change WHERE import_id IS NOT NULL)) AS "import!: i64""#
    )
    .fetch_one(connection)
    .await?;
    Ok((row.any, row.import))
}

/// Forget what is said of these customers (a JSON array of hexadecimal ids), or of all.
pub(super) async fn clear(connection: &mut SqliteConnection, ids: Option<&str>) -> Result<()> {
    match ids {
        None => {
            sqlx::query!("DELETE FROM chance")
                .execute(connection)
                .await?
        }
        Some(ids) => {
            sqlx::query!(
                "DELETE FROM chance WHERE customer_id IN (SELECT unhex(value) FROM json_each(?))",
                ids
            )
            .execute(connection)
            .await?
        }
    };
    Ok(())
}

/// Who is spoken of: they bought, are not closed and may be profiled.
const ASKED: &str = "visits > 0 AND behaviour <> 'closed'
       AND customer_id NOT IN (SELECT id FROM customer WHERE unprofiled_on IS NOT NULL)";

/// Rhythms in millionths of a day: writing a fraction out takes as long as all the rest.
const PACKED: &str = "concat_ws('|', hex(customer_id), visits, first_day, last_day, cast(rhythm * 1e6 AS INTEGER), spent, absent,
    value, stake > 0)";

/// The next customers after `after` who are spoken of, at most `limit`, in the order of their ids.
pub(super) async fn next(
    connection: &mut SqliteConnection,
    after: &[u8],
    limit: u32,
) -> Result<Vec<(CustomerId, Asked)>> {
    // One text for all of them: a row each would take three times as long.
    let sql = format!(
        "SELECT group_concat({PACKED}) FROM (SELECT * FROM standing WHERE customer_id > ?1 AND {ASKED}
         ORDER BY customer_id LIMIT ?2)"
    );
    let packed: Option<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(after)
        .bind(limit)
        .fetch_one(connection)
        .await?;
    unpack(packed.as_deref().unwrap_or_default())
}

/// Those of these customers (a JSON array of hexadecimal ids) who are spoken of.
pub(super) async fn some(
    connection: &mut SqliteConnection,
    ids: &str,
) -> Result<Vec<(CustomerId, Asked)>> {
    let sql = format!(
        "SELECT group_concat({PACKED}) FROM standing
         WHERE customer_id IN (SELECT unhex(value) FROM json_each(?1)) AND {ASKED}"
    );
    let packed: Option<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(ids)
        .fetch_one(connection)
        .await?;
    unpack(packed.as_deref().unwrap_or_default())
}

fn unpack(packed: &str) -> Result<Vec<(CustomerId, Asked)>> {
    packed
        .split_terminator(',')
        .map(|one| unpack_one(one).ok_or_else(|| Error::Damaged("unreadable standing".to_owned())))
        .collect()
}

fn unpack_one(packed: &str) -> Option<(CustomerId, Asked)> {
    let mut parts = packed.split('|');
    let customer = CustomerId::from(uuid::Uuid::try_parse(parts.next()?).ok()?);
    let visits = parts.next()?.parse().ok()?;
    let mut day = || Some(standing::iso_day(parts.next()?)?.num_days_from_ce());
    let (first, last) = (day()?, day()?);
    let rhythm = parts.next()?.parse::<f64>().ok()? / 1e6;
    let spent = parts.next()?.parse().ok()?;
    let absent = parts.next()?.parse().ok()?;
    let value = Amount(parts.next()?.parse().ok()?);
    let slipping = parts.next()? == "1";
    let past = Past {
        visits,
        first,
        last,
        rhythm,
        spent,
    };
    Some((
        customer,
        Asked {
            past,
            absent,
            value,
            slipping,
        },
    ))
}

/// Rows one statement writes: four values each, of the 32,766 that SQLite takes.
const AT_ONCE: usize = 5_000;

pub(super) async fn insert(
    connection: &mut SqliteConnection,
    rows: &[(CustomerId, Figures)],
) -> Result<()> {
    for rows in rows.chunks(AT_ONCE) {
        // `OR FAIL` as with standings: a write that fails is given up whole.
        QueryBuilder::<Sqlite>::new(
            "INSERT OR FAIL INTO chance (customer_id, chance, worth, gain) ",
        )
        .push_values(rows, |mut values, (customer, figures)| {
            values
                .push_bind(*customer)
                .push_bind(figures.chance)
                .push_bind(figures.worth)
                .push_bind(figures.gain);
        })
        .build()
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// What is kept ready of the next customers after `after`, at most `limit`, in the order of their ids.
pub(super) async fn stored(
    connection: &mut SqliteConnection,
    after: &[u8],
    limit: u32,
) -> Result<Vec<(CustomerId, Figures)>> {
    Ok(sqlx::query!(
        r#"SELECT customer_id AS "customer: CustomerId", chance, worth AS "worth: Amount", gain AS "gain: Amount"
           FROM chance WHERE customer_id > ? ORDER BY customer_id LIMIT ?"#,
        after,
        limit
    )
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(|row| {
        let figures = Figures {
            chance: row.chance,
            worth: row.worth,
            gain: row.gain,
        };
        (row.customer, figures)
    })
    .collect())
}

/// The names of these customers.
pub(super) async fn names(
    connection: &mut SqliteConnection,
    ids: &[CustomerId],
) -> Result<HashMap<CustomerId, String>> {
    let ids = standing::hex_list(ids)?;
    let rows = sqlx::query!(
        r#"SELECT id AS "id: CustomerId", name FROM customer WHERE id IN (SELECT unhex(value) FROM json_each(?))"#,
        ids
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}
