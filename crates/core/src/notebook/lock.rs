//! Only one program at a time has a notebook open. The locks are the system's (`flock`), so they go when the program
//! does, however it ends.
//!
//! There are two. One is beside the notebook, where programs on other computers find it too. The other follows the file
//! itself, whatever it is called: hard-linked names are one file, and two programs that write it under two names would
//! each keep a journal of their own and ruin it. A lock on the notebook's own bytes would be plainer, but gets in the
//! way of SQLite's on network drives and on macOS; so it is on a file named after the notebook's place on the disk, in
//! the folder for temporary files. On Windows the standard library does not tell that place: hard-linked names of one
//! notebook are not recognised there.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Held for as long as the notebook is open.
#[derive(Debug)]
pub(super) struct Lock {
    _beside: Held,
    _itself: Option<Held>,
}

impl Lock {
    /// Take the locks of the notebook at `notebook`, whatever links lead to it.
    pub(super) fn take(notebook: &Path) -> Result<Self> {
        let refused = |error| Error::io(notebook, error);
        let mut name = notebook.canonicalize().map_err(refused)?.into_os_string();
        name.push(".lock");
        let open = || Error::AlreadyOpen(notebook.to_owned());
        let beside = match Held::take(PathBuf::from(name)) {
            Ok(Some(held)) => held,
            Ok(None) => return Err(open()),
            Err(error) => return Err(refused(error)),
        };
        let itself = match place(notebook).map(Held::take) {
            Some(Ok(Some(held))) => Some(held),
            Some(Ok(None)) => return Err(open()),
            // Nowhere to put it: the one beside the notebook has to do.
            Some(Err(_)) | None => None,
        };
        Ok(Self {
            _beside: beside,
            _itself: itself,
        })
    }
}

/// The file that stands for the notebook's place on the disk.
#[cfg(unix)]
fn place(notebook: &Path) -> Option<PathBuf> {
    use std::os::unix::fs::MetadataExt as _;
    let file = notebook.metadata().ok()?;
    let name = format!("fidele-{:x}-{:x}.lock", file.dev(), file.ino());
    Some(std::env::temp_dir().join(name))
}

#[cfg(not(unix))]
fn place(_: &Path) -> Option<PathBuf> {
    None
}

/// One lock, and the file it is on.
#[derive(Debug)]
struct Held {
    file: File,
    path: PathBuf,
}

impl Held {
    /// Take the lock at `path`; `None` when somebody has it.
    fn take(path: PathBuf) -> std::io::Result<Option<Self>> {
        loop {
            // A file of its own: opening and closing the notebook itself would drop SQLite's locks on it.
            let made = File::options()
                .create(true)
                .truncate(false)
                .write(true)
                .open(&path);
            // Another person's: it cannot be written to, and need not be.
            let file = made.or_else(|refused| File::open(&path).map_err(|_| refused))?;
            match file.try_lock() {
                Ok(()) if is_at(&file, &path) => return Ok(Some(Self { file, path })),
                // Whoever had it removed it just now: this lock is on a file that nobody else will find.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(error),
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

impl Drop for Held {
    fn drop(&mut self) {
        // Best effort: a lock file left behind is harmless, the lock itself is not in it.
        let _ = std::fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}
