//! Guardrails: reasons not to contact somebody, now, so, or by this channel.

use chrono::{Days, NaiveDate};

use super::{MOST_TOUCHES, PEACE_DAYS};
use crate::complaint;
use crate::contact::ContactPurpose;
use crate::customer::{Channel, ClosedReason};
use crate::error::{Error, Result};
use crate::ids::{CustomerId, MomentId};
use crate::notebook::Notebook;
use crate::plan;

/// A reason not to contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(
    tag = "code",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Guard {
    /// They asked to be left in peace.
    Peace {
        /// Since when.
        day: NaiveDate,
    },
    /// They died or moved for good.
    Closed {
        /// Since when.
        day: NaiveDate,
    },
    /// They are put aside.
    Archived,
    /// They refused this channel.
    Refused {
        /// The channel.
        channel: Channel,
    },
    /// Nobody asked them about this channel yet.
    NoConsent {
        /// The channel.
        channel: Channel,
    },
    /// There is no number or address for this channel.
    NoAddress {
        /// The channel.
        channel: Channel,
    },
    /// A contact with them is planned already.
    AlreadyPlanned {
        /// For when.
        day: NaiveDate,
    },
    /// They were contacted a short while ago.
    ContactedRecently {
        /// When.
        day: NaiveDate,
    },
    /// Three touches had no effect: six months of peace.
    EnoughTouches {
        /// Until when.
        until: NaiveDate,
    },
    /// A complaint of theirs is not settled: settle it first.
    OpenComplaint {
        /// Which: the oldest.
        id: MomentId,
        /// Received when.
        day: NaiveDate,
    },
    /// They pay in instalments: nothing is sold to them before that is done.
    PlanRunning {
        /// The day of the last instalment.
        until: NaiveDate,
    },
    /// A promise made to them is late: settle it first.
    OverduePromise {
        /// Since when it was due.
        day: NaiveDate,
    },
}

/// A reason not to contact, without its particulars.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum GuardKind {
    /// See [`Guard::Peace`].
    Peace,
    /// See [`Guard::Closed`].
    Closed,
    /// See [`Guard::Archived`].
    Archived,
    /// See [`Guard::Refused`].
    Refused,
    /// See [`Guard::NoConsent`].
    NoConsent,
    /// See [`Guard::NoAddress`].
    NoAddress,
    /// See [`Guard::AlreadyPlanned`].
    AlreadyPlanned,
    /// See [`Guard::ContactedRecently`].
    ContactedRecently,
    /// See [`Guard::EnoughTouches`].
    EnoughTouches,
    /// See [`Guard::OpenComplaint`].
    OpenComplaint,
    /// See [`Guard::PlanRunning`].
    PlanRunning,
    /// See [`Guard::OverduePromise`].
    OverduePromise,
}

impl GuardKind {
    /// Whether it keeps a customer out of what is planned for many, though it only warns when they are looked at alone.
    pub(crate) const fn asks_for_a_look(self) -> bool {
        matches!(self, Self::AlreadyPlanned | Self::ContactedRecently)
    }
}

impl Guard {
    /// The reason without its particulars.
    #[must_use]
    pub const fn kind(self) -> GuardKind {
        match self {
            Self::Peace { .. } => GuardKind::Peace,
            Self::Closed { .. } => GuardKind::Closed,
            Self::Archived => GuardKind::Archived,
            Self::Refused { .. } => GuardKind::Refused,
            Self::NoConsent { .. } => GuardKind::NoConsent,
            Self::NoAddress { .. } => GuardKind::NoAddress,
            Self::AlreadyPlanned { .. } => GuardKind::AlreadyPlanned,
            Self::ContactedRecently { .. } => GuardKind::ContactedRecently,
            Self::EnoughTouches { .. } => GuardKind::EnoughTouches,
            Self::OpenComplaint { .. } => GuardKind::OpenComplaint,
            Self::PlanRunning { .. } => GuardKind::PlanRunning,
            Self::OverduePromise { .. } => GuardKind::OverduePromise,
        }
    }
}

/// A reason not to contact, and how much it weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Guardrail {
    /// The reason.
    pub guard: Guard,
    /// Whether it forbids the contact, or only warns.
    pub blocks: bool,
}

const fn blocks(guard: Guard) -> Guardrail {
    Guardrail {
        guard,
        blocks: true,
    }
}

const fn warns(guard: Guard) -> Guardrail {
    Guardrail {
        guard,
        blocks: false,
    }
}

impl Notebook {
    /// The guardrails around a customer: in general, or for a contact by this channel and for this purpose.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn guardrails(
        &self,
        customer: CustomerId,
        how: Option<(Channel, ContactPurpose)>,
    ) -> Result<Vec<Guardrail>> {
        guardrails(self, customer, how).await
    }
}

/// See [`Notebook::guardrails`].
pub(crate) async fn guardrails(
    notebook: &Notebook,
    customer: CustomerId,
    how: Option<(Channel, ContactPurpose)>,
) -> Result<Vec<Guardrail>> {
    let today = notebook.today();
    let row = sqlx::query!(
        r#"SELECT c.closed_reason AS "reason: ClosedReason", c.closed_on AS "closed_on: NaiveDate", c.archived_on,
             EXISTS (SELECT 1 FROM contact_point p WHERE p.customer_id = c.id AND p.kind = 'phone') AS "phone!: bool",
             EXISTS (SELECT 1 FROM contact_point p WHERE p.customer_id = c.id AND p.kind = 'email') AS "email!: bool",
             (SELECT min(k.day) FROM contact k WHERE k.customer_id = c.id AND k.outcome IS NULL)
               AS "planned: NaiveDate",
             (SELECT max(k.outcome_on) FROM contact k WHERE k.customer_id = c.id AND k.outcome IS NOT NULL)
               AS "last: NaiveDate",
             (SELECT count(*) FROM contact k WHERE k.customer_id = c.id AND k.purpose IN ('news', 'advice', 'other')
                AND k.outcome IN ('reached', 'no_answer', 'will_come')
                AND k.outcome_on > coalesce(s.last_day, '')) AS "touches!: u32",
             (SELECT min(p.due) FROM promise p WHERE p.customer_id = c.id AND p.outcome IS NULL AND p.due < ?2)
               AS "overdue: NaiveDate"
           FROM customer c LEFT JOIN standing s ON s.customer_id = c.id WHERE c.id = ?1"#,
        customer,
        today
    )
    .fetch_optional(&notebook.db.reader)
    .await?
    .ok_or_else(|| Error::not_found("customer", customer))?;

    let mut found = Vec::new();
    match row.reason.zip(row.closed_on) {
        Some((ClosedReason::Peace, day)) => found.push(blocks(Guard::Peace { day })),
        Some((_, day)) => found.push(blocks(Guard::Closed { day })),
        None => {}
    }
    if row.archived_on.is_some() {
        found.push(blocks(Guard::Archived));
    }
    // Marketing is capped; an apology, thanks or a welcome is not.
    let seeks_return = how.is_none_or(|(_, purpose)| purpose.seeks_return());
    if let Some(last) = row.last.filter(|_| seeks_return) {
        let peace = last + Days::new(PEACE_DAYS.into());
        if row.touches >= MOST_TOUCHES && peace > today {
            found.push(blocks(Guard::EnoughTouches { until: peace }));
        } else if last + Days::new(notebook.settings().contact_pause.into()) > today {
            found.push(warns(Guard::ContactedRecently { day: last }));
        }
    }
    if seeks_return
        && let Some(until) =
            plan::running_until(&mut *notebook.db.reader.acquire().await?, customer).await?
    {
        found.push(blocks(Guard::PlanRunning { until }));
    }
    if let Some(day) = row.overdue {
        // Whoever waits for what was promised is not asked to come back; an apology, thanks or a welcome may go out.
        found.push(Guardrail {
            guard: Guard::OverduePromise { day },
            blocks: seeks_return,
        });
    }
    if let Some(day) = row.planned {
        found.push(warns(Guard::AlreadyPlanned { day }));
    }
    // To apologise, or to make paying easier, is part of settling it; thanks and a welcome can wait, selling has to.
    let settles = how.is_some_and(|(_, purpose)| {
        matches!(purpose, ContactPurpose::Apology | ContactPurpose::Plan)
    });
    if !settles {
        let mut connection = notebook.db.reader.acquire().await?;
        if let Some((id, day)) = complaint::oldest_open(&mut connection, customer).await? {
            let guard = Guard::OpenComplaint { id, day };
            found.push(if seeks_return {
                blocks(guard)
            } else {
                warns(guard)
            });
        }
    }
    if let Some((channel, _)) = how {
        match consent(notebook, customer, channel).await? {
            Some(false) => found.push(blocks(Guard::Refused { channel })),
            None if matches!(channel, Channel::Call | Channel::Email | Channel::Sms) => {
                found.push(warns(Guard::NoConsent { channel }));
            }
            _ => {}
        }
        let reachable = match channel {
            Channel::Call | Channel::Sms => row.phone,
            Channel::Email => row.email,
            _ => true,
        };
        if !reachable {
            found.push(warns(Guard::NoAddress { channel }));
        }
    }
    Ok(found)
}

async fn consent(
    notebook: &Notebook,
    customer: CustomerId,
    channel: Channel,
) -> Result<Option<bool>> {
    Ok(sqlx::query_scalar!(
        r#"SELECT granted AS "granted: bool" FROM consent WHERE customer_id = ? AND channel = ?"#,
        customer,
        channel
    )
    .fetch_optional(&notebook.db.reader)
    .await?)
}
