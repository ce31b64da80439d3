//! What a write means for the roster.

use std::collections::BTreeSet;
use std::sync::Arc;

use sqlx::SqliteConnection;
use tokio::sync::OwnedMutexGuard;

use super::keep::{Shared, State};
use super::sql::{self, Touch};
use super::{Entry, Roster};
use crate::db::Touched;
use crate::error::Result;

/// Customers touched at once above which gathering everybody anew pays.
pub(super) const MANY_TOUCHED: usize = 20_000;
/// Standings that may change at once, on a new day, before gathering everybody anew pays.
const MANY_STANDINGS: usize = 200_000;
/// Names changed at once above which putting them in order one by one does not pay.
const MANY_RENAMED: usize = 500;

/// The turn of a write that commits. Dropped before [`Following::done`], it makes the roster forget: nobody knows then what
/// became of the write.
#[derive(Debug)]
pub(crate) struct Following {
    _turn: OwnedMutexGuard<()>,
    shared: Arc<Shared>,
    next: Next,
}

/// What a write means for the roster.
#[derive(Debug)]
enum Next {
    /// Everybody has to be gathered anew.
    Forget,
    Nothing,
    /// Those who gather will look at these again.
    Tell(Touch),
    Take(Made),
    /// Only where these stand has changed.
    Stand(Vec<Entry>),
}

/// Customers as a write leaves them, and where the new names belong.
#[derive(Debug)]
pub(super) struct Made {
    gone: Vec<u32>,
    entries: Vec<Entry>,
    renamed: Vec<(u32, [Option<u32>; 3])>,
}

impl Following {
    /// Whoever holds the turn.
    pub(super) const fn new(turn: OwnedMutexGuard<()>, shared: Arc<Shared>) -> Self {
        Self {
            _turn: turn,
            shared,
            next: Next::Forget,
        }
    }

    /// Read what the write under way does to the customers it touches; `seq` is its place in history.
    pub(crate) async fn read(
        &mut self,
        connection: &mut SqliteConnection,
        touched: &Touched,
        seq: i64,
    ) -> Result<()> {
        enum Now {
            Absent,
            Gathering,
            Ready,
        }
        // Only those whose turn it is change the state from ready, or end the gathering.
        let now = self.shared.with(|state| match state {
            State::Absent => Now::Absent,
            State::Gathering(_) => Now::Gathering,
            State::Ready(_) => Now::Ready,
        });
        let Touched::Some(ids) = touched else {
            return Ok(());
        };
        self.next = match now {
            // Gathering may begin at any time, but not before this turn is over.
            Now::Absent => Next::Nothing,
            _ if ids.is_empty() => Next::Nothing,
            _ if ids.len() > MANY_TOUCHED => Next::Forget,
            Now::Gathering => Next::Tell(sql::touch(connection, ids.clone(), seq).await?),
            Now::Ready => {
                let touch = sql::touch(connection, ids.clone(), seq).await?;
                made(connection, touch)
                    .await?
                    .map_or(Next::Forget, Next::Take)
            }
        };
        Ok(())
    }

    /// Read where the turn of a day leaves these customers; all else about them is as it was.
    pub(crate) async fn read_standings(
        &mut self,
        connection: &mut SqliteConnection,
        touched: &Touched,
    ) -> Result<()> {
        let (absent, gathering) = self.shared.with(|state| {
            (
                matches!(state, State::Absent),
                matches!(state, State::Gathering(_)),
            )
        });
        let Touched::Some(ids) = touched else {
            return Ok(());
        };
        self.next = if absent || ids.is_empty() {
            Next::Nothing
        } else if ids.len() > MANY_STANDINGS {
            Next::Forget
        } else if gathering {
            Next::Tell(Touch {
                ids: ids.clone(),
                ..Touch::default()
            })
        } else {
            Next::Stand(sql::standings(connection, ids).await?)
        };
        Ok(())
    }

    /// Nothing but the write's commit is over: everybody has to be gathered again.
    #[cfg(test)]
    pub(super) fn done_with_everybody(mut self) {
        self.next = Next::Forget;
        self.done();
    }

    /// The write is committed.
    pub(crate) fn done(mut self) {
        let next = std::mem::replace(&mut self.next, Next::Nothing);
        self.shared.with(|state| match (next, &mut *state) {
            (Next::Nothing, _) => {}
            (Next::Tell(touch), State::Gathering(Some(late))) => late.push(touch),
            (Next::Take(made), State::Ready(roster)) => {
                if roster.take(made).is_none() {
                    *state = State::Absent;
                }
            }
            (Next::Stand(entries), State::Ready(roster)) => {
                for entry in &entries {
                    roster.columns.stand(entry);
                }
            }
            (_, State::Gathering(late)) => *late = None,
            (_, state) => *state = State::Absent,
        });
    }
}

impl Drop for Following {
    fn drop(&mut self) {
        if !matches!(self.next, Next::Nothing) {
            self.shared.forget();
        }
    }
}

impl Roster {
    /// `None` when everybody had better be gathered again.
    pub(super) fn take(&mut self, made: Made) -> Option<()> {
        for slot in made.gone {
            self.remove(slot);
        }
        for entry in &made.entries {
            self.put(entry);
        }
        for (slot, neighbours) in made.renamed {
            self.rename(slot, neighbours)?;
        }
        (!self.is_worn()).then_some(())
    }
}

pub(super) async fn made(connection: &mut SqliteConnection, touch: Touch) -> Result<Option<Made>> {
    if touch.renamed.len() > MANY_RENAMED {
        return Ok(None);
    }
    let entries = sql::some(connection, &touch.ids).await?;
    let mut pending: BTreeSet<u32> = touch.renamed.into_iter().collect();
    let mut order: Vec<&Entry> = entries
        .iter()
        .filter(|entry| pending.contains(&entry.slot))
        .collect();
    // In the order of names, so that those who get their places first are the ones before.
    order.sort_unstable_by(|a, b| (&a.name, a.slot).cmp(&(&b.name, b.slot)));
    let mut renamed = Vec::with_capacity(order.len());
    for entry in order {
        let neighbours = sql::neighbours(connection, &entry.name, &pending).await?;
        pending.remove(&entry.slot);
        renamed.push((entry.slot, neighbours));
    }
    Ok(Some(Made {
        gone: touch.gone,
        entries,
        renamed,
    }))
}
