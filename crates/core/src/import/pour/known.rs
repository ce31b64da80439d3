//! New purchases told from those in the notebook, and those told from the ones the file says something else about.

use std::collections::HashMap;

use sqlx::SqliteConnection;

use super::Pour;
use crate::error::Result;
use crate::ids::{CustomerId, MomentId};
use crate::import::changed::{ChangedSale, Lines};
use crate::import::group::{Draft, Item};
use crate::import::sql::{self, KnownSale};
use crate::money::{Amount, minor_digits};

/// Purchases whose first lines do not say what the notebook says; later lines may still make up for it.
pub(super) type Suspects = HashMap<[u8; 16], Suspect>;

/// What a file says of one purchase, beside what the notebook says.
#[derive(Debug)]
pub(super) struct Suspect {
    known: KnownSale,
    said: Said,
    first: u32,
    lines: u32,
    reference: Option<String>,
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

impl Said {
    fn agrees(&self, known: &KnownSale) -> Result<bool> {
        let items = match self.items.as_slice() {
            [] => None,
            items => Some(serde_json::to_string(items)?),
        };
        Ok(self.amount == known.amount
            && self.currency == known.currency
            && self
                .customer
                .is_none_or(|customer| customer == known.customer)
            && self.minute == known.minute
            && self.channel == known.channel
            && self.served_by == known.served_by
            && self.note == known.note
            && items == known.items)
    }
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
                continue;
            }
            let suspect = Suspect {
                known: sale.clone(),
                said,
                first: draft.line,
                lines: draft.lines,
                places: vec![draft.place()],
                reference: draft.reference,
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
                let surely = self.registry.get(at).and_then(|known| known.existing);
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
        suspects.sort_by_key(|suspect| suspect.first);
        for suspect in suspects {
            let corrected = before.get(&suspect.known.id);
            let same = suspect.said.agrees(&suspect.known)?
                || corrected.map_or(Ok(false), |before| suspect.said.agrees(before))?;
            if same {
                self.counts.already_there += 1;
                continue;
            }
            self.counts.changed += 1;
            self.changed_lines.extend(suspect.places);
            self.changed.push(ChangedSale {
                line: suspect.first,
                lines: suspect.lines,
                reference: suspect.reference,
                day: suspect.known.day,
                in_notebook: Amount(suspect.known.amount),
                in_file: Amount(suspect.said.amount),
                currency: suspect.said.currency,
            });
        }
        Ok(())
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
