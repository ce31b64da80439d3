//! A large sales file through `fidele import`, against the `sqlite3` shell's `.import` into one table with the same indexes.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::measure::{Took, median, run};
use super::{Ratio, folder, sales};
use crate::shell::{Done, built, cannot_start, command, stop};

const RUNS: usize = 5;
/// The most memory an import may hold, MB.
const MEMORY: f64 = 200.0;

/// The notebook the last run left, for the measurements that follow.
pub fn notebook() -> Done<PathBuf> {
    Ok(folder()?.join("large.fidele"))
}

pub fn measure() -> Done<Vec<Ratio>> {
    let folder = folder()?;
    let file = folder.join("sales.csv");
    println!(
        "\n== import of {} purchases of {} customers",
        sales::PLAIN.purchases,
        sales::PLAIN.customers
    );
    sales::write(&file, sales::PLAIN)?;
    let (mut ours, mut shell) = (Vec::new(), Vec::new());
    for n in 1..=RUNS {
        let theirs = plain_import(&file, &folder.join("plain.db"))?;
        let fidele = our_import(&file, &notebook()?, &[])?;
        println!(
            "  run {n}: fidele {:.2} s, {:.0} MB; sqlite3 {:.2} s, {:.0} MB",
            fidele.seconds, fidele.peak, theirs.seconds, theirs.peak
        );
        ours.push(fidele);
        shell.push(theirs);
    }
    let seconds = |runs: &[Took]| median(runs.iter().map(|took| took.seconds).collect());
    let peak = ours.iter().map(|took| took.peak).fold(0.0, f64::max);
    Ok(vec![
        Ratio {
            what: "import of a million purchases, time".to_owned(),
            ours: seconds(&ours),
            yardstick: seconds(&shell),
            unit: "s",
            against: "sqlite3 .import, one table, same indexes",
            goal: 3.0,
        },
        Ratio {
            what: "import of a million purchases, peak memory".to_owned(),
            ours: peak,
            yardstick: MEMORY,
            unit: "MB",
            against: "what we allow ourselves",
            goal: 1.0,
        },
    ])
}

/// The import of the longest file: its time says little, its memory must not grow with the file.
pub fn measure_long() -> Done<Ratio> {
    let folder = folder()?;
    let (file, notebook) = (folder.join("long.csv"), folder.join("long.fidele"));
    println!(
        "\n== import of {} purchases of {} customers",
        sales::LONG.purchases,
        sales::LONG.customers
    );
    sales::write(&file, sales::LONG)?;
    let took = our_import(&file, &notebook, &[])?;
    println!("  {:.0} s, {:.0} MB", took.seconds, took.peak);
    clear(&notebook)?;
    fs::remove_file(file)?;
    Ok(Ratio {
        what: "import of ten million purchases, peak memory".to_owned(),
        ours: took.peak,
        yardstick: MEMORY,
        unit: "MB",
        against: "what we allow ourselves",
        goal: 1.0,
    })
}

/// Imports a file into a new notebook with these fields.
pub fn our_import(file: &Path, notebook: &Path, fields: &[&[&str]]) -> Done<Took> {
    clear(notebook)?;
    let fidele = built("fidele", true);
    let today = ["--today", sales::TODAY];
    run(command(&fidele, ["new".as_ref(), notebook.as_os_str()]))?;
    for field in fields {
        let mut add = command(&fidele, ["fields", "add"]);
        add.args(*field).arg("--notebook").arg(notebook);
        run(add)?;
    }
    let mut import = Command::new(&fidele);
    import
        .args(today)
        .arg("import")
        .arg(file)
        .arg("--notebook")
        .arg(notebook);
    run(import)
}

fn plain_import(file: &Path, database: &Path) -> Done<Took> {
    clear(database)?;
    let script = folder()?.join("plain.sql");
    let mut out = fs::File::create(&script)?;
    // A key of its own, the covering index and the one that finds repeats: what a purchase has in a notebook.
    writeln!(
        out,
        "PRAGMA journal_mode = WAL;\nPRAGMA cache_size = -65536;\n\
         CREATE TABLE purchase (day TEXT, customer TEXT, name TEXT, amount REAL, ticket TEXT PRIMARY KEY) WITHOUT ROWID;\n\
         CREATE INDEX by_customer ON purchase (customer, day, amount);\n\
         CREATE UNIQUE INDEX origin ON purchase (ticket, day);\n\
         .import --csv --skip 1 '{}' purchase",
        file.display()
    )?;
    let mut shell = command("sqlite3", ["-bail".as_ref(), database.as_os_str()]);
    shell.stdin(Stdio::from(fs::File::open(&script)?));
    let took = run(shell)?;
    let mut count = command("sqlite3", [database]);
    count.arg("SELECT count(*) FROM purchase");
    let counted = count.output().map_err(|e| cannot_start(&count, &e))?;
    if String::from_utf8_lossy(&counted.stdout).trim() != sales::PLAIN.purchases.to_string() {
        return Err(stop("the sqlite3 shell did not import every line"));
    }
    Ok(took)
}

fn clear(database: &Path) -> Done {
    for end in ["", "-wal", "-shm"] {
        let mut name = database.as_os_str().to_owned();
        name.push(end);
        if Path::new(&name).exists() {
            fs::remove_file(name)?;
        }
    }
    Ok(())
}
