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
    /// Take the lock beside the notebook at `notebook`, whatever links lead to it.
    pub(super) fn take(notebook: &Path) -> Result<Self> {
        let refused = |error| Error::io(notebook, error);
        let mut name = notebook.canonicalize().map_err(refused)?.into_os_string();
        name.push(".lock");
        let path = PathBuf::from(name);
        loop {
            // A file of its own: opening and closing the notebook itself would drop SQLite's locks on it.
            let file = File::options()
                .create(true)
                .truncate(false)
                .write(true)
                .open(&path)
                .map_err(refused)?;
            match file.try_lock() {
                Ok(()) if is_at(&file, &path) => return Ok(Self { file, path }),
                // Whoever had it removed it just now: this lock is on a file that nobody else will find.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(Error::AlreadyOpen(notebook.to_owned()));
                }
                Err(TryLockError::Error(error)) => return Err(refused(error)),
            }
        }
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let (Ok(here), Ok(there)) = (file.metadata(), path.metadata()) else {
        return false;
    };
    (here.dev(), here.ino()) == (there.dev(), there.ino())
}

/// An open file cannot be replaced there.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Best effort: a lock file left behind is harmless, the lock itself is not in it.
        let _ = std::fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}
