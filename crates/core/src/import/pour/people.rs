//! The people of a file: those new to the notebook get a place in it, with all that is said of them.

use std::sync::Arc;

use sqlx::{Arguments as _, SqliteConnection};

use super::fields::insert_entries;
use super::{Inserts, NOBODY, PEOPLE, Pour};
use crate::customer::ContactPointKind;
use crate::error::Result;
use crate::field::FieldEntry;
use crate::fold::fold;
use crate::ids::{ContactPointId, CustomerId};
use crate::import::person::Person;
use crate::import::sql::gap;
use crate::notebook::Notebook;

impl Pour<'_> {
    /// Customers with a row of their own.
    pub(super) async fn bring_listed(&mut self, connection: &mut SqliteConnection) -> Result<()> {
        let registry = Arc::clone(&self.registry);
        let listed: Vec<u32> = registry
            .roots()
            .filter(|(at, identity)| identity.is_listed() && registry.existing(*at).is_none())
            .map(|(at, _)| at)
            .collect();
        // Whoever brought somebody may stand below them: all have their identifier before the first is written.
        let newcomers = self.name_ids(&listed);
        for some in newcomers.chunks(PEOPLE) {
            self.write(connection, some).await?;
        }
        Ok(())
    }

    /// Gives each of these people an identifier, if they have none yet.
    fn name_ids(&mut self, people: &[u32]) -> Vec<(CustomerId, u32)> {
        let mut newcomers = Vec::with_capacity(people.len());
        for at in people {
            if let Some(slot) = self.ids.get_mut(*at as usize)
                && *slot == NOBODY
            {
                *slot = self.notebook.mint();
                newcomers.push((*slot, *at));
            }
        }
        newcomers
    }

    /// Gives these people of the file a place in the notebook.
    pub(super) async fn bring(
        &mut self,
        connection: &mut SqliteConnection,
        people: &[u32],
    ) -> Result<()> {
        let newcomers = self.name_ids(people);
        self.write(connection, &newcomers).await
    }

    async fn write(
        &mut self,
        connection: &mut SqliteConnection,
        newcomers: &[(CustomerId, u32)],
    ) -> Result<()> {
        let registry = Arc::clone(&self.registry);
        let mut brought: Vec<(CustomerId, u32, Person)> = Vec::with_capacity(newcomers.len());
        for (id, at) in newcomers {
            let Some(identity) = registry.get(*at) else {
                continue;
            };
            if self.import.is_none() {
                // Counted, and nothing else comes of it.
                self.counts.new_customers += 1;
            } else if let Some(facts) = self.told_of(*at, identity)? {
                brought.push((*id, *at, facts));
            }
        }
        self.counts.new_customers += u32::try_from(brought.len()).unwrap_or(u32::MAX);
        let Some(inserts) = &self.import else {
            return Ok(());
        };
        let today = self.notebook.today();
        inserts
            .customer
            .insert(connection, &brought, "", |(id, at, facts), row| {
                let name = registry.name(*at);
                row.add(*id)?;
                row.add(name)?;
                row.add(fold(name))?;
                row.add(facts.company.as_deref())?;
                row.add(facts.external_id.as_deref())?;
                row.add(facts.address.as_deref())?;
                row.add(facts.postcode.as_deref())?;
                row.add(facts.city.as_deref())?;
                row.add(facts.country.as_deref())?;
                row.add(facts.born_on)?;
                row.add(facts.whole_note())?;
                let referrer = facts
                    .referrer
                    .as_deref()
                    .and_then(|cell| registry.referrer(cell));
                row.add(
                    referrer
                        .and_then(|at| self.id(at))
                        .filter(|referrer| referrer != id),
                )?;
                row.add(today)
            })
            .await?;
        let mut points: Vec<(CustomerId, ContactPointKind, &str, &str)> = Vec::new();
        for (id, _, facts) in &brought {
            for (kind, all) in [
                (ContactPointKind::Phone, &facts.phones),
                (ContactPointKind::Email, &facts.emails),
            ] {
                let understood = all
                    .iter()
                    .filter_map(|(typed, normal)| Some((typed, normal.as_deref()?)));
                points
                    .extend(understood.map(|(typed, normal)| (*id, kind, typed.as_str(), normal)));
            }
        }
        insert_points(self.notebook, connection, inserts, &points).await?;
        let about: Vec<(CustomerId, &Person)> =
            brought.iter().map(|(id, _, facts)| (*id, facts)).collect();
        self.insert_rest(connection, inserts, &about, |_| u16::MAX)
            .await?;
        let entries: Vec<(CustomerId, &FieldEntry)> = brought
            .iter()
            .flat_map(|(id, _, facts)| facts.fields.iter().map(|entry| (*id, entry)))
            .collect();
        insert_entries(connection, inserts, &entries).await
    }

    /// Consents and tags.
    pub(super) async fn insert_rest(
        &self,
        connection: &mut SqliteConnection,
        inserts: &Inserts,
        people: &[(CustomerId, &Person)],
        gaps: impl Fn(usize) -> u16,
    ) -> Result<()> {
        let today = self.notebook.today();
        let mut consents: Vec<(CustomerId, &str, bool)> = Vec::new();
        let mut tags: Vec<(CustomerId, &str)> = Vec::new();
        for (at, (id, facts)) in people.iter().enumerate() {
            for (bit, channel, granted) in [
                (gap::CALL, "call", facts.consent_phone),
                (gap::EMAIL, "email", facts.consent_email),
                (gap::SMS, "sms", facts.consent_sms),
            ] {
                consents.extend(
                    granted
                        .filter(|_| gaps(at) & bit != 0)
                        .map(|granted| (*id, channel, granted)),
                );
            }
            tags.extend(facts.tags.iter().map(|tag| (*id, tag.as_str())));
        }
        inserts
            .consent
            .insert(
                connection,
                &consents,
                " ON CONFLICT DO NOTHING",
                |(id, channel, granted), row| {
                    row.add(*id)?;
                    row.add(*channel)?;
                    row.add(*granted)?;
                    row.add(today)?;
                    row.add(&inserts.source)
                },
            )
            .await?;
        inserts
            .tag
            .insert(
                connection,
                &tags,
                " ON CONFLICT DO NOTHING",
                |(id, tag), row| {
                    row.add(*id)?;
                    row.add(*tag)
                },
            )
            .await?;
        Ok(())
    }
}

pub(super) async fn insert_points(
    notebook: &Notebook,
    connection: &mut SqliteConnection,
    inserts: &Inserts,
    points: &[(CustomerId, ContactPointKind, &str, &str)],
) -> Result<()> {
    inserts
        .contact_point
        .insert(
            connection,
            points,
            "",
            |(customer, kind, typed, normal), row| {
                row.add(notebook.mint::<ContactPointId>())?;
                row.add(*customer)?;
                row.add(*kind)?;
                row.add(*typed)?;
                row.add(*normal)
            },
        )
        .await?;
    Ok(())
}
