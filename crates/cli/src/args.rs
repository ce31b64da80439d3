//! What can be typed: the program, its commands, and the arguments of those that make, bring in and list.

mod change;
mod complaint;
mod figures;
mod fit;
mod own;
mod promise;
mod write;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};
use fidele_core::behaviour::Behaviour;
use fidele_core::bond::Bond;
use fidele_core::customer::SortBy;
use fidele_core::import::day::DayOrder;
use fidele_core::import::encoding::TextEncoding;
use fidele_core::notebook::Trade;
use fidele_core::scoring::Model;

pub use change::{Cancel, Close, Edit, Fields, Move, Set, Whom};
pub use complaint::{
    ActWhat, CausesWhat, Complaint, ComplaintWhat, EditComplaint, Give, Goals, ListComplaints,
    Receive, TakeStep,
};
pub use figures::{Departed, DepartedWhat, PayPlan, PayPlanWhat, Rating, RatingWhat, Referral};
pub use fit::{Fit, Story};
pub use own::{ChangeField, Filled, Own, OwnWhat, filled, filling};
pub use promise::{Promised, Promises};
pub use write::{Add, Along, Batch, Contacts, Done, Ics, Note, Plan, Said, Undo, What, When};

use crate::words;

const EXITS: &str = "\
Exit codes: 0 done, 1 no or nothing, 2 command line not understood, 3 input that cannot be used,
4 a file that cannot be opened or written, 5 a fault of Fidèle, 130 cancelled.

CUSTOMER is an id, or words that only one customer answers to: (the beginning of) a name, a phone
number, an e-mail address. Words for choices are those of the JSON; case and hyphens do not matter.";

/// Who is slipping away, why, and what to do for them today.
#[derive(Debug, Parser)]
#[command(name = "fidele", version, after_help = EXITS, disable_help_subcommand = true)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// What goes with any command.
#[derive(Debug, Clone, Args)]
pub struct Global {
    /// The notebook
    #[arg(
        short,
        long,
        global = true,
        value_name = "FILE",
        env = "FIDELE_NOTEBOOK"
    )]
    pub notebook: Option<PathBuf>,
    /// Answer with one JSON document; errors too
    #[arg(long, global = true)]
    pub json: bool,
    /// The day it is taken to be, YYYY-MM-DD
    #[arg(long, global = true, value_name = "DAY", env = "FIDELE_TODAY", value_parser = words::day)]
    pub today: Option<NaiveDate>,
}

/// A line of `batch`: a command without the program's name.
#[derive(Debug, Parser)]
#[command(name = "", no_binary_name = true, disable_help_subcommand = true)]
pub struct Line {
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a new notebook
    New(New),
    /// What is in the notebook
    Info,
    /// Show the notebook's settings, or change them
    Settings(Set),
    /// Bring in a file of sales or customers
    Import(Import),
    /// List customers
    Customers(Customers),
    /// All there is about one customer
    Journey(Journey),
    /// Who slips away, who is most worth a contact first
    Winback(Winback),
    /// The chance that customers come back, and what they are expected to spend
    Score(Score),
    /// How right that has been on the notebook's own past, and who speaks
    Backtest(Backtest),
    /// Who still comes, by when they first came
    Cohorts,
    /// Write a list to a file other programs open
    Export(Box<Export>),
    /// Fit a model of who buys again to a plain file of purchases; needs no notebook
    Fit(Box<Fit>),
    /// Enter a new customer
    Add(Add),
    /// Change a customer's record and tags
    Edit(Box<Edit>),
    /// Put a customer aside; nothing of theirs is lost
    Archive(Whom),
    /// Bring an archived customer back
    Unarchive(Whom),
    /// Say that nobody should contact a customer any more, and why
    Close(Close),
    /// Open a closed customer again
    Reopen(Whom),
    /// The tags in use, most used first
    Tags,
    /// The notebook's own fields: which there are; add, change, remove, order
    Fields(Own),
    /// Note a moment: a purchase, an exchange, a note, an absence
    Note(Note),
    /// Plan a contact
    Plan(Plan),
    /// Put a contact off, or change it
    Move(Move),
    /// Give up a planned contact
    Cancel(Cancel),
    /// Record how a contact went
    Done(Done),
    /// The contacts still to be made
    Contacts(Contacts),
    /// The contacts still to be made and the promises to be kept, as a calendar file
    Ics(Ics),
    /// Take back the latest change, or an older one
    Undo(Undo),
    /// Do again what was just taken back
    Redo,
    /// Look for damage
    Check,
    /// Payment plans: instalments agreed, paid or not, given up
    PayPlan(PayPlan),
    /// Why customers left, and whether it could have been avoided
    Departure(Departed),
    /// Who brought whom, and what that came to
    Referral(Referral),
    /// What customers answer when asked how satisfied they are
    Rating(Rating),
    /// What was promised to customers: make a promise, list, keep, break, move
    Promise(Promises),
    /// How much a customer trusts the shop, how they feel about it, and why; pin that by hand
    Trust(Trust),
    /// Everybody on the two axes: by what they buy, and by how they feel about the shop
    Map,
    /// Run the commands on standard input, one a line, keeping the notebook open
    #[command(after_help = crate::line::HELP)]
    Batch(Batch),
    /// Complaints: receive, handle and settle them, and how well that goes
    Complaint(Box<Complaint>),
}

#[derive(Debug, Args)]
pub struct New {
    /// Where; an existing file is never replaced
    pub file: PathBuf,
    /// The business's name; the file's when left out
    #[arg(long)]
    pub name: Option<String>,
    /// bakery, restaurant, salon, garage or shop
    #[arg(long, value_parser = words::trade)]
    pub trade: Option<Trade>,
    /// Country of local phone numbers, two letters [default: FR]
    #[arg(long)]
    pub country: Option<String>,
    /// Currency, three letters [default: EUR]
    #[arg(long)]
    pub currency: Option<String>,
    /// With the example's customers: real purchases under invented names
    #[arg(long, conflicts_with_all = ["trade", "country", "currency"])]
    pub example: bool,
}

#[derive(Debug, Args)]
pub struct Import {
    /// A CSV, TSV, text or XLSX file
    pub file: PathBuf,
    /// How to understand it: the "mapping" of an earlier `import --json`, perhaps changed
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// Who is who: a JSON list of {"key", "same"}, answering the "undecided" of a dry run
    #[arg(long, value_name = "FILE")]
    pub decide: Option<PathBuf>,
    /// The sheet of a spreadsheet [default: the first]
    #[arg(long)]
    pub sheet: Option<String>,
    /// utf8, utf16Le, utf16Be, windows1252, iso8859_15, macRoman or dos850 [default: guessed]
    #[arg(long, value_parser = words::encoding)]
    pub encoding: Option<TextEncoding>,
    /// dayFirst or monthFirst, where the days do not tell
    #[arg(long, value_parser = words::day_order)]
    pub date_order: Option<DayOrder>,
    /// Say what would happen and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Keep sales with nobody's name on them [the default]
    #[arg(long, conflicts_with = "skip_anonymous")]
    pub keep_anonymous: bool,
    /// Leave sales with nobody's name on them out
    #[arg(long)]
    pub skip_anonymous: bool,
    /// Where to write the rows that cannot be imported, and why
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Customers {
    #[command(flatten)]
    pub which: Which,
    #[command(flatten)]
    pub page: Page,
}

/// Which customers, in what order.
#[derive(Debug, Args)]
pub struct Which {
    /// Words of a name, a phone number in any spelling, an e-mail address
    #[arg(long, value_name = "WORDS")]
    pub search: Option<String>,
    /// prospect, new, regular, loyal, drifting, onHoliday, gone, back or closed; may be given again
    #[arg(long, value_parser = words::behaviour)]
    pub behaviour: Vec<Behaviour>,
    /// With all of these tags
    #[arg(long)]
    pub tag: Vec<String>,
    /// In any of these towns
    #[arg(long)]
    pub city: Vec<String>,
    /// With this in a field of the notebook's own: part of a text, a number, day or word, yes or no, A..B, nothing for an
    /// empty one; NAME alone for one that is not; may be given again
    #[arg(long, value_name = "NAME=VALUE", value_parser = filled)]
    pub field: Vec<Filled>,
    /// Last visit on this day or later
    #[arg(long, value_name = "DAY", value_parser = words::day)]
    pub since: Option<NaiveDate>,
    /// Last visit on this day or earlier
    #[arg(long, value_name = "DAY", value_parser = words::day)]
    pub not_since: Option<NaiveDate>,
    /// Who never bought
    #[arg(long)]
    pub never_bought: bool,
    /// With a chance of coming back within 90 days of at least so many percent
    #[arg(long, value_name = "PERCENT", value_parser = words::percent)]
    pub chance_from: Option<u32>,
    /// With a chance of coming back within 90 days of at most so many percent
    #[arg(long, value_name = "PERCENT", value_parser = words::percent)]
    pub chance_to: Option<u32>,
    /// Expected to spend at least this in the next 12 months
    #[arg(long, value_name = "AMOUNT")]
    pub worth_from: Option<String>,
    /// The archived ones instead
    #[arg(long)]
    pub archived: bool,
    /// enemy, hurt, distant, neutral, attached or ambassador; may be given again
    #[arg(long, value_parser = words::bond)]
    pub bond: Vec<Bond>,
    /// name, lastVisit, rhythm, lateness, value, chance or worth
    #[arg(long, value_parser = words::sort, default_value = "name")]
    pub sort: SortBy,
    /// Largest, latest or last first
    #[arg(long)]
    pub descending: bool,
}

/// Which list to write to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Listed {
    /// Customers; what follows says which
    Customers,
    /// The win-back queue
    Winback,
    /// The contacts still to be made
    Contacts,
}

#[derive(Debug, Args)]
pub struct Export {
    /// Which list
    pub list: Listed,
    /// The file to write; its end says what kind: .csv or .xlsx
    pub file: PathBuf,
    /// CSV cut by commas, with decimal points [default: `;` and decimal commas]
    #[arg(long)]
    pub comma: bool,
    #[command(flatten)]
    pub which: Which,
}

/// Which part of a list.
#[derive(Debug, Clone, Copy, Args)]
pub struct Page {
    /// At most so many; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: u32,
    /// Pass over so many first
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: u32,
}

#[derive(Debug, Args)]
pub struct Journey {
    /// Who
    pub customer: String,
    #[command(flatten)]
    pub page: Page,
}

#[derive(Debug, Args)]
pub struct Score {
    /// Ask one model alone instead of whoever speaks: bgnbd, mbgnbd, paretonbd, bgcnbd or mbgcnbd
    #[arg(long, value_parser = words::model)]
    pub model: Option<Model>,
    /// At most so many, in the order of their ids; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: u32,
}

#[derive(Debug, Args)]
pub struct Trust {
    /// Who
    pub customer: String,
    /// With what each moment did to it
    #[arg(long)]
    pub explain: bool,
    /// Pin their bond by hand: said until its day, with what would be said otherwise beside it
    #[arg(long, value_name = "BOND", value_parser = words::bond, requires = "because")]
    pub pin: Option<Bond>,
    /// Why it is pinned
    #[arg(long, value_name = "REASON", requires = "pin")]
    pub because: Option<String>,
    /// The last day it holds, at most 24 months from now [default: 6 months from now]
    #[arg(long, value_name = "DAY", value_parser = words::day, requires = "pin")]
    pub until: Option<NaiveDate>,
    /// Who of the team says so
    #[arg(long, requires = "pin")]
    pub who: Option<String>,
    /// Leave their bond to what is noted again
    #[arg(long, conflicts_with = "pin")]
    pub unpin: bool,
}

#[derive(Debug, Args)]
pub struct Backtest {
    /// Choose who speaks anew, however little has changed
    #[arg(long)]
    pub again: bool,
}

#[derive(Debug, Args)]
pub struct Winback {
    #[command(flatten)]
    pub page: Page,
}
