//! `cargo xtask bench`: how near we are to what this machine can do.

use crate::shell::{Done, stop};
use crate::system;

/// Prints ratios.
///
/// # Errors
/// When something is missing or a build fails.
pub fn bench(_part: Option<&str>, yes: bool) -> Done {
    system::ensure(&system::for_bench(), yes)?;
    Err(stop("nothing to measure yet"))
}
