//! The second reading: new purchases told from known ones, counted, and (unless it is a dry run) written.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use sqlx::sqlite::SqliteArguments;
use sqlx::{Arguments as _, SqliteConnection};

use super::group::Draft;
use super::mapping::Mapping;
use super::person::Person;
use super::plan::{Batch, Plan, Reading, second_reading, tickets_of};
use super::report::{Control, Counts, Phase};
use super::role::Role;
use super::sql::{self, Poured, gap};
use super::who::{Identity, Registry};
use crate::customer::ContactPointKind;
use crate::db::Write;
use crate::error::{Error, Result};
use crate::fold::fold;
use crate::ids::{ContactPointId, CustomerId, ImportId, MomentId};
use crate::money::minor_digits;
use crate::notebook::Notebook;

/// Batches read ahead while the one before is written.
const AHEAD: usize = 4;

/// A refund whose purchase has not been seen yet.
struct Loose {
    refund: MomentId,
    customer: Option<CustomerId>,
    tickets: [Option<String>; 2],
}

/// The second reading under way.
pub(super) struct Pour<'p> {
    notebook: &'p Notebook,
    mapping: Arc<Mapping>,
    currency: String,
    registry: Arc<Registry>,
    pub(super) counts: Counts,
    wanted: HashSet<String>,
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

/// A customer of the notebook about to be completed.
struct Filled<'r> {
    id: CustomerId,
    identity: &'r Identity,
    facts: &'r Person,
    referrer: Option<CustomerId>,
    /// The fields to fill, as in [`super::who::Gaps`].
    fields: u16,
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
    fn new(import: ImportId, mapping: &Mapping, source: &str, refunds_name_tickets: bool) -> Self {
        let used = Optional::ALL.iter().filter(|(column, _, roles)| {
            roles.iter().any(|role| mapping.column(*role).is_some())
                && (*column != Optional::RefundOf || refunds_name_tickets)
        });
        let mut columns = vec!["id", "customer_id", "day", "amount", "currency", "origin"];
        columns.extend(used.clone().map(|(_, name, _)| name));
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
            purchase: Poured::new("purchase", &columns, import),
            optional: used.map(|(column, ..)| *column).collect(),
            source: source.to_owned(),
        }
    }
}

impl<'p> Pour<'p> {
    pub(super) fn new(
        notebook: &'p Notebook,
        reading: &Reading,
        plan: Plan,
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
        Self {
            notebook,
            mapping: Arc::clone(&reading.mapping),
            currency: reading.context.currency.clone(),
            registry: Arc::new(plan.registry),
            counts: plan.counts,
            wanted: plan.wanted,
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
        self.import = Some(Inserts::new(
            import,
            &self.mapping,
            source,
            !self.wanted.is_empty(),
        ));
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

    /// Customers with a row of their own.
    async fn bring_listed(&mut self, connection: &mut SqliteConnection) -> Result<()> {
        let registry = Arc::clone(&self.registry);
        let listed: Vec<u32> = registry
            .roots()
            .filter(|(_, identity)| identity.listed && identity.existing.is_none())
            .map(|(at, _)| at)
            .collect();
        self.bring(connection, &listed).await
    }

    /// Gives these people of the file a place in the notebook.
    async fn bring(&mut self, connection: &mut SqliteConnection, people: &[u32]) -> Result<()> {
        let registry = Arc::clone(&self.registry);
        let mut brought: Vec<(CustomerId, &Identity, &Person)> = Vec::with_capacity(people.len());
        for at in people {
            let (Some(identity), Some(slot)) = (registry.get(*at), self.ids.get_mut(*at as usize))
            else {
                continue;
            };
            let (None, Some(facts)) = (*slot, identity.facts.as_deref()) else {
                continue;
            };
            let id = self.notebook.mint();
            *slot = Some(id);
            brought.push((id, identity, facts));
        }
        self.counts.new_customers += u32::try_from(brought.len()).unwrap_or(u32::MAX);
        let Some(inserts) = &self.import else {
            return Ok(());
        };
        let today = self.notebook.today();
        inserts
            .customer
            .insert(connection, &brought, "", |(id, identity, facts), row| {
                row.add(*id)?;
                row.add(&identity.name)?;
                row.add(fold(&identity.name))?;
                row.add(facts.company.as_deref())?;
                row.add(facts.external_id.as_deref())?;
                row.add(facts.address.as_deref())?;
                row.add(facts.postcode.as_deref())?;
                row.add(facts.city.as_deref())?;
                row.add(facts.country.as_deref())?;
                row.add(facts.born_on)?;
                row.add(facts.note.as_deref())?;
                let referrer = facts
                    .referrer
                    .as_deref()
                    .and_then(|cell| registry.referrer(cell));
                row.add(
                    referrer
                        .and_then(|at| self.id(at))
                        .filter(|referrer| referrer != id),
                )?;
                row.add(today)
            })
            .await?;
        let mut points: Vec<(CustomerId, ContactPointKind, &str, &str)> = Vec::new();
        for (id, _, facts) in &brought {
            for (kind, all) in [
                (ContactPointKind::Phone, &facts.phones),
                (ContactPointKind::Email, &facts.emails),
            ] {
                let understood = all
                    .iter()
                    .filter_map(|(typed, normal)| Some((typed, normal.as_deref()?)));
                points
                    .extend(understood.map(|(typed, normal)| (*id, kind, typed.as_str(), normal)));
            }
        }
        insert_points(self.notebook, connection, inserts, &points).await?;
        let about: Vec<(CustomerId, &Person)> =
            brought.iter().map(|(id, _, facts)| (*id, *facts)).collect();
        self.insert_rest(connection, inserts, &about, |_| u16::MAX)
            .await
    }

    /// Consents and tags.
    async fn insert_rest(
        &self,
        connection: &mut SqliteConnection,
        inserts: &Inserts,
        people: &[(CustomerId, &Person)],
        gaps: impl Fn(usize) -> u16,
    ) -> Result<()> {
        let today = self.notebook.today();
        let mut consents: Vec<(CustomerId, &str, bool)> = Vec::new();
        let mut tags: Vec<(CustomerId, &str)> = Vec::new();
        for (at, (id, facts)) in people.iter().enumerate() {
            for (bit, channel, granted) in [
                (gap::CALL, "call", facts.consent_phone),
                (gap::EMAIL, "email", facts.consent_email),
                (gap::SMS, "sms", facts.consent_sms),
            ] {
                consents.extend(
                    granted
                        .filter(|_| gaps(at) & bit != 0)
                        .map(|granted| (*id, channel, granted)),
                );
            }
            tags.extend(facts.tags.iter().map(|tag| (*id, tag.as_str())));
        }
        inserts
            .consent
            .insert(
                connection,
                &consents,
                " ON CONFLICT DO NOTHING",
                |(id, channel, granted), row| {
                    row.add(*id)?;
                    row.add(*channel)?;
                    row.add(*granted)?;
                    row.add(today)?;
                    row.add(&inserts.source)
                },
            )
            .await?;
        inserts
            .tag
            .insert(
                connection,
                &tags,
                " ON CONFLICT DO NOTHING",
                |(id, tag), row| {
                    row.add(*id)?;
                    row.add(*tag)
                },
            )
            .await?;
        Ok(())
    }

    /// Fills empty fields of customers the notebook knows. What is filled in already stays.
    async fn complete(&mut self, connection: &mut SqliteConnection) -> Result<()> {
        let registry = Arc::clone(&self.registry);
        let mut filled: Vec<Filled<'_>> = Vec::new();
        for (_, identity) in registry.roots() {
            let (Some(id), Some(by), Some(facts)) = (
                identity.existing,
                identity.matched_by,
                identity.facts.as_deref(),
            ) else {
                continue;
            };
            self.counts.matched_one(by);
            let referrer = facts
                .referrer
                .as_deref()
                .and_then(|cell| registry.referrer(cell));
            let referrer = referrer
                .and_then(|at| self.id(at))
                .filter(|referrer| *referrer != id);
            let fields = (fills(facts) | if referrer.is_some() { gap::REFERRER } else { 0 })
                & identity.gaps.0;
            if fields != 0 || !identity.new_contacts.is_empty() {
                filled.push(Filled {
                    id,
                    identity,
                    facts,
                    referrer,
                    fields,
                });
            }
        }
        self.counts.matched.sort_by_key(|matched| matched.by);
        self.counts.completed = u32::try_from(filled.len()).unwrap_or(u32::MAX);
        let Some(inserts) = &self.import else {
            return Ok(());
        };
        for Filled {
            id,
            facts,
            referrer,
            fields,
            ..
        } in &filled
        {
            if fields & !(gap::CALL | gap::EMAIL | gap::SMS) != 0 {
                sqlx::query!(
                    "UPDATE customer SET company = coalesce(company, ?), external_id = coalesce(external_id, ?),
                       address = coalesce(address, ?), postcode = coalesce(postcode, ?), city = coalesce(city, ?),
                       country = coalesce(country, ?), born_on = coalesce(born_on, ?), note = coalesce(note, ?),
                       referrer_id = coalesce(referrer_id, ?)
                     WHERE id = ?",
                    facts.company,
                    facts.external_id,
                    facts.address,
                    facts.postcode,
                    facts.city,
                    facts.country,
                    facts.born_on,
                    facts.note,
                    referrer,
                    id
                )
                .execute(&mut *connection)
                .await?;
            }
        }
        let points: Vec<(CustomerId, ContactPointKind, &str, &str)> = filled
            .iter()
            .flat_map(|Filled { id, identity, .. }| {
                identity
                    .new_contacts
                    .iter()
                    .map(|(kind, typed, normal)| (*id, *kind, typed.as_str(), normal.as_str()))
            })
            .collect();
        insert_points(self.notebook, connection, inserts, &points).await?;
        let about: Vec<(CustomerId, &Person)> = filled
            .iter()
            .map(|filled| (filled.id, filled.facts))
            .collect();
        let gaps = |at: usize| filled.get(at).map_or(0, |filled| filled.identity.gaps.0);
        self.insert_rest(connection, inserts, &about, gaps).await
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
        row.add(currency.to_owned())?;
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
            }
        }
        Ok(())
    }

    /// The purchase a refund takes back, when it came before; else it is looked for at the end.
    fn tie(
        &mut self,
        draft: &Draft,
        id: MomentId,
        customer: Option<CustomerId>,
    ) -> Option<MomentId> {
        if !draft.is_refund() {
            if let Some(reference) = draft
                .reference
                .as_ref()
                .filter(|reference| self.wanted.contains(*reference))
            {
                self.sold
                    .entry(reference.clone())
                    .or_default()
                    .push((id, customer));
            }
            return None;
        }
        let tickets = tickets_of(&self.mapping, draft);
        let found = tickets
            .iter()
            .flatten()
            .find_map(|ticket| best(self.sold.get(*ticket)?, customer));
        if found.is_some() {
            self.counts.refunds_tied += 1;
        } else if tickets.iter().any(Option::is_some) {
            self.loose.push(Loose {
                refund: id,
                customer,
                tickets: tickets.map(|ticket| ticket.map(str::to_owned)),
            });
        }
        found
    }

    /// Refunds whose purchase comes later in the file, or came with an earlier one.
    async fn tie_loose(&mut self, connection: &mut SqliteConnection) -> Result<()> {
        let loose = std::mem::take(&mut self.loose);
        let wanted: HashSet<&str> = loose
            .iter()
            .flat_map(|loose| loose.tickets.iter().flatten())
            .map(String::as_str)
            .collect();
        if wanted.is_empty() {
            return Ok(());
        }
        for (reference, purchase, customer) in sql::tickets(connection, &wanted).await? {
            let sold = self.sold.entry(reference).or_default();
            if !sold.iter().any(|(known, _)| *known == purchase) {
                sold.push((purchase, customer));
            }
        }
        for refund in &loose {
            let found = refund
                .tickets
                .iter()
                .flatten()
                .find_map(|ticket| best(self.sold.get(ticket)?, refund.customer));
            let Some(purchase) = found else { continue };
            self.counts.refunds_tied += 1;
            if self.import.is_some() {
                sqlx::query!(
                    "UPDATE purchase SET refund_of = ? WHERE id = ?",
                    purchase,
                    refund.refund
                )
                .execute(&mut *connection)
                .await?;
            }
        }
        Ok(())
    }
}

/// Of the purchases with one number, the customer's own, else an anonymous one, else the only one.
fn best(sold: &[(MomentId, Option<CustomerId>)], customer: Option<CustomerId>) -> Option<MomentId> {
    let own = sold.iter().rev().find(|(_, buyer)| *buyer == customer);
    own.or_else(|| {
        sold.iter()
            .rev()
            .find(|(_, buyer)| buyer.is_none() || customer.is_none())
    })
    .or_else(|| sold.first().filter(|_| sold.len() == 1))
    .map(|(id, _)| *id)
}

/// The fields a file has something for.
fn fills(facts: &Person) -> u16 {
    let bit = |has: bool, bit: u16| if has { bit } else { 0 };
    bit(facts.company.is_some(), gap::COMPANY)
        | bit(facts.external_id.is_some(), gap::EXTERNAL_ID)
        | bit(facts.address.is_some(), gap::ADDRESS)
        | bit(facts.postcode.is_some(), gap::POSTCODE)
        | bit(facts.city.is_some(), gap::CITY)
        | bit(facts.country.is_some(), gap::COUNTRY)
        | bit(facts.born_on.is_some(), gap::BORN_ON)
        | bit(facts.note.is_some(), gap::NOTE)
        | bit(facts.consent_phone.is_some(), gap::CALL)
        | bit(facts.consent_email.is_some(), gap::EMAIL)
        | bit(facts.consent_sms.is_some(), gap::SMS)
}

async fn insert_points(
    notebook: &Notebook,
    connection: &mut SqliteConnection,
    inserts: &Inserts,
    points: &[(CustomerId, ContactPointKind, &str, &str)],
) -> Result<()> {
    inserts
        .contact_point
        .insert(
            connection,
            points,
            "",
            |(customer, kind, typed, normal), row| {
                row.add(notebook.mint::<ContactPointId>())?;
                row.add(*customer)?;
                row.add(*kind)?;
                row.add(*typed)?;
                row.add(*normal)
            },
        )
        .await?;
    Ok(())
}

/// Keeps what was found out about bare names, and the questions left for later.
pub(super) async fn keep_answers(
    write: &mut Write<'_>,
    pour: &Pour<'_>,
    import: ImportId,
) -> Result<u32> {
    let shape = pour.mapping.shape.clone();
    let matches = Poured::new("import_match", &["shape", "person", "customer_id"], import);
    let bare: Vec<(&str, CustomerId)> = pour
        .registry()
        .bare_names()
        .filter(|(key, _)| !pour.registry().is_remembered(key))
        .filter_map(|(key, at)| Some((key, pour.id(at)?)))
        .collect();
    matches
        .insert(
            write.connection(),
            &bare,
            " ON CONFLICT DO NOTHING",
            |(person, customer), row| {
                row.add(&shape)?;
                row.add(*person)?;
                row.add(*customer)
            },
        )
        .await?;
    let questions = Poured::new(
        "import_question",
        &["customer_id", "doubt", "candidates"],
        import,
    );
    let mut open = Vec::new();
    for (undecided, asked) in &pour.registry().undecided {
        let Some(customer) = pour.id(asked.at) else {
            continue;
        };
        let candidates: Vec<CustomerId> = asked
            .candidates
            .iter()
            .filter_map(|at| pour.id(*at))
            .collect();
        open.push((
            customer,
            serde_json::to_string(&undecided.doubt)?,
            serde_json::to_string(&candidates)?,
        ));
    }
    questions
        .insert(
            write.connection(),
            &open,
            " ON CONFLICT DO NOTHING",
            |(customer, doubt, candidates), row| {
                row.add(*customer)?;
                row.add(doubt.trim_matches('"').to_owned())?;
                row.add(candidates.clone())
            },
        )
        .await?;
    Ok(u32::try_from(open.len()).unwrap_or(u32::MAX))
}
