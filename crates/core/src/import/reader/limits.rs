//! What the reader may use: 1 GB of memory, ten times what real files need, and time on a processor, more than any honest
//! file of its size needs. Whoever asks for more ends.

use std::io;
use std::path::Path;
#[cfg(not(unix))]
use std::time::Duration;

/// The most memory, in bytes.
const MEMORY: usize = 1 << 30;
/// The least time on a processor, in seconds; each megabyte of the file is worth another.
const SECONDS: u64 = 60;

/// Where the system does not count what a process asks for (macOS), or only for whoever started it (Windows), the allocator does.
#[cfg(not(target_os = "linux"))]
#[global_allocator]
static ALLOCATOR: cap::Cap<std::alloc::System> = cap::Cap::new(std::alloc::System, usize::MAX);

/// The time this process may still take, where the system does not end it by itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    #[cfg(not(unix))]
    time: Duration,
}

/// From here on this process gets no more memory than it may use, and no more time where the system sees to it.
pub(super) fn set(path: &Path) -> io::Result<Limits> {
    let megabytes = std::fs::metadata(path).map_or(0, |about| about.len() >> 20);
    let seconds = SECONDS + megabytes;
    #[cfg(not(target_os = "linux"))]
    ALLOCATOR
        .set_limit(MEMORY)
        .map_err(|()| io::Error::from(io::ErrorKind::OutOfMemory))?;
    #[cfg(unix)]
    lower(seconds)?;
    Ok(Limits {
        #[cfg(not(unix))]
        time: Duration::from_secs(seconds),
    })
}

#[cfg(unix)]
fn lower(seconds: u64) -> io::Result<()> {
    use rlimit::Resource;
    // Only ever downwards, as a process may.
    let lower = |resource: Resource, most: u64| {
        let (_, hard) = resource.get()?;
        let most = most.min(hard);
        resource.set(most, most)
    };
    // Not the address space: a program that has a web view linked to it begins with most of a gigabyte of that.
    #[cfg(target_os = "linux")]
    lower(Resource::DATA, MEMORY as u64)?;
    lower(Resource::CPU, seconds)?;
    // What it held would be written down.
    lower(Resource::CORE, 0)
}

impl Limits {
    /// Whether the time is up.
    pub(super) fn are_over(self) -> bool {
        #[cfg(unix)]
        return false;
        #[cfg(not(unix))]
        return cpu_time::ProcessTime::now().as_duration() > self.time;
    }
}
