//! `cargo xtask bench`: how near we are to what this machine can do.
//!
//! Times of one machine say little on another, so every result is a ratio to a yardstick measured in the same minutes: runs
//! alternate, and the medians are compared.

mod behaviour;
mod chance;
mod import;
mod large;
mod measure;
mod sales;
mod scoring;
mod start;

use std::path::PathBuf;

use crate::shell::{Done, cargo, go, stop, target};
use crate::{face, system};

/// Prints the ratios of all parts, or of one.
///
/// # Errors
/// When something is missing or a build or a measured program fails.
pub fn bench(part: Option<&str>, yes: bool) -> Done {
    let known = ["import", "behaviour", "chance", "scoring", "start"];
    if let Some(part) = part.filter(|part| !known.contains(part)) {
        return Err(stop(format!(
            "no part {part:?}: one of {}",
            known.join(", ")
        )));
    }
    let wants = |name: &str| part.is_none_or(|part| part == name);
    system::ensure(&system::for_bench(), yes)?;
    if wants("start") {
        face::build()?;
    }
    go(cargo(["build", "--release", "--package", "fidele-cli"]))?;
    let mut results = Vec::new();
    if wants("import") || wants("behaviour") || (wants("chance") && !import::notebook()?.is_file())
    {
        results.extend(import::measure()?);
    }
    if wants("behaviour") {
        results.push(behaviour::measure()?);
    }
    if wants("chance") {
        results.extend(chance::measure()?);
    }
    if wants("scoring") {
        results.extend(scoring::measure()?);
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
        // Who is to be many times as fast reads that more easily than a hundredth.
        let (figure, goal) = if self.goal < MANY {
            let times = |ratio: f64| 1.0 / ratio;
            (
                format!("{:>5.0} times as fast", times(ratio)),
                format!("{:.0}", times(self.goal)),
            )
        } else {
            (format!("{ratio:>5.2} x"), format!("{:.1}", self.goal))
        };
        format!(
            "{:<44} {figure}  (goal {goal})  {:.3} {u} against {:.3} {u}: {}{}",
            self.what,
            self.ours,
            self.yardstick,
            self.against,
            if ratio <= self.goal { "" } else { "   OVER" },
            u = self.unit,
        )
    }
}

/// A goal below this is told as how many times as fast.
const MANY: f64 = 0.2;

/// Where the files of the measurements are.
fn folder() -> Done<PathBuf> {
    let folder = target().join("bench");
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}
