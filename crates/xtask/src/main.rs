//! The developer's only door: `cargo xtask run|test|check|bench|bindings|bundle`.
//!
//! It needs nothing but Rust and Node: what else is missing it finds, names and installs ([`system`]).
//! It depends on the standard library alone, so that the first command of a newcomer starts in seconds.
#![allow(
    clippy::print_stdout,
    reason = "talking to the developer is what this program does"
)]

mod bench;
mod bindings;
mod bundle;
mod check;
mod face;
mod run;
mod shell;
mod system;
mod test;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND [--yes]

  run [FILE]        build Fidèle and open its window, on FILE if given
                    (a .fidele notebook, or a sales file to import)
  test [PART]       run every test, or one PART: rust, ui, e2e, screens
  test --long       the same, with the largest files and many more kills: an hour or more
  check             formatting, lints, types, and that generated files are current
  bindings          write again what is generated: .sqlx, ui/src/lib/bindings.ts
  bench [PART]      ratios against the machine's own limits and other tools: import, behaviour,
                    scoring, start
  bench --large     how long each question takes with a million customers and five million purchases
  bundle            build what is handed out: the packages (.deb, .rpm) and the command line

  --yes             install missing system libraries without asking
  --release         (run) build with optimisation
";

/// What the command line asked for.
struct Asked {
    command: String,
    rest: Vec<String>,
    /// May install system packages without asking.
    yes: bool,
    /// Build with optimisation.
    release: bool,
    /// Measure on the largest notebook.
    large: bool,
    /// Test with the largest files and many more rounds.
    long: bool,
}

fn asked() -> Asked {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    let mut flag = |name: &str| {
        let before = words.len();
        words.retain(|word| word != name);
        words.len() != before
    };
    let yes = flag("--yes");
    let release = flag("--release");
    let large = flag("--large");
    let long = flag("--long");
    let command = if words.is_empty() {
        String::new()
    } else {
        words.remove(0)
    };
    Asked {
        command,
        rest: words,
        yes,
        release,
        large,
        long,
    }
}

fn main() -> ExitCode {
    let asked = asked();
    let first = asked.rest.first().map(String::as_str);
    let done = match asked.command.as_str() {
        "run" => run::run(first, asked.yes, asked.release),
        "test" => test::test(first, asked.yes, asked.long),
        "check" => check::check(asked.yes),
        "bindings" => bindings::bindings(asked.yes),
        "bench" if asked.large => bench::bench_large(),
        "bench" => bench::bench(first, asked.yes),
        "bundle" => bundle::bundle(asked.yes),
        "" | "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(shell::stop(format!("no command {other:?}.\n\n{HELP}"))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            eprintln!("\nxtask: {stop}");
            ExitCode::FAILURE
        }
    }
}
