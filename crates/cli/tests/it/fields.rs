//! `fidele fields`, and fields in the other commands.

use crate::golden::compare;
use crate::imports::{file, text};
use crate::program::{Book, book};

fn with_fields() -> Book {
    let book = book();
    book.ask(&["fields", "add", "Allergies"]);
    book.ask(&[
        "fields", "add", "Marché", "--kind", "choice", "--choice", "Mardi", "--choice", "Samedi",
    ]);
    book.ask(&["fields", "add", "Points", "--kind", "number"]);
    book.ask(&[
        "add",
        "Jeanne Dupuis",
        "--field",
        "allergies=Noix, gluten",
        "--field",
        "marche=samedi",
        "--field",
        "Points=12,5",
    ]);
    book.ask(&["add", "André Noël", "--field", "Points=3"]);
    book
}

fn names(answer: &serde_json::Value) -> Vec<&str> {
    let rows = answer["rows"].as_array().unwrap();
    rows.iter()
        .map(|row| row["name"].as_str().unwrap())
        .collect()
}

#[test]
fn fields_are_what_scripts_rely_on() {
    let book = with_fields();
    compare("fields", book.ask(&["fields"]));
    compare(
        "fields-edit",
        book.ask(&[
            "edit",
            "andré",
            "--field",
            "Marché=mardi",
            "--field",
            "Points=",
        ]),
    );
    let told = book.say(&["journey", "jeanne"]).out;
    assert!(
        told.contains("Allergies: Noix, gluten") && told.contains("Points: 12.5"),
        "{told}"
    );
}

#[test]
fn customers_are_asked_for_by_field() {
    let book = with_fields();
    for (asked, expected) in [
        ("Allergies=GLUTEN", &["Jeanne Dupuis"][..]),
        ("Points=3..12", &["André Noël"]),
        ("Points=..20", &["André Noël", "Jeanne Dupuis"]),
        ("Marché=mardi|samedi", &["Jeanne Dupuis"]),
        ("Allergies=", &["André Noël"]),
        ("Allergies", &["Jeanne Dupuis"]),
    ] {
        assert_eq!(
            names(&book.ask(&["customers", "--field", asked])),
            expected,
            "{asked}"
        );
    }
    let nobody = book.say(&["customers", "--field", "Points=100..", "--json"]);
    assert_eq!(nobody.code, 1, "{nobody:?}");
}

#[test]
fn what_a_field_does_not_hold_is_refused() {
    let book = with_fields();
    for (typed, code, reason) in [
        ("Points=beaucoup", 3, "notANumber"),
        ("Marché=lundi", 3, "notAChoice"),
        ("Couleur=rouge", 1, "notFound"),
    ] {
        let said = book.say(&["edit", "jeanne", "--field", typed, "--json"]);
        assert_eq!(said.code, code, "{said:?}");
        assert!(said.err.contains(reason), "{said:?}");
    }
    let used = book.say(&["fields", "change", "Marché", "--drop", "samedi", "--json"]);
    assert_eq!(used.code, 3, "{used:?}");
    assert!(used.err.contains("inUse"), "{used:?}");
    book.ask(&["fields", "change", "Marché", "--respell", "samedi=Dimanche"]);
    assert_eq!(
        names(&book.ask(&["customers", "--field", "Marché=dimanche"])),
        ["Jeanne Dupuis"]
    );
    book.ask(&["fields", "remove", "Marché"]);
    book.ask(&["undo"]);
    assert_eq!(book.ask(&["fields"])["fields"][1]["customers"], 1);
}

#[test]
fn a_mapping_says_which_field_a_column_goes_into() {
    let book = with_fields();
    let people = "Nom complet;E-mail;Régime;Points\nZoé Roy;zoe@exemple.fr;végan;7,5\n";
    let people = file(&book, "fiches.csv", people);
    let mut mapping = book.ask(&["import", text(&people), "--dry-run"])["mapping"].take();
    assert_eq!(mapping["columns"][3]["field"]["name"], "Points");
    mapping["columns"][2]["role"] = "field".into();
    let map = file(&book, "map.json", &mapping.to_string());
    book.ask(&["import", text(&people), "--map", text(&map)]);
    assert_eq!(
        names(&book.ask(&[
            "customers",
            "--field",
            "regime=vegan",
            "--field",
            "Points=7.5"
        ])),
        ["Zoé Roy"]
    );
    let to = book.folder().join("clients.csv");
    book.ask(&["export", "customers", text(&to), "--field", "Points=7.5"]);
    let csv = std::fs::read_to_string(&to).unwrap();
    assert!(csv.contains(";Allergies;Marché;Points;Régime"), "{csv}");
    assert!(csv.trim_end().ends_with(";;;7,5;végan"), "{csv}");
    let again = book.ask(&["import", text(&to)]);
    assert_eq!(again["counts"]["completed"], 0, "{again}");
    book.ask(&["undo"]);
    assert_eq!(book.ask(&["fields"])["fields"].as_array().unwrap().len(), 3);
}
