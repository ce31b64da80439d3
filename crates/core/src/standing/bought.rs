//! What customers bought, many customers at a time.

use chrono::NaiveDate;
use futures_util::future::join;
use sqlx::{AssertSqlSafe, SqliteConnection};

use super::sql::iso_day;
use crate::error::{Error, Result};
use crate::ids::CustomerId;
use crate::money::Amount;

/// Purchases read at once, and then the rest of the last customer's: some have one, some thousands.
const STRIDE: i64 = 50_000;

/// Letters of an id.
const ID: usize = 32;

/// Whose purchases.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Whose<'i> {
    /// Everybody's.
    Everybody,
    /// Everybody's who may be profiled.
    Profiled,
    /// Of the customers of a JSON array of hexadecimal ids.
    Of(&'i str),
}

/// Shows what each customer bought up to `today`, in the order of the days: one customer after the other, in the order of their
/// ids. Whoever bought nothing is left out.
pub(crate) async fn each_bought(
    connection: &mut SqliteConnection,
    whose: Whose<'_>,
    today: NaiveDate,
    mut look: impl FnMut(CustomerId, &[(NaiveDate, Amount)]) + Send,
) -> Result<()> {
    let mut bought = Vec::new();
    let (mut page, mut last) = read(connection, whose, today, "").await?;
    loop {
        let next = async {
            match &last {
                Some(last) => read(connection, whose, today, last).await.map(Some),
                None => Ok(None),
            }
        };
        // The next are read while these are looked at.
        let (next, looked) = join(next, async {
            for one in page.split_terminator(';') {
                let (customer, packed) = one.split_at_checked(ID).ok_or_else(damaged)?;
                let customer = uuid::Uuid::try_parse(customer).map_err(|_| damaged())?;
                unpack(packed, &mut bought)?;
                look(CustomerId::from(customer), &bought);
            }
            Ok::<_, Error>(())
        })
        .await;
        looked?;
        match next? {
            Some(next) => (page, last) = next,
            None => return Ok(()),
        }
    }
}

/// The purchases of the next customers after `after`, in one text: a row for each purchase would cost ten times as much, a row for
/// each customer still twice. With it, unless nobody comes after them, the last of these customers.
async fn read(
    connection: &mut SqliteConnection,
    whose: Whose<'_>,
    today: NaiveDate,
    after: &str,
) -> Result<(String, Option<String>)> {
    let (narrowed, ids) = match whose {
        Whose::Everybody => ("", None),
        Whose::Profiled => (
            "AND customer_id NOT IN (SELECT id FROM customer WHERE unprofiled_on IS NOT NULL)",
            None,
        ),
        Whose::Of(ids) => (
            "AND customer_id IN (SELECT unhex(value) FROM json_each(?4))",
            Some(ids),
        ),
    };
    // Seventeen bytes come after every id.
    let sql = format!(
        "WITH last (id) AS MATERIALIZED (
           SELECT customer_id FROM purchase INDEXED BY purchase_by_customer
           WHERE customer_id > unhex(?2) {narrowed} ORDER BY customer_id LIMIT 1 OFFSET ?3)
         SELECT coalesce(group_concat(one, ';'), ''), (SELECT hex(id) FROM last) FROM (
           SELECT hex(customer_id) || group_concat(day || amount) AS one FROM purchase INDEXED BY purchase_by_customer
           WHERE customer_id > unhex(?2) AND customer_id <= coalesce((SELECT id FROM last), unhex('{}'))
             AND day <= ?1 {narrowed} GROUP BY customer_id ORDER BY customer_id)",
        "FF".repeat(17)
    );
    Ok(sqlx::query_as(AssertSqlSafe(sql))
        .bind(today)
        .bind(after)
        .bind(STRIDE)
        .bind(ids)
        .fetch_one(connection)
        .await?)
}

/// Days and amounts out of `2026-10-12` and the amount, comma between; in order.
pub(crate) fn unpack(packed: &str, bought: &mut Vec<(NaiveDate, Amount)>) -> Result<()> {
    bought.clear();
    for entry in packed.split(',') {
        let read = || {
            let (day, amount) = entry.split_at_checked(10)?;
            Some((iso_day(day)?, Amount(amount.parse().ok()?)))
        };
        bought.push(read().ok_or_else(damaged)?);
    }
    if !bought.is_sorted() {
        bought.sort_unstable();
    }
    Ok(())
}

fn damaged() -> Error {
    Error::Damaged("unreadable day of a purchase".to_owned())
}
