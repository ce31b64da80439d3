//! Reading trust, trying other weights on it, and asking what it means here.

use chrono::NaiveDate;

use super::evidence::{Compared, compare, observe};
use super::{Related, Step, Weights, fold, sql, whole};
use crate::behaviour::Behaviour;
use crate::bond::{self, Bond, Pin, Why};
use crate::error::{self, Error, Result};
use crate::ids::CustomerId;
use crate::notebook::Notebook;
use crate::standing;

/// A step in whole points, as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "TrustWhole", rename_all = "camelCase")]
pub struct Whole {
    /// What trust gained, or lost where it is negative.
    pub moved: i32,
    /// What the ceiling lost (negative) or was given back.
    pub ceiling_moved: i32,
    /// Trust afterwards, 0 to its ceiling.
    pub trust: i32,
    /// The ceiling afterwards, at most 100.
    pub ceiling: i32,
}

impl Whole {
    fn of(step: &Step) -> Self {
        Self {
            moved: whole(step.moved),
            ceiling_moved: whole(step.ceiling_moved),
            trust: whole(step.trust),
            ceiling: whole(step.ceiling),
        }
    }
}

/// A step, with what its moment is about.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "TrustTold", rename_all = "camelCase")]
pub struct Told {
    /// The step.
    pub step: Step,
    /// The step in whole points.
    pub whole: Whole,
    /// The first words of the moment; for what was felt the emotion's name, for somebody brought theirs. May be empty.
    pub about: String,
}

/// How much one customer trusts the shop, and how they feel about it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Trust {
    /// Trust, 0 to its ceiling: an index.
    pub trust: f64,
    /// The ceiling, at most 100.
    pub ceiling: f64,
    /// Trust in whole points, as it is shown.
    pub points: i32,
    /// The ceiling in whole points, as it is shown.
    pub ceiling_points: i32,
    /// How often they were let down: complaints, and promises late or broken.
    pub incidents: u32,
    /// How they feel about the shop: what is pinned, or else what follows from what is noted.
    pub bond: Bond,
    /// What follows from what is noted,
    pub computed: Bond,
    /// and why.
    pub why: Why,
    /// Who pinned another, why and until when.
    pub pin: Option<Pin>,
    /// Whether anything is noted; without, trust is where everybody starts.
    pub noted: bool,
    /// Each step, in order.
    pub steps: Vec<Told>,
}

/// Customers whose bond other weights would change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "BondChange", rename_all = "camelCase")]
pub struct Change {
    /// From this one
    pub from: Bond,
    /// to that.
    pub to: Bond,
    /// How many.
    pub customers: u32,
}

/// What other weights would do.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "TrustPreview", rename_all = "camelCase")]
pub struct Preview {
    /// Customers of whom something is noted.
    pub customers: u32,
    /// Their mean trust as it is; none without one.
    pub mean_before: Option<f64>,
    /// Their mean trust as it would be.
    pub mean_after: Option<f64>,
    /// Whose bond would change, most first.
    pub changes: Vec<Change>,
}

impl Notebook {
    /// How much a customer trusts the shop and how they feel about it, with each step; `None` for somebody who asked not to be
    /// profiled.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn trust(&self, id: CustomerId) -> Result<Option<Trust>> {
        let customer = self.customer(id).await?;
        if customer.unprofiled_on.is_some() {
            return Ok(None);
        }
        let standing = standing::of(&self.db.reader, id, self.today()).await?;
        self.trust_standing(id, standing.behaviour).await.map(Some)
    }

    /// The same of a customer known to be there and to stand so.
    pub(crate) async fn trust_standing(
        &self,
        id: CustomerId,
        behaviour: Behaviour,
    ) -> Result<Trust> {
        let (today, weights) = (self.today(), self.settings().trust);
        let mut connection = self.db.reader.acquire().await?;
        let Related { entries, about, .. } = sql::told(&mut connection, id).await?;
        let course = fold(&entries, &weights, today);
        let (computed, why) = bond::of(&entries, &course, behaviour, &weights, today);
        let pin = bond::pin_of(&mut connection, id, today).await?;
        let mut by_moment: Vec<_> = entries.iter().zip(&about).collect();
        by_moment.sort_by_key(|(entry, _)| entry.id);
        let words = |step: &Step| {
            let first = by_moment.partition_point(|(entry, _)| entry.id < step.moment);
            let of = by_moment[first..]
                .iter()
                .take_while(|(entry, _)| entry.id == step.moment)
                .find(|(entry, _)| step.reason.tells(&entry.what));
            of.map(|(_, about)| (*about).clone()).unwrap_or_default()
        };
        Ok(Trust {
            trust: course.trust,
            ceiling: course.ceiling,
            points: whole(course.trust),
            ceiling_points: whole(course.ceiling),
            incidents: course.incidents,
            bond: pin.as_ref().map_or(computed, |pin| pin.bond),
            computed,
            why,
            pin,
            noted: !entries.is_empty(),
            steps: course
                .steps
                .iter()
                .map(|step| Told {
                    step: *step,
                    whole: Whole::of(step),
                    about: words(step),
                })
                .collect(),
        })
    }

    /// What other weights would do: whose bond would change, and mean trust before and after. Nothing is changed.
    ///
    /// # Errors
    /// [`Error::Invalid`] when a weight is out of range.
    pub async fn preview_trust(&self, weights: &Weights) -> Result<Preview> {
        if !weights.in_range() {
            return Err(Error::invalid("trust", error::Reason::OutOfRange));
        }
        let (today, now) = (self.today(), self.settings().trust);
        let mut connection = self.db.reader.acquire().await?;
        let related = sql::everybody(&mut connection).await?;
        let related = bond::with_behaviour(&mut connection, related).await?;
        let pinned = bond::pins(&mut connection, today).await?;
        let (mut before, mut after) = (0.0, 0.0);
        let mut changes: Vec<Change> = Vec::new();
        for (one, behaviour) in &related {
            let bond = |weights: &Weights| {
                let course = fold(&one.entries, weights, today);
                let (bond, _) = bond::of(&one.entries, &course, *behaviour, weights, today);
                (course.trust, bond)
            };
            let ((was, from), (would, to)) = (bond(&now), bond(weights));
            before += was;
            after += would;
            // What is pinned does not follow the weights.
            if from == to || pinned.binary_search(&one.customer).is_ok() {
                continue;
            }
            match changes
                .iter_mut()
                .find(|change| (change.from, change.to) == (from, to))
            {
                Some(change) => change.customers += 1,
                None => changes.push(Change {
                    from,
                    to,
                    customers: 1,
                }),
            }
        }
        changes.sort_unstable_by_key(|change| {
            (std::cmp::Reverse(change.customers), change.from, change.to)
        });
        let customers = u32::try_from(related.len()).unwrap_or(u32::MAX);
        let mean = |sum: f64| (customers > 0).then(|| sum / f64::from(customers));
        Ok(Preview {
            customers,
            mean_before: mean(before),
            mean_after: mean(after),
            changes,
        })
    }

    /// Whether trust means anything here: by the notebook's own past, did those who trusted less buy again less often within
    /// twice their rhythm?
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn trust_meaning(&self) -> Result<Compared> {
        let (today, settings) = (self.today(), self.settings());
        let mut connection = self.db.reader.acquire().await?;
        let related = sql::everybody(&mut connection).await?;
        let shop = standing::shop(&mut connection)
            .await?
            .unwrap_or_else(|| settings.trade.usual_rhythm());
        let mut observed = Vec::new();
        for some in related.chunks(5_000) {
            let ids: Vec<CustomerId> = some.iter().map(|one| one.customer).collect();
            let ids = standing::hex_list(&ids)?;
            let mut visits = Vec::<NaiveDate>::new();
            let whose = standing::Whose::Of(&ids);
            standing::each_bought(&mut connection, whose, today, |customer, bought| {
                visits.clear();
                let came = bought.iter().filter(|(_, amount)| !amount.is_refund());
                visits.extend(came.map(|(day, _)| *day));
                visits.dedup();
                let Ok(at) = some.binary_search_by_key(&customer, |one| one.customer) else {
                    return;
                };
                observed.extend(observe(
                    &some[at].entries,
                    &visits,
                    shop,
                    &settings.bands,
                    &settings.trust,
                    today,
                ));
            })
            .await?;
        }
        Ok(compare(&observed))
    }
}
