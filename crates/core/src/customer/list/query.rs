//! A filter and an order as SQL.

use chrono::NaiveDate;
use sqlx::{QueryBuilder, Sqlite};

use super::{CustomerFilter, CustomerSort, SortBy};
use crate::field;
use crate::money::Amount;

/// Sort columns are spelled out here and nowhere else: nothing a person types becomes SQL.
pub(super) fn order(query: &mut QueryBuilder<Sqlite>, sort: CustomerSort, today: NaiveDate) {
    query.push(" ORDER BY ");
    match sort.by {
        SortBy::Name => query.push("c.name_folded"),
        SortBy::LastVisit => query.push("s.last_day IS NULL, s.last_day"),
        SortBy::Rhythm => query.push("s.rhythm IS NULL, s.rhythm"),
        SortBy::Value => query.push("s.value"),
        SortBy::Chance => query.push("h.chance IS NULL, h.chance"),
        SortBy::Worth => query.push("h.worth IS NULL, h.worth"),
        SortBy::Lateness => query
            .push("s.rhythm IS NULL, max(julianday(")
            .push_bind(today)
            .push(") - julianday(s.last_day) - s.absent, 0) / s.rhythm"),
    };
    query.push(if sort.descending {
        " DESC, c.seq"
    } else {
        ", c.seq"
    });
}

/// What a chance or a worth is held against.
enum Bound {
    Share(f64),
    Amount(Amount),
}

pub(in crate::customer) fn narrow(query: &mut QueryBuilder<Sqlite>, filter: &CustomerFilter) {
    query.push(if filter.archived {
        " WHERE c.archived_on IS NOT NULL"
    } else {
        " WHERE c.archived_on IS NULL"
    });
    if !filter.behaviours.is_empty() {
        query.push(" AND s.behaviour IN (");
        let mut list = query.separated(", ");
        for behaviour in &filter.behaviours {
            list.push_bind(behaviour.code());
        }
        query.push(")");
    }
    for tag in &filter.tags {
        query
            .push(
                " AND EXISTS (SELECT 1 FROM customer_tag t WHERE t.customer_id = c.id AND t.tag = ",
            )
            .push_bind(tag.clone())
            .push(")");
    }
    if !filter.cities.is_empty() {
        query.push(" AND c.city IN (");
        let mut list = query.separated(", ");
        for city in &filter.cities {
            list.push_bind(city.clone());
        }
        query.push(")");
    }
    field::narrow(query, &filter.fields);
    if let Some(day) = filter.bought_since {
        query.push(" AND s.last_day >= ").push_bind(day);
    }
    if let Some(day) = filter.not_since {
        query.push(" AND s.last_day <= ").push_bind(day);
    }
    if filter.never_bought {
        query.push(" AND s.visits = 0");
    }
    if !filter.bonds.is_empty() {
        query.push(" AND c.unprofiled_on IS NULL AND ifnull((SELECT b.bond FROM bond b WHERE b.customer_id = c.id), 'neutral') IN (");
        let mut list = query.separated(", ");
        for bond in &filter.bonds {
            list.push_bind(bond.code());
        }
        query.push(")");
    }
    // A condition of its own each: whoever asks for these few need not join the chance.
    let share = |percent: u32| f64::from(percent) / 100.0;
    let mut chance = |condition: &str, bind: Bound| {
        query.push(" AND EXISTS (SELECT 1 FROM chance h WHERE h.customer_id = c.id AND h.");
        query.push(condition);
        match bind {
            Bound::Share(share) => query.push_bind(share),
            Bound::Amount(amount) => query.push_bind(amount),
        };
        query.push(")");
    };
    if let Some(percent) = filter.chance_from {
        chance("chance >= ", Bound::Share(share(percent)));
    }
    if let Some(percent) = filter.chance_to {
        chance("chance <= ", Bound::Share(share(percent)));
    }
    if let Some(amount) = filter.worth_from {
        chance("worth >= ", Bound::Amount(amount));
    }
}
