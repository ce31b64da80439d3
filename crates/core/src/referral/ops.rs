//! Who brought whom: setting it, and what it comes to.

use chrono::{Months, NaiveDate};
use sqlx::SqliteConnection;

use super::{ReferralFigures, Referrals, WordOfMouth, sql};
use crate::change::{Changes, Op};
use crate::customer;
use crate::error::{Error, Reason, Result};
use crate::ids::CustomerId;
use crate::notebook::Notebook;

/// Ambassadors listed.
const LISTED: u32 = 100;

impl Notebook {
    /// Say who brought a customer, or that nobody did.
    ///
    /// # Errors
    /// [`Error::Invalid`] with [`Reason::Circular`] when they would have brought themselves, through however many others;
    /// [`Error::NotFound`].
    pub async fn set_referrer(
        &self,
        id: CustomerId,
        referrer: Option<CustomerId>,
    ) -> Result<Changes> {
        let mut write = self.write(Op::EditCustomer).await?;
        let name = customer::name_of(write.connection(), id).await?;
        if let Some(referrer) = referrer {
            customer::name_of(write.connection(), referrer).await?;
            not_circular(write.connection(), id, referrer).await?;
        }
        write.about(&name).await?;
        sql::set_referrer(write.connection(), id, referrer).await?;
        write.commit().await
    }

    /// Whom a customer brought, directly and through others, and what that came to.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn referrals(&self, id: CustomerId) -> Result<Referrals> {
        let mut connection = self.db.reader.acquire().await?;
        let mut told = Referrals::of(id, sql::chain(&mut connection, id).await?);
        let moods = sql::moods(&mut connection, self.a_year_ago(), Some(id)).await?;
        told.mood = moods.first().map(|heard| heard.mood);
        told.reach = told.mood.map_or(0, |mood| self.settings().reach.of(mood));
        Ok(told)
    }

    /// What word of mouth brought the notebook, and how far what customers felt may be heard.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn referral_figures(&self) -> Result<ReferralFigures> {
        let since = self.a_year_ago();
        let mut tx = self.db.reader.begin_with("BEGIN").await?;
        let (brought, bought, value, buyers, share) = sql::totals(&mut tx).await?;
        let ambassadors = sql::ambassadors(&mut tx).await?;
        let mut list = sql::bringers(&mut tx, LISTED).await?;
        for one in &mut list {
            let chain = Referrals::of(one.customer, sql::chain(&mut tx, one.customer).await?);
            one.chain = chain.chain;
            one.chain_value = chain.chain_value;
        }
        let moods = sql::moods(&mut tx, since, None).await?;
        tx.rollback().await?;
        Ok(ReferralFigures {
            brought,
            bought,
            value,
            buyers,
            share,
            ambassadors,
            list,
            word: WordOfMouth::of(since, self.settings().reach, moods),
        })
    }

    fn a_year_ago(&self) -> NaiveDate {
        self.today() - Months::new(12)
    }
}

/// That `referrer` was not brought by `id`.
pub(crate) async fn not_circular(
    connection: &mut SqliteConnection,
    id: CustomerId,
    referrer: CustomerId,
) -> Result<()> {
    if sql::closes_a_ring(connection, id, referrer).await? {
        Err(Error::invalid("referrer", Reason::Circular))
    } else {
        Ok(())
    }
}
