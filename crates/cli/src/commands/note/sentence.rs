//! A sentence, what is understood of it, and what the options say otherwise.

use std::fmt::Write as _;

use fidele_core::Notebook;
use fidele_core::error::Reason;
use fidele_core::ids::CustomerId;
use fidele_core::moment::{MomentKey, MomentKind, Noting};
use fidele_core::sentence::{Proposed, Understood, Words, understand};
use serde::Serialize;

use super::super::notebook::invalid;
use super::{along, amount};
use crate::answer::Answer;
use crate::args::{Note, Said};
use crate::fault::Fault;
use crate::say;

#[derive(Serialize)]
struct Noted {
    customer: CustomerId,
    #[serde(flatten)]
    key: Option<MomentKey>,
    understood: Understood,
    noting: Noting,
}

impl Said {
    /// Whether one of them is given.
    pub fn any(&self) -> bool {
        self.kind.is_some()
            || self.day.is_some()
            || self.until.is_some()
            || self.amount.is_some()
            || self.channel.is_some()
            || self.direction.is_some()
            || self.dry_run
    }
}

/// What somebody said outright.
fn said<T>(value: T) -> Option<Proposed<T>> {
    let from = Words {
        start: 0,
        end: 0,
        text: String::new(),
    };
    Some(Proposed { value, from })
}

/// `note CUSTOMER "sentence"`.
pub async fn note(
    book: &Notebook,
    customer: CustomerId,
    name: &str,
    note: &Note,
) -> Result<Answer, Fault> {
    let sentence = note.sentence.as_deref().unwrap_or_default();
    let currency = book.settings().currency;
    let understood = understand(sentence, book.today(), &currency);
    let mut meant = understood.clone();
    let options = &note.said;
    if let Some(kind) = options.kind {
        meant.kind = said(kind);
    }
    if let Some(day) = options.day {
        meant.day = said(day);
    }
    if let Some(until) = options.until {
        meant.until = said(until);
    }
    if let Some(typed) = &options.amount {
        meant.amount = said(amount(book, typed, "amount")?);
    }
    if let Some(channel) = options.channel {
        meant.channel = said(channel);
    }
    if let Some(direction) = options.direction {
        meant.direction = said(direction);
    }
    match options.kind {
        Some(MomentKind::Purchase) if meant.amount.is_none() => {
            return Err(invalid("amount", Reason::Empty));
        }
        Some(MomentKind::Rating) if meant.rating.is_none() => {
            return Err(invalid("score", Reason::Empty));
        }
        _ => {}
    }
    let mut noting = meant.noting(sentence, book.today());
    along(&note.along, &mut noting)?;
    let key = if options.dry_run {
        None
    } else {
        Some(book.note_moment(customer, noting.clone()).await?)
    };
    let mut text = match key {
        Some(key) => format!("noted for {name} ({})", key.id),
        None => format!("would be noted for {name}"),
    };
    text.push_str(&told(&noting, &understood, &currency));
    Answer::new(
        &Noted {
            customer,
            key,
            understood,
            noting,
        },
        text,
    )
}

/// What will be noted, and the words it was read from.
fn told(noting: &Noting, understood: &Understood, currency: &str) -> String {
    let mut text = String::new();
    let mut line = |what: String, from: Option<&Words>| {
        // Writing to a String cannot fail.
        let _ = match from.filter(|from| !from.text.is_empty()) {
            Some(from) => write!(text, "\n  {what} (\"{}\")", say::plain(&from.text)),
            None => write!(text, "\n  {what}"),
        };
    };
    line(
        say::moment_kind(noting.moment.kind()).to_owned(),
        understood.kind.as_ref().map(|kind| &kind.from),
    );
    if let Some(found) = &understood.amount {
        line(say::money(found.value, currency), Some(&found.from));
    }
    if let Some(found) = &understood.day {
        line(found.value.to_string(), Some(&found.from));
    }
    if let Some(found) = &understood.until {
        line(format!("until {}", found.value), Some(&found.from));
    }
    if let Some(found) = &understood.channel {
        line(say::channel(found.value).to_owned(), Some(&found.from));
    }
    if let Some(felt) = noting.feeling {
        let from = understood
            .feeling
            .as_ref()
            .filter(|found| found.value.emotion == felt.emotion);
        line(say::feeling(felt), from.map(|found| &found.from));
    }
    for file in &noting.files {
        line(
            format!("with {}", say::plain(&file.display().to_string())),
            None,
        );
    }
    text
}
