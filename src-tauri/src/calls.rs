//! Calling the owner: desktop notifications for what is due, the tray, starting with the session. All words come from the
//! page, which speaks the person's language also while its window is hidden.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use auto_launch::AutoLaunchBuilder;
use chrono::NaiveDateTime;
use fidele_core::ids::CustomerId;
use fidele_core::reminder::Reminder;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::menu::{Menu, MenuItem};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, Manager as _, WebviewWindow};
use tauri_specta::Event as _;

use crate::desk::{Answer, Desk};
use crate::desks::{Desks, MAIN};
use crate::error::IpcError;
use crate::launch::BACKGROUND;
#[cfg(target_os = "linux")]
use crate::linux::has_tray;
use crate::window;

/// Time between two looks at what is due.
const LOOK: Duration = Duration::from_secs(20);
/// How long a desktop that is starting has to show the icons of trays.
const DAWN: Duration = Duration::from_secs(30);
/// The name of the tray icon, and of its entries.
const TRAY: &str = "fidele";
const OPEN: &str = "open";
const QUIT: &str = "quit";

/// Tells a page what is to be announced: it says so in its words.
#[derive(Debug, Clone, Serialize, Deserialize, Type, tauri_specta::Event)]
pub struct Due(pub Vec<Reminder>);

/// Tells a page that an announcement was clicked: of one customer, or of several.
#[derive(Debug, Clone, Serialize, Deserialize, Type, tauri_specta::Event)]
pub struct Called(pub Option<CustomerId>);

/// What an announcement says.
#[derive(Debug, Clone, Deserialize, Type)]
pub struct Announcement {
    /// What there is to do.
    pub title: String,
    /// More about it.
    pub body: String,
    /// What a click on it does, in a word or two: some desktops write it on a button.
    pub open: String,
    /// The customer it is about, if it is about one.
    pub customer: Option<CustomerId>,
}

/// What the tray says.
#[derive(Debug, Clone, Deserialize, Type)]
pub struct TrayWords {
    /// What waits today, in a few words.
    pub count: String,
    /// The entry that opens the window.
    pub open: String,
    /// The entry that ends the program.
    pub quit: String,
}

/// Looks again and again, in every window, for what has come due.
pub fn watch(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let mut looks = tokio::time::interval_at(tokio::time::Instant::now() + LOOK, LOOK);
        loop {
            looks.tick().await;
            for (label, desk) in app.state::<Desks>().all() {
                // A page that is still on its way hears nothing; it asks by itself once it is there.
                if !*desk.begun.borrow() {
                    continue;
                }
                // What cannot be read now is looked at again in a moment, and said where the person asks for it.
                if let Ok(due) = due(&desk).await
                    && !due.is_empty()
                {
                    let _ = Due(due).emit_to(&app, &label);
                }
            }
        }
    });
}

/// What to announce from this desk now; asked again, there are no more.
///
/// # Errors
/// When the notebook cannot be read or the preferences not written.
pub async fn due(desk: &Desk) -> Answer<Vec<Reminder>> {
    let _one_at_a_time = desk.announcing.lock().await;
    let Ok(notebook) = desk.notebook().await else {
        return Ok(Vec::new());
    };
    let (now, mine) = (desk.clock().here(), desk.preferences());
    if mine.calling.is_quiet(now.time()) {
        return Ok(Vec::new());
    }
    // In a notebook that is new here, what came due before today is no news.
    let told = mine.told(notebook.path()).unwrap_or_else(|| {
        now.date().and_time(chrono::NaiveTime::MIN) - chrono::TimeDelta::minutes(1)
    });
    let due = notebook.reminders(&mine.calling, told, now).await?;
    if !due.is_empty() || is_long_ago(told, now) {
        desk.prefer(|mine| mine.tell(notebook.path(), now))?;
    }
    Ok(due)
}

/// Whether it is worth writing down that nothing has come due since.
fn is_long_ago(told: NaiveDateTime, now: NaiveDateTime) -> bool {
    now - told > chrono::TimeDelta::hours(1)
}

/// Shows a notification; a click on it brings the window forward and tells its page.
pub fn notify(app: &AppHandle, label: &str, announcement: Announcement) {
    let Announcement {
        title,
        body,
        open,
        customer,
    } = announcement;
    let mut notification = notify_rust::Notification::new();
    notification
        .appname("Fidèle")
        .summary(&title)
        .body(&body)
        // As the packages install it: by the program's name.
        .icon(env!("CARGO_PKG_NAME"));
    let (app, label) = (app.clone(), label.to_owned());
    // Waiting for a click blocks; one that never comes ends with the notification.
    std::thread::spawn(move || {
        #[cfg(all(unix, not(target_os = "macos")))]
        {
            notification.action("default", &open);
            if let Ok(shown) = notification.show() {
                shown.wait_for_action(|action| {
                    if action == "default" {
                        window::bring_forward(&app, &label);
                        let _ = Called(customer).emit_to(&app, &label);
                    }
                });
            }
        }
        #[cfg(not(all(unix, not(target_os = "macos"))))]
        {
            let _ = (app, label, open, customer, notification.show());
        }
    });
}

/// Shows the tray icon with these words, or changes its words. Returns whether it can be seen: where it cannot, what was hidden
/// behind it comes forward, and nothing hides any more.
pub async fn show_tray(app: &AppHandle, words: TrayWords) -> bool {
    let (told, laid) = tokio::sync::oneshot::channel();
    let here = app.clone();
    let asked = app.run_on_main_thread(move || {
        // The library behind it panics where the system lacks it.
        let laid = catch_unwind(AssertUnwindSafe(|| lay_tray(&here, &words)));
        // Whoever asked may be gone.
        let _ = told.send(matches!(laid, Ok(Ok(()))));
    });
    let shown = asked.is_ok() && laid.await.unwrap_or(false) && is_seen(app).await;
    if !shown {
        hide_tray(app);
    }
    shown
}

/// Whether the desktop shows the icons of trays. One that is just starting may not do so yet: nobody waits for a window that is
/// hidden.
async fn is_seen(app: &AppHandle) -> bool {
    let since = Instant::now();
    let hidden = |window: &WebviewWindow| !window.is_visible().unwrap_or(true);
    while !has_tray() {
        if since.elapsed() > DAWN || !app.webview_windows().values().any(hidden) {
            return false;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    true
}

#[cfg(not(target_os = "linux"))]
const fn has_tray() -> bool {
    true
}

fn lay_tray(app: &AppHandle, words: &TrayWords) -> tauri::Result<()> {
    let count = MenuItem::with_id(app, "count", &words.count, false, None::<&str>)?;
    let open = MenuItem::with_id(app, OPEN, &words.open, true, None::<&str>)?;
    let quit = MenuItem::with_id(app, QUIT, &words.quit, true, None::<&str>)?;
    let menu = Menu::with_items(app, &[&count, &open, &quit])?;
    if let Some(tray) = app.tray_by_id(TRAY) {
        tray.set_menu(Some(menu))?;
        return tray.set_tooltip(Some(&words.count));
    }
    let mut tray = TrayIconBuilder::with_id(TRAY)
        .menu(&menu)
        .tooltip(&words.count)
        .show_menu_on_left_click(true)
        .on_menu_event(|app, event| match event.id().as_ref() {
            OPEN => window::bring_forward(app, MAIN),
            QUIT => app.exit(0),
            _ => {}
        });
    if let Some(icon) = app.default_window_icon() {
        tray = tray.icon(icon.clone());
    }
    tray.build(app)?;
    Ok(())
}

/// Takes the tray icon away. A window that was hidden behind it comes forward.
pub fn hide_tray(app: &AppHandle) {
    let here = app.clone();
    let _ = app.run_on_main_thread(move || {
        let _ = here.remove_tray_by_id(TRAY);
        for (label, window) in here.webview_windows() {
            if !window.is_visible().unwrap_or(true) {
                window::bring_forward(&here, &label);
            }
        }
    });
}

/// Whether a window that is closed stays behind the tray: the first one does, if the person wants it and there is a tray.
pub fn stays(app: &AppHandle, label: &str) -> bool {
    let wanted = app.state::<Desks>().of(label).preferences().calling.tray;
    label == MAIN && wanted && app.tray_by_id(TRAY).is_some() && has_tray()
}

/// Starts the program with the session from now on, in the tray, or no longer.
///
/// # Errors
/// When the system does not let it.
pub fn start_with_session(on: bool) -> Answer<()> {
    let program = std::env::current_exe().map_err(IpcError::ours)?;
    let launch = AutoLaunchBuilder::new()
        .set_app_name("Fidèle")
        .set_app_path(&program.to_string_lossy())
        .set_args(&[BACKGROUND])
        .build()
        .map_err(IpcError::ours)?;
    if on {
        launch.enable().map_err(IpcError::ours)
    } else if launch.is_enabled().map_err(IpcError::ours)? {
        launch.disable().map_err(IpcError::ours)
    } else {
        Ok(())
    }
}
