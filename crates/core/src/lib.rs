//! Fidèle.

pub mod fold;
pub mod import;
pub mod phone;
