//! Refunds find the purchase they take back.

use std::collections::HashSet;

use sqlx::SqliteConnection;

use super::Pour;
use crate::error::Result;
use crate::ids::{CustomerId, MomentId};
use crate::import::group::Draft;
use crate::import::plan::tickets_of;
use crate::import::sql;

/// A refund whose purchase has not been seen yet.
pub(super) struct Loose {
    refund: MomentId,
    customer: Option<CustomerId>,
    tickets: [Option<String>; 2],
}

impl Pour<'_> {
    /// The purchase a refund takes back, when it came before; else it is looked for at the end.
    pub(super) fn tie(
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
    pub(super) async fn tie_loose(&mut self, connection: &mut SqliteConnection) -> Result<()> {
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
