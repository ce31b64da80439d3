//! SQL of the fields and of what customers have in them.

mod meeting;

use chrono::NaiveDate;
use sqlx::{SqliteConnection, SqlitePool};

use super::{Field, FieldDraft, FieldEntry, FieldKind, FieldUse, FieldValue};
use crate::customer::Choice;
use crate::error::{Error, Result};
use crate::fold::fold;
use crate::ids::{CustomerId, FieldId};

pub(crate) use meeting::narrow;

/// A value as its row has it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Stored {
    /// A folded text and the text as it was typed; a word; a day.
    Text(String, Option<String>),
    Number(f64),
    YesNo(bool),
}

impl From<&FieldValue> for Stored {
    fn from(value: &FieldValue) -> Self {
        match value {
            FieldValue::Text(text) => Self::Text(fold(text), Some(text.clone())),
            FieldValue::Number(number) => Self::Number(*number),
            FieldValue::Date(day) => Self::Text(day.to_string(), None),
            FieldValue::Choice(word) => Self::Text(word.clone(), None),
            FieldValue::YesNo(yes) => Self::YesNo(*yes),
        }
    }
}

impl Stored {
    /// The text as it was typed, where it was one.
    pub(crate) fn typed(&self) -> Option<&str> {
        match self {
            Self::Text(_, typed) => typed.as_deref(),
            _ => None,
        }
    }
}

/// The fields, in their order.
pub(super) async fn all(connection: &mut SqliteConnection) -> Result<Vec<Field>> {
    let rows = sqlx::query!(
        r#"SELECT id AS "id: FieldId", name, kind AS "kind: FieldKind", choices FROM field ORDER BY place, id"#
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Field {
                id: row.id,
                name: row.name,
                kind: row.kind,
                choices: serde_json::from_str(&row.choices)?,
            })
        })
        .collect()
}

/// Adds a field after the others; one that an import makes says so.
pub(super) async fn insert(
    connection: &mut SqliteConnection,
    field: &Field,
    import: Option<crate::ids::ImportId>,
) -> Result<()> {
    let choices = serde_json::to_string(&field.choices)?;
    sqlx::query!(
        "INSERT INTO field (id, name, kind, choices, place, import_id)
         VALUES (?, ?, ?, ?, (SELECT coalesce(max(place), 0) + 1 FROM field), ?)",
        field.id,
        field.name,
        field.kind,
        choices,
        import
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn update(
    connection: &mut SqliteConnection,
    id: FieldId,
    draft: &FieldDraft,
) -> Result<()> {
    let choices: Vec<&str> = draft
        .choices
        .iter()
        .map(|choice| choice.word.as_str())
        .collect();
    let choices = serde_json::to_string(&choices)?;
    sqlx::query!(
        "UPDATE field SET name = ?, kind = ?, choices = ? WHERE id = ?",
        draft.name,
        draft.kind,
        choices,
        id
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn set_place(
    connection: &mut SqliteConnection,
    id: FieldId,
    place: u32,
) -> Result<()> {
    sqlx::query!("UPDATE field SET place = ? WHERE id = ?", place, id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Takes a field out, with all that customers have in it.
pub(super) async fn delete(connection: &mut SqliteConnection, id: FieldId) -> Result<()> {
    sqlx::query!("DELETE FROM field_value WHERE field_id = ?", id)
        .execute(&mut *connection)
        .await?;
    sqlx::query!("DELETE FROM field WHERE id = ?", id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Gives words of a choice another spelling wherever a customer has them.
pub(super) async fn respell(
    connection: &mut SqliteConnection,
    id: FieldId,
    words: &std::collections::BTreeMap<String, String>,
) -> Result<()> {
    let words = serde_json::to_string(words)?;
    sqlx::query!(
        "UPDATE field_value SET value = (SELECT j.value FROM json_each(?2) j WHERE j.key = field_value.value)
         WHERE field_id = ?1 AND value IN (SELECT key FROM json_each(?2))",
        id,
        words
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Whether anybody has something in a field; with `words`, one of these.
pub(super) async fn is_used(
    connection: &mut SqliteConnection,
    id: FieldId,
    words: Option<&[&str]>,
) -> Result<bool> {
    let words = words.map(serde_json::to_string).transpose()?;
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM field_value WHERE field_id = ?1
             AND (?2 IS NULL OR value IN (SELECT value FROM json_each(?2)))) AS "used!: bool""#,
        id,
        words
    )
    .fetch_one(connection)
    .await?)
}

/// How much each field is used, archived customers included: nothing of theirs is to be lost unseen.
pub(super) async fn uses(reader: &SqlitePool) -> Result<Vec<FieldUse>> {
    let mut connection = reader.acquire().await?;
    let mut uses = Vec::new();
    for field in all(&mut connection).await? {
        let customers = sqlx::query_scalar!(
            r#"SELECT count(*) AS "customers!: u32" FROM field_value WHERE field_id = ?"#,
            field.id
        )
        .fetch_one(&mut *connection)
        .await?;
        let choices = if field.kind == FieldKind::Choice {
            sqlx::query_as!(
                Choice,
                r#"SELECT CAST(value AS TEXT) AS "value!: String", count(*) AS "customers!: u32" FROM field_value
                   WHERE field_id = ? GROUP BY 1 ORDER BY 2 DESC, 1"#,
                field.id
            )
            .fetch_all(&mut *connection)
            .await?
        } else {
            Vec::new()
        };
        uses.push(FieldUse {
            field: field.id,
            customers,
            choices,
        });
    }
    Ok(uses)
}

/// What these customers have in their fields, each in the fields' order. `customers` is a list of ids ([`crate::standing::hex_list`]).
pub(crate) async fn entries_of(
    connection: &mut SqliteConnection,
    customers: &str,
) -> Result<Vec<(CustomerId, FieldEntry)>> {
    let rows = sqlx::query!(
        r#"SELECT v.customer_id AS "customer: CustomerId", v.field_id AS "field: FieldId", f.kind AS "kind: FieldKind",
             CAST(v.value AS REAL) AS "number!: f64", CAST(coalesce(v.typed, v.value) AS TEXT) AS "text!: String"
           FROM field_value v JOIN field f ON f.id = v.field_id
           WHERE v.customer_id IN (SELECT unhex(value) FROM json_each(?)) ORDER BY f.place, f.id"#,
        customers
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let value = match row.kind {
                FieldKind::Text => FieldValue::Text(row.text),
                FieldKind::Number => FieldValue::Number(row.number),
                FieldKind::Date => FieldValue::Date(day(&row.text)?),
                FieldKind::Choice => FieldValue::Choice(row.text),
                FieldKind::YesNo => FieldValue::YesNo(row.number != 0.0),
            };
            let entry = FieldEntry {
                field: row.field,
                value,
            };
            Ok((row.customer, entry))
        })
        .collect()
}

fn day(text: &str) -> Result<NaiveDate> {
    text.parse()
        .map_err(|_| Error::Damaged("a field of days holds something else".to_owned()))
}

/// Puts a value in a customer's field. It is the person's own from then on, whatever import brought what was there.
pub(super) async fn set(
    connection: &mut SqliteConnection,
    customer: CustomerId,
    field: FieldId,
    value: &FieldValue,
) -> Result<()> {
    let stored = Stored::from(value);
    let query = sqlx::query(
        "INSERT INTO field_value (customer_id, field_id, typed, value) VALUES (?, ?, ?, ?)
         ON CONFLICT (customer_id, field_id)
         DO UPDATE SET value = excluded.value, typed = excluded.typed, import_id = NULL
         WHERE value IS NOT excluded.value OR typed IS NOT excluded.typed",
    )
    .bind(customer)
    .bind(field)
    .bind(stored.typed());
    match &stored {
        Stored::Text(text, _) => query.bind(text),
        Stored::Number(number) => query.bind(number),
        Stored::YesNo(yes) => query.bind(yes),
    }
    .execute(connection)
    .await?;
    Ok(())
}

/// Empties a customer's field.
pub(super) async fn clear(
    connection: &mut SqliteConnection,
    customer: CustomerId,
    field: FieldId,
) -> Result<()> {
    sqlx::query!(
        "DELETE FROM field_value WHERE customer_id = ? AND field_id = ?",
        customer,
        field
    )
    .execute(connection)
    .await?;
    Ok(())
}
