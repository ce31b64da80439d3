//! The windows.

use tauri::utils::config::Color;
use tauri::{AppHandle, Manager, Theme, WebviewUrl, WebviewWindowBuilder, WindowEvent};

use crate::calls;
use crate::desks::Desks;

/// The paper of the interface, so that the window is not a white flash before its first picture.
const PAPER: Color = Color(0xFB, 0xF8, 0xF5, 0xFF);
/// The same at night.
const PAPER_DARK: Color = Color(0x1B, 0x14, 0x18, 0xFF);

/// Opens the window of that label, or, `shown` being false, keeps it ready behind the tray.
///
/// # Errors
/// When the system cannot give one.
pub fn open(app: &AppHandle, label: &str, shown: bool) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, label, WebviewUrl::default())
        .title("Fidèle")
        .inner_size(1280.0, 800.0)
        .min_inner_size(960.0, 640.0)
        .visible(shown)
        // The page is ours alone: no link, however it got into a note, leads elsewhere.
        .on_navigation(|url| url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost"))
        .background_color(PAPER)
        .build()?;
    if window.theme().is_ok_and(|theme| theme == Theme::Dark) {
        window.set_background_color(Some(PAPER_DARK))?;
    }
    #[cfg(target_os = "linux")]
    crate::linux::tune(
        &window,
        app.state::<crate::launch::Launch>().language.clone(),
    );
    let (app, label) = (app.clone(), label.to_owned());
    window.on_window_event(move |event| match event {
        WindowEvent::CloseRequested { api, .. } if calls::stays(&app, &label) => {
            api.prevent_close();
            if let Some(window) = app.get_webview_window(&label) {
                let _ = window.hide();
            }
        }
        WindowEvent::Destroyed => {
            let (app, label) = (app.clone(), label.clone());
            tauri::async_runtime::spawn(async move { app.state::<Desks>().clear(&label).await });
        }
        _ => {}
    });
    Ok(())
}

/// Puts a window in front of the others, wherever it was.
pub fn bring_forward(app: &AppHandle, label: &str) {
    if let Some(window) = app.get_webview_window(label) {
        // What the window manager refuses, it refuses: the window is at least there.
        let _ = window.show();
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}
