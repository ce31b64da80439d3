//! The fold keeps its promises, whatever happened and in whatever order it is told.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::{Breach, CEILING, CaseStep, Course, Ending, Entry, Reason, START, Weights, What, fold};
use crate::ids::MomentId;
use crate::moment::ExchangePurpose;
use crate::testing::{day, today};

fn id(n: u32) -> MomentId {
    MomentId::from(uuid::Uuid::from_u128(u128::from(n)))
}

fn entry(n: u32, on: &str, what: What) -> Entry {
    Entry {
        id: id(n),
        day: day(on),
        minute: None,
        what,
    }
}

fn step(n: u32, on: &str, complaint: u32, step: CaseStep) -> Entry {
    let complaint = id(complaint);
    entry(n, on, What::Step { complaint, step })
}

fn folded(entries: &[Entry]) -> Course {
    fold(entries, &Weights::default(), today())
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

#[test]
fn nothing_noted_is_where_everybody_starts() {
    let course = folded(&[]);
    assert_eq!((course.trust, course.ceiling), (START, CEILING));
    assert!(course.steps.is_empty());
}

#[test]
fn the_story_of_the_article_that_was_missing() {
    let thanks = What::Exchange {
        purpose: Some(ExchangePurpose::Thanks),
    };
    let promise = What::Promise {
        due: day("2026-09-22"),
        ended: Some((Ending::Kept, day("2026-09-22"))),
        complaint: Some(id(3)),
    };
    let anger = What::Feeling {
        good: false,
        intensity: 3,
        told_around: false,
    };
    let mut entries = vec![
        entry(1, "2025-01-10", What::Praise),
        entry(2, "2025-06-14", What::Referral { bought: true }),
        entry(3, "2026-09-20", What::Complaint),
        entry(3, "2026-09-20", anger),
        step(4, "2026-09-20", 3, CaseStep::Acknowledged),
        step(5, "2026-09-20", 3, CaseStep::Apology),
        entry(6, "2026-09-20", promise),
        step(7, "2026-09-22", 3, CaseStep::Solved),
        entry(8, "2026-09-28", What::Gesture),
    ];
    let unchecked = folded(&entries);
    assert!(near(unchecked.ceiling, 90.0), "no check, nothing back");
    assert_eq!(
        unchecked.unhealed,
        Some((day("2026-09-20"), Reason::Complaint))
    );
    entries.push(step(9, "2026-10-01", 3, CaseStep::Checked));
    entries.push(entry(10, "2026-10-12", thanks));
    let course = folded(&entries);
    let told: Vec<_> = course.steps.iter().map(|step| step.reason).collect();
    assert_eq!(
        told,
        [
            Reason::Praise,
            Reason::Referral,
            Reason::Complaint,
            Reason::FeltIll,
            Reason::PromiseKept,
            Reason::Gesture,
            Reason::Recovered,
            Reason::Thanks,
        ]
    );
    // 50 → 57.5 → 66 → 54 → 45, then nearer to a ceiling of 90, which gets back eight of its ten.
    assert!(near(course.steps[0].trust, 57.5) && near(course.steps[1].trust, 66.0));
    assert!(near(course.steps[3].trust, 45.0) && near(course.steps[4].trust, 50.4));
    assert!(near(course.steps[6].ceiling_moved, 8.0) && near(course.ceiling, 98.0));
    assert_eq!((course.incidents, course.unhealed), (1, None));
}

#[test]
fn a_denial_weighs_twice_and_is_counted_once() {
    let complaint = entry(1, "2026-05-04", What::Complaint);
    let plain = folded(&[complaint]);
    let denied = folded(&[
        complaint,
        step(2, "2026-05-05", 1, CaseStep::Denied),
        step(3, "2026-05-09", 1, CaseStep::Denied),
    ]);
    assert!(near(plain.trust, 38.0) && near(plain.ceiling, 90.0));
    assert!(near(denied.trust, 26.0) && near(denied.ceiling, 80.0));
    assert_eq!(denied.incidents, 1);
    // Taken back and put right, it still gives back no more than four fifths of all it cost.
    let healed = folded(&[
        complaint,
        step(2, "2026-05-05", 1, CaseStep::Denied),
        step(3, "2026-05-06", 1, CaseStep::Acknowledged),
        step(4, "2026-05-06", 1, CaseStep::Apology),
        step(5, "2026-05-07", 1, CaseStep::Solved),
        step(6, "2026-05-20", 1, CaseStep::Checked),
    ]);
    assert!(near(healed.ceiling, 96.0));
    // Denied again afterwards, what was given back goes.
    let again = folded(&[
        complaint,
        step(3, "2026-05-06", 1, CaseStep::Acknowledged),
        step(4, "2026-05-06", 1, CaseStep::Apology),
        step(5, "2026-05-07", 1, CaseStep::Solved),
        step(6, "2026-05-20", 1, CaseStep::Checked),
        step(7, "2026-06-01", 1, CaseStep::Denied),
    ]);
    assert!(near(again.ceiling, 80.0));
}

#[test]
fn any_of_the_four_missing_gives_nothing_back() {
    let all = [
        CaseStep::Acknowledged,
        CaseStep::Apology,
        CaseStep::Solved,
        CaseStep::Checked,
    ];
    for missing in all {
        let mut entries = vec![entry(1, "2026-05-04", What::Complaint)];
        for (at, one) in (2..).zip(all) {
            if one != missing {
                entries.push(step(at, "2026-05-10", 1, one));
            }
        }
        let course = folded(&entries);
        assert!(near(course.ceiling, 90.0), "{missing:?}");
        assert!(course.unhealed.is_some());
    }
}

#[test]
fn what_was_not_right_after_all_takes_back_what_was_given() {
    let mut entries = vec![
        entry(1, "2026-05-04", What::Complaint),
        step(2, "2026-05-04", 1, CaseStep::Acknowledged),
        step(3, "2026-05-04", 1, CaseStep::Apology),
        step(4, "2026-05-05", 1, CaseStep::Solved),
        step(5, "2026-05-12", 1, CaseStep::Checked),
        step(6, "2026-05-20", 1, CaseStep::Reopened),
    ];
    let course = folded(&entries);
    assert!(near(course.ceiling, 90.0) && course.trust <= course.ceiling);
    assert_eq!(course.steps.last().unwrap().reason, Reason::Reopened);
    entries.push(step(7, "2026-05-22", 1, CaseStep::Solved));
    entries.push(step(8, "2026-05-30", 1, CaseStep::Checked));
    assert!(near(folded(&entries).ceiling, 98.0), "and it can be again");
    // Put right and reopened on one day: the day ends as it ends.
    let same: Vec<_> = entries[..6]
        .iter()
        .map(|entry| Entry {
            day: day("2026-05-04"),
            ..*entry
        })
        .collect();
    assert!(near(folded(&same).ceiling, 90.0));
    assert_eq!(folded(&same).steps.len(), 1);
}

#[test]
fn promises_count_by_when_they_were_due() {
    let promise = |ended: Option<(Ending, &str)>| {
        let what = What::Promise {
            due: day("2026-10-10"),
            ended: ended.map(|(how, on)| (how, day(on))),
            complaint: None,
        };
        let course = folded(&[entry(1, "2026-10-01", what)]);
        course.steps.first().map(|step| (step.reason, step.day))
    };
    let on = |iso| Some(day(iso));
    let kept = Some((Ending::Kept, "2026-10-10"));
    assert_eq!(promise(kept).map(|step| step.1), on("2026-10-10"));
    assert_eq!(promise(kept).map(|step| step.0), Some(Reason::PromiseKept));
    for late in [
        None,
        Some((Ending::Kept, "2026-10-11")),
        Some((Ending::Kept, "2026-12-01")),
    ] {
        assert_eq!(
            promise(late),
            Some((Reason::PromiseLate, day("2026-10-11"))),
            "{late:?}"
        );
    }
    let moved = Some((Ending::Renegotiated, "2026-10-05"));
    assert_eq!(
        promise(moved),
        Some((Reason::PromiseBroken, day("2026-10-05")))
    );
    let broken = Some((Ending::Broken, "2026-11-05"));
    assert_eq!(
        promise(broken),
        Some((Reason::PromiseBroken, day("2026-10-11")))
    );
    let open = What::Promise {
        due: today(),
        ended: None,
        complaint: None,
    };
    assert!(
        folded(&[entry(1, "2026-10-01", open)]).steps.is_empty(),
        "due today is in time"
    );
}

#[test]
fn what_lies_ahead_does_not_count_yet() {
    let entries = [
        entry(1, "2026-11-23", What::Praise),
        entry(2, "2026-11-20", What::Complaint),
        step(3, "2026-11-25", 2, CaseStep::Denied),
    ];
    let course = folded(&entries);
    assert_eq!(course.steps.len(), 1);
    let before = fold(&entries, &Weights::default(), day("2026-11-19"));
    assert_eq!((before.trust, before.steps.len()), (START, 0));
}

#[test]
fn weights_out_of_range_are_known_to_be() {
    assert!(Weights::default().in_range());
    let off = |change: fn(&mut Weights)| {
        let mut weights = Weights::default();
        change(&mut weights);
        !weights.in_range()
    };
    assert!(off(|weights| weights.given_back = 81));
    assert!(off(|weights| weights.praise = 51));
    assert!(off(|weights| weights.complaint.ceiling = 51));
    assert!(off(|weights| weights.low = weights.attached));
    assert!(off(|weights| weights.felt_well = 17));
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    // Few days, so that many share one.
    (0..25_u64).prop_map(|ago| today() - Days::new(ago * 9))
}

fn any_what() -> impl Strategy<Value = What> {
    let purpose = prop_oneof![
        Just(None),
        Just(Some(ExchangePurpose::Thanks)),
        Just(Some(ExchangePurpose::Advice)),
        Just(Some(ExchangePurpose::Selling)),
    ];
    let ending = prop_oneof![
        Just(Ending::Kept),
        Just(Ending::Broken),
        Just(Ending::Renegotiated)
    ];
    let step = prop_oneof![
        1 => Just(CaseStep::Denied),
        2 => Just(CaseStep::Acknowledged),
        2 => Just(CaseStep::Apology),
        3 => Just(CaseStep::Solved),
        3 => Just(CaseStep::Checked),
        1 => Just(CaseStep::Closed),
        1 => Just(CaseStep::Reopened),
    ];
    prop_oneof![
        1 => Just(What::Gesture),
        1 => Just(What::Praise),
        1 => any::<Option<bool>>().prop_map(|content| What::Rating { content }),
        1 => purpose.prop_map(|purpose| What::Exchange { purpose }),
        2 => (any_day(), prop::option::of((ending, any_day())), prop::option::of(0..4_u32)).prop_map(
            |(due, ended, of)| What::Promise { due, ended, complaint: of.map(id) }
        ),
        2 => Just(What::Complaint),
        8 => (0..4_u32, step).prop_map(|(of, step)| What::Step { complaint: id(of), step }),
        1 => (any::<bool>(), 0..5_u8, any::<bool>()).prop_map(|(good, intensity, told_around)| {
            What::Feeling { good, intensity, told_around }
        }),
        1 => any::<bool>().prop_map(|bought| What::Referral { bought }),
    ]
}

/// Complaints have the first identifiers, so that steps and promises find them.
fn any_entries() -> impl Strategy<Value = Vec<Entry>> {
    let one = (any_day(), prop::option::of(0..1_440_u32), any_what());
    prop::collection::vec(one, 0..40).prop_map(|all| {
        let mut complaints = 0..;
        let mut others = 100..;
        all.into_iter()
            .map(|(day, minute, what)| {
                let numbers: &mut std::ops::RangeFrom<u32> = if what == What::Complaint {
                    &mut complaints
                } else {
                    &mut others
                };
                Entry {
                    id: id(numbers.next().unwrap()),
                    day,
                    minute,
                    what,
                }
            })
            .collect()
    })
}

fn any_weights() -> impl Strategy<Value = Weights> {
    let breach =
        || (0..=50_u32, 0..=50_u32).prop_map(|(points, ceiling)| Breach { points, ceiling });
    let share = || 0..=50_u32;
    (
        (share(), share(), share(), 0..=16_u32, share()),
        (breach(), breach(), breach()),
        (0..=80_u32, 0..=16_u32, share()),
    )
        .prop_map(
            |(
                (gesture, praise, thanks, felt_well, recovered),
                (complaint, promise_broken, promise_late),
                (given_back, felt_ill, bad_rating),
            )| Weights {
                gesture,
                praise,
                thanks,
                felt_well,
                recovered,
                complaint,
                promise_broken,
                promise_late,
                given_back,
                felt_ill,
                bad_rating,
                ..Weights::default()
            },
        )
}

proptest! {
    #[test]
    fn trust_stays_under_its_ceiling(entries in any_entries(), weights in any_weights()) {
        prop_assert!(weights.in_range());
        let course = fold(&entries, &weights, today());
        let (mut trust, mut ceiling) = (START, CEILING);
        for step in &course.steps {
            prop_assert!(step.trust.is_finite() && step.ceiling.is_finite());
            prop_assert!(0.0 <= step.trust && step.trust <= step.ceiling && step.ceiling <= CEILING);
            // Each step says exactly what it did.
            prop_assert!(near(trust + step.moved, step.trust));
            prop_assert!(near(ceiling + step.ceiling_moved, step.ceiling));
            (trust, ceiling) = (step.trust, step.ceiling);
        }
        prop_assert!(near(trust, course.trust) && near(ceiling, course.ceiling));
    }

    #[test]
    fn only_a_sincere_recovery_raises_the_ceiling_and_never_fully(
        entries in any_entries(), weights in any_weights(),
    ) {
        let course = fold(&entries, &weights, today());
        let mut lost = 0.0;
        let mut bar = CEILING;
        for step in &course.steps {
            match step.reason {
                Reason::Recovered => {
                    prop_assert!(step.ceiling_moved >= 0.0);
                    bar = step.ceiling;
                }
                Reason::Reopened => bar = step.ceiling,
                reason => {
                    prop_assert!(step.ceiling_moved <= 0.0);
                    if reason.is_breach() {
                        lost -= step.ceiling_moved;
                        bar = bar.min(step.ceiling);
                    } else {
                        prop_assert!(near(step.ceiling_moved, 0.0));
                    }
                }
            }
            // Never above where the latest breach left it, and never less than a fifth of all that was lost below the top.
            prop_assert!(step.ceiling <= bar + 1e-9 && step.trust <= bar + 1e-9);
            prop_assert!(step.ceiling <= CEILING - 0.2 * lost + 1e-9);
        }
    }

    #[test]
    fn the_order_in_which_it_is_told_does_not_matter(
        (entries, shuffled) in any_entries().prop_flat_map(|entries| {
            (Just(entries.clone()), Just(entries).prop_shuffle())
        }),
        weights in any_weights(),
    ) {
        prop_assert_eq!(fold(&entries, &weights, today()), fold(&shuffled, &weights, today()));
    }

    #[test]
    fn nor_does_which_of_several_on_one_day_was_noted_first(
        whats in prop::collection::vec(any_what(), 1..12), order in any::<u64>(),
    ) {
        // Steps of one complaint do follow each other; everything else of a day is one.
        let whats: Vec<What> = whats
            .into_iter()
            .filter(|what| !matches!(what, What::Step { .. }))
            .map(|what| match what {
                What::Promise { due, ended, .. } => What::Promise { due, ended, complaint: None },
                other => other,
            })
            .collect();
        let with_ids = |number: &dyn Fn(u32) -> u32| -> Vec<Entry> {
            (0..).zip(&whats).map(|(at, what)| entry(number(at), "2026-10-01", *what)).collect()
        };
        let a = folded(&with_ids(&|at| at));
        let b = folded(&with_ids(&|at| at.wrapping_mul(2_654_435_761) ^ order as u32));
        prop_assert!(near(a.trust, b.trust) && near(a.ceiling, b.ceiling));
    }
}

#[test]
fn halves_are_rounded_away_from_zero_everywhere() {
    use super::whole;
    assert_eq!([52.5, 53.5, 0.5, 0.4].map(whole), [53, 54, 1, 0]);
    assert_eq!([-12.5, -0.5, -0.4].map(whole), [-13, -1, 0]);
}
