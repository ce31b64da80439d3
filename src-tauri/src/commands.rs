//! What the page may call. Each command is one line: the logic is in `fidele-core`.
#![allow(
    clippy::needless_pass_by_value,
    reason = "tauri hands a command its state by value"
)]

pub mod app;
