//! The arguments of the commands that write.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use fidele_core::contact::{ContactPurpose, Outcome};
use fidele_core::customer::Channel;
use fidele_core::feeling::{Emotion, Trigger};
use fidele_core::moment::{
    DepartureReason, Direction, ExchangePurpose, GestureKind, MomentKind, RatingScale,
};

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

/// A moment, said in a sentence or in full
#[derive(Debug, Args)]
#[command(subcommand_negates_reqs = true)]
pub struct Note {
    /// Who
    #[arg(required = true)]
    pub customer: Option<String>,
    /// What happened, in a sentence: "34.50 yesterday, very pleased"
    #[arg(required = true)]
    pub sentence: Option<String>,
    #[command(flatten)]
    pub said: Said,
    #[command(flatten)]
    pub along: Along,
    #[command(subcommand)]
    pub what: Option<What>,
}

/// What holds whatever the sentence seems to say.
#[derive(Debug, Args)]
pub struct Said {
    /// purchase, exchange, note, absence, gesture, praise, rating or departure
    #[arg(long, value_parser = words::moment_kind)]
    pub kind: Option<MomentKind>,
    /// The day
    #[arg(long, value_parser = words::day)]
    pub day: Option<NaiveDate>,
    /// The last day of an absence
    #[arg(long, value_parser = words::day)]
    pub until: Option<NaiveDate>,
    /// How much, in the notebook's currency; what a gesture cost
    #[arg(long, allow_negative_numbers = true)]
    pub amount: Option<String>,
    /// call, visit, email, letter, sms, chat or counter
    #[arg(long, value_parser = words::channel)]
    pub channel: Option<Channel>,
    /// Who reached out: in (they did) or out (we did)
    #[arg(long, value_parser = words::direction)]
    pub direction: Option<Direction>,
    /// Say what is understood, and note nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// What goes along with a moment of any kind.
#[derive(Debug, Args)]
pub struct Along {
    /// anger, exasperation, annoyance, frustration, disappointment, relief, contentment, gratitude, delight or trust; "" for none
    #[arg(long, global = true, value_parser = words::maybe(words::emotion))]
    pub emotion: Option<words::Maybe<Emotion>>,
    /// How strong: 1, 2 or 3
    #[arg(long, global = true, value_parser = clap::value_parser!(u32).range(1..=3))]
    pub intensity: Option<u32>,
    /// What set it off: notBelieved, unreachable, hasToRepeat, keptWaiting, surprisedKindly, remembered…
    #[arg(long, global = true, value_parser = words::trigger)]
    pub trigger: Option<Trigger>,
    /// They say so around them
    #[arg(long, global = true)]
    pub told_around: bool,
    /// A file to keep with it, 20 MB at most; may be given again
    #[arg(long, global = true, value_name = "FILE")]
    pub attach: Vec<PathBuf>,
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
    /// We did something for them
    Gesture {
        /// gift, discount, refund, replacement, card or service
        #[arg(value_parser = words::gesture)]
        what: GestureKind,
        /// In a few words
        text: String,
        /// What it cost, in the notebook's currency
        #[arg(long, default_value = "0")]
        cost: String,
        /// Who of the team
        #[arg(long)]
        who: Option<String>,
        #[command(flatten)]
        when: When,
    },
    /// They thanked us
    Praise {
        /// In their words
        text: String,
        /// call, visit, email, letter, sms, chat or counter
        #[arg(long, value_parser = words::channel)]
        channel: Option<Channel>,
        /// The colleague who earned it
        #[arg(long)]
        earned_by: Option<String>,
        #[command(flatten)]
        when: When,
    },
    /// They said how satisfied they are
    Rating {
        /// nps (0 to 10), csat (1 to 5) or ces (1 to 7)
        #[arg(value_parser = words::scale)]
        scale: RatingScale,
        /// The answer; none while there is none
        score: Option<u32>,
        /// What they added
        #[arg(long, default_value = "")]
        text: String,
        #[command(flatten)]
        when: When,
    },
    /// They left
    Departure {
        /// price, service, product, competitor, moved, needEnded or unknown
        #[arg(value_parser = words::departure_reason)]
        reason: DepartureReason,
        /// Could it have been avoided: yes or no
        #[arg(long, value_parser = words::yes_no)]
        avoidable: Option<bool>,
        /// To which competitor
        #[arg(long)]
        gone_to: Option<String>,
        /// In a few words
        #[arg(long, default_value = "")]
        text: String,
        /// The day [default: today]
        #[arg(long, value_parser = words::day)]
        day: Option<NaiveDate>,
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
