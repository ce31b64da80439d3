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
