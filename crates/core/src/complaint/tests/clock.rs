use super::{at, day, when};
use crate::complaint::clock::{ComplaintGoals, Late, Tick, When, read};
use crate::complaint::life::StepKind as K;

fn tick(kind: K, when: When, next: Option<When>) -> Tick {
    Tick { kind, when, next }
}

#[test]
fn in_time_is_in_time_and_says_until_when() {
    let goals = ComplaintGoals::default();
    // Saturday evening; nobody is there before Tuesday.
    let reading = read(
        when("2026-11-21 18:00"),
        None,
        &[],
        at("2026-11-24 11:00"),
        &goals,
    );
    assert_eq!((reading.used, reading.goal), (180, 1_800));
    assert_eq!(reading.reply_due, Some(at("2026-11-24 12:00")));
    assert_eq!(reading.solve_due, Some(at("2026-11-26 18:00")));
    assert!(reading.breaches.is_empty() && !reading.late_now && reading.runs);
}

#[test]
fn what_was_late_stays_late_after_it_came() {
    let goals = ComplaintGoals::default();
    let steps = [
        tick(K::Acknowledged, when("2026-11-24 15:00"), None),
        // Promised by Wednesday noon; they heard on Thursday at ten.
        tick(
            K::Update,
            when("2026-11-26 10:00"),
            Some(when("2026-11-27 10:00")),
        ),
        tick(K::Solved, when("2026-11-27 09:30"), None),
    ];
    let reading = read(
        when("2026-11-24 09:00"),
        Some(when("2026-11-25 12:00")),
        &steps,
        at("2026-12-05 10:00"),
        &goals,
    );
    let late: Vec<(Late, u32, bool)> = reading
        .breaches
        .iter()
        .map(|breach| (breach.what, breach.late, breach.came.is_some()))
        .collect();
    assert_eq!(
        late,
        [
            (Late::Reply, 120, true),
            (Late::Update, 22 * 60, true),
            (Late::Solution, 30, true)
        ]
    );
    assert!(!reading.late_now && !reading.runs);
    assert_eq!(reading.first_reply, Some(360));
    assert_eq!(reading.update_due, None);
}

#[test]
fn an_apology_is_a_word_but_no_news() {
    let goals = ComplaintGoals::default();
    let steps = [tick(K::Apology, when("2026-11-24 10:00"), None)];
    let due = Some(day("2026-11-24"));
    let reading = read(
        when("2026-11-24 09:00"),
        due,
        &steps,
        at("2026-11-25 09:00"),
        &goals,
    );
    assert_eq!(reading.first_reply, Some(60));
    assert_eq!(reading.update_due, due);
    // Without a time they were to hear by the end of that day.
    assert_eq!(
        (reading.breaches[0].due, reading.breaches[0].late),
        (at("2026-11-25 00:00"), 540)
    );
    assert!(reading.late_now && reading.breaches[0].came.is_none());
}

#[test]
fn the_clock_stands_while_we_wait_for_them_and_after_the_solution() {
    let goals = ComplaintGoals::default();
    let steps = [
        tick(K::Acknowledged, when("2026-11-24 10:00"), None),
        tick(K::Waiting, when("2026-11-24 11:00"), None),
        tick(K::Progress, when("2026-11-27 11:00"), None),
        tick(K::Solved, when("2026-11-27 12:00"), None),
        tick(K::Reopened, when("2026-12-01 12:00"), None),
    ];
    let now = at("2026-12-01 14:00");
    let reading = read(when("2026-11-24 09:00"), None, &steps, now, &goals);
    // Two hours, then one, then two after it was reopened; three days waited for.
    assert_eq!((reading.used, reading.paused), (300, 1_800));
    let solved = read(when("2026-11-24 09:00"), None, &steps[..4], now, &goals);
    assert_eq!((solved.used, solved.runs), (180, false));
    let waiting = read(when("2026-11-24 09:00"), None, &steps[..2], now, &goals);
    assert!(!waiting.runs && waiting.solve_due.is_none() && !waiting.late_now);
}
