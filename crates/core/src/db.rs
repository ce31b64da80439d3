//! The file underneath: one connection that writes, a few that read, and the log of every change.

pub(crate) mod log;
mod pools;
mod undo;
mod write;

pub(crate) use log::{logged_again, unlogged};
pub(crate) use pools::{APPLICATION_ID, Db, supported_version};
pub(crate) use write::Touched;
pub use write::Write;

pub(crate) use undo::{redo, undo, undoable};
