//! Gathering what the figures are made of.

use std::collections::HashMap;

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::Which;
use super::clock::When;
use super::figures::{Case, Figures, figures};
use super::sql;
use crate::error::Result;
use crate::ids::CustomerId;
use crate::notebook::Notebook;

/// How far the figures look back, days.
const BACK_DAYS: u64 = 365;

/// A customer's rhythm in days, and the days they bought.
type Habit = Option<(f64, Vec<NaiveDate>)>;

impl Notebook {
    /// The figures of the complaints received within the last 365 days.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn complaint_figures(&self) -> Result<Figures> {
        let mut reader = self.db.reader.acquire().await?;
        let (settings, now) = (self.settings(), self.clock().here());
        let from = now.date() - Days::new(BACK_DAYS);
        let stored = sql::list(&mut reader, None, Which::All, from).await?;
        let mut costs = sql::costs(&mut reader, &settings.currency).await?;
        let mut promises = sql::promises_of_all(&mut reader).await?;
        let all = sql::all(&mut reader).await?;
        let mut habits: HashMap<CustomerId, Habit> = HashMap::new();
        let mut cases = Vec::new();
        for one in stored.into_iter().filter(|one| one.received.day >= from) {
            let habit = match habits.get(&one.customer) {
                Some(known) => known.clone(),
                None => {
                    let habit = sql::bought(&mut reader, one.customer, from).await?;
                    habits.insert(one.customer, habit.clone());
                    habit
                }
            };
            let (gestures, actions, corrected) = costs.remove(&one.id).unwrap_or_default();
            let promises = promises.remove(&one.id).unwrap_or_default();
            cases.push(Case {
                clock: one.reading(&settings.complaints, now),
                id: one.id,
                customer: one.customer,
                received: one.received,
                steps: one
                    .steps
                    .iter()
                    .map(|step| (step.kind, step.when))
                    .collect(),
                habit,
                name: one.name,
                cause: one.cause,
                gestures,
                actions,
                corrected,
                promises: promises
                    .into_iter()
                    .map(|(due, became)| kept(due, became.as_ref(), now))
                    .collect(),
            });
        }
        let goal = settings.complaints.reply_hours.saturating_mul(60);
        Ok(figures(&cases, &all, (from, now.date()), goal))
    }
}

/// Whether a promise was kept on time; none while that can still happen.
fn kept(due: When, became: Option<&(String, NaiveDate)>, now: NaiveDateTime) -> Option<bool> {
    match became {
        Some((outcome, on)) => Some(outcome == "kept" && *on <= due.day),
        None => (now > due.deadline()).then_some(false),
    }
}
