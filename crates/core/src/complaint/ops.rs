//! Receiving, handling and reading complaints.

use chrono::{Days, NaiveDateTime, NaiveTime, Timelike as _};

use super::clock::{self, When};
use super::draft::{ActionDraft, ComplaintDraft, GestureDraft, StepDraft};
use super::life::{self, State, StepKind};
use super::sql::{self, Stored};
use super::{Complaint, ComplaintGoals, ComplaintRow, Given, Which};
use crate::change::{Changes, Op};
use crate::error::{Error, Reason, Result};
use crate::ids::{CustomerId, MomentId, StepId};
use crate::money::Amount;
use crate::notebook::Notebook;
use crate::{attachment, customer, feeling};

/// How long a closed complaint stays on the board, days.
const SHOWN_DAYS: u64 = 30;

impl Notebook {
    /// Receive a complaint.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the field; [`Error::NotFound`], also for a purchase that is not this customer's;
    /// [`attachment::AttachmentError`] naming the file that cannot be kept.
    pub async fn receive_complaint(
        &self,
        customer: CustomerId,
        draft: ComplaintDraft,
    ) -> Result<MomentId> {
        let draft = draft.tidied(self.clock().here())?;
        let files = attachment::read(&draft.files)?;
        let id = self.mint();
        let mut write = self.write(Op::ReceiveComplaint).await?;
        let name = customer::name_of(write.connection(), customer).await?;
        write.about(&name).await?;
        known(write.connection(), customer, &draft).await?;
        sql::insert(write.connection(), id, customer, &draft).await?;
        feeling::sql::put(write.connection(), id, customer, draft.feeling).await?;
        for file in &files {
            let kept = self.mint();
            attachment::sql::put(write.connection(), kept, id, customer, file).await?;
        }
        write.commit().await?;
        Ok(id)
    }

    /// Change what is known of a complaint. When they were to hear first stays as it was said; files come on top of those it has.
    ///
    /// # Errors
    /// As [`Notebook::receive_complaint`]; also when it would have been received after what happened to it.
    pub async fn edit_complaint(&self, id: MomentId, draft: ComplaintDraft) -> Result<Changes> {
        let draft = draft.tidied(self.clock().here())?;
        let files = attachment::read(&draft.files)?;
        let mut write = self.write(Op::EditComplaint).await?;
        let stored = sql::load(write.connection(), id).await?;
        write.about(&stored.name).await?;
        if stored
            .steps
            .first()
            .is_some_and(|step| step.when.day < draft.received.day)
        {
            return Err(Error::invalid("day", Reason::OutOfRange));
        }
        known(write.connection(), stored.customer, &draft).await?;
        sql::update(write.connection(), id, &draft).await?;
        feeling::sql::put(write.connection(), id, stored.customer, draft.feeling).await?;
        for file in &files {
            let kept = self.mint();
            attachment::sql::put(write.connection(), kept, id, stored.customer, file).await?;
        }
        write.commit().await
    }

    /// Remove a complaint noted by mistake, with its steps and actions. Gestures and promises stay in the journey.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn remove_complaint(&self, id: MomentId) -> Result<Changes> {
        let mut write = self.write(Op::RemoveMoment).await?;
        let stored = sql::load(write.connection(), id).await?;
        write.about(&stored.name).await?;
        sql::remove(write.connection(), id).await?;
        write.commit().await
    }

    /// Note what happened to a complaint.
    ///
    /// # Errors
    /// [`Error::StepNotAllowed`] where it may not follow; [`Error::Invalid`]; [`Error::NotFound`].
    pub async fn step_complaint(&self, id: MomentId, draft: StepDraft) -> Result<StepId> {
        let mut write = self.write(Op::StepComplaint).await?;
        let stored = sql::load(write.connection(), id).await?;
        write.about(&stored.name).await?;
        let (state, since) = stored.stands();
        if life::after(state, draft.kind).is_none() {
            return Err(Error::StepNotAllowed {
                state,
                step: draft.kind,
            });
        }
        let before = stored.steps.last().map_or(since, |step| step.when);
        let draft = draft.tidied(before, self.clock().here())?;
        let step = self.mint();
        sql::add_step(write.connection(), step, (id, stored.customer), &draft).await?;
        write.commit().await?;
        Ok(step)
    }

    /// Note an action that prevents a repeat.
    ///
    /// # Errors
    /// [`Error::Invalid`]; [`Error::NotFound`].
    pub async fn add_corrective_action(&self, id: MomentId, draft: ActionDraft) -> Result<StepId> {
        let mut write = self.write(Op::EditComplaint).await?;
        let stored = sql::load(write.connection(), id).await?;
        write.about(&stored.name).await?;
        let draft = draft.tidied(stored.received.day)?;
        let action = self.mint();
        sql::add_action(write.connection(), action, (id, stored.customer), &draft).await?;
        write.commit().await?;
        Ok(action)
    }

    /// Change an action that prevents a repeat.
    ///
    /// # Errors
    /// [`Error::Invalid`]; [`Error::NotFound`].
    pub async fn edit_corrective_action(&self, id: StepId, draft: ActionDraft) -> Result<Changes> {
        let mut write = self.write(Op::EditComplaint).await?;
        let complaint = sql::whose_action(write.connection(), id).await?;
        let stored = sql::load(write.connection(), complaint).await?;
        write.about(&stored.name).await?;
        let draft = draft.tidied(stored.received.day)?;
        sql::change_action(write.connection(), id, &draft).await?;
        write.commit().await
    }

    /// Say that such an action is done, or is not after all.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn complete_corrective_action(&self, id: StepId, done: bool) -> Result<Changes> {
        let mut write = self.write(Op::EditComplaint).await?;
        let complaint = sql::whose_action(write.connection(), id).await?;
        let stored = sql::load(write.connection(), complaint).await?;
        write.about(&stored.name).await?;
        sql::complete_action(write.connection(), id, done.then(|| self.today())).await?;
        write.commit().await
    }

    /// Take such an action off.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn remove_corrective_action(&self, id: StepId) -> Result<Changes> {
        let mut write = self.write(Op::EditComplaint).await?;
        let complaint = sql::whose_action(write.connection(), id).await?;
        let stored = sql::load(write.connection(), complaint).await?;
        write.about(&stored.name).await?;
        sql::remove_action(write.connection(), id).await?;
        write.commit().await
    }

    /// Note a gesture after a complaint. A refund gives back of the purchase the complaint is about.
    ///
    /// # Errors
    /// [`Error::RefundTooLarge`], counting what was given back before; [`Error::Invalid`]; [`Error::NotFound`].
    pub async fn give_after_complaint(
        &self,
        id: MomentId,
        draft: GestureDraft,
    ) -> Result<MomentId> {
        let mut write = self.write(Op::NoteMoment).await?;
        let stored = sql::load(write.connection(), id).await?;
        write.about(&stored.name).await?;
        let draft = draft.tidied(stored.received, self.clock().here())?;
        let mut currency = self.settings().currency;
        let mut of = None;
        if draft.what == Given::Refund
            && let Some(purchase) = stored.purchase
            && let Some(bought) =
                sql::purchase(write.connection(), purchase, stored.customer).await?
        {
            let refund = draft.cost + sql::refunded(write.connection(), purchase).await?;
            if refund > bought.amount {
                return Err(Error::RefundTooLarge {
                    refund,
                    purchase: bought.amount,
                    currency: bought.currency,
                });
            }
            currency = bought.currency;
            of = Some(purchase);
        }
        let gesture = self.mint();
        sql::add_gesture(
            write.connection(),
            gesture,
            (id, stored.customer, of),
            &currency,
            &draft,
        )
        .await?;
        if draft.feeling.is_some() {
            feeling::sql::put(write.connection(), gesture, stored.customer, draft.feeling).await?;
        }
        write.commit().await?;
        Ok(gesture)
    }

    /// Complaints, of one customer or all, the latest received first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn complaints(
        &self,
        customer: Option<CustomerId>,
        which: Which,
    ) -> Result<Vec<ComplaintRow>> {
        let since = self.today() - Days::new(SHOWN_DAYS);
        let stored = sql::list(
            &mut *self.db.reader.acquire().await?,
            customer,
            which,
            since,
        )
        .await?;
        let (goals, now) = (self.settings().complaints, self.clock().here());
        Ok(stored.into_iter().map(|one| one.row(&goals, now)).collect())
    }

    /// How many complaints are still to be settled.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn count_open_complaints(&self) -> Result<u32> {
        sql::count_open(&mut *self.db.reader.acquire().await?).await
    }

    /// All there is about a complaint.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn complaint(&self, id: MomentId) -> Result<Complaint> {
        let mut reader = self.db.reader.acquire().await?;
        let stored = sql::load(&mut reader, id).await?;
        let settings = self.settings();
        let now = self.clock().here();
        let purchase = match stored.purchase {
            Some(purchase) => sql::purchase(&mut reader, purchase, stored.customer).await?,
            None => None,
        };
        let actions = sql::actions(&mut reader, id).await?;
        let gestures = sql::gestures(&mut reader, id).await?;
        let spent: Amount = gestures
            .iter()
            .filter(|gesture| gesture.currency == settings.currency)
            .map(|gesture| gesture.cost)
            .chain(actions.iter().map(|action| action.cost))
            .sum();
        let of = |kind| stored.steps.iter().filter(move |step| step.kind == kind);
        Ok(Complaint {
            channel: stored.channel,
            asked: stored.asked.clone(),
            purchase,
            cause: stored.cause.as_ref().map(|(id, _)| *id),
            first_due: stored.first_due,
            apology: of(StepKind::Apology).next().cloned(),
            chased: u32::try_from(of(StepKind::Chased).count()).unwrap_or(u32::MAX),
            actions,
            gestures,
            promises: sql::promises(&mut reader, id).await?,
            cost: spent,
            now,
            next_due: next_due(&settings.complaints, now),
            feeling: feeling::sql::in_moment(&mut reader, id).await?,
            attachments: attachment::sql::with(&mut reader, id).await?,
            steps: stored.steps.clone(),
            row: stored.row(&settings.complaints, now),
        })
    }
}

/// That the purchase is theirs and the cause is known.
async fn known(
    connection: &mut sqlx::SqliteConnection,
    customer: CustomerId,
    draft: &ComplaintDraft,
) -> Result<()> {
    if let Some(purchase) = draft.purchase {
        sql::purchase(connection, purchase, customer)
            .await?
            .ok_or_else(|| Error::not_found("purchase", purchase))?;
    }
    if let Some(cause) = draft.cause {
        super::causes::known(connection, cause).await?;
    }
    Ok(())
}

/// The same time on the next open day; the opening, where that time is closed.
fn next_due(goals: &ComplaintGoals, now: NaiveDateTime) -> When {
    let tomorrow = now.date().succ_opt().unwrap_or(now.date());
    let first = goals
        .opening
        .after(tomorrow.and_time(NaiveTime::MIN), 1)
        .unwrap_or(now);
    let day = first.date();
    let minute = now.num_seconds_from_midnight() / 60;
    let spans = goals.opening.of(day);
    let open = spans
        .iter()
        .any(|span| (span.from..=span.to).contains(&minute));
    let opens = spans.first().map_or(minute, |span| span.from);
    When {
        day,
        minute: Some(if open { minute } else { opens }),
    }
}

impl Stored {
    /// Where it stands, and since when.
    pub(super) fn stands(&self) -> (State, When) {
        let start = (State::Received, self.received);
        self.steps.iter().fold(start, |(state, since), step| {
            match life::after(state, step.kind) {
                Some(next) if next != state => (next, step.when),
                _ => (state, since),
            }
        })
    }

    pub(super) fn reading(
        &self,
        goals: &ComplaintGoals,
        now: NaiveDateTime,
    ) -> clock::ClockReading {
        let ticks: Vec<clock::Tick> = self.steps.iter().map(super::Step::tick).collect();
        clock::read(self.received, self.first_due, &ticks, now, goals)
    }

    fn row(self, goals: &ComplaintGoals, now: NaiveDateTime) -> ComplaintRow {
        let (state, since) = self.stands();
        let stand = self.steps.iter().rev().find_map(|step| match step.kind {
            StepKind::Acknowledged => Some(true),
            StepKind::Denied => Some(false),
            _ => None,
        });
        ComplaintRow {
            clock: self.reading(goals, now),
            id: self.id,
            customer: self.customer,
            name: self.name,
            received: self.received,
            text: self.text,
            accountable: self.accountable,
            cause: self.cause.map(|(_, name)| name),
            state,
            since,
            ours: stand,
            allowed: life::allowed(state),
        }
    }
}
