//! SQL of trust: it reads what the concepts keep, and writes nothing.

use std::borrow::Cow;

use chrono::NaiveDate;
use futures_util::TryStreamExt as _;
use sqlx::{AssertSqlSafe, Encode, Sqlite, SqliteConnection, Type};

use super::{CaseStep, Ending, Entry, What};
use crate::error::{Error, Result};
use crate::ids::{CustomerId, MomentId};
use crate::moment::ExchangePurpose;

/// What is noted of one customer that has to do with trust.
#[derive(Debug, Clone)]
pub(crate) struct Related {
    pub(crate) customer: CustomerId,
    pub(crate) entries: Vec<Entry>,
    /// What each entry is about, where that was asked for; as long as the entries.
    pub(super) about: Vec<String>,
}

impl Related {
    /// Somebody of whom nothing is noted.
    pub(crate) const fn nothing_of(customer: CustomerId) -> Self {
        Self {
            customer,
            entries: Vec::new(),
            about: Vec::new(),
        }
    }
}

/// One entry as the tables have it. `word` and `number` say what they say of each kind; `other` is a complaint, `due` and `ended`
/// a promise's days.
#[derive(serde::Deserialize)]
struct Stored<'p> {
    id: MomentId,
    #[serde(borrow)]
    kind: Cow<'p, str>,
    day: Option<NaiveDate>,
    minute: Option<u32>,
    #[serde(borrow)]
    word: Option<Cow<'p, str>>,
    number: Option<i64>,
    other: Option<MomentId>,
    due: Option<NaiveDate>,
    ended: Option<NaiveDate>,
    about: Option<String>,
}

/// Whatever is noted of customers who may be profiled. `{whose}` and `{brought}` narrow it to some, `{text}` is what it is about.
/// A feeling has the day of the moment it was felt in, which is not looked for here; somebody brought counts from their first
/// purchase, or while there is none from the day they were entered.
const ENTRIES: &str = "
  SELECT customer_id, id, 'gesture' AS kind, day, minute, NULL AS word, NULL AS number, complaint_id AS other, NULL AS due,
         NULL AS ended, {text} AS about FROM gesture WHERE {whose}
  UNION ALL SELECT customer_id, id, 'praise', day, minute, NULL, NULL, NULL, NULL, NULL, {text} FROM praise WHERE {whose}
  UNION ALL SELECT customer_id, id, 'rating', day, minute, scale, score, NULL, NULL, NULL, {text} FROM rating
            WHERE {whose} AND score IS NOT NULL
  UNION ALL SELECT customer_id, id, 'exchange', day, minute, purpose, NULL, NULL, NULL, NULL, {text} FROM exchange WHERE {whose}
  UNION ALL SELECT customer_id, id, 'promise', day, minute, outcome, NULL, complaint_id, due, outcome_on, {text} FROM promise
            WHERE {whose}
  UNION ALL SELECT customer_id, id, 'complaint', day, minute, NULL, NULL, NULL, NULL, NULL, {text} FROM complaint WHERE {whose}
  UNION ALL SELECT customer_id, id, 'step', day, minute, kind, NULL, complaint_id, NULL, NULL, {text} FROM complaint_step
            WHERE {whose} AND kind IN ('denied', 'acknowledged', 'apology', 'solved', 'checked', 'closed', 'reopened')
  UNION ALL SELECT customer_id, moment_id, 'feeling', NULL, told_around, emotion, intensity, NULL, NULL, NULL, emotion FROM feeling
            WHERE {whose}
  UNION ALL SELECT b.referrer_id, b.id, 'referral', coalesce(s.first_day, b.created_on), NULL, NULL, s.visits, NULL, NULL, NULL,
            b.name FROM customer b INDEXED BY customer_by_referrer CROSS JOIN standing s ON s.customer_id = b.id WHERE {brought}";

/// The days of moments of any kind (a JSON array of their ids), as an array in the same order; null for those that are no more.
const DAYS: &str = "
  SELECT json_group_array(coalesce(
    (SELECT day FROM note m WHERE m.id = unhex(value, '-')), (SELECT day FROM purchase m WHERE m.id = unhex(value, '-')),
    (SELECT day FROM departure m WHERE m.id = unhex(value, '-')), (SELECT day FROM payment_plan m WHERE m.id = unhex(value, '-')),
    (SELECT day FROM contact m WHERE m.id = unhex(value, '-')), (SELECT day FROM absence m WHERE m.id = unhex(value, '-')),
    (SELECT day FROM rating m WHERE m.id = unhex(value, '-')), (SELECT day FROM complaint_step m WHERE m.id = unhex(value, '-')),
    (SELECT day FROM exchange m WHERE m.id = unhex(value, '-')), (SELECT day FROM complaint m WHERE m.id = unhex(value, '-')),
    (SELECT day FROM gesture m WHERE m.id = unhex(value, '-')), (SELECT day FROM praise m WHERE m.id = unhex(value, '-')),
    (SELECT day FROM promise m WHERE m.id = unhex(value, '-')))) FROM json_each(?1)";

const WHOSE: &str = "customer_id IN (SELECT c.id FROM customer c
  WHERE c.id IN (SELECT unhex(value) FROM json_each(?1)) AND c.unprofiled_on IS NULL)";

const BROUGHT: &str = "b.referrer_id IN (SELECT c.id FROM customer c
  WHERE c.id IN (SELECT unhex(value) FROM json_each(?1)) AND c.unprofiled_on IS NULL)";

const ONES: &str =
    "customer_id = (SELECT id FROM customer WHERE id = ?1 AND unprofiled_on IS NULL)";

const BROUGHT_BY_ONE: &str =
    "b.referrer_id = (SELECT id FROM customer WHERE id = ?1 AND unprofiled_on IS NULL)";

const EVERYBODYS: &str =
    "customer_id NOT IN (SELECT id FROM customer WHERE unprofiled_on IS NOT NULL)";

const BROUGHT_BY_ANYBODY: &str = "b.referrer_id IS NOT NULL
  AND b.referrer_id NOT IN (SELECT id FROM customer WHERE unprofiled_on IS NOT NULL)";

/// All entries of a customer in one text, each in the order of the fields of what is stored: a row for each of thousands would take
/// several times as long to hand over as to find.
const PACKED: &str = "json_group_array(json_array(hex(id), kind, day, minute, word, number,
  nullif(hex(other), ''), due, ended, about))";

/// What is noted of these customers (a JSON array of hexadecimal ids) who may be profiled, in the order of their ids; those of
/// whom nothing is are left out.
pub(crate) async fn some(connection: &mut SqliteConnection, ids: &str) -> Result<Vec<Related>> {
    read(connection, &of_each(WHOSE, BROUGHT), ids).await
}

/// What is noted of everybody.
pub(crate) async fn everybody(connection: &mut SqliteConnection) -> Result<Vec<Related>> {
    read(connection, &of_each(EVERYBODYS, BROUGHT_BY_ANYBODY), "").await
}

/// What is noted of one customer who may be profiled, with what each entry is about, in a few words.
pub(super) async fn told(
    connection: &mut SqliteConnection,
    customer: CustomerId,
) -> Result<Related> {
    let entries = entries(ONES, BROUGHT_BY_ONE, "substr(text, 1, 160)");
    // Of one there is nothing to group, for which SQLite would put all of it aside first.
    let sql = format!("SELECT ?1, {PACKED} FROM ({entries})");
    let mut told = read(connection, &sql, customer).await?;
    Ok(told.pop().unwrap_or(Related::nothing_of(customer)))
}

fn entries(whose: &str, brought: &str, text: &str) -> String {
    ENTRIES
        .replace("{whose}", whose)
        .replace("{brought}", brought)
        .replace("{text}", text)
}

/// Asks for a text for each customer, in the order of their ids.
fn of_each(whose: &str, brought: &str) -> String {
    let entries = entries(whose, brought, "NULL");
    format!(
        "SELECT customer_id, {PACKED} FROM ({entries}) GROUP BY customer_id ORDER BY customer_id"
    )
}

async fn read<'q, W>(
    connection: &mut SqliteConnection,
    sql: &'q str,
    whose: W,
) -> Result<Vec<Related>>
where
    W: Encode<'q, Sqlite> + Type<Sqlite> + Send + 'q,
{
    let mut rows = sqlx::query_as::<_, (CustomerId, String)>(AssertSqlSafe(sql))
        .bind(whose)
        .fetch(&mut *connection);
    let mut all: Vec<Related> = Vec::new();
    let mut undated = Vec::new();
    while let Some((customer, packed)) = rows.try_next().await? {
        let stored: Vec<Stored<'_>> = serde_json::from_str(&packed)?;
        let days = days_of(&stored);
        let mut one = Related {
            customer,
            entries: Vec::with_capacity(stored.len()),
            about: Vec::with_capacity(stored.len()),
        };
        for entry in stored {
            // A feeling was felt in an entry, or else in a moment that says nothing of trust itself.
            let felt_in = |id| days.binary_search_by_key(&id, |(id, _)| *id).ok();
            let day = entry.day.or_else(|| Some(days[felt_in(entry.id)?].1));
            if day.is_none() {
                undated.push((entry.id, all.len(), one.entries.len()));
            }
            let (entry, about) = entry.entry(day.unwrap_or(NaiveDate::MAX))?;
            one.entries.push(entry);
            one.about.push(about);
        }
        all.push(one);
    }
    drop(rows);
    date(connection, &mut all, &undated).await?;
    all.retain(|one| !one.entries.is_empty());
    Ok(all)
}

/// The days of entries by their ids, in the order of these.
fn days_of(stored: &[Stored<'_>]) -> Vec<(MomentId, NaiveDate)> {
    let dated = |entry: &Stored<'_>| Some((entry.id, entry.day?));
    let mut days: Vec<_> = stored.iter().filter_map(dated).collect();
    days.sort_unstable();
    days
}

/// Finds the days of feelings in moments of any kind: whose each is, and which of their entries. Asked of the file for every
/// feeling, the many kinds a moment can be of would take longer than all else.
async fn date(
    connection: &mut SqliteConnection,
    all: &mut [Related],
    undated: &[(MomentId, usize, usize)],
) -> Result<()> {
    if undated.is_empty() {
        return Ok(());
    }
    let ids: Vec<MomentId> = undated.iter().map(|(id, ..)| *id).collect();
    let found: String = sqlx::query_scalar(DAYS)
        .bind(serde_json::to_string(&ids)?)
        .fetch_one(connection)
        .await?;
    let found: Vec<Option<NaiveDate>> = serde_json::from_str(&found)?;
    // From the last, so that what is left out moves none that is still to be dated.
    for ((_, whose, which), day) in undated.iter().zip(found).rev() {
        let Some(one) = all.get_mut(*whose) else {
            continue;
        };
        match (day, one.entries.get_mut(*which)) {
            (Some(day), Some(entry)) => entry.day = day,
            // A feeling whose moment is no more says nothing.
            _ => {
                one.entries.remove(*which);
                one.about.remove(*which);
            }
        }
    }
    Ok(())
}

impl Stored<'_> {
    fn entry(self, day: NaiveDate) -> Result<(Entry, String)> {
        let unknown = |what: &str| Error::Damaged(format!("unknown {what} of a moment"));
        let word = self.word.as_deref();
        let number = self.number.unwrap_or_default();
        let mut minute = self.minute;
        let what = match &*self.kind {
            "gesture" => What::Gesture,
            "praise" => What::Praise,
            "rating" => What::Rating {
                content: content(word, number),
            },
            "exchange" => What::Exchange {
                purpose: match word {
                    Some("service") => Some(ExchangePurpose::Service),
                    Some("advice") => Some(ExchangePurpose::Advice),
                    Some("thanks") => Some(ExchangePurpose::Thanks),
                    Some("selling") => Some(ExchangePurpose::Selling),
                    _ => None,
                },
            },
            "promise" => What::Promise {
                due: self.due.unwrap_or(day),
                ended: word
                    .map(|word| ending(word).ok_or_else(|| unknown("end")))
                    .transpose()?
                    .zip(self.ended),
                complaint: self.other,
            },
            "complaint" => What::Complaint,
            "step" => What::Step {
                complaint: self.other.ok_or_else(|| unknown("complaint"))?,
                step: word.and_then(step).ok_or_else(|| unknown("step"))?,
            },
            "feeling" => What::Feeling {
                good: matches!(
                    word,
                    Some("relief" | "contentment" | "gratitude" | "delight" | "trust")
                ),
                intensity: u8::try_from(number.clamp(1, 3)).unwrap_or(1),
                // The column that has minutes elsewhere.
                told_around: minute.take() == Some(1),
            },
            _ => What::Referral { bought: number > 0 },
        };
        let entry = Entry {
            id: self.id,
            day,
            minute,
            what,
        };
        Ok((entry, self.about.unwrap_or_default()))
    }
}

/// Whether an answer says they are content: 9 or 10 of 10, 4 or 5 of 5, 5 to 7 of 7; or discontent: at most 6, 2, 3.
fn content(scale: Option<&str>, score: i64) -> Option<bool> {
    let (ill, well) = match scale {
        Some("nps") => (6, 9),
        Some("csat") => (2, 4),
        _ => (3, 5),
    };
    if score >= well {
        Some(true)
    } else if score <= ill {
        Some(false)
    } else {
        None
    }
}

fn ending(word: &str) -> Option<Ending> {
    Some(match word {
        "kept" => Ending::Kept,
        "broken" => Ending::Broken,
        "renegotiated" => Ending::Renegotiated,
        _ => return None,
    })
}

fn step(word: &str) -> Option<CaseStep> {
    Some(match word {
        "denied" => CaseStep::Denied,
        "acknowledged" => CaseStep::Acknowledged,
        "apology" => CaseStep::Apology,
        "solved" => CaseStep::Solved,
        "checked" => CaseStep::Checked,
        "closed" => CaseStep::Closed,
        "reopened" => CaseStep::Reopened,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::content;
    use crate::rating::ces;

    #[test]
    fn seven_of_seven_is_easy_and_easy_is_content() {
        // Trust and the figures read the scale the same way round: 7 is very easy.
        let said: Vec<Option<bool>> = (1..=7).map(|score| content(Some("ces"), score)).collect();
        let (ill, well) = (Some(false), Some(true));
        assert_eq!(said, [ill, ill, ill, None, well, well, well]);
        let mean = |counts: [u32; 7]| ces(&counts).map(|told| told.value);
        let (hard, easy) = (mean([5, 2, 0, 0, 0, 0, 0]), mean([0, 0, 0, 0, 0, 2, 5]));
        assert!(easy > Some(6.0) && hard < Some(2.0), "{easy:?} {hard:?}");
        let nps = |score| content(Some("nps"), score);
        assert_eq!((nps(6), nps(7), nps(8), nps(9)), (ill, None, None, well));
        let csat = |score| content(Some("csat"), score);
        assert_eq!((csat(2), csat(3), csat(4)), (ill, None, well));
    }
}
