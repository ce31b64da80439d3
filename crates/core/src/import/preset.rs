//! Exports of programs shops really use, recognised by their headings. A preset is nothing but a table of what each
//! heading means: where a general guess would go wrong (SumUp's `Email` is the shop's own, Shopify's `Name` is the order's),
//! it knows better.

mod own;
mod table;

use super::heading::heading_words;
use super::mapping::{LineAmounts, Mapping};
use super::role::Role;

/// The programs whose exports are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Preset {
    /// The French accounting file.
    Ledger,
    /// An address book in vCard.
    Cards,
    /// Square: transactions, or items.
    Square,
    /// SumUp: transactions.
    SumUp,
    /// Shopify: orders.
    Shopify,
    /// WooCommerce: orders.
    WooCommerce,
    /// PrestaShop: orders.
    PrestaShop,
    /// Odoo: partners.
    OdooPartners,
    /// Odoo: orders of the point of sale.
    OdooPos,
    /// Brevo: contacts.
    Brevo,
}

/// What a program's export looks like. Headings are written as [`heading_words`] has them.
struct Shape {
    preset: Preset,
    /// Headings that are in every such export and hardly ever together elsewhere, separated by `|`.
    needs: &'static str,
    /// What each heading means; those not named are left out.
    roles: &'static [(Role, &'static str)],
    lines: LineAmounts,
}

/// The program whose export has these headings, and where it is known, what each of them means.
fn shape_of(headers: &[String]) -> Option<&'static Shape> {
    let words: Vec<String> = headers.iter().map(|header| heading_words(header)).collect();
    own::SHAPES.iter().chain(table::SHAPES).find(|shape| {
        shape
            .needs
            .split('|')
            .all(|need| words.iter().any(|word| word == need))
    })
}

/// The program a file with these headings comes from.
#[must_use]
pub fn recognise(headers: &[String]) -> Option<Preset> {
    shape_of(headers).map(|shape| shape.preset)
}

/// Gives every column the meaning it has in a known program's export. How numbers and days are written stays as the
/// values tell, for that follows the country the program was set up in.
pub fn apply(mapping: &mut Mapping) -> Option<Preset> {
    let headers: Vec<String> = mapping
        .columns
        .iter()
        .map(|column| column.header.clone())
        .collect();
    let shape = shape_of(&headers)?;
    for column in &mut mapping.columns {
        column.role = Role::Ignore;
        column.confidence = 1.0;
    }
    // The first heading of a role's list that is there has it, unless several may.
    for (role, names) in shape.roles {
        for name in names.split('|') {
            let found = mapping.columns.iter_mut().find(|column| {
                column.role == Role::Ignore && heading_words(&column.header) == name
            });
            if let Some(column) = found {
                column.role = *role;
                if !role.may_repeat() {
                    break;
                }
            }
        }
    }
    mapping.lines = shape.lines;
    Some(shape.preset)
}

#[cfg(test)]
mod tests;
