//! Wall time and peak memory of one run of a program.

use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::shell::{Done, cannot_start, stop};

/// What one run took.
#[derive(Clone, Copy)]
pub struct Took {
    /// Wall time.
    pub seconds: f64,
    /// Most memory held at once, in MB; 0 where the system does not tell.
    pub peak: f64,
}

/// Runs a program to its end, quietly.
///
/// # Errors
/// When it cannot start or fails.
pub fn run(mut command: Command) -> Done<Took> {
    command.stdout(Stdio::null());
    let start = Instant::now();
    let mut child = command.spawn().map_err(|e| cannot_start(&command, &e))?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0.0_f64;
    // The kernel keeps the high-water mark, so looking now and then misses nothing but the last moment.
    let ended = loop {
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
        if let Ok(status) = fs::read_to_string(&status) {
            peak = peak.max(high_water(&status));
        }
        sleep(Duration::from_millis(2));
    };
    let seconds = start.elapsed().as_secs_f64();
    if !ended.success() {
        return Err(stop(format!("{command:?} failed ({ended})")));
    }
    Ok(Took { seconds, peak })
}

fn high_water(status: &str) -> f64 {
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.split_whitespace().next())
        .and_then(|kb| kb.parse::<f64>().ok())
        .map_or(0.0, |kb| kb / 1024.0)
}

/// The middle value.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => 0.0,
        n if n % 2 == 1 => values[n / 2],
        n => f64::midpoint(values[n / 2 - 1], values[n / 2]),
    }
}
