//! Reading everybody.

use futures_util::TryStreamExt as _;
use futures_util::future::join;
use sqlx::SqliteConnection;

use super::{COLUMNS, Stored, slot};
use crate::behaviour::{Behaviour, shrink};
use crate::bond::Bond;
use crate::error::{Error, Result};
use crate::ids::FieldId;
use crate::roster::fields::Held;
use crate::roster::gather::Gather;
use crate::roster::{Entry, words_of};
use crate::standing;

/// Customers read at once.
const STRIDE: i64 = 1_000;

/// Customers from ?1 on, below ?2, packed into one text: a row each would take three times as long. Rhythms do not come through
/// text unharmed; the medians they follow from do. CROSS JOIN: customers first, whatever the planner thinks.
const PACKED: &str = "SELECT group_concat(concat_ws(char(31), c.seq, s.behaviour, c.archived_on IS NOT NULL, s.visits,
       ifnull(s.last_day, ''), s.gaps, ifnull(s.own, ''), s.absent, s.value, ifnull(h.chance, ''), ifnull(h.worth, 0),
       CASE WHEN c.unprofiled_on IS NULL THEN ifnull(b.bond, 'neutral') ELSE '' END, c.name_folded, ifnull(c.city, ''),
       ifnull(c.company, ''), ifnull(c.external_id, '')), char(30))
     FROM customer c CROSS JOIN standing s ON s.customer_id = c.id LEFT JOIN chance h ON h.customer_id = c.id
     LEFT JOIN bond b ON b.customer_id = c.id WHERE c.seq >= ?1 AND c.seq < ?2";

/// The next contact points after ?1, packed likewise, and the last of them.
const POINTS: &str = "SELECT max(id), group_concat(concat_ws(char(31), seq, kind, normal), char(30))
     FROM (SELECT p.id, c.seq, p.kind, p.normal FROM contact_point p CROSS JOIN customer c ON c.id = p.customer_id
           WHERE p.id > ?1 ORDER BY p.id LIMIT ?2)";

/// What customers from ?1 on, below ?2, have in the field ?3, packed likewise: numbers of at most fifteen digits come through
/// text unharmed, and texts have no control characters.
const IN_FIELD: &str =
    "SELECT group_concat(concat_ws(char(31), c.seq, typeof(v.value), v.value), char(30))
     FROM customer c CROSS JOIN field_value v ON v.customer_id = c.id AND v.field_id = ?3
     WHERE c.seq >= ?1 AND c.seq < ?2";

/// Everybody in the notebook. While some are taken in, the file is read for the next.
pub(in crate::roster) async fn everybody(connection: &mut SqliteConnection) -> Result<Gather> {
    let mut gather = Gather::default();
    let end: i64 =
        sqlx::query_scalar!(r#"SELECT coalesce(max(seq), 0) AS "end!: i64" FROM customer"#)
            .fetch_one(&mut *connection)
            .await?;
    slot(end.max(1))?;
    records(connection, end, &mut gather).await?;
    let mut rows = sqlx::query!(
        r#"SELECT c.seq, t.tag FROM customer_tag t JOIN customer c ON c.id = t.customer_id ORDER BY t.customer_id"#
    )
    .fetch(&mut *connection);
    while let Some(row) = rows.try_next().await? {
        gather.tag(slot(row.seq)?, &row.tag);
    }
    drop(rows);
    points(connection, &mut gather).await?;
    in_fields(connection, end, &mut gather).await?;
    Ok(gather)
}

async fn records(connection: &mut SqliteConnection, end: i64, gather: &mut Gather) -> Result<()> {
    let shop = standing::shop(connection).await?.unwrap_or_default();
    let mut packed = some_records(connection, 1).await?;
    for from in (1..=end).step_by(STRIDE as usize) {
        let now = packed.unwrap_or_default();
        let next = some_records(connection, from + STRIDE);
        let (next, read) = join(next, async {
            let entries: Option<Vec<Entry>> = now
                .split_terminator('\u{1e}')
                .map(|entry| unpack(entry, shop))
                .collect();
            entries.is_some_and(|entries| {
                entries.iter().for_each(|entry| gather.put(entry));
                true
            })
        })
        .await;
        packed = next?;
        if !read {
            // Somebody's town has a control character in it.
            for entry in &one_by_one(connection, from).await? {
                gather.put(entry);
            }
        }
    }
    Ok(())
}

async fn some_records(connection: &mut SqliteConnection, from: i64) -> Result<Option<String>> {
    Ok(sqlx::query_scalar(PACKED)
        .bind(from)
        .bind(from + STRIDE)
        .fetch_one(connection)
        .await?)
}

async fn points(connection: &mut SqliteConnection, gather: &mut Gather) -> Result<()> {
    let mut read = some_points(connection, Vec::new()).await?;
    while let (Some(last), Some(packed)) = read {
        let (next, taken) = join(some_points(connection, last), async {
            for point in packed.split('\u{1e}') {
                let mut parts = point.splitn(3, '\u{1f}');
                let seq = parts.next().and_then(|seq| seq.parse().ok());
                let (Some(seq), Some(kind), Some(normal)) = (seq, parts.next(), parts.next())
                else {
                    continue;
                };
                if kind == "phone" {
                    gather.phone(slot(seq)?, normal);
                } else {
                    gather.words(slot(seq)?, &words_of(normal));
                }
            }
            Ok::<(), Error>(())
        })
        .await;
        taken?;
        read = next?;
    }
    Ok(())
}

type Points = (Option<Vec<u8>>, Option<String>);

async fn some_points(connection: &mut SqliteConnection, after: Vec<u8>) -> Result<Points> {
    Ok(sqlx::query_as(POINTS)
        .bind(after)
        .bind(STRIDE)
        .fetch_one(connection)
        .await?)
}

async fn in_fields(connection: &mut SqliteConnection, end: i64, gather: &mut Gather) -> Result<()> {
    let fields: Vec<FieldId> = sqlx::query_scalar("SELECT id FROM field")
        .fetch_all(&mut *connection)
        .await?;
    for field in fields {
        for from in (1..=end).step_by(STRIDE as usize) {
            let packed: Option<String> = sqlx::query_scalar(IN_FIELD)
                .bind(from)
                .bind(from + STRIDE)
                .bind(field)
                .fetch_one(&mut *connection)
                .await?;
            for one in packed.iter().flat_map(|packed| packed.split('\u{1e}')) {
                let mut parts = one.splitn(3, '\u{1f}');
                let seq = parts.next().and_then(|seq| seq.parse().ok());
                let (Some(seq), Some(kind), Some(value)) = (seq, parts.next(), parts.next()) else {
                    continue;
                };
                let held = match (kind, value.parse()) {
                    ("text", _) => Held::Text(value.to_owned()),
                    (_, Ok(number)) => Held::Number(number),
                    _ => continue,
                };
                gather.field(slot(seq)?, field, &held);
            }
        }
    }
    Ok(())
}

fn unpack(packed: &str, shop: f64) -> Option<Entry> {
    let mut parts = packed.split('\u{1f}');
    let slot = slot(parts.next()?.parse().ok()?).ok()?;
    let behaviour = Behaviour::from_code(parts.next()?)?;
    let archived = parts.next()? == "1";
    let bought = parts.next()? != "0";
    let last_day = match parts.next()? {
        "" => None,
        day => Some(standing::iso_day(day)?),
    };
    let gaps = parts.next()?.parse().ok()?;
    let own = match parts.next()? {
        "" => None,
        own => Some(own.parse().ok()?),
    };
    let absent = parts.next()?.parse().ok()?;
    let value = parts.next()?.parse().ok()?;
    let chance = match parts.next()? {
        "" => None,
        chance => Some(chance.parse().ok()?),
    };
    let worth = parts.next()?.parse().ok()?;
    let bond = match parts.next()? {
        "" => None,
        code => Some(Bond::from_code(code)?),
    };
    let name = parts.next()?.to_owned();
    let [city, company, external_id] = [parts.next()?, parts.next()?, parts.next()?];
    let mut entry = Entry {
        slot,
        behaviour,
        archived,
        bought,
        last_day,
        rhythm: bought.then(|| shrink(gaps, own, shop)),
        absent,
        value,
        chance,
        worth,
        name,
        other: String::new(),
        city: (!city.is_empty()).then(|| city.to_owned()),
        tags: Vec::new(),
        phones: Vec::new(),
        fields: Vec::new(),
        bond,
    };
    for text in [company, external_id, city] {
        if !text.is_empty() {
            entry.also(&words_of(text));
        }
    }
    parts.next().is_none().then_some(entry)
}

async fn one_by_one(connection: &mut SqliteConnection, from: i64) -> Result<Vec<Entry>> {
    let sql = format!("{COLUMNS} WHERE c.seq >= ? AND c.seq < ?");
    let rows: Vec<Stored> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(from)
        .bind(from + STRIDE)
        .fetch_all(connection)
        .await?;
    rows.into_iter().map(Stored::entry).collect()
}
