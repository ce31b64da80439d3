//! The list of customers: filtered, sorted, a page at a time.

mod query;

use std::collections::HashMap;

use chrono::NaiveDate;
use sqlx::{AssertSqlSafe, FromRow, QueryBuilder};

use crate::behaviour::{Behaviour, days_between, lateness};
use crate::bond::{self, Bond};
use crate::error::Result;
use crate::field::FieldFilter;
use crate::ids::CustomerId;
use crate::money::Amount;
use crate::notebook::Notebook;
use crate::roster::{Roster, Sought, Wanted};
use crate::standing;

pub(super) use query::narrow;
use query::order;

/// Which customers to list. Empty lists and `None` do not filter.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase", default)]
pub struct CustomerFilter {
    /// Words of a name, a phone number in any spelling, an e-mail address.
    pub search: String,
    /// Any of these behaviours.
    pub behaviours: Vec<Behaviour>,
    /// All of these tags.
    pub tags: Vec<String>,
    /// Any of these towns.
    pub cities: Vec<String>,
    /// All of these conditions on the notebook's own fields.
    pub fields: Vec<FieldFilter>,
    /// Last visit on this day or later.
    pub bought_since: Option<NaiveDate>,
    /// Last visit on this day or earlier.
    pub not_since: Option<NaiveDate>,
    /// Only customers who never bought.
    pub never_bought: bool,
    /// A chance of coming back of at least so many percent, 0 to 100.
    pub chance_from: Option<u32>,
    /// A chance of coming back of at most so many percent, 0 to 100.
    pub chance_to: Option<u32>,
    /// Expected to spend at least this in the next 12 months.
    pub worth_from: Option<Amount>,
    /// The archived ones instead of the others.
    pub archived: bool,
    /// Any of these bonds; whoever asked not to be profiled has none.
    pub bonds: Vec<Bond>,
}

/// What to sort customers by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum SortBy {
    /// Name, without regard to accents or case.
    #[default]
    Name,
    /// Last visit.
    LastVisit,
    /// Rhythm.
    Rhythm,
    /// Lateness.
    Lateness,
    /// Value over the 12 months up to the last visit.
    Value,
    /// Chance of coming back.
    Chance,
    /// What they are expected to spend in the next 12 months.
    Worth,
}

/// How to sort. Customers for whom the figure does not exist come last either way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase", default)]
pub struct CustomerSort {
    /// By what.
    pub by: SortBy,
    /// Largest, latest or last first.
    pub descending: bool,
}

/// A customer as the list shows them.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct CustomerRow {
    /// Identifier.
    pub id: CustomerId,
    /// Name.
    pub name: String,
    /// Town.
    pub city: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Where they stand.
    pub behaviour: Behaviour,
    /// Days on which they bought.
    pub visits: u32,
    /// Last visit.
    pub last_day: Option<NaiveDate>,
    /// Days since.
    pub silent: Option<u32>,
    /// Days between visits to expect.
    pub rhythm: Option<f64>,
    /// How late, as a multiple of the rhythm.
    pub lateness: Option<f64>,
    /// What they spent in the 12 months up to their last visit.
    pub value: Amount,
    /// The chance of coming back within 90 days, 0 to 1, where there is one.
    pub chance: Option<f64>,
    /// What they are expected to spend in the next 12 months, where that is known.
    pub worth: Option<Amount>,
    /// How they feel about the shop; none for whoever asked not to be profiled.
    pub bond: Option<Bond>,
    /// What would be said of them, where somebody has pinned the one above by hand.
    pub computed_bond: Option<Bond>,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct CustomerPage {
    /// How many customers the filter lets through.
    pub total: u32,
    /// Where this page starts.
    pub offset: u32,
    /// The customers of the page.
    pub rows: Vec<CustomerRow>,
}

#[derive(FromRow)]
struct Stored {
    seq: u32,
    id: CustomerId,
    name: String,
    city: Option<String>,
    tags: Option<String>,
    behaviour: String,
    visits: u32,
    last_day: Option<NaiveDate>,
    rhythm: Option<f64>,
    absent: u32,
    value: Amount,
    chance: Option<f64>,
    worth: Option<Amount>,
    bond: Option<String>,
    computed: Option<String>,
}

const COLUMNS: &str = "SELECT c.seq, c.id, c.name, c.city, s.behaviour, s.visits, s.last_day, s.rhythm, s.absent, s.value,
   h.chance, h.worth, CASE WHEN c.unprofiled_on IS NULL THEN ifnull(b.bond, 'neutral') END AS bond, b.computed,
   (SELECT json_group_array(tag) FROM (SELECT tag FROM customer_tag t WHERE t.customer_id = c.id
    ORDER BY tag)) AS tags
 FROM customer c JOIN standing s ON s.customer_id = c.id LEFT JOIN chance h ON h.customer_id = c.id
 LEFT JOIN bond b ON b.customer_id = c.id";

impl Stored {
    fn row(self, today: NaiveDate) -> Result<CustomerRow> {
        let silent = self.last_day.map(|day| days_between(day, today));
        Ok(CustomerRow {
            id: self.id,
            name: self.name,
            city: self.city,
            tags: self
                .tags
                .map(|json| serde_json::from_str(&json))
                .transpose()?
                .unwrap_or_default(),
            behaviour: standing::behaviour(&self.behaviour)?,
            visits: self.visits,
            last_day: self.last_day,
            silent,
            rhythm: self.rhythm,
            lateness: silent
                .zip(self.rhythm)
                .map(|(silent, rhythm)| lateness(silent, self.absent, rhythm)),
            value: self.value,
            chance: self.chance,
            worth: self.worth,
            bond: self.bond.as_deref().map(bond::bond).transpose()?,
            computed_bond: self.computed.as_deref().map(bond::bond).transpose()?,
        })
    }
}

/// No list is asked for in larger pieces.
const LARGEST_PAGE: u32 = 1_000;

impl Notebook {
    /// A page of the customers a filter lets through; at most 1,000 rows. When its search finds nobody, slips of the finger are
    /// forgiven (see [`Notebook::search`]).
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn customers(
        &self,
        filter: &CustomerFilter,
        sort: CustomerSort,
        offset: u32,
        limit: u32,
    ) -> Result<CustomerPage> {
        let (today, limit) = (self.today(), limit.min(LARGEST_PAGE));
        let wanted = self.wanted(filter);
        let page = |roster: &Roster| roster.page(&wanted, sort, today, offset, limit);
        let chosen = if wanted.sought.is_some() {
            Some(self.roster.answer(&self.db.reader, page).await?)
        } else {
            self.roster.ask(page)
        };
        let (total, rows) = match chosen {
            Some((total, slots)) => (total, rows(self, &slots).await?),
            None => {
                // The file knows as well; it only takes longer.
                self.gather();
                from_file(self, filter, sort, offset, limit).await?
            }
        };
        Ok(CustomerPage {
            total,
            offset,
            rows,
        })
    }

    /// A filter with what its search comes to.
    pub(super) fn wanted<'f>(&self, filter: &'f CustomerFilter) -> Wanted<'f> {
        Wanted {
            filter,
            sought: Sought::read(&filter.search, &self.settings().country),
        }
    }
}

impl Notebook {
    /// The rows of these customers in an order; those who are no more are left out.
    pub(crate) async fn these(
        &self,
        ids: &[CustomerId],
        sort: CustomerSort,
    ) -> Result<Vec<CustomerRow>> {
        let mut list = QueryBuilder::new(COLUMNS);
        list.push(" WHERE c.id IN (SELECT unhex(value) FROM json_each(")
            .push_bind(standing::hex_list(ids)?)
            .push("))");
        order(&mut list, sort, self.today());
        let rows: Vec<Stored> = list.build_query_as().fetch_all(&self.db.reader).await?;
        rows.into_iter().map(|row| row.row(self.today())).collect()
    }
}

/// The customers of these slots, in their order.
pub(super) async fn rows(notebook: &Notebook, slots: &[u32]) -> Result<Vec<CustomerRow>> {
    let list = serde_json::to_string(slots)?;
    let sql = format!("{COLUMNS} WHERE c.seq IN (SELECT value FROM json_each(?))");
    let stored: Vec<Stored> = sqlx::query_as(AssertSqlSafe(sql))
        .bind(list)
        .fetch_all(&notebook.db.reader)
        .await?;
    let mut stored: HashMap<u32, Stored> = stored.into_iter().map(|row| (row.seq, row)).collect();
    let today = notebook.today();
    slots
        .iter()
        // Who has gone since is left out; the screen is about to be told.
        .filter_map(|slot| stored.remove(slot))
        .map(|row| row.row(today))
        .collect()
}

/// A page of the list without a search, by way of the file.
pub(crate) async fn from_file(
    notebook: &Notebook,
    filter: &CustomerFilter,
    sort: CustomerSort,
    offset: u32,
    limit: u32,
) -> Result<(u32, Vec<CustomerRow>)> {
    let mut count = QueryBuilder::new(
        "SELECT count(*) FROM customer c JOIN standing s ON s.customer_id = c.id",
    );
    narrow(&mut count, filter);
    let total: u32 = count
        .build_query_scalar()
        .fetch_one(&notebook.db.reader)
        .await?;
    let today = notebook.today();
    let mut list = QueryBuilder::new(COLUMNS);
    narrow(&mut list, filter);
    order(&mut list, sort, today);
    list.push(" LIMIT ").push_bind(limit);
    list.push(" OFFSET ").push_bind(offset);
    let rows: Vec<Stored> = list.build_query_as().fetch_all(&notebook.db.reader).await?;
    let rows = rows
        .into_iter()
        .map(|row| row.row(today))
        .collect::<Result<_>>()?;
    Ok((total, rows))
}
