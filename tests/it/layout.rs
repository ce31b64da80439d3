//! The rules of the house that no compiler watches.

use std::fs;
use std::path::{Path, PathBuf};

fn core() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/core")
}

#[test]
fn rules_are_pure() {
    // These hold connections and time; everything else with an `sql.rs` is a concept.
    let rooms = ["db", "notebook"];
    for entry in fs::read_dir(core().join("src")).unwrap() {
        let folder = entry.unwrap().path();
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        if !folder.join("sql.rs").is_file() || rooms.contains(&name.as_str()) {
            continue;
        }
        let rules = fs::read_to_string(folder.with_extension("rs")).unwrap();
        for stranger in [
            "async fn",
            "SqliteConnection",
            "SqlitePool",
            "query!",
            "QueryBuilder",
            "::now()",
        ] {
            assert!(
                !rules.contains(stranger),
                "{name}.rs holds types and rules; {stranger:?} belongs in {name}/"
            );
        }
    }
}

#[test]
fn every_table_can_be_undone_or_worked_out_again() {
    let derived = [
        "change",
        "change_row",
        "standing",
        "standing_basis",
        "standing_total",
        "speaker",
        "chance",
        "bond",
        // Found by what they are, contents never change and are never taken out.
        "content",
    ];
    let log = fs::read_to_string(core().join("src/db/log.rs")).unwrap();
    let mut tables = 0;
    for entry in fs::read_dir(core().join("migrations")).unwrap() {
        let sql = fs::read_to_string(entry.unwrap().path()).unwrap();
        for rest in sql.split("CREATE TABLE ").skip(1) {
            let name = rest.split_whitespace().next().unwrap();
            tables += 1;
            assert!(
                derived.contains(&name) || log.contains(&format!("logged(\"{name}\"")),
                "undo does not see the table {name}: name it in db/log.rs"
            );
        }
    }
    assert!(tables > 10, "the migrations were not read");
}
