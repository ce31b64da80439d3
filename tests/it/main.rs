//! Scenarios on real notebook files, through the production path. One binary: it links once.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that cannot go on says so and stops; a skipped one says so too"
)]

mod asked_once;
mod books;
mod chance;
mod complaints;
mod fields;
mod figures;
mod import;
mod import_truth;
mod journey;
mod lateness;
mod layout;
mod many;
mod meanwhile;
mod moments;
mod notebook;
mod pins;
mod promises;
mod transactions;
mod trust;
mod undo;
mod who_is_who;
mod winback;
