//! The arguments of promises.

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::When;
use crate::words::{self, Maybe};

#[derive(Debug, Args)]
pub struct Promises {
    #[command(subcommand)]
    pub what: Promised,
}

/// What to do with promises.
#[derive(Debug, Subcommand)]
pub enum Promised {
    /// Promise something to a customer
    Make {
        /// To whom
        customer: String,
        /// What
        text: String,
        /// By which day
        #[arg(long, value_name = "DAY", value_parser = words::day)]
        due: NaiveDate,
        /// By what time of that day, HH:MM
        #[arg(long, value_name = "TIME", value_parser = words::minute)]
        due_time: Option<u32>,
        /// Who of the team answers for it
        #[arg(long)]
        who: Option<String>,
        /// The complaint it belongs to, by its id
        #[arg(long, value_name = "ID")]
        complaint: Option<String>,
        #[command(flatten)]
        when: When,
    },
    /// Those still to be kept; of one customer, all
    List {
        /// Whose
        customer: Option<String>,
        /// Only those due by this day
        #[arg(long, value_name = "DAY", value_parser = words::day)]
        until: Option<NaiveDate>,
    },
    /// Word one anew; its day stays
    Edit {
        /// The promise's id, or the customer when only one is open
        promise: String,
        /// What was promised
        #[arg(long)]
        text: Option<String>,
        /// Who of the team answers for it; empty for nobody
        #[arg(long, value_parser = words::maybe(words::text))]
        who: Option<Maybe<String>>,
    },
    /// It was done
    Keep {
        /// The promise's id, or the customer when only one is open
        promise: String,
        /// The day [default: today]
        #[arg(long, value_name = "DAY", value_parser = words::day)]
        on: Option<NaiveDate>,
        /// A word about it
        #[arg(long)]
        note: Option<String>,
    },
    /// It was not done, and will not be
    Break {
        /// The promise's id, or the customer when only one is open
        promise: String,
        /// A word about it
        #[arg(long)]
        note: Option<String>,
    },
    /// It will be done another day: it counts as broken, and a new promise takes its place
    Move {
        /// The promise's id, or the customer when only one is open
        promise: String,
        /// By which day
        #[arg(long, value_name = "DAY", value_parser = words::day)]
        due: NaiveDate,
        /// By what time of that day, HH:MM
        #[arg(long, value_name = "TIME", value_parser = words::minute)]
        due_time: Option<u32>,
        /// A word about it
        #[arg(long)]
        note: Option<String>,
    },
    /// How many are kept on time, of those that came due
    Rate {
        /// In so many days that end today, and in as many before
        #[arg(long, value_name = "N", default_value_t = 365)]
        days: u32,
    },
}
