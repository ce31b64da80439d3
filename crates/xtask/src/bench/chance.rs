//! Working out what is said of the chance of everybody in a notebook, who speaks included, against reading the covering index
//! of the same file from end to end. What starting either program costs is measured beside and taken off.

use std::path::Path;

use super::measure::{median, run};
use super::{Ratio, import, large, sales};
use crate::shell::{Done, built, command};

const RUNS: usize = 3;
/// What a model needs of the purchases of each customer: how often, first, last, how much.
const SCAN: &str = "SELECT count(*), sum(visits), sum(first > last), sum(total) FROM \
    (SELECT count(DISTINCT day) AS visits, min(day) AS first, max(day) AS last, sum(amount) AS total \
     FROM purchase INDEXED BY purchase_by_customer WHERE customer_id IS NOT NULL GROUP BY customer_id)";

pub fn measure() -> Done<Vec<Ratio>> {
    let mut results = vec![of("100,000 customers", &import::notebook()?)?];
    let million = large::notebook()?;
    if million.is_file() {
        results.push(of("1,000,000 customers", &million)?);
    } else {
        println!("skipped: there is no {}", million.display());
    }
    Ok(results)
}

fn of(who: &str, notebook: &Path) -> Done<Ratio> {
    println!("\n== chance of {who}");
    let shell = |sql: &str| -> Done<f64> {
        let mut shell = command("sqlite3", ["-readonly".as_ref(), notebook.as_os_str()]);
        shell.arg(sql);
        Ok(run(shell)?.seconds)
    };
    let fidele = |again: &[&str]| -> Done<f64> {
        let mut told = command(
            built("fidele", true),
            ["--today", sales::TODAY, "--json", "backtest", "--notebook"],
        );
        told.arg(notebook).args(again);
        Ok(run(told)?.seconds)
    };
    // The first time turns the day and learns.
    fidele(&[])?;
    let (mut ours, mut scan) = (Vec::new(), Vec::new());
    for n in 1..=RUNS {
        let theirs = shell(SCAN)? - shell("SELECT 1")?;
        let learnt = fidele(&["--again"])? - fidele(&[])?;
        println!("  run {n}: fidele {learnt:.2} s; scan {theirs:.2} s");
        ours.push(learnt);
        scan.push(theirs);
    }
    Ok(Ratio {
        what: format!("chance of {who}, learnt, worked out and kept"),
        ours: median(ours),
        yardstick: median(scan),
        unit: "s",
        against: "a scan of the covering index",
        goal: 3.0,
    })
}
