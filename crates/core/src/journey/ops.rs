//! Reading a journey.

use chrono::{Days, NaiveDate};
use tokio::try_join;

use super::{Journal, Journey, Thread, ThreadAbsence, journal, sql};
use crate::behaviour::{Away, Bands, Behaviour, Pace};
use crate::complaint;
use crate::error::{Error, Result};
use crate::ids::CustomerId;
use crate::moment::MomentKind;
use crate::money::Amount;
use crate::notebook::Notebook;
use crate::promise;
use crate::standing::{self, Standing};

impl Notebook {
    /// What the client page shows of a customer, but for the journal.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub async fn journey(&self, id: CustomerId) -> Result<Journey> {
        let reader = &self.db.reader;
        let today = self.today();
        let customer = self.customer(id).await?;
        let standing = standing::of(reader, id, today).await?;
        let shop = async {
            let mut connection = reader.acquire().await?;
            let shop = standing::shop(&mut connection).await?;
            Ok::<_, Error>(shop.unwrap_or_default())
        };
        let complaints = async { complaint::open_of(&mut *reader.acquire().await?, id).await };
        let trust = async {
            if customer.unprofiled_on.is_some() {
                return Ok(None);
            }
            self.trust_standing(id, standing.behaviour).await.map(Some)
        };
        // Each asks the file by itself: handing a question over and its answer back takes longer than most answers.
        let (
            trust,
            marks,
            purchases,
            known,
            contacts,
            promises,
            complaints,
            shop,
            guardrails,
            brought,
            plans,
            owing,
            departures,
            outlook,
        ) = try_join!(
            trust,
            sql::marks(reader, id),
            sql::purchases(reader, id),
            sql::absences(reader, id),
            self.contacts_with(id),
            promise::open_of(reader, id, today),
            complaints,
            shop,
            self.guardrails(id, None),
            self.referrals(id),
            self.plans(id),
            self.owing(id),
            self.departures(id),
            self.outlook(id),
        )?;
        let absences = absences(
            &purchases,
            &known,
            &standing,
            &self.settings().bands,
            shop,
            today,
        );
        let first = purchases
            .first()
            .map(|(day, _)| *day)
            .into_iter()
            .chain(known.iter().map(|(away, _)| away.day))
            .chain(marks.iter().map(|mark| mark.day))
            .min();
        let until = marks
            .iter()
            .map(|mark| mark.day)
            .max()
            .unwrap_or(today)
            .max(today);
        let thread = Thread {
            from: first.unwrap_or(customer.created_on).min(today),
            until,
            purchases: sql::by_day(&purchases),
            absences,
            marks,
        };
        let wanted = standing.behaviour.slipping()
            || standing.behaviour == Behaviour::Back
            || !complaints.is_empty();
        let left_alone = customer.archived_on.is_some() || customer.unprofiled_on.is_some();
        let next = if wanted && contacts.is_empty() && !left_alone {
            Some(self.suggestion(id).await?)
        } else {
            None
        };
        Ok(Journey {
            today,
            trust,
            shop_rhythm: shop,
            guardrails,
            brought,
            plans,
            owing,
            departures,
            outlook,
            customer,
            standing,
            thread,
            next,
            contacts,
            complaints,
            promises,
        })
    }

    /// A page of a customer's journal, newest first; no kinds means all. At most 1,000 moments.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn journal(
        &self,
        customer: CustomerId,
        kinds: &[MomentKind],
        offset: u32,
        limit: u32,
    ) -> Result<Journal> {
        let kinds = serde_json::to_string(kinds)?;
        let (total, moments) =
            journal::page(&self.db.reader, customer, &kinds, offset, limit.min(1_000)).await?;
        Ok(Journal { total, moments })
    }
}

/// Times without them: announced ones, and silences in which they would have been called on holiday or gone.
fn absences(
    purchases: &[(NaiveDate, Amount)],
    known: &[(Away, String)],
    standing: &Standing,
    bands: &Bands,
    shop: f64,
    today: NaiveDate,
) -> Vec<ThreadAbsence> {
    let mut all: Vec<ThreadAbsence> = known
        .iter()
        .map(|(away, reason)| ThreadAbsence {
            from: away.day,
            until: away.until,
            behaviour: None,
            reason: Some(reason.clone()),
        })
        .collect();
    let Some(rhythm) = standing.rhythm else {
        return all;
    };
    // A band starts when they were expected again. Rhythms are days and far below u64's range.
    let expected = |last: NaiveDate, rhythm: f64| last + Days::new(rhythm.ceil() as u64);
    let away: Vec<Away> = known.iter().map(|(away, _)| *away).collect();
    let mut visits: Vec<NaiveDate> = purchases
        .iter()
        .filter(|(day, amount)| !amount.is_refund() && *day <= today)
        .map(|(day, _)| *day)
        .collect();
    visits.dedup();
    let usual = standing.own.unwrap_or_default();
    for (at, pair) in visits.windows(2).enumerate() {
        let gap = Pace::of(pair, &away)
            .and_then(|pace| pace.own)
            .unwrap_or_default();
        // Only a gap longer than usual can have been a silence; the others need no second look.
        if gap <= usual && visits.len() > 3 {
            continue;
        }
        // As it would have been called then: by the visits before the gap.
        let Some(rhythm) = Pace::of(&visits[..=at], &away).map(|pace| pace.rhythm(shop)) else {
            continue;
        };
        let lateness = gap / rhythm;
        if lateness > bands.drifting {
            let behaviour = if lateness > bands.on_holiday {
                Behaviour::Gone
            } else {
                Behaviour::OnHoliday
            };
            all.push(ThreadAbsence {
                from: expected(pair[0], rhythm),
                until: pair[1],
                behaviour: Some(behaviour),
                reason: None,
            });
        }
    }
    if let Some(last) = standing.last_day.filter(|_| standing.behaviour.slipping()) {
        all.push(ThreadAbsence {
            from: expected(last, rhythm),
            until: today,
            behaviour: Some(standing.behaviour),
            reason: None,
        });
    }
    all.sort_by_key(|absence| absence.from);
    all
}
