//! How long each kind of question takes at a million customers and five million purchases.
//!
//! The notebook is made once and kept. The questions are put by an example program of the core, within one process, as the
//! window puts them.

use std::path::Path;

use super::{folder, import, sales};
use crate::shell::{Done, cannot_start, command, stop, target};

/// No question may keep a person waiting for longer than a picture of the screen lasts, ms.
const GOAL: f64 = 16.0;

/// The notebook, once it has been made.
pub fn notebook() -> Done<std::path::PathBuf> {
    Ok(folder()?.join("million.fidele"))
}

pub fn measure() -> Done {
    let folder = folder()?;
    let notebook = notebook()?;
    if !notebook.is_file() {
        let file = folder.join("million.csv");
        println!(
            "\n== making a notebook of {} purchases of {} customers",
            sales::LARGE.purchases,
            sales::LARGE.customers
        );
        sales::write(&file, sales::LARGE)?;
        let draft = folder.join("million-draft.fidele");
        let took = import::our_import(&file, &draft, &sales::FIELDS)?;
        println!("  imported: {:.0} s, {:.0} MB", took.seconds, took.peak);
        std::fs::rename(draft, &notebook)?;
    }
    ask(&notebook, &[])?;
    ask(&told()?, &["moments"])?;
    println!("{}", import::measure_long()?.line());
    Ok(())
}

/// A notebook of 200,000 moments: 150,000 purchases, and what the example program notes beside them.
fn told() -> Done<std::path::PathBuf> {
    let folder = folder()?;
    let notebook = folder.join("told.fidele");
    if !notebook.is_file() {
        let file = folder.join("told.csv");
        sales::write(&file, sales::TOLD)?;
        let draft = folder.join("told-draft.fidele");
        import::our_import(&file, &draft, &[])?;
        std::fs::rename(draft, &notebook)?;
    }
    Ok(notebook)
}

fn ask(notebook: &Path, more: &[&str]) -> Done {
    // Answers are timed warm: with the file in the system's memory, as it is once it was read.
    std::io::copy(&mut std::fs::File::open(notebook)?, &mut std::io::sink())?;
    println!("\n== questions to {}", notebook.display());
    let mut questions = command(target().join("release/examples/questions"), [notebook]);
    questions.arg(sales::TODAY).args(more);
    let answered = questions
        .output()
        .map_err(|error| cannot_start(&questions, &error))?;
    if !answered.status.success() {
        return Err(stop(String::from_utf8_lossy(&answered.stderr)));
    }
    let (mut missed, mut asked) = (0, 0);
    for line in String::from_utf8_lossy(&answered.stdout).lines() {
        let [what, n, middle, late, busy, busy_late] = line.split('\t').collect::<Vec<_>>()[..]
        else {
            println!("{line}");
            continue;
        };
        let over = late.parse().is_ok_and(|late: f64| late > GOAL);
        asked += 1;
        missed += u32::from(over);
        println!(
            "{what:<52} n {n:>4}   p50 {middle:>7}   p95 {late:>7} ms   on a processor {busy:>7}, {busy_late:>7} ms{}",
            if over { "   OVER" } else { "" }
        );
    }
    println!(
        "\n{} of {asked} kinds of question within {GOAL} ms at p95",
        asked - missed
    );
    Ok(())
}
