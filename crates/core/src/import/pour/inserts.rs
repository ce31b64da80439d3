//! The tables poured into, and a purchase as its row.

use sqlx::Arguments as _;
use sqlx::sqlite::SqliteArguments;

use super::Pour;
use crate::ids::{CustomerId, ImportId, MomentId};
use crate::import::group::Draft;
use crate::import::outcome::Settled;
use crate::import::role::Role;
use crate::import::sql::Poured;
use crate::money::minor_digits;

/// The tables poured into.
pub(super) struct Inserts {
    pub import: ImportId,
    pub customer: Poured,
    pub contact_point: Poured,
    pub consent: Poured,
    pub tag: Poured,
    pub field_value: Poured,
    pub purchase: Poured,
    pub optional: Vec<Optional>,
    pub source: String,
}

/// Columns of a purchase that are left out of the statement when the file has nothing for them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Optional {
    Minute,
    Reference,
    RefundOf,
    Items,
    Channel,
    ServedBy,
    Note,
    PaidOn,
    UnpaidOn,
    Currency,
}

impl Optional {
    const ALL: [(Self, &'static str, &'static [Role]); 9] = [
        (Self::Minute, "minute", &[Role::Time, Role::Day]),
        (Self::Reference, "reference", &[Role::Reference]),
        (
            Self::RefundOf,
            "refund_of",
            &[Role::PurchaseNote, Role::Reference],
        ),
        (Self::Items, "items", &[Role::Item]),
        (Self::Channel, "channel", &[Role::Channel]),
        (Self::ServedBy, "served_by", &[Role::ServedBy]),
        (Self::Note, "note", &[Role::PurchaseNote]),
        (Self::PaidOn, "paid_on", &[Role::PaidOn]),
        (Self::UnpaidOn, "unpaid_on", &[Role::UnpaidOn]),
    ];
}

impl Inserts {
    pub fn new(import: ImportId, source: &str, pour: &Pour<'_>) -> Self {
        let mapping = &pour.mapping;
        let used = Optional::ALL.iter().filter(|(column, _, roles)| {
            roles.iter().any(|role| mapping.column(*role).is_some())
                && match column {
                    Optional::RefundOf => !pour.wanted.is_empty(),
                    Optional::Minute => pour.timed,
                    _ => true,
                }
        });
        let mut columns = vec!["id", "customer_id", "day", "amount", "origin"];
        columns.extend(used.clone().map(|(_, name, _)| name));
        let mut optional: Vec<Optional> = used.map(|(column, ..)| *column).collect();
        // One currency for all is spelled out, once it is sure to be nothing but three letters.
        let plain =
            pour.currency.len() == 3 && pour.currency.bytes().all(|byte| byte.is_ascii_uppercase());
        let purchase = if plain && !pour.foreign {
            Poured::with(
                "purchase",
                &columns,
                import,
                Some(("currency", &pour.currency)),
            )
        } else {
            columns.push("currency");
            optional.push(Optional::Currency);
            Poured::new("purchase", &columns, import)
        };
        let person = [
            "id",
            "name",
            "name_folded",
            "company",
            "external_id",
            "address",
            "postcode",
            "city",
            "country",
            "born_on",
            "note",
            "referrer_id",
            "created_on",
        ];
        Self {
            import,
            customer: Poured::new("customer", &person, import),
            contact_point: Poured::new(
                "contact_point",
                &["id", "customer_id", "kind", "typed", "normal"],
                import,
            ),
            consent: Poured::new(
                "consent",
                &["customer_id", "channel", "granted", "day", "source"],
                import,
            ),
            tag: Poured::new("customer_tag", &["customer_id", "tag"], import),
            field_value: Poured::new(
                "field_value",
                &["customer_id", "field_id", "typed", "value"],
                import,
            ),
            purchase,
            optional,
            source: source.to_owned(),
        }
    }
    /// The columns of one purchase, in order; `currency` unless the file names another.
    pub fn bind(
        &self,
        currency: &str,
        id: MomentId,
        customer: Option<CustomerId>,
        refund_of: Option<MomentId>,
        draft: &Draft,
        row: &mut SqliteArguments,
    ) -> Result<(), sqlx::error::BoxDynError> {
        let currency = draft.currency.unwrap_or(currency);
        row.add(id)?;
        row.add(customer)?;
        row.add(draft.day)?;
        row.add(
            draft
                .amount(minor_digits(currency))
                .ok_or("an amount beyond 64 bits")?,
        )?;
        row.add(draft.origin.to_vec())?;
        for column in &self.optional {
            match column {
                Optional::Minute => row.add(draft.minute)?,
                Optional::Reference => row.add(draft.reference.as_deref())?,
                Optional::RefundOf => row.add(refund_of)?,
                Optional::Items if draft.items.is_empty() => row.add(None::<String>)?,
                Optional::Items => row.add(serde_json::to_string(&draft.items)?)?,
                Optional::Channel => row.add(draft.channel.as_deref())?,
                Optional::ServedBy => row.add(draft.served_by.as_deref())?,
                Optional::Note => row.add(draft.note.as_deref())?,
                Optional::PaidOn => row.add(Settled::days(draft.settled).0)?,
                Optional::UnpaidOn => row.add(Settled::days(draft.settled).1)?,
                Optional::Currency => row.add(currency.to_owned())?,
            }
        }
        Ok(())
    }
}
