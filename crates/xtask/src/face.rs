//! The interface in `ui/`: its packages and its build, done again only when something changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

use crate::shell::{Done, about, command, go, root, stop, target};
use crate::system;

/// `npm` in `ui/`.
pub fn npm(args: &[&str]) -> Command {
    let mut npm = command(system::npm().unwrap_or("npm"), args);
    npm.current_dir(root().join("ui"));
    npm
}

/// Installs the packages of `package-lock.json`, when it is not the one already installed.
///
/// # Errors
/// When `npm ci` fails.
pub fn packages() -> Done {
    let lock = root().join("ui/package-lock.json");
    let lock = fs::read(&lock).map_err(about(&lock))?;
    let seen = root().join("ui/node_modules/.installed-lock");
    if fs::read(&seen).is_ok_and(|old| old == lock) {
        return Ok(());
    }
    go(npm(&["ci", "--no-audit", "--no-fund"]))?;
    fs::write(seen, lock)?;
    Ok(())
}

/// Builds `ui/dist`, which the window carries inside it, when a source is newer than the last build.
///
/// # Errors
/// When the packages or the build fail.
pub fn build() -> Done {
    packages()?;
    let mut sources = Vec::new();
    walk(&root().join("ui"), &mut sources)?;
    sources.sort();
    let now = sources.join("\n");
    let mark = target().join("xtask/ui-sources");
    let page = root().join("ui/dist/index.html");
    if page.is_file() && fs::read_to_string(&mark).is_ok_and(|old| old == now) {
        return Ok(());
    }
    go(npm(&["run", "--silent", "build"]))?;
    if !page.is_file() {
        return Err(stop(
            "the interface was built, but ui/dist/index.html is not there",
        ));
    }
    fs::create_dir_all(target().join("xtask"))?;
    fs::write(mark, now)?;
    Ok(())
}

/// Path, size and time of every source file.
fn walk(dir: &Path, into: &mut Vec<String>) -> Done {
    for entry in fs::read_dir(dir).map_err(about(dir))? {
        let entry = entry?;
        let path: PathBuf = entry.path();
        let name = entry.file_name();
        if name == "node_modules" || name == "dist" {
            continue;
        }
        if path.is_dir() {
            walk(&path, into)?;
            continue;
        }
        let file = entry.metadata()?;
        let time = file
            .modified()?
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        into.push(format!(
            "{} {} {}",
            path.display(),
            file.len(),
            time.as_nanos()
        ));
    }
    Ok(())
}
