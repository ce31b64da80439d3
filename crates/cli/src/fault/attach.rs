//! Faults of files kept with moments.

use fidele_core::attachment::AttachmentError;
use serde_json::json;

use super::{BAD_INPUT, Fault};

/// The fault of a file that cannot be kept, or opened.
pub fn fault(error: &AttachmentError) -> Fault {
    let (code, parameters, message) = match error {
        AttachmentError::Vanished { file } => (
            "attachmentVanished",
            json!({ "file": file }),
            format!("{file} is no longer there; choose it again where it is now"),
        ),
        AttachmentError::Empty { file } => (
            "attachmentEmpty",
            json!({ "file": file }),
            format!("{file} is empty; there is nothing to keep"),
        ),
        AttachmentError::TooLarge {
            file,
            megabytes,
            limit,
        } => (
            "attachmentTooLarge",
            json!({ "file": file, "megabytes": megabytes, "limit": limit }),
            format!(
                "{file} has {megabytes} MB, {limit} at most are kept; make it smaller, or keep it elsewhere and note where"
            ),
        ),
        AttachmentError::NotAFile { file } => (
            "attachmentNotAFile",
            json!({ "file": file }),
            format!("{file} is not a file; choose the files in it one by one"),
        ),
        AttachmentError::NotOpened { file } => (
            "attachmentNotOpened",
            json!({ "file": file }),
            format!(
                "{file} could be a program: it is not opened; save it elsewhere if you know what it is"
            ),
        ),
    };
    Fault::new(code, BAD_INPUT, parameters, message)
}
