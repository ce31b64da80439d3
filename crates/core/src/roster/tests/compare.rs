//! Every list and choice, from the roster and from the file.

use chrono::NaiveDate;

use super::fields::compare_fields;
use super::{CITIES, TAGS};
use crate::behaviour::Behaviour;
use crate::bond::Bond;
use crate::customer::{CustomerFilter, CustomerSort, SortBy, list_from_file};
use crate::money::Amount;
use crate::testing::TestNotebook;

fn filters(today: NaiveDate) -> Vec<CustomerFilter> {
    let any = CustomerFilter::default;
    let some_days_ago = today - chrono::Days::new(90);
    vec![
        any(),
        CustomerFilter {
            archived: true,
            ..any()
        },
        CustomerFilter {
            never_bought: true,
            ..any()
        },
        CustomerFilter {
            behaviours: vec![Behaviour::Gone, Behaviour::New],
            ..any()
        },
        CustomerFilter {
            tags: vec![TAGS[0].to_owned()],
            ..any()
        },
        CustomerFilter {
            tags: vec![TAGS[0].to_owned(), TAGS[1].to_owned()],
            ..any()
        },
        CustomerFilter {
            tags: vec!["nobody's".to_owned()],
            ..any()
        },
        CustomerFilter {
            cities: vec![CITIES[1].to_owned(), "Nowhere".to_owned()],
            ..any()
        },
        CustomerFilter {
            bought_since: Some(some_days_ago),
            ..any()
        },
        CustomerFilter {
            not_since: Some(some_days_ago),
            cities: vec![CITIES[2].to_owned()],
            ..any()
        },
        CustomerFilter {
            bonds: vec![Bond::Neutral],
            ..any()
        },
        CustomerFilter {
            bonds: vec![Bond::Attached, Bond::Hurt, Bond::Ambassador],
            ..any()
        },
        CustomerFilter {
            chance_from: Some(30),
            ..any()
        },
        CustomerFilter {
            chance_to: Some(50),
            worth_from: Some(Amount(1_000)),
            ..any()
        },
    ]
}

/// A page of a list is the same from the roster and from the file.
pub(super) async fn same(
    book: &TestNotebook,
    filter: &CustomerFilter,
    sort: CustomerSort,
    offset: u32,
    limit: u32,
) {
    let page = book.customers(filter, sort, offset, limit).await.unwrap();
    let (total, rows) = list_from_file(book, filter, sort, offset, limit)
        .await
        .unwrap();
    assert!(book.roster.ask(|_| ()).is_some(), "the roster is there");
    assert_eq!(page.total, total, "{filter:?} {sort:?}");
    assert_eq!(page.rows, rows, "{filter:?} {sort:?} {offset}");
}

/// Every list and choice, from the roster and from the file.
pub(super) async fn compare(book: &TestNotebook) {
    // Waits for the roster, whatever state it is in.
    book.search("a", 1).await.unwrap();
    for filter in filters(book.today()) {
        for by in [
            SortBy::Name,
            SortBy::LastVisit,
            SortBy::Rhythm,
            SortBy::Lateness,
            SortBy::Value,
            SortBy::Chance,
            SortBy::Worth,
        ] {
            for descending in [false, true] {
                let sort = CustomerSort { by, descending };
                for (offset, limit) in [(0, 100), (0, 2), (2, 3), (50, 5)] {
                    same(book, &filter, sort, offset, limit).await;
                }
            }
        }
    }
    compare_fields(book).await;
    let (tags, cities) = (book.tags().await.unwrap(), book.cities().await.unwrap());
    book.roster.follow().await.done_with_everybody();
    assert_eq!(book.tags().await.unwrap(), tags);
    assert_eq!(book.cities().await.unwrap(), cities);
    assert!(book.check().await.unwrap().sound);
}
