//! What was understood as a moment to note, where nobody says otherwise.

use chrono::NaiveDate;

use super::Understood;
use crate::customer::Channel;
use crate::moment::{DepartureReason, Direction, GestureKind, MomentDraft, MomentKind, Noting};
use crate::money::Amount;

impl Understood {
    /// The kind of moment it will be: what cannot be noted in one go (a complaint, a promise) is an exchange or a note.
    #[must_use]
    pub fn noted_as(&self) -> MomentKind {
        let plain = if self.channel.is_some() {
            MomentKind::Exchange
        } else {
            MomentKind::Note
        };
        match self.kind.as_ref().map(|kind| kind.value) {
            Some(MomentKind::Complaint | MomentKind::Promise) | None => plain,
            // Nothing was bought for nothing.
            Some(MomentKind::Purchase) if self.amount.is_none() => plain,
            Some(MomentKind::Rating) if self.rating.is_none() => plain,
            Some(kind) => kind,
        }
    }

    /// The moment as understood, `text` being the sentence, with what is not said as of `today`.
    #[must_use]
    pub fn noting(&self, text: &str, today: NaiveDate) -> Noting {
        let day = self.day.as_ref().map_or(today, |day| day.value);
        let text = text.trim().to_owned();
        let channel = self.channel.as_ref().map(|channel| channel.value);
        let moment = match self.noted_as() {
            MomentKind::Purchase => MomentDraft::Purchase {
                day,
                minute: None,
                amount: self
                    .amount
                    .as_ref()
                    .map_or(Amount::ZERO, |amount| amount.value),
                note: Some(text),
                served_by: None,
            },
            MomentKind::Exchange => MomentDraft::Exchange {
                day,
                minute: None,
                channel: channel.unwrap_or(Channel::Counter),
                direction: self
                    .direction
                    .as_ref()
                    .map_or(Direction::In, |direction| direction.value),
                purpose: None,
                who: None,
                text,
            },
            MomentKind::Absence => MomentDraft::Absence {
                day,
                until: self
                    .until
                    .as_ref()
                    .map_or(day.max(today), |until| until.value),
                reason: text,
            },
            MomentKind::Gesture => MomentDraft::Gesture {
                day,
                minute: None,
                what: self
                    .gesture
                    .as_ref()
                    .map_or(GestureKind::Gift, |gesture| gesture.value),
                cost: self
                    .amount
                    .as_ref()
                    .map_or(Amount::ZERO, |amount| amount.value),
                text,
                who: None,
                complaint: None,
                purchase: None,
            },
            MomentKind::Praise => MomentDraft::Praise {
                day,
                minute: None,
                channel,
                earned_by: None,
                text,
            },
            MomentKind::Departure => MomentDraft::Departure {
                day,
                reason: self
                    .reason
                    .as_ref()
                    .map_or(DepartureReason::Unknown, |reason| reason.value),
                avoidable: None,
                gone_to: None,
                text,
            },
            MomentKind::Rating => match self.rating.as_ref().map(|rating| rating.value) {
                Some(rating) => MomentDraft::Rating {
                    day,
                    minute: None,
                    scale: rating.scale,
                    score: Some(rating.score),
                    text,
                },
                None => note(day, text),
            },
            _ => note(day, text),
        };
        Noting {
            feeling: self.feeling.as_ref().map(|feeling| feeling.value),
            ..moment.into()
        }
    }
}

const fn note(day: NaiveDate, text: String) -> MomentDraft {
    MomentDraft::Note {
        day,
        minute: None,
        text,
    }
}
