//! What is done to many customers at once is done with the same care as to one, and taken back in one go.

use std::collections::BTreeMap;

use fidele_core::Error;
use fidele_core::contact::{ContactDraft, ContactPurpose, ContactsDraft, ContactsPlan};
use fidele_core::customer::{
    Channel, Chosen, ClosedReason, Consent, CustomerDraft, CustomerFilter,
};
use fidele_core::error::Reason;
use fidele_core::ids::CustomerId;
use fidele_core::testing::{self, TestNotebook, day, today};
use fidele_core::winback::GuardKind;

async fn three(book: &TestNotebook) -> [CustomerId; 3] {
    [
        book.known("Amélie Morin").await,
        book.known("Luc Fabre").await,
        book.known("Zoé Petit").await,
    ]
}

fn everybody() -> Chosen {
    Chosen::All {
        filter: CustomerFilter::default(),
        except: Vec::new(),
    }
}

async fn tags(book: &TestNotebook) -> BTreeMap<String, u32> {
    let tags = book.tags().await.unwrap();
    tags.into_iter()
        .map(|tag| (tag.value, tag.customers))
        .collect()
}

#[tokio::test]
async fn all_of_a_filter_are_chosen_but_for_a_few() {
    let book = testing::notebook().await;
    let [amelie, luc, zoe] = three(&book).await;
    assert_eq!(
        book.chosen(&everybody()).await.unwrap(),
        [amelie, luc, zoe],
        "in alphabetical order"
    );
    let but_luc = Chosen::All {
        filter: CustomerFilter::default(),
        except: vec![luc],
    };
    assert_eq!(book.chosen(&but_luc).await.unwrap(), [amelie, zoe]);
    let searched = Chosen::All {
        filter: CustomerFilter {
            search: "zoe".to_owned(),
            ..CustomerFilter::default()
        },
        except: Vec::new(),
    };
    assert_eq!(book.chosen(&searched).await.unwrap(), [zoe]);
}

#[tokio::test]
async fn a_tag_on_many_is_one_step_back() {
    let book = testing::notebook().await;
    let [amelie, luc, zoe] = three(&book).await;
    book.tag_customers(&[luc], "vip", true).await.unwrap();
    let ids = book.chosen(&everybody()).await.unwrap();
    book.tag_customers(&ids, " vip ", true).await.unwrap();
    assert_eq!(tags(&book).await, BTreeMap::from([("vip".to_owned(), 3)]));
    assert_eq!(book.tags_of(&[amelie, zoe]).await.unwrap()[0].customers, 2);

    book.tag_customers(&[amelie, luc], "vip", false)
        .await
        .unwrap();
    assert_eq!(tags(&book).await["vip"], 1);
    book.undo(None).await.unwrap();
    book.undo(None).await.unwrap();
    assert_eq!(
        tags(&book).await["vip"],
        1,
        "whoever had it before keeps it"
    );
    assert_eq!(book.customer(luc).await.unwrap().record.tags, ["vip"]);
    assert!(book.check().await.unwrap().sound);
}

#[tokio::test]
async fn many_are_archived_and_brought_back() {
    let book = testing::notebook().await;
    let [amelie, ..] = three(&book).await;
    let book = {
        book.archive_customers(&[amelie], true).await.unwrap();
        book.on("2026-11-23").await
    };
    let everybody = book.chosen(&everybody()).await.unwrap();
    assert_eq!(everybody.len(), 2);
    let all = [everybody, vec![amelie]].concat();
    book.archive_customers(&all, true).await.unwrap();
    assert_eq!(book.customer_counts().await.unwrap().customers, 0);
    assert_eq!(
        book.customer(amelie).await.unwrap().archived_on,
        Some(today()),
        "who was archived already stays so since then"
    );
    book.undo(None).await.unwrap();
    assert_eq!(book.customer_counts().await.unwrap().customers, 2);
    book.archive_customers(&all, false).await.unwrap();
    assert_eq!(book.customer_counts().await.unwrap().customers, 3);
}

fn held(plan: &ContactsPlan) -> BTreeMap<GuardKind, u32> {
    plan.held
        .iter()
        .map(|guarded| (guarded.why, guarded.customers))
        .collect()
}

#[tokio::test]
async fn contacts_with_many_pass_the_guardrails_and_say_who_did_not() {
    let book = testing::notebook().await;
    let [amelie, luc, zoe] = three(&book).await;
    book.close_customer(luc, Some(ClosedReason::Deceased))
        .await
        .unwrap();
    let refuses = CustomerDraft {
        name: "Paul Roussel".to_owned(),
        consents: vec![Consent {
            channel: Channel::Call,
            granted: false,
            day: today(),
            source: "comptoir".to_owned(),
        }],
        ..CustomerDraft::default()
    };
    let paul = book.create_customer(refuses).await.unwrap();
    let due = ContactDraft {
        day: day("2026-11-25"),
        minute: None,
        channel: Channel::Visit,
        purpose: ContactPurpose::News,
        note: String::new(),
    };
    book.plan_contact(zoe, due).await.unwrap();

    let ids = book.chosen(&everybody()).await.unwrap();
    let calls = ContactsDraft {
        day: Some(day("2026-11-26")),
        channel: Some(Channel::Call),
        purpose: Some(ContactPurpose::Thanks),
        note: "merci".to_owned(),
    };
    let preview = book.preview_contacts(&ids, &calls).await.unwrap();
    assert_eq!(
        book.open_contacts(None).await.unwrap().len(),
        1,
        "only looked at"
    );
    let plan = book.plan_contacts(&ids, &calls).await.unwrap();
    assert_eq!(plan, preview);
    assert_eq!(plan.planned, 1);
    assert_eq!(
        held(&plan),
        BTreeMap::from([
            (GuardKind::Closed, 1),
            (GuardKind::Refused, 1),
            (GuardKind::AlreadyPlanned, 1)
        ])
    );
    assert!(
        plan.warned
            .iter()
            .any(|one| one.why == GuardKind::NoAddress)
    );
    let made = book.contacts_with(amelie).await.unwrap();
    assert_eq!(
        (made[0].day, made[0].purpose, made[0].note.as_str()),
        (day("2026-11-26"), ContactPurpose::Thanks, "merci")
    );
    book.undo(None).await.unwrap();
    assert!(book.contacts_with(amelie).await.unwrap().is_empty());

    // With every one guarded nothing is written, and the reason is said.
    let before = book.undoable().await.unwrap();
    let none = book.plan_contacts(&[luc, paul], &calls).await.unwrap();
    assert_eq!((none.planned, held(&none).len()), (0, 2));
    assert_eq!(book.undoable().await.unwrap(), before);
}

#[tokio::test]
async fn contacts_without_a_day_are_spread_over_working_days() {
    let book = testing::notebook().await;
    let mut ids = Vec::new();
    for n in 0..10 {
        ids.push(book.known(&format!("Client {n}")).await);
    }
    let plan = book
        .plan_contacts(&ids, &ContactsDraft::default())
        .await
        .unwrap();
    assert_eq!(plan.planned, 10);
    let mut days: BTreeMap<String, u32> = BTreeMap::new();
    for contact in book.open_contacts(None).await.unwrap() {
        *days.entry(contact.day.to_string()).or_default() += 1;
    }
    let monday_to_friday = (23..28).map(|n| (format!("2026-11-{n}"), 2));
    assert_eq!(days, monday_to_friday.collect());

    let past = ContactsDraft {
        day: Some(day("2026-11-21")),
        ..ContactsDraft::default()
    };
    let refused = book.plan_contacts(&ids, &past).await;
    assert!(matches!(
        refused,
        Err(Error::Invalid {
            reason: Reason::InThePast,
            ..
        })
    ));
    let many = vec![ids[0]; 501];
    let refused = book.plan_contacts(&many, &ContactsDraft::default()).await;
    assert!(
        matches!(refused, Err(Error::Invalid { .. })),
        "nobody calls 501"
    );
}

#[tokio::test]
async fn closing_gives_up_what_is_planned_and_reopening_starts_afresh() {
    let book = testing::notebook().await;
    let [amelie, ..] = three(&book).await;
    for iso in ["2026-06-01", "2026-07-01", "2026-08-01"] {
        book.bought(amelie, iso, 3_000).await;
    }
    assert_eq!(book.winback_queue(0, 10).await.unwrap().total, 1);
    book.plan_week(&[amelie]).await.unwrap();
    book.close_customer(amelie, Some(ClosedReason::Moved))
        .await
        .unwrap();
    let journey = book.journey(amelie).await.unwrap();
    assert_eq!(
        journey.customer.closed.map(|closed| closed.reason),
        Some(ClosedReason::Moved)
    );
    assert!(journey.next.is_none() && journey.contacts.is_empty());
    assert!(book.today_page().await.unwrap().contacts.is_empty());
    assert_eq!(book.winback_queue(0, 10).await.unwrap().total, 0);

    book.undo(None).await.unwrap();
    assert_eq!(book.contacts_with(amelie).await.unwrap().len(), 1);
    book.redo().await.unwrap();
    book.close_customer(amelie, None).await.unwrap();
    assert_eq!(book.customer(amelie).await.unwrap().closed, None);
    assert_eq!(book.winback_queue(0, 10).await.unwrap().total, 1);
}
