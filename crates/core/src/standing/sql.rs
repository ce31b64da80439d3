//! SQL of the standings.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use sqlx::{AssertSqlSafe, QueryBuilder, Sqlite, SqliteConnection, SqlitePool};

use super::Standing;
use super::refresh::Row;
use crate::behaviour::{Away, Behaviour, Pace, Stand, days_between, lateness};
use crate::error::{Error, Result};
use crate::ids::CustomerId;
use crate::money::Amount;

/// The day the standings are of; none in a notebook never opened.
pub(crate) async fn worked_out_on(connection: &mut SqliteConnection) -> Result<Option<NaiveDate>> {
    Ok(
        sqlx::query_scalar!(r#"SELECT day AS "day: NaiveDate" FROM standing_basis"#)
            .fetch_optional(connection)
            .await?,
    )
}

/// The shop's rhythm the standings were worked out with, days.
pub(crate) async fn shop(connection: &mut SqliteConnection) -> Result<Option<f64>> {
    Ok(sqlx::query_scalar!("SELECT shop FROM standing_basis")
        .fetch_optional(connection)
        .await?)
}

pub(super) async fn set_basis(
    connection: &mut SqliteConnection,
    day: NaiveDate,
    shop: f64,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO standing_basis (one, day, shop) VALUES (1, ?, ?)
         ON CONFLICT (one) DO UPDATE SET day = excluded.day, shop = excluded.shop",
        day,
        shop
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The known absences of these customers (a JSON array of hexadecimal ids), or of all.
pub(super) async fn absences(
    connection: &mut SqliteConnection,
    ids: Option<&str>,
) -> Result<HashMap<CustomerId, Vec<Away>>> {
    let rows = sqlx::query!(
        r#"SELECT customer_id AS "customer_id: CustomerId", day AS "day: NaiveDate", until AS "until: NaiveDate"
           FROM absence WHERE ?1 IS NULL OR customer_id IN (SELECT unhex(value) FROM json_each(?1))"#,
        ids
    )
    .fetch_all(connection)
    .await?;
    let mut absences: HashMap<CustomerId, Vec<Away>> = HashMap::new();
    for row in rows {
        absences.entry(row.customer_id).or_default().push(Away {
            day: row.day,
            until: row.until,
        });
    }
    Ok(absences)
}

/// Forget the standings of these customers (a JSON array of hexadecimal ids), or of all.
pub(super) async fn clear(connection: &mut SqliteConnection, ids: Option<&str>) -> Result<()> {
    match ids {
        None => {
            sqlx::query!("DELETE FROM standing")
                .execute(connection)
                .await?
        }
        Some(ids) => {
            sqlx::query!(
                "DELETE FROM standing WHERE customer_id IN (SELECT unhex(value) FROM json_each(?))",
                ids
            )
            .execute(connection)
            .await?
        }
    };
    Ok(())
}

pub(super) async fn insert(connection: &mut SqliteConnection, rows: &[Row]) -> Result<()> {
    for rows in rows.chunks(1_000) {
        QueryBuilder::<Sqlite>::new(
            // `OR FAIL`: whoever works standings out gives the whole write up when it fails. Otherwise every page a statement
            // touches, all over the indexes, would be copied first.
            "INSERT OR FAIL INTO standing (customer_id, behaviour, visits, first_day, last_day, gaps, own, rhythm,
             last_gap, own_before, absent, value, spent, stake, archived) ",
        )
        .push_values(rows, |mut values, row| {
            values
                .push_bind(row.customer)
                .push_bind(row.stand.behaviour.code())
                .push_bind(row.pace.visits)
                .push_bind(row.pace.first)
                .push_bind(row.pace.last)
                .push_bind(row.pace.gaps)
                .push_bind(row.pace.own)
                .push_bind(row.stand.rhythm)
                .push_bind(row.pace.last_gap)
                .push_bind(row.pace.own_before)
                .push_bind(row.stand.absent)
                .push_bind(row.value)
                .push_bind(row.spent)
                .push_bind(row.stake())
                .push_bind(0);
        })
        .build()
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// Customers who never bought, those closed, those not to be profiled and those archived: what no purchase can tell. Of these customers (a JSON array
/// of hexadecimal ids), or of all.
pub(super) async fn complete(connection: &mut SqliteConnection, ids: Option<&str>) -> Result<()> {
    // Written out twice: a condition that may be absent would have SQLite go through everybody.
    let (customers, standings) = match ids {
        None => ("1", "1"),
        Some(_) => (
            "c.id IN (SELECT unhex(value) FROM json_each(?1))",
            "customer_id IN (SELECT unhex(value) FROM json_each(?1))",
        ),
    };
    for sql in [
        format!(
            "INSERT INTO standing (customer_id, behaviour, visits, gaps, absent, value, stake, archived)
             SELECT id, 'prospect', 0, 0, 0, 0, 0, 0 FROM customer c
             WHERE {customers} AND NOT EXISTS (SELECT 1 FROM standing s WHERE s.customer_id = c.id)"
        ),
        format!(
            "UPDATE standing SET behaviour = 'closed', stake = 0
             WHERE {standings} AND behaviour <> 'closed'
               AND customer_id IN (SELECT id FROM customer c WHERE {customers} AND closed_reason IS NOT NULL)"
        ),
        // The queue ranks people by what they do, which is what somebody asked not to be done.
        format!(
            "UPDATE standing SET stake = 0
             WHERE {standings}
               AND customer_id IN (SELECT id FROM customer c WHERE {customers} AND unprofiled_on IS NOT NULL)"
        ),
        format!(
            "UPDATE standing SET stake = 0, archived = 1
             WHERE {standings}
               AND customer_id IN (SELECT id FROM customer c WHERE {customers} AND archived_on IS NOT NULL)"
        ),
    ] {
        sqlx::query(AssertSqlSafe(sql))
            .bind(ids)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Count everybody anew.
pub(super) async fn count_all(connection: &mut SqliteConnection) -> Result<()> {
    sqlx::query!("DELETE FROM standing_total")
        .execute(&mut *connection)
        .await?;
    sqlx::query!(
        "INSERT INTO standing_total (behaviour, customers, stake, slipping)
         SELECT behaviour, count(*), sum(stake), sum(stake > 0) FROM standing WHERE archived = 0 GROUP BY behaviour"
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Take the standings of these customers (a JSON array of hexadecimal ids) off the totals (`sign` -1), or add them (1).
pub(super) async fn count_some(
    connection: &mut SqliteConnection,
    ids: &str,
    sign: i64,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO standing_total (behaviour, customers, stake, slipping)
         SELECT behaviour, ?2 * count(*), ?2 * sum(stake), ?2 * sum(stake > 0) FROM standing
         WHERE archived = 0 AND customer_id IN (SELECT unhex(value) FROM json_each(?1)) GROUP BY behaviour
         ON CONFLICT (behaviour) DO UPDATE SET customers = customers + excluded.customers,
           stake = stake + excluded.stake, slipping = slipping + excluded.slipping",
        ids,
        sign
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// What the customers not archived come to, by behaviour: how many, what is at stake, with how many something is.
pub(crate) async fn totals(
    connection: &mut SqliteConnection,
) -> Result<Vec<(Behaviour, u32, Amount, u32)>> {
    sqlx::query!(
        r#"SELECT behaviour, customers AS "customers: u32", stake AS "stake: Amount", slipping AS "slipping: u32"
           FROM standing_total WHERE customers > 0"#
    )
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(|row| Ok((behaviour(&row.behaviour)?, row.customers, row.stake, row.slipping)))
    .collect()
}

/// How many of the totals are not what the standings come to.
pub(super) async fn wrong_totals(connection: &mut SqliteConnection) -> Result<u32> {
    Ok(sqlx::query_scalar!(
        r#"SELECT count(*) AS "n!: u32" FROM (
             SELECT * FROM (SELECT behaviour, count(*) AS customers, sum(stake) AS stake, sum(stake > 0) AS slipping
                            FROM standing WHERE archived = 0 GROUP BY behaviour)
             EXCEPT SELECT behaviour, customers, stake, slipping FROM standing_total)"#
    )
    .fetch_one(connection)
    .await?)
}

/// Where one customer stands.
pub(crate) async fn of(
    reader: &SqlitePool,
    customer: CustomerId,
    today: NaiveDate,
) -> Result<Standing> {
    let row = sqlx::query!(
        r#"SELECT behaviour, visits AS "visits: u32", first_day AS "first_day: NaiveDate",
                  last_day AS "last_day: NaiveDate", gaps AS "gaps: u32", own, rhythm, absent AS "absent: u32",
                  last_gap, value AS "value: Amount", stake AS "stake: Amount"
           FROM standing WHERE customer_id = ?"#,
        customer
    )
    .fetch_optional(reader)
    .await?
    .ok_or_else(|| Error::not_found("customer", customer))?;
    let behaviour = behaviour(&row.behaviour)?;
    let silent = row.last_day.map(|day| days_between(day, today));
    Ok(Standing {
        behaviour,
        visits: row.visits,
        first_day: row.first_day,
        last_day: row.last_day,
        gaps: row.gaps,
        own: row.own,
        rhythm: row.rhythm,
        silent,
        absent: row.absent,
        lateness: silent
            .zip(row.rhythm)
            .map(|(silent, rhythm)| lateness(silent, row.absent, rhythm)),
        // Gaps are whole days; the cast is exact.
        away: row
            .last_gap
            .filter(|_| behaviour == Behaviour::Back)
            .map(|gap| gap as u32),
        value: row.value,
        stake: row.stake,
    })
}

/// The behaviour of a stored name.
pub(crate) fn behaviour(code: &str) -> Result<Behaviour> {
    Behaviour::from_code(code).ok_or_else(|| Error::Damaged(format!("unknown behaviour {code}")))
}

/// A stored standing, as much of it as the turn of a day needs.
pub(super) struct Stored {
    pub(super) customer: CustomerId,
    behaviour: Behaviour,
    /// What only a purchase changes.
    pub(super) pace: Pace,
    absent: u32,
}

impl Stored {
    /// Whether what is stored is where they stand, the shop's rhythm being what it was.
    pub(super) fn says(&self, stand: &Stand) -> bool {
        self.behaviour == stand.behaviour && self.absent == stand.absent
    }

    fn unpack(customer: CustomerId, packed: &str) -> Option<Self> {
        let mut parts = packed.split('|');
        let behaviour = Behaviour::from_code(parts.next()?)?;
        let visits: u32 = parts.next()?.parse().ok()?;
        let (first, last) = (iso_day(parts.next()?)?, iso_day(parts.next()?)?);
        let mut number = || match parts.next()? {
            "" => Some(None),
            text => text.parse().ok().map(Some),
        };
        let (own, last_gap, own_before) = (number()?, number()?, number()?);
        let absent = parts.next()?.parse().ok()?;
        let gaps = visits.saturating_sub(1);
        let pace = Pace {
            visits,
            first,
            last,
            gaps,
            own,
            last_gap,
            own_before,
        };
        Some(Self {
            customer,
            behaviour,
            pace,
            absent,
        })
    }
}

/// `YYYY-MM-DD`, twenty times faster than the general parser: every purchase passes here.
pub(crate) fn iso_day(text: &str) -> Option<NaiveDate> {
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u32>().ok();
    NaiveDate::from_ymd_opt(number(0..4)?.cast_signed(), number(5..7)?, number(8..10)?)
}

/// Shows the stored standing of everybody who bought and is not closed, one after the other: a million of them together
/// would fill the memory. One text a customer, as twelve columns would take three times as long; medians of whole days
/// come through text unharmed.
pub(super) async fn each_pace(
    connection: &mut SqliteConnection,
    mut look: impl FnMut(Stored) + Send,
) -> Result<()> {
    use futures_util::TryStreamExt as _;
    let mut rows = sqlx::query!(
        r#"SELECT customer_id AS "customer: CustomerId",
             concat_ws('|', behaviour, visits, first_day, last_day, ifnull(own, ''), ifnull(last_gap, ''),
                       ifnull(own_before, ''), absent) AS "packed!: String"
           FROM standing WHERE visits > 0 AND behaviour <> 'closed'"#
    )
    .fetch(connection);
    while let Some(row) = rows.try_next().await? {
        let row = Stored::unpack(row.customer, &row.packed)
            .ok_or_else(|| Error::Damaged("unreadable standing".to_owned()))?;
        look(row);
    }
    Ok(())
}

/// Who bought, by the notebook, after `from` up to `to`: purchases entered ahead of their day.
pub(super) async fn bought_between(
    connection: &mut SqliteConnection,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<CustomerId>> {
    Ok(sqlx::query_scalar!(
        r#"SELECT DISTINCT customer_id AS "id!: CustomerId" FROM purchase INDEXED BY purchase_by_customer
           WHERE customer_id IS NOT NULL AND day > ? AND day <= ?"#,
        from,
        to
    )
    .fetch_all(connection)
    .await?)
}

/// The customers who are closed.
pub(super) async fn closed(connection: &mut SqliteConnection) -> Result<HashSet<CustomerId>> {
    let ids = sqlx::query_scalar!(
        r#"SELECT customer_id AS "id: CustomerId" FROM standing WHERE behaviour = 'closed'"#
    )
    .fetch_all(connection)
    .await?;
    Ok(ids.into_iter().collect())
}
