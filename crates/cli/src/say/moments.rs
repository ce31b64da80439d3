//! The words of moments.

use fidele_core::feeling::{Emotion, Feeling};
use fidele_core::journey::CaseStands;
use fidele_core::moment::{DepartureReason, GestureKind, MomentKind, RatingScale};

/// A kind of moment.
#[must_use]
pub const fn moment_kind(kind: MomentKind) -> &'static str {
    match kind {
        MomentKind::Purchase => "purchase",
        MomentKind::Exchange => "exchange",
        MomentKind::Note => "note",
        MomentKind::Absence => "absence",
        MomentKind::Contact => "contact",
        MomentKind::Gesture => "gesture",
        MomentKind::Praise => "praise",
        MomentKind::Rating => "rating",
        MomentKind::Departure => "departure",
        MomentKind::Complaint => "complaint",
        MomentKind::Promise => "promise",
        MomentKind::PaymentPlan => "payment plan",
        MomentKind::Referral => "referral",
    }
}

/// What was felt, and how strongly.
#[must_use]
pub fn feeling(feeling: Feeling) -> String {
    let emotion = match feeling.emotion {
        Emotion::Anger => "anger",
        Emotion::Exasperation => "exasperation",
        Emotion::Annoyance => "annoyance",
        Emotion::Frustration => "frustration",
        Emotion::Disappointment => "disappointment",
        Emotion::Relief => "relief",
        Emotion::Contentment => "contentment",
        Emotion::Gratitude => "gratitude",
        Emotion::Delight => "delight",
        Emotion::Trust => "trust",
    };
    let strength = match feeling.intensity {
        1 => "a little",
        2 => "clearly",
        _ => "very",
    };
    format!("{emotion}, {strength}")
}

/// What a gesture consists of.
#[must_use]
pub const fn gesture(what: GestureKind) -> &'static str {
    match what {
        GestureKind::Gift => "gift",
        GestureKind::Discount => "discount",
        GestureKind::Refund => "refund",
        GestureKind::Replacement => "replacement",
        GestureKind::Card => "card",
        GestureKind::Service => "service",
    }
}

/// A question of satisfaction and its answer.
#[must_use]
pub fn rating(scale: RatingScale, score: Option<u32>) -> String {
    let name = match scale {
        RatingScale::Nps => "NPS",
        RatingScale::Csat => "CSAT",
        RatingScale::Ces => "CES",
    };
    match score {
        Some(score) => format!("{name} {score} of {}", scale.ends().1),
        None => format!("{name} not answered"),
    }
}

/// Why somebody left.
#[must_use]
pub const fn departure(reason: DepartureReason) -> &'static str {
    match reason {
        DepartureReason::Price => "price",
        DepartureReason::Service => "service",
        DepartureReason::Product => "product",
        DepartureReason::Competitor => "competitor",
        DepartureReason::Moved => "moved",
        DepartureReason::NeedEnded => "need ended",
        DepartureReason::Unknown => "reason unknown",
    }
}

/// Where a complaint stands.
#[must_use]
pub const fn stands(step: Option<CaseStands>) -> &'static str {
    match step {
        None => "received",
        Some(CaseStands::Acknowledged) => "acknowledged",
        Some(CaseStands::Denied) => "denied",
        Some(CaseStands::Waiting) => "waiting on the customer",
        Some(CaseStands::Progress) => "in progress",
        Some(CaseStands::Solved) => "solved",
        Some(CaseStands::Checked) => "checked",
        Some(CaseStands::Closed) => "closed",
        Some(CaseStands::Reopened) => "reopened",
    }
}
