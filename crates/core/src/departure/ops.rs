//! Noting departures and what they come to.

use chrono::Months;

use super::{Departure, DepartureDraft, DepartureFigures, sql};
use crate::behaviour::Behaviour;
use crate::change::Changes;
use crate::error::Result;
use crate::ids::{CustomerId, MomentId};
use crate::moment::{MomentDraft, MomentKey, MomentKind};
use crate::notebook::Notebook;
use crate::standing;

/// Departures looked at: more than a shop of any size sees leave in a year with a word about each.
const MOST: u32 = 1_000;

const fn key(id: MomentId) -> MomentKey {
    MomentKey {
        kind: MomentKind::Departure,
        id,
    }
}

impl Notebook {
    /// Note why a customer left: a moment like any other.
    ///
    /// # Errors
    /// Those of [`Notebook::note_moment`].
    pub async fn note_departure(
        &self,
        customer: CustomerId,
        draft: DepartureDraft,
    ) -> Result<MomentId> {
        let noted = self.note_moment(customer, MomentDraft::from(draft)).await?;
        Ok(noted.id)
    }

    /// Correct a departure. What it said before stays in history.
    ///
    /// # Errors
    /// Those of [`Notebook::edit_moment`].
    pub async fn edit_departure(&self, id: MomentId, draft: DepartureDraft) -> Result<Changes> {
        self.edit_moment(key(id), draft.into()).await
    }

    /// Remove a departure. It stays in history and can be brought back.
    ///
    /// # Errors
    /// Those of [`Notebook::remove_moment`].
    pub async fn remove_departure(&self, id: MomentId) -> Result<Changes> {
        self.remove_moment(key(id)).await
    }

    /// The departures of a customer, latest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn departures(&self, customer: CustomerId) -> Result<Vec<Departure>> {
        sql::of(&mut *self.db.reader.acquire().await?, customer).await
    }

    /// What the departures of the last 12 months come to.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn departure_figures(&self) -> Result<DepartureFigures> {
        let since = self.today() - Months::new(12);
        let mut tx = self.db.reader.begin_with("BEGIN").await?;
        let list = sql::since(&mut tx, since, MOST).await?;
        let gone: u32 = standing::totals(&mut tx)
            .await?
            .into_iter()
            .filter(|(behaviour, ..)| *behaviour == Behaviour::Gone)
            .map(|(_, customers, ..)| customers)
            .sum();
        let told = sql::gone_and_told(&mut tx).await?;
        tx.rollback().await?;
        Ok(DepartureFigures::of(since, list, gone.saturating_sub(told)))
    }
}
