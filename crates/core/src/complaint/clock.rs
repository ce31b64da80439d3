//! The clock of a complaint: what it has taken in open hours, what was late and stays so.

use chrono::{NaiveDate, NaiveDateTime};

use super::hours::{Opening, at};
use super::life::{State, StepKind, after};

/// What the owner wants of the handling of complaints.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase", default)]
pub struct ComplaintGoals {
    /// A person answers within so many open hours, 1 to 200.
    pub reply_hours: u32,
    /// It is mended within so many open days, 1 to 100.
    pub solve_days: u32,
    /// When the business is open.
    pub opening: Opening,
}

impl Default for ComplaintGoals {
    fn default() -> Self {
        Self {
            reply_hours: 4,
            solve_days: 3,
            opening: Opening::default(),
        }
    }
}

/// A moment in civil time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct When {
    /// The day.
    pub day: NaiveDate,
    /// Minute of the day, where known.
    pub minute: Option<u32>,
}

impl When {
    /// As something that happened: without a time, as the day began.
    #[must_use]
    pub fn moment(self) -> NaiveDateTime {
        at(self.day, self.minute.unwrap_or(0))
    }

    /// As something that is due: without a time, until the day is over.
    #[must_use]
    pub fn deadline(self) -> NaiveDateTime {
        at(self.day, self.minute.unwrap_or(1_440))
    }
}

/// What the clock looks at in a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tick {
    /// What happened.
    pub kind: StepKind,
    /// When.
    pub when: When,
    /// When they are to hear from us next.
    pub next: Option<When>,
}

/// What was or is late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Late {
    /// The first human reply; counted in open minutes.
    Reply,
    /// Word from us by the day they were given; counted in minutes of the calendar.
    Update,
    /// The solution; counted in open minutes.
    Solution,
}

/// Something that came too late, or still has not come. A late fix does not make it go away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Breach {
    /// What.
    pub what: Late,
    /// When it was due.
    pub due: NaiveDateTime,
    /// When it came; none while it has not.
    pub came: Option<NaiveDateTime>,
    /// By how many minutes.
    pub late: u32,
}

/// What the clock shows.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ClockReading {
    /// Open minutes it has taken until it was (last) solved or until now, those while we waited for the customer left out.
    pub used: u32,
    /// Open minutes we waited for the customer.
    pub paused: u32,
    /// Open minutes until the first human reply, once there is one.
    pub first_reply: Option<u32>,
    /// When the first reply is due, while there is none.
    pub reply_due: Option<NaiveDateTime>,
    /// Open minutes within which it is to be solved.
    pub goal: u32,
    /// When it is to be solved, while the clock runs.
    pub solve_due: Option<NaiveDateTime>,
    /// Whether the clock runs: neither solved nor waiting for the customer.
    pub runs: bool,
    /// When they are to hear from us next.
    pub update_due: Option<When>,
    /// Whether something is late right now.
    pub late_now: bool,
    /// All that was or is late, in the order in which it was due.
    pub breaches: Vec<Breach>,
}

/// Reads the clock at `now` of a complaint received at `received`, who were to hear by `first_due`, from its steps in order.
#[must_use]
pub fn read(
    received: When,
    first_due: Option<When>,
    ticks: &[Tick],
    now: NaiveDateTime,
    goals: &ComplaintGoals,
) -> ClockReading {
    let opening = &goals.opening;
    let start = received.moment();
    let goal = goals.solve_days.saturating_mul(opening.usual_day());
    let reply_goal = goals.reply_hours.saturating_mul(60);
    let mut breaches = Vec::new();
    let (mut used, mut paused) = (0_u32, 0_u32);
    let (mut state, mut since) = (State::Received, start);
    let (mut first_reply, mut due) = (None, first_due);
    let mut solution: Option<Breach> = None;
    for tick in ticks {
        // A step of unknown time was not before the one that was noted before it.
        let when = tick.when.moment().max(since);
        pass(opening, state, since, when, (&mut used, &mut paused));
        since = when;
        if first_reply.is_none() && tick.kind.is_heard() {
            let took = opening.between(start, when);
            first_reply = Some(took);
            breaches.extend(over(
                opening,
                Late::Reply,
                start,
                reply_goal,
                took,
                Some(when),
            ));
        }
        if let Some(was) = due.filter(|_| tick.kind.answers() || tick.next.is_some()) {
            breaches.extend(overdue(was, when, Some(when)));
            due = None;
        }
        due = tick.next.or(due);
        let next = after(state, tick.kind).unwrap_or(state);
        if next == State::Solved && state != State::Solved && used > goal {
            solution = Some(solved_late(opening, start, paused, goal, used, Some(when)));
        }
        state = next;
    }
    // What was noted for later than now (a clock set back) adds nothing.
    let until = now.max(since);
    pass(opening, state, since, until, (&mut used, &mut paused));
    let runs = state.is_open() && state != State::Waiting;
    let mut late_now = false;
    let mut reply_due = None;
    if first_reply.is_none() && state.is_open() {
        let took = opening.between(start, until);
        let breach = over(opening, Late::Reply, start, reply_goal, took, None);
        late_now |= breach.is_some();
        breaches.extend(breach);
        reply_due = opening.after(start, reply_goal);
    }
    if let Some(breach) = due.and_then(|due| overdue(due, until, None)) {
        late_now = true;
        breaches.push(breach);
    }
    if state.is_open() && used > goal {
        late_now |= runs;
        solution = Some(solved_late(opening, start, paused, goal, used, None));
    }
    breaches.extend(solution);
    breaches.sort_by_key(|breach| breach.due);
    ClockReading {
        used,
        paused,
        first_reply,
        reply_due,
        goal,
        solve_due: if runs && used <= goal {
            opening.after(until, goal - used)
        } else {
            None
        },
        runs,
        update_due: due,
        late_now,
        breaches,
    }
}

/// Open time from `from` to `to`, on the side on which it counts.
fn pass(
    opening: &Opening,
    state: State,
    from: NaiveDateTime,
    to: NaiveDateTime,
    (used, paused): (&mut u32, &mut u32),
) {
    match state {
        State::Waiting => *paused = paused.saturating_add(opening.between(from, to)),
        state if state.is_open() => *used = used.saturating_add(opening.between(from, to)),
        _ => {}
    }
}

fn over(
    opening: &Opening,
    what: Late,
    start: NaiveDateTime,
    goal: u32,
    took: u32,
    came: Option<NaiveDateTime>,
) -> Option<Breach> {
    (took > goal).then(|| Breach {
        what,
        due: opening.after(start, goal).unwrap_or(start),
        came,
        late: took - goal,
    })
}

fn solved_late(
    opening: &Opening,
    start: NaiveDateTime,
    paused: u32,
    goal: u32,
    used: u32,
    came: Option<NaiveDateTime>,
) -> Breach {
    Breach {
        what: Late::Solution,
        due: opening
            .after(start, goal.saturating_add(paused))
            .unwrap_or(start),
        came,
        late: used.saturating_sub(goal),
    }
}

fn overdue(due: When, when: NaiveDateTime, came: Option<NaiveDateTime>) -> Option<Breach> {
    let deadline = due.deadline();
    (when > deadline).then(|| Breach {
        what: Late::Update,
        due: deadline,
        came,
        // Not more minutes than u32 counts: eight thousand years.
        late: u32::try_from((when - deadline).num_minutes()).unwrap_or(u32::MAX),
    })
}
