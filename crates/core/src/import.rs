//! Files.
pub mod census;
pub mod delimited;
pub mod encoding;
pub mod record;
