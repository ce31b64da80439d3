//! Working out where every customer stands, against reading the covering index of the same file from end to end.

use super::measure::{median, run};
use super::{Ratio, import, sales};
use crate::shell::{Done, built, command};

const RUNS: usize = 7;
/// What the rules need of the purchases of each customer, and nothing else.
const SCAN: &str = "SELECT count(*), sum(visits), sum(first > last), sum(total) FROM \
    (SELECT count(*) AS visits, min(day) AS first, max(day) AS last, sum(amount) AS total \
     FROM purchase INDEXED BY purchase_by_customer WHERE customer_id IS NOT NULL GROUP BY customer_id)";

pub fn measure() -> Done<Ratio> {
    println!("\n== behaviour of {} customers", sales::CUSTOMERS);
    let notebook = import::notebook()?;
    let (mut ours, mut scan) = (Vec::new(), Vec::new());
    for n in 1..=RUNS {
        let mut shell = command("sqlite3", ["-readonly".as_ref(), notebook.as_os_str()]);
        shell.arg(SCAN);
        let theirs = run(shell)?;
        let mut check = command(built("fidele", true), ["--today", sales::TODAY, "check"]);
        check.arg("--notebook").arg(&notebook);
        let fidele = run(check)?;
        println!(
            "  run {n}: fidele {:.3} s; scan {:.3} s",
            fidele.seconds, theirs.seconds
        );
        ours.push(fidele.seconds);
        scan.push(theirs.seconds);
    }
    Ok(Ratio {
        what: "behaviour of all customers",
        ours: median(ours),
        yardstick: median(scan),
        unit: "s",
        against: "a scan of the covering index",
        goal: 2.0,
    })
}
