//! The second reading: new purchases told from known ones, counted, and (unless it is a dry run) written.

mod answers;
mod people;
mod refunds;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use sqlx::sqlite::SqliteArguments;
use sqlx::{Arguments as _, SqliteConnection};

use super::group::Draft;
use super::mapping::Mapping;
use super::person::Person;
use super::plan::{Batch, Plan, Reading, second_reading};
use super::report::{Control, Counts, Phase};
use super::role::Role;
use super::sql::{self, Poured};
use super::who::Registry;
use crate::error::{Error, Result};
use crate::ids::{CustomerId, ImportId, MomentId};
use crate::money::minor_digits;
use crate::notebook::Notebook;

pub(super) use answers::keep_answers;
use refunds::Loose;

/// Batches read ahead while the one before is written.
const AHEAD: usize = 4;

/// The second reading under way.
pub(super) struct Pour<'p> {
    notebook: &'p Notebook,
    mapping: Arc<Mapping>,
    currency: String,
    registry: Arc<Registry>,
    pub(super) counts: Counts,
    /// What the file says of everybody, until it is written.
    facts: Vec<Option<Box<Person>>>,
    wanted: HashSet<String>,
    timed: bool,
    foreign: bool,
    seen_before: bool,
    /// Who each number is in the notebook, once that is so.
    ids: Vec<Option<CustomerId>>,
    sold: HashMap<String, Vec<(MomentId, Option<CustomerId>)>>,
    loose: Vec<Loose>,
    import: Option<Inserts>,
}

/// The tables poured into.
struct Inserts {
    import: ImportId,
    customer: Poured,
    contact_point: Poured,
    consent: Poured,
    tag: Poured,
    purchase: Poured,
    optional: Vec<Optional>,
    source: String,
}

/// Columns of a purchase that are left out of the statement when the file has nothing for them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Optional {
    Minute,
    Reference,
    RefundOf,
    Items,
    Channel,
    ServedBy,
    Note,
    Currency,
}

impl Optional {
    const ALL: [(Self, &'static str, &'static [Role]); 7] = [
        (Self::Minute, "minute", &[Role::Time, Role::Day]),
        (Self::Reference, "reference", &[Role::Reference]),
        (
            Self::RefundOf,
            "refund_of",
            &[Role::PurchaseNote, Role::Reference],
        ),
        (Self::Items, "items", &[Role::Item]),
        (Self::Channel, "channel", &[Role::Channel]),
        (Self::ServedBy, "served_by", &[Role::ServedBy]),
        (Self::Note, "note", &[Role::PurchaseNote]),
    ];
}

impl Inserts {
    fn new(import: ImportId, source: &str, pour: &Pour<'_>) -> Self {
        let mapping = &pour.mapping;
        let used = Optional::ALL.iter().filter(|(column, _, roles)| {
            roles.iter().any(|role| mapping.column(*role).is_some())
                && match column {
                    Optional::RefundOf => !pour.wanted.is_empty(),
                    Optional::Minute => pour.timed,
                    _ => true,
                }
        });
        let mut columns = vec!["id", "customer_id", "day", "amount", "origin"];
        columns.extend(used.clone().map(|(_, name, _)| name));
        let mut optional: Vec<Optional> = used.map(|(column, ..)| *column).collect();
        // One currency for all is spelled out, once it is sure to be nothing but three letters.
        let plain =
            pour.currency.len() == 3 && pour.currency.bytes().all(|byte| byte.is_ascii_uppercase());
        let purchase = if plain && !pour.foreign {
            Poured::with(
                "purchase",
                &columns,
                import,
                Some(("currency", &pour.currency)),
            )
        } else {
            columns.push("currency");
            optional.push(Optional::Currency);
            Poured::new("purchase", &columns, import)
        };
        let person = [
            "id",
            "name",
            "name_folded",
            "company",
            "external_id",
            "address",
            "postcode",
            "city",
            "country",
            "born_on",
            "note",
            "referrer_id",
            "created_on",
        ];
        Self {
            import,
            customer: Poured::new("customer", &person, import),
            contact_point: Poured::new(
                "contact_point",
                &["id", "customer_id", "kind", "typed", "normal"],
                import,
            ),
            consent: Poured::new(
                "consent",
                &["customer_id", "channel", "granted", "day", "source"],
                import,
            ),
            tag: Poured::new("customer_tag", &["customer_id", "tag"], import),
            purchase,
            optional,
            source: source.to_owned(),
        }
    }
}

impl<'p> Pour<'p> {
    pub(super) fn new(
        notebook: &'p Notebook,
        reading: &Reading,
        mut plan: Plan,
        seen_before: bool,
    ) -> Self {
        let ids = (0..plan.registry.len())
            .map(|at| {
                u32::try_from(at)
                    .ok()
                    .and_then(|at| plan.registry.get(at))
                    .and_then(|identity| identity.existing)
            })
            .collect();
        let facts = plan.registry.take_facts();
        Self {
            notebook,
            mapping: Arc::clone(&reading.mapping),
            currency: reading.context.currency.clone(),
            registry: Arc::new(plan.registry),
            counts: plan.counts,
            facts,
            wanted: plan.wanted,
            timed: plan.timed,
            foreign: plan.foreign,
            seen_before,
            ids,
            sold: HashMap::new(),
            loose: Vec::new(),
            import: None,
        }
    }

    pub(super) fn registry(&self) -> &Registry {
        &self.registry
    }

    /// Who a number is in the notebook (in a dry run: would be).
    pub(super) fn id(&self, at: u32) -> Option<CustomerId> {
        self.ids.get(at as usize).copied().flatten()
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
        self.bring_listed(connection).await?;
        self.complete(connection).await?;
        if self.mapping.has_purchases() {
            let (sender, mut batches) = tokio::sync::mpsc::channel::<Batch>(AHEAD);
            let (registry, for_reader) = (Arc::clone(&self.registry), reading.clone());
            let reader = tokio::task::spawn_blocking(move || {
                second_reading(&for_reader, &registry, |batch| {
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
            let origins: Vec<[u8; 16]> = drafts.iter().map(|(draft, _)| draft.origin).collect();
            let known = sql::known_origins(connection, &origins).await?;
            let before = drafts.len();
            drafts.retain(|(draft, _)| draft.continues || !known.contains(&draft.origin));
            self.counts.already_there += u32::try_from(before - drafts.len()).unwrap_or(0);
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
                    self.bind(&inserts.optional, *id, *customer, *refund_of, draft, row)
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

    fn bind(
        &self,
        optional: &[Optional],
        id: MomentId,
        customer: Option<CustomerId>,
        refund_of: Option<MomentId>,
        draft: &Draft,
        row: &mut SqliteArguments,
    ) -> Result<(), sqlx::error::BoxDynError> {
        let currency = draft.currency.unwrap_or(&self.currency);
        row.add(id)?;
        row.add(customer)?;
        row.add(draft.day)?;
        row.add(
            draft
                .amount(minor_digits(currency))
                .ok_or("an amount beyond 64 bits")?,
        )?;
        row.add(draft.origin.to_vec())?;
        for column in optional {
            match column {
                Optional::Minute => row.add(draft.minute)?,
                Optional::Reference => row.add(draft.reference.as_deref())?,
                Optional::RefundOf => row.add(refund_of)?,
                Optional::Items if draft.items.is_empty() => row.add(None::<String>)?,
                Optional::Items => row.add(serde_json::to_string(&draft.items)?)?,
                Optional::Channel => row.add(draft.channel.as_deref())?,
                Optional::ServedBy => row.add(draft.served_by.as_deref())?,
                Optional::Note => row.add(draft.note.as_deref())?,
                Optional::Currency => row.add(currency.to_owned())?,
            }
        }
        Ok(())
    }
}
