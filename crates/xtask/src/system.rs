//! What the machine must have besides Rust and Node, and how to get it.
//!
//! Nothing is assumed: each need is probed (a program on the `PATH`, a library that `pkg-config` knows). What is missing
//! is named with the exact command that installs it. Root rights are asked for, unless `--yes` was given or we
//! are root with nobody at the keyboard, as on a build machine.

mod family;

use crate::shell::{Done, answer, stop, which};
use family::{by_sudo, family, install, typed};

/// How to tell whether something is there.
#[derive(Clone, Copy)]
enum Probe {
    /// A program on the `PATH`.
    Program(&'static str),
    /// A C library with its headers, by its `pkg-config` name.
    Library(&'static str),
}

/// Something the system's own package manager provides.
#[derive(Clone, Copy)]
pub struct Need {
    probe: Probe,
    /// Why we want it, for the person who is asked.
    why: &'static str,
    debian: &'static str,
    /// Fedora finds packages by what they contain, so names cannot go stale.
    fedora: &'static str,
    arch: &'static str,
}

const fn program(
    name: &'static str,
    why: &'static str,
    debian: &'static str,
    fedora: &'static str,
    arch: &'static str,
) -> Need {
    Need {
        probe: Probe::Program(name),
        why,
        debian,
        fedora,
        arch,
    }
}

#[rustfmt::skip]
const WINDOW: [Need; 4] = [
    program("cc", "the C compiler that links Rust programs", "build-essential", "gcc", "base-devel"),
    program("pkg-config", "finds the libraries of the desktop", "pkg-config", "pkgconf-pkg-config", "pkgconf"),
    Need {
        probe: Probe::Library("webkit2gtk-4.1"), why: "the web view of the window",
        debian: "libwebkit2gtk-4.1-dev", fedora: "pkgconfig(webkit2gtk-4.1)", arch: "webkit2gtk-4.1",
    },
    Need {
        probe: Probe::Library("ayatana-appindicator3-0.1"), why: "the icon in the tray",
        debian: "libayatana-appindicator3-dev", fedora: "pkgconfig(ayatana-appindicator3-0.1)", arch: "libayatana-appindicator",
    },
];

#[rustfmt::skip]
const STAGE: [Need; 5] = [
    program("xvfb-run", "a display for the tests of the real window", "xvfb", "/usr/bin/xvfb-run", "xorg-server-xvfb"),
    program("xauth", "the key of that display", "xauth", "/usr/bin/xauth", "xorg-xauth"),
    program("dbus-run-session", "a message bus of its own for each run", "dbus", "/usr/bin/dbus-run-session", "dbus"),
    program("xdotool", "types into the system's own dialogs", "xdotool", "/usr/bin/xdotool", "xdotool"),
    program("WebKitWebDriver", "drives the real window", "webkit2gtk-driver", "/usr/bin/WebKitWebDriver", "webkitgtk-6.0"),
];

const DATABASE: [Need; 1] = [program(
    "sqlite3",
    "makes the database that queries are checked against",
    "sqlite3",
    "/usr/bin/sqlite3",
    "sqlite",
)];

/// What building the window needs.
pub fn for_window() -> Vec<Need> {
    WINDOW.to_vec()
}

/// What testing the window needs.
pub fn for_tests() -> Vec<Need> {
    [&WINDOW[..], &STAGE[..]].concat()
}

/// What checking the queries needs, beside the window.
pub fn for_database() -> Vec<Need> {
    [&WINDOW[..], &DATABASE[..]].concat()
}

/// What measuring needs: the window, its stage and the `sqlite3` shell to compare with.
pub fn for_bench() -> Vec<Need> {
    [&WINDOW[..], &STAGE[..], &DATABASE[..]].concat()
}

/// Makes sure that the needs are met, installing what is missing where we may.
///
/// # Errors
/// When something is missing and cannot be installed from here; the message holds the command that does.
pub fn ensure(needs: &[Need], yes: bool) -> Done {
    node()?;
    if cfg!(target_os = "macos") {
        return macos();
    }
    if !cfg!(target_os = "linux") {
        return windows();
    }
    let missing: Vec<Need> = needs.iter().copied().filter(|need| !met(need)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("This machine lacks:");
    for need in &missing {
        println!("  {:<24} {}", name(need), need.why);
    }
    install(&missing, yes)?;
    let still: Vec<&str> = missing.iter().filter(|n| !met(n)).map(name).collect();
    if still.is_empty() {
        Ok(())
    } else {
        Err(stop(format!(
            "installed, yet still not found: {}",
            still.join(", ")
        )))
    }
}

fn met(need: &Need) -> bool {
    match need.probe {
        Probe::Program(name) => which(name).is_some(),
        Probe::Library(name) => answer("pkg-config", &["--exists", name]).is_some(),
    }
}

fn name(need: &Need) -> &'static str {
    match need.probe {
        Probe::Program(name) | Probe::Library(name) => name,
    }
}

/// Node builds the interface; its oldest version that the tools accept is 20.19.
fn node() -> Done {
    let found = answer("node", &["--version"]).unwrap_or_default();
    let mut parts = found
        .trim_start_matches('v')
        .split('.')
        .map(|part| part.parse().unwrap_or(0));
    let version: (u32, u32) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    if version >= (20, 19) && npm().is_some() {
        return Ok(());
    }
    let found = if found.is_empty() {
        "none".to_owned()
    } else {
        found
    };
    Err(stop(format!(
        "Node 20.19 or newer is needed, with npm, to build the interface (found: {found}). https://nodejs.org"
    )))
}

/// `npm`, which is a script of another name on Windows.
pub fn npm() -> Option<&'static str> {
    if cfg!(windows) {
        return Some("npm.cmd");
    }
    which("npm").map(|_| "npm")
}

fn macos() -> Done {
    if answer("xcode-select", &["-p"]).is_some() {
        return Ok(());
    }
    Err(stop(
        "the Xcode command line tools are missing. Install them, then try again:\n\n  xcode-select --install",
    ))
}

fn windows() -> Done {
    println!(
        "On Windows, Fidèle needs the MSVC build tools (\"Desktop development with C++\", which Rust needs too)\n\
         and WebView2, which Windows 10 and 11 bring. If the build stops on either:\n\n  \
         winget install Microsoft.VisualStudio.2022.BuildTools\n  winget install Microsoft.EdgeWebView2Runtime\n"
    );
    Ok(())
}

/// Whether a window can open here.
///
/// # Errors
/// On Linux, when there is neither X11 nor Wayland; the message says how to get one.
pub fn display() -> Done {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY") {
        return Ok(());
    }
    let stage: Vec<Need> = STAGE[..2].iter().copied().filter(|n| !met(n)).collect();
    let how = match family() {
        Some(family) if !stage.is_empty() => {
            format!("  {}\n", typed(&family.steps(&stage, by_sudo())))
        }
        _ => String::new(),
    };
    Err(stop(format!(
        "there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.\n\
         Sit at a desktop, connect with `ssh -X`, or give it a display in memory:\n\n\
         {how}  xvfb-run -a cargo xtask run\n\n\
         Without any window, `cargo run -p fidele-cli -- --help` is the command line."
    )))
}
