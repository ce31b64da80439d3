//! The queue: who slips away, ordered by what is at stake.

use chrono::NaiveDate;
use sqlx::{FromRow, SqliteConnection};

use super::{MOST_TOUCHES, PEACE_DAYS};
use crate::behaviour::{Behaviour, days_between, lateness};
use crate::bond::{self, Bond};
use crate::complaint;
use crate::contact::ContactPurpose;
use crate::customer::Channel;
use crate::error::Result;
use crate::ids::CustomerId;
use crate::moment::DepartureReason;
use crate::money::Amount;
use crate::notebook::Notebook;
use crate::standing;

/// What to do for somebody who slips away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Approach {
    /// Why they left is unknown: take news, sell nothing.
    TakeNews,
    /// Came long and often and was never thanked: thank them.
    Thank,
    /// Came back: welcome them.
    Welcome,
    /// Long gone: one friendly sign, no insisting.
    KeepLink,
    /// Left for the price or for somebody else: advise them and keep the link, sell nothing.
    Advise,
    /// Invoices wait to be paid: propose a payment plan.
    ProposePlan,
    /// Hurt, a complaint of theirs not settled, or left because of how they were served or what they got: apologise first, sell
    /// nothing.
    Apologise,
}

impl Approach {
    /// What a contact that follows this approach is for.
    #[must_use]
    pub const fn purpose(self) -> ContactPurpose {
        match self {
            Self::TakeNews => ContactPurpose::News,
            Self::Thank => ContactPurpose::Thanks,
            Self::Welcome => ContactPurpose::Welcome,
            Self::KeepLink | Self::Advise => ContactPurpose::Advice,
            Self::ProposePlan => ContactPurpose::Plan,
            Self::Apologise => ContactPurpose::Apology,
        }
    }
}

/// How to reach somebody and what for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Suggestion {
    /// What to do.
    pub approach: Approach,
    /// By which channel: the one they like best, else one that is allowed and for which there is an address.
    pub channel: Channel,
    /// What for.
    pub purpose: ContactPurpose,
}

/// One customer of the queue.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct QueueRow {
    /// Who.
    pub customer: CustomerId,
    /// Their name.
    pub name: String,
    /// Drifting, on holiday or gone.
    pub behaviour: Behaviour,
    /// Days on which they bought.
    pub visits: u32,
    /// The first of them.
    pub first_day: NaiveDate,
    /// The last of them.
    pub last_day: NaiveDate,
    /// Spans between visits; with none the rhythm is the shop's and a guess.
    pub gaps: u32,
    /// Days to expect between two visits.
    pub rhythm: f64,
    /// Days since the last visit.
    pub silent: u32,
    /// Known days of absence among them.
    pub absent: u32,
    /// How late, as a multiple of the rhythm.
    pub lateness: f64,
    /// What they spent in the 12 months up to their last visit.
    pub value: Amount,
    /// How much of it is at stake; the queue's order while nobody speaks of the chance.
    pub stake: Amount,
    /// The chance of coming back within 90 days if left alone, 0 to 1, where somebody speaks of it.
    pub chance: Option<f64>,
    /// What contacting them is expected to bring; the queue's order where there is one. Below zero it costs more.
    pub gain: Option<Amount>,
    /// Contacts in this silence that had no effect.
    pub touches: u32,
    /// What to do.
    pub suggestion: Suggestion,
    /// How they feel about the shop; none for whoever asked not to be profiled.
    pub bond: Option<Bond>,
    /// What would be said of that, where somebody has pinned the one above by hand.
    pub computed_bond: Option<Bond>,
}

/// A page of the queue.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Queue {
    /// How many wait to be contacted.
    pub total: u32,
    /// What is at stake with all of them.
    pub stake: Amount,
    /// The rows asked for.
    pub rows: Vec<QueueRow>,
}

/// How many customers stand at each step of the win-back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct WinBackCounts {
    /// To be contacted.
    pub to_contact: u32,
    /// Contacts planned.
    pub planned: u32,
    /// Contacted, not yet come.
    pub waiting: u32,
    /// Came back within 90 days.
    pub came_back: u32,
}

#[derive(FromRow)]
struct Stored {
    customer: CustomerId,
    name: String,
    behaviour: String,
    visits: u32,
    first_day: NaiveDate,
    last_day: NaiveDate,
    gaps: u32,
    rhythm: f64,
    absent: u32,
    value: Amount,
    stake: Amount,
    chance: Option<f64>,
    gain: Option<Amount>,
    touches: u32,
    thanked: bool,
    preferred: Option<Channel>,
    phone: bool,
    email: bool,
    refused: String,
    hurt: bool,
    left_for: Option<DepartureReason>,
    owes: bool,
    bond: Option<String>,
    computed: Option<String>,
}

/// Who slips away and is to be left alone for now: a contact planned, just contacted, contacted three times in vain, or paying
/// in instalments.
/// Found from the contacts, of which there are few; joined, SQLite would go through all the standings.
/// ?1 today, ?2 the pause in days, ?3 touches allowed, ?4 days of peace.
const RESTING: &str = "
  SELECT customer_id, stake FROM (
    SELECT customer_id, (SELECT stake FROM standing s WHERE s.customer_id = l.customer_id) AS stake,
      (SELECT last_day FROM standing s WHERE s.customer_id = l.customer_id) AS last_day
    FROM (SELECT customer_id FROM contact WHERE outcome IS NULL
          UNION SELECT customer_id FROM contact WHERE outcome_on > date(?1, '-' || max(?2, ?4) || ' days')
          UNION SELECT customer_id FROM instalment WHERE paid_on IS NULL) l) s
  WHERE stake > 0 AND (
    EXISTS (SELECT 1 FROM instalment i JOIN payment_plan p ON p.id = i.plan_id
            WHERE i.customer_id = s.customer_id AND i.paid_on IS NULL AND p.ended_on IS NULL) OR
    EXISTS (SELECT 1 FROM contact k WHERE k.customer_id = s.customer_id AND (
      k.outcome IS NULL OR (k.outcome <> 'came' AND k.outcome_on > date(?1, '-' || ?2 || ' days'))))
    OR (
      (SELECT count(*) FROM contact k WHERE k.customer_id = s.customer_id AND k.purpose IN ('news', 'advice', 'other')
         AND k.outcome IN ('reached', 'no_answer', 'will_come') AND k.outcome_on > s.last_day) >= ?3
      AND EXISTS (SELECT 1 FROM contact k WHERE k.customer_id = s.customer_id
                  AND k.outcome_on > date(?1, '-' || ?4 || ' days'))))";

/// Of `standing s`, with `customer c`, `chance h` and `bond b` joined.
const COLUMNS: &str = "SELECT s.customer_id AS customer, c.name, s.behaviour, s.visits, s.first_day, s.last_day, s.gaps,
    s.rhythm, s.absent, s.value, s.stake, h.chance, h.gain, c.preferred_channel AS preferred,
    (SELECT count(*) FROM contact k WHERE k.customer_id = c.id AND k.purpose IN ('news', 'advice', 'other')
       AND k.outcome IN ('reached', 'no_answer', 'will_come') AND k.outcome_on > coalesce(s.last_day, '')) AS touches,
    (EXISTS (SELECT 1 FROM gesture g WHERE g.customer_id = c.id)
     OR EXISTS (SELECT 1 FROM exchange e WHERE e.customer_id = c.id AND e.purpose = 'thanks')
     OR EXISTS (SELECT 1 FROM contact k WHERE k.customer_id = c.id AND k.purpose = 'thanks'
                AND k.outcome IS NOT NULL)) AS thanked,
    EXISTS (SELECT 1 FROM contact_point p WHERE p.customer_id = c.id AND p.kind = 'phone') AS phone,
    EXISTS (SELECT 1 FROM contact_point p WHERE p.customer_id = c.id AND p.kind = 'email') AS email,
    (SELECT coalesce(group_concat(channel), '') FROM consent n WHERE n.customer_id = c.id AND n.granted = 0) AS refused,
    coalesce(b.bond IN ('hurt', 'enemy'), 0)
      OR EXISTS (SELECT 1 FROM complaint k WHERE k.customer_id = c.id AND (SELECT p.kind FROM complaint_step p
        WHERE p.complaint_id = k.id AND p.kind IN ('solved', 'reopened') ORDER BY p.id DESC LIMIT 1) IS NOT 'solved') AS hurt,
    (SELECT d.reason FROM departure d WHERE d.customer_id = c.id AND d.day >= coalesce(s.last_day, '')
     ORDER BY d.day DESC, d.id DESC LIMIT 1) AS left_for,
    EXISTS (SELECT 1 FROM purchase u INDEXED BY purchase_unpaid WHERE u.customer_id = c.id AND u.unpaid_on IS NOT NULL AND u.paid_on IS NULL
            AND u.amount > 0
            AND u.unpaid_on > coalesce((SELECT max(i.paid_on) FROM instalment i WHERE i.customer_id = c.id), '')) AS owes,
    CASE WHEN c.unprofiled_on IS NULL THEN coalesce(b.bond, 'neutral') END AS bond, b.computed";

/// Whether anybody speaks of the chance.
async fn speaks(connection: &mut SqliteConnection) -> Result<bool> {
    Ok(
        sqlx::query_scalar!(r#"SELECT EXISTS (SELECT 1 FROM chance) AS "speaks!: bool""#)
            .fetch_one(connection)
            .await?,
    )
}

/// What suits whoever left for a reason.
const fn for_reason(reason: DepartureReason) -> Approach {
    match reason {
        DepartureReason::Price | DepartureReason::Competitor => Approach::Advise,
        DepartureReason::Service | DepartureReason::Product => Approach::Apologise,
        DepartureReason::Moved | DepartureReason::NeedEnded => Approach::KeepLink,
        DepartureReason::Unknown => Approach::TakeNews,
    }
}

impl Stored {
    fn suggestion(&self, behaviour: Behaviour) -> Suggestion {
        let loyal = self.visits >= 5 && (self.last_day - self.first_day).num_days() >= 365;
        // What is known of why they left speaks before what is guessed from how long ago that was.
        let approach = match (behaviour, self.left_for.map(for_reason)) {
            _ if self.hurt => Approach::Apologise,
            (Behaviour::Back, _) => Approach::Welcome,
            _ if self.owes => Approach::ProposePlan,
            (_, Some(known)) => known,
            (Behaviour::Gone, None) => Approach::KeepLink,
            _ if loyal && !self.thanked => Approach::Thank,
            _ => Approach::TakeNews,
        };
        let possible = |channel: Channel| {
            let (name, reachable) = match channel {
                Channel::Call => ("call", self.phone),
                Channel::Sms => ("sms", self.phone),
                Channel::Email => ("email", self.email),
                Channel::Letter => ("letter", true),
                Channel::Visit | Channel::Chat | Channel::Counter => ("", true),
            };
            reachable && !self.refused.split(',').any(|refused| refused == name)
        };
        let channel = self
            .preferred
            .into_iter()
            .chain([Channel::Call, Channel::Email, Channel::Letter])
            .find(|channel| possible(*channel))
            .unwrap_or(Channel::Visit);
        Suggestion {
            approach,
            channel,
            purpose: approach.purpose(),
        }
    }

    fn row(self, today: NaiveDate) -> Result<QueueRow> {
        let behaviour = standing::behaviour(&self.behaviour)?;
        let silent = days_between(self.last_day, today);
        Ok(QueueRow {
            suggestion: self.suggestion(behaviour),
            customer: self.customer,
            name: self.name,
            behaviour,
            visits: self.visits,
            first_day: self.first_day,
            last_day: self.last_day,
            gaps: self.gaps,
            rhythm: self.rhythm,
            silent,
            absent: self.absent,
            lateness: lateness(silent, self.absent, self.rhythm),
            value: self.value,
            stake: self.stake,
            chance: self.chance,
            gain: self.gain,
            touches: self.touches,
            bond: self.bond.as_deref().map(bond::bond).transpose()?,
            computed_bond: self.computed.as_deref().map(bond::bond).transpose()?,
        })
    }
}

impl Notebook {
    /// A page of the win-back queue: who is most worth a contact first or, while nobody speaks of the chance, with whom most is at
    /// stake. At most 1,000 rows.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn winback_queue(&self, offset: u32, limit: u32) -> Result<Queue> {
        let (today, pause) = (self.today(), self.settings().contact_pause);
        // One connection and one moment of the file, or the sums and the list would not go together.
        let mut tx = self.db.reader.begin_with("BEGIN").await?;
        let (mut total, mut stake) = (0, Amount(0));
        for (_, _, at_stake, slipping) in standing::totals(&mut tx).await? {
            total += slipping;
            stake = stake + at_stake;
        }
        let resting: Vec<(CustomerId, Amount)> = sqlx::query_as(RESTING)
            .bind(today)
            .bind(pause)
            .bind(MOST_TOUCHES)
            .bind(PEACE_DAYS)
            .fetch_all(&mut *tx)
            .await?;
        let rested: Amount = resting.iter().map(|(_, stake)| *stake).sum();
        let resting: Vec<CustomerId> = resting.into_iter().map(|(id, _)| id).collect();
        let total = total.saturating_sub(u32::try_from(resting.len()).unwrap_or(u32::MAX));
        let stake = Amount(stake.0 - rested.0);
        // The page is chosen by an index alone; only its rows are looked at further.
        let (page, order) = if speaks(&mut tx).await? {
            (
                "SELECT customer_id FROM chance WHERE gain IS NOT NULL
                   AND customer_id NOT IN (SELECT unhex(value) FROM json_each(?1))
                 ORDER BY gain DESC, customer_id LIMIT ?2 OFFSET ?3",
                "h.gain DESC, s.customer_id",
            )
        } else {
            (
                "SELECT customer_id FROM standing WHERE stake > 0
                   AND customer_id NOT IN (SELECT unhex(value) FROM json_each(?1))
                 ORDER BY stake DESC, last_day DESC, customer_id LIMIT ?2 OFFSET ?3",
                "s.stake DESC, s.last_day DESC, s.customer_id",
            )
        };
        let list = format!(
            "WITH page AS MATERIALIZED ({page})
             {COLUMNS} FROM page CROSS JOIN standing s ON s.customer_id = page.customer_id
               CROSS JOIN customer c ON c.id = s.customer_id LEFT JOIN chance h ON h.customer_id = s.customer_id
               LEFT JOIN bond b ON b.customer_id = s.customer_id
             ORDER BY {order}"
        );
        let rows: Vec<Stored> = sqlx::query_as(sqlx::AssertSqlSafe(list))
            .bind(standing::hex_list(&resting)?)
            .bind(limit.min(1_000))
            .bind(offset)
            .fetch_all(&mut *tx)
            .await?;
        tx.rollback().await?;
        let rows = rows
            .into_iter()
            .map(|row| row.row(today))
            .collect::<Result<_>>()?;
        Ok(Queue { total, stake, rows })
    }

    /// How to reach a customer and what for.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub async fn suggestion(&self, customer: CustomerId) -> Result<Suggestion> {
        let sql = format!(
            "{COLUMNS} FROM standing s JOIN customer c ON c.id = s.customer_id
             LEFT JOIN chance h ON h.customer_id = c.id LEFT JOIN bond b ON b.customer_id = c.id
             WHERE c.id = ?1 AND s.visits > 0"
        );
        let row: Option<Stored> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(customer)
            .fetch_optional(&self.db.reader)
            .await?;
        Ok(match row {
            Some(row) => row.suggestion(standing::behaviour(&row.behaviour)?),
            None => {
                let mut connection = self.db.reader.acquire().await?;
                let open = complaint::oldest_open(&mut connection, customer).await?;
                let approach = if open.is_none() {
                    Approach::TakeNews
                } else {
                    Approach::Apologise
                };
                Suggestion {
                    approach,
                    channel: Channel::Call,
                    purpose: approach.purpose(),
                }
            }
        })
    }

    /// How many customers stand at each step of the win-back.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn winback_counts(&self) -> Result<WinBackCounts> {
        let (planned, waiting, came_back) = self.count_contacts().await?;
        Ok(WinBackCounts {
            to_contact: self.winback_queue(0, 0).await?.total,
            planned,
            waiting,
            came_back,
        })
    }
}
