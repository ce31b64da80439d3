//! How long something took.

use std::time::Instant;

/// Wall time, and time on a processor, which others who work on the same machine leave alone; ms.
#[derive(Clone, Copy)]
pub struct Took {
    wall: f64,
    busy: f64,
}

impl std::fmt::Display for Took {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.0} ms, busy for {:.0} ms", self.wall, self.busy)
    }
}

pub struct Start {
    at: Instant,
    busy: f64,
}

impl Start {
    pub fn now() -> Self {
        Self {
            busy: busy(),
            at: Instant::now(),
        }
    }

    pub fn took(&self) -> Took {
        let wall = self.at.elapsed().as_secs_f64() * 1_000.0;
        Took {
            wall,
            busy: busy() - self.busy,
        }
    }
}

/// The time all threads of this process have been on a processor, ms; 0 where the system does not tell. Threads that have ended
/// are not counted: of a list, they are the second half of looking through everybody.
fn busy() -> f64 {
    let Ok(tasks) = std::fs::read_dir("/proc/self/task") else {
        return 0.0;
    };
    let nanoseconds: u64 = tasks
        .flatten()
        .filter_map(|task| std::fs::read_to_string(task.path().join("schedstat")).ok())
        .filter_map(|line| line.split(' ').next()?.parse::<u64>().ok())
        .sum();
    nanoseconds as f64 / 1e6
}

#[derive(Default)]
pub struct Times(pub Vec<Took>);

impl Times {
    pub fn tell(self, what: &str) {
        let at = |figure: fn(&Took) -> f64, share: f64| {
            let mut figures: Vec<f64> = self.0.iter().map(figure).collect();
            figures.sort_by(f64::total_cmp);
            let last = figures.len().saturating_sub(1);
            // Far below the range of either.
            let place = (last as f64 * share).round() as usize;
            figures.get(place).copied().unwrap_or(0.0)
        };
        println!(
            "{what}\t{}\t{:.2}\t{:.2}\t{:.2}\t{:.2}",
            self.0.len(),
            at(|took| took.wall, 0.5),
            at(|took| took.wall, 0.95),
            at(|took| took.busy, 0.5),
            at(|took| took.busy, 0.95),
        );
    }
}

/// What the process holds and held at most, where the system tells.
pub fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of = |name: &str| {
        status
            .lines()
            .find_map(|line| line.strip_prefix(name)?.split_whitespace().next())
            .and_then(|kb| kb.parse::<u64>().ok())
            .map_or(0, |kb| kb / 1024)
    };
    format!("{} MB, at most {} MB", of("VmRSS:"), of("VmHWM:"))
}
