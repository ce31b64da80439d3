//! Reading the cohorts.

use super::{Cohorts, Count};
use crate::error::Result;
use crate::notebook::Notebook;
use crate::standing;

impl Notebook {
    /// Who still comes, by when they first came. Goes through every purchase: a blink in a shop, seconds with millions.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn cohorts(&self) -> Result<Cohorts> {
        let today = self.today();
        let mut connection = self.db.reader.acquire().await?;
        let shop = standing::shop(&mut connection)
            .await?
            .unwrap_or_else(|| self.settings().trade.usual_rhythm());
        let mut count = Count::new(today, shop);
        let mut visits = Vec::new();
        let everybody = standing::Whose::Everybody;
        standing::each_bought(&mut connection, everybody, today, |_, bought| {
            visits.clear();
            visits.extend(
                bought
                    .iter()
                    .filter(|(_, amount)| !amount.is_refund())
                    .map(|(day, _)| *day),
            );
            count.count(&visits);
        })
        .await?;
        Ok(count.finish())
    }
}
