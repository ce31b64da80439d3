//! `cargo xtask run`: from a fresh clone to an open window.

use std::path::Path;

use crate::shell::{Done, built, cargo, command, go, stop};
use crate::{face, system};

/// Builds the window and opens it, on a file if one is given.
///
/// # Errors
/// When there is no display, something is missing, or a build fails.
pub fn run(file: Option<&str>, yes: bool, release: bool) -> Done {
    // Said before minutes of building, not after.
    system::display()?;
    let file = file.map(absolute).transpose()?;
    system::ensure(&system::for_window(), yes)?;
    face::build()?;
    let mut build = cargo(["build", "--package", "fidele-desktop"]);
    if release {
        build.arg("--release");
    }
    go(build)?;
    go(command(built("fidele-desktop", release), file))
}

fn absolute(file: &str) -> Done<std::path::PathBuf> {
    let path = Path::new(file);
    if !path.is_file() {
        return Err(stop(format!("there is no file {file}")));
    }
    Ok(path.canonicalize()?)
}
