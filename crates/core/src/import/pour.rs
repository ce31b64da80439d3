//! The second reading: new purchases told from known ones, counted, and (unless it is a dry run) written.

mod answers;
mod complete;
mod fields;
mod inserts;
mod known;
mod people;
mod refunds;
mod rings;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use sqlx::SqliteConnection;

use super::changed::Lines;
use super::group::Draft;
use super::mapping::Mapping;
use super::outcome::Reject;
use super::person::Person;
use super::plan::{Batch, Plan, Reading, second_reading};
use super::report::{Control, Counts, Phase};
use super::sql;
use super::who::{Identity, Registry, Spill};
use crate::error::{Error, Result};
use crate::ids::{CustomerId, ImportId, MomentId};
use crate::money::minor_digits;
use crate::notebook::Notebook;

pub(super) use answers::keep_answers;
use fields::Fresh;
use inserts::Inserts;
use known::Suspects;
use refunds::Loose;
use rings::Rings;

/// Nobody's identifier: half the size of not knowing one.
const NOBODY: CustomerId = CustomerId::NONE;
/// People written at a time.
const PEOPLE: usize = 1000;
/// Batches read ahead while the one before is written.
const AHEAD: usize = 4;

/// The second reading under way.
pub(super) struct Pour<'p> {
    notebook: &'p Notebook,
    mapping: Arc<Mapping>,
    currency: String,
    registry: Arc<Registry>,
    pub(super) counts: Counts,
    /// What the file says of everybody.
    told: Spill,
    /// Fields of the notebook's own that the file brings.
    fresh: Fresh,
    rings: Rings,
    wanted: HashSet<String>,
    timed: bool,
    foreign: bool,
    days_together: bool,
    seen_before: bool,
    /// Who each number is in the notebook, once that is so; [`NOBODY`] until then.
    ids: Vec<CustomerId>,
    sold: HashMap<String, Vec<(MomentId, Option<CustomerId>)>>,
    loose: Vec<Loose>,
    suspects: Suspects,
    /// Purchases the notebook has otherwise than the file, in the file's order.
    pub(super) changed: Vec<Reject>,
    /// The lines they are on.
    pub(super) changed_lines: Vec<Lines>,
    import: Option<Inserts>,
}

impl<'p> Pour<'p> {
    pub(super) fn new(
        notebook: &'p Notebook,
        reading: &Reading,
        mut plan: Plan,
        seen_before: bool,
    ) -> Result<Self> {
        let mut ids = Vec::with_capacity(plan.registry.len());
        ids.extend_from_slice(plan.registry.known());
        ids.resize(plan.registry.len(), NOBODY);
        let told = plan.registry.take_said();
        let fresh = Fresh::settle(reading.fresh.clone(), &plan.registry, &told)?;
        Ok(Self {
            notebook,
            mapping: Arc::clone(&reading.mapping),
            currency: reading.context.currency.clone(),
            registry: Arc::new(plan.registry),
            counts: plan.counts,
            told,
            fresh,
            rings: Rings::new(),
            wanted: plan.wanted,
            timed: plan.timed,
            foreign: plan.foreign,
            days_together: plan.days_together,
            seen_before,
            ids,
            sold: HashMap::new(),
            loose: Vec::new(),
            suspects: Suspects::default(),
            changed: Vec::new(),
            changed_lines: Vec::new(),
            import: None,
        })
    }

    pub(super) fn registry(&self) -> &Registry {
        &self.registry
    }

    /// What the file says of everybody.
    pub(super) const fn told(&self) -> &Spill {
        &self.told
    }

    /// What the file says of somebody.
    fn told_of(&self, at: u32, identity: &Identity) -> Result<Option<Person>> {
        let mut person = self.told.get(identity.said())?;
        if let Some(person) = &mut person {
            self.fresh.apply(person);
            self.open_ring(at, person);
        }
        Ok(person)
    }

    /// Who a number is in the notebook (in a dry run: would be).
    pub(super) fn id(&self, at: u32) -> Option<CustomerId> {
        self.ids
            .get(at as usize)
            .copied()
            .filter(|id| *id != NOBODY)
    }

    /// From now on write what is counted.
    pub(super) fn write_into(&mut self, import: ImportId, source: &str) {
        self.import = Some(Inserts::new(import, source, self));
    }

    /// Reads the file again and takes its purchases in, those in the notebook left out.
    pub(super) async fn run(
        &mut self,
        connection: &mut SqliteConnection,
        reading: &Reading,
    ) -> Result<()> {
        self.make_fields(connection).await?;
        self.find_rings(connection).await?;
        self.bring_listed(connection).await?;
        self.complete(connection).await?;
        if self.mapping.has_purchases() {
            let (sender, mut batches) = tokio::sync::mpsc::channel::<Batch>(AHEAD);
            let (registry, for_reader) = (Arc::clone(&self.registry), reading.clone());
            let together = self.days_together;
            let reader = tokio::task::spawn_blocking(move || {
                second_reading(&for_reader, &registry, together, |batch| {
                    match sender.blocking_send(batch) {
                        Ok(()) => std::ops::ControlFlow::Continue(()),
                        Err(_) => std::ops::ControlFlow::Break(()),
                    }
                })
            });
            let outcome = self
                .take_all(connection, &mut batches, &reading.control)
                .await;
            // A writer that gives up lets the reader go.
            drop(batches);
            let read = reader
                .await
                .map_err(|error| Error::Damaged(error.to_string()))?;
            outcome?;
            read?;
            self.settle_suspects(connection).await?;
        }
        self.tie_loose(connection).await
    }

    async fn take_all(
        &mut self,
        connection: &mut SqliteConnection,
        batches: &mut tokio::sync::mpsc::Receiver<Batch>,
        control: &Control,
    ) -> Result<()> {
        while let Some(batch) = batches.recv().await {
            control.check()?;
            let done = batch.done;
            self.take(connection, batch.drafts).await?;
            control.tell(Phase::Writing, done);
        }
        Ok(())
    }

    async fn take(
        &mut self,
        connection: &mut SqliteConnection,
        mut drafts: Vec<(Draft, Option<u32>)>,
    ) -> Result<()> {
        if self.seen_before {
            drafts = self.pass_known(connection, drafts).await?;
        }
        let (later, drafts): (Vec<_>, Vec<_>) =
            drafts.into_iter().partition(|(draft, _)| draft.continues);
        let mut people: Vec<u32> = drafts
            .iter()
            .filter_map(|(_, who)| *who)
            .filter(|at| self.id(*at).is_none())
            .collect();
        people.sort_unstable();
        people.dedup();
        self.bring(connection, &people).await?;
        let mut rows = Vec::with_capacity(drafts.len());
        for (draft, who) in drafts {
            let id: MomentId = self.notebook.mint();
            let customer = who.and_then(|at| self.id(at));
            let refund_of = self.tie(&draft, id, customer);
            self.counts
                .bought(draft.day, draft.is_refund(), who.is_none());
            rows.push((id, customer, refund_of, draft));
        }
        let Some(inserts) = &self.import else {
            return Ok(());
        };
        inserts
            .purchase
            .insert(
                connection,
                &rows,
                "",
                |(id, customer, refund_of, draft), row| {
                    inserts.bind(&self.currency, *id, *customer, *refund_of, draft, row)
                },
            )
            .await?;
        for (draft, _) in later {
            let currency = draft.currency.unwrap_or(&self.currency);
            let amount = draft.amount(minor_digits(currency)).unwrap_or(0);
            sql::add_to_purchase(
                connection,
                inserts.import,
                &draft.origin,
                amount,
                &draft.items,
            )
            .await?;
        }
        Ok(())
    }
}
