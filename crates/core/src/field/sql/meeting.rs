//! SQL of who meets a condition on a field.

use chrono::NaiveDate;
use sqlx::{QueryBuilder, Sqlite};

use crate::field::{FieldFilter, FieldTest};
use crate::fold::fold;

/// Narrows a query on customers `c` to those who meet all of these conditions.
pub(crate) fn narrow(query: &mut QueryBuilder<Sqlite>, filters: &[FieldFilter]) {
    for filter in filters {
        if filter.test == FieldTest::Empty {
            query
                .push(
                    " AND c.id NOT IN (SELECT v.customer_id FROM field_value v WHERE v.field_id = ",
                )
                .push_bind(filter.field)
                .push(")");
        } else {
            query.push(" AND c.id IN (SELECT v.customer_id FROM field_value v WHERE ");
            condition(query, filter);
            query.push(")");
        }
    }
}

fn condition(query: &mut QueryBuilder<Sqlite>, filter: &FieldFilter) {
    query.push("v.field_id = ").push_bind(filter.field);
    match &filter.test {
        FieldTest::Empty => {
            query.push(" AND FALSE");
        }
        FieldTest::Filled => {}
        FieldTest::Contains { text } => {
            query
                .push(" AND instr(v.value, ")
                .push_bind(fold(text))
                .push(") > 0");
        }
        FieldTest::Between { from, to } => {
            between(query, *from, *to);
        }
        FieldTest::Days { from, to } => {
            let iso = |day: &Option<NaiveDate>| day.map(|day| day.to_string());
            between(query, iso(from), iso(to));
        }
        FieldTest::OneOf { choices } => {
            query.push(" AND v.value IN (");
            let mut list = query.separated(", ");
            for choice in choices {
                list.push_bind(choice.clone());
            }
            query.push(")");
        }
        FieldTest::Is { yes } => {
            query.push(" AND v.value = ").push_bind(*yes);
        }
    }
}

fn between<'q, T>(query: &mut QueryBuilder<Sqlite>, from: Option<T>, to: Option<T>)
where
    T: sqlx::Encode<'q, Sqlite> + sqlx::Type<Sqlite> + 'q,
{
    if let Some(from) = from {
        query.push(" AND v.value >= ").push_bind(from);
    }
    if let Some(to) = to {
        query.push(" AND v.value <= ").push_bind(to);
    }
}
