//! `cargo xtask bundle`: the packages to hand out.

use crate::shell::{Done, command, go, root, target};
use crate::{face, system};

/// The bundler, pinned: it comes ready built from npm, so nobody compiles it.
const BUNDLER: &str = "@tauri-apps/cli@2.12.5";

/// Builds the packages of this system with the release profile.
///
/// # Errors
/// When something is missing or a build fails.
pub fn bundle(yes: bool) -> Done {
    system::ensure(&system::for_window(), yes)?;
    face::build()?;
    let npx = if cfg!(windows) { "npx.cmd" } else { "npx" };
    let mut bundle = command(npx, ["--yes", BUNDLER, "build"]);
    bundle.current_dir(root().join("src-tauri"));
    go(bundle)?;
    println!(
        "\nThe packages are in {}",
        target().join("release/bundle").display()
    );
    Ok(())
}
