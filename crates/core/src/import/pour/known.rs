//! New purchases told from those in the notebook, and those told from the ones the file says something else about.

use std::collections::HashMap;

use sqlx::SqliteConnection;

use super::Pour;
use crate::error::Result;
use crate::ids::{CustomerId, MomentId};
use crate::import::changed::Lines;
use crate::import::group::Draft;
use crate::import::outcome::{Reason, Reject, Settled};
use crate::import::role::Role;
use crate::import::sql::{self, KnownSale};
use crate::moment::Item;
use crate::money::minor_digits;

/// Purchases whose first lines do not say what the notebook says; later lines may still make up for it.
pub(super) type Suspects = HashMap<[u8; 16], Suspect>;

/// What a file says of one purchase, beside what the notebook says.
#[derive(Debug)]
pub(super) struct Suspect {
    known: KnownSale,
    said: Said,
    first: u32,
    lines: u32,
    places: Vec<Lines>,
}

/// What a file says of a purchase.
#[derive(Debug)]
struct Said {
    /// `None` where it does not tell, or tells of somebody the notebook does not know for sure.
    customer: Option<Option<CustomerId>>,
    minute: Option<u16>,
    amount: i64,
    currency: String,
    items: Vec<Item>,
    channel: Option<String>,
    served_by: Option<String>,
    note: Option<String>,
}

/// Where a file and the notebook differ: what column it is, what the file says, what the notebook says.
type Difference = (Option<Role>, String, String);

impl Said {
    fn agrees(&self, known: &KnownSale) -> Result<bool> {
        Ok(self.difference(known)?.is_none())
    }

    fn difference(&self, known: &KnownSale) -> Result<Option<Difference>> {
        if (self.amount, &self.currency) != (known.amount, &known.currency) {
            let role = if self.amount == known.amount {
                Role::Currency
            } else {
                Role::Amount
            };
            return Ok(Some((
                Some(role),
                written(self.amount, &self.currency),
                written(known.amount, &known.currency),
            )));
        }
        let items = match self.items.as_slice() {
            [] => None,
            items => Some(serde_json::to_string(items)?),
        };
        if items != known.items {
            let stored: Vec<Item> = known
                .items
                .as_deref()
                .map(serde_json::from_str)
                .transpose()?
                .unwrap_or_default();
            return Ok(Some((Some(Role::Item), named(&self.items), named(&stored))));
        }
        let clock = |minute: Option<u16>| minute.map(|at| format!("{:02}:{:02}", at / 60, at % 60));
        for (role, said, known) in [
            (Role::PurchaseNote, &self.note, &known.note),
            (Role::Channel, &self.channel, &known.channel),
            (Role::ServedBy, &self.served_by, &known.served_by),
            (Role::Time, &clock(self.minute), &clock(known.minute)),
        ] {
            if said != known {
                let text = |text: &Option<String>| text.clone().unwrap_or_default();
                return Ok(Some((Some(role), text(said), text(known))));
            }
        }
        // Names are not repeated: what differs is whose it is.
        let same = self.customer.is_none_or(|who| who == known.customer);
        Ok((!same).then(|| (None, String::new(), String::new())))
    }
}

/// Whether a file knows later than the notebook that an invoice was paid, or still is not.
fn is_news(said: Option<Settled>, known: &KnownSale) -> bool {
    match said {
        Some(Settled::On(day)) => known.paid_on != Some(day),
        Some(Settled::NotBy(day)) => {
            known.paid_on.is_none() && known.unpaid_on.is_none_or(|before| before < day)
        }
        None => false,
    }
}

/// An amount as anybody can read it, `1234.50 EUR`.
fn written(amount: i64, currency: &str) -> String {
    let digits = usize::try_from(minor_digits(currency)).unwrap_or(2);
    let all = format!("{:0>width$}", amount.unsigned_abs(), width = digits + 1);
    let (whole, part) = all.split_at(all.len() - digits);
    let sign = if amount < 0 { "-" } else { "" };
    let mark = if digits == 0 { "" } else { "." };
    format!("{sign}{whole}{mark}{part} {currency}")
}

fn named(items: &[Item]) -> String {
    let labels: Vec<&str> = items.iter().map(|item| item.label.as_str()).collect();
    labels.join(", ")
}

/// Enough of a text to recognise it by.
fn short(text: &str) -> String {
    text.chars().take(80).collect()
}

impl Pour<'_> {
    /// Passes over the purchases that are in the notebook, and sets apart those about which it says something else.
    pub(super) async fn pass_known(
        &mut self,
        connection: &mut SqliteConnection,
        drafts: Vec<(Draft, Option<u32>)>,
    ) -> Result<Vec<(Draft, Option<u32>)>> {
        let origins: Vec<[u8; 16]> = drafts.iter().map(|(draft, _)| draft.origin).collect();
        let mut known = sql::known_sales(connection, &origins).await?;
        // What this very import has brought is not known, it is being told.
        let import = self.import.as_ref().map(|inserts| inserts.import);
        known.retain(|_, sale| import.is_none() || sale.import != import);
        let mut new = Vec::with_capacity(drafts.len());
        for (draft, who) in drafts {
            if let Some(suspect) = self.suspects.get_mut(&draft.origin) {
                let currency = draft.currency.unwrap_or(&self.currency);
                let amount = draft.amount(minor_digits(currency)).unwrap_or(0);
                suspect.goes_on(&draft, amount);
                continue;
            }
            let Some(sale) = known.get(&draft.origin) else {
                new.push((draft, who));
                continue;
            };
            let mut said = self.said(&draft, who);
            if draft.continues {
                // All it said before agreed, so these lines are too many.
                self.counts.already_there = self.counts.already_there.saturating_sub(1);
                said = Said {
                    amount: sale.amount.saturating_add(said.amount),
                    ..said
                };
            } else if said.agrees(sale)? {
                self.counts.already_there += 1;
                if is_news(draft.settled, sale) {
                    self.counts.settled += 1;
                    if self.import.is_some() {
                        sql::settle(connection, sale.id, Settled::days(draft.settled)).await?;
                    }
                }
                continue;
            }
            let suspect = Suspect {
                known: sale.clone(),
                said,
                first: draft.line,
                lines: draft.lines,
                places: vec![draft.place()],
            };
            self.suspects.insert(draft.origin, suspect);
        }
        Ok(new)
    }

    fn said(&self, draft: &Draft, who: Option<u32>) -> Said {
        let currency = draft.currency.unwrap_or(&self.currency);
        let customer = match who {
            None => Some(None),
            Some(at) => {
                let surely = self.registry.existing(at);
                surely.map(Some)
            }
        };
        Said {
            customer,
            minute: draft.minute,
            amount: draft.amount(minor_digits(currency)).unwrap_or(0),
            currency: currency.to_owned(),
            items: draft.items.clone(),
            channel: draft.channel.clone(),
            served_by: draft.served_by.clone(),
            note: draft.note.clone(),
        }
    }

    /// Says which of the purchases set apart really differ. What the owner corrected in the notebook since it was
    /// imported does not: the file still says what it said.
    pub(super) async fn settle_suspects(
        &mut self,
        connection: &mut SqliteConnection,
    ) -> Result<()> {
        let mut suspects: Vec<Suspect> = std::mem::take(&mut self.suspects).into_values().collect();
        if suspects.is_empty() {
            return Ok(());
        }
        let before: HashMap<MomentId, KnownSale> = sql::before_corrections(connection).await?;
        suspects.sort_unstable_by_key(|suspect| suspect.first);
        for suspect in suspects {
            let corrected = before.get(&suspect.known.id);
            let difference = suspect.said.difference(&suspect.known)?;
            let as_it_was = corrected.map_or(Ok(false), |before| suspect.said.agrees(before))?;
            let Some((role, said, known)) = difference.filter(|_| !as_it_was) else {
                self.counts.already_there += 1;
                continue;
            };
            self.counts.reject(Reason::Changed, suspect.lines);
            self.changed_lines.extend(suspect.places);
            let column = role.and_then(|role| self.column_of(role));
            self.changed.push(Reject {
                column: column.and_then(|at| u32::try_from(at).ok()),
                value: short(&said),
                in_notebook: Some(short(&known)).filter(|known| !known.is_empty()),
                ..Reject::changed(suspect.first)
            });
        }
        Ok(())
    }
}

impl Pour<'_> {
    fn column_of(&self, role: Role) -> Option<usize> {
        let other = match role {
            Role::Amount => Role::UnitPrice,
            Role::Time => Role::Day,
            _ => role,
        };
        self.mapping
            .column(role)
            .or_else(|| self.mapping.column(other))
    }
}

impl Suspect {
    /// Takes later lines of the same purchase in.
    fn goes_on(&mut self, draft: &Draft, amount: i64) {
        self.said.amount = self.said.amount.saturating_add(amount);
        self.said.items.extend_from_slice(&draft.items);
        self.lines += draft.lines;
        self.places.push(draft.place());
    }
}
