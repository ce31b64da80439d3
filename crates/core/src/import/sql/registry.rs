//! Everybody in the notebook, as far as recognising them in a file goes.

use std::collections::HashMap;

use sqlx::SqliteConnection;

use crate::customer::ContactPointKind;
use crate::error::Result;
use crate::ids::CustomerId;
use crate::import::who::{Decision, Gaps, Known, Registry};

/// Fields of a customer that a file may fill, by their bit in [`Gaps`].
pub(in crate::import) mod gap {
    pub const COMPANY: u16 = 1;
    pub const EXTERNAL_ID: u16 = 2;
    pub const ADDRESS: u16 = 4;
    pub const POSTCODE: u16 = 8;
    pub const CITY: u16 = 16;
    pub const COUNTRY: u16 = 32;
    pub const BORN_ON: u16 = 64;
    pub const NOTE: u16 = 128;
    pub const REFERRER: u16 = 256;
    pub const CALL: u16 = 512;
    pub const EMAIL: u16 = 1024;
    pub const SMS: u16 = 2048;
}

/// Everybody in the notebook, with what was decided for files of this shape.
pub(in crate::import) async fn registry(
    connection: &mut SqliteConnection,
    shape: &str,
    decisions: &[Decision],
) -> Result<Registry> {
    use futures_util::TryStreamExt as _;
    // What the owner decided goes for files of any shape; what was only found, for its own, which comes last and wins.
    let remembered: HashMap<String, CustomerId> = sqlx::query!(
        r#"SELECT person AS "person!", customer_id AS "customer!: CustomerId" FROM import_match WHERE decided = 1
           UNION ALL SELECT person, customer_id FROM import_match WHERE shape = ?"#,
        shape
    )
    .fetch_all(&mut *connection)
    .await?
    .into_iter()
    .map(|row| (row.person, row.customer))
    .collect();
    let mut registry = Registry::new(decisions, remembered);
    let mut rows = sqlx::query!(
        r#"SELECT id AS "id: CustomerId", name, external_id, postcode, city, born_on AS "born_on: chrono::NaiveDate",
             (company IS NULL) + 2 * (external_id IS NULL) + 4 * (address IS NULL) + 8 * (postcode IS NULL)
             + 16 * (city IS NULL) + 32 * (country IS NULL) + 64 * (born_on IS NULL) + 128 * (note IS NULL)
             + 256 * (referrer_id IS NULL)
             + 512 * (NOT EXISTS (SELECT 1 FROM consent s WHERE s.customer_id = c.id AND s.channel = 'call'))
             + 1024 * (NOT EXISTS (SELECT 1 FROM consent s WHERE s.customer_id = c.id AND s.channel = 'email'))
             + 2048 * (NOT EXISTS (SELECT 1 FROM consent s WHERE s.customer_id = c.id AND s.channel = 'sms'))
             AS "gaps!: u16"
           FROM customer c"#
    )
    .fetch(&mut *connection);
    while let Some(row) = rows.try_next().await? {
        registry.know(Known {
            id: row.id,
            name: row.name,
            external_id: row.external_id,
            postcode: row.postcode,
            city: row.city,
            born_on: row.born_on,
            gaps: Gaps(row.gaps),
        });
    }
    drop(rows);
    let mut points = sqlx::query!(
        r#"SELECT customer_id AS "customer: CustomerId", kind AS "kind: ContactPointKind", normal FROM contact_point"#
    )
    .fetch(connection);
    while let Some(point) = points.try_next().await? {
        registry.know_contact(
            point.customer,
            point.kind == ContactPointKind::Phone,
            point.normal,
        );
    }
    Ok(registry)
}
