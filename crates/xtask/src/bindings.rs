//! What is generated and committed: `.sqlx` (what SQLite says of each query) and `ui/src/lib/bindings.ts` (what the
//! window's commands take and give, in TypeScript).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::SystemTime;

use crate::shell::{Done, about, cannot_start, cargo, command, go, root, show, stop, target};
use crate::{face, system};

/// Writes both again.
///
/// # Errors
/// When something is missing, a migration or a query is wrong, or the build fails.
pub fn bindings(yes: bool) -> Done {
    system::ensure(&system::for_database(), yes)?;
    let fresh = queries()?;
    let kept = root().join(".sqlx");
    if kept.is_dir() {
        fs::remove_dir_all(&kept)?;
    }
    fs::create_dir_all(&kept)?;
    for (name, content) in read(&fresh)? {
        fs::write(kept.join(name), content)?;
    }
    face::build()?;
    let mut test = cargo(["test", "--quiet", "--package", "fidele-desktop", "bindings"]);
    test.env("FIDELE_WRITE_BINDINGS", "1");
    go(test)?;
    println!("\nWritten: .sqlx, ui/src/lib/bindings.ts");
    Ok(())
}

/// Whether the committed `.sqlx` is what the migrations and queries give today.
///
/// # Errors
/// When it is not, naming the files.
pub fn queries_are_current() -> Done {
    let fresh = read(&queries()?)?;
    let kept = read(&root().join(".sqlx"))?;
    let mut wrong: Vec<&str> = fresh
        .iter()
        .filter(|(name, content)| kept.get(*name) != Some(content))
        .map(|(name, _)| name.as_str())
        .collect();
    wrong.extend(
        kept.keys()
            .filter(|n| !fresh.contains_key(*n))
            .map(String::as_str),
    );
    if wrong.is_empty() {
        return Ok(());
    }
    Err(stop(format!(
        ".sqlx is not current: run `cargo xtask bindings` and commit.\n  {}",
        wrong.join("\n  ")
    )))
}

/// Asks a database made from the migrations about every query; gives the folder of the answers.
fn queries() -> Done<PathBuf> {
    let database = development_database()?;
    let fresh = target().join("sqlx");
    if fresh.is_dir() {
        fs::remove_dir_all(&fresh)?;
    }
    fs::create_dir_all(&fresh)?;
    // Macros run again only when a source of their crate is newer than its last build.
    let source = root().join("crates/core/src/lib.rs");
    fs::File::options()
        .append(true)
        .open(source)?
        .set_modified(SystemTime::now())?;
    let mut check = cargo([
        "check",
        "--package",
        "fidele-core",
        "--all-features",
        "--tests",
    ]);
    check
        .env("SQLX_OFFLINE", "false")
        .env("SQLX_OFFLINE_DIR", &fresh)
        .env("DATABASE_URL", format!("sqlite://{}", database.display()));
    go(check)?;
    Ok(fresh)
}

fn development_database() -> Done<PathBuf> {
    let database = target().join("dev.db");
    if database.exists() {
        fs::remove_file(&database)?;
    }
    fs::create_dir_all(target())?;
    let folder = root().join("crates/core/migrations");
    let mut migrations: Vec<PathBuf> = fs::read_dir(&folder)
        .map_err(about(&folder))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ext| ext == "sql"))
        .collect();
    migrations.sort();
    for migration in migrations {
        let mut shell = command("sqlite3", ["-bail".as_ref(), database.as_os_str()]);
        shell.stdin(Stdio::from(fs::File::open(&migration)?));
        show(&shell);
        let status = shell.status().map_err(|e| cannot_start(&shell, &e))?;
        if !status.success() {
            return Err(stop(format!("{} is not valid SQL", migration.display())));
        }
    }
    Ok(database)
}

fn read(dir: &Path) -> Done<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    if !dir.is_dir() {
        return Ok(files);
    }
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("query-") {
            files.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(files)
}
