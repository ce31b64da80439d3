//! Entries of the journal that tell of the relationship, and what goes along with any.

use fidele_core::journey::{Moment, MomentBody, PromiseEnd};

use super::with;
use crate::say;

/// What an entry says.
pub(super) fn told(body: &MomentBody) -> String {
    match body {
        MomentBody::Gesture {
            what,
            cost,
            currency,
            text,
            ..
        } => with(
            format!(
                "gesture: {}, {}",
                say::gesture(*what),
                say::money(*cost, currency)
            ),
            Some(text),
        ),
        MomentBody::Praise {
            earned_by, text, ..
        } => {
            let whose = earned_by
                .as_deref()
                .map(|who| format!(" for {}", say::plain(who)))
                .unwrap_or_default();
            with(format!("praise{whose}"), Some(text))
        }
        MomentBody::Rating { scale, score, text } => with(say::rating(*scale, *score), Some(text)),
        MomentBody::Departure {
            reason,
            avoidable,
            gone_to,
            text,
        } => {
            let mut left = format!("left: {}", say::departure(*reason));
            if let Some(whom) = gone_to {
                left.push_str(&format!(", to {}", say::plain(whom)));
            }
            match avoidable {
                Some(true) => left.push_str(", could have been avoided"),
                Some(false) => left.push_str(", could not have been avoided"),
                None => {}
            }
            with(left, Some(text))
        }
        MomentBody::Complaint { text, stands, .. } => {
            with(format!("complaint, {}", say::stands(*stands)), Some(text))
        }
        MomentBody::Promise {
            text,
            due,
            due_minute,
            outcome,
            ..
        } => {
            let end = match outcome {
                None => format!("due {}", say::when(*due, *due_minute)),
                Some(PromiseEnd::Kept) => "kept".to_owned(),
                Some(PromiseEnd::Broken) => "broken".to_owned(),
                Some(PromiseEnd::Renegotiated) => "renegotiated".to_owned(),
            };
            with(format!("promise, {end}"), Some(text))
        }
        MomentBody::PaymentPlan {
            text,
            total,
            paid,
            currency,
            ..
        } => with(
            format!(
                "payment plan, {} of {} paid",
                say::money(*paid, currency),
                say::money(*total, currency)
            ),
            Some(text),
        ),
        MomentBody::Referral { name, .. } => format!("brought {}", say::plain(name)),
        MomentBody::Purchase { .. }
        | MomentBody::Exchange { .. }
        | MomentBody::Note { .. }
        | MomentBody::Absence { .. }
        | MomentBody::Contact { .. } => String::new(),
    }
}

/// What was felt, what is kept with it, and that it was corrected.
pub(super) fn along(moment: &Moment) -> String {
    let mut text = String::new();
    if let Some(feeling) = moment.feeling {
        text.push_str(&format!(" [{}]", say::feeling(feeling)));
    }
    for file in &moment.attachments {
        text.push_str(&format!(" + {}", say::plain(&file.name)));
    }
    if moment.corrected.is_some() {
        text.push_str(" (corrected)");
    }
    text
}
