//! Creating, opening, checking and closing a notebook file.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::RwLock;

use tokio::sync::broadcast;

use super::file::{at, discard, keep_copy, version_of, writable};
use super::{Notebook, Settings, lock::Lock, settings};
use crate::bond;
use crate::chance;
use crate::db::{self, Db, Touched};
use crate::error::{Error, Result};
use crate::ids::Mint;
use crate::roster::Keep;
use crate::standing;
use crate::time::Clock;

/// The extension of notebook files.
pub const EXTENSION: &str = "fidele";

/// What [`Notebook::check`] found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Health {
    /// Whether everything is in order.
    pub sound: bool,
    /// What SQLite's integrity check says, when it is not "ok".
    pub damage: Vec<String>,
    /// Rows that point to a row which is not there.
    pub orphans: u32,
    /// Customers whose stored standing, chance or bond differs from what their purchases and moments say.
    pub stale_standings: u32,
    /// Customers in the notebook.
    pub customers: u32,
    /// Purchases in the notebook, refunds included.
    pub purchases: u32,
}

impl Notebook {
    /// Make a new notebook at `path` and open it. The file appears only once it is complete.
    ///
    /// # Errors
    /// [`Error::Exists`] rather than ever replacing a file; [`Error::ReadOnly`], [`Error::Missing`] (no
    /// such folder) or [`Error::DiskFull`]; [`Error::Invalid`] for settings out of range.
    pub async fn create(path: &Path, settings: &Settings, clock: Clock) -> Result<Self> {
        Self::create_whole(path, settings, clock, false).await
    }

    /// The file appears at `path` only once all that belongs in it is there.
    async fn create_whole(
        path: &Path,
        settings: &Settings,
        clock: Clock,
        example: bool,
    ) -> Result<Self> {
        settings.check()?;
        if path.exists() {
            return Err(Error::Exists(path.to_owned()));
        }
        let mut draft = path.as_os_str().to_owned();
        draft.push(".new");
        let draft = PathBuf::from(draft);
        discard(&draft);
        let made = async {
            // Tells a read-only folder from other refusals better than SQLite does.
            File::create_new(&draft).map_err(|error| Error::io(path, error))?;
            let db = Db::open(&draft, true)
                .await
                .map_err(|error| at(error, path))?;
            let stored = Self::store_first(&db, settings).await;
            db.close().await;
            stored.map_err(|error| at(error, path))?;
            if example {
                let notebook = Self::open(&draft, clock).await?;
                let filled = notebook.fill_example().await;
                notebook.close().await;
                filled?;
            }
            // Unlike a rename, a hard link refuses to replace a file that appeared meanwhile.
            match std::fs::hard_link(&draft, path) {
                Ok(()) => Ok(()),
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                    Err(Error::Exists(path.to_owned()))
                }
                // File systems without hard links (a USB stick's FAT).
                Err(_) => std::fs::rename(&draft, path).map_err(|error| Error::io(path, error)),
            }
        }
        .await;
        discard(&draft);
        made?;
        Self::open(path, clock).await
    }

    async fn store_first(db: &Db, settings: &Settings) -> Result<()> {
        let mut tx = db.writer().begin_with("BEGIN IMMEDIATE").await?;
        db::unlogged(&mut tx).await?;
        settings::store(&mut tx, settings).await?;
        db::logged_again(&mut tx).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Make the example notebook at `path`, named `name`, and open it.
    ///
    /// # Errors
    /// As [`Notebook::create`].
    pub async fn create_example(path: &Path, name: String, clock: Clock) -> Result<Self> {
        let notebook =
            Self::create_whole(path, &crate::example::settings(name), clock, true).await?;
        notebook.learn().await?;
        Ok(notebook)
    }

    async fn fill_example(&self) -> Result<()> {
        let mut tx = self.db.writer().begin_with("BEGIN IMMEDIATE").await?;
        db::unlogged(&mut tx).await?;
        crate::example::fill(self, &mut tx).await?;
        db::logged_again(&mut tx).await?;
        let everyone = Touched::Everyone;
        standing::refresh(&mut tx, &everyone, self.today(), &self.settings()).await?;
        bond::refresh(&mut tx, &everyone, self.today(), &self.settings()).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Open the notebook at `path`, bringing it up to date (with a copy made first) if an older version
    /// wrote it, and everybody's standing to today.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::NotANotebook`], [`Error::FileTooNew`] (nothing is changed),
    /// [`Error::AlreadyOpen`], [`Error::ReadOnly`], [`Error::Damaged`].
    pub async fn open(path: &Path, clock: Clock) -> Result<Self> {
        let notebook = Self::open_as_left(path, clock).await?;
        notebook.turn_day().await?;
        Ok(notebook)
    }

    /// Open the notebook at `path` with everybody's standing as it was last worked out, which may be another day's. For a
    /// window, which shows that at once and calls [`Notebook::turn_day`] then; what turns is announced like a write.
    ///
    /// # Errors
    /// As [`Notebook::open`].
    pub async fn open_as_left(path: &Path, clock: Clock) -> Result<Self> {
        let path = std::path::absolute(path).map_err(|error| Error::io(path, error))?;
        let version = version_of(&path)?;
        let supported = db::supported_version();
        if version > supported {
            return Err(Error::FileTooNew {
                path,
                found: version,
                supported,
            });
        }
        writable(&path)?;
        let lock = Lock::take(&path)?;
        if version < supported {
            keep_copy(&path, version).await?;
        }
        let db = Db::open(&path, false)
            .await
            .map_err(|error| at(error, &path))?;
        let stored = settings::load(&mut *db.reader.acquire().await?).await?;
        Ok(Self {
            db,
            path,
            clock,
            mint: Mint::default(),
            settings: RwLock::new(stored),
            reader: None,
            roster: Keep::default(),
            changes: broadcast::channel(64).0,
            _lock: lock,
        })
    }

    /// Bring everybody's standing to today, if the day has changed since it was last worked out.
    /// Returns whether it had.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn turn_day(&self) -> Result<bool> {
        let today = self.today();
        if standing::worked_out_on(&mut *self.db.reader.acquire().await?).await? == Some(today) {
            return Ok(false);
        }
        let settings = self.settings();
        let mut tx = self.db.writer().begin_with("BEGIN IMMEDIATE").await?;
        // Somebody else may have turned it meanwhile.
        let since = standing::worked_out_on(&mut tx).await?;
        if since == Some(today) {
            return Ok(false);
        }
        let touched = match since {
            Some(since) => standing::turn(&mut tx, since, today, &settings).await?,
            None => {
                standing::refresh(&mut tx, &Touched::Everyone, today, &settings).await?;
                Touched::Everyone
            }
        };
        // Everybody's chance is another each day.
        let spoken_of = chance::refresh(&mut tx, &Touched::Everyone, today, &settings).await?;
        let bonds = bond::refresh(&mut tx, &Touched::Everyone, today, &settings).await?;
        let touched = if spoken_of {
            Touched::Everyone
        } else {
            touched.and(bonds)
        };
        let mut following = self.roster.follow().await;
        following.read_standings(&mut tx, &touched).await?;
        tx.commit().await?;
        following.done();
        self.announce(&crate::change::Changes {
            kinds: [crate::change::Kind::Standing, crate::change::Kind::Contact].into(),
            undoable: self.undoable().await?,
        });
        Ok(true)
    }

    /// Close the file, folding everything into it, so that it can be copied or moved.
    pub async fn close(self) {
        self.roster.stop();
        self.db.close().await;
    }

    /// Look for damage: the file's structure, rows that point nowhere, standings that disagree with purchases.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub async fn check(&self) -> Result<Health> {
        let mut connection = self.db.reader.acquire().await?;
        let damage: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check")
            .fetch_all(&mut *connection)
            .await?;
        drop(connection);
        let damage: Vec<String> = damage.into_iter().filter(|line| line != "ok").collect();
        let orphans = sqlx::query("PRAGMA foreign_key_check")
            .fetch_all(&self.db.reader)
            .await?
            .len();
        let (today, settings) = (self.today(), self.settings());
        let stale = standing::stale(&self.db.reader, today, &settings).await?
            + chance::stale(&self.db.reader, today, &settings).await?
            + bond::stale(&self.db.reader, today, &settings).await?;
        let counts = sqlx::query!(
            r#"SELECT (SELECT count(*) FROM customer) AS "customers!: i64",
                      (SELECT count(*) FROM purchase) AS "purchases!: i64""#
        )
        .fetch_one(&self.db.reader)
        .await?;
        let whole = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
        Ok(Health {
            sound: damage.is_empty() && orphans == 0 && stale == 0,
            damage,
            orphans: u32::try_from(orphans).unwrap_or(u32::MAX),
            stale_standings: stale,
            customers: whole(counts.customers),
            purchases: whole(counts.purchases),
        })
    }
}
