//! Opening files kept with moments: a copy in a folder only this person can look into, which goes with the program, handed to
//! the system's own program for such files. What may be opened at all, the notebook decides.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::TempDir;

use crate::desk::Answer;
use crate::error::IpcError;

/// The folder of the copies, once there are any.
static FOLDER: Mutex<Option<TempDir>> = Mutex::new(None);

/// A folder for the next copy: each has one of its own, so that none takes another's place while a program still has it open.
///
/// # Errors
/// When the system has no room for temporary files.
pub fn folder() -> Answer<PathBuf> {
    let refused = |error| fidele_core::Error::io(&std::env::temp_dir(), error);
    let mut folder = FOLDER.lock().unwrap_or_else(PoisonError::into_inner);
    let whole = match folder.take() {
        Some(whole) if whole.path().exists() => whole,
        _ => TempDir::with_prefix("fidele-").map_err(refused)?,
    };
    let own = TempDir::new_in(whole.path()).map_err(refused);
    *folder = Some(whole);
    // It goes with the folder around it.
    Ok(own?.keep())
}

/// Take the copies away.
pub fn forget() {
    FOLDER.lock().unwrap_or_else(PoisonError::into_inner).take();
}

/// Open a copy.
///
/// # Errors
/// [`IpcError::NotShown`] where no program opens such files.
pub async fn open(path: PathBuf) -> Answer<()> {
    // The program may have to start first; the window stays alive meanwhile.
    let opened = tauri::async_runtime::spawn_blocking(move || (launch(&path), path))
        .await
        .map_err(IpcError::ours)?;
    match opened {
        (true, _) => Ok(()),
        (false, path) => Err(IpcError::NotShown { path }),
    }
}

#[cfg(target_os = "linux")]
fn launch(path: &Path) -> bool {
    use webkit2gtk::gio::{self, prelude::*};

    let file = gio::File::for_path(path).uri();
    gio::AppInfo::launch_default_for_uri(&file, None::<&gio::AppLaunchContext>).is_ok()
}

#[cfg(target_os = "macos")]
fn launch(path: &Path) -> bool {
    let done = std::process::Command::new("open").arg(path).status();
    done.is_ok_and(|status| status.success())
}

#[cfg(windows)]
fn launch(path: &Path) -> bool {
    // Explorer answers with a failure even when all is well.
    std::process::Command::new("explorer.exe")
        .arg(path)
        .spawn()
        .is_ok()
}
