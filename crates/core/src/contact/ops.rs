//! Planning contacts and recording how they went.

use chrono::{Days, NaiveDate};

use super::{Contact, ContactDraft, Outcome, ics, sql};
use crate::change::{Changes, Op};
use crate::customer::{self, Channel, ClosedReason};
use crate::error::{Error, Result};
use crate::ids::{ContactId, CustomerId};
use crate::moment::bounded;
use crate::notebook::Notebook;
use crate::reminder::Reminder;
use crate::winback;

/// How long those who came back are shown as such, days.
const SHOWN_DAYS: u64 = 90;

impl Notebook {
    /// Plan a contact.
    ///
    /// # Errors
    /// [`Error::Guarded`] when a guardrail blocks it, [`Error::Invalid`], [`Error::NotFound`].
    pub async fn plan_contact(
        &self,
        customer: CustomerId,
        draft: ContactDraft,
    ) -> Result<ContactId> {
        let draft = draft.tidied(self.today())?;
        self.permit(customer, draft.channel, &draft).await?;
        let id = self.mint();
        let mut write = self.write(Op::PlanContact).await?;
        let name = customer::name_of(write.connection(), customer).await?;
        write.about(&name).await?;
        sql::insert(write.connection(), id, customer, &draft, self.today()).await?;
        write.commit().await?;
        Ok(id)
    }

    async fn permit(
        &self,
        customer: CustomerId,
        channel: Channel,
        draft: &ContactDraft,
    ) -> Result<()> {
        let guardrails =
            winback::guardrails(self, customer, Some((channel, draft.purpose))).await?;
        match guardrails.into_iter().find(|guardrail| guardrail.blocks) {
            Some(guardrail) => Err(Error::Guarded(guardrail)),
            None => Ok(()),
        }
    }

    /// Change or put off a contact that is still to be made.
    ///
    /// # Errors
    /// [`Error::Guarded`] when it is to be made sooner, by another channel or for another purpose and a guardrail blocks that;
    /// [`Error::Invalid`]; [`Error::NotFound`], also when it was made already.
    pub async fn move_contact(&self, id: ContactId, draft: ContactDraft) -> Result<Changes> {
        let draft = draft.tidied(self.today())?;
        let contact = self.still_open(id).await?;
        // Putting off is never forbidden: what was planned was permitted. Coming sooner is a new question.
        let sooner = draft.day < contact.day;
        if sooner || (contact.channel, contact.purpose) != (draft.channel, draft.purpose) {
            self.permit(contact.customer, draft.channel, &draft).await?;
        }
        let mut write = self.write(Op::MoveContact).await?;
        write.about(&contact.name).await?;
        sql::update(write.connection(), id, &draft).await?;
        write.commit().await
    }

    async fn still_open(&self, id: ContactId) -> Result<Contact> {
        let contact = sql::load(&self.db.reader, id).await?;
        match contact.outcome {
            None => Ok(contact),
            // What was made is part of the journey.
            Some(_) => Err(Error::not_found("contact", id)),
        }
    }

    /// Give up a contact that is still to be made. It stays in history.
    ///
    /// # Errors
    /// [`Error::NotFound`], also when it was made already.
    pub async fn cancel_contact(&self, id: ContactId) -> Result<Changes> {
        let contact = self.still_open(id).await?;
        let mut write = self.write(Op::CancelContact).await?;
        write.about(&contact.name).await?;
        sql::delete(write.connection(), id).await?;
        write.commit().await
    }

    /// Record how a contact went. "Wants peace" closes the customer and gives up what else is planned with them.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Invalid`] for a note too long.
    pub async fn record_outcome(
        &self,
        id: ContactId,
        outcome: Outcome,
        note: Option<String>,
    ) -> Result<Changes> {
        let note = note
            .map(|note| bounded(&note))
            .transpose()?
            .filter(|note| !note.is_empty());
        let contact = sql::load(&self.db.reader, id).await?;
        let mut write = self.write(Op::RecordOutcome).await?;
        write.about(&contact.name).await?;
        let today = self.today();
        sql::set_outcome(
            write.connection(),
            id,
            Some(outcome),
            Some(today),
            note.as_deref(),
        )
        .await?;
        if outcome == Outcome::Peace {
            customer::close(&mut write, contact.customer, Some(ClosedReason::Peace)).await?;
        }
        write.commit().await
    }

    /// One contact.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn contact(&self, id: ContactId) -> Result<Contact> {
        sql::load(&self.db.reader, id).await
    }

    /// The contacts of the days from `from` to `to`, both included, made or not.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn contacts_between(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Contact>> {
        sql::between(&self.db.reader, from, to).await
    }

    /// The contacts still to be made, up to `to` where given.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn open_contacts(&self, to: Option<NaiveDate>) -> Result<Vec<Contact>> {
        sql::open(&self.db.reader, to).await
    }

    /// The contacts still to be made with one customer.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn contacts_with(&self, customer: CustomerId) -> Result<Vec<Contact>> {
        sql::open_with(&self.db.reader, customer).await
    }

    /// The contacts made within the window and not yet answered by a visit.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn waiting_contacts(&self) -> Result<Vec<Contact>> {
        let since = self.today() - Days::new(self.settings().contact_window.into());
        sql::waiting(&self.db.reader, since).await
    }

    /// How many contacts are still to be made, how many were made and wait for a visit, how many were followed by one.
    pub(crate) async fn count_contacts(&self) -> Result<(u32, u32, u32)> {
        let window = self.settings().contact_window;
        let today = self.today();
        sql::count(
            &self.db.reader,
            today - Days::new(window.into()),
            today - Days::new(SHOWN_DAYS),
        )
        .await
    }

    /// The contacts of the last 90 days after which the customer came.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn contacts_come_back(&self) -> Result<Vec<Contact>> {
        sql::came_back(&self.db.reader, self.today() - Days::new(SHOWN_DAYS)).await
    }

    /// A calendar file (iCalendar, RFC 5545) with one contact, or with all contacts still to be made and all promises still to
    /// be kept. `say` puts each into words for the calendar.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn calendar(
        &self,
        one: Option<ContactId>,
        say: impl Fn(&Reminder) -> String,
    ) -> Result<String> {
        let entries = match one {
            Some(id) => vec![Reminder::Contact {
                contact: sql::load(&self.db.reader, id).await?,
            }],
            None => self.open_reminders(None).await?,
        };
        Ok(ics::calendar(&entries, self.clock().now(), say))
    }
}
