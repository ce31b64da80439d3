//! Noting, correcting and removing moments.

use super::{MomentDraft, MomentKey, Noting, remove, rows, sql};
use crate::change::{Changes, Op};
use crate::error::Result;
use crate::feeling::{self, Feeling};
use crate::ids::CustomerId;
use crate::notebook::Notebook;
use crate::{attachment, customer};

impl Notebook {
    /// Note a moment of a customer's journey, with what goes along with it.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] naming the field, [`crate::Error::NotFound`],
    /// [`crate::attachment::AttachmentError`] naming the file that cannot be kept.
    pub async fn note_moment(
        &self,
        customer: CustomerId,
        noting: impl Into<Noting>,
    ) -> Result<MomentKey> {
        let Noting {
            moment,
            feeling,
            files,
        } = noting.into();
        self.note(customer, moment, feeling, attachment::read(&files)?)
            .await
    }

    async fn note(
        &self,
        customer: CustomerId,
        draft: MomentDraft,
        feeling: Option<Feeling>,
        files: Vec<attachment::Enclosed>,
    ) -> Result<MomentKey> {
        let draft = draft.tidied(self.today())?;
        let feeling = feeling.map(Feeling::tidied).transpose()?;
        let key = MomentKey {
            kind: draft.kind(),
            id: self.mint(),
        };
        let mut write = self.write(Op::NoteMoment).await?;
        let name = customer::name_of(write.connection(), customer).await?;
        write.about(&name).await?;
        let currency = self.settings().currency;
        rows::fits(write.connection(), key.id, customer, &draft).await?;
        sql::insert(write.connection(), key.id, customer, &currency, &draft).await?;
        if feeling.is_some() {
            feeling::sql::put(write.connection(), key.id, customer, feeling).await?;
        }
        for file in &files {
            let id = self.mint();
            attachment::sql::put(write.connection(), id, key.id, customer, file).await?;
        }
        write.commit().await?;
        Ok(key)
    }

    /// Correct a moment. It keeps its kind, its feeling and its files; what it said before stays in history.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] naming the field, [`crate::Error::NotFound`].
    pub async fn edit_moment(&self, key: MomentKey, draft: MomentDraft) -> Result<Changes> {
        self.edit(key, draft, None, Vec::new()).await
    }

    /// Correct a moment and what goes along with it: its feeling becomes the one given, or none; files come on top of those
    /// it has.
    ///
    /// # Errors
    /// Those of [`Notebook::note_moment`].
    pub async fn edit_whole(&self, key: MomentKey, noting: Noting) -> Result<Changes> {
        let files = attachment::read(&noting.files)?;
        self.edit(key, noting.moment, Some(noting.feeling), files)
            .await
    }

    async fn edit(
        &self,
        key: MomentKey,
        draft: MomentDraft,
        feeling: Option<Option<Feeling>>,
        files: Vec<attachment::Enclosed>,
    ) -> Result<Changes> {
        let draft = draft.tidied(self.today())?;
        let mut write = self.write(Op::EditMoment).await?;
        let (customer, name) = remove::whose(write.connection(), key).await?;
        write.about(&name).await?;
        rows::fits(write.connection(), key.id, customer, &draft).await?;
        sql::update(write.connection(), key.id, &draft).await?;
        if let Some(feeling) = feeling {
            let feeling = feeling.map(Feeling::tidied).transpose()?;
            feeling::sql::put(write.connection(), key.id, customer, feeling).await?;
        }
        for file in &files {
            let id = self.mint();
            attachment::sql::put(write.connection(), id, key.id, customer, file).await?;
        }
        write.commit().await
    }

    /// Say what somebody felt in a moment of any kind, or that nothing is known of it any more.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] for an intensity that is none, [`crate::Error::NotFound`].
    pub async fn feel(&self, key: MomentKey, feeling: Option<Feeling>) -> Result<Changes> {
        let feeling = feeling.map(Feeling::tidied).transpose()?;
        let mut write = self.write(Op::EditMoment).await?;
        let (customer, name) = remove::whose(write.connection(), key).await?;
        write.about(&name).await?;
        feeling::sql::put(write.connection(), key.id, customer, feeling).await?;
        write.commit().await
    }

    /// Remove a moment with its feeling and its files. It stays in history and can be brought back.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub async fn remove_moment(&self, key: MomentKey) -> Result<Changes> {
        let mut write = self.write(Op::RemoveMoment).await?;
        let (_, name) = remove::whose(write.connection(), key).await?;
        write.about(&name).await?;
        remove::delete(write.connection(), key).await?;
        write.commit().await
    }
}
