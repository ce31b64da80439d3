//! The arguments of the commands that write.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use fidele_core::contact::{ContactPurpose, Outcome};
use fidele_core::customer::Channel;
use fidele_core::moment::{Direction, ExchangePurpose};

use crate::words;

#[derive(Debug, Args)]
pub struct Add {
    /// First name and name, or the company's
    pub name: String,
    /// A phone number; may be given again
    #[arg(long)]
    pub phone: Vec<String>,
    /// An e-mail address; may be given again
    #[arg(long)]
    pub email: Vec<String>,
    /// Street and number
    #[arg(long)]
    pub address: Option<String>,
    #[arg(long)]
    pub postcode: Option<String>,
    #[arg(long)]
    pub city: Option<String>,
    /// How the till names them
    #[arg(long)]
    pub external_id: Option<String>,
    /// What is in a field of the notebook's own; may be given again
    #[arg(long, value_name = "NAME=VALUE", value_parser = super::filling)]
    pub field: Vec<super::Filled>,
    /// A tag; may be given again
    #[arg(long)]
    pub tag: Vec<String>,
    /// The channel they like best
    #[arg(long, value_parser = words::channel)]
    pub channel: Option<Channel>,
}

#[derive(Debug, Args)]
pub struct Note {
    /// Who
    pub customer: String,
    #[command(subcommand)]
    pub what: What,
}

/// What there is to note.
#[derive(Debug, Subcommand)]
pub enum What {
    /// They bought; with a negative amount, they got money back
    #[command(allow_negative_numbers = true)]
    Purchase {
        /// How much, in the notebook's currency: 12.50
        amount: String,
        /// Who served them
        #[arg(long)]
        served_by: Option<String>,
        /// What, in a few words
        #[arg(long)]
        note: Option<String>,
        #[command(flatten)]
        when: When,
    },
    /// They and we had a word
    Exchange {
        /// What was learnt
        text: String,
        /// call, visit, email, letter, sms, chat or counter
        #[arg(long, value_parser = words::channel)]
        channel: Channel,
        /// Who reached out: in (they did) or out (we did)
        #[arg(long, value_parser = words::direction, default_value = "in")]
        direction: Direction,
        /// service, advice, thanks or selling
        #[arg(long, value_parser = words::exchange_purpose)]
        purpose: Option<ExchangePurpose>,
        /// Who of the team
        #[arg(long)]
        who: Option<String>,
        #[command(flatten)]
        when: When,
    },
    /// Something worth remembering
    Text {
        /// The note
        text: String,
        #[command(flatten)]
        when: When,
    },
    /// They are away and it does not mean anything
    Absence {
        /// First day
        #[arg(value_parser = words::day)]
        from: NaiveDate,
        /// Last day
        #[arg(value_parser = words::day)]
        until: NaiveDate,
        /// Why
        #[arg(long, default_value = "")]
        reason: String,
    },
}

/// When it was.
#[derive(Debug, Clone, Copy, Args)]
pub struct When {
    /// The day [default: today]
    #[arg(long, value_parser = words::day)]
    pub day: Option<NaiveDate>,
    /// The time, HH:MM
    #[arg(long, value_name = "TIME", value_parser = words::minute)]
    pub time: Option<u32>,
}

#[derive(Debug, Args)]
pub struct Plan {
    /// Who
    pub customer: String,
    /// The day, not before today
    #[arg(long, value_parser = words::day)]
    pub day: NaiveDate,
    /// The time, HH:MM
    #[arg(long, value_name = "TIME", value_parser = words::minute)]
    pub time: Option<u32>,
    /// call, visit, email, letter, sms, chat or counter [default: as suggested]
    #[arg(long, value_parser = words::channel)]
    pub channel: Option<Channel>,
    /// news, advice, thanks, apology, plan, welcome or other [default: as suggested]
    #[arg(long, value_parser = words::purpose)]
    pub purpose: Option<ContactPurpose>,
    /// What to say
    #[arg(long, default_value = "")]
    pub note: String,
}

#[derive(Debug, Args)]
pub struct Done {
    /// The contact's id, or the customer when only one contact is planned with them
    pub contact: String,
    /// reached, noAnswer, peace, willCome or came
    #[arg(value_parser = words::outcome)]
    pub outcome: Outcome,
    /// What was said
    #[arg(long)]
    pub note: Option<String>,
}

#[derive(Debug, Args)]
pub struct Contacts {
    /// Only those due by this day
    #[arg(long, value_name = "DAY", value_parser = words::day)]
    pub until: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub struct Ics {
    /// One contact's id [default: all still to be made]
    pub contact: Option<String>,
    /// Where to write it [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Undo {
    /// The change's place in history [default: the latest]
    pub seq: Option<i32>,
}

#[derive(Debug, Args)]
pub struct Batch {
    /// Go on after a command that failed
    #[arg(long)]
    pub keep_going: bool,
}
