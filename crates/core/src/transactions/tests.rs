//! Files as people have them, and files that are none.

mod odd;

use std::path::PathBuf;

use tempfile::TempDir;

use super::shop::Unit;
use super::*;
use crate::import::mapping::Question;
use crate::scoring::{Histories, Model, Prior, fit};
use crate::testing::day;

struct Written {
    path: PathBuf,
    _folder: TempDir,
}

fn written(bytes: impl AsRef<[u8]>) -> Written {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("purchases.csv");
    std::fs::write(&path, bytes).unwrap();
    Written {
        path,
        _folder: folder,
    }
}

fn read(text: impl AsRef<[u8]>) -> Result<Transactions, TransactionsError> {
    Transactions::read(&written(text).path, &Wanted::default())
}

/// Every customer's name, repeat purchases, t_x and T in days, and spend in cents, by name.
fn told(transactions: &Transactions) -> Vec<(String, u32, f64, f64, u64)> {
    let shop = transactions.seen(transactions.last_day, transactions.last_day, Unit::Day);
    let mut told: Vec<_> = shop
        .each(&transactions.purchases, false)
        .map(|seen| {
            let name = transactions.names.text(seen.number).into_owned();
            let history = seen.history;
            (
                name,
                history.repeats(),
                history.last(),
                history.span(),
                seen.spent / 100,
            )
        })
        .collect();
    told.sort_by(|one, other| one.0.cmp(&other.0));
    told
}

fn expected() -> Vec<(String, u32, f64, f64, u64)> {
    vec![
        ("Al".to_owned(), 2, 22.0, 30.0, 2_310),
        ("Zoe".to_owned(), 0, 0.0, 0.0, 0),
    ]
}

const PLAIN: &str = "customer,date,amount\nAl,2025-03-01,5.00\nAl,2025-03-13,12.50\nAl,2025-03-13,0.60\nAl,2025-03-23,10.00\nZoe,2025-03-31,7.25\n";

#[test]
fn one_shop_in_many_spellings() {
    let french = "Client;Date d'achat;Montant TTC\r\nAl;01/03/2025;5,00 €\r\nAl;13/03/2025;12,50 €\r\n;14/03/2025;3,00\r\nAl;13/03/2025;0,60 €\r\n\r\nAl;23/03/2025;10,00 €\r\nZoe;31/03/2025;7,25 €\r\nTOTAL;;38,35 €\r\n";
    let american = "Customer\tDate\tAmount\nAl\t03/01/2025\t$5.00\nZoe\t03/31/2025\t$7.25\nAl\t03/13/2025\t$12.50\nAl\t03/23/2025\t$10.00\nAl\t03/13/2025\t$0.60\n";
    let quoted = "\"customer\",\"note\",\"date\",\"amount\"\n\"Al\",\"a, \"\"b\"\"\",\"2025-03-01 08:00\",\"5.00\"\n\"Al\",\"two\nlines\",\"2025-03-13 08:00\",\"13.10\"\n\"Al\",,\"2025-03-23 08:00\",10\nZoe,,2025-03-31,7.25\n";
    let bare =
        "  1 20250301 2 5.00\n  1 20250313 1 13.10\n  1 20250323 1 10.00\n  2 20250331 1 7.25\n";
    let utf16: Vec<u8> = PLAIN.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xef\xbb\xbf", PLAIN.as_bytes()].concat();
    let unended = PLAIN.trim_end().as_bytes().to_vec();
    let old_macintosh = PLAIN.replace('\n', "\r").into_bytes();
    for text in [
        PLAIN.as_bytes().to_vec(),
        french.into(),
        american.into(),
        quoted.into(),
        utf16,
        marked,
        unended,
        old_macintosh,
    ] {
        let found = read(&text).unwrap();
        assert_eq!(
            told(&found),
            expected(),
            "{}",
            String::from_utf8_lossy(&text)
        );
        assert_eq!(
            (found.first_day, found.last_day),
            (day("2025-03-01"), day("2025-03-31"))
        );
    }
    let mut numbered = told(&read(bare).unwrap());
    for (one, name) in numbered.iter_mut().zip(["Al", "Zoe"]) {
        one.0 = name.to_owned();
    }
    assert_eq!(numbered, expected());
    let lines = read(french).unwrap().lines;
    assert_eq!(
        lines,
        Lines {
            read: 8,
            blank: 1,
            anonymous: 1,
            refunds: 0,
            totals: 1
        }
    );
}

#[test]
fn an_accent_of_another_encoding_is_the_same_name() {
    let found = read("Client;Date;Montant\nZo\u{eb};31/03/2025;5,00\n").unwrap();
    assert_eq!(told(&found)[0].0, "Zoë");
    let found = read(b"Client;Date;Montant\nZo\xeb;31/03/2025;5,00\n").unwrap();
    assert_eq!(told(&found)[0].0, "Zoë");
}

#[test]
fn money_given_back_is_no_purchase() {
    let found =
        read("id,date,amount\n7,2025-01-01,5.00\n7,2025-01-09,-5.00\n7.0,2025-01-11,0.00\n")
            .unwrap();
    assert_eq!(told(&found), [("7".to_owned(), 1, 10.0, 10.0, 0)]);
    assert_eq!(found.lines.refunds, 1);
    let found = read("InvoiceNo,Quantity,InvoiceDate,UnitPrice,CustomerID\n1,6,2010-12-01 08:26:00,2.55,17850.0\n2,2,2010-12-03 08:26:00,3.00,17850.0\n3,-2,2010-12-04 09:00:00,3.00,17850.0\n").unwrap();
    assert_eq!(told(&found), [("17850".to_owned(), 1, 2.0, 2.0, 600)]);
}

#[test]
fn columns_can_be_named() {
    let text = "a,b,c,d\nx,1,2025-01-01,2025-02-01\nx,3,2025-01-05,2025-02-08\n";
    let file = written(text);
    let wanted = |customer: &str, date: &str, amount: &str| Wanted {
        customer: Some(customer.to_owned()),
        date: Some(date.to_owned()),
        amount: Some(amount.to_owned()),
        ..Wanted::default()
    };
    for (name, date, gap) in [("a", "c", 4.0), ("A", "4", 7.0), ("1", "D", 7.0)] {
        let found = Transactions::read(&file.path, &wanted(name, date, "b")).unwrap();
        assert_eq!(told(&found), [("x".to_owned(), 1, gap, gap, 300)]);
    }
    for (name, field) in [
        ("e", Field::Customer),
        ("9", Field::Customer),
        ("0", Field::Customer),
    ] {
        match Transactions::read(&file.path, &wanted(name, "c", "b")) {
            Err(TransactionsError::NoColumn {
                field: at,
                headings,
                ..
            }) => {
                assert_eq!((at, headings.len()), (field, 4));
            }
            other => panic!("{name}: {other:?}"),
        }
    }
}

/// Nobody can tell at the beginning, and somebody can at the end.
#[test]
fn days_that_can_be_read_two_ways_are_told_by_all_of_the_file() {
    let head = "id,date,amount\n".to_owned() + &"7,03/04/2025,5.00\n".repeat(9000);
    let asked = read(&head);
    assert!(
        matches!(
            asked,
            Err(TransactionsError::File(ImportError::Unanswered {
                question: Question::DayOrder { column: 1, .. },
                ..
            }))
        ),
        "{asked:?}"
    );
    let found = read(head.clone() + "7,15/04/2025,5.00\n").unwrap();
    assert_eq!(told(&found)[0].2, 12.0);
    let found = read(head.clone() + "7,04/15/2025,5.00\n").unwrap();
    assert_eq!(told(&found)[0].2, 42.0);
    let wanted = Wanted {
        order: Some(DayOrder::MonthFirst),
        ..Wanted::default()
    };
    let found = Transactions::read(&written(head).path, &wanted).unwrap();
    assert_eq!(found.first_day, day("2025-03-04"));
}

/// A shop of a few thousand, its lines in the customers' order, in that of days, and turned round.
#[test]
fn the_order_of_lines_does_not_matter() {
    let mut lines: Vec<String> = Vec::new();
    let mut dice = crate::scoring::simulate::Dice::new(7);
    for customer in 0..3000 {
        for _ in 0..1 + (dice.uniform() * 4.0) as u32 {
            let day = day_of(36_000 + (dice.uniform() * 300.0) as u32);
            lines.push(format!(
                "{day},{customer},{:.2}\n",
                1.0 + dice.uniform() * 90.0
            ));
        }
    }
    let fits = |lines: &[String]| {
        let found = read("date,id,amount\n".to_owned() + &lines.concat()).unwrap();
        let shop = found.seen(day_of(36_200), day_of(36_300), Unit::Week);
        let histories = shop.histories(true);
        let mut fits = vec![];
        for model in [Model::MbgNbd, Model::ParetoNbd, Model::BgCnbd(2)] {
            fits.push(fit(model, &histories, &Prior::NONE).unwrap());
        }
        let spend = crate::scoring::spend::fit_spend(
            &shop.spends(),
            &crate::scoring::spend::SpendPrior::NONE,
        )
        .unwrap();
        let figures = scores::Figures {
            histories: &histories,
            fit: &fits[0],
            spend: Some(&spend),
            horizon: 100.0 / 7.0,
        };
        let held_out = shop.held_out(&figures).unwrap();
        (fits, spend, held_out, told(&found))
    };
    let by_customer = fits(&lines);
    lines.sort();
    assert_eq!(fits(&lines), by_customer);
    lines.reverse();
    lines.rotate_left(777);
    assert_eq!(fits(&lines), by_customer);
    let (_, _, held_out, _) = by_customer;
    assert_eq!(
        held_out
            .tenths
            .iter()
            .map(|tenth| tenth.customers)
            .sum::<u32>(),
        held_out.customers
    );
    assert!((0.0..=1.0).contains(&held_out.top_tenth_spend.unwrap()));
}

/// Above the size from which two threads gather.
#[test]
fn histories_in_two_halves_are_those_in_one() {
    let text: String = (0..60_000).fold("id,date\n".to_owned(), |text, i| {
        let day = day_of(40_000 + i * 7 % 91);
        text + &format!("{},{day}\n", i / 2)
    });
    let found = read(text).unwrap();
    assert!(!found.has_amounts());
    let shop = found.seen(found.last_day, found.last_day, Unit::Week);
    let plainly = Histories::gather(shop.each(&found.purchases, true).map(|seen| seen.history));
    assert_eq!(shop.histories(true), plainly);
    assert_eq!(plainly.customers(), 30_000.0);
    assert!(shop.gap_pairs().next().is_none());
    let places = plainly.places();
    for (at, (history, _)) in plainly.distinct_ones().enumerate() {
        assert_eq!(places.find(&history), Some(at));
    }
}
