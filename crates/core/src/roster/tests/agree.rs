//! Roster and file agree.

use proptest::prelude::*;

use super::compare::compare;
use super::deeds::{act, deed};
use super::fields::with_fields;
use super::{NAMES, shop};
use crate::customer::{CustomerFilter, CustomerSort, SortBy};
use crate::notebook::Notebook;
use crate::testing::{self, TestNotebook, day};
use crate::time::Clock;

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn roster_and_file_agree(spoken in any::<bool>(), deeds in prop::collection::vec(deed(), 1..25), every in 1..6_usize) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let mut book = with_fields(testing::notebook().await).await;
            if spoken {
                regulars(&book).await;
                assert!(book.learn().await.unwrap());
            }
            for (at, deed) in deeds.iter().enumerate() {
                book = act(book, deed).await;
                // Sometimes there is a roster to keep right, sometimes it is being gathered meanwhile.
                match at % every {
                    0 => drop(book.search("a", 1).await.unwrap()),
                    1 => book.gather(),
                    _ => {}
                }
            }
            compare(&book).await;
        });
    }
}

/// Enough customers, and long enough, that something can be said of their return.
async fn regulars(book: &TestNotebook) {
    for at in 0..12_u64 {
        let id = book.known(&format!("Habitué {at}")).await;
        for visit in 0..=at % 4 {
            let ago = chrono::Days::new(visit * (9 + 5 * at) + 7 * at);
            let on = (book.today() - ago).to_string();
            book.bought(id, &on, 700 + 100 * i64::from(at as u32)).await;
        }
    }
}

#[tokio::test]
async fn what_is_written_while_everybody_is_gathered_is_not_missed() {
    let book = shop(&NAMES).await;
    for round in 0..20 {
        book.roster.follow().await.done_with_everybody();
        book.gather();
        let id = book.known(&format!("Zélie {round}")).await;
        book.bought(id, "2026-11-20", 100 + round).await;
        let listed = book
            .customers(
                &CustomerFilter {
                    search: "zelie".to_owned(),
                    ..CustomerFilter::default()
                },
                CustomerSort {
                    by: SortBy::Value,
                    descending: true,
                },
                0,
                50,
            )
            .await
            .unwrap();
        assert_eq!(listed.total as i64, round + 1);
        assert_eq!(listed.rows[0].id, id);
    }
    compare(&book).await;
    assert_eq!(book.today(), day("2026-11-22"));
}

#[tokio::test]
async fn the_turn_of_the_day_is_followed() {
    let mut book = testing::notebook().await;
    for (at, name) in NAMES.iter().enumerate() {
        let id = book.known(name).await;
        for visit in 0..4_u64 {
            let ago = chrono::Days::new(visit * (7 + at as u64) + 3);
            let on = (book.today() - ago).to_string();
            book.bought(id, &on, 900).await;
        }
    }
    for later in ["2026-12-03", "2026-12-28", "2027-02-11"] {
        let path = book.path().to_owned();
        book.notebook.close().await;
        book.notebook = Notebook::open_as_left(&path, Clock::Fixed(day(later)))
            .await
            .unwrap();
        book.search("a", 1).await.unwrap();
        assert!(book.turn_day().await.unwrap());
        assert!(book.roster.ask(|_| ()).is_some(), "nobody is gathered anew");
        compare(&book).await;
    }
}
