//! `cargo xtask bundle`: the packages to hand out.

use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::{Done, about, answer, cargo, command, go, root, stop, target};
use crate::{face, system};

/// The bundler, pinned: it comes ready built from npm, so nobody compiles it.
const BUNDLER: &str = "@tauri-apps/cli@2.12.5";

/// The most an installed Fidèle may take, in bytes: the program and all that comes with it.
const LARGEST: u64 = 25_000_000;

/// Builds the packages of this system with the release profile, and looks how large they are once installed.
///
/// # Errors
/// When something is missing, a build fails or what is installed is too large.
pub fn bundle(yes: bool) -> Done {
    system::ensure(&system::for_window(), yes)?;
    face::build()?;
    let npx = if cfg!(windows) { "npx.cmd" } else { "npx" };
    let mut bundle = command(npx, ["--yes", BUNDLER, "build"]);
    bundle.current_dir(root().join("src-tauri"));
    go(bundle)?;
    let folder = target().join("release/bundle");
    archive(&folder.join("cli"))?;
    println!("\nThe packages are in {}", folder.display());
    if cfg!(target_os = "linux") {
        weigh(&folder.join("deb"))?;
    }
    Ok(())
}

/// Puts the command line into an archive of its own: who opens Fidèle every morning has no use for it.
fn archive(folder: &Path) -> Done {
    go(cargo(["build", "--release", "--package", "fidele-cli"]))?;
    fs::create_dir_all(folder).map_err(about(folder))?;
    let (system, processor) = (std::env::consts::OS, std::env::consts::ARCH);
    let archive = folder.join(format!("fidele-cli_{system}_{processor}.tar.gz"));
    let mut tar = command("tar", ["-czf"]);
    tar.arg(archive);
    tar.arg("-C").arg(target().join("release"));
    tar.arg(if cfg!(windows) {
        "fidele.exe"
    } else {
        "fidele"
    });
    go(tar)
}

/// Checks the installed size of the newest Debian package in a folder.
fn weigh(folder: &Path) -> Done {
    let mut newest: Option<(std::time::SystemTime, PathBuf)> = None;
    for entry in fs::read_dir(folder).map_err(about(folder))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "deb") {
            let made = fs::metadata(&path)?.modified()?;
            newest = newest.max(Some((made, path)));
        }
    }
    let Some((_, package)) = newest else {
        return Err(stop(format!("no Debian package in {}", folder.display())));
    };
    let Some(listed) = answer("dpkg-deb", &["--contents", &package.to_string_lossy()]) else {
        println!("skipped: without dpkg-deb, nobody says how large the package is once installed");
        return Ok(());
    };
    let installed = size(&listed);
    println!(
        "Installed: {:.1} MB (at most {} MB)",
        installed as f64 / 1e6,
        LARGEST / 1_000_000
    );
    if installed > LARGEST {
        return Err(stop(format!(
            "{} is too large:\n{listed}",
            package.display()
        )));
    }
    Ok(())
}

/// What the files of a listing take together, in bytes.
fn size(listed: &str) -> u64 {
    listed
        .lines()
        .filter_map(|line| line.split_whitespace().nth(2)?.parse::<u64>().ok())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::{root, size};

    #[test]
    fn sizes_are_read_from_the_listing() {
        let listed = "drwxr-xr-x 0/0               0 2026-11-22 12:00 usr/bin/\n\
                      -rwxr-xr-x 0/0         9000000 2026-11-22 12:00 usr/bin/fidele\n\
                      -rwxr-xr-x 0/0        12000001 2026-11-22 12:00 usr/bin/fidele-desktop";
        assert_eq!(size(listed), 21_000_001);
        assert_eq!(size(""), 0);
    }

    #[test]
    fn packages_have_a_name_that_dpkg_and_rpm_take() {
        let written = std::fs::read_to_string(root().join("src-tauri/tauri.linux.conf.json"));
        let written = written.expect("the settings of packages");
        let name = written
            .lines()
            .find_map(|line| line.trim().strip_prefix("\"productName\": \""))
            .and_then(|rest| rest.split('"').next())
            .expect("a name");
        // Debian Policy 5.6.7; rpm takes all of these too.
        let mut letters = name.chars();
        assert!(letters.next().is_some_and(|c| c.is_ascii_lowercase()));
        assert!(letters.clone().count() >= 1);
        assert!(letters.all(|c| matches!(c, 'a'..='z' | '0'..='9' | '+' | '-' | '.')));
    }
}
