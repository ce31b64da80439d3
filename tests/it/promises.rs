//! From what was said to a customer to what became of it; and who to turn to unasked.

use chrono::NaiveDate;
use fidele_core::Error;
use fidele_core::contact::{ContactDraft, ContactPurpose, Outcome};
use fidele_core::customer::{Channel, CustomerDraft};
use fidele_core::error::Reason;
use fidele_core::ids::{CustomerId, MomentId};
use fidele_core::moment::{Direction, ExchangePurpose, MomentDraft};
use fidele_core::promise::{PromiseDraft, PromiseState, Settlement};
use fidele_core::reminder::{Calling, Reminder};
use fidele_core::testing::{self, TestNotebook, day, today};
use fidele_core::winback::{Guard, GuardKind, Why, WhyKind};

fn promise(text: &str, due: &str) -> PromiseDraft {
    PromiseDraft {
        day: today(),
        minute: None,
        text: text.to_owned(),
        who: Some("Claire".to_owned()),
        due: day(due),
        due_minute: None,
        complaint: None,
    }
}

fn call(on: NaiveDate, purpose: ContactPurpose) -> ContactDraft {
    ContactDraft {
        day: on,
        minute: None,
        channel: Channel::Call,
        purpose,
        note: String::new(),
    }
}

async fn settle(book: &TestNotebook, id: MomentId, settlement: Settlement) {
    book.settle_promise(id, &settlement, None).await.unwrap();
}

async fn state(book: &TestNotebook, id: MomentId) -> PromiseState {
    book.promise(id).await.unwrap().state
}

#[tokio::test]
async fn a_promise_is_open_then_due_then_late_then_kept_late_for_good() {
    let book = testing::notebook().await;
    let marc = book.known("Marc Lefèvre").await;
    let id = book
        .make_promise(marc, promise("rembourser 42 €", "2026-11-24"))
        .await
        .unwrap();
    assert_eq!(state(&book, id).await, PromiseState::Open);
    assert!(book.today_page().await.unwrap().promises.is_empty());

    let book = book.on("2026-11-24").await;
    assert_eq!(state(&book, id).await, PromiseState::Due);
    let page = book.today_page().await.unwrap();
    assert_eq!((page.promises.len(), page.gestures), (1, 1));
    // It has its chance yet.
    assert_eq!(book.promise_rate(365).await.unwrap().now.kept.of, 0);

    let book = book.on("2026-11-25").await;
    assert_eq!(state(&book, id).await, PromiseState::Late);
    assert_eq!(book.journey(marc).await.unwrap().promises[0].id, id);
    let rate = book.promise_rate(365).await.unwrap().now;
    assert_eq!((rate.kept.n, rate.kept.of, rate.late), (0, 1, 1));

    settle(
        &book,
        id,
        Settlement::Kept {
            on: day("2026-11-25"),
        },
    )
    .await;
    assert_eq!(state(&book, id).await, PromiseState::KeptLate);
    let book = book.on("2027-03-01").await;
    assert_eq!(state(&book, id).await, PromiseState::KeptLate);
    let rate = book.promise_rate(365).await.unwrap().now;
    assert_eq!((rate.kept.n, rate.kept.of, rate.kept_late), (0, 1, 1));
    assert!(book.journey(marc).await.unwrap().promises.is_empty());
}

#[tokio::test]
async fn what_was_done_in_time_and_noted_later_is_kept_in_time() {
    let book = testing::notebook().await;
    let marc = book.known("Marc Lefèvre").await;
    let id = book
        .make_promise(marc, promise("rappeler", "2026-11-24"))
        .await
        .unwrap();
    let book = book.on("2026-11-30").await;
    let refused = |on: &str| {
        let settlement = Settlement::Kept { on: day(on) };
        let book = &book;
        async move {
            book.settle_promise(id, &settlement, None)
                .await
                .unwrap_err()
        }
    };
    assert!(matches!(
        refused("2026-12-01").await,
        Error::Invalid {
            field: "on",
            reason: Reason::InTheFuture
        }
    ));
    assert!(matches!(
        refused("2026-11-21").await,
        Error::Invalid {
            field: "on",
            reason: Reason::TooEarly
        }
    ));
    settle(
        &book,
        id,
        Settlement::Kept {
            on: day("2026-11-23"),
        },
    )
    .await;
    assert_eq!(state(&book, id).await, PromiseState::KeptOnTime);
    // What ended is not settled twice.
    let twice = book.settle_promise(id, &Settlement::Broken, None).await;
    assert!(matches!(
        twice,
        Err(Error::NotFound {
            what: "promise",
            ..
        })
    ));
}

#[tokio::test]
async fn a_promise_moved_counts_as_broken_and_all_of_it_is_taken_back_after_a_restart() {
    let book = testing::notebook().await;
    let sonia = book.known("Sonia Benali").await;
    let first = book
        .make_promise(sonia, promise("donner des nouvelles", "2026-11-22"))
        .await
        .unwrap();
    let moved = Settlement::Renegotiated {
        due: day("2026-11-27"),
        due_minute: Some(18 * 60),
    };
    book.settle_promise(first, &moved, Some("le fournisseur tarde"))
        .await
        .unwrap();
    let all = book.promises_with(sonia).await.unwrap();
    assert_eq!(all.len(), 2);
    assert_eq!(
        (all[0].state, all[0].instead_of, all[0].due_minute),
        (PromiseState::Open, Some(first), Some(18 * 60))
    );
    assert_eq!(all[0].text, "donner des nouvelles");
    assert_eq!(all[1].state, PromiseState::Renegotiated);
    let rate = book.promise_rate(90).await.unwrap().now;
    assert_eq!((rate.kept.n, rate.kept.of, rate.moved), (0, 1, 1));
    let counted = book.promises_counted(90).await.unwrap();
    assert_eq!(counted.len(), 1);

    let book = book.on("2026-11-23").await;
    book.undo(None).await.unwrap();
    let all = book.promises_with(sonia).await.unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].state, PromiseState::Late);
    book.redo().await.unwrap();
    assert_eq!(book.promises_with(sonia).await.unwrap().len(), 2);

    // To the day it has already, nothing is moved.
    let second = book.promises_with(sonia).await.unwrap()[0].id;
    let same = book.settle_promise(second, &moved, None).await;
    assert!(matches!(
        same,
        Err(Error::Invalid {
            field: "due",
            reason: Reason::OutOfRange
        })
    ));
    let past = Settlement::Renegotiated {
        due: day("2026-11-22"),
        due_minute: None,
    };
    assert!(matches!(
        book.settle_promise(second, &past, None).await,
        Err(Error::Invalid {
            field: "due",
            reason: Reason::TooEarly
        })
    ));
    assert_eq!(state(&book, second).await, PromiseState::Open);
}

#[tokio::test]
async fn words_are_changed_and_bad_ones_refused_with_nothing_written() {
    let book = testing::notebook().await;
    let marc = book.known("Marc").await;
    let before = book.undoable().await.unwrap();
    let refused = |draft: PromiseDraft| {
        let book = &book;
        async move { book.make_promise(marc, draft).await.unwrap_err() }
    };
    assert!(matches!(
        refused(promise("rappeler", "2026-11-21")).await,
        Error::Invalid {
            field: "due",
            reason: Reason::TooEarly
        }
    ));
    assert!(matches!(
        refused(promise(&"é".repeat(500_000), "2026-11-24")).await,
        Error::Invalid {
            field: "text",
            reason: Reason::TooLong
        }
    ));
    let strange = PromiseDraft {
        complaint: Some(
            "00000000-0000-7000-8000-000000000000"
                .parse::<MomentId>()
                .unwrap(),
        ),
        ..promise("rappeler", "2026-11-24")
    };
    assert!(matches!(
        refused(strange).await,
        Error::NotFound {
            what: "complaint",
            ..
        }
    ));
    assert_eq!(book.undoable().await.unwrap(), before);

    let id = book
        .make_promise(marc, promise("rapeler", "2026-11-24"))
        .await
        .unwrap();
    book.edit_promise(id, "rappeler avant midi", None)
        .await
        .unwrap();
    let edited = book.promise(id).await.unwrap();
    assert_eq!(
        (edited.text.as_str(), edited.who),
        ("rappeler avant midi", None)
    );
    book.undo(None).await.unwrap();
    assert_eq!(book.promise(id).await.unwrap().text, "rapeler");
}

#[tokio::test]
async fn promises_go_along_when_two_records_become_one() {
    let book = testing::notebook().await;
    let zoe = book.known("Zoé Petit").await;
    let double = book.known("Z. Petit").await;
    let id = book
        .make_promise(double, promise("mettre de côté", "2026-11-24"))
        .await
        .unwrap();
    book.wave_occasion(double, WhyKind::Best).await.unwrap();
    book.decide_match(double, Some(zoe)).await.unwrap();
    assert_eq!(book.promise(id).await.unwrap().customer, zoe);
    // Whoever had the other record open is told it is gone, and nothing is written.
    let gone = book
        .make_promise(double, promise("rappeler", "2026-11-24"))
        .await;
    assert!(matches!(
        gone,
        Err(Error::NotFound {
            what: "customer",
            ..
        })
    ));
    // What was open on a screen is still settled: it is the same promise.
    settle(&book, id, Settlement::Kept { on: today() }).await;
    book.undo(None).await.unwrap();
    book.undo(None).await.unwrap();
    assert_eq!(book.promise(id).await.unwrap().customer, double);
    assert!(book.check().await.unwrap().sound);
}

#[tokio::test]
async fn a_late_promise_is_settled_before_anything_is_sold() {
    let book = testing::notebook().await;
    let luc = book.known("Luc Fabre").await;
    for iso in ["2026-06-01", "2026-07-01", "2026-08-01"] {
        book.bought(luc, iso, 3_000).await;
    }
    let id = book
        .make_promise(luc, promise("rappeler", "2026-11-22"))
        .await
        .unwrap();
    let book = book.on("2026-11-23").await;
    let refused = book
        .plan_contact(luc, call(day("2026-11-24"), ContactPurpose::News))
        .await;
    let guard = Guard::OverduePromise {
        day: day("2026-11-22"),
    };
    assert!(matches!(refused, Err(Error::Guarded(found)) if found.guard == guard));
    let all = book
        .preview_contacts(&[luc], &Default::default())
        .await
        .unwrap();
    assert_eq!(all.held[0].why, GuardKind::OverduePromise);
    // An apology may go out, with a word of warning.
    let around = book
        .guardrails(luc, Some((Channel::Call, ContactPurpose::Apology)))
        .await
        .unwrap();
    assert!(
        around
            .iter()
            .any(|found| found.guard == guard && !found.blocks)
    );
    settle(
        &book,
        id,
        Settlement::Kept {
            on: day("2026-11-23"),
        },
    )
    .await;
    book.plan_contact(luc, call(day("2026-11-24"), ContactPurpose::News))
        .await
        .unwrap();
}

#[tokio::test]
async fn promises_call_at_their_time() {
    let book = testing::notebook().await;
    let luc = book.known("Luc Fabre").await;
    let five = PromiseDraft {
        due_minute: Some(17 * 60),
        ..promise("rappeler", "2026-11-22")
    };
    book.make_promise(luc, five).await.unwrap();
    let at = |hour| today().and_hms_opt(hour, 0, 0).unwrap();
    let calling = Calling::default();
    let due = book.reminders(&calling, at(9), at(16)).await.unwrap();
    assert!(due.is_empty());
    let due = book.reminders(&calling, at(16), at(17)).await.unwrap();
    assert!(matches!(&due[..], [Reminder::Promise { promise }] if promise.name == "Luc Fabre"));
}

async fn whys(book: &TestNotebook) -> Vec<(String, WhyKind)> {
    let list = book.occasions().await.unwrap();
    list.into_iter()
        .map(|one| (one.name, one.why.kind()))
        .collect()
}

/// Loyal: every month for five years, whole tomorrow.
async fn faithful(book: &TestNotebook, name: &str, cents: i64) -> CustomerId {
    let id = book.known(name).await;
    for year in 2021..=2026 {
        for month in 1..=12 {
            let iso = format!("{year}-{month:02}-23");
            if ("2021-11-23".."2026-11-22").contains(&iso.as_str()) {
                book.bought(id, &iso, cents).await;
            }
        }
    }
    id
}

#[tokio::test]
async fn five_years_tomorrow_and_never_thanked() {
    let book = testing::notebook().await;
    let ines = faithful(&book, "Inès Caron", 2_000).await;
    let list = book.occasions().await.unwrap();
    assert_eq!(list[0].customer, ines);
    assert_eq!(list[0].purpose, ContactPurpose::Thanks);
    let years = Why::Years {
        day: day("2026-11-23"),
        years: 5,
    };
    assert_eq!(list[0].why, years);

    // A letter is planned: it is seen to.
    let contact = book
        .plan_contact(ines, call(today(), ContactPurpose::Thanks))
        .await
        .unwrap();
    assert!(whys(&book).await.is_empty());
    // Nobody answered: nobody was thanked.
    book.record_outcome(contact, Outcome::NoAnswer, None)
        .await
        .unwrap();
    assert_eq!(whys(&book).await.len(), 1);
    let thanks = MomentDraft::Exchange {
        day: today(),
        minute: None,
        channel: Channel::Counter,
        direction: Direction::Out,
        purpose: Some(ExchangePurpose::Thanks),
        who: None,
        text: "merci pour ces cinq ans".to_owned(),
    };
    book.note_moment(ines, thanks).await.unwrap();
    assert!(whys(&book).await.is_empty());
    book.undo(None).await.unwrap();

    // Waved away, it is not named again; the wave is taken back like anything else.
    book.wave_occasion(ines, WhyKind::Years).await.unwrap();
    assert!(whys(&book).await.is_empty());
    book.undo(None).await.unwrap();
    assert_eq!(whys(&book).await.len(), 1);
    // Nobody who asked not to be profiled is spoken of.
    book.profile_customer(ines, false).await.unwrap();
    assert!(whys(&book).await.is_empty());
}

#[tokio::test]
async fn who_brought_a_friend_is_thanked_once_the_friend_has_bought() {
    let book = testing::notebook().await;
    let amelie = book.known("Amélie Morin").await;
    let draft = CustomerDraft {
        name: "Nadia Haddad".to_owned(),
        referrer: Some(amelie),
        ..CustomerDraft::default()
    };
    let nadia = book.create_customer(draft).await.unwrap();
    assert!(whys(&book).await.is_empty());
    book.bought(nadia, "2026-11-20", 1_200).await;
    assert_eq!(
        whys(&book).await,
        [("Amélie Morin".to_owned(), WhyKind::Friend)]
    );
    let list = book.today_page().await.unwrap().occasions;
    assert!(
        matches!(&list[0].why, Why::Friend { friend, name, .. } if *friend == nadia && name == "Nadia Haddad")
    );
    let book = book.on("2027-01-15").await;
    assert!(whys(&book).await.is_empty(), "no news any more");
}

#[tokio::test]
async fn the_best_of_the_loyal_get_a_sign_once_a_year() {
    let book = testing::notebook().await;
    for n in 0..11 {
        faithful(&book, &format!("Cliente {n:02}"), 1_000 + n).await;
    }
    let book = book.on("2026-11-25").await;
    assert_eq!(
        whys(&book).await,
        [("Cliente 10".to_owned(), WhyKind::Best)]
    );
    let list = book.occasions().await.unwrap();
    assert!(matches!(list[0].why, Why::Best { best: 1, .. }));
    book.wave_occasion(list[0].customer, WhyKind::Best)
        .await
        .unwrap();
    assert!(whys(&book).await.is_empty());
}
