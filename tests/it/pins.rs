//! A bond pinned by hand: said until its day, with what would be said otherwise beside it.

use fidele_core::Notebook;
use fidele_core::bond::{Bond, PinDraft, Why};
use fidele_core::change::Op;
use fidele_core::customer::{CustomerFilter, CustomerRow, CustomerSort};
use fidele_core::error::{Error, Reason};
use fidele_core::testing::{self, day};
use fidele_core::trust::Weights;

fn pin(bond: Bond, reason: &str, until: Option<&str>) -> PinDraft {
    PinDraft {
        bond,
        reason: reason.to_owned(),
        who: Some("Claire".to_owned()),
        until: until.map(day),
    }
}

async fn of(book: &Notebook, bond: Bond) -> Vec<CustomerRow> {
    let filter = CustomerFilter {
        bonds: vec![bond],
        ..CustomerFilter::default()
    };
    let page = book.customers(&filter, CustomerSort::default(), 0, 100);
    page.await.unwrap().rows
}

#[tokio::test]
async fn a_pinned_bond_is_said_until_its_day_and_the_other_stays_beside_it() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne Dupuis").await;
    book.bought(jeanne, "2026-11-20", 3_450).await;
    let draft = pin(
        Bond::Ambassador,
        "parle de nous au marché",
        Some("2026-11-25"),
    );
    book.pin_bond(jeanne, draft).await.unwrap();

    let told = book.journey(jeanne).await.unwrap().trust.unwrap();
    assert_eq!(
        (told.bond, told.computed),
        (Bond::Ambassador, Bond::Neutral)
    );
    assert_eq!((told.why, told.trust), (Why::NothingNoted, 50.0));
    let said = told.pin.unwrap();
    assert_eq!(said.reason, "parle de nous au marché");
    assert_eq!(said.who.as_deref(), Some("Claire"));
    assert_eq!(said.until, day("2026-11-25"));
    // In the lists, from the file and from memory alike, and on the map.
    for _ in 0..2 {
        let listed = of(&book, Bond::Ambassador).await;
        assert_eq!(listed.len(), 1);
        assert_eq!(listed[0].computed_bond, Some(Bond::Neutral));
        assert!(of(&book, Bond::Neutral).await.is_empty());
        book.search("jeanne", 1).await.unwrap();
    }
    let map = book.bond_map().await.unwrap();
    assert_eq!((map.customers, map.noted, map.cells.len()), (1, 1, 1));
    assert_eq!(
        (
            map.cells[0].bond,
            map.cells[0].customers,
            map.cells[0].pinned
        ),
        (Bond::Ambassador, 1, 1)
    );
    // Weights change what is computed, never what is pinned.
    let weights = Weights {
        attached: 50,
        ..Weights::default()
    };
    let preview = book.preview_trust(&weights).await.unwrap();
    assert!(preview.changes.is_empty());
    assert!(book.check().await.unwrap().sound);

    // It holds on its last day and has ended the day after, without anybody's doing.
    let book = book.on("2026-11-25").await;
    book.turn_day().await.unwrap();
    assert_eq!(of(&book, Bond::Ambassador).await.len(), 1);
    let book = book.on("2026-11-26").await;
    book.turn_day().await.unwrap();
    let told = book.trust(jeanne).await.unwrap().unwrap();
    assert_eq!((told.bond, told.pin), (Bond::Neutral, None));
    let listed = of(&book, Bond::Neutral).await;
    assert_eq!((listed.len(), listed[0].computed_bond), (1, None));
    assert!(book.check().await.unwrap().sound);
}

#[tokio::test]
async fn a_pin_is_replaced_taken_out_and_undone() {
    let book = testing::notebook().await;
    let paul = book.known("Paul Henry").await;
    book.pin_bond(paul, pin(Bond::Hurt, "fâché au téléphone", None))
        .await
        .unwrap();
    let first = book.trust(paul).await.unwrap().unwrap().pin.unwrap();
    assert_eq!(first.until, day("2027-05-22"));
    book.pin_bond(paul, pin(Bond::Enemy, "le dit partout", None))
        .await
        .unwrap();
    let undoable = book.undoable().await.unwrap().unwrap();
    assert_eq!(undoable.op, Op::PinBond);
    assert_eq!(undoable.detail.as_deref(), Some("Paul Henry"));
    assert_eq!(of(&book, Bond::Enemy).await.len(), 1);
    book.undo(None).await.unwrap();
    let told = book.trust(paul).await.unwrap().unwrap();
    assert_eq!(told.pin, Some(first));
    assert_eq!(of(&book, Bond::Hurt).await.len(), 1);

    book.unpin_bond(paul).await.unwrap();
    assert!(of(&book, Bond::Hurt).await.is_empty());
    let nothing = book.unpin_bond(paul).await.unwrap_err();
    assert!(matches!(nothing, Error::NotFound { what: "pin", .. }));
    book.undo(None).await.unwrap();
    assert_eq!(of(&book, Bond::Hurt).await.len(), 1);
    book.redo().await.unwrap();
    assert!(of(&book, Bond::Hurt).await.is_empty());
    assert!(book.check().await.unwrap().sound);
}

#[tokio::test]
async fn nobody_who_asked_not_to_be_profiled_is_labelled_by_hand() {
    let book = testing::notebook().await;
    let zoe = book.known("Zoé Petit").await;
    book.pin_bond(zoe, pin(Bond::Attached, "une amie", None))
        .await
        .unwrap();
    book.profile_customer(zoe, false).await.unwrap();
    assert_eq!(book.trust(zoe).await.unwrap(), None);
    assert!(of(&book, Bond::Attached).await.is_empty());
    let before = book.undoable().await.unwrap();
    let refused = book.pin_bond(zoe, pin(Bond::Attached, "une amie", None));
    assert!(matches!(
        refused.await.unwrap_err(),
        Error::Invalid {
            field: "bond",
            reason: Reason::Unprofiled
        }
    ));
    assert_eq!(book.undoable().await.unwrap(), before);
    // What was said of them is gone for good, unless their asking is taken back.
    book.undo(None).await.unwrap();
    assert_eq!(of(&book, Bond::Attached).await.len(), 1);
    book.redo().await.unwrap();
    book.profile_customer(zoe, true).await.unwrap();
    assert_eq!(book.trust(zoe).await.unwrap().unwrap().pin, None);
    assert!(book.check().await.unwrap().sound);
}

#[tokio::test]
async fn pins_go_along_when_two_records_become_one() {
    let book = testing::notebook().await;
    let zoe = book.known("Zoé Petit").await;
    let double = book.known("Z. Petit").await;
    book.pin_bond(zoe, pin(Bond::Attached, "une amie", None))
        .await
        .unwrap();
    let book = book.on("2026-11-23").await;
    book.pin_bond(double, pin(Bond::Hurt, "déçue hier", None))
        .await
        .unwrap();
    book.decide_match(double, Some(zoe)).await.unwrap();
    // The latest speaks.
    let told = book.trust(zoe).await.unwrap().unwrap();
    assert_eq!((told.bond, told.computed), (Bond::Hurt, Bond::Neutral));
    assert_eq!(of(&book, Bond::Hurt).await.len(), 1);
    book.undo(None).await.unwrap();
    assert_eq!(of(&book, Bond::Attached).await.len(), 1);
    let gone = book.decide_match(double, Some(zoe)).await;
    gone.unwrap();
    book.unpin_bond(zoe).await.unwrap();
    assert_eq!(book.trust(zoe).await.unwrap().unwrap().pin, None);
    let gone = book.pin_bond(double, pin(Bond::Hurt, "déçue", None)).await;
    assert!(matches!(
        gone.unwrap_err(),
        Error::NotFound {
            what: "customer",
            ..
        }
    ));
    assert!(book.check().await.unwrap().sound);
}
