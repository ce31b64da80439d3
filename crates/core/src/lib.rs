//! Fidèle.

pub mod fold;
pub mod import;
pub mod money;
pub mod phone;
