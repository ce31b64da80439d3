//! What a moment said before it was corrected or removed, out of the change log.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::{MomentKey, MomentKind};
use crate::db::log;
use crate::error::{Error, Result};
use crate::feeling::Feeling;
use crate::journey::MomentBody;
use crate::notebook::Notebook;

/// What a moment said until it was corrected or removed.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Version {
    /// When it stopped saying so, an instant in UTC.
    pub until: String,
    /// Whether it was removed then.
    pub removed: bool,
    /// The day.
    pub day: NaiveDate,
    /// Minute of the day, where known.
    pub minute: Option<u32>,
    /// What it said, without what follows from other records.
    pub body: MomentBody,
    /// What they felt.
    pub feeling: Option<Feeling>,
}

impl MomentKind {
    /// The table its rows are in; none for what follows from a customer's record.
    const fn table(self) -> Option<&'static str> {
        Some(match self {
            Self::Purchase => "purchase",
            Self::Exchange => "exchange",
            Self::Note => "note",
            Self::Absence => "absence",
            Self::Contact => "contact",
            Self::Gesture => "gesture",
            Self::Praise => "praise",
            Self::Rating => "rating",
            Self::Departure => "departure",
            Self::Complaint => "complaint",
            Self::Promise => "promise",
            Self::PaymentPlan => "payment_plan",
            Self::Referral => return None,
        })
    }
}

impl Notebook {
    /// What a moment said before, newest first; empty for one that always said what it says. Corrections that were taken back
    /// are not in it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a moment there is no record of.
    pub async fn moment_history(&self, key: MomentKey) -> Result<Vec<Version>> {
        let unknown = || Error::not_found("moment", key.id);
        let table = key.kind.table().ok_or_else(unknown)?;
        let mut reader = self.db.reader.acquire().await?;
        let mut row = log::image(&mut reader, table, "id", key.id.bytes()).await?;
        let mut felt = log::image(&mut reader, "feeling", "moment_id", key.id.bytes()).await?;
        let id = key.id;
        let changes = sqlx::query!(
            r#"SELECT h.seq AS "seq!: i64", h.at, h.op, r.tbl, r.before FROM change_row r JOIN change h ON h.seq = r.seq
               WHERE coalesce(json_extract(r.before, '$.moment_id'), json_extract(r.after, '$.moment_id'),
                              json_extract(r.before, '$.id')) = hex(?1)
                 AND (r.before IS NOT NULL OR r.tbl = 'feeling') AND r.tbl IN (?2, 'feeling')
                 AND h.op IN ('editMoment', 'editComplaint', 'editPromise', 'removeMoment') AND h.undone_by IS NULL
               ORDER BY h.seq DESC"#,
            id,
            table
        )
        .fetch_all(&mut *reader)
        .await?;
        if row.is_none() && changes.is_empty() {
            return Err(unknown());
        }
        let mut versions = Vec::new();
        for change in changes.chunk_by(|one, next| one.seq == next.seq) {
            // Everything the change touched goes back at once.
            for part in change {
                if part.tbl == "feeling" {
                    felt.clone_from(&part.before);
                } else {
                    row.clone_from(&part.before);
                }
            }
            let (Some(head), Some(row)) = (change.first(), &row) else {
                continue;
            };
            versions.push(version(
                key.kind,
                head.at.clone(),
                head.op == "removeMoment",
                row,
                felt.as_deref(),
            )?);
        }
        Ok(versions)
    }
}

fn version(
    kind: MomentKind,
    until: String,
    removed: bool,
    row: &str,
    felt: Option<&str>,
) -> Result<Version> {
    let mut said = spoken(row)?;
    said.insert("kind".to_owned(), serde_json::to_value(kind)?);
    for (name, value) in &mut said {
        match (name.as_str(), value.as_str()) {
            // Kept as text in the file.
            ("items", Some(text)) => *value = serde_json::from_str(text)?,
            ("outcome" | "reason", Some(word)) if kind != MomentKind::Absence => {
                *value = Value::String(camel(word));
            }
            ("avoidable", None) if value.is_number() => *value = Value::Bool(*value == 1),
            // What it referred to may be gone, or say something else by now.
            ("refundOf", _) => *value = Value::Null,
            _ => {}
        }
    }
    if kind == MomentKind::PaymentPlan {
        for sum in ["total", "paid", "instalments"] {
            said.insert(sum.to_owned(), 0.into());
        }
    }
    let day = said.remove("day").unwrap_or_default();
    let minute = said.remove("minute").unwrap_or_default();
    Ok(Version {
        until,
        removed,
        day: serde_json::from_value(day)?,
        minute: serde_json::from_value(minute)?,
        body: serde_json::from_value(Value::Object(said))?,
        feeling: felt.map(feeling).transpose()?,
    })
}

fn feeling(row: &str) -> Result<Feeling> {
    let mut said = spoken(row)?;
    for name in ["emotion", "trigger"] {
        if let Some(Value::String(word)) = said.get_mut(name) {
            *word = camel(word);
        }
    }
    let told = said.get("toldAround").is_some_and(|told| *told == 1);
    said.insert("toldAround".to_owned(), told.into());
    Ok(serde_json::from_value(Value::Object(said))?)
}

/// A row of the change log under the names that cross to a page.
fn spoken(row: &str) -> Result<Map<String, Value>> {
    let row: Map<String, Value> = serde_json::from_str(row)?;
    Ok(row
        .into_iter()
        .map(|(name, value)| (camel(&name), value))
        .collect())
}

/// `kept_waiting` as `keptWaiting`.
fn camel(word: &str) -> String {
    let mut parts = word.split('_');
    let mut camel = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut letters = part.chars();
        if let Some(first) = letters.next() {
            camel.push(first.to_ascii_uppercase());
            camel.push_str(letters.as_str());
        }
    }
    camel
}
