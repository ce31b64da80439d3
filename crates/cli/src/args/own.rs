//! The arguments of the notebook's own fields.

use clap::{Args, Subcommand};
use fidele_core::field::FieldKind;

use crate::words;

/// A field and what is, or should be, in it: `NAME=VALUE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The field's name.
    pub name: String,
    /// What comes after the first `=`; `None` when there is none.
    pub value: Option<String>,
}

/// Reads `NAME=VALUE`, or a bare name.
pub fn filled(typed: &str) -> Result<Filled, String> {
    let (name, value) = match typed.split_once('=') {
        Some((name, value)) => (name, Some(value.trim().to_owned())),
        None => (typed, None),
    };
    if name.trim().is_empty() {
        return Err("a field is written NAME=VALUE".to_owned());
    }
    Ok(Filled {
        name: name.trim().to_owned(),
        value,
    })
}

/// Reads `NAME=VALUE`; the value may be empty.
pub fn filling(typed: &str) -> Result<Filled, String> {
    filled(typed).and_then(|given| match given.value {
        Some(_) => Ok(given),
        None => Err("a field is written NAME=VALUE".to_owned()),
    })
}

#[derive(Debug, Args)]
pub struct Own {
    #[command(subcommand)]
    pub what: Option<OwnWhat>,
}

/// What to do with the fields.
#[derive(Debug, Subcommand)]
pub enum OwnWhat {
    /// Add a field
    Add {
        /// Its name
        name: String,
        /// text, number, date, choice or yesNo
        #[arg(long, value_parser = words::field_kind, default_value = "text")]
        kind: FieldKind,
        /// A word of a choice; may be given again
        #[arg(long, value_name = "WORD")]
        choice: Vec<String>,
    },
    /// Change a field's name, or the words of its choice
    Change(ChangeField),
    /// Take a field away, with all that customers have in it
    Remove {
        /// Its name
        name: String,
    },
    /// Put fields in this order, before the others
    Order {
        /// Their names
        #[arg(required = true)]
        names: Vec<String>,
    },
}

/// What to change of a field.
#[derive(Debug, Args)]
pub struct ChangeField {
    /// Which, by its name
    pub field: String,
    /// Another name
    #[arg(long)]
    pub name: Option<String>,
    /// text, number, date, choice or yesNo; only while nobody has anything in it
    #[arg(long, value_parser = words::field_kind)]
    pub kind: Option<FieldKind>,
    /// One more word of its choice; may be given again
    #[arg(long, value_name = "WORD")]
    pub choice: Vec<String>,
    /// Another spelling of a word, also where customers have it; may be given again
    #[arg(long, value_name = "WORD=WORD", value_parser = filling)]
    pub respell: Vec<Filled>,
    /// A word to take off, which no customer may have; may be given again
    #[arg(long, value_name = "WORD")]
    pub drop: Vec<String>,
}
