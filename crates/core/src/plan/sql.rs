//! SQL of the payment plans.

use chrono::NaiveDate;
use sqlx::SqliteConnection;

use super::{DueInstalment, Instalment, PaymentPlan, PlanDraft, UnpaidInvoice};
use crate::error::{Error, Result};
use crate::ids::{CustomerId, InstalmentId, MomentId};
use crate::money::Amount;

pub(super) async fn insert(
    connection: &mut SqliteConnection,
    id: MomentId,
    customer: CustomerId,
    day: NaiveDate,
    currency: &str,
    draft: &PlanDraft,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO payment_plan (id, customer_id, day, currency, text) VALUES (?, ?, ?, ?, ?)",
        id,
        customer,
        day,
        currency,
        draft.text
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn insert_instalment(
    connection: &mut SqliteConnection,
    id: InstalmentId,
    plan: MomentId,
    customer: CustomerId,
    due: NaiveDate,
    amount: Amount,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO instalment (id, plan_id, customer_id, due, amount) VALUES (?, ?, ?, ?, ?)",
        id,
        plan,
        customer,
        due,
        amount
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// All plans of a customer, latest first.
pub(super) async fn of(
    connection: &mut SqliteConnection,
    customer: CustomerId,
) -> Result<Vec<PaymentPlan>> {
    let plans = sqlx::query!(
        r#"SELECT id AS "id: MomentId", day AS "day: NaiveDate", currency, text, ended_on AS "ended_on: NaiveDate"
           FROM payment_plan WHERE customer_id = ? ORDER BY day DESC, id DESC"#,
        customer
    )
    .fetch_all(&mut *connection)
    .await?;
    if plans.is_empty() {
        return Ok(Vec::new());
    }
    let rows = sqlx::query!(
        r#"SELECT plan_id AS "plan: MomentId", id AS "id: InstalmentId", due AS "due: NaiveDate", amount AS "amount: Amount",
                  paid_on AS "paid_on: NaiveDate"
           FROM instalment WHERE customer_id = ? ORDER BY due, id"#,
        customer
    )
    .fetch_all(connection)
    .await?;
    Ok(plans
        .into_iter()
        .map(|plan| {
            let instalments = rows
                .iter()
                .filter(|row| row.plan == plan.id)
                .map(|row| Instalment {
                    id: row.id,
                    due: row.due,
                    amount: row.amount,
                    paid_on: row.paid_on,
                })
                .collect();
            PaymentPlan::new(
                (plan.id, customer, plan.day),
                plan.currency,
                plan.text,
                plan.ended_on,
                instalments,
            )
        })
        .collect())
}

/// With whom a plan was agreed.
pub(super) async fn whose(
    connection: &mut SqliteConnection,
    plan: MomentId,
) -> Result<(CustomerId, String)> {
    sqlx::query!(
        r#"SELECT c.id AS "id: CustomerId", c.name FROM payment_plan p JOIN customer c ON c.id = p.customer_id WHERE p.id = ?"#,
        plan
    )
    .fetch_optional(connection)
    .await?
    .map(|row| (row.id, row.name))
    .ok_or_else(|| Error::not_found("plan", plan))
}

/// Whose instalment it is, of which plan, and the day that one was agreed.
pub(super) async fn plan_of(
    connection: &mut SqliteConnection,
    id: InstalmentId,
) -> Result<(String, NaiveDate)> {
    sqlx::query!(
        r#"SELECT c.name, p.day AS "day: NaiveDate" FROM instalment i JOIN payment_plan p ON p.id = i.plan_id
           JOIN customer c ON c.id = i.customer_id WHERE i.id = ?"#,
        id
    )
    .fetch_optional(connection)
    .await?
    .map(|row| (row.name, row.day))
    .ok_or_else(|| Error::not_found("instalment", id))
}

pub(super) async fn set_paid(
    connection: &mut SqliteConnection,
    id: InstalmentId,
    day: Option<NaiveDate>,
) -> Result<()> {
    sqlx::query!("UPDATE instalment SET paid_on = ? WHERE id = ?", day, id)
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn set_ended(
    connection: &mut SqliteConnection,
    id: MomentId,
    day: Option<NaiveDate>,
) -> Result<()> {
    sqlx::query!("UPDATE payment_plan SET ended_on = ? WHERE id = ?", day, id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Unpaid instalments of running plans that are due by `until`, earliest first.
pub(super) async fn due(
    connection: &mut SqliteConnection,
    until: NaiveDate,
    limit: u32,
) -> Result<Vec<DueInstalment>> {
    Ok(sqlx::query_as!(
        DueInstalment,
        r#"SELECT i.id AS "id: InstalmentId", c.id AS "customer: CustomerId", c.name, i.due AS "due: NaiveDate",
             i.amount AS "amount: Amount", p.currency,
             (SELECT count(*) FROM instalment x WHERE x.plan_id = i.plan_id AND (x.due, x.id) <= (i.due, i.id)) AS "number!: u32",
             (SELECT count(*) FROM instalment x WHERE x.plan_id = i.plan_id) AS "of!: u32"
           FROM instalment i JOIN payment_plan p ON p.id = i.plan_id JOIN customer c ON c.id = i.customer_id
           WHERE i.paid_on IS NULL AND i.due <= ?1 AND p.ended_on IS NULL AND c.archived_on IS NULL AND c.closed_on IS NULL
           ORDER BY i.due, i.id LIMIT ?2"#,
        until,
        limit
    )
    .fetch_all(connection)
    .await?)
}

/// The last day of a plan that is running with a customer.
pub(super) async fn running_until(
    connection: &mut SqliteConnection,
    customer: CustomerId,
) -> Result<Option<NaiveDate>> {
    Ok(sqlx::query_scalar!(
        r#"SELECT max(i.due) AS "until: NaiveDate" FROM instalment i JOIN payment_plan p ON p.id = i.plan_id
           WHERE i.customer_id = ? AND i.paid_on IS NULL AND p.ended_on IS NULL"#,
        customer
    )
    .fetch_one(connection)
    .await?)
}

/// Invoices of this currency the books say are not paid and that no plan agreed since spreads, earliest first.
pub(super) async fn unpaid(
    connection: &mut SqliteConnection,
    customer: CustomerId,
    currency: &str,
) -> Result<Vec<UnpaidInvoice>> {
    Ok(sqlx::query_as!(
        UnpaidInvoice,
        r#"SELECT p.id AS "id: MomentId", p.day AS "day: NaiveDate", p.reference,
             p.amount + coalesce((SELECT sum(r.amount) FROM purchase r WHERE r.refund_of = p.id), 0) AS "open!: Amount",
             p.unpaid_on AS "unpaid_on!: NaiveDate"
           FROM purchase p INDEXED BY purchase_unpaid
           WHERE p.customer_id = ?1 AND p.unpaid_on IS NOT NULL AND p.paid_on IS NULL AND p.amount > 0 AND p.currency = ?2
             AND p.amount + coalesce((SELECT sum(r.amount) FROM purchase r WHERE r.refund_of = p.id), 0) > 0
             AND NOT EXISTS (
               SELECT 1 FROM payment_plan n WHERE n.customer_id = ?1 AND n.day >= p.day AND (
                 EXISTS (SELECT 1 FROM instalment i WHERE i.plan_id = n.id AND i.paid_on IS NULL AND n.ended_on IS NULL)
                 OR (NOT EXISTS (SELECT 1 FROM instalment i WHERE i.plan_id = n.id AND i.paid_on IS NULL)
                     AND p.unpaid_on <= (SELECT max(i.paid_on) FROM instalment i WHERE i.plan_id = n.id))))
           ORDER BY p.day, p.id"#,
        customer,
        currency
    )
    .fetch_all(connection)
    .await?)
}
