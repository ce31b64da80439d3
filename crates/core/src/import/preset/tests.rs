//! Small files of the documented shape of each program's export; everybody in them is invented.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::*;
use crate::import::ImportError;
use crate::import::group::{Draft, Grouper};
use crate::import::outcome::Outcome;
use crate::import::person::{Person, read_person};
use crate::import::preview::{Choices, preview};
use crate::import::table::TableFile;
use crate::import::understand::{Context, Understanding};

struct Read {
    preset: Option<Preset>,
    purchases: Vec<String>,
    people: Vec<Person>,
    skipped: u32,
}

fn told(draft: &Draft) -> String {
    let items: Vec<String> = draft
        .items
        .iter()
        .map(|item| format!("{}×{}", item.quantity.unwrap_or(1.0), item.label))
        .collect();
    format!(
        "{} {} {} {}",
        draft.reference.as_deref().unwrap_or("-"),
        draft.day,
        draft.amount(2).unwrap(),
        items.join(" + ")
    )
}

fn read(name: &str) -> Read {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/exports")
        .join(name);
    let context = Context {
        country: "FR".into(),
        currency: "EUR".into(),
        fields: Vec::new(),
    };
    let file = TableFile::here(&path);
    let preview = preview(&file, &Choices::default(), &context, &HashMap::new()).unwrap();
    assert!(
        preview.questions.is_empty(),
        "{name}: {:?}",
        preview.questions
    );
    let mapping = &preview.mapping;
    let understanding = Understanding::new(mapping);
    let mut grouper = Grouper::new(mapping);
    let (mut drafts, mut people, mut skipped) = (Vec::new(), Vec::new(), 0);
    file.each(&mapping.source, |step| {
        if step.record.line() >= mapping.first_line {
            match understanding.read(step.record, step.fault) {
                Outcome::Row { person, sale } => {
                    people.extend(read_person(mapping, &context, step.record));
                    if let Some(sale) = sale {
                        drafts.extend(grouper.push(step.record.line(), person, &sale));
                    }
                }
                Outcome::More(more) => grouper.more(step.record.line(), &more),
                Outcome::Skipped(_) => skipped += 1,
                Outcome::Rejected(reject) => panic!("{name}: {reject:?}"),
            }
        }
        Ok::<_, ImportError>(ControlFlow::Continue(()))
    })
    .unwrap();
    drafts.extend(grouper.finish());
    Read {
        preset: preview.preset,
        purchases: drafts.iter().map(told).collect(),
        people,
        skipped,
    }
}

#[test]
fn square_transactions_and_items() {
    let transactions = read("square-transactions.csv");
    assert_eq!(transactions.preset, Some(Preset::Square));
    assert_eq!(
        transactions.purchases,
        [
            "TXA1 2025-03-04 1450 1×Menu du jour",
            "TXA2 2025-03-05 -450 1×Café"
        ]
    );
    assert_eq!(
        transactions.people.first().unwrap().name.as_deref(),
        Some("Inès Morel")
    );
    let items = read("square-items.csv");
    assert_eq!(items.preset, Some(Preset::Square));
    assert_eq!(items.purchases, ["TXA1 2025-03-04 1450 1×Quiche + 2×Café"]);
}

#[test]
fn sumup_keeps_the_shops_own_address_out() {
    let read = read("sumup.csv");
    assert_eq!(read.preset, Some(Preset::SumUp));
    assert_eq!(
        read.purchases,
        ["TAAA1 2025-03-04 1250 1×Coupe", "TAAA3 2025-03-05 3000 "]
    );
    assert!(read.people.is_empty());
    assert_eq!(read.skipped, 1);
}

#[test]
fn shopify_orders_have_their_total_once() {
    let read = read("shopify-orders.csv");
    assert_eq!(read.preset, Some(Preset::Shopify));
    assert_eq!(
        read.purchases,
        [
            "#1001 2025-03-04 5390 3×Savon + 1×Baume",
            "#1003 2025-03-06 1200 1×Savon"
        ]
    );
    assert_eq!(read.skipped, 1);
    let who = read.people.first().unwrap();
    assert_eq!(who.name.as_deref(), Some("Inès Morel"));
    assert_eq!(who.postcode.as_deref(), Some("75008"));
    assert_eq!(who.consent_email, Some(true));
}

#[test]
fn woocommerce_reports_and_exports() {
    let report = read("woocommerce-analytics.csv");
    assert_eq!(report.preset, Some(Preset::WooCommerce));
    assert_eq!(report.purchases, ["101 2025-03-04 3250 1×2× Savon"]);
    assert_eq!(report.skipped, 1);
    let export = read("woocommerce-orders.csv");
    assert_eq!(export.preset, Some(Preset::WooCommerce));
    // One row an article, each with the total of the whole.
    assert_eq!(export.purchases, ["101 2025-03-04 3250 2×Savon + 1×Baume"]);
    let who = export.people.first().unwrap();
    assert_eq!(who.name.as_deref(), Some("Inès Morel"));
    assert_eq!(who.emails.first().unwrap().0, "ines@exemple.fr");
}

#[test]
fn prestashop_orders_in_french_and_english() {
    for name in ["prestashop-orders.csv", "prestashop-commandes.csv"] {
        let read = read(name);
        assert_eq!(read.preset, Some(Preset::PrestaShop), "{name}");
        assert_eq!(read.purchases, ["XKBKNABJK 2025-03-04 6180 "], "{name}");
        assert_eq!(read.skipped, 1, "{name}");
        assert!(read.people.first().unwrap().country.is_some());
    }
}

#[test]
fn odoo_partners_and_orders() {
    let partners = read("odoo-partners.csv");
    assert_eq!(partners.preset, Some(Preset::OdooPartners));
    let who = partners.people.first().unwrap();
    assert_eq!(who.name.as_deref(), Some("Inès Morel"));
    assert_eq!(who.address.as_deref(), Some("3 rue du Four, Bât. B"));
    let pos = read("odoo-pos.csv");
    assert_eq!(pos.preset, Some(Preset::OdooPos));
    assert_eq!(
        pos.purchases,
        [
            "Boutique/0001 2025-03-04 1450 1×Quiche + 2×Café",
            "Boutique/0002 2025-03-05 -300 1×Café"
        ]
    );
}

#[test]
fn brevo_contacts() {
    let read = read("brevo.csv");
    assert_eq!(read.preset, Some(Preset::Brevo));
    let who = read.people.first().unwrap();
    assert_eq!(who.name.as_deref(), Some("Inès Morel"));
    assert_eq!(
        who.phones.first().unwrap().1.as_deref(),
        Some("+33612345678")
    );
    assert!(read.purchases.is_empty());
}

#[test]
fn tables_of_ones_own_are_nobodys_export() {
    let headers = |text: &str| text.split(';').map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(recognise(&headers("Date;Client;Total;Statut")), None);
    assert_eq!(recognise(&headers("Nom;E-mail;SMS")), None);
}
