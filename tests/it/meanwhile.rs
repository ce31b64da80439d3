//! What becomes of a form between opening it and saving it: the customer is gone by then, the file is no file, the text is a book.
//! It is said which, nothing is half written, and one step back takes all of one deed.

use std::fs::{self, File};
use std::path::PathBuf;

use fidele_core::Error;
use fidele_core::attachment::{AttachmentError, LARGEST};
use fidele_core::complaint::{ComplaintDraft, GestureDraft, Given, StepDraft, StepKind, When};
use fidele_core::customer::{Channel, ClosedReason};
use fidele_core::departure::DepartureDraft;
use fidele_core::error::Reason;
use fidele_core::feeling::{Emotion, Feeling, Trigger};
use fidele_core::ids::CustomerId;
use fidele_core::journey::MomentBody;
use fidele_core::moment::{DepartureReason, Direction, MomentDraft, Noting};
use fidele_core::money::Amount;
use fidele_core::promise::{PromiseDraft, Settlement};
use fidele_core::testing::{self, TestNotebook, day, today};

fn note(text: &str) -> MomentDraft {
    MomentDraft::Note {
        day: today(),
        minute: None,
        text: text.to_owned(),
    }
}

fn complaint(text: &str) -> ComplaintDraft {
    ComplaintDraft {
        received: When {
            day: day("2026-11-20"),
            minute: None,
        },
        channel: None,
        text: text.to_owned(),
        asked: None,
        purchase: None,
        accountable: None,
        cause: None,
        update: None,
        feeling: None,
        files: Vec::new(),
    }
}

fn promise(text: &str) -> PromiseDraft {
    PromiseDraft {
        day: today(),
        minute: None,
        text: text.to_owned(),
        who: None,
        due: today(),
        due_minute: None,
        complaint: None,
    }
}

fn left(text: &str) -> DepartureDraft {
    DepartureDraft {
        day: today(),
        reason: DepartureReason::Service,
        avoidable: None,
        gone_to: None,
        text: text.to_owned(),
    }
}

/// Saves every form that was open about `gone`; each says that the customer is no longer there.
async fn save_all(book: &TestNotebook, gone: CustomerId) {
    let before = book.undoable().await.unwrap();
    let said = [
        book.note_moment(gone, note("a appelé")).await.err(),
        book.receive_complaint(gone, complaint("cassé")).await.err(),
        book.make_promise(gone, promise("rappeler")).await.err(),
        book.note_departure(gone, left("trop long")).await.err(),
        book.close_who_left(gone, ClosedReason::Peace, left(""))
            .await
            .err(),
    ];
    for error in said {
        assert!(
            matches!(
                error,
                Some(Error::NotFound {
                    what: "customer",
                    ..
                })
            ),
            "{error:?}"
        );
    }
    assert_eq!(book.undoable().await.unwrap(), before);
    assert!(book.check().await.unwrap().sound);
}

#[tokio::test]
async fn whoever_was_made_one_with_another_is_said_to_be_gone() {
    let book = testing::notebook().await;
    let zoe = book.known("Zoé Petit").await;
    let double = book.known("Z. Petit").await;
    let key = book.note_moment(double, note("seigle")).await.unwrap();
    book.decide_match(double, Some(zoe)).await.unwrap();
    save_all(&book, double).await;
    // A correction of what went along is a correction of the same moment.
    book.edit_moment(key, note("épeautre")).await.unwrap();
    let journal = book.journal(zoe, &[], 0, 10).await.unwrap();
    assert!(matches!(&journal.moments[0].body, MomentBody::Note { text } if text == "épeautre"));
    // And what was written is noted with whom they became.
    book.note_moment(zoe, note("a appelé")).await.unwrap();
    assert_eq!(book.journal(zoe, &[], 0, 10).await.unwrap().total, 2);
}

#[tokio::test]
async fn whoever_was_taken_back_is_said_to_be_gone() {
    let book = testing::notebook().await;
    let marc = book.known("Marc Lefèvre").await;
    book.undo(None).await.unwrap();
    save_all(&book, marc).await;
    // Once they are back, the same forms can be saved.
    book.redo().await.unwrap();
    book.receive_complaint(marc, complaint("cassé"))
        .await
        .unwrap();
}

/// Files that look like one and are none, or too much of one.
fn bad_files(book: &TestNotebook) -> Vec<(PathBuf, &'static str)> {
    let folder = book.folder.path();
    let large = folder.join("film.mp4");
    File::create(&large)
        .unwrap()
        .set_len(u64::from(LARGEST) + 1)
        .unwrap();
    fs::write(folder.join("vide.pdf"), b"").unwrap();
    fs::create_dir(folder.join("photos")).unwrap();
    let mut bad = vec![
        (folder.join("partie.pdf"), "vanished"),
        (large, "large"),
        (folder.join("vide.pdf"), "empty"),
        (folder.join("photos"), "no file"),
    ];
    #[cfg(unix)]
    for (name, to, what) in [
        ("lien-mort.pdf", "/nulle/part.pdf", "vanished"),
        ("lien-dossier.pdf", "/", "no file"),
        ("lien-sans-fin.pdf", "/dev/zero", "no file"),
    ] {
        std::os::unix::fs::symlink(to, folder.join(name)).unwrap();
        bad.push((folder.join(name), what));
    }
    bad
}

#[tokio::test]
async fn a_file_that_cannot_be_kept_is_named_and_nothing_is_half_written() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne Dupuis").await;
    let good = book.folder.path().join("lettre.pdf");
    fs::write(&good, b"%PDF-1.7").unwrap();
    let before = book.undoable().await.unwrap();
    for (path, what) in bad_files(&book) {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let files = vec![good.clone(), path];
        let noting = Noting {
            files: files.clone(),
            ..note("avec une photo").into()
        };
        let received = ComplaintDraft {
            files,
            ..complaint("cassé")
        };
        for error in [
            book.note_moment(jeanne, noting).await.unwrap_err(),
            book.receive_complaint(jeanne, received).await.unwrap_err(),
        ] {
            let Error::Attachment(refused) = error else {
                panic!("{name}: {error:?}");
            };
            let (said, file) = match refused {
                AttachmentError::Vanished { file } => ("vanished", file),
                AttachmentError::TooLarge { file, .. } => ("large", file),
                AttachmentError::Empty { file } => ("empty", file),
                AttachmentError::NotAFile { file } => ("no file", file),
                AttachmentError::NotOpened { file } => ("not opened", file),
            };
            assert_eq!((said, file.as_str()), (what, name.as_str()));
        }
    }
    assert_eq!(book.undoable().await.unwrap(), before);
    assert_eq!(book.journal(jeanne, &[], 0, 10).await.unwrap().total, 0);
}

#[tokio::test]
async fn a_program_is_kept_as_any_file_and_never_opened() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne Dupuis").await;
    let folder = book.folder.path();
    let programs: [(&str, &[u8]); 5] = [
        (
            "facture.pdf",
            b"MZ\x90\0 a program that says it is a letter",
        ),
        ("photo.jpg", b"\x7fELF\x02"),
        ("mot.txt", b"#!/bin/sh\nrm -rf ~"),
        ("installer.exe", b"MZ"),
        ("photo.jpg.desktop", b"[Desktop Entry]\nExec=sh"),
    ];
    let files: Vec<PathBuf> = programs
        .iter()
        .map(|(name, bytes)| {
            fs::write(folder.join(name), bytes).unwrap();
            folder.join(name)
        })
        .collect();
    let received = ComplaintDraft {
        files,
        ..complaint("colis suspect")
    };
    let id = book.receive_complaint(jeanne, received).await.unwrap();
    let kept = book.complaint(id).await.unwrap().attachments;
    assert_eq!(kept.len(), programs.len());
    for (file, (name, bytes)) in kept.iter().zip(programs) {
        assert_eq!(file.name, name);
        assert!(matches!(
            book.lay_out(file.id, folder).await,
            Err(Error::Attachment(AttachmentError::NotOpened { file })) if file == name
        ));
        let copy = folder.join("copie");
        book.save_attachment(file.id, &copy).await.unwrap();
        assert_eq!(fs::read(&copy).unwrap(), bytes);
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_to_a_file_keeps_what_it_leads_to() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne Dupuis").await;
    let folder = book.folder.path();
    fs::write(folder.join("originale.pdf"), b"%PDF-1.7 ici").unwrap();
    std::os::unix::fs::symlink(folder.join("originale.pdf"), folder.join("lien.pdf")).unwrap();
    let noting = Noting {
        files: vec![folder.join("lien.pdf")],
        ..note("avec une lettre").into()
    };
    book.note_moment(jeanne, noting).await.unwrap();
    fs::remove_file(folder.join("originale.pdf")).unwrap();
    let kept = book
        .journal(jeanne, &[], 0, 1)
        .await
        .unwrap()
        .moments
        .remove(0);
    let copy = book.lay_out(kept.attachments[0].id, folder).await.unwrap();
    assert_eq!(fs::read(copy).unwrap(), b"%PDF-1.7 ici");
}

#[tokio::test]
async fn a_book_is_too_long_for_a_note_and_what_fits_is_kept_whole() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne Dupuis").await;
    let long = "é".repeat(1 << 19);
    let exchange = MomentDraft::Exchange {
        day: today(),
        minute: None,
        channel: Channel::Call,
        direction: Direction::In,
        purpose: None,
        who: None,
        text: long.clone(),
    };
    let case = book
        .receive_complaint(jeanne, complaint("court"))
        .await
        .unwrap();
    let step = StepDraft {
        kind: StepKind::Acknowledged,
        when: When {
            day: today(),
            minute: None,
        },
        who: None,
        text: long.clone(),
        next: None,
    };
    let before = book.undoable().await.unwrap();
    for error in [
        book.note_moment(jeanne, note(&long)).await.unwrap_err(),
        book.note_moment(jeanne, exchange).await.unwrap_err(),
        book.receive_complaint(jeanne, complaint(&long))
            .await
            .unwrap_err(),
        book.step_complaint(case, step).await.unwrap_err(),
        book.make_promise(jeanne, promise(&long)).await.unwrap_err(),
        book.note_departure(jeanne, left(&long)).await.unwrap_err(),
    ] {
        assert!(
            matches!(
                error,
                Error::Invalid {
                    field: "text",
                    reason: Reason::TooLong
                }
            ),
            "{error:?}"
        );
    }
    assert_eq!(book.undoable().await.unwrap(), before);
    let whole = "é".repeat(50_000);
    book.note_moment(jeanne, note(&whole)).await.unwrap();
    let kept = book.journal(jeanne, &[], 0, 1).await.unwrap();
    assert!(matches!(&kept.moments[0].body, MomentBody::Note { text } if *text == whole));
}

#[tokio::test]
async fn a_promise_is_neither_due_nor_kept_before_it_is_made() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne Dupuis").await;
    let made = |due: &str| PromiseDraft {
        day: day("2026-11-18"),
        due: day(due),
        ..promise("rappeler")
    };
    let refused = |error: Error| match error {
        Error::Invalid { field, reason } => (field, reason),
        other => panic!("{other:?}"),
    };
    let early = book.make_promise(jeanne, made("2026-11-17")).await;
    assert_eq!(refused(early.unwrap_err()), ("due", Reason::TooEarly));
    // Said on Wednesday for Friday, noted on Sunday, and kept on Thursday.
    let id = book.make_promise(jeanne, made("2026-11-20")).await.unwrap();
    let kept = |on: &str| Settlement::Kept { on: day(on) };
    let early = book.settle_promise(id, &kept("2026-11-17"), None).await;
    assert_eq!(refused(early.unwrap_err()), ("on", Reason::TooEarly));
    book.settle_promise(id, &kept("2026-11-19"), None)
        .await
        .unwrap();
    let rate = book.promise_rate(90).await.unwrap();
    assert_eq!((rate.now.kept.n, rate.now.kept.of), (1, 1));
}

#[tokio::test]
async fn leaving_for_good_and_why_are_one_step() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne Dupuis").await;
    book.close_who_left(jeanne, ClosedReason::Moved, left("à Lyon"))
        .await
        .unwrap();
    assert!(book.customer(jeanne).await.unwrap().closed.is_some());
    assert_eq!(book.departures(jeanne).await.unwrap().len(), 1);
    book.undo(None).await.unwrap();
    assert!(book.customer(jeanne).await.unwrap().closed.is_none());
    assert!(book.departures(jeanne).await.unwrap().is_empty());
    book.redo().await.unwrap();
    assert_eq!(book.departures(jeanne).await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_was_felt_before_and_after_stands_with_the_complaint() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne Dupuis").await;
    let anger = Feeling {
        intensity: 3,
        trigger: Some(Trigger::NotBelieved),
        ..Feeling::plain(Emotion::Anger)
    };
    let received = ComplaintDraft {
        feeling: Some(anger),
        ..complaint("il manque un article")
    };
    let id = book
        .receive_complaint(jeanne, received.clone())
        .await
        .unwrap();
    let stepped = StepDraft {
        kind: StepKind::Acknowledged,
        when: When {
            day: day("2026-11-21"),
            minute: None,
        },
        who: None,
        text: String::new(),
        next: None,
    };
    book.step_complaint(id, stepped).await.unwrap();
    let given = GestureDraft {
        when: When {
            day: day("2026-11-22"),
            minute: None,
        },
        what: Given::Service,
        cost: Amount(690),
        text: "livraison offerte".to_owned(),
        who: None,
        feeling: Some(Feeling::plain(Emotion::Relief)),
    };
    book.give_after_complaint(id, given).await.unwrap();
    let asked = PromiseDraft {
        complaint: Some(id),
        ..promise("rappeler")
    };
    book.make_promise(jeanne, asked).await.unwrap();

    let one = book.complaint(id).await.unwrap();
    assert_eq!(one.feeling, Some(anger));
    let after = one.gestures[0].feeling.map(|felt| felt.emotion);
    assert_eq!(after, Some(Emotion::Relief));
    let mut linked = 0;
    for moment in book.journal(jeanne, &[], 0, 10).await.unwrap().moments {
        match moment.body {
            MomentBody::Complaint { steps, .. } => {
                assert_eq!(moment.feeling, Some(anger));
                assert_eq!(steps.len(), 1);
                assert_eq!(steps[0].day, day("2026-11-21"));
            }
            MomentBody::Gesture {
                complaint,
                complaint_on,
                ..
            }
            | MomentBody::Promise {
                complaint,
                complaint_on,
                ..
            } => {
                assert_eq!(
                    (complaint, complaint_on),
                    (Some(id), Some(day("2026-11-20")))
                );
                linked += 1;
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(linked, 2);
    // Changing what is known of it can calm it down, and that is taken back as one step.
    let calmer = ComplaintDraft {
        feeling: None,
        ..received
    };
    book.edit_complaint(id, calmer).await.unwrap();
    assert_eq!(book.complaint(id).await.unwrap().feeling, None);
    book.undo(None).await.unwrap();
    assert_eq!(book.complaint(id).await.unwrap().feeling, Some(anger));
}
