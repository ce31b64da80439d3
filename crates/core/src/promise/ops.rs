//! Making promises and saying what became of them.

use chrono::{Days, NaiveDate};

use super::{
    Promise, PromiseDraft, PromiseOutcome, PromiseRate, PromiseSpan, Settlement, follows, rate,
    sql, worded,
};
use crate::change::{Changes, Op};
use crate::customer;
use crate::error::{Error, Reason, Result};
use crate::ids::{CustomerId, MomentId};
use crate::moment::bounded;
use crate::notebook::Notebook;

impl Notebook {
    /// Make a promise to a customer.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the field; [`Error::NotFound`], also for a complaint that is not theirs.
    pub async fn make_promise(
        &self,
        customer: CustomerId,
        draft: PromiseDraft,
    ) -> Result<MomentId> {
        let draft = draft.tidied(self.today())?;
        let id = self.mint();
        let mut write = self.write(Op::MakePromise).await?;
        let name = customer::name_of(write.connection(), customer).await?;
        write.about(&name).await?;
        if let Some(complaint) = draft.complaint
            && !sql::is_complaint_of(write.connection(), complaint, customer).await?
        {
            return Err(Error::not_found("complaint", complaint));
        }
        sql::insert(write.connection(), id, customer, &draft, None).await?;
        write.commit().await?;
        Ok(id)
    }

    /// Word a promise anew. Its day stays: another day is another promise ([`Settlement::Renegotiated`]).
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the field, [`Error::NotFound`].
    pub async fn edit_promise(
        &self,
        id: MomentId,
        text: &str,
        who: Option<&str>,
    ) -> Result<Changes> {
        let (text, who) = worded(text, who)?;
        let mut write = self.write(Op::EditPromise).await?;
        let promise = sql::load_now(write.connection(), id, self.today()).await?;
        write.about(&promise.name).await?;
        sql::reword(write.connection(), id, &text, who.as_deref()).await?;
        write.commit().await
    }

    /// Say what became of a promise. One whose day is moved is broken, and the one in its place is made in the same change.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the field; [`Error::NotFound`], also when it was settled already.
    pub async fn settle_promise(
        &self,
        id: MomentId,
        settlement: &Settlement,
        note: Option<&str>,
    ) -> Result<Changes> {
        let note = note
            .map(bounded)
            .transpose()?
            .filter(|note| !note.is_empty());
        let today = self.today();
        let mut write = self.write(Op::SettlePromise).await?;
        let promise = sql::load_now(write.connection(), id, today).await?;
        if promise.outcome.is_some() {
            // What ended is part of the journey; a slip of the finger is undone.
            return Err(Error::not_found("promise", id));
        }
        write.about(&promise.name).await?;
        let (outcome, on) = match settlement {
            Settlement::Kept { on } => {
                if *on > today {
                    return Err(Error::invalid("on", Reason::InTheFuture));
                }
                if *on < promise.day {
                    return Err(Error::invalid("on", Reason::TooEarly));
                }
                (PromiseOutcome::Kept, *on)
            }
            Settlement::Broken => (PromiseOutcome::Broken, today),
            Settlement::Renegotiated { .. } => (PromiseOutcome::Renegotiated, today),
        };
        sql::end(write.connection(), id, outcome, on, note.as_deref()).await?;
        if let Settlement::Renegotiated { due, due_minute } = settlement {
            follows(today, None, *due, *due_minute)?;
            if (*due, *due_minute) == (promise.due, promise.due_minute) {
                return Err(Error::invalid("due", Reason::OutOfRange));
            }
            let next = PromiseDraft {
                day: today,
                minute: None,
                text: promise.text,
                who: promise.who,
                due: *due,
                due_minute: *due_minute,
                complaint: promise.complaint,
            };
            let new = self.mint();
            sql::insert(write.connection(), new, promise.customer, &next, Some(id)).await?;
        }
        write.commit().await
    }

    /// One promise.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn promise(&self, id: MomentId) -> Result<Promise> {
        sql::load(&self.db.reader, id, self.today()).await
    }

    /// The promises still to be kept, due up to `to` where given, the first due first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn open_promises(&self, to: Option<NaiveDate>) -> Result<Vec<Promise>> {
        sql::open(&self.db.reader, to, self.today()).await
    }

    /// All promises due from `from` to `to`, both included, whatever became of them; the last due first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn promises_due(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Promise>> {
        sql::due(&self.db.reader, from, to, self.today()).await
    }

    /// All promises made to a customer, those still to be kept first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn promises_with(&self, customer: CustomerId) -> Result<Vec<Promise>> {
        sql::with(&self.db.reader, customer, self.today()).await
    }

    /// How many promises were kept on time, of those that came due in the last so many `days` (1 to 3,660), and in as many before.
    ///
    /// # Errors
    /// [`Error::Invalid`] for another number of days.
    pub async fn promise_rate(&self, days: u32) -> Result<PromiseRate> {
        if !(1..=3_660).contains(&days) {
            return Err(Error::invalid("days", Reason::OutOfRange));
        }
        let today = self.today();
        let (from, to) = rate::span(today, days);
        let (from_before, to_before) = rate::span(from - Days::new(1), days);
        let now = sql::states(&self.db.reader, from, to, today).await?;
        let before = sql::states(&self.db.reader, from_before, to_before, today).await?;
        Ok(PromiseRate {
            now: PromiseSpan::new(from, to, now),
            before: PromiseSpan::new(from_before, to_before, before),
        })
    }

    /// The promises [`Notebook::promise_rate`] counts in the last so many days: those with their chance still before them are left
    /// out. The last due first.
    ///
    /// # Errors
    /// As [`Notebook::promise_rate`].
    pub async fn promises_counted(&self, days: u32) -> Result<Vec<Promise>> {
        if !(1..=3_660).contains(&days) {
            return Err(Error::invalid("days", Reason::OutOfRange));
        }
        let (from, to) = rate::span(self.today(), days);
        let mut list = self.promises_due(from, to).await?;
        list.retain(|promise| rate::counts(promise.state));
        Ok(list)
    }
}
