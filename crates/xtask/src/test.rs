//! `cargo xtask test`: the core, the command line, the interface, then the real window under a display in memory.
//!
//! One part failing does not hide the others: all run, then one line sums them up. Some tests do a little of what they
//! can do: `--long` has them do all of it, and skips no less.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::shell::{Done, built, cannot_start, cargo, command, go, root, show, stop, target};
use crate::{face, system};

/// Set for tests that are to do all they can.
const LONG: &str = "FIDELE_LONG";

/// How many tests passed and failed.
#[derive(Default)]
struct Count {
    passed: u32,
    failed: u32,
}

impl Count {
    fn add(&mut self, other: &Count) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Runs the tests: all, or one part; `long` with the largest files and many more rounds.
///
/// # Errors
/// When something is missing, a build fails or a test fails.
pub fn test(part: Option<&str>, yes: bool, long: bool) -> Done {
    let known = ["rust", "ui", "e2e", "screens"];
    if let Some(part) = part.filter(|part| !known.contains(part)) {
        return Err(stop(format!(
            "no part {part:?}: one of {}",
            known.join(", ")
        )));
    }
    let wants = |name: &str| part.is_none_or(|part| part == name);
    system::ensure(&system::for_tests(), yes)?;
    face::build()?;

    if part != Some("ui") {
        // Everything at once: a part built alone has other features, and would build its dependencies again.
        go(cargo(["build", "--workspace", "--all-targets"]))?;
    }
    let mut sum = Count::default();
    let mut wrong = Vec::new();
    let mut stage = |name: &'static str, run: &dyn Fn(&mut Count) -> Done| {
        println!("\n== {name}");
        let start = Instant::now();
        let mut count = Count::default();
        if let Err(why) = run(&mut count) {
            eprintln!("{why}");
            wrong.push(name);
        }
        println!(
            "-- {name}: {} passed, {} failed, {} s",
            count.passed,
            count.failed,
            start.elapsed().as_secs()
        );
        sum.add(&count);
    };
    if wants("rust") {
        stage("core, command line and shell", &|count| rust(count, long));
    }
    if wants("ui") {
        stage("interface: types and lints", &|_| {
            go(face::npm(&["run", "--silent", "check"]))
        });
        stage("interface: units", &units);
    }
    if cfg!(target_os = "linux") {
        if wants("e2e") {
            stage("the real window", &|count| window("stories", count));
        }
        if wants("screens") {
            stage("every screen", &|count| window("screens", count));
        }
    } else {
        println!("\nThe real window is driven on Linux only: macOS has no WebDriver for it.");
    }
    println!("\n{} passed, {} failed", sum.passed, sum.failed);
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(stop(format!("not well: {}", wrong.join("; "))))
    }
}

fn rust(count: &mut Count, long: bool) -> Done {
    let mut cargo = cargo(["test", "--workspace", "--no-fail-fast"]);
    if long {
        cargo.env(LONG, "1");
    }
    show(&cargo);
    let mut child = cargo
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| cannot_start(&cargo, &e))?;
    if let Some(out) = child.stdout.take() {
        for line in BufReader::new(out).lines() {
            let line = line?;
            println!("{line}");
            if let Some(result) = line.strip_prefix("test result: ") {
                count.passed += before(result, " passed");
                count.failed += before(result, " failed");
            }
        }
    }
    if child.wait()?.success() {
        Ok(())
    } else {
        Err(stop("cargo test failed"))
    }
}

fn units(count: &mut Count) -> Done {
    let mut run = command("node", [vitest()]);
    run.arg("run").current_dir(root().join("ui"));
    counted(run, "units", count)
}

fn window(project: &str, count: &mut Count) -> Done {
    lend_packages()?;
    let mut run = on_stage(project);
    run.env("FIDELE_DESKTOP", built("fidele-desktop", false))
        .env("FIDELE_CLI", built("fidele", false))
        .env("FIDELE_SCREENS", target().join("screens"));
    counted(run, project, count)
}

/// A project of `tests/e2e`, on a display and a message bus of its own.
pub fn on_stage(project: &str) -> Command {
    let mut run = command(
        "xvfb-run",
        [
            "--auto-servernum",
            "--server-args=-screen 0 1600x1200x24",
            "dbus-run-session",
            "--config-file=tests/e2e/session-bus.conf",
            "--",
            "node",
        ],
    );
    run.arg(vitest())
        .args(["run", "--root", "tests/e2e", "--project", project])
        .env("GDK_BACKEND", "x11")
        .env_remove("WAYLAND_DISPLAY");
    run
}

fn vitest() -> PathBuf {
    root().join("ui/node_modules/vitest/vitest.mjs")
}

/// Runs vitest with its usual report, and a second one that we can count.
fn counted(mut run: Command, name: &str, count: &mut Count) -> Done {
    let report = target().join(format!("xtask/{name}.json"));
    fs::create_dir_all(target().join("xtask"))?;
    if report.exists() {
        fs::remove_file(&report)?;
    }
    run.args(["--reporter=default", "--reporter=json"])
        .arg(format!("--outputFile.json={}", report.display()));
    let done = go(run);
    let report = fs::read_to_string(report).unwrap_or_default();
    count.passed += after(&report, "\"numPassedTests\":");
    count.failed += after(&report, "\"numFailedTests\":");
    done
}

/// Lets `tests/e2e` use the packages of `ui`: one lock file, one installation.
///
/// # Errors
/// When the link cannot be made.
pub fn lend_packages() -> Done {
    let link = root().join("tests/e2e/node_modules");
    if link.exists() {
        return Ok(());
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(Path::new("../../ui/node_modules"), link)?;
    #[cfg(windows)]
    std::os::windows::fs::symlink_dir(Path::new("../../ui/node_modules"), link)?;
    Ok(())
}

/// The number just before a word: `12` in `ok. 12 passed; …`.
fn before(line: &str, word: &str) -> u32 {
    line.find(word)
        .and_then(|at| line[..at].rsplit(' ').next())
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}

/// The number just after a word.
fn after(text: &str, word: &str) -> u32 {
    text.find(word)
        .map(|at| &text[at + word.len()..])
        .and_then(|rest| rest.split(|c: char| !c.is_ascii_digit()).next())
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{after, before};

    #[test]
    fn counts_are_read_from_the_reports() {
        let cargo = "ok. 12 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(before(cargo, " passed"), 12);
        assert_eq!(before(cargo, " failed"), 3);
        let vitest = r#"{"numTotalTests":7,"numPassedTests":5,"numFailedTests":2}"#;
        assert_eq!(after(vitest, "\"numPassedTests\":"), 5);
        assert_eq!(after("", "\"numFailedTests\":"), 0);
    }
}
