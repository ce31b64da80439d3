//! Identifiers: one type per concept, so that a contact's id cannot be passed for a customer's.

use std::fmt;
use std::str::FromStr;

use uuid::{ContextV7, Timestamp, Uuid};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize, sqlx::Type,
        )]
        #[cfg_attr(feature = "ipc", derive(specta::Type))]
        #[serde(transparent)]
        #[sqlx(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The identifier as its 16 bytes, as the notebook stores it.
            #[must_use]
            pub fn bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

id!(
    /// A customer, person or company.
    CustomerId
);
id!(
    /// A moment of a journey: a purchase, an exchange, a complaint, a promise.
    MomentId
);
id!(
    /// A step of a complaint, or the action that prevents a repeat.
    StepId
);
id!(
    /// A root cause.
    CauseId
);
id!(
    /// A file kept with a moment.
    AttachmentId
);
id!(
    /// An instalment of a payment plan.
    InstalmentId
);
id!(
    /// A planned contact.
    ContactId
);
id!(
    /// A phone number or e-mail address of a customer.
    ContactPointId
);
id!(
    /// A field of the notebook's own.
    FieldId
);
id!(
    /// One file brought in.
    ImportId
);

impl CustomerId {
    /// What no identifier ever is: sixteen zeros.
    pub(crate) const NONE: Self = Self(Uuid::nil());
}

/// Where new identifiers come from: version 7 UUIDs, increasing even within one millisecond.
#[derive(Debug, Default)]
pub struct Mint {
    context: std::sync::Mutex<ContextV7>,
}

impl Mint {
    /// A new identifier that sorts after every earlier one minted here at or before `now`.
    pub fn mint<I: From<Uuid>>(&self, now: chrono::DateTime<chrono::Utc>) -> I {
        let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
        let context = self
            .context
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let stamp = Timestamp::from_unix(&*context, seconds, now.timestamp_subsec_nanos());
        Uuid::new_v7(stamp).into()
    }
}
