//! What a typed sentence seems to say of a moment: its kind, an amount, a day, a channel, an emotion. Rules and small lists
//! of French and English words, no more: the same sentence on the same day always reads the same. Each proposal comes
//! with the words it was read from, so that a person sees why; nothing is noted that they did not agree to.

mod amounts;
mod days;
mod drafts;
mod feelings;
mod kinds;
mod lexicon;
mod tokens;

use chrono::NaiveDate;

use crate::customer::Channel;
use crate::feeling::Feeling;
use crate::moment::{DepartureReason, Direction, GestureKind, MomentKind, RatingScale};
use crate::money::Amount;

/// How much of a text is read, bytes: whoever writes more has told the essential by then.
const READ: usize = 2_000;

/// Where in the sentence something was read.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Words {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// The words themselves.
    pub text: String,
}

/// Something read in the sentence, to be agreed to.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Proposed<T> {
    /// What.
    pub value: T,
    /// The words that say so.
    pub from: Words,
}

/// An answer to a question of satisfaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Answered {
    /// Which question.
    pub scale: RatingScale,
    /// The answer, within the scale.
    pub score: u32,
}

/// What a sentence seems to say.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Understood {
    /// The kind of moment; none reads as a note.
    pub kind: Option<Proposed<MomentKind>>,
    /// How much, in the notebook's currency; below zero for what came back.
    pub amount: Option<Proposed<Amount>>,
    /// When; never after today but for an absence.
    pub day: Option<Proposed<NaiveDate>>,
    /// The last day of an absence, or when what is promised is due: today or later.
    pub until: Option<Proposed<NaiveDate>>,
    /// How.
    pub channel: Option<Proposed<Channel>>,
    /// Who reached out.
    pub direction: Option<Proposed<Direction>>,
    /// What they felt.
    pub feeling: Option<Proposed<Feeling>>,
    /// What a gesture consists of.
    pub gesture: Option<Proposed<GestureKind>>,
    /// What they answered when asked how satisfied they are.
    pub rating: Option<Proposed<Answered>>,
    /// Why they left.
    pub reason: Option<Proposed<DepartureReason>>,
}

/// Read a sentence as of `today`, amounts in `currency` (ISO 4217).
#[must_use]
pub fn understand(text: &str, today: NaiveDate, currency: &str) -> Understood {
    let mut end = text.len().min(READ);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = text.get(..end).unwrap_or_default();
    let said = tokens::Said::of(text);
    let rating = kinds::rating(&said);
    let spoken = days::spoken(&said, rating.as_ref());
    let amount = amounts::read(&said, &spoken, rating.as_ref(), currency);
    let channel = kinds::channel(&said);
    let kind = kinds::kind(&said, amount.as_ref(), rating.as_ref(), channel.as_ref());
    let of = kind.as_ref().map(|kind| kind.value);
    let (day, until) = days::settle(&said, &spoken, of, today);
    let amount = amount
        .filter(|amount| {
            // A bare number is a price only where something was bought or given.
            amount.marked || matches!(of, Some(MomentKind::Purchase | MomentKind::Gesture))
        })
        .map(|amount| amount.proposed);
    let back = kinds::came_back(&said) && of == Some(MomentKind::Purchase);
    Understood {
        amount: amount.map(|mut amount| {
            if back {
                amount.value = -amount.value;
            }
            amount
        }),
        day,
        until,
        direction: channel
            .as_ref()
            .and_then(|channel| kinds::direction(&said, &channel.from)),
        feeling: feelings::read(&said),
        gesture: (of == Some(MomentKind::Gesture))
            .then(|| kinds::gesture(&said))
            .flatten(),
        reason: (of == Some(MomentKind::Departure))
            .then(|| kinds::reason(&said))
            .flatten(),
        channel,
        rating,
        kind,
    }
}

#[cfg(test)]
mod cases;
#[cfg(test)]
mod tests;
