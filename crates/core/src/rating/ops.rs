//! Reading satisfaction.

use chrono::Months;

use super::{Reading, Satisfaction, sql};
use crate::error::Result;
use crate::moment::RatingScale;
use crate::notebook::Notebook;

/// Answers listed.
const LISTED: u32 = 1_000;

impl Notebook {
    /// What customers answered in the last 12 months, beside the 12 before.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn satisfaction(&self) -> Result<Satisfaction> {
        let today = self.today();
        let (since, before) = (today - Months::new(12), today - Months::new(24));
        let mut tx = self.db.reader.begin_with("BEGIN").await?;
        let now = readings(&sql::latest(&mut tx, since, today).await?);
        let then = readings(&sql::latest(&mut tx, before, since).await?);
        let list = sql::list(&mut tx, since, LISTED).await?;
        tx.rollback().await?;
        Ok(Satisfaction {
            since,
            now,
            before: then,
            list,
        })
    }
}

fn readings(answers: &[(RatingScale, Option<u32>)]) -> Vec<Reading> {
    [RatingScale::Nps, RatingScale::Csat, RatingScale::Ces]
        .into_iter()
        .map(|scale| {
            let scores: Vec<Option<u32>> = answers
                .iter()
                .filter(|(of, _)| *of == scale)
                .map(|(_, score)| *score)
                .collect();
            Reading::of(scale, &scores)
        })
        .collect()
}
