//! Times the models on customers made up from a seed: `what`, milliseconds and what was found, one a line; tabs between.
//! `scoring [CUSTOMERS] [FILE.csv]`, the purchases being written to the file for others to be timed on. The shop is CDNOW's
//! by the parameters published, seen for 39 weeks, its customers new over the first twelve, in whole days.
#![allow(
    clippy::print_stdout,
    reason = "telling what it measured is what this program does"
)]

use std::io::{BufWriter, Write as _};
use std::time::{Duration, Instant};

use fidele_core::scoring::simulate::{Dice, Life};
use fidele_core::scoring::{Histories, History, Model, Prior, fit};

/// Days until the end of what is seen, and over which customers are new.
const END: f64 = 273.0;
const NEW: f64 = 84.0;
/// Runs of which the median is told.
const RUNS: usize = 5;
const STORY: [f64; 4] = [0.243, 4.414, 0.793, 2.426];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let customers: u32 = words.next().map_or(Ok(1_000_000), |word| word.parse())?;
    let visits = shop(customers);
    if let Some(file) = words.next() {
        write(&visits, &file)?;
    }
    let rows: Vec<History> = visits
        .iter()
        .map(|days| history(days))
        .collect::<Result<_, _>>()?;
    drop(visits);
    let (gather, histories) = timed(|| Histories::gather_all(&rows));
    say(
        "gather",
        gather,
        &format!("{} distinct", histories.distinct()),
    );
    for model in [
        Model::BgNbd,
        Model::MbgNbd,
        Model::ParetoNbd,
        Model::BgCnbd(2),
    ] {
        let (took, found) = timed(|| fit(model, &histories, &Prior::NONE));
        let found = found?;
        let told = format!(
            "{:.6?} log-likelihood {:.4}, {} evaluations, {:?}",
            found.parameters, found.log_likelihood, found.evaluations, found.border
        );
        say(&format!("fit {model:?}"), took, &told);
        let (took, sum) = timed(|| {
            rows.iter()
                .map(|row| found.chance(row, 13.0).high)
                .sum::<f64>()
        });
        say("chance of each, with interval", took, &format!("{sum:.3}"));
        let (took, sum) = timed(|| {
            rows.iter()
                .map(|row| found.alive_value(row) + found.expected_value(row, 39.0))
                .sum::<f64>()
        });
        say("alive and expected of each", took, &format!("{sum:.3}"));
    }
    println!("memory\t{}", memory());
    Ok(())
}

/// Every customer's days with a purchase.
fn shop(customers: u32) -> Vec<Vec<u16>> {
    let mut dice = Dice::new(2026);
    (0..customers)
        .map(|_| {
            let first = (dice.uniform() * NEW).floor();
            let life = Life::of(Model::BgNbd, &STORY, (END - first) / 7.0, &mut dice);
            let mut days = vec![first as u16];
            days.extend(
                life.purchases
                    .iter()
                    .map(|week| (first + week * 7.0).floor() as u16),
            );
            days.dedup();
            days
        })
        .collect()
}

fn history(days: &[u16]) -> Result<History, Box<dyn std::error::Error>> {
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return Err("a customer without a purchase".into());
    };
    let weeks = |day: f64| (day - f64::from(*first)) / 7.0;
    let gaps = days
        .windows(2)
        .map(|pair| (f64::from(pair[1] - pair[0]) / 7.0).ln());
    let repeats = u32::try_from(days.len() - 1)?;
    let history = History::new(repeats, weeks(f64::from(*last)), weeks(END))?;
    Ok(history.with_log_gaps(gaps.sum())?)
}

fn write(visits: &[Vec<u16>], file: &str) -> std::io::Result<()> {
    let mut out = BufWriter::new(std::fs::File::create(file)?);
    let mut dice = Dice::new(1);
    writeln!(out, "customer,date,amount")?;
    let start = chrono::NaiveDate::default();
    for (customer, days) in visits.iter().enumerate() {
        for day in days {
            let date = start + chrono::Days::new(u64::from(*day));
            let amount = 5.0 + 30.0 * dice.uniform();
            writeln!(out, "{customer},{date},{amount:.2}")?;
        }
    }
    out.flush()
}

fn timed<T>(work: impl Fn() -> T) -> (Duration, T) {
    let mut times = Vec::new();
    let mut last;
    loop {
        let start = Instant::now();
        last = work();
        times.push(start.elapsed());
        if times.len() == RUNS {
            times.sort_unstable();
            return (times[RUNS / 2], last);
        }
    }
}

fn say(what: &str, took: Duration, found: &str) {
    println!("{what}\t{:.2}\t{found}", took.as_secs_f64() * 1e3);
}

/// The most memory it held, as Linux tells it.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    line.unwrap_or("VmHWM: unknown").to_owned()
}
