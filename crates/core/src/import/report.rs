//! What an import would do, did, and is doing.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::NaiveDate;

use super::outcome::{Reason, Reject, Skip};
use super::who::{MatchedBy, Undecided};
use crate::change::Changes;
use crate::ids::{CustomerId, ImportId};

/// What an import would do (dry run) or did. Purchases already in the notebook are counted apart.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// Records below the header.
    pub records: u32,
    /// Customers not in the notebook yet.
    pub new_customers: u32,
    /// Customers recognised, by what.
    pub matched: Vec<MatchedCount>,
    /// Of those, customers of whom the file fills an empty field.
    pub completed: u32,
    /// New purchases.
    pub purchases: u32,
    /// New refunds.
    pub refunds: u32,
    /// Of those, refunds tied to their purchase.
    pub refunds_tied: u32,
    /// New purchases and refunds with nobody's name on them.
    pub anonymous: u32,
    /// Purchases and refunds that are in the notebook already.
    pub already_there: u32,
    /// Of those, invoices of which the file tells anew that they were paid, or still are not.
    pub settled: u32,
    /// Records passed over, and why.
    pub skipped: Vec<SkipCount>,
    /// Records that are not imported, and why: they cannot be read, or the notebook says something else.
    pub rejected: Vec<RejectCount>,
    /// Cells about customers that were not understood (phones, addresses, days of birth) and are kept as they stand in
    /// the customer's note.
    pub left_out: u32,
    /// The day of the first new purchase.
    pub first_day: Option<NaiveDate>,
    /// The day of the last new purchase.
    pub last_day: Option<NaiveDate>,
}

/// How many customers were recognised by one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct MatchedCount {
    /// The key.
    pub by: MatchedBy,
    /// How many.
    pub count: u32,
}

/// How many records were passed over for one reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct SkipCount {
    /// The reason.
    pub why: Skip,
    /// How many.
    pub count: u32,
}

/// How many records could not be read for one reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct RejectCount {
    /// The reason.
    pub why: Reason,
    /// How many.
    pub count: u32,
}

impl Counts {
    /// All customers recognised.
    #[must_use]
    pub fn matched_customers(&self) -> u32 {
        self.matched.iter().map(|matched| matched.count).sum()
    }

    /// All records that are not imported.
    #[must_use]
    pub fn rejects(&self) -> u32 {
        self.rejected.iter().map(|rejected| rejected.count).sum()
    }

    /// Whether the notebook would be (was) the same afterwards.
    #[must_use]
    pub const fn changes_nothing(&self) -> bool {
        self.new_customers == 0
            && self.completed == 0
            && self.purchases == 0
            && self.refunds == 0
            && self.settled == 0
    }

    pub(crate) fn skip(&mut self, why: Skip) {
        match self.skipped.iter_mut().find(|skipped| skipped.why == why) {
            Some(skipped) => skipped.count += 1,
            None => self.skipped.push(SkipCount { why, count: 1 }),
        }
    }

    pub(crate) fn reject(&mut self, why: Reason, records: u32) {
        match self
            .rejected
            .iter_mut()
            .find(|rejected| rejected.why == why)
        {
            Some(rejected) => rejected.count += records,
            None => self.rejected.push(RejectCount {
                why,
                count: records,
            }),
        }
    }

    pub(crate) fn matched_one(&mut self, by: MatchedBy) {
        match self.matched.iter_mut().find(|matched| matched.by == by) {
            Some(matched) => matched.count += 1,
            None => self.matched.push(MatchedCount { by, count: 1 }),
        }
    }

    pub(crate) fn bought(&mut self, day: NaiveDate, is_refund: bool, is_anonymous: bool) {
        if is_refund {
            self.refunds += 1;
        } else {
            self.purchases += 1;
        }
        self.anonymous += u32::from(is_anonymous);
        self.first_day = Some(self.first_day.map_or(day, |first| first.min(day)));
        self.last_day = Some(self.last_day.map_or(day, |last| last.max(day)));
    }
}

/// What an import would do, before anything is written.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct DryRun {
    /// The counts.
    pub counts: Counts,
    /// What only a person can tell. Left undecided, a customer apart is the safe side.
    pub undecided: Vec<Undecided>,
    /// The first records that are not imported.
    pub rejects: Vec<Reject>,
}

/// What an import did.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ImportReport {
    /// The import, to undo it by; `None` when everything was in the notebook already and nothing was written.
    pub import: Option<ImportId>,
    /// The counts.
    pub counts: Counts,
    /// How many questions are left for later.
    pub undecided: u32,
    /// Which screens should look again.
    pub changes: Option<Changes>,
}

/// An import of the past.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct PastImport {
    /// Its identifier.
    pub id: ImportId,
    /// The file's name.
    pub file_name: String,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// What it did.
    pub counts: Counts,
}

/// A customer an import kept apart, who may be somebody known.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct OpenQuestion {
    /// The customer kept apart.
    pub customer: CustomerId,
    /// Why it is asked.
    pub doubt: super::who::Doubt,
    /// Their name.
    pub name: String,
    /// Purchases of theirs.
    pub purchases: u32,
    /// Who they may be.
    pub candidates: Vec<KnownCandidate>,
}

/// A customer who may be the one in question.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct KnownCandidate {
    /// The customer.
    pub customer: CustomerId,
    /// Name.
    pub name: String,
    /// Town.
    pub city: Option<String>,
    /// Purchases of theirs.
    pub purchases: u32,
}

/// What an import is busy with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Phase {
    /// Reading the file.
    Reading,
    /// Recognising customers.
    Matching,
    /// Writing (in a dry run: comparing with what is there).
    Writing,
    /// Working out rhythms.
    Standing,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// What it is busy with.
    pub phase: Phase,
    /// How much of that is done, 0 to 1.
    pub done: f64,
}

type Listener = dyn Fn(Progress) + Send + Sync;

/// How long work is watched and cancelled. Cheap to clone; all clones are one.
#[derive(Clone, Default)]
pub struct Control {
    cancelled: Arc<AtomicBool>,
    listener: Option<Arc<Listener>>,
}

impl Control {
    /// Tells `listener` about progress, at most a few hundred times in all.
    #[must_use]
    pub fn watched_by(listener: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        Self {
            cancelled: Arc::default(),
            listener: Some(Arc::new(listener)),
        }
    }

    /// Stops the work as soon as it can; nothing will have been written.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether it was cancelled.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    pub(crate) fn tell(&self, phase: Phase, done: f64) {
        if let Some(listener) = &self.listener {
            listener(Progress { phase, done });
        }
    }

    pub(crate) fn check(&self) -> crate::Result<()> {
        if self.is_cancelled() {
            Err(crate::Error::Cancelled)
        } else {
            Ok(())
        }
    }
}

impl std::fmt::Debug for Control {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Control")
            .field("cancelled", &self.is_cancelled())
            .finish_non_exhaustive()
    }
}
