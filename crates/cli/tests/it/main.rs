//! The real program on real files. One binary: it links once.

mod batch;
mod exits;
mod faults;
mod golden;
mod hostile;
mod imports;
mod kill;
mod program;
mod room;
