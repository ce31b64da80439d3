//! Payment plans: instalments agreed with a customer in difficulty. An event of the relationship, never dunning.

mod ops;
mod sql;
#[cfg(test)]
mod tests;

use chrono::{Days, Months, NaiveDate};

use crate::error::{Error, Reason, Result};
use crate::ids::{CustomerId, InstalmentId, MomentId};
use crate::moment::bounded;
use crate::money::Amount;

pub(crate) use ops::running_until;

/// The most instalments of one plan: five years of months.
pub const MOST_INSTALMENTS: u32 = 60;

/// The largest sum a plan spreads, minor units.
const LARGEST: i64 = 1_000_000_000;

/// How far apart instalments lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Every {
    /// Seven days.
    Week,
    /// A month: the same day of each, or the last where a month has no such day.
    Month,
}

/// A plan as a person agrees it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct PlanDraft {
    /// What all instalments come to, in the notebook's currency.
    pub total: Amount,
    /// How many, 1 to [`MOST_INSTALMENTS`].
    pub instalments: u32,
    /// The day of the first, not before today.
    pub first: NaiveDate,
    /// How far apart they lie.
    pub every: Every,
    /// What was agreed beside that, in free words.
    pub text: String,
}

impl PlanDraft {
    /// The draft with blanks trimmed, if it can be agreed on `today`.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the field.
    pub fn tidied(mut self, today: NaiveDate) -> Result<Self> {
        let smallest = i64::from(self.instalments.max(1));
        if !(smallest..=LARGEST).contains(&self.total.0) {
            return Err(Error::invalid("total", Reason::OutOfRange));
        }
        if !(1..=MOST_INSTALMENTS).contains(&self.instalments) {
            return Err(Error::invalid("instalments", Reason::OutOfRange));
        }
        if self.first < today {
            return Err(Error::invalid("first", Reason::InThePast));
        }
        if (self.first - today).num_days() > 3_660 {
            return Err(Error::invalid("first", Reason::OutOfRange));
        }
        self.text = bounded(&self.text)?;
        Ok(self)
    }

    /// The instalments: their days and amounts, which come to the total exactly. What does not divide goes a coin each to
    /// the first ones.
    #[must_use]
    pub fn schedule(&self) -> Vec<(NaiveDate, Amount)> {
        let n = i64::from(self.instalments.max(1));
        let (each, left) = (self.total.0 / n, self.total.0 % n);
        (0..self.instalments)
            .map_while(|at| {
                let day = match self.every {
                    Every::Week => self.first.checked_add_days(Days::new(7 * u64::from(at))),
                    // From the first day, not from the one before: the 31st comes back after a February.
                    Every::Month => self.first.checked_add_months(Months::new(at)),
                }?;
                Some((day, Amount(each + i64::from(i64::from(at) < left))))
            })
            .collect()
    }
}

/// One instalment.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Instalment {
    /// Identifier.
    pub id: InstalmentId,
    /// When.
    pub due: NaiveDate,
    /// How much.
    pub amount: Amount,
    /// The day it was paid.
    pub paid_on: Option<NaiveDate>,
}

/// Where a plan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum PlanState {
    /// Something of it is still to be paid.
    Running,
    /// All of it was paid.
    Paid,
    /// It was given up before that.
    GivenUp,
}

/// A payment plan.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct PaymentPlan {
    /// Identifier.
    pub id: MomentId,
    /// With whom.
    pub customer: CustomerId,
    /// The day it was agreed.
    pub day: NaiveDate,
    /// Of which currency its amounts are.
    pub currency: String,
    /// What was agreed beside the amounts.
    pub text: String,
    /// The day it was given up.
    pub ended_on: Option<NaiveDate>,
    /// Its instalments, earliest first.
    pub instalments: Vec<Instalment>,
    /// Where it stands.
    pub state: PlanState,
    /// What its instalments come to.
    pub total: Amount,
    /// What of that was paid.
    pub paid: Amount,
}

impl PaymentPlan {
    fn new(
        (id, customer, day): (MomentId, CustomerId, NaiveDate),
        currency: String,
        text: String,
        ended_on: Option<NaiveDate>,
        instalments: Vec<Instalment>,
    ) -> Self {
        let paid = |one: &&Instalment| one.paid_on.is_some();
        let state = if instalments.iter().all(|one| one.paid_on.is_some()) {
            PlanState::Paid
        } else if ended_on.is_some() {
            PlanState::GivenUp
        } else {
            PlanState::Running
        };
        Self {
            id,
            customer,
            day,
            currency,
            text,
            ended_on,
            state,
            total: instalments.iter().map(|one| one.amount).sum(),
            paid: instalments.iter().filter(paid).map(|one| one.amount).sum(),
            instalments,
        }
    }
}

/// An instalment that is due, as *Today* shows it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct DueInstalment {
    /// Which.
    pub id: InstalmentId,
    /// Whose.
    pub customer: CustomerId,
    /// Their name.
    pub name: String,
    /// When.
    pub due: NaiveDate,
    /// How much.
    pub amount: Amount,
    /// Of which currency.
    pub currency: String,
    /// The how-many-eth of its plan, from 1.
    pub number: u32,
    /// Of how many.
    pub of: u32,
}

/// An invoice the accounting file says is not paid.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct UnpaidInvoice {
    /// The purchase.
    pub id: MomentId,
    /// Its day.
    pub day: NaiveDate,
    /// Its number.
    pub reference: Option<String>,
    /// What of it is open: refunds of it taken off.
    pub open: Amount,
    /// The last day the books say so.
    pub unpaid_on: NaiveDate,
}

/// What a customer owes by the books and no plan spreads: a reason to propose one.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Owing {
    /// The sum.
    pub total: Amount,
    /// The invoices, earliest first.
    pub invoices: Vec<UnpaidInvoice>,
}
