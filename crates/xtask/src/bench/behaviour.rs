//! Working out where every customer stands, as when the day turns, against reading the covering index of the same file from
//! end to end. What starting either program costs is measured beside and taken off.

use super::measure::{median, run};
use super::{Ratio, import, sales};
use crate::shell::{Done, built, command};

const RUNS: usize = 7;
/// What the rules need of the purchases of each customer, and nothing else.
const SCAN: &str = "SELECT count(*), sum(visits), sum(first > last), sum(total) FROM \
    (SELECT count(*) AS visits, min(day) AS first, max(day) AS last, sum(amount) AS total \
     FROM purchase INDEXED BY purchase_by_customer WHERE customer_id IS NOT NULL GROUP BY customer_id)";

pub fn measure() -> Done<Ratio> {
    println!("\n== behaviour of {} customers", sales::PLAIN.customers);
    let notebook = import::notebook()?;
    let shell = |sql: &str| -> Done<f64> {
        let mut shell = command("sqlite3", ["-readonly".as_ref(), notebook.as_os_str()]);
        shell.arg(sql);
        Ok(run(shell)?.seconds)
    };
    let fidele = |day: &str| -> Done<f64> {
        let mut info = command(
            built("fidele", true),
            ["--today", day, "info", "--notebook"],
        );
        info.arg(&notebook);
        Ok(run(info)?.seconds)
    };
    let (mut ours, mut scan) = (Vec::new(), Vec::new());
    for n in 0..RUNS {
        let theirs = shell(SCAN)? - shell("SELECT 1")?;
        // A day the notebook has not seen: everybody is worked out anew. The same day again: nobody.
        let day = format!("2027-01-{:02}", n + 2);
        let turned = fidele(&day)? - fidele(&day)?;
        println!("  run {}: fidele {turned:.3} s; scan {theirs:.3} s", n + 1);
        ours.push(turned);
        scan.push(theirs);
    }
    Ok(Ratio {
        what: "behaviour of all customers, worked out and kept".to_owned(),
        ours: median(ours),
        yardstick: median(scan),
        unit: "s",
        against: "a scan of the covering index",
        goal: 2.0,
    })
}
