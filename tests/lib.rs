//! Scenarios live in `it/`.
