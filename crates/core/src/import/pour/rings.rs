//! Nobody was brought by somebody they brought themselves, through however many others.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use sqlx::SqliteConnection;

use super::Pour;
use crate::error::Result;
use crate::ids::CustomerId;
use crate::import::person::{LeftOut, Person};
use crate::import::role::Role;
use crate::import::sql::{self, gap};

impl Pour<'_> {
    /// Finds those whom the file says were brought by somebody they had brought: that cell goes to their note instead.
    pub(super) async fn find_rings(&mut self, connection: &mut SqliteConnection) -> Result<()> {
        if self.mapping.column(Role::Referrer).is_none() {
            return Ok(());
        }
        let registry = Arc::clone(&self.registry);
        let places: HashMap<CustomerId, u32> = registry.known().iter().copied().zip(0..).collect();
        let mut chains = Chains::default();
        for (customer, referrer) in sql::referrers(connection).await? {
            if let (Some(at), Some(by)) = (places.get(&customer), places.get(&referrer)) {
                chains.link(*at, *by);
            }
        }
        for (at, identity) in registry.roots() {
            // Who is said to have brought them already stays.
            if registry.existing(at).is_some() && identity.gaps.0 & gap::REFERRER == 0 {
                continue;
            }
            let Some(cell) = self
                .told
                .get(identity.said())?
                .and_then(|facts| facts.referrer)
            else {
                continue;
            };
            if let Some(by) = registry.referrer(&cell)
                && !chains.link(at, by)
            {
                self.rings.insert(at);
            }
        }
        self.counts.left_out += u32::try_from(self.rings.len()).unwrap_or(u32::MAX);
        Ok(())
    }

    /// Moves what would close a ring to the note.
    pub(super) fn open_ring(&self, at: u32, facts: &mut Person) {
        if !self.rings.contains(&at) {
            return;
        }
        let place = self.mapping.column(Role::Referrer);
        if let (Some(cell), Some(column)) = (facts.referrer.take(), place) {
            let header = self.mapping.columns.get(column);
            let heading = header.map_or("", |column| column.header.trim());
            facts.left_out.push(LeftOut::new(column, heading, &cell));
        }
    }
}

/// Who is in one chain with whom, each under the one at its top so far.
#[derive(Default)]
struct Chains(HashMap<u32, u32>);

impl Chains {
    /// Puts somebody under whom they were brought by. Says no where that would close a ring.
    fn link(&mut self, at: u32, by: u32) -> bool {
        let (under, over) = (self.top(at), self.top(by));
        let open = under != over;
        if open {
            self.0.insert(under, over);
        }
        open
    }

    fn top(&mut self, mut at: u32) -> u32 {
        while let Some(up) = self.0.get(&at).copied() {
            // Every other step is shortened on the way: a chain of a million is climbed once.
            if let Some(above) = self.0.get(&up).copied() {
                self.0.insert(at, above);
            }
            at = up;
        }
        at
    }
}

/// Those whose cell about who brought them would close a ring.
pub(super) type Rings = HashSet<u32>;
