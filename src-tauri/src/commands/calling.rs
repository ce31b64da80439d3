//! Calling the owner: notifications, the tray, starting with the session.

use fidele_core::preferences::Preferences;
use fidele_core::reminder::{Calling, Reminder};
use tauri::{AppHandle, WebviewWindow};

use crate::calls::{self, Announcement, TrayWords};
use crate::desk::Answer;
use crate::desks::at;

/// Choose whether, when and how the program calls.
#[tauri::command]
#[specta::specta]
pub async fn prefer_calling(window: WebviewWindow, calling: Calling) -> Answer<Preferences> {
    let desk = at(&window);
    if desk.preferences().calling.autostart != calling.autostart {
        calls::start_with_session(calling.autostart)?;
    }
    desk.prefer(|mine| mine.calling = calling)
}

/// The contacts and promises that have come due since they were last looked for, also while the program was not running. Later ones come
/// as events.
#[tauri::command]
#[specta::specta]
pub async fn reminders(window: WebviewWindow) -> Answer<Vec<Reminder>> {
    calls::due(&at(&window)).await
}

/// Announce something on the desktop. A click on it comes back as an event.
#[tauri::command]
#[specta::specta]
pub fn notify(window: WebviewWindow, app: AppHandle, announcement: Announcement) {
    calls::notify(&app, window.label(), announcement);
}

/// Show the tray icon with these words, or take it away. Returns whether it can be seen.
#[tauri::command]
#[specta::specta]
pub async fn tray(app: AppHandle, words: Option<TrayWords>) -> bool {
    if let Some(words) = words {
        calls::show_tray(&app, words).await
    } else {
        calls::hide_tray(&app);
        false
    }
}
