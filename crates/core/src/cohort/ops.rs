//! Reading the cohorts.

use futures_util::TryStreamExt as _;

use super::{Cohorts, Count};
use crate::error::Result;
use crate::ids::CustomerId;
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
        let mut rows = sqlx::query_as::<_, (CustomerId, String)>(standing::PURCHASES_OF_ALL)
            .bind(today)
            .fetch(&mut *connection);
        let (mut bought, mut visits) = (Vec::new(), Vec::new());
        while let Some((_, packed)) = rows.try_next().await? {
            standing::unpack(&packed, &mut bought)?;
            visits.clear();
            visits.extend(
                bought
                    .iter()
                    .filter(|(_, amount)| !amount.is_refund())
                    .map(|(day, _)| *day),
            );
            count.count(&visits);
        }
        Ok(count.finish())
    }
}
