//! What the steps of a complaint come to, day by day.

use chrono::NaiveDate;

use super::{CaseStep, Entry, What};
use crate::ids::MomentId;

/// What became of one complaint up to some day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Case {
    pub(crate) id: MomentId,
    /// When it was received.
    pub(crate) day: NaiveDate,
    /// When the error was first denied.
    pub(super) denied: Option<NaiveDate>,
    /// The days that ended with it put right sincerely (`true`) where the one before had not, or the other way round.
    pub(super) turns: Vec<(NaiveDate, bool)>,
    /// Whether somebody still waits for it to be put right.
    pub(crate) open: bool,
}

/// How far a complaint has come.
#[derive(Debug, Default, Clone, Copy)]
struct State {
    acknowledged: bool,
    apology: bool,
    solved: bool,
    checked: bool,
    closed: bool,
}

impl State {
    const fn step(&mut self, step: CaseStep) {
        match step {
            CaseStep::Denied => self.acknowledged = false,
            CaseStep::Acknowledged => self.acknowledged = true,
            CaseStep::Apology => self.apology = true,
            CaseStep::Solved => self.solved = true,
            // A check before there is anything to check is none.
            CaseStep::Checked => self.checked = self.solved,
            CaseStep::Closed => self.closed = true,
            CaseStep::Reopened => {
                self.solved = false;
                self.checked = false;
                self.closed = false;
            }
        }
    }

    /// All four: the error acknowledged, an apology, a fix and a check afterwards.
    const fn sincere(self) -> bool {
        self.acknowledged && self.apology && self.solved && self.checked
    }
}

impl Case {
    /// Every complaint among these entries in the order of their ids, by what is known of it at the end of `today`. A step dated
    /// before the complaint counts on the complaint's day.
    pub(crate) fn all(entries: &[Entry], today: NaiveDate) -> Vec<Self> {
        let mut cases: Vec<Self> = entries
            .iter()
            .filter(|entry| entry.what == What::Complaint && entry.day <= today)
            .map(|entry| Self {
                id: entry.id,
                day: entry.day,
                denied: None,
                turns: Vec::new(),
                open: true,
            })
            .collect();
        cases.sort_unstable_by_key(|case| case.id);
        cases.dedup_by_key(|case| case.id);
        if cases.is_empty() {
            return cases;
        }
        let mut steps: Vec<_> = entries
            .iter()
            .filter(|entry| entry.day <= today)
            .filter_map(|entry| match entry.what {
                What::Step { complaint, step } => Some((complaint, entry, step)),
                _ => None,
            })
            .collect();
        steps.sort_unstable_by_key(|(complaint, entry, step)| {
            (*complaint, entry.day, entry.minute, entry.id, *step)
        });
        for case in &mut cases {
            let first = steps.partition_point(|(complaint, ..)| *complaint < case.id);
            let id = case.id;
            let own = steps[first..]
                .iter()
                .take_while(|(complaint, ..)| *complaint == id);
            case.walk(own.map(|(_, entry, step)| (entry.day, *step)));
        }
        cases
    }

    fn walk(&mut self, steps: impl Iterator<Item = (NaiveDate, CaseStep)>) {
        let (mut state, mut before) = (State::default(), false);
        let mut today = self.day;
        let close_day = |state: State, before: &mut bool, day, turns: &mut Vec<_>| {
            if state.sincere() != *before {
                *before = state.sincere();
                turns.push((day, *before));
            }
        };
        for (day, step) in steps {
            let day = day.max(self.day);
            if day > today {
                close_day(state, &mut before, today, &mut self.turns);
                today = day;
            }
            if step == CaseStep::Denied {
                self.denied.get_or_insert(day);
            }
            state.step(step);
        }
        close_day(state, &mut before, today, &mut self.turns);
        self.open = !state.solved && !state.closed;
    }

    /// Whether it ended put right sincerely, on `breach` or later.
    pub(super) fn healed(&self, breach: NaiveDate) -> bool {
        let last = self.turns.last();
        last.is_some_and(|(day, recovered)| *recovered && breach <= *day)
    }
}
