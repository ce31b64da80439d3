//! What the page may call. Each command is one line: the logic is in `fidele-core`.
#![allow(
    clippy::needless_pass_by_value,
    reason = "tauri hands a command its arguments by value"
)]
#![allow(
    clippy::missing_errors_doc,
    reason = "the errors are those of the operation named"
)]

pub mod app;
pub mod calling;
pub mod complaints;
pub mod contacts;
pub mod customers;
pub mod fields;
pub mod figures;
pub mod forecasts;
pub mod importing;
pub mod moments;
pub mod notebook;
pub mod promises;
pub mod trust;
