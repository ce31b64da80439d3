//! Who meets a condition on a field: worked out once, then known until something is written to a field.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::{FieldFilter, FieldTest, sql};
use crate::error::Result;
use crate::notebook::Notebook;
use crate::roster::Bits;

/// Conditions remembered at most: one types a few letters, then another few.
const MOST: usize = 64;

/// What is known of who meets which condition.
#[derive(Debug, Default)]
pub(crate) struct Met(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    /// How often it was forgotten: what was read before is not remembered after.
    age: u64,
    by_condition: HashMap<String, Arc<Bits>>,
}

impl Met {
    /// Something was written to a field.
    pub(crate) fn forget(&self) {
        self.with(|known| {
            known.age += 1;
            known.by_condition.clear();
        });
    }

    fn with<T>(&self, look: impl FnOnce(&mut Known) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Notebook {
    /// The slots of the customers who meet all of these conditions; `None` when there are none.
    pub(crate) async fn meeting(&self, filters: &[FieldFilter]) -> Result<Option<Bits>> {
        let mut all: Option<Bits> = None;
        for filter in filters {
            let one = if filter.test == FieldTest::Empty {
                let filled = FieldFilter {
                    field: filter.field,
                    test: FieldTest::Filled,
                };
                let mut others = Bits::below(sql::end(&self.db.reader).await?);
                others.without(&*self.meeting_one(&filled).await?);
                others
            } else {
                self.meeting_one(filter).await?.as_ref().clone()
            };
            all = Some(match all {
                None => one,
                Some(mut all) => {
                    all.and(&one);
                    all
                }
            });
        }
        Ok(all)
    }

    async fn meeting_one(&self, filter: &FieldFilter) -> Result<Arc<Bits>> {
        let condition = serde_json::to_string(filter)?;
        let (age, known) = self
            .met
            .with(|known| (known.age, known.by_condition.get(&condition).cloned()));
        if let Some(known) = known {
            return Ok(known);
        }
        let found = Arc::new(sql::meeting(&self.db.reader, filter).await?);
        self.met.with(|known| {
            if known.age == age {
                if known.by_condition.len() >= MOST {
                    known.by_condition.clear();
                }
                known.by_condition.insert(condition, Arc::clone(&found));
            }
        });
        Ok(found)
    }
}
