//! One writer, several readers. SQLite lets one connection write at a time; a pool of several writers
//! would fail with SQLITE_BUSY as soon as two of them read before they write.

use std::path::Path;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, SqliteConnection};

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

/// What a reader keeps of the file, as SQLite counts it (below zero: KiB). Little: what it reads again is in the system's memory.
const READER_CACHE: i32 = -4_096;
/// What the writer keeps of the file.
const WRITER_CACHE: i32 = -8_192;
/// What an import may hold at once, KiB: what it knows of everybody in the file, and what the writer keeps of the pages it
/// touches all over the notebook.
const IMPORT_ROOM: i32 = 144 * 1024;
/// The least and the most the writer keeps then.
const POURING_CACHE: [i32; 2] = [16 * 1024, 64 * 1024];
/// What an import knows of one person once it has read their file, bytes, as measured.
const PERSON: usize = 120;

/// Have the writer keep as much as the import of a file of so many people needs, until it goes back to its pool.
pub(super) async fn pouring(
    connection: &mut SqliteConnection,
    people: usize,
) -> Result<(), sqlx::Error> {
    let known = i32::try_from(people * PERSON / 1024).unwrap_or(i32::MAX);
    let [least, most] = POURING_CACHE;
    set_cache(
        connection,
        -IMPORT_ROOM.saturating_sub(known).clamp(least, most),
    )
    .await
}

/// What is over the new size is let go of at once.
async fn set_cache(connection: &mut SqliteConnection, size: i32) -> Result<(), sqlx::Error> {
    let sql = format!("PRAGMA cache_size = {size}");
    sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(connection)
        .await?;
    Ok(())
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
            // After an import, however it ended, what it kept is let go of.
            .after_release(|connection, _| {
                Box::pin(async {
                    set_cache(connection, WRITER_CACHE).await?;
                    Ok(true)
                })
            })
            // No statistics of what tables hold are kept: with them, one notebook would be asked otherwise than another, and
            // what is fast in one be slow in the next. Where the order of a join matters, the query says so.
            .connect_with(
                options
                    .clone()
                    .pragma("cache_size", WRITER_CACHE.to_string()),
            )
            .await?;
        let reader = SqlitePoolOptions::new()
            .max_connections(3)
            .idle_timeout(None)
            .max_lifetime(None)
            // A file does not hang up: nobody has to be asked whether they are still there before each question.
            .test_before_acquire(false)
            .acquire_timeout(Duration::from_secs(30))
            .connect_with(
                options
                    .read_only(true)
                    .pragma("cache_size", READER_CACHE.to_string()),
            )
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
