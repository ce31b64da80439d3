use super::{at, day, when};
use crate::complaint::clock::{ComplaintGoals, Tick, read};
use crate::complaint::figures::{Case, Figures, figures};
use crate::complaint::life::StepKind as K;
use crate::ids::{CauseId, CustomerId, MomentId};
use crate::money::Amount;

fn id<I: From<uuid::Uuid>>(n: u128) -> I {
    uuid::Uuid::from_u128(n).into()
}

/// A complaint of customer `who`, received on 1 September 2026 at nine.
fn case(n: u128, who: u128, steps: &[(K, &str)]) -> Case {
    let steps: Vec<_> = steps.iter().map(|(kind, iso)| (*kind, when(iso))).collect();
    let ticks: Vec<Tick> = steps
        .iter()
        .map(|(kind, when)| Tick {
            kind: *kind,
            when: *when,
            next: None,
        })
        .collect();
    let received = when("2026-09-01 09:00");
    Case {
        id: id(n),
        customer: id(who),
        name: "Jeanne".to_owned(),
        received,
        cause: Some((id(1), "Preparation".to_owned())),
        clock: read(
            received,
            None,
            &ticks,
            at("2026-11-24 09:00"),
            &ComplaintGoals::default(),
        ),
        steps,
        gestures: Amount(500),
        actions: Amount(1_000),
        corrected: n == 1,
        promises: vec![Some(true), None],
        habit: None,
    }
}

fn measured(
    cases: &[Case],
    all: &[(CustomerId, Option<CauseId>, MomentId, chrono::NaiveDate)],
) -> Figures {
    figures(
        cases,
        all,
        (day("2025-11-24").day, day("2026-11-24").day),
        240,
    )
}

const SOLVED: [(K, &str); 2] = [
    (K::Acknowledged, "2026-09-01 10:00"),
    (K::Solved, "2026-09-02 10:00"),
];

#[test]
fn first_contact_is_what_it_says() {
    let mut chased = SOLVED.to_vec();
    chased.insert(1, (K::Chased, "2026-09-01 12:00"));
    let mut reopened = SOLVED.to_vec();
    reopened.push((K::Reopened, "2026-09-16 10:00"));
    let mut much_later = SOLVED.to_vec();
    much_later.push((K::Reopened, "2026-09-17 10:00"));
    let waited = [
        (K::Acknowledged, "2026-09-01 10:00"),
        (K::Waiting, "2026-09-01 11:00"),
        (K::Progress, "2026-09-01 12:00"),
        (K::Solved, "2026-09-02 10:00"),
    ];
    let young = [
        (K::Acknowledged, "2026-11-01 10:00"),
        (K::Solved, "2026-11-02 10:00"),
    ];
    let cases = [
        case(1, 1, &SOLVED),
        case(2, 2, &chased),
        case(3, 3, &reopened),
        case(4, 4, &much_later),
        case(5, 5, &waited),
        case(6, 6, &young),
        case(7, 7, &SOLVED),
    ];
    // The same cause strikes customer 7 again on the thirtieth day.
    let all = [(id(7), Some(id(1)), id(70), day("2026-10-02").day)];
    let first: Vec<bool> = measured(&cases, &all)
        .first_contact
        .behind
        .iter()
        .map(|one| one.yes)
        .collect();
    assert_eq!(first, [true, false, false, true, false, false]);
}

#[test]
fn every_figure_says_of_how_many() {
    let few = measured(&[case(1, 1, &SOLVED), case(2, 2, &[])], &[]);
    assert_eq!(few.received, 2);
    // Nobody answered the second: it counts, as not in time.
    let share = few.reply.share.unwrap();
    assert_eq!((share.n, share.of, few.reply.enough), (1, 2, false));
    assert_eq!(few.reply_median, Some(60.0));
    assert_eq!(few.promises.share.unwrap().of, 2);
    assert!(few.recovered.share.is_none() && few.recovered.behind.is_empty());
    assert_eq!(few.causes.len(), 1);
    assert_eq!(
        (
            few.causes[0].complaints,
            few.causes[0].gestures,
            few.causes[0].actions
        ),
        (2, Amount(1_000), Amount(2_000))
    );
    assert_eq!(few.causes[0].corrected, 1);
    let many: Vec<Case> = (1..=10).map(|n| case(n, n, &SOLVED)).collect();
    assert!(measured(&many, &[]).reply.enough);
}

#[test]
fn recovered_counts_only_those_whose_time_is_over() {
    let mut closed = SOLVED.to_vec();
    closed.extend([
        (K::Checked, "2026-09-05 10:00"),
        (K::Closed, "2026-09-05 11:00"),
    ]);
    let with = |n, rhythm, bought: &[&str]| Case {
        habit: Some((rhythm, bought.iter().map(|iso| day(iso).day).collect())),
        ..case(n, n, &closed)
    };
    let cases = [
        with(1, 12.0, &["2026-09-20"]),
        with(2, 12.0, &["2026-09-05", "2026-10-01"]),
        // 120 days are not over yet, though they have bought.
        with(3, 60.0, &["2026-09-20"]),
    ];
    let found: Vec<bool> = measured(&cases, &[])
        .recovered
        .behind
        .iter()
        .map(|one| one.yes)
        .collect();
    assert_eq!(found, [true, false]);
}
