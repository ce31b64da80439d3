//! What a command answers when it cannot do what was asked: a code and its parameters, never a sentence. The interface
//! owns the words, in the language of the person.

use serde::Serialize;
use specta::Type;

/// The error that crosses to the page.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(
    tag = "code",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum IpcError {
    /// A fault of ours. The detail is in the log, under this number.
    Internal {
        /// The number to give when asking for help.
        incident: String,
    },
}
