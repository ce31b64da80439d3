//! Customers chosen together for one action.

use sqlx::QueryBuilder;

use super::{Choice, CustomerFilter, CustomerSort, list};
use crate::error::Result;
use crate::ids::CustomerId;
use crate::notebook::Notebook;
use crate::standing::hex_list;

/// Which customers an action is about.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Chosen {
    /// These, one by one.
    These {
        /// Who.
        ids: Vec<CustomerId>,
    },
    /// All that a filter lets through, but for a few.
    All {
        /// The filter.
        filter: CustomerFilter,
        /// Who was taken out again.
        except: Vec<CustomerId>,
    },
}

impl Notebook {
    /// The customers chosen, in alphabetical order when a filter chose them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn chosen(&self, chosen: &Chosen) -> Result<Vec<CustomerId>> {
        let (filter, except) = match chosen {
            Chosen::These { ids } => return Ok(ids.clone()),
            Chosen::All { filter, except } => (filter, except),
        };
        let mut query = QueryBuilder::new(
            "SELECT c.id FROM customer c JOIN standing s ON s.customer_id = c.id",
        );
        let wanted = self.wanted(filter);
        match wanted.sought {
            // Whom a search finds the roster knows; those and no others, as the list has them.
            Some(_) => {
                let (sort, today) = (CustomerSort::default(), self.today());
                let (_, slots) = self
                    .roster
                    .answer(&self.db.reader, |roster| {
                        roster.page(&wanted, sort, today, 0, u32::MAX)
                    })
                    .await?;
                query
                    .push(" WHERE c.seq IN (SELECT value FROM json_each(")
                    .push_bind(serde_json::to_string(&slots)?)
                    .push("))");
            }
            None => list::narrow(&mut query, filter),
        }
        if !except.is_empty() {
            query
                .push(" AND c.id NOT IN (SELECT unhex(value) FROM json_each(")
                .push_bind(hex_list(except)?)
                .push("))");
        }
        query.push(" ORDER BY c.name_folded, c.seq");
        Ok(query
            .build_query_scalar()
            .fetch_all(&self.db.reader)
            .await?)
    }

    /// The tags these customers have, with how many of them have each, most used first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn tags_of(&self, customers: &[CustomerId]) -> Result<Vec<Choice>> {
        let ids = hex_list(customers)?;
        Ok(sqlx::query_as!(
            Choice,
            r#"SELECT tag AS "value!", count(*) AS "customers!: u32" FROM customer_tag
               WHERE customer_id IN (SELECT unhex(value) FROM json_each(?)) GROUP BY tag ORDER BY 2 DESC, 1"#,
            ids
        )
        .fetch_all(&self.db.reader)
        .await?)
    }
}
