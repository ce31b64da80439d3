//! The arguments of the commands that change what is there.

use chrono::NaiveDate;
use clap::Args;
use fidele_core::behaviour::Bands;
use fidele_core::contact::ContactPurpose;
use fidele_core::customer::{Channel, ClosedReason};
use fidele_core::notebook::Trade;

use crate::words::{self, Answer, Maybe};

/// One customer.
#[derive(Debug, Args)]
pub struct Whom {
    /// Who
    pub customer: String,
}

#[derive(Debug, Args)]
pub struct Edit {
    /// Who
    pub customer: String,
    #[command(flatten)]
    pub fields: Fields,
    /// How the consents given here were learnt
    #[arg(long, default_value = "asked by you")]
    pub source: String,
}

/// What to change on a record; an empty value clears the field.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub struct Fields {
    /// First name and name, or the company's
    #[arg(long)]
    pub name: Option<String>,
    /// The company a person belongs to
    #[arg(long)]
    pub company: Option<String>,
    /// How the till names them
    #[arg(long)]
    pub external_id: Option<String>,
    /// Street and number
    #[arg(long)]
    pub address: Option<String>,
    #[arg(long)]
    pub postcode: Option<String>,
    #[arg(long)]
    pub city: Option<String>,
    #[arg(long)]
    pub country: Option<String>,
    /// Day of birth
    #[arg(long, value_name = "DAY", value_parser = words::maybe(words::day))]
    pub born_on: Option<Maybe<NaiveDate>>,
    /// The channel they like best
    #[arg(long, value_parser = words::maybe(words::channel))]
    pub channel: Option<Maybe<Channel>>,
    /// Free text; the person may ask to read it
    #[arg(long)]
    pub note: Option<String>,
    /// Who brought them, as CUSTOMER
    #[arg(long, value_name = "CUSTOMER")]
    pub referrer: Option<String>,
    /// One more phone number; may be given again
    #[arg(long)]
    pub phone: Vec<String>,
    /// One more e-mail address; may be given again
    #[arg(long)]
    pub email: Vec<String>,
    /// A phone number or e-mail address to take off; may be given again
    #[arg(long, value_name = "PHONE|EMAIL")]
    pub drop: Vec<String>,
    /// What is in a field of the notebook's own; may be given again
    #[arg(long, value_name = "NAME=VALUE", value_parser = super::filling)]
    pub field: Vec<super::Filled>,
    /// A tag to put on; may be given again
    #[arg(long)]
    pub tag: Vec<String>,
    /// A tag to take off; may be given again
    #[arg(long, value_name = "TAG")]
    pub untag: Vec<String>,
    /// Whether they agree to be contacted: call, email, sms or letter, = yes, no or unknown
    #[arg(long, value_name = "CHANNEL=ANSWER", value_parser = words::consent)]
    pub consent: Vec<(Channel, Answer)>,
}

#[derive(Debug, Args)]
pub struct Close {
    /// Who
    pub customer: String,
    /// deceased, moved or peace
    #[arg(value_parser = words::closed_reason)]
    pub reason: ClosedReason,
}

#[derive(Debug, Args)]
pub struct Set {
    /// The business's name
    #[arg(long)]
    pub name: Option<String>,
    /// The first name of who opens the notebook in the morning
    #[arg(long)]
    pub owner: Option<String>,
    /// bakery, restaurant, salon, garage or shop
    #[arg(long, value_parser = words::trade)]
    pub trade: Option<Trade>,
    /// Country of local phone numbers, two letters
    #[arg(long)]
    pub country: Option<String>,
    /// Currency, three letters
    #[arg(long)]
    pub currency: Option<String>,
    /// How many contacts a week are possible, 1 to 500
    #[arg(long, value_name = "N")]
    pub contacts_per_week: Option<u32>,
    /// Days within which a purchase counts as having come back, 1 to 365
    #[arg(long, value_name = "DAYS")]
    pub contact_window: Option<u32>,
    /// Days of peace between two contacts, 0 to 365
    #[arg(long, value_name = "DAYS")]
    pub contact_pause: Option<u32>,
    /// What is left of a sale for the business, percent, 1 to 100
    #[arg(long, value_name = "PERCENT", value_parser = words::percent)]
    pub margin: Option<u32>,
    /// What one contact costs, time included
    #[arg(long, value_name = "AMOUNT")]
    pub contact_cost: Option<String>,
    /// Where on time, due, drifting and on holiday end, in rhythms: 1,1.5,2.5,4
    #[arg(long, value_parser = words::bands)]
    pub bands: Option<Bands>,
    /// How many people a happy customer is taken to tell, 0 to 100
    #[arg(long, value_name = "N")]
    pub told_when_happy: Option<u32>,
    /// How many people an angry customer is taken to tell, 0 to 100
    #[arg(long, value_name = "N")]
    pub told_when_angry: Option<u32>,
}

#[derive(Debug, Args)]
pub struct Move {
    /// The contact's id, or the customer when only one contact is planned with them
    pub contact: String,
    #[command(flatten)]
    pub to: To,
}

/// What to change on a contact.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub struct To {
    /// The day, not before today
    #[arg(long, value_parser = words::day)]
    pub day: Option<NaiveDate>,
    /// The time, HH:MM; empty for any time
    #[arg(long, value_parser = words::maybe(words::minute))]
    pub time: Option<Maybe<u32>>,
    /// call, visit, email, letter, sms, chat or counter
    #[arg(long, value_parser = words::channel)]
    pub channel: Option<Channel>,
    /// news, advice, thanks, apology, plan, welcome or other
    #[arg(long, value_parser = words::purpose)]
    pub purpose: Option<ContactPurpose>,
    /// What to say
    #[arg(long)]
    pub note: Option<String>,
}

#[derive(Debug, Args)]
pub struct Cancel {
    /// The contact's id, or the customer when only one contact is planned with them
    pub contact: String,
}
