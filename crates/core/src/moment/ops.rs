//! Noting, correcting and removing moments.

use super::{MomentDraft, MomentKey, sql};
use crate::change::{Changes, Op};
use crate::customer;
use crate::error::Result;
use crate::ids::CustomerId;
use crate::notebook::Notebook;

impl Notebook {
    /// Note a moment of a customer's journey.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] naming the field, [`crate::Error::NotFound`].
    pub async fn note_moment(&self, customer: CustomerId, draft: MomentDraft) -> Result<MomentKey> {
        let draft = draft.tidied(self.today())?;
        let key = MomentKey {
            kind: draft.kind(),
            id: self.mint(),
        };
        let mut write = self.write(Op::NoteMoment).await?;
        let name = customer::name_of(write.connection(), customer).await?;
        write.about(&name).await?;
        let currency = self.settings().currency;
        sql::insert(write.connection(), key.id, customer, &currency, &draft).await?;
        write.commit().await?;
        Ok(key)
    }

    /// Correct a moment. It keeps its kind; what it said before stays in history.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] naming the field, [`crate::Error::NotFound`].
    pub async fn edit_moment(&self, key: MomentKey, draft: MomentDraft) -> Result<Changes> {
        let draft = draft.tidied(self.today())?;
        let mut write = self.write(Op::EditMoment).await?;
        let name = sql::whose(write.connection(), key).await?;
        write.about(&name).await?;
        sql::update(write.connection(), key.id, &draft).await?;
        write.commit().await
    }

    /// Remove a moment. It stays in history and can be brought back.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub async fn remove_moment(&self, key: MomentKey) -> Result<Changes> {
        let mut write = self.write(Op::RemoveMoment).await?;
        let name = sql::whose(write.connection(), key).await?;
        write.about(&name).await?;
        sql::delete(write.connection(), key).await?;
        write.commit().await
    }
}
