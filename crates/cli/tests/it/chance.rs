//! The chance of coming back, the value and the gain, where lists and journeys tell them.

use std::path::Path;

use serde_json::Value;

use crate::program::{Said, fidele, said};

fn call(book: &Path, arguments: &[&str]) -> Said {
    said(fidele().arg("--notebook").arg(book).args(arguments))
}

fn ask(book: &Path, arguments: &[&str]) -> Value {
    let said = call(book, &[arguments, &["--json"]].concat());
    assert_eq!(said.code, 0, "{arguments:?}: {said:?}");
    said.json()
}

/// What each row of a list has in a column.
fn column(list: &Value, name: &str) -> Vec<f64> {
    let rows = list["rows"].as_array().unwrap();
    rows.iter().map(|row| row[name].as_f64().unwrap()).collect()
}

#[test]
fn lists_and_journeys_tell_chance_value_and_gain() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("example.fidele");
    let made = said(fidele().arg("new").arg(&book).arg("--example"));
    assert_eq!(made.code, 0, "{made:?}");

    let queue = ask(&book, &["winback", "--limit", "30"]);
    let gains = column(&queue, "gain");
    assert_eq!(gains.len(), 30);
    assert!(gains.is_sorted_by(|a, b| a >= b), "{gains:?}");
    assert!(
        column(&queue, "chance")
            .iter()
            .all(|chance| (0.0..=1.0).contains(chance))
    );

    let among = [
        "--chance-from",
        "30",
        "--chance-to",
        "60%",
        "--worth-from",
        "100",
    ];
    let order = ["--sort", "chance", "--descending", "--limit", "0"];
    let list = ask(&book, &[&["customers"][..], &among, &order].concat());
    let chances = column(&list, "chance");
    assert!(chances.len() > 10, "{chances:?}");
    assert!(chances.is_sorted_by(|a, b| a >= b), "{chances:?}");
    assert!(chances.iter().all(|chance| (0.3..=0.6).contains(chance)));
    assert!(
        column(&list, "worth")
            .iter()
            .all(|worth| *worth >= 10_000.0)
    );

    let first = queue["rows"][0]["customer"].as_str().unwrap();
    let journey = ask(&book, &["journey", first]);
    assert_eq!(journey["outlook"]["kind"], "says");
    assert_eq!(
        journey["outlook"]["outlook"]["gain"],
        queue["rows"][0]["gain"]
    );
    let told = call(&book, &["journey", first]);
    assert!(
        told.out.contains("chance of coming back within 90 days: "),
        "{told:?}"
    );

    // A contact that costs nothing brings the two dollars more that it cost.
    ask(&book, &["settings", "--contact-cost", "0"]);
    let free = column(&ask(&book, &["winback", "--limit", "1"]), "gain");
    assert_eq!(free[0], gains[0] + 200.0);
    assert_eq!(call(&book, &["customers", "--chance-from", "101"]).code, 2);
    assert_eq!(call(&book, &["customers", "--worth-from", "much"]).code, 3);
}
