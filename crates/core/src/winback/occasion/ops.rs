//! Naming the occasions of a day, and waving one away.

use super::{A_DAY, Occasion, WhyKind, chosen, sql};
use crate::change::{Changes, Op};
use crate::customer;
use crate::error::Result;
use crate::ids::CustomerId;
use crate::notebook::Notebook;

/// How many are looked at in one go.
const PAGE: u32 = 40;

impl Notebook {
    /// Who to turn to today and why: a few, the most pressing first. Empty when there is nothing true to say.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn occasions(&self) -> Result<Vec<Occasion>> {
        let today = self.today();
        let mut connection = self.db.reader.acquire().await?;
        let best = sql::best(&mut connection).await?;
        let mut by_kind = Vec::new();
        for kind in WhyKind::ALL {
            let (mut holding, mut offset) = (Vec::new(), 0);
            // As many again as are named: some are the same people's.
            while holding.len() < 2 * A_DAY {
                let (seen, known) =
                    sql::some(&mut connection, kind, today, best, PAGE, offset).await?;
                holding.extend(known.into_iter().filter(|known| known.holds(today)));
                if seen < PAGE {
                    break;
                }
                offset += PAGE;
            }
            by_kind.push(holding);
        }
        Ok(chosen(by_kind))
    }

    /// Wave an occasion away: it is not named again for a year.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub async fn wave_occasion(&self, customer: CustomerId, why: WhyKind) -> Result<Changes> {
        let mut write = self.write(Op::WaveOccasion).await?;
        let name = customer::name_of(write.connection(), customer).await?;
        write.about(&name).await?;
        let (id, today) = (self.mint(), self.today());
        sql::wave(write.connection(), id, customer, why, today).await?;
        write.commit().await
    }
}
