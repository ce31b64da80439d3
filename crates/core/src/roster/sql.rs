//! SQL of the roster: everybody, or those a write touched.

mod whole;

use chrono::NaiveDate;
use sqlx::{FromRow, SqliteConnection};

use super::fields::Held;
use super::{Entry, words_of};
use crate::bond;
use crate::error::{Error, Result};
use crate::ids::{CustomerId, FieldId};
use crate::standing;

pub(super) use whole::everybody;

/// Slots are columns' places: a file whose numbers lie this far apart is not gathered.
const LARGEST_SLOT: i64 = 1 << 26;

#[derive(FromRow)]
struct Stored {
    seq: i64,
    name: String,
    archived: bool,
    company: Option<String>,
    external_id: Option<String>,
    city: Option<String>,
    behaviour: String,
    bought: bool,
    last_day: Option<NaiveDate>,
    rhythm: Option<f64>,
    absent: u32,
    value: i64,
    chance: Option<f64>,
    worth: Option<i64>,
    bond: Option<String>,
}

const COLUMNS: &str = "SELECT c.seq, c.name_folded AS name, c.archived_on IS NOT NULL AS archived, c.company, c.external_id,
       c.city, s.behaviour, s.visits > 0 AS bought, s.last_day, s.rhythm, s.absent, s.value, h.chance, h.worth,
       CASE WHEN c.unprofiled_on IS NULL THEN ifnull(b.bond, 'neutral') END AS bond
     FROM customer c JOIN standing s ON s.customer_id = c.id LEFT JOIN chance h ON h.customer_id = c.id
     LEFT JOIN bond b ON b.customer_id = c.id";

impl Stored {
    fn entry(self) -> Result<Entry> {
        let other = [&self.company, &self.external_id, &self.city];
        let other: Vec<String> = other
            .into_iter()
            .flatten()
            .map(|text| words_of(text))
            .collect();
        Ok(Entry {
            slot: slot(self.seq)?,
            behaviour: standing::behaviour(&self.behaviour)?,
            archived: self.archived,
            bought: self.bought,
            last_day: self.last_day,
            rhythm: self.rhythm,
            absent: self.absent,
            value: self.value,
            // It was as short when it was stored.
            chance: self.chance.map(|chance| chance as f32),
            worth: self.worth.unwrap_or_default(),
            name: self.name,
            other: other.join(" "),
            city: self.city,
            tags: Vec::new(),
            phones: Vec::new(),
            fields: Vec::new(),
            bond: self.bond.as_deref().map(bond::bond).transpose()?,
        })
    }
}

/// What a customer has in a field.
#[derive(FromRow)]
struct InField {
    seq: i64,
    field: FieldId,
    text: Option<String>,
    number: Option<f64>,
}

const IN_FIELDS: &str = "SELECT c.seq, v.field_id AS field,
       CASE WHEN typeof(v.value) = 'text' THEN v.value END AS text,
       CASE WHEN typeof(v.value) <> 'text' THEN CAST(v.value AS REAL) END AS number
     FROM field_value v JOIN customer c ON c.id = v.customer_id";

impl InField {
    fn read(self) -> (i64, FieldId, Held) {
        let held = match self.text {
            Some(text) => Held::Text(text),
            None => Held::Number(self.number.unwrap_or(f64::NAN)),
        };
        (self.seq, self.field, held)
    }
}

fn slot(seq: i64) -> Result<u32> {
    u32::try_from(seq)
        .ok()
        .filter(|_| (1..LARGEST_SLOT).contains(&seq))
        .ok_or_else(|| Error::Damaged("a customer's number is out of range".to_owned()))
}

/// What a write did to the customers it touched.
#[derive(Debug, Clone, Default)]
pub(super) struct Touch {
    /// Whom it touched, also those who are no more.
    pub(super) ids: Vec<CustomerId>,
    /// The slots of those who are no more.
    pub(super) gone: Vec<u32>,
    /// The slots of those who are new or have another name.
    pub(super) renamed: Vec<u32>,
}

/// What the change at `seq` of history did to the customers `ids`.
pub(super) async fn touch(
    connection: &mut SqliteConnection,
    ids: Vec<CustomerId>,
    seq: i64,
) -> Result<Touch> {
    let rows = sqlx::query!(
        r#"SELECT json_extract(coalesce(after, before), '$.seq') AS "seq!: i64", after IS NULL AS "gone!: bool"
           FROM change_row WHERE seq = ? AND tbl = 'customer'
             AND (before IS NULL OR after IS NULL
                  OR json_extract(before, '$.name_folded') <> json_extract(after, '$.name_folded'))"#,
        seq
    )
    .fetch_all(connection)
    .await?;
    let mut touch = Touch {
        ids,
        ..Touch::default()
    };
    for row in rows {
        let list = if row.gone {
            &mut touch.gone
        } else {
            &mut touch.renamed
        };
        list.push(slot(row.seq)?);
    }
    Ok(touch)
}

/// These customers, those who are no more left out, without their tags, addresses and numbers.
pub(super) async fn standings(
    connection: &mut SqliteConnection,
    ids: &[CustomerId],
) -> Result<Vec<Entry>> {
    let ids = standing::hex_list(ids)?;
    let sql = format!("{COLUMNS} WHERE c.id IN (SELECT unhex(value) FROM json_each(?))");
    let rows: Vec<Stored> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(&ids)
        .fetch_all(&mut *connection)
        .await?;
    rows.into_iter().map(Stored::entry).collect()
}

/// These customers, those who are no more left out.
pub(super) async fn some(
    connection: &mut SqliteConnection,
    ids: &[CustomerId],
) -> Result<Vec<Entry>> {
    let mut entries = standings(connection, ids).await?;
    let ids = standing::hex_list(ids)?;
    entries.sort_unstable_by_key(|entry| entry.slot);
    let find = |entries: &[Entry], seq: i64| {
        let slot = slot(seq).ok()?;
        entries.binary_search_by_key(&slot, |entry| entry.slot).ok()
    };
    let tags = sqlx::query!(
        r#"SELECT c.seq, t.tag FROM customer c JOIN customer_tag t ON t.customer_id = c.id
           WHERE c.id IN (SELECT unhex(value) FROM json_each(?))"#,
        ids
    )
    .fetch_all(&mut *connection)
    .await?;
    for row in tags {
        if let Some(at) = find(&entries, row.seq) {
            entries[at].also(&words_of(&row.tag));
            entries[at].tags.push(row.tag);
        }
    }
    let points = sqlx::query!(
        r#"SELECT c.seq, p.kind = 'phone' AS "phone!: bool", p.normal
           FROM customer c JOIN contact_point p ON p.customer_id = c.id
           WHERE c.id IN (SELECT unhex(value) FROM json_each(?))"#,
        ids
    )
    .fetch_all(&mut *connection)
    .await?;
    for row in points {
        if let Some(at) = find(&entries, row.seq) {
            if row.phone {
                entries[at].phones.push(row.normal);
            } else {
                entries[at].also(&words_of(&row.normal));
            }
        }
    }
    let sql = format!("{IN_FIELDS} WHERE v.customer_id IN (SELECT unhex(value) FROM json_each(?))");
    let held: Vec<InField> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(&ids)
        .fetch_all(connection)
        .await?;
    for row in held {
        let (seq, field, held) = row.read();
        if let Some(at) = find(&entries, seq) {
            entries[at].fields.push((field, held));
        }
    }
    Ok(entries)
}

/// Those whose folded names come right before `name`, are the same and come right after, leaving out customers whose own
/// place is not known yet. Each is a slot, where there is one.
pub(super) async fn neighbours(
    connection: &mut SqliteConnection,
    name: &str,
    pending: &std::collections::BTreeSet<u32>,
) -> Result<[Option<u32>; 3]> {
    let pending = serde_json::to_string(pending)?;
    let row = sqlx::query!(
        r#"SELECT
             (SELECT seq FROM customer WHERE name_folded < ?1 AND seq NOT IN (SELECT value FROM json_each(?2))
              ORDER BY name_folded DESC LIMIT 1) AS "before: i64",
             (SELECT seq FROM customer WHERE name_folded = ?1 AND seq NOT IN (SELECT value FROM json_each(?2))
              LIMIT 1) AS "same: i64",
             (SELECT seq FROM customer WHERE name_folded > ?1 AND seq NOT IN (SELECT value FROM json_each(?2))
              ORDER BY name_folded LIMIT 1) AS "after: i64""#,
        name,
        pending
    )
    .fetch_one(connection)
    .await?;
    let slot = |seq: Option<i64>| seq.map(slot).transpose();
    Ok([slot(row.before)?, slot(row.same)?, slot(row.after)?])
}
