//! Payment plans, departures, referrals and satisfaction on real notebook files.

use chrono::Days;
use fidele_core::Error;
use fidele_core::contact::{ContactDraft, ContactPurpose};
use fidele_core::customer::{Channel, CustomerDraft};
use fidele_core::departure::DepartureDraft;
use fidele_core::error::Reason;
use fidele_core::feeling::{Emotion, Feeling};
use fidele_core::ids::CustomerId;
use fidele_core::moment::{DepartureReason, Direction, MomentDraft, Noting};
use fidele_core::money::Amount;
use fidele_core::plan::{Every, PlanDraft, PlanState};
use fidele_core::referral::Mood;
use fidele_core::testing::{self, TestNotebook, day, today};
use fidele_core::winback::{Approach, Guard, GuardKind};

use crate::import::import;

fn three(total: i64) -> PlanDraft {
    PlanDraft {
        total: Amount(total),
        instalments: 3,
        first: today(),
        every: Every::Month,
        text: "ce qui est possible chaque mois".to_owned(),
    }
}

fn left(reason: DepartureReason, avoidable: Option<bool>) -> DepartureDraft {
    DepartureDraft {
        day: today(),
        reason,
        avoidable,
        gone_to: None,
        text: String::new(),
    }
}

async fn slipping(book: &TestNotebook, name: &str) -> CustomerId {
    let id = book.known(name).await;
    for iso in ["2026-06-01", "2026-07-01", "2026-08-01"] {
        book.bought(id, iso, 3_000).await;
    }
    id
}

fn call(purpose: ContactPurpose) -> ContactDraft {
    ContactDraft {
        day: today(),
        minute: None,
        channel: Channel::Visit,
        purpose,
        note: String::new(),
    }
}

#[tokio::test]
async fn a_plan_runs_is_paid_and_keeps_selling_away_meanwhile() {
    let book = testing::notebook().await;
    let id = slipping(&book, "Garage Petit").await;
    assert_eq!(book.winback_queue(0, 10).await.unwrap().total, 1);
    let plan = book.agree_plan(id, three(10_000)).await.unwrap();

    let journey = book.journey(id).await.unwrap();
    let told = journey.plans.first().unwrap();
    assert_eq!(
        (told.id, told.state, told.total),
        (plan, PlanState::Running, Amount(10_000))
    );
    let amounts: Vec<i64> = told.instalments.iter().map(|one| one.amount.0).collect();
    assert_eq!(amounts, [3_334, 3_333, 3_333]);
    let until = day("2027-01-22");
    assert!(
        journey
            .guardrails
            .iter()
            .any(|g| g.blocks && g.guard == Guard::PlanRunning { until })
    );
    assert_eq!(book.winback_queue(0, 10).await.unwrap().total, 0);

    // Selling is kept away; a kind word about the plan is not.
    let refused = book.plan_contact(id, call(ContactPurpose::News)).await;
    let guarded = |error: &Error| matches!(error, Error::Guarded(g) if g.guard.kind() == GuardKind::PlanRunning);
    assert!(guarded(&refused.unwrap_err()));
    let contact = book
        .plan_contact(id, call(ContactPurpose::Plan))
        .await
        .unwrap();
    book.cancel_contact(contact).await.unwrap();

    // Due today and shown; the next ones are not yet.
    let due = book.today_page().await.unwrap().instalments;
    assert_eq!(due.len(), 1);
    let first = due.first().unwrap();
    assert_eq!((first.customer, first.number, first.of), (id, 1, 3));
    book.pay_instalment(first.id, Some(today())).await.unwrap();
    assert!(book.today_page().await.unwrap().instalments.is_empty());
    assert_eq!(
        book.plans(id).await.unwrap().first().unwrap().paid,
        Amount(3_334)
    );
    book.undo(None).await.unwrap();
    assert_eq!(book.today_page().await.unwrap().instalments.len(), 1);

    // Three days before the second, it is announced.
    book.pay_instalment(first.id, Some(today())).await.unwrap();
    let book = book.on("2026-12-18").await;
    assert!(book.today_page().await.unwrap().instalments.is_empty());
    let book = book.on("2026-12-19").await;
    assert_eq!(
        book.today_page()
            .await
            .unwrap()
            .instalments
            .first()
            .unwrap()
            .number,
        2
    );

    let book = book.on("2027-01-30").await;
    for one in book.due_instalments(day("2027-01-30")).await.unwrap() {
        let paid = book.pay_instalment(one.id, Some(day("2027-02-01"))).await;
        assert!(matches!(
            paid,
            Err(Error::Invalid {
                field: "day",
                reason: Reason::InTheFuture
            })
        ));
        let paid = book.pay_instalment(one.id, Some(day("2026-01-01"))).await;
        assert!(matches!(
            paid,
            Err(Error::Invalid {
                field: "day",
                reason: Reason::TooEarly
            })
        ));
        book.pay_instalment(one.id, Some(day("2027-01-30")))
            .await
            .unwrap();
    }
    assert_eq!(
        book.plans(id).await.unwrap().first().unwrap().state,
        PlanState::Paid
    );
    assert!(
        !book
            .guardrails(id, None)
            .await
            .unwrap()
            .iter()
            .any(|g| g.blocks)
    );
    assert!(book.give_up_plan(plan, true).await.is_err());
}

#[tokio::test]
async fn a_plan_given_up_can_be_taken_up_again_and_undone() {
    let book = testing::notebook().await;
    let id = book.known("Inès Caron").await;
    let plan = book.agree_plan(id, three(9_000)).await.unwrap();
    book.give_up_plan(plan, true).await.unwrap();
    assert_eq!(
        book.plans(id).await.unwrap().first().unwrap().state,
        PlanState::GivenUp
    );
    assert!(book.today_page().await.unwrap().instalments.is_empty());
    assert!(book.guardrails(id, None).await.unwrap().is_empty());
    book.undo(None).await.unwrap();
    assert_eq!(
        book.plans(id).await.unwrap().first().unwrap().state,
        PlanState::Running
    );
    book.undo(None).await.unwrap();
    assert!(book.plans(id).await.unwrap().is_empty());
    book.redo().await.unwrap();
    assert_eq!(
        book.plans(id)
            .await
            .unwrap()
            .first()
            .unwrap()
            .instalments
            .len(),
        3
    );
    assert!(matches!(
        book.agree_plan(
            id,
            PlanDraft {
                first: today() - Days::new(1),
                ..three(9_000)
            }
        )
        .await,
        Err(Error::Invalid { field: "first", .. })
    ));
}

#[tokio::test]
async fn unpaid_invoices_of_the_books_propose_a_plan_with_their_sum() {
    let book = testing::notebook().await;
    let header = "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|\
        PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise\n";
    let invoice = |n: u32, iso: &str, amount: &str| {
        format!(
            "VE|Ventes|{n}|{iso}|411000|Clients|C1|DURAND Léa|FA{n}|{iso}|Facture|{amount}|0,00|||||\n\
             VE|Ventes|{n}|{iso}|707000|Ventes|||FA{n}|{iso}|Facture|0,00|{amount}|||||\n"
        )
    };
    let file = book.folder.path().join("livres.txt");
    let text = format!(
        "{header}{}{}OD|Divers|3|20260930|658000|Divers|||X|20260930|Divers|0,01|0,00|||||\n",
        invoice(1, "20260105", "120,00"),
        invoice(2, "20260210", "80,50")
    );
    std::fs::write(&file, text).unwrap();
    import(&book, &file, None).await;
    let id = book.search("durand", 5).await.unwrap().first().unwrap().id;
    let owing = book.journey(id).await.unwrap().owing.unwrap();
    assert_eq!((owing.total, owing.invoices.len()), (Amount(20_050), 2));
    assert_eq!(
        book.suggestion(id).await.unwrap().approach,
        Approach::ProposePlan
    );
    assert_eq!(
        book.suggestion(id).await.unwrap().purpose,
        ContactPurpose::Plan
    );

    let plan = book.agree_plan(id, three(owing.total.0)).await.unwrap();
    assert!(book.owing(id).await.unwrap().is_none());
    book.give_up_plan(plan, true).await.unwrap();
    assert!(book.owing(id).await.unwrap().is_some());
    book.give_up_plan(plan, false).await.unwrap();
    for one in book
        .plans(id)
        .await
        .unwrap()
        .first()
        .unwrap()
        .instalments
        .clone()
    {
        book.pay_instalment(one.id, Some(today())).await.unwrap();
    }
    // The books of September do not know of it yet.
    assert!(book.owing(id).await.unwrap().is_none());
    assert_ne!(
        book.suggestion(id).await.unwrap().approach,
        Approach::ProposePlan
    );
}

#[tokio::test]
async fn what_is_known_of_why_they_left_says_what_to_do() {
    let book = testing::notebook().await;
    let id = slipping(&book, "Thomas Girard").await;
    let before = book.suggestion(id).await.unwrap().approach;
    for (reason, approach) in [
        (DepartureReason::Competitor, Approach::Advise),
        (DepartureReason::Price, Approach::Advise),
        (DepartureReason::Service, Approach::Apologise),
        (DepartureReason::NeedEnded, Approach::KeepLink),
        (DepartureReason::Unknown, Approach::TakeNews),
    ] {
        book.note_departure(id, left(reason, None)).await.unwrap();
        assert_eq!(book.suggestion(id).await.unwrap().approach, approach);
        let row = book
            .winback_queue(0, 1)
            .await
            .unwrap()
            .rows
            .into_iter()
            .next()
            .unwrap();
        assert_eq!(row.suggestion.approach, approach);
        book.undo(None).await.unwrap();
    }
    assert_eq!(book.suggestion(id).await.unwrap().approach, before);
    // Who came back since has not left.
    book.note_departure(
        id,
        DepartureDraft {
            day: day("2026-08-20"),
            ..left(DepartureReason::Price, None)
        },
    )
    .await
    .unwrap();
    book.bought(id, "2026-11-20", 1_000).await;
    assert_eq!(
        book.suggestion(id).await.unwrap().approach,
        Approach::Welcome
    );
    assert!(book.departures(id).await.unwrap().first().unwrap().back);
}

#[tokio::test]
async fn departures_come_to_shares_with_their_list() {
    let book = testing::notebook().await;
    let gone = book.known("Jamais Revue").await;
    for iso in ["2025-01-01", "2025-01-08", "2025-01-15"] {
        book.bought(gone, iso, 1_000).await;
    }
    assert_eq!(book.departure_figures().await.unwrap().not_asked, 1);
    let draft = DepartureDraft {
        gone_to: Some("Fournil d’Anna".to_owned()),
        ..left(DepartureReason::Competitor, Some(true))
    };
    let id = book.note_departure(gone, draft.clone()).await.unwrap();
    let told = book.departure_figures().await.unwrap();
    assert_eq!((told.not_asked, told.list.len()), (0, 1));
    assert_eq!(
        told.avoidable.map(|share| (share.n, share.of)),
        Some((1, 1))
    );
    assert_eq!(told.gone_to.first().unwrap().name, "Fournil d’Anna");
    book.edit_departure(
        id,
        DepartureDraft {
            avoidable: Some(false),
            ..draft
        },
    )
    .await
    .unwrap();
    assert_eq!(
        book.departure_figures()
            .await
            .unwrap()
            .avoidable
            .map(|share| share.n),
        Some(0)
    );
    book.remove_departure(id).await.unwrap();
    assert!(book.departure_figures().await.unwrap().list.is_empty());
    assert!(matches!(
        book.remove_departure(id).await,
        Err(Error::NotFound { .. })
    ));
    book.undo(None).await.unwrap();
    assert_eq!(book.departures(gone).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_chain_of_referrals_is_worth_what_it_bought_and_never_closes() {
    let book = testing::notebook().await;
    let mut chain = Vec::new();
    for name in ["Amélie", "Bruno", "Chloé", "Denis"] {
        let id = book.known(name).await;
        book.bought(id, "2026-10-01", 1_000).await;
        if let Some(by) = chain.last() {
            book.set_referrer(id, Some(*by)).await.unwrap();
        }
        chain.push(id);
    }
    let [a, b, c, d] = chain.as_slice() else {
        unreachable!()
    };
    let (a, b, c, d) = (*a, *b, *c, *d);
    let told = book.journey(a).await.unwrap().brought;
    assert_eq!((told.direct, told.bought, told.chain), (1, 1, 3));
    assert_eq!(
        (told.value, told.chain_value),
        (Amount(1_000), Amount(3_000))
    );
    let order: Vec<(CustomerId, u32)> = told
        .people
        .iter()
        .map(|one| (one.customer, one.depth))
        .collect();
    assert_eq!(order, [(b, 1), (c, 2), (d, 3)]);

    // Nobody brings whom they come from, nor themselves: by the link, nor by the record.
    let ring = |error: Error| {
        matches!(
            error,
            Error::Invalid {
                field: "referrer",
                reason: Reason::Circular
            }
        )
    };
    assert!(ring(book.set_referrer(a, Some(d)).await.unwrap_err()));
    assert!(ring(book.set_referrer(a, Some(a)).await.unwrap_err()));
    let draft = CustomerDraft {
        name: "Amélie".to_owned(),
        referrer: Some(c),
        ..CustomerDraft::default()
    };
    assert!(ring(book.edit_customer(a, draft).await.unwrap_err()));
    assert!(matches!(
        book.set_referrer(a, Some(gone(&book).await)).await,
        Err(Error::NotFound { .. })
    ));

    // A ring that history leads back to ends all the same.
    book.set_referrer(b, None).await.unwrap();
    let seq = book.undoable().await.unwrap().unwrap().seq;
    book.set_referrer(a, Some(d)).await.unwrap();
    book.undo(Some(seq)).await.unwrap();
    assert_eq!(book.referrals(a).await.unwrap().chain, 3);
    assert_eq!(book.referrals(c).await.unwrap().chain, 3);
    book.set_referrer(b, None).await.unwrap();
    assert_eq!(book.referrals(b).await.unwrap().chain, 3);

    let figures = book.referral_figures().await.unwrap();
    assert_eq!(
        (
            figures.brought,
            figures.bought,
            figures.buyers,
            figures.ambassadors
        ),
        (3, 3, 4, 3)
    );
    assert_eq!(figures.list.first().unwrap().value, Amount(1_000));
}

async fn gone(book: &TestNotebook) -> CustomerId {
    let id = book.known("Personne").await;
    book.undo(None).await.unwrap();
    id
}

#[tokio::test]
async fn nobody_asked_means_nothing_said() {
    let book = testing::notebook().await;
    let told = book.satisfaction().await.unwrap();
    assert!(told.list.is_empty());
    assert!(
        told.now
            .iter()
            .chain(&told.before)
            .all(|one| one.answered == 0 && one.figure.is_none())
    );
    let word = book.referral_figures().await.unwrap().word;
    assert_eq!((word.happy, word.angry, word.good, word.bad), (0, 0, 0, 0));
}

#[tokio::test]
async fn what_one_says_around_them_is_what_everybody_is_counted_by() {
    let book = testing::notebook().await;
    let felt = |emotion, moment: MomentDraft| Noting {
        feeling: Some(Feeling::plain(emotion)),
        ..moment.into()
    };
    let exchange = |iso| MomentDraft::Exchange {
        day: day(iso),
        minute: None,
        channel: Channel::Counter,
        direction: Direction::In,
        purpose: None,
        who: None,
        text: "au comptoir".to_owned(),
    };
    let bought = |iso| MomentDraft::Purchase {
        day: day(iso),
        minute: None,
        amount: Amount(1_000),
        note: None,
        served_by: None,
    };
    let thanks = |iso| MomentDraft::Praise {
        day: day(iso),
        minute: None,
        channel: None,
        earned_by: None,
        text: "merci".to_owned(),
    };
    let (ill, well) = (Emotion::Annoyance, Emotion::Delight);
    let said: [(&str, Vec<Noting>, Option<Mood>); 7] = [
        ("Aline", vec![bought("2026-10-01").into()], None),
        ("Basile", vec![felt(ill, bought("2025-10-01"))], None),
        (
            "Colette",
            vec![
                felt(ill, exchange("2026-10-01")),
                felt(well, bought("2026-10-02")),
            ],
            Some(Mood::Happy),
        ),
        (
            "Didier",
            vec![
                felt(ill, bought("2026-10-02")),
                felt(well, bought("2026-10-01")),
                felt(well, exchange("2026-10-01")),
            ],
            Some(Mood::Angry),
        ),
        // On one day a feeling weighs more than a thank-you.
        (
            "Élise",
            vec![
                felt(ill, exchange("2026-10-01")),
                thanks("2026-10-01").into(),
            ],
            Some(Mood::Angry),
        ),
        (
            "Fabien",
            vec![
                felt(ill, exchange("2026-10-01")),
                thanks("2026-10-02").into(),
            ],
            Some(Mood::Happy),
        ),
        (
            "Gisèle",
            vec![felt(ill, thanks("2026-10-01")), bought("2026-10-05").into()],
            Some(Mood::Angry),
        ),
    ];
    let mut expected = Vec::new();
    for (name, noted, mood) in said {
        let id = book.known(name).await;
        for noting in noted {
            book.note_moment(id, noting).await.unwrap();
        }
        assert_eq!(book.referrals(id).await.unwrap().mood, mood, "{name}");
        expected.extend(mood.map(|mood| (name.to_owned(), mood)));
    }
    let word = book.referral_figures().await.unwrap().word;
    let mut heard: Vec<(String, Mood)> = word
        .list
        .into_iter()
        .map(|one| (one.name, one.mood))
        .collect();
    heard.sort_by(|a, b| a.0.cmp(&b.0));
    expected.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(heard, expected);
}
