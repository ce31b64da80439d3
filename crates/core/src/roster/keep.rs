//! Keeping the roster: gathered in the background when first asked for, then kept right by every write.
//!
//! Writes hold [`Following`] from just before they commit until the roster knows what they did, so what the roster knows is
//! always one whole commit after another. What is written while everybody is being gathered is made good at the end.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use sqlx::{SqliteConnection, SqlitePool};
use tokio::sync::{Notify, OwnedMutexGuard};
use tokio::task::AbortHandle;

use super::sql::{self, Touch};
use super::{Entry, Roster};
use crate::db::Touched;
use crate::error::{Error, Result};
use crate::ids::CustomerId;

/// Customers touched at once above which gathering everybody anew pays.
const MANY_TOUCHED: usize = 20_000;
/// Names changed at once above which putting them in order one by one does not pay.
const MANY_RENAMED: usize = 500;

/// The roster of an open notebook, there or not.
#[derive(Debug, Default)]
pub(crate) struct Keep {
    shared: Arc<Shared>,
    gathering: Mutex<Option<AbortHandle>>,
}

#[derive(Debug, Default)]
struct Shared {
    state: RwLock<State>,
    follow: Arc<tokio::sync::Mutex<()>>,
    /// Told when gathering has come to an end.
    done: Notify,
}

#[derive(Debug, Default)]
enum State {
    #[default]
    Absent,
    /// Being gathered as of some commit; what later ones touched, or nothing when anybody may have been.
    Gathering(Option<Vec<Touch>>),
    Ready(Box<Roster>),
}

impl Shared {
    fn with<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.state.write().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether it fell to the caller to gather everybody.
    fn claim(&self) -> bool {
        self.with(|state| {
            let absent = matches!(state, State::Absent);
            if absent {
                *state = State::Gathering(Some(Vec::new()));
            }
            absent
        })
    }

    /// What the roster knows is no longer so.
    fn forget(&self) {
        self.with(|state| match state {
            State::Absent => {}
            State::Gathering(late) => *late = None,
            State::Ready(_) => *state = State::Absent,
        });
    }
}

impl Keep {
    /// What the roster says, if it is there.
    pub(crate) fn ask<T>(&self, question: impl FnOnce(&Roster) -> T) -> Option<T> {
        let state = self
            .shared
            .state
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        match &*state {
            State::Ready(roster) => Some(question(roster)),
            _ => None,
        }
    }

    /// Have it gathered in the background, unless it is there or on its way.
    pub(crate) fn gather(&self, reader: &SqlitePool) {
        if self.shared.claim() {
            let task = tokio::spawn(gather(Arc::clone(&self.shared), reader.clone()));
            *self
                .gathering
                .lock()
                .unwrap_or_else(PoisonError::into_inner) = Some(task.abort_handle());
        }
    }

    /// What the roster says, as soon as it is there.
    pub(crate) async fn answer<T>(
        &self,
        reader: &SqlitePool,
        question: impl Fn(&Roster) -> T,
    ) -> Result<T> {
        loop {
            let done = self.shared.done.notified();
            if let Some(answer) = self.ask(&question) {
                return Ok(answer);
            }
            if self.shared.claim() {
                gather(Arc::clone(&self.shared), reader.clone()).await?;
            } else {
                done.await;
            }
        }
    }

    /// Wait for one's turn to commit.
    pub(crate) async fn follow(&self) -> Following {
        Following {
            _turn: Arc::clone(&self.shared.follow).lock_owned().await,
            shared: Arc::clone(&self.shared),
            next: Next::Forget,
        }
    }

    /// Stop gathering: the file is about to be closed.
    pub(crate) fn stop(&self) {
        let task = self
            .gathering
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(task) = task {
            task.abort();
        }
    }
}

impl Drop for Keep {
    fn drop(&mut self) {
        self.stop();
    }
}

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
}

/// Customers as a write leaves them, and where the new names belong.
#[derive(Debug)]
struct Made {
    gone: Vec<u32>,
    entries: Vec<Entry>,
    renamed: Vec<(u32, [Option<u32>; 3])>,
}

impl Following {
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
                made(connection, touch).await?.map_or(Next::Forget, Next::Take)
            }
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
    fn take(&mut self, made: Made) -> Option<()> {
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

async fn made(connection: &mut SqliteConnection, touch: Touch) -> Result<Option<Made>> {
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

/// Whoever gathers and does not come to an end leaves the roster absent.
struct Claim(Arc<Shared>);

impl Drop for Claim {
    fn drop(&mut self) {
        self.0.with(|state| {
            if matches!(state, State::Gathering(_)) {
                *state = State::Absent;
            }
        });
        self.0.done.notify_waiters();
    }
}

async fn gather(shared: Arc<Shared>, reader: SqlitePool) -> Result<()> {
    let claim = Claim(Arc::clone(&shared));
    loop {
        let mut tx = {
            let _turn = shared.follow.lock().await;
            let mut tx = reader.begin_with("BEGIN").await?;
            // The first look is what everything after it is as of.
            sqlx::query("SELECT 1 FROM customer LIMIT 1")
                .fetch_optional(&mut *tx)
                .await?;
            shared.with(|state| *state = State::Gathering(Some(Vec::new())));
            tx
        };
        let gathered = sql::everybody(&mut tx).await?;
        tx.rollback().await?;
        let mut roster = tokio::task::spawn_blocking(|| Box::new(gathered.finish()))
            .await
            .map_err(|error| Error::Damaged(error.to_string()))?;

        let _turn = shared.follow.lock().await;
        let late = shared.with(|state| match state {
            State::Gathering(late) => late.take(),
            _ => None,
        });
        let Some(late) = late else { continue };
        let mut touch = Touch::default();
        for one in late {
            touch.ids.extend(one.ids);
            touch.gone.extend(one.gone);
            touch.renamed.extend(one.renamed);
        }
        let mut connection = reader.acquire().await?;
        if touch.ids.len() <= MANY_TOUCHED
            && let Some(made) = made(&mut connection, distinct(touch)).await?
            && roster.take(made).is_some()
        {
            shared.with(|state| *state = State::Ready(roster));
            drop(claim);
            return Ok(());
        }
    }
}

fn distinct(mut touch: Touch) -> Touch {
    let ids: BTreeSet<CustomerId> = touch.ids.drain(..).collect();
    touch.ids.extend(ids);
    touch
}
