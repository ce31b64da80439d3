//! Bringing files in: any CSV, TSV or XLSX that has customers or purchases in it.
//!
//! A file flows one way: bytes ([`encoding`]) → records ([`delimited`], [`sheet`], joined in [`table`]) → meaning
//! ([`understand`], [`person`], as a [`mapping`] tells) → purchases ([`group`]) → the notebook. The mapping is guessed
//! from headings ([`role`]) and values ([`column`], [`guess`]) and shown by the [`preview`] before anything else.

pub mod census;
pub mod column;
pub mod day;
pub mod decimal;
pub mod delimited;
pub mod encoding;
pub mod error;
pub mod group;
pub mod guess;
pub mod mapping;
pub mod person;
pub mod preview;
pub mod record;
pub mod rejects;
pub mod role;
pub mod sheet;
pub mod table;
pub mod understand;
pub mod values;

pub use error::ImportError;

#[cfg(test)]
mod bad_files;
#[cfg(test)]
mod real_files;

/// Take an import's rows out.
pub(crate) async fn take_back(
    _: &mut crate::db::Write<'_>,
    _: crate::ids::ImportId,
) -> crate::Result<()> {
    Ok(())
}
