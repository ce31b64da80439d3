//! Noting departures and what they come to.

use chrono::Months;

use super::{Departure, DepartureDraft, DepartureFigures, sql};
use crate::behaviour::Behaviour;
use crate::change::{Changes, Op};
use crate::customer;
use crate::error::Result;
use crate::ids::{CustomerId, MomentId};
use crate::notebook::Notebook;
use crate::standing;

/// Departures looked at: more than a shop of any size sees leave in a year with a word about each.
const MOST: u32 = 1_000;

impl Notebook {
    /// Note why a customer left.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] naming the field, [`crate::Error::NotFound`].
    pub async fn note_departure(
        &self,
        customer: CustomerId,
        draft: DepartureDraft,
    ) -> Result<MomentId> {
        let draft = draft.tidied(self.today())?;
        let id = self.mint();
        let mut write = self.write(Op::NoteMoment).await?;
        let name = customer::name_of(write.connection(), customer).await?;
        write.about(&name).await?;
        sql::insert(write.connection(), id, customer, &draft).await?;
        write.commit().await?;
        Ok(id)
    }

    /// Correct a departure. What it said before stays in history.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] naming the field, [`crate::Error::NotFound`].
    pub async fn edit_departure(&self, id: MomentId, draft: DepartureDraft) -> Result<Changes> {
        let draft = draft.tidied(self.today())?;
        let mut write = self.write(Op::EditMoment).await?;
        let name = sql::whose(write.connection(), id).await?;
        write.about(&name).await?;
        sql::update(write.connection(), id, &draft).await?;
        write.commit().await
    }

    /// Remove a departure. It stays in history and can be brought back.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub async fn remove_departure(&self, id: MomentId) -> Result<Changes> {
        let mut write = self.write(Op::RemoveMoment).await?;
        let name = sql::whose(write.connection(), id).await?;
        write.about(&name).await?;
        sql::delete(write.connection(), id).await?;
        write.commit().await
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
