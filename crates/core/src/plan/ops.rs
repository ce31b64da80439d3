//! Agreeing payment plans and following them.

use chrono::NaiveDate;
use sqlx::SqliteConnection;

use super::{DueInstalment, Owing, PaymentPlan, PlanDraft, PlanState, sql};
use crate::change::{Changes, Op};
use crate::customer;
use crate::error::{Error, Reason, Result};
use crate::ids::{CustomerId, InstalmentId, MomentId};
use crate::notebook::Notebook;

/// Instalments shown at once; nobody agrees more than fall due in a week.
const MOST_DUE: u32 = 50;

impl Notebook {
    /// Agree a payment plan with a customer, in the notebook's currency.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the field, [`Error::NotFound`].
    pub async fn agree_plan(&self, customer: CustomerId, draft: PlanDraft) -> Result<MomentId> {
        let today = self.today();
        let draft = draft.tidied(today)?;
        let schedule = draft.schedule();
        if schedule.len() != draft.instalments as usize {
            return Err(Error::invalid("first", Reason::OutOfRange));
        }
        let id = self.mint();
        let currency = self.settings().currency;
        let mut write = self.write(Op::AgreePlan).await?;
        let name = customer::name_of(write.connection(), customer).await?;
        write.about(&name).await?;
        sql::insert(write.connection(), id, customer, today, &currency, &draft).await?;
        for (due, amount) in schedule {
            sql::insert_instalment(write.connection(), self.mint(), id, customer, due, amount)
                .await?;
        }
        write.commit().await?;
        Ok(id)
    }

    /// The payment plans of a customer, latest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn plans(&self, customer: CustomerId) -> Result<Vec<PaymentPlan>> {
        sql::of(&mut *self.db.reader.acquire().await?, customer).await
    }

    /// Say that an instalment was paid on a day, or that it was not.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Invalid`] for a day to come or before the plan was agreed.
    pub async fn pay_instalment(
        &self,
        id: InstalmentId,
        paid_on: Option<NaiveDate>,
    ) -> Result<Changes> {
        let mut write = self.write(Op::PayInstalment).await?;
        let (name, agreed) = sql::plan_of(write.connection(), id).await?;
        match paid_on {
            Some(day) if day > self.today() => {
                return Err(Error::invalid("day", Reason::InTheFuture));
            }
            Some(day) if day < agreed => return Err(Error::invalid("day", Reason::TooEarly)),
            _ => {}
        }
        write.about(&name).await?;
        sql::set_paid(write.connection(), id, paid_on).await?;
        write.commit().await
    }

    /// Give a plan up, or take it up again. What was paid stays paid.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Invalid`] for a plan that was paid in full.
    pub async fn give_up_plan(&self, id: MomentId, given_up: bool) -> Result<Changes> {
        let mut write = self.write(Op::PayInstalment).await?;
        let (customer, name) = sql::whose(write.connection(), id).await?;
        let plans = sql::of(write.connection(), customer).await?;
        let paid = |plan: &PaymentPlan| plan.id == id && plan.state == PlanState::Paid;
        if plans.iter().any(paid) {
            return Err(Error::invalid("plan", Reason::OutOfRange));
        }
        write.about(&name).await?;
        let day = given_up.then(|| self.today());
        sql::set_ended(write.connection(), id, day).await?;
        write.commit().await
    }

    /// Instalments due by a day and not paid, earliest first; of customers neither closed nor archived.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn due_instalments(&self, until: NaiveDate) -> Result<Vec<DueInstalment>> {
        sql::due(&mut *self.db.reader.acquire().await?, until, MOST_DUE).await
    }

    /// What a customer owes by the books and no plan spreads.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn owing(&self, customer: CustomerId) -> Result<Option<Owing>> {
        let currency = self.settings().currency;
        let mut connection = self.db.reader.acquire().await?;
        let invoices = sql::unpaid(&mut connection, customer, &currency).await?;
        Ok((!invoices.is_empty()).then(|| Owing {
            total: invoices.iter().map(|invoice| invoice.open).sum(),
            invoices,
        }))
    }
}

/// The last day of a plan that is running with a customer.
pub(crate) async fn running_until(
    connection: &mut SqliteConnection,
    customer: CustomerId,
) -> Result<Option<NaiveDate>> {
    sql::running_until(connection, customer).await
}
