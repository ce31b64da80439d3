//! How each Linux family installs packages, and doing it.

use std::io::{IsTerminal, Write};
use std::process::Command;

use super::Need;
use crate::shell::{Done, answer, go, stop, which};

/// A Linux family and how it installs.
pub struct Family {
    steps: &'static [&'static [&'static str]],
    package: fn(&Need) -> &'static str,
}

impl Family {
    /// What installs these, in words of a command line.
    pub fn steps(&self, missing: &[Need], sudo: bool) -> Vec<Vec<&'static str>> {
        let mut steps: Vec<Vec<&str>> = Vec::new();
        for step in self.steps {
            let sudo: &[&str] = if sudo { &["sudo"] } else { &[] };
            steps.push([sudo, step].concat());
        }
        if let Some(last) = steps.last_mut() {
            last.extend(missing.iter().map(self.package));
        }
        steps
    }
}

const DEBIAN: Family = Family {
    steps: &[
        &["apt-get", "update"],
        &["apt-get", "install", "--yes", "--no-install-recommends"],
    ],
    package: |need| need.debian,
};
const FEDORA: Family = Family {
    steps: &[&["dnf", "install", "--assumeyes"]],
    package: |need| need.fedora,
};
const ARCH: Family = Family {
    steps: &[&["pacman", "-S", "--needed", "--noconfirm"]],
    package: |need| need.arch,
};

fn am_root() -> bool {
    answer("id", &["-u"]).as_deref() == Some("0")
}

/// Whether root rights have to be asked for, and can be.
pub fn by_sudo() -> bool {
    !am_root() && which("sudo").is_some()
}

/// The family of this machine, if it is one we know.
pub fn family() -> Option<&'static Family> {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let kin: Vec<&str> = release
        .lines()
        .filter_map(|line| {
            line.strip_prefix("ID=")
                .or_else(|| line.strip_prefix("ID_LIKE="))
        })
        .flat_map(|ids| ids.trim_matches('"').split_whitespace())
        .collect();
    let is = |id: &str| kin.contains(&id);
    if is("debian") || is("ubuntu") {
        Some(&DEBIAN)
    } else if is("fedora") || is("rhel") {
        Some(&FEDORA)
    } else if is("arch") {
        Some(&ARCH)
    } else {
        None
    }
}

/// Installs what is missing, once it may.
///
/// # Errors
/// When it may not, cannot or fails; the message holds the command to run by hand.
pub fn install(missing: &[Need], yes: bool) -> Done {
    let Some(family) = family() else {
        return Err(stop(
            "install them with this system's package manager, then run the command again.",
        ));
    };
    let root = am_root();
    let steps = family.steps(missing, by_sudo());
    let line = typed(&steps);
    println!("\nThis installs it:\n\n  {line}\n");

    let person = std::io::stdin().is_terminal();
    if !root && !by_sudo() {
        return Err(stop(
            "that needs root rights and there is no sudo here: run the command above as root, then try again.",
        ));
    }
    if !yes {
        if person {
            if !agreed()? {
                return Err(stop(
                    "nothing installed. Run the command above, then try again.",
                ));
            }
        } else if !root {
            return Err(stop(
                "that needs root rights and nobody is here to ask: run the command above, or give --yes.",
            ));
        }
    }
    for words in steps {
        let mut command = Command::new(words[0]);
        if words[0] == "sudo" && !person {
            // Without a keyboard a password prompt would wait for ever.
            command.arg("-n");
        }
        command.args(&words[1..]);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        go(command).map_err(|why| {
            stop(format!(
                "{why}\nRun this by hand, then try again:\n\n  {line}"
            ))
        })?;
    }
    Ok(())
}

/// The steps as one would type them.
pub fn typed(steps: &[Vec<&str>]) -> String {
    let line = |words: &Vec<&str>| {
        let quoted: Vec<String> = words.iter().map(|word| quote(word)).collect();
        quoted.join(" ")
    };
    steps.iter().map(line).collect::<Vec<_>>().join(" && ")
}

/// A word as one would type it.
fn quote(word: &str) -> String {
    if word.contains(['(', ')']) {
        format!("'{word}'")
    } else {
        word.to_owned()
    }
}

fn agreed() -> Done<bool> {
    print!("Run it now? [Y/n] ");
    std::io::stdout().flush()?;
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    Ok(matches!(
        line.trim().to_lowercase().as_str(),
        "" | "y" | "yes" | "o" | "oui"
    ))
}

#[cfg(test)]
mod tests {
    use super::super::{STAGE, WINDOW};
    use super::*;

    #[test]
    fn each_family_has_its_command() {
        let needs = [WINDOW[2], STAGE[0]];
        assert_eq!(
            typed(&DEBIAN.steps(&needs, false)),
            "apt-get update && apt-get install --yes --no-install-recommends libwebkit2gtk-4.1-dev xvfb"
        );
        assert_eq!(
            typed(&FEDORA.steps(&needs, true)),
            "sudo dnf install --assumeyes 'pkgconfig(webkit2gtk-4.1)' /usr/bin/xvfb-run"
        );
        assert_eq!(
            typed(&ARCH.steps(&needs, true)),
            "sudo pacman -S --needed --noconfirm webkit2gtk-4.1 xorg-server-xvfb"
        );
    }
}
