//! Bringing files in: any CSV, TSV or XLSX that has customers or purchases in it, accounting files and address books.
//!
//! A file flows one way: bytes ([`encoding`]) → records ([`delimited`], [`sheet`], [`ledger`],
//! [`cards`], joined in [`table`] and read by a process of its own, the [`reader`]) → meaning
//! ([`understand`], [`person`], as a [`mapping`] tells) → purchases ([`group`]) → the notebook. The mapping is guessed
//! from headings ([`heading`]; known programs' in [`preset`]) and values ([`mod@column`], [`guess`]) and shown by the [`preview`] before anything else.

pub mod cards;
pub mod census;
mod changed;
pub mod column;
mod container;
pub mod day;
pub mod decimal;
pub mod delimited;
pub mod encoding;
pub mod error;
pub mod fields;
pub mod group;
pub mod guess;
pub mod heading;
pub mod layout;
pub mod ledger;
pub mod mapping;
pub mod mark;
mod ops;
pub mod order;
pub mod outcome;
pub mod person;
mod plan;
mod pour;
pub mod preset;
pub mod preview;
mod questions;
pub mod reader;
pub mod record;
pub mod rejects;
pub mod report;
pub mod role;
pub mod shape;
pub mod sheet;
mod sql;
pub mod table;
pub mod understand;
pub mod values;
pub mod who;

pub use error::ImportError;
pub(crate) use ops::take_back;

#[cfg(test)]
mod bad_files;
#[cfg(test)]
mod identity;
#[cfg(test)]
mod real_files;
