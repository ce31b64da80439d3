//! Fidèle without its window: the notebook, its customers, their journeys and the win-back queue.
//!
//! In reading order:
//! - [`notebook`]: one business, one file; the only thing a shell holds. [`db`] is the file underneath
//!   with its one write door, [`change`] what a write did, [`error`] what can go wrong;
//! - [`feeling`] and [`attachment`]: what goes along with a moment; [`sentence`]: what a typed sentence seems to say of one;
//! - [`customer`], [`moment`], [`contact`], [`promise`]: what people enter, [`field`] what each business adds to a record; [`import`]: what files bring;
//! - [`behaviour`]: where a customer stands, pure rules; [`standing`]: the same kept for everybody;
//! - [`scoring`]: the chance that they come back, models in numbers alone; [`transactions`]: plain files to fit them to; [`chance`]: who of
//!   them speaks here, and what they say of everybody;
//! - [`cohort`]: who still comes, by when they first came;
//! - [`complaint`]: what went wrong, and how it is mended; [`promise`]: what was said to customers, and whether it was done;
//! - [`departure`]: why people left; [`referral`]: whom they brought, and what they say around them; [`rating`]: what they answer when
//!   asked; [`plan`]: what is paid in instalments;
//! - [`trust`]: what each moment did to it, pure rules; [`bond`]: how customers feel about the shop, the second axis;
//! - `roster`: the little of everybody that lists and searches go by, kept in memory;
//! - [`view`]: the lists people keep under a name;
//! - [`journey`]: all of one customer; [`winback`]: who to contact first, and *Today*; [`reminder`]: when it calls;
//! - [`export`]: what leaves, as lists other programs open; [`example`]: a notebook to try; [`preferences`]: what holds for every notebook on one computer;
//! - [`fold`], [`phone`], [`money`], [`time`], [`ids`], [`mod@file_name`]: the values all of them speak in; `beside`: work on every
//!   processor.
//!
//! Each concept is one file of types and pure rules with a folder beside it: `sql.rs` holds all its SQL,
//! `ops.rs` its use cases, which are methods of [`Notebook`].

pub mod attachment;
pub mod behaviour;
mod beside;
pub mod bond;
pub mod chance;
pub mod change;
pub mod cohort;
pub mod complaint;
pub mod contact;
pub mod customer;
pub mod db;
mod defuse;
pub mod departure;
pub mod error;
pub mod example;
pub mod export;
pub mod feeling;
pub mod field;
pub mod file_name;
pub mod fold;
pub mod ids;
pub mod import;
pub mod journey;
pub mod moment;
pub mod money;
pub mod notebook;
pub mod phone;
pub mod plan;
pub mod preferences;
pub mod promise;
pub mod rating;
pub mod referral;
pub mod reminder;
mod roster;
pub mod scoring;
pub mod sentence;
pub mod standing;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod time;
pub mod transactions;
pub mod trust;
pub mod view;
pub mod winback;

pub use error::{Error, Result};
pub use notebook::Notebook;
