//! Files.
pub mod census;
pub mod day;
pub mod decimal;
pub mod delimited;
pub mod encoding;
pub mod error;
pub mod mapping;
pub mod record;
pub mod role;
pub mod sheet;
pub mod table;

pub use error::ImportError;

/// Take an import's rows out.
pub(crate) async fn take_back(
    _: &mut crate::db::Write<'_>,
    _: crate::ids::ImportId,
) -> crate::Result<()> {
    Ok(())
}
