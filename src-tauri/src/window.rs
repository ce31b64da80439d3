//! The window.

use tauri::utils::config::Color;
use tauri::{AppHandle, Manager, Theme, WebviewUrl, WebviewWindowBuilder};

use crate::launch::Launch;

/// The paper of the interface, so that the window is not a white flash before its first picture.
const PAPER: Color = Color(0xFB, 0xF8, 0xF5, 0xFF);
/// The same at night.
const PAPER_DARK: Color = Color(0x1B, 0x14, 0x18, 0xFF);

/// Opens the main window.
///
/// # Errors
/// When the system cannot give one.
pub fn open(app: &AppHandle) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
        .title("Fidèle")
        .inner_size(1280.0, 800.0)
        .min_inner_size(960.0, 640.0)
        // The page is ours alone: no link, however it got into a note, leads elsewhere.
        .on_navigation(|url| url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost"))
        .background_color(PAPER)
        .build()?;
    if window.theme().is_ok_and(|theme| theme == Theme::Dark) {
        window.set_background_color(Some(PAPER_DARK))?;
    }
    #[cfg(target_os = "linux")]
    crate::linux::tune(&window, app.state::<Launch>().language.clone());
    Ok(())
}
