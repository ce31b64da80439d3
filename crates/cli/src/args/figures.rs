//! The arguments about payment plans, departures, referrals and ratings.

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use fidele_core::moment::DepartureReason;
use fidele_core::plan::Every;

use crate::words::{self, Answer};

#[derive(Debug, Args)]
pub struct PayPlan {
    /// Who
    pub customer: String,
    #[command(subcommand)]
    pub what: Option<PayPlanWhat>,
}

/// What to do about a payment plan.
#[derive(Debug, Subcommand)]
pub enum PayPlanWhat {
    /// Agree instalments
    Agree {
        /// What they come to, in the notebook's currency [default: the unpaid invoices]
        total: Option<String>,
        /// How many instalments
        #[arg(long = "in", value_name = "N", default_value_t = 3)]
        instalments: u32,
        /// The day of the first, not before today
        #[arg(long, value_name = "DAY", value_parser = words::day)]
        first: NaiveDate,
        /// week or month
        #[arg(long, value_parser = words::every, default_value = "month")]
        every: Every,
        /// What was agreed beside that
        #[arg(long, default_value = "")]
        note: String,
    },
    /// An instalment of the latest plan was paid
    Paid {
        /// Which, from 1 [default: the first not paid]
        number: Option<u32>,
        /// When [default: today]
        #[arg(long, value_parser = words::day)]
        day: Option<NaiveDate>,
    },
    /// An instalment of the latest plan was not paid after all
    Unpaid {
        /// Which, from 1
        number: u32,
    },
    /// Give the latest plan up; what was paid stays paid
    GiveUp,
    /// Take the latest plan up again
    TakeUp,
}

#[derive(Debug, Args)]
pub struct Departed {
    #[command(subcommand)]
    pub what: DepartedWhat,
}

/// What to do about departures.
#[derive(Debug, Subcommand)]
pub enum DepartedWhat {
    /// Note why a customer left
    Note {
        /// Who
        customer: String,
        /// price, service, product, competitor, moved, needEnded or unknown
        #[arg(value_parser = words::departure_reason)]
        reason: DepartureReason,
        /// Could it have been avoided: yes, no or unknown
        #[arg(long, value_parser = words::answer, default_value = "unknown")]
        avoidable: Answer,
        /// To which competitor
        #[arg(long)]
        to: Option<String>,
        /// What was learnt
        #[arg(long, default_value = "")]
        note: String,
        /// When [default: today]
        #[arg(long, value_parser = words::day)]
        day: Option<NaiveDate>,
    },
    /// What the departures of 12 months come to
    Figures,
}

#[derive(Debug, Args)]
pub struct Referral {
    /// Whom they brought; of the whole notebook when left out
    pub customer: Option<String>,
    /// Say who brought them, as CUSTOMER; empty when nobody did
    #[arg(long, value_name = "CUSTOMER", requires = "customer")]
    pub by: Option<String>,
}

#[derive(Debug, Args)]
pub struct Rating {
    #[command(subcommand)]
    pub what: RatingWhat,
}

/// What to tell of ratings.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum RatingWhat {
    /// NPS, CSAT and CES of 12 months, with their intervals
    Figures,
}
