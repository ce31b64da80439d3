//! What can be done with customers.

use super::{Choice, Closed, ClosedReason, Customer, CustomerCounts, CustomerDraft, one_line, sql};
use crate::bond;
use crate::change::{Changes, Op};
use crate::contact;
use crate::db::Write;
use crate::departure::DepartureDraft;
use crate::error::{Error, Reason, Result};
use crate::field;
use crate::ids::CustomerId;
use crate::moment::{self, MomentDraft};
use crate::notebook::Notebook;
use crate::referral;
use crate::roster::Roster;
use crate::standing::{self, hex_list};

impl Notebook {
    /// One customer's record.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn customer(&self, id: CustomerId) -> Result<Customer> {
        sql::load(&self.db.reader, id).await
    }

    /// Enter a new customer.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the field.
    pub async fn create_customer(&self, draft: CustomerDraft) -> Result<CustomerId> {
        let draft = draft.tidied(&self.settings().country)?;
        let id = self.mint();
        let mut write = self.write(Op::CreateCustomer).await?;
        sql::insert(write.connection(), id, &draft, self.today()).await?;
        self.fill(&mut write, id, &draft).await?;
        write.commit().await?;
        Ok(id)
    }

    /// Replace what is filled in on a customer's record.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the field, [`Error::NotFound`].
    pub async fn edit_customer(&self, id: CustomerId, draft: CustomerDraft) -> Result<Changes> {
        let draft = draft.tidied(&self.settings().country)?;
        let mut write = self.write(Op::EditCustomer).await?;
        if let Some(referrer) = draft.referrer {
            referral::not_circular(write.connection(), id, referrer).await?;
        }
        self.fill(&mut write, id, &draft).await?;
        write.commit().await
    }

    async fn fill(
        &self,
        write: &mut Write<'_>,
        id: CustomerId,
        draft: &CustomerDraft,
    ) -> Result<()> {
        write.about(&draft.name).await?;
        sql::update(write.connection(), id, draft).await?;
        sql::set_contact_points(write.connection(), self, id, &draft.contact_points).await?;
        sql::set_consents(write.connection(), id, &draft.consents).await?;
        sql::set_tags(write.connection(), id, &draft.tags).await?;
        field::fill(write, id, &draft.fields).await
    }

    /// Put customers aside, or bring them back. Nothing of theirs is lost.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is only one and they are gone; of several, those gone are passed over.
    pub async fn archive_customers(&self, ids: &[CustomerId], archived: bool) -> Result<Changes> {
        let mut write = self.write(Op::ArchiveCustomer).await?;
        name_one(&mut write, ids).await?;
        let day = archived.then(|| self.today());
        sql::set_archived(write.connection(), &hex_list(ids)?, day).await?;
        write.commit().await
    }

    /// Put a tag on customers, or take it off.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is only one and they are gone; [`Error::Invalid`] for an empty tag.
    pub async fn tag_customers(&self, ids: &[CustomerId], tag: &str, on: bool) -> Result<Changes> {
        let tag = one_line(tag);
        if tag.is_empty() {
            return Err(Error::invalid("tags", Reason::Empty));
        }
        if tag.chars().count() > 60 {
            return Err(Error::invalid("tags", Reason::TooLong));
        }
        let mut write = self.write(Op::TagCustomer).await?;
        name_one(&mut write, ids).await?;
        let ids = hex_list(ids)?;
        if on {
            sql::add_tag_to_all(write.connection(), &ids, &tag).await?;
        } else {
            sql::remove_tag_from_all(write.connection(), &ids, &tag).await?;
        }
        write.commit().await
    }

    /// Close a customer (deceased, moved for good, wants peace), or open them again. Closing gives up what is planned
    /// with them.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn close_customer(
        &self,
        id: CustomerId,
        reason: Option<ClosedReason>,
    ) -> Result<Changes> {
        let mut write = self.write(Op::CloseCustomer).await?;
        name_one(&mut write, &[id]).await?;
        close(&mut write, id, reason).await?;
        write.commit().await
    }

    /// Close a customer who left and note why, in one change.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the field, [`Error::NotFound`].
    pub async fn close_who_left(
        &self,
        id: CustomerId,
        reason: ClosedReason,
        left: DepartureDraft,
    ) -> Result<Changes> {
        let left = MomentDraft::from(left).tidied(self.today())?;
        let (departure, currency) = (self.mint(), self.settings().currency);
        let mut write = self.write(Op::CloseCustomer).await?;
        name_one(&mut write, &[id]).await?;
        moment::note(write.connection(), departure, id, &currency, &left).await?;
        close(&mut write, id, Some(reason)).await?;
        write.commit().await
    }

    /// Profile a customer no longer, because they asked for that, or again.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn profile_customer(&self, id: CustomerId, profiled: bool) -> Result<Changes> {
        let mut write = self.write(Op::ProfileCustomer).await?;
        name_one(&mut write, &[id]).await?;
        let day = (!profiled).then(|| self.today());
        sql::set_unprofiled(write.connection(), id, day).await?;
        if !profiled {
            bond::let_go(write.connection(), id).await?;
        }
        write.commit().await
    }

    /// The tags in use, most used first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn tags(&self) -> Result<Vec<Choice>> {
        if let Some(tags) = self.roster.ask(Roster::tags) {
            return Ok(tags);
        }
        self.gather();
        Ok(sqlx::query_as!(
            Choice,
            r#"SELECT tag AS "value!", count(*) AS "customers!: u32" FROM customer_tag t
               JOIN customer c ON c.id = t.customer_id WHERE c.archived_on IS NULL
               GROUP BY tag ORDER BY 2 DESC, 1"#
        )
        .fetch_all(&self.db.reader)
        .await?)
    }

    /// The towns customers live in, most common first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn cities(&self) -> Result<Vec<Choice>> {
        if let Some(cities) = self.roster.ask(Roster::cities) {
            return Ok(cities);
        }
        self.gather();
        Ok(sqlx::query_as!(
            Choice,
            r#"SELECT city AS "value!", count(*) AS "customers!: u32" FROM customer
               WHERE city IS NOT NULL AND archived_on IS NULL GROUP BY city ORDER BY 2 DESC, 1"#
        )
        .fetch_all(&self.db.reader)
        .await?)
    }

    /// How many customers there are, by behaviour, and what is at stake.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn customer_counts(&self) -> Result<CustomerCounts> {
        let mut counts = CustomerCounts::default();
        let mut connection = self.db.reader.acquire().await?;
        for (behaviour, customers, stake, _) in standing::totals(&mut connection).await? {
            counts.customers += customers;
            counts.stake = counts.stake + stake;
            counts.by_behaviour.push((behaviour, customers));
        }
        counts.by_behaviour.sort_unstable();
        Ok(counts)
    }
}

/// A change that is about one customer says so in the undo label.
async fn name_one(write: &mut Write<'_>, ids: &[CustomerId]) -> Result<()> {
    if let [id] = ids {
        let name = sql::name_of(write.connection(), *id).await?;
        write.about(&name).await?;
    }
    Ok(())
}

/// Close a customer as part of a larger write: what is planned with them is given up.
pub(crate) async fn close(
    write: &mut Write<'_>,
    id: CustomerId,
    reason: Option<ClosedReason>,
) -> Result<()> {
    let day = write.notebook().today();
    let closed = reason.map(|reason| Closed { reason, day });
    if closed.is_some() {
        contact::give_up(write.connection(), id).await?;
    }
    sql::set_closed(write.connection(), id, closed).await
}
