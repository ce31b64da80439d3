//! Reminders: when a planned contact or a promise calls the owner, rather than waiting to be looked at.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _};

use crate::contact::Contact;
use crate::error::Result;
use crate::notebook::Notebook;
use crate::promise::Promise;

/// Something to announce.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Reminder {
    /// A contact to be made.
    Contact {
        /// Which.
        contact: Contact,
    },
    /// A promise to be kept.
    Promise {
        /// Which.
        promise: Promise,
    },
}

impl Reminder {
    /// The day, and the minute where there is one.
    pub(crate) const fn when(&self) -> (NaiveDate, Option<u32>) {
        match self {
            Self::Contact { contact } => (contact.day, contact.minute),
            Self::Promise { promise } => (promise.due, promise.due_minute),
        }
    }

    /// Its identifier, as text.
    pub(crate) fn id(&self) -> String {
        match self {
            Self::Contact { contact } => contact.id.to_string(),
            Self::Promise { promise } => promise.id.to_string(),
        }
    }

    /// What to say, or what was said.
    pub(crate) fn words(&self) -> &str {
        match self {
            Self::Contact { contact } => &contact.note,
            Self::Promise { promise } => &promise.text,
        }
    }
}

/// When the program may call, and whether it does.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase", default)]
pub struct Calling {
    /// Whether a contact or a promise that is due is announced on the desktop.
    pub notify: bool,
    /// Minute of the day, 0 to 1439, at which contacts and promises without a time of their own are due.
    pub morning: u32,
    /// Minute of the day from which nothing is announced.
    pub quiet_from: u32,
    /// Minute of the day at which announcing begins again; equal to the other: always.
    pub quiet_to: u32,
    /// Whether a closed window leaves the program in the tray.
    pub tray: bool,
    /// Whether the program starts with the session, in the tray.
    pub autostart: bool,
}

impl Default for Calling {
    /// Announcing, at nine, not from eight in the evening to eight in the morning; nothing that stays when it is closed.
    fn default() -> Self {
        Self {
            notify: true,
            morning: 9 * 60,
            quiet_from: 20 * 60,
            quiet_to: 8 * 60,
            tray: false,
            autostart: false,
        }
    }
}

impl Calling {
    /// Whether nothing is announced at `now`; quiet hours may run over midnight.
    #[must_use]
    pub fn is_quiet(&self, now: NaiveTime) -> bool {
        let minute = now.num_seconds_from_midnight() / 60;
        if self.quiet_from <= self.quiet_to {
            (self.quiet_from..self.quiet_to).contains(&minute)
        } else {
            minute >= self.quiet_from || minute < self.quiet_to
        }
    }

    /// The moment at which it is due.
    #[must_use]
    pub fn due(&self, reminder: &Reminder) -> NaiveDateTime {
        let (day, minute) = reminder.when();
        let minute = minute.unwrap_or(self.morning).min(1439);
        day.and_time(NaiveTime::MIN) + TimeDelta::minutes(minute.into())
    }

    /// What to announce at `now`, those due after `told` (up to which everything has been announced before) and not
    /// later than now, the earliest first. None in quiet hours: they wait until those end, as what came due while the
    /// laptop was closed waits for the next start.
    #[must_use]
    pub fn to_announce(
        &self,
        open: Vec<Reminder>,
        told: NaiveDateTime,
        now: NaiveDateTime,
    ) -> Vec<Reminder> {
        if !self.notify || self.is_quiet(now.time()) {
            return Vec::new();
        }
        let mut due: Vec<Reminder> = open
            .into_iter()
            .filter(|one| (told < self.due(one)) && self.due(one) <= now)
            .collect();
        due.sort_by_key(|one| self.due(one));
        due
    }
}

impl Notebook {
    /// What to announce now, as [`Calling::to_announce`] says.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn reminders(
        &self,
        calling: &Calling,
        told: NaiveDateTime,
        now: NaiveDateTime,
    ) -> Result<Vec<Reminder>> {
        let open = self.open_reminders(Some(now.date())).await?;
        Ok(calling.to_announce(open, told, now))
    }

    /// The contacts still to be made and the promises still to be kept, up to `to` where given.
    pub(crate) async fn open_reminders(&self, to: Option<NaiveDate>) -> Result<Vec<Reminder>> {
        let contacts = self.open_contacts(to).await?;
        let promises = self.open_promises(to).await?;
        Ok(contacts
            .into_iter()
            .map(|contact| Reminder::Contact { contact })
            .chain(
                promises
                    .into_iter()
                    .map(|promise| Reminder::Promise { promise }),
            )
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::contact::ContactPurpose;
    use crate::customer::Channel;
    use crate::ids::{ContactId, CustomerId, MomentId};
    use crate::promise::PromiseState;

    fn at(day: u32, hour: u32, minute: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, day)
            .and_then(|day| day.and_hms_opt(hour, minute, 0))
            .unwrap()
    }

    fn contact(name: &str, day: u32, minute: Option<u32>) -> Reminder {
        let contact = Contact {
            id: ContactId::from(uuid::Uuid::nil()),
            customer: CustomerId::from(uuid::Uuid::nil()),
            name: name.to_owned(),
            phone: None,
            email: None,
            day: at(day, 0, 0).date(),
            minute,
            channel: Channel::Call,
            purpose: ContactPurpose::News,
            note: String::new(),
            planned_on: at(1, 0, 0).date(),
            outcome: None,
            outcome_on: None,
            outcome_note: None,
            came_back_on: None,
        };
        Reminder::Contact { contact }
    }

    fn promise(name: &str, due: u32, due_minute: Option<u32>) -> Reminder {
        let promise = Promise {
            id: MomentId::from(uuid::Uuid::nil()),
            customer: CustomerId::from(uuid::Uuid::nil()),
            name: name.to_owned(),
            complaint: None,
            day: at(1, 0, 0).date(),
            minute: None,
            text: String::new(),
            who: None,
            due: at(due, 0, 0).date(),
            due_minute,
            outcome: None,
            outcome_on: None,
            outcome_note: None,
            instead_of: None,
            state: PromiseState::Open,
        };
        Reminder::Promise { promise }
    }

    fn name(reminder: Reminder) -> String {
        match reminder {
            Reminder::Contact { contact } => contact.name,
            Reminder::Promise { promise } => promise.name,
        }
    }

    fn announced(calling: &Calling, told: NaiveDateTime, now: NaiveDateTime) -> Vec<String> {
        let open = vec![
            contact("evening", 22, Some(21 * 60)),
            contact("any time", 22, None),
            contact("half past eight", 22, Some(8 * 60 + 30)),
            contact("tomorrow", 23, Some(10 * 60)),
        ];
        let due = calling.to_announce(open, told, now);
        due.into_iter().map(name).collect()
    }

    #[test]
    fn promises_call_like_contacts_do() {
        let calling = Calling::default();
        let open = vec![
            promise("by five", 22, Some(17 * 60)),
            promise("today", 22, None),
            contact("a call", 22, Some(16 * 60)),
            promise("tomorrow", 23, None),
        ];
        let told = |from, now| -> Vec<String> {
            let due = calling.to_announce(open.clone(), from, now);
            due.into_iter().map(name).collect()
        };
        assert_eq!(told(at(22, 8, 0), at(22, 9, 0)), ["today"]);
        assert_eq!(told(at(22, 9, 0), at(22, 17, 0)), ["a call", "by five"]);
        assert_eq!(told(at(22, 17, 0), at(23, 7, 0)), [""; 0]);
        assert_eq!(told(at(22, 17, 0), at(23, 9, 0)), ["tomorrow"]);
    }

    #[test]
    fn each_is_announced_once_when_it_is_time() {
        let calling = Calling::default();
        let start = at(22, 8, 0);
        assert_eq!(announced(&calling, start, at(22, 8, 29)), [""; 0]);
        assert_eq!(
            announced(&calling, start, at(22, 8, 30)),
            ["half past eight"]
        );
        assert_eq!(
            announced(&calling, at(22, 8, 30), at(22, 9, 0)),
            ["any time"]
        );
        assert_eq!(announced(&calling, at(22, 9, 0), at(22, 12, 0)), [""; 0]);
    }

    #[test]
    fn quiet_hours_delay_and_lose_nothing() {
        let calling = Calling::default();
        assert_eq!(announced(&calling, at(22, 9, 0), at(22, 21, 30)), [""; 0]);
        assert_eq!(announced(&calling, at(22, 9, 0), at(23, 7, 59)), [""; 0]);
        assert_eq!(announced(&calling, at(22, 9, 0), at(23, 8, 0)), ["evening"]);
    }

    #[test]
    fn what_was_missed_while_the_laptop_slept_is_told_afterwards() {
        let calling = Calling::default();
        assert_eq!(
            announced(&calling, at(20, 18, 0), at(23, 10, 0)),
            ["half past eight", "any time", "evening", "tomorrow"]
        );
    }

    #[test]
    fn hours_may_be_quiet_by_day_or_never_and_announcing_may_be_off() {
        let noon = Calling {
            quiet_from: 12 * 60,
            quiet_to: 14 * 60,
            ..Calling::default()
        };
        let time = |hour, minute| at(22, hour, minute).time();
        assert!(!noon.is_quiet(time(11, 59)) && noon.is_quiet(time(12, 0)));
        assert!(noon.is_quiet(time(13, 59)) && !noon.is_quiet(time(14, 0)));
        let never = Calling {
            quiet_from: 0,
            quiet_to: 0,
            ..Calling::default()
        };
        assert!((0..24).all(|hour| !never.is_quiet(time(hour, 30))));
        let off = Calling {
            notify: false,
            ..Calling::default()
        };
        assert_eq!(announced(&off, at(20, 0, 0), at(22, 12, 0)), [""; 0]);
    }
}
