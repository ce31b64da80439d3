//! From start to a window one can use, and the memory then, against an empty tauri window.

use std::fs;

use super::{Ratio, import};
use crate::shell::{Done, built, go, stop, target};
use crate::test;

pub fn measure() -> Done<Vec<Ratio>> {
    println!("\n== start to a window one can use");
    let results = target().join("xtask/start.tsv");
    fs::create_dir_all(target().join("xtask"))?;
    test::lend_packages()?;
    let mut run = test::on_stage("bench");
    run.env("FIDELE_DESKTOP", built("fidele-desktop", true))
        .env("FIDELE_EMPTY", target().join("release/examples/empty"))
        .env("FIDELE_RESULTS", &results);
    let notebook = import::notebook()?;
    if notebook.is_file() {
        run.env("FIDELE_LARGE", notebook);
    }
    go(run)?;
    let text = fs::read_to_string(&results)?;
    let figure = |name: &str| -> Done<f64> {
        text.lines()
            .find_map(|line| line.strip_prefix(name)?.trim().parse().ok())
            .ok_or_else(|| stop(format!("no figure {name} in {}", results.display())))
    };
    let mut ratios = Vec::new();
    for (name, time, memory) in [
        ("first", "first start, time", "first start, memory"),
        (
            "large",
            "start on a large notebook, time",
            "start on a large notebook, memory",
        ),
    ] {
        let Ok(ours) = figure(&format!("{name} seconds")) else {
            continue;
        };
        ratios.push(Ratio {
            what: time,
            ours,
            yardstick: figure("empty seconds")?,
            unit: "s",
            against: "an empty tauri window",
            goal: 1.5,
        });
        ratios.push(Ratio {
            what: memory,
            ours: figure(&format!("{name} megabytes"))?,
            yardstick: figure("empty megabytes")?,
            unit: "MB",
            against: "an empty tauri window",
            goal: 1.5,
        });
    }
    Ok(ratios)
}
