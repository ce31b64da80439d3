//! Today: what the owner sees every morning.

use chrono::{Days, NaiveDate};

use super::{Occasion, Queue, QueueRow};
use crate::contact::Contact;
use crate::error::Result;
use crate::money::Amount;
use crate::notebook::Notebook;
use crate::plan::DueInstalment;
use crate::promise::Promise;
use crate::standing;

/// What counts today. A list is empty when there is nothing true to put in it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Today {
    /// The day.
    pub day: NaiveDate,
    /// The day it is known for where everybody stands: an earlier one until the day has been turned
    /// ([`Notebook::turn_day`]).
    pub as_of: NaiveDate,
    /// Customers in the notebook, archived ones left out.
    pub customers: u32,
    /// What is at stake with everybody who slips away.
    pub stake: Amount,
    /// How many slip away and may be contacted now.
    pub slipping_total: u32,
    /// The first of them, at most five.
    pub slipping: Vec<QueueRow>,
    /// Contacts due today or earlier and not made yet.
    pub contacts: Vec<Contact>,
    /// Gestures that count today: contacts and promises due, occasions, and of those who slip away as many as the
    /// week's capacity leaves for a day.
    pub gestures: u32,
    /// Instalments due within three days or earlier and not paid, earliest first.
    pub instalments: Vec<DueInstalment>,
    /// Promises due today or earlier and still to be kept, the first due first.
    pub promises: Vec<Promise>,
    /// Who to turn to without being asked, and why; at most five.
    pub occasions: Vec<Occasion>,
}

/// Rows of each list.
const ROWS: u32 = 5;

/// Working days of a week, over which its contacts are spread.
const WORKING_DAYS: u32 = 5;

/// Days ahead of which an instalment is shown: a kind word comes before the day, not after it.
const SOON: u64 = 3;

impl Notebook {
    /// What counts today.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn today_page(&self) -> Result<Today> {
        let today = self.today();
        let as_of = standing::worked_out_on(&mut *self.db.reader.acquire().await?).await?;
        let Queue { total, stake, rows } = self.winback_queue(0, ROWS).await?;
        let contacts = self.open_contacts(Some(today)).await?;
        let promises = self.open_promises(Some(today)).await?;
        let occasions = self.occasions().await?;
        let capacity = self.settings().contacts_per_week.div_ceil(WORKING_DAYS);
        let due = contacts.len() + promises.len() + occasions.len();
        Ok(Today {
            day: today,
            as_of: as_of.unwrap_or(today),
            customers: self.customer_counts().await?.customers,
            stake,
            slipping_total: total,
            slipping: rows,
            gestures: u32::try_from(due).unwrap_or(u32::MAX) + total.min(capacity).min(ROWS),
            contacts,
            instalments: self.due_instalments(today + Days::new(SOON)).await?,
            promises,
            occasions,
        })
    }
}
