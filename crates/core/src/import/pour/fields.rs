//! The notebook's own fields: those a file brings, and what it has for them.

use std::collections::HashMap;

use sqlx::{Arguments as _, SqliteConnection};

use super::{Inserts, Pour};
use crate::error::Result;
use crate::field::{Field, FieldEntry, FieldKind, FieldValue, MOST_CHOICES, Stored, make};
use crate::fold::fold;
use crate::ids::{CustomerId, FieldId};
use crate::import::person::Person;

/// The fields a file brings, as its values make them: those for which it has none are not made, the words of a choice are
/// gathered in the order they come, and where there are too many of them they are texts.
pub(super) fn settle(fresh: Vec<Field>, facts: &mut [Option<Box<Person>>]) -> Vec<Field> {
    let mut made = Vec::new();
    for mut field in fresh {
        let mut spelled: HashMap<String, String> = HashMap::new();
        let mut any = false;
        for entry in entries(facts, field.id) {
            any = true;
            if let FieldValue::Choice(word) = &mut entry.value {
                let spelling = spelled.entry(fold(word)).or_insert_with(|| {
                    field.choices.push(word.clone());
                    word.clone()
                });
                word.clone_from(spelling);
            }
        }
        if field.choices.len() > MOST_CHOICES {
            field.choices.clear();
            field.kind = FieldKind::Text;
            for entry in entries(facts, field.id) {
                if let FieldValue::Choice(word) = &mut entry.value {
                    entry.value = FieldValue::Text(std::mem::take(word));
                }
            }
        }
        if any {
            made.push(field);
        }
    }
    made
}

fn entries(
    facts: &mut [Option<Box<Person>>],
    id: FieldId,
) -> impl Iterator<Item = &mut FieldEntry> {
    facts
        .iter_mut()
        .flatten()
        .flat_map(|person| person.fields.iter_mut())
        .filter(move |entry| entry.field == id)
}

impl Pour<'_> {
    /// Makes the fields the file brings.
    pub(super) async fn make_fields(&mut self, connection: &mut SqliteConnection) -> Result<()> {
        let Some(inserts) = &self.import else {
            return Ok(());
        };
        for field in &self.fresh {
            make(connection, field, inserts.import).await?;
        }
        Ok(())
    }
}

/// Puts what the file has for fields there, where they are empty.
pub(super) async fn insert_entries(
    connection: &mut SqliteConnection,
    inserts: &Inserts,
    entries: &[(CustomerId, &FieldEntry)],
) -> Result<()> {
    inserts
        .field_value
        .insert(
            connection,
            entries,
            " ON CONFLICT DO NOTHING",
            |(customer, entry), row| {
                let stored = Stored::from(&entry.value);
                row.add(*customer)?;
                row.add(entry.field)?;
                row.add(stored.typed().map(str::to_owned))?;
                match stored {
                    Stored::Text(text, _) => row.add(text),
                    Stored::Number(number) => row.add(number),
                    Stored::YesNo(yes) => row.add(yes),
                }
            },
        )
        .await
}
