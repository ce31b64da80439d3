//! The arguments of `complaint`.

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use fidele_core::complaint::hours::{Holidays, Span};
use fidele_core::complaint::{Given, StepKind};
use fidele_core::customer::Channel;

use super::{Along, When};
use crate::words;

#[derive(Debug, Args)]
pub struct Complaint {
    #[command(subcommand)]
    pub what: ComplaintWhat,
}

/// What to do about complaints.
#[derive(Debug, Subcommand)]
pub enum ComplaintWhat {
    /// Receive one
    New(Receive),
    /// Those on the board: all but the long closed
    List(ListComplaints),
    /// All there is about one
    Show {
        /// Its id, or the customer when only one of theirs is not settled
        complaint: String,
    },
    /// Change what is known of one; an empty value clears it
    Edit(EditComplaint),
    /// Note what happened to one
    Step(TakeStep),
    /// Note a gesture after one
    Gesture(Give),
    /// Note, change or complete an action that prevents a repeat
    Action(Act),
    /// Remove one noted by mistake; `undo` brings it back
    Remove {
        /// Its id, or the customer when only one of theirs is not settled
        complaint: String,
    },
    /// The root causes: which there are; add, rename, order, retire
    Cause(Causes),
    /// How well complaints are handled
    Figures,
    /// What is aimed at, and when the business is open
    Goals(Goals),
}

#[derive(Debug, Args)]
pub struct Receive {
    /// Who
    pub customer: String,
    /// What went wrong, in their words
    pub text: String,
    #[command(flatten)]
    pub when: When,
    /// How it reached you: call, visit, email, letter, sms, chat or counter
    #[arg(long, value_parser = words::channel)]
    pub channel: Option<Channel>,
    /// What they ask for
    #[arg(long)]
    pub asked: Option<String>,
    /// The purchase it is about: its id, or its day
    #[arg(long, value_name = "PURCHASE|DAY")]
    pub purchase: Option<String>,
    /// Who answers for it
    #[arg(long, value_name = "WHO")]
    pub accountable: Option<String>,
    /// Its root cause, by name
    #[arg(long)]
    pub cause: Option<String>,
    /// The day they hear from you, before they ask
    #[arg(long, value_name = "DAY", value_parser = words::day)]
    pub update: Option<NaiveDate>,
    /// The time on that day, HH:MM
    #[arg(long, value_name = "TIME", value_parser = words::minute, requires = "update")]
    pub update_time: Option<u32>,
    #[command(flatten)]
    pub along: Along,
}

#[derive(Debug, Args)]
pub struct ListComplaints {
    /// Only this customer's
    pub customer: Option<String>,
    /// Those closed long ago too
    #[arg(long, conflicts_with = "open")]
    pub all: bool,
    /// Only those not settled
    #[arg(long)]
    pub open: bool,
}

#[derive(Debug, Args)]
pub struct EditComplaint {
    /// Its id, or the customer when only one of theirs is not settled
    pub complaint: String,
    #[command(flatten)]
    pub to: ChangeComplaint,
}

/// What to change.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub struct ChangeComplaint {
    /// What went wrong
    #[arg(long)]
    pub text: Option<String>,
    /// What they ask for
    #[arg(long)]
    pub asked: Option<String>,
    /// Who answers for it
    #[arg(long, value_name = "WHO")]
    pub accountable: Option<String>,
    /// Its root cause, by name
    #[arg(long)]
    pub cause: Option<String>,
}

#[derive(Debug, Args)]
pub struct TakeStep {
    /// Its id, or the customer when only one of theirs is not settled
    pub complaint: String,
    /// acknowledged, denied, apology, reply, update, chased, waiting, progress, solved, checked, closed or reopened
    #[arg(value_parser = words::complaint_step)]
    pub step: StepKind,
    /// In free words
    #[arg(default_value = "")]
    pub text: String,
    /// Who of the team
    #[arg(long)]
    pub who: Option<String>,
    #[command(flatten)]
    pub when: When,
    /// The day they hear from you next
    #[arg(long, value_name = "DAY", value_parser = words::day)]
    pub next: Option<NaiveDate>,
    /// The time on that day, HH:MM
    #[arg(long, value_name = "TIME", value_parser = words::minute, requires = "next")]
    pub next_time: Option<u32>,
}

#[derive(Debug, Args)]
pub struct Give {
    /// Its id, or the customer when only one of theirs is not settled
    pub complaint: String,
    /// gift, discount, refund, replacement, card or service
    #[arg(value_parser = words::given)]
    pub what: Given,
    /// What it costs you
    #[arg(long, value_name = "AMOUNT", default_value = "0")]
    pub cost: String,
    /// In a few words
    #[arg(long, default_value = "")]
    pub text: String,
    /// Who of the team
    #[arg(long)]
    pub who: Option<String>,
    #[command(flatten)]
    pub when: When,
}

#[derive(Debug, Args)]
pub struct Act {
    #[command(subcommand)]
    pub what: ActWhat,
}

/// What to do about an action.
#[derive(Debug, Subcommand)]
pub enum ActWhat {
    /// Note one
    Add {
        /// The complaint's id, or the customer when only one of theirs is not settled
        complaint: String,
        /// What is to be done
        text: String,
        /// By when
        #[arg(long, value_name = "DAY", value_parser = words::day)]
        due: NaiveDate,
        /// What it costs
        #[arg(long, value_name = "AMOUNT", default_value = "0")]
        cost: String,
    },
    /// It is done
    Done {
        /// Its id
        action: String,
    },
    /// It is not done after all
    Undone {
        /// Its id
        action: String,
    },
    /// Take it off
    Remove {
        /// Its id
        action: String,
    },
}

#[derive(Debug, Args)]
pub struct Causes {
    #[command(subcommand)]
    pub what: Option<CausesWhat>,
}

/// What to do about the causes.
#[derive(Debug, Subcommand)]
pub enum CausesWhat {
    /// Add some at the end
    Add {
        /// Their names
        #[arg(required = true)]
        names: Vec<String>,
    },
    /// Name one otherwise
    Rename {
        /// Which, by its name
        cause: String,
        /// The new name
        name: String,
    },
    /// Put these first, in this order
    Order {
        /// Their names
        #[arg(required = true)]
        names: Vec<String>,
    },
    /// No longer offer one
    Retire {
        /// Which, by its name
        cause: String,
    },
    /// Offer one again
    Offer {
        /// Which, by its name
        cause: String,
    },
}

#[derive(Debug, Args)]
pub struct Goals {
    /// A person answers within so many open hours, 1 to 200
    #[arg(long, value_name = "HOURS")]
    pub reply_hours: Option<u32>,
    /// It is mended within so many open days, 1 to 100
    #[arg(long, value_name = "DAYS")]
    pub solve_days: Option<u32>,
    /// When the business is open on a day: tue=09:00-12:30,14:00-19:00; mon= for closed; may be given again
    #[arg(long, value_name = "DAY=TIMES", value_parser = words::opening)]
    pub open: Vec<(usize, Vec<Span>)>,
    /// The public holidays it keeps: none, france or alsaceMoselle
    #[arg(long, value_parser = words::holidays)]
    pub holidays: Option<Holidays>,
}
