//! Working the standings out.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use sqlx::{SqliteConnection, SqlitePool};

use super::{VALUE_DAYS, Whose, each_bought, sql};
use crate::behaviour::{Away, Pace, Stand, shop_rhythm};
use crate::db::Touched;
use crate::error::Result;
use crate::ids::CustomerId;
use crate::money::Amount;
use crate::notebook::Settings;

/// One customer's standing, about to be stored.
#[derive(Debug, PartialEq)]
pub(super) struct Row {
    pub(super) customer: CustomerId,
    pub(super) pace: Pace,
    pub(super) stand: Stand,
    pub(super) value: Amount,
    pub(super) spent: Amount,
}

impl Row {
    pub(super) fn stake(&self) -> Amount {
        Amount(
            self.value
                .0
                .max(0)
                .saturating_mul(self.stand.behaviour.stake_percent())
                / 100,
        )
    }
}

/// Bring the standings of the touched customers to `today`. The shop's rhythm is worked out anew only
/// together with everybody's: a label must not flicker because somebody else bought bread.
pub(crate) async fn refresh(
    connection: &mut SqliteConnection,
    touched: &Touched,
    today: NaiveDate,
    settings: &Settings,
) -> Result<()> {
    match touched {
        Touched::Everyone => {
            let absences = sql::absences(connection, None).await?;
            let paces = paces(connection, None, today, &absences).await?;
            let own = paces.iter().filter_map(Paced::own).collect();
            let shop = shop_rhythm(own, settings.trade.usual_rhythm());
            sql::clear(connection, None).await?;
            store(connection, &paces, shop, &absences, today, settings).await?;
            drop(paces);
            sql::set_basis(connection, today, shop).await?;
            sql::complete(connection, None).await?;
            sql::count_all(connection).await
        }
        Touched::Some(ids) if ids.is_empty() => Ok(()),
        Touched::Some(ids) => {
            let ids = hex_list(ids)?;
            let absences = sql::absences(connection, Some(&ids)).await?;
            let shop = sql::shop(&mut *connection)
                .await?
                .unwrap_or_else(|| settings.trade.usual_rhythm());
            let paces = paces(connection, Some(&ids), today, &absences).await?;
            sql::count_some(connection, &ids, -1).await?;
            sql::clear(connection, Some(&ids)).await?;
            store(connection, &paces, shop, &absences, today, settings).await?;
            sql::complete(connection, Some(&ids)).await?;
            sql::count_some(connection, &ids, 1).await
        }
    }
}

/// Stores where customers stand, so many at a time that a million of them do not fill the memory.
async fn store(
    connection: &mut SqliteConnection,
    paces: &[Paced],
    shop: f64,
    absences: &HashMap<CustomerId, Vec<Away>>,
    today: NaiveDate,
    settings: &Settings,
) -> Result<()> {
    for paces in paces.chunks(1_000) {
        let rows: Vec<Row> = stands(paces, shop, absences, today, settings).collect();
        sql::insert(connection, &rows).await?;
    }
    Ok(())
}

/// Bring everybody's standing from `since` to `today` when nothing but the day has changed: paces stay as they are, so
/// the purchases are read again only for those whose label changes. Returns whose standing was worked out again.
pub(crate) async fn turn(
    connection: &mut SqliteConnection,
    since: NaiveDate,
    today: NaiveDate,
    settings: &Settings,
) -> Result<Touched> {
    let absences = sql::absences(connection, None).await?;
    let usual = settings.trade.usual_rhythm();
    let basis = sql::shop(&mut *connection).await?;
    let (mut own, mut changed) = (Vec::new(), Vec::new());
    sql::each_pace(connection, |stored| {
        own.extend(stored.pace.own);
        let away = absences
            .get(&stored.customer)
            .map_or(&[][..], Vec::as_slice);
        // With another rhythm of the shop than before, everybody is worked out again anyway.
        let shop = basis.unwrap_or(usual);
        let stand = Stand::of(&stored.pace, shop, away, today, &settings.bands);
        if !stored.says(&stand) {
            changed.push(stored.customer);
        }
    })
    .await?;
    let shop = shop_rhythm(own, usual);
    // A clock that went back has to leave out again what happened in between.
    if today < since || basis.map(f64::to_bits) != Some(shop.to_bits()) {
        refresh(connection, &Touched::Everyone, today, settings).await?;
        return Ok(Touched::Everyone);
    }
    changed.extend(sql::bought_between(connection, since, today).await?);
    changed.sort_unstable();
    changed.dedup();
    // So many at a time: the list of their names is a text that SQLite takes apart.
    for some in changed.chunks(5_000) {
        refresh(connection, &Touched::Some(some.to_vec()), today, settings).await?;
    }
    sql::set_basis(connection, today, shop).await?;
    Ok(Touched::Some(changed))
}

/// How many stored standings differ from what the purchases say now.
pub(crate) async fn stale(
    reader: &SqlitePool,
    today: NaiveDate,
    settings: &Settings,
) -> Result<u32> {
    let mut connection = reader.acquire().await?;
    let absences = sql::absences(&mut connection, None).await?;
    let shop = sql::shop(&mut connection)
        .await?
        .unwrap_or_else(|| settings.trade.usual_rhythm());
    let paces = paces(&mut connection, None, today, &absences).await?;
    let mut stored = HashMap::new();
    sql::each_pace(&mut connection, |row| {
        stored.insert(row.customer, row);
    })
    .await?;
    let closed = sql::closed(&mut connection).await?;
    let mut wrong = 0usize;
    for row in stands(&paces, shop, &absences, today, settings) {
        let right = match stored.remove(&row.customer) {
            Some(before) => before.says(&row.stand) && before.pace == row.pace,
            None => closed.contains(&row.customer),
        };
        wrong += usize::from(!right);
    }
    let totals = sql::wrong_totals(&mut connection).await?;
    Ok(u32::try_from(wrong + stored.len())
        .unwrap_or(u32::MAX)
        .saturating_add(totals))
}

/// Somebody's pace and value, while those of everybody are held at once: in as few bytes as will do. Medians of whole days are
/// halves, which fit; what is not known is not a number.
struct Paced {
    customer: CustomerId,
    value: Amount,
    spent: Amount,
    first: NaiveDate,
    last: NaiveDate,
    visits: u32,
    own: f32,
    last_gap: f32,
    own_before: f32,
}

impl Paced {
    fn new(customer: CustomerId, pace: &Pace, value: Amount, spent: Amount) -> Self {
        let short = |days: Option<f64>| days.map_or(f32::NAN, |days| days as f32);
        Self {
            customer,
            value,
            spent,
            first: pace.first,
            last: pace.last,
            visits: pace.visits,
            own: short(pace.own),
            last_gap: short(pace.last_gap),
            own_before: short(pace.own_before),
        }
    }

    fn own(&self) -> Option<f64> {
        known(self.own)
    }

    fn pace(&self) -> Pace {
        Pace {
            visits: self.visits,
            first: self.first,
            last: self.last,
            gaps: self.visits.saturating_sub(1),
            own: self.own(),
            last_gap: known(self.last_gap),
            own_before: known(self.own_before),
        }
    }
}

fn known(days: f32) -> Option<f64> {
    (!days.is_nan()).then(|| f64::from(days))
}

async fn paces(
    connection: &mut SqliteConnection,
    ids: Option<&str>,
    today: NaiveDate,
    absences: &HashMap<CustomerId, Vec<Away>>,
) -> Result<Vec<Paced>> {
    let whose = ids.map_or(Whose::Everybody, Whose::Of);
    let (mut paces, mut visits) = (Vec::new(), Vec::new());
    each_bought(connection, whose, today, |customer, bought| {
        visits.clear();
        visits.extend(
            bought
                .iter()
                .filter(|(_, amount)| !amount.is_refund())
                .map(|(day, _)| *day),
        );
        visits.dedup();
        let absences = absences.get(&customer).map_or(&[][..], Vec::as_slice);
        if let Some(pace) = Pace::of(&visits, absences) {
            let since = pace.last - Days::new(VALUE_DAYS);
            // Refunds after the last visit still lower what that year was worth.
            let value = bought
                .iter()
                .filter(|(day, _)| *day > since)
                .map(|(_, amount)| *amount)
                .sum();
            let spent = bought.iter().map(|(_, amount)| *amount).sum();
            paces.push(Paced::new(customer, &pace, value, spent));
        }
    })
    .await?;
    Ok(paces)
}

fn stands<'p>(
    paces: &'p [Paced],
    shop: f64,
    absences: &'p HashMap<CustomerId, Vec<Away>>,
    today: NaiveDate,
    settings: &'p Settings,
) -> impl Iterator<Item = Row> + 'p {
    paces.iter().map(move |paced| {
        let absences = absences.get(&paced.customer).map_or(&[][..], Vec::as_slice);
        let pace = paced.pace();
        Row {
            customer: paced.customer,
            stand: Stand::of(&pace, shop, absences, today, &settings.bands),
            pace,
            value: paced.value,
            spent: paced.spent,
        }
    })
}

/// Ids as a JSON array of hexadecimal texts, the form in which a query can take a list.
pub(crate) fn hex_list(ids: &[CustomerId]) -> Result<String> {
    use std::fmt::Write as _;
    let texts: Vec<String> = ids
        .iter()
        .map(|id| {
            id.bytes()
                .iter()
                .fold(String::with_capacity(32), |mut text, byte| {
                    // Writing to a String cannot fail.
                    let _ = write!(text, "{byte:02X}");
                    text
                })
        })
        .collect();
    Ok(serde_json::to_string(&texts)?)
}
