//! B3: separators, decimal marks, blanks between thousands, orders of a date, zeros in front of phones.

use super::desk;
use crate::imports::text;

#[test]
fn every_separator_is_told() {
    for separator in [";", ",", "\t", "|"] {
        let desk = desk();
        let sales = [
            "Client|Date|Montant",
            "Zoé Petit|14/03/2026|12.50",
            "Luc Roux|15/03/2026|9.90",
        ]
        .join("\n")
        .replace('|', separator);
        let file = desk.file("caisse.txt", sales);
        let (counts, _) = desk.imports(&file);
        assert_eq!(
            (&counts["purchases"], &counts["newCustomers"]),
            (&2.into(), &2.into()),
            "{separator:?}"
        );
    }
}

/// The amounts of the purchases of the only customer, in the order of days.
fn amounts(desk: &super::Desk) -> Vec<i64> {
    let journey = desk.book.ask(&["journey", "Zoé", "--limit", "0"]);
    let moments = journey["journal"]["moments"].as_array().unwrap();
    moments
        .iter()
        .rev()
        .map(|moment| moment["body"]["amount"].as_i64().unwrap())
        .collect()
}

#[test]
fn amounts_mean_what_they_meant() {
    for written in [
        // French: comma, and every blank there is between thousands.
        ["1 234,50", "0,05", "12"],
        ["1\u{a0}234,50", "0,05\u{a0}€", "12,00"],
        ["1\u{202f}234,50\u{202f}€", "€ 0,05", "12,0"],
        ["1.234,50", "0,05", "12,00"],
        // English.
        ["1,234.50", "0.05", "12.00"],
        ["1234.5", "0.05", "12"],
        ["1'234.50", "0.05", "12.00"],
    ] {
        let desk = desk();
        let sales: String = written
            .iter()
            .enumerate()
            .map(|(n, amount)| format!("Zoé Petit;2026-03-{:02};{amount}\n", n + 1))
            .collect();
        let file = desk.file("caisse.csv", format!("Client;Date;Montant\n{sales}"));
        desk.imports(&file);
        assert_eq!(amounts(&desk), [123_450, 5, 1_200], "{written:?}");
    }
}

#[test]
fn days_that_can_be_read_two_ways_are_asked_and_one_line_settles_it() {
    let sales = "Customer,Date,Amount\nZoé Petit,03/04/2026,5.00\nZoé Petit,05/06/2026,6.00\n";
    let desk = desk();
    let file = desk.file("ambigu.csv", sales);
    desk.refuses(&file, "importUnanswered", "--date-order");
    for (more, first) in [
        ("Zoé Petit,25/07/2026,7.00\n", "2026-04-03"),
        ("Zoé Petit,07/25/2026,7.00\n", "2026-03-04"),
    ] {
        let file = desk.file("clair.csv", format!("{sales}{more}"));
        let dry = desk.book.ask(&["import", text(&file), "--dry-run"]);
        assert_eq!(dry["counts"]["firstDay"], first, "{dry}");
    }
    desk.sound();
}

#[test]
fn phones_keep_the_zero_in_front_and_find_it_when_it_was_lost() {
    let desk = desk();
    // Excel ate the zero of the second, and showed the third in its own way.
    let list = "Nom;Téléphone\nZoé Petit;0612345678\nLuc Roux;612345679\nAna Lima;+33 (0)6 12 34 56 70\nIda Blanc;06.12.34.56.71\n";
    desk.imports(&desk.file("clients.csv", list));
    for (search, name) in [
        ("0612345678", "Zoé Petit"),
        ("0612345679", "Luc Roux"),
        ("0612345670", "Ana Lima"),
        ("+33612345671", "Ida Blanc"),
    ] {
        let found = desk.book.ask(&["customers", "--search", search]);
        assert_eq!(found["rows"][0]["name"], name, "{search}: {found}");
    }
    // And a postcode its own.
    desk.imports(&desk.file(
        "villes.csv",
        "Nom;Code postal;Ville\nZoé Petit;01000;Bourg\n",
    ));
    let shown = desk.book.ask(&["customers", "--search", "bourg"]);
    let id = shown["rows"][0]["id"].as_str().unwrap();
    assert_eq!(
        desk.book.ask(&["journey", id])["customer"]["record"]["postcode"],
        "01000"
    );
}
