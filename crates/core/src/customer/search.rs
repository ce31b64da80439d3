//! Search as you type.

use super::list;
use crate::behaviour::Behaviour;
use crate::error::Result;
use crate::ids::CustomerId;
use crate::notebook::Notebook;
use crate::roster::{Roster, Sought};

/// A customer found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Found {
    /// Identifier.
    pub id: CustomerId,
    /// Name.
    pub name: String,
    /// Town.
    pub city: Option<String>,
    /// Where they stand.
    pub behaviour: Behaviour,
}

/// Where fewer are found than this, people whose names are nearly what was typed are offered as well.
const FEW: usize = 5;

impl Notebook {
    /// The customers whose name, phone, e-mail, tag, company, id or town has a word that starts with every word of `text`, or
    /// whose phone number has those digits in it; at most `limit`. Accents, case and the spelling of a number do not matter.
    ///
    /// First come those whose name has the very words, then those whose name has words that begin so, then the others;
    /// among equals who is worth most. When few are found, they are followed by people found if slips of the finger are
    /// forgiven (one in a word of four letters, two from eight). Archived customers are left out.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn search(&self, text: &str, limit: u32) -> Result<Vec<Found>> {
        self.found(text, limit, FEW).await
    }

    /// As [`Notebook::search`], to the letter: no slip is forgiven. For whoever acts on what is found without looking.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn search_to_the_letter(&self, text: &str, limit: u32) -> Result<Vec<Found>> {
        self.found(text, limit, 0).await
    }

    /// As [`Notebook::search`], without ever waiting. While the notebook is still making itself ready, which for very many
    /// customers takes some seconds after opening, the most likely are found: by the beginnings of their names, of an
    /// e-mail address, of a number. Once all can be, that is announced ([`crate::change::Kind::Search`]).
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn search_at_once(&self, text: &str, limit: u32) -> Result<Vec<Found>> {
        let Some(sought) = Sought::read(text, &self.settings().country) else {
            return Ok(Vec::new());
        };
        let found = |roster: &Roster| roster.find(&sought, FEW, limit as usize);
        let slots = match self.roster.ask(found) {
            Some(slots) => slots,
            None => {
                self.announce_search();
                super::hurried::found(&self.db.reader, text, &sought, limit).await?
            }
        };
        self.told(&slots).await
    }

    async fn found(&self, text: &str, limit: u32, enough: usize) -> Result<Vec<Found>> {
        let Some(sought) = Sought::read(text, &self.settings().country) else {
            return Ok(Vec::new());
        };
        let slots = self
            .roster
            .answer(&self.db.reader, |roster| {
                roster.find(&sought, enough, limit as usize)
            })
            .await?;
        self.told(&slots).await
    }

    #[cfg(test)]
    pub(crate) async fn hurried(&self, text: &str) -> Vec<Found> {
        let country = self.settings().country;
        let Some(sought) = Sought::read(text, &country) else {
            return Vec::new();
        };
        let slots = super::hurried::found(&self.db.reader, text, &sought, 5).await;
        self.told(&slots.unwrap_or_default())
            .await
            .unwrap_or_default()
    }

    async fn told(&self, slots: &[u32]) -> Result<Vec<Found>> {
        let rows = list::rows(self, slots).await?;
        Ok(rows
            .into_iter()
            .map(|row| Found {
                id: row.id,
                name: row.name,
                city: row.city,
                behaviour: row.behaviour,
            })
            .collect())
    }
}
