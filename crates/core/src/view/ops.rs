//! Reading and keeping the views.

use super::{View, changed, sql, tidied};
use crate::change::{Changes, Op};
use crate::error::Result;
use crate::notebook::Notebook;

impl Notebook {
    /// The saved views, in the order of their tabs.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn views(&self) -> Result<Vec<View>> {
        sql::load(&self.db.reader).await
    }

    /// Keep these views, in this order, in place of those there were.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] for a name that is empty, too long or there twice, and for more than
    /// [`super::MOST_VIEWS`].
    pub async fn keep_views(&self, views: Vec<View>) -> Result<Changes> {
        let views = tidied(views)?;
        let before = self.views().await?;
        let mut write = self.write(Op::ChangeViews).await?;
        if let Some(name) = changed(&before, &views) {
            write.about(name).await?;
        }
        sql::store(write.connection(), &views).await?;
        write.commit().await
    }
}
