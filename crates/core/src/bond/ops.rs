//! Reading the bonds.

use chrono::{Days, NaiveDate};

use super::{Bond, sql};
use crate::behaviour::Behaviour;
use crate::error::Result;
use crate::ids::CustomerId;
use crate::notebook::Notebook;
use crate::standing;

/// Days for which a yes counts: a year.
const YES_DAYS: u64 = 365;

/// How many customers there are of one behaviour and one bond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "BondCell", rename_all = "camelCase")]
pub struct Cell {
    /// By what they buy.
    pub behaviour: Behaviour,
    /// By what was noted.
    pub bond: Bond,
    /// How many.
    pub customers: u32,
}

/// Everybody on the two axes.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct BondMap {
    /// The cells with somebody in them.
    pub cells: Vec<Cell>,
    /// Customers on the map.
    pub customers: u32,
    /// Those of them of whom something is noted; the others are neutral for want of anything.
    pub noted: u32,
    /// Customers left out because they asked not to be profiled.
    pub unprofiled: u32,
}

/// How somebody said yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "PraisedBy", rename_all = "camelCase")]
pub enum Praised {
    /// They said thank you.
    Praise,
    /// They would recommend the shop: 9 or 10 of 10.
    Nps,
}

/// Somebody who says yes and leaves.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Leaving {
    /// Who.
    pub customer: CustomerId,
    /// Their name.
    pub name: String,
    /// Drifting, on holiday or gone.
    pub behaviour: Behaviour,
    /// How they said yes.
    pub said: Praised,
    /// When they last did.
    pub day: NaiveDate,
}

impl Notebook {
    /// Everybody not archived on the two axes: by what they buy, and by what was noted.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn bond_map(&self) -> Result<BondMap> {
        let reader = &self.db.reader;
        let noted = sql::cells(reader).await?;
        let unprofiled = sql::unprofiled(reader).await?;
        let totals = standing::totals(&mut *reader.acquire().await?).await?;
        let sum = |counts: &mut dyn Iterator<Item = u32>| counts.fold(0, u32::saturating_add);
        let mut cells = Vec::new();
        for (behaviour, customers, ..) in totals {
            let here = |cells: &[(Behaviour, Bond, u32)]| {
                let here = cells.iter().filter(|(at, ..)| *at == behaviour);
                sum(&mut here.map(|(.., customers)| *customers))
            };
            let asked = unprofiled.iter().filter(|(at, _)| *at == behaviour);
            let asked = sum(&mut asked.map(|(_, customers)| *customers));
            // Something may have been written between one look and the next.
            let unnoted = customers.saturating_sub(here(&noted)).saturating_sub(asked);
            for bond in Bond::ALL {
                let exact = noted
                    .iter()
                    .find(|(at, one, _)| *at == behaviour && *one == bond)
                    .map_or(0, |(.., customers)| *customers);
                let customers = exact + if bond == Bond::Neutral { unnoted } else { 0 };
                if customers > 0 {
                    cells.push(Cell {
                        behaviour,
                        bond,
                        customers,
                    });
                }
            }
        }
        cells.sort_unstable_by_key(|cell| (cell.behaviour, cell.bond));
        Ok(BondMap {
            customers: sum(&mut cells.iter().map(|cell| cell.customers)),
            noted: sum(&mut noted.iter().map(|(.., customers)| *customers)),
            unprofiled: sum(&mut unprofiled.iter().map(|(_, customers)| *customers)),
            cells,
        })
    }

    /// Who says yes and leaves: praised the shop or would recommend it within a year, and slips away all the same. The most
    /// valuable first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn says_yes_leaves(&self) -> Result<Vec<Leaving>> {
        let since = self.today() - Days::new(YES_DAYS);
        let found = sql::leaving(&self.db.reader, since).await?;
        found
            .into_iter()
            .map(|yes| {
                Ok(Leaving {
                    customer: yes.customer,
                    name: yes.name,
                    behaviour: standing::behaviour(&yes.behaviour)?,
                    said: if yes.praise {
                        Praised::Praise
                    } else {
                        Praised::Nps
                    },
                    day: yes.day,
                })
            })
            .collect()
    }
}
