//! An import taken back.

use std::fmt::Write as _;

use sqlx::{AssertSqlSafe, SqliteConnection};

use crate::db::log;
use crate::error::Result;
use crate::ids::ImportId;

/// Takes an import's rows out. Customers that something else was noted about since stay; their record keeps what the
/// import said.
pub(in crate::import) async fn take_out(
    connection: &mut SqliteConnection,
    import: ImportId,
) -> Result<()> {
    let id = import.bytes().to_vec();
    let mut noted = String::new();
    for table in log::noted_by_hand() {
        // Writing to a String cannot fail.
        let _ = write!(
            noted,
            "OR EXISTS (SELECT 1 FROM {table} x WHERE x.customer_id = c.id) "
        );
    }
    for sql in [
        "UPDATE purchase SET refund_of = NULL WHERE import_id IS NOT ?1 AND refund_of IN
           (SELECT id FROM purchase WHERE import_id = ?1)",
        "UPDATE complaint SET purchase_id = NULL WHERE EXISTS
           (SELECT 1 FROM purchase p WHERE p.id = purchase_id AND p.import_id = ?1)",
        "UPDATE gesture SET purchase_id = NULL WHERE EXISTS
           (SELECT 1 FROM purchase p WHERE p.id = purchase_id AND p.import_id = ?1)",
        "DELETE FROM feeling WHERE EXISTS (SELECT 1 FROM purchase p WHERE p.id = moment_id AND p.import_id = ?1)",
        "DELETE FROM attachment WHERE EXISTS (SELECT 1 FROM purchase p WHERE p.id = moment_id AND p.import_id = ?1)",
        // Refunds go before what they refund.
        "DELETE FROM purchase WHERE import_id = ?1 AND refund_of IS NOT NULL",
        "DELETE FROM purchase WHERE import_id = ?1",
        "DELETE FROM import_question WHERE import_id = ?1",
        "DELETE FROM import_match WHERE import_id = ?1",
        "DELETE FROM consent WHERE import_id = ?1 AND customer_id NOT IN (SELECT id FROM kept)",
        "DELETE FROM customer_tag WHERE import_id = ?1 AND customer_id NOT IN (SELECT id FROM kept)",
        "DELETE FROM contact_point WHERE import_id = ?1 AND customer_id NOT IN (SELECT id FROM kept)",
        "DELETE FROM field_value WHERE import_id = ?1 AND customer_id NOT IN (SELECT id FROM kept)",
        // A field somebody has put something else in stays.
        "DELETE FROM field WHERE import_id = ?1 AND id NOT IN (SELECT field_id FROM field_value)",
        "UPDATE customer SET referrer_id = NULL WHERE referrer_id IN
           (SELECT id FROM customer WHERE import_id = ?1 AND id NOT IN (SELECT id FROM kept))",
        "DELETE FROM import_match WHERE customer_id IN
           (SELECT id FROM customer WHERE import_id = ?1 AND id NOT IN (SELECT id FROM kept))",
        "DELETE FROM import_question WHERE customer_id IN
           (SELECT id FROM customer WHERE import_id = ?1 AND id NOT IN (SELECT id FROM kept))",
        "DELETE FROM standing WHERE customer_id IN
           (SELECT id FROM customer WHERE import_id = ?1 AND id NOT IN (SELECT id FROM kept))",
        "DELETE FROM customer WHERE import_id = ?1 AND id NOT IN (SELECT id FROM kept)",
    ] {
        // Customers of the import about whom there is something of another origin.
        let with = format!("WITH kept AS (SELECT id FROM customer c WHERE import_id = ?1 AND (
              EXISTS (SELECT 1 FROM purchase x WHERE x.customer_id = c.id AND x.import_id IS NOT ?1)
              {noted}
              OR EXISTS (SELECT 1 FROM consent x WHERE x.customer_id = c.id AND x.import_id IS NOT ?1)
              OR EXISTS (SELECT 1 FROM customer_tag x WHERE x.customer_id = c.id AND x.import_id IS NOT ?1)
              OR EXISTS (SELECT 1 FROM field_value x WHERE x.customer_id = c.id AND x.import_id IS NOT ?1)
              OR EXISTS (SELECT 1 FROM contact_point x WHERE x.customer_id = c.id AND x.import_id IS NOT ?1)))");
        sqlx::query(AssertSqlSafe(format!("{with} {sql}")))
            .bind(&id)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
