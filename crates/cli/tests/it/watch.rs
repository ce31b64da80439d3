//! Watching the program and its reader from outside: how much memory they hold, and whether they are gone.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::program::Said;

/// Whether the long half of the tests was asked for: `cargo xtask test --long`.
pub fn long() -> bool {
    std::env::var_os("FIDELE_LONG").is_some()
}

/// One number for the usual run of the tests, another for the long one.
pub fn size<T>(usual: T, when_long: T) -> T {
    if long() { when_long } else { usual }
}

/// A run to its end, and the most memory it held, in MB; 0 where the system does not tell.
#[derive(Debug)]
pub struct Watched {
    pub said: Said,
    /// The program itself, which holds the notebook.
    pub own: u64,
    /// The process that reads the file.
    pub reader: u64,
}

/// Runs a call and looks at its memory all the while. The kernel keeps the high-water mark: only the last moment is missed.
pub fn watched(command: &mut Command) -> Watched {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("fidele runs");
    let out = drain(child.stdout.take().expect("a pipe"));
    let err = drain(child.stderr.take().expect("a pipe"));
    let (mut own, mut reader) = (0, 0);
    let ended = loop {
        own = own.max(high_water(child.id()));
        for process in children(child.id()) {
            reader = reader.max(high_water(process));
        }
        if let Some(ended) = child.try_wait().expect("ends") {
            break ended;
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    let said = Said {
        code: ended.code().unwrap_or(-1),
        out: out.join().expect("read"),
        err: err.join().expect("read"),
    };
    Watched { said, own, reader }
}

fn drain(mut pipe: impl std::io::Read + Send + 'static) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let mut text = String::new();
        let _ = pipe.read_to_string(&mut text);
        text
    })
}

/// The high-water mark of a process, MB.
fn high_water(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok())
        .map_or(0, |kilobytes| kilobytes / 1024)
}

/// The processes a process has started.
pub fn children(process: u32) -> Vec<u32> {
    let threads = std::fs::read_dir(format!("/proc/{process}/task"));
    let lists = threads.into_iter().flatten().filter_map(|thread| {
        let list = thread.ok()?.path().join("children");
        std::fs::read_to_string(list).ok()
    });
    lists
        .flat_map(|list| {
            let numbers = list.split_whitespace().filter_map(|n| n.parse().ok());
            numbers.collect::<Vec<_>>()
        })
        .collect()
}

/// The readers at work on a file, whoever started them.
fn readers_of(file: &Path) -> Vec<PathBuf> {
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    processes
        .map(|process| process.path())
        .filter(|process| {
            let line = std::fs::read(process.join("cmdline")).unwrap_or_default();
            let words: Vec<&[u8]> = line.split(|byte| *byte == 0).collect();
            words.get(1) == Some(&b"read-file".as_slice())
                && words.get(2) == Some(&file.as_os_str().as_encoded_bytes())
        })
        .collect()
}

/// Waits until nobody reads the file any more; a reader does not outlive who asked by more than a moment.
pub fn assert_no_orphan(file: &Path) {
    let since = Instant::now();
    while !readers_of(file).is_empty() {
        assert!(
            since.elapsed() < Duration::from_secs(20),
            "a reader lives on: {:?}",
            readers_of(file)
        );
        std::thread::yield_now();
    }
}

/// kill -9, and nobody is left.
pub fn kill(mut child: Child) -> String {
    // It may have ended by itself.
    let _ = child.kill();
    let output = child.wait_with_output().expect("ended");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
