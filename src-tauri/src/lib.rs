//! The shell: a window around `fidele-core`, and the only crate that names tauri.
//!
//! In reading order: [`ipc`] is the one list of what the page may call and hear; `commands` holds those commands, one
//! line each; [`error`] is what they answer when something goes wrong; [`launch`] is what the person asked for when
//! starting the program; `window` opens the window; `linux` works around one driver.

mod commands;
pub mod error;
pub mod launch;
#[cfg(target_os = "linux")]
mod linux;
mod window;

use std::process::ExitCode;

use tauri_specta::{collect_commands, collect_events};

/// The one list of commands and events. The permissions of the page (`build.rs`) and the TypeScript bindings
/// (`ui/src/lib/bindings.ts`) are both made from it.
#[must_use]
pub fn ipc() -> tauri_specta::Builder<tauri::Wry> {
    tauri_specta::Builder::new()
        // Without this, every type with an optional field comes out twice, once per direction.
        .disable_serde_phases()
        .commands(collect_commands![
            commands::app::about,
            commands::app::opened_with,
        ])
        .events(collect_events![])
}

/// Opens the window and stays until it is closed.
#[must_use]
pub fn run() -> ExitCode {
    #[cfg(target_os = "linux")]
    linux::prepare();

    let launch = launch::Launch::from_process();
    let ipc = ipc();
    let done = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(ipc.invoke_handler())
        .manage(launch)
        .setup(move |app| {
            ipc.mount_events(app);
            window::open(app.handle())?;
            Ok(())
        })
        .run(tauri::generate_context!());
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("fidele-desktop: the window could not open: {why}");
            ExitCode::FAILURE
        }
    }
}
