//! SQL of the customers.

mod parts;

use chrono::NaiveDate;
use sqlx::{SqliteConnection, SqlitePool};

use super::{Channel, Closed, ClosedReason, Customer, CustomerDraft};
use crate::error::{Error, Result};
use crate::field;
use crate::fold::fold;
use crate::ids::{CustomerId, ImportId};
use crate::standing::hex_list;

pub(super) use parts::{
    add_tag_to_all, remove_tag_from_all, set_consents, set_contact_points, set_tags,
};
use parts::{consents, contact_points, tags};

pub(super) async fn insert(
    connection: &mut SqliteConnection,
    id: CustomerId,
    draft: &CustomerDraft,
    today: NaiveDate,
) -> Result<()> {
    let folded = fold(&draft.name);
    sqlx::query!(
        "INSERT INTO customer (id, name, name_folded, created_on) VALUES (?, ?, ?, ?)",
        id,
        draft.name,
        folded,
        today
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn update(
    connection: &mut SqliteConnection,
    id: CustomerId,
    draft: &CustomerDraft,
) -> Result<()> {
    let folded = fold(&draft.name);
    let rows = sqlx::query!(
        "UPDATE customer SET name = ?, name_folded = ?, company = ?, external_id = ?, address = ?, postcode = ?,
           city = ?, country = ?, born_on = ?, preferred_channel = ?, note = ?, referrer_id = ?
         WHERE id = ?",
        draft.name,
        folded,
        draft.company,
        draft.external_id,
        draft.address,
        draft.postcode,
        draft.city,
        draft.country,
        draft.born_on,
        draft.preferred_channel,
        draft.note,
        draft.referrer,
        id
    )
    .execute(connection)
    .await?;
    if rows.rows_affected() == 0 {
        Err(Error::not_found("customer", id))
    } else {
        Ok(())
    }
}

/// Archive every customer of a list of ids who is not archived yet, or bring them back.
pub(super) async fn set_archived(
    connection: &mut SqliteConnection,
    ids: &str,
    day: Option<NaiveDate>,
) -> Result<()> {
    sqlx::query!(
        "UPDATE customer SET archived_on = ?2
         WHERE (archived_on IS NULL) = (?2 IS NOT NULL) AND id IN (SELECT unhex(value) FROM json_each(?1))",
        ids,
        day
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Profile a customer no longer, or again.
pub(super) async fn set_unprofiled(
    connection: &mut SqliteConnection,
    id: CustomerId,
    day: Option<NaiveDate>,
) -> Result<()> {
    sqlx::query!(
        "UPDATE customer SET unprofiled_on = ?2 WHERE id = ?1 AND (unprofiled_on IS NULL) = (?2 IS NOT NULL)",
        id,
        day
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn set_closed(
    connection: &mut SqliteConnection,
    id: CustomerId,
    closed: Option<Closed>,
) -> Result<()> {
    let (reason, day) = (closed.map(|c| c.reason), closed.map(|c| c.day));
    sqlx::query!(
        "UPDATE customer SET closed_reason = ?, closed_on = ? WHERE id = ?",
        reason,
        day,
        id
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The name of a customer.
pub(crate) async fn name_of(connection: &mut SqliteConnection, id: CustomerId) -> Result<String> {
    sqlx::query_scalar!("SELECT name FROM customer WHERE id = ?", id)
        .fetch_optional(connection)
        .await?
        .ok_or_else(|| Error::not_found("customer", id))
}

pub(super) async fn load(reader: &SqlitePool, id: CustomerId) -> Result<Customer> {
    let mut connection = reader.acquire().await?;
    let row = sqlx::query!(
        r#"SELECT c.name, c.company, c.external_id, c.address, c.postcode, c.city, c.country,
                  c.born_on AS "born_on: NaiveDate", c.preferred_channel AS "preferred_channel: Channel", c.note,
                  c.referrer_id AS "referrer: CustomerId", r.name AS "referrer_name?",
                  c.closed_reason AS "closed_reason: ClosedReason", c.closed_on AS "closed_on: NaiveDate",
                  c.archived_on AS "archived_on: NaiveDate", c.unprofiled_on AS "unprofiled_on: NaiveDate",
                  c.created_on AS "created_on: NaiveDate",
                  c.import_id AS "import: ImportId"
           FROM customer c LEFT JOIN customer r ON r.id = c.referrer_id WHERE c.id = ?"#,
        id
    )
    .fetch_optional(&mut *connection)
    .await?
    .ok_or_else(|| Error::not_found("customer", id))?;
    Ok(Customer {
        id,
        record: CustomerDraft {
            name: row.name,
            company: row.company,
            external_id: row.external_id,
            address: row.address,
            postcode: row.postcode,
            city: row.city,
            country: row.country,
            born_on: row.born_on,
            preferred_channel: row.preferred_channel,
            note: row.note,
            referrer: row.referrer,
            contact_points: contact_points(&mut connection, id).await?,
            consents: consents(&mut connection, id).await?,
            tags: tags(&mut connection, id).await?,
            fields: field::entries_of(&mut connection, &hex_list(&[id])?)
                .await?
                .into_iter()
                .map(|(_, entry)| entry)
                .collect(),
        },
        referrer_name: row.referrer_name,
        closed: row
            .closed_reason
            .zip(row.closed_on)
            .map(|(reason, day)| Closed { reason, day }),
        archived_on: row.archived_on,
        unprofiled_on: row.unprofiled_on,
        created_on: row.created_on,
        import: row.import,
    })
}
