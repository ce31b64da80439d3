//! From start to a window one can use, and the memory then, against an empty tauri window; and what scrolling shows.

use std::fs;

use super::{Ratio, import, large};
use crate::shell::{Done, built, go, stop, target};
use crate::test;

/// What is started: its name in the results, and in the lines printed.
const STARTS: [(&str, &str); 5] = [
    ("first", "first start"),
    ("large", "100,000 customers"),
    ("large morning", "100,000 customers, a new day"),
    ("million", "1,000,000 customers"),
    ("million morning", "1,000,000 customers, a new day"),
];

/// What is measured of each: its name in the results and in the lines, its unit and what an empty window has instead.
const FIGURES: [(&str, &str, &str, &str); 4] = [
    ("seconds", "until it can be used", "s", "seconds"),
    ("painted", "first picture", "s", "seconds"),
    ("megabytes", "memory then", "MB", "megabytes"),
    ("settled", "memory at rest", "MB", "settled"),
];

pub fn measure() -> Done<Vec<Ratio>> {
    println!("\n== start to a window one can use");
    let results = target().join("xtask/start.tsv");
    fs::create_dir_all(target().join("xtask"))?;
    test::lend_packages()?;
    let mut run = test::on_stage("bench");
    run.env("FIDELE_DESKTOP", built("fidele-desktop", true))
        .env("FIDELE_EMPTY", target().join("release/examples/empty"))
        .env("FIDELE_RESULTS", &results);
    for (name, notebook) in [
        ("FIDELE_LARGE", import::notebook()?),
        ("FIDELE_MILLION", large::notebook()?),
    ] {
        if notebook.is_file() {
            run.env(name, notebook);
        } else {
            println!("skipped: there is no {}", notebook.display());
        }
    }
    go(run)?;
    let text = fs::read_to_string(&results)?;
    let figure = |name: &str| -> Done<f64> {
        text.lines()
            .find_map(|line| line.strip_prefix(name)?.trim().parse().ok())
            .ok_or_else(|| stop(format!("no figure {name} in {}", results.display())))
    };
    let mut ratios = Vec::new();
    for (name, start) in STARTS {
        for (key, what, unit, instead) in FIGURES {
            let Ok(ours) = figure(&format!("{name} {key}")) else {
                continue;
            };
            ratios.push(Ratio {
                what: format!("{start}, {what}"),
                ours,
                yardstick: figure(&format!("empty {name} {instead}"))?,
                unit,
                against: "an empty tauri window",
                goal: 1.5,
            });
        }
        if let Ok(lines) = figure(&format!("{name} lines")) {
            println!("{start}: {lines} lines in the first picture");
        }
    }
    Ok(ratios)
}
