//! What WebKitGTK needs on some machines, and nothing for the others.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use gtk::prelude::{Cast, DialogExt};
use tauri::{AppHandle, WebviewWindow};
use webkit2gtk::gio::{self, Cancellable};
use webkit2gtk::glib::{self, ToVariant};
use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebContextExt, WebViewExt};

/// NVIDIA's driver under Wayland leaves the window blank with explicit sync. Only there, and only if the person has not
/// decided otherwise, it is turned off. (Turning off the accelerated renderer instead would slow every machine with a graphics
/// card.)
const NO_EXPLICIT_SYNC: &str = "__NV_DISABLE_EXPLICIT_SYNC";

/// Starts the program again with the variable set, where it is needed: the driver reads it before `main` could change it
/// safely.
pub fn prepare() {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let nvidia = Path::new("/sys/module/nvidia").exists();
    if !needed(set("WAYLAND_DISPLAY"), nvidia, set(NO_EXPLICIT_SYNC)) {
        return;
    }
    let Ok(program) = std::env::current_exe() else {
        return;
    };
    let why = Command::new(program)
        .args(std::env::args_os().skip(1))
        .env(NO_EXPLICIT_SYNC, "1")
        .exec();
    // Only a failure comes back from exec; the window may still be fine without.
    eprintln!("fidele-desktop: could not start again with {NO_EXPLICIT_SYNC}=1: {why}");
}

fn needed(wayland: bool, nvidia: bool, decided: bool) -> bool {
    wayland && nvidia && !decided
}

/// Logging out, or Ctrl+C in a terminal, ends the program as its window's button does: with the notebook closed.
pub fn leave_when_asked(app: &AppHandle) {
    const SIGINT: i32 = 2;
    const SIGTERM: i32 = 15;
    for signal in [SIGINT, SIGTERM] {
        let app = app.clone();
        glib::unix_signal_add_once(signal, move || {
            cancel_dialogs();
            app.exit(0);
        });
    }
}

/// Answers the dialogs of the system that wait for the person: until then they keep the loop to themselves, and nothing ends.
fn cancel_dialogs() {
    for window in gtk::Window::list_toplevels() {
        if let Ok(dialog) = window.downcast::<gtk::Dialog>() {
            dialog.response(gtk::ResponseType::Cancel);
        }
    }
}

/// Whether somebody on this desktop shows the icons of trays.
pub fn has_tray() -> bool {
    const SHOWN_BY: &str = "org.kde.StatusNotifierWatcher";
    let ask = || -> Result<bool, glib::Error> {
        let bus = gio::bus_get_sync(gio::BusType::Session, Cancellable::NONE)?;
        let answer = bus.call_sync(
            Some("org.freedesktop.DBus"),
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus",
            "NameHasOwner",
            Some(&(SHOWN_BY,).to_variant()),
            None,
            gio::DBusCallFlags::NONE,
            1_000,
            Cancellable::NONE,
        )?;
        Ok(answer.get() == Some((true,)))
    };
    ask().unwrap_or(false)
}

/// WebKitGTK's own way to be told to draw accelerated wherever it is.
const ACCELERATED: &str = "WEBKIT_FORCE_COMPOSITING_MODE";

/// Whether there is a graphics card to draw with. Without one, drawing accelerated has the processor play the card: 110 MB and
/// half a second of its time more for the same picture.
fn has_card() -> bool {
    let nodes = std::fs::read_dir("/dev/dri").into_iter().flatten();
    nodes
        .flatten()
        .any(|node| node.file_name().as_encoded_bytes().starts_with(b"renderD"))
}

/// Settings of the web view that tauri does not offer. `language` is the one of the system: left alone, the engine answers
/// English for every locale whose data is not installed.
pub fn tune(window: &WebviewWindow, language: Option<String>) {
    let console = std::env::var_os("FIDELE_CONSOLE").is_some();
    let accelerated = std::env::var_os(ACCELERATED).is_some() || has_card();
    let tuned = window.with_webview(move |view| {
        let view = view.inner();
        if let (Some(context), Some(language)) = (view.web_context(), language) {
            context.set_preferred_languages(&[&language]);
        }
        let Some(settings) = view.settings() else {
            return;
        };
        // With fine-grained wheels WebKitGTK's smooth scrolling lags behind, the more the faster one turns.
        settings.set_enable_smooth_scrolling(false);
        if !accelerated {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
        // Lets the tests see what the page complains of.
        settings.set_enable_write_console_messages_to_stdout(console);
    });
    if let Err(why) = tuned {
        eprintln!("fidele-desktop: settings of the web view not applied: {why}");
    }
}

#[cfg(test)]
mod tests {
    use super::needed;

    #[test]
    fn only_nvidia_under_wayland_and_only_if_undecided() {
        assert!(needed(true, true, false));
        assert!(!needed(true, true, true));
        assert!(!needed(true, false, false));
        assert!(!needed(false, true, false));
    }
}
