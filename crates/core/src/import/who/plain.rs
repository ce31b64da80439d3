//! What goes into the notebook's own fields, as it is put aside: the form that crosses to a page names its parts, which
//! bytes that only come one after the other cannot follow.

use chrono::NaiveDate;
use serde::{Deserialize as _, Deserializer, Serializer};

use crate::field::{FieldEntry, FieldValue};
use crate::ids::FieldId;

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(remote = "FieldValue")]
enum Plain {
    Text(String),
    Number(f64),
    Date(NaiveDate),
    Choice(String),
    YesNo(bool),
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Entry {
    field: FieldId,
    #[serde(with = "Plain")]
    value: FieldValue,
}

pub(crate) fn serialize<S: Serializer>(entries: &[FieldEntry], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(entries.iter().cloned().map(|entry| Entry {
        field: entry.field,
        value: entry.value,
    }))
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<FieldEntry>, D::Error> {
    let entries = Vec::<Entry>::deserialize(from)?;
    Ok(entries
        .into_iter()
        .map(|entry| FieldEntry {
            field: entry.field,
            value: entry.value,
        })
        .collect())
}
