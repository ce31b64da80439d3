//! What is said of everybody, a page at a time, and what one model alone would say.

use chrono::{Datelike as _, NaiveDate};

use super::{Outlook, sql};
use crate::error::Result;
use crate::ids::CustomerId;
use crate::notebook::Notebook;
use crate::scoring::{Estimate, Fit, Histories, History, Model, NoFit, Prior, fit, regularity};
use crate::standing;

/// Days ahead that a model alone is asked about.
pub const HORIZON: u32 = 90;

/// What is expected of one customer.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Score {
    /// Who.
    pub customer: CustomerId,
    /// Their name.
    pub name: String,
    /// What is expected.
    pub outlook: Outlook,
}

/// What one model says of one customer.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ModelScore {
    /// Who.
    pub customer: CustomerId,
    /// Their name.
    pub name: String,
    /// Visits after the first.
    pub repeats: u32,
    /// Days from the first visit to the last.
    pub last: f64,
    /// Days from the first visit to today.
    pub span: f64,
    /// The chance that they have not left for good. Of BG/NBD it is 1 for whoever came once: never rank by it.
    pub alive: Estimate,
    /// The chance of at least one purchase within 90 days.
    pub chance: Estimate,
    /// The purchases to expect within 90 days.
    pub expected: Estimate,
}

impl Notebook {
    /// What is said of the customers after `after` in the order of their identifiers, at most `limit` of them; nothing while
    /// nobody speaks.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn scores(&self, after: Option<CustomerId>, limit: u32) -> Result<Vec<Score>> {
        let mut connection = self.db.reader.acquire().await?;
        let Some(Ok(speaker)) = sql::kept(&mut connection).await?.map(|kept| kept.said) else {
            return Ok(Vec::new());
        };
        let after = after.map_or_else(Vec::new, |id| id.bytes().to_vec());
        let asked = sql::next(&mut connection, &after, limit).await?;
        let ids: Vec<CustomerId> = asked.iter().map(|(id, _)| *id).collect();
        let mut names = sql::names(&mut connection, &ids).await?;
        let (today, settings) = (self.today(), self.settings());
        Ok(asked
            .into_iter()
            .filter_map(|(customer, asked)| {
                Some(Score {
                    customer,
                    name: names.remove(&customer)?,
                    outlook: asked.outlook(&speaker, today, &settings),
                })
            })
            .collect())
    }

    /// What one model alone says of everybody who bought and may be profiled, fitted to this notebook with the gentle opinion
    /// of shops that speakers have too.
    ///
    /// # Errors
    /// When the file cannot be read. Where there is nothing to learn from, the answer is why.
    pub async fn model_scores(
        &self,
        model: Model,
    ) -> Result<std::result::Result<(Fit, Vec<ModelScore>), NoFit>> {
        let today = self.today();
        let mut connection = self.db.reader.acquire().await?;
        let shop = standing::shop(&mut connection)
            .await?
            .unwrap_or_else(|| self.settings().trade.usual_rhythm());
        let mut histories = Vec::new();
        let profiled = standing::Whose::Profiled;
        standing::each_bought(&mut connection, profiled, today, |customer, bought| {
            let visits = bought.iter().filter(|(_, amount)| !amount.is_refund());
            let days: Vec<NaiveDate> = visits.map(|(day, _)| *day).collect();
            if let Some(history) = history(&days, today) {
                histories.push((customer, history));
            }
        })
        .await?;
        let gathered = Histories::gather(histories.iter().map(|(_, history)| *history));
        let opinion = |model| Prior::shop(model, shop);
        let fitted = match model {
            // However regular the shop's customers are.
            Model::BgCnbd(_) | Model::MbgCnbd(_) => {
                regularity::fit_regular(model, &gathered, opinion, None)
            }
            _ => fit(model, &gathered, &opinion(model)),
        };
        let fitted = match fitted {
            Ok(fitted) => fitted,
            Err(why) => return Ok(Err(why)),
        };
        let mut scores = Vec::with_capacity(histories.len());
        for some in histories.chunks(5_000) {
            let ids: Vec<CustomerId> = some.iter().map(|(id, _)| *id).collect();
            let mut names = sql::names(&mut connection, &ids).await?;
            for (customer, history) in some {
                let Some(name) = names.remove(customer) else {
                    continue;
                };
                scores.push(ModelScore {
                    customer: *customer,
                    name,
                    repeats: history.repeats(),
                    last: history.last(),
                    span: history.span(),
                    alive: fitted.alive(history),
                    chance: fitted.chance(history, f64::from(HORIZON)),
                    expected: fitted.expected(history, f64::from(HORIZON)),
                });
            }
        }
        Ok(Ok((fitted, scores)))
    }
}

/// The history of somebody who came on these days, in their order; purchases of one day are one.
fn history(days: &[NaiveDate], today: NaiveDate) -> Option<History> {
    let first = days.first()?.num_days_from_ce();
    let last = days.last()?.num_days_from_ce();
    let (mut repeats, mut log_gaps) = (0, 0.0);
    for pair in days.windows(2) {
        let gap = (pair[1] - pair[0]).num_days();
        if gap > 0 {
            repeats += 1;
            log_gaps += (gap as f64).ln();
        }
    }
    let since = |day: i32| f64::from(day - first);
    History::new(repeats, since(last), since(today.num_days_from_ce()))
        .and_then(|history| history.with_log_gaps(log_gaps))
        .ok()
}
