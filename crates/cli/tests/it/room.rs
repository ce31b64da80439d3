//! Rooms with walls: tests that need to mount a file system run again in a mount namespace of their own, where what
//! they mount goes away with them.

use std::path::Path;
use std::process::Command;

const INSIDE: &str = "FIDELE_TEST_ROOM";

/// Whether the calling test is in a room where it may mount. If not, runs it again in one and returns `false`: the
/// caller returns then, having passed or failed there. Skips loudly where the system allows no such room.
pub fn entered(test: &str) -> bool {
    if std::env::var_os(INSIDE).is_some() {
        return true;
    }
    let room = |arguments: &[&str]| {
        let mut unshare = Command::new("unshare");
        unshare
            .arg("--mount")
            .args(if is_root() {
                &[][..]
            } else {
                &["--map-root-user"]
            })
            .args(arguments);
        unshare
    };
    let possible = room(&["sh", "-c", "mount -t tmpfs -o size=1m tmpfs /mnt"]).output();
    if !possible.is_ok_and(|output| output.status.success()) {
        println!("skipped: {test}: nothing can be mounted here, even in a namespace");
        return false;
    }
    let here = std::env::current_exe().expect("the test program");
    let again = room(&[])
        .arg(here)
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(INSIDE, "1")
        .output()
        .expect("unshare runs");
    let said = String::from_utf8_lossy(&again.stdout);
    assert!(
        again.status.success() && said.contains("1 passed"),
        "{said}{}",
        String::from_utf8_lossy(&again.stderr)
    );
    print!("{said}");
    false
}

/// A disk of so many kilobytes at `folder`.
pub fn small_disk(folder: &Path, kilobytes: u32) {
    mount(
        &["-t", "tmpfs", "-o", &format!("size={kilobytes}k"), "tmpfs"],
        folder,
    );
}

/// From now on nobody writes below `folder`, a disk of its own.
pub fn write_protect(folder: &Path) {
    mount(&["-o", "remount,ro"], folder);
}

fn mount(arguments: &[&str], folder: &Path) {
    let output = Command::new("mount")
        .args(arguments)
        .arg(folder)
        .output()
        .expect("mount runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// Whether the tests run as root, to whom files are never write-protected.
pub fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
