//! fidele
fn main() {}
