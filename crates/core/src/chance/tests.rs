//! What only the inside of a notebook can show.

use super::{Forecasts, Saying};
use crate::testing::{self, TestNotebook};

async fn shop() -> TestNotebook {
    let book = testing::notebook().await;
    for at in 0..12_u64 {
        let id = book.known(&format!("Habitué {at}")).await;
        for visit in 0..=at % 4 {
            let ago = chrono::Days::new(visit * (9 + 5 * at) + 7 * at);
            let on = (book.today() - ago).to_string();
            book.bought(id, &on, 900).await;
        }
    }
    assert!(book.learn().await.unwrap());
    book
}

#[tokio::test]
async fn a_speaker_that_cannot_be_read_is_learnt_again() {
    let book = shop().await;
    let score = book.scores(None, 1).await.unwrap().remove(0);
    sqlx::query("UPDATE speaker SET said = '{\"Ok\":{\"voice\":\"of another version\"}}'")
        .execute(book.db.writer())
        .await
        .unwrap();
    assert_eq!(book.forecasts().await.unwrap(), Forecasts::NotYet);
    let saying = book.outlook(score.customer).await.unwrap();
    assert_eq!(saying, Saying::NotYet);
    assert!(book.check().await.unwrap().sound);
    assert!(book.learn().await.unwrap());
    assert_eq!(book.scores(None, 1).await.unwrap(), [score]);
}

#[tokio::test]
async fn figures_that_are_not_what_they_would_be_now_are_noticed() {
    let book = shop().await;
    assert!(book.check().await.unwrap().sound);
    for wrong in [
        "UPDATE chance SET chance = chance / 2 WHERE customer_id = (SELECT min(customer_id) FROM chance)",
        "DELETE FROM chance WHERE customer_id = (SELECT max(customer_id) FROM chance)",
    ] {
        sqlx::query(wrong).execute(book.db.writer()).await.unwrap();
        let health = book.check().await.unwrap();
        assert!(!health.sound && health.stale_standings > 0, "{wrong}");
        book.learn_again().await.unwrap();
        assert!(book.check().await.unwrap().sound, "{wrong}");
    }
}
