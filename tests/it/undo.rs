//! Anything can be taken back and done again.

use fidele_core::Error;
use fidele_core::customer::{
    Channel, ContactPoint, ContactPointKind, CustomerDraft, CustomerFilter, CustomerSort,
};
use fidele_core::testing;

async fn names(book: &testing::TestNotebook) -> Vec<String> {
    let page = book
        .customers(&CustomerFilter::default(), CustomerSort::default(), 0, 100)
        .await
        .unwrap();
    page.rows.into_iter().map(|row| row.name).collect()
}

#[tokio::test]
async fn an_edit_goes_back_and_forth() {
    let book = testing::notebook().await;
    let id = book.known("Andre Noel").await;
    let draft = CustomerDraft {
        name: "André Noël".to_owned(),
        city: Some("Lyon".to_owned()),
        preferred_channel: Some(Channel::Letter),
        contact_points: vec![ContactPoint {
            id: None,
            kind: ContactPointKind::Phone,
            typed: "06 12 34 56 78".to_owned(),
            normal: String::new(),
        }],
        tags: vec![
            "ami".to_owned(),
            "ami".to_owned(),
            "pain au levain".to_owned(),
        ],
        ..CustomerDraft::default()
    };
    book.edit_customer(id, draft).await.unwrap();
    let edited = book.customer(id).await.unwrap();
    assert_eq!(edited.record.contact_points[0].normal, "+33612345678");
    assert_eq!(edited.record.tags, ["ami", "pain au levain"]);

    book.undo(None).await.unwrap();
    let before = book.customer(id).await.unwrap();
    assert_eq!(before.record.name, "Andre Noel");
    assert!(before.record.contact_points.is_empty() && before.record.tags.is_empty());

    book.redo().await.unwrap();
    assert_eq!(book.customer(id).await.unwrap(), edited);
    assert_eq!(book.search("06.12.34", 5).await.unwrap().len(), 1);
    assert!(matches!(book.redo().await, Err(Error::NothingToUndo)));
}

#[tokio::test]
async fn undo_walks_back_to_the_empty_notebook_across_restarts() {
    let book = testing::notebook().await;
    let id = book.known("Luc Fabre").await;
    let key = book.bought(id, "2026-11-01", 1_200).await;
    book.remove_moment(key).await.unwrap();
    let book = book.on("2026-11-23").await;
    book.undo(None).await.unwrap();
    assert_eq!(book.journal(id, &[], 0, 10).await.unwrap().total, 1);
    book.undo(None).await.unwrap();
    assert_eq!(book.journal(id, &[], 0, 10).await.unwrap().total, 0);
    book.undo(None).await.unwrap();
    assert!(names(&book).await.is_empty());
    assert!(matches!(book.undo(None).await, Err(Error::NothingToUndo)));
    assert!(book.check().await.unwrap().sound);
}

#[tokio::test]
async fn an_older_change_can_be_taken_back_without_the_newer() {
    let book = testing::notebook().await;
    let id = book.known("Sonia Benali").await;
    book.tag_customers(&[id], "fidèle", true).await.unwrap();
    let tagged = book.undoable().await.unwrap().unwrap();
    book.bought(id, "2026-11-02", 900).await;
    book.undo(Some(tagged.seq)).await.unwrap();
    assert!(book.customer(id).await.unwrap().record.tags.is_empty());
    assert_eq!(book.journal(id, &[], 0, 10).await.unwrap().total, 1);
    assert!(matches!(
        book.undo(Some(tagged.seq)).await,
        Err(Error::NothingToUndo)
    ));
}

#[tokio::test]
async fn what_something_newer_needs_is_not_taken_back() {
    let book = testing::notebook().await;
    for bought in [false, true] {
        let id = book.known("Sonia Benali").await;
        let made = book.undoable().await.unwrap().unwrap();
        if bought {
            book.bought(id, "2026-11-02", 900).await;
        } else {
            book.tag_customers(&[id], "fidèle", true).await.unwrap();
        }
        let newer = book.undoable().await.unwrap();
        let refused = book.undo(Some(made.seq)).await;
        assert!(matches!(refused, Err(Error::BuiltUpon)), "{refused:?}");
        assert_eq!(names(&book).await, ["Sonia Benali"]);
        assert_eq!(book.undoable().await.unwrap(), newer);
        book.undo(None).await.unwrap();
        book.undo(Some(made.seq)).await.unwrap();
        assert!(names(&book).await.is_empty());
    }
    assert!(book.check().await.unwrap().sound);
}

#[tokio::test]
async fn a_write_that_changes_nothing_leaves_no_line_in_history() {
    let book = testing::notebook().await;
    let id = book.known("Zoé Garçon").await;
    let before = book.undoable().await.unwrap();
    let record = book.customer(id).await.unwrap().record;
    book.edit_customer(id, record).await.unwrap();
    assert_eq!(book.undoable().await.unwrap(), before);
}

#[tokio::test]
async fn saved_views_are_kept_in_order_and_taken_back() {
    use fidele_core::view::View;
    let book = testing::notebook().await;
    let named = |name: &str| View {
        name: name.to_owned(),
        older: Some(90),
        ..View::default()
    };
    let two = vec![named("Marché"), named("Lyon")];
    book.keep_views(two[..1].to_vec()).await.unwrap();
    let changes = book.keep_views(two.clone()).await.unwrap();
    assert_eq!(changes.undoable.unwrap().detail.as_deref(), Some("Lyon"));
    assert_eq!(book.views().await.unwrap(), two);
    book.undo(None).await.unwrap();
    assert_eq!(book.views().await.unwrap(), two[..1]);
    book.undo(None).await.unwrap();
    assert!(book.views().await.unwrap().is_empty());
    book.redo().await.unwrap();
    assert_eq!(book.views().await.unwrap(), two[..1]);
    let twice = vec![named("Été"), named("ete")];
    assert!(matches!(
        book.keep_views(twice).await,
        Err(Error::Invalid { .. })
    ));
}
