//! Reading the bonds.

use chrono::{Days, NaiveDate};
use sqlx::SqliteConnection;

use super::{Bond, Pin, PinDraft, sql};
use crate::behaviour::Behaviour;
use crate::change::{Changes, Op};
use crate::customer;
use crate::error::{Error, Reason, Result};
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
    /// Those of them whose bond is pinned by hand.
    pub pinned: u32,
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
    /// Those of them of whom something is noted or whose bond is pinned; the others are neutral for want of anything.
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

/// The pin of one customer that holds on `today`; none for whoever asked not to be profiled.
pub(crate) async fn pin_of(
    connection: &mut SqliteConnection,
    customer: CustomerId,
    today: NaiveDate,
) -> Result<Option<Pin>> {
    let ids = standing::hex_list(&[customer])?;
    let pins = sql::pins(connection, Some(&ids), today).await?;
    Ok(pins.into_iter().next().map(|(_, pin)| pin))
}

/// Whose bond is pinned on `today`, in the order of their ids.
pub(crate) async fn pins(
    connection: &mut SqliteConnection,
    today: NaiveDate,
) -> Result<Vec<CustomerId>> {
    let pins = sql::pins(connection, None, today).await?;
    Ok(pins.into_iter().map(|(customer, _)| customer).collect())
}

/// Whatever was pinned of somebody goes, as they ask not to be judged.
pub(crate) async fn let_go(connection: &mut SqliteConnection, customer: CustomerId) -> Result<()> {
    sql::unpin(connection, customer).await?;
    Ok(())
}

impl Notebook {
    /// Pin a customer's bond, instead of what was pinned before. It is said of them up to and with its last day, with what would
    /// be said otherwise beside it.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the field, also with [`Reason::Unprofiled`] for somebody who asked not to be profiled: a label
    /// given by hand is one as well; [`Error::NotFound`].
    pub async fn pin_bond(&self, customer: CustomerId, draft: PinDraft) -> Result<Changes> {
        let pin = draft.pinned(self.today())?;
        let id = self.mint();
        let mut write = self.write(Op::PinBond).await?;
        let name = customer::name_of(write.connection(), customer).await?;
        write.about(&name).await?;
        if sql::is_unprofiled(write.connection(), customer).await? {
            return Err(Error::invalid("bond", Reason::Unprofiled));
        }
        sql::pin(write.connection(), id, customer, &pin).await?;
        write.commit().await
    }

    /// Leave a customer's bond to what is noted again.
    ///
    /// # Errors
    /// [`Error::NotFound`], also when nothing is pinned.
    pub async fn unpin_bond(&self, customer: CustomerId) -> Result<Changes> {
        let mut write = self.write(Op::UnpinBond).await?;
        let name = customer::name_of(write.connection(), customer).await?;
        write.about(&name).await?;
        if !sql::unpin(write.connection(), customer).await? {
            return Err(Error::not_found("pin", customer));
        }
        write.commit().await
    }

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
            let here: Vec<&Cell> = noted
                .iter()
                .filter(|cell| cell.behaviour == behaviour)
                .collect();
            let asked = unprofiled.iter().filter(|(at, _)| *at == behaviour);
            let asked = sum(&mut asked.map(|(_, customers)| *customers));
            // Something may have been written between one look and the next.
            let unnoted = customers
                .saturating_sub(sum(&mut here.iter().map(|cell| cell.customers)))
                .saturating_sub(asked);
            for bond in Bond::ALL {
                let exact = here.iter().find(|cell| cell.bond == bond);
                let more = if bond == Bond::Neutral { unnoted } else { 0 };
                let customers = exact.map_or(0, |cell| cell.customers) + more;
                if customers > 0 {
                    cells.push(Cell {
                        behaviour,
                        bond,
                        customers,
                        pinned: exact.map_or(0, |cell| cell.pinned),
                    });
                }
            }
        }
        cells.sort_unstable_by_key(|cell| (cell.behaviour, cell.bond));
        Ok(BondMap {
            customers: sum(&mut cells.iter().map(|cell| cell.customers)),
            noted: sum(&mut noted.iter().map(|cell| cell.customers)),
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
