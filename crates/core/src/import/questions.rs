//! Questions an import left for later: customers it kept apart who may be somebody known.

use std::collections::HashMap;

use sqlx::AssertSqlSafe;

use super::report::{KnownCandidate, OpenQuestion};
use super::who::Doubt;
use crate::change::{Changes, Op};
use crate::customer;
use crate::db::{Write, log};
use crate::error::{Error, Reason, Result};
use crate::ids::CustomerId;
use crate::notebook::Notebook;

impl Notebook {
    /// What is still to be decided, those with most purchases first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn import_questions(&self) -> Result<Vec<OpenQuestion>> {
        let rows = sqlx::query!(
            r#"SELECT q.customer_id AS "customer: CustomerId", q.doubt, q.candidates, c.name,
                 (SELECT count(*) FROM purchase p WHERE p.customer_id = c.id) AS "purchases!: u32"
               FROM import_question q JOIN customer c ON c.id = q.customer_id ORDER BY 5 DESC, c.name_folded"#
        )
        .fetch_all(&self.db.reader)
        .await?;
        let mut questions = Vec::with_capacity(rows.len());
        for row in rows {
            let ids: Vec<CustomerId> = serde_json::from_str(&row.candidates)?;
            let mut candidates = Vec::with_capacity(ids.len());
            for id in ids {
                candidates.extend(self.candidate(id).await?);
            }
            let doubt: Doubt = serde_json::from_value(serde_json::Value::String(row.doubt))?;
            // Candidates may have gone since; with none left there is nothing to decide.
            if !candidates.is_empty() {
                questions.push(OpenQuestion {
                    customer: row.customer,
                    doubt,
                    name: row.name,
                    purchases: row.purchases,
                    candidates,
                });
            }
        }
        Ok(questions)
    }

    async fn candidate(&self, id: CustomerId) -> Result<Option<KnownCandidate>> {
        Ok(sqlx::query_as!(
            KnownCandidate,
            r#"SELECT id AS "customer: CustomerId", name, city,
                 (SELECT count(*) FROM purchase p WHERE p.customer_id = c.id) AS "purchases!: u32"
               FROM customer c WHERE id = ?"#,
            id
        )
        .fetch_optional(&self.db.reader)
        .await?)
    }

    /// Settles a question: the customer kept apart is the same person as `same`, who takes over all of theirs, or
    /// somebody else (`None`). Remembered for the next file, and undone like anything else.
    ///
    /// # Errors
    /// [`Error::NotFound`] when either is gone; [`Error::Invalid`] when they are one already.
    pub async fn decide_match(
        &self,
        customer: CustomerId,
        same: Option<CustomerId>,
    ) -> Result<Changes> {
        if same == Some(customer) {
            return Err(Error::invalid("same", Reason::OutOfRange));
        }
        let mut write = self.write(Op::DecideMatch).await?;
        let name = customer::name_of(write.connection(), customer).await?;
        write.about(&name).await?;
        settle(&mut write, customer, same).await?;
        write.commit().await
    }

    /// Settles several questions in one go, each as [`Notebook::decide_match`] does; all are undone together. Whoever
    /// an earlier answer made the same person as somebody else is followed there.
    ///
    /// # Errors
    /// [`Error::NotFound`] when one of them is gone; nothing is written then.
    pub async fn decide_matches(
        &self,
        answers: &[(CustomerId, Option<CustomerId>)],
    ) -> Result<Changes> {
        let mut write = self.write(Op::DecideMatch).await?;
        let mut became: HashMap<CustomerId, CustomerId> = HashMap::new();
        let now = |became: &HashMap<_, _>, mut id: CustomerId| {
            while let Some(next) = became.get(&id) {
                id = *next;
            }
            id
        };
        for (customer, same) in answers {
            let from = now(&became, *customer);
            let to = same.map(|id| now(&became, id)).filter(|to| *to != from);
            if from != *customer {
                // They are somebody else already, and so is what they were asked about.
                continue;
            }
            settle(&mut write, from, to).await?;
            if let Some(to) = to {
                became.insert(from, to);
            }
        }
        write.commit().await
    }
}

async fn settle(
    write: &mut Write<'_>,
    customer: CustomerId,
    same: Option<CustomerId>,
) -> Result<()> {
    customer::name_of(write.connection(), customer).await?;
    // Whoever the names of this customer in files turn out to be, it was a person who said so.
    sqlx::query!(
        "UPDATE import_match SET decided = 1 WHERE customer_id = ?",
        customer
    )
    .execute(write.connection())
    .await?;
    if let Some(same) = same {
        customer::name_of(write.connection(), same).await?;
        hand_over(write, customer, same).await?;
    }
    sqlx::query!(
        "DELETE FROM import_question WHERE customer_id = ?",
        customer
    )
    .execute(write.connection())
    .await?;
    if same.is_some() {
        sqlx::query!("DELETE FROM customer WHERE id = ?", customer)
            .execute(write.connection())
            .await?;
    }
    Ok(())
}

/// Everything of `from` becomes `to`'s; what `to` has already stays.
async fn hand_over(write: &mut Write<'_>, from: CustomerId, to: CustomerId) -> Result<()> {
    for table in log::noted_by_hand() {
        let sql = format!("UPDATE {table} SET customer_id = ?2 WHERE customer_id = ?1");
        sqlx::query(AssertSqlSafe(sql))
            .bind(from)
            .bind(to)
            .execute(write.connection())
            .await?;
    }
    for sql in [
        "UPDATE purchase SET customer_id = ?2 WHERE customer_id = ?1",
        "UPDATE import_match SET customer_id = ?2 WHERE customer_id = ?1",
        "UPDATE customer SET referrer_id = nullif(?2, id) WHERE referrer_id = ?1",
        "DELETE FROM contact_point WHERE customer_id = ?1 AND EXISTS (SELECT 1 FROM contact_point x
           WHERE x.customer_id = ?2 AND x.kind = contact_point.kind AND x.normal = contact_point.normal)",
        "UPDATE contact_point SET customer_id = ?2 WHERE customer_id = ?1",
        // Their key says whose they are: a row that changes its key could not be undone.
        "INSERT OR IGNORE INTO consent (customer_id, channel, granted, day, source, import_id)
           SELECT ?2, channel, granted, day, source, import_id FROM consent WHERE customer_id = ?1",
        "DELETE FROM consent WHERE customer_id = ?1 AND ?2 IS NOT NULL",
        "INSERT OR IGNORE INTO customer_tag (customer_id, tag, import_id)
           SELECT ?2, tag, import_id FROM customer_tag WHERE customer_id = ?1",
        "DELETE FROM customer_tag WHERE customer_id = ?1 AND ?2 IS NOT NULL",
        "INSERT OR IGNORE INTO field_value (customer_id, field_id, value, typed, import_id)
           SELECT ?2, field_id, value, typed, import_id FROM field_value WHERE customer_id = ?1",
        "DELETE FROM field_value WHERE customer_id = ?1 AND ?2 IS NOT NULL",
        "UPDATE customer SET company = coalesce(customer.company, f.company),
           external_id = coalesce(customer.external_id, f.external_id), address = coalesce(customer.address, f.address),
           postcode = coalesce(customer.postcode, f.postcode), city = coalesce(customer.city, f.city),
           country = coalesce(customer.country, f.country), born_on = coalesce(customer.born_on, f.born_on),
           note = coalesce(customer.note, f.note),
           referrer_id = coalesce(customer.referrer_id, nullif(f.referrer_id, ?2))
           FROM customer f WHERE f.id = ?1 AND customer.id = ?2",
        // Nobody is brought by whom they brought, which two records could say together.
        "UPDATE customer SET referrer_id = NULL WHERE id = ?2 AND EXISTS (
           WITH RECURSIVE above (id) AS (
             SELECT referrer_id FROM customer WHERE id = ?2
             UNION SELECT c.referrer_id FROM above CROSS JOIN customer c ON c.id = above.id WHERE c.referrer_id IS NOT NULL)
           SELECT 1 FROM above WHERE id = ?2)",
    ] {
        sqlx::query(sql).bind(from).bind(to).execute(write.connection()).await?;
    }
    Ok(())
}
