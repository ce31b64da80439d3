//! The real files, against counts made independently.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::Path;

use super::ImportError;
use super::group::{Draft, Grouper};
use super::mapping::Mapping;
use super::outcome::{Outcome, Reason, Settled, Skip};
use super::preset::Preset;
use super::preview::{Choices, Preview, preview};
use super::role::Role;
use super::table::TableFile;
use super::understand::{Context, Understanding};
use crate::testing::shared;

fn context(currency: &str) -> Context {
    Context {
        country: "FR".into(),
        currency: currency.into(),
        fields: Vec::new(),
    }
}

fn look(path: &Path, choices: &Choices) -> Preview {
    preview(
        &TableFile::here(path),
        choices,
        &context("EUR"),
        &HashMap::new(),
    )
    .unwrap()
}

#[derive(Default)]
struct Read {
    purchases: Vec<Draft>,
    customer_rows: u32,
    people: HashSet<u64>,
    skipped: HashMap<Skip, u32>,
    rejected: Vec<super::outcome::Reject>,
    anonymous_lines: u32,
}

fn read(path: &Path, mapping: &Mapping) -> Read {
    let understanding = Understanding::new(mapping);
    let mut grouper = Grouper::new(mapping);
    let mut read = Read::default();
    TableFile::here(path)
        .each(&mapping.source, |step| {
            if step.record.line() < mapping.first_line {
                return Ok::<_, ImportError>(ControlFlow::Continue(()));
            }
            match understanding.read(step.record, step.fault) {
                Outcome::Row { person, sale } => {
                    read.people.extend(person);
                    match sale {
                        Some(sale) => {
                            read.anonymous_lines += u32::from(person.is_none());
                            read.purchases
                                .extend(grouper.push(step.record.line(), person, &sale));
                        }
                        None => read.customer_rows += 1,
                    }
                }
                Outcome::More(more) => grouper.more(step.record.line(), &more),
                Outcome::Skipped(why) => *read.skipped.entry(why).or_default() += 1,
                Outcome::Rejected(reject) => read.rejected.push(reject),
            }
            Ok(ControlFlow::Continue(()))
        })
        .unwrap();
    read.purchases.extend(grouper.finish());
    read
}

fn roles(preview: &Preview) -> Vec<(&str, Role)> {
    preview
        .mapping
        .columns
        .iter()
        .map(|column| (column.header.as_str(), column.role))
        .collect()
}

fn sum(purchases: &[Draft], keep: impl Fn(i64) -> bool) -> i64 {
    purchases
        .iter()
        .map(|purchase| purchase.amount(2).unwrap())
        .filter(|amount| keep(*amount))
        .sum()
}

#[test]
fn the_bakery_till() {
    let Some(path) = shared("data/boulangerie/caisse.csv") else {
        return;
    };
    let preview = look(&path, &Choices::default());
    assert_eq!(
        roles(&preview),
        [
            ("N° ticket", Role::Reference),
            ("Date", Role::Day),
            ("Heure", Role::Time),
            ("Client", Role::FullName),
            ("Téléphone", Role::Phone),
            ("E-mail", Role::Email),
            ("Montant TTC", Role::Amount),
            ("Règlement", Role::Ignore),
            ("Vendeur", Role::ServedBy),
            ("Remarque", Role::PurchaseNote),
        ]
    );
    assert_eq!(preview.questions, []);
    let read = read(&path, &preview.mapping);
    assert_eq!(read.rejected, []);
    let refunds: Vec<&Draft> = read
        .purchases
        .iter()
        .filter(|purchase| purchase.is_refund())
        .collect();
    assert_eq!(read.purchases.len() - refunds.len(), 6424);
    assert_eq!(refunds.len(), 41);
    let references: HashSet<&str> = read
        .purchases
        .iter()
        .filter_map(|p| p.reference.as_deref())
        .collect();
    let named = refunds.iter().filter(|refund| {
        refund
            .refunded_reference()
            .is_some_and(|r| references.contains(r))
    });
    assert_eq!(named.count(), 41);
    assert_eq!(read.skipped, HashMap::from([(Skip::Total, 1)]));
    assert_eq!(read.anonymous_lines, 450);
    assert_eq!(
        refunds
            .iter()
            .filter(|refund| refund.person.is_none())
            .count(),
        2
    );
    assert_eq!(sum(&read.purchases, |amount| amount > 0), 14_841_224);
    assert_eq!(sum(&read.purchases, |amount| amount < 0), -101_250);
    assert_eq!(
        read.purchases
            .iter()
            .map(|p| p.day)
            .min()
            .unwrap()
            .to_string(),
        "2023-11-01"
    );
    assert_eq!(
        read.purchases[0].note.as_deref(),
        Some("œufs frais\nsans sel")
    );
    assert_eq!(read.purchases[0].minute, Some(11 * 60 + 41));
}

#[test]
fn the_bakery_customers() {
    let Some(path) = shared("data/boulangerie/clients.xlsx") else {
        return;
    };
    let preview = look(&path, &Choices::default());
    assert_eq!(preview.sheets, ["Clients", "Passages"]);
    assert_eq!(preview.mapping.header_line, Some(3));
    assert_eq!(
        roles(&preview),
        [
            ("Réf", Role::ExternalId),
            ("Nom", Role::LastName),
            ("Prénom", Role::FirstName),
            ("Société", Role::Company),
            ("Mobile", Role::Phone),
            ("Courriel", Role::Email),
            ("Code postal", Role::Postcode),
            ("Ville", Role::City),
            ("Né(e) le", Role::BirthDate),
            ("OK e-mail", Role::ConsentEmail),
            ("OK SMS", Role::ConsentSms),
            ("Parrain", Role::Referrer),
            ("Note", Role::CustomerNote),
        ]
    );
    let read = read(&path, &preview.mapping);
    assert_eq!(read.customer_rows, 420);
    assert_eq!(read.people.len(), 420);
    assert_eq!(read.rejected, []);
    let mut people = Vec::new();
    TableFile::here(&path)
        .each(&preview.mapping.source, |step| {
            if step.record.line() >= preview.mapping.first_line {
                people.extend(super::person::read_person(
                    &preview.mapping,
                    &context("EUR"),
                    step.record,
                ));
            }
            Ok::<_, ImportError>(ControlFlow::Continue(()))
        })
        .unwrap();
    let caron = &people[0];
    assert_eq!(caron.name.as_deref(), Some("Marc Caron"));
    assert_eq!(caron.company.as_deref(), Some("Caron & Fils"));
    assert_eq!(caron.external_id.as_deref(), Some("1"));
    assert_eq!(caron.phones[0].1.as_deref(), Some("+33660181590"));
    assert_eq!(caron.born_on.unwrap().to_string(), "1949-04-03");
    assert_eq!(caron.consent_email, Some(true));
    assert_eq!(caron.consent_sms, None);
    assert_eq!(people[4].postcode.as_deref(), Some("01000"));
    assert_eq!(people[1].note.as_deref(), Some("=1+1"));
    assert_eq!(people[1].consent_sms, Some(true));
    assert_eq!(people[3].referrer.as_deref(), Some("335"));
    assert!(people.iter().all(|person| person.left_out.is_empty()));
}

#[test]
fn the_bakery_visits() {
    let Some(path) = shared("data/boulangerie/clients.xlsx") else {
        return;
    };
    let preview = look(
        &path,
        &Choices {
            sheet: Some("Passages".into()),
            ..Choices::default()
        },
    );
    assert_eq!(
        roles(&preview),
        [
            ("Réf client", Role::ExternalId),
            ("Date", Role::Day),
            ("Montant", Role::Amount)
        ]
    );
    let read = read(&path, &preview.mapping);
    assert_eq!(read.purchases.len(), 2520);
    assert_eq!(read.rejected, []);
    assert_eq!(read.purchases[0].day.to_string(), "2023-11-01");
    assert_eq!(read.purchases[0].minute, Some(540));
    assert_eq!(read.purchases[4].amount(2), Some(839));
}

#[test]
fn cdnow() {
    let Some(path) = shared("data/public/CDNOW_master.txt") else {
        return;
    };
    let preview = look(&path, &Choices::default());
    assert_eq!(
        roles(&preview),
        [
            ("customer_id", Role::ExternalId),
            ("date", Role::Day),
            ("number_of_cds", Role::Quantity),
            ("dollar_value", Role::Amount),
        ]
    );
    let read = read(&path, &preview.mapping);
    assert_eq!(read.purchases.len(), 69_659);
    assert_eq!(read.people.len(), 23_570);
    assert_eq!(sum(&read.purchases, |_| true), 250_031_563);
    assert_eq!(
        read.purchases
            .iter()
            .filter(|purchase| purchase.amount(2) == Some(0))
            .count(),
        80
    );
    let origins: HashSet<[u8; 16]> = read
        .purchases
        .iter()
        .map(|purchase| purchase.origin)
        .collect();
    assert_eq!(
        origins.len(),
        69_659,
        "purchases alike on one day are still several"
    );
}

#[test]
fn cdnow_sample_has_no_header() {
    let Some(path) = shared("data/public/CDNOW_sample.txt") else {
        return;
    };
    let preview = look(&path, &Choices::default());
    assert_eq!(preview.mapping.header_line, None);
    assert_eq!(
        roles(&preview)
            .into_iter()
            .map(|(_, role)| role)
            .collect::<Vec<_>>(),
        [
            Role::ExternalId,
            Role::Ignore,
            Role::Day,
            Role::Ignore,
            Role::Amount
        ]
    );
    let read = read(&path, &preview.mapping);
    assert_eq!(read.people.len(), 2357);
    assert_eq!(read.rejected, []);
}

#[test]
fn online_retail() {
    let Some(packed) = shared("data/public/online_retail_all.csv.gz") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("online_retail.csv");
    let unpacked = std::process::Command::new("gzip")
        .arg("-dc")
        .arg(&packed)
        .stdout(std::fs::File::create(&path).unwrap())
        .status()
        .unwrap();
    assert!(unpacked.success());
    let preview = look(&path, &Choices::default());
    assert_eq!(
        roles(&preview),
        [
            ("InvoiceNo", Role::Reference),
            ("StockCode", Role::Ignore),
            ("Description", Role::Item),
            ("Quantity", Role::Quantity),
            ("InvoiceDate", Role::Day),
            ("UnitPrice", Role::UnitPrice),
            ("CustomerID", Role::ExternalId),
            ("Country", Role::Country),
        ]
    );
    assert_eq!(preview.mapping.credit_prefix.as_deref(), Some("C"));
    let read = read(&path, &preview.mapping);
    assert_eq!(read.rejected, []);
    assert_eq!(read.anonymous_lines, 135_080);
    let invoices = || read.purchases.iter().filter(|purchase| !purchase.continues);
    assert_eq!(invoices().count(), 25_900);
    assert_eq!(
        invoices()
            .filter(|purchase| purchase.is_credit_note)
            .count(),
        3836
    );
    assert_eq!(
        read.purchases
            .iter()
            .filter(|purchase| purchase.continues)
            .count(),
        1
    );
    assert_eq!(
        invoices()
            .filter(|purchase| purchase.person.is_some())
            .count(),
        22_190
    );
    // The sum of invoices rounded to the penny one by one: the exact one is 9,747,747.934.
    assert!((sum(&read.purchases, |_| true) - 974_774_793).abs() <= 1);
    let origins: HashSet<[u8; 16]> = read
        .purchases
        .iter()
        .map(|purchase| purchase.origin)
        .collect();
    assert_eq!(origins.len(), 25_900);
}

#[test]
fn the_bakery_books() {
    let Some(path) = shared("data/boulangerie/123456789FEC20251231.txt") else {
        return;
    };
    let preview = look(&path, &Choices::default());
    assert_eq!(preview.preset, Some(Preset::Ledger));
    assert!(preview.questions.is_empty(), "{:?}", preview.questions);
    let read = read(&path, &preview.mapping);
    assert!(read.rejected.is_empty(), "{:?}", read.rejected);
    let invoices: Vec<&Draft> = read.purchases.iter().filter(|p| !p.is_refund()).collect();
    assert_eq!(invoices.len(), 1680);
    assert_eq!(read.purchases.len() - invoices.len(), 23);
    assert_eq!(read.people.len(), 194);
    assert_eq!(sum(&read.purchases, |amount| amount > 0), 42_173_637);
    assert_eq!(sum(&read.purchases, |amount| amount < 0), -208_952);
    let unpaid = invoices
        .iter()
        .filter(|p| matches!(p.settled, Some(Settled::NotBy(_))))
        .count();
    assert_eq!(unpaid, 54);
    let paid = invoices
        .iter()
        .filter(|p| matches!(p.settled, Some(Settled::On(day)) if day >= p.day))
        .count();
    assert_eq!(paid, 1680 - 54);
}

#[test]
fn the_bakery_address_book() {
    let Some(path) = shared("data/boulangerie/contacts.vcf") else {
        return;
    };
    let preview = look(&path, &Choices::default());
    assert_eq!(preview.preset, Some(Preset::Cards));
    let read = read(&path, &preview.mapping);
    assert_eq!(read.customer_rows, 120);
    assert_eq!(read.people.len(), 120);
    assert_eq!(read.rejected.len(), 1);
    assert_eq!(read.rejected.first().unwrap().reason, Reason::BrokenCard);
}
