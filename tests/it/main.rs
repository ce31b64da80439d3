//! Scenarios on real notebook files, through the production path. One binary: it links once.

mod import;
mod journey;
mod lateness;
mod layout;
mod notebook;
mod undo;
mod winback;
