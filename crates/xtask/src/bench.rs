//! `cargo xtask bench`: how near we are to what this machine can do.
//!
//! Times of one machine say little on another, so every result is a ratio to a yardstick measured in the same minutes: runs
//! alternate, and the medians are compared.

mod behaviour;
mod import;
mod large;
mod measure;
mod sales;
mod start;

use std::path::PathBuf;

use crate::shell::{Done, cargo, go, stop, target};
use crate::{face, system};

/// Prints the ratios of all parts, or of one.
///
/// # Errors
/// When something is missing or a build or a measured program fails.
pub fn bench(part: Option<&str>, yes: bool) -> Done {
    let known = ["import", "behaviour", "start"];
    if let Some(part) = part.filter(|part| !known.contains(part)) {
        return Err(stop(format!(
            "no part {part:?}: one of {}",
            known.join(", ")
        )));
    }
    let wants = |name: &str| part.is_none_or(|part| part == name);
    system::ensure(&system::for_bench(), yes)?;
    face::build()?;
    go(cargo(["build", "--release", "--package", "fidele-cli"]))?;
    let mut results = Vec::new();
    if wants("import") || wants("behaviour") {
        results.extend(import::measure()?);
    }
    if wants("behaviour") {
        results.push(behaviour::measure()?);
    }
    if wants("start") && cfg!(target_os = "linux") {
        go(cargo([
            "build",
            "--release",
            "--package",
            "fidele-desktop",
            "--bins",
            "--examples",
        ]))?;
        results.extend(start::measure()?);
    }
    println!();
    for result in &results {
        println!("{}", result.line());
    }
    Ok(())
}

/// Prints how long each kind of question takes in a notebook of a size no shop will reach.
///
/// # Errors
/// When a build or a measured program fails.
pub fn bench_large() -> Done {
    go(cargo(["build", "--release", "--package", "fidele-cli"]))?;
    go(cargo([
        "build",
        "--release",
        "--package",
        "fidele-core",
        "--example",
        "questions",
    ]))?;
    large::measure()
}

/// One comparison.
struct Ratio {
    what: String,
    ours: f64,
    yardstick: f64,
    /// Of both figures.
    unit: &'static str,
    against: &'static str,
    /// The most we allow ourselves: times the yardstick.
    goal: f64,
}

impl Ratio {
    fn line(&self) -> String {
        let ratio = self.ours / self.yardstick;
        format!(
            "{:<44} {:>5.2} x  (goal {:.1})  {:.3} {u} against {:.3} {u}: {}{}",
            self.what,
            ratio,
            self.goal,
            self.ours,
            self.yardstick,
            self.against,
            if ratio <= self.goal { "" } else { "   OVER" },
            u = self.unit,
        )
    }
}

/// Where the files of the measurements are.
fn folder() -> Done<PathBuf> {
    let folder = target().join("bench");
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}
