//! What WebKitGTK needs on some machines, and nothing for the others.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use tauri::{AppHandle, WebviewWindow};
use webkit2gtk::{SettingsExt, WebContextExt, WebViewExt, glib};

/// NVIDIA's driver under Wayland leaves the window blank with explicit sync. Only there, and only if the person has not
/// decided otherwise, it is turned off. (Turning off the accelerated renderer instead would slow every machine.)
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
        glib::unix_signal_add_once(signal, move || app.exit(0));
    }
}

/// Settings of the web view that tauri does not offer. `language` is the one of the system: left alone, the engine answers
/// English for every locale whose data is not installed.
pub fn tune(window: &WebviewWindow, language: Option<String>) {
    let console = std::env::var_os("FIDELE_CONSOLE").is_some();
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
