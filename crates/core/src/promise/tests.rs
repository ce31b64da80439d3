//! The rules, without a notebook.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::*;
use crate::testing::{day, today};

fn draft(due: NaiveDate) -> PromiseDraft {
    PromiseDraft {
        day: today(),
        minute: None,
        text: " rappeler  avant midi ".to_owned(),
        who: Some("  Claire ".to_owned()),
        due,
        due_minute: None,
        complaint: None,
    }
}

fn refused(draft: PromiseDraft) -> (&'static str, Reason) {
    match draft.tidied(today()) {
        Err(Error::Invalid { field, reason }) => (field, reason),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_promise_is_due_on_the_day_it_is_made_or_later() {
    let made = draft(today()).tidied(today()).unwrap();
    assert_eq!(made.text, "rappeler  avant midi");
    assert_eq!(made.who.as_deref(), Some("Claire"));
    assert_eq!(refused(draft(day("2026-11-21"))), ("due", Reason::TooEarly));
    assert_eq!(
        refused(draft(day("2046-11-21"))),
        ("due", Reason::OutOfRange)
    );
    let earlier = PromiseDraft {
        minute: Some(700),
        due_minute: Some(600),
        ..draft(today())
    };
    assert_eq!(refused(earlier), ("dueMinute", Reason::TooEarly));
    let tomorrow = PromiseDraft {
        day: day("2026-11-23"),
        ..draft(day("2026-11-24"))
    };
    assert_eq!(refused(tomorrow), ("day", Reason::InTheFuture));
}

#[test]
fn what_cannot_be_kept_as_a_text_is_refused() {
    let said = |text: &str| PromiseDraft {
        text: text.to_owned(),
        ..draft(today())
    };
    assert_eq!(refused(said(" \n ")), ("text", Reason::Empty));
    assert_eq!(
        refused(said(&"a".repeat(1_000_000))),
        ("text", Reason::TooLong)
    );
    let noon = PromiseDraft {
        due_minute: Some(1_440),
        ..draft(today())
    };
    assert_eq!(refused(noon), ("dueMinute", Reason::OutOfRange));
    let crowd = PromiseDraft {
        who: Some("x".repeat(201)),
        ..draft(today())
    };
    assert_eq!(refused(crowd), ("who", Reason::TooLong));
}

#[test]
fn nothing_is_said_of_few_and_nothing_known_of_none() {
    let rate = |n: usize| {
        PromiseSpan::new(
            today(),
            today(),
            std::iter::repeat_n(PromiseState::KeptOnTime, n),
        )
    };
    assert!(!rate(9).enough && rate(10).enough);
    assert_eq!((rate(0).kept.low, rate(0).kept.high), (0.0, 1.0));
    // 10 of 10: Wilson's interval goes down to 72 %.
    assert!((rate(10).kept.low - 0.722).abs() < 0.001);
}

fn ended() -> impl Strategy<Value = Option<(PromiseOutcome, u64)>> {
    let outcome = prop_oneof![
        Just(PromiseOutcome::Kept),
        Just(PromiseOutcome::Broken),
        Just(PromiseOutcome::Renegotiated),
    ];
    proptest::option::of((outcome, 0_u64..60))
}

proptest! {
    /// However promises end, each that came due is counted once, and none that can still be kept on time is.
    #[test]
    fn every_promise_due_is_counted_once(all in proptest::collection::vec((0_u64..60, ended()), 0..60)) {
        let (from, now) = (today() - Days::new(59), today());
        let states: Vec<PromiseState> = all
            .iter()
            .map(|(due, ended)| {
                let on = ended.map(|(outcome, on)| (outcome, from + Days::new(on)));
                PromiseState::of(from + Days::new(*due), on, now)
            })
            .collect();
        let span = PromiseSpan::new(from, now, states.iter().copied());
        let waiting = states.iter().filter(|state| **state == PromiseState::Due).count();
        prop_assert_eq!(span.kept.of as usize, all.len() - waiting);
        prop_assert_eq!(span.kept.of, span.kept.n + span.kept_late + span.broken + span.moved + span.late);
        prop_assert!(span.kept.low <= span.kept.high);
    }

    /// With every day that passes a promise stands no better, and what was kept late never becomes kept on time.
    #[test]
    fn no_day_makes_a_promise_better(due in 0_u64..40, ended in ended(), days in 0_u64..40) {
        let first = today();
        let due = first + Days::new(due);
        let on = ended.map(|(outcome, on)| (outcome, first + Days::new(on)));
        let at = |ahead: u64| PromiseState::of(due, on, first + Days::new(ahead));
        if on.is_some() {
            prop_assert_eq!(at(days), at(days + 1));
        } else {
            prop_assert!(at(days + 1) <= at(days));
            prop_assert!(at(days).is_open());
        }
    }
}
