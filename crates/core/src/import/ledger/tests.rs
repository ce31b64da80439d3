use std::io;

use super::*;

const HEADER: &str = "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|\
PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise";

fn read(text: &str) -> Vec<String> {
    read_as(text.as_bytes(), TextEncoding::Utf8)
}

fn read_as(bytes: &[u8], encoding: TextEncoding) -> Vec<String> {
    let mut all = Vec::new();
    let first = String::from_utf8_lossy(bytes);
    let first = first
        .trim_start_matches('\u{feff}')
        .lines()
        .next()
        .unwrap_or_default();
    let separator = separator_of(first).unwrap();
    each(
        || Ok::<_, io::Error>(bytes),
        (encoding, separator),
        b'\n',
        |record, fault, _| {
            let cells: Vec<&str> = record.cells().collect();
            let fault = fault.map_or(String::new(), |fault| format!(" {fault:?}"));
            all.push(format!("{} {}{fault}", record.line(), cells.join(" ")));
            Ok(ControlFlow::Continue(()))
        },
    )
    .unwrap();
    // The headings.
    all.remove(0);
    all
}

/// Lines of `journal|entry|day|account|customer|name|piece|debit|credit|letter|letter day`.
fn ledger(lines: &[&str]) -> String {
    let mut text = format!("{HEADER}\r\n");
    for line in lines {
        let cells: Vec<&str> = line.split('|').collect();
        let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
        text.push_str(&format!(
            "{0}|{0}|{1}|{2}|{3}|Compte|{4}|{5}|{6}|{2}|Libellé|{7}|{8}|{9}|{10}|20251231||\r\n",
            cell(0),
            cell(1),
            cell(2),
            cell(3),
            cell(4),
            cell(5),
            cell(6),
            cell(7),
            cell(8),
            cell(9),
            cell(10)
        ));
    }
    text
}

const INVOICE: [&str; 3] = [
    "VE|1|20250110|411000|C1|DURAND Léa|FA1|120,00|0,00|A|20250215",
    "VE|1|20250110|707000||||0,00|100,00",
    "VE|1|20250110|445710||||0,00|20,00",
];

#[test]
fn an_invoice_is_paid_the_day_the_money_came() {
    let mut lines = INVOICE.to_vec();
    lines.extend([
        "BQ|2|20250213|512000|||FA1|120,00|0,00",
        "BQ|2|20250213|411000|C1|DURAND Léa|FA1|0,00|120,00|A|20250215",
    ]);
    assert_eq!(
        read(&ledger(&lines)),
        ["2 C1 DURAND Léa FA1 2025-01-10 120.00 2025-02-13 "]
    );
}

#[test]
fn what_is_not_lettered_is_unpaid_as_of_the_last_day_of_the_books() {
    let lines = [
        "VE|1|20250110|411000|C1|DURAND Léa|FA1|120,00|0,00",
        "VE|1|20250110|707000||||0,00|120,00",
        "OD|9|20251231|658000||||1,00|0,00",
    ];
    assert_eq!(
        read(&ledger(&lines)),
        ["2 C1 DURAND Léa FA1 2025-01-10 120.00  2025-12-31"]
    );
}

#[test]
fn a_part_payment_leaves_it_unpaid_and_another_years_payment_is_believed() {
    let part = [
        "VE|1|20250110|411000|C1|DURAND Léa|FA1|120,00|0,00|a|20250213",
        "VE|1|20250110|707000||||0,00|120,00",
        "BQ|2|20250213|411000|C1|DURAND Léa|FA1|0,00|50,00|a|20250213",
        "BQ|2|20250213|512000||||50,00|0,00",
    ];
    assert_eq!(
        read(&ledger(&part)),
        ["2 C1 DURAND Léa FA1 2025-01-10 120.00  2025-02-13"]
    );
    let later = [
        "VE|1|20251210|411000|C1|DURAND Léa|FA1|120,00|0,00|B|20260115",
        "VE|1|20251210|707000||||0,00|120,00",
    ];
    assert_eq!(
        read(&ledger(&later)),
        ["2 C1 DURAND Léa FA1 2025-12-10 120.00 2026-01-15 "]
    );
}

#[test]
fn credit_notes_give_back_and_payments_bounced_cheques_and_openings_are_no_sales() {
    let mut lines = INVOICE.to_vec();
    lines.extend([
        "AN|0|20250101|411000|C2|PETIT Jean|AN|80,00|0,00",
        "AN|0|20250101|512000||||0,00|80,00",
        "VE|3|20250301|411000|C1|DURAND Léa|AV1|0,00|30,00",
        "VE|3|20250301|707000||||30,00|0,00",
        "BQ|4|20250401|411000|C1|DURAND Léa|IMP|120,00|0,00",
        "BQ|4|20250401|512000||||0,00|120,00",
    ]);
    let read = read(&ledger(&lines));
    assert_eq!(read.len(), 3, "{read:?}");
    assert_eq!(
        read.get(1).unwrap(),
        "7 C1 DURAND Léa AV1 2025-03-01 -30.00  "
    );
    // Without an invoice this year, a customer all the same.
    assert_eq!(read.get(2).unwrap(), "5 C2 PETIT Jean");
}

#[test]
fn money_that_comes_in_with_the_sale_is_no_credit_note() {
    let lines = [
        "CA|1|20250110|411000|C1|DURAND Léa|T1|12,00|0,00",
        "CA|1|20250110|707000||||0,00|12,00",
        "CA|1|20250110|530000||||12,00|0,00",
        "CA|1|20250110|411000|C1|DURAND Léa|T1|0,00|12,00",
    ];
    assert_eq!(
        read(&ledger(&lines)),
        ["2 C1 DURAND Léa T1 2025-01-10 12.00  2025-01-10"]
    );
}

#[test]
fn where_every_line_has_a_number_of_its_own_the_journal_tells() {
    let lines = [
        "VE|1|20250110|411000|C1|DURAND Léa|FA1|120,00|0,00",
        "VE|2|20250110|707000||||0,00|120,00",
        "BQ|3|20250213|512000||||120,00|0,00",
        "BQ|4|20250213|411000|C1|DURAND Léa|FA1|0,00|120,00",
    ];
    assert_eq!(read(&ledger(&lines)).len(), 1);
}

#[test]
fn amounts_with_a_side_tabs_slashed_days_and_old_encodings() {
    let text = ledger(&INVOICE);
    let marked: String = text
        .lines()
        .map(|line| {
            let mut cells: Vec<String> = line.split('|').map(str::to_owned).collect();
            let (debit, credit) = (cells[11].clone(), cells[12].clone());
            (cells[11], cells[12]) = if debit == "Debit" {
                ("Montant".into(), "Sens".into())
            } else if debit == "0,00" {
                (credit, "C".into())
            } else {
                (debit, "D".into())
            };
            for at in [3, 9, 14] {
                if let Some((year, rest)) = cells[at].clone().split_at_checked(4)
                    && year.starts_with("20")
                {
                    let (month, day) = rest.split_at(2);
                    cells[at] = format!("{day}/{month}/{year}");
                }
            }
            cells.join("\t") + "\n"
        })
        .collect();
    let expected = ["2 C1 DURAND Léa FA1 2025-01-10 120.00 2025-02-15 "];
    assert_eq!(read(&marked), expected);
    assert_eq!(read(&format!("\u{feff}{marked}")), expected);
    let old = encoding_rs::ISO_8859_15.encode(&text).0;
    assert_eq!(read_as(&old, TextEncoding::Iso8859_15), expected);
}

#[test]
fn accounts_without_a_number_of_their_own_and_sales_to_anybody() {
    let lines = [
        "VE|1|20250110|411DURAND||||12,00|0,00",
        "VE|1|20250110|707000||||0,00|12,00",
        "VE|2|20250111|411000||||8,00|0,00",
        "VE|2|20250111|707000||||0,00|8,00",
    ];
    assert_eq!(
        read(&ledger(&lines)),
        [
            "2 411DURAND Compte 1 2025-01-10 12.00  2025-01-11",
            "4   2 2025-01-11 8.00  2025-01-11"
        ]
    );
}

#[test]
fn other_tables_are_no_ledgers() {
    assert_eq!(separator_of("Date;Client;Montant"), None);
    assert_eq!(separator_of("JournalCode|EcritureNum|Debit"), None);
    assert_eq!(separator_of(HEADER), Some(Separator::Pipe));
    assert_eq!(separator_of(&HEADER.to_uppercase()), Some(Separator::Pipe));
}
