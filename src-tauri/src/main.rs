//! The window program; everything is in the library beside it.
#![cfg_attr(all(not(debug_assertions), windows), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    fidele_desktop::run()
}
