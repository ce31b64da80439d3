//! Moments of every kind: what goes along with them, what they said before, and all of it taken back.

use std::fs;

use fidele_core::Error;
use fidele_core::attachment::AttachmentError;
use fidele_core::customer::{Channel, CustomerDraft};
use fidele_core::error::Reason;
use fidele_core::feeling::{Emotion, Feeling, Trigger};
use fidele_core::ids::CustomerId;
use fidele_core::journey::{Moment, MomentBody};
use fidele_core::moment::{
    DepartureReason, Direction, GestureKind, MomentDraft, MomentKey, MomentKind, Noting,
    RatingScale,
};
use fidele_core::money::Amount;
use fidele_core::testing::{self, TestNotebook, day};

fn note(text: &str) -> MomentDraft {
    MomentDraft::Note {
        day: day("2026-11-20"),
        minute: None,
        text: text.to_owned(),
    }
}

fn gesture(what: GestureKind, cents: i64) -> MomentDraft {
    MomentDraft::Gesture {
        day: day("2026-11-20"),
        minute: Some(600),
        what,
        cost: Amount(cents),
        text: "livraison offerte".to_owned(),
        who: Some("Luc".to_owned()),
        complaint: None,
        purchase: None,
    }
}

fn all_kinds() -> Vec<MomentDraft> {
    let on = day("2026-11-20");
    let text = "mot pour mot".to_owned();
    vec![
        gesture(GestureKind::Gift, 450),
        MomentDraft::Praise {
            day: on,
            minute: None,
            channel: Some(Channel::Call),
            earned_by: Some("Luc".to_owned()),
            text: text.clone(),
        },
        MomentDraft::Rating {
            day: on,
            minute: None,
            scale: RatingScale::Nps,
            score: Some(9),
            text: text.clone(),
        },
        MomentDraft::Rating {
            day: on,
            minute: None,
            scale: RatingScale::Ces,
            score: None,
            text: String::new(),
        },
        MomentDraft::Departure {
            day: on,
            reason: DepartureReason::NeedEnded,
            avoidable: Some(false),
            gone_to: None,
            text,
        },
    ]
}

fn angry() -> Feeling {
    Feeling {
        emotion: Emotion::Anger,
        intensity: 3,
        trigger: Some(Trigger::KeptWaiting),
        told_around: true,
    }
}

async fn journal(book: &TestNotebook, who: CustomerId) -> Vec<Moment> {
    book.journal(who, &[], 0, 100).await.unwrap().moments
}

#[tokio::test]
async fn every_kind_is_noted_read_removed_and_brought_back() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne Dupuis").await;
    for draft in all_kinds() {
        let kind = draft.kind();
        let key = book
            .note_moment(
                jeanne,
                Noting {
                    feeling: Some(angry()),
                    ..draft.clone().into()
                },
            )
            .await
            .unwrap();
        let noted = journal(&book, jeanne).await;
        assert_eq!(noted.len(), 1);
        assert_eq!(noted[0].feeling, Some(angry()));
        assert_eq!(
            book.journal(jeanne, &[kind], 0, 10).await.unwrap().total,
            1,
            "{kind:?}"
        );
        let thread = book.journey(jeanne).await.unwrap().thread;
        assert_eq!(thread.marks[0].emotion, Some(Emotion::Anger));
        assert_eq!(thread.marks[0].kind, kind);

        book.remove_moment(key).await.unwrap();
        assert!(journal(&book, jeanne).await.is_empty());
        let said = book.moment_history(key).await.unwrap();
        assert!(said[0].removed && said[0].feeling == Some(angry()));
        book.undo(None).await.unwrap();
        assert_eq!(journal(&book, jeanne).await, noted);
        assert!(book.moment_history(key).await.unwrap().is_empty());
        book.remove_moment(key).await.unwrap();
    }
    assert!(book.check().await.unwrap().sound);
}

#[tokio::test]
async fn corrections_keep_what_was_said() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne Dupuis").await;
    let key = book
        .note_moment(jeanne, note("aime le seigle"))
        .await
        .unwrap();
    assert_eq!(journal(&book, jeanne).await[0].corrected, None);
    assert!(book.moment_history(key).await.unwrap().is_empty());

    book.edit_moment(key, note("aime l’épeautre"))
        .await
        .unwrap();
    book.feel(key, Some(angry())).await.unwrap();
    let calmer = Feeling::plain(Emotion::Relief);
    let last = Noting {
        feeling: Some(calmer),
        ..note("aime tout").into()
    };
    book.edit_whole(key, last).await.unwrap();

    let now = journal(&book, jeanne).await;
    assert!(
        now[0]
            .corrected
            .as_deref()
            .unwrap()
            .starts_with("2026-11-22T")
    );
    assert_eq!(now[0].feeling, Some(calmer));
    let said: Vec<(String, Option<Feeling>)> = book
        .moment_history(key)
        .await
        .unwrap()
        .into_iter()
        .map(|version| match version.body {
            MomentBody::Note { text } => (text, version.feeling),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        said,
        [
            ("aime l’épeautre".to_owned(), Some(angry())),
            ("aime l’épeautre".to_owned(), None),
            ("aime le seigle".to_owned(), None),
        ]
    );
    // A correction taken back never happened.
    book.undo(None).await.unwrap();
    assert_eq!(book.moment_history(key).await.unwrap().len(), 2);
    assert_eq!(journal(&book, jeanne).await[0].feeling, Some(angry()));
}

#[tokio::test]
async fn history_speaks_of_every_kind() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne Dupuis").await;
    for draft in all_kinds() {
        let key = book.note_moment(jeanne, draft.clone()).await.unwrap();
        let before = journal(&book, jeanne)
            .await
            .into_iter()
            .find(|moment| moment.id == key.id)
            .unwrap();
        book.feel(key, Some(angry())).await.unwrap();
        let said = book.moment_history(key).await.unwrap();
        assert_eq!(said.len(), 1);
        assert_eq!((said[0].day, &said[0].body), (before.day, &before.body));
    }
    let key = book.bought(jeanne, "2026-11-01", 3_450).await;
    book.remove_moment(key).await.unwrap();
    let said = book.moment_history(key).await.unwrap();
    assert!(matches!(
        said[0].body,
        MomentBody::Purchase {
            amount: Amount(3_450),
            ..
        }
    ));
}

#[tokio::test]
async fn files_live_and_go_with_their_moment() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne Dupuis").await;
    let folder = book.folder.path();
    let (pdf, program) = (folder.join("facture.v2.pdf"), folder.join("photo.pdf.exe"));
    fs::write(&pdf, b"%PDF-1.7 facture").unwrap();
    fs::write(&program, b"MZ").unwrap();
    let noting = Noting {
        files: vec![pdf.clone(), program.clone(), pdf.clone()],
        ..note("casse à la livraison").into()
    };
    let key = book.note_moment(jeanne, noting).await.unwrap();
    // What was kept is kept, whatever becomes of the file.
    fs::remove_file(&pdf).unwrap();
    let kept = journal(&book, jeanne).await.remove(0).attachments;
    let names: Vec<(&str, bool)> = kept.iter().map(|a| (a.name.as_str(), a.opens)).collect();
    assert_eq!(
        names,
        [
            ("facture.v2.pdf", true),
            ("photo.pdf.exe", false),
            ("facture.v2.pdf", true)
        ]
    );
    let copy = book.lay_out(kept[0].id, folder).await.unwrap();
    assert_eq!(copy.file_name().unwrap(), "facture v2.pdf");
    assert_eq!(fs::read(&copy).unwrap(), b"%PDF-1.7 facture");
    assert!(matches!(
        book.lay_out(kept[1].id, folder).await,
        Err(Error::Attachment(AttachmentError::NotOpened { file })) if file == "photo.pdf.exe"
    ));
    let elsewhere = folder.join("ailleurs.bin");
    book.save_attachment(kept[1].id, &elsewhere).await.unwrap();
    assert_eq!(fs::read(&elsewhere).unwrap(), b"MZ");

    book.detach(kept[2].id).await.unwrap();
    assert_eq!(journal(&book, jeanne).await[0].attachments.len(), 2);
    book.remove_moment(key).await.unwrap();
    assert!(matches!(
        book.lay_out(kept[0].id, folder).await,
        Err(Error::NotFound { .. })
    ));
    book.undo(None).await.unwrap();
    book.undo(None).await.unwrap();
    assert_eq!(journal(&book, jeanne).await[0].attachments, kept);
    assert!(book.lay_out(kept[0].id, folder).await.is_ok());
}

#[tokio::test]
async fn a_file_that_vanished_leaves_nothing_half_noted() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne Dupuis").await;
    let noting = Noting {
        files: vec![book.folder.path().join("partie.pdf")],
        ..note("avec une photo").into()
    };
    assert!(matches!(
        book.note_moment(jeanne, noting).await,
        Err(Error::Attachment(AttachmentError::Vanished { file })) if file == "partie.pdf"
    ));
    assert!(journal(&book, jeanne).await.is_empty());
}

#[tokio::test]
async fn what_cannot_be_is_refused() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne Dupuis").await;
    let other = book.known("André Noël").await;
    let bought = book.bought(jeanne, "2026-11-01", 2_000).await;
    let refund = |cents: i64, of: MomentKey| {
        let mut draft = gesture(GestureKind::Refund, cents);
        if let MomentDraft::Gesture { purchase, .. } = &mut draft {
            *purchase = Some(of.id);
        }
        draft
    };
    let reason = |outcome: fidele_core::Result<MomentKey>| match outcome {
        Err(Error::Invalid { field, reason }) => (field, reason),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        reason(book.note_moment(jeanne, refund(2_001, bought)).await),
        ("cost", Reason::MoreThanPaid)
    );
    let key = book
        .note_moment(jeanne, refund(1_500, bought))
        .await
        .unwrap();
    assert_eq!(
        reason(book.note_moment(jeanne, refund(501, bought)).await),
        ("cost", Reason::MoreThanPaid)
    );
    // The same refund may be corrected up to what was paid.
    book.edit_moment(key, gesture(GestureKind::Refund, 2_000))
        .await
        .unwrap();
    assert!(matches!(
        book.note_moment(other, refund(1, bought)).await,
        Err(Error::NotFound { .. })
    ));
    assert_eq!(
        reason(
            book.note_moment(jeanne, gesture(GestureKind::Gift, -1))
                .await
        ),
        ("cost", Reason::OutOfRange)
    );
    assert_eq!(
        reason(book.note_moment(jeanne, note(&"x".repeat(1_000_000))).await),
        ("text", Reason::TooLong)
    );
    let strong = Noting {
        feeling: Some(Feeling {
            intensity: 4,
            ..angry()
        }),
        ..note("x").into()
    };
    assert_eq!(
        reason(book.note_moment(jeanne, strong).await),
        ("intensity", Reason::OutOfRange)
    );
    let rating = MomentDraft::Rating {
        day: day("2026-11-20"),
        minute: None,
        scale: RatingScale::Csat,
        score: Some(0),
        text: String::new(),
    };
    assert_eq!(
        reason(book.note_moment(jeanne, rating).await),
        ("score", Reason::OutOfRange)
    );
    // The purchase goes; what was given back stays, tied to nothing.
    book.remove_moment(bought).await.unwrap();
    assert_eq!(journal(&book, jeanne).await.len(), 1);
    book.undo(None).await.unwrap();
    assert_eq!(journal(&book, jeanne).await.len(), 2);
    assert!(book.check().await.unwrap().sound);
}

#[tokio::test]
async fn whom_they_brought_stands_in_their_journal() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne Dupuis").await;
    let brought = |name: &str| CustomerDraft {
        name: name.to_owned(),
        referrer: Some(jeanne),
        ..CustomerDraft::default()
    };
    let amelie = book.create_customer(brought("Amélie Morin")).await.unwrap();
    book.create_customer(brought("Zoé Petit")).await.unwrap();
    book.bought(amelie, "2026-06-21", 5_800).await;
    book.bought(amelie, "2026-07-01", 900).await;
    let all = book
        .journal(jeanne, &[MomentKind::Referral], 0, 10)
        .await
        .unwrap();
    assert_eq!(all.total, 2);
    // Who never bought stands on the day they were entered.
    assert_eq!(all.moments[0].day, day("2026-11-22"));
    assert_eq!(all.moments[1].day, day("2026-06-21"));
    assert!(matches!(
        &all.moments[1].body,
        MomentBody::Referral { name, customer, amount: Amount(5_800), first_on: Some(_), .. }
            if name == "Amélie Morin" && *customer == amelie
    ));
    let key = MomentKey {
        kind: MomentKind::Referral,
        id: all.moments[0].id,
    };
    assert!(matches!(
        book.remove_moment(key).await,
        Err(Error::NotFound { .. })
    ));
}

#[tokio::test]
async fn pages_of_the_journal_join_without_gaps() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne Dupuis").await;
    for round in 0_i64..12 {
        for draft in all_kinds() {
            book.note_moment(jeanne, draft).await.unwrap();
        }
        book.note_moment(
            jeanne,
            MomentDraft::Exchange {
                day: day("2026-11-01") + chrono::Days::new(round.unsigned_abs()),
                minute: None,
                channel: Channel::Call,
                direction: Direction::In,
                purpose: None,
                who: None,
                text: String::new(),
            },
        )
        .await
        .unwrap();
    }
    let whole = journal(&book, jeanne).await;
    assert_eq!(whole.len(), 72);
    let mut pieced = Vec::new();
    while pieced.len() < whole.len() {
        let offset = u32::try_from(pieced.len()).unwrap();
        let page = book.journal(jeanne, &[], offset, 7).await.unwrap();
        assert_eq!(page.total, 72);
        pieced.extend(page.moments);
    }
    assert_eq!(pieced, whole);
}
