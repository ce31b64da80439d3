//! The notebook as a file: what version it is, a copy of it, and what is left of a draft.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::EXTENSION;
use crate::db;
use crate::error::{Error, Result};

/// Read the file's version from its first hundred bytes (<https://sqlite.org/fileformat.html>, 1.3)
/// without opening it as a database: a file that is not ours must not be touched.
pub(super) fn version_of(path: &Path) -> Result<u32> {
    let mut header = [0u8; 100];
    let mut file = File::open(path).map_err(|error| Error::io(path, error))?;
    let stranger = || Error::NotANotebook(path.to_owned());
    if file
        .metadata()
        .map_err(|error| Error::io(path, error))?
        .is_dir()
    {
        return Err(stranger());
    }
    file.read_exact(&mut header).map_err(|_| stranger())?;
    let word = |at: usize| {
        u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
    };
    if !header.starts_with(b"SQLite format 3\0") || word(68) != db::APPLICATION_ID {
        return Err(stranger());
    }
    Ok(word(60))
}

/// SQLite would open a write-protected file and fail at the first write; say so at once.
pub(super) fn writable(path: &Path) -> Result<()> {
    File::options()
        .write(true)
        .open(path)
        .map_err(|error| Error::io(path, error))?;
    Ok(())
}

/// Before an update, a whole copy beside the file, never replacing an earlier one.
pub(super) async fn keep_copy(path: &Path, version: u32) -> Result<()> {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!(".v{version}.{EXTENSION}"));
    let copy = path.with_file_name(name);
    if copy.exists() {
        return Ok(());
    }
    use sqlx::{ConnectOptions as _, Connection as _};
    let mut connection = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(path)
        .disable_statement_logging()
        .connect()
        .await?;
    // Interrupted, a copy must not pass for a whole one.
    let part = copy.with_extension("part");
    discard(&part);
    let target = part.to_string_lossy().into_owned();
    sqlx::query("VACUUM INTO ?")
        .bind(target)
        .execute(&mut connection)
        .await?;
    connection.close().await?;
    std::fs::rename(&part, &copy).map_err(|error| Error::io(&copy, error))
}

pub(super) fn at(error: Error, path: &Path) -> Error {
    match error {
        Error::ReadOnly(_) => Error::ReadOnly(path.to_owned()),
        other => other,
    }
}

pub(super) fn discard(draft: &Path) {
    for suffix in ["", "-wal", "-shm", ".lock"] {
        let mut name = draft.as_os_str().to_owned();
        name.push(suffix);
        // It is usually not there.
        let _ = std::fs::remove_file(PathBuf::from(name));
    }
}
