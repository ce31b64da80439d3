//! `fidele export`, and accounting files and address books through the reader's own process.

use crate::imports::{file, text};
use crate::program::book;

const LEDGER: &str = "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\t\
PieceRef\tPieceDate\tEcritureLib\tMontant\tSens\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\n\
VE\tVentes\t1\t05/01/2026\t411000\tClients\tC1\tDURAND Léa\tFA1\t05/01/2026\tFacture\t120,00\tD\tA\t08/02/2026\t\t\t\n\
VE\tVentes\t1\t05/01/2026\t707000\tVentes\t\t\tFA1\t05/01/2026\tFacture\t120,00\tC\t\t\t\t\t\n\
BQ\tBanque\t2\t08/02/2026\t411000\tClients\tC1\tDURAND Léa\tFA1\t08/02/2026\tRèglement\t120,00\tC\tA\t08/02/2026\t\t\t\n\
BQ\tBanque\t2\t08/02/2026\t512000\tBanque\t\t\tFA1\t08/02/2026\tRèglement\t120,00\tD\t\t\t\t\t\n";

#[test]
fn an_accounting_file_tells_how_long_an_invoice_took_to_be_paid() {
    let book = book();
    let done = book.ask(&["import", text(&file(&book, "fec.txt", LEDGER))]);
    assert_eq!(done["counts"]["purchases"], 1);
    let told = book.say(&["journey", "durand"]);
    assert!(
        told.out.contains("purchase 120.00 EUR, paid after 34 days"),
        "{}",
        told.out
    );
}

#[test]
fn cards_become_customers_and_a_broken_one_is_told_by_its_line() {
    let book = book();
    let cards = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Noël;André;;;\r\nTEL:0698765432\r\nEND:VCARD\r\nBEGIN:VCARD\r\nTEL:1\r\n";
    let cards = file(&book, "contacts.vcf", cards);
    let dry = book.ask(&["import", text(&cards), "--dry-run"]);
    assert_eq!(dry["rejects"][0]["line"], 6, "{dry}");
    assert_eq!(dry["rejects"][0]["reason"], "brokenCard");
    book.ask(&["import", text(&cards)]);
    assert_eq!(book.ask(&["customers"])["rows"][0]["name"], "André Noël");
}

#[test]
fn lists_are_written_and_read_again() {
    let book = book();
    let sales = "Client;Téléphone;Date;Montant\nAndré Noël;+33698765432;14/03/2026;12,50\n";
    book.ask(&["import", text(&file(&book, "caisse.csv", sales))]);
    for (name, list) in [
        ("clients.csv", "customers"),
        ("clients.xlsx", "customers"),
        ("appels.csv", "contacts"),
    ] {
        let to = book.folder().join(name);
        let done = book.ask(&["export", list, text(&to)]);
        assert_eq!(done["rows"], u32::from(list == "customers"));
        assert!(to.exists());
    }
    let csv = std::fs::read_to_string(book.folder().join("clients.csv")).unwrap();
    assert!(
        csv.starts_with('\u{feff}') && csv.contains(";'+33698765432;"),
        "{csv}"
    );
    assert!(csv.contains(";12,50"), "{csv}");
    for name in ["clients.csv", "clients.xlsx"] {
        let again = book.ask(&["import", text(&book.folder().join(name))]);
        assert_eq!(again["counts"]["newCustomers"], 0, "{again}");
    }
}
