//! Complaints through real notebook files: from anger to a kept promise, and everything that can go wrong on the way.

use fidele_core::Error;
use fidele_core::change::Op;
use fidele_core::complaint::hours::{Opening, Span};
use fidele_core::complaint::{
    ActionDraft, ComplaintDraft, GestureDraft, Given, Late, State, StepDraft, StepKind as K, When,
    Which,
};
use fidele_core::contact::{ContactDraft, ContactPurpose};
use fidele_core::customer::Channel;
use fidele_core::error::Reason;
use fidele_core::ids::{CustomerId, MomentId};
use fidele_core::money::Amount;
use fidele_core::notebook::Settings;
use fidele_core::testing::{self, TestNotebook, day};
use fidele_core::winback::{Approach, Guard};

fn on(iso: &str, minute: Option<u32>) -> When {
    When {
        day: day(iso),
        minute,
    }
}

fn said(iso: &str, text: &str) -> ComplaintDraft {
    ComplaintDraft {
        received: on(iso, Some(9 * 60 + 30)),
        channel: Some(Channel::Call),
        text: text.to_owned(),
        asked: None,
        purchase: None,
        accountable: Some("Luc".to_owned()),
        cause: None,
        update: None,
        feeling: None,
        files: Vec::new(),
    }
}

fn step(kind: K, iso: &str) -> StepDraft {
    StepDraft {
        kind,
        when: on(iso, None),
        who: Some("Luc".to_owned()),
        text: String::new(),
        next: None,
    }
}

async fn walk(book: &TestNotebook, id: MomentId, steps: &[(K, &str)]) {
    for (kind, iso) in steps {
        book.step_complaint(id, step(*kind, iso)).await.unwrap();
    }
}

async fn state(book: &TestNotebook, id: MomentId) -> State {
    book.complaint(id).await.unwrap().row.state
}

/// The article that was missing in the parcel: received on 20 September, solved at first contact on the 22nd.
async fn missing_article(book: &TestNotebook, customer: CustomerId) -> MomentId {
    let causes = book
        .add_causes(&["Préparation".to_owned(), "Livraison".to_owned()])
        .await
        .unwrap();
    for iso in ["2026-08-25", "2026-09-06"] {
        book.bought(customer, iso, 4_000).await;
    }
    let bought = book.bought(customer, "2026-09-18", 5_800).await;
    let draft = ComplaintDraft {
        asked: Some("l’article manquant".to_owned()),
        purchase: Some(bought.id),
        cause: Some(causes[0]),
        update: Some(on("2026-09-22", Some(18 * 60))),
        ..said(
            "2026-09-20",
            "Article manquant dans le colis : on ne me croit jamais quand je le dis",
        )
    };
    let id = book.receive_complaint(customer, draft).await.unwrap();
    walk(
        book,
        id,
        &[
            (K::Acknowledged, "2026-09-22"),
            (K::Apology, "2026-09-22"),
            (K::Solved, "2026-09-22"),
        ],
    )
    .await;
    id
}

#[tokio::test]
async fn the_missing_article_is_mended_and_measured() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne Dupuis").await;
    let id = missing_article(&book, jeanne).await;
    book.give_after_complaint(
        id,
        GestureDraft {
            when: on("2026-09-28", None),
            what: Given::Service,
            cost: Amount(690),
            text: "livraison offerte".to_owned(),
            who: None,
            feeling: None,
        },
    )
    .await
    .unwrap();
    let action = ActionDraft {
        text: "Double contrôle avant de fermer".to_owned(),
        cost: Amount(1_500),
        due: day("2026-10-01"),
    };
    let action = book.add_corrective_action(id, action).await.unwrap();
    book.complete_corrective_action(action, true).await.unwrap();
    walk(
        &book,
        id,
        &[(K::Checked, "2026-09-28"), (K::Closed, "2026-09-28")],
    )
    .await;

    let one = book.complaint(id).await.unwrap();
    assert_eq!(one.row.state, State::Closed);
    assert_eq!(one.row.ours, Some(true));
    assert_eq!(one.row.cause.as_deref(), Some("Préparation"));
    assert_eq!(
        one.apology.as_ref().and_then(|step| step.who.as_deref()),
        Some("Luc")
    );
    assert_eq!(
        (one.cost, one.chased, one.row.allowed.as_slice()),
        (Amount(2_190), 0, [K::Reopened].as_slice())
    );
    assert_eq!(one.actions[0].done_on, Some(testing::today()));
    // Received on a Sunday, answered on Tuesday as the shop opened, as promised.
    assert!(
        one.row.clock.breaches.is_empty(),
        "{:?}",
        one.row.clock.breaches
    );

    let figures = book.complaint_figures().await.unwrap();
    let first = figures.first_contact;
    assert_eq!(
        (first.share.map(|share| (share.n, share.of)), first.enough),
        (Some((1, 1)), false)
    );
    assert_eq!(
        (figures.causes[0].gestures, figures.causes[0].actions),
        (Amount(690), Amount(1_500))
    );
    // Twice her rhythm is over, and she has not bought since.
    let again = figures.recovered.share.map(|share| (share.n, share.of));
    assert_eq!(again, Some((0, 1)));

    // All of it is still there when the file is opened again, and each step can be taken back.
    let book = book.on("2026-11-23").await;
    assert_eq!(book.complaint(id).await.unwrap().steps, one.steps);
    let (undone, _) = book.undo(None).await.unwrap();
    assert_eq!(
        (undone.op, undone.detail.as_deref()),
        (Op::StepComplaint, Some("Jeanne Dupuis"))
    );
    assert_eq!(state(&book, id).await, State::Checked);
    book.redo().await.unwrap();
    assert_eq!(state(&book, id).await, State::Closed);
    book.step_complaint(id, step(K::Reopened, "2026-11-23"))
        .await
        .unwrap();
    assert_eq!(state(&book, id).await, State::InProgress);
    assert_eq!(book.count_open_complaints().await.unwrap(), 1);
}

#[tokio::test]
async fn nothing_is_sold_to_who_waits_for_an_answer() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne Dupuis").await;
    let id = book
        .receive_complaint(jeanne, said("2026-11-21", "Le pain était rassis"))
        .await
        .unwrap();
    let news = ContactDraft {
        day: testing::today(),
        minute: None,
        channel: Channel::Letter,
        purpose: ContactPurpose::News,
        note: String::new(),
    };
    let refused = book.plan_contact(jeanne, news.clone()).await.unwrap_err();
    assert!(
        matches!(refused, Error::Guarded(guardrail) if matches!(guardrail.guard, Guard::OpenComplaint { id: which, .. } if which == id))
    );
    let suggestion = book.suggestion(jeanne).await.unwrap();
    assert_eq!(
        (suggestion.approach, suggestion.purpose),
        (Approach::Apologise, ContactPurpose::Apology)
    );
    let journey = book.journey(jeanne).await.unwrap();
    assert_eq!(journey.complaints.len(), 1);
    assert_eq!(
        journey.next.map(|next| next.approach),
        Some(Approach::Apologise)
    );
    let apology = ContactDraft {
        purpose: ContactPurpose::Apology,
        ..news.clone()
    };
    let planned = book.plan_contact(jeanne, apology).await.unwrap();
    book.cancel_contact(planned).await.unwrap();

    walk(
        &book,
        id,
        &[(K::Acknowledged, "2026-11-21"), (K::Solved, "2026-11-21")],
    )
    .await;
    assert!(book.journey(jeanne).await.unwrap().complaints.is_empty());
    book.plan_contact(jeanne, news).await.unwrap();
}

#[tokio::test]
async fn who_slips_away_hurt_stands_in_the_queue_for_an_apology() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne Dupuis").await;
    for iso in ["2026-06-01", "2026-07-01", "2026-08-01", "2026-09-01"] {
        book.bought(jeanne, iso, 4_000).await;
    }
    book.receive_complaint(jeanne, said("2026-09-02", "Personne ne répond"))
        .await
        .unwrap();
    let queue = book.winback_queue(0, 10).await.unwrap();
    assert_eq!(queue.rows[0].suggestion.approach, Approach::Apologise);
}

#[tokio::test]
async fn a_denial_and_what_follows_it_are_both_kept() {
    let book = testing::notebook().await;
    let luc = book.known("Luc Fabre").await;
    let id = book
        .receive_complaint(luc, said("2026-11-10", "La facture est fausse"))
        .await
        .unwrap();
    walk(
        &book,
        id,
        &[(K::Denied, "2026-11-10"), (K::Chased, "2026-11-12")],
    )
    .await;
    assert_eq!(book.complaint(id).await.unwrap().row.ours, Some(false));
    walk(
        &book,
        id,
        &[(K::Acknowledged, "2026-11-13"), (K::Apology, "2026-11-13")],
    )
    .await;
    let one = book.complaint(id).await.unwrap();
    let kinds: Vec<K> = one.steps.iter().map(|step| step.kind).collect();
    assert_eq!(kinds, [K::Denied, K::Chased, K::Acknowledged, K::Apology]);
    assert_eq!((one.row.ours, one.chased), (Some(true), 1));
    let refused = book
        .step_complaint(id, step(K::Closed, "2026-11-13"))
        .await
        .unwrap_err();
    assert!(matches!(
        refused,
        Error::StepNotAllowed {
            state: State::Acknowledged,
            step: K::Closed
        }
    ));
}

#[tokio::test]
async fn being_late_is_not_undone_by_moving_the_day() {
    let book = testing::notebook().await;
    let luc = book.known("Luc Fabre").await;
    let draft = ComplaintDraft {
        update: Some(on("2026-11-18", Some(12 * 60))),
        ..said("2026-11-17", "La montre n’est pas réparée")
    };
    let id = book.receive_complaint(luc, draft.clone()).await.unwrap();
    let update = StepDraft {
        next: Some(on("2026-11-24", None)),
        ..step(K::Update, "2026-11-20")
    };
    book.step_complaint(id, update).await.unwrap();
    // Changing what is known of it does not change what they were told.
    let later = ComplaintDraft {
        update: Some(on("2026-11-30", None)),
        ..draft
    };
    book.edit_complaint(id, later).await.unwrap();
    let one = book.complaint(id).await.unwrap();
    let late: Vec<(Late, bool)> = one
        .row
        .clock
        .breaches
        .iter()
        .map(|breach| (breach.what, breach.came.is_some()))
        .collect();
    assert!(late.contains(&(Late::Update, true)), "{late:?}");
    assert_eq!(one.row.clock.update_due, Some(on("2026-11-24", None)));
}

#[tokio::test]
async fn what_cannot_be_is_refused_and_nothing_is_written() {
    let book = testing::notebook().await;
    let jeanne = book.known("Jeanne Dupuis").await;
    let other = book.known("Luc Fabre").await;
    let bought = book.bought(jeanne, "2026-11-01", 2_000).await;
    let reason = |error: Error| match error {
        Error::Invalid { field, reason } => (field, reason),
        other => panic!("{other:?}"),
    };
    let receive = |draft: ComplaintDraft| book.receive_complaint(jeanne, draft);
    let future = said("2026-11-23", "Demain");
    assert_eq!(
        reason(receive(future).await.unwrap_err()),
        ("day", Reason::InTheFuture)
    );
    // It is nine in the morning.
    let tonight = ComplaintDraft {
        received: on("2026-11-22", Some(20 * 60)),
        ..said("2026-11-22", "Ce soir")
    };
    assert_eq!(
        reason(receive(tonight).await.unwrap_err()),
        ("day", Reason::InTheFuture)
    );
    let before = ComplaintDraft {
        update: Some(on("2026-11-19", None)),
        ..said("2026-11-20", "Avant")
    };
    assert_eq!(
        reason(receive(before).await.unwrap_err()),
        ("update", Reason::TooEarly)
    );
    assert_eq!(
        reason(receive(said("2026-11-20", "  \n")).await.unwrap_err()),
        ("text", Reason::Empty)
    );
    assert_eq!(
        reason(
            receive(said("2026-11-20", &"a".repeat(1 << 20)))
                .await
                .unwrap_err()
        ),
        ("text", Reason::TooLong)
    );
    let foreign = ComplaintDraft {
        purchase: Some(bought.id),
        ..said("2026-11-20", "Pas le mien")
    };
    let refused = book
        .receive_complaint(other, foreign.clone())
        .await
        .unwrap_err();
    assert!(matches!(
        refused,
        Error::NotFound {
            what: "purchase",
            ..
        }
    ));
    assert!(book.complaints(None, Which::All).await.unwrap().is_empty());

    let id = receive(foreign).await.unwrap();
    let refund = |cents| GestureDraft {
        when: on("2026-11-21", None),
        what: Given::Refund,
        cost: Amount(cents),
        text: String::new(),
        who: None,
        feeling: None,
    };
    book.give_after_complaint(id, refund(1_500)).await.unwrap();
    let refused = book
        .give_after_complaint(id, refund(501))
        .await
        .unwrap_err();
    assert!(
        matches!(refused, Error::RefundTooLarge { refund: Amount(2_001), purchase: Amount(2_000), ref currency } if currency == "EUR")
    );
    book.give_after_complaint(id, refund(500)).await.unwrap();
    assert_eq!(
        reason(book.give_after_complaint(id, refund(-1)).await.unwrap_err()),
        ("cost", Reason::OutOfRange)
    );
    let early = book
        .step_complaint(id, step(K::Reply, "2026-11-19"))
        .await
        .unwrap_err();
    assert_eq!(reason(early), ("day", Reason::TooEarly));

    // Removed meanwhile: said well, and brought back whole.
    book.step_complaint(id, step(K::Acknowledged, "2026-11-21"))
        .await
        .unwrap();
    let whole = book.complaint(id).await.unwrap();
    book.remove_complaint(id).await.unwrap();
    let gone = book
        .step_complaint(id, step(K::Solved, "2026-11-21"))
        .await
        .unwrap_err();
    assert!(matches!(
        gone,
        Error::NotFound {
            what: "complaint",
            ..
        }
    ));
    book.undo(None).await.unwrap();
    assert_eq!(book.complaint(id).await.unwrap(), whole);
}

#[tokio::test]
async fn causes_are_the_owners() {
    let book = testing::notebook().await;
    let names = ["Préparation", "Livraison", "Prix"].map(str::to_owned);
    let ids = book.add_causes(&names).await.unwrap();
    assert_eq!(
        book.add_causes(&["preparation".to_owned()]).await.unwrap(),
        [ids[0]]
    );
    book.rename_cause(ids[2], "Prix ou facture").await.unwrap();
    let taken = book.rename_cause(ids[2], "LIVRAISON").await.unwrap_err();
    assert!(matches!(
        taken,
        Error::Invalid {
            field: "cause",
            reason: Reason::Taken
        }
    ));
    book.order_causes(&[ids[2]]).await.unwrap();
    book.retire_cause(ids[0], true).await.unwrap();
    let list = book.causes().await.unwrap();
    let told: Vec<(&str, bool)> = list
        .iter()
        .map(|cause| (cause.name.as_str(), cause.retired_on.is_some()))
        .collect();
    assert_eq!(
        told,
        [
            ("Prix ou facture", false),
            ("Préparation", true),
            ("Livraison", false)
        ]
    );
    book.undo(None).await.unwrap();
    assert!(book.causes().await.unwrap()[1].retired_on.is_none());
}

#[tokio::test]
async fn goals_and_hours_are_settings() {
    let book = testing::notebook().await;
    let luc = book.known("Luc Fabre").await;
    let id = book
        .receive_complaint(luc, said("2026-11-20", "Trop long"))
        .await
        .unwrap();
    assert!(book.complaint(id).await.unwrap().row.clock.late_now);
    let mut settings = book.settings();
    settings.complaints.reply_hours = 50;
    book.change_settings(&settings).await.unwrap();
    assert!(!book.complaint(id).await.unwrap().row.clock.late_now);
    settings.complaints.opening = Opening {
        week: vec![vec![Span { from: 900, to: 800 }]; 7],
        ..Opening::default()
    };
    let refused = book.change_settings(&settings).await.unwrap_err();
    assert!(matches!(
        refused,
        Error::Invalid {
            field: "opening",
            ..
        }
    ));
    // A notebook from before complaints has the defaults.
    let old: Settings = serde_json::from_str(r#"{"name":"Salon"}"#).unwrap();
    assert_eq!(old.complaints, Settings::default().complaints);
}

#[tokio::test]
async fn complaints_go_along_when_two_become_one() {
    let book = testing::notebook().await;
    let zoe = book.known("Zoé Petit").await;
    let path = book.folder.path().join("ventes.csv");
    std::fs::write(&path, "Date;Client;Montant\n2026-01-02;PETIT Zoé;12,00\n").unwrap();
    crate::import::import(&book, &path, None).await;
    let twin = book.import_questions().await.unwrap()[0].customer;
    let id = book
        .receive_complaint(twin, said("2026-11-20", "Pas livré"))
        .await
        .unwrap();
    walk(&book, id, &[(K::Acknowledged, "2026-11-20")]).await;
    book.decide_match(twin, Some(zoe)).await.unwrap();

    let one = book.complaint(id).await.unwrap();
    assert_eq!(
        (one.row.customer, one.row.state),
        (zoe, State::Acknowledged)
    );
    assert_eq!(
        book.complaints(Some(zoe), Which::Open).await.unwrap().len(),
        1
    );
    // Who still has the other one open is told that they are gone; what is noted on the complaint itself goes on.
    let gone = book
        .receive_complaint(twin, said("2026-11-20", "Encore"))
        .await
        .unwrap_err();
    assert!(matches!(
        gone,
        Error::NotFound {
            what: "customer",
            ..
        }
    ));
    walk(&book, id, &[(K::Solved, "2026-11-21")]).await;
    assert!(book.check().await.unwrap().sound);
    book.undo(None).await.unwrap();
    book.undo(None).await.unwrap();
    assert_eq!(book.complaint(id).await.unwrap().row.customer, twin);
    assert!(book.check().await.unwrap().sound);
}
