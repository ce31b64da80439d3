//! One writer, several readers. SQLite lets one connection write at a time; a pool of several writers
//! would fail with SQLITE_BUSY as soon as two of them read before they write.

use std::path::Path;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions as _, Connection as _};

use super::log;
use crate::error::Result;

/// "Fidl": tells our files from any other SQLite database (`PRAGMA application_id`).
pub(crate) const APPLICATION_ID: u32 = 0x4669_646c;

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// The newest file version this program can write: the number of its last migration.
pub(crate) fn supported_version() -> u32 {
    MIGRATIONS
        .iter()
        .map(|step| step.version)
        .max()
        .and_then(|v| u32::try_from(v).ok())
        .unwrap_or(0)
}

/// The open file.
#[derive(Debug)]
pub(crate) struct Db {
    writer: SqlitePool,
    pub(crate) reader: SqlitePool,
}

impl Db {
    /// Bring the file at `path` up to date and open it. Creates it when `create` is set.
    pub(crate) async fn open(path: &Path, create: bool) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(create)
            .journal_mode(SqliteJournalMode::Wal)
            // FULL: an acknowledged write survives a power cut, not only a crash.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .pragma("secure_delete", "ON")
            .pragma("temp_store", "MEMORY")
            .pragma("trusted_schema", "OFF")
            .pragma("cell_size_check", "ON")
            // Statements can carry names and notes; those never reach a log.
            .disable_statement_logging();
        migrate(&options).await?;

        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .min_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .acquire_timeout(Duration::from_secs(30))
            .after_connect(|connection, _| Box::pin(log::install(connection)))
            // A full disk makes SQLite roll back by itself, which the driver does not notice: it would refuse every
            // write from then on. Such a writer is replaced by a fresh one.
            .before_acquire(|connection, _| Box::pin(async { Ok(!connection.is_in_transaction()) }))
            .connect_with(
                options
                    .clone()
                    .pragma("cache_size", "-65536")
                    .optimize_on_close(true, None),
            )
            .await?;
        let reader = SqlitePoolOptions::new()
            .max_connections(3)
            .idle_timeout(None)
            .max_lifetime(None)
            .acquire_timeout(Duration::from_secs(30))
            .connect_with(options.read_only(true).pragma("cache_size", "-16384"))
            .await?;
        Ok(Self { writer, reader })
    }

    /// The writer. [`super::Write`] is the door for what a person does; only derived tables and a
    /// notebook's very first rows go around it.
    pub(crate) const fn writer(&self) -> &SqlitePool {
        &self.writer
    }

    /// Close every connection and fold the write-ahead log into the file, so that one file is all there is.
    pub(crate) async fn close(&self) {
        self.reader.close().await;
        self.writer.close().await;
    }
}

async fn migrate(options: &SqliteConnectOptions) -> Result<()> {
    let mut connection = options.connect().await?;
    let version: u32 = sqlx::query_scalar("PRAGMA user_version")
        .fetch_one(&mut connection)
        .await?;
    if version < supported_version() {
        // Not `run`: its future is not Send enough for a window's commands.
        MIGRATIONS.run_direct(None, &mut connection, false).await?;
        let marks = format!(
            "PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {}",
            supported_version()
        );
        sqlx::raw_sql(sqlx::AssertSqlSafe(marks))
            .execute(&mut connection)
            .await?;
        // Without this the tables would live in the write-ahead log alone for a while.
        sqlx::raw_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            .execute(&mut connection)
            .await?;
    }
    connection.close().await?;
    Ok(())
}
