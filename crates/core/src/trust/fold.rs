//! The fold.

use std::cmp::Reverse;
use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Breach, CEILING, Case, Course, Ending, Entry, Reason, START, Step, Weights, What};
use crate::ids::MomentId;
use crate::moment::ExchangePurpose;

/// What a moment does, in the order in which those of one day do it: first what hurts, then what does good, last what heals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Act {
    /// Points off trust and off the ceiling; the heavier first.
    Hurts(Reverse<u32>, Reverse<u32>),
    /// What was given back is taken again.
    Reopens,
    /// A share of the distance to the ceiling is closed, percent; the larger first.
    Helps(Reverse<u32>),
    /// A share of what the ceiling lost is given back.
    Heals,
}

/// One moment about to be counted. Sorting it is the order that is documented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Moment {
    day: NaiveDate,
    act: Act,
    reason: Reason,
    id: MomentId,
    complaint: Option<MomentId>,
}

/// What one complaint cost the ceiling, and what came back of it.
#[derive(Debug, Default, Clone, Copy)]
struct Account {
    lost: f64,
    given: f64,
}

/// What `entries` come to at the end of `today`, in whatever order they are. What lies after `today` is left out.
#[must_use]
pub fn fold(entries: &[Entry], weights: &Weights, today: NaiveDate) -> Course {
    let cases = Case::all(entries, today);
    let mut moments: Vec<Moment> = entries
        .iter()
        .filter_map(|entry| moment(entry, weights, today))
        .collect();
    for case in &cases {
        let of_case = |day, act, reason| Moment {
            day,
            act,
            reason,
            id: case.id,
            complaint: Some(case.id),
        };
        if let Some(day) = case.denied {
            moments.push(of_case(day, hurts(weights.complaint), Reason::Denied));
        }
        moments.extend(case.turns.iter().map(|(day, recovered)| {
            if *recovered {
                of_case(*day, Act::Heals, Reason::Recovered)
            } else {
                of_case(*day, Act::Reopens, Reason::Reopened)
            }
        }));
    }
    moments.sort_unstable();
    moments.dedup();
    let mut sum = Sum::new(weights);
    for one in moments.chunk_by(|a, b| a.day == b.day) {
        sum.day(one);
    }
    sum.finish(&cases)
}

const fn hurts(breach: Breach) -> Act {
    Act::Hurts(Reverse(breach.points), Reverse(breach.ceiling))
}

/// What an entry does, where it does anything by itself.
fn moment(entry: &Entry, weights: &Weights, today: NaiveDate) -> Option<Moment> {
    let helps = |share, reason| Some((entry.day, Act::Helps(Reverse(share)), reason, None));
    let only_points = |points| Act::Hurts(Reverse(points), Reverse(0));
    let (day, act, reason, complaint) = match entry.what {
        What::Gesture => helps(weights.gesture, Reason::Gesture),
        What::Praise => helps(weights.praise, Reason::Praise),
        What::Rating { content: None } => None,
        What::Rating {
            content: Some(true),
        } => helps(weights.good_rating, Reason::GoodRating),
        What::Rating {
            content: Some(false),
        } => Some((
            entry.day,
            only_points(weights.bad_rating),
            Reason::BadRating,
            None,
        )),
        What::Exchange { purpose } => match purpose? {
            ExchangePurpose::Thanks => helps(weights.thanks, Reason::Thanks),
            ExchangePurpose::Service => helps(weights.service, Reason::Service),
            ExchangePurpose::Advice => helps(weights.advice, Reason::Advice),
            ExchangePurpose::Selling => None,
        },
        What::Promise {
            due,
            ended,
            complaint,
        } => promise(due, ended, weights, today)
            .map(|(day, act, reason)| (day, act, reason, complaint)),
        What::Complaint => Some((
            entry.day,
            hurts(weights.complaint),
            Reason::Complaint,
            Some(entry.id),
        )),
        What::Step { .. } => None,
        What::Feeling {
            good, intensity, ..
        } => {
            let intensity = u32::from(intensity.clamp(1, 3));
            if good {
                helps(weights.felt_well * intensity, Reason::FeltWell)
            } else {
                let points = only_points(weights.felt_ill * intensity);
                Some((entry.day, points, Reason::FeltIll, None))
            }
        }
        What::Referral { .. } => helps(weights.referral, Reason::Referral),
    }?;
    (day <= today).then_some(Moment {
        day,
        act,
        reason,
        id: entry.id,
        complaint,
    })
}

/// What a promise did by `today`, and when: on the day it ended while that was in time, else on the day after it was due.
fn promise(
    due: NaiveDate,
    ended: Option<(Ending, NaiveDate)>,
    weights: &Weights,
    today: NaiveDate,
) -> Option<(NaiveDate, Act, Reason)> {
    let missed = due.succ_opt()?;
    let late = (missed, hurts(weights.promise_late), Reason::PromiseLate);
    match ended.filter(|(_, day)| *day <= today) {
        Some((Ending::Kept, day)) if day <= due => {
            let share = Act::Helps(Reverse(weights.promise_kept));
            Some((day, share, Reason::PromiseKept))
        }
        Some((Ending::Broken | Ending::Renegotiated, day)) => Some((
            day.min(missed),
            hurts(weights.promise_broken),
            Reason::PromiseBroken,
        )),
        Some((Ending::Kept, _)) | None => Some(late),
    }
}

/// The fold under way.
struct Sum<'w> {
    weights: &'w Weights,
    trust: f64,
    ceiling: f64,
    steps: Vec<Step>,
    accounts: HashMap<MomentId, Account>,
    breaches: Vec<Moment>,
}

impl<'w> Sum<'w> {
    fn new(weights: &'w Weights) -> Self {
        Self {
            weights,
            trust: START,
            ceiling: CEILING,
            steps: Vec::new(),
            accounts: HashMap::new(),
            breaches: Vec::new(),
        }
    }

    /// The moments of one day, in order; of several that heal the one that gives most back goes first.
    fn day(&mut self, moments: &[Moment]) {
        let healing = moments.partition_point(|moment| moment.act < Act::Heals);
        let (others, heal) = moments.split_at(healing);
        for moment in others {
            self.take(moment);
        }
        let mut heal = heal.to_vec();
        heal.sort_by(|a, b| self.lost(b).total_cmp(&self.lost(a)).then_with(|| a.cmp(b)));
        for moment in &heal {
            self.take(moment);
        }
    }

    fn lost(&self, moment: &Moment) -> f64 {
        let account = moment.complaint.and_then(|id| self.accounts.get(&id));
        account.map_or(0.0, |account| account.lost)
    }

    fn take(&mut self, moment: &Moment) {
        let (trust, ceiling) = (self.trust, self.ceiling);
        match moment.act {
            Act::Hurts(Reverse(points), Reverse(lowers)) => {
                let lost = f64::from(lowers).min(self.ceiling);
                self.ceiling -= lost;
                self.trust = (self.trust - f64::from(points)).clamp(0.0, self.ceiling);
                if let Some(complaint) = moment.complaint {
                    self.accounts.entry(complaint).or_default().lost += lost;
                }
                if moment.reason.is_breach() {
                    self.breaches.push(*moment);
                }
            }
            Act::Reopens => {
                if let Some(account) = moment.complaint.and_then(|id| self.accounts.get_mut(&id)) {
                    let taken = account.given.min(self.ceiling);
                    account.given -= taken;
                    self.ceiling -= taken;
                    self.trust = self.trust.min(self.ceiling);
                }
            }
            Act::Helps(Reverse(share)) => self.close_in(share),
            Act::Heals => {
                if let Some(account) = moment.complaint.and_then(|id| self.accounts.get_mut(&id)) {
                    let whole = account.lost * f64::from(self.weights.given_back) / 100.0;
                    let given = (whole - account.given).clamp(0.0, CEILING - self.ceiling);
                    account.given += given;
                    self.ceiling += given;
                }
                self.close_in(self.weights.recovered);
            }
        }
        self.steps.push(Step {
            day: moment.day,
            reason: moment.reason,
            moment: moment.id,
            moved: self.trust - trust,
            ceiling_moved: self.ceiling - ceiling,
            trust: self.trust,
            ceiling: self.ceiling,
        });
    }

    /// Close a share of the distance to the ceiling, percent.
    fn close_in(&mut self, share: u32) {
        let nearer = (self.ceiling - self.trust) * f64::from(share) / 100.0;
        self.trust = (self.trust + nearer).clamp(0.0, self.ceiling);
    }

    fn finish(self, cases: &[Case]) -> Course {
        let healed = |moment: &Moment| {
            // Cases are in the order of their ids.
            let at = moment
                .complaint
                .and_then(|id| cases.binary_search_by_key(&id, |case| case.id).ok());
            at.is_some_and(|at| cases[at].healed(moment.day))
        };
        let unhealed = self.breaches.iter().rev().find(|breach| !healed(breach));
        let incidents = self
            .breaches
            .iter()
            .filter(|breach| breach.reason != Reason::Denied);
        Course {
            incidents: u32::try_from(incidents.count()).unwrap_or(u32::MAX),
            unhealed: unhealed.map(|breach| (breach.day, breach.reason)),
            trust: self.trust,
            ceiling: self.ceiling,
            steps: self.steps,
        }
    }
}
