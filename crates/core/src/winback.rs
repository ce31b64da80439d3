//! Win-back: who to contact first, why, how, and what forbids it.

mod gain;
mod guardrail;
mod occasion;
mod queue;
mod today;

pub use gain::{LIFT, gain, if_contacted};
pub use guardrail::{Guard, GuardKind, Guardrail};
pub use occasion::{Occasion, Why, WhyKind};
pub use queue::{Approach, Queue, QueueRow, Suggestion, WinBackCounts};
pub use today::Today;

pub(crate) use guardrail::guardrails;

/// Touches in one silence after which they are left in peace.
pub(crate) const MOST_TOUCHES: u32 = 3;

/// Days of peace after the last of them: six months.
pub(crate) const PEACE_DAYS: u32 = 182;
