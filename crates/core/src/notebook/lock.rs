//! Only one program at a time has a notebook open. The lock is the system's (`flock`), so it goes when
//! the program does, however it ends.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Held for as long as the notebook is open.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Take the lock beside the notebook at `notebook`.
    pub(super) fn take(notebook: &Path) -> Result<Self> {
        let mut name = notebook.as_os_str().to_owned();
        name.push(".lock");
        let path = PathBuf::from(name);
        // A file of its own: opening and closing the notebook itself would drop SQLite's locks on it.
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|error| Error::io(notebook, error))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { file, path }),
            Err(TryLockError::WouldBlock) => Err(Error::AlreadyOpen(notebook.to_owned())),
            Err(TryLockError::Error(error)) => Err(Error::io(notebook, error)),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Best effort: a lock file left behind is harmless, the lock itself is not in it.
        let _ = std::fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}
