//! Referrals: who brought whom, what that came to, and how far word of mouth may reach.

mod ops;
mod sql;
#[cfg(test)]
mod tests;
mod word;

use chrono::NaiveDate;

use crate::ids::CustomerId;
use crate::money::Amount;

pub(crate) use ops::not_circular;
pub use word::{Heard, Mood, Reach, WordOfMouth};

/// The most people of one chain that are listed; the sums are of all.
pub const MOST_LISTED: u32 = 500;

/// Somebody who was brought, by a customer or by somebody that one brought.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Brought {
    /// Who.
    pub customer: CustomerId,
    /// Their name.
    pub name: String,
    /// Who brought them.
    pub by: CustomerId,
    /// Links from the one the chain starts with: 1 for those they brought themselves.
    pub depth: u32,
    /// Days on which they bought.
    pub visits: u32,
    /// What they have spent in all, refunds taken off.
    pub spent: Amount,
    /// Their first purchase.
    pub since: Option<NaiveDate>,
}

/// Whom a customer brought, and what that came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Referrals {
    /// Customers they brought themselves.
    pub direct: u32,
    /// Of whom bought.
    pub bought: u32,
    /// What these spent.
    pub value: Amount,
    /// Customers in the whole chain, those they brought themselves among them.
    pub chain: u32,
    /// What all of the chain spent.
    pub chain_value: Amount,
    /// The chain: each after who brought them, the earliest brought first; at most [`MOST_LISTED`].
    pub people: Vec<Brought>,
    /// What they say around them, as last noted within 12 months; none when nothing was.
    pub mood: Option<Mood>,
    /// How many people hear of it, by the factors of the settings.
    pub reach: u32,
}

/// A customer whose word brought others who bought.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Bringer {
    /// Who.
    pub customer: CustomerId,
    /// Their name.
    pub name: String,
    /// Customers they brought themselves.
    pub brought: u32,
    /// Of whom bought.
    pub bought: u32,
    /// What these spent.
    pub value: Amount,
    /// Customers in the whole chain.
    pub chain: u32,
    /// What all of the chain spent.
    pub chain_value: Amount,
}

/// What word of mouth brought the notebook.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ReferralFigures {
    /// Customers of whom it is noted who brought them.
    pub brought: u32,
    /// Of whom bought.
    pub bought: u32,
    /// What these spent.
    pub value: Amount,
    /// Customers who ever bought, brought or not.
    pub buyers: u32,
    /// How many of those who ever bought were brought by somebody.
    pub share: Option<crate::cohort::Share>,
    /// Customers who brought somebody who bought: ambassadors proved by deed.
    pub ambassadors: u32,
    /// Them, by what those they brought spent; at most 100.
    pub list: Vec<Bringer>,
    /// How far what customers felt may be heard.
    pub word: WordOfMouth,
}

/// One row of a chain as it is read: who, and by whom.
#[derive(Debug, Clone)]
struct Link {
    customer: CustomerId,
    name: String,
    by: CustomerId,
    depth: u32,
    visits: u32,
    spent: Amount,
    since: Option<NaiveDate>,
}

impl Referrals {
    /// What a chain comes to, given breadth first, each customer once.
    fn of(root: CustomerId, links: Vec<Link>) -> Self {
        let mut told = Self::default();
        for link in &links {
            told.chain = told.chain.saturating_add(1);
            told.chain_value = told.chain_value + link.spent;
            if link.depth == 1 {
                told.direct += 1;
                told.bought += u32::from(link.visits > 0);
                told.value = told.value + link.spent;
            }
        }
        told.people = in_order(root, links);
        told
    }
}

/// Each after who brought them. No recursion: chains may be deeper than a stack.
fn in_order(root: CustomerId, links: Vec<Link>) -> Vec<Brought> {
    let mut below: std::collections::HashMap<CustomerId, Vec<Link>> =
        std::collections::HashMap::new();
    for link in links {
        below.entry(link.by).or_default().push(link);
    }
    let mut people = Vec::new();
    let mut waiting = below.remove(&root).unwrap_or_default();
    waiting.reverse();
    while let Some(link) = waiting.pop() {
        if people.len() >= MOST_LISTED as usize {
            break;
        }
        if let Some(mut next) = below.remove(&link.customer) {
            next.reverse();
            waiting.extend(next);
        }
        people.push(Brought {
            customer: link.customer,
            name: link.name,
            by: link.by,
            depth: link.depth,
            visits: link.visits,
            spent: link.spent,
            since: link.since,
        });
    }
    people
}
