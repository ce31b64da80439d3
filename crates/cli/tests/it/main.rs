//! The real program on real files. One binary: it links once.

// A test that cannot go on stops, also in a function it calls.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

mod batch;
mod chance;
mod changes;
mod disks;
mod exits;
mod exports;
mod faults;
mod fields;
mod fit;
mod golden;
mod hostile;
mod hostile_files;
mod imports;
mod kill;
mod kill_imports;
mod long_imports;
mod program;
mod room;
mod watch;
