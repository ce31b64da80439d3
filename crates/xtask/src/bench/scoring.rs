//! The models of who buys again: how fast they are fitted, and how fast a file of purchases becomes a figure for each customer.
//!
//! A million customers are made up from a seed, by the parameters published for CDNOW. What other tools take is timed beside
//! us where they are installed (`python3` with lifetimes or pymc-marketing, `Rscript` with CLVTools); always there is a plain
//! textbook implementation of our own (`crates/core/examples/scoring/textbook.rs`).

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::measure::{Took, median, run};
use super::{Ratio, folder};
use crate::shell::{Done, built, cannot_start, cargo, command, go, root, stop, target, which};

const CUSTOMERS: u32 = 1_000_000;
/// What the textbook is given: more would take minutes.
const FEW: u32 = 100_000;
const GROWTH: [u32; 4] = [FEW, 200_000, 500_000, CUSTOMERS];
const RUNS: usize = 3;
/// The most memory a fit, or a file on its way to figures, may hold, MB.
const MEMORY: f64 = 60.0;
/// How far apart two log-likelihoods may be and count as the same.
const SAME: f64 = 1e-3;
/// A model and its name.
const MODELS: [(&str, &str); 4] = [
    ("bgnbd", "BG/NBD"),
    ("mbgnbd", "MBG/NBD"),
    ("paretonbd", "Pareto/NBD"),
    ("bgcnbd2", "BG/CNBD-2"),
];
/// A model, who else fits it, what that tool calls it, and how many times as fast we have to be.
const RIVALS: [(&str, &str, &str, f64); 3] = [
    ("bgnbd", "lifetimes", "fit", 200.0),
    ("bgnbd", "pymc-marketing", "fit", 100.0),
    ("paretonbd", "CLVTools", "pnbd", 25.0),
];
/// How many times as fast as the textbook a fit of a hundred thousand has to be.
const TEXTBOOK: f64 = 100.0;
/// How many times as fast as lifetimes a file has to become figures.
const END_TO_END: f64 = 35.0;

pub fn measure() -> Done<Vec<Ratio>> {
    go(cargo([
        "build",
        "--release",
        "--package",
        "fidele-core",
        "--features",
        "testing",
        "--example",
        "scoring",
    ]))?;
    let mut results = Vec::new();
    println!("\n== fits of {CUSTOMERS} customers, on two threads");
    let mut fits = HashMap::new();
    for (model, name) in MODELS {
        let told = example(&["fit", &CUSTOMERS.to_string(), model])?;
        println!(
            "  {name}: {:.1} ms, of which gathering {:.1}; log-likelihood {:.4}; {:.0} MB",
            1e3 * told.figure("gather and fit")?,
            1e3 * told.figure("gather")?,
            told.figure("log-likelihood")?,
            told.figure("memory")?
        );
        results.push(memory(
            format!("fit of {name}, peak memory"),
            told.figure("memory")?,
        ));
        fits.insert(model, told);
    }
    results.push(growth()?);
    results.push(textbook()?);
    let file = folder()?.join("customers.csv");
    println!("\n== {}", file.display());
    example(&["write", &CUSTOMERS.to_string(), &file.display().to_string()])?;
    let ours = end_to_end(&file)?;
    results.push(memory(
        "from a file to a figure for each customer, peak memory".to_owned(),
        ours.peak,
    ));
    let peers = peers(&file)?;
    for (model, tool, what, times) in RIVALS {
        if let (Some(fit), Some(peer)) = (fits.get(model), peers.get(&(tool, what))) {
            println!(
                "  {tool}: {:.2} s, log-likelihood {:.4}; ours is {:+.4} to it",
                peer.seconds,
                peer.height,
                fit.figure("log-likelihood")? - peer.height
            );
            let fit = fit.figure("gather and fit")?;
            let what = format!("fit of {model} to a million");
            results.push(faster(what, fit, peer.seconds, tool, times));
        }
    }
    if let Some(peer) = peers.get(&("lifetimes", "scores")) {
        let what = "from a file to a figure for each customer".to_owned();
        results.push(faster(
            what,
            ours.seconds,
            peer.seconds,
            "lifetimes",
            END_TO_END,
        ));
    }
    Ok(results)
}

/// What one call of the example told.
struct Told(HashMap<String, f64>);

impl Told {
    fn figure(&self, name: &str) -> Done<f64> {
        let found = self.0.get(name).copied();
        found.ok_or_else(|| stop(format!("the example did not tell {name:?}")))
    }
}

fn example(words: &[&str]) -> Done<Told> {
    let mut example = command(target().join("release/examples/scoring"), words);
    let output = example
        .output()
        .map_err(|error| cannot_start(&example, &error))?;
    if !output.status.success() {
        return Err(stop(String::from_utf8_lossy(&output.stderr)));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let figures = text.lines().filter_map(|line| {
        let (name, figure) = line.split_once('\t')?;
        Some((name.to_owned(), figure.parse().ok()?))
    });
    Ok(Told(figures.collect()))
}

fn memory(what: String, peak: f64) -> Ratio {
    Ratio {
        what,
        ours: peak,
        yardstick: MEMORY,
        unit: "MB",
        against: "what we allow ourselves",
        goal: 1.0,
    }
}

fn faster(what: String, ours: f64, theirs: f64, against: &'static str, times: f64) -> Ratio {
    println!("  {what}: {:.0} times as fast as {against}", theirs / ours);
    Ratio {
        what,
        ours,
        yardstick: theirs,
        unit: "s",
        against,
        goal: 1.0 / times,
    }
}

/// The time of each customer must not grow with their number.
fn growth() -> Done<Ratio> {
    println!("\n== growth, BG/NBD");
    let mut each = Vec::new();
    for customers in GROWTH {
        let told = example(&["fit", &customers.to_string(), "bgnbd"])?;
        let one = 1e9 * told.figure("gather and fit")? / f64::from(customers);
        println!("  {customers}: {one:.0} ns a customer");
        each.push(one);
    }
    Ok(Ratio {
        what: "a customer of a million, fitted".to_owned(),
        ours: each.last().copied().unwrap_or_default(),
        yardstick: each.first().copied().unwrap_or_default(),
        unit: "ns",
        against: "a customer of a hundred thousand",
        goal: 1.2,
    })
}

fn textbook() -> Done<Ratio> {
    println!("\n== {FEW} customers by the textbook");
    let (few, mut ours, mut theirs) = (FEW.to_string(), Vec::new(), Vec::new());
    for n in 1..=RUNS {
        let plain = example(&["textbook", &few])?;
        let fit = example(&["fit", &few, "bgnbd"])?;
        let off = fit.figure("log-likelihood")? - plain.figure("log-likelihood")?;
        println!(
            "  run {n}: fidele {:.2} ms; textbook {:.2} s, log-likelihood {off:+.6} to it",
            1e3 * fit.figure("gather and fit")?,
            plain.figure("fit")?
        );
        // More is no fault of ours.
        if off < -SAME {
            return Err(stop("the textbook found a better fit"));
        }
        ours.push(fit.figure("gather and fit")?);
        theirs.push(plain.figure("fit")?);
    }
    let what = "fit of BG/NBD to a hundred thousand".to_owned();
    Ok(faster(
        what,
        median(ours),
        median(theirs),
        "a plain textbook",
        TEXTBOOK,
    ))
}

fn end_to_end(file: &Path) -> Done<Took> {
    let scores = folder()?.join("scores.csv");
    let mut runs = Vec::new();
    for n in 1..=RUNS {
        let _ = fs::remove_file(&scores);
        let mut fit = command(
            built("fidele", true),
            ["fit", "--json", "--cal-end", "1970-10-01"],
        );
        fit.arg("--transactions").arg(file);
        fit.arg("--scores").arg(&scores);
        let whole = run(fit)?;
        // A new file: in place of another, the system waits until the disk has it.
        fs::remove_file(&scores)?;
        // What a purchase is worth is more than the others work out: beside them we leave it aside too.
        let mut fit = command(
            built("fidele", true),
            ["fit", "--json", "--cal-end", "1970-10-01"],
        );
        fit.arg("--transactions").arg(file).arg("--no-amount");
        fit.arg("--scores").arg(&scores);
        let took = run(fit)?;
        println!(
            "  run {n}: fidele {:.3} s, {:.0} MB; with what a purchase is worth {:.3} s, {:.0} MB",
            took.seconds, took.peak, whole.seconds, whole.peak
        );
        runs.push(Took {
            peak: took.peak.max(whole.peak),
            ..took
        });
    }
    let lines = fs::read_to_string(&scores)?.lines().count();
    if lines != CUSTOMERS as usize + 1 {
        return Err(stop(format!("{} has {lines} lines", scores.display())));
    }
    Ok(Took {
        seconds: median(runs.iter().map(|took| took.seconds).collect()),
        peak: runs.iter().map(|took| took.peak).fold(0.0, f64::max),
    })
}

/// What another tool took, and the log-likelihood it found.
struct Peer {
    seconds: f64,
    height: f64,
}

/// The other tools that are here.
fn peers(file: &Path) -> Done<HashMap<(&'static str, &'static str), Peer>> {
    const KNOWN: [(&str, &str); 5] = [
        ("lifetimes", "fit"),
        ("lifetimes", "scores"),
        ("pymc-marketing", "fit"),
        ("CLVTools", "bgnbd"),
        ("CLVTools", "pnbd"),
    ];
    let mut peers = HashMap::new();
    let scripts = root().join("crates/xtask/src/bench");
    let (python, r): (PathBuf, PathBuf) = (scripts.join("peers.py"), scripts.join("peers.R"));
    for (program, script) in [("python3", python), ("Rscript", r)] {
        let said = match which(program) {
            Some(program) => say(&program, &script, file)?,
            None => String::new(),
        };
        for line in said.lines() {
            let [tool, what, seconds, height] = line.split('\t').collect::<Vec<_>>()[..] else {
                continue;
            };
            let known = KNOWN.iter().find(|known| **known == (tool, what));
            if let (Some(known), Ok(seconds), Ok(height)) = (known, seconds.parse(), height.parse())
            {
                peers.insert(*known, Peer { seconds, height });
            }
        }
    }
    for tool in ["lifetimes", "pymc-marketing", "CLVTools"] {
        if !peers.keys().any(|(known, _)| *known == tool) {
            println!("  not here: {tool}");
        }
    }
    Ok(peers)
}

/// What a script says; nothing when it fails, for it is no part of what is measured.
fn say(program: &Path, script: &Path, file: &Path) -> Done<String> {
    let mut peer = command(program, [script, file]);
    let output = peer.output().map_err(|error| cannot_start(&peer, &error))?;
    if !output.status.success() {
        let why = String::from_utf8_lossy(&output.stderr);
        println!(
            "  {}: {}",
            script.display(),
            why.lines().last().unwrap_or_default()
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
