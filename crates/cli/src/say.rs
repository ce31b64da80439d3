//! Sentences, in English.

mod moments;

pub use moments::{departure, feeling, gesture, moment_kind, rating, stands};

use chrono::NaiveDate;
use fidele_core::behaviour::Behaviour;
use fidele_core::change::{Op, Undoable};
use fidele_core::complaint::{Given, State, StepKind};
use fidele_core::contact::{ContactPurpose, Outcome};
use fidele_core::customer::Channel;
use fidele_core::error::Reason;
use fidele_core::field::FieldKind;
use fidele_core::import::mapping::Question;
use fidele_core::moment::DepartureReason;
use fidele_core::money::{Amount, minor_digits};
use fidele_core::notebook::Trade;
use fidele_core::promise::PromiseState;
use fidele_core::winback::{Approach, Guard};

/// Text without what could move the cursor, colour the terminal or turn the line round: control characters and
/// direction marks become nothing, line breaks a blank. Names and notes come from anybody's files.
#[must_use]
pub fn plain(text: &str) -> String {
    let turns = |letter| matches!(letter, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .filter_map(|letter| match letter {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
            other if other.is_control() || turns(other) => None,
            other => Some(other),
        })
        .collect()
}

/// `1,234.50 EUR`.
#[must_use]
pub fn money(amount: Amount, currency: &str) -> String {
    let digits = usize::try_from(minor_digits(currency)).unwrap_or(2);
    let all = format!("{:0>width$}", amount.0.unsigned_abs(), width = digits + 1);
    let (whole, part) = all.split_at(all.len() - digits);
    let sign = if amount.0 < 0 { "-" } else { "" };
    let dot = if digits == 0 { "" } else { "." };
    format!("{sign}{}{dot}{part} {currency}", grouped(whole))
}

/// `38 %`, of a share from 0 to 1.
#[must_use]
pub fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

/// `6,919`.
#[must_use]
pub fn count(n: impl Into<u64>) -> String {
    grouped(&n.into().to_string())
}

fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 day`, `12 days`.
#[must_use]
pub fn days(n: u32) -> String {
    some(n, "day", "days")
}

/// `1 customer`, `2,357 customers`.
#[must_use]
pub fn some(n: impl Into<u64>, one: &str, many: &str) -> String {
    let n = n.into();
    format!("{} {}", count(n), if n == 1 { one } else { many })
}

/// `09:30`.
#[must_use]
pub fn time(minute: u32) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// The day, and the time where there is one.
#[must_use]
pub fn when(day: NaiveDate, minute: Option<u32>) -> String {
    minute.map_or_else(
        || day.to_string(),
        |minute| format!("{day} {}", time(minute)),
    )
}

/// Why somebody stands where they stand: "came every 12 days, nothing for 41".
#[must_use]
pub fn why(visits: u32, rhythm: Option<f64>, silent: Option<u32>, absent: u32) -> String {
    let (Some(rhythm), Some(silent)) = (rhythm, silent) else {
        return "never bought".to_owned();
    };
    // Rhythms are days, at least one and far below u32's range.
    let rhythm = rhythm.round() as u32;
    let every = if rhythm == 1 {
        "every day".to_owned()
    } else {
        format!("every {rhythm} days")
    };
    let away = if absent > 0 {
        format!(" ({absent} of them announced)")
    } else {
        String::new()
    };
    if visits <= 1 {
        return match silent {
            0 => "came for the first time today".to_owned(),
            _ => format!(
                "came once, {} ago{away}; here one comes {every}",
                days(silent)
            ),
        };
    }
    match silent {
        0 => format!("comes {every}, was here today"),
        _ if f64::from(silent) <= f64::from(rhythm) => {
            format!("comes {every}, last {} ago{away}", days(silent))
        }
        _ => format!("came {every}, nothing for {silent}{away}"),
    }
}

/// A behaviour.
#[must_use]
pub const fn behaviour(behaviour: Behaviour) -> &'static str {
    match behaviour {
        Behaviour::Prospect => "prospect",
        Behaviour::New => "new",
        Behaviour::Regular => "regular",
        Behaviour::Loyal => "loyal",
        Behaviour::Drifting => "drifting",
        Behaviour::OnHoliday => "on holiday",
        Behaviour::Gone => "gone",
        Behaviour::Back => "back",
        Behaviour::Closed => "closed",
    }
}

/// A trade.
#[must_use]
pub const fn trade(trade: Trade) -> &'static str {
    match trade {
        Trade::Bakery => "bakery",
        Trade::Restaurant => "restaurant",
        Trade::Salon => "salon",
        Trade::Garage => "garage",
        Trade::Shop => "shop",
    }
}

/// What a field holds.
#[must_use]
pub const fn field_kind(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => "text",
        FieldKind::Number => "number",
        FieldKind::Date => "date",
        FieldKind::Choice => "choice",
        FieldKind::YesNo => "yes or no",
    }
}

/// A channel, as in "by …".
#[must_use]
pub const fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Call => "call",
        Channel::Visit => "visit",
        Channel::Email => "e-mail",
        Channel::Letter => "letter",
        Channel::Sms => "SMS",
        Channel::Chat => "chat",
        Channel::Counter => "counter",
    }
}

/// A purpose, as in "to …".
#[must_use]
pub const fn purpose(purpose: ContactPurpose) -> &'static str {
    match purpose {
        ContactPurpose::News => "take news",
        ContactPurpose::Advice => "advise",
        ContactPurpose::Thanks => "thank",
        ContactPurpose::Apology => "apologise",
        ContactPurpose::Plan => "propose a payment plan",
        ContactPurpose::Welcome => "welcome back",
        ContactPurpose::Other => "other",
    }
}

/// What to do for somebody.
#[must_use]
pub const fn approach(approach: Approach) -> &'static str {
    match approach {
        Approach::TakeNews => "take news, sell nothing",
        Approach::Thank => "thank them",
        Approach::Welcome => "welcome them back",
        Approach::KeepLink => "one friendly sign, no insisting",
        Approach::Advise => "advise and keep the link, sell nothing",
        Approach::ProposePlan => "propose a payment plan",
        Approach::Apologise => "apologise first, sell nothing",
    }
}

/// Why somebody left.
#[must_use]
pub const fn departure_reason(reason: DepartureReason) -> &'static str {
    match reason {
        DepartureReason::Price => "price",
        DepartureReason::Service => "service",
        DepartureReason::Product => "product",
        DepartureReason::Competitor => "competitor",
        DepartureReason::Moved => "moved",
        DepartureReason::NeedEnded => "need ended",
        DepartureReason::Unknown => "unknown",
    }
}

/// How a contact went.
#[must_use]
pub const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Reached => "reached",
        Outcome::NoAnswer => "no answer",
        Outcome::Peace => "wants peace",
        Outcome::WillCome => "will come",
        Outcome::Came => "came",
    }
}

/// Where a complaint stands.
#[must_use]
pub const fn complaint_state(state: State) -> &'static str {
    match state {
        State::Received => "received",
        State::Acknowledged => "taken up",
        State::Waiting => "waiting for the customer",
        State::InProgress => "in progress",
        State::Solved => "solved",
        State::Checked => "checked",
        State::Closed => "closed",
    }
}

/// What happened to a complaint.
#[must_use]
pub const fn complaint_step(step: StepKind) -> &'static str {
    match step {
        StepKind::Acknowledged => "error acknowledged",
        StepKind::Denied => "error denied",
        StepKind::Apology => "apology",
        StepKind::Reply => "reply",
        StepKind::Update => "update",
        StepKind::Chased => "had to come back",
        StepKind::Waiting => "waiting for them",
        StepKind::Progress => "in progress",
        StepKind::Solved => "solved",
        StepKind::Checked => "checked with them",
        StepKind::Closed => "closed",
        StepKind::Reopened => "reopened",
    }
}

/// What a gesture gives.
#[must_use]
pub const fn given(what: Given) -> &'static str {
    match what {
        Given::Gift => "gift",
        Given::Discount => "discount",
        Given::Refund => "refund",
        Given::Replacement => "replacement",
        Given::Card => "card",
        Given::Service => "service",
    }
}

/// Minutes as hours: `45 min`, `6 h 05`.
#[must_use]
pub fn open_time(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{} h", count(hours)),
        (hours, minutes) => format!("{} h {minutes:02}", count(hours)),
    }
}

/// Where a promise stands.
#[must_use]
pub const fn promise(state: PromiseState) -> &'static str {
    match state {
        PromiseState::Late => "LATE",
        PromiseState::Due => "due today",
        PromiseState::Open => "open",
        PromiseState::KeptOnTime => "kept",
        PromiseState::KeptLate => "kept late",
        PromiseState::Broken => "broken",
        PromiseState::Renegotiated => "moved (broken)",
    }
}

/// Why a contact is not advised.
#[must_use]
pub fn guard(guard: Guard) -> String {
    match guard {
        Guard::Peace { day } => format!("asked on {day} to be left in peace"),
        Guard::Closed { day } => format!("died or moved for good ({day})"),
        Guard::Archived => "is archived".to_owned(),
        Guard::Refused { channel: by } => format!("refused to be contacted by {}", channel(by)),
        Guard::NoConsent { channel: by } => {
            format!(
                "was never asked whether they agree to be contacted by {}",
                channel(by)
            )
        }
        Guard::NoAddress { channel: by } => format!("no number or address for {}", channel(by)),
        Guard::AlreadyPlanned { day } => format!("a contact is planned already, for {day}"),
        Guard::ContactedRecently { day } => format!("was contacted only on {day}"),
        Guard::OpenComplaint { day, .. } => {
            format!("complained on {day}, and it is not settled: settle it first")
        }
        Guard::EnoughTouches { until } => {
            format!("was contacted three times in vain; in peace until {until}")
        }
        Guard::PlanRunning { until } => {
            format!("pays in instalments until {until}: nothing to sell before")
        }
        Guard::OverduePromise { day } => {
            format!("a promise made to them was due on {day}: settle it first")
        }
    }
}

/// Why a value cannot be used.
#[must_use]
pub const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Empty => "must not be empty",
        Reason::TooLong => "is too long",
        Reason::NotAPhone => {
            "is no phone number of the notebook's country, nor one that begins with + and a country's code"
        }
        Reason::NotAnEmail => "is no e-mail address",
        Reason::TooEarly => "lies before the day it has to follow",
        Reason::InTheFuture => "lies in the future",
        Reason::InThePast => "lies in the past",
        Reason::OutOfRange => "is out of range",
        Reason::Unknown => "is not one of the known values",
        Reason::Taken => "is taken already",
        Reason::NotANumber => "is no number: write digits, with a point or a comma before decimals",
        Reason::NotADay => "is no day: write YYYY-MM-DD",
        Reason::NotAChoice => "is not among the words of that field: `fidele fields` lists them",
        Reason::NotYesNo => "is neither yes nor no",
        Reason::InUse => "is in use: customers have it, give them something else first",
        Reason::MoreThanPaid => "is more than was paid",
        Reason::Circular => {
            "would go round in a ring: they brought, directly or through others, whom they are said to come from"
        }
        Reason::Unprofiled => {
            "cannot be said of somebody who asked not to be assessed: a label given by hand is one as well"
        }
    }
}

/// What a file leaves open, and how to answer. `heading` is that of the column it is about.
#[must_use]
pub fn question(question: &Question, heading: &str) -> String {
    match question {
        Question::DayOrder { column, examples } => format!(
            "{} has days that can be read two ways{}: say --date-order dayFirst or --date-order monthFirst",
            place(*column, heading),
            shown(examples)
        ),
        Question::DecimalMark { column, examples } => format!(
            "{} has numbers that can be read two ways{}: check what was understood, and correct it with --map",
            place(*column, heading),
            shown(examples)
        ),
        Question::NothingToImport => {
            "no column says who the customer is or how much they paid: say which with --map"
                .to_owned()
        }
        Question::NoDay => {
            "there is an amount but no day: say which column it is with --map".to_owned()
        }
    }
}

/// A column, from 0, as a person finds it: `column 3 "Montant"`.
#[must_use]
pub fn place(column: u32, heading: &str) -> String {
    match plain(heading.trim()) {
        none if none.is_empty() => format!("column {}", column + 1),
        heading => format!("column {} \"{heading}\"", column + 1),
    }
}

fn shown(examples: &[String]) -> String {
    if examples.is_empty() {
        String::new()
    } else {
        format!(" ({})", examples.join(", "))
    }
}

/// What a change did.
#[must_use]
pub fn change(change: &Undoable) -> String {
    let done = match change.op {
        Op::CreateCustomer => "customer entered",
        Op::EditCustomer => "record edited",
        Op::ArchiveCustomer => "archived or brought back",
        Op::TagCustomer => "tagged or untagged",
        Op::CloseCustomer => "closed or reopened",
        Op::ProfileCustomer => "assessed no more or again",
        Op::NoteMoment => "moment noted",
        Op::EditMoment => "moment corrected",
        Op::RemoveMoment => "moment removed",
        Op::ReceiveComplaint => "complaint received",
        Op::EditComplaint => "complaint changed",
        Op::StepComplaint => "complaint handled",
        Op::ChangeCauses => "causes changed",
        Op::MakePromise => "promise made",
        Op::EditPromise => "promise worded anew",
        Op::SettlePromise => "promise settled",
        Op::AgreePlan => "instalments agreed",
        Op::PayInstalment => "instalment paid or plan given up",
        Op::PlanContact => "contact planned",
        Op::MoveContact => "contact moved",
        Op::CancelContact => "contact given up",
        Op::RecordOutcome => "outcome recorded",
        Op::PlanWeek => "week planned",
        Op::ChangeSettings => "settings changed",
        Op::ChangeViews => "saved view changed",
        Op::ChangeFields => "field changed",
        Op::FillField => "field filled or emptied",
        Op::Import => "file imported",
        Op::DecideMatch => "match decided",
        Op::Undo => "undone",
        Op::Redo => "redone",
        Op::WaveOccasion => "occasion waved away",
        Op::PinBond => "bond pinned",
        Op::UnpinBond => "bond unpinned",
    };
    match &change.detail {
        Some(detail) => plain(&format!("{done}: {detail} (change {})", change.seq)),
        None => format!("{done} (change {})", change.seq),
    }
}
