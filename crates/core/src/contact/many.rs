//! Planning contacts with several customers at once, with the same guardrails as one by one.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use super::{ContactDraft, ContactPurpose, sql};
use crate::change::Op;
use crate::customer::Channel;
use crate::error::{Error, Reason, Result};
use crate::ids::CustomerId;
use crate::notebook::Notebook;
use crate::winback::{self, GuardKind};

/// The most contacts planned in one go; nobody keeps more in a week.
const MOST_AT_ONCE: usize = 500;

/// Contacts with several customers, as a person plans them.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase", default)]
pub struct ContactsDraft {
    /// The day for all of them, not before today; none spreads them over the working days that follow.
    pub day: Option<NaiveDate>,
    /// How; none is by the channel each likes best.
    pub channel: Option<Channel>,
    /// What for; none is what suits each.
    pub purpose: Option<ContactPurpose>,
    /// What to say, in free words.
    pub note: String,
}

/// How many customers a guardrail stands before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Guarded {
    /// The reason.
    pub why: GuardKind,
    /// Customers.
    pub customers: u32,
}

/// What planning with several customers comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ContactsPlan {
    /// Contacts planned.
    pub planned: u32,
    /// Customers passed over, each counted under the first reason.
    pub held: Vec<Guarded>,
    /// Customers planned in spite of a warning, under each that applies.
    pub warned: Vec<Guarded>,
}

type Kept = Vec<(CustomerId, ContactDraft)>;

impl Notebook {
    /// Plan contacts with these customers, at most 500. Those a guardrail protects are passed over, and so are those
    /// contacted lately or about to be: nobody looks at them one at a time.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::NotFound`].
    pub async fn plan_contacts(
        &self,
        customers: &[CustomerId],
        draft: &ContactsDraft,
    ) -> Result<ContactsPlan> {
        let (kept, plan) = self.sort_out(customers, draft).await?;
        let today = self.today();
        let mut write = self.write(Op::PlanWeek).await?;
        for (customer, draft) in &kept {
            sql::insert(write.connection(), self.mint(), *customer, draft, today).await?;
        }
        write.commit().await?;
        Ok(plan)
    }

    /// What [`Notebook::plan_contacts`] would do. Nothing is written.
    ///
    /// # Errors
    /// As [`Notebook::plan_contacts`].
    pub async fn preview_contacts(
        &self,
        customers: &[CustomerId],
        draft: &ContactsDraft,
    ) -> Result<ContactsPlan> {
        Ok(self.sort_out(customers, draft).await?.1)
    }

    /// Plan contacts with these customers over the working days that follow, evenly, by the channel each
    /// likes best. Customers a guardrail protects are passed over. Returns how many were planned.
    ///
    /// # Errors
    /// As [`Notebook::plan_contacts`].
    pub async fn plan_week(&self, customers: &[CustomerId]) -> Result<u32> {
        let plan = self
            .plan_contacts(customers, &ContactsDraft::default())
            .await?;
        Ok(plan.planned)
    }

    async fn sort_out(
        &self,
        customers: &[CustomerId],
        draft: &ContactsDraft,
    ) -> Result<(Kept, ContactsPlan)> {
        if customers.len() > MOST_AT_ONCE {
            return Err(Error::invalid("customers", Reason::OutOfRange));
        }
        let today = self.today();
        let pattern = ContactDraft {
            day: draft.day.unwrap_or(today),
            minute: None,
            channel: draft.channel.unwrap_or(Channel::Call),
            purpose: draft.purpose.unwrap_or(ContactPurpose::News),
            note: draft.note.clone(),
        }
        .tidied(today)?;
        let (mut kept, mut held, mut warned) = (Kept::new(), BTreeMap::new(), BTreeMap::new());
        for customer in customers {
            let suggestion = self.suggestion(*customer).await?;
            let one = ContactDraft {
                channel: draft.channel.unwrap_or(suggestion.channel),
                purpose: draft.purpose.unwrap_or(suggestion.purpose),
                ..pattern.clone()
            };
            let found =
                winback::guardrails(self, *customer, Some((one.channel, one.purpose))).await?;
            let against = found
                .iter()
                .find(|one| one.blocks)
                .or_else(|| found.iter().find(|one| one.guard.kind().asks_for_a_look()));
            if let Some(against) = against {
                *held.entry(against.guard.kind()).or_default() += 1;
                continue;
            }
            for warning in &found {
                *warned.entry(warning.guard.kind()).or_default() += 1;
            }
            kept.push((*customer, one));
        }
        if draft.day.is_none() {
            let days = working_days(today);
            let all = kept.len();
            for (at, (_, one)) in kept.iter_mut().enumerate() {
                one.day = days[at * days.len() / all];
            }
        }
        let plan = ContactsPlan {
            planned: u32::try_from(kept.len()).unwrap_or(u32::MAX),
            held: counted(held),
            warned: counted(warned),
        };
        Ok((kept, plan))
    }
}

/// The working days of the week that follows.
fn working_days(today: NaiveDate) -> Vec<NaiveDate> {
    (1..=7)
        .map(|ahead| today + Days::new(ahead))
        .filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
        .collect()
}

/// Most customers first.
fn counted(by_reason: BTreeMap<GuardKind, u32>) -> Vec<Guarded> {
    let mut list: Vec<Guarded> = by_reason
        .into_iter()
        .map(|(why, customers)| Guarded { why, customers })
        .collect();
    list.sort_by_key(|guarded| std::cmp::Reverse(guarded.customers));
    list
}
