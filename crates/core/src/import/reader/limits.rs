//! What the reader may use.

use std::io;
use std::path::Path;

/// The most memory, in bytes. Real files need a tenth.
#[cfg(unix)]
const MEMORY: u64 = 1 << 30;
/// The least processor time it is given, in seconds.
#[cfg(unix)]
const SECONDS: u64 = 60;

/// From here on this process gets an error (and ends) rather than more memory or time than any honest file of this size
/// needs: 1 GB, and 60 s and one more for each megabyte.
#[cfg(unix)]
pub(super) fn set(path: &Path) -> io::Result<()> {
    use rlimit::Resource;
    let megabytes = std::fs::metadata(path).map_or(0, |about| about.len() >> 20);
    let time = SECONDS + megabytes;
    // Only ever downwards, as a process may.
    let lower = |resource: Resource, most: u64| {
        let (_, hard) = resource.get()?;
        let most = most.min(hard);
        resource.set(most, most)
    };
    // Not the address space: a program that has a web view linked to it begins with most of a gigabyte of that.
    #[cfg(target_os = "linux")]
    lower(Resource::DATA, MEMORY)?;
    #[cfg(not(target_os = "linux"))]
    lower(Resource::AS, MEMORY)?;
    lower(Resource::CPU, time)?;
    // What it held would be written down.
    lower(Resource::CORE, 0)
}

/// Windows has no such limits for a process that sets them itself: there the checks of each format have to do.
#[cfg(not(unix))]
pub(super) fn set(_path: &Path) -> io::Result<()> {
    Ok(())
}
