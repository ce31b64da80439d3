//! The notebook: one business, one file. It is the only thing a shell holds.

mod file;
mod lock;
mod open;
pub(crate) mod settings;

use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

use chrono::NaiveDate;
use tokio::sync::broadcast;

use crate::change::{Changes, Kind, Op, Undoable};
use crate::db::{self, Db, Write};
use crate::error::Result;
use crate::ids::{ImportId, Mint};
use crate::roster::Keep;
use crate::time::Clock;

pub use open::{EXTENSION, Health};
pub use settings::{Settings, Trade};

/// Customers up to whom lists and searches are made ready before anybody asks.
const READY_EARLY: i64 = 200_000;

/// An open notebook. Closing it (or dropping it) lets others open the file.
#[derive(Debug)]
pub struct Notebook {
    pub(crate) db: Db,
    path: PathBuf,
    clock: Clock,
    mint: Mint,
    settings: RwLock<Settings>,
    changes: broadcast::Sender<Changes>,
    reader: Option<PathBuf>,
    pub(crate) roster: Keep,
    // Last, so that the file is let go of after everything else.
    _lock: lock::Lock,
}

impl Notebook {
    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Have files of unknown origin read by `program`, in a process of its own (see [`crate::import::reader`]). Until then
    /// they are read in this one.
    #[must_use]
    pub fn read_files_with(self, program: PathBuf) -> Self {
        Self {
            reader: Some(program),
            ..self
        }
    }

    pub(crate) fn reader(&self) -> Option<&Path> {
        self.reader.as_deref()
    }

    /// The civil day it is, by the notebook's clock.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.clock.today()
    }

    pub(crate) const fn clock(&self) -> Clock {
        self.clock
    }

    /// A new identifier. Its time is the computer's even where the day stands still: identifiers also tell what was
    /// noted before what, across programs that open the notebook one after the other.
    pub(crate) fn mint<I: From<uuid::Uuid>>(&self) -> I {
        self.mint.mint(Clock::System.now())
    }

    /// The settings as last written.
    #[must_use]
    pub fn settings(&self) -> Settings {
        self.settings
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Change the settings. Rhythm and behaviour follow at once.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] when a value is out of range.
    pub async fn change_settings(&self, settings: &Settings) -> Result<Changes> {
        settings.check()?;
        let mut write = self.write(Op::ChangeSettings).await?;
        settings::store(write.connection(), settings).await?;
        write.touch_everyone();
        write.commit().await
    }

    /// Open the write door.
    pub(crate) async fn write(&self, op: Op) -> Result<Write<'_>> {
        Write::open(self, op, None).await
    }

    /// Open the write door for an import.
    pub(crate) async fn write_import(&self, import: ImportId) -> Result<Write<'_>> {
        Write::open(self, Op::Import, Some(import)).await
    }

    /// Gather in the background what lists and searches go by, so that the first of them need not wait for it; in a notebook
    /// larger than any shop's, where it takes a tenth of a gigabyte, only once one is asked for.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn get_ready(&self) -> Result<()> {
        let customers: i64 =
            sqlx::query_scalar!(r#"SELECT coalesce(max(seq), 0) AS "end!: i64" FROM customer"#)
                .fetch_one(&self.db.reader)
                .await?;
        if customers <= READY_EARLY {
            self.gather();
        }
        Ok(())
    }

    /// Gather in the background what lists and searches go by.
    pub(crate) fn gather(&self) {
        self.roster.gather(&self.db.reader);
    }

    /// Say so once everybody can be found, and see to it that this will be.
    pub(crate) fn announce_search(&self) {
        self.gather();
        let Some(ready) = self.roster.ready() else {
            return;
        };
        let (changes, reader) = (self.changes.clone(), self.db.reader.clone());
        tokio::spawn(async move {
            if !ready.await {
                return;
            }
            // A notebook closed meanwhile has nobody to tell.
            if let Ok(undoable) = db::undoable(&reader).await {
                let _ = changes.send(Changes {
                    kinds: [Kind::Search].into(),
                    undoable,
                });
            }
        });
    }

    /// Hear of every committed write.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Changes> {
        self.changes.subscribe()
    }

    pub(crate) fn announce(&self, changes: &Changes) {
        // Nobody listening is fine.
        let _ = self.changes.send(changes.clone());
    }

    /// After settings were written, read them again.
    pub(crate) async fn forget_settings(
        &self,
        kinds: &std::collections::BTreeSet<Kind>,
    ) -> Result<()> {
        if kinds.contains(&Kind::Setting) {
            let stored = settings::load(&mut *self.db.reader.acquire().await?).await?;
            *self
                .settings
                .write()
                .unwrap_or_else(PoisonError::into_inner) = stored;
        }
        Ok(())
    }

    /// What [`Notebook::undo`] would take back.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn undoable(&self) -> Result<Option<Undoable>> {
        db::undoable(&self.db.reader).await
    }

    /// Take back the change at `seq` of history, or the latest one.
    ///
    /// # Errors
    /// [`crate::Error::NothingToUndo`] when there is no such change or it is already taken back; [`crate::Error::BuiltUpon`] when
    /// what was noted since needs it.
    pub async fn undo(&self, seq: Option<i32>) -> Result<(Undoable, Changes)> {
        db::undo(self, seq).await
    }

    /// Do again what the latest undo took back.
    ///
    /// # Errors
    /// [`crate::Error::NothingToUndo`] when nothing was taken back, or something was written since.
    pub async fn redo(&self) -> Result<(Undoable, Changes)> {
        db::redo(self).await
    }
}
