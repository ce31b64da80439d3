//! SQL of removing a moment with all that hangs on it: undo brings it back whole.

use sqlx::SqliteConnection;

use super::sql::found;
use super::{MomentKey, MomentKind};
use crate::error::{Error, Result};
use crate::ids::{CustomerId, MomentId};

/// Runs a statement on a connection.
macro_rules! run {
    ($connection:expr, $sql:literal, $($value:expr),+) => {
        sqlx::query!($sql, $($value),+).execute(&mut *$connection).await?
    };
}

/// What happened in consequence of a complaint, or made up for a purchase, outlives it.
async fn loosen(connection: &mut SqliteConnection, key: MomentKey) -> Result<()> {
    let id = key.id;
    match key.kind {
        MomentKind::Purchase => {
            run!(
                connection,
                "UPDATE purchase SET refund_of = NULL WHERE refund_of = ?",
                id
            );
            // Both are this customer's: the search stays within what they have.
            run!(
                connection,
                "UPDATE gesture SET purchase_id = NULL WHERE purchase_id = ?1
                   AND customer_id = (SELECT customer_id FROM purchase WHERE id = ?1)",
                id
            );
            run!(
                connection,
                "UPDATE complaint SET purchase_id = NULL WHERE purchase_id = ?1
                   AND customer_id = (SELECT customer_id FROM purchase WHERE id = ?1)",
                id
            );
        }
        MomentKind::Complaint => {
            run!(
                connection,
                "UPDATE promise SET complaint_id = NULL WHERE complaint_id = ?",
                id
            );
            run!(
                connection,
                "UPDATE gesture SET complaint_id = NULL WHERE complaint_id = ?",
                id
            );
            run!(
                connection,
                "DELETE FROM feeling WHERE moment_id IN (SELECT id FROM complaint_step WHERE complaint_id = ?)",
                id
            );
            run!(
                connection,
                "DELETE FROM complaint_step WHERE complaint_id = ?",
                id
            );
            run!(
                connection,
                "DELETE FROM corrective_action WHERE complaint_id = ?",
                id
            );
        }
        MomentKind::Promise => {
            run!(
                connection,
                "UPDATE promise SET instead_of = NULL WHERE instead_of = ?1
                   AND customer_id = (SELECT customer_id FROM promise WHERE id = ?1)",
                id
            );
        }
        MomentKind::PaymentPlan => {
            run!(connection, "DELETE FROM instalment WHERE plan_id = ?", id);
        }
        _ => {}
    }
    Ok(())
}

pub(super) async fn delete(connection: &mut SqliteConnection, key: MomentKey) -> Result<()> {
    let id = key.id;
    loosen(connection, key).await?;
    run!(connection, "DELETE FROM feeling WHERE moment_id = ?", id);
    run!(connection, "DELETE FROM attachment WHERE moment_id = ?", id);
    let outcome = match key.kind {
        MomentKind::Purchase => run!(connection, "DELETE FROM purchase WHERE id = ?", id),
        MomentKind::Exchange => run!(connection, "DELETE FROM exchange WHERE id = ?", id),
        MomentKind::Note => run!(connection, "DELETE FROM note WHERE id = ?", id),
        MomentKind::Absence => run!(connection, "DELETE FROM absence WHERE id = ?", id),
        MomentKind::Contact => run!(connection, "DELETE FROM contact WHERE id = ?", id),
        MomentKind::Gesture => run!(connection, "DELETE FROM gesture WHERE id = ?", id),
        MomentKind::Praise => run!(connection, "DELETE FROM praise WHERE id = ?", id),
        MomentKind::Rating => run!(connection, "DELETE FROM rating WHERE id = ?", id),
        MomentKind::Departure => run!(connection, "DELETE FROM departure WHERE id = ?", id),
        MomentKind::Complaint => run!(connection, "DELETE FROM complaint WHERE id = ?", id),
        MomentKind::Promise => run!(connection, "DELETE FROM promise WHERE id = ?", id),
        MomentKind::PaymentPlan => run!(connection, "DELETE FROM payment_plan WHERE id = ?", id),
        // It is on the record of whom they brought, and only there.
        MomentKind::Referral => return Err(Error::not_found("moment", id)),
    };
    found(&outcome, id)
}

/// The customer whose moment it is, and their name.
pub(crate) async fn whose(
    connection: &mut SqliteConnection,
    key: MomentKey,
) -> Result<(CustomerId, String)> {
    let id: MomentId = key.id;
    let row = sqlx::query!(
        r#"SELECT c.id AS "id!: CustomerId", c.name FROM customer c WHERE c.id IN (
             SELECT customer_id FROM purchase WHERE id = ?1 UNION ALL SELECT customer_id FROM exchange WHERE id = ?1
             UNION ALL SELECT customer_id FROM note WHERE id = ?1 UNION ALL SELECT customer_id FROM absence WHERE id = ?1
             UNION ALL SELECT customer_id FROM contact WHERE id = ?1 UNION ALL SELECT customer_id FROM gesture WHERE id = ?1
             UNION ALL SELECT customer_id FROM praise WHERE id = ?1 UNION ALL SELECT customer_id FROM rating WHERE id = ?1
             UNION ALL SELECT customer_id FROM departure WHERE id = ?1
             UNION ALL SELECT customer_id FROM complaint WHERE id = ?1
             UNION ALL SELECT customer_id FROM promise WHERE id = ?1
             UNION ALL SELECT customer_id FROM payment_plan WHERE id = ?1)"#,
        id
    )
    .fetch_optional(connection)
    .await?
    .ok_or_else(|| Error::not_found("moment", id))?;
    Ok((row.id, row.name))
}
