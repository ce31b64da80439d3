//! `cargo xtask check`: everything that can be told without running the program.

use crate::face;
use crate::shell::{Done, cargo, command, go, root, stop};
use crate::{bindings, system, test};

/// A question with a yes or no.
type Step = fn() -> Done;

const STEPS: [(&str, Step); 7] = [
    ("Rust is formatted", || {
        go(cargo(["fmt", "--all", "--check"]))
    }),
    ("clippy has nothing to say", clippy),
    ("docs build", docs),
    ("interface: types, lints, format", || {
        go(face::npm(&["run", "--silent", "check"]))
    }),
    ("end-to-end tests: types", end_to_end_types),
    ("bindings.ts is current", || {
        go(cargo([
            "test",
            "--quiet",
            "--package",
            "fidele-desktop",
            "bindings",
        ]))
    }),
    (".sqlx is current", bindings::queries_are_current),
];

/// Answers all questions, then tells which answers were no.
///
/// # Errors
/// When one was.
pub fn check(yes: bool) -> Done {
    system::ensure(&system::for_database(), yes)?;
    face::build()?;
    let mut wrong = Vec::new();
    for (question, step) in STEPS {
        println!("\n== {question}");
        if let Err(why) = step() {
            eprintln!("{why}");
            wrong.push(question);
        }
    }
    if wrong.is_empty() {
        println!("\nAll {} checks hold.", STEPS.len());
        return Ok(());
    }
    Err(stop(format!("does not hold:\n  {}", wrong.join("\n  "))))
}

fn clippy() -> Done {
    go(cargo([
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--all-features",
        "--",
        "--deny",
        "warnings",
    ]))
}

fn docs() -> Done {
    let mut doc = cargo(["doc", "--quiet", "--no-deps", "--package", "fidele-core"]);
    doc.env("RUSTDOCFLAGS", "--deny warnings");
    go(doc)
}

fn end_to_end_types() -> Done {
    test::lend_packages()?;
    let compiler = root().join("ui/node_modules/typescript/bin/tsc");
    go(command(
        "node",
        [
            compiler.as_os_str(),
            "--project".as_ref(),
            "tests/e2e".as_ref(),
        ],
    ))
}
