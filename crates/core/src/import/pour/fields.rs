//! The notebook's own fields: those a file brings, and what it has for them.

use std::collections::{HashMap, HashSet};

use sqlx::{Arguments as _, SqliteConnection};

use super::{Inserts, Pour};
use crate::error::Result;
use crate::field::{Field, FieldEntry, FieldKind, FieldValue, MOST_CHOICES, Stored, make};
use crate::fold::fold;
use crate::ids::{CustomerId, FieldId};
use crate::import::person::Person;
use crate::import::who::{Registry, Spill};

/// The fields a file brings, as its values make them.
#[derive(Debug, Default)]
pub(super) struct Fresh {
    fields: Vec<Field>,
    /// How the words of each choice are spelt, by the word folded.
    spelled: HashMap<FieldId, HashMap<String, String>>,
}

impl Fresh {
    /// Those for which the file has nothing are not made, the words of a choice are gathered in the order they come, and
    /// where there are too many of them they are texts.
    pub(super) fn settle(brought: Vec<Field>, registry: &Registry, told: &Spill) -> Result<Self> {
        let mut fresh = Self::default();
        if brought.is_empty() {
            return Ok(fresh);
        }
        let mut used: HashSet<FieldId> = HashSet::new();
        let mut words: HashMap<FieldId, Vec<String>> = HashMap::new();
        let ids: HashSet<FieldId> = brought.iter().map(|field| field.id).collect();
        for (_, identity) in registry.roots() {
            let Some(person) = told.get(identity.said())? else {
                continue;
            };
            for entry in person.fields {
                if !ids.contains(&entry.field) {
                    continue;
                }
                used.insert(entry.field);
                let choices = words.entry(entry.field).or_default();
                let FieldValue::Choice(word) = entry.value else {
                    continue;
                };
                // One more than there may be shows that there are too many.
                if choices.len() <= MOST_CHOICES {
                    let spelled = fresh.spelled.entry(entry.field).or_default();
                    spelled.entry(fold(&word)).or_insert_with(|| {
                        choices.push(word.clone());
                        word
                    });
                }
            }
        }
        for mut field in brought.into_iter().filter(|field| used.contains(&field.id)) {
            field
                .choices
                .extend(words.remove(&field.id).unwrap_or_default());
            if field.choices.len() > MOST_CHOICES {
                field.choices.clear();
                field.kind = FieldKind::Text;
                fresh.spelled.remove(&field.id);
            }
            fresh.fields.push(field);
        }
        Ok(fresh)
    }

    /// Puts what the file has for them as they turned out to be.
    pub(super) fn apply(&self, person: &mut Person) {
        for entry in &mut person.fields {
            let FieldValue::Choice(word) = &mut entry.value else {
                continue;
            };
            if !self.fields.iter().any(|field| field.id == entry.field) {
                continue;
            }
            match self.spelled.get(&entry.field) {
                Some(spelled) => {
                    if let Some(spelling) = spelled.get(&fold(word)) {
                        word.clone_from(spelling);
                    }
                }
                None => entry.value = FieldValue::Text(std::mem::take(word)),
            }
        }
    }
}

impl Pour<'_> {
    /// Makes the fields the file brings.
    pub(super) async fn make_fields(&mut self, connection: &mut SqliteConnection) -> Result<()> {
        let Some(inserts) = &self.import else {
            return Ok(());
        };
        for field in &self.fresh.fields {
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
