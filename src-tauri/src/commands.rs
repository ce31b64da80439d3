//! What the page may call. Each command is one line: the logic is in `fidele-core`.

pub mod app;
