//! From the queue to the call to the return.

use chrono::NaiveDate;
use fidele_core::Error;
use fidele_core::behaviour::Behaviour;
use fidele_core::contact::{ContactDraft, ContactPurpose, Outcome};
use fidele_core::customer::{Channel, Consent, CustomerDraft};
use fidele_core::ids::CustomerId;
use fidele_core::reminder::Reminder;
use fidele_core::testing::{self, TestNotebook, day, today};
use fidele_core::winback::Guard;

fn call(on: NaiveDate) -> ContactDraft {
    ContactDraft {
        day: on,
        minute: Some(630),
        channel: Channel::Call,
        purpose: ContactPurpose::News,
        note: "prendre des nouvelles ; rien à vendre".to_owned(),
    }
}

async fn slipping(book: &TestNotebook, name: &str, cents: i64) -> CustomerId {
    let id = book.known(name).await;
    for iso in ["2026-06-01", "2026-07-01", "2026-08-01"] {
        book.bought(id, iso, cents).await;
    }
    id
}

#[tokio::test]
async fn the_queue_is_ordered_by_what_is_at_stake() {
    let book = testing::notebook().await;
    slipping(&book, "Petite Cliente", 1_000).await;
    let big = slipping(&book, "Grande Cliente", 9_000).await;
    let queue = book.winback_queue(0, 10).await.unwrap();
    let names: Vec<&str> = queue.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Grande Cliente", "Petite Cliente"]);
    assert_eq!(queue.total, 2);

    book.plan_contact(big, call(today())).await.unwrap();
    assert_eq!(book.winback_queue(0, 10).await.unwrap().total, 1);
    assert_eq!(book.today_page().await.unwrap().contacts.len(), 1);
}

#[tokio::test]
async fn a_purchase_within_the_window_closes_the_contact_as_came_back() {
    let book = testing::notebook().await;
    let id = slipping(&book, "Jeanne Dupuis", 3_000).await;
    let contact = book.plan_contact(id, call(today())).await.unwrap();
    book.record_outcome(contact, Outcome::WillCome, None)
        .await
        .unwrap();
    assert_eq!(book.winback_counts().await.unwrap().waiting, 1);
    let book = book.on("2026-11-27").await;
    book.bought(id, "2026-11-26", 2_500).await;
    let closed = book.contact(contact).await.unwrap();
    assert_eq!(closed.came_back_on, Some(day("2026-11-26")));
    assert_eq!(closed.outcome, Some(Outcome::WillCome));
    let journey = book.journey(id).await.unwrap();
    assert_eq!(journey.standing.behaviour, Behaviour::Back);
    assert_eq!(book.today_page().await.unwrap().occasions[0].customer, id);
    assert_eq!(book.winback_counts().await.unwrap().came_back, 1);

    book.undo(None).await.unwrap();
    assert_eq!(book.contact(contact).await.unwrap().came_back_on, None);
}

#[tokio::test]
async fn a_visit_before_the_call_closes_it_by_itself() {
    let book = testing::notebook().await;
    let id = slipping(&book, "Luc Fabre", 3_000).await;
    let contact = book
        .plan_contact(id, call(day("2026-11-30")))
        .await
        .unwrap();
    let book = book.on("2026-11-25").await;
    let key = book.bought(id, "2026-11-24", 1_000).await;
    assert_eq!(
        book.contact(contact).await.unwrap().outcome,
        Some(Outcome::Came)
    );
    assert!(book.open_contacts(None).await.unwrap().is_empty());
    // The purchase was a mistake: the call is due again.
    book.remove_moment(key).await.unwrap();
    assert_eq!(book.contact(contact).await.unwrap().outcome, None);
}

#[tokio::test]
async fn a_purchase_long_after_closes_nothing() {
    let book = testing::notebook().await;
    let id = slipping(&book, "Paul Roussel", 3_000).await;
    let contact = book.plan_contact(id, call(today())).await.unwrap();
    book.record_outcome(contact, Outcome::Reached, None)
        .await
        .unwrap();
    let book = book.on("2027-03-01").await;
    book.bought(id, "2027-02-20", 1_000).await;
    assert_eq!(book.contact(contact).await.unwrap().came_back_on, None);
}

#[tokio::test]
async fn who_wants_peace_gets_it_everywhere() {
    let book = testing::notebook().await;
    let id = slipping(&book, "Nadia Haddad", 3_000).await;
    let first = book.plan_contact(id, call(today())).await.unwrap();
    let second = book
        .plan_contact(id, call(day("2026-12-01")))
        .await
        .unwrap();
    book.record_outcome(first, Outcome::Peace, Some("plus d'appels".to_owned()))
        .await
        .unwrap();
    assert!(matches!(
        book.contact(second).await,
        Err(Error::NotFound { .. })
    ));
    assert_eq!(book.winback_queue(0, 10).await.unwrap().total, 0);
    assert_eq!(
        book.journey(id).await.unwrap().standing.behaviour,
        Behaviour::Closed
    );
    let refused = book.plan_contact(id, call(day("2026-12-02"))).await;
    assert!(matches!(refused, Err(Error::Guarded(g)) if matches!(g.guard, Guard::Peace { .. })));
    assert_eq!(book.plan_week(&[id]).await.unwrap(), 0);
    // One slip of the finger away from being taken back, whole.
    book.undo(None).await.unwrap();
    assert_eq!(book.open_contacts(None).await.unwrap().len(), 2);
}

#[tokio::test]
async fn three_touches_in_vain_bring_six_months_of_peace() {
    let book = testing::notebook().await;
    let id = slipping(&book, "Hugo Renard", 3_000).await;
    for _ in 0..3 {
        let contact = book.plan_contact(id, call(today())).await.unwrap();
        book.record_outcome(contact, Outcome::NoAnswer, None)
            .await
            .unwrap();
    }
    let refused = book.plan_contact(id, call(today())).await;
    assert!(
        matches!(refused, Err(Error::Guarded(g)) if g.guard == Guard::EnoughTouches { until: day("2027-05-23") })
    );
    // An apology is not a touch.
    let apology = ContactDraft {
        purpose: ContactPurpose::Apology,
        ..call(today())
    };
    book.plan_contact(id, apology).await.unwrap();
}

#[tokio::test]
async fn a_refused_channel_stays_closed() {
    let book = testing::notebook().await;
    let id = slipping(&book, "Élise Noël", 3_000).await;
    let record = book.customer(id).await.unwrap().record;
    let consents = vec![Consent {
        channel: Channel::Call,
        granted: false,
        day: day("2026-01-05"),
        source: "dit au comptoir".to_owned(),
    }];
    book.edit_customer(id, CustomerDraft { consents, ..record })
        .await
        .unwrap();
    assert!(matches!(
        book.plan_contact(id, call(today())).await,
        Err(Error::Guarded(_))
    ));
    assert_ne!(book.suggestion(id).await.unwrap().channel, Channel::Call);
}

#[tokio::test]
async fn calendars_accept_the_contacts() {
    let book = testing::notebook().await;
    let id = slipping(&book, "Zoé; \"Garçon\", née\\Petit", 3_000).await;
    book.plan_contact(id, call(day("2026-11-30")))
        .await
        .unwrap();
    let all_day = ContactDraft {
        minute: None,
        channel: Channel::Letter,
        ..call(day("2026-12-01"))
    };
    book.plan_contact(id, all_day).await.unwrap();
    let text = book
        .calendar(None, |entry| match entry {
            Reminder::Contact { contact } => format!("Appeler {}", contact.name),
            Reminder::Promise { promise } => promise.name.clone(),
        })
        .await
        .unwrap();

    let calendar = calcard::icalendar::ICalendar::parse(&text).expect("another parser reads it");
    let events: Vec<_> = calendar
        .components
        .iter()
        .filter(|part| part.component_type == calcard::icalendar::ICalendarComponentType::VEvent)
        .collect();
    assert_eq!(events.len(), 2);
    let value = |at: usize, name| {
        events[at]
            .property(&name)
            .and_then(|entry| entry.values.first())
            .cloned()
    };
    use calcard::icalendar::{ICalendarProperty, ICalendarValue};
    let summary = value(0, ICalendarProperty::Summary);
    assert_eq!(
        summary,
        Some(ICalendarValue::Text(
            "Appeler Zoé; \"Garçon\", née\\Petit".to_owned()
        ))
    );
    let Some(ICalendarValue::PartialDateTime(start)) = value(0, ICalendarProperty::Dtstart) else {
        panic!("no start")
    };
    assert_eq!(
        (
            start.year,
            start.month,
            start.day,
            start.hour,
            start.minute,
            start.tz_hour
        ),
        (Some(2026), Some(11), Some(30), Some(10), Some(30), None)
    );
    let Some(ICalendarValue::PartialDateTime(start)) = value(1, ICalendarProperty::Dtstart) else {
        panic!("no start")
    };
    assert_eq!((start.day, start.hour), (Some(1), None));
    assert!(
        text.lines().all(|line| line.len() <= 75),
        "lines are folded"
    );
}

#[tokio::test]
async fn a_contact_may_always_be_put_off_but_not_always_brought_forward() {
    let book = testing::notebook().await;
    let id = slipping(&book, "Amélie", 2_000).await;
    let later = today() + chrono::Days::new(10);
    let contact = book.plan_contact(id, call(later)).await.unwrap();
    let sooner = today() + chrono::Days::new(3);
    book.move_contact(contact, call(sooner)).await.unwrap();
    book.move_contact(contact, call(later)).await.unwrap();
    book.archive_customers(&[id], true).await.unwrap();
    let refused = book.move_contact(contact, call(sooner)).await;
    assert!(
        matches!(refused, Err(Error::Guarded(guardrail)) if guardrail.guard == Guard::Archived)
    );
    assert_eq!(book.contact(contact).await.unwrap().day, later);
    book.move_contact(contact, call(later + chrono::Days::new(1)))
        .await
        .unwrap();
}
