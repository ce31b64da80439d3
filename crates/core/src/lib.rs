//! Fidèle.
