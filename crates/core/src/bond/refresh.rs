//! Keeping the bonds ready: worked out for the customers a write touches, for all when the day changes.

use chrono::NaiveDate;
use sqlx::{SqliteConnection, SqlitePool};

use super::sql::{self, Row};
use super::{Bond, Pin};
use crate::behaviour::Behaviour;
use crate::db::Touched;
use crate::error::Result;
use crate::ids::CustomerId;
use crate::notebook::Settings;
use crate::standing;
use crate::trust::{self, Related, Weights};

/// Customers worked out and stored at once.
const STRIDE: usize = 5_000;

/// Bring the bonds of the touched customers to `today`. Returns whose are others than before.
pub(crate) async fn refresh(
    connection: &mut SqliteConnection,
    touched: &Touched,
    today: NaiveDate,
    settings: &Settings,
) -> Result<Vec<CustomerId>> {
    let mut changed = Vec::new();
    match touched {
        Touched::Everyone => {
            let stored = sql::stored(connection, None).await?;
            let right = everybody(connection, today, &settings.trust).await?;
            changed = put(connection, &stored, &right).await?;
        }
        Touched::Some(ids) => {
            for ids in ids.chunks(STRIDE) {
                let ids = standing::hex_list(ids)?;
                let stored = sql::stored(connection, Some(&ids)).await?;
                let related = trust::some(connection, &ids).await?;
                let pins = sql::pins(connection, Some(&ids), today).await?;
                let right = rows(connection, related, &pins, today, &settings.trust).await?;
                changed.extend(put(connection, &stored, &right).await?);
            }
        }
    }
    Ok(changed)
}

/// Who brought these customers, or had brought them before the change at `seq` of history: their bond follows from what those
/// buy.
pub(crate) async fn referrers(
    connection: &mut SqliteConnection,
    touched: &Touched,
    seq: i64,
) -> Result<Vec<CustomerId>> {
    let Touched::Some(ids) = touched else {
        return Ok(Vec::new());
    };
    let mut referrers = Vec::new();
    for ids in ids.chunks(STRIDE) {
        let ids = standing::hex_list(ids)?;
        referrers.extend(sql::referrers(connection, &ids, seq).await?);
    }
    Ok(referrers)
}

/// How many of the bonds kept ready are not what they would be if worked out now.
pub(crate) async fn stale(
    reader: &SqlitePool,
    today: NaiveDate,
    settings: &Settings,
) -> Result<u32> {
    let mut connection = reader.acquire().await?;
    let stored = sql::stored(&mut connection, None).await?;
    let right = everybody(&mut connection, today, &settings.trust).await?;
    let (gone, wrong) = differences(&stored, &right);
    Ok(u32::try_from(gone.len() + wrong.len()).unwrap_or(u32::MAX))
}

/// What is noted of these customers with where they stand by what they buy.
pub(crate) async fn with_behaviour(
    connection: &mut SqliteConnection,
    related: Vec<Related>,
) -> Result<Vec<(Related, Behaviour)>> {
    let mut all = Vec::with_capacity(related.len());
    let mut related = related.into_iter();
    loop {
        let some: Vec<Related> = related.by_ref().take(STRIDE).collect();
        if some.is_empty() {
            return Ok(all);
        }
        let ids: Vec<CustomerId> = some.iter().map(|one| one.customer).collect();
        let behaviours = sql::behaviours(connection, &standing::hex_list(&ids)?).await?;
        all.extend(some.into_iter().map(|one| {
            let behaviour = behaviours.get(&one.customer).copied();
            (one, behaviour.unwrap_or(Behaviour::Prospect))
        }));
    }
}

fn row(
    related: &Related,
    behaviour: Behaviour,
    pinned: Option<Bond>,
    weights: &Weights,
    today: NaiveDate,
) -> Row {
    let course = trust::fold(&related.entries, weights, today);
    let (computed, _) = super::of(&related.entries, &course, behaviour, weights, today);
    Row {
        customer: related.customer,
        bond: pinned.unwrap_or(computed),
        trust: course.trust,
        ceiling: course.ceiling,
        computed: pinned.map(|_| computed),
    }
}

/// Whoever has a pin and nothing noted about them is told of as well. Both lists are in the order of identifiers.
fn with_pinned(mut related: Vec<Related>, pins: &[(CustomerId, Pin)]) -> Vec<Related> {
    let before = related.len();
    for (customer, _) in pins {
        let known = related[..before].binary_search_by_key(customer, |one| one.customer);
        if known.is_err() {
            related.push(Related::nothing_of(*customer));
        }
    }
    related.sort_unstable_by_key(|one| one.customer);
    related
}

async fn everybody(
    connection: &mut SqliteConnection,
    today: NaiveDate,
    weights: &Weights,
) -> Result<Vec<Row>> {
    let related = trust::everybody(connection).await?;
    let pins = sql::pins(connection, None, today).await?;
    rows(connection, related, &pins, today, weights).await
}

/// In the order of the customers' identifiers.
async fn rows(
    connection: &mut SqliteConnection,
    related: Vec<Related>,
    pins: &[(CustomerId, Pin)],
    today: NaiveDate,
    weights: &Weights,
) -> Result<Vec<Row>> {
    let related = with_behaviour(connection, with_pinned(related, pins)).await?;
    Ok(related
        .iter()
        .map(|(one, behaviour)| {
            let at = pins.binary_search_by_key(&one.customer, |(customer, _)| *customer);
            let pinned = at.ok().map(|at| pins[at].1.bond);
            row(one, *behaviour, pinned, weights, today)
        })
        .collect())
}

/// Who has no bond any more, and who has another. Both lists are in the order of identifiers.
fn differences<'r>(stored: &[Row], right: &'r [Row]) -> (Vec<CustomerId>, Vec<&'r Row>) {
    let gone = stored
        .iter()
        .map(|row| row.customer)
        .filter(|id| find(right, *id).is_none())
        .collect();
    let wrong = right
        .iter()
        .filter(|row| find(stored, row.customer) != Some(*row))
        .collect();
    (gone, wrong)
}

fn find(rows: &[Row], customer: CustomerId) -> Option<&Row> {
    let at = rows.binary_search_by_key(&customer, |row| row.customer);
    at.ok().map(|at| &rows[at])
}

/// Stores only what differs: most days nothing does.
async fn put(
    connection: &mut SqliteConnection,
    stored: &[Row],
    right: &[Row],
) -> Result<Vec<CustomerId>> {
    let (gone, wrong) = differences(stored, right);
    for ids in gone.chunks(STRIDE) {
        sql::remove(connection, &standing::hex_list(ids)?).await?;
    }
    sql::put(connection, &wrong).await?;
    Ok(gone
        .into_iter()
        .chain(wrong.iter().map(|row| row.customer))
        .collect())
}
