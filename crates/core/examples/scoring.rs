//! Times the models on customers made up from a seed. The shop is CDNOW's by the parameters published, seen for 39 weeks, its
//! customers new over the first twelve, in whole days.
//!
//! - `scoring write CUSTOMERS FILE`: their purchases, for others to be timed on;
//! - `scoring fit CUSTOMERS MODEL`: gathers and fits, and tells what it took and found, one figure a line;
//! - `scoring stages FILE`: where the time goes on the way from a file to a figure for each customer;
//! - `scoring textbook CUSTOMERS`: the same by a plain implementation of BG/NBD, as a textbook has it.
#![allow(
    clippy::print_stdout,
    reason = "telling what it measured is what this program does"
)]

#[path = "scoring/textbook.rs"]
mod textbook;

use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::time::Instant;

use fidele_core::scoring::simulate::{Dice, Life};
use fidele_core::scoring::spend::{SpendPrior, fit_spend};
use fidele_core::scoring::{Histories, History, Model, Prior, fit};
use fidele_core::transactions::scores::Figures;
use fidele_core::transactions::shop::Unit;
use fidele_core::transactions::{Transactions, Wanted};

type Done<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// Days until the end of what is seen, and over which customers are new.
const END: f64 = 273.0;
const NEW: f64 = 84.0;
/// Runs of which the median is told.
const RUNS: usize = 7;
const STORY: [f64; 4] = [0.243, 4.414, 0.793, 2.426];

fn main() -> Done {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["write", customers, file] => write(customers.parse()?, file),
        ["fit", customers, model] => {
            let model = match model {
                "bgnbd" => Model::BgNbd,
                "mbgnbd" => Model::MbgNbd,
                "paretonbd" => Model::ParetoNbd,
                "bgcnbd2" => Model::BgCnbd(2),
                _ => return Err("bgnbd, mbgnbd, paretonbd or bgcnbd2".into()),
            };
            time(model, customers.parse()?)
        }
        ["stages", file] => stages(file.as_ref()),
        ["textbook", customers] => {
            let rows = histories(customers.parse()?)?;
            let start = Instant::now();
            let (parameters, log_likelihood, evaluations) = textbook::fit(&rows);
            tell("fit", start.elapsed().as_secs_f64());
            tell("log-likelihood", log_likelihood);
            tell("evaluations", f64::from(evaluations));
            for (name, value) in Model::BgNbd.parameters().into_iter().zip(parameters) {
                tell(name, value);
            }
            Ok(())
        }
        _ => Err("write CUSTOMERS FILE, fit CUSTOMERS MODEL or textbook CUSTOMERS".into()),
    }
}

fn time(model: Model, customers: u32) -> Done {
    let rows = histories(customers)?;
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let start = Instant::now();
        let histories = Histories::gather_all(&rows);
        let gathered = start.elapsed().as_secs_f64();
        let found = fit(model, &histories, &Prior::NONE)?;
        let both = start.elapsed().as_secs_f64();
        times.push((both, gathered, histories.distinct(), found));
    }
    times.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (both, gathered, distinct, found) = &times[RUNS / 2];
    tell("gather and fit", *both);
    tell("gather", *gathered);
    tell("distinct", *distinct as f64);
    tell("log-likelihood", found.log_likelihood);
    tell("evaluations", f64::from(found.evaluations));
    for (name, value) in model.parameters().into_iter().zip(found.parameters) {
        tell(name, value);
    }
    tell("memory", memory());
    Ok(())
}

/// One after the other, where `fidele fit` does some at once.
fn stages(file: &Path) -> Done {
    let mut start = Instant::now();
    let mut lap = |what: &str| {
        tell(what, start.elapsed().as_secs_f64());
        start = Instant::now();
    };
    let purchases = Transactions::read(file, &Wanted::default())?;
    lap("read");
    let shop = purchases.seen(purchases.last_day, purchases.last_day, Unit::Week);
    let histories = shop.histories(false);
    lap("gather");
    let found = fit(Model::BgNbd, &histories, &Prior::NONE)?;
    lap("fit");
    let spends = shop.spends();
    lap("gather spend");
    let spend = fit_spend(&spends, &SpendPrior::NONE).ok();
    lap("fit spend");
    drop(spends);
    let figures = Figures {
        histories: &histories,
        fit: &found,
        spend: spend.as_ref(),
        horizon: 90.0 / 7.0,
    };
    shop.write_scores(&figures, &file.with_extension("scores"))?;
    lap("scores");
    tell("memory", memory());
    Ok(())
}

fn tell(what: &str, figure: f64) {
    println!("{what}\t{figure}");
}

fn histories(customers: u32) -> Done<Vec<History>> {
    let mut rows = Vec::with_capacity(customers as usize);
    each(customers, |days| {
        rows.push(history(days)?);
        Ok(())
    })?;
    Ok(rows)
}

/// Show every customer's days with a purchase.
fn each(customers: u32, mut show: impl FnMut(&[u16]) -> Done) -> Done {
    let mut dice = Dice::new(2026);
    let mut days = Vec::new();
    for _ in 0..customers {
        let first = (dice.uniform() * NEW).floor();
        let life = Life::of(Model::BgNbd, &STORY, (END - first) / 7.0, &mut dice);
        days.clear();
        days.push(first as u16);
        let weeks = life.purchases.iter();
        days.extend(weeks.map(|week| (first + week * 7.0).floor() as u16));
        days.dedup();
        show(&days)?;
    }
    Ok(())
}

fn history(days: &[u16]) -> Done<History> {
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

fn write(customers: u32, file: &str) -> Done {
    let mut out = BufWriter::new(std::fs::File::create(file)?);
    let mut dice = Dice::new(1);
    writeln!(out, "customer,date,amount")?;
    let start = chrono::NaiveDate::default();
    let mut customer = 0;
    each(customers, |days| {
        for day in days {
            let date = start + chrono::Days::new(u64::from(*day));
            let amount = 5.0 + 30.0 * dice.uniform();
            writeln!(out, "{customer},{date},{amount:.2}")?;
        }
        customer += 1;
        Ok(())
    })?;
    Ok(out.flush()?)
}

/// The most memory it held, in MB, as Linux tells it; 0 elsewhere.
fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|rest| rest.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1024.0
}
