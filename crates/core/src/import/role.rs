//! What a column can be.

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Role {
    /// Left out.
    Ignore,
    /// How the till or shop names the customer.
    ExternalId,
    /// The customer's whole name.
    FullName,
    /// The customer's first name.
    FirstName,
    /// The customer's surname.
    LastName,
    /// The customer's company.
    Company,
    /// A phone number; several columns may be.
    Phone,
    /// An e-mail address; several columns may be.
    Email,
    /// A line of the postal address; several columns may be.
    Address,
    /// The postcode, leading zeros kept.
    Postcode,
    /// The town.
    City,
    /// The country.
    Country,
    /// The day the customer was born.
    BirthDate,
    /// Tags, separated by commas or semicolons.
    Tags,
    /// A note on the customer.
    CustomerNote,
    /// Whether they agreed to be e-mailed.
    ConsentEmail,
    /// Whether they agreed to be texted.
    ConsentSms,
    /// Whether they agreed to be called.
    ConsentPhone,
    /// Who brought them: an external id or a name.
    Referrer,
    /// One of the notebook's own fields, which one the column says; several columns may be.
    Field,
    /// The number of the ticket or invoice; lines that share it and the day are one purchase.
    Reference,
    /// The day of the purchase, perhaps with its time.
    Day,
    /// The time of the purchase.
    Time,
    /// The amount of the purchase or line, tax included.
    Amount,
    /// The price of one piece.
    UnitPrice,
    /// How many pieces.
    Quantity,
    /// What was bought.
    Item,
    /// The currency.
    Currency,
    /// Where it was bought: shop, web…
    Channel,
    /// Who served.
    ServedBy,
    /// A note on the purchase.
    PurchaseNote,
    /// The day it was paid in full.
    PaidOn,
    /// The last day it was known not to be paid.
    UnpaidOn,
    /// What became of it: `cancelled`, `annulée`… is no purchase.
    Status,
}

impl Role {
    /// Every role, in the order a person would look for them.
    pub const ALL: [Self; 34] = [
        Self::Ignore,
        Self::ExternalId,
        Self::FullName,
        Self::FirstName,
        Self::LastName,
        Self::Company,
        Self::Phone,
        Self::Email,
        Self::Address,
        Self::Postcode,
        Self::City,
        Self::Country,
        Self::BirthDate,
        Self::Tags,
        Self::CustomerNote,
        Self::ConsentEmail,
        Self::ConsentSms,
        Self::ConsentPhone,
        Self::Referrer,
        Self::Field,
        Self::Reference,
        Self::Day,
        Self::Time,
        Self::Amount,
        Self::UnitPrice,
        Self::Quantity,
        Self::Item,
        Self::Currency,
        Self::Channel,
        Self::ServedBy,
        Self::PurchaseNote,
        Self::PaidOn,
        Self::UnpaidOn,
        Self::Status,
    ];

    /// Whether it says who the customer is.
    #[must_use]
    pub const fn identifies(self) -> bool {
        matches!(
            self,
            Self::ExternalId
                | Self::FullName
                | Self::FirstName
                | Self::LastName
                | Self::Company
                | Self::Phone
                | Self::Email
        )
    }

    /// Whether it tells something about the customer rather than the purchase.
    #[must_use]
    pub const fn is_about_customer(self) -> bool {
        self.identifies()
            || matches!(
                self,
                Self::Address
                    | Self::Postcode
                    | Self::City
                    | Self::Country
                    | Self::BirthDate
                    | Self::Tags
                    | Self::CustomerNote
                    | Self::ConsentEmail
                    | Self::ConsentSms
                    | Self::ConsentPhone
                    | Self::Referrer
                    | Self::Field
            )
    }

    /// Whether several columns may have it.
    #[must_use]
    pub const fn may_repeat(self) -> bool {
        matches!(
            self,
            Self::Ignore
                | Self::Phone
                | Self::Email
                | Self::Address
                | Self::CustomerNote
                | Self::Field
                | Self::PurchaseNote
        )
    }

    /// Its name in the code and on the command line: `externalId`.
    #[must_use]
    pub fn name(self) -> String {
        serde_json::to_value(self)
            .ok()
            .and_then(|value| value.as_str().map(str::to_owned))
            .unwrap_or_default()
    }
}
