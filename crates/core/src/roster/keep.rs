//! Keeping the roster: gathered in the background when first asked for, then kept right by every write.
//!
//! Writes hold [`Following`] from just before they commit until the roster knows what they did, so what the roster knows is
//! always one whole commit after another. What is written while everybody is being gathered is made good at the end.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use sqlx::SqlitePool;
use tokio::sync::Notify;
use tokio::task::AbortHandle;

use super::Roster;
use super::follow::{Following, MANY_TOUCHED, made};
use super::sql::{self, Touch};
use crate::error::{Error, Result};
use crate::ids::CustomerId;

/// The roster of an open notebook, there or not.
#[derive(Debug, Default)]
pub(crate) struct Keep {
    shared: Arc<Shared>,
    gathering: Mutex<Option<AbortHandle>>,
}

#[derive(Debug, Default)]
pub(super) struct Shared {
    state: RwLock<State>,
    follow: Arc<tokio::sync::Mutex<()>>,
    /// Told when gathering has come to an end.
    done: Notify,
    /// Whether somebody is to be told then.
    awaited: AtomicBool,
}

#[derive(Debug, Default)]
pub(super) enum State {
    #[default]
    Absent,
    /// Being gathered as of some commit; what later ones touched, or nothing when anybody may have been.
    Gathering(Option<Vec<Touch>>),
    Ready(Box<Roster>),
}

impl Shared {
    pub(super) fn with<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
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
    pub(super) fn forget(&self) {
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

    /// Whether the roster came to be there, as soon as that is known. `None` while somebody waits for it already.
    pub(crate) fn ready(&self) -> Option<impl Future<Output = bool> + Send + 'static> {
        if self.shared.awaited.swap(true, Ordering::Relaxed) {
            return None;
        }
        let shared = Arc::clone(&self.shared);
        Some(async move {
            let there = loop {
                let done = shared.done.notified();
                let now = shared.with(|state| match state {
                    State::Absent => Some(false),
                    State::Gathering(_) => None,
                    State::Ready(_) => Some(true),
                });
                match now {
                    Some(there) => break there,
                    None => done.await,
                }
            };
            shared.awaited.store(false, Ordering::Relaxed);
            there
        })
    }

    /// Wait for one's turn to commit.
    pub(crate) async fn follow(&self) -> Following {
        let turn = Arc::clone(&self.shared.follow).lock_owned().await;
        Following::new(turn, Arc::clone(&self.shared))
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
