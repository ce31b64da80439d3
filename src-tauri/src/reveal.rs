//! Showing a file where it lies, in the system's own file manager.

use std::path::{Path, PathBuf};

use crate::desk::Answer;
use crate::error::IpcError;

/// Open the file manager with the file selected, or its folder where no file manager can select.
///
/// # Errors
/// When the file is gone, or no file manager answers.
pub async fn show(path: &Path) -> Answer<()> {
    let path = path.to_owned();
    // The file manager may have to start first; the window stays alive meanwhile.
    tauri::async_runtime::spawn_blocking(move || now(path))
        .await
        .map_err(IpcError::ours)?
}

fn now(path: PathBuf) -> Answer<()> {
    if !path.exists() {
        return Err(fidele_core::Error::Missing(path).into());
    }
    if select(&path) {
        Ok(())
    } else {
        Err(IpcError::NotShown { path })
    }
}

/// Any file manager that speaks the desktop's common language selects the file; else whatever opens folders opens its.
#[cfg(target_os = "linux")]
fn select(path: &Path) -> bool {
    use webkit2gtk::gio::{self, prelude::*};

    /// Milliseconds a file manager gets to start.
    const PATIENCE: i32 = 8_000;
    const NAME: &str = "org.freedesktop.FileManager1";
    let none = None::<&gio::Cancellable>;
    let item = gio::File::for_path(path).uri();
    let selected = gio::bus_get_sync(gio::BusType::Session, none).and_then(|bus| {
        bus.call_sync(
            Some(NAME),
            "/org/freedesktop/FileManager1",
            NAME,
            "ShowItems",
            Some(&(vec![item.as_str()], "").to_variant()),
            None,
            gio::DBusCallFlags::NONE,
            PATIENCE,
            none,
        )
    });
    selected.is_ok()
        || path.parent().is_some_and(|folder| {
            let folder = gio::File::for_path(folder).uri();
            gio::AppInfo::launch_default_for_uri(&folder, None::<&gio::AppLaunchContext>).is_ok()
        })
}

#[cfg(target_os = "macos")]
fn select(path: &Path) -> bool {
    let done = std::process::Command::new("open")
        .arg("-R")
        .arg(path)
        .status();
    done.is_ok_and(|status| status.success())
}

#[cfg(windows)]
fn select(path: &Path) -> bool {
    use std::os::windows::process::CommandExt as _;

    // Explorer reads its command line in its own way, and answers with a failure even when all is well.
    std::process::Command::new("explorer.exe")
        .raw_arg(format!("/select,\"{}\"", path.display()))
        .spawn()
        .is_ok()
}
